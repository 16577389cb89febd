"""What the plugin brings, and what it says of where that comes from."""

from __future__ import annotations

import itertools
import pickle
from datetime import date
from pathlib import Path

import pytest
from holidays.countries.netherlands import Netherlands

from opgavekern import Governance, check, load
from opgavekern.base.errors import DossierError, PluginError
from opgavekern.governance import Layer, available
from opgavekern.model import KINDS, AreaLevel, Dossier, Record, Weekday
from opgavekern.testing import a_dossier, a_planning_document
from opgavekern_helmond import plugin

PLUGIN = Path(__file__).parents[1]
EXAMPLE = PLUGIN / "examples" / "wijken.yaml"
#: Records that are not Helmond's own; the plugin of the province brings them too.
SHARED = {"noord-brabant"}


@pytest.fixture(scope="module")
def governance() -> Governance:
    """The national baseline and Helmond, as installed."""
    return Governance.activate(["nl", "helmond"])


@pytest.fixture(scope="module")
def facts() -> Dossier:
    """What the plugin brings."""
    return plugin().opgavekern_facts()


def records(facts: Dossier) -> list[Record]:
    """Every record of it."""
    return [one for kind in KINDS for one in facts.of_kind(kind.plural)]


def test_it_is_installed_under_its_name() -> None:
    """A dossier that names `helmond` gets this plugin, which speaks for the municipality."""
    (found,) = (one for one in available() if one.name == "helmond")
    assert found.distribution == "opgavekern-helmond"
    info = plugin().opgavekern_plugin_info()
    assert (info.layer, info.governs) == (Layer.MUNICIPALITY, {"gemeente-helmond"})


def test_every_fact_says_whether_it_was_verified(facts: Dossier) -> None:
    """A fact has a source, and the source says whether someone looked it up; both occur."""
    said = {one.source.verified if one.source else None for one in records(facts)}
    assert said == {True, False}


def test_every_id_names_the_municipality(facts: Dossier) -> None:
    """So two municipalities fit in one dossier."""
    ids = {str(one.id) for one in records(facts)}  # type: ignore[attr-defined] # each kind has one
    assert {one for one in ids if "helmond" not in one} == SHARED


def test_what_it_brings_stands_with_the_baseline_alone(governance: Governance) -> None:
    """No fact refers to what neither it nor the baseline has."""
    assert Dossier().over(governance.facts).unresolved() == ()


def test_eleven_districts_and_one_work_area(facts: Dossier) -> None:
    """CBS has twelve districts; in one of them hardly anyone lives."""
    codes = sorted(str(one.code) for one in facts.areas if one.level is AreaLevel.DISTRICT)
    assert len(codes) == 12
    assert all(code.startswith("2023WK0794") for code in codes)


def test_the_council_meets_on_tuesdays(facts: Dossier) -> None:
    """Four bodies, each once in four weeks, on a Tuesday."""
    rhythms = [(one.rhythm.weekday, one.rhythm.every_weeks) for one in facts.meeting_series]
    assert rhythms == [(Weekday.TUESDAY, 4)] * 4


@pytest.mark.parametrize("year", [2025, 2026, 2027, 2028])
def test_recess_is_that_of_region_south(facts: Dossier, year: int) -> None:
    """Its days in a year are the school holidays of region Zuid, as published for that year."""
    published = Netherlands(subdiv="Zuid", categories=("school",), years=year)
    ours = {
        date.fromordinal(day)
        for one in facts.closed_periods
        if one.period.first and one.period.last
        for day in range(one.period.first.toordinal(), one.period.last.toordinal() + 1)
    }
    assert {day for day in ours if day.year == year} == set(published)


def test_a_budget_programme_belongs_to_its_year(facts: Dossier) -> None:
    """The council's programmes change; the one of 2020 is not in the budget of 2025."""
    assert [one.id for one in facts.at(date(2020, 6, 1)).budget_programmes] == [
        "helmond-2020-programma-09"
    ]
    assert [one.id for one in facts.at(date(2025, 6, 1)).budget_programmes] == [
        "helmond-2025-programma-2"
    ]


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
    shown = [one.code for one in result.findings if one.plugin == "helmond"]
    assert {code: len(list(same)) for code, same in itertools.groupby(sorted(shown))} == {
        "HLM-002": 1,
        "HLM-003": 1,
        "HLM-004": 8,
        "HLM-012": 1,
        "HLM-020": 1,
        "HLM-030": 1,
    }
    assert {one.code for one in result.findings if one.plugin == "noord-brabant"} == {"NBR-002"}


@pytest.mark.parametrize(("days", "is_found"), [(None, False), (28, True)])
def test_helmond_may_be_warned_a_round_of_the_council_earlier(
    days: int | None, is_found: bool
) -> None:
    """The province warns two weeks ahead; what Helmond fills in holds for Helmond."""
    options = {"helmond": {"budget_warning_days": days}}
    governance = Governance.activate(["nl", "noord-brabant", "helmond"], options=options)
    budget = a_planning_document(
        kind="programme_budget", year=2027, organisation="gemeente-helmond"
    )
    dossier = a_dossier(budget).over(governance.facts)
    result = check(dossier, governance, on=date(2026, 10, 18))
    assert ("NBR-002" in {one.code for one in result.findings}) is is_found


def test_what_is_filled_in_needs_the_rule_it_is_for() -> None:
    """Without the province there is no such rule, and the error says whose plugin to name."""
    options = {"helmond": {"budget_warning_days": 28}}
    with pytest.raises(PluginError) as refused:
        Governance.activate(["nl", "helmond"], options=options)
    assert "NBR-002" in str(refused.value)


def test_an_option_that_is_not_there_is_told_with_its_place(tmp_path: Path) -> None:
    """A misspelt option is a problem with line and column, not silence."""
    text = EXAMPLE.read_text("utf-8").replace("issue_team_districts", "issue_team_district")
    (tmp_path / "wijken.yaml").write_text(text, "utf-8")
    with pytest.raises(DossierError) as refused:
        load(tmp_path / "wijken.yaml")
    (problem,) = refused.value.problems
    assert problem.location is not None
    assert "issue_team_districts" in problem.text("nl")


def test_its_governance_goes_to_another_process(governance: Governance) -> None:
    """What was activated here is the same after pickling."""
    assert pickle.loads(pickle.dumps(governance)) == governance  # noqa: S301 - our own


def test_the_page_tells_every_rule_and_what_is_not_verified(governance: Governance) -> None:
    """The page about the plugin names each rule, and which bases were not read."""
    page = (PLUGIN.parents[1] / "docs" / "plugins" / "helmond.md").read_text("utf-8")
    for rule in governance.rules:
        if rule.code.startswith("HLM-"):
            (line,) = (one for one in page.splitlines() if one.startswith(f"| {rule.code} "))
            assert rule.title.nl in line
            assert ("niet nagegaan" in line) is (rule.basis.verified is not True)
