from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

import attrs
import pytest
from tests.report.crowd import crowd
from tests.report.town import DAY, Judged, judged, town

from opgavekern.base.errors import Location
from opgavekern.base.texts import say
from opgavekern.governance import Severity, check
from opgavekern.model import Area, AreaLevel, Dossier, Header, IssueId, Ref, Sign
from opgavekern.report.blocks import (
    Badge,
    Block,
    Bullets,
    Figure,
    Lead,
    Link,
    Names,
    Page,
    Paragraph,
    Section,
    Table,
    Terms,
    all_of,
)
from opgavekern.report.pages.area_map import Areas, area_map
from opgavekern.report.pages.calendar import EventKind, Months, calendar
from opgavekern.report.pages.colophon import colophon
from opgavekern.report.pages.due import Dues
from opgavekern.report.pages.findings import Findings, Rules, findings
from opgavekern.report.pages.found import FindingLines, Tally, gravest_first
from opgavekern.report.pages.issue_money import paid_by_programme
from opgavekern.report.pages.issues import issue, issues
from opgavekern.report.pages.network import network
from opgavekern.report.pages.overview import Lane, overview
from opgavekern.report.pages.people import people
from opgavekern.report.pages.sheet import sheet
from opgavekern.report.pages.stakeholders import stakeholders

ONE = IssueId("i-1")


B = TypeVar("B", bound=Block)


def the(form: type[B], within: Page | Section) -> B:
    """The first block of a class on a page or in a section."""
    return next(all_of(form, within.blocks))


def nl(value: Any) -> str:
    """Say something in Dutch."""
    return say(value, "nl")


def test_the_overview_says_first_what_is_late(molenveld: Judged) -> None:
    """Late first, then what comes within a quarter; what is settled or rejected is left out."""
    page = overview(molenveld.view())
    late, coming = (block.rows for block in all_of(Dues, page.blocks))
    assert [row.title for row in late] == ["Brief over het plein"]
    assert [row.title for row in coming] == ["Programma Oost"]
    assert late[0].days == -31
    assert "1 zaak is over de datum" in nl(the(Lead, page).words)


def test_what_blocks_stands_first_under_what_needs_a_decision(molenveld: Judged) -> None:
    """A blocking finding comes with its remedy, before all dates, and not a second time beside."""
    page = overview(molenveld.view())
    decide = next(one for one in all_of(Section, page.blocks) if one.anchor == "decide")
    assert isinstance(decide.blocks[1], FindingLines)
    (blocking,) = decide.blocks[1].rows
    assert nl(blocking.remedy) == "Kom haar na."
    beside = next(one for one in all_of(Section, page.blocks) if one.anchor == "found")
    severities = [row.severity.words for row in the(FindingLines, beside).rows]
    assert Severity.BLOCKING not in severities


def test_the_lead_counts_what_it_says(helmond: Judged) -> None:
    """Running are the issues from an adopted mandate until they are embedded, no others."""
    phases = [helmond.dossier.phase_of(one.id, DAY) for one in helmond.dossier.issues]
    running = sum(1 for phase in phases if phase and phase.is_running)
    said = nl(the(Lead, overview(helmond.view())).words)
    assert f"{len(phases)} opgaven, waarvan {running} met een vastgestelde opdracht" in said


def test_papers_are_named_with_their_day(molenveld: Judged) -> None:
    """An item on an agenda says until when papers can be handed in."""
    _, (row,) = (block.rows for block in all_of(Dues, overview(molenveld.view()).blocks))
    assert "uiterlijk 15 september 2026" in nl(row.detail)


def test_the_lane_shows_where_issues_stand(molenveld: Judged) -> None:
    """Phases gone through are past, others before it skipped; a parked issue is aside and last."""
    first, last = the(Lane, overview(molenveld.view())).rows
    assert first.steps == (
        "skipped", "past", "skipped", "skipped", "skipped", "now", "ahead", "ahead",
    )  # fmt: skip
    assert (first.is_aside, last.is_aside) == (False, True)


def test_findings_are_counted_by_severity_and_the_gravest_come_first(molenveld: Judged) -> None:
    """Zero is said too, so that nobody wonders."""
    page = overview(molenveld.view())
    assert [number for _, number in the(Tally, page).counts] == [1, 0, 1]
    lines = [row for block in all_of(FindingLines, page.blocks) for row in block.rows]
    assert [row.severity.words for row in lines] == [Severity.BLOCKING, Severity.ADVICE]


