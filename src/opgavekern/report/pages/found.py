"""What checking found, in short: findings as lines, and counted by severity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from types import MappingProxyType
from typing import Final

import attrs

from opgavekern.base.texts import Message, Text, message
from opgavekern.governance import Finding, Severity
from opgavekern.model import IssueId
from opgavekern.report.blocks import Badge, Block, Cell, Link, Paragraph, Tone
from opgavekern.report.view import View

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
class FindingLine:
    """A finding in short.

    Attributes:
        severity: How grave.
        words: What was found, leading to the finding where the report shows it in full.
        remedy: What to do; empty where that is left to the finding itself.
    """

    severity: Badge
    words: Cell
    remedy: Message | str = ""


@attrs.frozen(kw_only=True)
class FindingLines(Block):
    """Findings in short, under each other."""

    rows: tuple[FindingLine, ...]


@attrs.frozen(kw_only=True)
class Tally(Block):
    """Numbers with what they are of."""

    counts: tuple[tuple[Badge, int], ...]


def gravest_first(findings: Iterable[Finding]) -> list[Finding]:
    """Put findings by severity, then by rule; of one rule by the day they name, then by place."""
    order = list(Severity)
    return sorted(
        findings,
        key=lambda one: (order.index(one.severity), one.code, _day(one), _place(one), one.id),
    )


def _day(finding: Finding) -> date:
    """Return the earliest day that a finding names; those without a day come last."""
    return min((one for one in finding.values.values() if type(one) is date), default=date.max)


def _place(finding: Finding) -> tuple[object, ...]:
    return finding.location.sort_key if finding.location else ()


def finding_lines(
    view: View, findings: Iterable[Finding], *, with_remedy: bool = False
) -> FindingLines:
    """Show findings in short."""
    return FindingLines(rows=tuple(_line(view, one, with_remedy) for one in findings))


def _line(view: View, finding: Finding, with_remedy: bool) -> FindingLine:
    words = finding.message
    is_nowhere = view.alone is not None or "finding" in view.unplaced
    return FindingLine(
        severity=Badge(finding.severity, SEVERITY_TONES[finding.severity]),
        words=words if is_nowhere else Link(words, f"#finding-{finding.id}"),
        remedy=finding.advice if with_remedy else "",
    )


def tally(findings: Iterable[Finding]) -> Tally:
    """Count findings by severity, grave first; none is said too, so that nobody wonders."""
    by_severity = Counter(finding.severity for finding in findings)
    return Tally(
        counts=tuple(
            (Badge(_plural(one, by_severity[one]), SEVERITY_TONES[one]), by_severity[one])
            for one in Severity
        )
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


def incomplete(view: View) -> tuple[Block, ...]:
    """Say that a rule, or a plugin, which should have run did not; nothing where all did."""
    if view.result.conclusive:
        return ()
    title = Text(nl="De controle is niet volledig.", en="The check is not complete.")
    words = Text(
        nl="Een regel of plugin die had moeten draaien, draaide niet; wat hieronder ontbreekt, kan "
        "dus toch mis zijn.",
        en="A rule or plugin that should have run did not; what is missing below may yet be wrong.",
    )
    said = Paragraph(words, Tone.STOP, title)
    if view.alone:
        return (said,)
    which = Text(nl="Wat niet draaide", en="What did not run")
    return (said, Paragraph(Link(which, "#colophon")))
