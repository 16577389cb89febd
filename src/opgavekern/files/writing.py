"""Writing a dossier: as a folder, as one YAML or JSON file, or as a workbook."""

from __future__ import annotations

import os
from pathlib import Path

from opgavekern.base.errors import DossierError
from opgavekern.base.running import collector_at_rest
from opgavekern.base.texts import Language, message, quoted
from opgavekern.files.atomic import write_all_atomically
from opgavekern.files.door import ENDINGS
from opgavekern.files.editing import Rewriting
from opgavekern.files.layouts import is_rules
from opgavekern.files.reading import read_dossier
from opgavekern.files.rewriting_workbook import rewritten_workbook
from opgavekern.files.sources import TextFile
from opgavekern.files.unwritable import UnwritableError
from opgavekern.files.writing_fresh import FILE_ENDINGS, fresh, looks_like_other_file
from opgavekern.model.dossier import Dossier
from opgavekern.model.references import Ref


def write_dossier(
    dossier: Dossier,
    path: str | os.PathLike[str],
    *,
    language: Language | None = None,
    replace: bool = False,
    schemas: bool = False,
) -> tuple[Path, ...]:
    """Write a dossier; what plugins laid under it is left out.

    Of kinds that are withheld the header says so, and reading it gives them back as withheld.

    Where a dossier stands already, its comments, order, language, spelling and split over files
    are kept, and only files whose content changes are touched. All files are made and read back
    before the first is replaced.

    A dossier's own rules (`regels.yaml`) come along as they are written where it becomes a folder.
    A dossier in one file holds none; they stay where they are.

    Args:
        dossier: What to write.
        path: A folder, or a file whose ending says what it is: `.yaml`, `.json` or `.xlsx`. What
            ends as another sort of file does is taken for a folder only where one stands.
        language: Whose names are used in new files, the dossier's own when None; JSON always
            has identifiers.
        replace: Write anew what cannot be kept as it is: a workbook with formulas, a file that
            cannot be read, a comment that has lost its place.
        schemas: Write the JSON Schemas of the language too in a folder where no dossier stands
            yet, so that editors complete and check what people type.

    Returns:
        The files that were written, none where nothing changed.

    Raises:
        UnwritableError: The ending is of no kind of dossier, or something would be lost, such as
            records that stand there of a kind that is withheld.
        NotWrittenError: The disk refused; each file is the old or the new one.
        DossierError: What stands there cannot be read, and `replace` was not given.
    """
    target = Path(path)
    own = dossier.replace(without=_of_plugins(dossier))
    with collector_at_rest():
        spoken = language or own.header.language
        contents = _contents(own, target, spoken, replace=replace, schemas=schemas)
        if not _is_file(target):
            contents |= _rules(dossier, target)
    if not _is_file(target):
        for folder in {target, *(path.parent for path in contents)}:
            folder.mkdir(parents=True, exist_ok=True)
    write_all_atomically(contents)
    return tuple(contents)


def _contents(
    new: Dossier, target: Path, language: Language, *, replace: bool, schemas: bool
) -> dict[Path, bytes | None]:
    """Return what to write: anew where nothing stands, else only what changes."""
    is_file = _is_file(target)
    if not _stands(target):
        return dict(fresh(new, target, language, schemas=schemas))
    try:
        old = read_dossier(target)
    except DossierError:
        if not (replace and is_file):
            raise
        return dict(fresh(new, target, language))
    _refuse_to_empty(old, new, target)
    if target.suffix.casefold() == ".xlsx" and is_file:
        return rewritten_workbook(target, old, new, language, replace=replace)
    return Rewriting(target=target, old=old, new=new, language=language, replace=replace).contents()


def _rules(dossier: Dossier, target: Path) -> dict[Path, bytes | None]:
    """Return the dossier's own rules for a folder in which others stand, or none.

    What stands there stays where the dossier has none: one that was built in code knows nothing
    of rules.
    """
    text = dossier.locations.rules
    if not isinstance(text, TextFile):
        return {}
    there = [one for one in target.iterdir() if is_rules(one.name)] if target.is_dir() else []
    if [one.read_bytes().decode("utf-8-sig", "replace") for one in there] == [text.text()]:
        return {}
    name = text.file.rpartition("/")[2]
    return {**dict.fromkeys(there), target / name: text.text().encode()}


def _of_plugins(dossier: Dossier) -> list[Ref]:
    withheld = {kind.name for kind in dossier.withheld}
    return [ref for ref in dossier.laid_under if ref.kind not in withheld]


def _refuse_to_empty(old: Dossier, new: Dossier, target: Path) -> None:
    """Refuse to write what withholds a kind over what knows it: that would throw it away.

    Raises:
        UnwritableError: Some kind is withheld of which records stand there.
    """
    lost = tuple(kind.plural_label for kind in new.withheld if old.known(kind.plural))
    if lost:
        raise UnwritableError(
            message(
                "{file} houdt gegevens die hier zijn achtergehouden: {kinds}. "
                "Schrijf naar een andere plek.",
                "{file} holds what is withheld here: {kinds}. Write to another place.",
                file=quoted(target.as_posix(), most=200),
                kinds=lost,
            )
        )


def _stands(target: Path) -> bool:
    """Tell whether a dossier stands there already, or something that looks like one."""
    if target.is_dir():
        return any(one.suffix.casefold() in ENDINGS for one in target.iterdir())
    return target.exists() and target.stat().st_size > 0


def _is_file(target: Path) -> bool:
    """Tell whether a path is of a dossier in one file, not a folder.

    Raises:
        UnwritableError: It is of neither.
    """
    ending = target.suffix.casefold()
    if target.is_dir():
        return False
    if looks_like_other_file(target) or (target.is_file() and ending not in FILE_ENDINGS):
        raise UnwritableError(
            message(
                "{file} past niet bij een dossier. "
                "Kies een map, of een bestand dat eindigt op .yaml, .json of .xlsx. "
                "Een map met een punt in haar naam maakt u eerst zelf.",
                "{file} does not fit a dossier. "
                "Choose a folder, or a file that ends in .yaml, .json or .xlsx. "
                "Make a folder with a dot in its name yourself first.",
                file=quoted(target.name),
            )
        )
    return ending in FILE_ENDINGS
