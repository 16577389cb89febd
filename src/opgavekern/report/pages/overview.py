"""The first page: what needs a decision, where issues stand, what checking found."""

from __future__ import annotations

from collections import Counter
from datetime import date
from types import MappingProxyType
from typing import Final

import attrs

from opgavekern.base.texts import Message, Text, message
from opgavekern.governance import Finding, Severity
from opgavekern.model import IssueId, Phase
from opgavekern.report.blocks import Badge, Cell, Tone
from opgavekern.report.moments import Moment, MomentKind, moments, within_horizon
from opgavekern.report.view import View
from opgavekern.report.wording import counted

#: The usual way through the phases; the others are ways out of it.
LANE: Final = (
    Phase.SIGNALLED,
    Phase.EXPLORING,
    Phase.DEFINED,
    Phase.MANDATED,
    Phase.PROGRAMMING,
    Phase.DELIVERING,
    Phase.EVALUATING,
    Phase.EMBEDDED,
)
_MOST_FINDINGS: Final = 5
_MOST_COMING: Final = 8

KIND_TONES: Final = MappingProxyType(
    {
        MomentKind.AGENDA_ITEM: Tone.GOOD,
    }
)
_SEVERAL: Final = MappingProxyType(
    {
        Severity.BLOCKING: Text(nl="blokkerend", en="blocking"),
        Severity.WARNING: Text(nl="waarschuwingen", en="warnings"),
        Severity.ADVICE: Text(nl="adviezen", en="pieces of advice"),
    }
)
SEVERITY_TONES: Final = MappingProxyType(
    {
        Severity.BLOCKING: Tone.STOP,
        Severity.WARNING: Tone.WARN,
        Severity.ADVICE: Tone.NOTE,
    }
)


