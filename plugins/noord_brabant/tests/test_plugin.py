"""What the plugin brings, and how it stands between the nation and a municipality."""

from __future__ import annotations

from pathlib import Path

import pytest

import opgavekern_helmond
from opgavekern import Governance, check, load
from opgavekern.base.errors import DossierError
from opgavekern.governance import Layer, available
from opgavekern.model import KINDS, Dossier
from opgavekern_noord_brabant import plugin
from opgavekern_noord_brabant.members import MUNICIPALITIES

PLUGIN = Path(__file__).parents[1]
EXAMPLE = PLUGIN / "examples" / "begroting.yaml"


@pytest.fixture(scope="module")
def facts() -> Dossier:
    """What the plugin brings."""
    return plugin().opgavekern_facts()


def test_it_is_installed_under_its_name_and_speaks_for_the_province() -> None:
    """It stands over municipalities and under the nation, and governs those in the province."""
    (found,) = (one for one in available() if one.name == "noord-brabant")
    assert found.distribution == "opgavekern-noord-brabant"
    info = plugin().opgavekern_plugin_info()
    assert info.layer is Layer.PROVINCE
    assert {"provincie-noord-brabant", "gemeente-helmond"} <= info.governs
    assert "gemeente-haarlem" not in info.governs


def test_there_are_fifty_six_municipalities() -> None:
    """So many since 1 January 2023, each once."""
    assert len(MUNICIPALITIES) == 56


def test_nothing_is_said_to_be_verified(facts: Dossier) -> None:
    """Every fact has a source that says it was not looked up, and every rule such a basis."""
    records = [one for kind in KINDS for one in facts.of_kind(kind.plural)]
    assert {one.source.verified if one.source else None for one in records} == {False}
    rules = Governance.activate(["nl", "noord-brabant"]).rules
    assert {one.basis.verified for one in rules if one.code.startswith("NBR-")} == {False}


def test_every_id_names_the_province(facts: Dossier) -> None:
    """So it fits in one dossier with others."""
    ids = [one.id for kind in KINDS for one in facts.of_kind(kind.plural)]  # type: ignore[attr-defined]
    assert [one for one in ids if "noord-brabant" not in one] == []


def test_what_it_shares_with_a_municipality_is_the_same(facts: Dossier) -> None:
    """The area of the province comes from both plugins, in one form."""
    theirs = opgavekern_helmond.plugin().opgavekern_facts()
    assert theirs.areas["noord-brabant"] == facts.areas["noord-brabant"]


def test_the_example_shows_three_layers_at_work() -> None:
    """A dossier of Helmond under the province hears all three, and nothing fails."""
    dossier, governance = load(EXAMPLE)
    layers = {one.name: one.info.layer for one in governance.plugins}
    assert layers == {
        "nl": Layer.NATIONAL,
        "noord-brabant": Layer.PROVINCE,
        "helmond": Layer.MUNICIPALITY,
    }
    result = check(dossier, governance)
    assert result.conclusive
    found = {one.code for one in result.findings if one.plugin == "noord-brabant"}
    assert found == {"NBR-001", "NBR-002", "NBR-010"}


def test_a_day_after_the_statutory_day_is_refused(tmp_path: Path) -> None:
    """No province can ask for later than the act does: such an option is a problem."""
    chosen = "[nl, {naam: noord-brabant, opties: {budget_before_day: 16}}, helmond]"
    text = EXAMPLE.read_text("utf-8").replace("[nl, noord-brabant, helmond]", chosen)
    (tmp_path / "begroting.yaml").write_text(text, "utf-8")
    with pytest.raises(DossierError) as refused:
        load(tmp_path / "begroting.yaml")
    (problem,) = refused.value.problems
    assert problem.path[-1] == "budget_before_day"


def test_the_page_tells_every_rule_and_what_is_not_verified() -> None:
    """The page about the plugin names each rule, and says that its basis was not read."""
    page = (PLUGIN.parents[1] / "docs" / "plugins" / "noord-brabant.md").read_text("utf-8")
    for rule in Governance.activate(["nl", "noord-brabant"]).rules:
        if rule.code.startswith("NBR-"):
            (line,) = (one for one in page.splitlines() if one.startswith(f"| {rule.code} "))
            assert rule.title.nl in line
            assert "niet nagegaan" in line
