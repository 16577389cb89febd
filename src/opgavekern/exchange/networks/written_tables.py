"""Networks as tables: an edge list or sociomatrix, and beside it a table of actors."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from opgavekern.base.extras import require
from opgavekern.exchange.networks.outgoing import Outgoing, in_words, plain
from opgavekern.files.cells import guarded
from opgavekern.network.foundation.snapshots import MODE

_BOOK: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
#: What a reader may take for the mark between cells, where a name holds it.
_DOUBTFUL: Final = frozenset(";\t")
_Rows = Iterable[Sequence[Any]]


def edge_rows(out: Outgoing) -> Iterator[Sequence[Any]]:
    """Yield a header and a row for each tie; an actor without ties has a row of its own."""
    has_kinds = out.kinds != ("",)
    is_undirected = not out.graph.is_directed()
    extra = out.tie_attributes
    yield [
        *("source", "target"),
        *(["weight"] if out.is_weighted else []),
        *(["kind"] if has_kinds else []),
        *(["type"] if is_undirected else []),
        *extra,
    ]
    for one in out.ties:
        yield [
            one.start,
            one.end,
            *([one.told.get("weight", "")] if out.is_weighted else []),
            *([one.kind] if has_kinds else []),
            *(["undirected"] if is_undirected else []),
            *(plain(one.told.get(key, "")) for key in extra),
        ]
    tied = {name for one in out.ties for name in (one.start, one.end)}
    for name in out.names.values():
        if name not in tied:
            gaps = [""] * (out.is_weighted + has_kinds)
            yield [name, "", *gaps, *(["undirected"] if is_undirected else [])]


def actor_rows(out: Outgoing) -> Iterator[Sequence[Any]]:
    """Yield a header and a row for each actor."""
    columns = list(out.attributes)
    columns += [MODE] if out.is_two_mode else []
    columns += ["asked", "answered"] if out.survey is not None else []
    yield ["id", *columns]
    for name, told in out.actors():
        yield [name, *(told.get(column, "") for column in columns)]


def matrix_cells(out: Outgoing, kind: str, missing: Any) -> tuple[list[str], list[str], list[Any]]:
    """Return names beside and above the sociomatrix of one relation, and its rows.

    Strengths of ties between the same two add up. The row of who did not answer is missing.
    """
    nodes = list(out.graph)
    modes = dict(out.graph.nodes(data=MODE))
    beside = [one for one in nodes if not out.is_two_mode or modes[one] == 0]
    above = [one for one in nodes if not out.is_two_mode or modes[one] == 1]
    columns = {out.names[node]: at for at, node in enumerate(above)}
    rows = {out.names[node]: at for at, node in enumerate(beside)}
    cells: list[list[Any]] = [[0] * len(above) for _ in beside]
    both_ways = not out.graph.is_directed()
    for one in out.ties:
        if one.kind != kind:
            continue
        weight = one.told.get("weight", 1)
        if one.start in rows and one.end in columns:
            cells[rows[one.start]][columns[one.end]] += weight
        if both_ways and one.start != one.end and one.end in rows and one.start in columns:
            cells[rows[one.end]][columns[one.start]] += weight
    for at, node in enumerate(beside):
        if out.is_silent(node):
            cells[at] = [missing] * len(above)
    return list(rows), list(columns), cells


def matrix_rows(out: Outgoing) -> Iterator[Sequence[Any]]:
    """Yield the sociomatrix with names; `NA` where an answer is missing."""
    beside, above, cells = matrix_cells(out, out.kinds[0], "NA")
    yield ["", *above]
    for name, row in zip(beside, cells, strict=True):
        yield [name, *row]


def csv_bytes(rows: _Rows) -> bytes:
    """Return rows as CSV, which no spreadsheet program takes for formulas."""
    found = [
        [guarded(one) if isinstance(one, str) else in_words(one) for one in row] for row in rows
    ]
    is_doubtful = any(isinstance(one, str) and _DOUBTFUL & set(one) for row in found for one in row)
    stream = io.StringIO(newline="")
    dialect = csv.unix_dialect if is_doubtful else csv.excel
    csv.writer(stream, dialect, lineterminator="\n").writerows(found)
    return stream.getvalue().encode()


def workbook_bytes(sheets: Mapping[str, _Rows]) -> bytes:
    """Return sheets as a workbook; nothing in it is taken for a formula.

    Raises:
        MissingExtraError: xlsxwriter is not installed.
    """
    buffer = io.BytesIO()
    with require("xlsxwriter").Workbook(buffer, _BOOK) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return buffer.getvalue()