@attrs.frozen(kw_only=True)
class DueRow:
    """One thing that comes up or is late.

    Attributes:
        on: By which day.
        days: Days from now; below zero when it is late.
        kind: What it is.
        title: What it is called.
        detail: What has to happen, and where.
        issues: Issues that it is about.
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
class LaneRow:
    """One issue on its way through the phases.

    Attributes:
        link: The issue.
        steps: For each phase of the lane: `past`, `now`, `skipped` or `ahead`.
        phase: Where it is; a dash when nothing is recorded.
        since: The day on which it went there.
        is_aside: Parked, stopped, closed or referred: no longer on its way.
        findings: How many, by severity from grave to light.
    """

    link: Cell
    steps: tuple[str, ...]
    phase: Cell
    since: date | None
    is_aside: bool
    findings: tuple[Badge, ...]


@attrs.frozen(kw_only=True)
class FindingLine:
    """A finding in short."""

    anchor: str
    severity: Badge
    message: Message
    issues: Cell


@attrs.frozen(kw_only=True)
class OverviewPage:
    """What someone sees first.

    Attributes:
        lead: The state of affairs in a sentence or two.
        late: What is late, earliest first.
        coming: What comes up in a quarter, earliest first.
        further: How many more come up in that quarter than are shown.
        phases: Names of the phases of the lane.
        lane: Issues, furthest first, those that are out of it last.
        counts: Number of findings by severity, grave first.
        findings: The gravest few.
        missing: What could not be checked; empty when everything was.
    """

    id: str = "overview"
    title: Text = Text(nl="Overzicht", en="Overview")
    template: str = "pages/overview.html"
    lead: tuple[Message, ...]
    late: tuple[DueRow, ...]
    coming: tuple[DueRow, ...]
    further: int
    phases: tuple[Text, ...]
    lane: tuple[LaneRow, ...]
    counts: tuple[tuple[Badge, int], ...]
    findings: tuple[FindingLine, ...]
    is_conclusive: bool


def overview(view: View) -> OverviewPage:
    """Make the first page."""
    due = within_horizon(moments(view.dossier, view.on), view.on)
    rows = [due_row(view, moment) for moment in due]
    coming = [row for row in rows if not row.is_late]
    by_severity = Counter(finding.severity for finding in view.result.findings)
    return OverviewPage(
        lead=_lead(view, late=len(rows) - len(coming)),
        late=tuple(row for row in rows if row.is_late),
        coming=tuple(coming[:_MOST_COMING]),
        further=max(len(coming) - _MOST_COMING, 0),
        phases=tuple(phase.label for phase in LANE),
        lane=_lane(view),
        counts=tuple(
            (
                Badge(_plural(severity, by_severity[severity]), SEVERITY_TONES[severity]),
                by_severity[severity],
            )
            for severity in Severity
        ),
        findings=tuple(finding_line(view, one) for one in gravest_first(view.result.findings))[
            :_MOST_FINDINGS
        ],
        is_conclusive=view.result.conclusive,
    )


def gravest_first(findings: tuple[Finding, ...]) -> list[Finding]:
    """Put blocking findings before warnings, and warnings before advice."""
    order = list(Severity)
    return sorted(findings, key=lambda one: (order.index(one.severity), one.code, one.id))


def due_row(view: View, moment: Moment) -> DueRow:
    """Show a moment with the days that are left."""
    tone = Tone.STOP if moment.is_late else KIND_TONES.get(moment.kind, Tone.PLAIN)
    return DueRow(
        on=moment.on,
        days=(moment.on - view.on).days,
        kind=Badge(moment.kind, tone),
        title=moment.title,
        detail=moment.detail,
        issues=view.few("issue", moment.issues),
        is_late=moment.is_late,
    )


def _lead(view: View, *, late: int) -> tuple[Message, ...]:
    issues = view.today.issues
    running = len(view.today.running_issues(view.on))
    said = [
        message(
            "{issues}, waarvan {running} in uitvoering onder een vastgestelde opdracht.",
            "{issues}, of which {running} run under an adopted mandate.",
            issues=counted(len(issues), ("opgave", "issue"), ("opgaven", "issues")),
            running=running,
        )
    ]
    if late:
        said.append(
            message(
                "{late} over de datum.",
                "{late} past their date.",
                late=counted(late, ("zaak is", "matter is"), ("zaken zijn", "matters are")),
            )
        )
    return tuple(said)


def _lane(view: View) -> tuple[LaneRow, ...]:
    rows = []
    for issue in view.today.issues:
        phase = view.dossier.phase_of(issue.id, view.on)
        change = issue.change_on(view.on)
        place = LANE.index(phase) if phase in LANE else -1
        row = LaneRow(
            link=view.link("issue", issue.id),
            steps=_steps(view, issue.id, place),
            phase=phase.label if phase else Text(nl="fase onbekend", en="phase unknown"),
            since=change.on if change else None,
            is_aside=phase is not None and phase not in LANE,
            findings=finding_badges(view, issue.id),
        )
        rows.append(((row.is_aside, -place, issue.title), row))
    return tuple(row for _, row in sorted(rows, key=lambda one: one[0]))


def _steps(view: View, issue: IssueId, place: int) -> tuple[str, ...]:
    record = view.dossier.issues[issue]
    passed = {
        view.dossier.phase_of(issue, change.on) for change in record.history if change.on <= view.on
    }
    return tuple(
        "now"
        if step == place
        else ("past" if phase in passed else "skipped")
        if step < place
        else ("before" if phase in passed else "ahead")
        for step, phase in enumerate(LANE)
    )


def finding_badges(view: View, issue: IssueId) -> tuple[Badge, ...]:
    """Say how many findings of each severity there are about an issue."""
    by_severity = Counter(finding.severity for finding in view.findings_of(issue))
    return tuple(
        Badge(_counted(severity, by_severity[severity]), SEVERITY_TONES[severity])
        for severity in Severity
        if by_severity[severity]
    )


def _counted(severity: Severity, number: int) -> Message:
    return message(
        "{number} {what}", "{number} {what}", number=number, what=_plural(severity, number)
    )


def _plural(severity: Severity, number: int) -> Text:
    return severity.label if number == 1 else _SEVERAL[severity]


def finding_line(view: View, finding: Finding) -> FindingLine:
    """Show a finding in short."""
    return FindingLine(
        anchor="" if view.alone else f"finding-{finding.id}",
        severity=Badge(finding.severity, SEVERITY_TONES[finding.severity]),
        message=finding.message,
        issues=view.links("issue", finding.issues),
    )
