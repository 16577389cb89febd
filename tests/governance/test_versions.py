from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest
from tests.governance.plugins import install

from opgavekern.base.errors import BadValueError, DossierError, PluginError
from opgavekern.governance import Governance, available, compare_versions, what_if
from opgavekern.model import Dossier, Header, PluginUse
from opgavekern.testing import a_dossier, an_issue

DAY = date(2026, 9, 1)
DOSSIER = a_dossier(
    an_issue(id="i", title="Lang"), header=Header(plugins=(PluginUse(name="trial"),))
)
#: A plugin that finds every issue whose title is longer than so many characters.
CODE = """
from tests.governance.plugins import BOTH, Plugin as Base, a_rule
from opgavekern.governance import Finding
from opgavekern.model import Ref

{first}

def too_long(dossier, context):
    for one in dossier.issues:
        if len(one.title) > {most}:
            yield Finding(subject=Ref("issue", one.id), text=BOTH, remedy=BOTH)

def Plugin():
    return Base(a_rule("TST-001", too_long), name="trial")
"""
PROJECT = """
[project]
name = "trial"
version = "2.0"
[project.entry-points."opgavekern.v1"]
trial = "trial_plugin:Plugin"
"""


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Governance:
    """Version 1.2, which finds nothing."""
    site = tmp_path / "site"
    site.mkdir()
    install(site, "trial", CODE.format(most=9, first=""))
    monkeypatch.syspath_prepend(site)
    return Governance.of(DOSSIER)


def a_source(folder: Path, *, most: int = 3, first: str = "") -> Path:
    """The source of version 2.0."""
    source = folder / "source"
    source.mkdir()
    (source / "pyproject.toml").write_text(PROJECT, "utf-8")
    (source / "trial_plugin.py").write_text(CODE.format(most=most, first=first), "utf-8")
    return source


def a_wheel(folder: Path) -> Path:
    """A wheel of version 2.0."""
    unpacked = folder / "unpacked"
    unpacked.mkdir()
    install(unpacked, "trial", CODE.format(most=3, first=""))
    wheel = folder / "trial-2.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for one in sorted(unpacked.rglob("*")):
            if one.is_file():
                words = one.read_text("utf-8").replace("Version: 1.2", "Version: 2.0")
                archive.writestr(str(one.relative_to(unpacked)), words)
    return wheel


@pytest.mark.parametrize("made", [a_source, a_wheel])
def test_an_upgrade_tells_what_it_would_find(
    installed: Governance, tmp_path: Path, made: object
) -> None:
    """And what is installed stays, also for whoever asks next."""
    assert callable(made)
    found = what_if(DOSSIER, installed, versions=[made(tmp_path)], on=DAY)
    assert [str(one.subject) for one in found.added] == ["issue:i"]
    assert (found.removed, found.versions) == ((), ("trial 1.2 → 2.0",))
    assert [one.version for one in available() if one.name == "trial"] == ["1.2"]
    assert not what_if(DOSSIER, installed, by=Governance.of(DOSSIER), on=DAY)


@pytest.mark.parametrize(
    ("first", "said"),
    [
        ("raise SystemExit(0)", "trial trial 2.0: the plugin cannot be loaded: SystemExit"),
        ("import os; os._exit(0)", "trial: the process in which this version is tried has ended"),
    ],
)
def test_an_upgrade_that_fails_is_told(
    installed: Governance, tmp_path: Path, first: str, said: str
) -> None:
    """With its name, and nothing else ends."""
    with pytest.raises(PluginError) as caught:
        what_if(DOSSIER, installed, versions=[a_source(tmp_path, first=first)], on=DAY)
    assert said in str(caught.value)


def test_what_is_no_version_is_refused(installed: Governance, tmp_path: Path) -> None:
    """Before any process is started: no plugin, one that is not named, or no wheel."""
    source = a_source(tmp_path)
    broken, empty = tmp_path / "broken.whl", tmp_path / "empty"
    broken.write_text("PK", "utf-8")
    empty.mkdir()
    for path, dossier, said in (
        (empty, DOSSIER, "no plugin stands here; give a wheel"),
        (broken, DOSSIER, "this wheel cannot be read"),
        (source, Dossier(), "the dossier does not name this plugin"),
    ):
        with pytest.raises(BadValueError, match=said):
            what_if(dossier, installed, versions=[path], on=DAY)
    with pytest.raises(BadValueError, match="by or versions"):
        what_if(DOSSIER, installed, by=installed, versions=[source], on=DAY)
    (source / "pyproject.toml").write_text('[project]\nname = "trial"\n', "utf-8")
    with pytest.raises(BadValueError, match="build a wheel"):
        what_if(DOSSIER, installed, versions=[source], on=DAY)


def test_an_upgrade_that_the_dossier_does_not_fit_is_told(
    installed: Governance, tmp_path: Path
) -> None:
    """Options that the other version does not know are problems, as when it is read."""
    use = PluginUse(name="trial", options={"days": "3"})
    with pytest.raises(DossierError, match="options"):
        what_if(
            DOSSIER.replace(header=Header(plugins=(use,))),
            installed,
            versions=[a_source(tmp_path)],
            on=DAY,
        )


def test_two_versions_are_compared_by_their_rules(installed: Governance, tmp_path: Path) -> None:
    """What the other declares otherwise is told with both values; what is installed stays."""
    source = a_source(tmp_path)
    plugin = source / "trial_plugin.py"
    heavier = 'a_rule("TST-001", too_long, severity=Severity.ADVICE), a_rule("TST-002")'
    code = plugin.read_text("utf-8").replace('a_rule("TST-001", too_long)', heavier)
    plugin.write_text(code.replace("import Finding", "import Finding, Severity"), "utf-8")
    found = compare_versions(DOSSIER, installed, [source], on=DAY)
    assert (found.plugins, found.other_plugins) == (("trial 1.2",), ("trial 2.0",))
    assert [(one.code, one.field, one.first, one.second) for one in found.differences] == [
        ("TST-001", "severity", "warning", "advice"),
        ("TST-002", "", "", ""),
    ]
