"""What an issue costs, and which budget programmes pay it."""

from __future__ import annotations

from decimal import Decimal

from opgavekern.base.texts import Message, Text, message
from opgavekern.model import Issue, Ref
from opgavekern.report.blocks import (
    Block,
    Cell,
    Figure,
    Paragraph,
    Row,
    Section,
    Table,
    Tone,
    columns,
)
from opgavekern.report.figures.money import MOST_SHADES, money_picture
from opgavekern.report.view import View
from opgavekern.report.wording import Euros, shortened

_DASH = "–"
#: A longer name in the legend is cut; the table has it whole.
_MOST_LETTERS = 40


def money(view: View, issue: Issue, place: str) -> Section:
    """Money by year and programme, beside the estimate of what it costs."""
    paid = paid_by_programme(view, issue)
    costs = expected_costs(issue)
    years = sorted({year for _, by_year in paid for year in by_year} | costs.keys())
    blocks: tuple[Block, ...]
    if not years:
        said = Text(
            nl="Er is nog geen geld of kostenraming vastgelegd.",
            en="No money or estimate of costs has been recorded yet.",
        )
        blocks = (Paragraph(said, Tone.NOTE),)
    else:
        blocks = (
            Figure(
                name="money",
                anchor=f"{place}:money-picture",
                title=Text(
                    nl="Wat programma’s betalen, naast wat het naar verwachting kost",
                    en="What programmes pay, beside what it is expected to cost",
                ),
                description=_description(paid, costs, years),
                drawing=money_picture(years, _shades(view, paid), costs),
                table=_table(paid, costs, years),
            ),
        )
    title = Text(nl="Geld", en="Money")
    return Section(anchor=f"{place}:money", title=title, blocks=blocks)


def paid_by_programme(view: View, issue: Issue) -> list[tuple[str, dict[int, Decimal]]]:
    """Return by budget programme what it pays each year, largest first.

    A share without an amount counts as that part of the costs expected in its year; without an
    estimate it counts for nothing, since nobody knows what it is a part of.
    """
    costs = expected_costs(issue)
    found: dict[str, dict[int, Decimal]] = {}
    for one in view.dossier.budget_of(issue.id):
        amount = one.amount.euros if one.amount else None
        if amount is None and one.share is not None and one.year in costs:
            amount = costs[one.year] * one.share / 100
        if amount is not None:
            by_year = found.setdefault(view.called(Ref("budget_programme", one.programme)), {})
            by_year[one.year] = by_year.get(one.year, Decimal(0)) + amount
    return sorted(found.items(), key=lambda one: (-sum(one[1].values(), Decimal(0)), one[0]))


def expected_costs(issue: Issue) -> dict[int, Decimal]:
    """Return the expected costs by year, of the latest estimate for each."""
    ordered = sorted(issue.costs, key=lambda one: one.on.isoformat() if one.on else "")
    return {one.year: one.expected.euros for one in ordered if one.expected is not None}


def _shades(
    view: View, paid: list[tuple[str, dict[int, Decimal]]]
) -> list[tuple[str, dict[int, Decimal]]]:
    """Shorten names for the legend; what is beyond the shades to be told apart is the last one."""
    paid = [(shortened(name, _MOST_LETTERS), by_year) for name, by_year in paid]
    if len(paid) <= MOST_SHADES:
        return paid
    rest: dict[int, Decimal] = {}
    for _, by_year in paid[MOST_SHADES - 1 :]:
        for year, amount in by_year.items():
            rest[year] = rest.get(year, Decimal(0)) + amount
    others = view.say(Text(nl="overige programma’s", en="other programmes"))
    return [*paid[: MOST_SHADES - 1], (others, rest)]


def _description(
    paid: list[tuple[str, dict[int, Decimal]]], costs: dict[int, Decimal], years: list[int]
) -> Message:
    total = sum((sum(by_year.values(), Decimal(0)) for _, by_year in paid), Decimal(0))
    short = sum(
        (max(cost - _paid_in(year, paid), Decimal(0)) for year, cost in costs.items()),
        Decimal(0),
    )
    span = f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0])
    if not costs:
        return message(
            "In {span} is {total} toegekend; er is geen kostenraming.",
            "In {span} {total} has been granted; there is no estimate of costs.",
            span=span,
            total=Euros(total),
        )
    if short:
        return message(
            "In {span} is {total} toegekend; {short} van de verwachte kosten is nog niet gedekt.",
            "In {span} {total} has been granted; {short} of the expected costs is not yet covered.",
            span=span,
            total=Euros(total),
            short=Euros(short),
        )
    return message(
        "In {span} is {total} toegekend; de verwachte kosten zijn gedekt.",
        "In {span} {total} has been granted; the expected costs are covered.",
        span=span,
        total=Euros(total),
    )


def _paid_in(year: int, paid: list[tuple[str, dict[int, Decimal]]]) -> Decimal:
    return sum((by_year.get(year, Decimal(0)) for _, by_year in paid), Decimal(0))


def _table(
    paid: list[tuple[str, dict[int, Decimal]]], costs: dict[int, Decimal], years: list[int]
) -> Table:
    def cell(amount: Decimal | None) -> Cell:
        return _DASH if amount is None else Euros(amount)

    rows = [
        Row(cells=(name, *(cell(by_year.get(year)) for year in years))) for name, by_year in paid
    ]
    if len(paid) > 1:
        together = (Euros(_paid_in(year, paid)) for year in years)
        rows.append(Row(cells=(Text(nl="Samen", en="Together"), *together)))
    if costs:
        name = Text(nl="Verwachte kosten", en="Expected costs")
        rows.append(Row(cells=(name, *(cell(costs.get(year)) for year in years))))
    heads = columns(
        Text(nl="Begrotingsprogramma", en="Budget programme"),
        *(str(year) for year in years),
        numbers=tuple(range(1, len(years) + 1)),
    )
    caption = Text(nl="Bedragen per jaar", en="Amounts by year")
    return Table(caption=caption, columns=heads, rows=tuple(rows))
