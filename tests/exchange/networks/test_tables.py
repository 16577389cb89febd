"""Networks in tables: edge lists, sociomatrices, rosters, attendance and ego networks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import networkx as nx
import pytest
from tests.exchange.networks.given import problems, read, ties
from tests.exchange.tables import workbook

from opgavekern.exchange import NetworkFileError, read_network
from opgavekern.network import agreement_network, cohesion, one_relation


def test_an_edge_list_is_a_directed_graph(tmp_path: Path) -> None:
    """Who names whom is an arc; other columns are told of it, as numbers where they all are."""
    graph = read(tmp_path, "t.csv", "van;naar;gewicht;sinds;code\na;b;2,5;2019;01\nb;c;1;2020;02\n")
    assert type(graph) is nx.DiGraph
    assert ties(graph) == {("a", "b", 2.5), ("b", "c", 1)}
    assert graph.edges["a", "b"] == {"weight": 2.5, "sinds": 2019, "code": "01"}


def test_names_in_the_table_of_actors_are_compared(tmp_path: Path) -> None:
    """Who has a tie and is not in the table is told with whom may be meant; others are isolates."""
    actors = tmp_path / "actors.csv"
    actors.write_text("naam;leden\nPolitie;12\nCompaen;3\nGGD;\n", "utf-8")
    graph = read(tmp_path, "t.csv", "source,target\nPolitie,Compean\n", nodes=actors)
    assert graph.nodes["Politie"] == {"leden": 12}
    assert list(nx.isolates(graph)) == ["Compaen", "GGD"]
    (notice,) = graph.graph["notices"]
    assert notice.code == "unmatched-name"
    assert '"Compean"' in notice.text("en")
    assert "Compean → Compaen?" in notice.text("nl")


def test_a_column_says_that_ties_go_both_ways(tmp_path: Path) -> None:
    """Gephi's column `Type` makes a graph undirected; both sorts side by side are refused."""
    text = "Source,Target,Type\na,b,Undirected\nb,c,{}\n"
    assert type(read(tmp_path, "t.csv", text.format("Undirected"))) is nx.Graph
    assert problems(tmp_path, "t.csv", text.format("Directed")) == ["3:5 mixed-directions"]


def test_kinds_make_a_multigraph(tmp_path: Path) -> None:
    """Several relations are several ties between two actors, each under its kind."""
    graph = read(tmp_path, "t.csv", "van,naar,relatie\na,b,overleg\na,b,geld\n")
    assert set(graph.edges(keys=True)) == {("a", "b", "overleg"), ("a", "b", "geld")}


def test_all_that_is_wrong_with_an_edge_list_is_told_at_once(tmp_path: Path) -> None:
    """A tie without beginning and a weight of words are both told, with line and column."""
    text = "van;naar;gewicht\n;b;1\na;b;veel\n"
    assert problems(tmp_path, "t.csv", text) == ["2:1 no-such-actor", "3:5 not-a-number"]


def test_columns_that_nobody_knows_are_asked_for(tmp_path: Path) -> None:
    """Without known words above the columns the caller says which they are."""
    text = "wie belt;gebelde\na;b\n"
    assert problems(tmp_path, "t.csv", text) == ["1:1 no-such-column", "1:1 no-such-column"]
    graph = read(tmp_path, "t.csv", text, columns={"source": "Wie belt", "target": "gebelde"})
    assert ties(graph) == {("a", "b")}