def test_an_inconclusive_check_is_said_on_every_page_about_findings() -> None:
    """A blocking rule that broke is named, with what to do, and nothing looks green."""
    broken = judged(town(), with_broken=True)
    page = colophon(broken.view(), stamp=None, version="1")
    (failure,) = the(Bullets, page).items
    assert "TWN-003" in nl(failure)
    assert broken.report().count("De controle is niet volledig.") == 2
    assert "De controle is niet volledig." in broken.report(issue=ONE)


def test_the_map_counts_issues_by_area(molenveld: Judged) -> None:
    """Districts are drawn, each with its own issues; the municipality above them is listed."""
    page = area_map(molenveld.view())
    picture: Any = the(Figure, page).drawing
    assert {shape.name: shape.count for shape in picture.shapes} == {"Oost": 2, "West": 1}
    assert [one.name for one in the(Areas, page).entries] == ["West", "Oost"]
    assert [name for _, name in the(Names, page).names] == ["Molenveld"]


def test_issues_without_an_area_are_on_the_map_page_too() -> None:
    """Nothing disappears for want of a place."""
    dossier = town()
    nowhere = attrs.evolve(dossier.issues[ONE], areas=())
    page = area_map(judged(dossier.replace(nowhere)).view())
    assert the(Bullets, page).items == (Link("Veilig wonen in Oost", "#issue-i-1"),)


def test_an_issue_tells_its_story(molenveld: Judged) -> None:
    """From why to with what: signals, mandate, goals, programme, team, parties, money, council."""
    page = issue(molenveld.view(), molenveld.dossier.issues[ONE])
    assert [nl(section.title) for section in all_of(Section, page.blocks)] == [
        "Nu aan de orde",
        "Wat de controle vond",
        "Waarom deze opgave er is",
        "Opdracht en verloop",
        "Doelen en inspanningen",
        "Programma",
        "Team",
        "Belanghebbenden",
        "Geld",
        "Besluiten en de raad",
    ]
    figures = list(all_of(Figure, page.blocks))
    assert [one.name for one in figures] == ["goals", "power", "money"]
    assert all(figure.table and figure.table.rows for figure in figures)


def test_what_is_missing_is_said(molenveld: Judged) -> None:
    """An issue with hardly anything says so, section by section, instead of showing nothing."""
    page = issue(molenveld.view(), molenveld.dossier.issues[IssueId("i-2")])
    said = [nl(block.words) for block in all_of(Paragraph, page.blocks)]
    assert any("nog geen signaal" in words for words in said)
    assert any("nog geen team" in words for words in said)
    assert any("nog geen geld" in words for words in said)


def test_a_share_without_amount_is_a_part_of_the_expected_costs() -> None:
    """Half of a year of 100,000 is 50,000; of a year without estimate it is not known."""
    dossier = town()
    (share,) = dossier.budget_of(ONE)
    half = attrs.evolve(share, amount=None, share=Decimal(50))
    view = judged(dossier.replace(half)).view()
    assert paid_by_programme(view, dossier.issues[ONE]) == [("Veiligheid", {2026: Decimal(50_000)})]
    unknown = attrs.evolve(half, year=2027, id="x")
    assert paid_by_programme(
        judged(dossier.replace(unknown, without=[Ref("budget_share", share.id)])).view(),
        dossier.issues[ONE],
    ) == []  # fmt: skip


def test_missing_answers_are_not_read_as_no_ties(molenveld: Judged) -> None:
    """The survey says how many were asked and answered, and each party which it is."""
    survey = the(Paragraph, stakeholders(molenveld.view()))
    assert "2 van de 3" in nl(survey.words)
    assert {party.name: nl(party.survey) for party in network(molenveld.view()).parties} == {
        "Bewoners": "antwoordde",
        "Café Één": "niet gevraagd",
        "Corporatie": "antwoordde",
        "Zwijgers": "gevraagd, geen antwoord",
    }


def test_silent_parties_look_different(molenveld: Judged) -> None:
    """Who was asked and did not answer is drawn open, and the legend says what that means."""
    spots = network(molenveld.view()).picture.spots
    assert {spot.node.words for spot in spots if spot.node.is_silent} == {"Zwijgers"}
    html = molenveld.report()
    assert html.count("is-silent") > 1
    assert "open vorm: gevraagd, geen antwoord" in html


