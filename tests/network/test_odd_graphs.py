"""Graphs at the borders and beyond: each function gives a defined value, or refuses clearly."""

from __future__ import annotations

import functools
import inspect
import json
import math
from pathlib import Path
from typing import Any, Final

import networkx as nx
import pytest
from tests.network.calls import CALLS, WITHOUT_GRAPH
from tests.network.odd_graphs import odd_shapes, odd_values

from opgavekern import network
from opgavekern.base.converting import unstructure
from opgavekern.base.results import Result
from opgavekern.network import NetworkError

PAGE: Final = Path(__file__).parents[2] / "docs/explanation/odd-networks.md"
#: The columns of the table on that page, by what is odd.
COLUMNS: Final = (
    "no actors",
    "one actor",
    "no ties",
    "in parts",
    "nobody answered",
    "nothing told",
    "alone in a group",
    "below zero",
    "NaN",
)
FUNCTIONS: Final = tuple(
    name for name in network.__all__ if inspect.isfunction(getattr(network, name))
)
GRAPHS: Final = {**dict(odd_shapes()), **dict(odd_values())}


def told(graph: Any) -> str:
    """All that a graph holds, to see whether it is changed."""
    if not isinstance(graph, nx.Graph):
        return repr(graph)
    return repr((graph.graph, list(graph.nodes(data=True)), list(graph.edges(data=True))))


def verify(answer: object) -> None:
    """Let an answer say all it can: rows, words in both languages, JSON, and no NaN in any."""
    if not isinstance(answer, Result):
        return
    assert answer.describe("nl")
    assert answer.describe("en")
    json.dumps(unstructure(answer), allow_nan=False)
    for row in answer.to_records():
        assert not [
            one for one in row.values() if isinstance(one, float) and not math.isfinite(one)
        ]


@functools.cache
def outcome(name: str, number: int, odd: str) -> str:
    """Of one call on one graph: `value`, `refused`, or what happened that may not."""
    call, graph = CALLS[name][number], GRAPHS[odd]
    before = told(graph)
    try:
        verify(call(graph))
        found = "value"
    except NetworkError as refused:
        in_both = {refused.message.text("nl"), refused.message.text("en")}
        found = "refused" if len(in_both) == 2 else f"refused in one language: {in_both}"
    except Exception as mistake:  # noqa: BLE001  # whatever it is, it is to be told
        found = f"{type(mistake).__name__}: {mistake}"
    return found if told(graph) == before else "the graph is changed"


def test_each_function_is_called() -> None:
    """Every public function that takes a graph is in the list of calls."""
    absent = sorted(set(FUNCTIONS) - CALLS.keys() - WITHOUT_GRAPH)
    assert not absent, (
        f"{absent}: add to CALLS in tests/network/calls.py how each is called on any graph (or to "
        f"WITHOUT_GRAPH where it takes none), and a row to the table of {PAGE.name}: "
        "test_page_says_what_is_given tells what it is"
    )
    assert CALLS.keys() | WITHOUT_GRAPH == set(FUNCTIONS)


@pytest.mark.parametrize("name", CALLS)
def test_value_or_refusal(name: str) -> None:
    """Whatever the graph, there is an answer that can be said and kept, or a NetworkError."""
    found = {
        f"{odd}, call {number}": happened
        for odd in GRAPHS
        for number in range(len(CALLS[name]))
        if (happened := outcome(name, number, odd)) not in ("value", "refused")
    }
    assert not found, f"{name}: give a value, or refuse with a NetworkError"


@pytest.mark.parametrize("name", CALLS)
def test_page_says_what_is_given(name: str) -> None:
    """The page on odd networks says of each function what it gives."""
    row = f"| `{name}` | {' | '.join(_in_words(name, odd) for odd in COLUMNS)} |"
    assert row in PAGE.read_text("utf-8").splitlines(), f"in {PAGE.name} put this row: {row}"


def _in_words(name: str, odd: str) -> str:
    found = {
        outcome(name, number, f"{odd} ({kind})")
        for kind in ("Graph", "DiGraph")
        for number in range(len(CALLS[name]))
    }
    return found.pop() if len(found) == 1 else "some"


@pytest.mark.parametrize("name", CALLS)
def test_docstrings_say_when_they_refuse(name: str) -> None:
    """What can be refused is said where people look: in the docstring, under Raises."""
    said = inspect.getdoc(getattr(network, name)) or ""
    assert "NetworkError: " in said.partition("Raises:")[2]
