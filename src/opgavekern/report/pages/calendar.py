"""The calendar: meetings, deadlines and what is due, month by month."""

from __future__ import annotations

import calendar as gregorian
from collections.abc import Iterator
from datetime import date
from typing import Final

import attrs

from opgavekern.base.calendar import days_from
from opgavekern.base.labels import Term
from opgavekern.base.texts import Text, message
from opgavekern.model import ClosedPeriod, Meeting, MeetingStatus, Ref
from opgavekern.report.blocks import Badge, Block, Cell, Fold, Page, Sayable, Tone
from opgavekern.report.moments import MomentKind, hand_in, moments
from opgavekern.report.view import View
from opgavekern.report.wording import Month, period

_MONTHS_BACK: Final = 6
_MONTHS_AHEAD: Final = 12
WEEKDAYS: Final = tuple(
    Text(nl=nl, en=en)
    for nl, en in zip("ma di wo do vr za zo".split(), "Mo Tu We Th Fr Sa Su".split(), strict=True)
)


class EventKind(Term):
    """What is on a day."""

    MEETING = "meeting", "vergadering"
    HAND_IN = "hand_in", "stukken inleveren", "papers due"
    DUE = "due", "uiterste dag", "last day"
    PARTICIPATION = "participation", "participatie"
    ELECTION = "election", "verkiezing"


@attrs.frozen(kw_only=True)
class Event:
    """Something on a day.

    Attributes:
        on: The day.
        kind: What it is.
        badge: The same, to be shown.
        title: What it is called.
        items: What is on the agenda, or what belongs to it.
        issues: Issues concerned.
    """

    on: date
    kind: EventKind
    badge: Badge
    title: Cell
    items: tuple[Cell, ...] = ()
    issues: Cell = ()


@attrs.frozen(kw_only=True)
class Day:
    """A day in the small grid of a month.

    Attributes:
        number: Day of the month; 0 for the places before its first and after its last day.
        kinds: Kinds of events on it.
        is_closed: In a period in which nobody meets.
        is_today: The day that the report is about.
    """

    number: int
    kinds: tuple[str, ...] = ()
    is_closed: bool = False
    is_today: bool = False


@attrs.frozen(kw_only=True)
class MonthCard:
    """One month.

    Attributes:
        anchor: Its place in the document.
        title: Which month.
        weeks: Its days, seven by seven from Monday.
        closed: Periods without meetings that lie in it, in words.
        events: What is in it, in order of day.
        is_past: All of it lies before the day of the report.
    """

    anchor: str
    title: Month
    weeks: tuple[tuple[Day, ...], ...]
    closed: tuple[Sayable, ...]
    events: tuple[Event, ...]
    is_past: bool


@attrs.frozen(kw_only=True)
class Months(Block):
    """Months from early to late.

    Attributes:
        months: Which.
        weekdays: Names of the days of the week, short.
    """

    months: tuple[MonthCard, ...]
    weekdays: tuple[Text, ...] = WEEKDAYS


@attrs.frozen
class MonthsLegend(Block):
    """What the marks in the months mean."""


def calendar(view: View) -> Page:
    """Make the calendar: from half a year back to a year ahead, as far as something happens."""
    events = sorted(_events(view), key=lambda one: (one.on, one.kind.value, view.say(_plain(one))))
    months = [_month(view, month, events) for month in _months(view, events)]
    past = tuple(one for one in months if one.is_past)
    blocks: list[Block] = [MonthsLegend()]
    blocks.append(Months(months=tuple(one for one in months if not one.is_past)))
    if past:
        title = Text(nl="Eerdere maanden", en="Earlier months")
        blocks.append(Fold(title=title, blocks=(Months(months=past),)))
    title = Text(nl="Kalender", en="Calendar")
    return Page(anchor="calendar", title=title, blocks=tuple(blocks))


def _plain(event: Event) -> Sayable:
    return event.title if not isinstance(event.title, tuple) else ""  # type: ignore[return-value]


