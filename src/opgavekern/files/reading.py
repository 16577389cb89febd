"""Reading a dossier: a folder, one YAML or JSON file, or a workbook."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from opgavekern.base.errors import DossierError
from opgavekern.base.running import Limits, Progress, collector_at_rest
from opgavekern.files.csv_tables import csv_table
from opgavekern.files.door import Door, decoded, read_otherwise, shown
from opgavekern.files.gathering import Draft
from opgavekern.files.geojson import take_geojson
from opgavekern.files.headers import missing_header
from opgavekern.files.layouts import Task, only_areas, split_ending, tasks_of_folder, unknown_ending
from opgavekern.files.partial import Reading
from opgavekern.files.privacy import may_show
from opgavekern.files.refusals import Refusal
from opgavekern.files.settling import settle
from opgavekern.files.sources import Format, TextFile
from opgavekern.files.table_files import take_table
from opgavekern.files.tree_files import take_text
from opgavekern.files.whereabouts import may_have_header, refuse_elsewhere, refuse_part
from opgavekern.files.workbooks import take_workbook
from opgavekern.model.areas import Area
from opgavekern.model.dossier import Dossier

#: What CSV is read as where it is not UTF-8: how Excel writes it on Windows.
_WINDOWS: Final = "cp1252"


def read_dossier(
    path: str | os.PathLike[str],
    *,
    limits: Limits = Limits(),
    progress: Progress | None = None,
) -> Dossier:
    """Read a dossier of any form.

    References are not judged: plugins may still lay facts under the dossier.

    Args:
        path: A folder with `dossier.yaml` (or `.json`) and files of records, one YAML or JSON
            file that holds all, or a workbook with a sheet for each kind.
        limits: How much is accepted.
        progress: Called after each file.

    Returns:
        The dossier; its `locations` tell where every value stands.

    Raises:
        DossierError: With every problem of every file, each with its place and what to do.
    """
    return read_as_far(Door(Path(path), limits), progress=progress).whole()


def read_through(door: Door, *, progress: Progress | None = None) -> Dossier:
    """Read what comes through a door, as `read_dossier` does."""
    return read_as_far(door, progress=progress).whole()


def read_as_far(door: Door, *, progress: Progress | None = None) -> Reading:
    """Read what comes through a door as far as it can be read; every problem is in the result."""
    with collector_at_rest():
        return _read(door, progress)


def _read(door: Door, progress: Progress | None) -> Reading:
    draft = Draft(door.limits)
    try:
        tasks = _tasks(door, draft)
    except Refusal as refused:
        return Reading(dossier=None, problems=refused.problems, unread=draft.unread, language=None)
    if draft.problems:
        draft.unread.add(None)
    for number, task in enumerate(tasks, start=1):
        before = _faults(draft, task)
        try:
            _take(door, task, draft)
        except Refusal as refused:
            draft.problems += refused.problems
        if _faults(draft, task) > before and not task.is_rules:
            draft.unread.add(task.meant.kind if task.meant is not None else None)
        if progress is not None:
            progress(number, len(tasks), task.file)
    return settle(draft, shown(door.root))


def _faults(draft: Draft, task: Task) -> int:
    """Count what may hide records of a file: faults of the whole of it, or in GeoJSON any."""
    return len(draft.problems) + (len(draft.troubles) if task.ending == ".geojson" else 0)


def files_of(door: Door) -> dict[Path, bytes]:
    """Return the bytes of every file of a dossier, by its path.

    Raises:
        DossierError: Some file has no place in a dossier, or cannot be opened.
    """
    draft = Draft(door.limits)
    found: dict[Path, bytes] = {}
    try:
        for task in _tasks(door, draft):
            found[door.root.joinpath(*task.parts)] = door.read(*task.parts)
    except Refusal as refused:
        draft.problems += refused.problems
    if draft.problems:
        raise DossierError(draft.problems)
    return found


def read_header(door: Door) -> Draft:
    """Read as much of a dossier as its header, in whatever format.

    Raises:
        DossierError: There is no header, or it cannot be read.
    """
    draft = Draft(door.limits)
    try:
        tasks = _tasks(door, draft)
        for task in tasks:
            if not task.is_rules and (task.meant is None or task.meant.kind is None):
                _take(door, task, draft)
    except Refusal as refused:
        raise DossierError(refused.problems) from None
    if draft.header is None:
        raise DossierError(draft.problems or [missing_header(shown(door.root))])
    return draft


def parse_dossier(text: str, *, name: str, format: Format, limits: Limits = Limits()) -> Dossier:
    """Read a whole dossier from one YAML or JSON text, as an editor holds it.

    Args:
        text: The text.
        name: What to call it in problems.
        format: What it is written in.
        limits: How much is accepted.

    Raises:
        DossierError: With every problem of the text.
    """
    return parse_as_far(text, name=name, format=format, limits=limits).whole()


def parse_as_far(text: str, *, name: str, format: Format, limits: Limits = Limits()) -> Reading:
    """Read a text as `parse_dossier` does, as far as it can be read."""
    draft = Draft(limits)
    with collector_at_rest():
        try:
            take_text(draft, text.removeprefix("\ufeff"), name, format, None)
        except Refusal as refused:
            draft.problems += refused.problems
        if draft.problems:
            draft.unread.add(None)
        return settle(draft, name)


def _tasks(door: Door, draft: Draft) -> list[Task]:
    if door.is_folder():
        refuse_elsewhere(door)
        tasks, problems, notices = tasks_of_folder(door)
        draft.problems += problems
        if not may_have_header(door):
            draft.problems.append(missing_header(shown(door.root)))
        draft.notices += notices
        return tasks
    refuse_part(door)
    file = shown(door.root)
    _, ending = split_ending(door.root.name)
    if ending not in (".yaml", ".json", ".xlsx"):
        raise Refusal(unknown_ending(door.root.name, file, (".yaml", ".json", ".xlsx")))
    return [Task(parts=(), file=file, ending=ending, meant=None)]


def _take(door: Door, task: Task, draft: Draft) -> None:
    data = door.read(*task.parts)
    if task.is_rules:
        form: Format = "json" if task.ending == ".json" else "yaml"
        draft.rules = TextFile.of(task.file, form, decoded(data, task.file), draft.limits)
    elif task.ending in (".yaml", ".json"):
        format: Format = "yaml" if task.ending == ".yaml" else "json"
        take_text(draft, decoded(data, task.file), task.file, format, task.meant)
    elif task.ending == ".xlsx":
        take_workbook(draft, data, task.file, task.meant)
    elif task.ending == ".geojson":
        if task.meant is None or task.meant.kind is None or task.meant.kind.record is not Area:
            raise Refusal(only_areas(task.file))
        take_geojson(draft, decoded(data, task.file), task.file, task.meant.kind)
    elif task.ending == ".csv" and task.meant is not None:
        text = decoded(data, task.file, fallback=_WINDOWS)
        if (notice := read_otherwise(data, task.file, _WINDOWS)) is not None:
            draft.notices.append(notice)
        kind = task.meant.kind
        shows = kind is None or may_show(kind.record)
        take_table(
            draft, csv_table(text, task.file, shows=shows, most=draft.limits.records), task.meant
        )
