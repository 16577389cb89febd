from __future__ import annotations

import functools
import importlib.metadata
import itertools
import pickle
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import attrs
import pluggy
import pytest
from tests.governance.plugins import Plugin, a_rule, install

from opgavekern.base.errors import BadValueError, DossierError, PluginError
from opgavekern.base.texts import Text
from opgavekern.files import read_dossier
from opgavekern.governance import (
    Basis,
    Criterion,
    Governance,
    PluginInfo,
    Rule,
    RuleKind,
    available,
    governed,
    hookimpl,
)
from opgavekern.model import Dossier, Header, Issue, IssueId, PluginUse, Ref
from opgavekern.testing import a_dossier, a_role, a_waiver


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


class Suggesting(Plugin):
    """A hook that is marked as a specification too."""

    @hookimpl
    @pluggy.HookspecMarker("opgavekern")(firstresult=True)
    def opgavekern_rules(self) -> tuple[()]:  # type: ignore[override]
        return ()


class Secretive(Plugin):
    """A plugin that fails while it is looked at."""

    @property
    def opgavekern_options(self) -> Any:
        raise ValueError("Jan de Vries")


class Untitled(Plugin):
    """A plugin that says in one language only what it brings."""

    @hookimpl
    def opgavekern_plugin_info(self) -> PluginInfo:
        return PluginInfo(name="tst", namespace="TST", title=Text(nl="", en="x"))


class Informing(Plugin):
    """A plugin that says of itself what a test wants it to."""

    def __init__(self, **said: Any) -> None:
        super().__init__()
        self.said = {"name": "tst", "namespace": "TST", "title": Text(nl="x", en="x"), **said}

    @hookimpl
    def opgavekern_plugin_info(self) -> PluginInfo:
        return PluginInfo(**self.said)


class Listing(Plugin):
    """Rules as an attribute, where a hook belongs."""

    opgavekern_rules = [a_rule()]  # type: ignore[assignment] # noqa: RUF012 - that is the fault


class Own(BaseException):
    """What guards against `Exception` do not hold."""


class Leaving(Plugin):
    """A hook that raises what derives from BaseException alone."""

    def __init__(self, error: BaseException) -> None:
        super().__init__()
        self.error = error

    @hookimpl
    def opgavekern_rules(self) -> tuple[()]:  # type: ignore[override]
        raise self.error


class Unending(Plugin):
    """A hook that generates rules without end."""

    @hookimpl
    def opgavekern_rules(self) -> Iterator[Rule[Any]]:
        yield from itertools.repeat(a_rule())


class LowerCase(Plugin):
    """A plugin whose namespace is no namespace."""

    @hookimpl
    def opgavekern_plugin_info(self) -> PluginInfo:
        return PluginInfo(name="tst", namespace="tst", title=Text(nl="x", en="x"))


@attrs.frozen
class Failing:
    """Parameters that cannot be made."""

    days: int = attrs.field(default=1)

    def __attrs_post_init__(self) -> None:
        raise SystemExit(0)


class Empty(Plugin):
    """A hook that forgot to answer."""

    @hookimpl
    def opgavekern_rules(self) -> Any:
        return None


class Nameless:
    """A plugin without any hook."""


@attrs.frozen
class Unmakeable:
    """Parameters whose own validator refuses their default."""

    days: int = attrs.field(default=-1, validator=attrs.validators.ge(0))


