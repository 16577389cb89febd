"""What is given of another sort than is asked is refused, and said what is asked."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest

from opgavekern.network import (
    ErrorRates,
    NetworkError,
    actors,
    assortativity,
    balance,
    brokerage,
    centralisation,
    change,
    cohesion,
    dichotomise,
    ei_index,
    interval,
    introductions,
    missing_voices,
    one_relation,
    robustness,
    symmetrise,
    threshold_sweep,
)
from opgavekern.network.foundation.arguments import several
from opgavekern.network.foundation.snapshots import snapshot_of
from opgavekern.network.weak_spots.error_plans import SeenAs, error_plan

GRAPH: Any = nx.path_graph("abcd")
nx.set_edge_attributes(GRAPH, 1, "weight")


@pytest.mark.parametrize(
    ("measure", "asked"),
    [
        (lambda: robustness(GRAPH, losing=5), "losing=.5. cannot be; give a list"),
        (lambda: actors(GRAPH, 5), "measures=.5. cannot be; give a list"),
        (lambda: centralisation(GRAPH, 5), "measures=.5. cannot be; give a list"),
        (lambda: change(GRAPH, GRAPH, names=5), "names=.5. cannot be; give a list"),
        (lambda: introductions(GRAPH, team=5), "team=.5. cannot be; give a list"),
        (lambda: missing_voices(GRAPH, seated=5), "seated=.5. cannot be; give a list"),
        (
            lambda: threshold_sweep(GRAPH, len, thresholds=5, weight_means="rank"),
            "thresholds=.5. cannot be",
        ),
        (lambda: ei_index(GRAPH, 5), "5. says nothing of actors; give the name of an attribute"),
        (
            lambda: ei_index(GRAPH, dict.fromkeys(GRAPH, 1), permutations="many"),
            "permutations=.many.; it is a whole number from 0 up",
        ),
        (lambda: robustness(GRAPH, covers=5), "5. says nothing of actors"),
        (lambda: assortativity(GRAPH, 5), "5. says nothing of actors"),
        (lambda: cohesion(GRAPH, weight=["weight"]), "weight=.*give the name of an attribute"),
        (lambda: balance(GRAPH, sign=None), "sign=.None. cannot be; give the name"),
        (lambda: dichotomise(GRAPH, None, at_least=1), "weight=.None. cannot be; give the name"),
        (lambda: dichotomise(GRAPH, at_least="2"), "at_least=.2.; it must be a number"),
        (lambda: symmetrise(GRAPH, "sum", weight=None), "weight=.None. cannot be"),
        (lambda: one_relation(GRAPH, 5), "kind=.5. cannot be"),
        (lambda: missing_voices(GRAPH, expected=["group"]), "expected=.*give a dict with names"),
        (lambda: interval(GRAPH, "density"), "statistic=.density. cannot be; give a function"),
        (lambda: brokerage(GRAPH, dict.fromkeys(GRAPH, 1), permutations=1.5), "it is a whole num"),
        (lambda: actors(GRAPH, ["betweenness"], error="small"), "error=.small.*must lie between"),
    ],
)
def test_another_sort(measure: Any, asked: str) -> None:
    """A number for a list, for a group, for a function or for an attribute is no bare TypeError."""
    with pytest.raises(NetworkError, match=asked):
        measure()


def test_rates_are_error_rates() -> None:
    """Without rates, or with a number, the message says how to give them."""
    for rates in (None, 0.1):
        with pytest.raises(NetworkError, match="give ErrorRates"):
            error_plan(GRAPH, snapshot_of(GRAPH), rates, SeenAs.TRUE)
    assert error_plan(GRAPH, snapshot_of(GRAPH), ErrorRates(), SeenAs.TRUE).open == 3


def test_a_text_is_one_thing() -> None:
    """The name of one measure or actor is not taken for a list of letters."""
    assert several("losing", "ab") == ("ab",)
    assert robustness(GRAPH, losing="b").losses[0].lost == ("b",)
    assert centralisation(GRAPH, "degree").of("degree") == centralisation(GRAPH).of("degree")
