"""Writing onto a dossier that stands: only files whose content changes, each read back first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

import attrs

from opgavekern.base.errors import DossierError
from opgavekern.base.running import Limits
from opgavekern.base.texts import Language
from opgavekern.files.csv_tables import CsvSource
from opgavekern.files.editing_geojson import edited_geojson
from opgavekern.files.editing_tables import ListEdit, edited_rows, tabled
from opgavekern.files.editing_trees import Stretch, TreeEdit
from opgavekern.files.editing_yaml import UneditableError
from opgavekern.files.geojson import FeatureSource
from opgavekern.files.layouts import Meant, meant_by, split_ending
from opgavekern.files.locating import FileLocations
from opgavekern.files.overlaying import Overlay
from opgavekern.files.reading import read_through
from opgavekern.files.rewriting_workbook import refuse_losses
from opgavekern.files.schemas import has_schemas
from opgavekern.files.sources import TreePart
from opgavekern.files.troubles import Source
from opgavekern.files.unwritable import not_in_place
from opgavekern.files.vocabulary import vocabulary
from opgavekern.files.workbooks import SheetSource
from opgavekern.files.writing_fresh import kind_json, kind_yaml
from opgavekern.files.writing_workbook import workbook_bytes
from opgavekern.model.dossier import Dossier
from opgavekern.model.facts import Header
from opgavekern.model.kinds import KINDS, Kind
from opgavekern.model.record import Record
from opgavekern.model.records import id_of

_BOM: Final = b"\xef\xbb\xbf"


_Files = dict[Path, bytes | None]


@attrs.frozen
class _Held:
    """Records of one kind in a file, by their ids."""

    kind: Kind
    source: Source
    ids: Sequence[str]


@attrs.frozen(kw_only=True)
class Rewriting:
    """A dossier of text files that stands, and the one that must stand in its place.

    Attributes:
        target: The folder or file.
        old: As it was read.
        new: As it must be.
        language: Of new words, where no file says.
        replace: Whether what cannot be kept may go.
    """

    target: Path
    old: Dossier
    new: Dossier
    language: Language
    replace: bool = False

    def contents(self) -> _Files:
        """Return the new content of each file that changes; None for a file that must go.

        Raises:
            LossError: Something would be lost, and `replace` was not given.
            UnwritableError: A file leaves no room for the change.
        """
        try:
            found = self._all()
        except UneditableError as error:
            raise not_in_place(str(error)) from error
        if found and self._is_mixed:
            # Tables and those of their lists belong together: they are read back as a whole.
            try:
                right = read_through(Overlay(self.target, Limits(), found)) == self.new
            except DossierError:
                right = False
            if not right:
                raise not_in_place(next(iter(found)).as_posix())
        return found

    @property
    def _is_mixed(self) -> bool:
        sources = [one.source for held in self._held().values() for one in held]
        return bool(self._locations.grafts) or not all(isinstance(one, TreePart) for one in sources)

    def _all(self) -> _Files:
        arrived = {kind.name: self._arrivals(kind) for kind in KINDS}
        found: _Files = {}
        for file, held in self._held().items():
            home = {kind.name: arrived.pop(kind.name) for kind in KINDS if self._home(kind) == file}
            found.update(self._changed(file, held, home))
        for kind in KINDS:
            if records := arrived.get(kind.name):
                found.update(self._new_files(kind, records))
        for kind in KINDS:
            found.update(self._lists(kind))
        return found

    @property
    def _locations(self) -> FileLocations:
        assert isinstance(self.old.locations, FileLocations)  # noqa: S101 - it was just read
        return self.old.locations

    def _held(self) -> dict[str, list[_Held]]:
        """Return what stands in each file."""
        found: dict[str, list[_Held]] = {self._locations.header.file: []}
        for kind in KINDS:
            for stretch in self._locations.stretches.get(kind.name, ()):
                held = _Held(kind, stretch.source, stretch.ids)
                found.setdefault(stretch.source.file, []).append(held)
        return found

    def _arrivals(self, kind: Kind) -> list[Record]:
        known = self.old.known(kind.plural)
        return [one for one in self.new.known(kind.plural) if id_of(one) not in known]

    def _home(self, kind: Kind) -> str | None:
        """Return the file that takes new records of a kind; None if they get files of their own."""
        if self.target.is_file():
            return self._locations.header.file
        stretches = self._locations.stretches.get(kind.name, ())
        files = [one.source.file for one in stretches]
        if not files or (self._is_alone(files[-1]) and all(len(one.ids) == 1 for one in stretches)):
            return None
        return files[-1]

    def _is_alone(self, file: str) -> bool:
        """Tell whether a file stands in the folder of its kind."""
        return self.target.is_dir() and Path(file).parent != self.target

    def _changed(self, file: str, held: Sequence[_Held], home: dict[str, list[Record]]) -> _Files:
        """Return a file with its new content, if that differs; its child tables too."""
        stretches = [self._stretch(one, home.pop(one.kind.name, [])) for one in held]
        for kind in KINDS:
            if new := home.get(kind.name):
                stretches.append(Stretch(kind=kind, prefix=(), olds=(), news={}, added=new))
        header = self._header(file)
        if not any(one.is_changed for one in stretches) and (not header or header[0] == header[1]):
            return {}
        path = Path(file)
        if self._is_alone(file) and not any(one.wanted for one in stretches):
            return {path: None}
        source = held[0].source if held else self._locations.header
        language = self._language()
        if isinstance(source, TreePart):
            made = TreeEdit(
                text=source.text,
                meant=self._meant(path),
                stretches=[one.without(self._grafted(one.kind)) for one in stretches],
                header=header,
                language=language,
                may_lose_comments=self.replace,
            ).edited()
            return {path: _encoded(path, made)}
        if isinstance(source, FeatureSource):
            return {path: _encoded(path, edited_geojson(source.text, stretches[0]))}
        if isinstance(source, CsvSource) and len(stretches) == 1:
            return {
                path: edited_rows(
                    path, source, stretches[0], self._fields_elsewhere(stretches[0].kind)
                )
            }
        if isinstance(source, SheetSource):
            return self._sheets(path, stretches)
        raise UneditableError(file)

    def _stretch(self, held: _Held, added: Sequence[Record]) -> Stretch:
        old, new = (one.known(held.kind.plural) for one in (self.old, self.new))
        return Stretch(
            kind=held.kind,
            prefix=held.source.prefix if isinstance(held.source, TreePart) else (),
            olds=[old[id] for id in held.ids],
            news={id: one for id in held.ids if (one := new.get(id)) is not None},
            added=added,
        )

    def _header(self, file: str) -> tuple[Header, Header] | None:
        is_here = self._locations.header.file == file
        return (self.old.header, self.new.header) if is_here else None

    def _grafted(self, kind: Kind) -> frozenset[tuple[str, str]]:
        """Return ids and fields of which the items stand in a child table."""
        grafts = self._locations.grafts
        return frozenset((id, field) for name, id, field in grafts if name == kind.name)

    def _fields_elsewhere(self, kind: Kind) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for id, field in self._grafted(kind):
            found.setdefault(id, []).append(field)
        return found

    def _lists(self, kind: Kind) -> _Files:
        """Return the child tables of a kind that change."""
        stretches = self._locations.stretches.get(kind.name, ())
        tables = [one for one in stretches if isinstance(one.source, CsvSource)]
        grafted = self._grafted(kind)
        beside = Path(tables[-1].source.file) if tables else None
        if beside is None and not grafted:
            return {}
        in_tables = {id for one in tables for id in one.ids}
        if beside is not None and self._home(kind) == tables[-1].source.file:
            in_tables |= {id_of(one) for one in self._arrivals(kind)}
        found: _Files = {}
        for field in attrs.fields(kind.record):
            name = field.name

            def items(dossier: Dossier, name: str = name) -> dict[str, Any]:
                return {
                    id_of(one): value
                    for one in dossier.known(kind.plural)
                    if (id_of(one), name) in grafted
                    or (id_of(one) in in_tables and tabled(kind.record, name, getattr(one, name)))
                    if (value := getattr(one, name))
                }

            olds, news = items(self.old), items(self.new)
            if olds != news:
                grafts = {
                    id: self._locations.grafts[kind.name, id, name]
                    for id, at in grafted
                    if at == name
                }
                edit = ListEdit(kind=kind, field=name, grafts=grafts, olds=olds, news=news)
                found.update(edit.contents(beside, self._language()))
        return found

    def _sheets(self, path: Path, stretches: Sequence[Stretch]) -> _Files:
        """Return a workbook with some kinds of the dossier, written anew."""
        refuse_losses(path, replace=self.replace)
        wanted = [one for stretch in stretches for one in stretch.wanted.values()]
        return {path: workbook_bytes(Dossier.of(*wanted), self._language(), is_whole=False)}

    def _meant(self, path: Path) -> Meant | None:
        if self.target.is_file():
            return None
        alone = self._is_alone(str(path))
        return meant_by(path.parent.name if alone else split_ending(path.name)[0])

    def _language(self) -> Language:
        """Return the language of the names of the files, or the one that was asked for."""
        for held in self._held().values():
            for one in held:
                meant = self._meant(Path(one.source.file))
                if meant is not None and meant.language is not None:
                    return meant.language
        return self.language

    def _new_files(self, kind: Kind, records: Sequence[Record]) -> _Files:
        """Return files for records of a kind that has no file which can take them."""
        stretches = self._locations.stretches.get(kind.name, ())
        is_json = self._locations.header.file.endswith(".json")
        language = self._language()
        is_pointing = has_schemas(self.target, language)
        if stretches:
            folder = Path(stretches[-1].source.file).parent
            ending = Path(stretches[-1].source.file).suffix
            to_schemas = "../" if folder != self.target else ""
            way = to_schemas if is_pointing else None
            in_yaml = partial(kind_yaml, kind, language=language, way=way)
            write = kind_json if ending == ".json" else in_yaml
            return {folder / f"{id_of(one)}{ending}": write([one]).encode() for one in records}
        name = kind.plural if is_json else vocabulary(language).file_name(kind)
        if is_json:
            return {self.target / f"{name}.json": kind_json(records).encode()}
        text = kind_yaml(kind, records, language, way="" if is_pointing else None)
        return {self.target / f"{name}.yaml": text.encode()}


def _encoded(path: Path, text: str) -> bytes:
    """Return the bytes of a text, with the byte order mark that the file had."""
    mark = _BOM if path.read_bytes()[: len(_BOM)] == _BOM else b""
    return mark + text.encode()
