"""CSV files of one kind with other records in them: the table itself, and those of its lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from opgavekern.base.texts import Language
from opgavekern.files.csv_tables import CsvSource
from opgavekern.files.door import decoded
from opgavekern.files.editing_csv import RowChanges, edit_csv, encoded_like, new_csv
from opgavekern.files.editing_trees import Stretch
from opgavekern.files.editing_yaml import UneditableError
from opgavekern.files.locating import Graft
from opgavekern.files.writing_tables import Cell, field_title, in_table, table_of_items
from opgavekern.model.kinds import Kind
from opgavekern.model.record import Record
from opgavekern.model.records import id_of
from opgavekern.model.shape import shape_of

#: Items of a list field by the id of their record.
Lists = Mapping[str, Sequence[Any]]


def edited_rows(
    path: Path, source: CsvSource, stretch: Stretch, lists: Mapping[str, Sequence[str]]
) -> bytes:
    """Return a CSV file with the changes to its records, without those to their lists.

    Args:
        path: The file.
        source: What was read of it.
        stretch: Its records.
        lists: Fields, by id, that stand in a child table now.

    Raises:
        UneditableError: The columns leave no room for a change.
    """
    changed: dict[int, tuple[Any, Any] | None] = {}
    for ordinal, old in enumerate(stretch.olds):
        new = stretch.news.get(id_of(old))
        if new is None:
            changed[ordinal] = None
        elif new != old:
            elsewhere = lists.get(id_of(old), ())
            changed[ordinal] = (_bare(old, elsewhere), _bare(new, elsewhere))
    added = [(None, (), _bare(one, ())) for one in stretch.added]
    changes = RowChanges(cls=stretch.kind.record, changed=changed, added=added)
    return _edited(path, source, changes)


def tabled(cls: type, field: str, value: Any) -> bool:
    """Tell whether a list of a record in a table stands in a table of its own."""
    return shape_of(cls, field).is_many and bool(value) and in_table(cls, field, [value])


def _bare(record: Record, elsewhere: Sequence[str]) -> Record:
    """Return a record without the lists that have a table of their own."""
    cls: type = type(record)
    empty: dict[str, Any] = {
        field.name: ()
        for field in attrs.fields(cls)
        if field.name in elsewhere or tabled(cls, field.name, getattr(record, field.name))
    }
    return attrs.evolve(record, **empty) if empty else record


@attrs.frozen(kw_only=True)
class ListEdit:
    """The child table of a list field, and what must become of it.

    Attributes:
        kind: Of the records.
        field: The list.
        grafts: Where the items of each record stand.
        olds: Items as they stand.
        news: Items as they must be.
    """

    kind: Kind
    field: str
    grafts: Mapping[str, Graft]
    olds: Lists
    news: Lists

    def contents(self, beside: Path | None, language: Language) -> Iterator[tuple[Path, bytes]]:
        """Yield the files that change; a new one beside the records where there is none yet."""
        changed = [id for id in {**self.olds, **self.news} if self._old(id) != self._new(id)]
        sources = {one.source.file: one.source for one in self.grafts.values()}
        homeless = [id for id in changed if id not in self.grafts]
        if homeless and not sources:
            if beside is None:
                raise UneditableError(self.kind.plural)
            pairs: list[tuple[tuple[Cell, ...], Any]] = [
                ((id,), item) for id in homeless for item in self._new(id)
            ]
            stem = beside.name[: -len(beside.suffix)]
            name = f"{stem}.{field_title(self.kind.record, self.field, language)}.csv"
            title = self.kind.label.text(language)
            text = new_csv(table_of_items(name, [title], pairs, language), ";")
            yield beside.with_name(name), encoded_like(b"\xef\xbb\xbf", text)
            return
        for number, (file, source) in enumerate(sources.items()):
            here = [id for id in changed if id in self.grafts and self._file(id) == file]
            new = homeless if number == 0 else []
            if here or new:
                if not isinstance(source, CsvSource):
                    raise UneditableError(file)
                yield Path(file), _edited(Path(file), source, self._changes(here, new))

    def _file(self, id: str) -> str:
        return self.grafts[id].source.file

    def _old(self, id: str) -> Sequence[Any]:
        return self.olds.get(id, ())

    def _new(self, id: str) -> Sequence[Any]:
        return self.news.get(id, ())

    def _changes(self, here: Sequence[str], homeless: Sequence[str]) -> RowChanges:
        changed: dict[int, tuple[Any, Any] | None] = {}
        added: list[tuple[int | None, tuple[str, ...], Any]] = []
        for id in here:
            rows, old, new = self.grafts[id].rows, self._old(id), self._new(id)
            for at, row in enumerate(rows):
                changed[row] = (old[at], new[at]) if at < len(new) else None
            added += [(rows[-1], (id,), item) for item in new[len(rows) :]]
        added += [(None, (id,), item) for id in homeless for item in self._new(id)]
        cls: type = self.kind.record
        nested = shape_of(cls, self.field).nested
        if nested is None:
            raise UneditableError(self.field)
        return RowChanges(cls=nested, changed=changed, added=added)


def _edited(path: Path, source: CsvSource, changes: RowChanges) -> bytes:
    data = path.read_bytes()
    text = decoded(data, path.as_posix(), fallback="cp1252")
    try:
        return encoded_like(data, edit_csv(text, source.delimiter, source.columns, changes))
    except UneditableError:
        raise UneditableError(path.as_posix()) from None
