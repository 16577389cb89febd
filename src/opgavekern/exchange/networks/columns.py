"""Which column of a table is what, by the words that stand above columns of networks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

import attrs

from opgavekern.base.errors import Location
from opgavekern.base.near import one_of
from opgavekern.base.texts import Message, counted, message, quoted
from opgavekern.exchange.networks.drafts import Draft
from opgavekern.exchange.networks.numbers import may_be_thousands, name_in, number_in, typed
from opgavekern.exchange.sheets import Sheet, is_empty, plain_name

#: Word above a column → what it holds.
WORDS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "source": frozenset("source from van bron start sender afzender tail zender".split()),
        "target": frozenset("target to naar doel end receiver ontvanger head".split()),
        "ego": frozenset({"ego", "respondent", "ego id", "egoid"}),
        "alter": frozenset({"alter", "alter1", "alter 1", "genoemde", "naam alter"}),
        "alter2": frozenset({"alter2", "alter 2", "andere alter", "other alter"}),
        "weight": frozenset("weight gewicht sterkte strength value waarde aantal count".split()),
        "kind": frozenset({"relation", "kind", "relatie", "relatiesoort", "soort"}),
        "type": frozenset({"type"}),
        "actor": frozenset({"actor", "naam", "name", "deelnemer", "persoon", "person",
                            "participant", "organisatie", "organisation", "wie", "who"}),
        "meeting": frozenset({"meeting", "bijeenkomst", "overleg", "event", "vergadering"}),
        "date": frozenset({"date", "datum", "dag", "day"}),
        "id": frozenset({"id", "actor", "naam", "name", "node", "label", "organisatie",
                         "organisation"}),
        "asked": frozenset({"asked", "gevraagd", "roster", "namenlijst"}),
        "answered": frozenset({"answered", "geantwoord", "respons", "response"}),
    }
)  # fmt: skip


@attrs.frozen
class Header:
    """The first row of a table that holds anything, and which column is what.

    Attributes:
        sheet: The table.
        row: Number of the row, from 0.
        names: What stands above each column.
        found: Column of each role, from 0.
    """

    sheet: Sheet
    row: int
    names: tuple[str, ...]
    found: Mapping[str, int]

    def others(self) -> dict[str, int]:
        """Return the columns that have no role, by name."""
        used = set(self.found.values())
        return {name: at for at, name in enumerate(self.names) if name and at not in used}

    def rows(self) -> Iterable[int]:
        """Yield the numbers of the rows below it that hold anything."""
        for row in range(self.row + 1, len(self.sheet.rows)):
            if any(cell != "" for cell in self.sheet.rows[row]):
                yield row

    def cell(self, row: int, role: str) -> Any:
        """Return what stands under a role; an empty text where no column has it."""
        column = self.found.get(role)
        return "" if column is None else self.sheet.cell(row, column)

    def place(self, row: int, role: str) -> Location:
        """Return where the cell of a role stands."""
        return self.sheet.place(row, self.found.get(role, 0))


def header_of(sheet: Sheet, roles: Iterable[str], given: Mapping[str, str] | None = None) -> Header:
    """Return which column of a table has which of these roles.

    Args:
        sheet: The table.
        roles: In order; a column has the first that fits.
        given: Names of columns by role, as the caller says it.
    """
    row = next((at for at, cells in enumerate(sheet.rows) if any(one != "" for one in cells)), 0)
    cells = sheet.rows[row] if sheet.rows else ()
    names = tuple(name_in(cell) for cell in cells)
    plain = [plain_name(name) for name in names]
    found: dict[str, int] = {}
    for role, name in (given or {}).items():
        if plain_name(name) in plain:
            found[role] = plain.index(plain_name(name))
    for role in roles:
        free = (at for at, name in enumerate(plain)
                if name in WORDS[role] and at not in found.values())  # fmt: skip
        if role not in found and (at := next(free, None)) is not None:
            found[role] = at
    return Header(sheet, row, names, found)


def tell_beyond(draft: Draft, header: Header) -> None:
    """Tell of cells that stand under no name of a column, which are not read."""
    named = {at for at, name in enumerate(header.names) if name}
    odd = [
        (row, at)
        for row in header.rows()
        for at, cell in enumerate(header.sheet.rows[row])
        if cell != "" and at not in named
    ]
    if odd:
        draft.notice(
            "no-heading",
            message(
                "onder geen kop, en daarom niet gelezen: {cells}",
                "under no heading, and so not read: {cells}",
                cells=counted(len(odd), ("cel", "cell"), ("cellen", "cells")),
            ),
            message(
                "Zet er een kop boven, of haal ze weg.", "Put a heading above, or take them out."
            ),
            header.sheet.place(*odd[0]),
        )


def attributes(header: Header, columns: Mapping[str, int]) -> dict[int, dict[str, Any]]:
    """Return what columns say, by row; numbers where all that stands in one are numbers."""
    rows = list(header.rows())
    told: dict[int, dict[str, Any]] = {row: {} for row in rows}
    for name, column in columns.items():
        found = {str(row): header.sheet.cell(row, column) for row in rows}
        cells = {row: cell for row, cell in found.items() if not is_empty(cell)}
        for row, cell in typed(cells).items():
            told[int(row)][name] = cell
    return told


def weight_in(draft: Draft, header: Header, row: int) -> dict[str, Any]:
    """Return what a row says of the weight of its tie; nothing where the cell is empty."""
    cell = header.cell(row, "weight")
    if is_empty(cell):
        return {}
    weight = number_in(cell)
    if weight is None:
        draft.not_a_number(cell, header.place(row, "weight"))
        return {}
    if header.sheet.decimal_comma and may_be_thousands(cell):
        draft.either_number(cell, header.place(row, "weight"))
    return {"weight": weight}


def tell_weightless(draft: Draft, header: Header, rows: Iterable[int]) -> None:
    """Tell of ties whose cell for the weight is empty; these are their rows."""
    found = list(rows)
    if found and "weight" in header.found:
        draft.notice(
            "no-weight",
            message(
                "bij {ties} is het gewicht niet ingevuld",
                "the weight of {ties} is not filled in",
                ties=counted(len(found), ("relatie", "tie"), ("relaties", "ties")),
            ),
            message(
                "Vul het aan; maten met gewichten weigeren een relatie zonder.",
                "Fill it in; measures with weights refuse a tie without one.",
            ),
            header.place(found[0], "weight"),
        )


def require_columns(draft: Draft, header: Header, roles: Iterable[str]) -> bool:
    """Tell whether a table has the columns that its format needs, and take note where not."""
    before = len(draft.problems)
    refuse_twice(draft, header)
    absent = [role for role in roles if role not in header.found]
    if len(absent) > 1 and not header.found and _may_be_data(header):
        draft.problem("no-heading", *_HEADLESS, header.sheet.place(header.row))
        return False
    for role in absent:
        draft.problem("no-such-column", *_absent(header, role), header.sheet.place(header.row))
    return len(draft.problems) == before


def refuse_twice(draft: Draft, header: Header) -> None:
    """Take note of headings that stand above two columns: which of both is meant, nobody knows."""
    seen: set[str] = set()
    for at, name in enumerate(map(plain_name, header.names)):
        if name and name in seen:
            draft.problem(
                "duplicate-heading",
                message(
                    "de kop {name} staat boven twee kolommen",
                    "the heading {name} stands above two columns",
                    name=quoted(header.names[at]),
                ),
                message("Geef elke kolom een eigen kop.", "Give each column a heading of its own."),
                header.sheet.place(header.row, at),
            )
        seen.add(name)
    for role in ("weight", "kind"):  # What they say stands on the tie under this name.
        other = header.others().get(role)
        if role in header.found and other is not None:
            draft.problem(
                "duplicate-heading",
                message(
                    "{name} en {other} zijn allebei {role}",
                    "{name} and {other} are both {role}",
                    name=quoted(header.names[header.found[role]]),
                    other=quoted(header.names[other]),
                    role=role,
                ),
                message("Noem een van beide anders.", "Name one of both otherwise."),
                header.sheet.place(header.row, other),
            )


def _may_be_data(header: Header) -> bool:
    """Tell whether the first row is one of ties: its words come back, or it has numbers."""
    below = {name_in(cell) for row in header.rows() for cell in header.sheet.rows[row]}
    words = [name for name in header.names if name]
    return any(name in below or number_in(name) is not None for name in words)


_HEADLESS: Final = (
    message(
        "boven de kolommen staan geen koppen; de eerste rij lijkt al een relatie",
        "there are no headings above the columns; the first row seems to be a tie",
    ),
    message(
        "Zet er een rij boven: source;target, of source;target;weight. Boven en naast een "
        "sociomatrix horen namen.",
        "Put a row above: source,target or source,target,weight. Above and beside a sociomatrix "
        "there should be names.",
    ),
)


def _absent(header: Header, role: str) -> tuple[Message, Message]:
    words = ", ".join(map(quoted, sorted(WORDS[role])))
    return (
        message(
            "geen kolom is {role}; boven de kolommen staat {names}",
            "no column is {role}; above the columns stands {names}",
            role=quoted(role),
            names=", ".join(f'"{one}"' for one in header.names[:12]) or "–",
        ),
        message(
            "Noem de kolom zo ({words}), of zeg in Python welke het is: columns={given}. {known}",
            "Name the column so ({words}), or say in Python which it is: columns={given}. {known}",
            words=words,
            given=f'{{"{role}": "…"}}',
            known=one_of([one for one in header.names if one], word=role),
        ),
    )
