"""Every rule of the province, tried from three sides: broken, kept, and on the border."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

from opgavekern.baseline import plugin as baseline
from opgavekern.governance import Finding, Governance, Rule, check
from opgavekern.model import Dossier, Header, OrganisationId, Record, Ref
from opgavekern.testing import (
    a_dossier,
    a_planning_document,
    a_stakeholder,
    an_area,
    an_involvement,
    an_issue,
    an_organisation,
    assert_judges_each,
    dossiers,
)
from opgavekern_noord_brabant import NoordBrabantOptions, plugin

DAY = date(2026, 11, 2)
HEADER = Header(organisation=OrganisationId("gemeente-helmond"))
RUNNING = [{"phase": "delivering", "on": "2026-01-01"}]


def governance(**options: Any) -> Governance:
    """The national baseline and the province, with these options."""
    return Governance.activate([baseline(), plugin()], options={"noord-brabant": options})


def found(dossier: Dossier, code: str, *, on: date = DAY, **options: Any) -> list[Finding]:
    """Check a dossier as people do, and return what one rule found."""
    governed = governance(**options)
    whole = dossier.over(governed.facts)
    assert whole.unresolved() == ()
    result = check(whole, governed, on=on)
    assert not result.failures, [one.text() for one in result.failures]
    return [one for one in result.findings if one.code == code]


def town(*records: Record, header: Header = HEADER) -> Dossier:
    """A dossier of Helmond, which lies in the province."""
    here = (
        an_organisation(id="gemeente-helmond", kind="municipality", covers="helmond"),
        an_area(id="helmond", level="municipality", parent="noord-brabant"),
        an_area(id="regio", level="region", parent="noord-brabant"),
        an_area(id="wijk", level="district", parent="helmond"),
    )
    return a_dossier(*here, *records, header=header)


def budget(**fields: Any) -> Record:
    """The budget of 2026 of Helmond."""
    usual = {
        "id": "budget",
        "kind": "programme_budget",
        "year": 2026,
        "organisation": "gemeente-helmond",
    }
    return a_planning_document(**{**usual, **fields})


def amended(sent: str, **fields: Any) -> Dossier:
    """A budget that was sent on a day, and an amendment of it."""
    usual = {
        "id": "amendment",
        "kind": "budget_amendment",
        "year": 2026,
        "organisation": "gemeente-helmond",
    }
    return town(budget(sent_on=sent), a_planning_document(**{**usual, **fields}))


def issue(*more: Record, **fields: Any) -> Dossier:
    """A running issue of Helmond."""
    usual = {"owners": "gemeente-helmond", "areas": "regio", "history": RUNNING}
    return town(an_issue(**{**usual, **fields}), *more)


def heard(organisation: str) -> tuple[Record, ...]:
    """An organisation as a stakeholder of the issue."""
    return (
        a_stakeholder(id="s-other", party=organisation),
        an_involvement(issue="issue-1", stakeholder="s-other"),
    )


@attrs.frozen(kw_only=True)
class Case:
    """A rule, tried from three sides on a day; the border may have a day of its own."""

    code: str
    breaks: Dossier
    about: Ref
    keeps: Dossier
    border: Dossier
    border_found: bool = False
    border_on: date = DAY


CASES = (
    Case(
        code="NBR-001",
        breaks=amended("2025-11-20"),
        about=Ref("planning_document", "amendment"),
        keeps=amended("2025-11-20", sent_on="2026-10-20"),
        border=amended("2025-11-14"),  # The last day that is safe.
    ),
    Case(
        code="NBR-002",
        breaks=town(budget(year=2027)),
        about=Ref("planning_document", "budget"),
        keeps=town(budget(year=2027, sent_on="2026-11-10")),
        border=town(budget(year=2027)),
        border_on=date(2026, 10, 31),  # Fifteen days before.
    ),
    Case(
        code="NBR-010",
        breaks=issue(),
        about=Ref("issue", "issue-1"),
        keeps=issue(*heard("provincie-noord-brabant")),
        border=issue(areas="helmond"),
    ),
    Case(
        code="NBR-011",
        breaks=issue(owners="provincie-noord-brabant", areas="wijk"),
        about=Ref("issue", "issue-1"),
        keeps=issue(*heard("gemeente-helmond"), owners="provincie-noord-brabant", areas="wijk"),
        border=issue(owners="provincie-noord-brabant", areas="regio"),
    ),
)
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
RULES = plugin().opgavekern_rules(NoordBrabantOptions())
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


@each_case
def test_what_breaks_a_rule_is_found(case: Case) -> None:
    """The dossier that breaks it gives one finding, about what is wrong."""
    (finding,) = found(case.breaks, case.code)
    assert finding.subject == case.about


@each_case
def test_what_keeps_to_a_rule_is_not(case: Case) -> None:
    """The dossier as the province would have it gives none."""
    assert found(case.keeps, case.code) == []


@each_case
def test_the_border_lies_where_the_rule_says(case: Case) -> None:
    """A day or a level further decides."""
    assert bool(found(case.border, case.code, on=case.border_on)) is case.border_found


@each_case
def test_texts_are_whole_in_both_languages(case: Case) -> None:
    """Every place for a value is filled, in message and remedy, in Dutch and English."""
    (finding,) = found(case.breaks, case.code)
    for said in (finding.message, finding.advice):
        for text in (said.text("nl"), said.text("en")):
            assert "{" not in text
            assert text[0].isupper()
            assert text.endswith(".")


def test_every_rule_is_tried() -> None:
    """No rule is without a case."""
    assert {rule.code for rule in RULES} == {case.code for case in CASES}


@each_case
def test_what_judges_each_finds_it_alone(case: Case) -> None:
    """A rule that says `each` finds the same of one record whatever others there are."""
    governed = governance()
    assert_judges_each(governed.rule(case.code), case.breaks.over(governed.facts), on=DAY)


@settings(max_examples=40)
@given(dossier=dossiers(max_records=8))
def test_a_rule_is_pure_and_ends(dossier: Dossier) -> None:
    """On any dossier it gives the same answer twice, and keeps its promise of `each`."""
    for rule in RULES:
        assert_judges_each(rule, dossier, on=DAY)


@each_rule
def test_an_empty_dossier_breaks_nothing(rule: Rule[Any]) -> None:
    """Nothing known is nothing wrong."""
    assert found(Dossier(), rule.code) == []


def test_a_budget_sent_on_the_day_itself_is_late() -> None:
    """The act says before the 15th: the 14th is the last day that is safe."""
    assert found(amended("2025-11-15"), "NBR-001")


@pytest.mark.parametrize(
    ("day", "is_found"), [("2026-11-01", True), ("2026-11-14", True), ("2026-11-15", False)]
)
def test_nearly_late_ends_where_late_begins(day: str, is_found: bool) -> None:
    """From two weeks before until the last safe day; after that the national rule finds it."""
    whole = town(budget(year=2027))
    assert bool(found(whole, "NBR-002", on=date.fromisoformat(day))) is is_found
    assert bool(found(whole, "NL-050", on=date.fromisoformat(day))) is not is_found


def test_municipalities_of_another_province_are_not_ours() -> None:
    """Of a municipality outside the province nothing is said."""
    elsewhere = an_organisation(id="gemeente-haarlem", kind="municipality")
    whole = town(elsewhere, budget(year=2027, organisation="gemeente-haarlem"))
    assert found(whole, "NBR-002") == []


def test_who_owns_an_issue_together_takes_part() -> None:
    """Owning it counts as taking part, for either."""
    owners = ["gemeente-helmond", "provincie-noord-brabant"]
    assert found(issue(owners=owners), "NBR-010") == []
    assert found(issue(owners=owners, areas="wijk"), "NBR-011") == []


def test_an_earlier_day_of_the_province_is_the_day_of_the_national_rule() -> None:
    """Where the province wants budgets before 1 November, 31 October is the last safe day."""
    stricter = {"budget_before_day": 1, "budget_day_reference": "Brief (bedacht)"}
    in_time = {day: town(budget(sent_on=day)) for day in ("2025-10-31", "2025-11-01")}
    assert [bool(found(one, "NL-050", **stricter)) for one in in_time.values()] == [False, True]
    assert [bool(found(one, "NL-050")) for one in in_time.values()] == [False, False]
    nearly = town(budget(year=2027))
    assert found(nearly, "NBR-002", on=date(2026, 10, 20), **stricter)
    assert not found(nearly, "NBR-002", on=date(2026, 10, 20))


def test_what_the_province_tightens_is_not_tightened_elsewhere() -> None:
    """In one dossier, a municipality of another province keeps the day of the act."""
    elsewhere = an_organisation(id="gemeente-haarlem", kind="municipality")
    theirs = budget(id="theirs", organisation="gemeente-haarlem", sent_on="2025-11-10")
    whole = town(elsewhere, theirs, budget(sent_on="2025-11-10"))
    late = found(whole, "NL-050", budget_before_day=1)
    assert [one.subject.id for one in late] == ["budget"]
