"""Words typed at the command line, and what it came to, within this process."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import attrs
from click.testing import CliRunner

from opgavekern.cli.app import App
from opgavekern.cli.voice import voice_for


@attrs.frozen
class Answer:
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def all(self) -> str:
        """Both streams together."""
        return self.out + self.err


Typed = Callable[..., Answer]


def type_words(
    *words: str, stdin: str | bytes = "", env: Mapping[str, str] | None = None
) -> Answer:
    """Run `opgavekern` with some words, in this process."""
    settings = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "", **(env or {})}
    app = App(voice_for(words, settings))
    ended = CliRunner().invoke(app, list(words), input=stdin, env=settings)
    assert ended.exception is None or isinstance(ended.exception, SystemExit), ended.exception
    return Answer(ended.exit_code, ended.stdout, ended.stderr)
