"""Where programmes stand in the way of working by which they are made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

import attrs

from opgavekern.base.calendar import days_from
from opgavekern.base.labels import folded
from opgavekern.base.running import Limits, collector_at_rest
from opgavekern.base.texts import LANGUAGES
from opgavekern.delivery.crossing import Crossings, grouped
from opgavekern.delivery.evidence import Place, Shown, issues_of, shown_for
from opgavekern.delivery.outcomes import (
    Due,
    DueKind,
    MethodProgress,
    ProgrammeProgress,
    StepProgress,
    StepState,
)
from opgavekern.delivery.starting import starting_elsewhere
from opgavekern.governance import CheckResult, Finding, Governance, Named, check
from opgavekern.governance.days import asked_day
from opgavekern.model import (
    Dossier,
    IssueId,
    ItemState,
    Method,
    MethodStep,
    Phase,
    PlanningDocument,
    PlanningDocumentKind,
    Programme,
    ProgrammeId,
    ProgrammeItem,
    Ref,
    StatusChange,
)

_OVER: Final = frozenset({ItemState.DONE, ItemState.DROPPED})
_WEEK: Final = 7
#: Documents of the planning cycle by each word that people use for them.
_KINDS_BY_WORD: Final = {
    folded(word): kind
    for kind in PlanningDocumentKind
    for word in (kind.value, *map(kind.text, LANGUAGES))
}
#: What rules found, and which gave no answer.
_Block = tuple[tuple[Finding, ...], tuple[str, ...]]


@collector_at_rest()
def progress(
    dossier: Dossier,
    governance: Governance,
    *,
    programme: ProgrammeId | None = None,
    on: date | None = None,
    result: CheckResult | None = None,
    limits: Limits = Limits(),
) -> MethodProgress:
    """Tell where programmes stand in the way of working by which they are made.

    A step is done when all evidence that it asks for is there: records of the kinds that it names,
    of the day or before, and where it names a level of participation a moment at that level or
    above. The step being done is the one after the last that is done, or the last whose phase an
    issue of the programme is in, whichever comes later; a step before it that lacks evidence was
    skipped. A step that asks for nothing is never seen to be done.

    What blocks is what the rules between this step and the next would find if the programme's
    issues went into the phase of the next step today.

    Args:
        dossier: What is known; the plugins' facts are laid under it where they are not yet.
        governance: Whose rules stand between the steps.
        programme: Which programme; None for all that have a way of working and are not over.
        on: The day; that of the result, or else the dossier's own, where it is not given.
        result: What checking found that day, where that is known: it is not checked again.
        limits: How many findings one rule may give; one that gives more has no answer.

    Returns:
        A part for each programme, in order of id. Takes time linear in what refers to the
        programmes and their issues, and a check for each phase that issues would go into.

    Raises:
        OpgavekernError: No day is given and the dossier has none.
        BadValueError: What is given is no day, or not the day of the result.
        UnknownIdError: There is no such programme.
        WithheldError: Programmes or ways of working are withheld.
    """
    day = asked_day(dossier, on, result)
    whole = governance.laid_under(dossier)
    if programme is not None:
        chosen = [whole.programmes[programme]]
    else:
        chosen = [one for one in whole.programmes if one.method and not _is_over(one, day)]
    standing = [_Standing.of(whole, one, day) for one in chosen]
    blocks = _Blocks(whole, governance, day, result, limits).of(standing)
    return MethodProgress(
        on=day,
        programmes=tuple(_told(one, *blocks[one.programme.id]) for one in standing),
        starting=starting_elsewhere(whole, chosen, day),
    )


def _is_over(programme: Programme, day: date) -> bool:
    return programme.valid.last is not None and programme.valid.last < day


@attrs.frozen
class _Standing:
    """One programme on a day, its steps judged by their evidence."""

    dossier: Dossier
    programme: Programme
    method: Method | None
    on: date
    steps: tuple[StepProgress, ...]

    @classmethod
    def of(cls, dossier: Dossier, programme: Programme, on: date) -> _Standing:
        """Judge each step of a programme's way of working."""
        method = dossier.methods.get(programme.method)
        if method is None:
            return cls(dossier, programme, None, on, ())
        shown = [shown_for(Place(dossier, programme, step, on)) for step in method.steps]
        reached = _reached(method, shown, _phases(dossier, programme, on))
        steps: list[StepProgress] = []
        for index, (step, there) in enumerate(zip(method.steps, shown, strict=True)):
            state = _state(there, index, reached)
            before = steps[-1].done_on if steps else None
            entered = _entered(dossier, programme, step.phase, on)
            has_begun = state not in (StepState.AHEAD, StepState.SKIPPED)
            steps.append(
                StepProgress(
                    step=step,
                    state=state,
                    shown=there,
                    since=(entered or before) if has_begun else None,
                    done_on=_last_day(there) if state is StepState.DONE else None,
                )
            )
        return cls(dossier, programme, method, on, tuple(steps))

    @property
    def current(self) -> MethodStep | None:
        """The step that is being done."""
        found = (one.step for one in self.steps if one.state is StepState.CURRENT)
        return next(found, None)

    @property
    def next_phase(self) -> Phase | None:
        """The phase that issues go into with the next step; None where it names none."""
        if self.method is None or self.current is None:
            return None
        named = {one.name: one for one in self.method.steps}
        after = self.method.steps[self.method.steps.index(self.current) + 1 :]
        follow = [named[one] for one in self.current.next_steps if one in named] or list(after[:1])
        return follow[0].phase if follow else None


