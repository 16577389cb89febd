"""Whether what was promised to the council, and asked by it, is done in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from opgavekern.base.texts import Text
from opgavekern.baseline.rules.bases import municipal_act
from opgavekern.governance import Finding, NoParameters, Rule, RuleContext, RuleKind, Severity
from opgavekern.model import Dossier, Outcome, Ref

Context = RuleContext[NoParameters]
_INFORMING: Final = municipal_act(
    "169",
    nl="Het college geeft de raad alle inlichtingen die de raad nodig heeft.",
    en="The executive gives the council all information that the council needs.",
)
_PASSED: Final = frozenset({Outcome.ADOPTED, Outcome.AMENDED, None})


def _is_overdue(due: date | None, settled_on: date | None, on: date) -> bool:
    """Tell whether something was due before a day and still open at its end."""
    return due is not None and due < on and (settled_on is None or settled_on > on)


def _pledge_overdue(dossier: Dossier, context: Context) -> Iterator[Finding]:
    for pledge in dossier.pledges:
        if not _is_overdue(pledge.due, pledge.settled_on, context.on):
            continue
        holder = Ref("person", pledge.made_by) if pledge.made_by else None
        yield Finding(
            subject=Ref("pledge", pledge.id),
            path=("due",),
            related=(holder,) if holder else (),
            text=Text(
                nl='De toezegging "{subject}" had voor {due} nagekomen moeten zijn.',
                en='The pledge "{subject}" should have been kept by {due}.',
            ),
            remedy=Text(
                nl="Kom de toezegging na en leg vast wanneer en waarmee, of vraag de raad om "
                "uitstel.",
                en="Keep the pledge and record when and how, or ask the council for more time.",
            ),
            values={"due": pledge.due},
        )


PLEDGE_OVERDUE: Final = Rule(
    code="NL-090",
    name="pledge_overdue",
    title=Text(nl="Toezegging over de datum", en="Pledge past its date"),
    rationale=Text(
        nl="Een toezegging die blijft liggen, kost vertrouwen van de raad.",
        en="A pledge that lies around costs the council's trust.",
    ),
    severity=Severity.WARNING,
    kind=RuleKind.LAW,
    basis=_INFORMING,
    reads=frozenset({"pledges", "people"}),
    each="pledges",
    check=_pledge_overdue,
)


def _motion_overdue(dossier: Dossier, context: Context) -> Iterator[Finding]:
    for motion in dossier.motions:
        if motion.outcome not in _PASSED:
            continue
        if not _is_overdue(motion.due, motion.settled_on, context.on):
            continue
        yield Finding(
            subject=Ref("motion", motion.id),
            path=("due",),
            text=Text(
                nl='De motie "{subject}" had voor {due} afgedaan moeten zijn.',
                en='The motion "{subject}" should have been settled by {due}.',
            ),
            remedy=Text(
                nl="Doe de motie af met een brief aan de raad, en leg de dag vast.",
                en="Settle the motion by a letter to the council, and record the day.",
            ),
            values={"due": motion.due},
        )


MOTION_OVERDUE: Final = Rule(
    code="NL-091",
    name="motion_overdue",
    title=Text(nl="Motie over de datum", en="Motion past its date"),
    rationale=Text(
        nl="De raad wil weten wat er met zijn uitspraak gebeurt.",
        en="The council wants to know what becomes of its statement.",
    ),
    severity=Severity.WARNING,
    kind=RuleKind.LAW,
    basis=_INFORMING,
    reads=frozenset({"motions"}),
    each="motions",
    check=_motion_overdue,
)


def _question_overdue(dossier: Dossier, context: Context) -> Iterator[Finding]:
    for question in dossier.questions:
        if not _is_overdue(question.due, question.answered_on, context.on):
            continue
        yield Finding(
            subject=Ref("question", question.id),
            path=("due",),
            text=Text(
                nl='De vraag "{subject}" had voor {due} beantwoord moeten zijn.',
                en='The question "{subject}" should have been answered by {due}.',
            ),
            remedy=Text(
                nl="Beantwoord de vraag, of laat de raad weten wanneer het antwoord komt.",
                en="Answer the question, or tell the council when the answer comes.",
            ),
            values={"due": question.due},
        )


QUESTION_OVERDUE: Final = Rule(
    code="NL-092",
    name="question_overdue",
    title=Text(nl="Raadsvraag over de datum", en="Council question past its date"),
    rationale=Text(
        nl="Vragen stellen is een recht van elk raadslid; antwoord hoort daarbij.",
        en="Asking is every member's right; an answer belongs to it.",
    ),
    severity=Severity.WARNING,
    kind=RuleKind.LAW,
    basis=municipal_act(
        "155",
        nl="Een lid van de raad kan het college mondeling of schriftelijk vragen stellen.",
        en="A member of the council may ask the executive oral or written questions.",
    ),
    reads=frozenset({"questions"}),
    each="questions",
    check=_question_overdue,
)

RULES: Final = (PLEDGE_OVERDUE, MOTION_OVERDUE, QUESTION_OVERDUE)
