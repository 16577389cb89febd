"""Networks as UCINET, Pajek, NetDraw and Gephi keep them."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import networkx as nx
import pytest
from tests.exchange.networks.given import problems, read, ties

from opgavekern.exchange import NetworkFileError, read_network

FULL = 'dl n = 3, format=fullmatrix\nlabels:\nann, "Bob B", cas\ndata:\n0 1 0\n0 0 2\n1 0 0\n'
EXPECTED = {("ann", "Bob B", 1), ("Bob B", "cas", 2), ("cas", "ann", 1)}


@pytest.mark.parametrize(
    "text",
    [
        FULL,
        'DL N=3\nLABELS EMBEDDED\nDATA:\nann "Bob B" cas\nann 0 1 0\n"Bob B" 0 0 2\ncas 1 0 0\n',
        'dl n=3 diagonal=absent labels:\nann,\n"Bob B"\ncas\ndata:\n1 0 0 2 1 0\n',
    ],
    ids=["labels", "embedded", "no diagonal"],
)
def test_full_matrices_of_dl(tmp_path: Path, text: str) -> None:
    """A full matrix is read with labels above it or in it, and with or without a diagonal."""
    assert ties(read(tmp_path, "t.dl", text)) == EXPECTED


def test_lists_of_dl(tmp_path: Path) -> None:
    """Edge lists and node lists hold numbers, or names where those are embedded."""
    edges = "dl n=3 format=edgelist1\nlabels:\na,b,c\ndata:\n1 2\n2 3 4\n"
    assert ties(read(tmp_path, "t.dl", edges)) == {("a", "b", 1), ("b", "c", 4)}
    named = "dl n=4 format=nodelist1\nlabels embedded\ndata:\na b c\nb c\n"
    assert ties(read(tmp_path, "t.dl", named)) == {("a", "b"), ("a", "c"), ("b", "c")}
    counted = "dl n=3 format=nodelist1b\nlabels:\na b c\ndata:\n2 2 3\n0\n1 1\n"
    assert ties(read(tmp_path, "t.dl", counted)) == {("a", "b"), ("a", "c"), ("c", "a")}


def test_two_modes_and_halves_of_dl(tmp_path: Path) -> None:
    """Rows by columns are two-mode; half a matrix is undirected."""
    text = "dl nr=2 nc=3\nrow labels:\nann bob\ncolumn labels:\nx y z\ndata:\n1 0 1\n0 1 0\n"
    two = read(tmp_path, "t.dl", text)
    assert ties(two) == {("ann", "x"), ("ann", "z"), ("bob", "y")}
    assert two.nodes["x"]["bipartite"] == 1
    half = read(tmp_path, "t.dl", "dl n=3 format=lowerhalf diagonal=absent\ndata:\n1\n0 1\n")
    assert type(half) is nx.Graph
    assert ties(half) == {("1", "2"), ("2", "3")}


def test_weights_of_a_dl_list(tmp_path: Path) -> None:
    """A tie of a list without a value, or of 1, weighs 1 where others have another weight."""
    text = "dl n=3 format=edgelist1\ndata:\n1 2 1\n2 3 {}\n3 1\n"
    assert ties(read(tmp_path, "t.dl", text.format(2))) == {
        ("1", "2", 1), ("2", "3", 2), ("3", "1", 1)}  # fmt: skip
    assert ties(read(tmp_path, "t.dl", text.format(1))) == {("1", "2"), ("2", "3"), ("3", "1")}


def test_labels_of_dl(tmp_path: Path) -> None:
    """Names of rows alone may stand in the data; a name with spaces may have a line of its own."""
    rows = "dl nr=2 nc=2\nrow labels embedded\ncol labels:\nx y\ndata:\na 0 1\nb 1 0\n"
    assert ties(read(tmp_path, "t.dl", rows)) == {("a", "y"), ("b", "x")}
    lines = "dl n=2 diagonal absent\nlabels:\nDe Zorg\nPolitie Oost\ndata:\n1\n0\n"
    assert ties(read(tmp_path, "t.dl", lines)) == {("De Zorg", "Politie Oost")}


def test_several_matrices_are_several_relations(tmp_path: Path) -> None:
    """Each matrix of a DL file is a kind of tie, under its label."""
    text = "dl n=2 nm=2\nlabels:\na,b\nmatrix labels:\nadvice,money\ndata:\n0 1\n0 0\n0 1\n1 0\n"
    graph = read(tmp_path, "t.dl", text)
    assert set(graph.edges(keys=True)) == {
        ("a", "b", "advice"), ("a", "b", "money"), ("b", "a", "money")
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hello", ["1:1 not-dl"]),
        ("dl n=1000000000\ndata:\n0\n", ["1:None limit-records"]),
        ("dl n=3\ndata:\n0 1 0\n0 0", ["4:3 too-few-values"]),
        ("dl n=2 format=fractal\ndata:\n", ["1:None unknown-format"]),
        ("dl n=2 format=edgelist1\ndata:\n1 5\n", ["3:3 no-such-actor"]),
        ("dl format=edgelist1\ndata:\n1 5\n", ["1:None no-size"]),
        ("dl n=2 format=edgelist1\ndata:\n1\n", ["3:1 no-such-actor"]),
        ("dl n=2 format=edgelist1\nlabels: a b\ndata:\na b 1,5\n", ["4:7 too-many-values"]),
        ("dl n=2 format=edgelist1\nlabels: a b\ndata:\na b 2 7\n", ["4:7 too-many-values"]),
        ("dl n=2\nlabels: a b c\ndata:\n0 1\n1 0\n", ["2:9 wrong-number-of-labels"]),
        ("dl n=2\nlabels: a a\ndata:\n0 1\n1 0\n", ["2:11 duplicate-actor"]),
        ("dl n=2\nlabels embedded\ndata:\na a\na 0 1\na 1 0\n", ["4:3 duplicate-actor"]),
        ("dl n=2\nlabels embedded\ndata:\na b\na 0 1\na 1 0\n", ["6:1 duplicate-actor"]),
        ("dl n=2\ndata:\n0,5 1\n1 0\n", ["4:3 too-many-values"]),
        ("dl n=2 format=blockmatrix\ndata:\n1\n", ["1:None unknown-format"]),
        ("dl n=2 format=nodelist1b\ndata:\n2 2\n0\n", ["3:1 wrong-count"]),
        ("dl n=2 format=nodelist1b\ndata:\n1 2\n", ["3:1 wrong-count"]),
        ("dl n=2 format=nl1b\nlabels embedded\ndata:\n1 b\n0\n", ["4:3 no-such-actor"]),
        ("dl n=2 format=nl1b\ndata:\n1 2\n0\n1 1\n", ["5:1 wrong-count"]),
    ],
)
def test_what_is_wrong_with_dl(tmp_path: Path, text: str, found: list[str]) -> None:
    """What a DL file lacks is told with its place; a huge declared size is refused at once."""
    assert problems(tmp_path, "t.dl", text) == found


PAJEK = """*Network test
*Vertices 3
1 "ann" 0.1 0.2
2 "Bob B"
3 "cas"
*Arcs
1 2 1 l "x"
2 3 2
*Edges
3 1 1
"""


def test_pajek(tmp_path: Path) -> None:
    """Arcs go one way, edges beside them both; coordinates are told of actors."""
    graph = read(tmp_path, "t.net", PAJEK)
    assert ties(graph) == {*EXPECTED, ("ann", "cas", 1)}
    assert graph.nodes["ann"] == {"x": 0.1, "y": 0.2}


def test_pajek_as_networkx_reads_it(tmp_path: Path) -> None:
    """What networkx writes is read as networkx reads it."""
    given = nx.gnp_random_graph(12, 0.3, seed=1, directed=True)
    buffer = io.BytesIO()
    nx.write_pajek(given, buffer)
    text = buffer.getvalue().decode()
    theirs = nx.parse_pajek(text)
    ours = read(tmp_path, "t.net", text)
    assert set(ours.edges()) == {(a, b) for a, b in theirs.edges()}
    assert list(ours) == list(theirs)


def test_partitions_and_vectors(tmp_path: Path) -> None:
    """Partitions and vectors are attributes, from files of their own or from a project."""
    (tmp_path / "sector.clu").write_text("*Vertices 3\n1\n1\n2\n", "utf-8")
    (tmp_path / "size.vec").write_text("*Vertices 3\n.5\n1\n2\n", "utf-8")
    nodes = [tmp_path / "sector.clu", tmp_path / "size.vec"]
    graph = read(tmp_path, "t.net", PAJEK, nodes=nodes)
    assert graph.nodes["cas"] == {"sector": 2, "size": 2}
    sector, size = "*Partition sector\n*Vertices 3\n1\n1\n2\n", "*Vector size\n*Vertices 2\n1\n2\n"
    for project in (f"{sector}{size}{PAJEK}", f"{PAJEK}{size}{sector}"):
        both = read(tmp_path, "t.paj", project)
        assert both.nodes["cas"] == {"sector": 2}
        assert [one.message.text("en") for one in both.graph["notices"]] == [
            "not read of this file: size"
        ]


def test_networks_of_a_pajek_project(tmp_path: Path) -> None:
    """Those of the same vertices are kinds of ties; of others one has to be chosen, by its name."""
    vertices = "*Vertices 2\n1 a\n2 b\n"
    advice = f"*Network advice\n{vertices}*Arcs\n1 2\n"
    trust = f'*Network Trust.net\n{vertices}*Arcs :1 "now"\n2 1\n*Arcs :2 "then"\n1 2\n'
    graph = read(tmp_path, "t.paj", advice + trust)
    assert set(graph.edges(keys=True)) == {
        ("a", "b", "advice"), ("b", "a", "Trust.net: now"), ("a", "b", "Trust.net: then")
    }  # fmt: skip
    assert ties(read(tmp_path, "t.paj", advice + trust, sheet="Advice")) == {("a", "b")}
    same = read(tmp_path, "t.paj", advice + advice)
    assert set(same.edges(keys=True)) == {("a", "b", "advice 1"), ("a", "b", "advice 2")}
    other = f"{advice}*Network small\n*Vertices 2\n1 b\n2 a\n*Edges\n1 2\n"
    assert problems(tmp_path, "t.paj", other) == ["7:None other-vertices"]
    assert list(read(tmp_path, "t.paj", other, sheet="small")) == ["b", "a"]
    assert problems(tmp_path, "t.paj", other, sheet="smal") == ["None:None unknown-network"]


def test_relations_and_lists_of_pajek(tmp_path: Path) -> None:
    """Relations have their label as kind; lists of arcs are read too."""
    text = '*Vertices 3\n*Arcs :1 "likes"\n1 2\n*Arcs :2 "knows"\n1 2\n*Arcslist\n3 1 2\n'
    graph = read(tmp_path, "t.net", text)
    assert {key for *_, key in graph.edges(keys=True) if isinstance(key, str)} >= {"likes", "knows"}
    assert graph.has_edge("3", "1")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("*Vertices 1000000000\n", ["1:None limit-records"]),
        ("*Vertices 2\n*Arcs\n1 7\nx 1\n", ["3:3 no-such-actor", "4:1 no-such-actor"]),
        ("1 2\n", ["1:None not-pajek"]),
        ('*Vertices 2\n1 "a"\n2 "a"\n', ["3:1 duplicate-actor"]),
        ('*Vertices 2\n1 "a"\n1 "b"\n', ["3:1 duplicate-actor"]),
        ("*Vertices 2\n*Arcs\n1 2 veel\n", ["3:5 not-a-number"]),
        ("*Vertices 3 1\n*Matrix\n0 1 1\n", ["2:None too-few-values"]),
        ('*Vertices 2\n1 "a"b" 0.1\n2 "c\n', ["2:3 loose-quote", "3:3 loose-quote"]),
        ('*Vertices 2\n*Arcs :1 "a\n1 2\n', ["2:10 loose-quote"]),
    ],
)
def test_what_is_wrong_with_pajek(tmp_path: Path, text: str, found: list[str]) -> None:
    """Each line that refers to nobody is told; a huge declared size is refused at once."""
    assert problems(tmp_path, "t.net", text) == found


def test_times_and_two_modes_of_pajek(tmp_path: Path) -> None:
    """When an actor or tie is there is told of it; a two-mode matrix has rows by columns."""
    text = '*Vertices 2\n1 "Zo&#235;" [1-3]\n2 b [1-*]\n*Arcs\n1 2 1 [1, 3]\n'
    graph = read(tmp_path, "t.net", text)
    assert dict(graph.nodes(data="time")) == {"Zoë": "1-3", "b": "1-*"}
    assert graph.edges["Zoë", "b"] == {"time": "1,3"}
    two = read(tmp_path, "t.net", "*Vertices 4 2\n*Matrix\n0 1\n1 1\n")
    assert ties(two) == {("1", "4"), ("2", "3"), ("2", "4")}


def test_quotes_in_a_name(tmp_path: Path) -> None:
    """Two quotes within a name between quotes are one of it; in a word a quote is itself."""
    text = '*Vertices 2\n1 "Jan ""x"" Piet" 0.1 0.2\n2 b\n*Arcs\n1 2\n'
    assert ties(read(tmp_path, "t.net", text)) == {('Jan "x" Piet', "b")}
    text = 'dl n=2\nlabels:\n"a ""b""" c\ndata:\n0 1\n0 0\n'
    assert ties(read(tmp_path, "t.dl", text)) == {('a "b"', "c")}
    text = '*Vertices 2\n1 a"b\n2 c\n*Arcs :1 "d ""e"" f"\n1 2\n'
    graph = read(tmp_path, "t.net", text)
    assert graph.edges['a"b', "c"] == {"kind": 'd "e" f'}


