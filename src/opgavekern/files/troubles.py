"""Problems on their way: what is wrong, and by which file, record and field it can be found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Protocol

import attrs

from opgavekern.base.errors import Location, Path
from opgavekern.base.labels import field_labels
from opgavekern.base.near import one_of
from opgavekern.base.texts import Language, Message, message, quoted
from opgavekern.files.vocabulary import Meaning, Meanings, Vocabulary, fold, vocabulary
from opgavekern.model.kinds import fields_in_order

#: What to do, said with the names of the language that the file turns out to speak.
Remedy = Callable[[Vocabulary], Message]
_MOST_NAMED: Final = 40


class Source(Protocol):
    """A file, sheet or part of one that holds records of one kind."""

    @property
    def file(self) -> str:
        """Its path as the user gave it."""
        ...

    @property
    def key(self) -> tuple[str, ...]:
        """What tells this source from others."""
        ...

    def place(self, ordinal: int | None, path: Path, *, at_key: bool = False) -> Location:
        """Return where a value of a record stands, or what comes nearest to it.

        Args:
            ordinal: Which of its records; None for the source as a whole.
            path: Field names (identifiers or as typed) and list indexes.
            at_key: Whether the last key of the path is meant, not its value.
        """
        ...


@attrs.frozen
class Spot:
    """A place that has not been looked up yet."""

    source: Source
    ordinal: int | None = None
    path: Path = ()
    at_key: bool = False

    def location(self) -> Location:
        """Look it up."""
        return self.source.place(self.ordinal, self.path, at_key=self.at_key)


@attrs.frozen(kw_only=True)
class Trouble:
    """Something wrong at a spot."""

    code: str
    message: Message
    remedy: Message | Remedy
    spot: Spot
    related: tuple[Spot, ...] = ()
    kind: str | None = None
    id: str | None = None
    path: Path = ()
    names: Names | None = None

    def advice(self) -> Message:
        """Return what to do, in the file's own words."""
        if isinstance(self.remedy, Message):
            return self.remedy
        return self.remedy((self.names or Names()).vocabulary)


@attrs.define(eq=False)
class Names:
    """The names that one file uses, and which language that makes it.

    Attributes:
        leaning: The language to answer in as long as no name of the file decides.
    """

    leaning: Language | None = None
    seen: dict[Language, tuple[str, Spot]] = attrs.field(factory=dict)

    @property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary of the file's language."""
        language = next(iter(self.seen), None) or self.leaning
        return vocabulary(language or "en")

    @property
    def languages(self) -> frozenset[Language]:
        """The languages that the file gives away, by its name or by names in it."""
        return frozenset(self.seen) or frozenset({self.leaning} if self.leaning else ())

    def one(self, meanings: Meanings, name: str, spot: Spot) -> str | Trouble | None:
        """Return what a name means; None for nothing, a trouble where it means two things."""
        found = meanings.get(fold(name), ())
        if not found:
            return None
        if len(found) > 1:
            return _ambiguous(name, found, spot)
        language = found[0].language
        if language is not None:
            self.seen.setdefault(language, (name, spot))
        return found[0].identifier

    def mixture(self) -> Trouble | None:
        """Return the trouble of a file that mixes languages; None for any other."""
        if len(self.seen) < 2:
            return None
        (_, (first, there)), (_, (other, here)) = list(self.seen.items())[:2]
        return Trouble(
            code="mixed-languages",
            message=message(
                "Nederlandse en Engelse namen staan door elkaar: {first} en {other}",
                "Dutch and English names are mixed: {first} and {other}",
                first=quoted(first),
                other=quoted(other),
            ),
            remedy=message("Gebruik in dit bestand één taal.", "Use one language in this file."),
            spot=here,
            related=(there,),
        )


def _ambiguous(name: str, found: tuple[Meaning, ...], spot: Spot) -> Trouble:
    return Trouble(
        code="ambiguous-name",
        message=message(
            "{name} kan twee dingen betekenen", "{name} can mean two things", name=quoted(name)
        ),
        remedy=one_of([one.identifier for one in found]),
        spot=spot,
    )


def known_fields(cls: type, name: str, *others: str) -> Remedy:
    """Say which fields a class has, with the near miss, in the file's language."""

    def remedy(words: Vocabulary) -> Message:
        known = [words.field_name(cls, one.name) for one in fields_in_order(cls)]
        return one_of([*known, *others], word=name.replace(" ", "_"), most=_MOST_NAMED)

    return remedy


def unknown_field(cls: type, name: str, spot: Spot, names: Names, **about: Any) -> Trouble:
    """Say that a class has no such field."""
    return Trouble(
        code="unknown-field",
        message=message("onbekend veld {key}", "unknown field {key}", key=quoted(name)),
        remedy=known_fields(cls, name),
        spot=spot,
        names=names,
        **about,
    )


def missing_field(cls: type, field: str, words: Vocabulary) -> Message:
    """Say that a field is missing, by the name that the file would use."""
    name = words.field_name(cls, field) if field in field_labels(cls) else field
    return message('het veld "{field}" ontbreekt', 'the field "{field}" is missing', field=name)
