"""Writing a dossier: as a folder, as one YAML or JSON file, or as a workbook."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from opgavekern.base.errors import OpgavekernError
from opgavekern.base.texts import Language, message, quoted
from opgavekern.files.atomic import write_all_atomically
from opgavekern.files.json_schema import schema_name
from opgavekern.files.spelling import spelled
from opgavekern.files.vocabulary import FORMAT, HEADER, vocabulary
from opgavekern.files.headers import CURRENT
from opgavekern.files.writing_json import areas_geojson, dossier_json
from opgavekern.files.writing_workbook import workbook_bytes
from opgavekern.files.writing_yaml import Bare, Tree, yaml_text
from opgavekern.model.areas import Area
from opgavekern.model.dossier import Dossier
from opgavekern.model.kinds import KINDS, Kind

_YAML: Final = frozenset({".yaml", ".yml"})
#: Endings that are mistaken for a dossier's, and never those of a folder.
_FOREIGN: Final = frozenset({".csv", ".tsv", ".xls", ".ods", ".geojson", ".xml", ".txt", ".toml"})


class UnwritableError(OpgavekernError, ValueError):
    """A dossier that cannot be written where or how it was asked."""


def write_dossier(
    dossier: Dossier,
    path: str | os.PathLike[str],
    *,
    language: Language | None = None,
    replace: bool = False,
) -> tuple[Path, ...]:
    """Write a dossier; what plugins laid under it is left out.

    Where a dossier stands already, its comments, order, language, spelling and split over files
    are kept, and only files whose content changes are touched. All files are made and read back
    before the first is replaced.

    Args:
        dossier: What to write.
        path: A folder, or a file whose ending says what it is: `.yaml`, `.json` or `.xlsx`.
        language: Whose names are used in new files, the dossier's own when None; JSON always
            has identifiers.
        replace: Write anew what cannot be kept as it is: a workbook with formulas, a file that
            cannot be read, a comment that has lost its place.

    Returns:
        The files that were written, none where nothing changed.

    Raises:
        UnwritableError: The ending is of no kind of dossier, or something would be lost.
        NotWrittenError: The disk refused; each file is the old or the new one.
        DossierError: What stands there cannot be read, and `replace` was not given.
    """
    target = Path(path)
    own = dossier.replace(without=dossier.laid_under)
    contents = fresh(own, target, language or own.header.language)
    if not is_file_name(target):
        target.mkdir(parents=True, exist_ok=True)
    write_all_atomically(contents)
    return tuple(contents)


def is_file_name(target: Path) -> bool:
    """Tell whether a path is of a dossier in one file, not a folder.

    Raises:
        UnwritableError: It is of neither.
    """
    ending = target.suffix.casefold()
    if target.is_dir():
        return False
    if ending in _FOREIGN or (target.is_file() and ending not in {*_YAML, ".json", ".xlsx"}):
        raise UnwritableError(
            message(
                "{file} past niet bij een dossier. "
                "Kies een map, of een bestand dat eindigt op .yaml, .json of .xlsx.",
                "{file} does not fit a dossier. "
                "Choose a folder, or a file that ends in .yaml, .json or .xlsx.",
                file=quoted(target.name),
            )
        )
    return ending in {*_YAML, ".json", ".xlsx"}


def fresh(dossier: Dossier, target: Path, language: Language) -> dict[Path, bytes]:
    """Return the content of every file of a dossier that is written anew."""
    ending = target.suffix.casefold()
    if not is_file_name(target):
        return {target / name: text.encode() for name, text in _folder(dossier, language).items()}
    if ending in _YAML:
        return {target: _one_yaml(dossier, language).encode()}
    if ending == ".xlsx":
        return {target: workbook_bytes(dossier, language)}
    return {target: dossier_json(dossier).encode()}


def _folder(dossier: Dossier, language: Language) -> Mapping[str, str]:
    """Return name and text of each file: the header, and a file per kind that has records.

    Areas with an outline stand in a GeoJSON file, which maps and other programs read too.
    """
    words = vocabulary(language)
    files = {f"{HEADER}.yaml": header_yaml(dossier, language)}
    for kind in KINDS:
        records = list(dossier.of_kind(kind.plural))
        drawn = [one for one in records if isinstance(one, Area) and one.outline]
        if drawn:
            files[f"{words.kind_name(kind)}.geojson"] = areas_geojson(drawn)
            records = [one for one in records if one not in drawn]
        if records:
            listed: list[Tree] = [spelled(one, language) for one in records]
            files[f"{words.kind_name(kind)}.yaml"] = f"{modeline(kind, language)}\n{spaced(listed)}"
    return files


def header_yaml(dossier: Dossier, language: Language) -> str:
    """Return the text of `dossier.yaml`."""
    return f"{_modeline(HEADER, language)}\n{yaml_text(header_tree(dossier, language))}"


def header_tree(dossier: Dossier, language: Language) -> dict[str, Tree]:
    """Return the header as a file has it, the version of the format first."""
    return {Bare(FORMAT): Bare(CURRENT), **spelled(dossier.header, language)}


def _one_yaml(dossier: Dossier, language: Language) -> str:
    words = vocabulary(language)
    parts = [_modeline(None, language) + "\n" + yaml_text(header_tree(dossier, language))]
    for kind in KINDS:
        if records := dossier.of_kind(kind.plural):
            name = words.kind_name(kind)
            parts.append(yaml_text({Bare(name): [spelled(one, language) for one in records]}))
    return "\n".join(parts)


def modeline(kind: Kind, language: Language) -> str:
    """Return the comment by which an editor finds the schema of a file."""
    return _modeline(kind.plural, language)


def _modeline(kind: str | None, language: Language) -> str:
    return f"# yaml-language-server: $schema={schema_name(kind, language)}"


def spaced(records: list[Tree]) -> str:
    """Write records as a list, with an empty line before each that takes more than two lines."""
    texts = [yaml_text([one]) for one in records]
    roomy = any(text.count("\n") > 2 for text in texts)
    return "\n" * roomy + ("\n" if roomy else "").join(texts)
