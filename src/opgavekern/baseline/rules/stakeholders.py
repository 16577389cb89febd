"""Whether those with a stake are heard and answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

import attrs

from opgavekern.base.calendar import days_from
from opgavekern.base.texts import Text
from opgavekern.baseline.rules.bases import BELOW, PRACTICE, municipal_act
from opgavekern.baseline.rules.waivers import OFFICIAL
from opgavekern.governance import (
    Finding,
    NoParameters,
    Rule,
    RuleContext,
    RuleKind,
    Severity,
    Stricter,
    parameter,
)
from opgavekern.model import Dossier, Involvement, ParticipationLevel, Ref


@attrs.frozen
class GreatInterest:
    """From what on an interest is great."""

    from_interest: float = parameter(
        0.7,
        unit="0 to 1",
        open_to=BELOW,
        tighten=Stricter.LOWER,
        label=Text(nl="groot belang, van 0 tot 1, vanaf", en="great interest, 0 to 1, from"),
    )


def _not_heard(dossier: Dossier, context: RuleContext[GreatInterest]) -> Iterator[Finding]:
    running = {issue.id for issue in dossier.running_issues(context.on)}
    for one in dossier.involvements:
        great = one.interest is not None and one.interest >= context.parameters.from_interest
        if not great or one.issue not in running or context.on not in one.valid:
            continue
        if one.level is None and not _was_present(dossier, one):
            yield Finding(
                subject=Ref("stakeholder", one.stakeholder),
                key=one.issue,
                related=(Ref("issue", one.issue),),
                text=Text(
                    nl="Groot belang bij {issue}, maar nergens bij betrokken: {subject}.",
                    en="Great interest in {issue}, but involved in nothing: {subject}.",
                ),
                remedy=Text(
                    nl="Spreek een participatieniveau af, of nodig uit voor een moment.",
                    en="Agree on a participation level, or invite to a moment.",
                ),
                values={"issue": Ref("issue", one.issue)},
            )


def _was_present(dossier: Dossier, involvement: Involvement) -> bool:
    return any(
        involvement.stakeholder in moment.present
        for moment in dossier.moments_of(involvement.issue)
    )


NOT_HEARD: Final = Rule(
    code="NL-080",
    name="great_interest_not_involved",
    title=Text(nl="Groot belang, niet betrokken", en="Great interest, not involved"),
    rationale=Text(
        nl="Wie veel te verliezen heeft en niets te zeggen, komt later alsnog, als tegenstander.",
        en="Who has much to lose and no say comes later all the same, as an opponent.",
    ),
    severity=Severity.WARNING,
    waivable_by=OFFICIAL,
    kind=RuleKind.CONVENTION,
    departable=True,
    basis=PRACTICE,
    reads=frozenset(
        {"involvements", "issues", "lifecycles", "participation_moments", "stakeholders"}
    ),
    parameters=GreatInterest,
    check=_not_heard,
)


def _below_agreed(dossier: Dossier, context: RuleContext[NoParameters]) -> Iterator[Finding]:
    for one in dossier.involvements:
        agreed = dossier.participation_levels.get(one.level)
        given = _highest_given(dossier, one)
        if agreed is None or given is None or given.rank >= agreed.rank:
            continue
        yield Finding(
            subject=Ref("involvement", one.id),
            path=("level",),
            related=(Ref("stakeholder", one.stakeholder), Ref("issue", one.issue)),
            text=Text(
                nl="Met {stakeholder} is bij {issue} afgesproken: {agreed}. Verder dan {given} "
                "kwam het nog niet.",
                en="With {stakeholder}, {agreed} was agreed on {issue}. It has come no further "
                "than {given}.",
            ),
            remedy=Text(
                nl="Organiseer een moment op het afgesproken niveau, of pas de afspraak in "
                "overleg aan.",
                en="Hold a moment at the level agreed, or change the agreement together.",
            ),
            values={
                "stakeholder": Ref("stakeholder", one.stakeholder),
                "issue": Ref("issue", one.issue),
                "agreed": Ref("participation_level", agreed.id),
                "given": Ref("participation_level", given.id),
            },
        )


def _highest_given(dossier: Dossier, one: Involvement) -> ParticipationLevel | None:
    """Return the highest level at which the stakeholder took part; None where never."""
    levels = (
        dossier.participation_levels.get(moment.level)
        for moment in dossier.moments_of(one.issue)
        if one.stakeholder in moment.present
    )
    return max((one for one in levels if one), key=lambda level: level.rank, default=None)


BELOW_AGREED: Final = Rule(
    code="NL-081",
    name="participation_below_agreed",
    title=Text(nl="Minder inspraak dan afgesproken", en="Less say than agreed"),
    rationale=Text(
        nl="Wie een trede hoger is beloofd, voelt zich bedrogen op een lagere.",
        en="Who was promised a higher rung feels cheated on a lower one.",
    ),
    severity=Severity.WARNING,
    kind=RuleKind.LAW,
    basis=municipal_act(
        "150",
        nl="De participatieverordening bindt bij voorbereiding, uitvoering en evaluatie; wat "
        "met een partij is afgesproken, hoort daarbij.",
        en="The participation ordinance binds preparation, execution and evaluation; what was "
        "agreed with a party belongs to it.",
    ),
    reads=frozenset(
        {
            "involvements",
            "issues",
            "participation_levels",
            "participation_moments",
            "stakeholders",
        }
    ),
    each="involvements",
    check=_below_agreed,
)


@attrs.frozen
class AnswerTime:
    """How long people may wait for an answer."""

    days: int = parameter(
        90,
        unit="days",
        open_to=BELOW,
        tighten=Stricter.LOWER,
        label=Text(nl="dagen om te antwoorden, ten hoogste", en="days to answer, at most"),
    )


def _is_answered(answered_on: date | None, on: date) -> bool:
    """Tell whether the answer was there at the end of a day."""
    return answered_on is not None and answered_on <= on


def _unanswered_signal(dossier: Dossier, context: RuleContext[AnswerTime]) -> Iterator[Finding]:
    latest = days_from(context.on, -context.parameters.days)
    for signal in dossier.signals:
        if signal.raised_on is None or _is_answered(signal.answered_on, context.on):
            continue
        if signal.raised_on < latest:
            yield Finding(
                subject=Ref("signal", signal.id),
                text=Text(
                    nl='Op het signaal "{subject}" van {raised} is nog geen antwoord gegeven.',
                    en='The signal "{subject}" of {raised} has had no answer yet.',
                ),
                remedy=Text(
                    nl="Laat weten wat ermee gebeurt, en leg dag en antwoord vast.",
                    en="Tell what is done with it, and record day and answer.",
                ),
                values={"raised": signal.raised_on},
            )


UNANSWERED_SIGNAL: Final = Rule(
    code="NL-082",
    name="signal_without_answer",
    title=Text(nl="Signaal zonder antwoord", en="Signal without answer"),
    rationale=Text(
        nl="Van buiten naar binnen werken begint met antwoord geven.",
        en="Working from the outside in begins with giving an answer.",
    ),
    severity=Severity.ADVICE,
    waivable_by=OFFICIAL,
    kind=RuleKind.CONVENTION,
    departable=True,
    basis=PRACTICE,
    reads=frozenset({"signals"}),
    parameters=AnswerTime,
    each="signals",
    check=_unanswered_signal,
)


def _no_feedback(dossier: Dossier, context: RuleContext[AnswerTime]) -> Iterator[Finding]:
    latest = days_from(context.on, -context.parameters.days)
    for moment in dossier.participation_moments:
        if moment.on is None or moment.on >= latest or _is_answered(moment.answered_on, context.on):
            continue
        yield Finding(
            subject=Ref("participation_moment", moment.id),
            path=("answered_on",),
            text=Text(
                nl="Wie op {held} bij {subject} was, hoorde nog niet wat ermee is gedaan.",
                en="Those who were at {subject} on {held} have not heard what was done with it.",
            ),
            remedy=Text(
                nl="Koppel terug wat is overgenomen en wat niet, en leg de dag vast.",
                en="Tell what was taken over and what was not, and record the day.",
            ),
            values={"held": moment.on},
        )


NO_FEEDBACK: Final = Rule(
    code="NL-083",
    name="participation_without_feedback",
    title=Text(nl="Inspraak zonder terugkoppeling", en="Participation without feedback"),
    rationale=Text(
        nl="Wie niets terughoort, komt niet weer.",
        en="Who hears nothing back does not come again.",
    ),
    severity=Severity.ADVICE,
    waivable_by=OFFICIAL,
    kind=RuleKind.CONVENTION,
    departable=True,
    basis=PRACTICE,
    reads=frozenset({"participation_moments"}),
    parameters=AnswerTime,
    each="participation_moments",
    check=_no_feedback,
)

RULES: Final = (NOT_HEARD, BELOW_AGREED, UNANSWERED_SIGNAL, NO_FEEDBACK)
