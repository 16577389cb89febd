from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opgavekern.base.errors import BadValueError
from opgavekern.model import Assignment, Dossier, Person
from opgavekern.teams import ClaimedHours, hours_claimed
from opgavekern.testing import a_dossier, a_person, a_team, an_absence, an_assignment

MONDAY = date(2026, 9, 7)
HOURS = st.integers(0, 160).map(lambda quarters: Decimal(quarters) / 4)
DAYS = st.integers(-20, 40).map(lambda n: MONDAY + timedelta(days=n))


def one_week(dossier: Dossier) -> ClaimedHours:
    """The week of 7 September 2026."""
    return hours_claimed(dossier, first=MONDAY, last=MONDAY)


def someone(**fields: object) -> Person:
    """Someone with 36 hours, 12 of them fixed."""
    return a_person(**{"contract_hours": "36", "fixed_hours": "12", **fields})


def claim(**fields: object) -> Assignment:
    """Ten hours of that person."""
    return an_assignment(
        **{"person": "person-1", "team": "team-1", "hours_per_week": "10", **fields}
    )


@st.composite
def claims(draw: st.DrawFn) -> list[Assignment]:
    """Assignments of one person, of any status and period."""
    made = []
    for number in range(draw(st.integers(0, 5))):
        days = sorted([draw(DAYS), draw(DAYS)])
        made.append(
            claim(
                id=f"a-{number}",
                hours_per_week=str(draw(HOURS)),
                valid=f"{days[0]}/{days[1]}",
                status=draw(st.sampled_from(["requested", "committed", "withdrawn"])),
            )
        )
    return made


@pytest.mark.parametrize(
    ("fields", "committed", "requested"),
    [
        ({"status": "committed"}, "10", "0"),
        ({"status": "requested"}, "0", "10"),
        ({"status": "withdrawn"}, "0", "0"),
        ({"status": "committed", "valid": "2026-09-09/.."}, "6", "0"),
        ({"status": "committed", "valid": "../2026-09-07"}, "2", "0"),
        ({"status": "committed", "valid": "2026-09-12/2026-09-13"}, "0", "0"),
    ],
    ids=["committed", "requested", "withdrawn", "from Wednesday", "only Monday", "a weekend"],
)
def test_hours_count_on_working_days(
    fields: dict[str, object], committed: str, requested: str
) -> None:
    """A fifth of the hours for each of Monday to Friday in force; withdrawn ones never."""
    dossier = a_dossier(someone(), a_team(), claim(**fields))
    (week,) = one_week(dossier).weeks
    assert (week.committed, week.requested) == (Decimal(committed), Decimal(requested))


@pytest.mark.parametrize(
    ("absences", "available"),
    [
        ([], "24"),
        ([{"valid": "2026-09-07/2026-09-08"}], "14.4"),
        ([{"valid": "2026-09-07/2026-09-11", "hours_per_week": "8"}], "16"),
        ([{"valid": "../.."}], "0"),
        ([{"valid": "../.."}, {"id": "b", "valid": "../.."}], "0"),
    ],
    ids=["none", "two days", "eight hours", "all week", "never below zero"],
)
def test_absence_takes_from_what_there_is(
    absences: list[dict[str, object]], available: str
) -> None:
    """Contract less fixed work, less absence."""
    away = [an_absence(**{"person": "person-1", **one}) for one in absences]
    (week,) = one_week(a_dossier(someone(), *away)).weeks
    assert week.available == Decimal(available)
    assert week.away == Decimal(24) - week.available


def test_what_is_too_much_through_absence_only_is_told_apart() -> None:
    """Someone with 24 hours, 8 of them away, of whom 30 are claimed: 14 too many, 6 if present."""
    away = an_absence(person="person-1", valid="../..", hours_per_week="8")
    dossier = a_dossier(someone(), a_team(), claim(hours_per_week="30"), away)
    (week,) = one_week(dossier).weeks
    assert (week.over, week.over_if_present) == (Decimal(14), Decimal(6))


