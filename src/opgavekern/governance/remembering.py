"""What a check remembers for the next one, so that checking after a small change costs little.

A rule's answer depends on the day, the header, the kinds that it reads, and on itself. Where none
of these changed it gives the same answer, which is taken from memory *as the rule gave it*: names,
places and issues are added anew, since those may stand in kinds that the rule does not read.
"""

from __future__ import annotations

import functools
import itertools
import operator
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

import attrs

from opgavekern.base.canonical import digest
from opgavekern.base.frozen import FrozenMap
from opgavekern.base.running import Limits
from opgavekern.governance.declarations.findings import Finding
from opgavekern.governance.declarations.rules import Rule
from opgavekern.model import KINDS, Dossier, Ref
from opgavekern.model.questions import BETWEEN_ISSUES

#: Code of a rule, and its parameters as text: bodies may have set them in ways that differ.
Asked = tuple[str, FrozenMap]


@attrs.frozen(kw_only=True, eq=False)
class Answer:
    """What a rule gave.

    Attributes:
        rule: The rule.
        plugin: Whose rule it is: equal for the same plugin, version and options.
        numbers: The parameters that it ran with.
        asked: Ids of the records that it was asked about, where it judges each of a kind and its
            scope leaves some out; None for all.
        given: Its findings as it gave them, in its own order.
        stamped: The same with what the engine added.
    """

    rule: Rule[Any]
    plugin: object
    numbers: object
    asked: frozenset[str] | None
    given: tuple[Finding, ...]
    stamped: tuple[Finding, ...]


@attrs.frozen(kw_only=True, eq=False)
class Seen:
    """What a check looked at, by digest.

    Attributes:
        on: The day.
        limits: How many findings a rule could give, and how long a message could be.
        header: Digest of the header.
        kinds: Digest of each kind; one that is withheld is absent.
        records: Digest of each record of those kinds, by id.
    """

    on: date
    limits: Limits
    header: str
    kinds: Mapping[str, str]
    records: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, dossier: Dossier, on: date, limits: Limits) -> Seen:
        """Take note of a dossier on a day."""
        held = {kind.plural: dossier.of_kind(kind.plural) for kind in KINDS}
        known = {plural: one for plural, one in held.items() if not one.is_withheld}
        return cls(
            on=on,
            limits=limits,
            header=digest(dossier.header),
            kinds={plural: one.digest for plural, one in known.items()},
            records={plural: one.digests() for plural, one in known.items()},
        )


class Memory:
    """What a result keeps of its check: what was seen, and what each rule gave.

    It holds neither the dossier nor its records. Rules are functions, which do not travel: a
    result that was pickled remembers nothing, so that all its rules run again.
    """

    __slots__ = ("answers", "seen")

    def __init__(
        self, seen: Seen | None = None, answers: Mapping[Asked, Answer] = MappingProxyType({})
    ) -> None:
        self.seen = seen
        self.answers = answers

    def __reduce__(self) -> tuple[object, ...]:
        return (Memory, ())

    def __copy__(self) -> Memory:
        return self

    def __deepcopy__(self, _: object) -> Memory:
        return self


@attrs.frozen(kw_only=True, eq=False)
class Recollection:
    """What of an earlier check still holds for what is seen now.

    Attributes:
        before: What the earlier check remembers.
        now: What is seen now.
    """

    before: Memory
    now: Seen
    _moved: dict[str, frozenset[str]] = attrs.field(init=False, factory=dict)

    @functools.cached_property
    def _is_comparable(self) -> bool:
        seen, now = self.before.seen, self.now
        return seen is not None and (seen.on, seen.limits, seen.header) == (
            now.on,
            now.limits,
            now.header,
        )

    def answer(
        self, rule: Rule[Any], plugin: object, asked: Asked, numbers: object
    ) -> Answer | None:
        """Return what the same rule gave then by the same numbers.

        None where day, limits or header are others.
        """
        found = self.before.answers.get(asked) if self._is_comparable else None
        same = found and (found.rule, found.plugin, found.numbers) == (rule, plugin, numbers)
        return found if same else None

    def moved_kinds(self, rule: Rule[Any]) -> frozenset[str]:
        """Return which of the kinds that a rule reads are not as they were."""
        seen = self.before.seen
        then = seen.kinds if seen is not None else {}
        return frozenset(
            one for one in rule.reads if then.get(one, "then") != self.now.kinds.get(one, "now")
        )

    def touches(self, given: Finding) -> bool:
        """Tell whether a record that a finding names, or its issues, may differ from before."""
        moved = self._moved_records
        return moved is None or any(ref in moved for ref in _refs_in(given))

    @functools.cached_property
    def _moved_records(self) -> frozenset[Ref] | None:
        """The records that are new, gone or changed; None where others may have other issues."""
        then = self.before.seen.kinds if self.before.seen is not None else {}
        if then.keys() != self.now.kinds.keys():
            return None
        kinds = {one for one, known in then.items() if known != self.now.kinds[one]}
        if kinds & BETWEEN_ISSUES:
            return None
        return frozenset(
            Ref(kind.name, id)
            for kind in KINDS
            if kind.plural in kinds
            for id in self.moved(kind.plural)
        )

    def moved(self, plural: str) -> frozenset[str]:
        """Return the ids of records of a kind that are new, gone or changed."""
        found = self._moved.get(plural)
        if found is None:
            seen = self.before.seen
            then = seen.records.get(plural, {}) if seen is not None else {}
            now = self.now.records.get(plural, {})
            differs = map(operator.ne, now.values(), map(then.get, now))
            changed = frozenset(itertools.compress(now, differs))
            found = self._moved[plural] = changed | (then.keys() - now.keys())
        return found


def _refs_in(given: Finding) -> Iterator[Ref]:
    """Yield the records that a finding is about, points at, or names in its values."""
    yield given.subject
    yield from given.related
    yield from _refs_among(given.values.values())


def _refs_among(values: Iterable[object]) -> Iterator[Ref]:
    for value in values:
        if isinstance(value, Ref):
            yield value
        elif isinstance(value, tuple):
            yield from _refs_among(value)
