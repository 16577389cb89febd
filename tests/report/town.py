"""A small town made by hand, and a plugin that judges it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs

from opgavekern.base.texts import Text
from opgavekern.governance import (
    Basis,
    CheckResult,
    Finding,
    Governance,
    PluginInfo,
    Rule,
    RuleKind,
    Severity,
    check,
    hookimpl,
    load,
)
from opgavekern.model import (
    AgendaItem,
    Area,
    AreaLevel,
    Assignment,
    Body,
    BudgetProgramme,
    BudgetShare,
    Commitment,
    Contribution,
    CostEstimate,
    Dossier,
    Effort,
    Employment,
    Goal,
    Header,
    Holder,
    Involvement,
    Issue,
    Mandate,
    Meeting,
    Money,
    Motion,
    Organisation,
    Outcome,
    Period,
    Person,
    Phase,
    Pledge,
    Programme,
    ProgrammeItem,
    Ref,
    Sign,
    Signal,
    Stakeholder,
    StakeholderKind,
    StatusChange,
    SubmissionDeadline,
    Team,
    Tie,
    TieKind,
    TieSurvey,
    Unit,
)
from opgavekern.report import render_report
from opgavekern.report.view import View

EXAMPLES = Path(__file__).parents[2] / "examples"
DAY = date(2026, 9, 1)
NAMES = ("Annelies Vermeulen", "Bram Kuijpers")


def square(x: float, y: float) -> Any:
    """An outline one hundredth of a degree wide and high."""
    ring = ((x, y), (x + 0.01, y), (x + 0.01, y + 0.01), (x, y + 0.01), (x, y))
    return ((ring,),)


def town() -> Dossier:
    """Two districts, two issues, a team that is asked too much, and a pledge that is late."""
    return Dossier.of(*_places(), *_people(), *_work(), *_parties(), *_council(), header=HEADER)


HEADER = Header(name="Molenveld", language="nl", as_of=DAY, note="Verzonnen. Voor een proef.")


def _places() -> list[Any]:
    return [
        Area(id="town", name="Molenveld", level=AreaLevel.MUNICIPALITY),
        Area(
            id="east", name="Oost", level=AreaLevel.DISTRICT, parent="town", outline=square(5, 51)
        ),
        _district("west", "West", 4.99),
        Organisation(id="gm", name="Gemeente Molenveld"),
        Unit(id="u-1", name="Wijken", organisation="gm"),
        Body(id="raad", name="Gemeenteraad"),
    ]


def _district(id: str, name: str, x: float) -> Area:
    level = AreaLevel.DISTRICT
    return Area(id=id, name=name, level=level, parent="town", outline=square(x, 51))


def _people() -> list[Any]:
    work = (Employment(organisation="gm", unit="u-1"),)
    return [
        Person(id="p-1", name=NAMES[0], function="wethouder wonen"),
        Person(id="p-2", name=NAMES[1], function="adviseur", employment=work,
               contract_hours=Decimal(20)),
        Person(id="p-3", function="adviseur", employment=work, contract_hours=Decimal(36)),
        Team(id="t-1", name="Team Oost", issues=("i-1",)),
        Assignment(person="p-2", team="t-1", hours_per_week=Decimal(24),
                   status=Commitment.COMMITTED, valid=Period.year(2026)),
    ]  # fmt: skip


def _work() -> list[Any]:
    return [
        Issue(
            id="i-1",
            title="Veilig wonen in Oost",
            description="Bewoners mijden het plein.\n\nDat moet anders.",
            areas=("east",),
            political_sponsors=(Holder(person="p-1"),),
            leads=(Holder(person="p-3"),),
            history=(
                StatusChange(phase=Phase.EXPLORING, on=date(2025, 1, 1)),
                StatusChange(phase=Phase.DELIVERING, on=date(2026, 1, 1)),
            ),
            mandate=Mandate(adopted_on=date(2025, 6, 1), body="raad"),
            costs=(CostEstimate(year=2026, expected=Money(euros=Decimal(100_000))),),
        ),
        Issue(
            id="i-2",
            title="Groen in West",
            areas=("west", "east"),
            history=(StatusChange(phase=Phase.PARKED, on=date(2026, 2, 1)),),
        ),
        Signal(id="s-1", title="Het plein is donker", issues=("i-1",)),
        Goal(id="g-1", title="Bewoners voelen zich veilig", issues=("i-1",)),
        Goal(id="g-2", title="Minder overlast", issues=("i-1",)),
        Effort(id="e-1", title="Lampen plaatsen", issues=("i-1",), progress=Decimal(40)),
        Effort(id="e-2", title="Losse klus", issues=("i-1",)),
        Contribution(contributor=Ref("effort", "e-1"), goal="g-1", weight=0.8),
        Programme(id="pr-1", title="Wijkprogramma Oost", issues=("i-1",), areas=("east",)),
        ProgrammeItem(id="pi-1", title="Lampen", programme="pr-1"),
        BudgetProgramme(id="bp-1", name="Veiligheid"),
        BudgetShare(issue="i-1", programme="bp-1", year=2026, amount=Money(euros=Decimal(60_000))),
    ]


def _parties() -> list[Any]:
    return [
        Stakeholder(id="a", name="Bewoners", kind=StakeholderKind.RESIDENTS),
        Stakeholder(id="b", name="Corporatie", kind=StakeholderKind.PARTNER),
        Stakeholder(id="c", name="Café Één", kind=StakeholderKind.ENTREPRENEURS),
        Stakeholder(id="d", name="Zwijgers", kind=StakeholderKind.OTHER),
        Involvement(stakeholder="a", issue="i-1", interest=0.9, influence=0.4, position=0.5),
        Involvement(stakeholder="b", issue="i-1", interest=0.9, influence=0.4, position=-0.5),
        Involvement(stakeholder="c", issue="i-2"),
        TieKind(id="advice", name="vraagt raad aan", is_directed=True),
        Tie(kind="advice", start=Ref("stakeholder", "a"), end=Ref("stakeholder", "b")),
        Tie(kind="advice", start=Ref("stakeholder", "b"), end=Ref("stakeholder", "c"),
            sign=Sign.NEGATIVE),
        TieSurvey(id="q", title="Voorjaar", asked=tuple(Ref("stakeholder", one) for one in "abd"),
                  answered=tuple(Ref("stakeholder", one) for one in "ab")),
    ]  # fmt: skip


def _council() -> list[Any]:
    return [
        SubmissionDeadline(id="d-1", body="raad", days_before=14),
        Meeting(id="m-1", body="raad", on=date(2026, 9, 29)),
        Meeting(id="m-2", body="raad", on=date(2027, 1, 26)),
        AgendaItem(id="a-1", title="Programma Oost", meeting="m-1", issues=("i-1",)),
        AgendaItem(id="a-2", title="Later", meeting="m-2", issues=("i-1",)),
        Pledge(id="pl-1", title="Brief over het plein", issues=("i-1",), due=date(2026, 8, 1)),
        Pledge(id="pl-2", title="Nagekomen", issues=("i-1",), due=date(2026, 8, 1),
               settled_on=date(2026, 7, 1)),
        Motion(id="mo-1", title="Meer bankjes", issues=("i-2",), outcome=Outcome.REJECTED,
               due=date(2026, 10, 1)),
    ]  # fmt: skip


def _late(dossier: Dossier, context: Any) -> Iterator[Finding]:
    for pledge in dossier.pledges:
        if pledge.settled_on is None and pledge.due and pledge.due < context.on:
            yield Finding(
                subject=Ref("pledge", pledge.id),
                text=Text(nl="{subject} had er {due} moeten zijn.", en="{subject} was due {due}."),
                remedy=Text(nl="Kom haar na.", en="Keep it."),
                values={"due": pledge.due},
            )


def _aside(dossier: Dossier, context: Any) -> Iterator[Finding]:
    for issue in dossier.issues:
        if issue.mandate is None:
            yield Finding(
                subject=Ref("issue", issue.id),
                text=Text(nl="{subject} heeft geen opdracht.", en="{subject} has no mandate."),
                remedy=Text(nl="Stel haar vast.", en="Adopt one."),
            )


def _breaks(dossier: Dossier, context: Any) -> Iterator[Finding]:
    raise ValueError("on purpose")


def rule(code: str, check: Any, *, severity: Severity, reads: str) -> Rule[Any]:
    """A rule of which only the check matters."""
    return Rule(
        code=code,
        name=code.lower().replace("-", "_"),
        title=Text(nl=f"Titel van {code}", en=f"Title of {code}"),
        rationale=Text(nl="Omdat het moet.", en="Because it must."),
        severity=severity,
        kind=RuleKind.LAW,
        basis=Basis(reference="Gemeentewet", article="art. 169", address="https://example.org/a"),
        reads=frozenset({reads}),
        check=check,
    )


@attrs.frozen(kw_only=True)
class TownRules:
    """A plugin with a rule on pledges, one on mandates, and one that breaks if asked."""

    with_broken: bool = False

    @hookimpl
    def opgavekern_plugin_info(self) -> PluginInfo:
        """Say who this is."""
        return PluginInfo(name="town", namespace="TWN", title=Text(nl="Stad", en="Town"))

    @hookimpl
    def opgavekern_rules(self) -> list[Rule[Any]]:
        """Declare the rules."""
        rules = [
            rule("TWN-001", _late, severity=Severity.BLOCKING, reads="pledges"),
            rule("TWN-002", _aside, severity=Severity.ADVICE, reads="issues"),
        ]
        if self.with_broken:
            rules.append(rule("TWN-003", _breaks, severity=Severity.BLOCKING, reads="issues"))
        return rules


@attrs.frozen(kw_only=True)
class Judged:
    """A dossier with its rules and what they found."""

    dossier: Dossier
    governance: Governance
    result: CheckResult

    def report(self, **choices: Any) -> str:
        """Render the report."""
        return render_report(self.dossier, self.governance, self.result, **choices)

    def view(self, **choices: Any) -> View:
        """Look at it as the pages do."""
        return View(
            dossier=self.dossier,
            governance=self.governance,
            result=self.result,
            on=self.result.on,
            **{"language": "nl", **choices},
        )


def judged(dossier: Dossier, *, with_broken: bool = False) -> Judged:
    """Check a dossier by the town's rules."""
    governance = Governance.activate([TownRules(with_broken=with_broken)])
    return Judged(dossier=dossier, governance=governance, result=check(dossier, governance, on=DAY))


def an_example(name: str) -> Judged:
    """Read one of the examples, and check it as of its own day."""
    dossier, governance = load(EXAMPLES / name)
    on = dossier.header.as_of or DAY
    return Judged(dossier=dossier, governance=governance, result=check(dossier, governance, on=on))
