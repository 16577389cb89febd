"""Every rule of Helmond, tried from three sides: what breaks it, what mends it, the border."""

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
    a_body,
    a_closed_period,
    a_decision,
    a_dossier,
    a_meeting,
    a_person,
    a_planning_document,
    a_programme,
    a_programme_item,
    a_stakeholder,
    a_team,
    an_agenda_item,
    an_agreement,
    an_appointment,
    an_area,
    an_issue,
    an_organisation,
    assert_judges_each,
    dossiers,
)
from opgavekern_helmond import HelmondOptions, plugin

DAY = date(2026, 9, 1)
OPTIONS: dict[str, Any] = {"issue_team_districts": ["helmond-oost", "helmond-binnenstad"]}
DISTRICTS = (
    "binnenstad oost noord t-hout brouwhuis west warande stiphout rijpelberg dierdonk brandevoort"
).split()
HEADER = Header(organisation=OrganisationId("gemeente-helmond"))


def governance(**options: Any) -> Governance:
    """The national baseline and Helmond, with these options."""
    return Governance.activate([baseline(), plugin()], options={"helmond": options or OPTIONS})


def found(dossier: Dossier, code: str, *, on: date = DAY, **options: Any) -> list[Finding]:
    """Check a dossier as people do, and return what one rule found."""
    governed = governance(**options)
    whole = dossier.over(governed.facts)
    assert whole.unresolved() == ()
    result = check(whole, governed, on=on)
    assert not result.failures, [one.text() for one in result.failures]
    return [one for one in result.findings if one.code == code]


def town(*records: Record) -> Dossier:
    """A dossier of Helmond."""
    return a_dossier(*records, header=HEADER)


def teams(*areas: str) -> Dossier:
    """An issue team in each of these areas."""
    return town(*(a_team(id=f"team-{n}", areas=f"helmond-{a}") for n, a in enumerate(areas)))


def serving(*served: str, **more: Any) -> Dossier:
    """An alderman of these districts."""
    areas = [f"helmond-{one}" for one in served]
    office = an_appointment(person="person-1", role="helmond-wijkwethouder", areas=areas, **more)
    return town(a_person(id="person-1"), office)


def all_served(*left_out: str) -> Dossier:
    """Aldermen of two districts each, until all but these are served."""
    rest = [one for one in DISTRICTS if one not in left_out]
    return town(
        *(a_person(id=f"person-{n}") for n in range(0, len(rest), 2)),
        *(
            an_appointment(
                person=f"person-{n}",
                role="helmond-wijkwethouder",
                areas=[f"helmond-{one}" for one in rest[n : n + 2]],
            )
            for n in range(0, len(rest), 2)
        ),
    )


def programme(**fields: Any) -> Record:
    """A district programme of Helmond-Oost with one partner, for 2026."""
    usual = {
        "kind": "district",
        "areas": "helmond-oost",
        "partners": "stakeholder-1",
        "issues": "issue-1",
        "valid": "2026",
    }
    return a_programme(**{**usual, **fields})


def programmed(*more: Record, **fields: Any) -> Dossier:
    """That programme, with what it needs."""
    return town(programme(**fields), a_stakeholder(), an_issue(id="issue-1"), *more)


def covenant(**fields: Any) -> Record:
    """A covenant of Helmond and a partner for issue-1."""
    usual = {"kind": "covenant", "parties": "gemeente-helmond", "issues": "issue-1"}
    return an_agreement(**{**usual, **fields})


def performance(*parties: str, **fields: Any) -> Record:
    """A performance agreement of Helmond with these parties."""
    return an_agreement(kind="performance", parties=["gemeente-helmond", *parties], **fields)


SIDES = (
    an_organisation(id="housing", kind="housing_association"),
    an_organisation(id="tenants", kind="tenants_organisation"),
)


def tabled(committee: str = "", *more: Record, **item: Any) -> Dossier:
    """A paper before the council, and before a committee on that day if one is given."""
    usual = {"meeting": "council", "treatment": "debate", "decision": "decision-1"}
    records: list[Record] = [
        a_decision(),
        a_meeting(id="council", body="helmond-raad", on="2026-09-29"),
        an_agenda_item(id="item", **{**usual, **item}),
    ]
    if committee:
        records += [
            a_meeting(id="advice", body="helmond-adviescommissie", on=committee),
            an_agenda_item(id="heard", meeting="advice", decision="decision-1"),
        ]
    return town(*records, *more)


