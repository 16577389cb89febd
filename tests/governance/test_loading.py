from __future__ import annotations

from pathlib import Path

import pytest

from opgavekern.base.errors import DossierError
from opgavekern.governance import check, governed, load
from opgavekern.model import Dossier, Issue, IssueId

pytestmark = pytest.mark.needs("yaml")


def write(folder: Path, **files: str) -> Path:
    """Write a dossier's files."""
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_dossier_and_its_governance_come_together(tmp_path: Path) -> None:
    """Facts of the plugin are laid under the dossier, so that it may refer to them."""
    folder = write(
        tmp_path,
        dossier="format: 1\nlanguage: en\nas_of: 2026-09-01\nplugins: [nl]\n",
        issues="- {id: i, title: Groen, roles: [opgavemanager]}\n",
    )
    dossier, governance = load(folder)
    assert "opgavemanager" in dossier.roles
    assert check(dossier, governance).conclusive


def test_references_are_judged_after_facts_are_laid_under(tmp_path: Path) -> None:
    """What neither the dossier nor a plugin knows is a problem with its place."""
    folder = write(
        tmp_path,
        dossier="format: 1\nlanguage: en\nplugins: [nl]\n",
        issues="- id: i\n  title: Groen\n  roles: [opgavemanagr]\n",
    )
    with pytest.raises(DossierError) as caught:
        load(folder)
    (problem,) = caught.value.problems
    assert problem.location is not None
    assert (problem.location.line, problem.location.column) == (3, 11)
    assert 'Did you mean "opgavemanager"?' in str(caught.value)


def test_an_unknown_plugin_has_its_place(tmp_path: Path) -> None:
    """The header's line is named."""
    folder = write(tmp_path, dossier="format: 1\nlanguage: en\nplugins:\n- nl\n- helmnod\n")
    with pytest.raises(DossierError) as caught:
        load(folder)
    (problem,) = caught.value.problems
    assert problem.location is not None
    assert problem.location.line == 5


def test_records_are_governed_as_files_are() -> None:
    """Plugins that the header names are activated, and references judged, by record and pointer."""
    dossier = Dossier.from_records(
        {"issues": [{"id": "i", "title": "Groen", "roles": ["opgavemanager"]}]},
        header={"language": "en", "as_of": "2026-09-01", "plugins": [{"name": "nl"}]},
    )
    whole, governance = governed(dossier, allow={"nl"})
    assert "opgavemanager" in whole.roles
    assert check(whole, governance).conclusive
    wrong = dossier.replace(Issue(id=IssueId("j"), title="x", parent=IssueId("k")))
    with pytest.raises(DossierError) as caught:
        governed(wrong)
    (problem,) = caught.value.problems
    told = (problem.code, problem.kind, problem.id, problem.pointer)
    assert told == ("unknown-id", "issue", "j", "/parent")


def test_a_plugin_that_is_not_allowed_is_a_problem_of_the_header() -> None:
    """It has the pointer of its place in the header."""
    dossier = Dossier.from_records({}, header={"plugins": ["nl"]})
    with pytest.raises(DossierError) as caught:
        governed(dossier, allow=())
    (problem,) = caught.value.problems
    told = (problem.code, problem.kind, problem.id, problem.pointer)
    assert told == ("unknown-plugin", "dossier", None, "/plugins/0")
