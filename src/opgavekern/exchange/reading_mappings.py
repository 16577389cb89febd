"""Mapping files: YAML or JSON, keys in Dutch or English, every problem with its line and column."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from opgavekern.base.near import one_of
from opgavekern.base.running import Limits
from opgavekern.base.texts import message, quoted
from opgavekern.exchange.errors import TableError
from opgavekern.exchange.mapping_parts import PartReader
from opgavekern.exchange.mappings import ColumnMapping, KeyMapping, Part, TableMapping
from opgavekern.files.door import Door, decoded, shown
from opgavekern.files.gathering import Draft
from opgavekern.files.refusals import Refusal, refusal
from opgavekern.files.sources import Format
from opgavekern.files.tree_files import plain_of
from opgavekern.files.tree_reading import TAKE_OUT
from opgavekern.files.trees import Node
from opgavekern.files.troubles import Names
from opgavekern.files.vocabulary import kind_meanings
from opgavekern.model.kinds import KINDS, Kind, kind_named

_ENDINGS: Final = (".yaml", ".yml", ".json")
_MARKS: Final = {"komma": "comma", "comma": "comma", ",": "comma", "punt": "point",
                 "point": "point", ".": "point"}  # fmt: skip
_TRUTHS: Final = {"ja": True, "yes": True, "true": True, "nee": False, "no": False, "false": False}


def read_mapping(path: str | os.PathLike[str], *, limits: Limits = Limits()) -> TableMapping:
    """Read a mapping file.

    Args:
        path: A file that ends in `.yaml`, `.yml` or `.json`.
        limits: How much is accepted.

    Raises:
        TableError: With every problem of the file, each with its place and what to do.
    """
    file = shown(path)
    try:
        door = Door(Path(path), limits)
        if door.is_folder() or Path(path).suffix.lower() not in _ENDINGS:
            raise refusal(
                "unknown-file",
                message("dit is geen YAML of JSON", "this is no YAML or JSON"),
                message(
                    "Noem een bestand op .yaml of .json; opgavekern import --guess maakt er een.",
                    "Name a file ending in .yaml or .json; opgavekern import --guess makes one.",
                ),
                file,
            )
        text = decoded(door.read(), file)
    except Refusal as refused:
        raise TableError(refused.problems) from None
    format: Format = "json" if Path(path).suffix.lower() == ".json" else "yaml"
    return parse_mapping(text, name=file, format=format, limits=limits)


def parse_mapping(
    text: str, *, name: str, format: Format = "yaml", limits: Limits = Limits()
) -> TableMapping:
    """Read a mapping from a text, as an editor or a plugin holds it.

    Args:
        text: The text.
        name: What to call it in problems.
        format: What it is written in.
        limits: How much is accepted.

    Raises:
        TableError: With every problem of the text.
    """
    draft = Draft(limits)
    try:
        typed, kept = plain_of(text.removeprefix("\ufeff"), name, format, draft, None)
    except Refusal as refused:
        raise TableError([*draft.problems, *refused.problems]) from None
    placed = kept.placed()
    reading = _Reading(name, placed, Names("en"), problems=list(draft.problems))
    made = reading.mapping(placed.root if typed is not None else None)
    if reading.problems or made is None:
        raise TableError(reading.problems, language=reading.language)
    return made


class _Reading(PartReader):
    """One mapping while it is read."""

    def mapping(self, root: Node | None) -> TableMapping | None:
        """Return the mapping; None where a problem stands in its way."""
        if root is None or root.keys is None:
            said = message("dit is geen koppelbestand", "this is no mapping")
            remedy = message(
                "Begin met soort: en kolommen:, of laat opgavekern import --guess het doen.",
                "Begin with kind: and columns:, or let opgavekern import --guess do it.",
            )
            self.note("not-a-group", said, remedy, root)
            return None
        self.places[()] = self.at(root)
        parts = self.fields(root, TableMapping, ())
        kind = self._kind(parts.get("kind"), root)
        columns = self._columns(parts.get("columns"), root, kind)
        made = TableMapping(
            kind=kind.name if kind is not None else "",
            columns=tuple(columns),
            sheet=self.text(parts.get("sheet")),
            header=self._rows(parts.get("header")),
            id=self._key(parts.get("id")),
            constants=self._constants(parts.get("constants"), kind),
            headings=self._headings(parts.get("headings"), kind),
            language=self.language,
            file=self.file,
            places=self.places,
        )
        mixed = self.names.mixture()
        if mixed is not None:
            self.trouble(mixed)
        return made

    def _kind(self, node: Node | None, root: Node) -> Kind | None:
        typed = self.text(node)
        if not typed:
            said = message("de soort ontbreekt", "the kind is missing")
            remedy = message(
                "Schrijf soort: signaal, of wat een rij van de tabel anders is.",
                "Write kind: signal, or what else a row of the table is.",
            )
            self.note("missing-field", said, remedy, node or root)
            return None
        found = self.meaning(kind_meanings(), typed, node or root)
        if found is None:
            known = [one.label.text(self.language) for one in KINDS]
            said = message("onbekende soort {name}", "unknown kind {name}", name=quoted(typed))
            self.note("unknown-kind", said, one_of(known, word=typed), node)
        return kind_named(found) if found else None

    def _columns(self, node: Node | None, root: Node, kind: Kind | None) -> Iterator[ColumnMapping]:
        if node is None or node.keys is None or not node.keys:
            said = message("de kolommen ontbreken", "the columns are missing")
            remedy = message(
                "Schrijf onder kolommen: per kolom van de tabel het veld, zoals item: titel.",
                "Write under columns: the field for each column of the table, as in item: title.",
            )
            self.note("missing-field", said, remedy, node or root)
            return
        for header, (key, value) in node.keys.items():
            part = ("columns", header)
            self.places[part] = self.at(key)
            yield self._column(header, value, part, kind)

    def _column(self, header: str, node: Node, part: Part, kind: Kind | None) -> ColumnMapping:
        if node.keys is None:
            return ColumnMapping(column=header, field=self.field_name(node, kind))
        parts = self.fields(node, ColumnMapping, part)
        if "column" in parts:
            said = message("de kolom is de sleutel zelf", "the column is the key itself")
            self.note("unknown-field", said, TAKE_OUT, parts["column"])
        return ColumnMapping(
            column=header,
            field=self.field_name(parts.get("field"), kind),
            values=self.values(parts.get("values"), (*part, "values")),
            kinds=tuple(self._kinds(parts.get("kinds"))),
            separator=self.text(parts.get("separator")),
            fill_down=self.choice(parts.get("fill_down"), _TRUTHS, default=False),
            decimal_mark=self.choice(parts.get("decimal_mark"), _MARKS, default=""),
        )

    def _headings(self, node: Node | None, kind: Kind | None) -> ColumnMapping | None:
        if node is None or (node.keys is None and not self.text(node)):
            return None
        name = {"nl": "tussenkoppen", "en": "headings"}[self.language]
        return self._column(name, node, ("headings",), kind)

    def _kinds(self, node: Node | None) -> Iterator[str]:
        for _, one in self.texts(node):
            kind = self._kind(one, one)
            if kind is not None:
                yield kind.name

    def _constants(self, node: Node | None, kind: Kind | None) -> dict[str, str]:
        typed = self.values(node, ("constants", "as typed"))
        made = {}
        for name in typed:
            value = typed[name]
            key, stands = ((node.keys if node is not None else None) or {})[name]
            field = self.path(name, key, kind)
            if field:
                made[field] = value
                self.places[("constants", field)] = self.at(stands)
        return made

    def _rows(self, node: Node | None) -> tuple[int, ...]:
        rows = []
        for typed, one in self.texts(node):
            if not (typed.isascii() and typed.isdigit() and 0 < int(typed[:9]) < 10**7):
                said = message("{found} is geen rij", "{found} is no row", found=quoted(typed))
                remedy = message(
                    "Schrijf het nummer van de rij, zoals 3, of [3, 4] bij twee kopregels.",
                    "Write the number of the row, such as 3, or [3, 4] for two header rows.",
                )
                self.note("not-a-number", said, remedy, one)
            else:
                rows.append(int(typed))
        if len(rows) > 2 or sorted(set(rows)) != rows:
            said = message("een kop is één rij, of twee", "a header is one row, or two")
            remedy = message(
                "Noem er hoogstens twee, van boven naar beneden.",
                "Name two at most, from top to bottom.",
            )
            self.note("not-a-number", said, remedy, node)
        return tuple(rows)

    def _key(self, node: Node | None) -> KeyMapping:
        if node is None or node.keys is None:
            return KeyMapping(columns=tuple(text for text, _ in self.texts(node)))
        parts = self.fields(node, KeyMapping, ("id",))
        return KeyMapping(
            columns=tuple(text for text, _ in self.texts(parts.get("columns"))),
            prefix=self.text(parts.get("prefix")),
            numbered=self.choice(parts.get("numbered"), _TRUTHS, default=False),
        )