@pytest.mark.parametrize(
    ("columns", "code", "remedy"),
    [
        ({"wieght": "strength"}, "unknown-role", 'Did you mean "weight"?'),
        ({"who": "from"}, "unknown-role", "Use one of: actor."),
        ({"actor": "from"}, "unknown-role", "Use one of: kind, source, target, type, weight."),
        ({"weight": "strenght"}, "no-such-column", 'Did you mean "strength"?'),
        ({"source": "form"}, "no-such-column", 'Did you mean "from"?'),
        ({"kind": "relatoin"}, "no-such-column", "Use one of: from, strength, to."),
        ({"id": "from"}, "no-such-column", "Give the table of actors: nodes=…."),
    ],
)
def test_what_is_said_of_columns_is_checked(
    tmp_path: Path, columns: dict[str, str], code: str, remedy: str
) -> None:
    """A role that no column has, and a column that is not there, are told with what was meant."""
    with pytest.raises(NetworkFileError) as caught:
        read(tmp_path, "t.csv", "from,to,strength\na,b,2\n", columns=columns)
    (problem,) = caught.value.problems
    assert problem.code == code
    assert problem.remedy is not None
    assert problem.remedy.text("en").startswith(remedy)


def test_columns_are_checked_whatever_the_file_is(tmp_path: Path) -> None:
    """Of actors they stand above one of the tables of actors; a matrix or Pajek file has none."""
    actors = tmp_path / "n.csv"
    actors.write_text("code;wie;leden\n1;a;12\n", "utf-8")
    pajek = "*Vertices 2\n1 a\n2 b\n*Arcs\n1 2\n"
    named = read(tmp_path, "t.net", pajek, nodes=actors, columns={"id": "wie"})
    assert named.nodes["a"] == {"code": 1, "leden": 12}
    for name, text, columns in (
        ("t.net", pajek, {"weight": "leden"}),
        ("m.csv", ";a;b\na;0;1\nb;1;0\n", {"weight": "a"}),
    ):
        assert problems(tmp_path, name, text, columns=columns) == ["None:None unknown-role"]
    found = problems(tmp_path, "t.net", pajek, columns={"id": "wie"})
    assert found == ["None:None no-such-column"]


def test_a_heading_that_stands_twice_is_refused(tmp_path: Path) -> None:
    """Which of both columns is meant nobody knows; the second is pointed at."""
    assert problems(tmp_path, "t.csv", "from,to,From\na,b,c\n") == ["1:9 duplicate-heading"]


@pytest.mark.parametrize("name", ["start", "end", "self", "key", "u_of_edge", "u_for_edge"])
def test_what_a_tie_is_told_of_may_have_any_name(tmp_path: Path, name: str) -> None:
    """Names that the reader or networkx uses itself are attributes like others."""
    text = f"source,target,relation,{name}\na,b,x,2026\na,b,y,2027\n"
    graph = read(tmp_path, "t.csv", text)
    assert list(graph.edges(keys=True, data=name)) == [("a", "b", "x", 2026), ("a", "b", "y", 2027)]
    assert read(tmp_path, "t.csv", f"source,target,{name}\na,b,1\n").edges["a", "b"] == {name: 1}


@pytest.mark.parametrize("names", ["gewicht,weight", "relatie,kind"])
def test_two_columns_that_are_one_thing_are_refused(tmp_path: Path, names: str) -> None:
    """What a column called `weight` or `kind` says cannot stand beside another's."""
    found = problems(tmp_path, "t.csv", f"van,naar,{names}\na,b,1,2\n")
    assert [one.split()[1] for one in found] == ["duplicate-heading"]


def test_a_sociomatrix(tmp_path: Path) -> None:
    """Rows name columns; equal strengths of one are ties that only are."""
    graph = read(tmp_path, "m.csv", ";a;b;c\na;;1;1\nb;0;0;1\nc;0;0;0\n")
    assert type(graph) is nx.DiGraph
    assert ties(graph) == {("a", "b"), ("a", "c"), ("b", "c")}
    assert "survey" not in graph.graph


def test_a_row_without_answers_is_missing(tmp_path: Path) -> None:
    """Where zeros are written an empty row is no answer; where they are not it is no tie."""
    graph = read(tmp_path, "m.csv", ";a;b;c\na;;1;0\nb;;;\nc;1;0;\n")
    survey = graph.graph["survey"]
    assert (survey.asked, survey.answered) == (frozenset("abc"), frozenset("ac"))
    assert "survey" not in read(tmp_path, "m.csv", ";a;b\na;;1\nb;;\n").graph


