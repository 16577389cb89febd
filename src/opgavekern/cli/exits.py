"""With what code the command line ends, so that scripts know without reading."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """How it went; promised, so that a script may act on it.

    Attributes:
        CLEAN: All that was asked ran, and nothing weighs as much as `--fail-on`.
        FINDINGS: Something does.
        USAGE: The command was not understood, or what it asks cannot be done here.
        UNREADABLE: The dossier cannot be read; the problems say where.
        INCONCLUSIVE: A rule that had to run did not, or a plugin failed.
        INTERNAL: A fault of opgavekern itself.
        INTERRUPTED: Stopped with Ctrl-C, as shells count it.
        UNHEARD: Whoever read the output stopped reading, as shells count it.
    """

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    UNREADABLE = 3
    INCONCLUSIVE = 4
    INTERNAL = 5
    INTERRUPTED = 130
    UNHEARD = 141
