"""Whether a dossier uses statuses, roles, levels and ways of working that are in force."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from opgavekern.base.errors import Path
from opgavekern.base.texts import Text
from opgavekern.baseline.rules.bases import PRACTICE
from opgavekern.governance import Finding, NoParameters, Rule, RuleContext, RuleKind, Severity
from opgavekern.model import (
    KINDS,
    CompetencyDemand,
    CompetencyFramework,
    CompetencyId,
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
from opgavekern.model.shape import kinds_named, references

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

#: What a body declares for others to use.
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


def _kinds_used_by(cls: type) -> frozenset[str]:
    used = (kind_named(one) for one in kinds_named(cls))
    return frozenset(one.plural for one in used if one is not None)


#: Kinds of record that use it, as the model says. Who has which competency is personal, and
#: judged by a rule of its own, so that without those records this one can still run.
_USERS: Final = frozenset(
    kind.plural for kind in KINDS if not _DECLARED.isdisjoint(_kinds_used_by(kind.record))
) - {"proficiencies"}
#: By which of its fields something has a day of its own, on which it uses what it names.
_OWN_DAYS: Final = ("on", "made_on", "granted_on", "adopted_on")


def _not_in_force(dossier: Dossier, context: Context) -> Iterator[Finding]:
    # Most of what is declared holds for ever, and then no record need be looked at.
    passing = {
        Ref(kind.name, id_of(one))
        for kind in KINDS
        if kind.plural in _DECLARED
        for one in dossier.of_kind(kind.plural)
        if one.valid != Period()
    }
    for kind in KINDS if passing else ():
        for record in dossier.of_kind(kind.plural) if kind.plural in _USERS else ():
            used = {
                (path[0], ref, day): None
                for path, ref in references(record)
                if ref in passing
                and (day := _day_of_use(dossier, record, path, context.on)) is not None
                and dossier.standing(ref, day) is Standing.NOT_IN_FORCE
            }
            subject = Ref(kind.name, id_of(record))
            told: set[tuple[object, Ref]] = set()
            for field, ref, day in used:
                if (field, ref) not in told:  # The first day will do.
                    told.add((field, ref))
                    yield _uses(subject, str(field), ref, day)


def _uses(subject: Ref, field: str, used: Ref, day: date) -> Finding:
    return Finding(
        subject=subject,
        path=(field,),
        key=f"{field} {used}",
        related=(used,),
        text=Text(
            nl="{subject} gebruikt {used}, en dat geldt niet op {day}.",
            en="{subject} uses {used}, which is not in force on {day}.",
        ),
        remedy=Text(
            nl="Kies wat die dag geldt, of pas aan van wanneer tot wanneer het geldt.",
            en="Choose what is in force that day, or change from when to when it is.",
        ),
        values={"used": used, "day": day},
    )


def _day_of_use(dossier: Dossier, record: Record, path: Path, on: date) -> date | None:
    """Return the day on which a record uses what stands at a path; None for none up to `on`.

    A part that has days of its own, such as a change of status, uses it then.
    """
    day = _day_of(dossier, record, on)
    part: Any = record
    for step in path[:-1]:
        part = getattr(part, step) if isinstance(step, str) else part[step]
        own = _own_day(part)
        if day is None or (own or on) > on or on not in getattr(part, "valid", Period()):
            return None
        day = own or day
    return day


def _own_day(part: object) -> date | None:
    days = (getattr(part, name, None) for name in _OWN_DAYS)
    return next((one for one in days if isinstance(one, date)), None)


def _day_of(dossier: Dossier, record: Record, on: date) -> date | None:
    """Return the day on which a record uses what it names; None where it does not any more.

    What has a day of its own uses it then; anything else as long as it holds.
    """
    own = _own_day(record)
    if own is not None:
        return own if own <= on else None
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
    reads=_USERS | _DECLARED,
    check=_not_in_force,
)


def _outside_scale(dossier: Dossier, context: Context) -> Iterator[Finding]:
    for subject, field, demand in _demands(dossier):
        framework, levels = _scale_of(dossier, demand.competency)
        if framework is not None and levels and demand.level not in levels:
            yield Finding(
                subject=subject,
                path=(field,),
                key=f"{demand.competency} {demand.level}",
                related=(Ref("competency", demand.competency),),
                text=Text(
                    nl="{subject} vraagt {competency} op niveau {level}; {framework} kent "
                    "{least} tot en met {most}.",
                    en="{subject} needs {competency} at level {level}; {framework} has {least} "
                    "up to {most}.",
                ),
                remedy=_CHOOSE_LEVEL,
                values={
                    "competency": Ref("competency", demand.competency),
                    "level": demand.level,
                    "framework": Ref("competency_framework", framework.id),
                    "least": min(levels),
                    "most": max(levels),
                },
            )


_CHOOSE_LEVEL: Final = Text(
    nl="Kies een niveau van dat kader.", en="Choose a level of that framework."
)


def _demands(dossier: Dossier) -> Iterator[tuple[Ref, str, CompetencyDemand]]:
    for issue in dossier.issues:
        for demand in issue.competencies:
            yield Ref("issue", issue.id), "competencies", demand
    for effort in dossier.efforts:
        for demand in effort.demands:
            yield Ref("effort", effort.id), "demands", demand


def _scale_of(
    dossier: Dossier, id: CompetencyId
) -> tuple[CompetencyFramework | None, frozenset[int]]:
    """Return the framework of a competency and the levels of its scale."""
    competency = dossier.competencies.get(id)
    framework = dossier.competency_frameworks.get(competency.framework) if competency else None
    return framework, frozenset(one.level for one in framework.scale) if framework else frozenset()


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
    reads=frozenset({"issues", "efforts", "competencies", "competency_frameworks"}),
    check=_outside_scale,
)


def _strange_proficiency(dossier: Dossier, context: Context) -> Iterator[Finding]:
    for one in dossier.proficiencies:
        subject, competency = Ref("proficiency", one.id), Ref("competency", one.competency)
        day = _day_of(dossier, one, context.on)
        if day is not None and dossier.standing(competency, day) is Standing.NOT_IN_FORCE:
            yield _uses(subject, "competency", competency, day)
        framework, levels = _scale_of(dossier, one.competency)
        if framework is not None and levels and one.level not in levels:
            yield Finding(
                subject=subject,
                path=("level",),
                key="level",
                related=(competency,),
                text=Text(
                    nl="{subject} heeft een niveau dat {framework} niet kent.",
                    en="{subject} has a level that {framework} does not have.",
                ),
                remedy=_CHOOSE_LEVEL,
                values={"framework": Ref("competency_framework", framework.id)},
            )


STRANGE_PROFICIENCY: Final = Rule(
    code="NL-105",
    name="proficiency_outside_framework",
    title=Text(
        nl="Bekwaamheid buiten het competentiekader", en="Proficiency outside its framework"
    ),
    rationale=Text(
        nl="Een niveau dat het kader niet kent, telt bij het samenstellen van een team verkeerd.",
        en="A level that the framework does not have counts wrongly when a team is composed.",
    ),
    severity=Severity.WARNING,
    kind=RuleKind.CONVENTION,
    basis=PRACTICE,
    reads=frozenset({"proficiencies", "competencies", "competency_frameworks"}),
    each="proficiencies",
    check=_strange_proficiency,
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

RULES: Final = (
    OUTSIDE_LIFECYCLE,
    NOT_ALLOWED,
    NOT_IN_FORCE,
    OUTSIDE_SCALE,
    LEADS_NOWHERE,
    STRANGE_PROFICIENCY,
)
