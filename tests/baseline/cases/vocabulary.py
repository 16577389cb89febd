"""Cases on statuses, roles, levels and ways of working that are in force."""

from __future__ import annotations

from tests.baseline.cases.case import Case

from opgavekern.model import Dossier, Issue, Lifecycle, Record, Ref
from opgavekern.testing import (
    a_competency,
    a_competency_framework,
    a_dossier,
    a_lifecycle,
    a_method,
    a_proficiency,
    a_role,
    an_appointment,
    an_issue,
)

ISSUE = Ref("issue", "issue-1")


def life(**fields: object) -> Lifecycle:
    """A lifecycle of three statuses, with the steps from each to the next."""
    return a_lifecycle(
        **{
            "statuses": [
                {"name": "begin", "phase": "exploring"},
                {"name": "midden", "phase": "defined"},
                {"name": "eind", "phase": "closed"},
            ],
            "transitions": [
                {"source": "begin", "target": "midden"},
                {"source": "midden", "target": "eind"},
            ],
            **fields,
        }
    )


def went(*statuses: str) -> Issue:
    """An issue that went into one status after the other, the last on the day of the cases."""
    first = 2 - len(statuses)
    days = [f"2026-0{8 if n < 1 else 9}-{31 if n < 1 else 1:02}" for n in range(first, 2)]
    history = [{"status": one, "on": day} for one, day in zip(statuses, days, strict=True)]
    return an_issue(lifecycle="lifecycle-1", history=history)


def held(role: str) -> Dossier:
    """Someone who holds an office whose role is in force for a time."""
    return a_dossier(a_role(valid=role), an_appointment(role="role-1"))


def needs(level: int) -> tuple[Record, ...]:
    """An issue that needs a competency at a level, on a scale of three."""
    scale = [{"level": n, "label": str(n)} for n in (1, 2, 3)]
    return (
        an_issue(competencies=[{"competency": "competency-1", "level": level}]),
        a_competency(framework="competency_framework-1"),
        a_competency_framework(id="competency_framework-1", scale=scale),
    )


def has(level: int) -> tuple[Record, ...]:
    """Someone who has that competency at a level."""
    return (a_proficiency(level=level), *needs(3)[1:])


CASES = (
    Case(
        code="NL-100",
        breaks=a_dossier(went("ergens"), life()),
        about=ISSUE,
        mended_by=(went("begin"),),
        border=a_dossier(
            an_issue(
                lifecycle=None,
                history=[{"status": "ergens", "phase": "defined", "on": "2026-01-01"}],
            )
        ),
    ),
    Case(
        code="NL-101",
        breaks=a_dossier(went("begin", "eind"), life()),
        about=ISSUE,
        mended_by=(life(transitions=[{"source": "begin", "target": "eind"}]),),
        border=a_dossier(went("begin", "eind"), life(transitions=[])),
    ),
    Case(
        code="NL-102",
        breaks=held("../2026-08-31"),
        about=Ref("appointment", "person-1.role-1"),
        mended_by=(a_role(valid="2026"),),
        border=held("../2026-09-01"),
    ),
    Case(
        code="NL-103",
        breaks=a_dossier(*needs(4)),
        about=ISSUE,
        mended_by=needs(2)[:1],
        border=a_dossier(*needs(3)),
    ),
    Case(
        code="NL-104",
        breaks=a_dossier(a_method(steps=[{"name": "een", "next_steps": ["twee"]}])),
        about=Ref("method", "method-1"),
        mended_by=(a_method(steps=[{"name": "een", "next_steps": ["twee"]}, {"name": "twee"}]),),
        border=a_dossier(life(transitions=[{"source": "begin", "target": "eind"}])),
    ),
    Case(
        code="NL-105",
        breaks=a_dossier(*has(4)),
        about=Ref("proficiency", "person-1.competency-1"),
        mended_by=has(2)[:1],
        border=a_dossier(*has(3)),
    ),
)
