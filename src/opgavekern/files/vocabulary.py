"""What kinds, fields and terms are called in dossier files: as identifier, in Dutch, in English.

Names come from the labels of the classes. What people type is folded first (case, spaces, `-`,
`_`, apostrophes and `&` make no difference), so `Bestuurlijk opdrachtgever` and
`bestuurlijk_opdrachtgever` are one name. Identifiers fit in a file of any language.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Final, Literal, cast

import attrs

from opgavekern.base.labels import UNSPOKEN, Term, field_labels, folded, former_names
from opgavekern.base.texts import LANGUAGES, Language, Text
from opgavekern.model.kinds import KINDS, Kind, fields_in_order, kind_named

#: Where a name comes from; an identifier belongs to no language.
Tongue = Literal["identifier", "nl", "en"]

#: The name of the header: a file, sheet or top-level part of a dossier.
HEADER: Final = "dossier"
#: The field that says which version of the format a dossier has; the same in every language.
FORMAT: Final = "format"

fold = folded


@attrs.frozen
class Meaning:
    """What a name can mean.

    Attributes:
        identifier: The kind (plural), field or term that is meant.
        tongues: In which languages it means that; holds "identifier" if it is one.
    """

    identifier: str
    tongues: frozenset[Tongue]

    @property
    def language(self) -> Language | None:
        """The one language that the name gives away; None if it fits in more than one."""
        if "identifier" in self.tongues or len(self.tongues) > 1:
            return None
        return cast(Language, next(iter(self.tongues)))


Meanings = Mapping[str, tuple[Meaning, ...]]


def _meanings(named: Iterable[tuple[str, Iterable[tuple[Tongue, str]]]]) -> Meanings:
    found: dict[str, dict[str, set[Tongue]]] = {}
    for identifier, names in named:
        for tongue, name in names:
            found.setdefault(fold(name), {}).setdefault(identifier, set()).add(tongue)
    return {
        name: tuple(Meaning(one, frozenset(tongues)) for one, tongues in means.items())
        for name, means in found.items()
    }


def _spoken(identifier: str, label: Text | None) -> list[tuple[Tongue, str]]:
    names: list[tuple[Tongue, str]] = [("identifier", identifier)]
    if label is not None:
        names += [("nl", label.nl), ("en", label.en)]
    return names


@functools.cache
def field_meanings(cls: type) -> Meanings:
    """Return what each folded name can mean as a field of a class."""
    return _meanings((one.name, _field_names(cls, one.name)) for one in fields_in_order(cls))


def _field_names(cls: type, field: str) -> list[tuple[Tongue, str]]:
    former = former_names(cls).get(field)
    names = _spoken(field, field_labels(cls).get(field))
    return names if former is None else [*names, ("nl", former)]


@functools.cache
def term_meanings(enum: type[Enum]) -> Meanings:
    """Return what each folded name can mean as a term."""
    return _meanings(
        (str(one.value), _spoken(str(one.value), one.label if isinstance(one, Term) else None))
        for one in enum
    )


@functools.cache
def kind_meanings() -> Meanings:
    """Return what each folded name, singular or plural, can mean as a kind (plural)."""
    return _meanings(
        (kind.plural, _spoken(kind.plural, kind.plural_label) + _spoken(kind.name, kind.label))
        for kind in KINDS
    )


@attrs.frozen
class Vocabulary:
    """The names of one language, for writing and for reading.

    Attributes:
        language: Whose labels are used; identifiers are understood besides.
    """

    language: Language

    def kind_name(self, kind: Kind) -> str:
        """Return the name of a sheet or top-level key with records of a kind."""
        return _as_key(kind.plural_label.text(self.language))

    def file_name(self, kind: Kind) -> str:
        """Return the name, without ending, of a file with records of a kind: safe in a shell."""
        return self.kind_name(kind).translate(UNSPOKEN)

    def ref_name(self, kind: Kind) -> str:
        """Return what stands before the colon in a reference such as `organisatie:woonpartners`."""
        return _as_key(kind.label.text(self.language))

    def field_name(self, cls: type, field: str) -> str:
        """Return the key or header of a field; the identifier where the class has no labels."""
        label = field_labels(cls).get(field)
        return _as_key(label.text(self.language)) if label is not None else field

    def term_name(self, member: Enum) -> str:
        """Return the value to write for a term."""
        if isinstance(member, Term):
            return member.label.text(self.language)
        return str(member.value)

    def kind(self, name: str) -> str | None:
        """Return the kind (plural identifier) that a name means; None for no or two meanings."""
        return self._one(kind_meanings(), name)

    def ref_kind(self, name: str) -> str | None:
        """Return the kind (singular identifier) that a name means in a reference."""
        plural = self.kind(name)
        kind = kind_named(plural) if plural is not None else None
        return kind.name if kind is not None else None

    def field(self, cls: type, name: str) -> str | None:
        """Return the field of a class that a name means; None for no or two meanings."""
        return self._one(field_meanings(cls), name)

    def term(self, enum: type[Enum], name: str) -> str | None:
        """Return the identifier of the term that a name means; None for no or two meanings."""
        return self._one(term_meanings(enum), name)

    def _one(self, meanings: Meanings, name: str) -> str | None:
        allowed = {"identifier", self.language}
        found = [one for one in meanings.get(fold(name), ()) if one.tongues & allowed]
        return found[0].identifier if len(found) == 1 else None


@functools.cache
def vocabulary(language: Language) -> Vocabulary:
    """Return the vocabulary of a language."""
    if language not in LANGUAGES:
        raise ValueError(language)
    return Vocabulary(language)


def _as_key(label: str) -> str:
    return label.replace(" ", "_")
