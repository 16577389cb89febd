"""Every file of a dossier, as it is where nothing stands yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from opgavekern.base.texts import Language
from opgavekern.files.headers import CURRENT
from opgavekern.files.schemas import schema_name
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


def fresh(dossier: Dossier, target: Path, language: Language) -> dict[Path, bytes]:
    """Return the content of every file of a dossier that is written anew."""
    ending = target.suffix.casefold()
    if target.is_dir() or ending not in FILE_ENDINGS:
        return {target / name: text.encode() for name, text in _folder(dossier, language).items()}
    if ending == ".xlsx":
        return {target: workbook_bytes(dossier, language)}
    if ending == ".json":
        return {target: dossier_json(dossier).encode()}
    return {target: _one_yaml(dossier, language).encode()}


def _folder(dossier: Dossier, language: Language) -> Mapping[str, str]:
    """Return name and text of each file: the header, and a file per kind that has records.

    Areas with an outline stand in a GeoJSON file, which maps and other programs read too.
    """
    words = vocabulary(language)
    files = {f"{HEADER}.yaml": _header_yaml(dossier, language)}
    for kind in KINDS:
        records = list(dossier.of_kind(kind.plural))
        drawn = [one for one in records if isinstance(one, Area) and one.outline]
        if drawn:
            files[f"{words.file_name(kind)}.geojson"] = areas_geojson(drawn)
            records = [one for one in records if one not in drawn]
        if records:
            files[f"{words.file_name(kind)}.yaml"] = kind_yaml(kind, records, language)
    return files


def kind_yaml(
    kind: Kind, records: Iterable[Record], language: Language, *, in_folder: bool = False
) -> str:
    """Return the text of a YAML file with records of one kind.

    Args:
        kind: What they are.
        records: The records.
        language: Of the names.
        in_folder: The file stands in the folder of its kind, one down from the schemas.
    """
    listed: list[Tree] = [spelled(one, language) for one in records]
    return f"{_modeline(kind.plural, language, up=in_folder)}\n{_spaced(listed)}"


def kind_json(records: Iterable[Record]) -> str:
    """Return the text of a JSON file with records of one kind."""
    return json_text([spelled(one, JSON) for one in records]) + "\n"


def _header_yaml(dossier: Dossier, language: Language) -> str:
    """Return the text of `dossier.yaml`."""
    return f"{_modeline(HEADER, language)}\n{yaml_text(_header_tree(dossier, language))}"


def _header_tree(dossier: Dossier, language: Language) -> dict[str, Tree]:
    """Return the header as a file has it, the version of the format first."""
    return {Bare(FORMAT): Bare(CURRENT), **spelled(dossier.header, language)}


def _one_yaml(dossier: Dossier, language: Language) -> str:
    words = vocabulary(language)
    parts = [_modeline(None, language) + "\n" + yaml_text(_header_tree(dossier, language))]
    for kind in KINDS:
        if records := dossier.of_kind(kind.plural):
            name = words.kind_name(kind)
            parts.append(yaml_text({Bare(name): [spelled(one, language) for one in records]}))
    return "\n".join(parts)


def _modeline(kind: str | None, language: Language, *, up: bool = False) -> str:
    return f"# yaml-language-server: $schema={'../' * up}{schema_name(kind, language)}"


def _spaced(records: list[Tree]) -> str:
    """Write records as a list, with an empty line before each that takes more than two lines."""
    texts = [yaml_text([one]) for one in records]
    roomy = any(text.count("\n") > 2 for text in texts)
    return "\n" * roomy + ("\n" if roomy else "").join(texts)