def meets(on: str, *more: Record, body: str = "helmond-raad", **fields: Any) -> Dossier:
    """A meeting of a body of the council."""
    return town(a_meeting(id="meeting", body=body, on=on, **fields), *more)


def calendar(adopted: str | None, year: int = 2026) -> Dossier:
    """The planning calendar of a year, offered on a day."""
    fields = {"adopted_on": adopted} if adopted else {}
    return town(a_planning_document(id="calendar", kind="calendar", year=year, **fields))


@attrs.frozen(kw_only=True)
class Case:
    """A rule, tried from three sides."""

    code: str
    breaks: Dossier
    about: Ref
    keeps: Dossier
    border: Dossier
    border_found: bool = False


CASES = (
    Case(
        code="HLM-001",
        breaks=teams("oost", "west", "noord"),
        about=Ref("organisation", "gemeente-helmond"),
        keeps=teams("oost"),
        border=teams("oost", "binnenstad"),
    ),
    Case(
        code="HLM-002",
        breaks=teams("west"),
        about=Ref("team", "team-0"),
        keeps=teams("oost"),
        border=teams("binnenstad-oost"),  # An area that lies in one of the two.
    ),
    Case(
        code="HLM-003",
        breaks=serving("oost"),
        about=Ref("appointment", "person-1.helmond-wijkwethouder"),
        keeps=serving("oost", "noord"),
        border=serving("oost", "noord", "west"),
        border_found=True,
    ),
    Case(
        code="HLM-004",
        breaks=all_served("warande"),
        about=Ref("area", "helmond-warande"),
        keeps=all_served(),
        border=town(),  # Where no alderman of a district is recorded, none is missing.
    ),
    Case(
        code="HLM-010",
        breaks=programmed(areas="helmond-industriegebied-zuid"),
        about=Ref("programme", "programme-1"),
        keeps=programmed(),
        border=programmed(areas="helmond-suytkade"),
    ),
    Case(
        code="HLM-011",
        breaks=programmed(),
        about=Ref("programme", "programme-1"),
        keeps=programmed(covenant()),
        border=programmed(covenant(valid="2025-01-01/2026-08-31")),
        border_found=True,
    ),
    Case(
        code="HLM-012",
        breaks=programmed(a_programme_item(programme="programme-1")),
        about=Ref("programme_item", "programme-item-1"),
        keeps=programmed(
            a_programme_item(programme="programme-1", action_owner="organisation:gemeente-helmond")
        ),
        border=programmed(a_programme_item(programme="programme-1", state="done")),
    ),
    Case(
        code="HLM-020",
        breaks=town(*SIDES, performance("housing")),
        about=Ref("agreement", "agreement-1"),
        keeps=town(*SIDES, performance("housing", "tenants")),
        border=town(*SIDES, performance("housing", valid="2025-01-01/2026-08-31")),
    ),
    Case(
        code="HLM-021",
        breaks=town(performance(valid="2025")),
        about=Ref("agreement", "agreement-1"),
        keeps=town(performance(valid="2025"), performance(id="next", valid="2026")),
        border=town(performance(valid="2025-01-01/2026-09-01")),
    ),
    Case(
        code="HLM-030",
        breaks=tabled(),
        about=Ref("agenda_item", "item"),
        keeps=tabled("2026-09-22"),
        border=tabled("2026-09-29"),  # On the very evening of the council is too late.
        border_found=True,
    ),
    Case(
        code="HLM-040",
        breaks=calendar("2025-12-01"),
        about=Ref("planning_document", "calendar"),
        keeps=calendar("2025-11-30"),
        border=calendar(None, year=2027),  # Of next year; on 1 September there is time.
    ),
)
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
RULES = plugin().opgavekern_rules(HelmondOptions())
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


