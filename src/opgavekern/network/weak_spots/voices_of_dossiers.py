"""Who is missing from the issues of a dossier."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from datetime import date

import attrs

from opgavekern.base.labels import folded
from opgavekern.model import (
    AreaId,
    Dossier,
    Issue,
    Ref,
    Stakeholder,
    StakeholderId,
    StakeholderKind,
    TargetGroupId,
)
from opgavekern.network.foundation.readings import Name
from opgavekern.network.foundation.surveys import survey_of
from opgavekern.network.making.building import graph_of
from opgavekern.network.making.parties import Parties, parties_of_issue, working_on
from opgavekern.network.weak_spots.voice_results import EventGap, RelationIsolates, Voice

#: What the areas of an issue and the groups in it are called, as sorts of voices.
AREA, POPULATION, TARGET, KIND = "area", "population_group", "target_group", "kind"


@attrs.frozen(eq=False)
class _Relation:
    """One kind of tie, as it is on the day.

    Attributes:
        name: Its id.
        tied: Whom each party has a tie with, in either direction.
        silent: Parties that were asked about it and did not answer; without a survey nobody.
    """

    name: str
    tied: Mapping[str, frozenset[str]]
    silent: frozenset[Hashable]


@attrs.frozen(eq=False, kw_only=True)
class VoiceContext:
    """What is the same for every issue of a dossier.

    Attributes:
        then: The dossier, on the day.
        parties: To which organisation people belong.
        expected: The kinds of stakeholders that are expected.
        speaks_for: For which groups stakeholders speak, by stakeholder.
        relations: The kinds of ties.
    """

    then: Dossier
    parties: Parties
    expected: tuple[StakeholderKind, ...]
    speaks_for: Mapping[str, Collection[Name]]
    relations: tuple[_Relation, ...]


def context_of(
    then: Dossier,
    on: date | None,
    kinds: Iterable[str] | None,
    expected: tuple[StakeholderKind, ...],
    speaks_for: Mapping[str, Collection[Name]],
) -> VoiceContext:
    """Return what is the same for every issue.

    Raises:
        NetworkError: There is no such kind of tie.
    """
    wanted = [one.id for one in then.tie_kinds] if kinds is None else kinds
    return VoiceContext(
        then=then,
        parties=Parties(then, on, "organisations"),
        expected=expected,
        speaks_for=speaks_for,
        relations=tuple(_relation(then, kind) for kind in wanted),
    )


class IssueVoices:
    """Who speaks in one issue, and who does not."""

    def __init__(self, context: VoiceContext, issue: Issue) -> None:
        self._context, self._then, self._issue = context, context.then, issue
        involved = dict.fromkeys(one.stakeholder for one in self._then.involvements_of(issue.id))
        found = (self._then.stakeholders.get(one) for one in involved)
        self._involved = [one for one in found if one is not None]
        self._party_names = frozenset(map(str, parties_of_issue(self._then, issue.id)))
        self._seats = self._seated()

    def voices(self) -> Iterator[Voice]:
        """Yield what an issue touches, and who stands for it."""
        here = _areas_of(self._then, self._issue)
        for area in here:
            around = _around(self._then, area)
            yield Voice(
                issue=self._issue.id,
                sort=AREA,
                thing=area,
                label=self._then.areas[area].name,
                heard_by=tuple(one.id for one in self._involved if area in one.areas),
                nearby=tuple(
                    one.id
                    for one in self._involved
                    if area not in one.areas and around.intersection(one.areas)
                ),
            )
        for group in self._then.population_groups:
            if group.area in here:
                own = Ref("population_group", group.id)
                yield self._group(POPULATION, group.id, group.name, own)
        for target in _target_groups(self._then, self._issue):
            name = self._then.target_groups[target].name
            yield self._group(TARGET, target, name, None)
        for kind in self._context.expected:
            yield Voice(
                issue=self._issue.id,
                sort=KIND,
                thing=kind.value,
                label=kind.value,
                heard_by=tuple(one.id for one in self._involved if one.kind is kind),
            )

    def _group(self, sort: str, id: str, name: str, own: Ref | None) -> Voice:
        speaks_for = self._context.speaks_for
        heard = [
            one.id
            for one in self._involved
            if id in speaks_for.get(one.id, ())
            or (own is not None and one.party == own)
            or folded(one.name) == folded(name)
        ]
        return Voice(issue=self._issue.id, sort=sort, thing=id, label=name, heard_by=tuple(heard))

    def isolates(self) -> Iterator[RelationIsolates]:
        """Yield who of those involved has no tie with others of the issue, by kind of tie."""
        for relation in self._context.relations:
            found = {one.id: self._ties(one, relation) for one in self._involved}
            yield RelationIsolates(
                issue=self._issue.id,
                relation=relation.name,
                actors=tuple(one for one, has in found.items() if has is False),
                unknown=sum(has is None for has in found.values()),
            )

    def has_tie(self, stakeholder: str) -> bool | None:
        """Tell whether somebody has a tie with others of the issue; None where nobody knows."""
        one = self._then.stakeholders.get(StakeholderId(stakeholder))
        if one is None or not self._context.relations:
            return None
        found = [self._ties(one, relation) for relation in self._context.relations]
        if True in found:
            return True
        return None if None in found else False

    def has_seat(self, stakeholder: str) -> bool:
        """Tell whether somebody was at a table of the issue, or works on it."""
        one = self._then.stakeholders.get(StakeholderId(stakeholder))
        return any(ref in self._seats for ref in _refs(one))

    def events(self) -> Iterator[EventGap]:
        """Yield moments of participation at which some kind was missing."""
        for moment in self._then.moments_of(self._issue.id):
            present = [self._then.stakeholders.get(one) for one in moment.present]
            there = {one.kind for one in present if one is not None}
            absent = tuple(kind.value for kind in self._context.expected if kind not in there)
            if there and absent:
                yield EventGap(
                    issue=self._issue.id,
                    event=moment.id,
                    label=moment.title,
                    sort=KIND,
                    absent=absent,
                )

    def _ties(self, one: Stakeholder, relation: _Relation) -> bool | None:
        own = {str(ref) for ref in _refs(one)}
        others = self._party_names - own
        if any(not others.isdisjoint(relation.tied.get(ref, ())) for ref in own):
            return True
        return None if own & relation.silent else False

    def _seated(self) -> frozenset[Ref]:
        """Return who is at the table: present at a moment, owner, sponsor, lead or in a team."""
        present = {
            Ref("stakeholder", one)
            for moment in self._then.moments_of(self._issue.id)
            for one in moment.present
        }
        working = working_on(self._then, self._issue.id)
        employers = {self._context.parties.node_of(one) for one in working}
        return frozenset(present | working | {one for one in employers if one is not None})


def _relation(dossier: Dossier, kind: str) -> _Relation:
    graph = graph_of(dossier, kinds=[kind])
    survey = survey_of(graph)
    tied: dict[str, set[str]] = {}
    for start, end in graph.edges():
        tied.setdefault(start, set()).add(end)
        tied.setdefault(end, set()).add(start)
    silent = frozenset() if survey is None else survey.asked - survey.known
    return _Relation(kind, {one: frozenset(to) for one, to in tied.items()}, silent)


def _refs(one: Stakeholder | None) -> tuple[Ref, ...]:
    """Return a stakeholder, and the party that it is."""
    if one is None:
        return ()
    return tuple(ref for ref in (Ref("stakeholder", one.id), one.party) if ref is not None)


def _areas_of(then: Dossier, issue: Issue) -> dict[AreaId, None]:
    """Return the areas of an issue, each with its parts, in order."""
    known = (area for area in issue.areas if area in then.areas)
    return dict.fromkeys(part.id for area in known for part in then.areas_in(area))


def _around(then: Dossier, area: AreaId) -> frozenset[AreaId]:
    """Return the parts of an area, and the areas that it lies in."""
    found = {part.id for part in then.areas_in(area)}
    one = then.areas[area].parent
    while one is not None and one not in found:
        found.add(one)
        above = then.areas.get(one)
        one = None if above is None else above.parent
    return frozenset(found - {area})


def _target_groups(then: Dossier, issue: Issue) -> dict[TargetGroupId, None]:
    """Return the target groups of the needs of an issue, and of measures of its policies."""
    policies = {one.id for one in then.policies if issue.id in one.issues}
    named = [group for need in then.needs_of(issue.id) for group in need.target_groups]
    for measure in then.measures:
        if measure.policy in policies:
            named += measure.target_groups
    return dict.fromkeys(one for one in sorted(named) if one in then.target_groups)
