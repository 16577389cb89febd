"""The command line: one file per command, and nothing that is not about asking and showing."""

from __future__ import annotations

import os
import sys

from opgavekern.cli.exits import Exit

__all__ = ["Exit", "main"]


def main() -> None:
    """Run the command that was typed and end the process with one of the codes of `Exit`."""
    try:
        _run(sys.argv[1:])
    except KeyboardInterrupt:  # while there was nobody yet to say it in the right language
        sys.stderr.write("Interrupted.\n")
        sys.exit(Exit.INTERRUPTED)


def _run(arguments: list[str]) -> None:
    from opgavekern.base.errors import MissingExtraError
    from opgavekern.base.extras import require
    from opgavekern.cli.voice import voice_for

    voice = voice_for(arguments, os.environ)
    try:
        require("click")
        require("rich")
    except MissingExtraError as error:
        sys.stderr.write(f"{error.text(voice.language)}\n")
        sys.exit(Exit.USAGE)
    from opgavekern.cli.app import App

    App(voice).main(arguments)
