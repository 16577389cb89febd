"""What the plugin brings, and what it says of where that comes from."""

from __future__ import annotations

import itertools
import pickle
from datetime import date
from pathlib import Path

import pytest
from holidays.countries.netherlands import Netherlands

from opgavekern import Governance, check, load
from opgavekern.base.errors import DossierError
from opgavekern.governance import Layer, available
from opgavekern.model import KINDS, AreaLevel, Dossier, Record, Weekday
from opgavekern_haarlem import plugin

PLUGIN = Path(__file__).parents[1]
EXAMPLE = PLUGIN / "examples" / "gebieden.yaml"
#: Records that are not Haarlem's own: the province.
SHARED = {"noord-holland"}


@pytest.fixture(scope="module")
def governance() -> Governance:
    """The national baseline and Haarlem, as installed."""
    return Governance.activate(["nl", "haarlem"])


@pytest.fixture(scope="module")
def facts() -> Dossier:
    """What the plugin brings."""
    return plugin().opgavekern_facts()


def records(facts: Dossier) -> list[Record]:
    """Every record of it."""
    return [one for kind in KINDS for one in facts.of_kind(kind.plural)]


def test_it_is_installed_under_its_name() -> None:
    """A dossier that names `haarlem` gets this plugin, which speaks for the municipality."""
    (found,) = (one for one in available() if one.name == "haarlem")
    assert found.distribution == "opgavekern-haarlem"
    info = plugin().opgavekern_plugin_info()
    assert (info.layer, info.governs) == (Layer.MUNICIPALITY, {"gemeente-haarlem"})


def test_every_fact_says_whether_it_was_verified(facts: Dossier) -> None:
    """A fact has a source, and the source says whether someone looked it up; both occur."""
    said = {one.source.verified if one.source else None for one in records(facts)}
    assert said == {True, False}


def test_every_id_names_the_municipality(facts: Dossier) -> None:
    """So two municipalities fit in one dossier."""
    ids = {str(one.id) for one in records(facts)}  # type: ignore[attr-defined] # each kind has one
    assert {one for one in ids if "haarlem" not in one} == SHARED


def test_what_it_brings_stands_with_the_baseline_alone(governance: Governance) -> None:
    """No fact refers to what neither it nor the baseline has."""
    assert Dossier().over(governance.facts).unresolved() == ()


def test_five_areas_hold_all_districts_of_their_year(facts: Dossier) -> None:
    """The municipality's own areas are sums of CBS districts of 2023, each in exactly one."""
    own = [one for one in facts.areas if one.level is AreaLevel.AREA]
    assert len(own) == 5
    sums = sorted(str(code) for one in own for code in one.comprises)
    assert sums == [f"2023WK0392{number:02}" for number in range(1, 22)]
    lie_in = {str(one.code): one.parent for one in facts.areas if one.level is AreaLevel.DISTRICT}
    assert lie_in == {str(code): one.id for one in own for code in one.comprises}


def test_the_council_meets_on_thursdays(facts: Dossier) -> None:
    """The council once, its committee twice in four weeks, on a Thursday."""
    rhythms = [(one.rhythm.weekday, one.rhythm.every_weeks) for one in facts.meeting_series]
    assert rhythms == [(Weekday.THURSDAY, 4)] * 3


@pytest.mark.parametrize("year", [2025, 2026, 2027, 2028])
def test_recess_is_that_of_region_north(facts: Dossier, year: int) -> None:
    """Its days in a year are the school holidays of region Noord, as published for that year."""
    published = Netherlands(subdiv="Noord", categories=("school",), years=year)
    ours = {
        date.fromordinal(day)
        for one in facts.closed_periods
        if one.period.first and one.period.last
        for day in range(one.period.first.toordinal(), one.period.last.toordinal() + 1)
    }
    assert {day for day in ours if day.year == year} == set(published)


def test_its_method_can_be_walked(facts: Dossier) -> None:
    """Every step of the method leads to steps that exist, and all can be reached."""
    (method,) = facts.methods
    names = [step.name for step in method.steps]
    following = {name for step in method.steps for name in step.next_steps}
    assert following <= set(names)
    assert {names[0]} | following == set(names)


def test_the_example_shows_the_rules_at_work() -> None:
    """The example finds what it was written to show, and nothing fails."""
    dossier, governance = load(EXAMPLE)
    result = check(dossier, governance)
    assert result.conclusive
    shown = [one.code for one in result.findings if one.plugin == "haarlem"]
    assert {code: len(list(same)) for code, same in itertools.groupby(sorted(shown))} == {
        "HAA-002": 1,
        "HAA-003": 3,
        "HAA-004": 1,
        "HAA-011": 1,
        "HAA-012": 1,
    }


def test_the_example_on_the_last_day_of_resident_councils() -> None:
    """On that day a resident council is what it should be; a day later it is a finding."""
    dossier, governance = load(EXAMPLE)
    codes = [
        {one.code for one in check(dossier, governance, on=day).findings}
        for day in (date(2024, 12, 31), date(2025, 1, 1))
    ]
    assert [("HAA-012" in found) for found in codes] == [False, True]


def test_an_option_that_is_not_there_is_told_with_its_place(tmp_path: Path) -> None:
    """A misspelt option is a problem with line and column, not silence."""
    chosen = "[nl, {name: haarlem, options: {own_area: [haarlem-oost]}}]"
    text = EXAMPLE.read_text("utf-8").replace("[nl, haarlem]", chosen.replace("name", "naam"))
    text = text.replace("options", "opties")
    (tmp_path / "gebieden.yaml").write_text(text, "utf-8")
    with pytest.raises(DossierError) as refused:
        load(tmp_path / "gebieden.yaml")
    (problem,) = refused.value.problems
    assert problem.location is not None
    assert "own_areas" in problem.text("nl")


def test_its_governance_goes_to_another_process(governance: Governance) -> None:
    """What was activated here is the same after pickling."""
    assert pickle.loads(pickle.dumps(governance)) == governance  # noqa: S301 - our own


def test_the_page_tells_every_rule_and_what_is_not_verified(governance: Governance) -> None:
    """The page about the plugin names each rule, and which bases were not read."""
    page = (PLUGIN.parents[1] / "docs" / "plugins" / "haarlem.md").read_text("utf-8")
    for rule in governance.rules:
        if rule.code.startswith("HAA-"):
            (line,) = (one for one in page.splitlines() if one.startswith(f"| {rule.code} "))
            assert rule.title.nl in line
            assert ("niet nagegaan" in line) is (rule.basis.verified is not True)
