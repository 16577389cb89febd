"""Who is missing: what an issue touches and nobody speaks for, and who has no tie or no seat."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from datetime import date

import attrs

from opgavekern.base.calendar import given_day
from opgavekern.base.texts import message, quoted
from opgavekern.model import Dossier, IssueId, StakeholderKind
from opgavekern.network.foundation.arguments import several, verify_by_name, verify_number
from opgavekern.network.foundation.choices import chosen
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.readings import name_of
from opgavekern.network.stakeholders.stakes import stakes_of
from opgavekern.network.weak_spots.voice_results import MissingVoices, UnheardActor
from opgavekern.network.weak_spots.voices_of_dossiers import (
    KIND,
    IssueVoices,
    VoiceContext,
    context_of,
)
from opgavekern.network.weak_spots.voices_of_graphs import GraphVoices

#: What is expected: values by attribute of the nodes of a graph; of a dossier by `kind`.
Expected = Mapping[str, Iterable[Hashable]]


def missing_voices(
    source: Dossier | Graph,
    *,
    issue: str | None = None,
    on: date | None = None,
    threshold: float = 0.5,
    expected: Expected | None = None,
    speaks_for: Mapping[str, Iterable[Hashable]] | None = None,
    kinds: Iterable[str] | None = None,
    seated: Iterable[Hashable] | None = None,
    events: Iterable[Hashable] = (),
) -> MissingVoices:
    """Tell who is missing: what an issue touches and nobody speaks for, and who is not heard.

    There is no published measure: these definitions are ours. Of each issue of a dossier:

    - Its areas and all their parts: somebody involved has a stake there (heard), or only in a
      part of it or an area around it (nearby), or nobody (missing).
    - Population groups of those areas, and target groups of its needs and of the measures of its
      policies: somebody involved is that group, is called the same, or speaks for it by
      `speaks_for`.
    - Kinds of stakeholders that are expected: somebody involved is of that kind.
    - Who has an interest of at least `threshold` and no tie with anyone else of the issue, or no
      seat: present at none of its moments of participation, and, with the party and organisation
      that it is, no owner, sponsor, lead or member of a team. An unknown interest is only counted.
    - Who has no tie of each kind, and moments of participation where a kind was missing; moments
      of which nobody is known to have been there are left out.

    Of a graph the same goes by attributes of nodes: `expected` values that no actor has, isolates
    by the `kind` of ties, `interest` where nodes have it, and among the neighbours of `events`
    what nobody stands for. Who did not answer a survey and was not named may have ties: that is
    unknown. Loops are no ties, weights have no part. Without actors everything expected is
    missing. To be heard is to be involved: it says nothing of who gets their way. Takes time
    with issues times what each touches times who is involved; of a graph with actors and ties.

    Args:
        source: A dossier, or a graph of actors; with events, of actors and events.
        issue: Only this issue of a dossier; None for all.
        on: Only what holds on this day of a dossier.
        threshold: From which interest up somebody should be heard, in the units of the source.
        expected: What should be there, by attribute of the nodes; of a dossier only `kind`, where
            None expects every kind that some stakeholder of the dossier has, other than "other".
            An attribute may hold a list of values.
        speaks_for: Of a dossier: groups for which stakeholders speak, ids by id.
        kinds: Of a dossier: kinds of tie, by id; None for all.
        seated: Of a graph: who has a seat; None where that is not known.
        events: Of a graph: nodes that are events, such as meetings.

    Raises:
        NetworkError: There is no such issue, kind, attribute or node, or something is asked of a
            graph that only a dossier has, or the other way round.
        BadValueError: `on` is no day.
        WithheldError: What it needs of a dossier is kept from whoever asks.

    >>> import networkx as nx
    >>> graph = nx.Graph([("a", "b")])
    >>> graph.add_node("c")
    >>> nx.set_node_attributes(graph, {"a": "shops", "b": "tenants", "c": "shops"}, "group")
    >>> found = missing_voices(graph, expected={"group": ["shops", "tenants", "owners"]})
    >>> [one.thing for one in found.missing], found.isolates[0].actors
    (['owners'], ('c',))
    """
    least, events = verify_number("threshold", threshold), several("events", events)
    if expected is not None:
        verify_by_name("expected", expected)
    if isinstance(source, Dossier):
        _refuse({"seated": seated, "events": events or None}, source="graph")
        then = source if on is None else source.at(given_day(on, "on"))
        speakers = {who: frozenset(map(name_of, to)) for who, to in (speaks_for or {}).items()}
        context = context_of(then, on, kinds, _kinds_expected(then, expected or {}), speakers)
        return attrs.evolve(_of_dossier(context, issue, least), on=on)
    said = {"issue": issue, "on": on, "speaks_for": speaks_for, "kinds": kinds}
    _refuse(said, source="dossier")
    return _of_graph(source, least, expected or {}, seated, events)


def _refuse(said: Mapping[str, object], *, source: str) -> None:
    """Refuse what is asked of the wrong sort of source."""
    for argument, value in said.items():
        if value is not None:
            raise NetworkError(
                message(
                    "{argument}= vraagt een {source}; laat het weg",
                    "{argument}= asks for a {source}; leave it out",
                    argument=argument,
                    source=message("netwerk", "graph")
                    if source == "graph"
                    else message("dossier", "dossier"),
                )
            )


def _of_graph(
    graph: Graph,
    least: float,
    expected: Expected,
    seated: Iterable[Hashable] | None,
    events: tuple[Hashable, ...],
) -> MissingVoices:
    voices = GraphVoices(graph, expected, events, seated)
    apart = frozenset(events)
    nodes = {name_of(node): node for node in graph if node not in apart}
    has_stakes = any("interest" in data for _, data in graph.nodes(data=True))
    everyone = stakes_of(graph, "interest", issue=None, on=None) if has_stakes else ()
    stakes = [stake for stake in everyone if stake.stakeholder in nodes]
    heard = (
        UnheardActor(stake=stake, has_tie=voices.has_tie(node), has_seat=voices.has_seat(node))
        for stake in stakes
        for node in [nodes[stake.stakeholder]]
    )
    return MissingVoices(
        threshold=least,
        voices=tuple(voices.voices()),
        unheard=tuple(one for one in heard if _is_unheard(one, least)),
        interest_unknown=sum(stake.interest is None for stake in stakes),
        isolates=tuple(voices.isolates()),
        events=tuple(voices.events()),
        reading=voices.reading,
    )


def _of_dossier(context: VoiceContext, issue: str | None, least: float) -> MissingVoices:
    then = context.then
    stakes = stakes_of(then, "interest", issue=issue, on=None)
    issues = [one for one in then.issues if issue in (None, one.id)]
    found = {one.id: IssueVoices(context, one) for one in issues}
    heard = (
        UnheardActor(
            stake=stake,
            has_tie=of_issue.has_tie(str(stake.stakeholder)),
            has_seat=of_issue.has_seat(str(stake.stakeholder)),
        )
        for stake in stakes
        if (of_issue := found.get(IssueId(stake.issue))) is not None  # Not of one that is over.
    )
    return MissingVoices(
        threshold=least,
        voices=tuple(voice for one in found.values() for voice in one.voices()),
        unheard=tuple(one for one in heard if _is_unheard(one, least)),
        interest_unknown=sum(stake.interest is None for stake in stakes),
        isolates=tuple(isolates for one in found.values() for isolates in one.isolates()),
        events=tuple(event for one in found.values() for event in one.events()),
    )


def _is_unheard(actor: UnheardActor, least: float) -> bool:
    interest = actor.stake.interest
    return interest is not None and interest >= least and False in (actor.has_tie, actor.has_seat)


def _kinds_expected(then: Dossier, expected: Expected) -> tuple[StakeholderKind, ...]:
    """Return which kinds of stakeholders are expected, in their own order.

    Raises:
        NetworkError: There is no such kind, or something else than kinds is expected.
    """
    if others := [one for one in expected if one != KIND]:
        raise NetworkError(
            message(
                'van een dossier gaat expected over "kind", en niet over {found}',
                'of a dossier expected is about "kind", and not about {found}',
                found=quoted(others[0]),
            )
        )
    if KIND in expected:
        wanted = {chosen(StakeholderKind, str(one), "kind") for one in expected[KIND]}
    else:
        wanted = {one.kind for one in then.stakeholders} - {StakeholderKind.OTHER}
    return tuple(one for one in StakeholderKind if one in wanted)
