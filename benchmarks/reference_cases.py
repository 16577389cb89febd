"""One relation of a network, and what the library says of it: computed once, where it is asked."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

import attrs
import networkx as nx
import numpy as np
from networks_read import Relation
from reference_table import Doubted, Skipped

from opgavekern.network import (
    ActorMeasure,
    Brokerage,
    NetworkError,
    actors,
    brokerage,
    cohesion,
    two_mode,
)

#: A residual so many times ours shows that an iteration stopped early.
_WORSE = 10.0


@attrs.frozen(eq=False, slots=False)
class Case:
    """One relation, and what is computed of it once."""

    relation: Relation

    @property
    def graph(self) -> Any:
        """The relation as a graph."""
        return self.relation.graph

    @property
    def is_directed(self) -> bool:
        """Ties go one way."""
        return bool(self.graph.is_directed())

    @property
    def is_one(self) -> bool:
        """Actors can all reach each other, so that its leading eigenvector is one."""
        connected = nx.is_strongly_connected if self.is_directed else nx.is_connected
        return len(self.graph) > 1 and bool(connected(self.graph))

    @functools.cached_property
    def whole(self) -> Any:
        """The network as a whole."""
        return cohesion(self.graph, effort=None)

    @functools.cached_property
    def both_ways(self) -> Any:
        """The same with two arcs for each undirected tie, as R takes it in some places."""
        return (
            cohesion(self.graph.to_directed(), effort=None) if not self.is_directed else self.whole
        )

    @functools.cached_property
    def sides(self) -> Any:
        """The network of two sides."""
        return two_mode(self.graph, "mode", effort=None)

    def column(self, measure: str, graph: Any = None, **asked: Any) -> dict[Any, float | None]:
        """One measure of each actor."""
        panel = actors(self.graph if graph is None else graph, [measure], effort=None, **asked)
        return dict(panel.values_of(ActorMeasure(measure)))

    @functools.lru_cache(maxsize=8)  # noqa: B019  (a case lives as long as its folder is read)
    def roles(self, group: str) -> tuple[Brokerage, Brokerage]:
        """Brokerage, exact and as in R, which takes each undirected tie as two."""
        both_ways = self.graph.to_directed()
        return brokerage(both_ways, group), brokerage(both_ways, group, sd="sna")

    def matrix(self, weight: str | None = None) -> Any:
        """The sociomatrix, to prove what is wrong with a vector."""
        return nx.to_numpy_array(self.graph, weight=weight)


def eigenvector(case: Case, **asked: Any) -> Any:
    """The eigenvector where it is defined; R's is doubted where its iteration stopped early."""
    if not case.is_one:
        return Skipped("not connected: the reference depends on where its iteration starts")
    ours = case.column("eigenvector", engine="fast", **asked)
    matrix = case.matrix(asked.get("weight"))
    if asked.get("direction") == "in":
        matrix = matrix.T
    return Doubted(ours, functools.partial(no_eigenvector, matrix, ours))


def no_eigenvector(matrix: Any, ours: Mapping[Any, Any], theirs: Any) -> str:
    """Say how much less theirs is an eigenvector than ours."""
    if not isinstance(theirs, Mapping):
        return ""
    residuals = []
    for vector in (ours, theirs):
        values = np.array([float(vector[one]) for one in ours])
        if not np.isfinite(values).all() or not values.any():
            return "R's vector is no vector"
        turned = matrix @ values
        residuals.append(
            float(np.abs(turned - values * (values @ turned) / (values @ values)).max())
        )
    if residuals[1] > _WORSE * residuals[0]:
        return (
            "R's iteration stopped before it was there: A v differs from lambda v by "
            f"{residuals[1]:.0e} (ours by {residuals[0]:.0e})"
        )
    return ""


def leading_value(case: Case) -> Any:
    """The highest eigenvalue: that of the strong component which has the highest."""
    values = []
    for part in nx.strongly_connected_components(case.graph.to_directed()):
        if len(part) > 1:
            graph = case.graph.subgraph(part)
            vector = case.column("eigenvector", graph, engine="fast")
            arcs = graph.to_directed().edges
            values.append(sum((vector[a] or 0) * (vector[b] or 0) for a, b in arcs))
    top = max(values, default=0.0)
    alike = sum(one > top - 1e-6 for one in values)

    def proof(_: Any) -> str:
        return (
            f"{alike} strong components have that value, so that the matrix need not have a basis "
            "of eigenvectors, and R's is right to half the digits"
            if alike > 1 and case.is_directed
            else ""
        )

    return Doubted(top, proof)


def hub(case: Case, measure: str) -> Any:
    """Hub or authority scores, doubted where theirs are no eigenvector."""
    ours = case.column(measure, engine="fast")
    matrix = case.matrix()
    product = matrix @ matrix.T if measure == "hub" else matrix.T @ matrix

    def proof(theirs: Any) -> str:
        values = np.linalg.eigvalsh(product)
        leading = int((values > values[-1] * (1 - 1e-9)).sum())
        if leading > 1:
            return f"{leading} parts of the network lead alike: any mixture of them is right"
        return no_eigenvector(product, ours, theirs)

    return Doubted(ours, proof)


def information(case: Case) -> Any:
    """Information as R has it: it divides by all actors, those without ties too."""
    try:
        ours = case.column("information", engine="fast")
    except NetworkError:
        return Skipped("those with ties fall apart, and R inverts a matrix that has no inverse")
    inverse = {one: 1 / value for one, value in ours.items() if value}
    tied, size = len(inverse), len(ours)
    if not tied:
        return ours
    trace = (sum(inverse.values()) + 2 / tied) / 2
    rest = trace - 2 / tied
    return {
        one: 1 / (inverse[one] - rest / tied + rest / size) if one in inverse else 0.0
        for one in ours
    }
