"""How each statistic of a relation of two modes is computed."""

from __future__ import annotations

import math
from typing import Any, Final

import networkx as nx
import numpy as np
from reference_cases import Case
from reference_one_mode import Statistics
from reference_table import Doubted, Skipped

from opgavekern.network import projection


def _farness(case: Case) -> dict[Any, float | None]:
    """The sum of distances, from closeness; none where someone is out of reach."""
    sides = case.sides
    own = dict(zip(sides.actors, sides.side_of, strict=True))
    sizes = dict(zip(sides.sides, sides.sizes, strict=True))
    total = sum(sides.sizes)
    return {
        actor: (total + sizes[own[actor]] - 2) / share if share else None
        for actor, share in sides.values_of("closeness_share").items()
    }


def _isolates(case: Case) -> list[Any]:
    return [one for one, ties in case.sides.values_of("degree").items() if not ties]


def _components(case: Case) -> dict[str, Any]:
    sizes = [len(one) for one in nx.connected_components(case.graph)]
    return {
        "count": len(sizes),
        "largest": max(sizes, default=0),
        "sizes": {str(one): sizes.count(one) for one in set(sizes)},
    }


def _modes(case: Case) -> tuple[list[Any], list[Any]]:
    """The actors of the first mode and of the second, in order."""
    modes = case.graph.nodes(data="mode")
    return [one for one, mode in modes if mode == "1"], [one for one, mode in modes if mode == "2"]


def _projected(case: Case, mode: int) -> list[list[float]]:
    """What two share; with oneself, all one has."""
    graph = case.graph.copy()
    for told in graph.nodes.values():
        told["bipartite"] = int(told["mode"]) - 1
    shared = projection(graph, mode=mode)
    kept = _modes(case)[mode]
    matrix = nx.to_numpy_array(shared, nodelist=kept) if kept else np.zeros((0, 0))
    degree = case.sides.values_of("degree")
    np.fill_diagonal(matrix, [degree[one] for one in kept])
    rows: list[list[float]] = matrix.tolist()
    return rows


def _singular(case: Case) -> Any:
    """The leading singular value and vectors: hubs and authorities of who attends what."""
    first, second = _modes(case)
    if not case.graph.number_of_edges():
        return Skipped("without ties any vector is a singular vector")
    arcs = nx.DiGraph()
    arcs.add_nodes_from(case.graph)
    arcs.add_edges_from(
        (one, other) if one in set(first) else (other, one) for one, other in case.graph.edges
    )
    hubs, authorities = (
        case.column(measure, arcs, engine="fast") for measure in ("hub", "authority")
    )
    rows, columns = _unit(hubs, first), _unit(authorities, second)
    value = sum(rows[one] * columns[other] for one, other in arcs.edges)
    ours = {"first_singular_value": value, "rows": rows, "columns": columns}

    def proof(_: Any) -> str:
        values = np.linalg.svd(nx.to_numpy_array(arcs), compute_uv=False)
        leading = int((values > values[0] * (1 - 1e-9)).sum())
        return f"{leading} singular vectors have the highest value: any basis of them will do" * (
            leading > 1
        )

    return Doubted(ours, proof)


def _unit(scores: dict[Any, float | None], kept: list[Any]) -> dict[Any, float]:
    values = {one: scores[one] or 0.0 for one in kept}
    length = math.hypot(*values.values())
    return {one: value / length for one, value in values.items()}


#: Of a relation of two modes.
TWO_MODES: Final[Statistics] = {
    "n1": lambda case: case.sides.sizes[0],
    "n2": lambda case: case.sides.sizes[1],
    "ties": lambda case: case.sides.reading.ties,
    "density": lambda case: case.sides.density,
    "isolates": _isolates,
    "degree": lambda case: case.sides.values_of("degree"),
    "degree_normalised": lambda case: case.sides.values_of("degree_share"),
    "betweenness": lambda case: case.sides.values_of("betweenness"),
    "betweenness_normalised_borgatti_everett": lambda case: case.sides.values_of(
        "betweenness_share"
    ),
    "closeness_normalised": lambda case: case.sides.values_of("closeness_share"),
    "farness": _farness,
    "four_cycles": lambda case: case.sides.four_cycles,
    "three_paths": lambda case: case.sides.three_paths,
    "robins_alexander": lambda case: case.sides.robins_alexander,
    "components": _components,
    "svd": _singular,
    "projection_rows": lambda case: _projected(case, 0),
    "projection_columns": lambda case: _projected(case, 1),
}