def test_ties_say_direction_and_sign(molenveld: Judged) -> None:
    """A tie reads from either side, and one that hinders says so."""
    ties = {
        party.name: [nl(tie) for tie in party.ties] for party in network(molenveld.view()).parties
    }
    assert ties["Corporatie"] == [
        "← vraagt raad aan: Bewoners",
        "→ vraagt raad aan (negatief): Café Één",
    ]


def test_too_full_weeks_are_said_in_words(molenveld: Judged) -> None:
    """Who is asked more than there is comes first, with the week in which it is worst."""
    page = people(molenveld.view())
    loads: Any = the(Figure, page).drawing
    (unit,) = loads.units
    assert nl(unit.people[0].words) == "24 uur gevraagd waar 20 is, week van 31 augustus 2026"
    assert [name for _, name in the(Names, page).names] == ["adviseur (p-3)", "wethouder wonen"]


def test_people_are_called_by_function(molenveld: Judged) -> None:
    """By pseudonym too where several have one function; by name only when asked."""
    view, named = molenveld.view(), molenveld.view(names=True)
    assert view.person("p-1") == "wethouder wonen"
    assert view.person("p-2") == "adviseur (p-2)"
    assert named.person("p-2") == "Bram Kuijpers (adviseur)"
    assert view.person("p-unknown") == "p-unknown"


def test_the_calendar_has_meetings_and_deadlines(molenveld: Judged) -> None:
    """Month by month, with the day for papers before the meeting they are for."""
    months = the(Months, calendar(molenveld.view())).months
    september = next(month for month in months if month.title.number == 9)
    assert [event.kind for event in september.events] == [EventKind.HAND_IN, EventKind.MEETING]
    days = [day for week in september.weeks for day in week if day.kinds]
    assert [(day.number, day.kinds) for day in days] == [(15, ("hand_in",)), (29, ("meeting",))]
    assert [day.number for week in september.weeks for day in week if day.is_today] == [1]


def test_a_finding_comes_with_its_rule(molenveld: Judged) -> None:
    """Severity, remedy, the record, and the rule with its basis."""
    page = findings(molenveld.view())
    first = the(Findings, page).entries[0]
    assert nl(first.remedy) == "Kom haar na."
    (rule, _) = the(Rules, page).rules
    assert first.code == rule.code == "TWN-001"
    assert Link("Gemeentewet, art. 169", "https://example.org/a") in [
        cell for _, cell in rule.basis
    ]
    assert first.item.fields["issue"] == frozenset({"i-1"})


def test_places_are_told_from_the_folder_on(helmond: Judged) -> None:
    """Wherever the dossier stands on a machine, its report is the same."""
    places = [one.place for one in the(Findings, findings(helmond.view())).entries]
    assert all(place and not place.startswith("/") for place in places)


def test_the_colophon_names_rules_and_software(molenveld: Judged) -> None:
    """Digest, plugins, rules and what became of them, software with its licence."""
    page = colophon(molenveld.view(), stamp=datetime(2026, 9, 1, 9, 30), version="1.2")  # noqa: DTZ001
    about = {nl(name): value for name, value in the(Terms, page).pairs}
    assert about["Vingerafdruk (SHA-256)"] == molenveld.dossier.digest
    assert nl(about["Gemaakt op"]) == "1 september 2026, 09:30"
    plugins, rules, software = all_of(Table, page.blocks)
    assert [row.cells[0] for row in plugins.rows] == ["town"]
    assert [row.cells[0] for row in rules.rows] == ["TWN-001", "TWN-002"]
    assert all(isinstance(row.cells[2], Badge) for row in rules.rows)
    assert "d3-zoom" in [row.cells[0] for row in software.rows]


def test_an_empty_dossier_makes_every_page() -> None:
    """Nothing known is said in words, not by an error."""
    empty = judged(Dossier(header=Header(name="Leeg", as_of=DAY)))
    html = empty.report()
    assert "Er zijn nog geen opgaven." in html
    assert issues(empty.view()).count == 0


