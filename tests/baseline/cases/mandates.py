"""Cases on mandates and those who answer for an issue."""

from __future__ import annotations

from tests.baseline.cases.case import Case

from opgavekern.model import Dossier, Issue, Ref
from opgavekern.testing import a_decision, a_dossier, a_person, a_term, an_appointment, an_issue

ISSUE = Ref("issue", "issue-1")


def issue(**changes: object) -> Issue:
    """An issue in order, running since January, but for the changes."""
    return an_issue(
        **{
            "history": [{"phase": "mandated", "on": "2026-01-01"}],
            "mandate": {"decision": "decision-1"},
            "political_sponsors": "person-1",
            "official_sponsors": "person-2",
            "leads": "person-3",
            **changes,
        }
    )


def dossier(**changes: object) -> Dossier:
    """All that the issue refers to, its sponsor in office."""
    return a_dossier(
        issue(**changes),
        a_decision(on="2026-01-01"),
        *(a_person(id=f"person-{n}") for n in (1, 2, 3, 4)),
        an_appointment(person="person-1", role="wethouder", valid="2022-06-01/.."),
    )


BEFORE = [{"phase": "defined", "on": "2026-01-01"}]

CASES = (
    Case(
        code="NL-001",
        breaks=dossier(political_sponsors=[]),
        about=ISSUE,
        mended_by=(issue(),),
        border=dossier(political_sponsors=[{"person": "person-1", "valid": "../2026-09-01"}]),
    ),
    Case(
        code="NL-002",
        breaks=dossier(official_sponsors=[]),
        about=ISSUE,
        mended_by=(issue(),),
        border=dossier(official_sponsors=[{"person": "person-2", "valid": "../2026-08-31"}]),
        border_found=True,
    ),
    Case(
        code="NL-003",
        breaks=dossier(leads=[]),
        about=ISSUE,
        mended_by=(issue(),),
        border=dossier(leads=[], history=BEFORE),
    ),
    Case(
        code="NL-004",
        breaks=dossier(mandate=None),
        about=ISSUE,
        mended_by=(issue(),),
        border=dossier(mandate={"adopted_on": "2026-01-01"}),
        border_found=True,
    ),
    Case(
        code="NL-005",
        breaks=dossier(political_sponsors="person-4"),
        about=ISSUE,
        mended_by=(an_appointment(person="person-4", role="wethouder", valid="2026-06-01/.."),),
        border=dossier().replace(
            an_appointment(person="person-1", role="wethouder", valid="2022-06-01/2026-09-01")
        ),
    ),
    Case(
        code="NL-006",
        breaks=dossier(leads=["person-3", "person-4"]),
        about=ISSUE,
        mended_by=(
            issue(
                leads=[
                    {"person": "person-3", "valid": "../2026-03-31"},
                    {"person": "person-4", "valid": "2026-04-01/.."},
                ]
            ),
        ),
        border=dossier(
            leads=[
                {"person": "person-3", "valid": "../2026-04-01"},
                {"person": "person-4", "valid": "2026-04-01/.."},
            ]
        ),
        border_found=True,
    ),
    Case(
        code="NL-007",
        breaks=dossier(history=[{"phase": "delivering", "on": "2025-12-31"}]),
        about=ISSUE,
        mended_by=(a_decision(on="2025-12-01"),),
        border=dossier(history=[{"phase": "delivering", "on": "2026-01-01"}]),
    ),
    Case(
        code="NL-008",
        breaks=dossier().replace(
            a_term(valid="2022-03-30/2026-03-25"),
            an_appointment(
                id="a", person="person-1", role="wethouder", term="term-1", valid="2026-06-01/.."
            ),
        ),
        about=Ref("appointment", "a"),
        mended_by=(
            an_appointment(id="a", person="person-1", role="wethouder", valid="2026-06-01/.."),
        ),
        border=dossier().replace(
            a_term(valid="2022-03-30/2026-03-25"),
            an_appointment(
                id="a",
                person="person-1",
                role="wethouder",
                term="term-1",
                valid="2022-03-30/2026-03-25",
            ),
        ),
    ),
)
