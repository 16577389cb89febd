"""`opgavekern network`: measures from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx
import pytest
from tests.cli.conftest import Typed

from opgavekern.cli.network_measures import Beside, graph_measures
from opgavekern.exchange import read_network


@pytest.fixture
def ties(tmp_path: Path) -> Path:
    """A network of three in a ring, with a fourth beside it."""
    path = tmp_path / "ties.csv"
    path.write_text("van;naar\na;b\nb;c\nc;a\n", "utf-8")
    (tmp_path / "actors.csv").write_text("naam;sector\na;x\nb;x\nc;y\nd;y\n", "utf-8")
    return path


def test_a_bare_edge_list_is_measured(typed: Typed, ties: Path) -> None:
    """Without a dossier each actor's place is shown, and how the network was read."""
    ran = typed("network", str(ties), "--lang", "nl")
    assert ran.code == 0
    assert "3 actoren, 3 relaties (gericht)" in " ".join(ran.out.split())


def test_a_path_that_is_not_there_is_told_as_such(typed: Typed, ties: Path) -> None:
    """A misspelt folder is asked about by its name; of a file that is there, what it holds."""
    (ties.parent / "helmond").mkdir()
    ran = typed("network", str(ties.with_name("helmnd")), "--lang", "en")
    assert ran.code == 3
    assert 'there is no such file or folder Did you mean "helmond"?' in " ".join(ran.err.split())
    odd = ties.rename(ties.with_suffix(".odd"))
    ran = typed("network", str(odd), "--lang", "en")
    assert "say it with --format (in Python format=…)" in " ".join(ran.err.split())


def test_measures_of_each_actor_by_their_own_names(typed: Typed, ties: Path) -> None:
    """A column of `actors` may be asked for as such, in either language, beside other measures."""
    ran = typed(
        "network", str(ties), "--measures", "Betweenness,cohesion,aantal relaties,load", "--json"
    )
    assert ran.code == 0, ran.err
    told = json.loads(ran.out)["measures"]
    assert list(told) == ["actors", "cohesion"]
    assert set(told["actors"]["measures"]) == {"betweenness", "degree", "load"}
    ran = typed("network", str(ties), "--measures", "betweeness", "--lang", "en")
    assert (ran.code, 'Did you mean "betweenness"?' in ran.err) == (2, True)


def test_measures_of_groups(typed: Typed, ties: Path) -> None:
    """Groups come from a table beside the ties; JSON holds each answer whole."""
    nodes = str(ties.with_name("actors.csv"))
    words = ["network", str(ties), "--nodes", nodes, "--measures", "ei-index,mixing"]
    assert typed(*words).code == 2
    ran = typed(*words, "--group", "sector", "--json")
    assert ran.code == 0
    told = json.loads(ran.out)["measures"]
    assert told["ei_index"]["whole"] == {"external": 2, "internal": 1}
    assert set(told) == {"ei_index", "mixing"}


@pytest.mark.parametrize("ending", ["graphml", "gexf", "vna"])
def test_what_is_measured_stands_on_the_network(typed: Typed, ties: Path, ending: str) -> None:
    """A file of the network has each actor's numbers as attributes."""
    out = ties.with_name(f"out.{ending}")
    assert typed("network", str(ties), "--out", str(out)).code == 0
    assert dict(read_network(out).nodes(data="in_degree")) == {"a": 1, "b": 1, "c": 1}
    assert typed("network", str(ties), "--out", str(out)).code == 2  # It stays as it is.