def test_findings_stand_by_severity_rule_and_day() -> None:
    """Of one rule the earliest day comes first, whatever ids say; then the place in the files."""
    found = list(judged(crowd()).result.findings)
    ordered = gravest_first(reversed(found))
    days = [one.values["due"] for one in ordered if one.code == "TWN-001"]
    assert days == sorted(days)
    assert [one.code for one in ordered] == ["TWN-001"] * len(days) + ["TWN-002"]
    placed = [
        attrs.evolve(one, values={}, location=Location(file="a.yaml", line=100 - n))
        for n, one in enumerate(found)
    ]
    lines = [one.location.line for one in gravest_first(placed) if one.location]
    assert lines[:-1] == sorted(lines[:-1])


def test_many_findings_of_a_rule_are_grouped_with_their_advice_once() -> None:
    """A few stay as they were; where the advice differs, each keeps its own."""
    [block] = all_of(Findings, findings(judged(crowd()).view()).blocks)
    late, aside = block.groups
    assert (late.is_folded, len(late.entries), nl(late.remedy)) == (True, 20, "Kom haar na.")
    assert (aside.is_folded, len(aside.entries)) == (False, 1)


def test_a_sheet_leaves_out_what_does_not_fit(helmond: Judged) -> None:
    """It shows the first few of each, and says how many more there are."""
    for record in helmond.dossier.issues:
        page = sheet(helmond.view(alone=record.id), record, stamp=None)
        whole = issue(helmond.view(), record)
        for form in (Dues, FindingLines):
            every = sum(len(block.rows) for block in all_of(form, whole.blocks))
            for section in all_of(Section, page.blocks):
                for block in section.blocks:
                    if isinstance(block, form):
                        left_out = every - len(block.rows)
                        said = f"en nog {left_out}" if left_out else ""
                        assert nl(section.aside) == said


def test_a_sheet_shows_more_where_there_is_room(helmond: Judged) -> None:
    """What comes up for an issue with a short story is there whole; of a crowd only the first."""
    record = helmond.dossier.issues[IssueId("oost")]
    whole = the(Dues, issue(helmond.view(), record))
    assert len(whole.rows) > 4
    page = sheet(helmond.view(alone=record.id), record, stamp=None)
    assert len(the(Dues, page).rows) == len(whole.rows)
    crowded = judged(crowd())
    only = crowded.dossier.issues[IssueId("i")]
    page = sheet(crowded.view(alone=only.id), only, stamp=None)
    assert 4 <= len(the(Dues, page).rows) < len(the(Dues, issue(crowded.view(), only)).rows)


def test_a_sheet_says_findings_whole_where_there_is_room(helmond: Judged) -> None:
    """No finding is cut while its column has room; in a crowd each is."""
    record = helmond.dossier.issues[IssueId("binnenstad-oost")]
    view = helmond.view(alone=record.id)
    said = [view.say(one.message) for one in gravest_first(view.findings_of(record.id))]
    shown = [nl(row.words) for row in the(FindingLines, sheet(view, record, stamp=None)).rows]
    assert max(map(len, shown)) > 170
    assert shown == said[: len(shown)]


def test_an_area_of_no_level_that_is_drawn_is_listed() -> None:
    """Every area of the day has its place, so that links to it lead somewhere."""
    extra = Area(id="far", name="Ver", level=AreaLevel.PROVINCE)
    page = area_map(judged(town().replace(extra)).view())
    assert "area-far" in [anchor for anchor, _ in the(Names, page).names]


def test_a_day_shows_the_facts_of_that_day() -> None:
    """A sponsor who has left by then is not shown as the sponsor."""
    dossier = town()
    record = dossier.issues[ONE]
    gone = attrs.evolve(
        record.political_sponsors[0],
        valid=attrs.evolve(record.valid, last=date(2026, 8, 31)),
    )
    changed = attrs.evolve(record, political_sponsors=(gone,))
    page = issue(judged(dossier.replace(changed)).view(), changed)
    who = {nl(name): cell for name, cell in the(Terms, page).pairs}
    assert nl(who["Bestuurlijk opdrachtgever"]) == "nog niemand"


def test_frames_and_lessons_stand_with_the_issue(helmond: Judged) -> None:
    """What management said, what was agreed, and what was learned."""
    page = issue(helmond.view(), helmond.dossier.issues[IssueId("oost")])
    said = {nl(section.title): section for section in all_of(Section, page.blocks)}
    assert said["Kaders en afspraken"].blocks
    lessons = the(Table, said["Wat we leren"])
    days = [row.cells[0] for row in lessons.rows]
    assert days == sorted(days, reverse=True)


