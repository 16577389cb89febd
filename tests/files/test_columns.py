"""Reading a table by column gives what reading it by row gives, whatever stands in it."""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.draws import draws

from opgavekern.base.frozen import FrozenMap
from opgavekern.base.running import Limits
from opgavekern.files import read_dossier
from opgavekern.files.cells import Style
from opgavekern.files.csv_tables import csv_table
from opgavekern.files.tables import Table, TableReader
from opgavekern.files.troubles import Names
from opgavekern.files.workbooks import SheetSource
from opgavekern.files.writing_tables import tables_of
from opgavekern.model import KINDS, Issue, IssueId, Kind, Tie
from opgavekern.model.kinds import kind_of
from opgavekern.model.structuring import structure_kind
from opgavekern.testing import records

every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
seldom = settings(max_examples=draws(6), suppress_health_check=list(HealthCheck))
#: What programs and people leave in a cell.
cells = st.sampled_from(
    [
        *["", None, " ", "x", "a b", "a;b", ";;", "'=1", "'x", "person:x", "a:b:c", "é", "x\ny"],
        *["1", "01", "1,5", "1.234", "2026", "2026-01-01", "2026-13-01", "true", "ja", "{}", "{"],
        *["a\r\nb", "\x07", 1.0, 0.0, -0.0, 1.5, 1e300, 7.0, True, False, 1, 10**30, time(3)],
        *[date(2026, 1, 1), datetime(2026, 1, 1, 12)],  # noqa: DTZ001 - as Excel has it
    ]
)


def rows_of(kind: Kind, made: Sequence[Any]) -> list[list[Any]]:
    """The table of records as a workbook library gives it."""
    plan = tables_of(kind, made, "nl")[0]
    return [[column.title for column in plan.columns], *map(_as_in_a_sheet, plan.rows)]


def _as_in_a_sheet(row: Sequence[Any]) -> list[Any]:
    return [
        "" if one is None else float(one) if type(one) in (int, Decimal) else one for one in row
    ]


def table_of(rows: list[list[Any]], *, has_guards: bool = False) -> Table:
    """A table with these rows."""
    style = Style(decimal_comma=True, has_guards=has_guards)
    source = SheetSource("x", "x", array("L", range(1, len(rows) + 1)))
    return Table(header=rows[0], rows=rows[1:], source=source, style=style)


def read(table: Table, kind: Kind, *, is_whole: bool) -> tuple[list[Any], object]:
    """What a table gives, and all that is told of it."""
    names = Names()
    reader = TableReader(table, kind.record, names, kind)
    found, _ = reader.records(is_whole=is_whole)
    made, origins, flaws = structure_kind(kind, found)
    told = [
        (one.code, one.path, one.spot.ordinal, one.spot.path, one.id, str(one.message))
        for one in reader.troubles
    ]
    languages = list(names.seen) if len(names.seen) < 2 else names.mixture()
    return found, (made, origins, flaws, told, languages)


@every_kind
@seldom
@given(data=st.data())
def test_a_table_without_anything_odd_is_made_by_column(kind: Kind, data: st.DataObject) -> None:
    """The records are made at once, and equal those that are read row by row."""
    given_records = data.draw(st.lists(records(kind.record), max_size=5))
    table = table_of(rows_of(kind, given_records))
    found, quick = read(table, kind, is_whole=True)
    assert all(type(one) is kind.record for one in found)
    assert len(found) == len(given_records)
    assert quick == read(table, kind, is_whole=False)[1]