def _reached(method: Method, shown: list[tuple[Shown, ...]], phases: set[Phase]) -> int:
    """Return the index of the step that is being done; one past the last where all are."""
    done = [index for index, there in enumerate(shown) if _is_done(there)]
    in_phase = [index for index, step in enumerate(method.steps) if step.phase in phases]
    return max((done[-1] + 1 if done else 0), *(in_phase[-1:] or [0]))


def _is_done(shown: tuple[Shown, ...]) -> bool:
    return bool(shown) and all(one.is_there for one in shown)


def _state(shown: tuple[Shown, ...], index: int, reached: int) -> StepState:
    if index == reached:
        return StepState.CURRENT
    if index > reached:
        return StepState.AHEAD
    if _is_done(shown):
        return StepState.DONE
    is_seen = any(one.is_known and not one.is_there for one in shown)
    return StepState.SKIPPED if is_seen else StepState.UNKNOWN


def _last_day(shown: tuple[Shown, ...]) -> date | None:
    return max((one.since for one in shown if one.since is not None), default=None)


def _phases(dossier: Dossier, programme: Programme, on: date) -> set[Phase]:
    found = (dossier.phase_of(issue.id, on) for issue in issues_of(dossier, programme))
    return {one for one in found if one is not None}


def _entered(dossier: Dossier, programme: Programme, phase: Phase | None, on: date) -> date | None:
    """Return the day on which the first issue of a programme came into a phase."""
    days = (
        change.on
        for issue in issues_of(dossier, programme)
        for change in issue.history
        if phase is not None and change.on <= on and dossier.phase_into(issue, change) is phase
    )
    return min(days, default=None)