def test_other_objects_of_a_pajek_project_are_passed_by(tmp_path: Path) -> None:
    """A permutation or cluster has a line *Vertices too, and makes no actors."""
    project = f"{PAJEK}*Permutation p\n*Vertices 3\n3\n2\n1\n*Vector size\n*Vertices 3\n1\n2\n3\n"
    graph = read(tmp_path, "t.paj", project)
    assert dict(graph.nodes(data="size")) == {"ann": 1, "Bob B": 2, "cas": 3}
    assert [one.code for one in graph.graph["notices"]] == ["passed-by"]


def test_vna(tmp_path: Path) -> None:
    """Node data are attributes, each column of tie data is a relation; pictures are passed by."""
    text = (
        '*Node data\nID sector\nann 1\n"Bob B" 2\n*Node properties\nID x y\nann 1 1\n'
        '*Tie data\nFROM TO advice money\nann "Bob B" 1 0\n"Bob B" ann 2 1\n'
    )
    graph = read(tmp_path, "t.vna", text)
    assert graph.nodes["Bob B"] == {"sector": 2}
    assert set(graph.edges(keys=True)) == {
        ("ann", "Bob B", "advice"), ("Bob B", "ann", "advice"), ("Bob B", "ann", "money")
    }  # fmt: skip
    twice = "*Node data\nID s s\nann 1 2\n*Tie data\nFROM TO\n"
    assert problems(tmp_path, "t.vna", twice) == ["2:1 duplicate-column"]
    again = text.replace('"Bob B" 2', "ann 2")
    assert problems(tmp_path, "t.vna", again) == ["4:1 duplicate-actor"]
    ragged = text.replace("ann 1\n", "ann\n", 1)
    assert problems(tmp_path, "t.vna", ragged) == ["3:1 ragged-row"]


