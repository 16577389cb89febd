"""Names as people write them, and the records that they mean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any, Final

import attrs

from opgavekern.base.near import near
from opgavekern.base.texts import Language
from opgavekern.files.vocabulary import fold, kind_meanings, term_meanings, vocabulary
from opgavekern.model import Dossier, Ref
from opgavekern.model.kinds import kind_named
from opgavekern.model.records import id_of

_NO_LETTERS: Final = re.compile(r"[^\w&+]+|_+")
_NAMES: Final = ("name", "title")


def folded_name(name: str) -> str:
    """Fold a name: case, accents as typed, and everything between words.

    >>> folded_name("Oud - Zuid ") == folded_name("oud-zuid")
    True
    """
    return _NO_LETTERS.sub(" ", unicodedata.normalize("NFKC", name).casefold()).strip()


@attrs.frozen
class Several:
    """Records of one kind that a name may mean."""

    refs: tuple[Ref, ...]


@attrs.define(eq=False)
class NameIndex:
    """Finds records by id, name, title or external id.

    Attributes:
        dossier: Whose records.
        coming: Names of records that the import itself brings, by kind: folded name to id.
    """

    dossier: Dossier
    coming: Mapping[str, Mapping[str, str]] = attrs.field(factory=dict)
    _known: dict[str, dict[str, list[str]]] = attrs.field(factory=dict)

    def find(self, kinds: Iterable[str], typed: str) -> Ref | Several | None:
        """Return the record that a name means, in the first of the kinds that has one.

        Args:
            kinds: Singular names; `organisatie:woonpartners` names its own kind.
            typed: The name.

        Returns:
            The record; several where one kind has more of that name; None where none has.
        """
        allowed = tuple(kinds)
        before, colon, after = typed.partition(":")
        if colon and (kind := _kind_of(before)) in allowed:
            allowed, typed = (kind,), after
        wanted = folded_name(typed)
        for kind in allowed if wanted else ():
            ids = self._of(kind).get(wanted, [])
            if not ids and wanted in self.coming.get(kind, {}):
                ids = [self.coming[kind][wanted]]
            exact = [id for id in ids if id == typed.strip()]
            if exact or len(ids) == 1:
                return Ref(kind, (exact or ids)[0])
            if ids:
                return Several(tuple(Ref(kind, id) for id in ids))
        return None

    def near(self, kinds: Iterable[str], typed: str) -> tuple[str, ...]:
        """Return names that come near or have the name in them; never those of people."""
        known = dict.fromkeys(
            name for kind in kinds if kind != "person" for name in self._shown(kind)
        )
        wanted = f" {folded_name(typed)} "
        within = [one for one in known if wanted in f" {folded_name(one)} "]
        close = near(" ".join(typed.split()), known) if known else ()
        return tuple(dict.fromkeys([*within[:3], *close]))[:3]

    def _shown(self, kind: str) -> list[str]:
        found = kind_named(kind)
        records = self.dossier.known(found.plural) if found is not None else ()
        return [name for record in records for name in (_name(record) or id_of(record),) if name]

    def _of(self, kind: str) -> dict[str, list[str]]:
        known = self._known.get(kind)
        if known is None:
            known = self._known[kind] = {}
            found = kind_named(kind)
            records = self.dossier.known(found.plural) if found is not None else ()
            for record in records:
                for name in _names_of(record):
                    ids = known.setdefault(folded_name(name), [])
                    if id_of(record) not in ids:
                        ids.append(id_of(record))
        return known


def _kind_of(typed: str) -> str:
    meant = kind_meanings().get(fold(typed), ())
    kind = kind_named(meant[0].identifier) if len(meant) == 1 else None
    return kind.name if kind is not None else ""


def _name(record: Any) -> str:
    return next((found for field in _NAMES if (found := getattr(record, field, ""))), "")


def _names_of(record: Any) -> list[str]:
    outside = [one for one in record.external_ids.values() if isinstance(one, str)]
    return [one for one in (id_of(record), _name(record), *outside) if one]


def term_named(enum: type[Enum], typed: str) -> str | None:
    """Return the identifier of a term by its name in either language; None for no or two."""
    found = term_meanings(enum).get(fold(typed), ())
    return found[0].identifier if len(found) == 1 else None


def terms_near(enum: type[Enum], typed: str, language: Language) -> tuple[str, ...]:
    """Return the names of terms that come near; all of them where none does."""
    words = vocabulary(language)
    known = [words.term_name(member) for member in enum]
    return near(typed, known) or tuple(known[:12])
