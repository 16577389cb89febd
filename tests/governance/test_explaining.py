from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest
from tests.governance.plugins import Plugin, a_rule
from tests.governance.test_bodies import a_region, counted, region_plugins
from tests.governance.test_rule_changes import BASIS, Numbers, change, nation, town

from opgavekern.base.errors import BadValueError
from opgavekern.base.texts import Text
from opgavekern.governance import (
    Depart,
    Fill,
    Governance,
    GovernanceComparison,
    Layer,
    ParameterOrigin,
    RuleDifferenceKind,
    RuleState,
    Severity,
    Tighten,
    check,
    compare_governances,
    explain,
    rules_in_force,
)
from opgavekern.model import OrganisationId, Period, from_plain, to_plain

pytestmark = pytest.mark.needs("standard", "testing")

DAY = date(2026, 9, 1)


def test_rules_in_force_tell_who_set_each_number() -> None:
    """Each number has its value, unit and by whose right it is so; the rule's own among them."""
    governance = Governance.activate([nation(), town(change(Fill, "most", 5))])
    (rule,) = rules_in_force(governance, on=DAY).rules
    told = {one.name: (one.value, one.origin, one.plugins) for one in rule.parameters}
    assert told == {
        "most": ("5", ParameterOrigin.FILLED, ("town",)),
        "least": ("", ParameterOrigin.DECLARED, ("nat",)),
        "closed": ("1", ParameterOrigin.DECLARED, ("nat",)),
        "dated": ("8", ParameterOrigin.DECLARED, ("nat",)),
    }
    most, _, _, dated = rule.parameters
    assert (most.unit, most.basis, most.layers) == ("issues", (BASIS,), (Layer.MUNICIPALITY,))
    assert dated.basis[0].reference == "Stb. 2024, 1"


@pytest.mark.parametrize(("governs", "said"), [("abc", "a, b and c"), ("abcd", "4 organisations")])
def test_many_whose_records_a_rule_is_for_are_counted(governs: str, said: str) -> None:
    """A province with its municipalities does not fill the screen."""
    plugin = Plugin(governs=frozenset(map(OrganisationId, governs)))
    (rule,) = rules_in_force(Governance.activate([plugin]), on=DAY).rules
    assert rule.whose.text() == said


def test_rules_in_force_tell_which_do_not_hold() -> None:
    """A rule that is not valid that day, or from which a town departs, stays listed as such."""
    old = nation(valid=Period(last=date(2025, 12, 31)))
    (rule,) = rules_in_force(Governance.activate([old]), on=DAY).rules
    assert rule.state is RuleState.NOT_VALID
    found = rules_in_force(Governance.activate([nation(), town(change(Depart))]), on=DAY)
    assert [one.state for one in found.rules] == [RuleState.DEPARTED]
    assert found.describe().endswith(": 0 of 1. Departed from: 1.")
    (made,) = found.rules[0].changes
    assert made.text() == ("town (municipality): departed, the rule is off; Verordening opgaven")


def test_rules_in_force_tell_for_whom() -> None:
    """What differs by body stands once for each way, in the receipt's own terms."""
    governance = Governance.activate(region_plugins())
    ways = [one for one in rules_in_force(governance, on=DAY).rules if one.code == "NAT-001"]
    result = check(a_region(), governance, on=DAY)
    assert [(one.bodies, one.elsewhere) for one in ways] == [
        (one.bodies, one.elsewhere) for one in result.receipt.rules if one.code == "NAT-001"
    ]
    assert [one.whose.text("en") for one in ways][:2] == ["province and all others", "amber"]


def test_an_explanation_is_the_whole_story() -> None:
    """Every change is told from the top, also what does not hold yet or has no effect."""
    later = change(Fill, "most", 7, valid=Period(first=date(2030, 1, 1)))
    province = town(change(Tighten, "dated", 9), name="prov", layer=Layer.PROVINCE)
    early = town(change(Tighten, "dated", 7), later, name="town")
    governance = Governance.activate([early, province, nation(check=counted)])
    result = check(a_region(), governance, on=DAY)
    found = explain(governance, "NAT-001", on=DAY, result=result)
    told = [(one.plugin, one.value, one.in_force, one.has_effect) for one in found.changes]
    assert told == [
        ("prov", "9", True, False),
        ("town", "7", True, True),
        ("town", "7", False, False),
    ]
    assert found.outcomes == result.receipt.rules
    assert found.ways == rules_in_force(governance, on=DAY).rules
    assert found.describe() == "NAT-001 Title is of nat (national); changes: 3."
    assert explain(governance, "NAT-001", on=DAY).outcomes == ()


