"""Whether a dossier uses statuses, roles, levels and ways of working that are in force."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from opgavekern.base.texts import Text
from opgavekern.baseline.rules.bases import PRACTICE
from opgavekern.governance import Finding, NoParameters, Rule, RuleContext, RuleKind, Severity
from opgavekern.model import (
    KINDS,
    Dossier,
    Issue,
    Lifecycle,
    Period,
    Record,
    Ref,
    Standing,
    Status,
    kind_named,
)
from opgavekern.model.records import id_of
from opgavekern.model.shape import references

Context = RuleContext[NoParameters]


def _outside_lifecycle(dossier: Dossier, context: Context) -> Iterator[Finding]:
    for issue in dossier.issues:
        lifecycle = dossier.lifecycles.get(issue.lifecycle)
        known = {one.name for one in lifecycle.statuses} if lifecycle else set()
        strange = (
            one.status
            for one in issue.history
            if one.status is not None
            and one.status not in known
            and (lifecycle is not None or one.phase is None)
        )
        for status in dict.fromkeys(strange):
            yield Finding(
                subject=Ref("issue", issue.id),
                path=("history",),
                key=status,
                text=Text(
                    nl='{subject} heeft de status "{status}", en die kent de levensloop niet: in '
                    "welke fase de opgave dan is, is onbekend.",
                    en='{subject} has the status "{status}", which its lifecycle does not know: '
                    "in which phase the issue is then is unknown.",
                ),
                remedy=Text(
                    nl="Kies een status van de levensloop, of voeg deze daaraan toe met de fase "
                    "waar zij op neerkomt.",
                    en="Choose a status of the lifecycle, or add this one to it with the phase "
                    "that it amounts to.",
                ),
                values={"status": str(status)},
            )


OUTSIDE_LIFECYCLE: Final = Rule(
    code="NL-100",
    name="status_outside_lifecycle",
    title=Text(nl="Status die de levensloop niet kent", en="Status outside the lifecycle"),
    rationale=Text(
        nl="Van een opgave in een onbekende fase weet geen regel of zij loopt.",
        en="Of an issue in an unknown phase no rule knows whether it is running.",
    ),
    severity=Severity.WARNING,
    kind=RuleKind.CONVENTION,
    basis=PRACTICE,
    reads=frozenset({"issues", "lifecycles"}),
    each="issues",
    check=_outside_lifecycle,
)


def _not_allowed(dossier: Dossier, context: Context) -> Iterator[Finding]:
    for issue in dossier.issues:
        lifecycle = dossier.lifecycles.get(issue.lifecycle)
        if lifecycle is None or not lifecycle.transitions:
            continue
        allowed = {(one.source, one.target) for one in lifecycle.transitions}
        for on, one, other in _steps(issue, lifecycle, context.on):
            if (one.name, other.name) not in allowed:
                yield Finding(
                    subject=Ref("issue", issue.id),
                    path=("history",),
                    key=f"{on.isoformat()} {other.name}",
                    related=(Ref("lifecycle", lifecycle.id),),
                    text=Text(
                        nl="{subject} ging op {on} van {one} naar {other}, en die stap kent {life} "
                        "niet.",
                        en="{subject} went from {one} to {other} on {on}, a step that {life} does "
                        "not have.",
                    ),
                    remedy=Text(
                        nl="Vul de status ertussen in, of sta de stap toe in de levensloop.",
                        en="Fill in the status in between, or allow the step in the lifecycle.",
                    ),
                    values={
                        "on": on,
                        "one": one.label or str(one.name),
                        "other": other.label or str(other.name),
                        "life": Ref("lifecycle", lifecycle.id),
                    },
                )


def _steps(
    issue: Issue, lifecycle: Lifecycle, until: date
) -> Iterator[tuple[date, Status, Status]]:
    """Yield each change from one known status to another, up to a day."""
    past = [(one.on, lifecycle.status_of(one)) for one in issue.history if one.on <= until]
    for (_, one), (on, other) in itertools.pairwise(past):
        if one is not None and other is not None and one.name != other.name:
            yield on, one, other


NOT_ALLOWED: Final = Rule(
    code="NL-101",
    name="step_outside_lifecycle",
    title=Text(nl="Stap die de levensloop niet kent", en="Step outside the lifecycle"),
    rationale=Text(
        nl="Wie een status overslaat, slaat ook over wat daar besloten wordt.",
        en="Who skips a status skips what is decided there too.",
    ),
    severity=Severity.ADVICE,
    kind=RuleKind.CONVENTION,
    basis=PRACTICE,
    reads=frozenset({"issues", "lifecycles"}),
    each="issues",
    check=_not_allowed,
)

#: In which fields records of a kind use what a body declares.
_USES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "issues": ("lifecycle", "roles", "competencies"),
        "appointments": ("role", "body"),
        "programmes": ("method",),
        "involvements": ("level",),
        "participation_moments": ("level",),
        "decisions": ("body",),
        "meetings": ("body",),
        "assessments": ("condition",),
    }
)
_DECLARED: Final = frozenset(
    {
        "lifecycles",
        "roles",
        "competencies",
        "bodies",
        "methods",
        "participation_levels",
        "enabling_conditions",
    }
)


def _not_in_force(dossier: Dossier, context: Context) -> Iterator[Finding]:
    # Most of what is declared holds for ever, and then no record need be looked at.
    passing = {
        Ref(kind.name, id_of(one))
        for kind in KINDS
        if kind.plural in _DECLARED
        for one in dossier.of_kind(kind.plural)
        if one.valid != Period()
    }
    for plural, fields in _USES.items() if passing else ():
        kind = kind_named(plural)
        for record in dossier.of_kind(plural):
            day = _day_of(dossier, record, context.on)
            used = (
                ()
                if day is None
                else dict.fromkeys(
                    (path[0], ref)
                    for path, ref in references(record)
                    if path[0] in fields and ref in passing
                )
            )
            for field, ref in used:
                if (
                    day is None
                    or kind is None
                    or dossier.standing(ref, day) is not Standing.NOT_IN_FORCE
                ):
                    continue
                yield Finding(
                    subject=Ref(kind.name, id_of(record)),
                    path=(field,),
                    key=f"{field} {ref}",
                    related=(ref,),
                    text=Text(
                        nl="{subject} gebruikt {used}, en dat geldt niet op {day}.",
                        en="{subject} uses {used}, which is not in force on {day}.",
                    ),
                    remedy=Text(
                        nl="Kies wat die dag geldt, of pas aan van wanneer tot wanneer het geldt.",
                        en="Choose what is in force that day, or change from when to when it is.",
                    ),
                    values={"used": ref, "day": day},
                )


def _day_of(dossier: Dossier, record: Record, on: date) -> date | None:
    """Return the day on which a record uses what it names; None where it does not any more.

    What has a day of its own uses it then; anything else as long as it holds.
    """
    own = getattr(record, "on", None)
    if own is not None:
        return own if isinstance(own, date) and own <= on else None
    if on not in record.valid:
        return None
    if isinstance(record, Issue):
        phase = dossier.phase_of(record.id, on)
        return None if phase is not None and phase.is_over else on
    return on


NOT_IN_FORCE: Final = Rule(
    code="NL-102",
    name="uses_what_is_not_in_force",
    title=Text(nl="Gebruikt wat niet geldt", en="Uses what is not in force"),
    rationale=Text(
        nl="Een rol, orgaan of trede die is afgeschaft of nog moet ingaan, bindt niemand.",
        en="A role, body or rung that was abolished or is yet to begin binds nobody.",
    ),
    severity=Severity.WARNING,
    kind=RuleKind.CONVENTION,
    basis=PRACTICE,
    reads=frozenset(_USES) | _DECLARED,
    check=_not_in_force,
)


def _outside_scale(dossier: Dossier, context: Context) -> Iterator[Finding]:
    for issue in dossier.issues:
        for demand in issue.competencies:
            competency = dossier.competencies.get(demand.competency)
            framework = (
                dossier.competency_frameworks.get(competency.framework) if competency else None
            )
            levels = {one.level for one in framework.scale} if framework else set()
            if framework is not None and levels and demand.level not in levels:
                yield Finding(
                    subject=Ref("issue", issue.id),
                    path=("competencies",),
                    key=f"{demand.competency} {demand.level}",
                    related=(Ref("competency", demand.competency),),
                    text=Text(
                        nl="{subject} vraagt {competency} op niveau {level}; {framework} kent "
                        "{least} tot en met {most}.",
                        en="{subject} needs {competency} at level {level}; {framework} has {least} "
                        "up to {most}.",
                    ),
                    remedy=Text(
                        nl="Kies een niveau van dat kader.", en="Choose a level of that framework."
                    ),
                    values={
                        "competency": Ref("competency", demand.competency),
                        "level": demand.level,
                        "framework": Ref("competency_framework", framework.id),
                        "least": min(levels),
                        "most": max(levels),
                    },
                )


OUTSIDE_SCALE: Final = Rule(
    code="NL-103",
    name="level_outside_scale",
    title=Text(nl="Niveau buiten de schaal", en="Level outside the scale"),
    rationale=Text(
        nl="Een niveau dat het kader niet kent, heeft niemand en kan niemand halen.",
        en="A level that the framework does not have nobody has, and nobody can reach.",
    ),
    severity=Severity.WARNING,
    kind=RuleKind.CONVENTION,
    basis=PRACTICE,
    reads=frozenset({"issues", "competencies", "competency_frameworks"}),
    each="issues",
    check=_outside_scale,
)


def _leads_nowhere(dossier: Dossier, context: Context) -> Iterator[Finding]:
    for lifecycle in dossier.lifecycles:
        known = {str(one.name) for one in lifecycle.statuses}
        told = [str(end) for one in lifecycle.transitions for end in (one.source, one.target)]
        yield from _unknown(Ref("lifecycle", lifecycle.id), "transitions", told, known)
    for method in dossier.methods:
        known = {one.name for one in method.steps}
        told = [name for one in method.steps for name in one.next_steps]
        yield from _unknown(Ref("method", method.id), "steps", told, known)


def _unknown(subject: Ref, field: str, told: list[str], known: set[str]) -> Iterator[Finding]:
    for name in dict.fromkeys(told):
        if name not in known:
            yield Finding(
                subject=subject,
                path=(field,),
                key=name,
                text=Text(
                    nl='{subject} noemt "{name}", en dat staat er verder niet in.',
                    en='{subject} names "{name}", which is not in it otherwise.',
                ),
                remedy=Text(
                    nl="Verbeter de naam, of voeg toe wat ermee bedoeld is.",
                    en="Correct the name, or add what is meant by it.",
                ),
                values={"name": name},
            )


LEADS_NOWHERE: Final = Rule(
    code="NL-104",
    name="step_leads_nowhere",
    title=Text(nl="Overgang of stap die nergens heen gaat", en="Transition or step to nowhere"),
    rationale=Text(
        nl="Een weg naar een status of stap die er niet is, kan niemand gaan.",
        en="Nobody can go the way to a status or step that is not there.",
    ),
    severity=Severity.WARNING,
    kind=RuleKind.CONVENTION,
    basis=PRACTICE,
    reads=frozenset({"lifecycles", "methods"}),
    check=_leads_nowhere,
)

RULES: Final = (OUTSIDE_LIFECYCLE, NOT_ALLOWED, NOT_IN_FORCE, OUTSIDE_SCALE, LEADS_NOWHERE)
