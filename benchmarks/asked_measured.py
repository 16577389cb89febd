"""What is asked, and what is measured: one line for each figure, the same in every benchmark."""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable, Iterable


def seconds(run: Callable[[], object]) -> float:
    """Return the processor time that something takes, which other programs do not lengthen."""
    gc.collect()
    start = time.process_time()
    run()
    return time.process_time() - start


class Table:
    """Prints a line as soon as its figure is there, and ends the program with 1 if one is over."""

    def __init__(self) -> None:
        self._is_over = False
        print(f"{'what':<58} {'ours':>9} {'peer':>9} {'asked':>8} {'measured':>9}")

    def times(self, what: str, pairs: Iterable[tuple[float, float]], *, most: float | None) -> None:
        """Print the medians of seconds, ours and a peer's taken in turn, and of their ratio."""
        found = list(pairs)
        ours, peer = (statistics.median(column) for column in zip(*found, strict=True))
        ratio = statistics.median(a / b for a, b in found)
        self.line(what, ratio, most=most, ours=f"{ours * 1e3:.0f} ms", peer=f"{peer * 1e3:.0f} ms")

    def line(
        self, what: str, measured: float, *, most: float | None, ours: str = "", peer: str = ""
    ) -> None:
        """Print a figure beside the most that it may be; None where nothing is asked."""
        asked = "" if most is None else f"{most:g}"
        mark = " OVER" if most is not None and measured > most else ""
        self._is_over |= bool(mark)
        print(f"{what:<58} {ours:>9} {peer:>9} {asked:>8} {measured:>9.2f}{mark}", flush=True)

    def end(self) -> None:
        """End the program, with 1 where a figure is over."""
        sys.exit(int(self._is_over))
