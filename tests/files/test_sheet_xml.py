"""One look at a sheet says what a look at each of its cells says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opgavekern.files.sheet_xml import SheetFault, letters_of, scan_sheet

ENDLESS = 10**12


def sheet(*cells: str, opening: str = "<sheetData>", closing: str = "</sheetData>") -> bytes:
    """The XML of a sheet with these cells, each in a row."""
    rows = "".join(f'<row r="1">{cell}</row>' for cell in cells)
    return f'<worksheet><cols><col min="1"/></cols>{opening}{rows}{closing}</worksheet>'.encode()


def a_cell(column: int, row: int, attributes: str = "", inside: str = "<v>1</v>") -> str:
    """A cell as programs write it."""
    return f'<c r="{letters_of(column)}{row}"{attributes}>{inside}</c>'


places = st.tuples(st.integers(0, 800), st.integers(1, 1_100_000))
attributes = st.sampled_from(["", ' s="3"', ' t="s"', ' s="12" t="str"', ' t="e"', ' cm="1"'])
insides = st.sampled_from(["", "<v>1</v>", "<f>A1</f><v>2</v>", "<f>A1</f>", "<f/>", "<v/>"])


@given(st.lists(st.tuples(places, attributes, insides), min_size=1, max_size=8))
def test_one_look_finds_what_looking_at_each_cell_finds(
    cells: list[tuple[tuple[int, int], str, str]],
) -> None:
    """Cells and faults are equal; the extent is never too small, nor twice too large."""
    part = sheet(*(a_cell(*place, *others) for place, *others in cells))
    # Two spaces mean the same as one, but no program writes them: each cell is looked at.
    by_cell = scan_sheet(part.replace(b"<c r=", b"<c  r="), ENDLESS, 4)
    quick = scan_sheet(part, ENDLESS, 4)
    exact = (max(place[0] for place, *_ in cells) + 1) * max(place[1] for place, *_ in cells)
    assert by_cell.extent == exact
    assert exact <= quick.extent < 2 * exact
    assert (quick.cells, quick.faults) == (by_cell.cells, by_cell.faults)
    assert scan_sheet(part, 1, 1).extent == exact or quick.extent <= quick.cells


@pytest.mark.parametrize(
    "far",
    [
        '<c r = "XFD20000"><v>1</v></c>',
        "<c\nr='XFD20000'><v>1</v></c>",
        '<c s="1" r="XFD20000"/>',
        '<c r="xfd20000"><v>1</v></c>',
        '<x:c r="XFD20000"><v>1</v></x:c>',
        '<c r="A2" r="XFD20000"><v>1</v></c>',
        '<c r="A1"/></row><row r="20000"><c r="XFD20000"/>',
        '</row></sheetData ><row><c r="XFD20000"/>',
        '</row></sheetData><sheetData><row><c r="XFD20000"/>',
    ],
)
def test_no_way_of_writing_hides_a_far_cell(far: str) -> None:
    """A library takes gigabytes for the rectangle of a far cell, however it is written."""
    scan = scan_sheet(sheet(a_cell(0, 1), far), 1_000_000, 4)
    assert scan.extent == 16_384 * 20_000


@pytest.mark.parametrize(
    "opening", ["<x:sheetData>", "<sheetData>", '<sheetData x="<c r=1">', "<!--<sheetData>-->"]
)
@pytest.mark.parametrize("closing", ["</x:sheetData>", "</sheetData>", "</sheetData >", ""])
def test_no_frame_hides_a_far_cell(opening: str, closing: str) -> None:
    """So for what stands round the cells."""
    for cells in (
        ["<x:c r='XFD20000'/>"],
        ['<c r="XFD20000"/>'],
        [a_cell(0, 1), "<c r='XFD20000'/>"],
    ):
        part = sheet(*cells, opening=opening, closing=closing)
        assert scan_sheet(part, 1_000_000, 4).extent == 16_384 * 20_000


@pytest.mark.parametrize(
    "faulty",
    [
        '<c r="B2" t="e"><v>#N/A</v></c>',
        "<c r='B2' t = 'e'><v>#N/A</v></c>",
        '<x:c r="B2" t="e"><x:v>#N/A</x:v></x:c>',
        '<c t="e" r="b2"><v>#N/A</v></c>',
    ],
)
def test_no_way_of_writing_hides_an_error(faulty: str) -> None:
    """The library reads a cell with an error as an empty one."""
    part = sheet(a_cell(0, 1), faulty)
    assert scan_sheet(part, ENDLESS, 4).faults == (SheetFault("B2", is_error=True),)


@pytest.mark.parametrize(
    "faulty", ['<c r="B2"><f>A1</f></c>', '<x:c r="B2"><x:f>A1</x:f></x:c>', '<c r="B2"><f/></c>']
)
def test_no_way_of_writing_hides_a_formula_without_value(faulty: str) -> None:
    """So for a formula that was never worked out."""
    part = sheet(a_cell(0, 1), faulty)
    assert scan_sheet(part, ENDLESS, 4).faults == (SheetFault("B2", is_error=False),)


@pytest.mark.parametrize(
    "again",
    ['<c r="A1"><f>', '<c r="A1">', '<c t="e"', '<c t="e" ', 't="e" ', "<c ", "<f>", "<v ", "<v>"],
)
def test_a_part_that_closes_nothing_takes_linear_time(again: str) -> None:
    """A kilobyte of zip holds a million of these, and none sends a search back to the start.

    A tenth of them would keep one that goes back busy for minutes too.
    """
    many = again * 100_000
    part = sheet(f'<c r="A1"><f></f>{many}', '<c r="B2"><f>A1</f></c>')
    assert SheetFault("B2", is_error=False) in scan_sheet(part, ENDLESS, 4).faults


def test_empty_rows_at_the_bottom_do_not_count() -> None:
    """A row that was only formatted makes no sheet too large."""
    part = sheet(a_cell(0, 1)).replace(
        b"</sheetData>", b'<row r="1048576" spans="1:2"/></sheetData>'
    )
    assert scan_sheet(part, 1, 1).extent == 1
    assert scan_sheet(part.replace(b"<c r", b"<c  r"), 1, 1).extent == 1
