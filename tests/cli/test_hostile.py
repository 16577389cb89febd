"""Plugins that do harm, as installed distributions: each is told, and the code is never 0."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from tests.governance.plugins import install
from tests.typed import Typed

#: A plugin with a rule that may fail, and one that finds something.
CODE = """
import itertools
from tests.governance.plugins import Plugin as Base, a_rule, about_each
from opgavekern.base.texts import Text
from opgavekern.governance import Finding, Severity, hookimpl
from opgavekern.model import Dossier, Ref
{top}
def rule(dossier, context):
    {rule}

class Plugin(Base):
    def __init__(self):
        blocking = a_rule("BAD-001", rule, severity=Severity.BLOCKING)
        super().__init__(blocking, a_rule("BAD-002"), name="bad", namespace="BAD")
    {hook}
"""
GOOD = """
from tests.governance.plugins import Plugin as Base
def Plugin():
    return Base(name="good", namespace="GOOD")
"""
LEAVE = "raise SystemExit(0)"
PRIVATE = "raise ValueError('Jan de Vries')"


def a_hook(name: str, answer: str, given: str = "") -> str:
    """A hook that does something."""
    return f"@hookimpl\n    def opgavekern_{name}(self{given}):\n        {answer}"


@pytest.fixture
def hostile(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on the path, with a plugin that does no harm and a dossier of two."""
    monkeypatch.syspath_prepend(here)
    install(here, "good", GOOD)
    for name in ("bad_plugin", "good_plugin"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    (here / "dossier").mkdir()
    header = "format: 1\ntaal: nl\npeildatum: 2026-09-01\nplugins: [good, bad]\n"
    (here / "dossier/dossier.yaml").write_text(header, "utf-8")
    (here / "dossier/opgaven.yaml").write_text("- id: o-1\n  titel: Een opgave\n", "utf-8")
    return here


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (PRIVATE, "de regel mislukt: ValueError (bad_plugin.py:9, rule)"),
        (LEAVE, "de regel mislukt: SystemExit (bad_plugin.py:9, rule)"),
        ("return 5", "de regel geeft int, verwacht: bevindingen"),
        ("yield 5", "de regel geeft int in plaats van een Finding"),
        (
            "yield from itertools.chain.from_iterable("
            "about_each(dossier, context) for _ in itertools.count())",
            "de regel geeft meer dan 10.000 bevindingen",
        ),
        ("next(iter(dossier.issues)).title = ''", "FrozenInstanceError"),
        ("dossier.issues['x'] = 1", "de regel mislukt: TypeError"),
        ("next(iter(dossier.people))", "de regel leest gegevens die zij niet opgeeft"),
        (
            "yield Finding(subject=Ref('issue', 'x'), text=Text(nl='x', en='x'), "
            "remedy=Text(nl='x', en='x'))",
            'de regel wijst naar "issue:x", en dat is er niet',
        ),
    ],
)
def test_a_rule_that_does_harm_harms_itself(
    typed: Typed, hostile: Path, rule: str, said: str
) -> None:
    """Told with code, distribution and version; all others find what they find."""
    install(hostile, "bad", CODE.format(top="", rule=rule, hook=""))
    answer = typed("check", "dossier")
    assert answer.code == 4
    shown = " ".join(answer.out.split())
    assert "BAD-001 bad 1.2: " in shown
    assert said in shown
    assert "BAD-002" in shown
    assert "GOOD-001" in shown
    assert "Jan de Vries" not in answer.all


