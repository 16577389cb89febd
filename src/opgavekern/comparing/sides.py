"""One of the two dossiers on its day, and what it says of an issue."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final

import attrs

from opgavekern.comparing.moves import Position
from opgavekern.governance import Named
from opgavekern.model import (
    Assignment,
    BudgetProgrammeId,
    Commitment,
    Dossier,
    Holder,
    IssueId,
    Person,
    PersonId,
    Phase,
    Ref,
    WithheldError,
    kind_named,
)
from opgavekern.teams import hours_claimed

#: The field of an issue that holds each position; team members hold none.
HOLDERS: Final[Mapping[Position, str]] = MappingProxyType(
    {
        Position.POLITICAL_SPONSOR: "political_sponsors",
        Position.CO_SPONSOR: "co_sponsors",
        Position.OFFICIAL_SPONSOR: "official_sponsors",
        Position.LEAD: "leads",
    }
)
_ZERO: Final = Decimal(0)


@attrs.frozen(eq=False, repr=False)
class Side:
    """A dossier, and the day on which it is looked at.

    Attributes:
        dossier: What is known.
        on: The day.
    """

    dossier: Dossier
    on: date

    def knows(self, *plurals: str) -> bool:
        """Tell whether none of these kinds is withheld."""
        return not any(self.dossier.of_kind(one).is_withheld for one in plurals)

    def has(self, ref: Ref) -> bool:
        """Tell whether the dossier holds a record; not so where its kind is withheld."""
        kind = kind_named(ref.kind)
        return kind is not None and self.knows(kind.plural) and self.dossier.find(ref) is not None

    def call(self, ref: Ref, *, names: bool) -> Named:
        """Call a record as people do: someone by function, and by name only where asked."""
        if not self.has(ref):
            return Named(ref, ref.id)
        record = self.dossier.find(ref)
        called = self.dossier.name_of(ref)
        if names and isinstance(record, Person) and record.name:
            called = f"{record.name}, {record.function}" if record.function else record.name
        return Named(ref, called)

    def concerned(self, ref: Ref) -> tuple[IssueId, ...]:
        """Return the issues that a record is about; none where what leads to them is withheld."""
        try:
            return self.dossier.issues_concerned(ref) if self.has(ref) else ()
        except WithheldError:
            return ()

    def phase(self, issue: IssueId) -> Phase | None:
        """Return the phase of an issue; None where it is not there."""
        found = self.dossier.issues.get(issue)
        return self.dossier.phase_of(issue, self.on) if found is not None else None

    def people(self, issue: IssueId, position: Position) -> frozenset[PersonId]:
        """Return who holds a position on the day."""
        if position is Position.MEMBER:
            return frozenset(one.person for one in self._assignments(issue) if self.on in one.valid)
        found = self.dossier.issues.get(issue)
        holders: tuple[Holder, ...] = getattr(found, HOLDERS[position], ())
        return frozenset(one.person for one in holders if self.on in one.valid)

    def money(self, issue: IssueId) -> dict[tuple[int, BudgetProgrammeId], Decimal | None]:
        """Return what each programme pays by year; None where no amount is known."""
        amounts: dict[tuple[int, BudgetProgrammeId], Decimal | None] = {}
        for share in self.dossier.budget_of(issue):
            key = (share.year, share.programme)
            euros = share.amount.euros if share.amount is not None else None
            known = [one for one in (amounts.get(key), euros) if one is not None]
            amounts[key] = sum(known, _ZERO) if known else None
        return amounts

    def hours(self, issue: IssueId) -> tuple[Decimal, Decimal]:
        """Return hours promised and asked for by the issue's teams, in the week of the day."""
        assignments = self._assignments(issue)
        people = {
            one.person: found
            for one in assignments
            if (found := self.dossier.people.get(one.person)) is not None
        }
        if not people:
            return _ZERO, _ZERO
        part = Dossier.of(*people.values(), *assignments)
        weeks = hours_claimed(part, first=self.on, last=self.on).weeks
        return (
            sum((one.committed for one in weeks), _ZERO),
            sum((one.requested for one in weeks), _ZERO),
        )

    def _assignments(self, issue: IssueId) -> tuple[Assignment, ...]:
        return tuple(
            one
            for team in self.dossier.teams_of(issue)
            for one in self.dossier.assignments_in(team.id)
            if one.status is not Commitment.WITHDRAWN
        )