def test_words_in_tie_data_of_vna(tmp_path: Path) -> None:
    """A column without a number says something of ties; with one, or yes and no, it is refused."""
    text = "*Tie data\nFROM TO trust about key\na b 3 talk red\nb a 1 NA blue\n"
    graph = read(tmp_path, "t.vna", text)
    assert graph.edges["a", "b"] == {"weight": 3, "about": "talk", "key": "red"}
    assert graph.edges["b", "a"] == {"weight": 1, "key": "blue"}
    assert problems(tmp_path, "t.vna", text.replace("NA", "4")) == ["3:7 not-a-number"]
    yes = "*Tie data\nFROM TO trust\na b yes\nb a no\n"
    assert problems(tmp_path, "t.vna", yes) == ["3:5 not-a-number", "4:5 not-a-number"]


def ucinet(folder: Path, names: list[str], cells: list[float], *, columns: int = 0) -> Path:
    """A pair of files as UCINET 6 writes them (version 6404)."""
    size = columns or len(names)
    labels = b"".join(struct.pack("<h", 2 * len(name)) + name.encode("utf-16-le") for name in names)
    header = b"\x05V6404" + struct.pack("<4hhbh2i", 26, 11, 30, 1, 3, 7, 2, size, len(names))
    (folder / "t.##h").write_bytes(header + b"\x01t\x01\x01" + labels + labels)
    (folder / "t.##d").write_bytes(struct.pack(f"<{len(cells)}f", *cells))
    return folder / "t.##h"


