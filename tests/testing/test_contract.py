from __future__ import annotations

import contextlib
import itertools
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from tests.governance.plugins import BOTH, Plugin, a_rule

from opgavekern.base.texts import Text
from opgavekern.governance import Finding, Rule, RuleContext, available, hookimpl
from opgavekern.model import Dossier, Ref
from opgavekern.testing import PluginContract, a_dossier, a_role
from opgavekern.testing.watching import Bounded, EndlessError, reaching_out

pytestmark = pytest.mark.needs("testing")

_COUNT = itertools.count()
MADE = (
    "test_rules_end_and_answer_on_any_dossier",
    "test_findings_say_themselves_in_both_languages",
    "test_equal_input_gives_equal_findings",
    "test_rules_keep_the_promise_of_each",
)
LAWS = (*(name for name in dir(PluginContract) if name.startswith("test_")), *MADE)
#: Whether a law fails is asked here, not by which smallest dossier.
_FIRST = settings(
    deadline=None, max_examples=25, phases=[Phase.generate], suppress_health_check=HealthCheck
)


#: Every plugin that is installed keeps the contract: the baseline, and those of towns.
for _one in available():
    _named = f"TestInstalled{_one.name.title().replace('-', '')}"
    globals()[_named] = type(_named, (PluginContract,), {"plugin": _one.name})


class TestPlain(PluginContract):
    """A plugin that is a class in a module keeps it too."""

    plugin = Plugin


def _never_ends(dossier: Dossier, context: RuleContext[Any]) -> Iterator[Finding]:
    while True:
        with contextlib.suppress(Exception):
            yield from ()


def _elsewhere(dossier: Dossier, context: RuleContext[Any]) -> Iterator[Finding]:
    yield Finding(subject=Ref("issue", "nowhere-at-all"), text=BOTH, remedy=BOTH)


def _dutch_only(dossier: Dossier, context: RuleContext[Any]) -> Iterator[Finding]:
    for issue in dossier.issues:
        text = Text(nl="{subject} klopt niet.", en=" ")
        yield Finding(subject=Ref("issue", issue.id), text=text, remedy=text)


def _moody(dossier: Dossier, context: RuleContext[Any]) -> Iterator[Finding]:
    for issue in dossier.issues:
        key = str(next(_COUNT))
        yield Finding(subject=Ref("issue", issue.id), text=BOTH, remedy=BOTH, key=key)


def _compares(dossier: Dossier, context: RuleContext[Any]) -> Iterator[Finding]:
    if len(dossier.issues) > 1:
        for issue in dossier.issues:
            yield Finding(subject=Ref("issue", issue.id), text=BOTH, remedy=BOTH)


def _about_nothing(dossier: Dossier, context: RuleContext[Any]) -> Iterable[Finding]:
    return ()


class Reaching(Plugin):
    """Reads a file that is not its own."""

    @hookimpl
    def opgavekern_facts(self) -> Dossier:
        with tempfile.NamedTemporaryFile() as file:
            Path(file.name).read_bytes()
        return Dossier()


class Changing(Plugin):
    """Says something else each time."""

    @hookimpl
    def opgavekern_facts(self) -> Dossier:
        return a_dossier(a_role(id="role", name=f"Role {next(_COUNT)}"))


class Local(Plugin):
    """Has a rule that no other process can find."""

    @hookimpl
    def opgavekern_rules(self) -> list[Rule[Any]]:
        return [a_rule(check=lambda dossier, context: ())]


def _with(*rules: Rule[Any]) -> Callable[[], Plugin]:
    return lambda: Plugin(*rules)


def _contract(made: Callable[[], object], most: int = 25) -> type[PluginContract]:
    """The contract of a plugin, on so many dossiers at most."""
    laws = {"plugin": staticmethod(made), "_asked": settings(_FIRST, max_examples=most)}
    return type("Contract", (PluginContract,), laws)


def _passes(contract: PluginContract, law: str) -> bool:
    try:
        getattr(contract, law)()
    except Exception:  # noqa: BLE001 - whatever tells that it failed
        return False
    return True


@pytest.mark.parametrize(
    ("made", "broken"),
    [
        (Reaching, {"test_declares_without_reaching_out"}),
        (Changing, {"test_declares_the_same_every_time", "test_order_never_matters"}),
        (
            Local,
            {
                "test_declares_the_same_every_time",
                "test_order_never_matters",
                "test_travels_to_another_process",
            },
        ),
        (
            _with(a_rule(name="no identifier", check=_about_nothing)),
            {"test_codes_are_in_its_namespace"},
        ),
        (_with(a_rule(check=_never_ends)), {"test_rules_end_and_answer_on_any_dossier"}),
        (_with(a_rule(check=_elsewhere)), {"test_rules_end_and_answer_on_any_dossier"}),
        (_with(a_rule(check=_moody)), {"test_equal_input_gives_equal_findings"}),
        (
            _with(a_rule(check=_compares, each="issues")),
            {"test_rules_keep_the_promise_of_each"},
        ),
    ],
    ids="reads changes local name endless elsewhere moody compares".split(),
)
def test_each_law_catches_who_breaks_it(made: Callable[[], object], broken: set[str]) -> None:
    """A plugin that breaks one law fails the test of that law, and keeps the others."""
    # A law that is kept is kept by what the plugin is, not by luck: few dossiers tell.
    breaking, keeping = _contract(made)(), _contract(made, most=3)()
    failed = {name for name in LAWS if not _passes(breaking if name in broken else keeping, name)}
    assert failed == broken


def test_a_finding_that_lacks_a_language_is_caught() -> None:
    """The engine may refuse it, or the law; it never goes by."""
    contract = _contract(_with(a_rule(check=_dutch_only)))()
    assert not all(_passes(contract, name) for name in MADE[:2])


def test_a_contract_without_a_plugin_is_refused() -> None:
    """It says what to write."""
    with pytest.raises(TypeError, match="say plugin"):
        type("TestNothing", (PluginContract,), {})


def test_laws_belong_to_one_class_each() -> None:
    """Two contracts share no test of hypothesis, and one may have its own."""

    class One(PluginContract):
        plugin = Plugin

    class Other(PluginContract):
        plugin = Plugin

        def test_equal_input_gives_equal_findings(self) -> None:
            """In its own way."""

    for name in MADE:
        assert vars(One)[name] is not vars(Other)[name]


@pytest.mark.parametrize(
    "reach",
    [
        lambda: socket.socket().close(),
        lambda: subprocess.run([sys.executable, "-V"], check=False, capture_output=True),
        lambda: Path(tempfile.gettempdir(), "opgavekern-none").mkdir(exist_ok=True),
    ],
    ids=["network", "program", "folder"],
)
def test_what_goes_beyond_the_package_is_seen(reach: Callable[[], object]) -> None:
    """Network, programs and writing are seen; reading one's own folder and importing are not."""
    home = Path(__file__).parent
    with reaching_out(home) as reached:
        reach()
    assert reached
    with reaching_out(home) as reached:
        Path(__file__).read_bytes()
        __import__("json.tool")
    assert reached == []


def test_a_loop_without_end_is_stopped_by_its_lines() -> None:
    """No `except Exception` holds it, and tracing is as it was."""
    before = sys.gettrace()
    with pytest.raises(EndlessError, match="_never_ends"):
        list(Bounded(_never_ends, most=1000)(Dossier(), None))  # type: ignore[arg-type] # not asked
    assert sys.gettrace() is before
