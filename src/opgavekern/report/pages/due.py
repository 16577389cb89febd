"""What comes up or is late, as pages show it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from types import MappingProxyType
from typing import Final

import attrs

from opgavekern.report.blocks import Badge, Block, Cell, Tone
from opgavekern.report.moments import Moment, MomentKind
from opgavekern.report.view import View

KIND_TONES: Final = MappingProxyType({MomentKind.AGENDA_ITEM: Tone.GOOD})


@attrs.frozen(kw_only=True)
class DueRow:
    """One thing that comes up or is late.

    Attributes:
        on: By which day.
        days: Days from now; below zero when it is late.
        kind: What it is.
        title: What it is called.
        detail: What has to happen, and where.
        issues: Issues that it is about; empty where the page is about one.
        is_late: The day has passed.
    """

    on: date
    days: int
    kind: Badge
    title: Cell
    detail: Cell
    issues: Cell
    is_late: bool


@attrs.frozen(kw_only=True)
class Dues(Block):
    """Things in order of day."""

    rows: tuple[DueRow, ...]


def dues(view: View, moments: Iterable[Moment], *, with_issues: bool = True) -> tuple[DueRow, ...]:
    """Show moments with the days that are left."""
    return tuple(_row(view, one, with_issues) for one in moments)


def _row(view: View, moment: Moment, with_issues: bool) -> DueRow:
    tone = Tone.STOP if moment.is_late else KIND_TONES.get(moment.kind, Tone.PLAIN)
    return DueRow(
        on=moment.on,
        days=(moment.on - view.on).days,
        kind=Badge(moment.kind, tone),
        title=moment.title,
        detail=moment.detail,
        issues=view.few("issue", moment.issues) if with_issues else (),
        is_late=moment.is_late,
    )
