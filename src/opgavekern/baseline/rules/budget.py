"""Whether the money of issues adds up and may be spent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR
from decimal import Decimal
from typing import Final

from opgavekern.base.texts import Text
from opgavekern.baseline.rules.bases import PRACTICE, municipal_act
from opgavekern.governance import Finding, NoParameters, Rule, RuleContext, RuleKind, Severity
from opgavekern.model import Dossier, IssueId, Period, Ref

Context = RuleContext[NoParameters]
_WHOLE: Final = 100


def _beyond_whole(dossier: Dossier, context: Context) -> Iterator[Finding]:
    totals: dict[tuple[IssueId, int], Decimal] = {}
    for share in dossier.budget_shares:
        if share.share is not None:
            at = (share.issue, share.year)
            totals[at] = totals.get(at, Decimal(0)) + share.share
    for (issue, year), total in totals.items():
        if total > _WHOLE:
            yield Finding(
                subject=Ref("issue", issue),
                key=str(year),
                text=Text(
                    nl="De dekkingen van {subject} tellen in {year} op tot {total} procent.",
                    en="The budget shares of {subject} add up to {total} per cent in {year}.",
                ),
                remedy=Text(
                    nl="Verlaag de percentages tot samen ten hoogste 100.",
                    en="Lower the percentages to 100 together.",
                ),
                values={"year": str(year), "total": total},
            )


BEYOND_WHOLE: Final = Rule(
    code="NL-040",
    name="budget_shares_beyond_whole",
    title=Text(nl="Dekking boven 100 procent", en="Budget shares beyond 100 per cent"),
    rationale=Text(
        nl="Dan is een deel van het geld twee keer geteld.",
        en="Then part of the money is counted twice.",
    ),
    severity=Severity.WARNING,
    kind=RuleKind.CONVENTION,
    departable=True,
    basis=PRACTICE,
    reads=frozenset({"budget_shares", "issues"}),
    check=_beyond_whole,
)


def _programme_not_valid(dossier: Dossier, context: Context) -> Iterator[Finding]:
    for share in dossier.budget_shares:
        programme = dossier.budget_programmes.get(share.programme)
        if programme is None or not MINYEAR <= share.year <= MAXYEAR:
            continue
        if programme.valid.overlaps(Period.year(share.year)):
            continue
        yield Finding(
            subject=Ref("budget_share", share.id),
            path=("programme",),
            related=(Ref("budget_programme", programme.id),),
            text=Text(
                nl="{issue} rekent in {year} op {programme}, maar dat programma bestaat dat "
                "jaar niet.",
                en="{issue} counts on {programme} in {year}, but that programme does not exist "
                "that year.",
            ),
            remedy=Text(
                nl="Kies het begrotingsprogramma dat in {year} geldt; de raad stelt de indeling "
                "elke bestuursperiode opnieuw vast.",
                en="Choose the budget programme that holds in {year}; the council fixes the "
                "structure anew each term.",
            ),
            values={
                "issue": Ref("issue", share.issue),
                "programme": Ref("budget_programme", programme.id),
                "year": str(share.year),
            },
        )


PROGRAMME_NOT_VALID: Final = Rule(
    code="NL-041",
    name="budget_programme_not_valid",
    title=Text(
        nl="Begrotingsprogramma geldt dat jaar niet", en="Budget programme not valid that year"
    ),
    rationale=Text(
        nl="De raad machtigt uitgaven per programma en per jaar.",
        en="The council authorises spending per programme and per year.",
    ),
    severity=Severity.BLOCKING,
    kind=RuleKind.LAW,
    basis=municipal_act(
        "189",
        nl="Uitgaven kunnen alleen ten laste van bedragen die op de begroting staan.",
        en="Spending is possible only from amounts that stand in the budget.",
    ),
    reads=frozenset({"budget_shares", "budget_programmes", "issues"}),
    each="budget_shares",
    check=_programme_not_valid,
)

RULES: Final = (BEYOND_WHOLE, PROGRAMME_NOT_VALID)