def test_a_missing_row_gives_no_ties(tmp_path: Path) -> None:
    """What stands in a row that counts as missing is not known; the other side may tell it."""
    text = ",a,b,c,d\na,0,1,NA,2\nb,1,0,1,0\nc,NA,NA,NA,NA\nd,3,0,1,0\n"
    graph = read(tmp_path, "m.csv", text, partly="no_answer")
    assert ties(graph) == {("b", "a", 1), ("b", "c", 1), ("d", "a", 3), ("d", "c", 1)}
    both_ways = read(tmp_path, "m.csv", text, partly="no_answer", directed=False)
    assert not both_ways.is_directed()
    assert {frozenset(pair) for pair in both_ways.edges} == {
        frozenset(pair) for pair in ("ab", "bc", "ad", "cd")
    }


def test_a_row_answered_in_part_is_never_taken_for_zeros(tmp_path: Path) -> None:
    """Cells missing of who answered otherwise are refused, or count as was asked, and it shows."""
    text = ";a;b;c\na;;1;0\nb;1;;1\nc;NA;0;\n"
    assert problems(tmp_path, "m.csv", text) == ["4:3 missing-cells"]
    silent = read(tmp_path, "m.csv", text, partly="no_answer")
    assert silent.graph["survey"].answered == frozenset("ab")
    assert set(silent.edges) == {("a", "b"), ("b", "a"), ("b", "c")}
    zeros = read(tmp_path, "m.csv", text, partly="no_tie")
    assert "survey" not in zeros.graph
    said = cohesion(zeros).describe()
    assert "Treated before: missing cells read as no tie (1)." in said
    assert [one.code for one in zeros.graph["notices"]] == ["missing-cells"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Zorg;GGD\nGGD;School\n", ["1:1 no-heading"]),
        ("1,2\n2,3\n3,1\n", ["1:1 no-heading"]),
        ("van;naar;gewicht\na;b;1.234\n", ["2:5 either-number"]),
        ("0;1;1;0\n1;0;0;1\n1;0;0;1\n0;1;1;0\n", ["1:1 no-names"]),
        (";a;b\na;0;1;1\nb;1;0\n", ["2:7 no-heading"]),
        ("wie;overleg;datum\nann;kern;1-9-2026\nbob;kern;\n", ["3:10 not-a-day"]),
    ],
)
def test_what_could_be_taken_for_something_else(
    tmp_path: Path, text: str, found: list[str]
) -> None:
    """Lists without headings, matrices without names, and odd numbers are told, never guessed."""
    assert problems(tmp_path, "t.csv", text) == found


def test_cells_beyond_the_headings_are_told(tmp_path: Path) -> None:
    """A remark to the right of an edge list is not read, and a notice says so."""
    graph = read(tmp_path, "t.csv", "van;naar\na;b;zie mail\n")
    assert [one.code for one in graph.graph["notices"]] == ["no-heading"]


@pytest.mark.parametrize(
    ("text", "code", "place", "said"),
    [
        ("van,naar\na,b\nb,a\na,b\n", "repeated-ties", None, '"a – b"'),
        ("van,naar\nZorg,b\nzorg,b\n", "names-alike", None, '"Zorg / zorg"'),
        ("van,naar,gewicht\na,b,2\nb,c,\nc,a,\n", "no-weight", (3, 5), "2 ties"),
        (",a,b\na,,1\nb,,\n", "blank-is-zero", (3, 3), "(1)"),
    ],
)
def test_what_may_be_meant_otherwise_is_read_and_told(
    tmp_path: Path, text: str, code: str, place: tuple[int, int] | None, said: str
) -> None:
    """Ties twice, names alike, weights left open and matrices without zeros each have a notice."""
    (notice,) = read(tmp_path, "t.csv", text).graph["notices"]
    assert notice.code == code
    assert said in notice.text("en")
    assert place in {None, (notice.location.line, notice.location.column)}


