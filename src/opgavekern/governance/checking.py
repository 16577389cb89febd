"""Checking a dossier by the rules in force on a day, each rule apart from the others."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Literal

from opgavekern.base.frozen import FrozenMap
from opgavekern.base.running import Limits, Progress
from opgavekern.governance.absences import failures_of
from opgavekern.governance.activation import Governance
from opgavekern.governance.active import ActivePlugin
from opgavekern.governance.apart import Take, here, taking
from opgavekern.governance.days import asked_day
from opgavekern.governance.in_force import Resolution
from opgavekern.governance.outcomes import (
    CheckResult,
    Mark,
    PluginVersion,
    Receipt,
)
from opgavekern.governance.remembering import Memory
from opgavekern.governance.resolving import resolve
from opgavekern.governance.running import Raised, Run, plain_fields
from opgavekern.governance.waiving import Waiving
from opgavekern.model import Dossier


def check(
    dossier: Dossier,
    governance: Governance,
    *,
    on: date | None = None,
    limits: Limits = Limits(),
    progress: Progress | None = None,
    raised: Raised | None = None,
    isolate: Literal["process"] | None = None,
    time_limit: float = 60.0,
) -> CheckResult:
    """Check a dossier by every rule that holds on a day.

    A rule sees only the kinds that it declared to read. A rule that fails is reported with who
    made it, and the others run. Time is that of the rules' own checks. A finding for which the
    dossier holds a waiver in force, granted by a role that may, stands in `waived` instead of
    `findings`. Each plugin that `governance` had to leave out is a failure, so that the result is
    not conclusive.

    Args:
        dossier: What is known; the plugins' facts are laid under it where they are not yet.
        governance: The rules.
        on: The day; the dossier's own day where it is not given.
        limits: How many findings one rule may give, and how long a message may be.
        progress: Called after each rule.
        raised: Called for each rule that raised something, with the failure and what was raised:
            for whoever writes the rule. No result holds that, since its words may quote the data.
        isolate: `"process"` runs the rules of each plugin in a process of their own, in which a
            rule that hangs is ended and one that ends its process harms no other. The answer is
            the same; nothing is remembered for `recheck`, and `raised` is not called. As with
            everything that starts processes, a script must guard its main code by
            `if __name__ == "__main__":`.
        time_limit: The most seconds that one rule may take in such a process.

    Raises:
        OpgavekernError: No day is given and the dossier has none, or what is given is no day.
        BadValueError: There is no such isolation, or a time limit that is none.
    """
    day = asked_day(dossier, on)
    return run_rules(
        governance.laid_under(dossier),
        governance,
        resolve(governance.plugins, on=day),
        limits=limits,
        progress=progress,
        raised=raised,
        take=taking(isolate, time_limit),
    )


def recheck(
    dossier: Dossier,
    governance: Governance,
    *,
    since: CheckResult,
    on: date | None = None,
    limits: Limits = Limits(),
    progress: Progress | None = None,
    raised: Raised | None = None,
) -> CheckResult:
    """Check a dossier as `check` does, taking over what an earlier result still answers.

    A rule does not run again where it is the same rule, of the same plugin, on the same day, and
    neither the header nor a kind that it reads has changed. A rule that judges each record of a
    kind by itself (`Rule.each`) runs on the records that changed, where only that kind did.

    Args:
        dossier: What is known now, read anew or made by `replace`.
        governance: The rules.
        since: An earlier result of this dossier. One that was pickled remembers nothing: then all
            rules run.
        on: The day; the dossier's own day where it is not given.
        limits: How many findings one rule may give, and how long a message may be.
        progress: Called after each rule.
        raised: Called for each rule that raised something, with the failure and what was raised:
            for whoever writes the rule. No result holds that, since its words may quote the data.

    Returns:
        What `check` would give, in every part.

    Raises:
        OpgavekernError: No day is given and the dossier has none, or what is given is no day.
    """
    day = asked_day(dossier, on)
    return run_rules(
        governance.laid_under(dossier),
        governance,
        resolve(governance.plugins, on=day),
        memory=since.memory,
        limits=limits,
        progress=progress,
        raised=raised,
    )


def run_rules(
    whole: Dossier,
    governance: Governance,
    in_force: Resolution,
    *,
    memory: Memory | None = None,
    limits: Limits = Limits(),
    progress: Progress | None = None,
    raised: Raised | None = None,
    take: Callable[[Run], AbstractContextManager[Take]] = here,
) -> CheckResult:
    """Check a dossier by rules that were resolved before.

    Args:
        whole: The dossier, with the plugins' facts under it.
        governance: Whose plugins declared the rules.
        in_force: The rules, as they are in force on the day on which is checked.
        memory: What an earlier check remembers.
        limits: As for `check`.
        progress: As for `check`.
        raised: As for `check`.
        take: What takes the rules, one by one: in this process, or in others.
    """
    versions = tuple(_version(one) for one in governance.plugins)
    run = Run(
        whole,
        in_force,
        limits,
        memory or Memory(),
        plugins=governance.plugins,
        versions=versions,
        raised=raised,
    )
    todo = in_force.by_code()
    with take(run) as take_one:
        for done, (code, ways) in enumerate(todo.items(), start=1):
            take_one(ways)
            if progress is not None:
                progress(done, len(todo), code)
    silent = frozenset(one.code for one in run.failures)
    off = frozenset(code for code, ways in todo.items() if all(way.is_off for way in ways))
    waiving = Waiving.of(
        whole,
        in_force.on,
        governance.rules,
        run.findings,
        retired=governance.retired,
        silent=silent,
        off=off,
        is_partial=bool(governance.refused),
    )
    receipt = Receipt(
        dossier=whole.digest,
        header=run.seen.header,
        kinds=FrozenMap(run.seen.kinds),
        on=in_force.on,
        plugins=versions,
        refused=tuple(one.name for one in governance.refused),
        rules=tuple(run.outcomes),
        findings=_marks(waiving),
    )
    return CheckResult(
        on=in_force.on,
        findings=waiving.standing,
        waived=waiving.waived,
        waivers=waiving.outcomes,
        failures=(*failures_of(governance.refused, whole), *run.failures),
        receipt=receipt,
        memory=Memory(run.seen, run.answers),
    )


def _marks(waiving: Waiving) -> tuple[Mark, ...]:
    """Return that something was found, and where; what is said of it stays with the findings."""
    marks = (
        Mark(
            id=one.id,
            code=one.code,
            plugin=one.plugin,
            severity=one.severity,
            subject=one.subject,
            is_waived=is_waived,
        )
        for is_waived, found in ((False, waiving.standing), (True, waiving.waived))
        for one in found
    )
    return tuple(sorted(marks, key=lambda one: one.id))


def _version(plugin: ActivePlugin) -> PluginVersion:
    return PluginVersion(
        name=plugin.name,
        distribution=plugin.distribution,
        version=plugin.version,
        options=FrozenMap(plain_fields(plugin.options)),
    )