def test_ucinet(tmp_path: Path) -> None:
    """UCINET's pair of files is read with labels; a row of missing values is no answer."""
    graph = read_network(ucinet(tmp_path, ["ann", "Bø"], [0, 1, 1e38, 1e38]))
    assert ties(graph) == {("ann", "Bø")}
    assert graph.graph["survey"].answered == frozenset({"ann"})


def test_broken_ucinet(tmp_path: Path) -> None:
    """A header that promises more than there is, or is none, is refused without unpacking it."""
    path = ucinet(tmp_path, ["a", "b"], [0, 1, 0])
    with pytest.raises(NetworkFileError, match="2 × 2 × 1 values"):
        read_network(path)
    path.write_bytes(b"\x05V6404" + b"\xff" * 40)
    with pytest.raises(NetworkFileError, match="no header of UCINET"):
        read_network(path)


@pytest.mark.parametrize("ending", ["graphml", "gexf"])
def test_xml(tmp_path: Path, ending: str) -> None:
    """GraphML and GEXF come as networkx reads them, attributes and direction too."""
    given = nx.DiGraph([("a", "b", {"weight": 2.5})])
    given.nodes["a"]["sector"] = "zorg"
    getattr(nx, f"write_{ending}")(given, tmp_path / f"t.{ending}")
    graph = read_network(tmp_path / f"t.{ending}")
    assert ties(graph) == {("a", "b", 2.5)}
    assert graph.nodes["a"]["sector"] == "zorg"