def test_a_waived_finding_stands_with_its_waiver(helmond: Judged) -> None:
    """It counts nowhere, and is told with the waiver; the overview leads there."""
    page = findings(helmond.view())
    (waived,) = helmond.result.waived
    assert page.count == len(the(Findings, page).entries) == len(helmond.result.findings)
    assert waived.code not in {entry.code for entry in the(Findings, page).entries}
    (row,) = the(Table, page).rows
    assert row.cells[0] == waived.code
    assert row.cells[3] == nl(waived.message)
    said = [one.words for one in all_of(Paragraph, overview(helmond.view()).blocks)]
    assert [one.to for one in said if isinstance(one, Link)][-1] == "#waivers"


def test_a_finding_that_is_back_says_that_its_waiver_ended(helmond: Judged) -> None:
    """The day after the last the finding is among the others, with why."""
    day = date(2026, 9, 30)
    result = check(helmond.dossier, helmond.governance, on=day)
    page = findings(attrs.evolve(helmond, result=result).view())
    (back,) = [one for one in the(Findings, page).entries if one.code == "NL-005"]
    assert "29 september 2026; de bevinding is terug" in nl(back.waiver)
    (row,) = the(Table, page).rows
    assert "Los de bevinding op" in nl(row.cells[3])


def test_conditions_say_how_far_and_when(helmond: Judged, molenveld: Judged) -> None:
    """Each with its latest measurement by place; a dossier without any says nothing of them."""
    found = {one.anchor: one for one in all_of(Section, people(helmond.view()).blocks)}
    rows = the(Table, found["conditions"]).rows
    assert len(rows) == len(helmond.dossier.enabling_conditions)
    others = all_of(Section, people(molenveld.view()).blocks)
    assert "conditions" not in [one.anchor for one in others]


def test_every_kind_of_work_waits_for_what_comes_first(helmond: Judged) -> None:
    """The table of efforts says which other effort each waits for."""
    (first, *_) = helmond.dossier.precedences
    after = helmond.dossier.efforts[first.after]
    page = issue(helmond.view(), helmond.dossier.issues[after.issues[0]])
    table = the(Figure, page).table
    assert table is not None
    (row,) = (row for row in table.rows if row.cells[0] == after.title)
    assert helmond.dossier.efforts[first.before].title in row.cells[-1]


def test_a_record_without_a_name_is_called_by_what_it_joins(helmond: Judged) -> None:
    """An assignment is called by its person and team, never by the id that was made for it."""
    view = helmond.view()
    (first, *_) = helmond.dossier.assignments
    called = view.called(Ref("assignment", first.id))
    assert called == f"inzet: {view.person(first.person)}, {helmond.dossier.teams[first.team].name}"
    subjects = [entry.subject for entry in the(Findings, findings(view)).entries]
    ids = {one.subject.id for one in helmond.result.findings}
    assert not ids & {one for one in subjects if isinstance(one, str)}


def test_a_law_whose_text_was_not_read_says_so(helmond: Judged) -> None:
    """Law alone would claim more than anyone looked up; practice has no text to look up."""
    rules = {rule.code: nl(rule.kind) for rule in the(Rules, findings(helmond.view())).rules}
    assert rules["NL-090"] == "wet, nog niet in de bron nagelezen"
    assert rules["NL-021"] == "gebruik"


@pytest.mark.parametrize(
    ("signs", "said"),
    [
        ((None, None), "met 2 relaties. "),
        ((Sign.POSITIVE, Sign.NEGATIVE), "met 2 relaties, waarvan 1 negatief. "),
        ((Sign.POSITIVE, None), "waarvan 0 negatief; van 1 is de aard niet bekend. "),
    ],
)
def test_the_network_claims_no_sign_that_nobody_gave(
    signs: tuple[Sign | None, Sign | None], said: str
) -> None:
    """None negative is said only where somebody looked; what is unknown is counted as such."""
    ties = town().ties
    signed = [attrs.evolve(tie, sign=sign) for tie, sign in zip(ties, signs, strict=True)]
    assert said in nl(network(judged(town().replace(*signed)).view()).description)
