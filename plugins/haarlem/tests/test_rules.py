"""Every rule of Haarlem, tried from three sides: what breaks it, what keeps to it, the border."""

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
    a_dossier,
    a_meeting,
    a_person,
    a_programme,
    a_stakeholder,
    a_team,
    an_appointment,
    an_area,
    an_organisation,
    assert_judges_each,
    dossiers,
)
from opgavekern_haarlem import HaarlemOptions, plugin

DAY = date(2026, 9, 1)
LAST_DAY = date(2024, 12, 31)
AREAS = "centrum noord oost schalkwijk zuidwest".split()
HEADER = Header(organisation=OrganisationId("gemeente-haarlem"))


def governance(**options: Any) -> Governance:
    """The national baseline and Haarlem, with these options."""
    return Governance.activate([baseline(), plugin()], options={"haarlem": options})


def found(dossier: Dossier, code: str, *, on: date = DAY, **options: Any) -> list[Finding]:
    """Check a dossier as people do, and return what one rule found."""
    governed = governance(**options)
    whole = dossier.over(governed.facts)
    assert whole.unresolved() == ()
    result = check(whole, governed, on=on)
    assert not result.failures, [one.text() for one in result.failures]
    return [one for one in result.findings if one.code == code]


def city(*records: Record) -> Dossier:
    """A dossier of Haarlem."""
    return a_dossier(*records, header=HEADER)


def programme(*areas: str, **fields: Any) -> Record:
    """An area programme of these areas, for 2026."""
    usual = {"kind": "area", "areas": [f"haarlem-{one}" for one in areas], "valid": "2026"}
    return a_programme(**{**usual, **fields})


def programmes(*areas: str) -> Dossier:
    """An area programme for each of these areas."""
    return city(*(programme(area, id=f"programme-{area}") for area in areas))


def team(*areas: str, **fields: Any) -> Record:
    """An area team of these areas."""
    return a_team(**{"kind": "area", "areas": [f"haarlem-{one}" for one in areas], **fields})


def heard(kind: str, *, year: str, **organisation: Any) -> Dossier:
    """An area programme of a year, with a partner of this kind."""
    return city(
        an_organisation(id="voice", kind=kind, **organisation),
        a_stakeholder(id="s-voice", party="voice"),
        programme("oost", partners="s-voice", valid=year),
    )


def group(kind: str, **fields: Any) -> Dossier:
    """An organisation of this kind that works in Parkwijk."""
    return city(an_organisation(id="voice", kind=kind, covers="haarlem-parkwijk", **fields))


def seats(*areas: str) -> Dossier:
    """An initiative council with a member for each of these areas."""
    return city(
        *(a_person(id=f"person-{n}") for n, _ in enumerate(areas)),
        *(
            an_appointment(
                person=f"person-{n}", role="haarlem-lid-initiatiefraad", areas=f"haarlem-{area}"
            )
            for n, area in enumerate(areas)
        ),
    )


def meets(*days: str, body: str = "haarlem-raad", **fields: Any) -> Dossier:
    """Meetings of a body of the council."""
    return city(
        *(a_meeting(id=f"meeting-{n}", body=body, on=day, **fields) for n, day in enumerate(days))
    )


def coded(code: str, **fields: Any) -> Dossier:
    """An area with this code."""
    return city(an_area(id="area", level="district", code=code, **fields))


@attrs.frozen(kw_only=True)
class Case:
    """A rule, tried from three sides on a day; the border may have a day of its own."""

    code: str
    breaks: Dossier
    about: Ref
    keeps: Dossier
    border: Dossier
    border_found: bool = False
    on: date = DAY
    border_on: date | None = None


CASES = (
    Case(
        code="HAA-001",
        breaks=city(programme("oost", "noord")),
        about=Ref("programme", "programme-1"),
        keeps=city(programme("oost")),
        border=city(programme("parkwijk", "slachthuiswijk")),  # Two districts of one area.
    ),
    Case(
        code="HAA-002",
        breaks=city(programme("oost", valid="2026/2027")),
        about=Ref("programme", "programme-1"),
        keeps=city(programme("oost")),
        border=city(programme("oost", valid="2026-01-01/2027-01-01")),
        border_found=True,
    ),
    Case(
        code="HAA-003",
        breaks=programmes("centrum", "noord", "oost", "zuidwest"),
        about=Ref("area", "haarlem-schalkwijk"),
        keeps=programmes(*AREAS),
        border=city(),  # Where no area programme is recorded, none is missing.
    ),
    Case(
        code="HAA-004",
        breaks=city(programme("oost"), team("noord")),
        about=Ref("programme", "programme-1"),
        keeps=city(programme("oost"), team("oost")),
        border=city(programme("oost"), team("oost", valid="../2026-08-31")),
        border_found=True,
    ),
    Case(
        code="HAA-010",
        breaks=heard("residents_group", year="2024"),
        about=Ref("programme", "programme-1"),
        keeps=heard("resident_council", year="2024"),
        border=heard("residents_group", year="2025"),
        on=LAST_DAY,
        border_on=date(2025, 1, 1),  # From this day on the other rule asks.
    ),
    Case(
        code="HAA-011",
        breaks=heard("resident_council", year="2025"),
        about=Ref("programme", "programme-1"),
        keeps=heard("resident_platform", year="2025"),
        border=heard("resident_council", year="2024"),
        on=date(2025, 1, 1),
        border_on=LAST_DAY,
    ),
    Case(
        code="HAA-012",
        breaks=group("resident_council"),
        about=Ref("organisation", "voice"),
        keeps=group(
            "resident_platform", former_kinds=[{"kind": "resident_council", "last": "2024-12-31"}]
        ),
        border=group("resident_council"),
        border_on=LAST_DAY,
    ),
    Case(
        code="HAA-013",
        breaks=seats("centrum", "noord", "oost", "schalkwijk"),
        about=Ref("organisation", "haarlem-initiatiefraad"),
        keeps=seats(*AREAS),
        border=seats(*AREAS, "oost"),
        border_found=True,
    ),
    Case(
        code="HAA-020",
        breaks=meets("2026-08-21", "2026-09-11"),  # Recess begins 29 days later.
        about=Ref("meeting", "meeting-1"),
        keeps=meets("2026-09-03", "2026-10-01"),
        border=meets("2026-08-22", "2026-09-12"),  # 28 days: near, so three weeks will do.
    ),
    Case(
        code="HAA-030",
        breaks=coded("2014WK039215"),
        about=Ref("area", "area"),
        keeps=coded("2023WK039215"),
        border=coded("2014WK039209"),
    ),
)
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
RULES = plugin().opgavekern_rules(HaarlemOptions())
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