@pytest.mark.parametrize(
    ("top", "hook", "said"),
    [
        (PRIVATE, "", "de plugin is niet te laden: ValueError (bad_plugin.py:7,"),
        (LEAVE, "", "de plugin is niet te laden: SystemExit (bad_plugin.py:7,"),
        ("import nergens", "", "ModuleNotFoundError nergens"),
        ("", a_hook("rules", LEAVE), "opgavekern_rules: de plugin mislukt: SystemExit"),
        ("", a_hook("rules", "return 5"), "opgavekern_rules: de hook geeft int"),
        (
            "",
            a_hook("rules", "return itertools.repeat(a_rule('BAD-003'))"),
            "opgavekern_rules: de hook geeft er meer dan 10.000",
        ),
        (
            "",
            a_hook("rules", "return [a_rule('BAD-003'), a_rule('BAD-003')]"),
            'opgavekern_rules: de code "BAD-003" is twee keer gebruikt',
        ),
        (
            "",
            a_hook("rules", "return [a_rule('GOOD-001')]"),
            'opgavekern_rules: de code "GOOD-001" hoort niet bij de naamruimte',
        ),
        ("", a_hook("rulez", "return []"), "opgavekern_rulez: deze hook bestaat niet."),
        *(
            ("", a_hook(name, LEAVE), f"opgavekern_{name}: de plugin mislukt: SystemExit")
            for name in ("plugin_info", "options", "facts", "importers")
        ),
        *(
            ("", a_hook(name, answer), f"opgavekern_{name}: {said}")
            for name in ("criteria", "fact_changes", "rule_changes")
            for answer, said in ((LEAVE, "de plugin mislukt: SystemExit"), ("return [5]", "int is"))
        ),
    ],
)
def test_a_plugin_that_does_harm_is_refused(
    typed: Typed, hostile: Path, top: str, hook: str, said: str
) -> None:
    """Told with its distribution, version and hook, never in its own words."""
    install(hostile, "bad", CODE.format(top=top, rule="return ()", hook=hook))
    answer = typed("check", "dossier")
    shown = " ".join(answer.all.split())
    assert (answer.code, "bad bad 1.2" in shown, said in shown) == (4, True, True), shown
    assert "GOOD-001" in shown, "what the other plugin found"
    assert "niet compleet" in shown
    assert "Jan de Vries" not in shown


def test_a_plugin_that_is_refused_is_told_everywhere(typed: Typed, hostile: Path) -> None:
    """In JSON and its receipt, beside the code on GitHub, in report and handbook: always code 4."""
    install(hostile, "bad", CODE.format(top="", rule="return ()", hook=a_hook("rules", LEAVE)))
    plain = typed("check", "dossier", "--json")
    told = json.loads(plain.out)
    (failure,) = told["failures"]
    assert (told["exit"], told["conclusive"]) == (4, False)
    assert (failure["plugin"], failure["distribution"]) == ("bad", "bad 1.2")
    assert "SystemExit" in failure["message"]["nl"]
    assert told["receipt"]["refused"] == ["bad"]
    assert [one["code"] for one in told["findings"]] == ["GOOD-001"]
    github = typed("check", "dossier", "--format", "github")
    assert "::error title=bad::opgavekern_rules: de plugin mislukt: SystemExit" in github.out
    assert "title=GOOD-001::" in github.out
    codes = [plain.code, github.code]
    for words, page in (("report", "r.html"), ("handbook", "h.md")):
        answer = typed(words, "dossier", "--out", page)
        codes.append(answer.code)
        assert "Let op: " in answer.err
        assert "de plugin mislukt: SystemExit" in (hostile / page).read_text("utf-8")
    assert codes == [4] * 4


def test_a_plugin_that_needs_a_newer_core_is_not_loaded(typed: Typed, hostile: Path) -> None:
    """Also where pip was not asked."""
    install(hostile, "bad", "raise AssertionError")
    with (hostile / "bad-1.2.dist-info/METADATA").open("a") as metadata:
        metadata.write("Requires-Dist: opgavekern>=99\n")
    answer = typed("check", "dossier")
    assert answer.code == 4
    shown = " ".join(answer.all.split())
    assert "bad 1.2 vraagt opgavekern >=99, en dit is" in shown
    assert "GOOD-001" in shown


def test_two_distributions_of_one_name_are_both_told(typed: Typed, hostile: Path) -> None:
    """Which of the two was meant cannot be known; a plugin of another name takes part."""
    install(hostile, "bad", CODE.format(top="", rule="return ()", hook=""))
    points = hostile / "bad-1.2.dist-info/entry_points.txt"
    points.write_text(points.read_text() + "good = bad_plugin:Plugin\n")
    answer = typed("check", "dossier")
    assert answer.code == 4
    shown = " ".join(answer.all.split())
    assert "good (bad 1.2)" in shown
    assert "good (good 1.2)" in shown
    assert "BAD-002" in shown
