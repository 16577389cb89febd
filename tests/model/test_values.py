from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given

from opgavekern.base.errors import BadValueError
from opgavekern.model import Duration, Involvement, IssueId, Money, Person, PersonId, StakeholderId
from opgavekern.testing import a, quarter_hours


@given(quarter_hours())
def test_quarter_hours_of_a_week_are_hours(hours: Decimal) -> None:
    """Any number of quarters from none to a whole week is taken."""
    assert Person(id=PersonId("p-1"), contract_hours=hours).contract_hours == hours


@pytest.mark.parametrize("hours", ["-0.25", "168.25", "36.1", "0.125", "1e9"])
def test_other_hours_are_refused(hours: str) -> None:
    """Less than none, more than a week, or no quarters: refused, and the field is named."""
    with pytest.raises(BadValueError) as caught:
        Person(id=PersonId("p-1"), fixed_hours=Decimal(hours))
    assert (caught.value.code, caught.value.field) == ("not-hours", "fixed_hours")


@pytest.mark.parametrize(
    ("position", "taken"), [(-1, True), (1, True), (-1.01, False), (1.01, False)]
)
def test_a_bounded_number_includes_its_bounds(position: float, taken: bool) -> None:
    """The border is in, one over and one under are out."""

    def made() -> Involvement:
        return Involvement(stakeholder=StakeholderId("s"), issue=IssueId("i"), position=position)

    if taken:
        assert made().position == position
    else:
        with pytest.raises(BadValueError, match="not between -1 and 1"):
            made()


def test_what_cannot_be_negative_is_refused_below_zero() -> None:
    """Nothing is taken; less than nothing is not."""
    assert Duration(likely=Decimal(0)).likely == 0
    with pytest.raises(BadValueError, match="below zero"):
        Duration(likely=Decimal("-0.1"))


def test_an_amount_is_written_as_euros() -> None:
    """Money may be said as a number; its price level is kept when it is given."""
    assert a(Money, euros="12.50") == Money(euros=Decimal("12.5"))
    assert a(Money, euros=-3, price_level=2026).price_level == 2026
