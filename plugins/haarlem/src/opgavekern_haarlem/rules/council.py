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
    Rule,
    RuleContext,
    RuleKind,
    Severity,
    parameter,
)
from opgavekern.model import (
    ClosedPeriodKind,
    Dossier,
    Meeting,
    MeetingStatus,
    Period,
    Ref,
)
from opgavekern_haarlem.city import COUNCIL
from opgavekern_haarlem.rules.bases import CLERK, RHYTHM


def _meetings(dossier: Dossier) -> list[Meeting]:
    """Return the council's meetings in order, without cancelled ones."""
    held = (
        one
        for one in dossier.meetings.by("body").get(COUNCIL, ())
        if one.status is not MeetingStatus.CANCELLED
    )
    return sorted(held, key=lambda one: (one.on, one.id))


def _recesses(dossier: Dossier) -> list[Period]:
    return [
        one.period
        for one in dossier.closed_periods
        if one.kind is ClosedPeriodKind.RECESS and (not one.bodies or COUNCIL in one.bodies)
    ]


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
    recesses = _recesses(dossier)
    for former, meeting in pairwise(_meetings(dossier)):
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
)
