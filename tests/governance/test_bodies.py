from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest
from tests.governance.plugins import BOTH, Plugin, a_rule
from tests.governance.test_rule_changes import change, nation, town

from opgavekern.base.texts import Text
from opgavekern.governance import (
    CheckResult,
    Depart,
    Fill,
    Finding,
    Governance,
    Layer,
    Tighten,
    bodies_of,
    check,
    recheck,
)
from opgavekern.model import KINDS, Dossier, Ref
from opgavekern.testing import (
    a_body,
    a_dossier,
    a_goal,
    a_meeting,
    a_person,
    a_portfolio,
    a_team,
    a_term,
    a_unit,
    an_ambition,
    an_area,
    an_assignment,
    an_effort,
    an_indicator,
    an_issue,
    an_observation,
    an_organisation,
)

pytestmark = pytest.mark.needs("standard", "testing")

DAY = date(2026, 9, 1)
SAID = Text(nl="{subject}: {most}", en="{subject}: {most}")


def a_region() -> Dossier:
    """Two towns, a province, a water authority and a housing association, and their issues."""
    return a_dossier(
        *(an_organisation(id=one) for one in ("amber", "basalt", "province", "water", "housing")),
        an_organisation(id="district-team", part_of="amber"),
        an_issue(id="of-amber", owners=["amber"]),
        an_issue(id="of-basalt", owners=["basalt"]),
        an_issue(id="of-both", owners=["amber", "basalt", "province"]),
        an_issue(id="of-water", owners=["water"]),
        an_issue(id="of-housing", owners=["housing"]),
        an_issue(id="of-team", owners=["district-team"]),
        an_issue(id="of-nobody"),
        a_goal(id="goal", issues=["of-basalt"]),
        an_indicator(id="indicator", goals=["goal"]),
        an_observation(id="observation", indicator="indicator"),
        a_unit(id="unit", organisation="amber"),
        a_person(id="p-1", employment=[
            {"organisation": "amber", "valid": {"last": "2025-12-31"}},
            {"organisation": "basalt", "valid": {"first": "2026-01-01"}},
        ]),
        a_team(id="team", issues=["of-water"]),
        an_assignment(id="assignment", person="p-1", team="team"),
        a_body(id="council", organisation="basalt"),
        a_meeting(id="meeting", body="council"),
        an_effort(id="effort", owner="unit:unit"),
        an_area(id="area"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("ref", "bodies"),
    [
        ("issue:of-both", {"amber", "basalt", "province"}),
        ("issue:of-nobody", set()),
        ("goal:goal", {"basalt"}),
        ("indicator:indicator", {"basalt"}),
        ("observation:observation", {"basalt"}),
        ("unit:unit", {"amber"}),
        ("person:p-1", {"amber", "basalt"}),
        ("assignment:assignment", {"water"}),
        ("meeting:meeting", {"basalt"}),
        ("effort:effort", {"amber"}),
        ("organisation:housing", {"housing"}),
        ("area:area", set()),
        ("issue:unknown", set()),
        ("nothing:x", set()),
    ],
)
def test_a_record_belongs_to_who_owns_what_it_hangs_on(ref: str, bodies: set[str]) -> None:
    """Owners of an issue, employers, organisations of units and bodies; else of what is above."""
    assert bodies_of(a_region(), Ref.from_text(ref)) == bodies


def test_who_employed_someone_depends_on_the_day() -> None:
    """On a day someone belongs to who employs them then."""
    person = Ref("person", "p-1")
    assert bodies_of(a_region(), person, on=date(2025, 12, 31)) == {"amber"}
    assert bodies_of(a_region(), person, on=date(2026, 1, 1)) == {"basalt"}


def test_what_is_withheld_tells_nothing() -> None:
    """A record of a withheld kind, or above which one is withheld, can be of any body."""
    region = a_region()
    assert bodies_of(region.view(without=["issues"]), Ref("goal", "goal")) == set()
    assert bodies_of(region.view(without=["goals"]), Ref("goal", "goal")) == set()


def test_every_kind_that_leads_to_a_body_is_followed() -> None:
    """The fields by which records hang on others exist, so that none was misspelt or renamed."""
    from opgavekern.governance.bodies import _OWN
    from opgavekern.governance.following import _HANGS_ON

    fields = {kind.name: {one.name for one in attrs.fields(kind.record)} for kind in KINDS}
    for kind, names in _HANGS_ON.items():
        assert set(names) <= fields[kind], kind
    assert set().union(*fields.values()) >= _OWN


def counted(dossier: Dossier, context: Any) -> Any:
    """Find every issue, and say by which number."""
    for issue in dossier.issues:
        values = {"most": context.parameters.most}
        yield Finding(subject=Ref("issue", issue.id), text=SAID, remedy=BOTH, values=values)


def found(result: CheckResult) -> dict[str, int]:
    """By which number each issue was judged."""
    return {one.subject.id: one.values["most"] for one in result.findings}


def region_plugins() -> list[Any]:
    """Each town fills the national number in its own way; the water authority tightens it."""
    return [
        nation(check=counted),
        town(change(Fill, "most", 5), name="amb", governs=frozenset({"amber"})),
        town(change(Fill, "most", 7), name="bas", governs=frozenset({"basalt"})),
        town(change(Tighten, "most", 1), name="wat", layer=Layer.WATER_AUTHORITY,
             governs=frozenset({"water"})),
        Plugin(a_rule("PRV-001"), name="prv", namespace="PRV", layer=Layer.PROVINCE,
               governs=frozenset({"province", "basalt"})),
    ]  # fmt: skip


def test_each_body_is_judged_by_its_own_rules() -> None:
    """An issue is judged by the numbers of its owners; what is nobody's, by those of each."""
    result = check(a_region(), Governance.activate(region_plugins()), on=DAY)
    national = [one for one in result.findings if one.code == "NAT-001"]
    assert {one.subject.id: one.values["most"] for one in national} == {
        "of-amber": 5,
        "of-basalt": 7,
        "of-both": 3,
        "of-housing": 3,
        "of-nobody": 3,
        "of-team": 5,
        "of-water": 1,
    }
    provincial = {one.subject.id for one in result.findings if one.code == "PRV-001"}
    assert provincial == {"of-basalt", "of-both", "of-nobody"}
    assert len({one.id for one in result.findings}) == len(result.findings)
    assert list(result.findings) == sorted(
        result.findings, key=lambda one: (one.code, one.subject, one.key)
    )


def noticed(dossier: Dossier, context: Any) -> Any:
    """Find every organisation."""
    for one in dossier.organisations:
        yield Finding(subject=Ref("organisation", one.id), text=BOTH, remedy=BOTH)


def test_a_partner_is_judged_by_whoever_has_to_do_with_it() -> None:
    """A town's rules may speak of a resident council; never of another town."""
    kinds = {"amber": "municipality", "basalt": "municipality", "elders": "resident_council"}
    region = a_dossier(*(an_organisation(id=id, kind=kind) for id, kind in kinds.items()))
    rule = a_rule("AMB-001", check=noticed, reads=frozenset({"organisations"}))
    own = Plugin(rule, name="amb", namespace="AMB", governs=frozenset({"amber"}))
    result = check(region, Governance.activate([own]), on=DAY)
    assert {one.subject.id for one in result.findings} == {"amber", "elders"}


def test_a_receipt_tells_for_whom_each_number_is() -> None:
    """A rule has an outcome for each way in which it is in force, with the bodies it is for."""
    result = check(a_region(), Governance.activate(region_plugins()), on=DAY)
    told = {
        (one.code, one.parameters["most"]): (one.bodies, one.elsewhere, one.findings)
        for one in result.receipt.rules
    }
    assert told == {
        ("NAT-001", "3"): (("province",), True, 3),
        ("NAT-001", "5"): (("amber",), False, 4),
        ("NAT-001", "7"): (("basalt",), False, 3),
        ("NAT-001", "1"): (("water",), False, 2),
        ("PRV-001", "3"): (("basalt", "province"), False, 3),
    }


def test_a_body_that_departs_departs_for_its_own_records_only() -> None:
    """What one town switched off stays on for the other, and for what they own together."""
    plugins = [
        nation(check=counted),
        town(change(Depart), name="amb", governs=frozenset({"amber"})),
        town(change(Fill, "most", 7), name="bas", governs=frozenset({"basalt"})),
    ]
    result = check(a_region(), Governance.activate(plugins), on=DAY)
    assert set(found(result)) == {"of-basalt", "of-both", "of-housing", "of-nobody", "of-water"}


def test_the_same_number_runs_once() -> None:
    """Where bodies set a number in the same way, or the rule's own, the rule runs once for them."""
    runs = []

    def noted(dossier: Dossier, context: Any) -> Any:
        runs.append(context.parameters.most)
        return counted(dossier, context)

    plugins = [
        nation(check=noted),
        town(change(Fill, "most", 5), name="amb", governs=frozenset({"amber"})),
        town(change(Fill, "most", 5), name="bas", governs=frozenset({"basalt"})),
    ]
    result = check(a_region(), Governance.activate(plugins), on=DAY)
    assert sorted(runs) == [3, 5]
    assert found(result)["of-both"] in (3, 5)
    assert found(result)["of-basalt"] == 5


def test_rechecking_knows_who_an_issue_belongs_to_now() -> None:
    """An issue that gets another owner is judged by that owner's numbers, as a whole check does."""
    governance = Governance.activate([*region_plugins()[1:], nation(check=counted, each="issues")])
    old = a_region()
    moved = attrs.evolve(old.issues["of-amber"], owners=("water",))  # type: ignore[index] # an id
    new = old.replace(moved, an_organisation(id="district-team", part_of="basalt"))
    before = check(old, governance, on=DAY)
    again = recheck(new, governance, since=before, on=DAY)
    assert again == check(new, governance, on=DAY)
    assert {"of-amber": 1, "of-team": 7}.items() <= {
        one.subject.id: one.values["most"] for one in again.findings if one.code == "NAT-001"
    }.items()
    assert recheck(old, governance, since=again, on=DAY) == before


def test_withheld_organisations_acquit_nobody() -> None:
    """Of what an organisation is part is unknown then, so that each body's rules look at it."""
    governance = Governance.activate([Plugin(governs=frozenset({"amber"}))])
    of_team = Ref("issue", "of-team")
    for dossier in (a_region(), a_region().view(without=["organisations"])):
        found = check(dossier, governance, on=DAY).findings
        assert of_team in {one.subject for one in found}


def test_two_ways_to_one_record_lead_to_the_same() -> None:
    """Portfolios of one term are of its body, whoever employs the people who hold them."""
    dossier = a_dossier(
        an_organisation(id="amber"),
        an_organisation(id="basalt"),
        a_term(id="term", organisation="amber"),
        a_person(id="person", employment=[{"organisation": "basalt"}]),
        a_portfolio(id="first", term="term"),
        a_portfolio(id="second", term="term", holders=[{"person": "person"}]),
        an_ambition(id="ambition", portfolios=["first", "second"]),
    )
    assert bodies_of(dossier, Ref("portfolio", "second")) == {"amber"}
    assert bodies_of(dossier, Ref("ambition", "ambition")) == {"amber"}
