"""What a check lacks where a plugin was left out: its rules, and what others need of its facts."""

from __future__ import annotations

from typing import Final

from opgavekern.base.errors import Problem
from opgavekern.base.texts import Message, message
from opgavekern.governance.declarations.findings import Severity
from opgavekern.governance.left_out import RefusedPlugin
from opgavekern.governance.outcomes import Failure, RuleStatus
from opgavekern.model import Dossier


def failures_of(refused: tuple[RefusedPlugin, ...], whole: Dossier) -> tuple[Failure, ...]:
    """Return a failure for each plugin that was left out, which makes a check inconclusive.

    References that lead nowhere are counted with the last, not told one by one: most will be
    right as soon as the plugins take part.

    Args:
        refused: Plugins that were to take part.
        whole: The dossier, with the facts of the plugins that do take part under it.
    """
    unresolved = whole.unresolved() if refused else ()
    remedies = [_MISSING] * len(refused)
    if unresolved:
        remedies[-1] = _leading_nowhere(unresolved)
    return tuple(
        Failure(
            code="",
            plugin=one.name,
            distribution=one.distribution,
            severity=Severity.BLOCKING,
            status=RuleStatus.FAILED,
            message=_hook_and_why(one),
            remedy=remedy,
        )
        for one, remedy in zip(refused, remedies, strict=True)
    )


def _hook_and_why(one: RefusedPlugin) -> Message:
    if not one.hook:
        return one.message
    return message("{hook}: {why}", "{hook}: {why}", hook=one.hook, why=one.message)


def _leading_nowhere(unresolved: tuple[Problem, ...]) -> Message:
    first = unresolved[0]
    record = " ".join(part for part in (first.kind, first.id) if part)
    return message(
        "{missing} Verwijzingen die nu nergens heen leiden: {count}, zoals in {place} ({said}); "
        "wat daarvan afhangt, kan anders uitvallen.",
        "{missing} References that lead nowhere now: {count}, such as in {place} ({said}); what "
        "depends on them may turn out otherwise.",
        missing=_MISSING,
        count=len(unresolved),
        place=str(first.location) if first.location else record,
        said=first.message,
    )


_MISSING: Final = message(
    "Tot zij meedoet, ontbreekt wat zij vindt en wat zij meebrengt.",
    "Until it takes part, what it finds and what it brings is missing.",
)