@each_case
def test_what_breaks_a_rule_is_found(case: Case) -> None:
    """The dossier that breaks it gives one finding, about what is wrong."""
    (finding,) = found(case.breaks, case.code)
    assert finding.subject == case.about


@each_case
def test_what_keeps_to_a_rule_is_not(case: Case) -> None:
    """The dossier as Helmond would have it gives none."""
    assert found(case.keeps, case.code) == []


@each_case
def test_the_border_lies_where_the_rule_says(case: Case) -> None:
    """A day, a team or a step further decides."""
    assert bool(found(case.border, case.code)) is case.border_found


@each_case
def test_texts_are_whole_in_both_languages(case: Case) -> None:
    """Every place for a value is filled, in message and remedy, in Dutch and English."""
    (finding,) = found(case.breaks, case.code)
    for said in (finding.message, finding.advice):
        for text in (said.text("nl"), said.text("en")):
            assert "{" not in text
            assert text[0].isupper() or text[0] == "'"
            assert text.endswith(".")


def test_every_rule_is_tried() -> None:
    """No rule is without a case."""
    assert {rule.code for rule in RULES} == {case.code for case in CASES}


@each_case
def test_what_judges_each_finds_it_alone(case: Case) -> None:
    """A rule that says `each` finds the same of one record whatever others there are."""
    governed = governance()
    rule = governed.rule(case.code)
    assert_judges_each(rule, case.breaks.over(governed.facts), on=DAY)


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


def test_which_districts_have_a_team_is_not_guessed() -> None:
    """Without the option nothing is said about where issue teams work."""
    assert found(teams("west"), "HLM-002", issue_team_districts=[]) == []


def test_two_appointments_of_one_district_are_two_districts() -> None:
    """Districts of one alderman count together, over all that the alderman is appointed to."""
    first = an_appointment(
        id="first", person="person-1", role="helmond-wijkwethouder", areas="helmond-oost"
    )
    second = an_appointment(
        id="second", person="person-1", role="helmond-wijkwethouder", areas="helmond-noord"
    )
    assert found(town(a_person(id="person-1"), first, second), "HLM-003") == []


def test_who_no_longer_serves_is_not_counted() -> None:
    """An appointment counts up to and including its last day."""
    assert found(serving("oost", valid="2022-06-01/2026-09-01"), "HLM-003")
    assert not found(serving("oost", valid="2022-06-01/2026-08-31"), "HLM-003")


def test_programmes_of_others_are_theirs() -> None:
    """A district programme of another municipality is no business of Helmond's rules."""
    other = an_organisation(id="gemeente-elders", kind="municipality")
    elsewhere = an_area(id="elders", level="district")
    whole = programmed(other, elsewhere, organisation="gemeente-elders", areas="elders")
    assert [found(whole, code) for code in ("HLM-010", "HLM-011", "HLM-012")] == [[], [], []]


def test_a_committee_of_the_dossier_meets_as_the_council_does() -> None:
    """The national rules hold a committee to Helmond's days, and to the recess of the South."""
    committee = a_body(id="samenleving", kind="committee", organisation="gemeente-helmond")
    assert found(meets("2026-09-02", committee, body="samenleving"), "NL-094")
    assert found(meets("2026-10-20", committee, body="samenleving"), "NL-093")
    assert not found(meets("2026-10-20", a_body(id="elders"), body="elders"), "NL-093")


def test_the_dossier_may_know_the_recess_better() -> None:
    """A closed period of the same id in the dossier goes before that of the plugin."""
    shorter = a_closed_period(
        id="helmond-herfst-2026", period="2026-10-17/2026-10-19", bodies="helmond-raad"
    )
    assert not found(meets("2026-10-20", shorter), "NL-093")


def test_other_advice_committees_may_be_named() -> None:
    """What the dossier calls its advice committees counts, and nothing else."""
    heard = tabled(
        "",
        a_body(id="omgeving"),
        a_meeting(id="advice", body="omgeving", on="2026-09-22"),
        an_agenda_item(id="heard", meeting="advice", decision="decision-1"),
    )
    assert found(heard, "HLM-030")
    assert not found(heard, "HLM-030", advice_committees=["omgeving"])
