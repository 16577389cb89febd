"""Hours claimed of people by week, against the hours that they have."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, ClassVar, Final

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.calendar import days_from, given_day
from opgavekern.base.errors import BadValueError
from opgavekern.base.frames import Columns, columns
from opgavekern.base.results import Result
from opgavekern.base.texts import Language, message
from opgavekern.model import (
    Assignment,
    Commitment,
    Dossier,
    Employment,
    Period,
    Person,
    PersonId,
    UnitId,
)

_WORKING_DAYS: Final = 5
_WEEK: Final = 7
_NONE: Final = Decimal(0)
_Away = tuple[tuple[Period, Decimal | None], ...]


@attrs.frozen(kw_only=True)
class WeekClaim(Answer):
    """What is claimed of one person in one week.

    Attributes:
        person: Who.
        unit: The unit that owns the person's hours that week; None where it is not known.
        monday: First day of the week.
        committed: Hours promised to teams.
        requested: Hours asked for and not yet promised.
        available: What contract, fixed work and absence leave; None without a known contract, and
            where absences are withheld.
        away: What absence takes of the hours that contract and fixed work leave.
    """

    person: PersonId
    unit: UnitId | None
    monday: date
    committed: Decimal = _NONE
    requested: Decimal = _NONE
    available: Decimal | None = None
    away: Decimal = _NONE

    @property
    def claimed(self) -> Decimal:
        """Promised and asked for together."""
        return self.committed + self.requested

    @property
    def over(self) -> Decimal:
        """Hours claimed beyond what there is; zero where that is not known."""
        return max(_NONE, self.claimed - self.available) if self.available is not None else _NONE

    @property
    def over_if_present(self) -> Decimal:
        """Hours claimed beyond what there would be without absence."""
        return max(_NONE, self.over - self.away)


@attrs.frozen(kw_only=True)
class ClaimedHours(Result):
    """Hours claimed, by person and week.

    Attributes:
        first: Monday of the first week.
        last: Sunday of the last week, or the last day that the calendar has.
        weeks: One for each person and week, in order of person and week.
    """

    first: date
    last: date
    weeks: tuple[WeekClaim, ...]

    @functools.cached_property
    def by_person(self) -> Mapping[PersonId, tuple[WeekClaim, ...]]:
        """The weeks of each person, in order."""
        found: dict[PersonId, list[WeekClaim]] = {}
        for one in self.weeks:
            found.setdefault(one.person, []).append(one)
        return {person: tuple(weeks) for person, weeks in found.items()}

    def over(self) -> tuple[WeekClaim, ...]:
        """Return the weeks in which more is claimed than there is."""
        return tuple(one for one in self.weeks if one.over)

    COLUMNS: ClassVar[Columns] = columns(
        person=str,
        unit=str,
        monday=date,
        committed=Decimal,
        requested=Decimal,
        available=Decimal,
        away=Decimal,
        over=Decimal,
    )

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each person and week; hours as decimals."""
        return [
            {
                "person": one.person,
                "unit": one.unit,
                "monday": one.monday,
                "committed": one.committed,
                "requested": one.requested,
                "available": one.available,
                "away": one.away,
                "over": one.over,
            }
            for one in self.weeks
        ]

    def describe(self, language: Language = "en") -> str:
        """Say how many people are claimed for more than they have, in how many weeks."""
        over = self.over()
        people = len({one.person for one in over})
        one = people == 1
        return message(
            "Van {first} tot en met {last}: {whom} wordt in {weeks} meer gevraagd dan er is.",
            "From {first} up to {last}: more is asked of {whom} than there is, in {weeks}.",
            first=self.first,
            last=self.last,
            whom=message(
                "van {people} persoon" if one else "van {people} mensen",
                "{people} person" if one else "{people} people",
                people=people,
            ),
            weeks=message(
                "{weeks} persoonsweek" if len(over) == 1 else "{weeks} persoonsweken",
                "{weeks} person-week" if len(over) == 1 else "{weeks} person-weeks",
                weeks=len(over),
            ),
        ).text(language)


