from __future__ import annotations

import pickle
from typing import Any

import attrs
import pytest
from tests.governance.plugins import Plugin, a_rule

from opgavekern.base.errors import DossierError, PluginError
from opgavekern.base.texts import Text
from opgavekern.governance import Governance, PluginInfo, available, hookimpl
from opgavekern.model import Header, PluginUse
from opgavekern.testing import a_dossier, a_role


def refused(*plugins: Any, **more: Any) -> str:
    """Return what is said of plugins that are refused."""
    with pytest.raises(PluginError) as caught:
        Governance.activate(plugins, **more)
    assert caught.value.text("nl") != caught.value.text("en")
    return str(caught.value)


class Misspelt(Plugin):
    """A hook that does not exist."""

    @hookimpl
    def opgavekern_rulez(self) -> tuple[()]:
        return ()


class Unmarked(Plugin):
    """A hook without its marker."""

    def opgavekern_rules(self) -> tuple[()]:  # type: ignore[override]
        return ()


class First(Plugin):
    """A hook that wants to go first."""

    @hookimpl(tryfirst=True)
    def opgavekern_rules(self) -> tuple[()]:  # type: ignore[override]
        return ()


class Defaulting(Plugin):
    """A hook with a default argument."""

    @hookimpl
    def opgavekern_rules(self, options: object = None) -> tuple[()]:  # type: ignore[override]
        return ()


class Inventive(Plugin):
    """A hook that asks for what is not offered."""

    @hookimpl
    def opgavekern_rules(self, option: object) -> tuple[()]:  # type: ignore[override]
        return ()


class Raising(Plugin):
    """A hook that leaves."""

    @hookimpl
    def opgavekern_rules(self) -> tuple[()]:  # type: ignore[override]
        raise SystemExit(0)


class Wordy(Plugin):
    """A hook that answers with something else."""

    @hookimpl
    def opgavekern_facts(self) -> Any:
        return "facts"


class Nameless:
    """A plugin without any hook."""


@pytest.mark.parametrize(
    ("plugin", "said"),
    [
        (Misspelt(), "opgavekern_rules"),
        (Unmarked(), "@hookimpl"),
        (First(), "tryfirst"),
        (Defaulting(), "default"),
        (Inventive(), "options"),
        (Raising(), "SystemExit"),
        (Wordy(), "expected Dossier"),
        (Nameless(), "missing"),
        (Plugin(a_rule("ABC-001")), "outside the namespace"),
        (Plugin(a_rule(), a_rule()), "twice"),
        (Plugin("no rule"), "not a Rule"),
        (Plugin(a_rule(reads=frozenset({"issue"}))), "no kind"),
        (Plugin(a_rule(title=Text(nl="", en="x"))), "one of the languages"),
        (Plugin(a_rule(parameters=int)), "attrs class"),
    ],
    ids=lambda one: one if isinstance(one, str) else type(one).__name__,
)
def test_what_breaks_the_contract_is_refused(plugin: Any, said: str) -> None:
    """The message says what is wrong and what to do, and names hook and plugin."""
    assert said in refused(plugin)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_twins_are_refused(order: tuple[int, ...]) -> None:
    """Two plugins of one name, or of one namespace, name each other."""
    names = [Plugin(), Plugin(namespace="OTH")]
    spaces = [Plugin(), Plugin(name="other")]
    assert "the name" in refused(*(names[one] for one in order))
    assert "the namespace" in refused(*(spaces[one] for one in order))


def test_plugins_may_not_contradict_each_other() -> None:
    """One record with two contents names both plugins; the same content twice is fine."""
    one = Plugin(facts=a_dossier(a_role(id="r", name="Eén")))
    other = Plugin(name="other", namespace="OTH", facts=a_dossier(a_role(id="r", name="Twee")))
    same = Plugin(name="other", namespace="OTH", facts=a_dossier(a_role(id="r", name="Eén")))
    said = refused(one, other)
    assert "role:r" in said
    assert "tst" in said
    assert len(Governance.activate([one, same]).facts.roles) == 1


