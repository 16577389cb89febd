from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import pytest
from tests.governance.plugins import Plugin, a_rule

from opgavekern.base.errors import PluginError
from opgavekern.base.frozen import FrozenMap
from opgavekern.governance import (
    Basis,
    Dated,
    Depart,
    Fill,
    Governance,
    Layer,
    RuleStatus,
    Stricter,
    Tighten,
    check,
    parameter,
)
from opgavekern.model import Dossier, Period
from opgavekern.testing import a_dossier, an_issue

pytestmark = pytest.mark.needs("standard", "testing")

DAY = date(2026, 9, 1)
BASIS = Basis(reference="Verordening opgaven")


@attrs.frozen
class Numbers:
    """Parameters of every sort."""

    most: int = parameter(3, unit="issues", open_to=[Layer.MUNICIPALITY], tighten=Stricter.LOWER)
    least: Decimal | None = parameter(None, unit="hours", tighten=Stricter.HIGHER)
    closed: int = parameter(1, unit="days")
    dated: int = parameter(
        10,
        unit="days",
        tighten=Stricter.LOWER,
        dated=[
            Dated(first=date(2027, 1, 1), value=5, reference="Stb. 2026, 1"),
            Dated(first=date(2025, 1, 1), value=8, reference="Stb. 2024, 1"),
        ],
    )


@attrs.frozen
class Wide:
    """A parameter that every layer may fill and tighten."""

    most: int = parameter(3, unit="issues", open_to=Layer, tighten=Stricter.LOWER)


@attrs.frozen
class Eased:
    """The same, of a law that asks less from some day on."""

    most: int = parameter(
        2,
        unit="issues",
        open_to=Layer,
        tighten=Stricter.LOWER,
        dated=[Dated(first=date(2027, 1, 1), value=6, reference="Stb. 2026, 9")],
    )


def nation(**fields: Any) -> Plugin:
    rule = a_rule("NAT-001", **{"parameters": Numbers, "departable": True, **fields})
    return Plugin(rule, name="nat", namespace="NAT", layer=Layer.NATIONAL)


def town(*changes: Any, name: str = "town", **info: Any) -> Plugin:
    return Plugin(name=name, namespace=name.upper(), changes=changes, **info)


def change(sort: Any, *value: Any, rule: str = "NAT-001", **fields: Any) -> Any:
    """Make a change; a test names the parameter and the value, or neither."""
    named = dict(zip(("parameter", "value"), value, strict=False))
    return sort(**{"rule": rule, "basis": BASIS, **named, **fields})


def outcome(*plugins: Plugin, on: date = DAY, dossier: Dossier | None = None) -> Any:
    """Check by the plugins, and return what became of the rule."""
    found = a_dossier(an_issue()) if dossier is None else dossier
    return check(found, Governance.activate([nation(), *plugins]), on=on).receipt.rules[0]


@pytest.mark.parametrize(
    ("made", "name", "expected"),
    [
        (change(Fill, "most", 5), "most", "5"),
        (change(Tighten, "most", 2), "most", "2"),
        (change(Tighten, "least", Decimal("1.5")), "least", "1.5"),
        (change(Depart, "closed", 9), "closed", "9"),
        (change(Tighten, "dated", 7), "dated", "7"),
        (change(Fill, "most", 5, valid=Period(first=date(2026, 9, 2))), "most", "3"),
        (change(Fill, "most", 5, valid=Period(last=date(2026, 8, 31))), "most", "3"),
    ],
)
def test_a_rule_runs_by_the_numbers_in_force(made: Any, name: str, expected: str) -> None:
    """What a lower layer decided holds, from its first day to its last."""
    assert outcome(town(made)).parameters[name] == expected


def test_a_receipt_says_who_set_a_number() -> None:
    """Each number that is not the rule's own comes with the layer and the plugin that set it."""
    found = outcome(town(change(Fill, "most", 5)))
    said = {"how": "filled", "layer": ["municipality"], "plugin": ["town"]}
    assert found.set_by["most"] == FrozenMap(said)
    assert set(found.set_by) == {"most", "dated"}


