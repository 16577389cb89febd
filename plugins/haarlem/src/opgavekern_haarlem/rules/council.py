"""Whether the council meets in its rhythm, which is quicker near a recess."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Final

import attrs

from opgavekern.base import Text
from opgavekern.governance import (
    Finding,
    NoParameters,
    Rule,
    RuleContext,
    RuleKind,
    Severity,
    parameter,
)
from opgavekern.model import (
    BodyId,
    ClosedPeriod,
    ClosedPeriodKind,
    Dossier,
    Meeting,
    MeetingStatus,
    Period,
    Ref,
    Weekday,
)
from opgavekern_haarlem.city import COUNCIL, council_bodies
from opgavekern_haarlem.rules.bases import CLERK, RECESS, RHYTHM

_WEEKDAYS: Final = tuple(Weekday)


def _meetings(dossier: Dossier) -> Iterator[Meeting]:
    """Yield meetings of the council and its committees, without cancelled ones."""
    ours = council_bodies(dossier)
    for one in dossier.meetings:
        if one.body in ours and one.status is not MeetingStatus.CANCELLED:
            yield one


def _recesses(dossier: Dossier, body: BodyId) -> tuple[ClosedPeriod, ...]:
    """Return the recesses of a body of the council; the council's are its committees' too."""
    return tuple(
        one
        for one in dossier.closed_periods
        if one.kind is ClosedPeriodKind.RECESS
        and (not one.bodies or body in one.bodies or COUNCIL in one.bodies)
    )


@attrs.frozen
class Round:
    """How long a round of the council takes."""

    weeks: int = parameter(
        4, unit="weeks", label=Text(nl="weken tussen vergaderingen", en="weeks between meetings")
    )
    weeks_near_recess: int = parameter(
        3,
        unit="weeks",
        label=Text(
            nl="weken tussen vergaderingen, dicht bij een reces",
            en="weeks between meetings, near a recess",
        ),
    )
    near_days: int = parameter(
        28,
        unit="days",
        label=Text(nl="dagen die dicht bij een reces zijn", en="days that are near a recess"),
    )


def _out_of_rhythm(dossier: Dossier, context: RuleContext[Round]) -> Iterator[Finding]:
    recesses = [one.period for one in _recesses(dossier, COUNCIL)]
    meetings = sorted(
        (one for one in _meetings(dossier) if one.body == COUNCIL),
        key=lambda one: (one.on, one.id),
    )
    for former, meeting in pairwise(meetings):
        between = Period(first=former.on, last=meeting.on)
        if meeting.on < context.on or any(between.overlaps(one) for one in recesses):
            continue
        agreed = _weeks(meeting.on, recesses, context.parameters)
        days = (meeting.on - former.on).days
        if days not in {7 * weeks for weeks in agreed}:
            yield Finding(
                subject=Ref("meeting", meeting.id),
                path=("on",),
                related=(Ref("meeting", former.id),),
                text=Text(
                    nl="De raad vergadert op {day}, {days} dagen na de vorige keer; een ronde "
                    "duurt hier {agreed} weken.",
                    en="The council meets on {day}, {days} days after the last time; a round "
                    "takes {agreed} weeks here.",
                ),
                remedy=Text(
                    nl="Verbeter de dag, of leg vast dat een vergadering uitvalt. Drie weken kan "
                    "alleen vlak voor een reces.",
                    en="Correct the day, or record that a meeting is cancelled. Three weeks are "
                    "for just before a recess only.",
                ),
                values={"day": meeting.on, "days": days, "agreed": agreed},
            )


def _weeks(day: date, recesses: list[Period], agreed: Round) -> tuple[int, ...]:
    """Return how many weeks a round that ends on a day may take."""
    starts = (one.first for one in recesses if one.first is not None)
    is_near = any(0 < (start - day).days <= agreed.near_days for start in starts)
    return (agreed.weeks_near_recess, agreed.weeks) if is_near else (agreed.weeks,)


def _on_another_day(dossier: Dossier, context: RuleContext[NoParameters]) -> Iterator[Finding]:
    for one in _meetings(dossier):
        agreed = _weekdays(dossier, one.body, one.on)
        day = _WEEKDAYS[one.on.weekday()]
        if one.on >= context.on and agreed and day not in agreed:
            yield Finding(
                subject=Ref("meeting", one.id),
                path=("on",),
                text=Text(
                    nl="{body} vergadert op {day} ({weekday}); de vaste dag is {agreed}.",
                    en="{body} meets on {day} ({weekday}); its fixed day is {agreed}.",
                ),
                remedy=Text(
                    nl="Verbeter de dag, of leg bij de vergaderreeks vast dat hij is verplaatst.",
                    en="Correct the day, or record in the meeting series that it was moved.",
                ),
                values={
                    "body": Ref("body", one.body),
                    "day": one.on,
                    "weekday": day,
                    "agreed": min(agreed, key=_WEEKDAYS.index),
                },
            )


def _weekdays(dossier: Dossier, body: BodyId, on: date) -> frozenset[Weekday]:
    """Return the days of the week on which a body meets, by its series or the council's."""
    series = dossier.meeting_series.by("body")
    own = [one for one in series.get(body, ()) if on in one.valid]
    if any(move.moved_to == on for one in own for move in one.exceptions):
        return frozenset(_WEEKDAYS)
    among = own or [one for one in series.get(COUNCIL, ()) if on in one.valid]
    return frozenset(one.rhythm.weekday for one in among)


