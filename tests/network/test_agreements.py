"""Networks of who agrees and who conflicts."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Iterator
from typing import Any

import networkx as nx
import pytest

from opgavekern.network import (
    Alignment,
    NetworkError,
    Normalisation,
    Survey,
    agreement_network,
    balance,
    cohesion,
)


def _said(*positions: tuple[str, str, float | None], actors: str = "") -> Any:
    """A network of two modes: actors are small letters."""
    graph: Any = nx.Graph()
    graph.add_nodes_from(actors, bipartite=0)
    for actor, issue, position in positions:
        graph.add_node(actor, bipartite=0)
        graph.add_node(issue, bipartite=1)
        graph.add_edge(actor, issue, position=position)
    return graph


def _debate() -> Any:
    """Four on four issues: a and b agree on two and conflict on one, c is neutral once."""
    said = {
        "a": {"P": 1, "Q": 1, "R": -1},
        "b": {"P": 0.2, "Q": 1, "R": 1, "S": -1},
        "c": {"Q": 0, "S": -1},
        "d": {"R": -1},
    }
    return _said(*((who, issue, at) for who, its in said.items() for issue, at in its.items()))


def _weights(graph: Any, **how: Any) -> dict[str, float]:
    found = agreement_network(graph, **how).edges(data="weight")
    return {"".join(map(str, pair)): weight for *pair, weight in found}


def test_by_hand() -> None:
    """Worked out on paper: counts, and what each normalisation makes of them."""
    debate = _debate()
    assert _weights(debate) == {"ab": 2, "ad": 1, "bc": 1}
    assert _weights(debate, kind="conflict") == {"ab": 1, "bd": 1}
    assert _weights(debate, kind="difference") == {"ab": 1, "ad": 1, "bc": 1, "bd": -1}
    # a takes three positions, b four, and between them four issues; c two, the neutral one too.
    assert _weights(debate, normalisation="average_activity") == {
        "ab": 2 / 3.5,
        "ad": 1 / 2,
        "bc": 1 / 3,
    }
    assert _weights(debate, normalisation="jaccard") == {"ab": 2 / 4, "ad": 1 / 3, "bc": 1 / 4}
    assert _weights(debate, normalisation="cosine") == pytest.approx(
        {"ab": 2 / math.sqrt(12), "ad": 1 / math.sqrt(3), "bc": 1 / math.sqrt(8)}
    )
    # Nobody but a and b holds P and Q both; a and b part on R.
    assert _weights(debate, mode=1) == {"PQ": 2, "PR": 1, "QR": 1}
    assert _weights(debate, mode=1, kind="conflict") == {
        "PR": 1, "PS": 1, "QR": 1, "QS": 1, "RS": 1,
    }  # fmt: skip


def _random_debates(count: int) -> Iterator[Any]:
    for seed in range(count):
        chance = random.Random(seed)
        graph: Any = nx.Graph()
        graph.add_nodes_from(range(chance.randint(1, 6)), bipartite=0)
        graph.add_nodes_from("PQRST"[: chance.randint(1, 5)], bipartite=1)
        actors = [one for one, mode in graph.nodes(data="bipartite") if mode == 0]
        for pair in itertools.product(actors, [one for one in graph if one not in actors]):
            if chance.random() < 0.6:
                at = chance.choice([1, -1, 0.3, -0.4, 0, None, math.nan])
                graph.add_edge(*(pair if chance.random() < 0.5 else pair[::-1]), position=at)
        if seed % 4 == 3:
            asked = [one for one in actors if chance.random() < 0.8]
            answered = [one for one in asked if chance.random() < 0.7]
            graph.graph["survey"] = Survey(asked, answered)
        yield graph


def _naive(graph: Any, kind: str, normalisation: str, mode: int) -> dict[Any, float]:
    """Leifeld's sums over concepts, cell by cell, of each pair that is not left out."""
    rows, columns = ([one for one in graph if graph.nodes[one]["bipartite"] == m] for m in (0, 1))
    x: dict[Any, float] = {}
    for one, issue in itertools.product(rows, columns):
        at = graph.edges[one, issue]["position"] if graph.has_edge(one, issue) else None
        survey = graph.graph.get("survey")
        if at is not None and not math.isnan(at) and (survey is None or one in survey.answered):
            x[one, issue] = x[issue, one] = at
    kept, over = (rows, columns) if mode == 0 else (columns, rows)
    found: dict[Any, float] = {
        one: math.nan for one in kept if any((one, each) in x for each in over)
    }
    for pair in itertools.combinations(list(found), 2):
        a, b = ([x.get((one, each)) for each in over] for one in pair)
        both = [(p, q) for p, q in zip(a, b, strict=True) if p is not None and q is not None]
        agree = sum((p > 0 and q > 0) + (p < 0 and q < 0) for p, q in both)
        conflict = sum((p > 0 and q < 0) + (p < 0 and q > 0) for p, q in both)
        n1, n2 = (sum(p is not None for p in one) for one in (a, b))
        weight = {"agreement": agree, "conflict": conflict, "difference": agree - conflict}[kind]
        either = sum(p is not None or q is not None for p, q in zip(a, b, strict=True))
        by = {
            "count": 1,
            "average_activity": (n1 + n2) / 2,
            "jaccard": either,
            "cosine": n1**0.5 * n2**0.5,
        }
        if weight:
            found[pair] = weight / by[normalisation]
    return found


