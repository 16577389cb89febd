"""Classic networks to learn and test with, each with whom to cite.

>>> list(DATASETS)
['krackhardt', 'southern_women', 'florentine', 'karate']
"""

from __future__ import annotations

import csv
import importlib.resources
import io
from types import MappingProxyType
from typing import Any, Final

import attrs
import networkx as nx

from opgavekern.base.near import one_of
from opgavekern.base.texts import message, quoted
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.literature import Publication

_DATA: Final = importlib.resources.files("opgavekern.network") / "data"


@attrs.frozen(kw_only=True)
class Dataset:
    """A published network.

    Attributes:
        name: By which `load` knows it.
        title: What it is.
        relations: The relations that it has; empty where it has one.
        source: Whom to cite.
        licence: On what terms this copy is given, and from where it was taken.
    """

    name: str
    title: str
    relations: tuple[str, ...] = ()
    source: Publication
    licence: str


#: The networks that `load` knows, by name.
#:
#: :meta hide-value:
DATASETS: Final = MappingProxyType(
    {
        one.name: one
        for one in (
            Dataset(
                name="krackhardt",
                title="21 managers of a high-tech company: whom they ask for advice, call a "
                "friend, and report to; with age, tenure, level and department",
                relations=("advice", "friendship", "reports_to"),
                source=Publication(
                    key="krackhardt1987cognitive",
                    author="Krackhardt, David",
                    title="Cognitive Social Structures",
                    year=1987,
                    journal="Social Networks",
                    volume="9(2)",
                    pages="109--134",
                ),
                licence="MIT, from the R package networkdata by David Schoch",
            ),
            Dataset(
                name="southern_women",
                title="18 women of Natchez, Mississippi, and the 14 social events that they "
                "attended in the 1930s; two modes",
                source=Publication(
                    key="davis1941",
                    author="Davis, Allison and Gardner, Burleigh B. and Gardner, Mary R.",
                    title="Deep South",
                    year=1941,
                    publisher="University of Chicago Press",
                ),
                licence="MIT, from the R package networkdata by David Schoch",
            ),
            Dataset(
                name="florentine",
                title="15 families of Florence around 1430 and their marriages, without Pucci, "
                "who had none",
                source=Publication(
                    key="padgett1993",
                    author="Padgett, John F. and Ansell, Christopher K.",
                    title="Robust Action and the Rise of the Medici, 1400-1434",
                    year=1993,
                    journal="American Journal of Sociology",
                    volume="98(6)",
                    pages="1259--1319",
                ),
                licence="BSD-3-Clause, from networkx",
            ),
            Dataset(
                name="karate",
                title="34 members of a karate club, how often they met, and the club that each "
                "chose when it split",
                source=Publication(
                    key="zachary1977",
                    author="Zachary, Wayne W.",
                    title="An Information Flow Model for Conflict and Fission in Small Groups",
                    year=1977,
                    journal="Journal of Anthropological Research",
                    volume="33(4)",
                    pages="452--473",
                ),
                licence="BSD-3-Clause, from networkx",
            ),
        )
    }
)


def load(name: str, relation: str | None = None) -> Graph:
    """Return a classic network.

    Several relations are a multigraph with the relation as key and as `kind`; one relation is a
    graph of its own. `graph.graph` holds `title` and `citation`; what weights mean is declared.

    Args:
        name: One of `DATASETS`.
        relation: Which of its relations; None for all.

    Raises:
        NetworkError: There is no such network, or it has no such relation.

    >>> load("krackhardt", "advice").number_of_edges()
    190
    """
    found = DATASETS.get(name)
    if found is None:
        raise _absent(message("netwerk", "network"), name, tuple(DATASETS))
    if relation is not None and relation not in found.relations:
        raise _absent(message("relatie", "relation"), relation, found.relations)
    graph = _of_networkx(name) if name in {"florentine", "karate"} else _of_files(found, relation)
    graph.graph.clear()
    graph.graph.update(title=found.title, citation=found.source.bibtex)
    if name == "karate":
        graph.graph["weight_means"] = "strength"
    return graph


def _of_networkx(name: str) -> Graph:
    graph: Graph = nx.karate_club_graph() if name == "karate" else nx.florentine_families_graph()
    return graph


def _of_files(told: Dataset, relation: str | None) -> Graph:
    is_two_mode = told.name == "southern_women"
    several = len(told.relations) > 1 and relation is None
    graph: Any = nx.Graph() if is_two_mode else nx.MultiDiGraph() if several else nx.DiGraph()
    for row in _rows(told.name, "nodes"):
        node = row.pop("id")
        filled = {key: one for key, one in row.items() if one}
        said: dict[str, Any] = {k: int(one) if one.isdigit() else one for k, one in filled.items()}
        if is_two_mode:
            said["bipartite"] = int(said.pop("mode", 1) == 2)
        graph.add_node(node, **said)
    for row in _rows(told.name, "edges"):
        if relation not in {None, row["relation"]}:
            continue
        key = {"key": row["relation"]} if several else {}
        kind = {} if is_two_mode else {"kind": row["relation"]}
        graph.add_edge(row["source"], row["target"], **key, **kind)
    found: Graph = graph
    return found


def _rows(name: str, table: str) -> list[dict[str, str]]:
    text = (_DATA / name / f"{table}.csv").read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def _absent(what: Any, name: str, known: tuple[str, ...]) -> NetworkError:
    return NetworkError(
        message(
            "er is geen {what} {name}. {known}",
            "there is no {what} {name}. {known}",
            what=what,
            name=quoted(name),
            known=one_of(known, word=name),
        )
    )
