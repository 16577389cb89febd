"""Whether ties between actors follow the issues that they work on."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import networkx as nx
import pytest
from tests.network.chance import agrees
from tests.network.random_graphs import random_graphs

from opgavekern.network import (
    Motif,
    NetworkError,
    SocialEcologicalMotifs,
    Survey,
    social_ecological_motifs,
)


def _work(*pairs: str) -> Any:
    """Who works on what: actors are small letters, issues are digits."""
    graph: Any = nx.Graph()
    for actor, issue in pairs:
        graph.add_node(actor, bipartite=0)
        graph.add_node(issue, bipartite=1)
        graph.add_edge(actor, issue)
    return graph


def _counts(found: SocialEcologicalMotifs) -> dict[str, tuple[int, int, int]]:
    return {str(one.motif.value): (one.closed, one.open, one.unknown) for one in found.motifs}


def test_by_hand() -> None:
    """Drawn on paper: a and b on 1, c on 2, d on 1 and 2; 1 depends on 2, and 3 on nothing."""
    work = _work("a1", "b1", "c2", "d1", "d2", "c3", "d3")
    talks = nx.Graph(["ab", "bc", "cd"])
    found = social_ecological_motifs(talks, work, nx.DiGraph(["21"]), draws=0)
    assert _counts(found) == {
        # On 1: ab, ad, bd; on 2 and on 3: cd.
        "shared_issue": (3, 2, 0),
        # a–c and b–c; d works on both, and is no actor of either alone.
        "dependent_issues": (1, 1, 0),
        "both_issues": (0, 0, 0),
        # c works on 2 and 3, d on 1 and 2, 1 and 3, 2 and 3.
        "one_actor": (1, 3, 0),
    }
    gaps = [(str(one.motif.value), one.first + one.second, one.issues) for one in found.gaps]
    assert gaps == [
        ("dependent_issues", "ac", ("1", "2")),
        ("shared_issue", "ad", ("1",)),
        ("shared_issue", "bd", ("1",)),
    ]
    assert (found.open_pairs, found.of("shared_issue").share) == (3, 3 / 5)
    both = social_ecological_motifs(
        nx.Graph(), _work("a1", "a2", "b1", "b2"), nx.Graph(["12"]), draws=0
    )
    assert _counts(both)["both_issues"] == (0, 1, 0)


def _naive(talks: Any, work: Any, depends: Any) -> dict[str, Counter[str]]:
    """Go through every two actors and every two issues, and ask of each motif if it is there."""
    actors = [one for one, mode in work.nodes(data="bipartite") if mode == 0 and work.degree(one)]
    issues = [one for one, mode in work.nodes(data="bipartite") if mode == 1 and work.degree(one)]
    survey = talks.graph.get("survey")

    def state(i: Any, j: Any) -> str:
        if survey is not None and not {i, j} & survey.answered:
            return "unknown"
        return "closed" if talks.has_edge(i, j) or talks.has_edge(j, i) else "open"

    def linked(s: Any, t: Any) -> bool:
        return bool(depends.has_edge(s, t) or depends.has_edge(t, s))

    found: dict[str, Counter[str]] = {str(one.value): Counter() for one in Motif}
    on = work.has_edge
    for i, j in itertools.combinations(actors, 2):
        for s in issues:
            found["shared_issue"][state(i, j)] += on(i, s) and on(j, s)
        for s, t in itertools.permutations(issues, 2):
            own = on(i, s) and not on(i, t) and on(j, t) and not on(j, s)
            found["dependent_issues"][state(i, j)] += own and linked(s, t)
        for s, t in itertools.combinations(issues, 2):
            all_four = on(i, s) and on(i, t) and on(j, s) and on(j, t)
            found["both_issues"][state(i, j)] += all_four and linked(s, t)
    for i in actors:
        for s, t in itertools.combinations(issues, 2):
            state_of = "closed" if linked(s, t) else "open"
            found["one_actor"][state_of] += on(i, s) and on(i, t)
    return found


def _cases(count: int) -> Iterator[tuple[Any, Any, Any]]:
    for seed, graph in enumerate(random_graphs(count)):
        chance = random.Random(seed)
        issues = [1, 2, 3, 4]
        work: Any = nx.Graph()
        work.add_nodes_from([*graph, "z"], bipartite=0)
        work.add_nodes_from(issues, bipartite=1)
        work.add_edges_from(
            (one, issue)
            for one in [*graph, "z"]
            for issue in issues
            if chance.random() < (0.4 if one != "z" else 0.1)
        )
        depends: Any = (nx.DiGraph if seed % 3 else nx.Graph)()
        depends.add_edges_from(
            pair for pair in itertools.permutations(issues, 2) if chance.random() < 0.25
        )
        yield graph, work, depends


def test_naive() -> None:
    """Going through all that could be a motif gives the same, whatever the graphs."""
    for graph, work, depends in _cases(500):
        found = social_ecological_motifs(graph, work, depends, draws=0, gaps=10**6)
        naive = _naive(graph, work, depends)
        assert _counts(found) == {
            motif: (its["closed"], its["open"], its["unknown"]) for motif, its in naive.items()
        }
        listed = Counter(str(one.motif.value) for one in found.gaps)
        for motif in ("shared_issue", "dependent_issues", "both_issues"):
            assert listed[motif] == naive[motif]["open"]
        assert len({(one.first, one.second) for one in found.gaps}) == found.open_pairs
        pairs = Counter((one.first, one.second) for one in found.gaps)
        assert list(pairs.values()) == sorted(pairs.values(), reverse=True)


def _small() -> tuple[Any, Any, Any]:
    work = _work("a1", "b1", "c2", "d1", "d2", "e2", "e3", "f3", "f1")
    return nx.Graph(["ab", "bd", "de", "ef", "fa"]), work, nx.Graph(["12", "23"])


@pytest.mark.needs("science")
def test_draws_are_those_of_all_deals() -> None:
    """Shares, their mean and chances are those of every way to deal the places."""
    talks, work, depends = _small()
    talks.add_nodes_from("c")
    found = social_ecological_motifs(talks, work, depends, draws=1000, seed=3)
    every: dict[str, list[float]] = {str(one.value): [] for one in Motif}
    names = list("abcdef")
    for order in itertools.permutations(names):
        dealt = nx.relabel_nodes(talks, dict(zip(names, order, strict=True)))
        for motif, (closed, unclosed, _) in _counts(
            social_ecological_motifs(dealt, work, depends, draws=0, gaps=0)
        ).items():
            every[motif].append(closed / max(closed + unclosed, 1))
    for one in found.motifs[:2]:
        assert one.share is not None
        assert one.chance is not None
        shares = every[str(one.motif.value)]
        mean = sum(shares) / len(shares)
        sd = (sum((each - mean) ** 2 for each in shares) / len(shares)) ** 0.5
        assert one.chance.mean == pytest.approx(mean, abs=4 * sd / 1000**0.5)
        assert one.chance.sd == pytest.approx(sd, rel=0.15)
        at_least = sum(each >= one.share - 1e-12 for each in shares) / len(shares)
        assert agrees(one.chance, one.chance.at_least, at_least, 10**9)
        assert one.low is not None
        assert min(shares) <= one.low <= mean
        assert one.z == pytest.approx((one.share - one.chance.mean) / one.chance.sd)
    of_issues = found.of(Motif.ONE_ACTOR)
    assert of_issues.chance is not None  # Three issues, two dependencies: dealt over three pairs.
    assert of_issues.chance.mean == pytest.approx(2 / 3, abs=0.05)


@pytest.mark.needs("science")
def test_rewired_networks_have_the_same_degrees() -> None:
    """Each network with as many ties for each comes as often, and no other does."""
    talks: Any = nx.Graph(["ab", "cd", "ef"])
    found = social_ecological_motifs(
        talks, _work("a1", "b1", "c2", "d2", "e3", "f4"), null="rewired", draws=1500
    )
    # Of 15 ways to make three pairs of six, ab is in 3, cd in 3 and both in one.
    shared = found.motifs[0]
    assert (shared.share, len(found.motifs)) == (1, 1)
    assert shared.chance is not None
    assert shared.chance.mean == pytest.approx(1 / 5, abs=0.03)
    assert shared.chance.at_least == pytest.approx(1500 / 15, abs=3.5 * (1500 / 15) ** 0.5)
    star = social_ecological_motifs(
        nx.star_graph("abcd"), _work("a1", "b1", "c2", "d2"), null="rewired", draws=20
    )
    assert star.motifs[0].chance is not None
    assert (star.motifs[0].chance.sd, star.motifs[0].z) == (0, None)


@pytest.mark.needs("science")
@pytest.mark.parametrize("null", ["dealt", "rewired"])
def test_chance_leaves_alone_what_is_not_known(null: str) -> None:
    """Of two who did not answer nothing is known, in what was seen as in what chance makes."""
    for graph, work, depends in itertools.islice(_cases(60), 4, None, 5):
        found = social_ecological_motifs(graph, work, depends, null=null, draws=20)
        for one in found.motifs:
            if one.chance is not None:
                assert 0 <= (one.chance.lowest or 0) <= (one.chance.highest or 0) <= 1
    # Ties between one who answered and one who did not stay so, and never join a and b.
    talks: Any = nx.Graph(["ac", "bd"])
    for asked, highest in ((list("abcd"), 0), ([], 1)):
        if asked:
            talks.graph["survey"] = Survey(asked, ["a", "b"])
        else:
            del talks.graph["survey"]
        (one,) = social_ecological_motifs(
            talks, _work("a1", "b1", "c2", "d3"), null=null, draws=50
        ).motifs
        assert one.chance is not None
        assert one.chance.highest == highest
    silent: Any = nx.Graph(["ab"])
    silent.add_node("c")
    silent.graph["survey"] = Survey(["a", "b", "c"], [])
    found = social_ecological_motifs(silent, _work("a1", "b1", "c1"), null=null, draws=5)
    assert _counts(found) == {"shared_issue": (0, 0, 3)}
    assert found.motifs[0].chance is None
    assert "Of 3 motifs it is not known" in found.describe()


@pytest.mark.needs("science")
def test_seeds_and_workers() -> None:
    """The same seed gives the same, whoever works and in whatever order names come."""
    talks, work, depends = _small()
    alone = social_ecological_motifs(talks, work, depends, draws=250, seed=7)
    with ThreadPoolExecutor(2) as executor:
        assert social_ecological_motifs(
            talks, work, depends, draws=250, seed=7, executor=executor
        ) == alone  # fmt: skip
    assert social_ecological_motifs(talks, work, depends, draws=250, seed=8) != alone
    turned = social_ecological_motifs(
        nx.relabel_nodes(talks, {"a": "q"}), nx.relabel_nodes(work, {"a": "q"}), depends, draws=0
    )
    assert _counts(turned) == _counts(alone)


@pytest.mark.needs("science")
def test_words_and_rows() -> None:
    """Motifs are said in words, beside what chance gives, and the first gaps by name."""
    talks, work, depends = _small()
    work.nodes["1"]["label"] = "Dike"
    talks.add_node("x")
    found = social_ecological_motifs(talks, work, depends, draws=99)
    said = found.describe()
    assert said.startswith("Motifs of 6 actors and 3 issues: together on one issue: 5 of 10 closed")
    assert "Chance decides in 99 draws who has which place in the network" in said
    assert "Actors without a known issue: 1" in said
    assert "“Dike”" in said
    assert "samen aan één opgave" in found.describe("nl")
    row = found.to_records()[0]
    assert (row["closed"], row["open"]) == (5, 5)
    assert row["p_at_most"] == found.motifs[0].chance.p_at_most  # type: ignore[union-attr]
    assert "bodin2012" in found.references


def test_refusals() -> None:
    """What cannot be right, or takes too long, is refused with what to do."""
    talks, work, depends = _small()
    with pytest.raises(NetworkError, match="there is no null"):
        social_ecological_motifs(talks, work, null="random")
    with pytest.raises(NetworkError, match=r"draws=.-1"):
        social_ecological_motifs(talks, work, draws=-1)
    with pytest.raises(NetworkError, match="combinations or ties, and effort is 10"):
        social_ecological_motifs(talks, work, depends, effort=10)
    with pytest.raises(NetworkError, match="5,000 combinations or ties"):
        social_ecological_motifs(talks, work, effort=100)
    with pytest.raises(NetworkError, match="dependencies="):
        social_ecological_motifs(talks, work, draws=0).of("one_actor")


@pytest.mark.needs("science")
def test_what_chance_cannot_change_has_no_z() -> None:
    """All on one issue: one of three pairs is tied whoever has which place, 1/3 in each draw."""
    talks = nx.Graph([("a", "b")])
    talks.add_node("c")
    (shared,) = social_ecological_motifs(talks, _work("a1", "b1", "c1"), draws=99).motifs
    assert shared.chance is not None
    assert (shared.share, shared.chance.sd, shared.z) == (1 / 3, 0, None)