@every_kind
@seldom
@given(data=st.data())
def test_odd_cells_are_told_as_by_row(kind: Kind, data: st.DataObject) -> None:
    """Whatever stands in a cell, both ways give equal records and equal troubles."""
    rows = rows_of(kind, data.draw(st.lists(records(kind.record), min_size=1, max_size=4)))
    for _ in range(data.draw(st.integers(1, 3))):
        row = rows[data.draw(st.integers(0, len(rows) - 1))]
        column = data.draw(st.integers(0, len(row) - 1))
        if row is not rows[0]:
            row[column] = data.draw(cells)
        elif data.draw(st.booleans()):
            row[column] = data.draw(
                st.sampled_from(["", "x", "note", "notitie", *map(str, rows[0])])
            )
        else:
            row.append(data.draw(cells))
    table = table_of(rows, has_guards=False)
    assert read(table, kind, is_whole=True)[1] == read(table, kind, is_whole=False)[1]


@seldom
@given(st.lists(st.lists(cells.filter(lambda one: isinstance(one, str)), min_size=3, max_size=3)))
def test_csv_is_read_by_column_as_by_row(rows: list[list[str]]) -> None:
    """A `'` before a formula comes off, and a decimal comma is read, either way."""
    kind = kind_of(Tie)
    table = table_of([["van", "gewicht", "blijkt uit", "soort", "naar"]], has_guards=True)
    table = attrs.evolve(table, rows=[[*row, "k", f"e-{n}"] for n, row in enumerate(rows)])
    assert read(table, kind, is_whole=True)[1] == read(table, kind, is_whole=False)[1]


def test_a_column_of_a_thousand_equal_values_is_read_as_one_of_different_ones() -> None:
    """Whether values repeat or not, records are the same; True is not taken for 1."""
    kind = kind_of(Issue)
    columns: list[list[object]] = [
        ["x"] * 1_200,
        [f"x{n % 1_100}" for n in range(1_200)],
        ["1", 1.0, True] * 400,
    ]
    for values in columns:
        rows: list[list[Any]] = [["id", "titel", "trefwoorden"]]
        rows += [[f"i-{n}", str(one), one] for n, one in enumerate(values)]
        table = table_of(rows)
        assert read(table, kind, is_whole=True)[1] == read(table, kind, is_whole=False)[1]


def test_rows_of_a_csv_text_are_made_by_column() -> None:
    """The way of CSV files is the same."""
    text = "van;naar;soort;gewicht\na;b;k;1,5\nc;d;k;\n"
    table = csv_table(text, "relaties.csv", shows=True, most=10)
    found, _ = TableReader(table, Tie, Names(), kind_of(Tie)).records(is_whole=True)
    assert [(one.start.id, one.end.id, one.weight) for one in found] == [
        ("a", "b", 1.5),
        ("c", "d", None),
    ]


def test_lists_with_a_table_of_their_own_find_records_that_were_made() -> None:
    """Items are put into their record, and a row for a record that is not there is told."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.joinpath("dossier.json").write_text('{"format": 1}')
        folder.joinpath("opgaven.csv").write_text("id;titel\ni-1;Een\ni-2;Twee\n")
        folder.joinpath("opgaven.verloop.csv").write_text(
            "opgave;fase;op\ni-2;mandated;2026-02-01\ni-2;exploring;2026-01-01\n"
        )
        dossier = read_dossier(folder, limits=Limits())
        assert [len(one.history) for one in dossier.issues] == [0, 2]
        place = dossier.locations.find("issue", "i-2", ("history", 1))
        assert place is not None
        assert (place.file.rsplit("/", 1)[-1], place.line) == ("opgaven.verloop.csv", 2)
        title = dossier.locations.find("issue", "i-2", ("title",))
        assert title is not None
        assert title.line == 3


@pytest.mark.parametrize("text", ["\\uD", "\\ud800", "\\", '"', "é", "{", "😀"])
def test_a_group_of_fields_in_one_cell_holds_any_text(text: str) -> None:
    """Text that only looks like half a character in JSON is not taken for one."""
    kind = kind_of(Issue)
    issue = Issue(id=IssueId("i-1"), title="x", external_ids=FrozenMap({"a": ["x", text]}))
    assert read(table_of(rows_of(kind, [issue])), kind, is_whole=True)[0] == [issue]
