"""Whether the files of a dossier changed, told from their sizes and times without opening them.

Looking is cheap (a hundred files take about a millisecond), works on network drives and in
containers, where the notices of operating systems do not come through, and needs no package.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from opgavekern.files.layouts import is_passed_by

#: What tells versions of a file apart: path, moment, size, and which file it is on the disk.
State = frozenset[tuple[str, int, int, int]]

#: How long between looks, and how long nothing may change before a change is over.
_EVERY_SECONDS: Final = 0.4
_CALM_SECONDS: Final = 0.15
#: How names end of files that editors keep for a moment beside the one that is saved.
_TEMPORARY: Final = ("~", ".tmp", ".bak", ".swp", ".part", ".crdownload")
#: Vim tries with a file of this name whether it may write in a folder.
_TRIED: Final = "4913"


def state_of(path: str | os.PathLike[str]) -> State:
    """Return the state of a dossier's files, of a folder as deep as a dossier goes.

    What a dossier passes by, and what editors keep for a moment, takes no part. What cannot be
    looked at is as good as gone.
    """
    root = Path(path)
    return frozenset(_states(root, depth=2) if root.is_dir() else _one(root))


def next_state(path: str | os.PathLike[str], seen: State) -> State:
    """Wait until the files are no longer as they were seen, and have come to rest.

    Saving is often several steps: what is written in parts, or replaced after it was deleted,
    counts as one change.

    Args:
        path: The dossier.
        seen: Its state before it was last read; what changed during that is noticed too.
    """
    now = state_of(path)
    while now == seen:
        time.sleep(_EVERY_SECONDS)
        now = state_of(path)
    while True:
        time.sleep(_CALM_SECONDS)
        before, now = now, state_of(path)
        if now == before:
            return now


def _states(folder: Path, *, depth: int) -> Iterator[tuple[str, int, int, int]]:
    try:
        with os.scandir(folder) as found:
            entries = [Path(one.path) for one in found if not _is_beside(one.name)]
    except OSError:
        return
    for path in entries:
        if depth > 1 and path.is_dir():
            yield from _states(path, depth=depth - 1)
        else:
            yield from _one(path)


def _one(path: Path) -> Iterator[tuple[str, int, int, int]]:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return
    yield (str(path), found.st_mtime_ns, found.st_size, found.st_ino)


def _is_beside(name: str) -> bool:
    return (
        is_passed_by(name)
        or name.lower().endswith(_TEMPORARY)
        or name == _TRIED
        or (name.startswith("#") and name.endswith("#"))
    )