class Admitting(Plugin):
    """A plugin with a criterion."""

    @hookimpl
    def opgavekern_criteria(self) -> tuple[Criterion[Any], ...]:
        return (
            Criterion(
                code="TST-C01",
                name="a_criterion",
                title=Text(nl="Titel", en="Title"),
                rationale=Text(nl="Waarom", en="Why"),
                kind=RuleKind.CONVENTION,
                basis=Basis(reference="test"),
                reads=frozenset({"signals"}),
                judge=lambda dossier, context: (),
                parameters=Unmakeable,
            ),
        )


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
        (Plugin, "this is a class"),
        (Empty(), "tst opgavekern_rules: the hook returns NoneType, expected Iterable"),
        (
            Plugin(facts=Dossier.of(Issue(id=IssueId("i"), title="\ud800"))),
            "tst opgavekern_facts: a fact has a value",
        ),
        (
            Plugin(facts=Dossier.of(Issue(id=IssueId("i"), title=object()))),  # type: ignore[arg-type]
            "tst opgavekern_facts: a fact has a value",
        ),
        (Plugin(a_rule("ABC-001")), "outside the namespace"),
        (Plugin(a_rule(), a_rule()), "twice"),
        (Plugin("no rule"), "not a Rule"),
        (Plugin(a_rule(reads=frozenset({"issue"}))), "no kind"),
        (Plugin(a_rule(title=Text(nl="", en="x"))), "one of the languages"),
        (Plugin(a_rule(parameters=int)), "attrs class"),
        (Plugin(a_rule(parameters=Failing)), "attrs class"),
        (Plugin(a_rule(severity="blocking")), "severity is str, expected Severity"),
        (Plugin(a_rule(title="Title")), "title is str, expected Text"),
        (Plugin(a_rule(check=None)), "check is NoneType"),
        (Plugin(a_rule(kind=RuleKind.LAW)), "law without an article"),
        (Plugin(a_rule(basis=Basis(reference=""))), "basis.reference"),
        (Suggesting(), "hookspec"),
        (Secretive(), "ValueError"),
        (Untitled(), "title"),
        (LowerCase(), "capitals"),
        (Informing(title="Title"), "title is str, expected Text"),
        (Informing(title=Text(nl=None, en="x")), "one of the languages"),  # type: ignore[arg-type]
        (Informing(contact=None), "contact is NoneType, expected str"),
        (Informing(name=""), "the name is empty"),
        (Plugin(a_rule(basis=Basis(reference=None))), "reference is NoneType"),  # type: ignore[arg-type]
        (Plugin(a_rule(basis=Basis(reference="x", article=4))), "article is int"),  # type: ignore[arg-type]
        (
            Plugin(a_rule(basis=Basis(reference="x", explanation="x"))),  # type: ignore[arg-type]
            "explanation is str, expected Text | None",
        ),
        (Plugin(a_rule(check=lambda dossier: ())), "check must take two arguments"),
        (Plugin(a_rule(title=Text(nl="x", en="\ud800"))), "title has half a character"),
        (Plugin(a_rule(basis=Basis(reference="\udfff"))), "reference has half a character"),
        (Informing(contact="\ud800"), "contact has half a character"),
        (Listing(), "opgavekern_rules: a hook is a function; this is list"),
        (Leaving(Own()), "tst opgavekern_rules: the plugin fails: Own (test_activation.py:"),
        (
            Leaving(GeneratorExit()),
            "tst opgavekern_rules: the plugin fails: GeneratorExit (test_activation.py:",
        ),
        (Unending(), "tst opgavekern_rules: the hook gives more than 10,000"),
        (Admitting(), "an attrs class with a default for every field"),
    ],
    ids=lambda one: one if isinstance(one, str) else type(one).__name__,
)
def test_what_breaks_the_contract_is_refused(plugin: Any, said: str) -> None:
    """The message says what is wrong and what to do, and names hook and plugin."""
    assert said in refused(plugin)


@pytest.mark.needs("standard")
@pytest.mark.parametrize(("files", "rest"), [(1, ""), (2, "There are 2 problems")])
def test_facts_that_cannot_be_read_say_where(tmp_path: Path, files: int, rest: str) -> None:
    """File, line, what and what to do, as for a dossier; and how to see the other problems."""
    (tmp_path / "dossier.yaml").write_text("format: 1\nname: x\n", "utf-8")
    for name in ("bodies", "areas")[:files]:
        (tmp_path / f"{name}.yaml").write_text("- {id: x, name: x, colour: red}\n", "utf-8")

    class Reading(Plugin):
        @hookimpl
        def opgavekern_facts(self) -> Dossier:
            return read_dossier(tmp_path)

    said = refused(Reading())
    first = ("bodies", "areas")[files - 1]
    assert f"opgavekern_facts: the facts cannot be read: {first}.yaml:1:20: unknown field" in said
    assert rest in said


def test_ctrl_c_in_a_hook_stays_ctrl_c() -> None:
    """No guard holds the user back."""
    with pytest.raises(KeyboardInterrupt):
        Governance.activate([Leaving(KeyboardInterrupt())])


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


def test_a_plugin_named_twice_is_a_problem() -> None:
    """The second mention is the one to take out."""
    header = Header(plugins=(PluginUse(name="nl"), PluginUse(name="nl")))
    with pytest.raises(DossierError) as caught:
        Governance.of(a_dossier(header=header))
    (problem,) = caught.value.problems
    assert (problem.code, problem.path) == ("duplicate-plugin", ("plugins", 1))


def test_an_object_outside_allow_is_refused() -> None:
    """What an embedder allows holds for objects as for names."""
    assert "not allowed" in refused(Plugin(), allow=["nl"])
    assert Governance.activate([Plugin()], allow=["tst"]).plugins[0].name == "tst"


def test_options_for_a_plugin_that_takes_no_part_are_refused() -> None:
    """Nothing that was chosen is dropped in silence."""
    assert 'Did you mean "tst"' in refused(WithOptions(), options={"tts": {"days": "7"}})


def test_options_of_all_plugins_are_judged_at_once() -> None:
    """Two plugins with wrong options are two problems."""
    other = WithOptions(a_rule("OTH-001"), name="other", namespace="OTH")
    wrong = {"days": "many"}
    with pytest.raises(DossierError) as caught:
        Governance.activate([WithOptions(), other], options={"tst": wrong, "other": wrong})
    assert {problem.path[0] for problem in caught.value.problems} == {"tst", "other"}