def test_an_undirected_tie_from_both_sides_is_there_twice(tmp_path: Path) -> None:
    """Who is named first does not matter in an undirected list; two kinds are two ties."""
    text = "van,naar,relatie\na,b,geld\nb,a,{}\n"
    graph = read(tmp_path, "t.csv", text.format("geld"), directed=False)
    assert [one.code for one in graph.graph["notices"]] == ["repeated-ties"]
    assert "notices" not in read(tmp_path, "t.csv", text.format("info"), directed=False).graph


def test_what_a_number_looks_like_is_told(tmp_path: Path) -> None:
    """Thousands with marks are no number, and the remedy says how to write one."""
    with pytest.raises(NetworkFileError, match=r"1000 or 1000\.5"):
        read(tmp_path, "t.csv", "van;naar;gewicht\na;b;1.000,5\n")


def test_further_columns_of_an_attendance_list_are_told_of_the_tie(tmp_path: Path) -> None:
    """Positions on issues come along; where two rows of one say otherwise, none is chosen."""
    text = "who,issue,position,note\nann,heat,1,\nbob,heat,-0.5,x\nbob,roads,0,\n"
    how = {"format": "attendance", "columns": {"meeting": "issue"}}
    graph = read(tmp_path, "p.csv", text, **how)
    assert list(graph.edges(data=True)) == [
        ("ann", "heat", {"position": 1}),
        ("heat", "bob", {"position": -0.5, "note": "x"}),
        ("bob", "roads", {"position": 0}),
    ]
    assert "notices" not in graph.graph
    assert list(agreement_network(graph, kind="difference").edges(data="weight")) == [
        ("ann", "bob", -1.0)
    ]
    twice = read(tmp_path, "p.csv", f"{text}ann,heat,-1,y\nann,heat,1,y\n", **how)
    assert twice.edges["ann", "heat"] == {"note": "y"}
    (notice,) = twice.graph["notices"]
    assert (notice.code, notice.location.line, notice.location.column) == ("said-otherwise", 5, 10)


def test_waves_below_each_other_are_told_apart(tmp_path: Path) -> None:
    """A column that tells the same ties apart is named, and makes them kinds of ties."""
    text = "row,wave,from,to\n1,1,a,b\n2,2,a,b\n3,1,a,c\n4,2,a,c\n5,2,c,b\n"
    (notice,) = read(tmp_path, "t.csv", text).graph["notices"]
    assert notice.code == "repeated-ties"
    assert 'The column "wave" tells them apart' in notice.text("en")
    assert 'columns={"kind": "wave"}' in notice.text("nl")
    waves = read(tmp_path, "t.csv", text, columns={"kind": "wave"})
    assert "notices" not in waves.graph
    assert ties(one_relation(waves, "1")) == {("a", "b"), ("a", "c")}
    kinds = text.replace("row,", "relation,").replace("\n2,", "\n1,").replace("\n4,", "\n3,")
    (notice,) = read(tmp_path, "t.csv", kinds).graph["notices"]
    assert 'The column "wave" tells them apart: read each value from' in notice.text("en")
    (notice,) = read(tmp_path, "t.csv", f"{text}6,2,c,b\n").graph["notices"]
    assert "Take out what was entered twice" in notice.text("en")


def test_numbers_of_excel_are_names(tmp_path: Path) -> None:
    """An actor that is 7 in a workbook is called 7, as in a CSV file beside it."""
    path = workbook(tmp_path / "t.xlsx", [["source", "target"], [7, 8.0], [8, "x"]])
    assert ties(read_network(path)) == {("7", "8"), ("8", "x")}


def test_columns_beside_the_questions_of_a_roster(tmp_path: Path) -> None:
    """Where names stand behind a question, other columns tell of who answered."""
    text = "Naam;Datum;Met wie? [a];Met wie? [b]\na;2026-01-02;;1\nb;;1;\n"
    graph = read(tmp_path, "r.csv", text)
    assert ties(graph) == {("a", "b"), ("b", "a")}
    assert graph.nodes["a"] == {"Datum": "2026-01-02"}


