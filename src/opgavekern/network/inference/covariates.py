"""What two actors have in common or apart, as a relation between them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from types import MappingProxyType
from typing import Any, Final

import attrs

from opgavekern.base.extras import require
from opgavekern.base.labels import Term
from opgavekern.base.texts import message, quoted
from opgavekern.network.foundation.attributes import Numbers, numbers_of
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.graphs import Graph, verify_graph
from opgavekern.network.foundation.groups import Groups, groups_of


class CovariateKind(Term):
    """How a value of two actors follows from what is known of each."""

    SAME = "same", "zelfde"
    ABSDIFF = "absdiff", "absoluut verschil", "absolute difference"
    SENDER = "sender", "afzender"
    RECEIVER = "receiver", "ontvanger"
    SHARED_ISSUES = "shared_issues", "gedeelde opgaven"


@attrs.frozen
class Covariate:
    """A value for each pair of actors, from what is known of each.

    Made by `same`, `absdiff`, `sender`, `receiver` and `shared_issues`; what it is worth is
    looked up in the graph that it is to explain.

    Attributes:
        kind: How the value follows.
        of: The node attribute, a map from actor to value, or a two-mode graph.
    """

    kind: CovariateKind
    of: str | Mapping[Hashable, Any] | Graph = attrs.field(repr=False)

    @property
    def is_symmetric(self) -> bool:
        """Its value is the same both ways."""
        return self.kind not in (CovariateKind.SENDER, CovariateKind.RECEIVER)


def same(group: Groups) -> Covariate:
    """Tell of two actors whether they are of one group: 1, else 0.

    Args:
        group: The node attribute that holds the group, or a map from actor to group.
    """
    return Covariate(CovariateKind.SAME, group)


def absdiff(number: Numbers) -> Covariate:
    """Tell how far the numbers of two actors are apart: `|x_i - x_j|`.

    Args:
        number: The node attribute that holds the number, or a map from actor to number.
    """
    return Covariate(CovariateKind.ABSDIFF, number)


def sender(number: Numbers) -> Covariate:
    """Give each arc the number of the actor that names: x_i. Only for directed relations.

    Args:
        number: The node attribute that holds the number, or a map from actor to number.
    """
    return Covariate(CovariateKind.SENDER, number)


def receiver(number: Numbers) -> Covariate:
    """Give each arc the number of the actor that is named: x_j. Only for directed relations.

    Args:
        number: The node attribute that holds the number, or a map from actor to number.
    """
    return Covariate(CovariateKind.RECEIVER, number)


def shared_issues(two_mode: Graph) -> Covariate:
    """Count the issues that two actors both are tied to.

    Args:
        two_mode: A graph in which every actor is a node, tied to its issues.

    Raises:
        NetworkError: It is no networkx graph.
    """
    verify_graph(two_mode)
    return Covariate(CovariateKind.SHARED_ISSUES, two_mode)


def covariate_matrix(covariate: Covariate, graph: Graph) -> Any:
    """Return the values of all pairs as a `numpy` matrix, in the order of the graph.

    Raises:
        NetworkError: Of some actor the value is not known.
        MissingExtraError: NumPy is not installed.
    """
    return _MADE[covariate.kind](graph, covariate.of)


def _same(graph: Graph, of: Any) -> Any:
    numpy = require("numpy")
    groups = groups_of(graph, of)
    places = {one: place for place, one in enumerate(dict.fromkeys(groups))}
    found = numpy.array([places[one] for one in groups])
    return (found[:, None] == found[None, :]).astype("float64")


def _absdiff(graph: Graph, of: Any) -> Any:
    numpy = require("numpy")
    found = numpy.array(numbers_of(graph, of))
    return numpy.abs(found[:, None] - found[None, :])


def _sender(graph: Graph, of: Any) -> Any:
    numpy = require("numpy")
    found = numpy.array(numbers_of(graph, of))
    return numpy.repeat(found[:, None], len(found), axis=1)


def _receiver(graph: Graph, of: Any) -> Any:
    return _sender(graph, of).T


def _shared_issues(graph: Graph, of: Any) -> Any:
    numpy = require("numpy")
    if absent := [actor for actor in graph if actor not in of]:
        raise NetworkError(
            message(
                "niet in het netwerk van actoren en opgaven: {count} van {all} actoren, onder wie "
                "{one}; voeg toe als punten zonder relaties",
                "not in the graph of actors and issues: {count} of {all} actors, among them "
                "{one}; add as nodes without ties",
                count=len(absent),
                all=len(graph),
                one=quoted(absent[0]),
            )
        )
    issues = {one: place for place, one in enumerate(one for one in of if one not in graph)}
    both_ways = of.to_undirected(as_view=True)
    takes_part = numpy.zeros((len(graph), len(issues)))
    for place, actor in enumerate(graph):
        takes_part[place, [issues[one] for one in both_ways[actor] if one in issues]] = 1
    return takes_part @ takes_part.T


_MADE: Final[Mapping[CovariateKind, Callable[[Graph, Any], Any]]] = MappingProxyType(
    {
        CovariateKind.SAME: _same,
        CovariateKind.ABSDIFF: _absdiff,
        CovariateKind.SENDER: _sender,
        CovariateKind.RECEIVER: _receiver,
        CovariateKind.SHARED_ISSUES: _shared_issues,
    }
)
