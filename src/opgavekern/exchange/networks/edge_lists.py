"""Edge lists: a row for each tie."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from opgavekern.base.texts import message
from opgavekern.exchange.networks.columns import (
    Header,
    attributes,
    header_of,
    require_columns,
    tell_beyond,
    tell_weightless,
    weight_in,
)
from opgavekern.exchange.networks.drafts import Draft
from opgavekern.exchange.networks.numbers import name_in
from opgavekern.exchange.sheets import Sheet, is_empty

ROLES: Final = ("source", "target", "weight", "kind", "type")
_DIRECTED: Final[Mapping[str, bool]] = {
    "directed": True,
    "gericht": True,
    "undirected": False,
    "ongericht": False,
}


def read_edges(
    draft: Draft, sheet: Sheet, columns: Mapping[str, str], *, directed: bool | None
) -> None:
    """Take an edge list into a draft: who names, who is named, and what is said of the tie.

    A row with only who names is an actor without ties. Columns that are none of these are
    attributes of the tie; numbers where all that stands in one are numbers.
    """
    header = header_of(sheet, ROLES, columns)
    if not require_columns(draft, header, ("source", "target")):
        return
    _judge_direction(draft, header, directed)
    rows = list(header.rows())
    tell_beyond(draft, header)
    others = dict(header.others())
    if "type" in header.found and not _is_direction(header, rows):
        others[header.names[header.found["type"]]] = header.found["type"]
    told = attributes(header, others)
    weightless: list[int] = []
    for row in rows:
        start, end = (name_in(header.cell(row, role)) for role in ("source", "target"))
        if start and not end:
            draft.add_node(start)
        elif not start:
            draft.problem(
                "no-such-actor",
                message("deze relatie heeft geen begin", "this tie has no beginning"),
                message("Vul in wie hier noemt.", "Fill in who names here."),
                header.place(row, "source"),
            )
        else:
            kind = name_in(header.cell(row, "kind"))
            if is_empty(header.cell(row, "weight")):
                weightless.append(row)
            draft.add_tie(start, end, kind, **weight_in(draft, header, row), **told[row])
    tell_weightless(draft, header, weightless)


def _is_direction(header: Header, rows: list[int]) -> bool:
    said = {str(header.cell(row, "type")).casefold() for row in rows} - {""}
    return bool(said) and said <= _DIRECTED.keys()


def _judge_direction(draft: Draft, header: Header, directed: bool | None) -> None:
    """Take over whether ties go one way: as the caller says, or else as a column `type` does."""
    draft.is_directed = True if directed is None else directed
    rows = list(header.rows())
    if directed is not None or "type" not in header.found or not _is_direction(header, rows):
        return
    words = {str(header.cell(row, "type")).casefold(): row for row in rows}
    ways = {_DIRECTED[word]: row for word, row in words.items() if word}
    draft.is_directed = next(iter(ways))
    if len(ways) > 1:
        draft.problem(
            "mixed-directions",
            message(
                "hier staan gerichte en ongerichte relaties door elkaar",
                "there are directed and undirected ties side by side here",
            ),
            message(
                "Schrijf een ongerichte relatie als twee gerichte, of zet ze in twee bestanden.",
                "Write an undirected tie as two directed ones, or put them in two files.",
            ),
            header.place(ways[not draft.is_directed], "type"),
        )