def test_a_rule_that_is_not_there_has_a_near_miss() -> None:
    """A code that was misspelt is told with the one that may have been meant."""
    with pytest.raises(BadValueError, match=r'no rule "NAT-01".*Did you mean "NAT-001"'):
        explain(Governance.activate([nation()]), "NAT-01", on=DAY)


@pytest.mark.parametrize("day", ["2026-09-01", None])
def test_a_day_is_asked_for(day: Any) -> None:
    """What is no day is refused."""
    with pytest.raises(BadValueError):
        rules_in_force(Governance(), on=day)
    with pytest.raises(BadValueError):
        compare_governances(Governance(), Governance(), on=day)


def differing(found: GovernanceComparison) -> list[tuple[str, str, str, str]]:
    return [(one.code, one.kind.value, one.first, one.second) for one in found.differences]


def test_two_towns_are_compared_each_by_its_own_records() -> None:
    """What one filled, the other departed from, or only one has, is told with both values."""
    own = Plugin(a_rule("OWN-001"), name="own", namespace="OWN", layer=Layer.MUNICIPALITY)
    amber = Governance.activate([
        nation(), own,
        town(change(Fill, "most", 5), name="amb", governs=frozenset({"amber"})),
    ])  # fmt: skip
    basalt = Governance.activate([
        nation(), town(change(Depart), name="bas", governs=frozenset({"basalt"}))
    ])  # fmt: skip
    found = compare_governances(amber, basalt, on=DAY)
    assert (found.body, found.other_body, found.same) == ("amber", "basalt", 0)
    assert differing(found) == [
        ("NAT-001", "state", "in_force", "departed"),
        ("NAT-001", "parameter", "5", "3"),
        ("OWN-001", "only_first", "", ""),
    ]
    assert found.differences[0].second_by == ("bas",)
    assert found.differences[1].first_by == ("amb",)
    elsewhere = compare_governances(amber, basalt, on=DAY, body=OrganisationId("cobalt"),
                                    other_body=OrganisationId(""))  # fmt: skip
    assert differing(elsewhere) == [("OWN-001", "only_first", "", "")]


def test_two_days_are_compared() -> None:
    """A number that changes in time differs between its days, and nothing else does."""
    governance = Governance.activate([nation()])
    found = compare_governances(governance, governance, on=DAY, other_on=date(2027, 1, 1))
    assert differing(found) == [("NAT-001", "parameter", "8", "5")]
    same = compare_governances(governance, governance, on=DAY)
    assert (differing(same), same.same) == ([], 1)
    assert same.describe("nl") == "1 regels zijn gelijk; verschillen: geen."


def test_two_versions_are_compared() -> None:
    """A rule that reads otherwise, weighs more, or has other numbers differs in each of these."""
    cls = attrs.make_class(
        "Fewer", {"most": attrs.field(default=3), "more": attrs.field(default=1)}
    )
    new = nation(severity=Severity.BLOCKING, title=Text(nl="Anders", en="Other"), parameters=cls)
    found = compare_governances(Governance.activate([nation()]), Governance.activate([new]), on=DAY)
    fields = [(one.kind, one.field) for one in found.differences]
    assert fields == [
        *((RuleDifferenceKind.PARAMETER, name) for name in ("least", "closed", "dated", "more")),
        (RuleDifferenceKind.DECLARATION, "title"),
        (RuleDifferenceKind.DECLARATION, "severity"),
    ]


@pytest.mark.parametrize("made", ["rules", "story", "comparison"])
def test_answers_travel_and_have_rows(made: str) -> None:
    """Each answer comes back from its plain form, and each of its rows has the columns."""
    governance = Governance.activate(region_plugins())
    found: Any = {
        "rules": lambda: rules_in_force(governance, on=DAY),
        "story": lambda: explain(
            governance, "NAT-001", on=DAY, result=check(a_region(), governance, on=DAY)
        ),
        "comparison": lambda: compare_governances(governance, Governance(), on=DAY),
    }[made]()
    assert from_plain(type(found), to_plain(found)) == found
    rows = found.to_records()
    assert rows
    assert all(list(row) == list(found.COLUMNS) for row in rows)
    assert all(found.describe(language) for language in ("nl", "en"))


def test_numbers_of_every_type_are_told_as_text() -> None:
    """Several values are told after each other, none as nothing."""
    from opgavekern.governance.explaining import as_text

    assert [as_text(one) for one in ((1, 2), None, True, "x")] == ["1, 2", "", "True", "x"]
    assert Numbers().least is None
