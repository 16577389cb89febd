from __future__ import annotations

import itertools
from datetime import date
from typing import Any

import pytest
from tests.governance.plugins import Plugin, a_rule
from tests.governance.test_bodies import counted, found
from tests.governance.test_rule_changes import change, nation, town

from opgavekern.base.errors import PluginError
from opgavekern.governance import (
    Basis,
    Depart,
    Fill,
    Governance,
    Layer,
    RenameFact,
    Tighten,
    check,
    explain,
    recheck,
    rules_in_force,
)
from opgavekern.model import Dossier, Ref
from opgavekern.testing import a_dossier, a_role, an_area, an_issue, an_organisation

pytestmark = pytest.mark.needs("testing")

DAY = date(2026, 9, 1)
DISTRICTS = a_dossier(
    an_area(id="north", level="district"),
    an_area(id="quarter", level="neighbourhood", parent="north"),
    an_area(id="south", level="district"),
)


def project(*changes: Any, areas: Any = frozenset({"north"}), **fields: Any) -> Plugin:
    """A project for some areas."""
    said = {"name": "prj", "namespace": "PRJ", "layer": Layer.PROJECT, **fields}
    return Plugin(changes=changes, governs_areas=areas, **said)


def issues() -> Dossier:
    """Issues of a town in areas, around them, and nowhere in particular."""
    where = {
        "in-north": ["north"],
        "in-quarter": ["quarter"],
        "in-block": ["block"],
        "in-south": ["south"],
        "in-both": ["north", "south"],
        "nowhere": [],
    }
    return a_dossier(
        an_organisation(id="amber", kind="municipality"),
        an_area(id="block", level="neighbourhood", parent="quarter"),
        *(an_issue(id=id, areas=areas, owners=["amber"]) for id, areas in where.items()),
    )


def activated(*plugins: Plugin) -> Governance:
    """Activate a national rule, a town that fills it, and others."""
    amber = town(change(Fill, "most", 5), name="amb", facts=DISTRICTS, governs=frozenset({"amber"}))
    return Governance.activate([nation(check=counted), amber, *plugins])


def test_a_plugin_governs_what_lies_in_its_areas() -> None:
    """A project's number is for its areas and those in them; a record in two is judged by both."""
    governance = activated(project(change(Depart, "most", 1)))
    assert found(check(issues(), governance, on=DAY)) == {
        "in-north": 1,
        "in-quarter": 1,
        "in-block": 1,
        "in-south": 5,
        "in-both": 5,
        "nowhere": 5,
    }
    off = check(issues(), activated(project(change(Depart))), on=DAY)
    assert set(found(off)) == {"in-south", "in-both", "nowhere"}


def test_a_rule_of_areas_is_for_their_records() -> None:
    """A project's own rule says nothing of what lies elsewhere, or of what may be anywhere."""
    own = Plugin(
        a_rule("PRJ-001"), name="prj", namespace="PRJ", layer=Layer.PROJECT,
        governs_areas=frozenset({"quarter"}),
    )  # fmt: skip
    governance = activated(own)
    result = check(issues(), governance, on=DAY)
    about = {one.subject.id for one in result.findings if one.code == "PRJ-001"}
    assert about == {"in-quarter", "in-block"}
    hidden = check(issues().view(without=["areas"]), governance, on=DAY)
    about = {one.subject.id for one in hidden.findings if one.code == "PRJ-001"}
    assert about == {"in-north", "in-quarter", "in-block", "in-south", "in-both"}
    assert recheck(issues(), governance, since=hidden, on=DAY) == result


def test_the_receipt_and_the_list_tell_where_a_number_holds() -> None:
    """Each way in which a rule is in force has the bodies and areas that it is for."""
    governance = activated(project(change(Depart, "most", 1)))
    told = {
        (one.parameters["most"], one.bodies, one.elsewhere, one.areas, one.outside)
        for one in check(issues(), governance, on=DAY).receipt.rules
    }
    assert told == {
        ("1", (), True, ("north",), False),
        ("1", ("amber",), False, ("north",), False),
        ("5", ("amber",), False, (), True),
        ("3", (), True, (), True),
    }
    words = [one.whose.text() for one in rules_in_force(governance, on=DAY).rules]
    assert words == ["all", "all, in north", "amber", "amber, in north"]
    (step,) = (one for one in explain(governance, "NAT-001", on=DAY).changes if one.plugin == "prj")
    assert step.has_effect


def test_plugins_of_areas_contradict_where_their_areas_meet() -> None:
    """Two projects may differ for areas apart; where one lies in the other both are named."""
    one = project(change(Depart, "most", 1))
    other = {"name": "oth", "namespace": "OTH"}
    apart = project(change(Depart, "most", 2), areas=frozenset({"south"}), **other)
    assert found(check(issues(), activated(one, apart), on=DAY))["in-south"] == 2
    within = project(change(Depart, "most", 2), areas=frozenset({"quarter"}), **other)
    with pytest.raises(PluginError) as refused:
        activated(one, within)
    assert "oth opgavekern_rule_changes: NAT-001: most = 2, and by prj most = 1" in str(
        refused.value
    )


def test_records_are_renamed_by_areas_too() -> None:
    """Two projects apart that name one role differently leave it as it was; nested ones may not."""
    role = a_dossier(a_role(id="lead", name="Lead"))

    def naming(called: str, area: str, **fields: Any) -> Plugin:
        renamed = RenameFact(record=Ref("role", "lead"), basis=Basis(reference="d"), name=called)
        return project(areas=frozenset({area}), fact_changes=[renamed], **fields)

    other = {"name": "oth", "namespace": "OTH"}
    above = Plugin(a_rule("UPP-001"), name="upp", namespace="UPP", facts=role)
    apart = activated(above, naming("One", "north"), naming("Two", "south", **other))
    assert apart.facts.name_of(Ref("role", "lead")) == "Lead"
    with pytest.raises(PluginError, match="for the same records"):
        activated(above, naming("One", "north"), naming("Two", "quarter", **other))


@pytest.mark.parametrize(
    ("areas", "said"),
    [
        (frozenset({"nort"}), 'an area that no plugin brings. Did you mean "north"?'),
        (frozenset({3}), "governs_areas has something that is no id of an area"),
        (("north",), "governs_areas is tuple, expected frozenset"),
        (itertools.repeat("north"), "governs_areas is repeat, expected frozenset"),
    ],
)
def test_areas_that_are_none_are_refused(areas: Any, said: str) -> None:
    """What is no area, or none that somebody brings, is refused with the plugin's name."""
    with pytest.raises(PluginError) as refused:
        activated(project(areas=areas))
    assert said in str(refused.value)
    assert str(refused.value).startswith("prj opgavekern_plugin_info: ")


def test_a_plugin_governs_organisations_or_areas() -> None:
    """Both at once would leave open whether a record must be of both or of one."""
    with pytest.raises(PluginError, match="leave out governs or governs_areas"):
        activated(project(change(Tighten, "most", 1), governs=frozenset({"amber"})))
