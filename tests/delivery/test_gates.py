from __future__ import annotations

import gc
import json
from collections.abc import Iterable
from datetime import date

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.draws import draws
from tests.governance.plugins import BOTH, Plugin, a_rule

from opgavekern.base.converting import structure, unstructure
from opgavekern.base.errors import BadValueError, OpgavekernError
from opgavekern.base.running import Limits
from opgavekern.baseline import plugin
from opgavekern.delivery import Gate, Gates, gates
from opgavekern.governance import Finding, Governance, check
from opgavekern.model import (
    Dossier,
    Header,
    Issue,
    IssueId,
    Lifecycle,
    Ref,
    UnknownIdError,
    WithheldError,
)
from opgavekern.testing import (
    a_budget_share,
    a_decision,
    a_dossier,
    a_goal,
    a_lifecycle,
    a_person,
    a_programme,
    a_programme_item,
    an_issue,
    dossiers,
)

pytestmark = pytest.mark.needs("testing")

ON = date(2026, 9, 1)
NL = Governance.activate([plugin()])


def life(**fields: object) -> Lifecycle:
    """A lifecycle of a municipality's own, with a gate before work begins."""
    return a_lifecycle(
        **{
            "statuses": [
                {"name": "kijken", "phase": "exploring"},
                {"name": "plannen", "phase": "programming"},
                {"name": "doen", "phase": "delivering", "label": "Aan de slag",
                 "gate_rules": ["NL-010", "NL-013"]},
                {"name": "wachten", "phase": "parked"},
            ],
            **fields,
        }
    )  # fmt: skip


def at(status: str, **fields: object) -> Issue:
    """An issue in a status since January."""
    history = [{"status": status, "on": "2026-01-01"}]
    return an_issue(**{"lifecycle": "lifecycle-1", "history": history, **fields})


def before(*records: object, governance: Governance = NL) -> tuple[Gate, ...]:
    """The gates before the issues of a dossier."""
    return gates(a_dossier(*records), governance, on=ON).gates


GOAL, MONEY = a_goal(issues="issue-1"), a_budget_share(issue="issue-1", year=2026)


def test_a_gate_tells_what_rules_would_find_once_an_issue_went_through() -> None:
    """An issue that is not carried out yet is judged as if it were from today on."""
    dossier = a_dossier(at("plannen"), life(), GOAL)
    assert not [one for one in check(dossier, NL, on=ON).findings if one.code == "NL-013"]
    (gate,) = gates(dossier, NL, on=ON).gates
    assert (gate.source, gate.target, gate.title) == ("plannen", "doen", "Aan de slag")
    assert [one.code for one in gate.findings] == ["NL-013"]
    assert not gate.is_open


def test_the_collector_rests_while_rules_are_asked() -> None:
    """It would look in vain through all of the dossier; afterwards it works as before."""
    told = []

    def looking(*_: object) -> tuple[()]:
        told.append(gc.isenabled())
        return ()

    before(at("plannen"), life(), governance=Governance.activate([Plugin(a_rule(check=looking))]))
    assert told == [False, False]
    assert gc.isenabled()


def test_a_gate_opens_once_its_rules_find_nothing() -> None:
    """Goal and money are there: the issue may go on."""
    (gate,) = before(at("plannen"), life(), GOAL, MONEY)
    assert gate.is_open


def test_findings_about_another_issue_close_no_gate() -> None:
    """Two issues go through the same gate, and each is held by its own findings only."""
    second = at("plannen", id="issue-2")
    first, other = before(at("plannen"), second, life(), GOAL, MONEY)
    assert first.is_open
    assert {one.code for one in other.findings} == {"NL-010", "NL-013"}
    assert all(one.issues == ("issue-2",) for one in other.findings)


def test_a_rule_that_no_plugin_has_keeps_the_gate_shut() -> None:
    """What cannot be judged is not open."""
    (gate,) = before(at("plannen"), life(), GOAL, MONEY, governance=Governance())
    assert gate.unanswered == ("NL-010", "NL-013")
    assert not gate.is_open


def test_a_rule_that_did_not_run_keeps_the_gate_shut() -> None:
    """Withheld budget shares: whether there is money is unknown."""
    dossier = a_dossier(at("plannen"), life(), GOAL, MONEY).view(without=["budget_shares"])
    (gate,) = gates(dossier, NL, on=ON).gates
    assert gate.unanswered == ("NL-013",)


def test_a_limit_keeps_the_gate_shut_and_can_be_raised() -> None:
    """A rule that would find more than it may gives no answer, so that no gate opens by it."""
    two = a_dossier(at("plannen"), at("plannen", id="issue-2"), life(), MONEY)
    few = gates(two, NL, on=ON, limits=Limits(findings_per_rule=1))
    assert {one.unanswered for one in few.gates} == {("NL-010",)}
    assert {one.unanswered for one in gates(two, NL, on=ON).gates} == {()}


@pytest.mark.parametrize(
    ("status", "transitions", "targets"),
    [
        ("kijken", [], ["doen"]),
        ("doen", [], []),
        ("kijken", [("kijken", "plannen")], []),
        ("plannen", [("kijken", "plannen"), ("plannen", "doen")], ["doen"]),
        ("wachten", [("wachten", "doen")], ["doen"]),
    ],
)
def test_where_an_issue_may_go_is_what_its_lifecycle_says(
    status: str, transitions: list[tuple[str, str]], targets: list[str]
) -> None:
    """By its steps, or else by the usual order."""
    steps = [{"source": source, "target": target} for source, target in transitions]
    found = before(at(status), life(transitions=steps))
    assert [one.target for one in found] == targets


