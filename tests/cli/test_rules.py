"""The commands that tell which rules hold, and why."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Typed
from tests.governance.plugins import install

TOWN = """
from datetime import date

from opgavekern.governance import Basis, Depart, Fill, Tighten
from opgavekern.model import Period
from tests.governance.plugins import Plugin as Sound

BY = Basis(reference="Verordening opgaven")


def Plugin():
    year = Period(first=date(2027, 1, 1))
    return Sound(name="town", namespace="TWN", changes=[
        Tighten(rule="NL-022", parameter="most_issues", value=1, basis=BY),
        Fill(rule="NL-014", parameter="most_running", value=15, basis=BY, valid=year),
        Depart(rule="NL-031", basis=BY),
    ])
"""


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A dossier of a town whose plugin changes three national rules."""
    install(tmp_path, "town", TOWN)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "town_plugin", raising=False)
    for name, plugins in (("town", ["nl", "town"]), ("other", ["nl"])):
        header = {"language": "en", "as_of": "2026-09-01", "plugins": plugins}
        (tmp_path / f"{name}.json").write_text(json.dumps({"format": 1, **header}), "utf-8")
    return str(tmp_path / "town.json")


def test_rules_are_told_with_who_set_their_numbers(typed: Typed, town: str) -> None:
    """Each rule in a line, each number below it; what a town changed says where it stands."""
    said = typed("rules", town).out
    assert (
        "most_issues = 1 (issues for each lead, at most), tightened by town: Verordening opgaven"
        in said
    )
    assert "most_running = 10 (running issues, at most)\n" in said
    assert said.index("Criteria of admission") < said.index("NL-C01")
    assert "(advice; convention; nl; departed from)" in said
    assert (
        "most_running = 10 (lopende opgaven, ten hoogste)\n"
        in typed("rules", town, "--lang", "nl").out
    )


def test_rules_are_those_of_the_day(typed: Typed, town: str) -> None:
    """On another day other numbers hold."""
    answer = typed("rules", town, "--on", "2027-01-01", "--json")
    told = json.loads(answer.out)
    (rule,) = (one for one in told["rules"] if one["code"] == "NL-014")
    (number,) = rule["parameters"]
    assert (told["on"], number["value"], number["origin"]) == ("2027-01-01", "15", "filled")


def test_two_versions_are_compared(typed: Typed, town: str, tmp_path: Path) -> None:
    """Another version of a plugin, from a folder; where none stands that is said."""
    newer = tmp_path / "newer"
    newer.mkdir()
    install(newer, "town", TOWN.replace("value=15", "value=12"))
    on = ("--on", "2027-01-01")
    answer = typed("rules", town, "--against-plugin", str(newer), *on, "--json")
    (one,) = json.loads(answer.out)["differences"]
    assert (one["code"], one["first"], one["second"]) == ("NL-014", "15", "12")
    answer = typed("rules", town, "--against-plugin", str(tmp_path / "nowhere"))
    assert (answer.code, "no plugin stands here" in answer.err) == (2, True)


def test_two_days_and_two_dossiers_are_compared(typed: Typed, town: str) -> None:
    """Only what differs is told, with both values and who set them."""
    days = typed("rules", town, "--against-on", "2027-01-01").out
    assert "most_running: 10 (nl) → 15 (town)" in days
    assert "most_issues" not in days
    other = town.replace("town.json", "other.json")
    found = json.loads(typed("rules", town, "--against", other, "--json").out)
    told = [(one["code"], one["first"], one["second"]) for one in found["differences"]]
    assert told == [("NL-022", "1", "2"), ("NL-031", "departed", "in_force")]


def test_a_rule_is_explained(typed: Typed, town: str) -> None:
    """Whose it is, why, where it stands, who changed it, and what became of it that day."""
    said = typed("explain", "NL-014", town).out
    for part in ("nl", "may be departed from: yes", "on that day: ran, findings: 0",
                 "town (municipality): filled, most_running = 15; Verordening opgaven "
                 "[from 1 January 2027], no effect"):  # fmt: skip
        assert part in said
    told = json.loads(typed("explain", "NL-031", town, "--json").out)
    assert [one["status"] for one in told["outcomes"]] == ["departed"]
    assert [one["has_effect"] for one in told["changes"]] == [True]


def test_outcomes_of_several_bodies_are_told_apart(typed: Typed, dossier: Path) -> None:
    """A rule that is otherwise for one organisation says which outcome is whose."""
    (dossier / "regels.yaml").write_text(
        "wijzigingen: [{scherpt aan: NL-022, parameter: most_issues, waarde: 1, grondslag: B}]",
        "utf-8",
    )
    said = typed("explain", "NL-022", "dossier").out
    assert "op die dag (alle andere): uitgevoerd" in said
    assert "op die dag (gemeente): uitgevoerd" in said


def test_a_code_that_is_not_there_is_a_slip(typed: Typed, town: str) -> None:
    """The near miss is asked about, and nothing is checked."""
    answer = typed("explain", "nl-014", town)
    assert answer.code != 0
    assert 'Did you mean "NL-014"' in answer.err