def test_an_undirected_matrix_is_the_same_from_both_sides(tmp_path: Path) -> None:
    """A cell that differs from its mirror image is told where it stands."""
    text = ";a;b\na;0;1\nb;{};0\n"
    graph = read(tmp_path, "m.csv", text.format(1), directed=False)
    assert type(graph) is nx.Graph
    assert ties(graph) == {("a", "b")}
    assert problems(tmp_path, "m.csv", text.format(0), directed=False) == ["2:5 not-symmetric"]


def test_other_names_above_than_beside_are_two_modes(tmp_path: Path) -> None:
    """A matrix of actors by meetings is two-mode, in networkx's own attribute."""
    graph = read(tmp_path, "m.csv", ";m1;m2\nann;1;0\nbob;1;1\n")
    assert nx.get_node_attributes(graph, "bipartite") == {"ann": 0, "bob": 0, "m1": 1, "m2": 1}
    assert ties(graph) == {("ann", "m1"), ("bob", "m1"), ("bob", "m2")}


def test_a_matrix_in_a_workbook(tmp_path: Path) -> None:
    """A cell of words in Excel is told by sheet and cell."""
    rows = [["", "a", "b"], ["a", 0, 2], ["b", "soms", 0]]
    path = workbook(tmp_path / "m.xlsx", rows)
    with pytest.raises(NetworkFileError) as caught:
        read_network(path)
    (problem,) = caught.value.problems
    assert problem.location is not None
    assert (problem.code, problem.location.cell) == ("not-a-number", "B3")


def test_what_was_never_worked_out_is_not_read_as_no_tie(tmp_path: Path) -> None:
    """A formula without a value and an error in a cell are refused, in each of the tables read."""
    plain = tmp_path / "t.csv"
    plain.write_text("source,target\na,b\n", "utf-8")
    matrix = [["", "a", "b"], ["a", 0, "=1+0"], ["b", "=1+0", 0]]
    edges = [["van", "naar", "gewicht"], ["a", "b", "#N/A"], ["b", "a", "=1+2"]]
    actors = workbook(tmp_path / "n.xlsx", [["naam", "leden"], ["a", "=1+2"]])
    found = [
        _faults(workbook(tmp_path / "m.xlsx", matrix)),
        _faults(workbook(tmp_path / "e.xlsx", edges)),
        _faults(plain, nodes=actors),
        _faults(plain, asked=actors),
    ]
    assert found == [
        ["C2 formula-without-value +1"],
        ["C2 error-cell +0", "C3 formula-without-value +0"],
        ["B2 formula-without-value +0"],
        ["B2 formula-without-value +0"],
    ]


def _faults(path: Path, **how: Path) -> list[str]:
    """Cell and code of each problem, and of how many other cells the same is so."""
    with pytest.raises(NetworkFileError) as caught:
        read_network(path, **how)  # type: ignore[arg-type]
    return [
        f"{one.location.cell} {one.code} +{len(one.related)}"
        for one in caught.value.problems
        if one.location is not None
    ]


def test_titles_above_a_matrix_are_passed_by(tmp_path: Path) -> None:
    """Text in the first column alone, or over merged cells, is no name above the table."""
    title, question = ["Advies 2025", "", ""], ["", "Aan wie?", ""]
    rows = [title, question, ["", "a", "b"], ["a", 0, 1], ["b", 0, 0]]
    graph = read_network(workbook(tmp_path / "m.xlsx", rows, merged=["B2:C2"]))
    assert ties(graph) == {("a", "b")}
    twice = "Advies;;;\n;a;b;b\na;0;1;1\nb;0;0;0\n"
    assert problems(tmp_path, "m.csv", twice) == ["2:6 duplicate-actor"]


