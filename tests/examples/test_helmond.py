from __future__ import annotations

import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from opgavekern.files import read_dossier, write_dossier
from opgavekern.files.schemas import schema_files
from opgavekern.governance import CheckResult, Governance, check
from opgavekern.model import (
    KINDS,
    AreaId,
    AreaLevel,
    BodyKind,
    ClosedPeriod,
    ClosedPeriodKind,
    Commitment,
    Dossier,
    Phase,
    ProgrammeKind,
    Ref,
    TeamKind,
    Weekday,
)
from opgavekern.model.records import id_of
from opgavekern.model.shape import references
from opgavekern.showing import Card, show

pytestmark = pytest.mark.needs("standard")

#: What checking the example teaches, each once: rule and subject.
WAIVED = {("NL-005", "issue:west")}
FINDINGS = WAIVED | {
    ("NL-020", "person:p-38"),
    ("NL-021", "assignment:p-46.team-binnenstad"),
    ("NL-031", "issue:binnenstad-oost"),
    ("NL-070", "goal:ondernemers-toekomst"),
    ("NL-080", "stakeholder:s-huurders-leonardus"),
    ("NL-081", "involvement:s-energiecooperatie.west"),
    ("NL-082", "signal:sig-oversteek"),
    ("NL-090", "pledge:t-speelplek"),
}

ON = date(2026, 9, 1)

DISTRICTS = {
    "2023WK079410": "Binnenstad",
    "2023WK079411": "Helmond-Oost",
    "2023WK079412": "Helmond-Noord",
    "2023WK079413": "'t Hout",
    "2023WK079414": "Brouwhuis",
    "2023WK079415": "Helmond-West",
    "2023WK079416": "Warande",
    "2023WK079417": "Stiphout",
    "2023WK079418": "Rijpelberg",
    "2023WK079419": "Dierdonk",
    "2023WK079421": "Brandevoort",
}


def _districts(dossier: Dossier) -> list[AreaId]:
    return [
        area.id
        for area in dossier.areas
        if area.level is AreaLevel.DISTRICT and str(area.code) in DISTRICTS
    ]


def _own(dossier: Dossier) -> list[Ref]:
    """Every record that the example itself writes down, not the plugin's."""
    refs = [
        Ref(kind.name, id_of(record)) for kind in KINDS for record in dossier.of_kind(kind.plural)
    ]
    return [ref for ref in refs if ref not in dossier.laid_under]


def test_it_is_read_without_problems_and_every_reference_leads_somewhere(
    helmond: Dossier,
) -> None:
    """The folder is read, the plugin's facts lie under it, and no id dangles."""
    assert helmond.header.as_of == ON
    assert helmond.unresolved() == ()


def test_every_kind_of_record_is_used(helmond_as_written: Dossier) -> None:
    """Whoever looks for how something is written finds it in this example."""
    missing = [kind.plural for kind in KINDS if not helmond_as_written.of_kind(kind.plural)]
    assert missing == []


def test_checking_finds_exactly_what_it_teaches(helmond_result: CheckResult) -> None:
    """A handful of findings, each on purpose; no more and no fewer."""
    every = (*helmond_result.findings, *helmond_result.waived)
    assert Counter((one.code, str(one.subject)) for one in every) == Counter(FINDINGS)
    assert {(one.code, str(one.subject)) for one in helmond_result.waived} == WAIVED
    assert helmond_result.conclusive
    assert helmond_result.failures == ()


def test_every_finding_is_explained_in_the_readme(helmond_folder: Path) -> None:
    """The page beside the examples says of each finding what it teaches."""
    page = (helmond_folder.parent / "README.md").read_text(encoding="utf-8")
    assert [code for code, _ in sorted(FINDINGS) if code not in page] == []


def test_the_eleven_districts_stand_with_their_codes_of_2023(helmond: Dossier) -> None:
    """Eleven districts, and Industriegebied Zuid as a work area beside them."""
    found = {
        str(area.code): area.name for area in helmond.areas if area.level is AreaLevel.DISTRICT
    }
    assert found == {**DISTRICTS, "2023WK079429": "Industriegebied Zuid"}
    assert all(helmond.areas[area].outline for area in _districts(helmond))


