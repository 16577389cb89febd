"""Cases on those with a stake, and on the council."""

from __future__ import annotations

from tests.baseline.cases.case import Case

from opgavekern.model import Dossier, Ref
from opgavekern.testing import (
    a_dossier,
    a_motion,
    a_participation_moment,
    a_pledge,
    a_question,
    a_signal,
    a_stakeholder,
    an_involvement,
    an_issue,
)

RUNNING = [{"phase": "programming", "on": "2026-01-01"}]


def involved(**involvement: object) -> Dossier:
    """A stakeholder of a running issue, who came to one evening where advice was asked."""
    return a_dossier(
        an_issue(history=RUNNING),
        a_stakeholder(),
        a_stakeholder(id="other"),
        an_involvement(**{"stakeholder": "stakeholder-1", "issue": "issue-1", **involvement}),
        a_participation_moment(
            issues="issue-1",
            present="stakeholder-1",
            level="adviseren",
            on="2026-06-01",
        ),
    )


def absent(interest: str) -> Dossier:
    """The same, but the stakeholder was not there."""
    return involved(interest=interest).replace(
        a_participation_moment(issues="issue-1", present="other", level="adviseren")
    )


CASES = (
    Case(
        code="NL-080",
        breaks=absent("0.7"),
        about=Ref("stakeholder", "stakeholder-1"),
        mended_by=(
            an_involvement(
                stakeholder="stakeholder-1", issue="issue-1", interest="0.7", level="raadplegen"
            ),
        ),
        border=absent("0.69"),
    ),
    Case(
        code="NL-081",
        breaks=involved(level="coproduceren"),
        about=Ref("involvement", "stakeholder-1.issue-1"),
        mended_by=(
            a_participation_moment(
                id="later", issues="issue-1", present="stakeholder-1", level="coproduceren"
            ),
        ),
        border=involved(level="adviseren"),
    ),
    Case(
        code="NL-082",
        breaks=a_dossier(a_signal(raised_on="2026-06-02")),
        about=Ref("signal", "signal-1"),
        mended_by=(a_signal(raised_on="2026-06-02", answered_on="2026-08-01"),),
        border=a_dossier(a_signal(raised_on="2026-06-03")),
    ),
    Case(
        code="NL-083",
        breaks=a_dossier(a_participation_moment(on="2026-06-02")),
        about=Ref("participation_moment", "participation-moment-1"),
        mended_by=(a_participation_moment(on="2026-06-02", answered_on="2026-08-01"),),
        border=a_dossier(a_participation_moment(on="2026-06-03")),
    ),
    Case(
        code="NL-090",
        breaks=a_dossier(a_pledge(due="2026-08-31")),
        about=Ref("pledge", "pledge-1"),
        mended_by=(a_pledge(due="2026-08-31", settled_on="2026-08-30"),),
        border=a_dossier(a_pledge(due="2026-09-01")),
    ),
    Case(
        code="NL-090",
        breaks=a_dossier(a_pledge(due="2026-08-31", settled_on="2026-09-02")),
        about=Ref("pledge", "pledge-1"),
        mended_by=(a_pledge(due="2026-09-02", settled_on="2026-09-02"),),
        border=a_dossier(a_pledge(due="2026-08-31", settled_on="2026-09-01")),
    ),
    Case(
        code="NL-091",
        breaks=a_dossier(a_motion(due="2026-08-31", outcome="adopted")),
        about=Ref("motion", "motion-1"),
        mended_by=(a_motion(due="2026-08-31", outcome="adopted", settled_on="2026-08-31"),),
        border=a_dossier(a_motion(due="2026-08-31", outcome="rejected")),
    ),
    Case(
        code="NL-092",
        breaks=a_dossier(a_question(due="2026-08-31")),
        about=Ref("question", "question-1"),
        mended_by=(a_question(due="2026-08-31", answered_on="2026-09-01"),),
        border=a_dossier(a_question(due="2026-09-01")),
    ),
)
