"""Names beside a table and above it: who stands on one side only, and totals among actors."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from opgavekern.base.near import near
from opgavekern.base.texts import Message, message, quoted, visible
from opgavekern.exchange.networks.drafts import Draft, listed
from opgavekern.exchange.networks.labelled_tables import Labelled
from opgavekern.exchange.networks.truths import tie_in
from opgavekern.exchange.sheets import plain_name

#: What people call the row or column in which they add up.
_TOTALS: Final = frozenset("total totals totaal totalen som sum subtotal subtotaal".split())
_MOST_NEAR: Final = 50


def judge_names(draft: Draft, table: Labelled, *, is_asked_for: bool) -> None:
    """Tell of names on one side only, where a slip may have made a sociomatrix a roster.

    Where the caller says that it is a roster, or questions stand above it, only of names that are
    alike: who did not answer stands above a roster and not beside it.
    """
    beside, above = sided(table)
    if not (beside or above) or (is_asked_for and not _pairs(beside, above)):
        return
    draft.notice(
        "names-differ",
        message("gelezen als namenlijst: {said}", "read as a roster: {said}", said=said_of(table)),
        message(
            "Schrijf namen gelijk als het om één actor gaat. Zeg wat het is: --format matrix of "
            '--format namenlijst (in Python format="matrix" of format="roster").',
            "Write names the same if they are of one actor. Say what it is: --format matrix or "
            '--format roster (in Python format="matrix" or format="roster").',
        ),
        table.sheet.place(table.top),
    )


def sided(table: Labelled) -> tuple[list[str], list[str]]:
    """Return the names that stand beside a table only, and those that stand above it only."""
    rows = dict.fromkeys(name for name, _ in table.rows)
    columns = dict.fromkeys(name for name, _ in table.columns)
    return [one for one in rows if one not in columns], [one for one in columns if one not in rows]


def said_of(table: Labelled) -> Message:
    """Say which names stand on one side of a table only, and which of those are alike."""
    beside, above = sided(table)
    pairs = _pairs(beside, above)
    return message(
        "alleen naast de tabel staan {beside}, alleen erboven {above}; lijkt op elkaar: {pairs}",
        "beside the table only stand {beside}, above it only {above}; alike: {pairs}",
        beside=listed(map(visible, beside)) or "–",
        above=listed(map(visible, above)) or "–",
        pairs="; ".join(pairs) or "–",
    )


def _pairs(beside: Sequence[str], above: Sequence[str]) -> list[str]:
    meant = {one: near(one, above, most=1) for one in beside[:_MOST_NEAR]}
    return [f"{visible(one)} → {visible(close[0])}?" for one, close in meant.items() if close]


def judge_totals(draft: Draft, table: Labelled) -> None:
    """Refuse totals, which are no actor; tell of one that adds up to something else."""
    rows = [(name, at) for name, at in table.rows if plain_name(name) not in _TOTALS]
    columns = [(name, at) for name, at in table.columns if plain_name(name) not in _TOTALS]

    def strength(row: int, column: int) -> float:
        return tie_in(table.sheet.cell(row, column)) or 0

    for name, row in table.rows:
        if plain_name(name) in _TOTALS:
            sums = {column: sum(strength(one, column) for _, one in rows) for _, column in columns}
            is_sum = all(math.isclose(strength(row, column), one) for column, one in sums.items())
            _tell_total(draft, table, name, (row, 0), is_sum=is_sum)
    for name, column in table.columns:
        if plain_name(name) in _TOTALS:
            sums = {row: sum(strength(row, one) for _, one in columns) for _, row in rows}
            is_sum = all(math.isclose(strength(row, column), one) for row, one in sums.items())
            _tell_total(draft, table, name, (table.top, column), is_sum=is_sum)


def _tell_total(
    draft: Draft, table: Labelled, name: str, cell: tuple[int, int], *, is_sum: bool
) -> None:
    tell = draft.problem if is_sum else draft.notice
    tell(
        "total-as-actor",
        message(
            "{name} zou een actor zijn, en lijkt een totaal",
            "{name} would be an actor, and seems to be a total",
            name=quoted(name),
        ),
        message("Haal totalen weg.", "Take totals out."),
        table.sheet.place(*cell),
    )