def test_a_plugin_that_leaves_while_it_is_imported_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An installed distribution is named with its version, and ends nothing but itself."""
    install(tmp_path, "leaving", "raise SystemExit(0)\n")
    monkeypatch.syspath_prepend(tmp_path)
    said = refused("leaving")
    assert "SystemExit" in said
    assert "leaving 1.2" in said


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import no_such_module\n", "ModuleNotFoundError no_such_module (unloadable_plugin.py:1,"),
        ("\nraise RuntimeError('Jan de Vries')\n", "RuntimeError (unloadable_plugin.py:2,"),
        ("def Plugin():\n    1 / 0\n", "ZeroDivisionError (unloadable_plugin.py:2, Plugin)"),
    ],
)
def test_a_plugin_that_cannot_be_loaded_says_why_and_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, said: str
) -> None:
    """The missing module or the line is named; what was raised is the error's cause."""
    install(tmp_path, "unloadable", code)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "unloadable_plugin", raising=False)
    with pytest.raises(PluginError) as caught:
        Governance.activate(["unloadable"])
    assert said in str(caught.value)
    assert "Jan de Vries" not in str(caught.value)
    assert type(caught.value.__cause__).__name__ in said


@pytest.mark.parametrize(
    "way",
    [
        lambda: Governance.activate("nl"),
        lambda: Governance.activate(Plugin()),  # type: ignore[arg-type]
        lambda: Governance.activate([], allow="nl"),
        lambda: Governance.of(Dossier(), allow="nl"),
        lambda: governed(Dossier(), allow="nl"),
    ],
)
def test_one_name_is_no_list_of_names(way: Callable[[], object]) -> None:
    """A text is not taken letter by letter, nor one plugin for several."""
    with pytest.raises(BadValueError, match=r"must be a list; put \[ \] around it"):
        way()


def test_nothing_outside_allow_is_imported() -> None:
    """An embedder decides what may be loaded."""
    assert "not allowed" in refused("nl", allow=())
    header = Header(plugins=(PluginUse(name="nl"),))
    with pytest.raises(DossierError, match="not allowed"):
        Governance.of(a_dossier(header=header), allow=["other"])


def test_what_is_installed_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many plugins are named: reading all metadata takes longer than the rest."""
    for letter in "abc":
        space = f"TS{letter.upper()}"
        made = f'Base(name="{letter}", namespace="{space}")'
        code = f"from tests.governance.plugins import Plugin as Base\nPlugin = lambda: {made}\n"
        install(tmp_path, letter, code)
    monkeypatch.syspath_prepend(tmp_path)
    read = []
    real = importlib.metadata.distributions
    monkeypatch.setattr(
        importlib.metadata, "distributions", lambda **how: read.append(how) or real(**how)
    )
    assert len(Governance.activate(["a", "b", "c"]).plugins) == 3
    assert len(read) == 1


@pytest.mark.parametrize(
    ("function", "takes"),
    [
        (lambda one, two: (), True),
        (lambda *all_of_them: (), True),
        (lambda one, *rest: (), True),
        (lambda one, two, three=3: (), True),
        (lambda one, two=2, three=3: (), True),
        (lambda one, two, *, three=3: (), True),
        (partial(lambda one, two, three: (), three=3), True),
        (functools.wraps(Dossier.of)(lambda one, two: ()), True),
        (functools.wraps(Dossier.at)(lambda *all_of_them: ()), True),
        (a_rule().check, True),
        (int, True),
        (lambda one: (), False),
        (lambda: (), False),
        (lambda one, two, three: (), False),
        (lambda one, two, *, three: (), False),
        (lambda one, **rest: (), False),
        (functools.wraps(Dossier.of_kind)(lambda *all_of_them: ()), True),
        (partial(lambda one, two: (), None), False),
    ],
)
def test_a_check_takes_a_dossier_and_a_context(function: Any, takes: bool) -> None:
    """Plain functions, those made from others and what is callable are all asked what they take."""
    if takes:
        assert Governance.activate([Plugin(a_rule(check=function))]).rules[0].check is function
    else:
        assert "check must take two arguments" in refused(Plugin(a_rule(check=function)))


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


@pytest.mark.parametrize("options", ["x", {"tst": "x"}, {"tst": None}, {1: {}}, 5], ids=repr)
def test_options_are_fields_by_plugin(options: Any) -> None:
    """Anything else is refused before a plugin is asked."""
    with pytest.raises(BadValueError, match="options are fields by plugin"):
        Governance.activate([Plugin()], options=options)


def test_a_plugin_grants_no_waiver() -> None:
    """It could take away what a rule of another layer finds; only a dossier grants one."""
    waiver = a_waiver(rule="TST-001", subject=Ref("issue", "i"), expires_on="2030-01-01")
    with pytest.raises(PluginError, match="a plugin grants no waiver"):
        Governance.activate([Plugin(facts=Dossier.of(waiver))])
