from __future__ import annotations

from datetime import date

import pytest

from opgavekern.baseline import plugin
from opgavekern.governance import Governance, ParameterInForce, rules_in_force
from opgavekern.governance.units import unit_said


def _numbers() -> list[ParameterInForce]:
    found = rules_in_force(Governance.activate([plugin()]), on=date(2026, 9, 1)).rules
    return [number for rule in found for number in rule.parameters]


@pytest.mark.parametrize("unit", sorted({one.unit for one in _numbers()}))
def test_what_national_numbers_are_counted_in_is_said_in_dutch(unit: str) -> None:
    """No English word among Dutch ones."""
    assert unit_said(unit).text("nl") != unit
    assert unit_said(unit).text("en") == unit


def test_a_unit_of_a_plugins_own_stays_as_it_is_written() -> None:
    """A plugin may write its units in Dutch."""
    assert unit_said("convenanten").text("nl") == unit_said("convenanten").text("en")
