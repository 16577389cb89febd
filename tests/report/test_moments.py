from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest

from opgavekern.model import (
    AgendaItem,
    Dossier,
    Meeting,
    MeetingStatus,
    Motion,
    Outcome,
    PlanningDocument,
    PlanningDocumentKind,
    Pledge,
    Question,
    SubmissionDeadline,
)
from opgavekern.report.moments import HORIZON, MomentKind, hand_in, moments, within_horizon

DAY = date(2026, 9, 1)


@pytest.mark.parametrize(
    ("due", "is_late"), [(date(2026, 8, 31), True), (DAY, False)], ids=["yesterday", "today"]
)
def test_a_pledge_is_late_the_day_after(due: date, is_late: bool) -> None:
    """The last day itself is still in time."""
    (found,) = moments(Dossier.of(Pledge(id="p", title="Brief", due=due)), DAY)
    assert found.is_late is is_late


@pytest.mark.parametrize(
    "record",
    [
        Pledge(id="p", title="Brief", due=DAY, settled_on=DAY),
        Pledge(id="p", title="Brief"),
        Motion(id="m", title="Bankjes", due=DAY, outcome=Outcome.REJECTED),
        Motion(id="m", title="Bankjes", due=DAY, outcome=Outcome.ADOPTED, settled_on=DAY),
        Question(id="q", title="Hoe?", due=DAY, answered_on=DAY),
        PlanningDocument(
            id="d",
            kind=PlanningDocumentKind.FRAMEWORK_MEMO,
            year=2027,
            adopted_on=date(2026, 7, 1),
        ),
    ],
    ids=["kept", "without a day", "rejected", "settled", "answered", "adopted"],
)
def test_what_is_done_is_no_moment(record: object) -> None:
    """Settled, answered, rejected, adopted, or without a day: nobody has to do anything."""
    assert moments(Dossier.of(record), DAY) == ()  # type: ignore[arg-type]


def test_a_cancelled_meeting_asks_nothing() -> None:
    """Its agenda items are no moments."""
    meeting = Meeting(id="m", body="raad", on=DAY)
    item = AgendaItem(id="a", title="Programma", meeting="m")
    assert len(moments(Dossier.of(meeting, item), DAY)) == 1
    cancelled = attrs.evolve(meeting, status=MeetingStatus.CANCELLED)
    assert moments(Dossier.of(cancelled, item), DAY) == ()


def test_papers_are_due_by_the_earliest_deadline() -> None:
    """Whoever meets the earliest of several deadlines meets them all."""
    meeting = Meeting(id="m", body="raad", on=date(2026, 9, 29))
    deadlines = [SubmissionDeadline(id=f"d{n}", body="raad", days_before=n) for n in (7, 21)]
    assert hand_in(Dossier.of(meeting, *deadlines), meeting) == date(2026, 9, 8)
    assert hand_in(Dossier.of(meeting), meeting) is None


def test_a_document_on_an_agenda_is_one_matter() -> None:
    """A budget that stands on the agenda of its day is not listed twice."""
    on = date(2026, 11, 10)
    paper = PlanningDocument(
        id="d",
        title="Begroting 2027",
        kind=PlanningDocumentKind.PROGRAMME_BUDGET,
        year=2027,
        adopted_on=on,
        sent_on=date(2026, 11, 12),
    )
    item = AgendaItem(id="a", title="Begroting 2027", meeting="m")
    found = moments(Dossier.of(paper, item, Meeting(id="m", body="raad", on=on)), DAY)
    assert [one.kind for one in found] == [MomentKind.AGENDA_ITEM, MomentKind.DOCUMENT]


def test_the_horizon_is_a_quarter() -> None:
    """What falls a day past it is left to the calendar; what is late is never left out."""
    last = DAY + timedelta(days=HORIZON)
    days = [date(2020, 1, 1), last, last + date.resolution]
    pledges = [Pledge(id=f"p{n}", title="Brief", due=day) for n, day in enumerate(days)]
    found = moments(Dossier.of(*pledges), DAY)
    assert [one.on for one in within_horizon(found, DAY)] == days[:2]
