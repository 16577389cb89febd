"""Whether the council's papers and meetings follow its rhythm."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any, Final

from opgavekern.base import Text
from opgavekern.governance import (
    Finding,
    NoParameters,
    Rule,
    RuleContext,
    RuleKind,
    Severity,
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
    Treatment,
    Weekday,
)
from opgavekern_helmond.options import HelmondOptions
from opgavekern_helmond.rules.bases import CLERK, RECESS, RHYTHM
from opgavekern_helmond.town import COUNCIL, council_bodies

_DECIDED: Final = frozenset({Treatment.CONSENT, Treatment.DEBATE})
_WEEKDAYS: Final = tuple(Weekday)


def _to_come(dossier: Dossier, on: date) -> Iterator[Meeting]:
    """Yield meetings of the council and its committees from a day on, without cancelled ones."""
    ours = council_bodies(dossier)
    for one in dossier.meetings:
        if one.body in ours and one.on >= on and one.status is not MeetingStatus.CANCELLED:
            yield one


def _past_the_committee(
    dossier: Dossier, context: RuleContext[NoParameters], *, options: HelmondOptions
) -> Iterator[Finding]:
    meetings = {
        one.id: one for one in dossier.meetings if one.status is not MeetingStatus.CANCELLED
    }
    for item in dossier.agenda_items:
        meeting = meetings.get(item.meeting)
        if meeting is None or meeting.body != COUNCIL or meeting.on < context.on:
            continue
        if item.decision is None or item.treatment not in _DECIDED:
            continue
        heard = (
            meetings.get(other.meeting)
            for other in dossier.agenda_items.by("decision").get(item.decision, ())
        )
        if not any(
            one is not None and one.body in options.advice_committees and one.on < meeting.on
            for one in heard
        ):
            yield Finding(
                subject=Ref("agenda_item", item.id),
                related=(Ref("decision", item.decision),),
                text=Text(
                    nl="{subject} staat op {day} in de raad, zonder dat een adviescommissie het "
                    "besprak.",
                    en="{subject} is before the council on {day}, while no advice committee "
                    "discussed it.",
                ),
                remedy=Text(
                    nl="Zet het stuk eerst in de adviescommissie; die kiest tussen hamerstuk en "
                    "bespreekstuk.",
                    en="Put the paper before the advice committee first; it chooses between "
                    "consent and debate.",
                ),
                values={"day": meeting.on},
            )


def _weekdays(dossier: Dossier, body: BodyId, on: date) -> frozenset[Weekday]:
    """Return the days of the week on which a body meets, by its series or the council's."""
    series = dossier.meeting_series.by("body")
    own = [one for one in series.get(body, ()) if on in one.valid]
    if any(move.moved_to == on for one in own for move in one.exceptions):
        return frozenset(_WEEKDAYS)
    among = own or [one for one in series.get(COUNCIL, ()) if on in one.valid]
    return frozenset(one.rhythm.weekday for one in among)


def _on_another_day(dossier: Dossier, context: RuleContext[NoParameters]) -> Iterator[Finding]:
    for one in _to_come(dossier, context.on):
        agreed = _weekdays(dossier, one.body, one.on)
        day = _WEEKDAYS[one.on.weekday()]
        if agreed and day not in agreed:
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
                    "agreed": next(iter(sorted(agreed, key=_WEEKDAYS.index))),
                },
            )


def _recess_on(dossier: Dossier, body: BodyId, day: date) -> ClosedPeriod | None:
    """Return the recess on a day of a body of the council; the council's is its committees' too."""
    for one in dossier.closed_periods:
        holds = not one.bodies or body in one.bodies or COUNCIL in one.bodies
        if one.kind is ClosedPeriodKind.RECESS and holds and day in one.period:
            return one
    return None


def _in_recess(dossier: Dossier, context: RuleContext[NoParameters]) -> Iterator[Finding]:
    for one in _to_come(dossier, context.on):
        recess = _recess_on(dossier, one.body, one.on)
        if recess is not None:
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


def rules_for(options: HelmondOptions) -> tuple[Rule[Any], ...]:
    """Return the rules on the council's rhythm, given what the dossier chose."""
    rhythm = Period(first=date(2018, 3, 29))  # The first day of the council of 2018.
    return (
        Rule(
            code="HLM-030",
            name="council_item_past_the_advice_committee",
            title=Text(
                nl="Raadsstuk voorbij de adviescommissie",
                en="Council paper past the advice committee",
            ),
            rationale=Text(
                nl="De raad besluit na opinie en advies; de commissie kiest de behandeling.",
                en="The council decides after opinion and advice; the committee chooses how.",
            ),
            severity=Severity.WARNING,
            kind=RuleKind.CONVENTION,
            basis=RHYTHM,
            waivable_by=CLERK,
            valid=rhythm,
            reads=frozenset({"agenda_items", "meetings", "decisions"}),
            check=partial(_past_the_committee, options=options),
        ),
        Rule(
            code="HLM-031",
            name="meeting_on_another_weekday",
            title=Text(nl="Vergadering op een andere dag", en="Meeting on another weekday"),
            rationale=Text(
                nl="Wie op dinsdag rekent, mist een vergadering op woensdag.",
                en="Who counts on Tuesday misses a meeting on Wednesday.",
            ),
            severity=Severity.ADVICE,
            kind=RuleKind.CONVENTION,
            basis=RHYTHM,
            waivable_by=CLERK,
            valid=rhythm,
            reads=frozenset({"meetings", "meeting_series", "bodies"}),
            each="meetings",
            check=_on_another_day,
        ),
        Rule(
            code="HLM-032",
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
