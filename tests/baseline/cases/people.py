"""Cases on what is asked of people."""

from __future__ import annotations

from tests.baseline.cases.case import Case

from opgavekern.model import Assignment, Dossier, Ref
from opgavekern.testing import (
    a_competency,
    a_dossier,
    a_person,
    a_proficiency,
    a_team,
    a_unit,
    an_assignment,
    an_issue,
    an_organisation,
)

PERSON = Ref("person", "person-1")
ISSUE = Ref("issue", "issue-1")
RUNNING = [{"phase": "programming", "on": "2026-01-01"}]


def claimed(hours: str, **assignment: object) -> Dossier:
    """Someone with 36 hours, 12 of them fixed, of whom a team claims hours."""
    return a_dossier(
        an_organisation(),
        a_unit(organisation="organisation-1", managers="person-2"),
        a_person(
            id="person-1",
            contract_hours="36",
            fixed_hours="12",
            employment=[{"organisation": "organisation-1", "unit": "unit-1"}],
        ),
        a_person(id="person-2"),
        a_team(),
        claim(hours, **assignment),
    )


def claim(hours: str, **fields: object) -> Assignment:
    """The assignment that claims them."""
    return an_assignment(
        **{
            "person": "person-1",
            "team": "team-1",
            "hours_per_week": hours,
            "status": "committed",
            "released_by": "person-2",
            **fields,
        }
    )


def led(count: int) -> Dossier:
    """Running issues with one lead."""
    issues = [an_issue(id=f"i-{n}", leads="person-1", history=RUNNING) for n in range(count)]
    return a_dossier(a_person(id="person-1"), a_person(id="person-2"), *issues)


def skilled(level: int | None, *, count: int = 1, others: int = 0) -> Dossier:
    """An issue that asks a competency at level 3, and what its team has of it.

    One more member has no level at all: of a team of one, nothing is told.
    """
    members = [a_person(id=f"person-{n}") for n in range(1, 2 + others)]
    levels = [] if level is None else [level] * len(members)
    return a_dossier(
        an_issue(
            history=RUNNING,
            competencies=[{"competency": "competency-1", "level": 3, "count": count}],
        ),
        a_competency(),
        a_team(issues="issue-1"),
        a_person(id="person-9"),
        an_assignment(person="person-9", team="team-1"),
        *members,
        *(an_assignment(person=one.id, team="team-1") for one in members),
        *(
            a_proficiency(person=one.id, competency="competency-1", level=held)
            for one, held in zip(members, levels, strict=False)
        ),
    )


CASES = (
    Case(
        code="NL-020",
        breaks=claimed("24.25"),
        about=PERSON,
        mended_by=(claim("24"),),
        border=claimed("24"),
    ),
    Case(
        code="NL-021",
        breaks=claimed("8", released_by=None),
        about=Ref("assignment", "person-1.team-1"),
        mended_by=(claim("8"),),
        border=claimed("8", released_by="person-1"),
        border_found=True,
    ),
    Case(
        code="NL-022",
        breaks=led(3),
        about=PERSON,
        mended_by=(an_issue(id="i-2", leads="person-2", history=RUNNING),),
        border=led(2),
    ),
    Case(
        code="NL-030",
        breaks=skilled(None).replace(
            a_competency(id="other"),
            a_proficiency(person="person-1", competency="other", level=3),
        ),
        about=ISSUE,
        mended_by=(a_proficiency(person="person-1", competency="competency-1", level=3),),
        border=skilled(2),
        border_found=True,
    ),
    Case(
        code="NL-031",
        breaks=skilled(3, count=2),
        about=ISSUE,
        mended_by=(
            a_person(id="person-2"),
            an_assignment(person="person-2", team="team-1"),
            a_proficiency(person="person-2", competency="competency-1", level=4),
        ),
        border=skilled(3, count=2, others=1),
    ),
)
