from __future__ import annotations

import json
import pickle
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from opgavekern.base.converting import structure, unstructure
from opgavekern.base.errors import OpgavekernError
from opgavekern.comparing import Comparison, IssueMoves, Position, compare_dossiers
from opgavekern.governance import Governance, check
from opgavekern.model import ChangeType, Dossier, Header, Ref
from opgavekern.testing import (
    a_budget_programme,
    a_budget_share,
    a_dossier,
    a_goal,
    a_person,
    a_role,
    a_team,
    a_waiver,
    an_assignment,
    an_effort,
    an_issue,
    dossiers,
)

DAY = date(2026, 9, 1)
JUNE = date(2026, 6, 1)
NL = Governance.activate(["nl"])


def compare(old: Dossier, new: Dossier, **more: Any) -> Comparison:
    """Compare on one day unless the test is about days."""
    return compare_dossiers(old, new, **{"on": DAY, **more})


def the_issue(old: Dossier, new: Dossier, **more: Any) -> IssueMoves:
    """The one issue in which something moved."""
    (issue,) = compare(old, new, **more).issues
    return issue


def said(moves: Any, language: Any = "en") -> list[str]:
    return [one.text(language) for one in moves.parts()]


@given(dossiers(), dossiers())
def test_comparing_ends_and_travels(old: Dossier, new: Dossier) -> None:
    """Any two dossiers compare; the answer pickles, hashes, and goes to JSON and back."""
    found = compare(old, new)
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own bytes
    assert structure(json.loads(json.dumps(unstructure(found))), Comparison) == found
    assert hash(found) == hash(compare(old, new))
    assert all(isinstance(row["nl"], str) for row in found.to_records())
    assert bool(found) is (old != new)
    for moves in (*found.issues, found.others):
        assert all(line.strip() for tongue in ("nl", "en") for line in said(moves, tongue))


@given(dossiers())
def test_nothing_moves_between_equals(dossier: Dossier) -> None:
    """A dossier beside itself, or what was pickled of it, gives an empty answer."""
    again = pickle.loads(pickle.dumps(dossier))  # noqa: S301 - our own bytes
    assert not compare(dossier, again)
    assert "no differences" in compare(dossier, again).describe()


@given(dossiers(), dossiers())
def test_every_change_is_somewhere(old: Dossier, new: Dossier) -> None:
    """No changed record is lost: it stands under its issues, or under those that have none."""
    found = compare(old, new)
    shown = {one.ref for moves in (*found.issues, found.others) for one in moves.records}
    header = {Ref("dossier", "")} if found.header else set()
    assert shown | header == {one.ref for one in old.diff(new)}


def test_an_issue_moves_to_another_phase() -> None:
    """The phase of each dossier's own day; the history that says so is not said again."""
    old = a_dossier(an_issue(id="i", history=[{"phase": "exploring", "on": "2026-01-01"}]))
    more = [
        *({"phase": "exploring", "on": "2026-01-01"},),
        {"phase": "mandated", "on": "2026-08-01"},
    ]
    moves = the_issue(old, a_dossier(an_issue(id="i", history=more)))
    assert said(moves) == ["Phase: exploring → mandated."]
    assert said(moves, "nl") == ["Fase: verkennen → opdracht vastgesteld."]
    assert [field.path for field in moves.records[0].fields] == [("history",)]


def test_time_alone_moves_an_issue() -> None:
    """One dossier on two days: whose term ended in between has left, though nothing was typed."""
    sponsors = [
        {"person": "p-1", "valid": "../2026-06-30"},
        {"person": "p-2", "valid": "2026-07-01/.."},
    ]
    people = a_person(id="p-1", function="wethouder"), a_person(id="p-2")
    dossier = a_dossier(*people, an_issue(id="i", political_sponsors=sponsors))
    found = compare(dossier, dossier, old_on=JUNE)
    assert said(found.issues[0]) == [
        "No longer political sponsor: wethouder (p-1).",
        "New as political sponsor: person p-2.",
    ]
    assert "Between 1 June 2026 and 1 September 2026" in found.describe()
    assert not compare(dossier, dossier)


def test_who_came_and_who_left() -> None:
    """Team members too, by the days of their assignments; what was withdrawn does not count."""
    base = [an_issue(id="i"), a_team(id="t", issues=["i"]), a_person(id="p"), a_person(id="q")]
    old = a_dossier(*base, an_assignment(person="p", team="t"))
    new = a_dossier(
        *base,
        an_assignment(person="p", team="t", valid="../2026-08-31"),
        an_assignment(person="q", team="t"),
    )
    people = the_issue(old, new).people
    assert [(one.position, one.person, one.has_come) for one in people] == [
        (Position.MEMBER, "p", False),
        (Position.MEMBER, "q", True),
    ]
    gone = a_dossier(*base, an_assignment(person="p", team="t", status="withdrawn"))
    assert [one.has_come for one in the_issue(old, gone).people] == [False]


