"""Cases on when bodies meet."""

from __future__ import annotations

from typing import Any

from tests.baseline.cases.case import Case

from opgavekern.model import Dossier, Ref
from opgavekern.testing import a_body, a_closed_period, a_dossier, a_meeting, a_meeting_series

MEETING = Ref("meeting", "meeting-1")


def held(on: str, body: str = "body-1", **fields: Any) -> Dossier:
    """A meeting of a council, or of its committee, that meets on Tuesdays, except in October."""
    return a_dossier(
        a_body(id="body-1", kind="council", organisation="organisation-1"),
        a_body(id="committee", kind="committee", organisation="organisation-1"),
        a_body(id="elsewhere", kind="committee", organisation="other"),
        a_meeting(id="meeting-1", body=body, on=on, **fields),
        a_meeting_series(
            body="body-1",
            rhythm={"weekday": "tuesday", "every_weeks": 4, "anchor": "2026-09-01"},
            exceptions=[{"on": "2026-09-29", "moved_to": "2026-09-30"}],
            valid="2026",
        ),
        a_closed_period(period="2026-10-17/2026-10-25", bodies="body-1"),
    )


CASES = (
    Case(
        code="NL-093",
        breaks=held("2026-10-20"),
        about=MEETING,
        mended_by=(a_meeting(id="meeting-1", body="body-1", on="2026-10-27"),),
        border=held("2026-10-25"),
        border_found=True,
    ),
    Case(
        code="NL-093",
        breaks=held("2026-10-20", "committee"),
        about=MEETING,
        mended_by=(a_closed_period(period="2026-10-17/2026-10-19", bodies="body-1"),),
        border=held("2026-10-20", "elsewhere"),
    ),
    Case(
        code="NL-093",
        breaks=held("2026-10-20"),
        about=MEETING,
        mended_by=(a_meeting(id="meeting-1", body="body-1", on="2026-10-20", status="cancelled"),),
        border=held("2026-10-26"),
    ),
    Case(
        code="NL-094",
        breaks=held("2026-09-02"),
        about=MEETING,
        mended_by=(a_meeting(id="meeting-1", body="body-1", on="2026-09-01"),),
        border=held("2026-09-30"),
    ),
    Case(
        code="NL-094",
        breaks=held("2026-09-02", "committee"),
        about=MEETING,
        mended_by=(
            a_meeting_series(
                id="own",
                body="committee",
                rhythm={"weekday": "wednesday", "every_weeks": 4, "anchor": "2026-09-02"},
            ),
        ),
        border=held("2027-01-06"),
    ),
)
