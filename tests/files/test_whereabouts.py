from __future__ import annotations

from pathlib import Path

import pytest

from opgavekern.base.errors import DossierError, Problem
from opgavekern.files import read_dossier


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a dossier in it, some documents beside that, and the schemas of editors."""
    dossier = tmp_path / "stad" / "mijn-dossier"
    (dossier / ".schema").mkdir(parents=True)
    (dossier / "gebieden").mkdir()
    (dossier / "dossier.json").write_text('{"format": 1}', "utf-8")
    (dossier / "issues.json").write_text('[{"id": "a", "title": "x"}]', "utf-8")
    (dossier / "gebieden" / "oost.json").write_text(
        '{"id": "oost", "name": "Oost", "level": "district"}', "utf-8"
    )
    for name in ("issues.json", "dossier.json", "other.json"):
        (dossier / ".schema" / name).write_text('{"$schema": "x"}', "utf-8")
    for name in ("rapport.html", "oud.csv", "personen.xlsx", "lijst.yalm"):
        (tmp_path / "stad" / name).write_text("x", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "stad"


def _one(path: str | Path) -> Problem:
    with pytest.raises(DossierError) as caught:
        read_dossier(path)
    (problem,) = caught.value.problems
    assert problem.remedy is not None
    return problem


@pytest.mark.parametrize(
    ("named", "meant"),
    [
        ("stad", "stad/mijn-dossier"),
        ("stad/mijn-dossier/.schema", "stad/mijn-dossier"),
        ("stad/mijn-dossier/gebieden", "stad/mijn-dossier"),
    ],
)
def test_one_message_says_where_the_dossier_is(town: Path, named: str, meant: str) -> None:
    """A folder too high or too deep is one problem, whatever else lies there."""
    problem = _one(named)
    assert problem.code == "header-missing"
    assert "dossier.yaml ontbreekt" in problem.text("nl")
    assert problem.remedy is not None
    assert problem.remedy.text("nl") == f"Bedoelt u de map {meant}?"


def test_from_inside_a_folder_of_the_dossier(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Standing in the folder of a kind, one is told of the folder above."""
    monkeypatch.chdir(town / "mijn-dossier" / "gebieden")
    assert _one(".").text("nl").endswith("Bedoelt u de map ..?")


def test_among_two_dossiers_none_is_guessed(town: Path) -> None:
    """Where several folders hold a dossier, the message says what to name, not which."""
    (town / "ander").mkdir()
    (town / "ander" / "dossier.json").write_text('{"format": 1}', "utf-8")
    assert "Noem de map waarin dossier.yaml staat" in _one("stad").text("nl")


def test_a_folder_without_anything_of_a_dossier(town: Path) -> None:
    """Documents alone are no dossier: one problem, and how to start one."""
    (town / "mijn-dossier").rename(town.parent / "elders")
    (town / "personen.xlsx").unlink()
    assert "opgavekern init" in _one("stad").text("nl")


def test_a_dossier_of_which_only_the_header_is_missing(town: Path) -> None:
    """Files of a dossier without its header say so, besides whatever else is wrong with them."""
    (town / "mijn-dossier" / "dossier.json").unlink()
    (town / "mijn-dossier" / "issues.json").write_text('[{"id": "a"}]', "utf-8")
    with pytest.raises(DossierError) as caught:
        read_dossier("stad/mijn-dossier")
    assert {one.code for one in caught.value.problems} == {"header-missing", "missing-field"}


@pytest.mark.parametrize("name", ["issues.json", "gebieden/oost.json", "dossier.json", "x.json"])
def test_one_file_of_a_dossier_is_not_checked_alone(town: Path, name: str) -> None:
    """A file with others of the dossier beside it is no dossier; the folder is named."""
    if name == "x.json":
        (town / "mijn-dossier" / name).write_text('{"format": 1}', "utf-8")
        assert read_dossier(f"stad/mijn-dossier/{name}").header.name == ""
        return
    problem = _one(f"stad/mijn-dossier/{name}")
    assert problem.code == "part-of-dossier"
    assert problem.text("nl").endswith("Noem de map: stad/mijn-dossier")


def test_a_dossier_of_one_file_may_be_called_dossier(tmp_path: Path) -> None:
    """With nothing of a dossier beside it, `dossier.json` may hold all of one."""
    (tmp_path / "dossier.json").write_text(
        '{"format": 1, "issues": [{"id": "a", "title": "x"}]}', "utf-8"
    )
    (tmp_path / "rapport.html").write_text("x", "utf-8")
    assert len(read_dossier(tmp_path / "dossier.json").issues) == 1
