"""Cases on money, the planning cycle and areas."""

from __future__ import annotations

from datetime import date, timedelta

from tests.baseline.cases.case import Case

from opgavekern.model import Dossier, PlanningDocument, Ref
from opgavekern.testing import (
    a_budget_programme,
    a_budget_share,
    a_dossier,
    a_planning_document,
    an_area,
    an_issue,
    an_organisation,
)


def shares(one: str, other: str) -> Dossier:
    """Two programmes that pay parts of an issue."""
    return a_dossier(
        an_issue(),
        a_budget_programme(id="p-1", valid="2026"),
        a_budget_programme(id="p-2", valid="2026"),
        a_budget_share(issue="issue-1", programme="p-1", year="2026", share=one),
        a_budget_share(issue="issue-1", programme="p-2", year="2026", share=other),
    )


def paid_in(year: str) -> Dossier:
    """A programme of 2022-2025 that pays an issue in some year."""
    return a_dossier(
        an_issue(),
        a_budget_programme(valid="2022/2025"),
        a_budget_share(id="s", issue="issue-1", programme="budget-programme-1", year=year),
    )


def a_sent(kind: str, sent: str | None, **fields: object) -> PlanningDocument:
    """A budget for 2027 or accounts over 2025, sent on some day."""
    year = "2027" if kind == "programme_budget" else "2025"
    return a_planning_document(
        **{"kind": kind, "year": year, "organisation": "organisation-1", "sent_on": sent, **fields}
    )


def document(kind: str, sent: str | None, tier: str = "municipality") -> Dossier:
    """That document, and whose it is."""
    return a_dossier(an_organisation(kind=tier), a_sent(kind, sent))


def late(code: str, kind: str, tier: str, day: str) -> Case:
    """A document sent on the very day before which it had to be gone."""
    in_time = str(date.fromisoformat(day) - timedelta(days=1))
    return Case(
        code=code,
        breaks=document(kind, day, tier),
        about=DOCUMENT,
        mended_by=(a_sent(kind, str(date.fromisoformat(day) - timedelta(days=4))),),
        border=document(kind, in_time, tier),
    )


def areas(code: str, parent_code: str) -> Dossier:
    """A neighbourhood in a district."""
    return a_dossier(
        an_area(id="d", level="district", code=parent_code),
        an_area(id="n", level="neighbourhood", code=code, parent="d"),
    )


DOCUMENT = Ref("planning_document", "planning-document-1")

CASES = (
    Case(
        code="NL-040",
        breaks=shares("60", "40.01"),
        about=Ref("issue", "issue-1"),
        mended_by=(a_budget_share(issue="issue-1", programme="p-2", year="2026", share="40"),),
        border=shares("60", "40"),
    ),
    Case(
        code="NL-041",
        breaks=paid_in("2026"),
        about=Ref("budget_share", "s"),
        mended_by=(a_budget_programme(valid="2022/2026"),),
        border=paid_in("2025"),
    ),
    *(
        late(code, kind, tier, day)
        for code, kind, tier, day in (
            ("NL-050", "programme_budget", "municipality", "2026-11-15"),
            ("NL-051", "annual_accounts", "municipality", "2026-07-15"),
            ("NL-052", "programme_budget", "province", "2026-11-15"),
            ("NL-053", "annual_accounts", "province", "2026-07-15"),
            ("NL-054", "programme_budget", "water_authority", "2026-12-01"),
            ("NL-055", "annual_accounts", "water_authority", "2026-07-15"),
            ("NL-056", "programme_budget", "joint_arrangement", "2026-09-15"),
            ("NL-057", "annual_accounts", "joint_arrangement", "2026-07-15"),
        )
    ),
    Case(
        code="NL-051",
        breaks=document("annual_accounts", None),
        about=DOCUMENT,
        mended_by=(a_sent("annual_accounts", "2026-07-10"),),
        border=document("annual_accounts", None).replace(
            a_sent("annual_accounts", None, id="draft"), a_sent("annual_accounts", "2026-07-14")
        ),
    ),
    Case(
        code="NL-050",
        breaks=document("programme_budget", None).replace(
            a_sent("programme_budget", None, adopted_on="2026-11-17")
        ),
        about=DOCUMENT,
        mended_by=(a_sent("programme_budget", None, adopted_on="2026-11-12"),),
        border=document("programme_budget", None).replace(
            a_sent("programme_budget", None, adopted_on="2026-11-14")
        ),
    ),
    Case(
        code="NL-060",
        breaks=areas("BU07941000", "2023WK079410"),
        about=Ref("area", "n"),
        mended_by=(an_area(id="n", level="neighbourhood", code="2023BU07941000", parent="d"),),
        border=a_dossier(an_area(id="own", level="area")),
    ),
    Case(
        code="NL-061",
        breaks=areas("2023BU07941100", "2023WK079410"),
        about=Ref("area", "n"),
        mended_by=(an_area(id="n", level="neighbourhood", code="2023BU07941000", parent="d"),),
        border=areas("2023BU07941099", "2023WK079410"),
    ),
)