def test_money_by_programme_and_year() -> None:
    """Amounts are exact decimals, added up within a programme and year."""
    base = [an_issue(id="i"), a_budget_programme(id="b", name="Living")]
    share = {"issue": "i", "programme": "b", "year": 2027}
    old = a_dossier(*base, a_budget_share(**share, amount="0.10", id="x"))
    new = old.replace(
        a_budget_share(**share, amount="0.10", id="x"),
        a_budget_share(**share, amount="0.20", id="y"),
    )
    moves = the_issue(old, new)
    assert [(one.year, one.before, one.after) for one in moves.money] == [
        (2027, Decimal("0.10"), Decimal("0.30"))
    ]
    assert said(moves)[0] == "Money from Living, 2027: €0.10 → €0.30."


def test_an_unknown_amount_is_not_zero() -> None:
    """A share of which the amount is not known is none, never nothing."""
    base = [an_issue(id="i"), a_budget_programme(id="b")]
    share = {"issue": "i", "programme": "b", "year": 2027}
    old = a_dossier(*base, a_budget_share(**share))
    (money,) = the_issue(old, a_dossier(*base, a_budget_share(**share, amount="5"))).money
    assert (money.before, money.after) == (None, Decimal(5))


def test_hours_are_those_claimed() -> None:
    """Hours in the week of the day; also where only someone's employment changed."""
    base = [an_issue(id="i"), a_team(id="t", issues=["i"])]
    work = an_assignment(person="p", team="t", hours_per_week="8", status="committed")
    old = a_dossier(*base, a_person(id="p", employment=[{"organisation": "o"}]), work)
    left = a_person(id="p", employment=[{"organisation": "o", "valid": "../2026-09-01"}])
    moves = the_issue(old, old.replace(left))
    assert moves.hours is not None
    assert (moves.hours.committed_before, moves.hours.committed_after) == (8, Decimal("3.2"))
    assert said(moves) == ["Hours a week: 8 → 3.2 committed."]


def test_new_and_gone_issues() -> None:
    """Said as such; of one that is gone nobody is said to have left."""
    leads = {"leads": ["p"], "history": [{"phase": "exploring", "on": "2026-01-01"}]}
    old = a_dossier(a_person(id="p"), an_issue(id="a", **leads))
    new = a_dossier(a_person(id="p"), an_issue(id="b", title="New", **leads))
    gone, added = compare(old, new).issues
    assert (gone.type, added.type) == (ChangeType.REMOVED, ChangeType.ADDED)
    assert said(gone) == []
    assert said(added) == ["Phase: exploring.", "New as issue lead: person p."]
    assert compare(old, new).describe().startswith("On 1 September 2026: 1 new issue")


def test_other_records_stand_under_their_issue_or_under_none() -> None:
    """Goals and efforts under the issue, what concerns no issue under a heading of its own."""
    old = a_dossier(an_issue(id="i"))
    new = old.replace(
        a_goal(id="g", title="Warm", issues=["i"]),
        an_effort(id="e", issues=["i"]),
        a_role(id="r", name="Lead"),
    )
    found = compare(old, new)
    assert [one.ref.kind for one in found.issues[0].records] == ["goal", "effort"]
    assert said(found.issues[0])[0] == "Goal “Warm”: new."
    assert said(found.others) == ["Role “Lead”: new."]
    assert said(found.others, "nl") == ["Rol “Lead”: nieuw."]


def test_what_plugins_bring_is_not_told() -> None:
    """Nobody here changed it; a record of one's own in the place of theirs is a change."""
    old = a_dossier(an_issue(id="i")).over(a_dossier(a_role(id="r"), a_role(id="s")))
    newer = a_dossier(an_issue(id="i")).over(a_dossier(a_role(id="r", name="Other")))
    assert not compare(old, newer)
    own = old.replace(a_role(id="r", name="Mine"))
    assert [one.ref for one in compare(old, own).others.records] == [Ref("role", "r")]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ({"title": "A"}, {"title": "B"}, "Title: “A” → “B”."),
        ({"title": "A" * 90}, {"title": "B"}, "Title."),
        ({"note": "a\n\nb"}, {"note": ""}, "Note."),
        ({"tags": ["x", "y"]}, {"tags": ["y", "z"]}, "Tags: added “z”; removed “x”."),
        ({"areas": []}, {"areas": ["a-1"]}, "Areas: added a-1."),
        ({}, {"tags": list("abcdef")}, "Tags: added 6."),
        ({"valid": ".."}, {"valid": "2026/.."}, "Valid: always → from 1 January 2026."),
        ({"mandate": {"text": "a"}}, {"mandate": {"text": "b"}}, "Mandate, text: “a” → “b”."),
        ({"areas": ["a", "b"]}, {"areas": ["b", "a"]}, "Areas."),
    ],
)
def test_what_became_of_a_field(before: Any, after: Any, words: str) -> None:
    """Short values as they were and are; of lists what came and went; long text by its label."""
    old, new = (a_dossier(an_issue(**{"id": "i", "title": "T", **one})) for one in (before, after))
    assert said(the_issue(old, new)) == [words]