def hours_claimed(dossier: Dossier, *, first: date, last: date) -> ClaimedHours:
    """Add up what is claimed of each person, week by week, and what that person has.

    A week runs from Monday to Sunday, and its hours lie on Monday to Friday in equal parts: an
    assignment in force on three of those days counts for three fifths of its hours. It counts
    only while the person is employed (always, where no employment is known); withdrawn hours
    never count. What someone has is contract less fixed work, on the days of employment, less
    absence.

    Args:
        dossier: People, assignments and absences.
        first: A day in the first week.
        last: A day in the last week.

    Returns:
        A row for every person that has contract hours or an assignment in one of the weeks, for
        every week. Takes time linear in people × weeks and in assignments × weeks.

    Raises:
        BadValueError: One of the two is no day, or the first comes after the last.
    """
    if given_day(first, "first") > given_day(last, "last"):
        raise BadValueError(
            message(
                "de eerste dag, {first}, komt na de laatste, {last}; draai ze om",
                "the first day, {first}, comes after the last, {last}; turn them round",
                first=first,
                last=last,
            ),
            code="bad-period",
            field="first",
        )
    monday = days_from(first, -first.weekday())
    end = days_from(last, 6 - last.weekday())
    mondays = tuple(_mondays(monday, end))
    weeks: list[WeekClaim] = []
    for person in dossier.people:
        assignments = dossier.assignments_of(person.id)
        if person.contract_hours is None and not assignments:
            continue
        away = _away(dossier, person.id)
        weeks += (_week(person, assignments, away, day) for day in mondays)
    return ClaimedHours(first=monday, last=end, weeks=tuple(weeks))


def _away(dossier: Dossier, person: PersonId) -> _Away | None:
    """Return when someone is away and for how many hours; None where that is withheld."""
    if dossier.absences.is_withheld:
        return None
    absences = dossier.absences.by("person").get(person, ())
    return tuple((one.valid, one.hours_per_week) for one in absences)


def _mondays(monday: date, end: date) -> Iterator[date]:
    yield from map(date.fromordinal, range(monday.toordinal(), end.toordinal() + 1, _WEEK))


def _week(
    person: Person,
    assignments: Iterable[Assignment],
    away: _Away | None,
    monday: date,
) -> WeekClaim:
    employments = person.employment
    committed = requested = _NONE
    for one in assignments:
        if one.hours_per_week is None or one.status is Commitment.WITHDRAWN:
            continue
        hours = _part(one.hours_per_week, _days_employed(one.valid, employments, monday))
        if one.status is Commitment.COMMITTED:
            committed += hours
        else:
            requested += hours
    usual = None if away is None else _usual(person, monday)
    absent = _NONE if usual is None or away is None else _absent(person, usual, away, monday)
    return WeekClaim(
        person=person.id,
        unit=_unit(employments, monday),
        monday=monday,
        committed=committed,
        requested=requested,
        available=None if usual is None else usual - absent,
        away=absent,
    )


def _usual(person: Person, monday: date) -> Decimal | None:
    """Return the hours of a week that contract and fixed work leave; None without a contract."""
    if person.contract_hours is None:
        return None
    return _part(_full(person), _days_employed(Period(), person.employment, monday))


def _full(person: Person) -> Decimal:
    return max(_NONE, (person.contract_hours or _NONE) - (person.fixed_hours or _NONE))


def _absent(person: Person, usual: Decimal, away: _Away, monday: date) -> Decimal:
    """Return the hours of a week that absence takes, at most those that there are."""
    full = _full(person)
    lost = _NONE
    for period, hours in away:
        days = _days_employed(period, person.employment, monday)
        lost += _part(full if hours is None else min(hours, full), days)
    return min(usual, lost)


def _part(hours: Decimal, days: int) -> Decimal:
    """Return the hours of so many of the five working days; exact, since a fifth is."""
    return hours if days == _WORKING_DAYS else hours * days / _WORKING_DAYS


def _days_employed(period: Period, employments: tuple[Employment, ...], monday: date) -> int:
    """Return on how many of Monday to Friday a period holds while someone is employed."""
    if not employments:
        return _days(period, monday)
    if any(_days(one.valid, monday) == _WORKING_DAYS for one in employments):
        return _days(period, monday)
    days = (monday + timedelta(days=one) for one in range(_WORKING_DAYS))
    return sum(day in period and any(day in one.valid for one in employments) for day in days)


def _days(period: Period, monday: date) -> int:
    """Return on how many of Monday to Friday a period holds."""
    friday = monday + timedelta(days=_WORKING_DAYS - 1)
    start = max(period.first or monday, monday)
    end = min(period.last or friday, friday)
    return max(0, (end - start).days + 1)


def _unit(employments: tuple[Employment, ...], monday: date) -> UnitId | None:
    week = Period(first=monday, last=monday + timedelta(days=_WORKING_DAYS - 1))
    return next((one.unit for one in employments if one.valid.overlaps(week)), None)
