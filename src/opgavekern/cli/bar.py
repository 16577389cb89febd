"""A bar while long work lasts, for a person at a terminal and for nobody else."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Final

from opgavekern.cli.streams import is_terminal, visible

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

#: Work that is over sooner needs no bar.
_PATIENCE_SECONDS: Final = 0.7


class Bar:
    """Draws on standard error how far the work is; says nothing where that is no terminal.

    It is a `Progress` of the library, to be used in a `with` block, which takes the bar away.
    """

    def __init__(self) -> None:
        self._since = time.monotonic()
        self._is_watched = is_terminal(sys.stderr)
        self._drawn: Progress | None = None
        self._task: TaskID | None = None

    def __call__(self, done: int, total: int, what: str) -> None:
        """Take note that `done` of `total` steps of `what` are finished."""
        if not self._is_watched or time.monotonic() - self._since < _PATIENCE_SECONDS:
            return
        drawn = self._drawn or self._start()
        if self._task is None:
            self._task = drawn.add_task("")
        at_most = max(total, done, 1)
        drawn.update(self._task, completed=done, total=at_most, description=visible(what))

    def _start(self) -> Progress:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

        console = Console(file=sys.stderr, markup=False, emoji=False, highlight=False)
        self._drawn = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TaskProgressColumn(),
            console=console,
            transient=True,
        )
        self._drawn.start()
        return self._drawn

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._drawn is not None:
            self._drawn.stop()
