"""Which record was probably meant where a reference leads nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

import attrs

from opgavekern.base.labels import folded
from opgavekern.base.near import near
from opgavekern.base.texts import Message, Text, message
from opgavekern.model.kinds import kind_named
from opgavekern.model.record import Record

#: Yields id and name of each record of a kind, given by its singular name.
Named = Callable[[str], Iterable[tuple[str, str]]]
_ENOUGH_TO_SIFT: Final = 400
_START: Final = 2


def called(record: Record | Mapping[str, Any], kind: str) -> str:
    """Return what people call a record, made or still plain; never by someone's own name."""
    for field in ("function",) if kind == "person" else ("title", "name"):
        said = record.get(field) if isinstance(record, Mapping) else getattr(record, field, None)
        if isinstance(said, str) and said:
            return said
    return ""


@attrs.frozen
class _Names:
    """Ids and names of one kind, folded, with the id that each leads to."""

    ids: dict[str, str]
    starts: dict[str, list[str]]

    @classmethod
    def of(cls, named: Iterable[tuple[str, str]]) -> _Names:
        pairs = list(named)
        ids: dict[str, str] = {}
        shared: set[str] = set()
        for id, name in pairs:
            key = folded(name)
            if ids.setdefault(key, id) != id:
                shared.add(key)  # A name of several leads to none of them.
        for key in ("", *shared):
            ids.pop(key, None)
        ids |= {folded(id): id for id, _ in pairs}
        starts: dict[str, list[str]] = {}
        for key in ids:
            starts.setdefault(key[:_START], []).append(key)
        return cls(ids, starts)

    def exact(self, word: str) -> str | None:
        return self.ids.get(word)

    def near(self, word: str) -> str | None:
        known = self.ids if len(self.ids) <= _ENOUGH_TO_SIFT else self.starts.get(word[:_START], ())
        found = near(word, known, most=1)
        return self.ids[found[0]] if found else None


@attrs.define(eq=False)
class Guesses:
    """Guesses at records by id or name, among kinds whose names are gathered when first needed.

    Attributes:
        named: Where ids and names come from.
    """

    named: Named
    _names: dict[str, _Names] = attrs.field(factory=dict)

    def meant(self, word: str, allowed: Sequence[str], *, kind: str = "") -> Message | None:
        """Ask whether some record was meant; None where nothing comes near.

        Args:
            word: What was written where an id belongs.
            allowed: Kinds that the field takes; an id alone means one of the first.
            kind: The kind that the reference is to. Where it is not the first it was named, and
                no other is looked among.
        """
        return self.named_so(word, allowed, kind=kind) or self._first(
            _Names.near, word, allowed, kind
        )

    def named_so(self, word: str, allowed: Sequence[str], *, kind: str = "") -> Message | None:
        """Ask as `meant` does, only where some record is called just that."""
        return self._first(_Names.exact, word, allowed, kind)

    def _first(
        self,
        guess: Callable[[_Names, str], str | None],
        word: str,
        allowed: Sequence[str],
        kind: str,
    ) -> Message | None:
        wanted = folded(word)
        for one in allowed if kind in ("", allowed[0]) else (kind,):
            id = guess(self._of(one), wanted)
            if id is not None:
                return _ask(one, id, is_home=one == allowed[0])
        return None

    def _of(self, kind: str) -> _Names:
        if kind not in self._names:
            self._names[kind] = _Names.of(self.named(kind))
        return self._names[kind]


def _ask(kind: str, id: str, *, is_home: bool) -> Message:
    found = kind_named(kind)
    if is_home or found is None:
        return message('Bedoelt u "{near}"?', 'Did you mean "{near}"?', near=id)
    label = Text(nl=found.label.nl.replace(" ", "_"), en=found.name)
    return message(
        'Bedoelt u "{kind}:{near}"?', 'Did you mean "{kind}:{near}"?', kind=label, near=id
    )