def _months(view: View, events: list[Event]) -> list[tuple[int, int]]:
    here = _index(view.on)
    found = {_index(one.on) for one in events} | {here}
    first = max(min(found), here - _MONTHS_BACK)
    last = min(max(found), here + _MONTHS_AHEAD)
    return [(number // 12, number % 12 + 1) for number in range(first, last + 1)]


def _index(day: date) -> int:
    return day.year * 12 + day.month - 1


def _events(view: View) -> Iterator[Event]:
    bare: dict[date, list[str]] = {}
    for meeting in view.dossier.meetings:
        if meeting.status is MeetingStatus.CANCELLED:
            continue
        if view.dossier.agenda_items.by("meeting").get(meeting.id):
            yield from _meeting(view, meeting)
        else:
            bare.setdefault(meeting.on, []).append(view.called(Ref("body", meeting.body)))
    for day, bodies in bare.items():
        title = ", ".join(sorted(bodies))
        badge = Badge(EventKind.MEETING, Tone.GOOD)
        yield Event(on=day, kind=EventKind.MEETING, badge=badge, title=title)
    for one in moments(view.dossier, view.on):
        if one.kind is not MomentKind.AGENDA_ITEM:
            tone = Tone.STOP if one.is_late else Tone.WARN
            yield Event(
                on=one.on,
                kind=EventKind.DUE,
                badge=Badge(one.kind, tone),
                title=message("{title}: {what}", "{title}: {what}", title=one.title,
                              what=one.detail),
                issues=view.few("issue", one.issues),
            )  # fmt: skip
    for moment in view.dossier.participation_moments:
        if moment.on is not None:
            yield Event(
                on=moment.on,
                kind=EventKind.PARTICIPATION,
                badge=Badge(EventKind.PARTICIPATION, Tone.NOTE),
                title=moment.title,
                issues=view.few("issue", moment.issues),
            )
    for election in view.dossier.elections:
        yield Event(
            on=election.on,
            kind=EventKind.ELECTION,
            badge=Badge(EventKind.ELECTION, Tone.NOTE),
            title=election.name or EventKind.ELECTION,
        )


def _meeting(view: View, meeting: Meeting) -> Iterator[Event]:
    items = view.dossier.agenda_items.by("meeting").get(meeting.id, ())
    body = view.called(Ref("body", meeting.body))
    about = dict.fromkeys(issue for item in items for issue in item.issues)
    yield Event(
        on=meeting.on,
        kind=EventKind.MEETING,
        badge=Badge(EventKind.MEETING, Tone.GOOD),
        title=body,
        items=tuple(
            message("{title} ({how})", "{title} ({how})", title=item.title,
                    how=item.outcome or item.treatment)
            if item.outcome or item.treatment
            else item.title
            for item in items
        ),
        issues=view.few("issue", tuple(about)),
    )  # fmt: skip
    last_day = hand_in(view.dossier, meeting)
    if items and last_day is not None and last_day >= view.on:
        yield Event(
            on=last_day,
            kind=EventKind.HAND_IN,
            badge=Badge(EventKind.HAND_IN, Tone.WARN),
            title=message(
                "Voor {body} van {day}", "For {body} of {day}", body=body, day=meeting.on
            ),
        )


def _month(view: View, month: tuple[int, int], events: list[Event]) -> MonthCard:
    year, number = month
    own = [one for one in events if (one.on.year, one.on.month) == month]
    last = date(year, number, gregorian.monthrange(year, number)[1])
    closed = [one for one in view.dossier.closed_periods if _touches(one, year, number)]
    kinds: dict[int, list[str]] = {}
    for one in own:
        kinds.setdefault(one.on.day, []).append(one.kind.value)

    def day(number_of_day: int) -> Day:
        if not number_of_day:
            return Day(number=0)
        when = date(year, number, number_of_day)
        return Day(
            number=number_of_day,
            kinds=tuple(dict.fromkeys(kinds.get(number_of_day, ()))),
            is_closed=any(when in one.period for one in closed),
            is_today=when == view.on,
        )

    weeks = gregorian.Calendar(firstweekday=0).monthdayscalendar(year, number)
    return MonthCard(
        anchor=f"month-{year}-{number:02}",
        title=Month(year, number),
        weeks=tuple(tuple(day(one) for one in week) for week in weeks),
        closed=tuple(
            message("{name}: {when}", "{name}: {when}", name=one.name or one.kind,
                    when=period(one.period))
            for one in closed
        ),
        events=tuple(own),
        is_past=last < view.on,
    )  # fmt: skip


def _touches(closed: ClosedPeriod, year: int, month: int) -> bool:
    first = date(year, month, 1)
    after = days_from(first, 32).replace(day=1)
    starts, ends = closed.period.first, closed.period.last
    return (starts is None or starts < after) and (ends is None or ends >= first)
