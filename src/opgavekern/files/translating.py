"""From names as typed to identifiers: keys, terms and kinds in references, class by class."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

import attrs

from opgavekern.base.errors import Path
from opgavekern.base.frozen import FrozenMap
from opgavekern.base.near import one_of
from opgavekern.base.texts import Message, message, quoted
from opgavekern.files.troubles import Names, Source, Spot, Trouble, unknown_field
from opgavekern.files.vocabulary import (
    Vocabulary,
    field_meanings,
    kind_meanings,
    term_meanings,
)
from opgavekern.model.kinds import Kind, kind_named
from opgavekern.model.references import Ref
from opgavekern.model.shape import FieldShape, shape_of

Handler = Callable[[Any, Path], Any]


@attrs.define(eq=False)
class Translator:
    """Translates the records of one part of a file, and notes what it cannot translate.

    Attributes:
        source: Where the records stand.
        names: The names of the file, shared by all its parts.
        kind: The kind of the records; None for the header.
        troubles: What was wrong, in order of reading.
    """

    source: Source
    names: Names
    kind: Kind | None = None
    troubles: list[Trouble] = attrs.field(factory=list)
    _ordinal: int | None = None
    _id: str | None = None
    _plans: dict[type, dict[str, tuple[str, Handler | None]]] = attrs.field(factory=dict)
    _terms: dict[tuple[type, str], str | None] = attrs.field(factory=dict)

    def record(self, typed: Any, cls: type, ordinal: int | None) -> Any:
        """Return the record with identifiers; what is no mapping is returned as it is."""
        self._ordinal = ordinal
        if not isinstance(typed, dict):
            return typed
        id = typed.get("id")
        self._id = id if isinstance(id, str) else None
        return self._fields(typed, cls, ())

    def _fields(self, typed: dict[str, Any], cls: type, path: Path) -> dict[str, Any]:
        plan = self._plans.get(cls)
        if plan is None:
            plan = self._plans[cls] = {}
        done: dict[str, Any] = {}
        for key, value in typed.items():
            step = plan.get(key)
            if step is None:
                step = self._learn(key, cls, plan, path)
                if step is None:
                    continue
            field, handler = step
            if field in done:
                self._twice(typed, key, field, plan, path)
            if value is None:
                done[field] = None
            else:
                done[field] = value if handler is None else handler(value, (*path, key))
        return done

    def _learn(
        self, key: str, cls: type, plan: dict[str, tuple[str, Handler | None]], path: Path
    ) -> tuple[str, Handler | None] | None:
        """Find out what a key means, the first time it is met in this class."""
        spot = self._spot((*path, key), at_key=True)
        field = self.names.one(field_meanings(cls), key, spot)
        if isinstance(field, Trouble):
            self._note(field, (*path, key))
            return None
        if field is None:
            about = unknown_field(cls, key, spot, self.names)
            self._note(about, (*path, key))
            return None
        step = plan[key] = (field, self.handler(cls, field))
        return step

    def handler(self, cls: type, field: str) -> Handler | None:
        """Return what to do with values of a field; None to leave them as they are."""
        shape = shape_of(cls, field)
        one = self._one(shape)
        if not shape.is_many:
            return one

        def several(value: Any, path: Path) -> Any:
            if not isinstance(value, list):
                return one(value, path) if one is not None else value
            if None in value:
                self._empty_items(value, path)
                value = [item for item in value if item is not None]
            if one is None:
                return value
            return [one(item, (*path, index)) for index, item in enumerate(value)]

        return several

    def _one(self, shape: FieldShape) -> Handler | None:
        item = shape.item
        if item is FrozenMap:
            return lambda value, _: filled(value)
        if shape.kinds and not hasattr(item, "__supertype__"):
            return lambda value, path: self._reference(value, path, shape.kinds)
        nested = shape.nested
        if nested is Ref:
            return lambda value, path: self._reference(value, path, ())
        if nested is not None:
            return lambda value, path: (
                self._fields(value, nested, path) if isinstance(value, dict) else value
            )
        if isinstance(item, type) and issubclass(item, Enum):
            return lambda value, path: self.term(item, value, path)
        return None

    def term(self, enum: type[Enum], value: Any, path: Path) -> Any:
        """Return the identifier of a term; what is no text is left as it is."""
        if not isinstance(value, str):
            return value
        found = self.term_of(enum, value, path)
        if isinstance(found, str):
            return found
        self._note(found, path)
        return next(iter(enum)).value  # A stand-in, so that no second problem follows from it.

    def term_of(self, enum: type[Enum], value: str, path: Path = ()) -> str | Trouble:
        """Return the identifier of a term, or what is wrong with its name."""
        known = self._terms.get((enum, value))
        if known is not None:
            return known
        found = self.names.one(term_meanings(enum), value, self._spot(path))
        if isinstance(found, str):
            self._terms[(enum, value)] = found
        return found or self._unknown_term(enum, value, path)

    def _unknown_term(self, enum: type[Enum], value: str, path: Path) -> Trouble:
        def remedy(words: Vocabulary) -> Message:
            return one_of([words.term_name(one) for one in enum], word=value, most=20)

        return Trouble(
            code="unknown-value",
            message=message(
                "onbekende waarde {found}", "unknown value {found}", found=quoted(value)
            ),
            remedy=remedy,
            spot=self._spot(path),
            names=self.names,
        )

    def _reference(self, value: Any, path: Path, allowed: tuple[str, ...]) -> Any:
        if not isinstance(value, str) or ":" not in value:
            return value
        found = self.reference(value, allowed, path)
        if isinstance(found, str):
            return found
        self._note(found, path)
        return value.partition(":")[2].strip()

    def reference(self, value: str, allowed: tuple[str, ...], path: Path = ()) -> str | Trouble:
        """Translate the kind in `organisatie:woonpartners`, or say what is wrong with it."""
        typed, _, id = value.partition(":")
        typed = typed.strip()
        if not typed or not id.strip():
            return value  # Refers to nothing: the class itself says so.
        plural = self.names.one(kind_meanings(), typed, self._spot(path))
        kind = kind_named(plural) if isinstance(plural, str) else None
        if kind is not None and (not allowed or kind.name in allowed):
            return f"{kind.name}:{id.strip()}"

        def remedy(words: Vocabulary) -> Message:
            fitting = [one for name in allowed if (one := kind_named(name))]
            return one_of([words.ref_name(one) for one in fitting], word=typed, most=20)

        said = message("{found} past hier niet", "{found} does not fit here", found=quoted(typed))
        return Trouble(
            code="unknown-kind",
            message=said,
            remedy=remedy,
            spot=self._spot(path),
            names=self.names,
        )

    def _twice(
        self,
        typed: Mapping[str, Any],
        key: str,
        field: str,
        plan: dict[str, tuple[str, Handler | None]],
        path: Path,
    ) -> None:
        first = next(one for one in typed if plan.get(one, ("",))[0] == field)
        self._note(
            Trouble(
                code="duplicate-key",
                message=message(
                    "{first} en {key} zijn hetzelfde veld",
                    "{first} and {key} are the same field",
                    first=quoted(first),
                    key=quoted(key),
                ),
                remedy=message("Haal een van de twee weg.", "Take one of the two out."),
                spot=self._spot((*path, key), at_key=True),
                related=(self._spot((*path, first), at_key=True),),
            ),
            (*path, key),
        )

    def _empty_items(self, value: list[Any], path: Path) -> None:
        for index, item in enumerate(value):
            if item is None:
                self._note(
                    Trouble(
                        code="empty-item",
                        message=message(
                            "in deze lijst staat een lege regel",
                            "this list has an empty item",
                        ),
                        remedy=message("Vul hem in of haal hem weg.", "Fill it in or take it out."),
                        spot=self._spot((*path, index)),
                    ),
                    (*path, index),
                )

    def _spot(self, path: Path, *, at_key: bool = False) -> Spot:
        return Spot(self.source, self._ordinal, path, at_key)

    def _note(self, trouble: Trouble, path: Path) -> None:
        self.troubles.append(
            attrs.evolve(
                trouble,
                kind=self.kind.name if self.kind is not None else "dossier",
                id=self._id,
                path=path,
                names=self.names,
            )
        )


def filled(value: Any) -> Any:
    """Return a free-form map without what was not filled in."""
    if isinstance(value, dict):
        return {
            key: kept for key, one in value.items() if (kept := filled(one)) not in (None, "", {})
        }
    if isinstance(value, list):
        return [filled(one) for one in value]
    return value