def test_no_two_districts_have_the_same_shape_of_data(helmond: Dossier) -> None:
    """What refers to a district differs between any two of them."""
    shapes = [
        Counter((ref.kind, path[0]) for ref, path in helmond.referring_to(Ref("area", area)))
        for area in _districts(helmond)
    ]
    assert len({frozenset(shape.items()) for shape in shapes}) == len(DISTRICTS)


def test_two_issue_teams_work_in_two_districts(helmond: Dossier) -> None:
    """Two issue teams, and a district programme for each of two districts."""
    assert sum(team.kind is TeamKind.ISSUE for team in helmond.teams) == 2
    districts = [one for one in helmond.programmes if one.kind is ProgrammeKind.DISTRICT]
    assert len(districts) == 2
    for programme in districts:
        items = helmond.items_of(programme.id)
        owners = {item.action_owner.kind for item in items if item.action_owner}
        assert "organisation" in owners
        assert len({item.state for item in items}) >= 2


def test_issues_are_in_many_phases_and_of_every_size(helmond: Dossier) -> None:
    """From one neighbourhood to the region; explored, parked, carried out, evaluated."""
    phases = {helmond.phase_of(issue.id, ON) for issue in helmond.issues}
    assert {
        Phase.EXPLORING,
        Phase.MANDATED,
        Phase.PROGRAMMING,
        Phase.DELIVERING,
        Phase.EVALUATING,
        Phase.PARKED,
    } <= phases
    levels = {helmond.areas[area].level for issue in helmond.issues for area in issue.areas}
    assert {
        AreaLevel.NEIGHBOURHOOD,
        AreaLevel.DISTRICT,
        AreaLevel.AREA,
        AreaLevel.MUNICIPALITY,
        AreaLevel.REGION,
    } <= levels


def test_many_stakeholders_were_asked_and_some_did_not_answer(helmond: Dossier) -> None:
    """At least forty stakeholders; the survey tells no tie, no answer and not asked apart."""
    assert len(helmond.stakeholders) >= 40
    (survey,) = helmond.tie_surveys
    asked, answered = set(survey.asked), set(survey.answered)
    assert answered < asked
    assert {Ref("stakeholder", one.id) for one in helmond.stakeholders} - asked
    told = [tie.start for tie in helmond.ties if tie.survey == survey.id]
    assert set(told) <= answered


def test_at_least_thirty_people_have_hours_and_none_has_a_name(helmond: Dossier) -> None:
    """People stand under a pseudonym, with a function and hours."""
    assert sum(person.contract_hours is not None for person in helmond.people) >= 30
    assert all(person.id.startswith("p-") for person in helmond.people)
    assert {person.name for person in helmond.people} == {""}
    assert {one.status for one in helmond.assignments} == set(Commitment)


def test_every_alderman_serves_two_districts(helmond: Dossier) -> None:
    """Each has two fixed districts, and the eleven are all served by one."""
    served = Counter(
        area for one in helmond.appointments if one.role == "wijkwethouder" for area in one.areas
    )
    assert sorted(served) == sorted(_districts(helmond))
    assert set(served.values()) == {1}
    aldermen = {
        one.person for one in helmond.appointments if one.role == "wethouder" and not one.valid.last
    }
    for one in helmond.appointments:
        if one.role == "wijkwethouder" and one.person in aldermen:
            assert len(one.areas) == 2


def test_a_year_of_meetings_keeps_clear_of_recess(helmond: Dossier) -> None:
    """The council meets on Tuesdays, all year round, and never in recess."""
    recesses = [one.period for one in helmond.closed_periods if one.kind is ClosedPeriodKind.RECESS]
    assert not [
        meeting.id
        for meeting in helmond.meetings
        if any(meeting.on in recess for recess in recesses)
    ]
    council = {one.id for one in helmond.bodies if one.kind is BodyKind.COUNCIL}
    days = [one.on for one in helmond.meetings if one.body in council and one.on.year == 2026]
    assert {list(Weekday)[day.weekday()] for day in days} == {Weekday.TUESDAY}
    assert len({day.month for day in days}) >= 9


