"""One issue on one A4."""

from __future__ import annotations

from datetime import datetime

import attrs

from opgavekern.model import Issue
from opgavekern.report.view import View


@attrs.frozen(kw_only=True)
class Sheet:
    """One issue."""

    title: str


def sheet(view: View, issue: Issue, *, stamp: datetime | None) -> Sheet:
    """Make the sheet of an issue."""
    return Sheet(title=issue.title)