def test_a_phase_alone_is_the_status_that_amounts_to_it() -> None:
    """Who writes phases goes through the same gates."""
    issue = an_issue(
        lifecycle="lifecycle-1", history=[{"phase": "programming", "on": "2026-01-01"}]
    )
    assert [one.source for one in before(issue, life())] == ["plannen"]


def test_an_issue_without_status_lifecycle_or_future_has_no_gate() -> None:
    """Before its first status the first gate is told; over, or without lifecycle, none."""
    fresh = an_issue(lifecycle="lifecycle-1")
    assert [one.target for one in before(fresh, life())] == ["doen"]
    assert before(an_issue(history=[{"phase": "programming", "on": "2026-01-01"}])) == ()
    assert before(at("plannen", valid="2025"), life()) == ()
    assert gates(Dossier(), NL, on=ON).describe("nl").startswith("Op 1 september 2026 staat geen")
    over = [{"status": "plannen", "phase": "closed", "on": "2026-01-01"}]
    assert before(at("plannen", history=over), life()) == ()


def test_the_national_lifecycle_asks_for_a_mandate_first() -> None:
    """Its gates are those that practice asks for: sponsors, lead and decision."""
    exploring = [{"phase": "exploring", "on": "2026-01-01"}]
    issue = an_issue(lifecycle="nl", history=exploring, leads="person-1")
    (gate,) = before(issue, a_person())
    assert gate.target == "opdracht_vastgesteld"
    assert {one.code for one in gate.findings} == {"NL-001", "NL-002", "NL-004"}
    whole = attrs.evolve(
        an_issue(
            lifecycle="nl", history=exploring, leads="person-1", political_sponsors="person-1",
            official_sponsors="person-1", mandate={"decision": "decision-1"},
        )
    )  # fmt: skip
    assert before(whole, a_person(), a_decision(on="2026-08-01"))[0].is_open


def test_every_rule_before_a_national_status_is_a_rule_of_the_baseline() -> None:
    """No gate of the baseline asks for a rule that is not there."""
    facts, codes = NL.facts, {one.code for one in NL.rules}
    asked = [code for life in facts.lifecycles for one in life.statuses for code in one.gate_rules]
    asked += [code for method in facts.methods for one in method.steps for code in one.gate_rules]
    assert asked
    assert set(asked) <= codes


def test_what_cannot_be_asked_is_refused() -> None:
    """No day, another day than the result's, no such issue, issues withheld."""
    dossier = a_dossier(at("plannen"), life())
    with pytest.raises(OpgavekernError, match="on which day"):
        gates(attrs.evolve(dossier, header=Header()), NL)
    with pytest.raises(BadValueError, match="asked for"):
        gates(dossier, NL, on=ON, result=check(dossier, NL, on=date(2026, 1, 1)))
    with pytest.raises(UnknownIdError):
        gates(dossier, NL, issue=IssueId("issue-9"), on=ON)
    with pytest.raises(WithheldError):
        gates(dossier.view(without=["issues"]), NL, on=ON)


@settings(max_examples=draws(40))
@given(dossier=dossiers(max_records=15), day=st.dates())
def test_any_dossier_is_answered(dossier: Dossier, day: date) -> None:
    """A gate is open exactly where nothing keeps it shut; asking changes nothing; JSON keeps it."""
    digest = dossier.digest
    found = gates(dossier, NL, on=day)
    assert dossier.digest == digest
    assert gates(dossier, NL, on=day) == found
    assert structure(json.loads(json.dumps(unstructure(found))), Gates) == found
    for one in found.gates:
        assert one.is_open is (not one.findings and not one.unanswered)
        assert {each.code for each in one.findings} <= set(one.rules)
        assert found.describe("nl").count(one.issue.name)


@given(order=st.permutations([1, 2, 3]))
def test_an_issue_asked_about_alone_has_the_same_gate(order: list[int]) -> None:
    """Where the rules judge each issue by itself, who else goes through makes no difference."""
    issues = [at("plannen", id=f"issue-{number}") for number in order]
    dossier = a_dossier(*issues, life(), GOAL)
    every = {one.issue.ref.id: one for one in gates(dossier, NL, on=ON).gates}
    for id, gate in every.items():
        assert gates(dossier, NL, issue=IssueId(id), on=ON).gates == (gate,)


def test_a_finding_of_no_issue_keeps_gates_shut_where_something_is_withheld() -> None:
    """Of which issue a blocked action is cannot be told without its programme: so of any."""

    def blocked(dossier: Dossier, context: object) -> Iterable[Finding]:
        for one in dossier.programme_items:
            yield Finding(subject=Ref("programme_item", one.id), text=BOTH, remedy=BOTH)

    rule = a_rule("TST-001", blocked, reads=frozenset({"programme_items"}))
    governance = Governance.activate([Plugin(rule)])
    statuses = [{"name": "plannen", "phase": "defined"},
                {"name": "doen", "phase": "delivering", "gate_rules": ["TST-001"]}]  # fmt: skip
    dossier = a_dossier(
        at("plannen"), a_lifecycle(id="lifecycle-1", statuses=statuses),
        a_programme(id="p", issues=["issue-1"]), a_programme_item(programme="p"),
    )  # fmt: skip
    for known in (dossier, dossier.view(without=["programmes"])):
        (gate,) = gates(known, governance, on=ON).gates
        assert not gate.is_open
