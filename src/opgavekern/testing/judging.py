"""What a rule promises with `each`, tried: it judges every record of a kind by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

import attrs

from opgavekern.governance import Finding, Rule, RuleContext
from opgavekern.model import Dossier, Records


def assert_judges_each(rule: Rule[Any], dossier: Dossier, *, on: date) -> None:
    """Fail unless a rule finds of each record alone what it finds of all of them together.

    Rechecking after a change relies on this for rules that say `each`. A rule that says nothing
    passes. Try it on many dossiers, such as those that `dossiers()` draws.

    Raises:
        AssertionError: Some finding depends on other records of the kind; says which.
    """
    if not rule.each:
        return
    seen = dossier.view(only=rule.reads)
    context = RuleContext(on=on, parameters=rule.parameters())
    together = _counted(rule.check(seen, context))
    alone: Counter[Any] = Counter()
    for record in seen.of_kind(rule.each):
        changes: dict[str, Any] = {rule.each: Records([record])}
        alone += _counted(rule.check(attrs.evolve(seen, **changes), context))
    differing = (together - alone) + (alone - together)
    subjects = sorted({str(subject) for subject, *_ in differing})
    assert not differing, f"{rule.code} does not judge each of {rule.each} alone: {subjects}"


def _counted(findings: Iterable[Finding]) -> Counter[Any]:
    """Count findings by what they are; their values may not hash, so their words stand for them."""
    return Counter(
        (one.subject, one.key, one.path, one.related, one.text, repr(one.values))
        for one in findings
    )
