"""How work runs: limits on what is read, and progress while it lasts."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator
from typing import Protocol

import attrs


@attrs.frozen(kw_only=True)
class Limits:
    """How much input is accepted; a limit that is hit is named with its value.

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


class Progress(Protocol):
    """What long work calls to show how far it is; the command line draws it as a bar."""

    def __call__(self, done: int, total: int, what: str) -> None:
        """Take note that `done` of `total` steps of `what` are finished."""
        ...


@contextlib.contextmanager
def collector_at_rest() -> Iterator[None]:
    """Let the garbage collector rest while very many objects are made that all stay.

    It would look through all of them again and again, and find nothing: reading ten times the
    records took more than twelve times as long. Whoever found it at work sets it to work again,
    so that threads that overlap leave it as it was.
    """
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()