def test_how_a_file_is_read(typed: Typed, ties: Path) -> None:
    """A roster, who was asked, an attendance window and missing cells are options."""
    asked = ties.with_name("asked.csv")
    asked.write_text("naam\na\nb\nc\n", "utf-8")
    ties.write_text("naam;a;b;c\na;;1;NA\nb;1;;\n", "utf-8")
    words = ["network", str(ties), "--format", "namenlijst", "--asked", str(asked), "--lang", "nl"]
    ran = typed(*words)
    assert (ran.code, "--partly geen-antwoord" in ran.err) == (3, True)
    ran = typed(*words, "--partly", "geen-antwoord")
    assert "Respons: 1 van 3 (33%)" in " ".join(ran.out.split()), ran.err
    ties.write_text("wie;overleg;datum\na;x;2026-01-01\nb;x;2026-02-01\n", "utf-8")
    ran = typed("network", str(ties), "--last", "2026-01-15", "--measures", "two-mode", "--json")
    assert json.loads(ran.out)["measures"]["two_mode"]["reading"]["actors"] == 2
    assert typed("network", "examples/helmond", "--undirected").code == 2


def test_rows_in_tables(typed: Typed, ties: Path) -> None:
    """CSV takes one measure, a workbook several."""
    csv, book = ties.with_name("out.csv"), ties.with_name("out.xlsx")
    assert typed("network", str(ties), "--out", str(csv)).code == 0
    assert csv.read_text("utf-8").splitlines()[1].startswith("a,2.0,")
    words = ["network", str(ties), "--measures", "actors,communities", "--out"]
    assert typed(*words, str(ties.with_name("two.csv"))).code == 3
    assert typed(*words, str(book)).code == 0
    assert book.exists()


def test_a_page_of_a_network(typed: Typed, ties: Path) -> None:
    """HTML has the picture, with a form for each group, and what was measured."""
    out = ties.with_name("out.html")
    words = ["network", str(ties), "--nodes", str(ties.with_name("actors.csv"))]
    words += ["--measures", "actors,mixing", "--group", "sector", "--lang", "nl"]
    assert typed(*words, "--out", str(out)).code == 0
    html = out.read_text("utf-8")
    assert '<svg class="network"' in html
    assert 'id="measure-mixing"' in html
    assert typed(*words, "--out", str(out)).code == 2  # It stays as it is.


def test_a_dossier_is_measured(typed: Typed, ties: Path) -> None:
    """A dossier's own ties are its network; options of dossiers are refused for bare files."""
    folder = ties.with_name("town")
    folder.mkdir()
    header = {"format": 1, "name": "Town", "language": "en"}
    (folder / "dossier.json").write_text(json.dumps(header), "utf-8")
    parties = [
        {"id": "care", "name": "Care", "kind": "residents"},
        {"id": "police", "name": "Police", "kind": "government"},
    ]
    (folder / "stakeholders.json").write_text(json.dumps(parties), "utf-8")
    kinds = [{"id": "meets", "name": "meets", "is_directed": False}]
    (folder / "tie_kinds.json").write_text(json.dumps(kinds), "utf-8")
    tie = {"kind": "meets", "start": "stakeholder:care", "end": "stakeholder:police"}
    (folder / "ties.json").write_text(json.dumps([{"id": "t", **tie}]), "utf-8")
    ran = typed("network", str(folder))
    assert ran.code == 0, ran.err
    page = ties.with_name("town.html")
    assert typed("network", str(folder), "--out", str(page)).code == 0
    assert '<option value="government">' in page.read_text("utf-8")  # Told apart by sort of party.
    assert "2 actors, 1 tie (undirected)" in " ".join(ran.out.split())
    assert "\n  Care   " in ran.out
    assert typed("network", str(folder), "--issue", "heat").code == 2
    kinds += [{"id": "asks", "name": "asks", "is_directed": True}]
    (folder / "tie_kinds.json").write_text(json.dumps(kinds), "utf-8")
    together = typed("network", str(folder))
    assert together.code == 0, together.err
    assert "ties of all kinds together, as contact" in " ".join(together.out.split())
    assert typed("network", str(ties), "--issue", "heat").code == 2


