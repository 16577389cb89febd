"""Classic networks that come along."""

from __future__ import annotations

import networkx as nx
import pytest
from tests.network.published import network

from opgavekern.network import NetworkError
from opgavekern.network.datasets import DATASETS, load


@pytest.mark.parametrize("name", DATASETS)
def test_each_is_a_network_with_its_citation(name: str) -> None:
    """Each has actors, ties, a title, whom to cite and on what terms it is given."""
    graph = load(name)
    assert graph.number_of_edges() > 0
    assert graph.graph["citation"].startswith("@")
    assert DATASETS[name].licence.startswith(("MIT", "BSD"))
    assert DATASETS[name].title == graph.graph["title"]


@pytest.mark.parametrize("relation", ["advice", "friendship", "reports_to"])
def test_krackhardt_is_the_published_one(relation: str) -> None:
    """Its relations are those that reference values were computed of."""
    found, published = load("krackhardt", relation), network("krackhardt", relation)
    assert set(found.edges) == set(published.edges)
    assert found.nodes["M1"] == {"age": 33, "tenure": 9, "level": 3, "dept": 4}


def test_southern_women_have_two_modes() -> None:
    """18 women and 14 events, as networkx has them: 89 attendances."""
    graph = load("southern_women")
    assert sum(mode == 0 for _, mode in graph.nodes(data="bipartite")) == 18
    assert graph.number_of_edges() == nx.davis_southern_women_graph().number_of_edges() == 89


def test_what_there_is_not() -> None:
    """Another name is told with the near miss."""
    with pytest.raises(NetworkError, match="Did you mean"):
        load("krackhard")
    with pytest.raises(NetworkError, match="no relation"):
        load("krackhardt", "money")
