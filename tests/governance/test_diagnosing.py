from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest
from tests.governance.plugins import install

from opgavekern.governance import Diagnosis, PluginState, WaiverStatus, available, diagnose
from opgavekern.model import Dossier, Header, Organisation, Ref
from opgavekern.model.facts import PluginUse
from opgavekern.testing import a_dossier, a_role, a_waiver, an_issue

pytestmark = pytest.mark.needs("standard")

_SOUND = """
from tests.governance.plugins import Plugin as Sound


def Plugin():
    return Sound(name="{name}", namespace="{namespace}")
"""
_CHOOSING = """
import attrs
from opgavekern.governance import hookimpl
from tests.governance.plugins import Plugin as Sound


@attrs.frozen
class Options:
    most: int = 3


class Plugin(Sound):
    def __init__(self):
        super().__init__(name="kiezend", namespace="KIE")

    @hookimpl
    def opgavekern_options(self):
        return Options
"""


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on the path in which plugins can be installed."""
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def _install(folder: Path, name: str, code: str, *, requires: str = "") -> None:
    sys.modules.pop(f"{name}_plugin", None)
    install(folder, name, code)
    if requires:
        with (folder / f"{name}-1.2.dist-info" / "METADATA").open("a") as metadata:
            metadata.write(f"Requires-Dist: {requires}\n")


def _states(found: Diagnosis) -> dict[str, PluginState]:
    return {one.name: one.state for one in found.plugins}


def _naming(*uses: str | PluginUse) -> Dossier:
    plugins = tuple(PluginUse(name=one) if isinstance(one, str) else one for one in uses)
    return Dossier(header=Header(plugins=plugins))


def test_what_is_in_order_is_sound(installed: Path) -> None:
    """Plugins that load and stand beside each other are sound, and so is the whole."""
    _install(installed, "dorp", _SOUND.format(name="dorp", namespace="DRP"))
    found = diagnose(_naming("nl", "dorp"))
    assert found.is_sound
    assert _states(found) == {"dorp": PluginState.SOUND, "nl": PluginState.SOUND}


def test_without_a_dossier_all_that_are_installed_are_tried(installed: Path) -> None:
    """Whatever is installed is in the answer, unless it is not allowed."""
    _install(installed, "dorp", _SOUND.format(name="dorp", namespace="DRP"))
    assert {"dorp", "nl"} <= _states(diagnose()).keys()
    assert _states(diagnose(allow=["nl"])).keys() == {"nl"}


def test_a_plugin_that_is_not_there_is_absent() -> None:
    """The near miss is offered."""
    (one,) = diagnose(_naming("nll")).plugins
    assert one.state is PluginState.ABSENT
    assert one.said is not None
    assert "nl" in one.said.text("nl")


@pytest.mark.parametrize(
    ("requires", "fits"),
    [
        ("opgavekern>=0.1", True),
        ("opgavekern[yaml]>=0.0.1,<99", True),
        ("opgavekern (>=99)", False),
        ("opgavekern[yaml]<0.0.1", False),
        ("opgavekern>=99; extra == 'later'", True),
        ("opgavekern-other>=99", True),
    ],
)
def test_a_plugin_for_another_version_does_not_fit(
    installed: Path, requires: str, fits: bool
) -> None:
    """It is told by metadata alone: the plugin, which would raise, is not imported."""
    _install(installed, "dorp", "raise SystemExit(0)", requires=requires)
    (one,) = diagnose(_naming("dorp")).plugins
    assert one.state is (PluginState.BROKEN if fits else PluginState.UNFIT)
    assert one.said is not None
    assert ("99" in one.said.text() or "0.0.1" in one.said.text()) is not fits


def test_a_plugin_that_raises_is_broken_and_harms_no_other(installed: Path) -> None:
    """Whatever it raises, the answer says where, and the others are tried."""
    _install(installed, "stuk", "raise SystemExit(0)")
    _install(installed, "dorp", _SOUND.format(name="dorp", namespace="DRP"))
    found = diagnose(_naming("stuk", "dorp"))
    assert _states(found) == {"dorp": PluginState.SOUND, "stuk": PluginState.BROKEN}
    assert "SystemExit (stuk_plugin.py:1" in str(found.plugins[1].said)
    assert not found.is_sound
    assert "stuk" in found.describe("nl")


def test_a_plugin_that_is_no_python_is_told_by_file_and_line(installed: Path) -> None:
    """The line that is wrong is named, not the one that imports it."""
    (installed / "stuk_regels.py").write_text("first = 1\nsecond = = 2\n", "utf-8")
    _install(installed, "stuk", "import stuk_regels\n")
    (one,) = diagnose(_naming("stuk")).plugins
    assert "SyntaxError (stuk_regels.py:2)" in str(one.said)


def test_options_that_do_not_fit_are_told(installed: Path) -> None:
    """The options of the dossier are those that are tried."""
    _install(installed, "kiezend", _CHOOSING)
    good, bad = (
        diagnose(_naming(PluginUse(name="kiezend", options={"most": most}))).plugins[0]
        for most in (2, "veel")
    )
    assert good.state is PluginState.SOUND
    assert bad.state is PluginState.MISSET
    assert "veel" in str(bad.said)


def test_plugins_that_clash_are_told_with_both_names(installed: Path) -> None:
    """Every conflict is in the answer, not the first alone."""
    for name in ("een", "twee", "drie"):
        _install(installed, name, _SOUND.format(name=name, namespace="DRP"))
    found = diagnose(_naming("een", "twee", "drie", "nl"))
    states = _states(found)
    assert sorted(states.values(), key=str).count(PluginState.CONFLICTING) == 2
    assert states["nl"] is PluginState.SOUND
    sound = next(one.name for one in found.plugins if one.state is PluginState.SOUND)
    for one in found.plugins:
        if one.state is PluginState.CONFLICTING:
            assert sound in str(one.said) or "drie" in str(one.said)
            assert "DRP" in str(one.said)


def test_what_is_available_says_for_which_versions(installed: Path) -> None:
    """Metadata tell what a plugin asks for; nothing is imported."""
    _install(installed, "dorp", "raise SystemExit(0)", requires="opgavekern[yaml] >=0.1,<2")
    found = {one.name: one for one in available()}
    assert found["dorp"].requires == ">=0.1,<2"
    assert found["nl"].requires == ""
    assert found["nl"].summary
    assert "dorp_plugin" not in sys.modules


def test_a_plugin_of_another_municipality_is_told(installed: Path) -> None:
    """It is in order by itself, and has nothing to say of this dossier."""
    code = _SOUND.replace('"{namespace}")', '"{namespace}", governs=frozenset({{"a"}}))')
    _install(installed, "dorp", code.format(name="dorp", namespace="DRP"))
    plugins = (PluginUse(name="dorp"),)
    found = {
        whose: diagnose(
            Dossier.of(
                Organisation(id=whose, name=whose),
                header=Header(organisation=whose, plugins=plugins),
            )
        )
        for whose in ("a", "b")
    }
    assert found["a"].is_sound
    assert _states(found["b"]) == {"dorp": PluginState.IDLE}


_WAIVABLE = """
from tests.governance.plugins import Plugin as Sound, a_rule, about_each


