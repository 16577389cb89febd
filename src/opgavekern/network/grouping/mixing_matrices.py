"""Who is tied to whom, by group: the mixing matrix and what follows from it."""

from __future__ import annotations

import math
import operator
import statistics
from collections import Counter
from typing import Any, ClassVar

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.frames import Columns, columns
from opgavekern.base.texts import Language, message
from opgavekern.network.foundation.attributes import Numbers, numbers_of
from opgavekern.network.foundation.figures import Series, in_short, with_figure
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.groups import Groups, groups_of, sorted_groups
from opgavekern.network.foundation.literature import COLEMAN_1958, NEWMAN_2003, Publication
from opgavekern.network.foundation.outcomes import NetworkResult
from opgavekern.network.foundation.readings import Engine, Name, Reading, versions_of
from opgavekern.network.foundation.snapshots import snapshot_of
from opgavekern.network.plots.ends import draw_ends
from opgavekern.network.plots.estimates import Estimate, draw_estimates
from opgavekern.network.plots.measured import other_network
from opgavekern.network.plots.tables import Shading, draw_table, shade_of


@attrs.frozen(kw_only=True)
class GroupMixing(Answer):
    """The ties of the actors of one group.

    Attributes:
        group: Which.
        actors: Number of its actors.
        ties: Number of ties to each group, in the order of the groups; of an undirected network
            those within the group count from both ends.
        homophily: Coleman's index, -1 to 1: how far the share of its ties that stay within goes
            beyond what group sizes make one expect (0), on the way to all (1), or below it, on
            the way to none (-1). None without ties, or where everyone is of this group.
    """

    group: Name
    actors: int
    ties: tuple[int, ...]
    homophily: float | None


@attrs.frozen(kw_only=True)
class Mixing(NetworkResult):
    """Who is tied to whom, by group.

    Attributes:
        reading: How the graph was read.
        groups: In order of group.
        assortativity: Newman's r, at most 1: 0 where ties mix at random given how many each
            group has, 1 where all stay within; None without ties, or where all ties are of one
            group.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (COLEMAN_1958, NEWMAN_2003)
    COLUMNS: ClassVar[Columns] = columns(of=object, to=object, ties=int)

    reading: Reading
    groups: tuple[GroupMixing, ...]
    assortativity: float | None

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each cell of the matrix."""
        return [
            {"of": one.group, "to": other.group, "ties": ties}
            for one in self.groups
            for other, ties in zip(self.groups, one.ties, strict=False)
        ]

    def describe(self, language: Language = "en") -> str:
        """Return assortativity, homophily of each group and how the graph was read."""
        said = message(
            "Assortativiteit naar groep (Newman): {assortativity}. Homofilie per groep "
            "(Coleman): {homophily}.",
            "Assortativity by group (Newman): {assortativity}. Homophily of each group "
            "(Coleman): {homophily}.",
            assortativity=in_short(self.assortativity),
            homophily=Series(
                tuple(with_figure(one.group, in_short(one.homophily)) for one in self.groups)
            ),
        )
        return f"{said.text(language)} {self.reading.describe(language)}"

    def plot(self, ax: Any = None, *, language: Language = "en") -> Any:
        """Draw the mixing matrix: a row is the group of who names, a column of who is named.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            language: Of the words.

        Returns:
            The axes. A cell is darker the more of the ties that there could be are there, and
            holds their number.

        Raises:
            MissingExtraError: matplotlib is not installed.
        """
        names = [str(one.group) for one in self.groups]
        shares = [
            [
                ties / pairs if (pairs := one.actors * (other.actors - (one is other))) else 0.0
                for other, ties in zip(self.groups, one.ties, strict=False)
            ]
            for one in self.groups
        ]
        most = max((share for row in shares for share in row), default=0.0)
        cells = [
            [
                Shading(words=str(ties), shade=shade_of(share, most))
                for ties, share in zip(one.ties, row, strict=False)
            ]
            for one, row in zip(self.groups, shares, strict=True)
        ]
        said = (
            message("rij noemt kolom", "row names column")
            if self.reading.is_directed
            else message("relaties tussen rij en kolom", "ties between row and column")
        )
        return draw_table(
            ax,
            cells,
            rows=names,
            columns=names,
            note=said.text(language),
            title=message("Wie heeft met wie relaties?", "Who has ties with whom?").text(language),
        )


