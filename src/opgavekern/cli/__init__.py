"""The command line: one file per command, and nothing that is not about asking and showing."""

from __future__ import annotations

import os
import sys

from opgavekern.base.errors import MissingExtraError
from opgavekern.base.extras import require
from opgavekern.cli.exits import Exit
from opgavekern.cli.voice import voice_for

__all__ = ["Exit", "main"]


def main() -> None:
    """Run the command that was typed and end the process with one of the codes of `Exit`."""
    arguments = sys.argv[1:]
    voice = voice_for(arguments, os.environ)
    try:
        require("click")
        require("rich")
    except MissingExtraError as error:
        sys.stderr.write(f"{error.text(voice.language)}\n")
        sys.exit(Exit.USAGE)
    except KeyboardInterrupt:
        sys.exit(Exit.INTERRUPTED)
    from opgavekern.cli.app import App

    App(voice).main(arguments)
