"""Measures of who has contact with whom, as the page about stakeholders tells them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import attrs

from opgavekern.base.texts import Message
from opgavekern.model import Ref, Stakeholder, StakeholderKind
from opgavekern.report.blocks import Cell
from opgavekern.report.view import View
from opgavekern.report.wording import few_named

if TYPE_CHECKING:
    from opgavekern.network import Brokerage, Cohesion, EIIndex, Introductions, Robustness

#: So many of those who do most are told of.
MOST_TOLD: Final = 3
#: Distances compared for one introduction: about seventy parties, in less than a second.
_EFFORT: Final = 10**7


@attrs.frozen(kw_only=True)
class PartyLink:
    """Whom one party links: pairs that have no contact themselves.

    Attributes:
        actor: The party between them.
        pairs: How many.
        across: Of these, how many of two kinds.
    """

    actor: str
    pairs: int
    across: int


@attrs.frozen(kw_only=True)
class Told:
    """What was measured of who has contact with whom.

    Attributes:
        view: How the report calls them.
        cohesion: How the network hangs together.
        brokerage: Who links others.
        robustness: What it loses when one leaves.
        crossing: Ties within and between kinds of party.
        introductions: Who had better meet; None where the network is too large to tell at once.
        answered: Who answered in a survey about ties, by actor; None without a survey.
    """

    view: View
    cohesion: Cohesion
    brokerage: Brokerage
    robustness: Robustness
    crossing: EIIndex
    introductions: Introductions | None
    answered: frozenset[str] | None

    @property
    def parties(self) -> int:
        """How many parties there are."""
        return self.cohesion.reading.actors

    @property
    def links(self) -> list[PartyLink]:
        """Who links pairs, the most first."""
        return _links(self.brokerage)

    def called(self, actor: object) -> str:
        """Call an actor as the report does."""
        return self.view.called(_ref(actor))

    def link(self, actor: object) -> Cell:
        """Call an actor, with a link to its row in the report."""
        ref = _ref(actor)
        return self.view.link(ref.kind, ref.id)

    def names(self, actors: Sequence[object], *, of: int | None = None) -> Message:
        """Name a few, as the report calls them; of many the first, and how many more."""
        return few_named([self.called(one) for one in actors], of=of)


def _ref(actor: object) -> Ref:
    kind, _, id = str(actor).partition(":")
    return Ref(kind, id)


def _links(found: Brokerage) -> list[PartyLink]:
    """Return who links pairs, the most first; of an undirected tie each pair counts twice."""
    from opgavekern.network import BrokerRole

    counts = dict(zip(BrokerRole, found.counts, strict=True))
    crossing = (BrokerRole.REPRESENTATIVE, BrokerRole.GATEKEEPER, BrokerRole.LIAISON)
    links = [
        PartyLink(
            actor=str(actor),
            pairs=int(total) // 2,
            across=int(sum(counts[role][place] or 0 for role in crossing)) // 2,
        )
        for place, actor in enumerate(found.actors)
        if (total := counts[BrokerRole.TOTAL][place])
    ]
    return sorted(links, key=lambda one: (-one.pairs, one.actor))


def measured(view: View) -> Told | None:
    """Measure the network of the day; None where no tie is known, so that nothing can be told."""
    # Loads networkx, which takes as long as all the rest: only where a network is drawn.
    from opgavekern.network import (
        NetworkError,
        brokerage,
        cohesion,
        contacts_of,
        ei_index,
        introductions,
        robustness,
    )
    from opgavekern.network.foundation.surveys import survey_of

    graph = contacts_of(view.dossier, on=view.on)
    if not graph.number_of_edges():
        return None
    kinds = {actor: _kind(view, actor).value for actor in graph}
    survey = survey_of(graph)
    try:
        introduced = introductions(graph, MOST_TOLD, effort=_EFFORT)
    except NetworkError:
        introduced = None
    return Told(
        view=view,
        cohesion=cohesion(graph),
        brokerage=brokerage(graph, kinds),
        robustness=robustness(graph, effort=0),
        crossing=ei_index(graph, kinds),
        introductions=introduced,
        answered=None if survey is None else frozenset(map(str, survey.answered)),
    )


def _kind(view: View, actor: object) -> StakeholderKind:
    record = view.today.find(_ref(actor))
    return record.kind if isinstance(record, Stakeholder) else StakeholderKind.OTHER
