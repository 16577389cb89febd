"""Which findings are new, and which are gone."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from opgavekern.comparing.moves import FindingMove
from opgavekern.comparing.wording import in_both
from opgavekern.governance import CheckResult, Finding, RuleStatus
from opgavekern.model import IssueId

_SILENT = frozenset({RuleStatus.NOT_RUN, RuleStatus.FAILED})


@attrs.frozen
class MovedFinding:
    """A finding that is in one of two results only.

    Attributes:
        move: What is said of it.
        issues: Issues that it concerns.
    """

    move: FindingMove
    issues: tuple[IssueId, ...]


def silent_rules(old: CheckResult, new: CheckResult) -> frozenset[str]:
    """Return the rules that gave no answer in one of the results, or were not known to it."""
    before, after = ({one.code for one in result.receipt.rules} for result in (old, new))
    silent = {one.code for one in (*old.receipt.rules, *new.receipt.rules) if one.status in _SILENT}
    return frozenset(silent | (before ^ after))


def moved_findings(old: CheckResult, new: CheckResult) -> Iterator[MovedFinding]:
    """Yield new findings, then those that are gone; within each the heaviest first.

    Of a rule that gave no answer on one of the two nothing is known, so nothing is said.
    """
    silent = silent_rules(old, new)
    before = {one.id: one for one in old.findings if one.code not in silent}
    after = {one.id: one for one in new.findings if one.code not in silent}
    for is_new, ones, others, other in (
        (True, after, before, old),
        (False, before, after, new),
    ):
        waived = {one.id for one in other.waived}
        moved = [one for id, one in ones.items() if id not in others]
        for one in sorted(moved, key=lambda one: (-one.severity.weight, one.code, one.subject)):
            move = _move(one, is_new=is_new, by_waiver=one.id in waived)
            yield MovedFinding(move, one.issues)


def _move(one: Finding, *, is_new: bool, by_waiver: bool) -> FindingMove:
    return FindingMove(
        id=one.id,
        code=one.code,
        severity=one.severity,
        subject=one.subject,
        said=in_both(one.message),
        remedy=in_both(one.advice),
        is_new=is_new,
        by_waiver=by_waiver,
    )
