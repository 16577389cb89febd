"""Who was asked and who answered, so that no tie, no answer and not asked stay apart."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

import attrs

from opgavekern.base.texts import message, quoted
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.graphs import Graph

#: Where a graph keeps its survey: `graph.graph["survey"]`.
KEY = "survey"


def _every(actors: Iterable[Hashable]) -> frozenset[Hashable]:
    if isinstance(actors, str):
        raise NetworkError(
            message(
                "{found} is één naam; geef een lijst van namen",
                "{found} is one name; give a list of names",
                found=quoted(actors),
            )
        )
    return frozenset(actors)


@attrs.frozen
class Survey:
    """Who was asked about ties, and who answered.

    A graph carries it as `graph.graph["survey"]`. What an actor chose is known only if it
    answered: of others the row in the sociomatrix is missing, which is not the same as zeros.
    Between two actors of an undirected graph a tie is known as soon as one of both answered.

    Attributes:
        asked: Actors that were asked; others in the graph were not, such as those that were named
            from outside the roster.
        answered: Those of them that answered.
        treated: Those whose choices a treatment of missing answers filled in since; they count
            as known, and not as answered.

    Raises:
        NetworkError: Someone answered who was not asked.
    """

    asked: frozenset[Hashable] = attrs.field(converter=_every)
    answered: frozenset[Hashable] = attrs.field(converter=_every)
    treated: frozenset[Hashable] = attrs.field(default=frozenset(), converter=_every)

    def __attrs_post_init__(self) -> None:
        """Refuse answers of who was not asked."""
        if strangers := self.answered - self.asked:
            raise NetworkError(
                message(
                    "antwoord zonder gevraagd te zijn: {count}, onder wie {one}; zet wie "
                    "antwoordde ook bij gevraagd",
                    "{count} answered without being asked, among them {one}; put who answered "
                    "among those asked",
                    count=len(strangers),
                    one=quoted(min(map(str, strangers))),
                )
            )

    @property
    def silent(self) -> frozenset[Hashable]:
        """Those who were asked and did not answer, and whose choices were not filled in since."""
        return self.asked - self.known

    @property
    def known(self) -> frozenset[Hashable]:
        """Actors whose choices are known: they answered, or a treatment filled them in."""
        return self.answered | self.treated

    @property
    def response_rate(self) -> float | None:
        """Share of those asked that answered, 0 to 1; None where nobody was asked."""
        return len(self.answered) / len(self.asked) if self.asked else None

    def __repr__(self) -> str:
        return f"Survey({len(self.asked)} asked, {len(self.answered)} answered)"


def survey_of(graph: Graph) -> Survey | None:
    """Return the survey that a graph carries; None where all its rows count as known.

    Raises:
        NetworkError: Something else stands in its place, or it names actors that are not there.
    """
    survey = graph.graph.get(KEY)
    if survey is None:
        return None
    if not isinstance(survey, Survey):
        raise NetworkError(
            message(
                'graph.graph["survey"] is {found}, geen Survey; maak er een met '
                "Survey(asked=…, answered=…)",
                'graph.graph["survey"] is {found}, no Survey; make one with '
                "Survey(asked=…, answered=…)",
                found=type(survey).__name__,
            )
        )
    if absent := [one for one in survey.asked if one not in graph]:
        raise NetworkError(
            message(
                "gevraagd en niet in het netwerk: {count}, onder wie {one}; voeg toe als punten "
                "zonder relaties",
                "asked and not in the graph: {count}, among them {one}; add as nodes without ties",
                count=len(absent),
                one=quoted(min(map(str, absent))),
            )
        )
    return survey


def silent_of(graph: Graph) -> frozenset[Hashable]:
    """Return who in a graph was asked and did not answer; nobody where there is no survey."""
    survey = survey_of(graph)
    return frozenset() if survey is None else survey.silent