def test_order_does_not_matter() -> None:
    """Whatever the order in which plugins are given, the governance is the same."""
    one, other = Plugin(), Plugin(name="other", namespace="OTH")
    ways = [Governance.activate(way) for way in ([one, other], [other, one])]
    assert ways[0] == ways[1]
    assert [rule.code for rule in ways[0].rules] == ["OTH-001", "TST-001"]


@attrs.frozen
class Options:
    """Options of a plugin."""

    days: int = 3


class WithOptions(Plugin):
    """A plugin whose rule depends on its options."""

    @hookimpl
    def opgavekern_options(self) -> type[Any]:
        return Options

    @hookimpl
    def opgavekern_rules(self, options: Options) -> Any:  # type: ignore[override]
        return [a_rule(name=f"days_{options.days}")]


def test_options_reach_the_plugin_in_its_own_types() -> None:
    """Text from a file becomes what the plugin declared."""
    governance = Governance.activate([WithOptions()], options={"tst": {"days": "7"}})
    assert governance.rules[0].name == "days_7"
    assert governance.plugins[0].options == Options(days=7)


@pytest.mark.parametrize(
    ("plugin", "options", "code"),
    [
        (WithOptions(), {"days": "many"}, "not-a-number"),
        (WithOptions(), {"dayz": "7"}, "unknown-field"),
        (Plugin(), {"days": "7"}, "unknown-field"),
    ],
    ids=["wrong type", "unknown option", "no options"],
)
def test_wrong_options_are_problems(plugin: Any, options: Any, code: str) -> None:
    """What a plugin does not declare, or not so, is said with its path."""
    with pytest.raises(DossierError) as caught:
        Governance.activate([plugin], options={"tst": options})
    (problem,) = caught.value.problems
    assert problem.code == code
    assert problem.path[:2] == ("tst", "options")


def test_an_unknown_plugin_of_a_dossier_is_a_problem() -> None:
    """It says which, with a near miss, and all of them at once."""
    header = Header(plugins=(PluginUse(name="nll"), PluginUse(name="nl"), PluginUse(name="xyz")))
    with pytest.raises(DossierError) as caught:
        Governance.of(a_dossier(header=header))
    assert [problem.path for problem in caught.value.problems] == [("plugins", 0), ("plugins", 2)]
    assert 'Did you mean "nl"?' in str(caught.value)


def test_nothing_outside_allow_is_imported() -> None:
    """An embedder decides what may be loaded."""
    assert "not allowed" in refused("nl", allow=())
    header = Header(plugins=(PluginUse(name="nl"),))
    with pytest.raises(DossierError, match="not allowed"):
        Governance.of(a_dossier(header=header), allow=["other"])


def test_what_is_installed_is_told_without_importing() -> None:
    """The baseline is found by its entry point, like any other plugin."""
    (baseline,) = [one for one in available() if one.name == "nl"]
    assert baseline.distribution == "opgavekern"


def test_a_governance_pickles() -> None:
    """It goes to other processes whole."""
    governance = Governance.activate(["nl"])
    assert pickle.loads(pickle.dumps(governance)) == governance  # noqa: S301 - our own


def test_a_rule_is_found_by_its_code() -> None:
    """An unknown code is a KeyError."""
    governance = Governance.activate([Plugin()])
    assert governance.rule("TST-001").name == "a_rule"
    with pytest.raises(KeyError):
        governance.rule("TST-999")


@pytest.mark.parametrize("namespace", ["T", "tst", "ABCDEFGHI", "T1"])
def test_a_namespace_is_two_to_eight_capitals(namespace: str) -> None:
    """Anything else is refused."""
    with pytest.raises(ValueError, match="capitals"):
        PluginInfo(name="x", namespace=namespace, title=Text(nl="x", en="x"))