def test_what_cannot_be_measured(typed: Typed, ties: Path) -> None:
    """A measure that there is not is told with the near miss; a file that does not read is 3."""
    ran = typed("network", str(ties), "--measures", "brokrage", "--lang", "en")
    assert ran.code == 2
    assert "brokerage" in ran.err
    ties.write_text("wie;wat\na;b\n", "utf-8")
    assert typed("network", str(ties)).code == 3


def test_measures_that_compare(typed: Typed, ties: Path) -> None:
    """A second relation comes from a file, from the same network, or from attributes."""
    later, nodes = ties.with_name("later.csv"), str(ties.with_name("actors.csv"))
    later.write_text("van;naar\na;b\nb;c\nc;b\n", "utf-8")
    words = ["network", str(ties), "--nodes", nodes, "--json", "--measures"]
    ran = typed(*words, "qap,change", "--with", str(later))
    assert ran.code == 0, ran.err
    told = json.loads(ran.out)["measures"]
    assert round(told["qap"]["correlation"], 3) == 0.556
    ran = typed(*words, "mrqap", "--with", "same:sector", "--with", str(later))
    assert ran.code == 0, ran.err
    assert "same:sector" in ran.out
    assert typed(*words, "qap").code == 2
    assert typed(*words, "actors", "--with", "same:sector").code == 2
    assert typed(*words, "change", "--with", "same:sector").code == 2
    assert typed(*words, "qap", "--with", "same:sector", "--with", str(later)).code == 2
    ran = typed(*words, "qap", "--with", "advise", "--lang", "en")
    assert ran.code == 2
    assert "advise" in ran.err


def test_relations_of_one_network(typed: Typed, ties: Path) -> None:
    """Of a file with several relations one is measured beside another; all have the same actors."""
    ties.write_text("van;naar;relatie\na;b;advice\nb;c;advice\na;b;trust\nd;a;trust\n", "utf-8")
    words = ["network", str(ties), "--kinds", "advice", "--measures", "qap", "--json"]
    ran = typed(*words, "--with", "trust")
    assert ran.code == 0, ran.err
    assert json.loads(ran.out)["measures"]["qap"]["cells"] == 12
    assert "trust" in typed(*words, "--with", "trsut").err


@pytest.mark.needs("parquet", "science")
def test_rows_as_parquet(typed: Typed, ties: Path) -> None:
    """Parquet has the rows of one measure, as CSV does."""
    pandas = pytest.importorskip("pandas")
    out = ties.with_name("out.parquet")
    assert typed("network", str(ties), "--out", str(out)).code == 0
    assert list(pandas.read_parquet(out)["actor"]) == ["a", "b", "c"]
    both = ["--measures", "actors,communities", "--out", str(ties.with_name("two.parquet"))]
    assert typed("network", str(ties), *both).code == 3


def test_a_dossier_among_organisations(typed: Typed) -> None:
    """Ties of a dossier are drawn together among organisations, for an area and of a kind."""
    words = ["network", "examples/helmond", "--kinds", "samenwerking", "--json"]
    whole = typed(*words)
    drawn = typed(*words, "--among", "organisaties")
    assert (whole.code, drawn.code) == (0, 0), drawn.err
    actors = [json.loads(one.out)["measures"]["actors"]["actors"] for one in (whole, drawn)]
    assert {one.partition(":")[0] for one in actors[1]} == {"organisation"}
    assert len(actors[1]) < len(actors[0])
    ran = typed(*words, "--area", "nergens")
    assert (ran.code, "nergens" in ran.err) == (2, True)
    ran = typed(*words, "--measures", "qap", "--with", "wijst-door")
    assert ran.code == 0, ran.err


