"""Tracebacks, for whoever asks: by default none is an answer, and none is shown."""

from __future__ import annotations

import sys
import traceback
from typing import Final

import click

from opgavekern.cli.page import line, show

_ASKED: Final = "opgavekern.traceback"


def note_traceback(context: click.Context, _: click.Parameter, asked: bool) -> None:
    """Remember, for the whole run, that `--traceback` was given."""
    if asked:
        context.meta[_ASKED] = True


def wants_traceback(context: click.Context) -> bool:
    """Tell whether `--traceback` was given."""
    return bool(context.meta.get(_ASKED))


def show_traceback(error: BaseException, heading: str = "") -> None:
    """Show on standard error where an error arose, and its own words.

    Args:
        error: What was raised.
        heading: Where it belongs, such as the code of a rule.
    """
    said = [heading] if heading else []
    said += "".join(traceback.format_exception(error)).rstrip("\n").split("\n")
    show((line(one) for one in said), sys.stderr)
