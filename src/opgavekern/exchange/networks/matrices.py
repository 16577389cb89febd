"""Sociomatrices and roster exports: a row for each who names, a column for each who is named."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from opgavekern.base.texts import message, quoted
from opgavekern.exchange.networks.actor_tables import tell_alike_asked
from opgavekern.exchange.networks.drafts import Draft
from opgavekern.exchange.networks.labelled_tables import (
    Labelled,
    is_readable,
    judge_partly,
    labelled,
    not_symmetric,
    odd_cell,
    twice_named,
)
from opgavekern.exchange.networks.labels_compared import judge_names, judge_totals, said_of
from opgavekern.exchange.networks.numbers import (
    is_missing,
    may_be_thousands,
    typed,
)
from opgavekern.exchange.networks.truths import tie_in
from opgavekern.exchange.sheets import Sheet, is_empty
from opgavekern.network.foundation.snapshots import MODE


def read_matrix(draft: Draft, sheet: Sheet, *, directed: bool | None) -> None:
    """Take a sociomatrix into a draft; other names beside than above make it two-mode.

    An empty cell is no tie where the table writes no zeros; where it does, an empty cell, like
    `NA`, is a missing answer. Who has a row of missing answers only did not answer; of who
    answered in part, the draft says what the missing cells are.
    """
    table = labelled(sheet)
    if not is_readable(draft, table):
        return
    judge_totals(draft, table)
    if not (table.is_square or table.is_two_mode):
        draft.problem(
            "not-square",
            message(
                "naast en boven de sociomatrix staan niet dezelfde namen: {said}",
                "beside and above the sociomatrix are not the same names: {said}",
                said=said_of(table),
            ),
            message(
                "Schrijf namen gelijk, of geef --format namenlijst (in Python "
                'format="roster") voor een namenlijst waarop niet iedereen antwoordde.',
                'Write names the same, or give --format roster (in Python format="roster") for a '
                "roster that not everybody answered.",
            ),
            sheet.place(0),
        )
        return
    take_matrix(draft, table, directed=directed)


def take_matrix(
    draft: Draft, table: Labelled, kind: str = "", *, directed: bool | None = None
) -> None:
    """Take the ties of one matrix into a draft, and who gave no answer.

    Args:
        draft: What was read so far.
        table: Names and cells.
        kind: Which relation, where the file has several.
        directed: None for directed; a matrix of two modes never is.
    """
    twice = list(twice_named(table))
    for name, row, column in twice:
        draft.duplicate(name, table.sheet.place(row, column))
    if twice:
        return
    draft.is_directed = not table.is_two_mode and directed is not False
    for name, _ in table.rows:
        draft.add_node(name, **({MODE: 0} if table.is_two_mode else {}))
    for name, _ in table.columns:
        draft.add_node(name, **({MODE: 1} if table.is_two_mode else {}))
    blank_is_missing = _writes_zeros(table)
    if not blank_is_missing:
        _tell_blank(draft, table)
    silent = _read_cells(draft, table, kind, blank_is_missing=blank_is_missing)
    if silent and len(silent) < len(table.rows):
        heard = {name for name, _ in table.rows} - silent
        draft.answered = heard if draft.asked is None else draft.answered & heard
        draft.asked = {name for name, _ in table.rows}


def read_roster(
    draft: Draft, sheet: Sheet, asked: Iterable[str] | None, *, is_asked_for: bool
) -> None:
    """Take a roster export into a draft: a row for each respondent, a column for each name.

    An empty cell in a row with answers is no tie; a row without answers is no answer. Without a
    list of who was asked, everybody on the roster counts as asked, and a notice says so.
    """
    table = labelled(sheet)
    if not is_readable(draft, table):
        return
    judge_totals(draft, table)
    judge_names(draft, table, is_asked_for=is_asked_for or table.asks)
    for name, _ in (*table.columns, *table.rows):
        draft.add_node(name)
    for attribute, column in table.others:
        cells = {name: sheet.cell(row, column) for name, row in table.rows}
        told = typed({name: cell for name, cell in cells.items() if not is_empty(cell)})
        for name, cell in told.items():
            draft.nodes[name][attribute] = cell
    silent = _read_cells(draft, table, blank_row_is_silent=True)
    heard = {name for name, _ in table.rows} - silent
    if asked is None:
        draft.notice(
            "asked-not-given",
            message(
                "wie gevraagd is, is niet gezegd; iedereen op de lijst telt als gevraagd",
                "who was asked is not said; everybody on the roster counts as asked",
            ),
            message(
                "Geef de lijst met --asked (in Python asked=…).",
                "Give the list with --asked (in Python asked=…).",
            ),
            sheet.place(0),
        )
    else:
        asked = set(asked)
        tell_alike_asked(draft, asked)
    draft.asked = set(draft.nodes) if asked is None else asked
    draft.answered = heard
    for name in sorted(draft.asked):
        draft.add_node(name)
    places = dict(table.rows)
    for name in sorted(heard - draft.asked):
        draft.problem(
            "not-asked",
            message(
                "{name} antwoordde, maar staat niet bij wie gevraagd is",
                "{name} answered, but is not among who was asked",
                name=quoted(name),
            ),
            message(
                "Schrijf de naam gelijk, of vul de lijst aan.",
                "Write the name the same, or complete the list.",
            ),
            sheet.place(places[name]),
        )


def _writes_zeros(table: Labelled) -> bool:
    return any(
        tie_in(table.sheet.cell(row, column)) == 0
        for name, row in table.rows
        for other, column in table.columns
        if name != other
    )


def _tell_blank(draft: Draft, table: Labelled) -> None:
    """Tell of empty cells that are read as no tie, since the table writes no zeros."""
    blank = [
        (row, column)
        for name, row in table.rows
        for other, column in table.columns
        if name != other and is_empty(table.sheet.cell(row, column))
    ]
    if blank:
        draft.notice(
            "blank-is-zero",
            message(
                "deze tabel heeft geen nullen; lege cellen zijn gelezen als geen relatie ({count})",
                "this table has no zeros; empty cells were read as no tie ({count})",
                count=len(blank),
            ),
            message(
                "Schrijf NA waar een antwoord ontbreekt.",
                "Write NA where an answer is missing.",
            ),
            table.sheet.place(*blank[0]),
        )


def _read_cells(
    draft: Draft,
    table: Labelled,
    kind: str = "",
    *,
    blank_is_missing: bool = False,
    blank_row_is_silent: bool = False,
) -> set[str]:
    """Take ties into the draft; return who gave no answer at all."""
    silent: set[str] = set()
    ties: dict[tuple[str, str], tuple[Any, int, int]] = {}
    missing: dict[str, list[tuple[int, int]]] = {}
    for name, row in table.rows:
        gaps, answers = [], 0
        for other, column in table.columns:
            cell = table.sheet.cell(row, column)
            strength = tie_in(cell)
            if is_missing(cell):
                if name != other and (blank_is_missing or not is_empty(cell)):
                    gaps.append((row, column))
            elif strength is None:
                odd_cell(draft, table, row, column)
            else:
                if table.sheet.decimal_comma and may_be_thousands(cell):
                    draft.either_number(cell, table.sheet.place(row, column))
                answers += name != other
                if strength:  # A cell on the diagonal is a tie with oneself.
                    ties[name, other] = (strength, row, column)
        if not answers and (gaps or blank_row_is_silent):
            silent.add(name)
        elif gaps:
            missing[name] = gaps
    if missing:
        silent |= judge_partly(draft, table, missing)
    _add_ties(draft, table, kind, ties, silent)
    return silent


def _add_ties(
    draft: Draft,
    table: Labelled,
    kind: str,
    ties: dict[tuple[str, str], tuple[Any, int, int]],
    silent: Collection[str],
) -> None:
    """Add ties, with a weight where they differ; of an undirected matrix both sides must agree.

    Rows that count as missing give no ties: of an undirected tie the other side may tell.
    """
    told = {pair: one for pair, one in ties.items() if pair[0] not in silent}
    is_weighted = any(strength != 1 for strength, _, _ in told.values())
    for (name, other), (strength, row, column) in told.items():
        if not draft.is_directed and not table.is_two_mode and other not in silent:
            back = told.get((other, name))
            if back is None or back[0] != strength:
                not_symmetric(draft, table, row, column)
                continue
            if name > other:
                continue
        draft.add_tie(name, other, kind, **({"weight": strength} if is_weighted else {}))
