"""What the rules would find if issues went into a phase or status today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeVar

import attrs

from opgavekern.base.running import Limits
from opgavekern.governance import CheckResult, Finding, Governance, RuleStatus, recheck
from opgavekern.model import Dossier, IssueId, StatusChange

T = TypeVar("T")

_SILENT: Final = frozenset({RuleStatus.NOT_RUN, RuleStatus.FAILED})


@attrs.frozen
class Found:
    """What rules find in one case, asked by issue.

    Attributes:
        result: What checking found.
        is_partial: Some kinds were withheld, so that a finding of no issue may be of any.
    """

    result: CheckResult
    is_partial: bool = attrs.field(default=False, kw_only=True)
    _by_issue: Mapping[IssueId | None, tuple[Finding, ...]] = attrs.field(
        default=attrs.Factory(lambda self: self.result.by_issue(), takes_self=True), init=False
    )
    _answered: frozenset[str] = attrs.field(
        default=attrs.Factory(
            lambda self: _answered(self.result, is_partial=self.is_partial), takes_self=True
        ),
        init=False,
    )

    def about(self, issues: Iterable[IssueId], codes: Iterable[str]) -> tuple[Finding, ...]:
        """Return what rules found about issues, each finding once, in order of code."""
        wanted = set(codes)
        found = {
            one.id: one
            for issue in issues
            for one in self._by_issue.get(issue, ())
            if one.code in wanted
        }
        return tuple(sorted(found.values(), key=lambda one: (one.code, one.subject, one.key)))

    def unanswered(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Return which rules gave no answer: failed, not run, or of no plugin that is active."""
        return tuple(sorted(set(codes) - self._answered))


def _answered(result: CheckResult, *, is_partial: bool) -> frozenset[str]:
    """Return the rules that were not silent for any body; departing from one is an answer too."""
    astray = {one.code for one in result.findings if is_partial and not one.issues}
    told = result.receipt.rules
    silent = {one.code for one in told if one.status in _SILENT}
    return frozenset(one.code for one in told) - silent - astray


@attrs.frozen
class Crossings:
    """Answers what rules would find if issues had gone on today.

    Issues that go into the same phase or status are thought to go there together, so that the
    rules run once for each of those, however many issues there are.

    Attributes:
        dossier: As it is, the plugins' facts laid under it.
        governance: Whose rules.
        result: What the rules find as it is, on the day.
        limits: How many findings a rule may give, where many go on together.
    """

    dossier: Dossier
    governance: Governance
    result: CheckResult
    limits: Limits

    def after(self, moves: Mapping[IssueId, StatusChange]) -> Found:
        """Return what the rules find once issues went into a status; nothing is changed."""
        if not moves:
            return Found(self.result, is_partial=bool(self.dossier.withheld))
        moved = (
            attrs.evolve(issue, history=(*issue.history, change))
            for id, change in moves.items()
            for issue in (self.dossier.issues[id],)
        )
        return Found(
            recheck(
                self.dossier.replace(*moved),
                self.governance,
                since=self.result,
                on=self.result.on,
                limits=self.limits,
            ),
            is_partial=bool(self.dossier.withheld),
        )


def grouped(pairs: Iterable[tuple[T, IssueId]]) -> Iterator[tuple[T, tuple[IssueId, ...]]]:
    """Yield each goal with the issues that would go there, in order of first mention."""
    found: dict[T, list[IssueId]] = {}
    for goal, issue in pairs:
        found.setdefault(goal, []).append(issue)
    for goal, issues in found.items():
        yield goal, tuple(dict.fromkeys(issues))
