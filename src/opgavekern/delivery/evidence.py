"""What in a dossier shows that a step of a way of working is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

import attrs

from opgavekern.base.answers import Answer
from opgavekern.governance import Named
from opgavekern.model import (
    Commitment,
    Decision,
    Dossier,
    Evidence,
    Issue,
    ItemState,
    MethodStep,
    Outcome,
    ParticipationMoment,
    Programme,
    Ref,
    WithheldError,
)

#: A record that shows something, and the day since which it does; None where no day is known.
Sighting = tuple[Ref, date | None]
_ADOPTED: Final = frozenset({Outcome.ADOPTED, Outcome.AMENDED})
_FINISHED: Final = frozenset({ItemState.DONE, ItemState.DROPPED})


@attrs.frozen(kw_only=True)
class Shown(Answer):
    """One sort of evidence that a step asks for, and what there is of it.

    Attributes:
        evidence: Which sort.
        records: What shows it; empty where nothing does.
        since: The day since which it is there; None where no day is known.
        is_known: False where the records that would show it are withheld.
    """

    evidence: Evidence
    records: tuple[Named, ...] = ()
    since: date | None = None
    is_known: bool = True

    @property
    def is_there(self) -> bool:
        """Something shows it."""
        return bool(self.records)


@attrs.frozen
class Place:
    """A step of one programme on a day: all that decides what shows it."""

    dossier: Dossier
    programme: Programme
    step: MethodStep
    on: date

    @property
    def issues(self) -> tuple[Issue, ...]:
        """The issues that the programme carries out."""
        return issues_of(self.dossier, self.programme)

    def is_past(self, day: date | None) -> bool:
        """Tell whether something of that day had happened; also where no day is known."""
        return day is None or day <= self.on


def issues_of(dossier: Dossier, programme: Programme) -> tuple[Issue, ...]:
    """Return the issues that a programme carries out, as far as the dossier has them."""
    found = (dossier.issues.get(one) for one in programme.issues)
    return tuple(one for one in found if one is not None)


def asked_of(step: MethodStep) -> tuple[Evidence, ...]:
    """Return what must show that a step is done; a level of participation asks for a moment."""
    asked = [*step.evidence, *((Evidence.PARTICIPATION,) if step.participation_level else ())]
    return tuple(dict.fromkeys(asked))


def shown_for(place: Place) -> tuple[Shown, ...]:
    """Return what there is of each sort of evidence that a step asks for."""
    return tuple(_shown(place, one) for one in asked_of(place.step))


def _shown(place: Place, evidence: Evidence) -> Shown:
    try:
        sightings = dict(_LOOKING[evidence](place))
    except WithheldError:
        return Shown(evidence=evidence, is_known=False)
    days = [day for day in sightings.values() if day is not None]
    first = max if evidence in _WHOLE else min
    return Shown(
        evidence=evidence,
        records=tuple(Named(one, place.dossier.name_of(one)) for one in sorted(sightings)),
        since=first(days) if days else None,
    )


#: Evidence that is there only with the last of its records.
_WHOLE: Final = frozenset({Evidence.MANDATE, Evidence.RESULTS})


def _signals(place: Place) -> Iterator[Sighting]:
    for issue in place.issues:
        for one in place.dossier.signals_of(issue.id):
            if place.is_past(one.raised_on):
                yield Ref("signal", one.id), one.raised_on


def _mandates(place: Place) -> Iterable[Sighting]:
    """Return the issues with an adopted mandate, if all of them have one."""
    found: list[Sighting] = []
    for issue in place.issues:
        mandate = issue.mandate
        decision = place.dossier.decisions.get(mandate.decision) if mandate else None
        day = (mandate.adopted_on if mandate else None) or (decision.on if decision else None)
        is_adopted = day is not None if decision is None else decision.outcome in _ADOPTED
        if not (is_adopted and place.is_past(day)):
            return ()
        found.append((Ref("issue", issue.id), day))
    return found


def _teams(place: Place) -> Iterator[Sighting]:
    for issue in place.issues:
        for team in place.dossier.teams_of(issue.id):
            works = any(
                place.on in one.valid and one.status is not Commitment.WITHDRAWN
                for one in place.dossier.assignments_in(team.id)
            )
            if works and place.on in team.valid:
                yield Ref("team", team.id), team.valid.first


def _goals(place: Place) -> Iterator[Sighting]:
    for issue in place.issues:
        for one in place.dossier.goals_of(issue.id):
            if place.on in one.valid:
                yield Ref("goal", one.id), one.valid.first


def _efforts(place: Place) -> Iterator[Sighting]:
    for issue in place.issues:
        for one in place.dossier.efforts_of(issue.id):
            if place.on in one.valid:
                yield Ref("effort", one.id), one.valid.first


def _budget(place: Place) -> Iterator[Sighting]:
    for issue in place.issues:
        for one in place.dossier.budget_of(issue.id):
            yield Ref("budget_share", one.id), None


def _items(place: Place) -> Iterator[Sighting]:
    for one in place.dossier.items_of(place.programme.id):
        if place.on in one.valid:
            yield Ref("programme_item", one.id), one.valid.first


def _agreements(place: Place) -> Iterator[Sighting]:
    agreements = place.dossier.agreements
    about = [*agreements.by("programmes").get(place.programme.id, ())]
    for issue in place.issues:
        about += agreements.by("issues").get(issue.id, ())
    for one in about:
        day = one.signed_on or one.valid.first
        if place.is_past(day):
            yield Ref("agreement", one.id), day


def _decision(place: Place) -> Iterator[Sighting]:
    one: Decision | None = place.dossier.decisions.get(place.programme.decision)
    if one is not None and one.outcome in _ADOPTED and place.is_past(one.on):
        yield Ref("decision", one.id), one.on


def _participation(place: Place) -> Iterator[Sighting]:
    moments = place.dossier.participation_moments
    about = [*moments.by("programmes").get(place.programme.id, ())]
    for issue in place.issues:
        about += place.dossier.moments_of(issue.id)
    for one in about:
        if place.is_past(one.on) and _gives_enough_say(place, one):
            yield Ref("participation_moment", one.id), one.on


def _gives_enough_say(place: Place, moment: ParticipationMoment) -> bool:
    """Tell whether a moment is of the step's phase, where both say one, and of its level."""
    if None not in (place.step.phase, moment.phase) and place.step.phase is not moment.phase:
        return False
    levels = place.dossier.participation_levels
    asked, given = levels.get(place.step.participation_level), levels.get(moment.level)
    return asked is None or (given is not None and given.rank >= asked.rank)