def test_nobody_is_named_unless_asked() -> None:
    """By function and pseudonym; with `names` by name; with `personal` what such fields hold."""
    base = [an_issue(id="i", leads=["p"])]
    old = a_dossier(a_person(id="p", name="Jan de Vries", function="adviseur"), *base)
    new = a_dossier(a_person(id="p", name="Jan Jansen", function="adviseur"), an_issue(id="i"))
    quiet, named = compare(old, new), compare(old, new, names=True)
    shown = [repr(quiet), quiet.describe(), str(quiet.to_records()), json.dumps(unstructure(quiet))]
    assert not any("Jan" in one for one in (*shown, quiet._repr_html_()))
    assert said(quiet.issues[0]) == ["No longer issue lead: adviseur (p)."]
    assert said(named.issues[0]) == ["No longer issue lead: Jan Jansen, adviseur (p)."]
    assert "Vries" not in said(named.others)[0]
    told = compare(old, new, personal=True)
    assert "“Jan de Vries” → “Jan Jansen”" in said(told.others)[0]
    assert "Jan" not in said(told.issues[0])[0]


def test_findings_gone_and_new() -> None:
    """By their stable ids, under the issues that they concern."""
    history = [{"phase": "delivering", "on": "2026-01-01"}]
    old = a_dossier(an_issue(id="i", title="Warm", history=history))
    new = a_dossier(an_issue(id="i", title="Warm", history=history, leads=["p"]), a_person(id="p"))
    results = check(old, NL, on=DAY), check(new, NL, on=DAY)
    found = compare(old, new, results=results)
    before, after = ({one.id for one in result.findings} for result in results)
    moved = {one.id: one.is_new for one in found.issues[0].findings}
    assert moved == {id: id in after for id in before ^ after}
    assert False in moved.values()
    assert found.rules_not_compared == ()
    assert compare(old, new).rules_not_compared is None


def test_a_finding_that_is_waived_is_not_told_as_settled() -> None:
    """It went by a waiver, and comes back after it; nobody is led to think it was solved."""
    history = [{"phase": "delivering", "on": "2026-01-01"}]
    old = a_dossier(an_issue(id="i", title="Warm", history=history))
    new = old.replace(
        a_waiver(rule="NL-003", subject="issue:i", granted_by="gemeentesecretaris", expires_on=DAY)
    )
    results = check(old, NL, on=DAY), check(new, NL, on=DAY)
    (gone,) = compare(old, new, results=results).issues[0].findings
    assert (gone.code, gone.is_new, gone.by_waiver) == ("NL-003", False, True)
    assert gone.text("nl").startswith("Ontheven, waarschuwing, NL-003: Warm loopt")
    (back,) = compare(new, old, results=results[::-1]).issues[0].findings
    assert back.text("en").startswith("Back after a waiver, warning, NL-003:")


@pytest.mark.parametrize("side", [0, 1], ids=["the old", "the new"])
def test_a_rule_without_an_answer_has_no_findings_gone_or_new(side: int) -> None:
    """What was withheld on one side is not compared: neither its records nor its findings."""
    history = [{"phase": "delivering", "on": "2026-01-01"}]
    pair = [a_dossier(an_issue(id="i", history=history))] * 2
    pair[side] = pair[side].view(without=["people", "budget_shares"])
    results = check(pair[0], NL, on=DAY), check(pair[1], NL, on=DAY)
    found = compare(*pair, results=results)
    assert not found
    assert found.not_compared == ("people", "budget_shares")
    assert "NL-005" in (found.rules_not_compared or ())
    assert "withheld: people and budget shares" in found.describe()
    assert "NL-005" in found.describe("nl")


@given(dossiers())
def test_withheld_is_never_gone(dossier: Dossier) -> None:
    """Whatever is withheld, on either side, nothing is said to be new or gone."""
    for plural in ("issues", "people", "teams", "lifecycles", "indicators"):
        part = dossier.view(without=[plural])
        assert not compare(dossier, part)
        assert not compare(part, dossier)


def test_days_are_those_of_the_results() -> None:
    """Without results each dossier's own day; none at all, or two that clash, is an error."""
    old, new = (Dossier(header=Header(as_of=day)) for day in (JUNE, DAY))
    found = compare_dossiers(old, new)
    assert (found.old_on, found.on) == (JUNE, DAY)
    assert said_header(found) == "The dossier itself: as of: 1 June 2026 → 1 September 2026."
    with pytest.raises(OpgavekernError, match="which day"):
        compare_dossiers(Dossier(), new)
    results = check(old, NL), check(new, NL)
    assert compare_dossiers(old, new, results=results).old_on == JUNE
    with pytest.raises(OpgavekernError, match="1 June 2026"):
        compare_dossiers(old, new, results=results, old_on=DAY)


def said_header(found: Comparison) -> str:
    assert found.header is not None
    return found.header.text()
