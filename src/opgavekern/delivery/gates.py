"""Which issues may go on to the next status of their lifecycle, and what keeps the others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.frames import Columns, columns
from opgavekern.base.results import Result
from opgavekern.base.running import Limits, collector_at_rest
from opgavekern.base.texts import Language, message
from opgavekern.delivery.crossing import Crossings, Found, grouped
from opgavekern.governance import CheckResult, Finding, Governance, Named, check
from opgavekern.governance.days import asked_day
from opgavekern.model import (
    Dossier,
    Issue,
    IssueId,
    Lifecycle,
    Phase,
    Ref,
    Status,
    StatusChange,
    StatusName,
)


@attrs.frozen(kw_only=True)
class Gate(Answer):
    """What stands between an issue and a status that it may go into.

    Attributes:
        issue: Which issue.
        source: The status that it has; None before its first, or where its lifecycle lacks it.
        target: The status that it would go into.
        title: What people call that status.
        phase: What it amounts to.
        rules: Codes of the rules that must find nothing.
        findings: What they would find if the issue went into it today.
        unanswered: Codes of those that gave no answer: failed, not run, or of no active plugin.
    """

    issue: Named
    source: StatusName | None
    target: StatusName
    title: str
    phase: Phase
    rules: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    unanswered: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Every rule answered and found nothing; what cannot be judged is not open."""
        return not (self.findings or self.unanswered)


@attrs.frozen(kw_only=True)
class Gates(Result):
    """The gates before issues.

    Attributes:
        on: The day.
        gates: In order of issue, then of the lifecycle.
    """

    on: date
    gates: tuple[Gate, ...] = ()

    COLUMNS: ClassVar[Columns] = columns(
        issue=str, source=str, target=str, phase=str, is_open=bool, rules=str, blocked_by=str
    )

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each gate."""
        return [
            {
                "issue": one.issue.ref.id,
                "source": one.source,
                "target": one.target,
                "phase": one.phase.value,
                "is_open": one.is_open,
                "rules": " ".join(one.rules),
                "blocked_by": " ".join(_blocking(one)),
            }
            for one in self.gates
        ]

    def describe(self, language: Language = "en") -> str:
        """Say of each issue into which status it may go, and what keeps it from it."""
        if not self.gates:
            none = message(
                "Op {on} staat geen opgave voor een beslismoment.",
                "On {on} no issue stands before a gate.",
                on=self.on,
            )
            return none.text(language)
        lines = "".join(f"\n- {_said(one, language)}" for one in self.gates)
        head = message(
            "Open beslismomenten op {on}: {open} van {count}.",
            "Open gates on {on}: {open} of {count}.",
            on=self.on,
            open=sum(one.is_open for one in self.gates),
            count=len(self.gates),
        )
        return f"{head.text(language)}{lines}"


def _blocking(gate: Gate) -> tuple[str, ...]:
    return (*dict.fromkeys(one.code for one in gate.findings), *gate.unanswered)


def _said(gate: Gate, language: Language) -> str:
    is_open = message("kan door naar {title}", "may go on to {title}", title=gate.title)
    held = message(
        "nog niet naar {title}: {blocks}",
        "not yet to {title}: {blocks}",
        title=gate.title,
        blocks=_blocking(gate),
    )
    return message(
        "{issue} {how}", "{issue} {how}", issue=gate.issue, how=is_open if gate.is_open else held
    ).text(language)


@collector_at_rest()
def gates(
    dossier: Dossier,
    governance: Governance,
    *,
    issue: IssueId | None = None,
    on: date | None = None,
    result: CheckResult | None = None,
    limits: Limits = Limits(),
) -> Gates:
    """Tell into which status issues may go next, and what the rules before it would find.

    A lifecycle says which rules stand before a status (`Status.gate_rules`). Where it says which
    steps are allowed, every status with such rules that the issue may step into is told;
    otherwise the first with such rules after the one that it has, in the usual order. Nothing is
    told of an issue that is over, or has no lifecycle.

    Args:
        dossier: What is known; the plugins' facts are laid under it where they are not yet.
        governance: Whose rules.
        issue: Which issue; None for all.
        on: The day; that of the result, or else the dossier's own, where it is not given.
        result: What checking found that day, where that is known: it is not checked again.
        limits: How many findings one rule may give; one that gives more has no answer.

    Returns:
        A gate for each issue and status. Issues that would go into one status are thought to go
        there together, so that the rules run once for each status.

    Raises:
        OpgavekernError: No day is given and the dossier has none.
        BadValueError: What is given is no day, or not the day of the result.
        UnknownIdError: There is no such issue.
        WithheldError: Issues or lifecycles are withheld.
    """
    day = asked_day(dossier, on, result)
    whole = governance.laid_under(dossier)
    chosen = whole.issues if issue is None else (whole.issues[issue],)
    before = [gate for one in chosen for gate in _before(whole, one, day)]
    if not before:
        return Gates(on=day)
    checked = result or check(whole, governance, on=day, limits=limits)
    crossings = Crossings(whole, governance, checked, limits)
    ways = grouped(((one.lifecycle, one.target.name), one.issue) for one in before)
    after = {
        way: crossings.after({one: StatusChange(status=way[1], on=day) for one in issues})
        for way, issues in ways
    }
    return Gates(
        on=day,
        gates=tuple(_told(whole, one, after[one.lifecycle, one.target.name]) for one in before),
    )


@attrs.frozen
class _Before:
    """A status with rules before it that an issue may go into."""

    issue: IssueId
    lifecycle: str
    source: Status | None
    target: Status


def _before(dossier: Dossier, issue: Issue, day: date) -> Iterator[_Before]:
    lifecycle = dossier.lifecycles.get(issue.lifecycle)
    phase = dossier.phase_of(issue.id, day)
    if lifecycle is None or day not in issue.valid or (phase is not None and phase.is_over):
        return
    change = issue.change_on(day)
    source = lifecycle.status_of(change) if change is not None else None
    for target in _ahead(lifecycle, source):
        yield _Before(issue.id, lifecycle.id, source, target)


def _ahead(lifecycle: Lifecycle, source: Status | None) -> list[Status]:
    """Return the statuses with rules before them that may come next."""
    gated = [one for one in lifecycle.statuses if one.gate_rules and one != source]
    if source is None:
        return gated[:1]
    if lifecycle.transitions:
        steps = {one.target for one in lifecycle.transitions if one.source == source.name}
        return [one for one in gated if one.name in steps]
    order = lifecycle.statuses.index(source)
    return [one for one in gated if lifecycle.statuses.index(one) > order][:1]


def _told(dossier: Dossier, before: _Before, after: Found) -> Gate:
    codes = before.target.gate_rules
    return Gate(
        issue=Named(Ref("issue", before.issue), dossier.name_of(Ref("issue", before.issue))),
        source=before.source.name if before.source is not None else None,
        target=before.target.name,
        title=before.target.label or before.target.name,
        phase=before.target.phase,
        rules=codes,
        findings=after.about((before.issue,), codes),
        unanswered=after.unanswered(codes),
    )
