"""What checking costs: 50 rules on 10,000 records, against the same checks as bare loops.

Both sides get a dossier whose indexes nobody asked for yet, and make the same sentences for the
same findings. The receipt's digest of the whole dossier is a cost of its own, paid once per
dossier, and is shown apart. Run: python benchmarks/checking.py [RUNS]
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterator
from datetime import date
from functools import partial

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


def main() -> None:
    """Print the ratio, and what the digest takes."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    governance = Governance.activate([Plugin()])
    ratios, digests, cold = [], [], []
    for _ in range(runs):
        dossier = a_dossier()
        start = time.perf_counter()
        known = dossier.digest
        digests.append(time.perf_counter() - start)
        start = time.perf_counter()
        by_loops = by_hand(dossier)
        loops = time.perf_counter() - start
        start = time.perf_counter()
        result = check(dossier, governance, on=ON)
        ours = time.perf_counter() - start
        assert [(one.code, one.subject.id) for one in result.findings] == [
            (code, id) for code, id, _, _ in by_loops
        ]
        assert result.receipt.dossier == known
        ratios.append(ours / loops)
        cold.append((ours + digests[-1]) / loops)
    ratio, digest = statistics.median(ratios), statistics.median(digests)
    print(f"{RULES} rules, {RECORDS} records: {ratio:.2f} × bare loops (runs: {runs})")
    print(f"digest of the dossier, once: {digest * 1e3:.0f} ms; ", end="")
    print(f"with it {statistics.median(cold):.2f} × bare loops")


if __name__ == "__main__":
    main()