#: As `write_graph(g, "t.graphml", "graphml")` of igraph writes two actors and a tie.
OF_IGRAPH = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="v_name" for="node" attr.name="name" attr.type="string"/>
  <key id="e_weight" for="edge" attr.name="weight" attr.type="double"/>
  <graph id="G" edgedefault="directed">
    <node id="n0"><data key="v_name">n1</data></node>
    <node id="n1"><data key="v_name">Čeněk &amp; co</data></node>
    <edge source="n0" target="n1"><data key="e_weight">1.5</data></edge>
  </graph>
</graphml>
"""


def test_names_of_igraph(tmp_path: Path) -> None:
    """Actors that igraph numbers are called by their name; not where two have the same."""
    graph = read(tmp_path, "t.graphml", OF_IGRAPH)
    assert ties(graph) == {("n1", "Čeněk & co", 1.5)}
    assert list(graph.nodes.values()) == [{}, {}]
    alike = read(tmp_path, "t.graphml", OF_IGRAPH.replace("Čeněk &amp; co", "n1"))
    assert dict(alike.nodes(data="name")) == {"n0": "n1", "n1": "n1"}
    own = read(tmp_path, "t.graphml", OF_IGRAPH.replace('"n0"', '"ann"'))
    assert dict(own.nodes(data="name")) == {"ann": "n1", "n1": "Čeněk & co"}


#: As Gephi writes two actors and a tie.
OF_GEPHI = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
  <graph defaultedgetype="undirected" mode="static">
    <nodes><node id="0" label="Ann"/><node id="1" label="Bob"/></nodes>
    <edges><edge id="0" source="0" target="1"/></edges>
  </graph>
</gexf>
"""