@pytest.mark.parametrize(
    ("on", "expected"),
    [(date(2024, 12, 31), "10"), (date(2025, 1, 1), "8"), (date(2027, 1, 1), "5")],
)
def test_a_number_changes_on_its_day(on: date, expected: str) -> None:
    """A rule whose number changed is one rule with dated values."""
    assert outcome(on=on).parameters["dated"] == expected
    tightened = outcome(town(change(Tighten, "dated", 6)), on=on)
    assert tightened.parameters["dated"] == min(expected, "6", key=int)


def test_a_rule_that_was_departed_from_stays_listed() -> None:
    """It gives no findings, and the receipt says that somebody departed from it."""
    result = check(
        a_dossier(an_issue()), Governance.activate([nation(), town(change(Depart))]), on=DAY
    )
    assert result.findings == result.failures == ()
    assert [one.status for one in result.receipt.rules] == [RuleStatus.DEPARTED]


@pytest.mark.parametrize(
    ("made", "told"),
    [
        ("a change", "str is no Fill"),
        (change(Fill, "most", 5, rule=7), "rule is int"),
        (change(Fill, "most", 5, basis="law"), "basis is str"),
        (change(Fill, "most", 5, basis=Basis(reference=" ")), "does not say where"),
        (change(Fill, "most", 5, valid=None), "valid is NoneType"),
        (change(Fill, 5, 5), "parameter is int"),
        (change(Fill, "most", [5]), "can still change"),
        (change(Fill, "most", 5, rule="NAT-01"), 'no rule "NAT-01".*NAT-001'),
        (change(Fill, "mots", 5), 'no parameter "mots".*"most"'),
        (change(Fill, "most", "5"), "most cannot be '?\"?5.*str"),
        (change(Fill, "most", True), "most cannot be"),
        (change(Fill, "most", None), "most cannot be"),
        (change(Fill, "closed", 5), "does not open closed to municipality.*nobody"),
        (change(Tighten, "closed", 5), "does not say which way closed"),
        (change(Tighten, "least", None), "does not say which way least"),
        (change(Tighten, "most", 4), "most = 4 asks less than is allowed.*most = 3.*nat"),
        (change(Depart, "clsoed", 4), "no parameter"),
    ],
    ids=str,
)
def test_a_change_that_does_not_fit_is_refused(made: Any, told: str) -> None:
    """The error says who, which rule, what is wrong and what to do."""
    with pytest.raises(PluginError, match=rf"(?s)town.*opgavekern_rule_changes.*{told}"):
        Governance.activate([nation(), town(made)])


def test_what_allows_no_departure_is_not_departed_from() -> None:
    """A rule that does not say that it allows it, stands."""
    with pytest.raises(PluginError, match="nobody may depart from NAT-001"):
        Governance.activate([nation(departable=False), town(change(Depart))])


def test_only_rules_of_a_layer_above_are_changed() -> None:
    """A province does not change what a water authority says, nor a plugin its own rules."""
    own = Plugin(
        a_rule("PRV-001", parameters=Numbers, departable=True),
        name="prv", namespace="PRV", layer=Layer.PROVINCE,
    )  # fmt: skip
    for layer in (Layer.PROVINCE, Layer.WATER_AUTHORITY, Layer.NATIONAL):
        with pytest.raises(PluginError, match="does not stand over this one"):
            Governance.activate([own, town(change(Depart, rule="PRV-001"), layer=layer)])
    Governance.activate([own, town(change(Depart, rule="PRV-001"))])


def test_a_change_that_is_overtaken_later_is_no_error() -> None:
    """Whoever asked more than the law keeps what the law asks once that is more."""
    plugins = [nation(), town(change(Tighten, "dated", 6))]
    Governance.activate(plugins)
    late = change(Tighten, "dated", 6, valid=Period(first=date(2027, 1, 1)))
    with pytest.raises(PluginError, match=r"dated = 6 asks less.*dated = 5 holds on 1 Jan"):
        Governance.activate([nation(), town(late)])


