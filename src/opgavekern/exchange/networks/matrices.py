"""Sociomatrices and roster exports: a row for each who names, a column for each who is named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import attrs

from opgavekern.base.texts import message, quoted
from opgavekern.exchange.networks.drafts import MODE, Draft, listed
from opgavekern.exchange.networks.formats import NetworkFormat
from opgavekern.exchange.networks.numbers import is_missing
from opgavekern.exchange.networks.truths import tie_in
from opgavekern.exchange.sheets import Sheet, is_empty

#: Survey tools put the name on the roster behind the question: `With whom? [Police]`.
_BEHIND_QUESTION: Final = re.compile(r".*\[([^\[\]]+)\]\s*\Z", re.DOTALL)


@attrs.frozen
class Labelled:
    """A table with names beside its rows and above its columns.

    Attributes:
        sheet: The table.
        rows: Name and number of each row.
        columns: Name and number of each column.
    """

    sheet: Sheet
    rows: Sequence[tuple[str, int]]
    columns: Sequence[tuple[str, int]]

    @property
    def is_square(self) -> bool:
        """The same names stand beside and above."""
        return {name for name, _ in self.rows} == {name for name, _ in self.columns}

    @property
    def is_two_mode(self) -> bool:
        """No name stands both beside and above."""
        return not {name for name, _ in self.rows} & {name for name, _ in self.columns}

    @property
    def kind(self) -> NetworkFormat:
        """What it looks like: a matrix, or a roster of which not everybody answered."""
        is_matrix = self.is_square or self.is_two_mode
        return NetworkFormat.MATRIX if is_matrix else NetworkFormat.ROSTER


def labelled(sheet: Sheet) -> Labelled:
    """Return the names beside and above a table; blank rows and columns are passed by."""
    filled = (at for at, cells in enumerate(sheet.rows) if any(one != "" for one in cells))
    top = next(filled, 0)
    above = sheet.rows[top] if sheet.rows else ()
    found = [(str(cell), at) for at, cell in enumerate(above) if at and cell != ""]
    questions = [_BEHIND_QUESTION.match(name) for name, _ in found]
    if found and all(questions):
        found = [(one[1].strip(), at) for one, (_, at) in zip(questions, found, strict=True) if one]
    rows = [(str(cells[0]), at) for at, cells in enumerate(sheet.rows)
            if at > top and cells and cells[0] != ""]  # fmt: skip
    return Labelled(sheet, rows, found)


def read_matrix(draft: Draft, sheet: Sheet, *, directed: bool | None) -> None:
    """Take a sociomatrix into a draft; other names beside than above make it two-mode.

    An empty cell is no tie where the table writes no zeros; where it does, an empty cell, like
    `NA`, is a missing answer. Who has a row of missing answers only did not answer.
    """
    table = labelled(sheet)
    if not _is_readable(draft, table):
        return
    if not (table.is_square or table.is_two_mode):
        names = {name for name, _ in table.columns} ^ {name for name, _ in table.rows}
        draft.problem(
            "not-square",
            message(
                "naast en boven de sociomatrix staan niet dezelfde namen: {names}",
                "beside and above the sociomatrix are not the same names: {names}",
                names=listed(sorted(names)),
            ),
            message(
                'Schrijf namen gelijk, of geef format="roster" voor een namenlijst waarop niet '
                "iedereen antwoordde.",
                'Write names the same, or give format="roster" for a roster that not everybody '
                "answered.",
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
    draft.is_directed = not table.is_two_mode and directed is not False
    for name, _ in table.rows:
        draft.add_node(name, **({MODE: 0} if table.is_two_mode else {}))
    for name, _ in table.columns:
        draft.add_node(name, **({MODE: 1} if table.is_two_mode else {}))
    silent = _read_cells(draft, table, kind, blank_is_missing=_writes_zeros(table))
    if silent and len(silent) < len(table.rows):
        heard = {name for name, _ in table.rows} - silent
        draft.answered = heard if draft.asked is None else draft.answered & heard
        draft.asked = {name for name, _ in table.rows}


def read_roster(draft: Draft, sheet: Sheet, asked: Iterable[str] | None) -> None:
    """Take a roster export into a draft: a row for each respondent, a column for each name.

    An empty cell in a row with answers is no tie; a row without answers is no answer. Without a
    list of who was asked, everybody on the roster counts as asked, and a notice says so.
    """
    table = labelled(sheet)
    if not _is_readable(draft, table):
        return
    for name, _ in (*table.columns, *table.rows):
        draft.add_node(name)
    silent = _read_cells(draft, table, blank_row_is_silent=True)
    heard = {name for name, _ in table.rows} - silent
    if asked is None:
        draft.notice(
            "asked-not-given",
            message(
                "wie gevraagd is, is niet gezegd; iedereen op de lijst telt als gevraagd",
                "who was asked is not said; everybody on the roster counts as asked",
            ),
            message("Geef de lijst met asked=….", "Give the list with asked=…."),
            sheet.place(0),
        )
    draft.asked = set(draft.nodes if asked is None else asked)
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


def _is_readable(draft: Draft, table: Labelled) -> bool:
    """Tell whether there are names on both sides, each once."""
    before = len(draft.problems)
    if not table.rows or not table.columns:
        draft.problem(
            "no-names",
            message(
                "hier staan geen namen naast en boven de tabel",
                "there are no names beside and above the table here",
            ),
            message(
                "Zet namen in de eerste kolom en op de eerste rij.",
                "Put names in the first column and on the first row.",
            ),
            table.sheet.place(0),
        )
    for name, row, column in _twice(table):
        draft.duplicate(name, table.sheet.place(row, column))
    draft.allows_cells(len(table.rows) * len(table.columns))
    return len(draft.problems) == before


def _twice(table: Labelled) -> Iterator[tuple[str, int, int]]:
    seen: set[str] = set()
    for name, row in table.rows:
        if name in seen:
            yield name, row, 0
        seen.add(name)
    seen.clear()
    for name, column in table.columns:
        if name in seen:
            yield name, 0, column
        seen.add(name)


def _writes_zeros(table: Labelled) -> bool:
    return any(
        tie_in(table.sheet.cell(row, column)) == 0
        for name, row in table.rows
        for other, column in table.columns
        if name != other
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
    missing: list[tuple[int, int]] = []
    for name, row in table.rows:
        gaps, answers = [], 0
        for other, column in table.columns:
            cell = table.sheet.cell(row, column)
            strength = tie_in(cell)
            if is_missing(cell):
                if name != other and (blank_is_missing or not is_empty(cell)):
                    gaps.append((row, column))
            elif strength is None:
                _odd_cell(draft, table, row, column)
            else:
                answers += name != other
                if strength:  # A cell on the diagonal is a tie with oneself.
                    ties[name, other] = (strength, row, column)
        if not answers and (gaps or blank_row_is_silent):
            silent.add(name)
        else:
            missing += gaps
    _tell_missing(draft, table, missing)
    _add_ties(draft, table, kind, ties)
    return silent


def _add_ties(
    draft: Draft, table: Labelled, kind: str, ties: dict[tuple[str, str], tuple[Any, int, int]]
) -> None:
    """Add ties, with a weight where they differ; of an undirected matrix both sides must agree."""
    is_weighted = any(strength != 1 for strength, _, _ in ties.values())
    for (name, other), (strength, row, column) in ties.items():
        if not draft.is_directed and not table.is_two_mode:
            back = ties.get((other, name))
            if back is None or back[0] != strength:
                _not_symmetric(draft, table, row, column)
                continue
            if name > other:
                continue
        draft.add_tie(name, other, kind, **({"weight": strength} if is_weighted else {}))


def _odd_cell(draft: Draft, table: Labelled, row: int, column: int) -> None:
    draft.problem(
        "not-a-number",
        message(
            "{found} zegt niet of er een relatie is",
            "{found} does not say whether there is a tie",
            found=quoted(table.sheet.cell(row, column)),
        ),
        message(
            "Vul een getal in, ja of nee, of niets; NA voor een antwoord dat ontbreekt.",
            "Fill in a number, yes or no, or nothing; NA for an answer that is missing.",
        ),
        table.sheet.place(row, column),
    )


def _not_symmetric(draft: Draft, table: Labelled, row: int, column: int) -> None:
    draft.problem(
        "not-symmetric",
        message(
            "deze cel en haar spiegelbeeld zijn niet gelijk, terwijl de relatie ongericht zou zijn",
            "this cell and its mirror image differ, while the relation would be undirected",
        ),
        message(
            "Lees met directed=True, en maak symmetrisch met symmetrise(graph, regel).",
            "Read with directed=True, and make it symmetric with symmetrise(graph, rule).",
        ),
        table.sheet.place(row, column),
    )


def _tell_missing(draft: Draft, table: Labelled, missing: list[tuple[int, int]]) -> None:
    if missing:
        draft.notice(
            "missing-cells",
            message(
                "{count} cellen ontbreken van wie verder antwoordde; zij zijn gelezen als geen "
                "relatie",
                "{count} cells are missing of who answered otherwise; they were read as no tie",
                count=len(missing),
            ),
            message(
                "Vul ze in, of laat de hele rij leeg als iemand niet antwoordde.",
                "Fill them in, or leave the whole row empty where somebody did not answer.",
            ),
            table.sheet.place(*missing[0]),
        )
