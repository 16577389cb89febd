"""How work runs: limits on what is read, and progress while it lasts."""

from __future__ import annotations

import contextlib
import gc
import os
import threading
from collections.abc import Iterator
from typing import Final, Protocol

import attrs

from opgavekern.base.errors import BadValueError
from opgavekern.base.texts import message, quoted


@attrs.frozen(kw_only=True)
class Limits:
    """How much input is accepted; a limit that is hit is named with its value.

    Raises:
        BadValueError: One is no whole number, or below zero.

    Attributes:
        file_bytes: Largest text file.
        workbook_bytes: Largest workbook, unpacked.
        workbook_ratio: Most that a workbook may grow when unpacked.
        sheet_extent: Most that the rectangle of a sheet may exceed its filled cells.
        depth: Deepest nesting of lists and maps.
        nodes: Most values in one file.
        records: Most records in a dossier.
        problems_shown: Most problems of one file that are worked out in full; all are counted.
        outline_vertices: Most points in the outline of one area.
        findings_per_rule: Most findings of one rule before the rule counts as failed.
        message_characters: Longest message of a rule or plugin.
    """

    file_bytes: int = 10_000_000
    workbook_bytes: int = 100_000_000
    workbook_ratio: int = 100
    sheet_extent: int = 4
    depth: int = 64
    nodes: int = 1_000_000
    records: int = 500_000
    problems_shown: int = 100
    outline_vertices: int = 10_000
    findings_per_rule: int = 10_000
    message_characters: int = 2_000

    def __attrs_post_init__(self) -> None:
        """Refuse what is no number of anything, before reading is half done."""
        for field in attrs.fields(Limits):
            found = getattr(self, field.name)
            if type(found) is not int or found < 0:
                raise BadValueError(
                    message(
                        "{name} is {found}; een grens is een geheel getal vanaf nul",
                        "{name} is {found}; a limit is a whole number from zero up",
                        name=field.name,
                        found=quoted(found),
                    ),
                    code="not-a-limit",
                    field=field.name,
                )


class Progress(Protocol):
    """What long work calls to show how far it is; the command line draws it as a bar."""

    def __call__(self, done: int, total: int, what: str) -> None:
        """Take note that `done` of `total` steps of `what` are finished."""
        ...


class _Rest:
    """Who wants the garbage collector at rest; it is one for the whole process."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Begin anew: in a forked child, no other thread is left that could end its rest."""
        self._lock = threading.Lock()
        self._sleepers = 0
        self._was_at_work = False

    def begin(self) -> None:
        """Put the collector to rest, and remember what it did before the first who asks."""
        with self._lock:
            if self._sleepers == 0:
                self._was_at_work = gc.isenabled()
                gc.disable()
            self._sleepers += 1

    def end(self) -> None:
        """Let the collector do what it did before, once nobody wants it at rest any more."""
        with self._lock:
            self._sleepers = max(0, self._sleepers - 1)
            if self._sleepers == 0 and self._was_at_work:
                gc.enable()

    def wake(self) -> None:
        """Do in a forked child what the threads that stayed behind can no longer do."""
        was_at_work = self._sleepers > 0 and self._was_at_work
        self.reset()
        if was_at_work:
            gc.enable()


_REST: Final = _Rest()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_REST.wake)


@contextlib.contextmanager
def collector_at_rest() -> Iterator[None]:
    """Let the garbage collector rest while very many objects are made that all stay.

    It would look through all of them again and again, and find nothing: reading ten times the
    records took more than twelve times as long. Threads that overlap are counted, so that the
    last one out leaves it as the first one in found it.
    """
    _REST.begin()
    try:
        yield
    finally:
        _REST.end()
