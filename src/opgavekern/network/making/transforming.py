"""One graph made of another: symmetric, of ties or not, of one relation."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Final

import networkx as nx

from opgavekern.base.labels import Term
from opgavekern.base.near import one_of
from opgavekern.base.texts import Text, message, quoted
from opgavekern.model import WeightMeaning
from opgavekern.network.foundation.arguments import verify_attribute, verify_number
from opgavekern.network.foundation.choices import chosen
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.graphs import Graph, verify_graph
from opgavekern.network.foundation.snapshots import MEANS, TREATMENT, snapshot_of, treated
from opgavekern.network.foundation.surveys import survey_of


class SymmetryRule(Term):
    """What makes a tie of what two actors say of each other."""

    EITHER = "either", "een van beiden noemt de ander", "either names the other"
    BOTH = "both", "beiden noemen elkaar", "both name each other"
    MAXIMUM = "maximum", "de grootste sterkte", "the larger strength"
    MINIMUM = "minimum", "de kleinste sterkte", "the smaller strength"
    MEAN = "mean", "het gemiddelde van beide", "the mean of both"
    SUM = "sum", "de som van beide", "the sum of both"


#: What a rule makes of two strengths; who names nobody gives a strength of zero.
_RULES: Final[dict[SymmetryRule, Callable[[float, float], float]]] = {
    SymmetryRule.EITHER: lambda one, other: float(bool(one or other)),
    SymmetryRule.BOTH: lambda one, other: float(bool(one and other)),
    SymmetryRule.MAXIMUM: max,
    SymmetryRule.MINIMUM: min,
    SymmetryRule.MEAN: lambda one, other: (one + other) / 2,
    SymmetryRule.SUM: lambda one, other: one + other,
}
_BINARY: Final = frozenset({SymmetryRule.EITHER, SymmetryRule.BOTH})


def symmetrise(
    graph: Graph, rule: SymmetryRule | str = SymmetryRule.EITHER, *, weight: str = "weight"
) -> Graph:
    """Return an undirected graph of what two actors say of each other.

    `either` and `both` give ties without weights; `maximum`, `minimum`, `mean` and `sum` take
    strengths, of which no tie is zero. Where only one of two actors answered, its word holds: a
    pair is unknown only where neither did. Actors keep their attributes. An undirected graph comes
    back as it was read, without loops. Takes time that grows with actors and ties.

    Args:
        graph: Any networkx graph; it is not changed.
        rule: What makes a tie.
        weight: The attribute that holds strengths, for rules that take them.

    Raises:
        NetworkError: There is no such rule, or weights are absent or no strengths.
    """
    verify_graph(graph)
    wanted = chosen(SymmetryRule, rule, "rule")
    verify_attribute("weight", weight)
    is_binary = wanted in _BINARY
    snapshot = snapshot_of(
        graph,
        weight=None if is_binary else weight,
        weight_means=None if is_binary else graph.graph.get(MEANS, "strength"),
    )
    weights = snapshot.weights if snapshot.weights is not None else [1.0] * len(snapshot.tails)
    said = {
        (tail, head): strength
        for tail, head, strength in zip(snapshot.tails, snapshot.heads, weights, strict=True)
    }
    symmetric = emptied(graph, nx.Graph())
    for tail, head in {(min(pair), max(pair)) for pair in said}:
        there, back = said.get((tail, head), 0.0), said.get((head, tail), 0.0)
        if not snapshot.is_known[tail]:
            there = back
        elif not snapshot.is_known[head]:
            back = there
        if strength := _RULES[wanted](there, back):
            told = {} if is_binary else {weight: strength}
            symmetric.add_edge(snapshot.actors[tail], snapshot.actors[head], **told)
    if snapshot.is_directed:
        symmetric.graph[TREATMENT] = treated(
            graph,
            Text(
                nl=f"symmetrisch gemaakt ({wanted.text('nl')})",
                en=f"symmetrised ({wanted.text('en')})",
            ),
        )
    return symmetric


def dichotomise(
    graph: Graph,
    weight: str = "weight",
    *,
    at_least: float,
    weight_means: WeightMeaning | str | None = None,
) -> Graph:
    """Return the graph of ties whose weight is at least a threshold, without weights.

    Other attributes of ties are let go too. Strengths of parallel ties add up first. Takes time
    that grows with actors and ties.

    Args:
        graph: Any networkx graph; it is not changed.
        weight: The attribute that holds the weights.
        at_least: The threshold; with lengths or ranks a small number means close, and the ties
            kept are those of at most this.
        weight_means: What the weights mean, where the graph does not declare it.

    Raises:
        NetworkError: Weights are absent, or of no declared meaning.
    """
    verify_attribute("weight", weight)
    verify_number("at_least", at_least)
    snapshot = snapshot_of(graph, weight=weight, weight_means=weight_means, may_be_negative=True)
    is_strength = snapshot.reading.weight_means is WeightMeaning.STRENGTH
    kept: Graph = emptied(graph, nx.DiGraph() if graph.is_directed() else nx.Graph())
    kept.graph.pop(MEANS, None)
    weights = snapshot.weights if snapshot.weights is not None else ()
    for tail, head, found in zip(snapshot.tails, snapshot.heads, weights, strict=True):
        if found >= at_least if is_strength else found <= at_least:
            kept.add_edge(snapshot.actors[tail], snapshot.actors[head])
    nl, en = ("vanaf", "from") if is_strength else ("tot en met", "up to")
    kept.graph[TREATMENT] = treated(
        graph, Text(nl=f"{weight} {nl} {at_least:g}", en=f"{weight} {en} {at_least:g}")
    )
    return kept


def one_relation(graph: Graph, kind: str, *, attribute: str = "kind") -> Graph:
    """Return the ties of one kind, as a graph with one tie between two actors.

    All actors stay, with who was asked and who answered. Takes time that grows with the ties.

    Args:
        graph: A graph whose ties have their kind as attribute, as `graph_of` and `read_network`
            give it; it is not changed.
        kind: Which.
        attribute: Where ties hold it.

    Raises:
        NetworkError: No tie is of this kind, or several are between the same two.
    """
    verify_graph(graph)
    verify_attribute("kind", kind)
    verify_attribute("attribute", attribute)
    kinds = {str(told.get(attribute, "")) for *_, told in graph.edges(data=True)}
    if kind not in kinds:
        raise NetworkError(
            message(
                "geen relatie is van soort {kind}. {known}",
                "no tie is of kind {kind}. {known}",
                kind=quoted(kind),
                known=one_of(sorted(kinds), word=kind),
            )
        )
    one: Graph = emptied(graph, nx.DiGraph() if graph.is_directed() else nx.Graph())
    for start, end, told in graph.edges(data=True):
        if str(told.get(attribute, "")) != kind:
            continue
        if one.has_edge(start, end):
            raise _parallel(start, end, kind)
        one.add_edge(start, end, **told)
    return one


def emptied(graph: Graph, empty: Graph) -> Graph:
    """Return an empty graph with the actors of another, and what it says of itself."""
    survey_of(graph)  # Refused here rather than in the next measure.
    empty.graph.update(graph.graph)
    empty.add_nodes_from((node, dict(told)) for node, told in graph.nodes(data=True))
    return empty


def _parallel(start: Hashable, end: Hashable, kind: str) -> NetworkError:
    return NetworkError(
        message(
            "tussen {start} en {end} staan meer relaties van soort {kind}; voeg ze eerst samen",
            "there are several ties of kind {kind} between {start} and {end}; put them together "
            "first",
            start=quoted(start),
            end=quoted(end),
            kind=quoted(kind),
        )
    )
