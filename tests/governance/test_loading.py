from __future__ import annotations

from pathlib import Path

import pytest
from tests.governance.plugins import install

from opgavekern.base.errors import DossierError, PluginError
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


def _codes(folder: Path) -> list[tuple[str, str]]:
    with pytest.raises(DossierError) as caught:
        load(folder)
    return [
        (one.code, str(one.location).removeprefix(f"{folder.as_posix()}/"))
        for one in caught.value.problems
    ]


def test_references_are_judged_though_something_else_cannot_be_read(tmp_path: Path) -> None:
    """One run tells all: misspelt fields, wrong days, and what leads nowhere beside them."""
    folder = write(
        tmp_path,
        dossier="format: 1\ntaal: nl\nplugins: [nl]\n",
        opgaven="- id: a\n  titel: Wonen\n  eigenaren: gemente\n  opgavemanger: p-1\n"
        "- id: b\n  titel: Zorg\n  gevraagde_rollen: [opgavemanager]\n",
        signalen="- id: s\n  titel: Kapot\n  ingebracht_op: 1-2-2026\n  opgaven: [a, nergens]\n",
    )
    assert _codes(folder) == [
        ("unknown-id", "opgaven.yaml:3:14"),
        ("unknown-field", "opgaven.yaml:4:3"),
        ("not-a-date", "signalen.yaml:3:18"),
        ("unknown-id", "signalen.yaml:4:16"),
    ]


@pytest.mark.parametrize(
    ("opgaven", "code"),
    [
        ("- id: a\n", "missing-field"),  # its id is known
        ("- titel: x\n", "missing-field"),  # it may be any
        ("- id: a b\n  titel: x\n", "not-an-id"),
        ("- id: a\n  titel: [x\n", "not-yaml"),
        ("- id: *a\n  titel: x\n", "yaml-alias"),
        ("a\n", "wrong-shape"),
        ("- id: a\n  titel: x\n  titel: y\n", "duplicate-key"),
    ],
)
def test_what_could_not_be_read_is_not_called_missing(
    tmp_path: Path, opgaven: str, code: str
) -> None:
    """A reference to a record that may be among the unreadable is no problem of its own."""
    folder = write(
        tmp_path,
        dossier="format: 1\ntaal: nl\n",
        opgaven=opgaven,
        signalen="- {id: s, titel: Kapot, opgaven: [a]}\n",
    )
    assert [found for found, _ in _codes(folder)] == [code]


def test_a_file_that_is_not_known_may_hold_anything(tmp_path: Path) -> None:
    """Beside a file or key with a slip in its name no reference is judged."""
    folder = write(
        tmp_path,
        dossier="format: 1\ntaal: nl\n",
        opgavn="- {id: a, titel: x}\n",
        signalen="- {id: s, titel: Kapot, opgaven: [a]}\n",
    )
    assert [found for found, _ in _codes(folder)] == ["unknown-file"]
    one = tmp_path / "een"
    one.mkdir()
    text = "format: 1\nopgavn: [{id: a, titel: x}]\nsignalen: [{id: s, titel: x, opgaven: a}]\n"
    (one / "heel.yaml").write_text(text, "utf-8")
    assert [found for found, _ in _codes(one / "heel.yaml")] == ["unknown-field"]


def test_of_two_records_with_one_id_the_first_counts(tmp_path: Path) -> None:
    """References are judged of what can be told apart; the places of the rest stay right."""
    folder = write(
        tmp_path,
        dossier="format: 1\ntaal: nl\n",
        opgaven="- {id: a, titel: x}\n- {id: a, titel: y}\n- {id: b, titel: z, gebieden: weg}\n",
    )
    assert _codes(folder) == [
        ("duplicate-id", "opgaven.yaml:2:8"),
        ("unknown-id", "opgaven.yaml:3:31"),
    ]


ASTRAY = """
from opgavekern.model import Dossier
from opgavekern.testing import an_area
from tests.governance.plugins import Plugin as Sound


def Plugin():
    facts = Dossier.of(an_area(id="wijk", parent="dorp"))
    return Sound(name="astray", namespace="AST", facts=facts)
"""


@pytest.fixture
def astray(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of an installed plugin whose fact refers to an area that it does not bring."""
    install(tmp_path, "astray", ASTRAY)
    monkeypatch.syspath_prepend(tmp_path)
    return "astray"


def test_a_fact_that_leads_nowhere_is_the_plugins(astray: str) -> None:
    """It may refer to what the dossier has; what neither has is told with the plugin's name."""
    header = {"plugins": [astray], "language": "en"}
    with pytest.raises(PluginError) as caught:
        governed(Dossier.from_records({}, header=header))
    said = str(caught.value)
    assert said.startswith("astray astray 1.2 opgavekern_facts: area wijk/parent: there is no")
    assert caught.value.language == "en"
    areas = [{"id": "dorp", "name": "Dorp", "level": "district"}]
    whole, _ = governed(Dossier.from_records({"areas": areas}, header=header))
    assert set(whole.areas.ids()) == {"dorp", "wijk"}


def test_the_dossiers_own_references_come_before_those_of_plugins(astray: str) -> None:
    """Whoever keeps the dossier is told first what to mend there, and nothing of a plugin's."""
    issues = [{"id": "i", "title": "Groen", "areas": ["nergens"]}]
    with pytest.raises(DossierError) as caught:
        governed(Dossier.from_records({"issues": issues}, header={"plugins": [astray]}))
    assert [one.id for one in caught.value.problems] == ["i"]
