"""What the rules would find if issues went into a phase or status today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

import attrs

from opgavekern.governance import CheckResult, Finding, Governance, RuleStatus, recheck
from opgavekern.model import Dossier, IssueId, StatusChange

T = TypeVar("T")

_ANSWERED = frozenset({RuleStatus.RAN, RuleStatus.NOT_APPLICABLE})


@attrs.frozen
class Crossings:
    """Answers what rules would find if issues had gone on today.

    Issues that go into the same phase or status are thought to go there together, so that the
    rules run once for each of those, however many issues there are.

    Attributes:
        dossier: As it is, the plugins' facts laid under it.
        governance: Whose rules.
        result: What the rules find as it is, on the day.
    """

    dossier: Dossier
    governance: Governance
    result: CheckResult

    def after(self, moves: Mapping[IssueId, StatusChange]) -> CheckResult:
        """Return what the rules find once issues went into a status; nothing is changed."""
        if not moves:
            return self.result
        moved = (
            attrs.evolve(issue, history=(*issue.history, change))
            for id, change in moves.items()
            for issue in (self.dossier.issues[id],)
        )
        return recheck(
            self.dossier.replace(*moved), self.governance, since=self.result, on=self.result.on
        )


def unanswered(result: CheckResult, codes: Iterable[str]) -> tuple[str, ...]:
    """Return which of the rules gave no answer: failed, not run, or of no plugin that is active."""
    answered = {one.code for one in result.receipt.rules if one.status in _ANSWERED}
    return tuple(sorted(set(codes) - answered))


def about(
    result: CheckResult, codes: Iterable[str], issues: Iterable[IssueId]
) -> tuple[Finding, ...]:
    """Return what rules found about issues, in the order of the result."""
    wanted, concerned = set(codes), set(issues)
    return tuple(
        one for one in result.findings if one.code in wanted and concerned.intersection(one.issues)
    )


def grouped(pairs: Iterable[tuple[T, IssueId]]) -> Iterator[tuple[T, tuple[IssueId, ...]]]:
    """Yield each goal with the issues that would go there, in order of first mention."""
    found: dict[T, list[IssueId]] = {}
    for goal, issue in pairs:
        found.setdefault(goal, []).append(issue)
    for goal, issues in found.items():
        yield goal, tuple(dict.fromkeys(issues))