def _in_recess(dossier: Dossier, context: RuleContext[NoParameters]) -> Iterator[Finding]:
    for one in _meetings(dossier):
        recess = next(
            (closed for closed in _recesses(dossier, one.body) if one.on in closed.period), None
        )
        if recess is not None and one.on >= context.on:
            yield Finding(
                subject=Ref("meeting", one.id),
                path=("on",),
                related=(Ref("closed_period", recess.id),),
                text=Text(
                    nl="{body} vergadert op {day}, in het {recess}.",
                    en="{body} meets on {day}, during recess ({recess}).",
                ),
                remedy=Text(
                    nl="Kies een dag buiten het reces, of verbeter de recesdagen in het dossier.",
                    en="Choose a day outside recess, or correct the days of recess in the dossier.",
                ),
                values={
                    "body": Ref("body", one.body),
                    "day": one.on,
                    "recess": recess.name or recess.id,
                },
            )


RULES: Final = (
    Rule(
        code="HAA-020",
        name="council_out_of_rhythm",
        title=Text(nl="Raad buiten het ritme", en="Council out of rhythm"),
        rationale=Text(
            nl="Wie een stuk voorbereidt rekent op vier weken, of op drie vlak voor een reces.",
            en="Who prepares a paper counts on four weeks, or on three just before a recess.",
        ),
        severity=Severity.ADVICE,
        kind=RuleKind.CONVENTION,
        basis=RHYTHM,
        waivable_by=CLERK,
        reads=frozenset({"meetings", "closed_periods", "bodies"}),
        parameters=Round,
        check=_out_of_rhythm,
    ),
    Rule(
        code="HAA-021",
        name="meeting_on_another_weekday",
        title=Text(nl="Vergadering op een andere dag", en="Meeting on another weekday"),
        rationale=Text(
            nl="Wie op donderdag rekent, mist een vergadering op dinsdag.",
            en="Who counts on Thursday misses a meeting on Tuesday.",
        ),
        severity=Severity.ADVICE,
        kind=RuleKind.CONVENTION,
        basis=RHYTHM,
        waivable_by=CLERK,
        reads=frozenset({"meetings", "meeting_series", "bodies"}),
        each="meetings",
        check=_on_another_day,
    ),
    Rule(
        code="HAA-022",
        name="meeting_in_recess",
        title=Text(nl="Vergadering in het reces", en="Meeting in recess"),
        rationale=Text(
            nl="Een stuk voor een dag in het reces komt een ronde later in de raad.",
            en="A paper for a day in recess reaches the council a round later.",
        ),
        severity=Severity.WARNING,
        kind=RuleKind.CONVENTION,
        basis=RECESS,
        waivable_by=CLERK,
        reads=frozenset({"meetings", "closed_periods", "bodies"}),
        each="meetings",
        check=_in_recess,
    ),
)
