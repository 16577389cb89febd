"""Whether an issue has a mandate, and people who answer for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Final

from opgavekern.base.texts import Text
from opgavekern.baseline.rules.bases import PRACTICE, RUNNING_ISSUES
from opgavekern.baseline.rules.waivers import OFFICIAL, SECRETARY
from opgavekern.governance import (
    Finding,
    NoParameters,
    Rule,
    RuleContext,
    RuleKind,
    Severity,
)
from opgavekern.model import Dossier, Holder, Issue, IssueId, PersonId, Ref, RoleKind, StatusChange

Context = RuleContext[NoParameters]


def _nobody_holds(
    dossier: Dossier,
    context: Context,
    *,
    held: Callable[[Dossier, IssueId, date], PersonId | None],
    text: Text,
    remedy: Text,
) -> Iterator[Finding]:
    """Find issues in which nobody holds a position."""
    for issue in dossier.issues:
        if held(dossier, issue.id, context.on) is None:
            yield Finding(subject=Ref("issue", issue.id), text=text, remedy=remedy)


WITHOUT_SPONSOR: Final = Rule(
    code="NL-001",
    name="issue_without_political_sponsor",
    title=Text(nl="Opgave zonder bestuurlijk opdrachtgever", en="Issue without political sponsor"),
    rationale=Text(
        nl="Zonder bestuurder die ervoor staat, beslist niemand als belangen botsen.",
        en="Without a member of the executive who stands for it, nobody decides when "
        "interests collide.",
    ),
    severity=Severity.BLOCKING,
    waivable_by=SECRETARY,
    kind=RuleKind.CONVENTION,
    departable=True,
    basis=PRACTICE,
    reads=frozenset({"issues"}),
    each="issues",
    scope=RUNNING_ISSUES,
    check=partial(
        _nobody_holds,
        held=Dossier.sponsor_of,
        text=Text(
            nl="{subject} loopt, maar heeft geen bestuurlijk opdrachtgever.",
            en="{subject} is running but has no political sponsor.",
        ),
        remedy=Text(
            nl="Leg vast welk lid van het bestuur coördineert, en vanaf wanneer.",
            en="Record which member of the executive coordinates, and from when.",
        ),
    ),
)

WITHOUT_OFFICIAL_SPONSOR: Final = Rule(
    code="NL-002",
    name="issue_without_official_sponsor",
    title=Text(nl="Opgave zonder ambtelijk opdrachtgever", en="Issue without official sponsor"),
    rationale=Text(
        nl="De ambtelijk opdrachtgever maakt mensen en middelen vrij.",
        en="The official sponsor frees people and means.",
    ),
    severity=Severity.WARNING,
    waivable_by=SECRETARY,
    kind=RuleKind.CONVENTION,
    departable=True,
    basis=PRACTICE,
    reads=frozenset({"issues"}),
    each="issues",
    scope=RUNNING_ISSUES,
    check=partial(
        _nobody_holds,
        held=Dossier.official_sponsor_of,
        text=Text(
            nl="{subject} loopt, maar heeft geen ambtelijk opdrachtgever.",
            en="{subject} is running but has no official sponsor.",
        ),
        remedy=Text(
            nl="Wijs een ambtelijk opdrachtgever aan, en leg vast vanaf wanneer.",
            en="Appoint an official sponsor, and record from when.",
        ),
    ),
)

WITHOUT_LEAD: Final = Rule(
    code="NL-003",
    name="issue_without_lead",
    title=Text(nl="Opgave zonder opgavemanager", en="Issue without lead"),
    rationale=Text(
        nl="Wat iedereen erbij doet, doet niemand.",
        en="What everyone does on the side, nobody does.",
    ),
    severity=Severity.WARNING,
    waivable_by=SECRETARY,
    kind=RuleKind.CONVENTION,
    departable=True,
    basis=PRACTICE,
    reads=frozenset({"issues"}),
    each="issues",
    scope=RUNNING_ISSUES,
    check=partial(
        _nobody_holds,
        held=Dossier.lead_of,
        text=Text(
            nl="{subject} loopt, maar heeft geen opgavemanager.",
            en="{subject} is running but has no issue lead.",
        ),
        remedy=Text(
            nl="Wijs een opgavemanager aan, en leg vast vanaf wanneer.",
            en="Appoint an issue lead, and record from when.",
        ),
    ),
)


def _without_decision(dossier: Dossier, context: Context) -> Iterator[Finding]:
    for issue in dossier.issues:
        mandate = issue.mandate
        if mandate is None or mandate.decision is None:
            yield Finding(
                subject=Ref("issue", issue.id),
                path=("mandate",),
                text=Text(
                    nl="{subject} loopt zonder besluit waarin de opdracht is vastgesteld.",
                    en="{subject} is running without a decision that adopted its mandate.",
                ),
                remedy=Text(
                    nl="Leg de opdracht voor aan het bestuur, en verwijs naar het besluit.",
                    en="Put the mandate before the executive, and refer to the decision.",
                ),
            )


WITHOUT_DECISION: Final = Rule(
    code="NL-004",
    name="issue_without_decision",
    title=Text(nl="Opgave zonder vastgestelde opdracht", en="Issue without adopted mandate"),
    rationale=Text(
        nl="Een opgave bestaat pas als de opdracht is vastgesteld; daarvoor is het een signaal.",
        en="An issue exists once its mandate is adopted; before that it is a signal.",
    ),
    severity=Severity.BLOCKING,
    waivable_by=SECRETARY,
    kind=RuleKind.CONVENTION,
    departable=True,
    basis=PRACTICE,
    reads=frozenset({"issues"}),
    each="issues",
    scope=RUNNING_ISSUES,
    check=_without_decision,
)


def _sponsor_out_of_office(dossier: Dossier, context: Context) -> Iterator[Finding]:
    day = context.on
    executives = {role.id for role in dossier.roles if role.kind is RoleKind.EXECUTIVE_MEMBER}
    if not any(one.role in executives for one in dossier.appointments):
        return  # Who sits on the executive is not recorded, so nobody is out of it.
    for issue in dossier.issues:
        sponsor = dossier.sponsor_of(issue.id, day)
        if sponsor is None:
            continue
        appointments = dossier.appointments.by("person").get(sponsor, ())
        if any(one.role in executives and day in one.valid for one in appointments):
            continue
        yield Finding(
            subject=Ref("issue", issue.id),
            path=("political_sponsors",),
            related=(Ref("person", sponsor),),
            key=sponsor,
            text=Text(
                nl="De bestuurlijk opdrachtgever van {subject}, {sponsor}, was op {on} geen "
                "lid van het bestuur.",
                en="The political sponsor of {subject}, {sponsor}, was no member of the "
                "executive on {on}.",
            ),
            remedy=Text(
                nl="Beëindig dit opdrachtgeverschap en wijs een zittend bestuurder aan, of leg "
                "de benoeming vast.",
                en="End this sponsorship and name a sitting member, or record the appointment.",
            ),
            values={"sponsor": Ref("person", sponsor), "on": day},
        )


SPONSOR_OUT_OF_OFFICE: Final = Rule(
    code="NL-005",
    name="sponsor_out_of_office",
    title=Text(nl="Opdrachtgever niet in functie", en="Sponsor not in office"),
    rationale=Text(
        nl="Na verkiezingen of een vertrek blijft een opgave achter zonder bestuurder.",
        en="After elections or a departure an issue is left without a member of the executive.",
    ),
    severity=Severity.BLOCKING,
    waivable_by=SECRETARY,
    kind=RuleKind.CONVENTION,
    departable=True,
    basis=PRACTICE,
    reads=frozenset({"issues", "appointments", "roles", "people"}),
    each="issues",
    scope=RUNNING_ISSUES,
    check=_sponsor_out_of_office,
)


def _two_at_once(dossier: Dossier, context: Context) -> Iterator[Finding]:
    positions = (
        ("political_sponsors", Text(nl="bestuurlijk opdrachtgevers", en="political sponsors")),
        ("official_sponsors", Text(nl="ambtelijk opdrachtgevers", en="official sponsors")),
        ("leads", Text(nl="opgavemanagers", en="issue leads")),
    )
    for issue in dossier.issues:
        for field, position in positions:
            pair = _overlapping(getattr(issue, field))
            if pair is not None:
                one, other = (Ref("person", holder.person) for holder in pair)
                yield Finding(
                    subject=Ref("issue", issue.id),
                    path=(field,),
                    key=field,
                    text=Text(
                        nl="{subject} heeft twee {position} tegelijk: {one} en {other}.",
                        en="{subject} has two {position} at one time: {one} and {other}.",
                    ),
                    remedy=Text(
                        nl="Geef de een een laatste dag voordat de ander begint.",
                        en="Give the one a last day before the other begins.",
                    ),
                    values={"position": position, "one": one, "other": other},
                )


def _overlapping(holders: tuple[Holder, ...]) -> tuple[Holder, Holder] | None:
    for index, one in enumerate(holders):
        for other in holders[index + 1 :]:
            if one.valid.overlaps(other.valid):
                return one, other
    return None


TWO_AT_ONCE: Final = Rule(
    code="NL-006",
    name="two_holders_at_once",
    title=Text(nl="Twee mensen op één plaats", en="Two people in one place"),
    rationale=Text(
        nl="Er is op elk moment één coördinerend opdrachtgever en één opgavemanager.",
        en="At any time there is one coordinating sponsor and one issue lead.",
    ),
    severity=Severity.WARNING,
    waivable_by=OFFICIAL,
    kind=RuleKind.CONVENTION,
    departable=True,
    basis=PRACTICE,
    reads=frozenset({"issues", "people"}),
    each="issues",
    check=_two_at_once,
)


def _history_contradicts(dossier: Dossier, context: Context) -> Iterator[Finding]:
    for issue in dossier.issues:
        adopted = _adopted_on(dossier, issue)
        started = next((one.on for one in issue.history if _is_running(issue, one, dossier)), None)
        if adopted is not None and started is not None and started < adopted:
            yield Finding(
                subject=Ref("issue", issue.id),
                path=("history",),
                text=Text(
                    nl="{subject} liep volgens het verloop al op {started}, terwijl de opdracht "
                    "pas op {adopted} is vastgesteld.",
                    en="{subject} was running on {started} by its history, while its mandate "
                    "was adopted only on {adopted}.",
                ),
                remedy=Text(
                    nl="Verbeter de dag in het verloop of die van de vaststelling.",
                    en="Correct the day in the history or that of adoption.",
                ),
                values={"started": started, "adopted": adopted},
            )


def _adopted_on(dossier: Dossier, issue: Issue) -> date | None:
    if issue.mandate is None:
        return None
    decision = dossier.decisions.get(issue.mandate.decision)
    return issue.mandate.adopted_on or (decision.on if decision else None)


def _is_running(issue: Issue, change: StatusChange, dossier: Dossier) -> bool:
    phase = dossier.phase_into(issue, change)
    return phase is not None and phase.is_running


HISTORY_CONTRADICTS: Final = Rule(
    code="NL-007",
    name="history_contradicts_mandate",
    title=Text(nl="Verloop en opdracht spreken elkaar tegen", en="History contradicts mandate"),
    rationale=Text(
        nl="Wie werkt vóór de opdracht is vastgesteld, werkt zonder mandaat.",
        en="Who works before the mandate is adopted works without one.",
    ),
    severity=Severity.WARNING,
    kind=RuleKind.CONVENTION,
    departable=True,
    basis=PRACTICE,
    reads=frozenset({"issues", "lifecycles", "decisions"}),
    each="issues",
    check=_history_contradicts,
)


def _outside_term(dossier: Dossier, context: Context) -> Iterator[Finding]:
    for one in dossier.appointments:
        term = dossier.terms.get(one.term)
        if term is None or one.valid.first is None or term.valid.last is None:
            continue
        before = term.valid.first is not None and one.valid.first < term.valid.first
        after = one.valid.first > term.valid.last or (
            one.valid.last is not None and one.valid.last > term.valid.last
        )
        if before or after:
            yield Finding(
                subject=Ref("appointment", one.id),
                path=("valid",),
                related=(Ref("person", one.person),),
                text=Text(
                    nl="De benoeming van {person} als {role} valt deels buiten de "
                    "bestuursperiode {term}.",
                    en="The appointment of {person} as {role} lies partly outside the term {term}.",
                ),
                remedy=Text(
                    nl="Verbeter de dagen van de benoeming, of noem de juiste bestuursperiode.",
                    en="Correct the days of the appointment, or name the right term.",
                ),
                values={
                    "person": Ref("person", one.person),
                    "role": Ref("role", one.role),
                    "term": Ref("term", term.id),
                },
            )


OUTSIDE_TERM: Final = Rule(
    code="NL-008",
    name="appointment_outside_term",
    title=Text(nl="Benoeming buiten de bestuursperiode", en="Appointment outside its term"),
    rationale=Text(
        nl="Wie langer staat genoteerd dan de bestuursperiode duurt, lijkt nog te beslissen.",
        en="Who is noted for longer than the term lasts seems to decide still.",
    ),
    severity=Severity.ADVICE,
    kind=RuleKind.CONVENTION,
    departable=True,
    basis=PRACTICE,
    reads=frozenset({"appointments", "terms", "roles", "people"}),
    each="appointments",
    check=_outside_term,
)

RULES: Final = (
    WITHOUT_SPONSOR,
    WITHOUT_OFFICIAL_SPONSOR,
    WITHOUT_LEAD,
    WITHOUT_DECISION,
    SPONSOR_OUT_OF_OFFICE,
    TWO_AT_ONCE,
    HISTORY_CONTRADICTS,
    OUTSIDE_TERM,
)
