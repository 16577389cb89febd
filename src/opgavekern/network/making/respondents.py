"""Several respondents for one organisation: put together by rule, and how far they agree."""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Mapping
from typing import Any, ClassVar

import attrs
import networkx as nx

from opgavekern.base.answers import Answer
from opgavekern.base.frames import Columns, columns
from opgavekern.base.labels import Term
from opgavekern.base.texts import Language, message
from opgavekern.network.foundation.choices import chosen
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.groups import Groups, groups_of
from opgavekern.network.foundation.outcomes import NetworkResult
from opgavekern.network.foundation.readings import Engine, Name, Reading, versions_of
from opgavekern.network.foundation.snapshots import Snapshot, snapshot_of
from opgavekern.network.foundation.surveys import KEY, Survey
from opgavekern.network.plots.axes import with_part
from opgavekern.network.plots.estimates import Estimate, draw_estimates


class PoolingRule(Term):
    """When an organisation has a tie that its respondents told of."""

    ANY = "any", "één noemt haar", "one names it"
    MAJORITY = "majority", "meer dan de helft noemt haar", "more than half name it"
    ALL = "all", "allen noemen haar", "all name it"


def pool_respondents(
    graph: Graph, by: Groups = "organisation", rule: PoolingRule | str = PoolingRule.ANY
) -> Graph:
    """Return the network of organisations that several respondents told of.

    An organisation names another if one, most or all of its respondents that answered name
    somebody there; `share` of a tie says how many did, 0 to 1. Ties within an organisation are
    left out. An organisation answered if one of its respondents did. Takes time that grows with
    actors and ties. A measure of how far they agree is `respondent_agreement`.

    Args:
        graph: Of respondents and whom they name; an undirected graph gives an undirected one, in
            which a tie needs the rule from one of both sides.
        by: The node attribute that holds the organisation, or a map from actor to organisation.
        rule: When it has a tie.

    Raises:
        NetworkError: Some actor has no organisation, or there is no such rule.
    """
    wanted = chosen(PoolingRule, rule, "rule")
    snapshot, told = snapshot_of(graph), _Told.of(graph, by)
    pooled: Graph = nx.DiGraph() if graph.is_directed() else nx.Graph()
    pooled.add_nodes_from(dict.fromkeys(told.groups))
    for group, respondents in told.respondents.items():
        for other in dict.fromkeys(told.groups):
            share = sum(other in told.named[one] for one in respondents) / len(respondents)
            least = {PoolingRule.ANY: 0.0, PoolingRule.MAJORITY: 0.5}.get(wanted)
            is_tie = share == 1 if least is None else share > least
            if is_tie and other != group:
                before = pooled.get_edge_data(group, other, default={}).get("share", 0.0)
                pooled.add_edge(group, other, share=max(share, before))
    asked = graph.graph.get(KEY)
    if asked is not None:
        places = snapshot.places
        pooled.graph[KEY] = Survey(
            asked={told.groups[places[one]] for one in asked.asked},
            answered={told.groups[places[one]] for one in asked.answered},
        )
    return pooled


@attrs.frozen(kw_only=True)
class GroupAgreement(Answer):
    """How far the respondents of one organisation say the same.

    Attributes:
        group: The organisation.
        respondents: How many answered.
        agreement: Over each two of them and each other organisation: the share of which both say
            the same; None with fewer than two respondents.
        overlap: Of the ties that one of two names, the share that both name; None where nobody
            names any. Where few ties are named, agreement is high by itself and this is not.
    """

    group: Name
    respondents: int
    agreement: float | None
    overlap: float | None


