"""What a plugin does while its tests look on: what it reaches for, and whether it ends."""

from __future__ import annotations

import contextlib
import os
import sys
import sysconfig
import threading
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any, Final

import attrs

import opgavekern.base
from opgavekern.governance import RuleContext
from opgavekern.model import Dossier

#: Events of Python's audit by which a program reaches beyond itself, by how their names begin.
_BEYOND: Final = (
    "ftplib.",
    "http.client.",
    "imaplib.",
    "os.exec",
    "os.fork",
    "os.kill",
    "os.link",
    "os.mkdir",
    "os.posix_spawn",
    "os.putenv",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.spawn",
    "os.startfile",
    "os.symlink",
    "os.system",
    "os.truncate",
    "os.unsetenv",
    "shutil.",
    "smtplib.",
    "socket.",
    "sqlite3.connect",
    "subprocess.Popen",
    "tempfile.",
    "urllib.Request",
    "webbrowser.",
)
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
_CODE: Final = (".py", ".pyc", ".so", ".pyd", ".pth")
#: So many lines of Python in one rule, on a handful of records, are a loop without end.
_MOST_LINES: Final = 200_000


class _Watch(threading.local):
    """Who looks on in this thread; nobody, most of the time."""

    home: Path | None = None
    seen: list[str] | None = None


_watch: Final = _Watch()
_installed: Final = threading.Event()


@contextlib.contextmanager
def reaching_out(home: Path) -> Iterator[list[str]]:
    """Collect what code in this thread does beyond its own package.

    Args:
        home: The folder of the package, which it may read.
    """
    if not _installed.is_set():  # An audit hook cannot be taken away; without a watch it sleeps.
        _installed.set()
        sys.addaudithook(_audit)
    seen: list[str] = []
    _watch.home, _watch.seen = home, seen
    try:
        yield seen
    finally:
        _watch.seen = None


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    seen = _watch.seen
    if seen is None:
        return
    _watch.seen = None  # What looking on does itself is nobody's business.
    try:
        if event == "open":
            path, _, flags = arguments
            if isinstance(path, str | bytes | os.PathLike) and _is_astray(path, int(flags or 0)):
                seen.append(f"open {os.fsdecode(path)}")
        elif event.startswith(_BEYOND):
            seen.append(event)
    finally:
        _watch.seen = seen


def _is_astray(path: str | bytes | os.PathLike[Any], flags: int) -> bool:
    """Tell whether opening a file is more than reading the own package or importing."""
    file = Path(os.fsdecode(path)).absolute()
    if "__pycache__" in file.parts:
        return False
    if flags & _WRITING:
        return True
    homes = (_watch.home, *_LIBRARIES)
    inside = any(home is not None and file.is_relative_to(home) for home in homes)
    return not inside and file.suffix not in _CODE


_LIBRARIES: Final = (
    *(Path(one) for one in sysconfig.get_paths().values()),
    Path(opgavekern.base.__file__).resolve().parents[1],
)


class EndlessError(BaseException):
    """A rule that goes on and on; no `except Exception` of the rule holds it."""


@attrs.frozen
class Bounded:
    """A rule's check that is stopped where it runs on.

    Lines of Python are counted instead of seconds, so that a busy machine changes nothing. A
    debugger or a measurement of coverage does not see the check meanwhile.

    Attributes:
        check: The check itself.
        most: How many lines may run before an `EndlessError` is raised in it.
    """

    check: Callable[[Dossier, RuleContext[Any]], Iterable[Any]]
    most: int = _MOST_LINES

    def __call__(self, dossier: Dossier, context: RuleContext[Any]) -> Iterator[Any]:
        """Yield what the check yields."""
        before = sys.gettrace()
        check = self.check.func if isinstance(self.check, partial) else self.check
        sys.settrace(_Counting(_package(getattr(check, "__module__", None)), self.most))
        try:
            yield from self.check(dossier, context)
        finally:
            sys.settrace(before)


class _Counting:
    """Counts the lines of one package that run, and raises where they are too many.

    Code of other packages is not counted: importing one may take any number of lines. What raises
    while tracing is no longer called by Python, so that each rule gets one of its own.
    """

    def __init__(self, package: str, most: int) -> None:
        self.package = package
        self.most = most
        self.left = most

    def __call__(self, frame: FrameType, event: str, _argument: Any) -> Any:
        if event == "call" and _package(frame.f_globals.get("__name__")) != self.package:
            return None
        if event == "line":
            self.left -= 1
            if self.left < 0:
                raise EndlessError(f"more than {self.most} lines, in {frame.f_code.co_name}")
        return self


def _package(module: object) -> str:
    return str(module).partition(".")[0]