@each_case
def test_what_breaks_a_rule_is_found(case: Case) -> None:
    """The dossier that breaks it gives one finding, about what is wrong."""
    (finding,) = found(case.breaks, case.code, on=case.on)
    assert finding.subject == case.about


@each_case
def test_what_keeps_to_a_rule_is_not(case: Case) -> None:
    """The dossier as Haarlem would have it gives none."""
    assert found(case.keeps, case.code, on=case.on) == []


@each_case
def test_the_border_lies_where_the_rule_says(case: Case) -> None:
    """A day, an area or a member further decides."""
    day = case.border_on or case.on
    assert bool(found(case.border, case.code, on=day)) is case.border_found


@each_case
def test_texts_are_whole_in_both_languages(case: Case) -> None:
    """Every place for a value is filled, in message and remedy, in Dutch and English."""
    (finding,) = found(case.breaks, case.code, on=case.on)
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
    assert_judges_each(governed.rule(case.code), case.breaks.over(governed.facts), on=case.on)


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


@pytest.mark.parametrize(
    ("days", "is_found"),
    [
        (("2026-10-29", "2026-11-19"), True),  # Christmas recess begins 30 days later.
        (("2026-10-30", "2026-11-20"), True),  # 29 days.
        (("2026-10-31", "2026-11-21"), False),  # 28 days: near, so three weeks will do.
        (("2026-11-26", "2026-12-17"), False),
        (("2026-11-26", "2026-12-18"), True),  # 22 days are neither three weeks nor four.
        (("2026-10-08", "2026-10-29"), False),  # A recess lies between: no round is judged.
    ],
)
def test_a_round_of_three_weeks_is_for_near_a_recess(days: tuple[str, str], is_found: bool) -> None:
    """Recess within four weeks after it makes a round of three weeks right, and no other."""
    assert bool(found(meets(*days), "HAA-020")) is is_found


def test_a_cancelled_meeting_does_not_count() -> None:
    """Between two meetings that are held, one that is not makes no round."""
    whole = meets("2026-09-03", "2026-10-01").replace(
        a_meeting(id="x", body="haarlem-raad", on="2026-09-10", status="cancelled")
    )
    assert not found(whole, "HAA-020")
    assert found(whole.replace(a_meeting(id="x", body="haarlem-raad", on="2026-09-10")), "HAA-020")


def test_who_was_a_council_is_judged_by_what_it_was() -> None:
    """One organisation is a council in 2024 and a platform in 2025, and each rule knows it."""
    former = [{"kind": "resident_council", "last": "2024-12-31"}]
    then = heard("resident_platform", year="2024/2025", former_kinds=former)
    assert not found(then, "HAA-010", on=LAST_DAY)
    assert not found(then, "HAA-011", on=date(2025, 1, 1))


def test_resident_councils_elsewhere_are_theirs() -> None:
    """That Haarlem's councils ended says nothing of one in another municipality."""
    elsewhere = city(
        an_area(id="elders", level="municipality"),
        an_organisation(kind="resident_council", covers="elders"),
    )
    assert found(elsewhere, "HAA-012") == []


def test_a_dossier_may_call_the_areas_otherwise() -> None:
    """Programmes of areas with other ids are understood once the dossier names these."""
    own = an_area(id="stadsdeel-oost", level="area")
    whole = city(own, programme(areas="stadsdeel-oost"))
    assert found(whole, "HAA-001")
    assert not found(whole, "HAA-001", own_areas=["stadsdeel-oost"])


def test_a_committee_of_the_dossier_has_the_councils_recess() -> None:
    """By the national rule, a committee that only the dossier knows does not meet then either."""
    committee = a_body(id="samenleving", kind="committee", organisation="gemeente-haarlem")
    whole = meets("2026-10-15", body="samenleving").replace(committee)
    assert found(whole, "NL-093")


def test_a_programme_without_dates_is_not_said_to_be_too_long() -> None:
    """What is not known is not wrong; an end that is left open is."""
    assert not found(city(programme("oost", valid="../..")), "HAA-002")
    assert found(city(programme("oost", valid="2026-01-01/..")), "HAA-002")
