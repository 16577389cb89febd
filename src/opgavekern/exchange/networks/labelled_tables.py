"""A table with names beside and above it, and what can be wrong with one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs

from opgavekern.base.texts import Text, message, quoted
from opgavekern.exchange.networks.drafts import Draft
from opgavekern.exchange.networks.formats import NetworkFormat, PartlyAnswered
from opgavekern.exchange.networks.numbers import name_in, number_in
from opgavekern.exchange.sheets import Sheet

#: Survey tools put the name on the roster behind the question: `With whom? [Police]`.
_BEHIND_QUESTION: Final = re.compile(r".*\[([^\[\]]+)\]\s*\Z", re.DOTALL)
#: Others join question and name: `Q1 - Police`, `Q1: Police`, `Q1_Police`.
_JOINT: Final = re.compile(r"\s[-–]\s|[:_]")


@attrs.frozen
class Labelled:
    """A table with names beside its rows and above its columns.

    Attributes:
        sheet: The table.
        rows: Name and number of each row.
        columns: Name and number of each column that holds ties.
        others: Name and number of each other column, such as a date beside the questions.
        asks: Names stand behind a question.
        top: The row that holds the names above; titles may stand over it.
    """

    sheet: Sheet
    rows: Sequence[tuple[str, int]]
    columns: Sequence[tuple[str, int]]
    others: Sequence[tuple[str, int]] = ()
    asks: bool = False
    top: int = 0

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
        is_matrix = not self.asks and (self.is_square or self.is_two_mode)
        return NetworkFormat.MATRIX if is_matrix else NetworkFormat.ROSTER


def labelled(sheet: Sheet) -> Labelled:
    """Return the names beside and above a table; titles, blank rows and columns are passed by.

    Where a name stands behind a question, `With whom? [Police]`, columns without one hold no ties.
    Behind a question without brackets, `Q1 - Police`, names are only taken if all have the same.
    """
    top = next((at for at in range(len(sheet.rows)) if not _is_blank_or_title(sheet, at)), 0)
    above = sheet.rows[top] if sheet.rows else ()
    found = [(name_in(cell), at) for at, cell in enumerate(above) if at and cell != ""]
    rows = [(name_in(cells[0]), at) for at, cells in enumerate(sheet.rows)
            if at > top and cells and cells[0] != ""]  # fmt: skip
    behind = {at: one for name, at in found if (one := _BEHIND_QUESTION.match(name))}
    questions = {at: one[1].strip() for at, one in behind.items()} or _behind_the_same(found, rows)
    if not questions:
        return Labelled(sheet, rows, found, top=top)
    return Labelled(
        sheet,
        rows,
        [(name, at) for at, name in questions.items()],
        [(name, at) for name, at in found if at not in questions],
        asks=True,
        top=top,
    )


def _behind_the_same(
    found: Sequence[tuple[str, int]], rows: Sequence[tuple[str, int]]
) -> dict[int, str]:
    """Return names by column behind what all headings begin with, if rows have such names.

    Actors of which names begin alike, `Zorg: Noord`, stand so beside the table too.
    """
    headings = [name for name, _ in found]
    joints = _JOINT.finditer(headings[0]) if len(headings) > 1 else ()
    begins = [headings[0][: joint.end()] for joint in joints]
    shared = [one for one in begins if all(name.startswith(one) for name in headings)]
    beside = {name for name, _ in rows} if shared else set()
    if not beside.isdisjoint(headings):
        return {}
    for before in shared:
        names = {at: name.removeprefix(before).strip() for name, at in found}
        if all(names.values()) and not beside.isdisjoint(names.values()):
            return names
    return {}


def _is_blank_or_title(sheet: Sheet, row: int) -> bool:
    """Tell whether a row can hold no names above: those stand right of the first column."""
    over = {one.first_column for one in sheet.merged
            if one.first_row == row and one.first_column < one.last_column}  # fmt: skip
    return all(cell == "" or not at or at in over for at, cell in enumerate(sheet.rows[row]))


def is_readable(draft: Draft, table: Labelled) -> bool:
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
    twice = list(twice_named(table))
    names = [name for name, _ in (*table.rows, *table.columns)]
    if twice and all(number_in(name) is not None for name in names):
        draft.problem("no-names", *_NAMELESS, table.sheet.place(0))
        twice = []
    for name, row, column in twice:
        draft.duplicate(name, table.sheet.place(row, column))
    _refuse_beyond(draft, table)
    draft.allows_cells(len(table.rows) * len(table.columns))
    return len(draft.problems) == before


_NAMELESS: Final = (
    message("dit lijkt een matrix zonder namen", "this seems to be a matrix without names"),
    message(
        "Zet namen in de eerste kolom en op de eerste rij.",
        "Put names in the first column and on the first row.",
    ),
)


def _refuse_beyond(draft: Draft, table: Labelled) -> None:
    """Refuse cells that stand in a named row and under no name: a row has slipped."""
    named = {column for _, column in (*table.columns, *table.others)}
    for _, row in table.rows:
        for column, cell in enumerate(table.sheet.rows[row]):
            if column and cell != "" and column not in named:
                draft.problem(
                    "no-heading",
                    message("deze cel staat onder geen naam", "this cell stands under no name"),
                    message(
                        "Zet er een naam boven, of haal de cel weg.",
                        "Put a name above it, or take the cell out.",
                    ),
                    table.sheet.place(row, column),
                )
                break


def twice_named(table: Labelled) -> Iterator[tuple[str, int, int]]:
    """Yield names that stand twice beside or above a table, with row and column."""
    seen: set[str] = set()
    for name, row in table.rows:
        if name in seen:
            yield name, row, 0
        seen.add(name)
    seen.clear()
    for name, column in table.columns:
        if name in seen:
            yield name, table.top, column
        seen.add(name)


def odd_cell(draft: Draft, table: Labelled, row: int, column: int) -> None:
    """Take note of a cell that says neither that there is a tie nor that there is none."""
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


def not_symmetric(draft: Draft, table: Labelled, row: int, column: int) -> None:
    """Take note of a cell that differs from its mirror image."""
    draft.problem(
        "not-symmetric",
        message(
            "deze cel en haar spiegelbeeld zijn niet gelijk, terwijl de relatie ongericht zou zijn",
            "this cell and its mirror image differ, while the relation would be undirected",
        ),
        message(
            "Lees zonder --undirected; in Python met directed=True, en maak symmetrisch met "
            "symmetrise(graph, regel).",
            "Read without --undirected; in Python with directed=True, and make it symmetric with "
            "symmetrise(graph, rule).",
        ),
        table.sheet.place(row, column),
    )


def judge_partly(
    draft: Draft, table: Labelled, missing: Mapping[str, list[tuple[int, int]]]
) -> set[str]:
    """Decide about missing cells of who answered otherwise, as was asked; return who is silent.

    Measures know of a row whether it was answered, and not of a cell. What is missing is never
    read as no tie unless somebody says so, and each result then states it.
    """
    count, first = (
        sum(map(len, missing.values())),
        table.sheet.place(*next(iter(missing.values()))[0]),
    )
    said = message(
        "ontbrekende cellen: {cells}, van {rows} die verder antwoordden",
        "missing cells: {cells}, of {rows} who answered otherwise",
        cells=count,
        rows=len(missing),
    )
    if draft.partly is None:
        remedy = message(
            "Vul ze in, of zeg hoe ze tellen: --partly geen-antwoord ({no_answer}) of geen-relatie "
            '({no_tie}); in Python partly="no_answer" of "no_tie".',
            "Fill them in, or say how they count: --partly no-answer ({no_answer}) or no-tie "
            '({no_tie}); in Python partly="no_answer" or "no_tie".',
            no_answer=PartlyAnswered.NO_ANSWER,
            no_tie=PartlyAnswered.NO_TIE,
        )
        draft.problem("missing-cells", said, remedy, first)
        return set()
    is_tie = draft.partly is PartlyAnswered.NO_TIE
    draft.treatment = (
        Text(
            nl=f"ontbrekende cellen gelezen als geen relatie ({count})",
            en=f"missing cells read as no tie ({count})",
        )
        if is_tie
        else Text(
            nl=f"wie deels antwoordde gelezen als geen antwoord ({len(missing)})",
            en=f"who answered in part read as no answer ({len(missing)})",
        )
    )
    draft.notice(
        "missing-cells",
        message("{said}: {what}", "{said}: {what}", said=said, what=draft.partly),
        message("Vul ze in.", "Fill them in."),
        first,
    )
    return set() if is_tie else set(missing)
