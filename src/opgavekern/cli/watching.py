"""What a person sees who lets a dossier be checked again and again."""

from __future__ import annotations

import sys
from typing import Final

import click

from opgavekern.base.texts import Language, Text
from opgavekern.cli.page import line, show
from opgavekern.cli.streams import is_terminal
from opgavekern.cli.today import moment

_WAITING: Final = Text(
    nl="Wacht op wijzigingen; stop met Ctrl-C.", en="Waiting for changes; stop with Ctrl-C."
)


def begin_round(path: str) -> None:
    """Show of what and when the findings below are, on a screen of their own where there is one."""
    if is_terminal(sys.stdout):
        click.clear()
    show([line((f"{moment():%H:%M:%S}  {path}", "bold")), line()])


def end_round(language: Language) -> None:
    """Say that the command waits, to whoever reads along too."""
    show([line(), line((_WAITING.text(language), "dim"))])
    sys.stdout.flush()