def test_equals_the_sums_written_out() -> None:
    """On random debates, with silence and positions unknown, each tie is that of the formula."""
    for seed, graph in enumerate(_random_debates(500)):
        kind, normalisation = (
            list(Alignment)[seed % 3].value,
            list(Normalisation)[seed // 3 % 4].value,
        )
        mode = seed // 12 % 2
        found = agreement_network(graph, kind=kind, normalisation=normalisation, mode=mode)
        naive = _naive(graph, kind, normalisation, mode)
        ties = {one: weight for one, weight in naive.items() if isinstance(one, tuple)}
        assert {(a, b): weight for a, b, weight in found.edges(data="weight")} == pytest.approx(
            ties
        )
        assert list(found) == [one for one in naive if not isinstance(one, tuple)]
        if kind != "difference" and normalisation != "count":
            assert all(0 < weight <= 1 + 1e-12 for weight in ties.values())


def test_who_did_not_answer_is_left_out() -> None:
    """Of whom nothing is known is not there, and does not count as agreeing with nobody."""
    graph = _said(("a", "P", 1), ("b", "P", 1), ("c", "P", 1), ("d", "P", None), actors="e")
    graph.graph["survey"] = Survey(list("abcd"), list("abd"))
    found = agreement_network(graph)
    assert list(found) == ["a", "b"]
    assert cohesion(found).density == 1
    assert found.graph["survey"] == Survey(["a", "b"], ["a", "b"])
    assert found.graph["treatment"].en == "without 3 of whom no positions are known"
    graph.graph["treatment"] = "as told"
    issues = agreement_network(graph, mode=1)
    assert issues.graph["treatment"].nl == (
        "as told; zonder de standpunten van 2 die niet antwoordden"
    )
    assert "survey" not in issues.graph


def test_it_is_a_network_like_others() -> None:
    """Measures read it: meaning of weights and labels are there, and signs of the difference."""
    debate = _debate()
    debate.nodes["a"]["label"] = "Ann"
    found = agreement_network(debate, kind="difference")
    assert found.nodes["a"] == {"label": "Ann"}
    assert found.graph == {"weight_means": "strength"}
    assert balance(found, sign="weight").ratio == 0  # a agrees with b and d, who conflict
    assert debate.nodes["a"] == {"label": "Ann", "bipartite": 0}


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"kind": "congruence"}, "there is no kind"),
        ({"normalisation": "sum"}, "there is no normalisation"),
        ({"mode": 2}, r"mode=.2.; it is 0"),
        ({"position": "stance"}, 'no tie has "stance"'),
        ({"effort": 2}, "this compares 4 pairs of positions, and effort is 2"),
    ],
)
def test_nonsense_and_too_much_is_refused(said: Any, told: str) -> None:
    """What means nothing, or would take too long, is refused, with what to do."""
    with pytest.raises(NetworkError, match=told):
        agreement_network(_debate(), **said)


def test_what_is_no_position_is_refused() -> None:
    """A position in words is told where it stands."""
    graph = _said(("a", "P", 1))
    graph.edges["a", "P"]["position"] = "for"
    with pytest.raises(NetworkError, match='the tie "a" – "P" has "for"'):
        agreement_network(graph)
    with pytest.raises(NetworkError, match="undirected"):
        agreement_network(nx.DiGraph(graph))
