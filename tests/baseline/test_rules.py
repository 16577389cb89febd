"""Every rule of the baseline, tried from three sides."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from tests.baseline.cases import (
    delivery,
    goals,
    mandates,
    means,
    meetings,
    people,
    vocabulary,
    voices,
)
from tests.baseline.cases.case import DAY, Case
from tests.draws import draws

from opgavekern.baseline import plugin
from opgavekern.baseline.rules import RULES
from opgavekern.governance import Finding, Governance, Rule, RuleKind, check
from opgavekern.model import Dossier, Record, Ref
from opgavekern.testing import (
    a_body,
    a_dossier,
    a_method,
    a_participation_level,
    a_participation_moment,
    a_role,
    a_waiver,
    an_absence,
    an_assignment,
    an_issue,
    assert_judges_each,
    dossiers,
)

CASES = (
    *mandates.CASES,
    *delivery.CASES,
    *people.CASES,
    *means.CASES,
    *goals.CASES,
    *voices.CASES,
    *meetings.CASES,
    *vocabulary.CASES,
)
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def found(dossier: Dossier, code: str) -> list[Finding]:
    """Check a dossier as people do, and return what one rule found."""
    governance = Governance.activate([plugin()])
    result = check(dossier.over(governance.facts), governance, on=DAY)
    assert not result.failures, [one.text() for one in result.failures]
    return [one for one in result.findings if one.code == code]


@each_case
def test_what_breaks_a_rule_is_found(case: Case) -> None:
    """The dossier that breaks it gives one finding, about what is wrong."""
    (finding,) = found(case.breaks, case.code)
    assert finding.subject == case.about


@each_case
def test_the_remedy_removes_the_finding(case: Case) -> None:
    """What the finding says to do, once done, makes it go away."""
    mended = case.breaks.replace(*case.mended_by, without=case.mended_without)
    assert found(mended, case.code) == []


@each_case
def test_the_border_lies_where_the_rule_says(case: Case) -> None:
    """A day, an hour or a step further decides."""
    assert bool(found(case.border, case.code)) is case.border_found


@each_case
def test_texts_are_whole_in_both_languages(case: Case) -> None:
    """Every place for a value is filled, in message and remedy, in Dutch and English."""
    (finding,) = found(case.breaks, case.code)
    for said in (finding.message, finding.advice):
        for text in (said.text("nl"), said.text("en")):
            assert "{" not in text
            assert text[0].isupper()
            assert text.endswith(".")


@settings(max_examples=draws(60))
@given(dossier=dossiers(max_records=8))
def test_what_judges_each_judges_it_alone(dossier: Dossier) -> None:
    """A rule that says `each` finds the same of one record whatever others there are."""
    for rule in RULES:
        assert_judges_each(rule, dossier, on=DAY)


@each_case
def test_what_judges_each_finds_it_alone(case: Case) -> None:
    """So too where there is something to find, beside records that are in order."""
    (rule,) = (one for one in RULES if one.code == case.code)
    whole = case.breaks.over(plugin().opgavekern_facts())
    assert_judges_each(rule, whole, on=DAY)
    assert_judges_each(rule, whole.replace(*case.mended_by), on=DAY)


def test_who_is_in_office_is_judged_once_someone_is_recorded() -> None:
    """Where no member of the executive is recorded, no sponsor is out of office."""
    whole = mandates.dossier(political_sponsors="person-4")
    assert found(whole, "NL-005")
    assert not found(whole.replace(without=[Ref("appointment", "person-1.wethouder")]), "NL-005")


def test_what_a_team_can_is_judged_once_some_level_is_recorded() -> None:
    """Where no level of the team is recorded, no competency is said to be missing."""
    assert not found(people.skilled(None), "NL-030")


@pytest.mark.parametrize(("code", "held"), [("NL-030", 2), ("NL-031", 3)])
def test_of_a_team_of_one_no_level_is_told(code: str, held: int) -> None:
    """A finding about a team of one would tell what one person can; of two it is about a team."""
    team = people.skilled(held, count=2)
    assert found(team, code)
    alone = [Ref("assignment", "person-9.team-1")]
    assert not found(team.replace(without=alone), code)


def test_a_step_still_to_be_made_is_not_judged() -> None:
    """What is planned for tomorrow, or repeats a status, breaks no lifecycle."""
    life = vocabulary.life()
    for second in ({"status": "eind", "on": "2026-09-02"}, {"status": "begin", "on": "2026-09-01"}):
        history = [{"status": "begin", "on": "2026-01-01"}, second]
        issue = an_issue(lifecycle="lifecycle-1", history=history)
        assert not found(a_dossier(issue, life), "NL-101")


@pytest.mark.parametrize(("held", "is_found"), [("2026-09-01", True), ("2026-09-02", False)])
def test_what_has_a_day_of_its_own_uses_what_is_in_force_then(held: str, is_found: bool) -> None:
    """A moment yet to come is not judged, and one that was is judged by its own day."""
    moment = a_participation_moment(level="old", on=held)
    for valid, expected in (("../2026-08-31", is_found), ("../2026-09-02", False)):
        rung = a_participation_level(id="old", valid=valid)
        assert bool(found(a_dossier(moment, rung), "NL-102")) is expected


@pytest.mark.parametrize(
    "user",
    [
        an_assignment(role="old", valid="2026"),
        a_waiver(granted_by="old", granted_on="2026-09-01", expires_on="2027-01-01"),
        a_method(steps=[{"name": "one", "roles": ["old"]}]),
        an_issue(roles=[{"role": "old"}]),
    ],
    ids=lambda one: type(one).__name__,
)
def test_whatever_names_a_role_names_one_in_force(user: Record) -> None:
    """An assignment, a waiver, a step and a demand alike use a role of that day."""
    for valid, is_found in (("../2026-08-31", True), ("../2026-09-01", False)):
        assert bool(found(a_dossier(user, a_role(id="old", valid=valid)), "NL-102")) is is_found


def test_a_change_of_status_uses_the_body_of_its_day() -> None:
    """What was decided by a body that was there then is in order, though it was abolished since."""
    for on, is_found in (("2026-01-31", False), ("2026-02-01", True)):
        issue = an_issue(history=[{"phase": "delivering", "on": on, "body": "old"}])
        dossier = a_dossier(issue, a_body(id="old", valid="../2026-01-31"))
        assert bool(found(dossier, "NL-102")) is is_found


@pytest.mark.parametrize(("phase", "is_found"), [("delivering", True), ("closed", False)])
def test_an_issue_that_is_over_may_use_what_was(phase: str, is_found: bool) -> None:
    """Its lifecycle may be abolished after it."""
    issue = an_issue(lifecycle="lifecycle-1", history=[{"phase": phase, "on": "2026-01-01"}])
    dossier = a_dossier(issue, vocabulary.life(valid="../2026-08-31"))
    assert bool(found(dossier, "NL-102")) is is_found


@pytest.mark.parametrize(("weeks", "is_found"), [(3, False), (4, True)])
def test_work_waits_for_a_short_absence(weeks: int, is_found: bool) -> None:
    """Hours claimed of someone who is away count from four weeks on."""
    until = DAY - timedelta(days=2) + timedelta(weeks=weeks)
    away = an_absence(person="person-1", valid=f"2026-08-31/{until}")
    whole = people.claimed("24").replace(away)
    assert bool(found(whole, "NL-020")) is is_found


def test_every_rule_is_tried() -> None:
    """No rule is without a case."""
    assert {rule.code for rule in RULES} == {case.code for case in CASES}


def test_the_baseline_holds_what_managers_ask_for() -> None:
    """At least fifteen rules, of which at least eight relate three or more kinds of record."""
    assert len(RULES) >= 15
    assert sum(len(rule.reads - {"lifecycles"}) >= 3 for rule in RULES) >= 8


@each_rule
def test_a_rule_of_law_names_its_article(rule: Rule[object]) -> None:
    """What claims to be law says which act and which article."""
    if rule.kind is RuleKind.LAW:
        assert rule.basis.article
        assert "BWBR" in rule.basis.address


@each_rule
def test_an_empty_dossier_breaks_nothing(rule: Rule[object]) -> None:
    """Nothing known is nothing wrong."""
    assert found(Dossier(), rule.code) == []


@pytest.mark.parametrize("day", [date.min, date.max])
def test_every_rule_answers_on_the_first_and_last_day_of_the_calendar(day: date) -> None:
    """Looking so many days ahead or back ends where the calendar does."""
    governance = Governance.activate(["nl"])
    for case in CASES:
        assert check(case.breaks, governance, on=day).failures == ()
