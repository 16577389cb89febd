"""Every file of a dossier, as it is where nothing stands yet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from opgavekern.base.texts import Language
from opgavekern.files.headers import CURRENT
from opgavekern.files.schemas import has_schemas, schema_files, schema_name
from opgavekern.files.spelling import JSON, spelled
from opgavekern.files.vocabulary import FORMAT, HEADER, vocabulary
from opgavekern.files.writing_json import areas_geojson, dossier_json, json_text
from opgavekern.files.writing_workbook import workbook_bytes
from opgavekern.files.writing_yaml import Bare, Tree, yaml_text
from opgavekern.model.areas import Area
from opgavekern.model.dossier import Dossier
from opgavekern.model.kinds import KINDS, Kind
from opgavekern.model.record import Record

#: Endings of a dossier in one file; any other path is a folder.
FILE_ENDINGS: Final = (".yaml", ".yml", ".json", ".xlsx")
#: What makes a name one of a file; `v1.0` and `dossier.oud-archief` are names of folders.
_ENDING: Final = re.compile(r"\.[a-z][a-z0-9]{0,6}\Z", re.IGNORECASE)


def looks_like_other_file(target: Path) -> bool:
    """Tell whether a path is named as a file that no dossier can be, such as `map.docx`.

    A folder that is there already is a folder, whatever its name.
    """
    ending = target.suffix.casefold()
    is_other = _ENDING.fullmatch(ending) is not None and ending not in FILE_ENDINGS
    return is_other and not target.is_dir()


def is_named_as_file(target: Path) -> bool:
    """Tell whether a path is named as a file, of a dossier or of anything else.

    A folder that is there already is a folder, whatever its name.
    """
    ending = target.suffix.casefold()
    return looks_like_other_file(target) or (ending in FILE_ENDINGS and not target.is_dir())


def fresh(
    dossier: Dossier, target: Path, language: Language, *, schemas: bool = False
) -> dict[Path, bytes]:
    """Return the content of every file of a dossier that is written anew.

    A file says where its schema is only if that is there, or comes with it.
    """
    ending = target.suffix.casefold()
    if target.is_dir() or ending not in FILE_ENDINGS:
        points = schemas or has_schemas(target, language)
        texts = {**_folder(dossier, language, way="" if points else None)}
        texts |= schema_files(language) if schemas else ()
        return {target / name: text.encode() for name, text in texts.items()}
    if ending == ".xlsx":
        return {target: workbook_bytes(dossier, language)}
    if ending == ".json":
        return {target: dossier_json(dossier).encode()}
    way = "" if has_schemas(target.parent, language) else None
    return {target: _one_yaml(dossier, language, way=way).encode()}


def _folder(dossier: Dossier, language: Language, *, way: str | None) -> Mapping[str, str]:
    """Return name and text of each file: the header, and a file per kind that has records.

    Areas with an outline stand in a GeoJSON file, which maps and other programs read too.
    """
    words = vocabulary(language)
    files = {f"{HEADER}.yaml": _header_yaml(dossier, language, way=way)}
    for kind in KINDS:
        records = list(dossier.known(kind.plural))
        drawn = [one for one in records if isinstance(one, Area) and one.outline]
        if drawn:
            files[f"{words.file_name(kind)}.geojson"] = areas_geojson(drawn)
            records = [one for one in records if one not in drawn]
        if records:
            files[f"{words.file_name(kind)}.yaml"] = kind_yaml(kind, records, language, way=way)
    return files


def kind_yaml(kind: Kind, records: Iterable[Record], language: Language, *, way: str | None) -> str:
    """Return the text of a YAML file with records of one kind.

    Args:
        kind: What they are.
        records: The records.
        language: Of the names.
        way: How to get to the folder with the schemas, such as `../`; None where there is none.
    """
    listed: list[Tree] = [spelled(one, language) for one in records]
    first = _modeline(kind.plural, language, way=way)
    return _spaced(first, listed)


def kind_json(records: Iterable[Record]) -> str:
    """Return the text of a JSON file with records of one kind."""
    return json_text([spelled(one, JSON) for one in records]) + "\n"


def _header_yaml(dossier: Dossier, language: Language, *, way: str | None) -> str:
    """Return the text of `dossier.yaml`."""
    return _modeline(HEADER, language, way=way) + yaml_text(_header_tree(dossier, language))


def _header_tree(dossier: Dossier, language: Language) -> dict[str, Tree]:
    """Return the header as a file has it, the version of the format first."""
    return {Bare(FORMAT): Bare(CURRENT), **spelled(dossier.header, language)}


def _one_yaml(dossier: Dossier, language: Language, *, way: str | None) -> str:
    words = vocabulary(language)
    first = _modeline(None, language, way=way)
    parts = [first + yaml_text(_header_tree(dossier, language))]
    for kind in KINDS:
        if records := dossier.known(kind.plural):
            name = words.kind_name(kind)
            parts.append(yaml_text({Bare(name): [spelled(one, language) for one in records]}))
    return "\n".join(parts)


def _modeline(kind: str | None, language: Language, *, way: str | None) -> str:
    if way is None:
        return ""
    return f"# yaml-language-server: $schema={way}{schema_name(kind, language)}\n"


def _spaced(first: str, records: list[Tree]) -> str:
    """Write a first line and a list, empty lines between where records take more than two."""
    texts = [yaml_text([one]) for one in records]
    roomy = any(text.count("\n") > 2 for text in texts)
    return ("\n" if roomy else "").join([first, *texts] if first else texts)
