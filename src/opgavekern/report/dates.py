"""Which dates a handbook tells: all that are in force on its day or still to come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opgavekern.model import (
    ClosedPeriod,
    Dossier,
    Election,
    MeetingSeries,
    Period,
    PlanningDocument,
    Record,
    SubmissionDeadline,
)


def dated(dossier: Dossier, on: date) -> Iterator[Record]:
    """Yield everything of the yearly cycle that is not over."""
    yield from meeting_series(dossier, on)
    yield from submission_deadlines(dossier, on)
    yield from closed_periods(dossier, on)
    yield from elections(dossier, on)
    yield from planning_documents(dossier, on)


def meeting_series(dossier: Dossier, on: date) -> tuple[MeetingSeries, ...]:
    """Return the rhythms of meetings, by body and from early to late."""
    found = (one for one in dossier.known("meeting_series") if not _is_over(one.valid, on))
    return tuple(sorted(found, key=lambda one: (one.body, one.valid.first or date.min, one.id)))


def submission_deadlines(dossier: Dossier, on: date) -> tuple[SubmissionDeadline, ...]:
    """Return how long before a meeting papers must be in, by body."""
    found = (one for one in dossier.known("submission_deadlines") if not _is_over(one.valid, on))
    return tuple(sorted(found, key=lambda one: (one.body, one.item_kind, one.id)))


def closed_periods(dossier: Dossier, on: date) -> tuple[ClosedPeriod, ...]:
    """Return the periods without meetings, from early to late."""
    found = (
        one
        for one in dossier.known("closed_periods")
        if not (_is_over(one.valid, on) or _is_over(one.period, on))
    )
    return tuple(sorted(found, key=lambda one: (one.period.first or date.min, one.id)))


def elections(dossier: Dossier, on: date) -> tuple[Election, ...]:
    """Return the elections to come, from early to late."""
    found = (one for one in dossier.known("elections") if one.on >= on)
    return tuple(sorted(found, key=lambda one: (one.on, one.id)))


def planning_documents(dossier: Dossier, on: date) -> tuple[PlanningDocument, ...]:
    """Return the documents of planning and control of which something is to come."""
    found = (one for one in dossier.known("planning_documents") if _is_to_come(one, on))
    return tuple(sorted(found, key=lambda one: (_next_day(one, on), one.year, one.id)))


def _is_to_come(one: PlanningDocument, on: date) -> bool:
    days = _days(one)
    return max(days) >= on if days else one.year >= on.year


def _next_day(one: PlanningDocument, on: date) -> date:
    return min((day for day in _days(one) if day >= on), default=date.max)


def _days(one: PlanningDocument) -> tuple[date, ...]:
    return tuple(day for day in (one.adopted_on, one.sent_on) if day is not None)


def _is_over(period: Period, on: date) -> bool:
    return period.last is not None and period.last < on