@attrs.frozen(kw_only=True)
class NumericAssortativity(NetworkResult):
    """How far actors are tied to those with about the same number.

    Attributes:
        reading: How the graph was read.
        assortativity: Pearson's correlation of the numbers at both ends of ties, -1 to 1; None
            without ties, or where all ends of one sort have the same number.
        mean_difference: The mean difference of both ends, without sign; None without ties.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (NEWMAN_2003,)
    COLUMNS: ClassVar[Columns] = columns(assortativity=float, mean_difference=float)

    reading: Reading
    assortativity: float | None
    mean_difference: float | None

    def to_records(self) -> list[dict[str, Any]]:
        """Return one flat dict."""
        return [{column: getattr(self, column) for column in self.COLUMNS}]

    def plot(
        self,
        ax: Any = None,
        *,
        graph: Graph | None = None,
        number: Numbers | None = None,
        language: Language = "en",
    ) -> Any:
        """Draw each tie as a dot: the number of who names against that of who is named.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            graph: The graph that was measured, since the answer holds no ties; None draws the
                correlation alone.
            number: The node attribute or map that was given, with the graph.
            language: Of the words.

        Returns:
            The axes. On the line both ends have the same number.

        Raises:
            NetworkError: The graph or the numbers are others.
            MissingExtraError: matplotlib is not installed.
        """
        title = message(
            "Zoekt gelijk gelijk? r = {r}",
            "Do like seek like? r = {r}",
            r=in_short(self.assortativity),
        )
        if graph is None or number is None:
            return draw_estimates(
                ax,
                [Estimate(name="r", value=self.assortativity)],
                label=message("van ongelijk (−1) tot gelijk (1)", "from unlike (−1) to like (1)"),
                title=title,
                language=language,
                zero=True,
                span=(-1, 1),
            )
        forth, back, found = _at_ends(graph, number)
        if found != self:
            raise other_network(self.reading.actors, "assortativity")
        one, two = (
            (message("wie noemt", "who names"), message("wie genoemd wordt", "who is named"))
            if self.reading.is_directed
            else (message("ene kant", "one end"), message("andere kant", "other end"))
        )
        return draw_ends(
            ax,
            list(zip(forth, back, strict=True)),
            across=one,
            up=two,
            title=title,
            language=language,
        )

    def describe(self, language: Language = "en") -> str:
        """Return the correlation, the mean difference and how the graph was read."""
        said = message(
            "Assortativiteit naar getal (Newman): {assortativity}; gemiddeld verschil tussen wie "
            "een relatie heeft: {difference}.",
            "Assortativity by number (Newman): {assortativity}; mean difference between those "
            "that are tied: {difference}.",
            assortativity=in_short(self.assortativity),
            difference=in_short(self.mean_difference),
        )
        return f"{said.text(language)} {self.reading.describe(language)}"


def mixing(graph: Graph, group: Groups) -> Mixing:
    """Count ties between and within groups, and tell how far groups keep to themselves.

    With e_ij the share of arcs from group i to group j and a_i and b_i their sums of rows and
    columns, Newman's r = (Σ e_ii - Σ a_i b_i) / (1 - Σ a_i b_i): it takes how many ties each
    group has as given. Coleman's index takes only group sizes as given: with s the share of a
    group's ties that stay within and w = (n_g - 1)/(n - 1) what is expected, it is (s - w)/(1 - w)
    above expectation and (s - w)/w below it. An undirected tie counts from both ends. Ties count
    as far as they are known; time and memory grow with actors, ties and pairs of groups.

    Args:
        graph: Any networkx graph.
        group: The node attribute that holds the group, or a map from actor to group.

    Raises:
        NetworkError: Some actor has no group; says how many.

    Source: M. E. J. Newman, "Mixing patterns in networks", Physical Review E 67, 2003, 026126;
    J. S. Coleman, "Relational analysis: the study of social organizations with survey methods",
    Human Organization 17(4), 1958, 28-36.

    >>> import networkx as nx
    >>> mixing(nx.path_graph(4), dict(enumerate("aabb"))).assortativity
    0.3333333333333333
    """
    snapshot = snapshot_of(graph)
    groups = groups_of(graph, group)
    sizes = Counter(groups)
    order = sorted_groups(sizes)
    ties = Counter(
        (groups[tail], groups[head])
        for tail, head in zip(snapshot.tails, snapshot.heads, strict=True)
    )
    rows = {one: tuple(ties[one, other] for other in order) for one in order}
    return Mixing(
        reading=attrs.evolve(snapshot.reading, versions=versions_of(Engine.PLAIN)),
        groups=tuple(
            GroupMixing(
                group=one,
                actors=sizes[one],
                ties=rows[one],
                homophily=_coleman(ties[one, one], sum(rows[one]), sizes[one], len(groups)),
            )
            for one in order
        ),
        assortativity=_newman(list(rows.values())),
    )


def _coleman(within: int, ties: int, size: int, everyone: int) -> float | None:
    if not ties or size == everyone:
        return None
    share, expected = within / ties, (size - 1) / (everyone - 1)
    if share >= expected:
        return (share - expected) / (1 - expected)
    return (share - expected) / expected


def _newman(rows: list[tuple[int, ...]]) -> float | None:
    """In whole numbers until the last division: m Σ m_ii against Σ of row and column sums."""
    ties = sum(map(sum, rows))
    alike = sum(row[place] for place, row in enumerate(rows))
    named = [sum(row[place] for row in rows) for place in range(len(rows))]
    expected = sum(sum(row) * count for row, count in zip(rows, named, strict=True))
    return (ties * alike - expected) / (ties**2 - expected) if ties**2 > expected else None


def assortativity(graph: Graph, number: Numbers) -> NumericAssortativity:
    """Tell how far actors are tied to those with about the same number.

    Pearson's correlation over arcs of the number of who names and the number of who is named; an
    undirected tie counts from both ends. Ties count as far as they are known; time and memory
    grow with actors and ties.

    Args:
        graph: Any networkx graph.
        number: The node attribute that holds the number, or a map from actor to number.

    Raises:
        NetworkError: Some actor has no number; says how many.

    Source: M. E. J. Newman, "Mixing patterns in networks", Physical Review E 67, 2003, 026126.
    """
    return _at_ends(graph, number)[-1]


def _at_ends(
    graph: Graph, number: Numbers
) -> tuple[list[float], list[float], NumericAssortativity]:
    """Return the numbers at both ends of ties, and what they come to."""
    snapshot = snapshot_of(graph)
    numbers = numbers_of(graph, number)
    forth = [numbers[tail] for tail in snapshot.tails]
    back = [numbers[head] for head in snapshot.heads]
    found = NumericAssortativity(
        reading=attrs.evolve(snapshot.reading, versions=versions_of(Engine.PLAIN)),
        assortativity=_pearson(forth, back),
        mean_difference=statistics.fmean(map(abs, map(operator.sub, forth, back)))
        if forth
        else None,
    )
    return forth, back, found


def _pearson(one: list[float], other: list[float]) -> float | None:
    if len(set(one)) < 2 or len(set(other)) < 2:
        return None
    first, second = _centred(one), _centred(other)
    products = math.fsum(x * y for x, y in zip(first, second, strict=True))
    spreads = [math.fsum(x * x for x in values) for values in (first, second)]
    return products / math.sqrt(spreads[0] * spreads[1])


def _centred(values: list[float]) -> list[float]:
    """Values less their mean, the largest at 1, so that squares of huge ones are numbers too."""
    largest = max(map(abs, values))
    mean = math.fsum(value / largest for value in values) / len(values)
    return [value / largest - mean for value in values]
