"""What comes up for decision, and what is late, relative to a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

import attrs

from opgavekern.base.calendar import days_from
from opgavekern.base.labels import Term
from opgavekern.base.texts import message
from opgavekern.model import (
    AgendaItem,
    Dossier,
    IssueId,
    Meeting,
    MeetingStatus,
    Motion,
    Outcome,
    PlanningDocument,
    Pledge,
    Question,
    Ref,
)
from opgavekern.report.blocks import Sayable

#: How many days ahead the overview looks: a quarter, the horizon of a council's forward agenda.
HORIZON: Final = 92

_ADOPTED: Final = {Outcome.ADOPTED, Outcome.AMENDED}


class MomentKind(Term):
    """What it is that comes up."""

    AGENDA_ITEM = "agenda_item", "agendapunt"
    MOTION = "motion", "motie"
    PLEDGE = "pledge", "toezegging"
    QUESTION = "question", "raadsvraag", "question"
    DOCUMENT = "document", "P&C-document", "planning document"


@attrs.frozen(kw_only=True)
class Moment:
    """Something that someone has to do by a day.

    Attributes:
        on: The day.
        kind: What it is.
        ref: Its record.
        title: What it is called.
        detail: What has to happen, and where.
        issues: Issues that it is about.
        is_late: The day has passed and it has not been done.
    """

    on: date
    kind: MomentKind
    ref: Ref
    title: Sayable
    detail: Sayable
    issues: tuple[IssueId, ...]
    is_late: bool


def moments(dossier: Dossier, on: date) -> tuple[Moment, ...]:
    """Return all that is late or still to come, in order of day; what has been done is left out."""
    agenda = tuple(_agenda(dossier, on))
    tabled = {(one.on, one.title) for one in agenda}
    # A document that stands on an agenda that day under its own title is not a second matter.
    papers = (one for one in _documents(dossier, on) if (one.on, one.title) not in tabled)
    found = (*agenda, *_council(dossier, on), *papers)
    return tuple(sorted(found, key=lambda one: (one.on, one.kind.value, one.ref)))


def within_horizon(found: tuple[Moment, ...], on: date) -> tuple[Moment, ...]:
    """Return the moments of the coming quarter, and those that are late."""
    return tuple(one for one in found if one.on <= days_from(on, HORIZON))


def hand_in(dossier: Dossier, meeting: Meeting) -> date | None:
    """Return the last day for handing in papers; None where no deadline is known.

    Of several deadlines for one body, the earliest day: whoever meets that meets them all.
    """
    days = [
        one.days_before for one in dossier.submission_deadlines.by("body").get(meeting.body, ())
    ]
    return days_from(meeting.on, -max(days)) if days else None


def _agenda(dossier: Dossier, on: date) -> Iterator[Moment]:
    for item in dossier.agenda_items:
        meeting = dossier.meetings.get(item.meeting)
        if meeting is None or item.outcome is not None:
            continue
        if meeting.status is not MeetingStatus.CANCELLED:
            yield Moment(
                on=meeting.on,
                kind=MomentKind.AGENDA_ITEM,
                ref=Ref("agenda_item", item.id),
                title=item.title,
                detail=_at_meeting(dossier, item, meeting, on),
                issues=dossier.issues_concerned(Ref("agenda_item", item.id)),
                is_late=meeting.on < on,
            )


def _at_meeting(dossier: Dossier, item: AgendaItem, meeting: Meeting, on: date) -> Sayable:
    body = dossier.name_of(Ref("body", meeting.body))
    if meeting.on < on:
        return message(
            "{body}: uitkomst nog niet vastgelegd", "{body}: outcome not yet recorded", body=body
        )
    how = item.treatment or message("agendapunt", "agenda item")
    last_day = hand_in(dossier, meeting)
    if last_day is None or last_day < on:
        return message("{body}, {how}", "{body}, {how}", body=body, how=how)
    return message(
        "{body}, {how}; stukken inleveren uiterlijk {day}",
        "{body}, {how}; hand in papers by {day}",
        body=body,
        how=how,
        day=last_day,
    )


def _council(dossier: Dossier, on: date) -> Iterator[Moment]:
    """Motions to settle, pledges to keep, questions to answer, as far as they have a day."""
    for motion in dossier.motions:
        if motion.outcome in _ADOPTED and motion.settled_on is None and motion.due:
            yield _of(MomentKind.MOTION, motion, motion.due, on)
    for pledge in dossier.pledges:
        if pledge.settled_on is None and pledge.due:
            yield _of(MomentKind.PLEDGE, pledge, pledge.due, on)
    for asked in dossier.questions:
        if asked.answered_on is None and asked.due:
            yield _of(MomentKind.QUESTION, asked, asked.due, on)


_TO_DO: Final = {
    MomentKind.MOTION: message("afdoen", "to be settled"),
    MomentKind.PLEDGE: message("nakomen", "to be kept"),
    MomentKind.QUESTION: message("beantwoorden", "to be answered"),
}


def _of(kind: MomentKind, record: Motion | Pledge | Question, due: date, on: date) -> Moment:
    return Moment(
        on=due,
        kind=kind,
        ref=Ref(kind.value, record.id),
        title=record.title,
        detail=_TO_DO[kind],
        issues=record.issues,
        is_late=due < on,
    )


def _documents(dossier: Dossier, on: date) -> Iterator[Moment]:
    """Documents of the planning cycle that are to be adopted or sent on a day still to come."""
    for paper in dossier.planning_documents:
        ref = Ref("planning_document", paper.id)
        steps = (
            (paper.adopted_on, message("vaststellen", "to be adopted")),
            (paper.sent_on, message("naar de toezichthouder", "to the supervisor")),
        )
        for day, what in steps:
            if day is not None and day >= on:
                yield Moment(
                    on=day,
                    kind=MomentKind.DOCUMENT,
                    ref=ref,
                    title=document_title(paper),
                    detail=what,
                    issues=paper.issues,
                    is_late=False,
                )


def document_title(paper: PlanningDocument) -> str:
    """Call a document by its title, or by kind and year in Dutch as the documents themselves do."""
    return paper.title or f"{paper.kind.label.nl.capitalize()} {paper.year}"
