"""Mapping files: YAML or JSON, keys in Dutch or English, every problem with its line and column."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import attrs

from opgavekern.base.errors import Location, Problem
from opgavekern.base.near import one_of
from opgavekern.base.running import Limits
from opgavekern.base.texts import Language, Message, message, quoted
from opgavekern.exchange.errors import TableError
from opgavekern.exchange.mappings import ColumnMapping, KeyMapping, Part, TableMapping
from opgavekern.files.door import Door, decoded, shown
from opgavekern.files.gathering import Draft
from opgavekern.files.refusals import Refusal, refusal
from opgavekern.files.sources import Format
from opgavekern.files.tree_files import plain_of
from opgavekern.files.trees import Key, Node, Placed, location
from opgavekern.files.troubles import Names, Spot, Trouble, known_fields
from opgavekern.files.vocabulary import Meanings, field_meanings, kind_meanings
from opgavekern.model.kinds import KINDS, Kind, kind_named
from opgavekern.model.shape import shape_of

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
        if Path(path).suffix.lower() not in _ENDINGS:
            raise refusal(
                "unknown-file",
                message("dit is geen YAML of JSON", "this is no YAML or JSON"),
                message(
                    "Noem een bestand op .yaml of .json; opgavekern import --guess maakt er een.",
                    "Name a file ending in .yaml or .json; opgavekern import --guess makes one.",
                ),
                file,
            )
        text = decoded(Door(Path(path), limits).read(), file)
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


@attrs.frozen
class _Here:
    """A place that is known already, for who asks a source."""

    at: Location

    @property
    def file(self) -> str:
        """Path as the user gave it."""
        return self.at.file

    @property
    def key(self) -> tuple[str, ...]:
        """What tells this source from others."""
        return (str(self.at),)

    def place(self, ordinal: int | None, path: Any, *, at_key: bool = False) -> Location:
        """Return the place."""
        return self.at


@attrs.define(eq=False)
class _Reading:
    """One mapping while it is read."""

    file: str
    placed: Placed
    names: Names
    problems: list[Problem] = attrs.field(factory=list)
    places: dict[Part, Location] = attrs.field(factory=dict)

    def mapping(self, root: Node | None) -> TableMapping | None:
        """Return the mapping; None where a problem stands in its way."""
        if root is None or root.keys is None:
            said = message("dit is geen koppelbestand", "this is no mapping")
            remedy = message(
                "Begin met soort: en kolommen:, of laat opgavekern import --guess het doen.",
                "Begin with kind: and columns:, or let opgavekern import --guess do it.",
            )
            self._note("not-a-group", said, remedy, root)
            return None
        self.places[()] = self._at(root)
        parts = self._fields(root, TableMapping, ())
        kind = self._kind(parts.get("kind"), root)
        columns = self._columns(parts.get("columns"), root, kind)
        made = TableMapping(
            kind=kind.name if kind is not None else "",
            columns=tuple(columns),
            sheet=self._text(parts.get("sheet")),
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
            self._trouble(mixed)
        return made

    @property
    def language(self) -> Language:
        """The language that the names in it give away."""
        return self.names.vocabulary.language

    def _at(self, spot: Node | Key | None) -> Location:
        if spot is None:
            return Location(file=self.file, line=1, column=1)
        return location(self.placed, spot, self.file)

    def _note(self, code: str, said: Message, remedy: Message, spot: Node | Key | None) -> None:
        self.problems.append(
            Problem(code=code, message=said, remedy=remedy, location=self._at(spot))
        )

    def _trouble(self, trouble: Trouble) -> None:
        self.problems.append(
            Problem(
                code=trouble.code,
                message=trouble.message,
                remedy=trouble.advice(),
                location=trouble.spot.location(),
                related=tuple(one.location() for one in trouble.related),
            )
        )

    def _fields(self, node: Node, cls: type, part: Part) -> dict[str, Node]:
        """Return the parts of a group by identifier, and remember where they stand."""
        done: dict[str, Node] = {}
        for typed, (key, value) in (node.keys or {}).items():
            field = self._one(field_meanings(cls), typed, key)
            if field is None:
                self._note(
                    "unknown-field",
                    message("onbekend veld {key}", "unknown field {key}", key=quoted(typed)),
                    known_fields(cls, typed, *())(self.names.vocabulary),
                    key,
                )
            elif field in done:
                said = message("{key} staat er al", "{key} is there already", key=quoted(typed))
                self._note("duplicate-key", said, _TAKE_ONE_OUT, key)
            elif field:
                done[field] = value
                self.places[(*part, field)] = self._at(key)
        return done

    def _one(self, meanings: Meanings, typed: str, spot: Node | Key) -> str | None:
        """Return what a name means; None where it means nothing, empty where it means two."""
        found = self.names.one(meanings, typed, Spot(_Here(self._at(spot))))
        if isinstance(found, Trouble):
            self._trouble(found)
            return ""
        return found

    def _text(self, node: Node | None) -> str:
        if node is None:
            return ""
        if node.keys is not None or node.items is not None:
            said = message("hier hoort tekst", "text belongs here")
            self._note("not-a-text", said, message("Schrijf één waarde.", "Write one value."), node)
            return ""
        return _plain(node)

    def _texts(self, node: Node | None) -> list[tuple[str, Node]]:
        """Return one text, or a list of them, each with where it stands."""
        items = node.items if node is not None and node.items is not None else [node]
        return [(text, one) for one in items if one is not None and (text := self._text(one))]

    def _kind(self, node: Node | None, root: Node) -> Kind | None:
        typed = self._text(node)
        if not typed:
            said = message("de soort ontbreekt", "the kind is missing")
            remedy = message(
                "Schrijf soort: signaal, of wat een rij van de tabel anders is.",
                "Write kind: signal, or what else a row of the table is.",
            )
            self._note("missing-field", said, remedy, node or root)
            return None
        found = self._one(kind_meanings(), typed, node or root)
        if found is None:
            known = [one.label.text(self.language) for one in KINDS]
            said = message("onbekende soort {name}", "unknown kind {name}", name=quoted(typed))
            self._note("unknown-kind", said, one_of(known, word=typed), node)
        return kind_named(found) if found else None

    def _columns(self, node: Node | None, root: Node, kind: Kind | None) -> Iterator[ColumnMapping]:
        if node is None or node.keys is None or not node.keys:
            said = message("de kolommen ontbreken", "the columns are missing")
            remedy = message(
                "Schrijf onder kolommen: per kolom van de tabel het veld, zoals item: titel.",
                "Write under columns: the field for each column of the table, as in item: title.",
            )
            self._note("missing-field", said, remedy, node or root)
            return
        for header, (key, value) in node.keys.items():
            part = ("columns", header)
            self.places[part] = self._at(key)
            yield self._column(header, value, part, kind)

    def _column(self, header: str, node: Node, part: Part, kind: Kind | None) -> ColumnMapping:
        if node.keys is None:
            return ColumnMapping(column=header, field=self._field_name(node, kind))
        parts = self._fields(node, ColumnMapping, part)
        if "column" in parts:
            said = message("de kolom is de sleutel zelf", "the column is the key itself")
            self._note("unknown-field", said, _TAKE_OUT, parts["column"])
        return ColumnMapping(
            column=header,
            field=self._field_name(parts.get("field"), kind),
            values=self._values(parts.get("values"), (*part, "values")),
            kinds=tuple(self._kinds(parts.get("kinds"))),
            separator=self._text(parts.get("separator")),
            fill_down=self._choice(parts.get("fill_down"), _TRUTHS, default=False),
            decimal_mark=self._choice(parts.get("decimal_mark"), _MARKS, default=""),
        )

    def _headings(self, node: Node | None, kind: Kind | None) -> ColumnMapping | None:
        if node is None or (node.keys is None and not self._text(node)):
            return None
        name = {"nl": "tussenkoppen", "en": "headings"}[self.language]
        return self._column(name, node, ("headings",), kind)

    def _kinds(self, node: Node | None) -> Iterator[str]:
        for _, one in self._texts(node):
            kind = self._kind(one, one)
            if kind is not None:
                yield kind.name

    def _choice(self, node: Node | None, known: dict[str, Any], *, default: Any) -> Any:
        typed = self._text(node).casefold()
        if not typed:
            return default
        if typed not in known:
            said = message("onbekende waarde {found}", "unknown value {found}", found=quoted(typed))
            self._note("unknown-value", said, one_of([*known], word=typed), node)
            return default
        return known[typed]

    def _values(self, node: Node | None, part: Part) -> dict[str, str]:
        """Return a value table; what stands behind nothing is left out on purpose."""
        if node is None or (node.keys is None and not _plain(node)):
            return {}
        if node.keys is None:
            said = message("dit is geen waardentabel", "this is no value table")
            remedy = message(
                "Schrijf per regel: wat er staat, een dubbele punt, en wat het betekent.",
                "Write on each line what it says, a colon, and what it means.",
            )
            self._note("not-a-group", said, remedy, node)
            return {}
        for typed, (key, _) in node.keys.items():
            self.places[(*part, typed)] = self._at(key)
        return {typed: self._text(value) for typed, (_, value) in node.keys.items()}

    def _constants(self, node: Node | None, kind: Kind | None) -> dict[str, str]:
        typed = self._values(node, ("constants", "as typed"))
        made = {}
        for name in typed:
            value = typed[name]
            key, stands = ((node.keys if node is not None else None) or {})[name]
            field = self._path(name, key, kind)
            if field:
                made[field] = value
                self.places[("constants", field)] = self._at(stands)
        return made

    def _field_name(self, node: Node | None, kind: Kind | None) -> str:
        typed = self._text(node)
        return self._path(typed, node, kind) if typed else ""

    def _path(self, typed: str, spot: Node | Key | None, kind: Kind | None) -> str:
        """Translate a dotted name of a field part by part."""
        if kind is None or spot is None:
            return ""
        cls: type | None = kind.record
        done = []
        for part in (one.strip() for one in typed.split(".")):
            if cls is None:
                done.append(part)  # inside a free-form map; anything else is refused later
                continue
            field = self._one(field_meanings(cls), part, spot)
            if field is None:
                said = message("onbekend veld {key}", "unknown field {key}", key=quoted(part))
                self._note(
                    "unknown-field", said, known_fields(cls, part)(self.names.vocabulary), spot
                )
            if not field:
                return ""
            done.append(field)
            cls = shape_of(cls, field).nested
        return ".".join(done)

    def _rows(self, node: Node | None) -> tuple[int, ...]:
        rows = []
        for typed, one in self._texts(node):
            if not (typed.isascii() and typed.isdigit() and 0 < int(typed[:9]) < 10**7):
                said = message("{found} is geen rij", "{found} is no row", found=quoted(typed))
                remedy = message(
                    "Schrijf het nummer van de rij, zoals 3, of [3, 4] bij twee kopregels.",
                    "Write the number of the row, such as 3, or [3, 4] for two header rows.",
                )
                self._note("not-a-number", said, remedy, one)
            else:
                rows.append(int(typed))
        if len(rows) > 2 or sorted(set(rows)) != rows:
            said = message("een kop is één rij, of twee", "a header is one row, or two")
            remedy = message(
                "Noem er hoogstens twee, van boven naar beneden.",
                "Name two at most, from top to bottom.",
            )
            self._note("not-a-number", said, remedy, node)
        return tuple(rows)

    def _key(self, node: Node | None) -> KeyMapping:
        if node is None or node.keys is None:
            return KeyMapping(columns=tuple(text for text, _ in self._texts(node)))
        parts = self._fields(node, KeyMapping, ("id",))
        return KeyMapping(
            columns=tuple(text for text, _ in self._texts(parts.get("columns"))),
            prefix=self._text(parts.get("prefix")),
            numbered=self._choice(parts.get("numbered"), _TRUTHS, default=False),
        )


_TAKE_OUT: Final = message("Haal dit weg.", "Take this out.")
_TAKE_ONE_OUT: Final = message("Haal een van de twee weg.", "Take one of the two out.")


def _plain(node: Node) -> str:
    if node.value is None:
        return ""
    if isinstance(node.value, bool):
        return "true" if node.value else "false"
    return " ".join(str(node.value).split())