def test_what_a_province_tightened_no_town_fills_with_less() -> None:
    """A parameter that is open to a town is open as far as the layer in between leaves it."""
    province = town(change(Tighten, "most", 2), name="prov", layer=Layer.PROVINCE)
    with pytest.raises(PluginError, match=r"most = 3 asks less.*most = 2.*prov"):
        Governance.activate([nation(), province, town(change(Fill, "most", 3))])
    assert outcome(province, town(change(Fill, "most", 1))).parameters["most"] == "1"
    assert outcome(province, town(change(Depart, "most", 9))).parameters["most"] == "9"


def test_a_departure_takes_away_what_a_layer_above_it_tightened() -> None:
    """Below a departure a parameter is as open as the rule left it."""
    province = town(change(Tighten, "most", 2), name="prov", layer=Layer.PROVINCE)
    project = town(change(Fill, "most", 7), name="proj", layer=Layer.PROJECT)
    wide = nation(parameters=Wide)
    activated = Governance.activate([wide, province, town(change(Depart, "most", 9)), project])
    receipt = check(a_dossier(an_issue()), activated, on=DAY).receipt
    assert receipt.rules[0].parameters["most"] == "7"
    with pytest.raises(PluginError, match=r"most = 7 asks less"):
        Governance.activate([wide, province, project])


def test_what_is_overtaken_is_a_floor_all_the_same() -> None:
    """A province that asks less than the law for a while still bounds what a town may fill."""
    law = nation(parameters=Eased)
    province = town(change(Tighten, "most", 4), name="prov", layer=Layer.PROVINCE)
    fill = town(change(Fill, "most", 5), layer=Layer.MUNICIPALITY)
    with pytest.raises(PluginError, match=r"most = 5 asks less than is allowed; most = 4.*prov"):
        Governance.activate([law, province, fill])
    allowed = town(change(Fill, "most", 4), layer=Layer.MUNICIPALITY)
    for on, expected in ((DAY, "4"), (date(2028, 1, 1), "4")):
        activated = Governance.activate([law, province, allowed])
        receipt = check(a_dossier(an_issue()), activated, on=on).receipt
        assert receipt.rules[0].parameters["most"] == expected


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (change(Fill, "most", 2), change(Fill, "most", 1), "most = 2.*most = 1"),
        (change(Fill, "most", 2), change(Tighten, "most", 1), "most = 2.*most = 1"),
        (change(Depart), change(Fill, "most", 2), "the rule is off.*most = 2"),
    ],
)
def test_two_plugins_of_one_layer_do_not_contradict(one: Any, other: Any, told: str) -> None:
    """Both sides and both values are named, whatever the order; not where records differ."""
    first, second = town(one, name="aaa"), town(other, name="bbb")
    for plugins in ([first, second], [second, first]):
        with pytest.raises(PluginError, match=rf"(?s)aaa.*{told}"):
            Governance.activate([nation(), *plugins])
    apart = [town(one, name="aaa", governs=frozenset({"a"})),
             town(other, name="bbb", governs=frozenset({"b"}))]  # fmt: skip
    Governance.activate([nation(), *apart])
    later = attrs.evolve(other, valid=Period(first=date(2030, 1, 1)))
    early = attrs.evolve(one, valid=Period(last=date(2029, 12, 31)))
    Governance.activate([nation(), town(early, name="aaa"), town(later, name="bbb")])


@pytest.mark.parametrize(
    "made",
    [
        {"open_to": ["municipality"]},
        {"tighten": "lower"},
        {"unit": 3},
        {"dated": [Dated(first="2026", value=1, reference="act")]},  # type: ignore[arg-type] # on purpose
        {"dated": [Dated(first=DAY, value=1, reference="")]},
        {"dated": [Dated(first=DAY, value="1", reference="act")]},
        {"dated": [Dated(first=DAY, value=n, reference="act") for n in (1, 2)]},
    ],
    ids=str,
)
def test_a_parameter_that_is_not_described_well_is_refused(made: Any) -> None:
    """What a parameter says of itself is of the right type, and each day has one value."""
    fields: dict[str, Any] = {"most": parameter(3, **{"unit": "issues", **made})}
    cls = attrs.make_class("Badly", fields, frozen=True)
    cls.__annotations__ = {"most": int}
    with pytest.raises(PluginError, match=r"NAT-001.*most"):
        Governance.activate([nation(parameters=cls)])
