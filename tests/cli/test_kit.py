"""The commands for who writes plugins, as people type them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Typed
from tests.governance.plugins import install

_GOVERNING = """
from opgavekern.governance import Layer
from tests.governance.plugins import Plugin as Sound


def Plugin():
    whose = frozenset("abcd")
    return Sound(name="dorp", namespace="DRP", layer=Layer.PROVINCE, governs=whose)
"""


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A dossier that names a plugin which fails, in English."""
    install(tmp_path, "stuk", 'print("loud")\nraise SystemExit(0)\n')
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "stuk_plugin", raising=False)
    path = tmp_path / "dorp.json"
    header = {"format": 1, "language": "en", "plugins": ["nl", "stuk"]}
    path.write_text(json.dumps(header), "utf-8")
    return str(path)


def test_plugins_are_listed_without_loading_any(typed: Typed, broken: str) -> None:
    """A plugin that fails is listed like another."""
    said = typed("plugins", "--lang", "nl")
    assert (said.code, said.err) == (0, "")
    assert "nl  opgavekern" in said.out
    assert "stuk  stuk 1.2" in said.out
    names = [one["name"] for one in json.loads(typed("plugins", "--json").out)["plugins"]]
    assert names == sorted(names)
    assert "stuk" in names
    assert "stuk_plugin" not in sys.modules


def test_plugins_of_a_dossier_tell_what_they_govern(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the layer for which each speaks; more than a few organisations are counted."""
    install(tmp_path, "dorp", _GOVERNING)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "dorp_plugin", raising=False)
    path = tmp_path / "dorp.json"
    path.write_text(json.dumps({"format": 1, "language": "en", "plugins": ["nl", "dorp"]}), "utf-8")
    said = typed("plugins", str(path)).out
    assert "dorp  dorp 1.2: province, for 4 organisations" in said
    assert "national, for all records" in said
    told = json.loads(typed("plugins", str(path), "--json").out)["plugins"]
    assert [(one["name"], one["layer"], len(one["governs"])) for one in told] == [
        ("dorp", "province", 4),
        ("nl", "national", 0),
    ]


def test_hooks_are_shown_with_those_who_use_them(typed: Typed, broken: str) -> None:
    """What cannot be loaded is passed by where nobody named it, and refused where someone did."""
    said = typed("hooks", "--lang", "en")
    assert said.code == 0
    assert "opgavekern_rules(options) -> Iterable[Rule[Any]]" in said.out
    told = json.loads(typed("hooks", "nl", "--json").out)
    assert told["format"] == 1
    assert {one["name"]: one["plugins"] for one in told["hooks"]}["opgavekern_importers"] == []
    named = typed("hooks", "stuk")
    assert named.code == 4
    assert "SystemExit" in named.err


def test_the_doctor_tells_what_is_wrong(typed: Typed, broken: str) -> None:
    """It ends with 4, in the language of the dossier, and what a plugin prints is no JSON."""
    said = typed("doctor", broken, "--lang", "nl")
    assert said.code == 4
    assert "stuk  stuk 1.2: niet te laden" in said.out
    assert "in orde" in said.out
    told = json.loads(typed("doctor", broken, "--json").out)
    assert told["sound"] is False
    assert [one["state"] for one in told["plugins"]] == ["sound", "broken"]
    assert "SystemExit" in told["plugins"][1]["said"]["nl"]


def test_the_doctor_lists_waivers_that_do_nothing(typed: Typed, here: Path) -> None:
    """With why, and that is no fault of a plugin, so that the code stays 0."""
    waiver = {"id": "w", "rule": "NL-404", "subject": "issue:i", "reason": "x"}
    header = {"language": "en", "as_of": "2026-09-01", "plugins": ["nl"]}
    plain = {"format": 1, **header, "issues": [{"id": "i", "title": "Warm wonen"}]}
    plain["waivers"] = [{**waiver, "expires_on": "2027-01-01"}]
    (here / "dorp.json").write_text(json.dumps(plain), "utf-8")
    said = typed("doctor", "dorp.json")
    assert said.code == 0
    assert "refused: The waiver of NL-404" in said.out
    (one,) = json.loads(typed("doctor", "dorp.json", "--json").out)["waivers"]
    assert (one["id"], one["code"], one["status"]) == ("w", "NL-404", "refused")


def test_the_doctor_is_pleased_with_what_is_in_order(typed: Typed, dossier: Path) -> None:
    """A dossier that `init` wrote has nothing the matter with its plugins."""
    said = typed("doctor", str(dossier))
    assert (said.code, said.err) == (0, "")
    assert "Plugins in orde: 1." in said.out


def test_the_doctor_refuses_what_is_no_dossier(typed: Typed, here: Path) -> None:
    """As every command does that reads one."""
    assert typed("doctor", "nergens").code == 3
