"""Where a dossier stands, for whoever named a place beside it: a folder too high, or one file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from opgavekern.base.errors import Location, Problem
from opgavekern.base.near import near
from opgavekern.base.texts import Message, message
from opgavekern.files.door import Door, shown
from opgavekern.files.layouts import Meant, is_passed_by, is_rules, meant_by, split_ending
from opgavekern.files.refusals import Refusal
from opgavekern.files.vocabulary import HEADER

#: In so many folders of a folder a dossier is looked for.
_MOST_LOOKED_INTO: Final = 100


def refuse_elsewhere(door: Door) -> None:
    """Refuse a folder that holds no dossier, in one message that says where one is.

    Raises:
        Refusal: No header is in the folder, and a dossier is in a folder of it or around it; or
            nothing in it is called as a part of a dossier is.
    """
    found = door.entries()
    is_aside = is_passed_by(door.root.absolute().name)  # Such as the schemas of a dossier.
    if _has_header(found) and not (is_aside and _has_header(door.around())):
        return
    there = _dossiers_near(door, found)
    if there or not any(_is_part(*one) or _may_be_header(*one) for one in found):
        raise Refusal(_no_dossier(shown(door.root), there))


def may_have_header(door: Door) -> bool:
    """Tell whether some file of a folder is called as the header is, or nearly so."""
    return any(_may_be_header(*one) for one in door.entries())


def refuse_part(door: Door) -> None:
    """Refuse one file of a dossier that is a folder: what it refers to stands beside it.

    Raises:
        Refusal: It is a part; says in which folder.
    """
    folder = folder_around(door.root)
    if folder is not None:
        raise Refusal(_only_a_part(shown(door.root), shown(folder)))


def folder_around(file: Path) -> Path | None:
    """Return the folder of the dossier that a file is a part of; None where it is none.

    The file need not be there itself, as long as others of the dossier are.
    """
    stem, ending = split_ending(file.name)
    if ending is None:
        return None
    beside = [one for one in _listed(file.parent) if one[0] != file.name]
    if is_rules(file.name):
        return file.parent if _has_header(beside) else None
    meant = meant_by(stem)
    if meant is not None and meant.kind is None:
        return file.parent if any(_is_part(*one) for one in beside) else None
    if meant is not None and _has_header(beside):
        return file.parent
    above = meant_by(file.absolute().parent.name)
    if above is None or above.kind is None or not _has_header(_listed(file.parent / "..")):
        return None
    return _above(file.parent)


def path_in(folder: Path, file: str) -> Path:
    """Return the path of a file by way of the folder that `folder_around` found for it."""
    path = Path(file)
    inside = path.name if path.parent == folder else f"{path.absolute().parent.name}/{path.name}"
    return folder / inside


def _listed(folder: Path) -> list[tuple[str, bool]]:
    try:
        return sorted((one.name, one.is_dir()) for one in folder.iterdir())
    except (OSError, ValueError):
        return []  # Then nothing is known of what lies there.


def _has_header(found: Iterable[tuple[str, bool]]) -> bool:
    return any(
        not is_folder and (meant := _meaning(name, is_folder)) is not None and meant.kind is None
        for name, is_folder in found
    )


def _is_part(name: str, is_folder: bool) -> bool:
    """Tell whether a file or folder is called as a kind of record is."""
    meant = _meaning(name, is_folder)
    return meant is not None and meant.kind is not None


def _meaning(name: str, is_folder: bool) -> Meant | None:
    if is_folder:
        return meant_by(name)
    stem, ending = split_ending(name)
    return meant_by(stem) if ending is not None else None


def _may_be_header(name: str, is_folder: bool) -> bool:
    return not is_folder and bool(near(name.split(".", maxsplit=1)[0], [HEADER]))


def _dossiers_near(door: Door, found: Iterable[tuple[str, bool]]) -> list[str]:
    """Return the folders in this one that hold a dossier, or else the one around it."""
    inside = [name for name, is_folder in found if is_folder and not is_passed_by(name)]
    holding = []
    for name in inside[:_MOST_LOOKED_INTO]:
        try:
            holding += [shown(door.root / name)] if _has_header(door.entries(name)) else []
        except Refusal:
            continue  # What cannot be looked into is nobody's dossier.
    if not holding and _has_header(door.around()):
        return [shown(_above(door.root))]
    return holding


def _above(path: Path) -> Path:
    """Return the folder around a place, as the user would write it."""
    return path / ".." if path.name in ("", "..") else path.parent


def _no_dossier(file: str, there: list[str]) -> Problem:
    remedy: Message = message(
        'Noem de map waarin dossier.yaml staat; een nieuw dossier begint u met "opgavekern init".',
        'Name the folder in which dossier.yaml is; start a new dossier with "opgavekern init".',
    )
    if len(there) == 1:
        remedy = message("Bedoelt u de map {folder}?", "Did you mean {folder}?", folder=there[0])
    return Problem(
        code="header-missing",
        message=message(
            "hier staat geen dossier: dossier.yaml ontbreekt",
            "there is no dossier here: dossier.yaml is missing",
        ),
        remedy=remedy,
        location=Location(file=file),
        kind="dossier",
    )


def _only_a_part(file: str, folder: str) -> Problem:
    return Problem(
        code="part-of-dossier",
        message=message(
            "dit is één bestand van een dossier, en wat erbij hoort staat ernaast",
            "this is one file of a dossier, and the rest of it stands beside this file",
        ),
        remedy=message("Noem de map: {folder}", "Name the folder: {folder}", folder=folder),
        location=Location(file=file),
        kind="dossier",
    )
