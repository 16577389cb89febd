from __future__ import annotations

import itertools
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.governance.plugins import Plugin, a_rule

from opgavekern.base.errors import PluginError
from opgavekern.governance import (
    ActivePlugin,
    Basis,
    Governance,
    Layer,
    MergeFact,
    PluginInfo,
    RenameFact,
    RetireFact,
    WaiverStatus,
    check,
    explain,
)
from opgavekern.governance.fact_changing import FactsInForce, facts_in_force
from opgavekern.governance.loading import told_of
from opgavekern.model import Dossier, Ref, RoleId
from opgavekern.model.shape import redirected
from opgavekern.testing import (
    a_dossier,
    a_method,
    a_person,
    a_role,
    a_waiver,
    an_appointment,
    an_issue,
)

pytestmark = pytest.mark.needs("standard", "testing")

BASIS = Basis(reference="Besluit van het college")
ROLES = ("adviser", "director", "liaison", "manager")


def role(name: str) -> Ref:
    return Ref("role", name)


def nation() -> Plugin:
    """Four roles, and a method of which a step is for two of them."""
    steps = [{"name": "Stap", "roles": ["liaison", "manager"]}]
    facts = a_dossier(
        *(a_role(id=one, name=one) for one in ROLES), a_method(id="method", steps=steps)
    )
    return Plugin(name="nat", namespace="NAT", layer=Layer.NATIONAL, facts=facts)


def town(*changes: Any, name: str = "town", facts: Dossier | None = None, **info: Any) -> Plugin:
    rule = a_rule(f"{name.upper()}-001")
    return Plugin(
        rule, name=name, namespace=name.upper(), fact_changes=changes, facts=facts, **info
    )


def rename(record: str, name: str) -> RenameFact:
    return RenameFact(record=role(record), basis=BASIS, name=name)


def retire(record: str) -> RetireFact:
    return RetireFact(record=role(record), basis=BASIS)


def merge(record: str, into: str) -> MergeFact:
    return MergeFact(record=role(record), basis=BASIS, into=role(into))


def facts(*plugins: Plugin) -> Dossier:
    return Governance.activate([nation(), *plugins]).facts


def names(found: Dossier) -> dict[str, str]:
    return {str(one.id): one.name for one in found.roles}


def test_a_town_gives_a_role_its_own_name() -> None:
    """The id stays, so that whatever refers to it does so still."""
    assert names(facts(town(rename("liaison", "wijkverbinder"))))["liaison"] == "wijkverbinder"


def test_what_is_retired_is_not_laid_under_a_dossier() -> None:
    """A dossier that refers to it all the same is told, as of anything that is not there."""
    plugins = [nation(), town(retire("adviser"))]
    assert "adviser" not in names(Governance.activate(plugins).facts)
    own = a_dossier(a_person(id="p"), an_appointment(person="p", role="adviser"))
    (problem,) = own.over(Governance.activate(plugins).facts).unresolved()
    assert "adviser" in str(problem)


def test_what_refers_to_a_merged_record_refers_to_what_it_became() -> None:
    """In facts of the layer above, and in one's own; once where two became one."""
    mine = a_dossier(a_method(id="own", steps=[{"name": "S", "roles": ["liaison"]}]))
    found = facts(town(merge("liaison", "manager"), facts=mine))
    assert "liaison" not in names(found)
    assert [step.roles for one in found.methods for step in one.steps] == [("manager",)] * 2


def test_the_lowest_layer_names_last() -> None:
    """A province renames, a town below renames again; what one retired the other brings anew."""
    province = town(rename("manager", "P"), retire("adviser"), name="prov", layer=Layer.PROVINCE)
    mine = a_dossier(a_role(id="adviser", name="adviser"))
    found = names(facts(town(rename("manager", "T"), facts=mine), province))
    assert (found["manager"], found["adviser"]) == ("T", "adviser")


