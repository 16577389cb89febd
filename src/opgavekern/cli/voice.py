"""In which language the command line speaks; the one place that looks at locale settings."""

from __future__ import annotations

import locale
import sys
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

import attrs

from opgavekern.base.texts import LANGUAGES, Language

_FLAG: Final = "--lang"
#: In this order, as POSIX has it.
_SETTINGS: Final = ("LC_ALL", "LC_MESSAGES", "LANG")


@attrs.frozen
class Voice:
    """The language to speak.

    Attributes:
        language: The language of help, and of messages before a dossier is read.
        is_chosen: It was asked for with `--lang`, and goes before the dossier's own.
    """

    language: Language
    is_chosen: bool = False

    def about(self, language: Language) -> Language:
        """Return the language in which to speak of a dossier that is in `language`."""
        return self.language if self.is_chosen else language


def voice_for(arguments: Sequence[str], environment: Mapping[str, str]) -> Voice:
    """Tell the language before anything is parsed, so that help and errors are in it too.

    A language that does not exist is passed by here; parsing refuses it.
    """
    for name, value in pairwise([*arguments, ""]):
        if name == "--":
            break
        asked = value if name == _FLAG else name.removeprefix(f"{_FLAG}=")
        if asked in LANGUAGES and (name == _FLAG or name.startswith(f"{_FLAG}=")):
            return Voice(asked, is_chosen=True)
    return Voice("nl" if _is_dutch(environment) else "en")


def _is_dutch(environment: Mapping[str, str]) -> bool:
    for setting in _SETTINGS:
        if found := environment.get(setting):
            return found.casefold().startswith("nl")
    if sys.platform == "win32":  # has none of these, and names its languages in full
        return (locale.getlocale()[0] or "").casefold().startswith(("nl", "dutch"))
    return False