class _Blocks:
    """What keeps programmes from their next step, each rule run once a phase."""

    def __init__(
        self,
        dossier: Dossier,
        governance: Governance,
        on: date,
        result: CheckResult | None,
        limits: Limits,
    ) -> None:
        self._dossier = dossier
        self._governance = governance
        self._on = on
        self._result = result
        self._limits = limits

    def of(self, standing: list[_Standing]) -> dict[ProgrammeId, _Block]:
        """Return findings and rules without answer by programme."""
        blocks: dict[ProgrammeId, _Block] = {one.programme.id: ((), ()) for one in standing}
        asked = [one for one in standing if one.current is not None and one.current.gate_rules]
        if not asked:
            return blocks
        result = self._result or check(
            self._dossier, self._governance, on=self._on, limits=self._limits
        )
        crossings = Crossings(self._dossier, self._governance, result, self._limits)
        ways = [
            (one.next_phase, issue.id)
            for one in asked
            for issue in issues_of(self._dossier, one.programme)
        ]
        after = {
            phase: crossings.after(self._moves(phase, issues)) for phase, issues in grouped(ways)
        }
        for one in asked:
            codes = one.current.gate_rules if one.current else ()
            found = after.get(one.next_phase) or crossings.after({})
            blocks[one.programme.id] = (
                found.about(one.programme.issues, codes),
                found.unanswered(codes),
            )
        return blocks

    def _moves(
        self, phase: Phase | None, issues: tuple[IssueId, ...]
    ) -> dict[IssueId, StatusChange]:
        """Return the change that would bring each issue into a phase in which it is not yet."""
        if phase is None:
            return {}
        return {
            issue: StatusChange(phase=phase, on=self._on)
            for issue in issues
            if self._dossier.phase_of(issue, self._on) is not phase
        }


def _told(
    standing: _Standing, findings: tuple[Finding, ...], silent: tuple[str, ...]
) -> ProgrammeProgress:
    """Put together what is said of one programme."""
    dossier, programme = standing.dossier, standing.programme
    items = [one for one in dossier.items_of(programme.id) if one.state not in _OVER]
    due = [*_due_of_step(standing), *_due_of_items(items, standing.on)]
    return ProgrammeProgress(
        programme=_named(dossier, Ref("programme", programme.id)),
        areas=tuple(_named(dossier, Ref("area", one)) for one in programme.areas),
        method=_named(dossier, Ref("method", standing.method.id)) if standing.method else None,
        steps=standing.steps,
        due=tuple(sorted(due, key=lambda one: (one.on, one.kind.value, one.name))),
        findings=findings,
        unanswered=silent,
        stuck=tuple(
            _named(dossier, Ref("programme_item", one.id))
            for one in items
            if one.state is ItemState.BLOCKED
        ),
    )


def _due_of_step(standing: _Standing) -> Iterator[Due]:
    """Yield by when the step that is being done should be, by its usual time and the cycle."""
    now = next((one for one in standing.steps if one.state is StepState.CURRENT), None)
    if now is None:
        return
    weeks = now.step.lead_time_weeks
    if now.since is not None and weeks is not None:
        last = days_from(now.since, round(weeks * _WEEK))
        yield Due(kind=DueKind.LEAD_TIME, name=now.title, on=last, is_late=last < standing.on)
    document = _next_document(standing, now.step.planning_moment)
    if document is not None and document.adopted_on is not None:
        record = _named(standing.dossier, Ref("planning_document", document.id))
        yield Due(
            kind=DueKind.PLANNING_MOMENT,
            name=now.step.planning_moment,
            on=document.adopted_on,
            is_late=False,
            record=record,
        )


def _next_document(standing: _Standing, moment: str) -> PlanningDocument | None:
    """Return the first document of a kind that is still to be adopted."""
    kind = _KINDS_BY_WORD.get(folded(moment))
    if kind is None or standing.dossier.planning_documents.is_withheld:
        return None
    whose = standing.programme.organisation
    found = [
        one
        for one in standing.dossier.planning_documents
        if one.kind is kind
        and one.adopted_on is not None
        and one.adopted_on >= standing.on
        and (whose is None or one.organisation in (None, whose))
    ]
    return min(found, key=lambda one: (one.adopted_on, one.id), default=None)


def _due_of_items(items: list[ProgrammeItem], on: date) -> Iterator[Due]:
    for one in items:
        if one.due is not None:
            yield Due(
                kind=DueKind.ITEM,
                name=one.title,
                on=one.due.last,
                is_late=one.due.last < on,
                record=Named(Ref("programme_item", one.id), one.title),
            )


def _named(dossier: Dossier, ref: Ref) -> Named:
    return Named(ref, dossier.name_of(ref))
