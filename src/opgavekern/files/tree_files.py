"""YAML and JSON files: one kind of record, the header, or a whole dossier."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import attrs

from opgavekern.base.errors import Location, MissingExtraError, Notice, Path, Problem
from opgavekern.base.near import one_of
from opgavekern.base.texts import Language, Message, Text, message, quoted
from opgavekern.files.gathering import Draft, Part, nothing_there
from opgavekern.files.headers import take_header, without_format
from opgavekern.files.json_trees import Careless, json_plain
from opgavekern.files.layouts import Meant
from opgavekern.files.privacy import line_may_show, may_show
from opgavekern.files.refusals import Refusal, refusal
from opgavekern.files.sources import Format, TextFile, TreePart
from opgavekern.files.translating import Translator, filled
from opgavekern.files.trees import Placed, Snag, lines_of, shown_line
from opgavekern.files.troubles import Names, Remedy, Spot, Trouble
from opgavekern.files.vocabulary import FORMAT, Vocabulary, field_meanings, fold, kind_meanings
from opgavekern.files.yaml_trees import Careful, cut_off, yaml_plain
from opgavekern.model.facts import Header
from opgavekern.model.kinds import KINDS, Kind, fields_in_order, kind_named, kind_of

#: So many lines are named in one notice.
_MOST_LINES: Final = 10
_FREE_FORM: Final = ("custom", "external_ids")


def plain_of(
    text: str, file: str, format: Format, draft: Draft, cls: type | None, *, rounds: bool = False
) -> tuple[Any, TextFile]:
    """Return what a text holds, as typed; what is wrong with it goes into the draft.

    Args:
        text: The text.
        file: Its path as the user gave it.
        format: What it is written in.
        draft: What was read so far.
        cls: The class of its records, where the name of the file says it.
        rounds: Whether numbers in JSON may have more digits than can be kept.

    Returns:
        Dicts, lists and values, and the text itself, kept for looking up places.

    Raises:
        Refusal: The text can be read no further.
    """
    kept = TextFile.of(file, format, text, draft.limits)
    try:
        if format == "yaml":
            return yaml_plain(text, draft.limits), kept
        return json_plain(text, draft.limits, rounds=rounds), kept
    except MissingExtraError as missing:
        said = message("dit bestand is YAML", "this file is YAML")
        raise refusal("missing-extra", said, missing.message, file) from None
    except (Careful, Careless):
        root, snags = kept.careful(text)
        placed = Placed(root, lines_of(text))
        kept.keep(placed)
        problems = [_snag_problem(snag, file, placed.lines, cls) for snag in snags]
        if root is None or any(snag.code == "limit-nodes" for snag in snags):
            raise Refusal(*problems) from None  # Half a file is not looked into.
        draft.problems += problems
        return root.plain(), kept


def _snag_problem(snag: Snag, file: str, lines: list[str], cls: type | None) -> Problem:
    excerpt = shown_line(lines, snag.line, snag.column)
    if excerpt is not None and not line_may_show(excerpt, cls):
        excerpt = None
    return Problem(
        code=snag.code,
        message=snag.message,
        remedy=snag.remedy,
        location=Location(
            file=file,
            line=snag.line,
            column=snag.column,
            length=snag.length,
            excerpt=excerpt,
        ),
        related=tuple(
            Location(file=file, line=line, column=column) for line, column in snag.related
        ),
    )


def take_text(draft: Draft, text: str, file: str, format: Format, meant: Meant | None) -> None:
    """Take a YAML or JSON text into the draft.

    Raises:
        Refusal: The text can be read no further.
    """
    cls = meant.kind.record if meant is not None and meant.kind is not None else None
    typed, kept = plain_of(text, file, format, draft, cls)
    leaning: Language | None = meant.language if meant is not None else None
    names = draft.names("en" if format == "json" else leaning)
    taking = _Taking(draft, kept, names, format == "json")
    draft.notices += _worth_knowing(text, file, format, meant)
    if meant is None:
        taking.dossier(typed)
    elif meant.kind is None:
        taking.header(typed, ())
    elif meant.field:
        raise _no_child_tree(file)
    elif typed is not None:
        taking.records(meant.kind, typed, ())


def _worth_knowing(text: str, file: str, format: Format, meant: Meant | None) -> list[Notice]:
    """Return notices of what may have fallen away by accident, though it is good YAML."""
    if format != "yaml":
        return []
    if meant is not None and meant.kind is not None and not text.strip():
        return [nothing_there(Location(file=file))]
    places = cut_off(text)
    return [_comment_in_text(file, places)] if places else []


def _comment_in_text(file: str, places: list[tuple[int, int]]) -> Notice:
    (line, column), *others = places
    return Notice(
        code="comment-in-text",
        message=message(
            "wat na een spatie en # staat is een opmerking, en is niet gelezen{also}",
            "what follows a space and # is a comment, and was not read{also}",
            also=_also_on([one for one, _ in others]),
        ),
        remedy=message(
            "Hoort het bij de tekst, zet dan alles tussen aanhalingstekens; zet anders een spatie "
            "na #.",
            "If it belongs to the text, put all of it in quotes; else put a space after #.",
        ),
        location=Location(file=file, line=line, column=column),
    )


def _also_on(lines: list[int]) -> Text:
    if not lines:
        return Text(nl="", en="")
    shown = ", ".join(map(str, lines[:_MOST_LINES])) + (" …" if lines[_MOST_LINES:] else "")
    return Text(nl=f" (ook op regel {shown})", en=f" (on line {shown} too)")


def _no_child_tree(file: str) -> Refusal:
    return refusal(
        "unknown-file",
        message(
            "alleen tabellen (CSV, Excel) hebben een eigen bestand voor een veld",
            "only tables (CSV, Excel) have a file of their own for a field",
        ),
        message("Schrijf deze lijst bij de gegevens zelf.", "Write this list in the records."),
        file,
    )


@attrs.frozen(eq=False)
class _Taking:
    """One text on its way into the draft."""

    draft: Draft
    text: TextFile
    names: Names
    is_exact: bool  # JSON: identifiers only

    def dossier(self, typed: Any) -> None:
        """Take a whole dossier: header fields and kinds side by side."""
        if not isinstance(typed, dict):
            self._refuse_shape(typed, Header)
            return
        fields: dict[str, Any] = {}
        for key, value in typed.items():
            kind = None if self._is_header_field(key) else self._kind(key)
            if kind is None:
                fields[key] = value
            elif value is not None:
                self.records(kind, value, (key,))
        self.header(fields, (), of_whole=True)

    def _is_header_field(self, key: str) -> bool:
        if self.is_exact:
            return key == FORMAT or key in field_meanings(Header)
        from_header = field_meanings(Header).get(fold(key))
        return fold(key) == FORMAT or from_header is not None

    def _kind(self, key: str) -> Kind | None:
        """Return the kind that a key of a whole dossier means; None for any other key."""
        if self.is_exact:
            kind = kind_named(key)
            return kind if kind is not None and kind.plural == key else None
        spot = Spot(TreePart(self.text, Header), None, (key,), at_key=True)
        found = self.names.one(kind_meanings(), key, spot)
        return kind_named(found) if isinstance(found, str) else None

    def header(self, typed: Any, prefix: Path, *, of_whole: bool = False) -> None:
        """Take the header."""
        if typed is None:
            typed = {}
        if not isinstance(typed, dict):
            self._refuse_shape(typed, Header)
            return
        source = TreePart(self.text, Header, prefix)
        fields, form = without_format(typed)
        if of_whole:
            fields = self._without_unknown(fields, source)
        if not self.is_exact:
            fields = self._translated(fields, source)
        take_header(self.draft, fields, form, source, self.names)

    def _without_unknown(self, fields: dict[str, Any], source: TreePart) -> dict[str, Any]:
        """Report keys of a whole dossier that are neither field nor kind."""
        known = {}
        for key, value in fields.items():
            if self._is_header_field(key):
                known[key] = value
                continue
            self.draft.unread.add(None)
            self.draft.troubles.append(
                Trouble(
                    code="unknown-field",
                    message=message("onbekend veld {key}", "unknown field {key}", key=quoted(key)),
                    remedy=_header_or_kind(key),
                    spot=Spot(source, None, (key,), at_key=True),
                    kind="dossier",
                    path=(key,),
                    names=self.names,
                )
            )
        return known

    def _translated(self, fields: dict[str, Any], source: TreePart) -> dict[str, Any]:
        translator = Translator(source, self.names)
        plugins = {
            key: value
            for key, value in fields.items()
            if isinstance(value, dict) and _names_plugins(key)
        }
        rest = {key: value for key, value in fields.items() if key not in plugins}
        done: dict[str, Any] = translator.record(rest, Header, None)
        for key, value in plugins.items():
            name = self.names.one(field_meanings(Header), key, Spot(source, None, (key,)))
            if isinstance(name, str):
                done[name] = value
        self.draft.troubles += translator.troubles
        return done

    def records(self, kind: Kind, typed: Any, prefix: Path) -> None:
        """Take records of one kind: a list, or a single mapping."""
        source = TreePart(self.text, kind.record, prefix, may_show(kind.record))
        if not isinstance(typed, list):
            if not isinstance(typed, dict):
                self._refuse_shape(typed, kind.record, source)
                return
            typed = [typed]
        records = _exact(typed) if self.is_exact else self._worded(kind, typed, source)
        self.draft.parts.append(Part(kind=kind, records=records, source=source, names=self.names))

    def _worded(self, kind: Kind, typed: list[Any], source: TreePart) -> list[Any]:
        translator = Translator(source, self.names, kind)
        read: Callable[[Any, type, int], Any] = translator.record
        cls = kind.record
        records = [read(one, cls, ordinal) for ordinal, one in enumerate(typed)]
        self.draft.troubles += translator.troubles
        return records

    def _refuse_shape(self, typed: Any, cls: type, source: TreePart | None = None) -> None:
        self.draft.unread.add(None if cls is Header else kind_of(cls))
        if typed is None and cls is Header:
            said = message("dit bestand is leeg", "this file is empty")
        else:
            said = message(
                "dit is geen lijst of groep velden", "this is no list or group of fields"
            )
        if cls is Header:
            remedy = message(
                'Begin met "format: 1" en de andere velden van een dossier.',
                'Start with "format: 1" and the other fields of a dossier.',
            )
        else:
            remedy = message(
                "Begin elk gegeven met een streepje en zijn velden.",
                "Start each record with a dash and its fields.",
            )
        self.draft.troubles.append(
            Trouble(
                code="wrong-shape",
                message=said,
                remedy=remedy,
                spot=Spot(source or TreePart(self.text, cls)),
            )
        )


def _header_or_kind(key: str) -> Remedy:
    """Say what may stand at the top of a whole dossier, with the near miss."""

    def remedy(words: Vocabulary) -> Message:
        kinds = [words.kind_name(kind) for kind in KINDS]
        fields = [words.field_name(Header, one.name) for one in fields_in_order(Header)]
        return one_of([FORMAT, *fields, *kinds], word=key.replace(" ", "_"))

    return remedy


def _exact(records: list[Any]) -> list[Any]:
    """Take what is empty out of the free-form maps of records as JSON gives them."""
    for record in records:
        if isinstance(record, dict):
            for field in _FREE_FORM:
                if field in record:
                    record[field] = filled(record[field])
    return records


def _names_plugins(key: str) -> bool:
    return any(one.identifier == "plugins" for one in field_meanings(Header).get(fold(key), ()))