def test_a_roster_knows_who_was_asked(tmp_path: Path) -> None:
    """Of a roster export who has no answers did not answer, and who was not asked is outside."""
    text = "Naam;Met wie? [a];Met wie? [b];Met wie? [c];Met wie? [d]\na;;ja;;ja\nb;;;;\n"
    graph = read(tmp_path, "r.csv", text, asked=["a", "b", "c"], format="roster")
    assert ties(graph) == {("a", "b"), ("a", "d")}
    survey = graph.graph["survey"]
    assert (survey.asked, survey.answered) == (frozenset("abc"), frozenset("a"))
    unasked = read(tmp_path, "r.csv", text, format="roster")
    assert [one.code for one in unasked.graph["notices"]] == ["asked-not-given"]


@pytest.mark.parametrize("joint", [" - ", ": ", "_", ":"])
def test_names_behind_the_same_question(tmp_path: Path, joint: str) -> None:
    """Behind a question without brackets stand names, if it is the same and rows have them."""
    text = f"Naam;Q1{joint}De_Zorg;Q1{joint}De_Wijk\nDe_Zorg;;1\nDe_Wijk;;\n"
    graph = read(tmp_path, "r.csv", text, asked=["De_Zorg", "De_Wijk"])
    assert list(graph) == ["De_Zorg", "De_Wijk"]
    assert ties(graph) == {("De_Zorg", "De_Wijk")}
    assert "notices" not in graph.graph
    alike = f";Q{joint}a;Q{joint}b\nQ{joint}a;0;1\nQ{joint}b;0;0\n"
    assert list(read(tmp_path, "m.csv", alike)) == [f"Q{joint}a", f"Q{joint}b"]
    other = f";Q1{joint}a;Q2{joint}b\na;1;1\nb;1;0\n"
    assert f"Q1{joint}a" in read(tmp_path, "m.csv", other)


@pytest.mark.parametrize(
    ("name", "text"),
    [("r.csv", "Naam;Q [Ann];Q [Bob]\nAnn;;1\n"), ("e.csv", "van;naar\nAnn;Bob\n")],
)
def test_who_was_asked_under_another_name(tmp_path: Path, name: str, text: str) -> None:
    """Who was asked and is in the file but for a letter is told, and stays apart."""
    graph = read(tmp_path, name, text, asked=["Ann", "Bo"])
    (notice,) = graph.graph["notices"]
    assert notice.code == "asked-alike"
    assert "Bo → Bob?" in notice.text("en")
    assert set(graph) == {"Ann", "Bob", "Bo"}
    assert "notices" not in read(tmp_path, name, text, asked=["Ann", "Cas"]).graph


def test_a_slip_in_a_name_makes_a_roster_and_is_told(tmp_path: Path) -> None:
    """Who stands on one side of the table only is told, and who is alike; a roster is no slip."""
    text = ";Ann;Bob;Cas\nAnn;0;1;0\nBob;0;0;1\nCass;1;0;0\n"
    guessed = read(tmp_path, "m.csv", text)
    assert [one.code for one in guessed.graph["notices"]] == ["asked-not-given", "names-differ"]
    told = guessed.graph["notices"][1]
    assert (
        'read as a roster: beside the table only stand "Cass", above it only "Cas"; '
        "alike: Cass → Cas?"
    ) in told.text("en")
    named = read(tmp_path, "m.csv", text, format="roster", asked=["Ann", "Bob", "Cass"])
    assert [one.code for one in named.graph["notices"]] == ["names-differ"]
    assert problems(tmp_path, "m.csv", text, format="matrix") == ["1:1 not-square"]
    silent = text.replace("Cass;1;0;0\n", "")
    assert [one.code for one in read(tmp_path, "m.csv", silent).graph["notices"]] == [
        "asked-not-given",
        "names-differ",
    ]
    roster = read(tmp_path, "m.csv", silent, format="roster", asked=["Ann", "Bob", "Cas"])
    assert "notices" not in roster.graph