@pytest.mark.parametrize(
    ("made", "told"),
    [
        ("x", "str is no RenameFact"),
        (RenameFact(record="manager", basis=BASIS, name="x"), "record is str"),  # type: ignore[arg-type] # on purpose
        (RenameFact(record=role("manager"), basis=BASIS, name=" "), "new name.*is empty"),
        (RetireFact(record=role("manager"), basis=Basis(reference="")), "where it stands"),
        (rename("mangaer", "x"), r'role:mangaer is not there.*"role:manager"'),
        (merge("manager", "nobody"), "role:nobody is not there"),
        (merge("manager", "manager"), "which goes itself"),
        (
            MergeFact(record=role("manager"), basis=BASIS, into=Ref("method", "method")),
            "another kind",
        ),
        (retire("manager"), "role:manager is retired, but method:method refers to it"),
    ],
    ids=str,
)
def test_a_change_that_does_not_fit_is_refused(made: Any, told: str) -> None:
    """The error says who, which hook, what is wrong and what to do."""
    with pytest.raises(PluginError, match=rf"(?s)town opgavekern_fact_changes.*{told}"):
        facts(town(made))


def test_a_record_does_not_become_one_that_goes() -> None:
    """Neither in a circle, nor into what is retired."""
    for changes in ((merge("adviser", "director"), merge("director", "adviser")),
                    (merge("adviser", "director"), retire("director"))):  # fmt: skip
        with pytest.raises(PluginError, match="which goes itself"):
            facts(town(*changes))


def test_nobody_changes_what_his_own_layer_brings() -> None:
    """Only records of a layer above are changed."""
    mine = a_dossier(a_role(id="own"))
    with pytest.raises(PluginError, match="no layer above brings it"):
        facts(town(rename("own", "x"), facts=mine))


def test_two_plugins_contradict_only_where_they_govern_the_same() -> None:
    """Both sides are named; where they govern other records, the name above them stays."""
    one, other = rename("manager", "A"), rename("manager", "B")
    for plugins in itertools.permutations((town(one, name="aaa"), town(other, name="bbb"))):
        with pytest.raises(PluginError, match=r'(?s)aaa.*is called "A".*bbb.*is called "B"'):
            facts(*plugins)
    apart = (town(one, name="aaa", governs=frozenset({"a"})),
             town(other, name="bbb", governs=frozenset({"b"})))  # fmt: skip
    assert names(facts(*apart))["manager"] == "manager"
    same = (town(one, name="aaa"), town(one, name="bbb"))
    assert names(facts(*same))["manager"] == "A"


@st.composite
def several(draw: st.DrawFn) -> list[ActivePlugin]:
    """Draw plugins of three layers that change roles."""
    national = Governance.activate([nation()]).plugins[0]
    found = [national]
    layers = draw(st.lists(st.sampled_from((Layer.PROVINCE, Layer.MUNICIPALITY)), max_size=3))
    for number, layer in enumerate(layers):
        title = nation().opgavekern_plugin_info().title
        changes = draw(
            st.lists(
                st.builds(rename, st.sampled_from(ROLES), st.sampled_from("AB"))
                | st.builds(retire, st.sampled_from(ROLES))
                | st.builds(merge, st.sampled_from(ROLES), st.sampled_from(ROLES)),
                max_size=2,
            )
        )
        info = PluginInfo(
            name=f"p{number}", namespace="AA" + "A" * number, title=title, layer=layer,
            governs=frozenset(draw(st.sets(st.sampled_from("ab")))),
        )  # fmt: skip
        found.append(ActivePlugin(info=info, fact_changes=tuple(changes)))
    return found


