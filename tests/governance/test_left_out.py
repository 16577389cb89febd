from __future__ import annotations

import pickle
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.governance.plugins import Numbers, Plugin, a_rule, install

from opgavekern.base.errors import PluginError
from opgavekern.governance import (
    Basis,
    Fill,
    Governance,
    Layer,
    RenameFact,
    Severity,
    WaiverStatus,
    check,
    check_against,
    governed,
    hookimpl,
)
from opgavekern.model import Header, PluginUse, Ref
from opgavekern.testing import a_dossier, a_role, a_waiver, an_issue

DAY = date(2026, 9, 1)
ONE_ISSUE = a_dossier(an_issue(id="i"))


class Broken(Plugin):
    """A plugin whose rules cannot be made."""

    def __init__(self, name: str = "broken", namespace: str = "BRO") -> None:
        super().__init__(name=name, namespace=namespace)

    @hookimpl
    def opgavekern_rules(self) -> Any:
        raise ValueError("Jan de Vries")


def partly(*plugins: Any, **more: Any) -> tuple[Governance, list[PluginError]]:
    """Activate what can be, and return what was told of the rest."""
    told: list[PluginError] = []
    return Governance.activate(plugins, refused=told.append, **more), told


def test_a_plugin_that_cannot_be_activated_is_left_out() -> None:
    """The others take part; each that does not is told, and no check is conclusive."""
    governance, told = partly(Broken("zulu", "ZUL"), Plugin(), Broken())
    assert [one.name for one in governance.plugins] == ["tst"]
    assert [one.plugin for one in told] == ["zulu", "broken"]
    assert [one.name for one in governance.refused] == ["broken", "zulu"]
    result = check(ONE_ISSUE, governance, on=DAY)
    assert [one.code for one in result.findings] == ["TST-001"]
    assert not result.conclusive
    assert [(one.source, one.severity) for one in result.failures] == [
        ("broken", Severity.BLOCKING),
        ("zulu", Severity.BLOCKING),
    ]
    assert "opgavekern_rules: de plugin mislukt: ValueError" in result.failures[0].text("nl")
    assert "broken and zulu" in result.describe("en")
    assert result.receipt.refused == ("broken", "zulu")
    assert "Jan de Vries" not in repr((governance, result))


def test_without_being_asked_the_first_is_raised() -> None:
    """Whoever does not know of plugins that are left out takes no part for the whole."""
    with pytest.raises(PluginError, match="broken"):
        Governance.activate([Plugin(), Broken()])


def test_order_does_not_matter_to_what_is_left_out() -> None:
    """Whatever the order in which plugins are given."""
    every = [Plugin(), Broken(), Broken("zulu", "ZUL")]
    assert partly(*every)[0].refused == partly(*reversed(every))[0].refused


def test_of_two_that_contradict_neither_can_be_chosen() -> None:
    """That is raised, also where others are left out; the error names both."""
    one = Plugin(facts=a_dossier(a_role(id="r", name="Eén")))
    other = Plugin(name="other", namespace="OTH", facts=a_dossier(a_role(id="r", name="Twee")))
    with pytest.raises(PluginError) as caught:
        partly(one, other, Broken())
    assert {caught.value.plugin, caught.value.beside} == {"tst", "other"}
    assert pickle.loads(pickle.dumps(caught.value)).beside == caught.value.beside  # noqa: S301


def filling(rule: str, *, record: str = "r", **info: Any) -> Plugin:
    """A municipality that changes what others may have declared."""
    basis = Basis(reference="test")
    return Plugin(
        a_rule("LOW-001"),
        name="low",
        namespace="LOW",
        layer=Layer.MUNICIPALITY,
        changes=[Fill(rule=rule, parameter="most", value=2, basis=basis)],
        fact_changes=[RenameFact(record=Ref("role", record), name="Naam", basis=basis)],
        **info,
    )


def test_what_changes_a_plugin_that_is_left_out_is_at_no_fault() -> None:
    """Its changes of what is not there now do nothing; its own rules run."""
    governance, _ = partly(filling("BRO-001"), Broken())
    assert [one.name for one in governance.refused] == ["broken"]
    assert [one.code for one in check(ONE_ISSUE, governance, on=DAY).findings] == ["LOW-001"]


def test_a_wrong_change_of_what_is_there_leaves_out_its_own_plugin() -> None:
    """A rule that is misspelt, or a number that is not open: the others take part."""
    top = Plugin(a_rule(parameters=Numbers), facts=a_dossier(a_role(id="r")))
    for rule, said in (("TST-009", "there is no rule"), ("TST-001", "does not stand over")):
        governance, _ = partly(top, filling(rule))
        assert [one.name for one in governance.plugins] == ["tst"]
        assert said in governance.refused[0].text()


def test_findings_of_what_is_left_out_are_not_gone() -> None:
    """Held against an earlier check, its rules are not compared."""
    sound = Plugin(name="broken", namespace="BRO")
    before = check(ONE_ISSUE, Governance.activate([Plugin(), sound]), on=DAY)
    governance, _ = partly(Plugin(), Broken())
    against = check_against(ONE_ISSUE, governance, before.receipt, on=DAY)
    assert (against.new, against.gone, against.not_compared) == ((), (), ("BRO-001",))
    assert len(against.same) == 1


def test_a_waiver_of_its_rules_may_be_needed() -> None:
    """Nobody knows, so that it is not refused for a rule that is not there."""
    waiver = a_waiver(id="w", rule="BRO-001", subject=Ref("issue", "i"), expires_on=date.max)
    governance, _ = partly(Plugin(), Broken())
    (outcome,) = check(ONE_ISSUE.replace(waiver), governance, on=DAY).waivers
    assert outcome.status is WaiverStatus.ACTIVE
    assert "unknown" in outcome.text()


def test_references_to_its_facts_are_counted_not_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence says how many lead nowhere, and where the first stands."""
    install(tmp_path, "absent", "raise ValueError('Jan de Vries')")
    sound = 'Base(name="present", namespace="PRE")'
    code = f"from tests.governance.plugins import Plugin as Base\nPlugin = lambda: {sound}\n"
    install(tmp_path, "present", code)
    monkeypatch.syspath_prepend(tmp_path)
    header = Header(plugins=(PluginUse(name="absent"), PluginUse(name="present")))
    issues = [an_issue(id=one, areas=["a"]) for one in ("i", "j")]
    told: list[PluginError] = []
    dossier, governance = governed(a_dossier(*issues, header=header), refused=told.append)
    result = check(dossier, governance, on=DAY)
    assert [one.subject.id for one in result.findings] == ["i", "j"]
    (failure,) = result.failures
    assert "References that lead nowhere now: 2, such as in issue i (" in failure.text("en")
    assert [one.distribution for one in told] == ["absent 1.2"]
