"""Cases on what delivery takes."""

from __future__ import annotations

from tests.baseline.cases.case import Case

from opgavekern.model import Dossier, Ref
from opgavekern.testing import (
    a_budget_programme,
    a_budget_share,
    a_dossier,
    a_goal,
    a_person,
    a_team,
    an_assignment,
    an_effort,
    an_issue,
    an_organisation,
)

ISSUE = Ref("issue", "issue-1")
DELIVERING = [{"phase": "delivering", "on": "2026-01-01"}]


def dossier() -> Dossier:
    """An issue that is being carried out, with all that takes."""
    return a_dossier(
        an_issue(history=DELIVERING),
        a_goal(issues="issue-1"),
        an_effort(issues="issue-1"),
        a_team(issues="issue-1"),
        a_person(),
        an_assignment(person="person-1", team="team-1"),
        a_budget_programme(),
        a_budget_share(issue="issue-1", programme="budget-programme-1", year="2026"),
    )


def without(*refs: str) -> Dossier:
    """The dossier without some records."""
    return dossier().replace(without=[Ref.from_text(one) for one in refs])


def eleven(parent: str | None) -> Dossier:
    """Eleven running issues of one owner, the last perhaps part of the first."""
    issues = [
        an_issue(
            id=f"i-{n:02}",
            owners="organisation-1",
            history=DELIVERING,
            parent=parent if n == 11 else None,
        )
        for n in range(1, 12)
    ]
    return a_dossier(an_organisation(), *issues)


SHARE = "budget_share:issue-1.budget-programme-1.2026"

CASES = (
    Case(
        code="NL-010",
        breaks=without("goal:goal-1"),
        about=ISSUE,
        mended_by=(a_goal(issues="issue-1"),),
        border=dossier().replace(a_goal(issues="issue-1", valid="../2026-08-31")),
        border_found=True,
    ),
    Case(
        code="NL-011",
        breaks=without("effort:effort-1"),
        about=ISSUE,
        mended_by=(an_effort(issues="issue-1"),),
        border=dossier().replace(an_effort(issues="issue-1", valid="../2026-09-01")),
    ),
    Case(
        code="NL-012",
        breaks=without("assignment:person-1.team-1"),
        about=ISSUE,
        mended_by=(an_assignment(person="person-1", team="team-1"),),
        border=dossier().replace(
            an_assignment(person="person-1", team="team-1", valid="2026-09-02/..")
        ),
        border_found=True,
    ),
    Case(
        code="NL-012",
        breaks=dossier().replace(
            an_assignment(person="person-1", team="team-1", status="withdrawn")
        ),
        about=ISSUE,
        mended_by=(an_assignment(person="person-1", team="team-1", status="committed"),),
        border=dossier().replace(
            an_assignment(person="person-1", team="team-1", status="requested")
        ),
    ),
    Case(
        code="NL-013",
        breaks=without(SHARE),
        about=ISSUE,
        mended_by=(a_budget_share(issue="issue-1", programme="budget-programme-1", year="2026"),),
        border=without(SHARE).replace(
            a_budget_share(issue="issue-1", programme="budget-programme-1", year="2025")
        ),
        border_found=True,
    ),
    Case(
        code="NL-014",
        breaks=eleven(parent=None),
        about=Ref("organisation", "organisation-1"),
        mended_without=(Ref("issue", "i-11"),),
        border=eleven(parent="i-01"),
    ),
)
