"""A requirement that was written down, and the check that it comes to."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from opgavekern.base.texts import Text
from opgavekern.governance.declarations.findings import Finding
from opgavekern.governance.declarations.rules import NoParameters, RuleContext
from opgavekern.governance.written.conditions import All, Field, kinds_asked, parts_of
from opgavekern.governance.written.day import DayFacts
from opgavekern.governance.written.messages import said_of
from opgavekern.governance.written.values import Condition
from opgavekern.model import Dossier, Ref, kind_named


@attrs.frozen(kw_only=True)
class Requirement:
    """What must hold of each record of a kind that it concerns.

    Attributes:
        each: Plural name of the kind.
        where: Which of them it concerns.
        must: What must hold of those.
        text: What is the matter with one that does not.
        remedy: What to do.
        says: The fields that the two texts mention.
    """

    each: str
    where: Condition = All()
    must: Condition
    text: Text
    remedy: Text
    says: tuple[str, ...] = ()

    @property
    def reads(self) -> frozenset[str]:
        """Plural names of the kinds that it looks at."""
        return frozenset({self.each, *self._asked()})

    @property
    def judges_each(self) -> bool:
        """What it says of a record does not depend on others of its kind."""
        return self.each not in self._asked()

    def _asked(self) -> tuple[str, ...]:
        return (*kinds_asked(self.where), *kinds_asked(self.must))

    @property
    def field(self) -> str:
        """The first field of which it requires something; empty where it is of other records."""
        return next(_fields(self.must), "")


def _fields(condition: Condition) -> Iterator[str]:
    if isinstance(condition, Field):
        yield condition.name
        return
    for one in parts_of(condition):
        yield from _fields(one)


def unmet(
    dossier: Dossier, context: RuleContext[NoParameters], *, requirement: Requirement
) -> Iterator[Finding]:
    """Find the records in force that a requirement concerns and that do not meet it.

    Takes time linear in the records and references that it looks at, for each of its conditions.
    """
    facts = DayFacts(dossier, context.on)
    concerns, meets = requirement.where.among(facts), requirement.must.among(facts)
    kind = kind_named(requirement.each)
    name, path = kind.name if kind is not None else "", requirement.field
    records = iter(facts.records(requirement.each))
    for record in records if requirement.where == All() else filter(concerns, records):
        if not meets(record):
            yield Finding(
                subject=Ref(name, record.id),
                text=requirement.text,
                remedy=requirement.remedy,
                values={one: said_of(record, one) for one in requirement.says},
                path=(path,) if path else (),
            )