def test_meetings_follow_their_series(helmond: Dossier) -> None:
    """A meeting stands on a day of its series' rhythm, or on one that it was moved to."""
    for meeting in helmond.meetings:
        series = helmond.meeting_series.get(meeting.series)
        if series is None:
            continue
        moved = {one.moved_to for one in series.exceptions}
        anchor, weeks = series.rhythm.anchor, series.rhythm.every_weeks
        assert anchor is not None
        assert weeks is not None
        in_rhythm = (meeting.on - anchor).days % (7 * weeks) == 0
        assert in_rhythm or meeting.on in moved, meeting.id
        assert meeting.on in series.valid, meeting.id


def test_running_issues_have_what_running_takes(helmond: Dossier) -> None:
    """Each has sponsors, a lead, a mandate, goals, efforts and money."""
    for issue in helmond.running_issues(ON):
        assert helmond.official_sponsor_of(issue.id, ON)
        assert helmond.lead_of(issue.id, ON)
        assert helmond.sponsor_of(issue.id, ON)
        assert issue.mandate is not None
        assert issue.mandate.decision
        assert helmond.goals_of(issue.id)
        assert helmond.efforts_of(issue.id)
        assert helmond.budget_of(issue.id)


def test_every_record_is_tied_to_another(helmond: Dossier) -> None:
    """Nothing lies about: a record refers to another, is referred to, or closes the calendar."""
    loose = [
        str(ref)
        for ref in _own(helmond)
        if not any(True for _ in references(helmond.find(ref))) and not helmond.referring_to(ref)
    ]
    kinds = {ref.partition(":")[0] for ref in loose}
    assert kinds <= {"closed_period"}


def test_the_editor_finds_a_schema_for_every_file(helmond_folder: Path) -> None:
    """Each file's first line names a schema that stands there and is today's."""
    made = {Path(name).name: text for name, text in schema_files("nl")}
    for file in helmond_folder.rglob("*.yaml"):
        first = file.read_text(encoding="utf-8").partition("\n")[0]
        before, _, name = first.partition("$schema=")
        assert before == "# yaml-language-server: ", file.name
        schema = (file.parent / name).resolve()
        assert schema.parent == helmond_folder / ".schema"
        assert schema.read_text(encoding="utf-8") == made[schema.name], schema.name


def test_writing_it_back_changes_no_file(
    helmond_as_written: Dossier, helmond_folder: Path, tmp_path: Path
) -> None:
    """What was read and not changed is not written; comments and order stay."""
    copy = tmp_path / "helmond"
    shutil.copytree(helmond_folder, copy)
    assert write_dossier(read_dossier(copy), copy) == ()
    assert read_dossier(copy) == helmond_as_written


@pytest.mark.parametrize("name", ["one.xlsx", "one.json", "one.yaml"])
def test_it_is_equal_in_every_form(helmond_as_written: Dossier, tmp_path: Path, name: str) -> None:
    """A workbook, a JSON or a YAML file holds the same dossier as the folder."""
    write_dossier(helmond_as_written, tmp_path / name)
    assert read_dossier(tmp_path / name) == helmond_as_written


def _page(dossier: Dossier, governance: Governance) -> str:
    """The report without the dossier's digest, which any change changes."""
    from opgavekern.report import render_report

    page = render_report(dossier, governance, check(dossier, governance), language="nl")
    return page.replace(dossier.digest, "")


def _card(dossier: Dossier, ref: Ref) -> Card:
    """What `opgavekern show` says of a record."""
    return show(dossier, ref.kind, ref.id, language="nl")


def test_without_a_record_something_changes(
    helmond_governed: tuple[Dossier, Governance],
) -> None:
    """Leave out any record: a reference dangles, or some page of it or of another changes."""
    dossier, governance = helmond_governed
    whole = _page(dossier, governance)
    leaves = [ref for ref in _own(dossier) if not dossier.referring_to(ref)]
    for ref in leaves:
        less = dossier.replace(without=[ref])
        record = dossier.find(ref)
        shown = dict.fromkeys(target for _, target in references(record))
        if any(_card(less, target) != _card(dossier, target) for target in shown):
            continue
        if isinstance(record, ClosedPeriod) and (record.period.last or date.max) < ON:
            continue  # It is over, and stands there for the meetings that made way for it.
        assert _page(less, governance) != whole, str(ref)