def test_hours_end_with_the_employment() -> None:
    """An assignment that outlasts the employment counts no further; nor is anything there."""
    gone = someone(employment=[{"organisation": "o", "unit": "u", "valid": "../2026-09-08"}])
    (week,) = one_week(a_dossier(gone, a_team(), claim(status="committed"))).weeks
    assert (week.committed, week.available, week.unit) == (Decimal(4), Decimal("9.6"), "u")


def test_without_a_contract_too_much_is_unknown() -> None:
    """Where contract hours are not known, nothing is called too much."""
    dossier = a_dossier(a_person(), a_team(), claim(hours_per_week="168"))
    (week,) = one_week(dossier).weeks
    assert (week.available, week.over) == (None, 0)


def test_weeks_run_from_monday_to_sunday() -> None:
    """Any day stands for its week."""
    result = hours_claimed(a_dossier(someone()), first=date(2026, 9, 9), last=date(2026, 9, 14))
    assert (result.first, result.last) == (MONDAY, date(2026, 9, 20))
    assert [one.monday for one in result.weeks] == [MONDAY, date(2026, 9, 14)]


@given(claims(), st.randoms(use_true_random=False))
def test_order_changes_nothing(made: list[Assignment], random: object) -> None:
    """The order in which assignments are given does not matter."""
    shuffled = list(made)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert one_week(a_dossier(someone(), *made)) == one_week(a_dossier(someone(), *shuffled))


@given(claims())
def test_a_week_is_the_sum_of_its_days(made: list[Assignment]) -> None:
    """Hours by week equal hours by day, added up: exact, to the quarter of an hour and below."""
    dossier = a_dossier(someone(), *made)
    (week,) = one_week(dossier).weeks
    by_day = sum(
        (one.hours_per_week or Decimal(0)) / 5
        for one in made
        for day in range(5)
        if MONDAY + timedelta(days=day) in one.valid and one.status.value == "committed"
    )
    assert week.committed == by_day


@given(claims())
def test_a_part_never_claims_more_than_the_whole(made: list[Assignment]) -> None:
    """Taking an assignment out never adds hours."""
    (whole,) = one_week(a_dossier(someone(), *made)).weeks
    (part,) = one_week(a_dossier(someone(), *made[1:])).weeks
    assert part.claimed <= whole.claimed


def test_a_result_offers_rows_and_words() -> None:
    """Researchers get rows, readers a sentence in their language."""
    result = one_week(a_dossier(someone(), a_team(), claim(hours_per_week="30")))
    assert result.to_records()[0]["over"] == Decimal(6)
    assert "1 person than there is, in 1 person-week" in result.describe()
    assert "7 september 2026" in result.describe("nl")


def test_a_claim_is_counted_in_the_first_and_in_the_last_week_of_the_calendar() -> None:
    """The last week is cut off where the calendar ends, on a Friday; nothing overflows."""
    dossier = a_dossier(a_team(id="team-1"), someone(), claim(status="committed"))
    for day in (date.min, date.max):
        (week,) = hours_claimed(dossier, first=day, last=day).weeks
        assert week.committed == Decimal(10)
    assert hours_claimed(dossier, first=date.max, last=date.max).last == date.max


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2026-01-01", MONDAY, "first is str, no day"),
        (MONDAY, datetime(2026, 9, 7, tzinfo=UTC), "last is datetime, no day"),
        (MONDAY, None, "last is NoneType, no day"),
        (MONDAY, MONDAY - timedelta(days=1), "comes after the last, 6 September 2026"),
    ],
)
def test_days_that_are_none_or_turned_round_are_refused(first: Any, last: Any, said: str) -> None:
    """Nothing is answered about a period that nobody can mean."""
    with pytest.raises(BadValueError, match=said):
        hours_claimed(Dossier(), first=first, last=last)
