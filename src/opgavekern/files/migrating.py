"""From older formats to the current one: a chain of steps, each from one format to the next."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

import attrs

from opgavekern.base.errors import DossierError
from opgavekern.base.running import Limits
from opgavekern.files.atomic import write_all_atomically
from opgavekern.files.door import Door
from opgavekern.files.headers import CURRENT, format_number
from opgavekern.files.overlaying import Overlay
from opgavekern.files.placing import problem_of
from opgavekern.files.reading import files_of, read_header, read_through

#: The bytes of files, by path; None for a file that goes.
Files = Mapping[Path, bytes | None]


@attrs.frozen(kw_only=True)
class Migration:
    """How the files of one format become those of the next.

    Attributes:
        source: The number of the format that is left; what comes has the next number.
        change: Gets the bytes of every file of a dossier by path, and returns those that change,
            the header with its new number among them. What people wrote beside the data, such as
            comments, is for this to keep.
    """

    source: int
    change: Callable[[Mapping[Path, bytes]], Files]


#: In order. Format 1 is the first there is, so there is nothing to leave yet.
MIGRATIONS: Final[tuple[Migration, ...]] = ()


@attrs.frozen(kw_only=True)
class Migrated:
    """What became of a dossier.

    Attributes:
        source: The format that it had.
        target: The format that it has.
        written: The files that were written or taken away; none where it had that format already.
    """

    source: int
    target: int
    written: tuple[Path, ...] = ()


def migrate_dossier(
    path: str | os.PathLike[str],
    *,
    migrations: Sequence[Migration] = MIGRATIONS,
    limits: Limits = Limits(),
) -> Migrated:
    """Rewrite a dossier of an older format to the current one.

    All files are made and read back before the first is replaced.

    Args:
        path: A folder, one YAML or JSON file, or a workbook.
        migrations: The steps there are.
        limits: How much is accepted.

    Raises:
        DossierError: The dossier cannot be read, has a format that is newer, or one from which
            no steps lead to the current one.
        NotWrittenError: The disk refused; each file is the old or the new one.
    """
    door = Door(Path(path), limits)
    source = _format_of(door, migrations)
    if source == CURRENT:
        return Migrated(source=source, target=CURRENT)
    before = files_of(door)
    changed = _changed(before, [one for one in migrations if one.source >= source])
    read_through(Overlay(door.root, limits, changed))
    write_all_atomically(changed)
    return Migrated(source=source, target=CURRENT, written=tuple(changed))


def _format_of(door: Door, migrations: Sequence[Migration]) -> int:
    """Return the format of a dossier, if it is the current one or steps lead from it to that."""
    draft = read_header(door)
    number = format_number(draft.header.form) if draft.header is not None else None
    steps = {one.source for one in migrations}
    if number is not None and number <= CURRENT and steps.issuperset(range(number, CURRENT)):
        return number
    wrong = [problem_of(one) for one in draft.troubles if one.code.startswith("format-")]
    raise DossierError(wrong, language=draft.language())


def _changed(files: Mapping[Path, bytes], steps: Sequence[Migration]) -> dict[Path, bytes | None]:
    """Carry out steps one after another; return what differs in the end."""
    now = dict(files)
    for step in sorted(steps, key=lambda one: one.source):
        for path, data in step.change(now).items():
            if data is None:
                now.pop(path, None)
            else:
                now[path] = data
    gone: dict[Path, bytes | None] = {path: None for path in files if path not in now}
    return gone | {path: data for path, data in now.items() if files.get(path) != data}