def test_a_small_table_under_names_is_a_table(tmp_path: Path) -> None:
    """Two names beside and two above are no list of ties without headings."""
    for corner in ("", "naam"):
        graph = read(tmp_path, "m.csv", f"{corner};A;B\nA;0;1\nC;1;0\n")
        assert ties(graph) == {("A", "B"), ("C", "A")}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (";a;b;Totaal\na;0;2;2\nb;1;0;1\n", ["1:6 total-as-actor"]),
        (";a;b\na;0;2\nb;1;0\nTotal:;1;2\n", ["4:1 total-as-actor"]),
        (";a;b;Som\na;0;ja;1\nb;0;0;0\nSom;0;1;1\n", ["1:6 total-as-actor", "4:1 total-as-actor"]),
    ],
)
def test_totals_are_no_actor(tmp_path: Path, text: str, found: list[str]) -> None:
    """A row or column that adds up the others is refused, in a matrix as in a roster."""
    for format in (None, "roster"):
        assert problems(tmp_path, "m.csv", text, format=format) == found


def test_an_actor_called_total_is_one(tmp_path: Path) -> None:
    """Where it does not add up the others it is read, and told."""
    graph = read(tmp_path, "m.csv", ";a;b;Total\na;0;1;1\nb;1;0;0\nTotal;0;0;0\n")
    assert "Total" in graph
    assert [one.code for one in graph.graph["notices"]] == ["total-as-actor", "total-as-actor"]


def test_who_answers_must_have_been_asked(tmp_path: Path) -> None:
    """An answer of somebody who is not on the list of who was asked is told by its row."""
    text = "naam;a;b;c\na;0;1;0\nd;1;0;0\n"
    found = problems(tmp_path, "r.csv", text, asked=["a", "b"], format="roster")
    assert found[0] == "3:1 not-asked"


def test_attendance_within_a_window(tmp_path: Path) -> None:
    """Meetings of one name on several days are several; days outside the window are left out."""
    text = (
        "deelnemer;overleg;datum\nann;stuurgroep;1-9-2026\nbob;stuurgroep;1 oktober 2026\n"
        "ann;stuurgroep;2026-10-01\nann;stuurgroep;2026-10-01\ncas;markt;2026-12-31\n"
    )
    graph = read(tmp_path, "a.csv", text, last=date(2026, 11, 1))
    assert ties(graph) == {
        ("ann", "stuurgroep 2026-09-01"),
        ("ann", "stuurgroep 2026-10-01"),
        ("bob", "stuurgroep 2026-10-01"),
    }
    assert graph.nodes["stuurgroep 2026-10-01"] == {"bipartite": 1, "date": "2026-10-01"}
    assert [one.code for one in graph.graph["notices"]] == ["outside-window"]
    assert problems(tmp_path, "a.csv", "naam;overleg;datum\nann;m;ooit\n") == ["2:7 not-a-day"]


def test_ego_networks_with_ties_between_alters(tmp_path: Path) -> None:
    """Egos were asked, alters were not; a tie between alters says who told of it."""
    text = "ego;alter;alter2\ne1;a;\ne1;b;\ne1;a;b\ne2;b;\ne2;b;a\n"
    graph = read(tmp_path, "e.csv", text)
    assert ties(graph) == {("e1", "a"), ("e1", "b"), ("e2", "b"), ("a", "b")}
    assert graph.edges["a", "b"] == {"reported_by": "e1; e2"}
    assert graph.graph["survey"].answered == frozenset({"e1", "e2"})


def test_text_from_windows_is_read_and_told(tmp_path: Path) -> None:
    """What Excel writes in cp1252 is read, with a notice that says so."""
    path = tmp_path / "t.csv"
    path.write_bytes("van;naar\nCafé;GGD\n".encode("cp1252"))
    graph = read_network(path)
    assert "Café" in graph
    assert [one.code for one in graph.graph["notices"]] == ["read-as-cp1252"]
