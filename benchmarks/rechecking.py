"""What checking again costs after one issue changed, against a whole check of the same dossier.

Dossiers of 10,000 records. *National rules*: a thousand issues, each with a sponsor, a lead, a
team, goals, efforts and money, by the rules of the baseline. *Each*: 10,000 issues and the 50
rules of checking.py, which judge each issue by itself. *Kinds*: ten kinds and five rules on each,
of which those on issues run again. *Together*: as *each*, but the rules say nothing of it, so that
nothing can be taken over. Both sides get a dossier fresh from `replace`, and their answers are
compared. Run: python benchmarks/rechecking.py [RUNS]
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterator
from datetime import date
from functools import partial

import attrs

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
    recheck,
)
from opgavekern.model import KINDS, Dossier, Holder, PersonId, Record, Ref, kind_named
from opgavekern.testing import (
    a_budget_programme,
    a_budget_share,
    a_contribution,
    a_goal,
    a_person,
    a_team,
    a_unit,
    an_appointment,
    an_assignment,
    an_effort,
    an_issue,
    an_organisation,
)
from opgavekern.testing import a_dossier as a_dossier_of

ON = date(2026, 9, 1)
RULES, RECORDS = 50, 10_000
TEN = (
    "issues goals efforts decisions signals needs pledges motions questions organisations"
).split()
SAID = Text(nl="{subject} heeft geen bron.", en="{subject} has no source.")


def a_dossier(kinds: list[str]) -> Dossier:
    """Make as many records of each kind, of which one in a hundred has no lead, or no note."""
    records: list[Record] = []
    lead = (Holder(person=PersonId("p-1")),)
    for plural in kinds:
        kind = kind_named(plural)
        assert kind is not None
        named = "name" if plural == "organisations" else "title"
        for number in range(RECORDS // len(kinds)):
            fields = {"id": f"{kind.name}-{number:05}", named: f"Nummer {number}"}
            if plural == "issues":
                fields["leads"] = lead if number % 100 else ()
            records.append(kind.record(**fields, note="x" if number % 100 else ""))
    return Dossier.of(*records)


def a_town() -> Dossier:
    """Make a thousand issues with ten records each, of which one in fifty has no budget."""
    records: list[Record] = [
        an_organisation(id="town"), a_budget_programme(id="living"), a_unit(id="unit"),
        *(a_person(id=f"p-{n}", function="adviseur") for n in range(3000)),
        *(an_appointment(person=f"p-{n}", role="executive_member") for n in range(0, 3000, 3)),
    ]  # fmt: skip
    for n in range(1000):
        issue, team, goal = f"i-{n}", f"t-{n}", f"g-{n}"
        records += [
            an_issue(
                id=issue, title=f"Opgave {n}", owners=["town"], leads=[f"p-{3 * n + 1}"],
                political_sponsors=[f"p-{3 * n}"], official_sponsors=[f"p-{3 * n + 2}"],
                history=[{"phase": "delivering", "on": "2026-01-05"}],
            ),
            a_team(id=team, issues=[issue]),
            an_assignment(person=f"p-{3 * n + 1}", team=team, hours_per_week="8"),
            a_goal(id=goal, issues=[issue]),
            an_effort(id=f"e-{n}", issues=[issue]),
            a_contribution(goal=goal, contributor=f"e-{n}"),
        ]  # fmt: skip
        if n % 50:
            records.append(a_budget_share(issue=issue, programme="living", year=2026))
    return a_dossier_of(*records)


def judged(
    dossier: Dossier, context: RuleContext[NoParameters], *, plural: str, part: int
) -> Iterator[Finding]:
    """Find issues without a lead, or others without a note, those of one rule's part only."""
    kind = kind_named(plural)
    assert kind is not None
    for record in dossier.of_kind(plural):
        held = record.leads if plural == "issues" else (record,)
        now = [one for one in held if context.on in one.valid]
        lacks = not now if plural == "issues" else not record.note
        if lacks and int(record.id[-5:]) // 100 % RULES == part:
            yield Finding(subject=Ref(kind.name, record.id), text=SAID, remedy=SAID)


@attrs.frozen
class Plugin:
    """Fifty rules on these kinds, in equal parts."""

    kinds: tuple[str, ...]
    each: bool

    @hookimpl
    def opgavekern_plugin_info(self) -> PluginInfo:
        """Say who it is."""
        return PluginInfo(name="ben", namespace="BEN", title=Text(nl="Meting", en="Benchmark"))

    @hookimpl
    def opgavekern_rules(self) -> list[Rule[NoParameters]]:
        """Return a rule for each part."""
        return [
            Rule(
                code=f"BEN-{part:03}",
                name="judged",
                title=SAID,
                rationale=SAID,
                severity=Severity.ADVICE,
                kind=RuleKind.CONVENTION,
                basis=Basis(reference="benchmark"),
                reads=frozenset({plural}),
                each=plural if self.each else "",
                check=partial(judged, plural=plural, part=part),
            )
            for part in range(RULES)
            for plural in (self.kinds[part % len(self.kinds)],)
        ]


def measure(name: str, old: Dossier, governance: Governance, runs: int) -> None:
    """Print what checking again takes, as a part of checking whole."""
    old = governance.laid_under(old)
    since = check(old, governance, on=ON)
    one = next(iter(old.issues))
    whole, again = [], []
    for run in range(runs):
        issue = attrs.evolve(one, title=f"Anders {run}")
        first, second = old.replace(issue), old.replace(issue)
        start = time.perf_counter()
        expected = check(first, governance, on=ON)
        whole.append(time.perf_counter() - start)
        start = time.perf_counter()
        found = recheck(second, governance, since=since, on=ON)
        again.append(time.perf_counter() - start)
        assert found == expected
    ours, theirs = statistics.median(again), statistics.median(whole)
    records = sum(len(old.of_kind(kind.plural)) for kind in KINDS)
    print(
        f"{name}: {ours / theirs:.3f} of a whole check ({ours * 1e3:.1f} of {theirs * 1e3:.1f} ms; "
        f"{records:,} records, {len(governance.rules)} rules, {len(expected.findings)} findings)"
    )


def main() -> None:
    """Print the ratios."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    print(f"One issue changed (runs: {runs})")
    measure("national rules", a_town(), Governance.activate(["nl"]), runs)
    for name, kinds, each in (
        ("each", ["issues"], True),
        ("kinds", TEN, False),
        ("together", ["issues"], False),
    ):
        governance = Governance.activate([Plugin(tuple(kinds), each)])
        measure(name, a_dossier(kinds), governance, runs)


if __name__ == "__main__":
    main()
