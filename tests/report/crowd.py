"""An issue about which there is a great deal to tell, more than fits anywhere."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tests.report.town import DAY

from opgavekern.model import (
    Assignment,
    BudgetProgramme,
    BudgetShare,
    Contribution,
    Dossier,
    Effort,
    Goal,
    Header,
    Holder,
    Involvement,
    Issue,
    ItemState,
    Money,
    Organisation,
    Person,
    Phase,
    Pledge,
    Programme,
    ProgrammeItem,
    Ref,
    Signal,
    Stakeholder,
    StatusChange,
    Team,
)

MANY = 40
LONG = "een naam die maar niet ophoudt, met komma’s, haakjes (zoals deze) en nog meer woorden "


def crowd(words: str = LONG) -> Dossier:
    """Forty of everything, each called by `words` and its number."""
    records = [*_issue(words), *_work(words), *_people(words)]
    header = Header(name=words, as_of=DAY, note=words * 5)
    return Dossier.of(*records, header=header)


def _issue(words: str) -> list[Any]:
    organisations = [Organisation(id=f"o{n}", name=f"{words}{n}") for n in range(MANY)]
    holders = tuple(Holder(person=f"p{n}") for n in range(MANY))
    return [
        *organisations,
        Issue(
            id="i",
            title=words * 3,
            description=words * 60,
            owners=tuple(one.id for one in organisations),
            political_sponsors=holders[:1],
            co_sponsors=holders,
            official_sponsors=holders,
            leads=holders,
            history=(StatusChange(phase=Phase.DELIVERING, on=date(2026, 1, 1)),),
        ),
    ]


def _work(words: str) -> list[Any]:
    return [
        Programme(id="pr", title=words, issues=("i",)),
        *(Signal(id=f"s{n}", title=f"{words}{n}", issues=("i",)) for n in range(MANY)),
        *(ProgrammeItem(id=f"pi{n}", title=f"{words}{n}", programme="pr", state=ItemState.BLOCKED)
          for n in range(MANY)),
        *(Goal(id=f"g{n}", title=f"{words}{n}", issues=("i",)) for n in range(MANY)),
        *(Effort(id=f"e{n}", title=f"{words}{n}", issues=("i",)) for n in range(MANY)),
        *(Contribution(contributor=Ref("effort", f"e{n}"), goal=f"g{n}") for n in range(MANY)),
        *(Pledge(id=f"pl{n}", title=f"{words}{n}", issues=("i",), due=DAY + timedelta(days=n - 20))
          for n in range(MANY)),
        *(BudgetProgramme(id=f"b{n}", name=f"{words}{n}") for n in range(MANY)),
        *(BudgetShare(issue="i", programme=f"b{n}", year=2026 + n % 5,
                      amount=Money(euros=Decimal(10_000 * (n + 1)))) for n in range(MANY)),
    ]  # fmt: skip


def _people(words: str) -> list[Any]:
    return [
        *(Person(id=f"p{n}", name=f"{words}{n}", function=f"{words}{n}") for n in range(MANY)),
        *(Team(id=f"t{n}", name=f"{words}{n}", issues=("i",)) for n in range(MANY)),
        *(Assignment(person=f"p{n}", team=f"t{n}", hours_per_week=Decimal(8)) for n in range(MANY)),
        *(Stakeholder(id=f"k{n}", name=f"{words}{n}") for n in range(MANY)),
        *(Involvement(stakeholder=f"k{n}", issue="i", interest=n / MANY, influence=n / MANY)
          for n in range(MANY)),
    ]  # fmt: skip
