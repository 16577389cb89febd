"""What checking costs: 50 rules on 10,000 records, against the same checks as bare loops.

Both sides get a dossier whose indexes nobody asked for yet, and make the same sentences for the
same findings. The receipt's digest is worked out once per dossier: a first check has to, later
ones do not. Run: python benchmarks/checking.py [RUNS], or with PATH for a dossier of yours, whose
first check stands beside reading it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from functools import partial

from asked_measured import Table, seconds

from opgavekern.base.texts import Text
from opgavekern.governance import (
    Basis,
    Finding,
    Governance,
    NoParameters,
    PluginInfo,
    Rule,
    RuleContext,
    RuleKind,
    Severity,
    check,
    hookimpl,
    load,
)
from opgavekern.model import Dossier, Holder, Issue, IssueId, PersonId, Ref

ON = date(2026, 9, 1)
RULES, RECORDS = 50, 10_000
SAID = Text(nl="{subject} heeft niemand die leidt.", en="{subject} has nobody who leads.")


def a_dossier() -> Dossier:
    """Make issues of which one in a hundred has no lead."""
    lead = (Holder(person=PersonId("p-1")),)
    return Dossier.of(
        *(
            Issue(id=IssueId(f"i-{n:05}"), title=f"Opgave {n}", leads=lead if n % 100 else ())
            for n in range(RECORDS)
        )
    )


def without_lead(
    dossier: Dossier, context: RuleContext[NoParameters], *, part: int
) -> Iterator[Finding]:
    """Find issues without a lead, those of one rule's part only."""
    for number, issue in enumerate(dossier.issues):
        leads = [one for one in issue.leads if context.on in one.valid]
        if not leads and number // 100 % RULES == part:
            yield Finding(subject=Ref("issue", issue.id), text=SAID, remedy=SAID)


def by_hand(dossier: Dossier) -> list[tuple[str, IssueId, str, str]]:
    """Do the same with loops, as a script would."""
    found = []
    for part in range(RULES):
        for number, issue in enumerate(dossier.issues):
            leads = [one for one in issue.leads if ON in one.valid]
            if not leads and number // 100 % RULES == part:
                nl = f"{issue.title} heeft niemand die leidt."
                en = f"{issue.title} has nobody who leads."
                found.append((f"BEN-{part:03}", issue.id, nl, en))
    return found


class Plugin:
    """Fifty rules."""

    @hookimpl
    def opgavekern_plugin_info(self) -> PluginInfo:
        """Say who it is."""
        return PluginInfo(name="ben", namespace="BEN", title=Text(nl="Meting", en="Benchmark"))

    @hookimpl
    def opgavekern_rules(self) -> list[Rule[NoParameters]]:
        """Return the same rule for each part."""
        return [
            Rule(
                code=f"BEN-{part:03}",
                name="without_lead",
                title=SAID,
                rationale=SAID,
                severity=Severity.ADVICE,
                kind=RuleKind.CONVENTION,
                basis=Basis(reference="benchmark"),
                reads=frozenset({"issues"}),
                check=partial(without_lead, part=part),
            )
            for part in range(RULES)
        ]


def ours(runs: int, table: Table) -> None:
    """Check beside loops: a dossier that was never checked, and one whose digest is known."""
    governance = Governance.activate([Plugin()])
    first, later, digests = [], [], []
    for _ in range(runs):
        new, known = a_dossier(), a_dossier()
        digest = seconds(lambda: known.digest)  # noqa: B023 - called at once
        loops = seconds(lambda: by_hand(new))  # noqa: B023
        first.append((seconds(lambda: check(new, governance, on=ON)), loops))  # noqa: B023
        later.append((seconds(lambda: check(known, governance, on=ON)), loops))  # noqa: B023
        digests.append((digest, loops))
        result = check(new, governance, on=ON)
        assert [(one.code, one.subject.id) for one in result.findings] == [
            (code, id) for code, id, _, _ in by_hand(new)
        ]
        assert result.receipt.dossier == known.digest
    what = f"{RULES} rules, {RECORDS} records / loops"
    table.times(f"{what}, first check", first, most=1.5)
    table.times(f"{what}, digest known", later, most=1.5)
    table.times("the digest alone / loops", digests, most=None)


def theirs(path: str, runs: int, table: Table) -> None:
    """Check a dossier of the user beside reading it."""
    pairs = []
    for _ in range(runs):
        dossier, governance = load(path)
        reading = seconds(lambda: load(path))
        pairs.append((seconds(lambda: check(dossier, governance)), reading))  # noqa: B023
    table.times(f"{path}: first check / reading", pairs, most=None)


def main() -> None:
    """Print the ratios."""
    numbers = [int(one) for one in sys.argv[1:] if one.isdigit()]
    paths = [one for one in sys.argv[1:] if not one.isdigit()]
    runs = numbers[0] if numbers else 7
    table = Table()
    for path in paths:
        theirs(path, runs, table)
    if not paths:
        ours(runs, table)
    table.end()


if __name__ == "__main__":
    main()
