"""Laying a mapping on the sheet that it is about."""

from __future__ import annotations

from collections.abc import Sequence

from opgavekern.base.errors import Location, Problem
from opgavekern.base.texts import message, quoted
from opgavekern.exchange.fitting import Fitting
from opgavekern.exchange.headers import Header, find_header, header_at
from opgavekern.exchange.mappings import UNDECIDED, TableMapping
from opgavekern.exchange.open_ends import open_ends
from opgavekern.exchange.plans import Plan
from opgavekern.exchange.sheets import Sheet, no_sheet, sheet_named
from opgavekern.files.refusals import Refusal


def make_plan(mapping: TableMapping, sheets: Sequence[Sheet], file: str) -> Plan:
    """Lay a mapping on the sheet that it is about.

    Raises:
        Refusal: With every problem of the mapping, and every column that is not there.
    """
    fitting = Fitting(mapping)
    kind = fitting.kind()
    targets = fitting.targets(kind)
    constants = fitting.constants(kind)
    headings = fitting.headings(kind)
    try:
        sheet, header = _sheet(mapping, sheets, file)
    except Refusal as refused:
        raise Refusal(*fitting.problems, *refused.problems, *open_ends(mapping, kind)) from None
    columns = fitting.columns(targets, header, sheet)
    keys, keeps_case = fitting.keys(kind, columns, header, sheet)
    if fitting.problems or UNDECIDED in mapping.id.columns:
        raise Refusal(*fitting.problems, *open_ends(mapping, kind, header.shown))
    used = {one.index for one in columns} | set(keys)
    meant = {header.column(one.column) for one in mapping.columns}
    return Plan(
        kind=kind,
        sheet=sheet,
        header=header,
        columns=tuple(columns),
        keys=tuple(keys),
        keeps_case=keeps_case,
        constants=tuple(constants),
        headings=headings,
        left_out=tuple(name for index, name in enumerate(header.names)
                       if name and index not in used and index not in meant),
    )  # fmt: skip


def _sheet(mapping: TableMapping, sheets: Sequence[Sheet], file: str) -> tuple[Sheet, Header]:
    """Return the sheet that the mapping names or fits best, and its header."""
    chosen = list(sheets)
    if mapping.sheet:
        named = sheet_named(sheets, mapping.sheet)
        if named is None:
            raise no_sheet(sheets, mapping.sheet, mapping.place("sheet"), file)
        chosen = [named]
    chosen = [one for one in chosen if any(map(any, one.rows))] or chosen[:1]
    wanted = [one.column for one in mapping.columns] + list(mapping.id.columns)
    best: tuple[int, Sheet, Header] | None = None
    for sheet in sorted(chosen, key=lambda one: not one.is_visible):
        header = _header(mapping, sheet, wanted)
        if header is None:
            continue
        fits = sum(header.column(name) is not None for name in wanted)
        if best is None or fits > best[0]:
            best = (fits, sheet, header)
    if best is None:
        raise Refusal(_no_header(mapping, wanted, chosen[0].place(0) if chosen else None, file))
    return best[1], best[2]


def _header(mapping: TableMapping, sheet: Sheet, wanted: list[str]) -> Header | None:
    if mapping.header:
        rows = [row - 1 for row in mapping.header]
        return header_at(sheet, rows) if max(rows) < len(sheet.rows) else None
    return find_header(sheet, wanted)


def _no_header(
    mapping: TableMapping, wanted: list[str], place: Location | None, file: str
) -> Problem:
    at = mapping.place("header" if mapping.header else "columns")
    return Problem(
        code="no-header",
        message=message(
            "in {file} staat nergens een rij met een van deze koppen: {wanted}",
            "nowhere in {file} is a row with any of these headers: {wanted}",
            file=file,
            wanted=", ".join(quoted(name) for name in wanted[:8]),
        ),
        remedy=message(
            "Schrijf de kolommen in het koppelbestand zoals zij in de tabel heten, zet bij "
            "kopregel het nummer van de rij, of laat opgavekern import --guess een nieuw "
            "koppelbestand maken.",
            "Write the columns in the mapping as the table has them, put the number of the row "
            "at header, or let opgavekern import --guess make a new mapping.",
        ),
        location=at or place or Location(file=file),
        related=(place,) if at and place else (),
    )
