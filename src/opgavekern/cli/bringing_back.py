"""A workbook that comes back to the dossier that it was made from; part of `convert`."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from opgavekern.base.running import Limits
from opgavekern.base.texts import Language, Text
from opgavekern.cli.bar import Bar
from opgavekern.cli.opening import say_notices
from opgavekern.cli.page import Line, line, show
from opgavekern.cli.streams import aside
from opgavekern.cli.voice import Voice

if TYPE_CHECKING:
    from opgavekern.files import Merge

#: How many records are named of those that change; after that they are counted.
_SHOWN: Final = 40
_NOTHING: Final = Text(nl="Er is niets bij te werken.", en="There is nothing to update.")

_GO_ON: Final = Text(
    nl="Werkt u verder in Excel? Maak dan eerst de werkmap opnieuw:",
    en="Going on in Excel? Then first make the workbook anew:",
)


def bring_back(voice: Voice, workbook: str, goal: Path, limits: Limits) -> int:
    """Write what was changed in a workbook into the dossier, and say what that is.

    References are judged first: of the workbook, so that a problem names its cell, and then of
    the dossier as it becomes.

    Raises:
        DossierError: Something cannot be read, or refers to what is not there.
        PluginError: A plugin that the dossier names cannot be activated.
        UnwritableError: The workbook does not belong to this dossier, both sides changed one
            record, or something would be lost.
    """
    from opgavekern.files import merge_workbook, write_dossier
    from opgavekern.governance.loading import governed

    with Bar() as bar:
        merge = merge_workbook(workbook, goal, limits=limits, progress=bar)
    language = voice.about(merge.dossier.header.language)
    say_notices(merge.workbook, voice)
    say_notices(merge.dossier, voice)
    with aside():
        governed(merge.workbook)
        governed(merge.dossier)
    written = write_dossier(merge.dossier, goal, language=language)
    show(_said(merge, language))
    show(line(path.as_posix()) for path in written)
    if written:
        anew = f"opgavekern convert {shlex.quote(str(goal))} {shlex.quote(workbook)} --replace"
        show([line(_GO_ON.text(language)), line((anew, "bold"), indent=2)])
    return 0


def _said(merge: Merge, language: Language) -> Iterator[Line]:
    from opgavekern.files.merging import name_of

    groups = (
        (Text(nl="gewijzigd", en="changed"), merge.changed),
        (Text(nl="nieuw", en="new"), merge.added),
        (Text(nl="weg", en="gone"), merge.gone),
    )
    if not any(refs for _, refs in groups):
        yield line(_NOTHING.text(language))
    for said, refs in groups:
        for ref in refs[:_SHOWN]:
            yield line(f"{said.text(language)}: {name_of(ref).text(language)}")
        if more := len(refs) - _SHOWN if len(refs) > _SHOWN else 0:
            rest = {"nl": "en nog {more}", "en": "and {more} more"}[language].format(more=more)
            yield line(f"{said.text(language)}: … {rest}")
