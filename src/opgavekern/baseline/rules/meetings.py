"""Whether bodies meet on their days, and not in their recess."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from opgavekern.base.texts import Text
from opgavekern.baseline.rules.waivers import CLERK
from opgavekern.governance import (
    Basis,
    Finding,
    NoParameters,
    Rule,
    RuleContext,
    RuleKind,
    Severity,
)
from opgavekern.model import (
    BodyId,
    BodyKind,
    ClosedPeriod,
    ClosedPeriodKind,
    Dossier,
    Meeting,
    MeetingSeries,
    MeetingStatus,
    Ref,
    Weekday,
)

Context = RuleContext[NoParameters]
_WEEKDAYS: Final = tuple(Weekday)
_COMMITTEES: Final = frozenset({BodyKind.COMMITTEE, BodyKind.AGENDA_COMMITTEE})
_CALENDAR: Final = Basis(
    reference="Vergaderkalender, gebruik van gemeenten",
    explanation=Text(
        nl="Geen wet: een orgaan kiest zijn eigen dagen en zijn eigen reces.",
        en="No law: a body chooses its own days and its own recess.",
    ),
    verified=False,
)


def _to_come(dossier: Dossier, on: date) -> Iterator[Meeting]:
    """Yield meetings from a day on, without those that were cancelled."""
    for one in dossier.meetings:
        if one.on >= on and one.status is not MeetingStatus.CANCELLED:
            yield one


def _councils_of(dossier: Dossier, body: BodyId) -> tuple[BodyId, ...]:
    """Return the council of a committee, whose calendar is the committee's too; else nothing."""
    found = dossier.bodies.get(body)
    if found is None or found.kind not in _COMMITTEES or found.organisation is None:
        return ()
    return tuple(
        one.id
        for one in dossier.bodies.by("organisation").get(found.organisation, ())
        if one.kind is BodyKind.COUNCIL
    )


def _recess_on(dossier: Dossier, body: BodyId, day: date) -> ClosedPeriod | None:
    whose = {body, *_councils_of(dossier, body)}
    for one in dossier.closed_periods:
        holds = not one.bodies or not whose.isdisjoint(one.bodies)
        if one.kind is ClosedPeriodKind.RECESS and holds and day in one.period:
            return one
    return None


def _in_recess(dossier: Dossier, context: Context) -> Iterator[Finding]:
    for one in _to_come(dossier, context.on):
        recess = _recess_on(dossier, one.body, one.on)
        if recess is not None:
            yield Finding(
                subject=Ref("meeting", one.id),
                path=("on",),
                related=(Ref("closed_period", recess.id),),
                text=Text(
                    nl="{body} vergadert op {day}, in het reces ({recess}).",
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


IN_RECESS: Final = Rule(
    code="NL-093",
    name="meeting_in_recess",
    title=Text(nl="Vergadering in het reces", en="Meeting in recess"),
    rationale=Text(
        nl="Een stuk voor een dag in het reces komt een ronde later aan de orde.",
        en="A paper for a day in recess comes up a round later.",
    ),
    severity=Severity.WARNING,
    kind=RuleKind.CONVENTION,
    basis=_CALENDAR,
    departable=True,
    waivable_by=CLERK,
    reads=frozenset({"meetings", "closed_periods", "bodies"}),
    each="meetings",
    check=_in_recess,
)


def _series_on(dossier: Dossier, body: BodyId, day: date) -> list[MeetingSeries]:
    """Return the series in which a body meets that day: its own, or else those of its council."""
    series = dossier.meeting_series.by("body")
    for whose in ((body,), _councils_of(dossier, body)):
        found = [one for each in whose for one in series.get(each, ()) if day in one.valid]
        if found:
            return found
    return []


def _on_another_day(dossier: Dossier, context: Context) -> Iterator[Finding]:
    for one in _to_come(dossier, context.on):
        series = _series_on(dossier, one.body, one.on)
        was_moved = any(move.moved_to == one.on for each in series for move in each.exceptions)
        agreed = {each.rhythm.weekday for each in series}
        day = _WEEKDAYS[one.on.weekday()]
        if agreed and day not in agreed and not was_moved:
            yield Finding(
                subject=Ref("meeting", one.id),
                path=("on",),
                text=Text(
                    nl="{body} vergadert op {day} ({weekday}); vast is: {agreed}.",
                    en="{body} meets on {day} ({weekday}); agreed is: {agreed}.",
                ),
                remedy=Text(
                    nl="Verbeter de dag, of leg bij de vergaderreeks vast dat hij is verplaatst.",
                    en="Correct the day, or record in the meeting series that it was moved.",
                ),
                values={
                    "body": Ref("body", one.body),
                    "day": one.on,
                    "weekday": day,
                    "agreed": tuple(sorted(agreed, key=_WEEKDAYS.index)),
                },
            )


ON_ANOTHER_DAY: Final = Rule(
    code="NL-094",
    name="meeting_on_another_weekday",
    title=Text(nl="Vergadering op een andere dag", en="Meeting on another weekday"),
    rationale=Text(
        nl="Wie op de vaste dag rekent, mist een vergadering op een andere.",
        en="Who counts on the usual day misses a meeting on another.",
    ),
    severity=Severity.ADVICE,
    kind=RuleKind.CONVENTION,
    basis=_CALENDAR,
    departable=True,
    waivable_by=CLERK,
    reads=frozenset({"meetings", "meeting_series", "bodies"}),
    each="meetings",
    check=_on_another_day,
)

RULES: Final = (IN_RECESS, ON_ANOTHER_DAY)