def test_what_tables_say_of_actors_in_xml(tmp_path: Path) -> None:
    """Labels of Gephi are names; a table of actors and who was asked belong to these too."""
    (tmp_path / "actors.csv").write_text("name,sector\nBob,care\nCas,police\n", "utf-8")
    how = {"nodes": tmp_path / "actors.csv", "asked": ["Ann", "Cas"]}
    graph = read(tmp_path, "t.gexf", OF_GEPHI, **how)
    assert ties(graph) == {("Ann", "Bob")}
    assert dict(graph.nodes) == {"Ann": {}, "Bob": {"sector": "care"}, "Cas": {"sector": "police"}}
    survey = graph.graph["survey"]
    assert (survey.asked, survey.answered) == ({"Ann", "Cas"}, {"Ann"})
    assert [one.code for one in graph.graph["notices"]] == ["unmatched-name"]
    assert problems(tmp_path, "t.graphml", OF_IGRAPH, asked=["Bob"]) == ["None:None not-asked"]


def test_missing_numbers_of_xml(tmp_path: Path) -> None:
    """`NaN` on an actor, which R writes for what is missing, is left out; on a tie it is told."""
    given = nx.DiGraph([("a", "b", {"weight": 2.5})])
    given.add_node("a", size=float("nan"))
    nx.write_graphml(given, tmp_path / "t.graphml")
    assert read_network(tmp_path / "t.graphml").nodes["a"] == {}
    text = (tmp_path / "t.graphml").read_text("utf-8").replace("2.5", "NaN")
    assert problems(tmp_path, "t.graphml", text) == ["None:None not-a-number"]
    more = text.replace("NaN", "1").replace(
        "</graphml>", '<graph edgedefault="directed"/></graphml>'
    )
    graph = read(tmp_path, "t.graphml", more)
    assert [one.code for one in graph.graph["notices"]] == ["passed-by"]


@pytest.mark.parametrize("ending", ["graphml", "gexf"])
def test_xml_that_could_do_harm(tmp_path: Path, ending: str) -> None:
    """A DOCTYPE is refused, and broken XML is told by line and column."""
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><graphml>&b;</graphml>'
    assert problems(tmp_path, f"t.{ending}", bomb) == ["None:None odd-xml"]
    assert problems(tmp_path, f"t.{ending}", "<graphml>\n<") == [f"2:1 not-{ending}"]


@pytest.mark.parametrize("name", ["t.dl", "t.net", "t.vna", "t.graphml", "t.gexf", "t.csv"])
def test_junk_is_refused(tmp_path: Path, name: str) -> None:
    """Bytes that are no text, or text that is no network, are refused and never hang."""
    path = tmp_path / name
    for junk in (bytes(range(256)) * 4, b"\xff\xfe" + b"a\x00" * 50, b"", b"\x00" * 100):
        path.write_bytes(junk)
        with pytest.raises(NetworkFileError):
            read_network(path)


def test_an_unknown_ending(tmp_path: Path) -> None:
    """A file whose name says nothing is refused with the endings there are."""
    found = problems(tmp_path, "t.foo", "a b")
    assert found == ["None:None unknown-ending"]
    with pytest.raises(NetworkFileError, match="no such file"):
        read_network(tmp_path / "absent.net")
    assert problems(tmp_path, "t.csv", "a,b", format="graphlm") == ["None:None unknown-format"]