def Plugin():
    first = lambda dossier, context: list(about_each(dossier, context))[:1]
    rule = a_rule("DRP-001", first, waivable_by=frozenset({"role"}))
    return Sound(rule, name="dorp", namespace="DRP")
"""


def test_waivers_that_take_nothing_away_are_listed(installed: Path) -> None:
    """By rule, with why; of one of a rule whose plugin does not load nobody can tell."""
    _install(installed, "dorp", _WAIVABLE)
    _install(installed, "stuk", "raise SystemExit(0)")
    day = date(2026, 9, 1)
    by = {"rule": "DRP-001", "subject": Ref("issue", "i"), "expires_on": date.max}
    by["granted_by"] = "role"
    waivers = (
        a_waiver(id="used", **by),
        a_waiver(id="old", **{**by, "expires_on": date(2026, 1, 1)}),
        a_waiver(id="unused", **{**by, "subject": Ref("issue", "j")}),
        a_waiver(id="of-nobody", **{**by, "rule": "ABC-001"}),
    )
    issues = (an_issue(id="i"), an_issue(id="j"))
    header = _naming("dorp").header
    dossier = a_dossier(*issues, a_role(id="role"), *waivers, header=header)
    found = diagnose(dossier, on=day)
    assert [(one.waiver, one.status) for one in found.waivers] == [
        ("of-nobody", WaiverStatus.REFUSED),
        ("old", WaiverStatus.EXPIRED),
        ("unused", WaiverStatus.UNUSED),
    ]
    assert found.is_sound
    assert "Waivers that take nothing away: 3." in found.describe()
    assert diagnose(dossier).waivers == ()
    some = diagnose(dossier.replace(header=_naming("dorp", "stuk").header), on=day)
    assert [one.waiver for one in some.waivers] == ["old", "unused"]
