"""Random graphs of every sort: directed or not, weighted, with isolates, loops and silence."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import networkx as nx
from tests.draws import draws

from opgavekern.network import Survey


def random_graphs(count: int, *, most: int = 7, signed: bool = False) -> Iterator[Any]:
    """Yield graphs of up to `most` actors, the same ones each time.

    Args:
        count: How many, usually: see `draws`.
        most: Actors, at most.
        signed: Some weights lie below zero.
    """
    for seed in range(draws(count)):
        chance = random.Random(seed)
        is_directed = seed % 2 == 0
        graph: Any = nx.DiGraph() if is_directed else nx.Graph()
        graph.add_nodes_from("abcdefghij"[: chance.randint(0, most)])
        density = chance.choice([0.15, 0.4, 0.8])
        for tail in graph:
            for head in graph:
                if chance.random() < (density if tail != head else 0.1):
                    sign = -1 if signed and chance.random() < 0.4 else 1
                    graph.add_edge(tail, head, weight=sign * chance.randint(1, 5))
        if seed % 5 == 4:
            asked = [one for one in graph if chance.random() < 0.9]
            graph.graph["survey"] = Survey(asked, [one for one in asked if chance.random() < 0.7])
        yield graph


def is_known(graph: Any, one: Any, other: Any) -> bool:
    """Tell whether it is known if one has a tie to another: who should say so has answered."""
    survey = graph.graph.get("survey")
    if survey is None or one in survey.answered:
        return True
    return not graph.is_directed() and other in survey.answered