@attrs.frozen(kw_only=True)
class RespondentAgreement(NetworkResult):
    """How far respondents of the same organisation say the same.

    Attributes:
        reading: How the graph was read.
        groups: In the order of the graph.
        agreement: Over all organisations together; None where none has two respondents.
        overlap: Over all organisations together.
    """

    COLUMNS: ClassVar[Columns] = columns(
        group=object, respondents=int, agreement=float, overlap=float
    )

    reading: Reading
    groups: tuple[GroupAgreement, ...]
    agreement: float | None
    overlap: float | None

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each organisation."""
        return [{column: getattr(one, column) for column in self.COLUMNS} for one in self.groups]

    def plot(self, ax: Any = None, *, most: int = 20, language: Language = "en") -> Any:
        """Draw how far respondents of each organisation agree, those who agree least on top.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            most: How many organisations, at most.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            MissingExtraError: matplotlib is not installed.
        """
        asked = [one for one in self.groups if one.agreement is not None]
        shown = sorted(asked, key=lambda one: one.agreement or 0.0)[:most]
        rows = []
        for one, name in zip(shown, self.reading.called(one.group for one in shown), strict=True):
            many = message("{count} mensen", "{count} people", count=one.respondents)
            rows += [
                Estimate(name=name, value=one.agreement, words=many.text(language)),
                Estimate(name="", value=one.overlap, series=1),
            ]
        series = (
            message("zeggen hetzelfde", "say the same"),
            message("genoemde relaties die beiden noemen", "ties named that both name"),
        )
        return draw_estimates(
            ax,
            rows,
            label=message("aandeel, 0 tot 1", "share, 0 to 1"),
            title=with_part(
                message("Zijn respondenten het eens?", "Do respondents agree?"),
                len(shown),
                len(asked),
            ),
            language=language,
            series=[one.text(language) for one in series],
            span=(0, 1),
        )

    def describe(self, language: Language = "en") -> str:
        """Return how far they agree, and how the graph was read."""
        if self.agreement is None:
            said = message(
                "Van geen organisatie antwoordden er twee.",
                "Of no organisation two respondents answered.",
            )
        else:
            said = message(
                "Respondenten van dezelfde organisatie zeggen in {agreement}% van de gevallen "
                "hetzelfde; van de genoemde relaties noemen beiden {overlap}%.",
                "Respondents of the same organisation say the same in {agreement}% of cases; of "
                "ties that one names, both name {overlap}%.",
                agreement=round(100 * self.agreement),
                overlap="–" if self.overlap is None else round(100 * self.overlap),
            )
        return f"{said.text(language)} {self.reading.describe(language)}"


def respondent_agreement(graph: Graph, by: Groups = "organisation") -> RespondentAgreement:
    """Tell how far respondents of the same organisation say the same of others.

    Takes time that grows with pairs of respondents within organisations, times organisations.

    Args:
        graph: Of respondents and whom they name.
        by: The node attribute that holds the organisation, or a map from actor to organisation.

    Raises:
        NetworkError: Some actor has no organisation.
    """
    snapshot, told = snapshot_of(graph), _Told.of(graph, by)
    others = len(set(told.groups)) - 1
    found, same, cells, both, either = [], 0, 0, 0, 0
    for group, respondents in told.respondents.items():
        counts = [0, 0, 0, 0]
        for one, other in itertools.combinations(respondents, 2):
            first, second = told.named[one] - {group}, told.named[other] - {group}
            counts[0] += others - len(first ^ second)
            counts[1] += others
            counts[2] += len(first & second)
            counts[3] += len(first | second)
        found.append(
            GroupAgreement(
                group=group,
                respondents=len(respondents),
                agreement=counts[0] / counts[1] if counts[1] else None,
                overlap=counts[2] / counts[3] if counts[3] else None,
            )
        )
        same, cells = same + counts[0], cells + counts[1]
        both, either = both + counts[2], either + counts[3]
    return RespondentAgreement(
        reading=attrs.evolve(snapshot.reading, versions=versions_of(Engine.PLAIN)),
        groups=tuple(found),
        agreement=same / cells if cells else None,
        overlap=both / either if either else None,
    )


@attrs.frozen(eq=False)
class _Told:
    """Whom each respondent names, as organisations.

    Attributes:
        groups: The organisation of each actor.
        respondents: Places of those that answered, by organisation.
        named: The organisations that each actor names.
    """

    groups: tuple[Name, ...]
    respondents: Mapping[Name, list[int]]
    named: list[set[Hashable]]

    @classmethod
    def of(cls, graph: Graph, by: Groups) -> _Told:
        """Read a graph of respondents."""
        snapshot: Snapshot = snapshot_of(graph)
        groups = groups_of(graph, by)
        respondents: dict[Name, list[int]] = {}
        for place, group in enumerate(groups):
            if snapshot.is_known[place]:
                respondents.setdefault(group, []).append(place)
        named = [{groups[head] for head in heads} for heads in snapshot.successors]
        return cls(groups, respondents, [set(one) for one in named])
