from __future__ import annotations

import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from opgavekern.files import read_dossier, write_dossier
from opgavekern.governance import Governance, check
from opgavekern.model import (
    AreaLevel,
    CbsCode,
    Dossier,
    OrganisationKind,
    ProgrammeKind,
    TeamKind,
    Weekday,
)
from opgavekern.steering import admission

pytestmark = pytest.mark.needs("standard")

#: What checking the example teaches: rule and subject.
FINDINGS = {("NL-074", "goal:d-blijven"), ("NL-082", "signal:s-steiger")}


def test_the_workbook_says_the_same_as_the_one_file(haarlem_workbook: Path) -> None:
    """The form makes no difference: workbook and YAML hold equal dossiers."""
    workbook = read_dossier(haarlem_workbook)
    assert workbook == read_dossier(haarlem_workbook.with_suffix(".yaml"))


def _sheets(workbook: Path) -> dict[str, bytes]:
    """The parts of a workbook, as they are before compressing."""
    with zipfile.ZipFile(workbook) as parts:
        return {name: parts.read(name) for name in parts.namelist() if name.startswith("xl/")}


def test_the_workbook_is_what_the_one_file_converts_to(
    haarlem_workbook: Path, tmp_path: Path
) -> None:
    """The committed workbook can be made again, sheet by sheet."""
    again = tmp_path / "haarlem.xlsx"
    write_dossier(read_dossier(haarlem_workbook.with_suffix(".yaml")), again, language="nl")
    assert _sheets(again) == _sheets(haarlem_workbook)


def test_every_reference_leads_somewhere(haarlem: Dossier) -> None:
    """No id of the workbook dangles once the plugin's facts lie under it."""
    assert haarlem.unresolved() == ()


def test_checking_finds_exactly_what_it_teaches(
    haarlem_governed: tuple[Dossier, Governance],
) -> None:
    """Each finding is there on purpose."""
    result = check(*haarlem_governed)
    assert Counter((one.code, str(one.subject)) for one in result.findings) == Counter(FINDINGS)
    assert result.conclusive


def test_one_issue_would_not_be_admitted_today(
    haarlem_governed: tuple[Dossier, Governance],
) -> None:
    """No signal came before it, and nobody besides the municipality is in it."""
    (one,) = admission(*haarlem_governed).would_not_pass
    assert one.candidate.ref.id == "zuidwest-groen"
    assert [each.code for each in one.lacking] == ["NL-C01", "NL-C02"]


def test_five_own_areas_hold_each_district_once(haarlem: Dossier) -> None:
    """The 21 codes of 2023 lie in exactly one of the five areas of the municipality."""
    own = [area for area in haarlem.areas if area.level is AreaLevel.AREA]
    assert {area.name for area in own} == {"Centrum", "Noord", "Oost", "Schalkwijk", "Zuidwest"}
    inside = Counter(str(code) for area in own for code in area.comprises)
    expected = {f"2023WK0392{number:02}" for number in range(1, 22)}
    assert inside == Counter(expected)
    districts = {str(area.code) for area in haarlem.areas if area.level is AreaLevel.DISTRICT}
    assert districts == expected
    for area in haarlem.areas:
        if area.level is AreaLevel.DISTRICT and area.code and area.parent:
            assert area.code in haarlem.areas[area.parent].comprises
            assert area.code.parent == CbsCode.from_text("2023GM0392")


def test_resident_platforms_followed_councils_in_2025(haarlem: Dossier) -> None:
    """Until the end of 2024 they were councils, and platforms from the day after."""
    changed = [one for one in haarlem.organisations if one.former_kinds]
    assert changed
    for one in changed:
        assert one.kind_on(date(2024, 12, 31)) is OrganisationKind.RESIDENT_COUNCIL
        assert one.kind_on(date(2025, 1, 1)) is OrganisationKind.RESIDENT_PLATFORM


def test_each_area_has_a_team_and_a_programme_of_the_year(haarlem: Dossier) -> None:
    """Five area teams, five area programmes, and items in each."""
    own = {area.id for area in haarlem.areas if area.level is AreaLevel.AREA}
    teams = [one for one in haarlem.teams if one.kind is TeamKind.AREA]
    programmes = [one for one in haarlem.programmes if one.kind is ProgrammeKind.AREA]
    assert {area for team in teams for area in team.areas} == own
    assert {area for one in programmes for area in one.areas} == own
    assert all(haarlem.items_of(one.id) for one in programmes)


def test_the_council_meets_on_thursdays_in_region_north(haarlem: Dossier) -> None:
    """Another weekday and another recess than in Helmond."""
    council = [one.on for one in haarlem.meetings if one.body == "raad"]
    assert {list(Weekday)[day.weekday()] for day in council} == {Weekday.THURSDAY}
    assert {one.school_region for one in haarlem.closed_periods} == {"Noord"}


def test_nobody_has_a_name(haarlem: Dossier) -> None:
    """People stand under a pseudonym."""
    assert {person.name for person in haarlem.people} == {""}