def _results(place: Place) -> Iterable[Sighting]:
    """Return the items that are done, once none is left to do."""
    items = place.dossier.items_of(place.programme.id)
    if any(one.state not in _FINISHED for one in items):
        return ()
    done = (one for one in items if one.state is ItemState.DONE)
    return [(Ref("programme_item", one.id), one.due.last if one.due else None) for one in done]


def _observations(place: Place) -> Iterator[Sighting]:
    """Yield what was measured since the programme began; what it began with is no result."""
    dossier, began = place.dossier, place.programme.valid.first
    goals = {goal.id for issue in place.issues for goal in dossier.goals_of(issue.id)}
    indicators = {
        one.id: one for goal in goals for one in dossier.indicators.by("goals").get(goal, ())
    }
    for indicator in indicators.values():
        for one in dossier.observations.by("indicator").get(indicator.id, ()):
            day = one.reference_date.last if one.reference_date else None
            is_later = day is None or began is None or day > began
            if one.id != indicator.baseline and is_later and place.is_past(day):
                yield Ref("observation", one.id), day


def _reflections(place: Place) -> Iterator[Sighting]:
    for issue in place.issues:
        for one in place.dossier.reflections.by("issues").get(issue.id, ()):
            if place.is_past(one.on):
                yield Ref("reflection", one.id), one.on


def _lessons(place: Place) -> Iterator[Sighting]:
    for issue in place.issues:
        for one in place.dossier.lessons.by("issues").get(issue.id, ()):
            if place.is_past(one.on):
                yield Ref("lesson", one.id), one.on


_LOOKING: Final[Mapping[Evidence, Callable[[Place], Iterable[Sighting]]]] = MappingProxyType(
    {
        Evidence.SIGNALS: _signals,
        Evidence.MANDATE: _mandates,
        Evidence.TEAM: _teams,
        Evidence.GOALS: _goals,
        Evidence.EFFORTS: _efforts,
        Evidence.BUDGET: _budget,
        Evidence.ITEMS: _items,
        Evidence.AGREEMENT: _agreements,
        Evidence.DECISION: _decision,
        Evidence.PARTICIPATION: _participation,
        Evidence.RESULTS: _results,
        Evidence.OBSERVATION: _observations,
        Evidence.REFLECTION: _reflections,
        Evidence.LESSON: _lessons,
    }
)