@given(several(), st.randoms(use_true_random=False))
def test_order_does_not_matter_and_nothing_dangles(plugins: list[ActivePlugin], dice: Any) -> None:
    """Whatever the order of plugins the facts are the same, and refer to nothing that is gone."""

    def answer(given: list[ActivePlugin]) -> Any:
        try:
            return facts_in_force(given)
        except PluginError as error:
            return str(error)

    shuffled = list(plugins)
    dice.shuffle(shuffled)
    found = answer(plugins)
    assert answer(shuffled) == found
    if isinstance(found, FactsInForce):
        assert not Dossier.of(*found.records.values()).unresolved()


def test_references_are_redirected_at_any_depth() -> None:
    """References of their own kind only, in parts of a record too; others stay."""
    appointment = an_appointment(person="manager", role="manager")
    moved = redirected(appointment, {role("manager"): role("director")})
    assert (moved.person, moved.role) == ("manager", "director")
    assert redirected(appointment, {role("x"): role("y")}) is appointment


def test_what_became_one_thing_and_then_another_is_the_last() -> None:
    """Two layers merge in turn; who still speaks of the first speaks of what it is now."""
    steps = [{"name": "S", "roles": ["adviser"]}]
    plugins = [
        nation(),
        town(merge("adviser", "director"), name="prov", layer=Layer.PROVINCE),
        town(merge("director", "liaison")),
        town(name="proj", layer=Layer.PROJECT, facts=a_dossier(a_method(id="own", steps=steps))),
    ]
    found = Governance.activate(plugins).facts
    assert [step.roles for step in found.methods["own"].steps] == [("liaison",)]


def waived(granted_by: str, *plugins: Plugin) -> WaiverStatus:
    """What becomes of a waiver of a national rule that the manager may waive."""
    rule = a_rule("UPP-001", waivable_by=frozenset({RoleId("manager")}))
    upper = Plugin(rule, name="upp", namespace="UPP", layer=Layer.NATIONAL)
    waiver = a_waiver(
        rule="UPP-001", subject="issue:one", granted_by=granted_by, expires_on="2030-01-01"
    )
    governance = Governance.activate([nation(), upper, *plugins])
    result = check(a_dossier(an_issue(id="one"), waiver), governance, on=date(2026, 9, 1))
    assert set(explain(governance, "UPP-001", on=result.on).waivable_by) == (
        governance.rule("UPP-001").waivable_by
    )
    return result.waivers[0].status


def test_who_may_waive_follows_a_role_into_what_it_became() -> None:
    """A rule waivable by a manager is waived by the director, once a town made one of the two."""
    assert waived("manager") is WaiverStatus.ACTIVE
    assert waived("director") is WaiverStatus.REFUSED
    assert waived("director", town(merge("manager", "director"))) is WaiverStatus.ACTIVE
    assert waived("adviser", town(merge("manager", "director"))) is WaiverStatus.REFUSED
    assert waived("manager", town(rename("manager", "Teammanager"))) is WaiverStatus.ACTIVE


@pytest.mark.parametrize(
    ("change", "said", "remedy"),
    [
        (merge("manager", "director"), "role:manager became role:director", "Refer to role:direct"),
        (retire("adviser"), "role:adviser was retired", "put role:adviser in the dossier itself"),
    ],
    ids=["merged", "retired"],
)
def test_a_dossier_hears_what_became_of_a_record(change: Any, said: str, remedy: str) -> None:
    """A reference to what a plugin took out says by which, on what basis and into what."""
    governance = Governance.activate([nation(), town(change)])
    dossier = a_dossier(a_person(id="p"), an_appointment(person="p", role=change.record.id))
    (problem,) = told_of(dossier.over(governance.facts), governance)
    assert problem.message.text() == f"{said}, by town (Besluit van het college)"
    assert problem.remedy is not None
    assert remedy in problem.remedy.text()
    assert problem.path == ("role",)
    assert (problem.kind, problem.code) == ("appointment", "unknown-id")
    own = a_dossier(a_person(id="p"), an_appointment(person="p", role="nobody"))
    (plain,) = told_of(own.over(governance.facts), governance)
    assert plain.message.text() == 'there is no role "nobody"'