def test_measures_of_stakes(typed: Typed, ties: Path) -> None:
    """What stakes tell is told of the issue of a dossier, and of a file as far as it has any."""
    words = ["network", "examples/helmond", "--issue", "oost", "--json"]
    asked = "missing_voices,salience,power_interest,position_influence"
    ran = typed(*words, "--measures", asked)
    assert ran.code == 0, ran.err
    told = json.loads(ran.out)["measures"]
    assert {one["issue"] for one in told["missing_voices"]["voices"]} == {"oost"}
    assert {one["stake"]["issue"] for one in told["salience"]["stakeholders"]} == {"oost"}
    ran = typed("network", str(ties), "--measures", "missing_voices,salience", "--lang", "en")
    assert (ran.code, "salience is absent" in ran.err) == (2, True)
    assert "expected" in ran.out


@pytest.mark.needs("parquet", "science")
def test_names_that_people_know_are_in_files(typed: Typed, tmp_path: Path) -> None:
    """Beside the reference of an actor stands what it is called."""
    words = ["network", "examples/helmond", "--kinds", "samenwerking", "--issue", "oost"]
    out = tmp_path / "out.csv"
    assert typed(*words, "--out", str(out)).code == 0
    header, first, *_ = out.read_text("utf-8").splitlines()
    assert header.startswith("actor,actor_label,degree")
    assert first.startswith("stakeholder:s-woonpartners,Woonpartners,")
    pairs = tmp_path / "pairs.csv"
    assert typed(*words, "--measures", "introductions", "--out", str(pairs)).code == 0
    assert pairs.read_text("utf-8").startswith("first,first_label,second,second_label,")
    pandas = pytest.importorskip("pandas")
    table = tmp_path / "out.parquet"
    assert typed(*words, "--out", str(table)).code == 0
    assert pandas.read_parquet(table)["actor_label"].iloc[0] == "Woonpartners"


def test_the_registry_is_what_a_graph_is_enough_for() -> None:
    """Measures that need a function are not there; each other one is, with what it needs."""
    found = graph_measures()
    assert {"actors", "brokerage", "ei_index", "mixing", "communities"} <= found.keys()
    assert not {"cug", "bootstrap", "interval", "symmetrise"} & found.keys()
    needs = {name: one.beside for name, one in found.items() if one.beside is not Beside.NOTHING}
    assert (
        needs.items()
        >= {"qap": Beside.RELATION, "mrqap": Beside.RELATIONS, "change": Beside.WAVES}.items()
    )
    assert found["assortativity"].needs_number
    assert (found["ego_networks"].number, found["ego_networks"].needs_number) == ("number", False)
    assert found["brokerage"].needs_group
    assert not found["actors"].needs_group
    whole = nx.path_graph(3)
    assert found["actors"].of(whole).reading.actors == 3
    assert not found["ego_networks"].of(whole, group="").has_number
    nx.set_node_attributes(whole, 1, "age")
    assert found["ego_networks"].of(whole, number="age").has_number


@pytest.mark.parametrize("ending", [".docx", ".tsv", ".xlsm", ""])
def test_an_ending_that_is_not_written_is_refused(
    typed: Typed, tmp_path: Path, ending: str
) -> None:
    """Whatever is no ending of this command is refused before measuring, with those that are."""
    ties = tmp_path / "ties.csv"
    ties.write_text("source,target\na,b\n", "utf-8")
    answer = typed("network", str(ties), "--out", str(tmp_path / f"out{ending}"))
    assert answer.code == 3
    assert ".html" in answer.all
    assert ".parquet" in answer.all
    assert not (tmp_path / f"out{ending}").exists()


def test_a_measure_that_is_not_defined_leaves_the_others(typed: Typed, tmp_path: Path) -> None:
    """What can be measured is told, the rest is named with the reason, and the code says so."""
    ties = tmp_path / "ties.csv"
    ties.write_text("source,target\na,b\nb,c\n", "utf-8")
    asked = ("network", str(ties), "--lang", "en", "--measures")
    answer = typed(*asked, "cohesion,core_periphery")
    assert answer.code == 2
    assert "Density" in answer.all
    assert "core_periphery is absent: " in answer.all
    assert typed(*asked, "core_periphery").code == 2
