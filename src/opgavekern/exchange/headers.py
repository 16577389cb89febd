"""Where the header of a table stands, also under titles and over two rows, and what it says."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Final

import attrs

from opgavekern.exchange.sheets import Merged, Sheet, cell_of, plain_name

#: How many rows from the top are looked at.
_FAR_ENOUGH: Final = 60
_LONGEST_LABEL: Final = 80
_NUMBERED: Final = re.compile(r"(?:kolom|column) ([a-z]{1,3})\Z")
#: A letter, or a year such as stands above a column of money.
_IN_A_LABEL: Final = re.compile(r"[^\W\d_]|\A(?:19|20|21)[0-9]{2}\Z")
_OF_TWO: Final = " / "


@attrs.frozen
class Header:
    """The header of a table.

    Attributes:
        rows: Its row or rows, from 0.
        names: What stands above each column, `Planning / start` where that is over two rows; a
            name that stands there again gets its number, `Opmerking (2)`; empty for none.
    """

    rows: tuple[int, ...]
    names: tuple[str, ...]

    def column(self, name: str) -> int | None:
        """Return the column of a name; the lower half alone will do where only one has it."""
        folded = plain_name(name)
        if folded in self._known:
            return self._known[folded]
        if found := _NUMBERED.match(folded):
            column = cell_of(f"{found[1]}1")[1]
            return column if column < len(self.names) else None
        return None

    @property
    def shown(self) -> list[str]:
        """The names that there are, for messages."""
        return [name for name in self.names if name]

    @functools.cached_property
    def _known(self) -> Mapping[str, int]:
        known: dict[str, int] = {}
        halves: dict[str, list[int]] = {}
        for index, name in enumerate(self.names):
            if name:
                known[plain_name(name)] = index
                halves.setdefault(plain_name(name.rpartition(_OF_TWO)[2]), []).append(index)
        alone = {half: found[0] for half, found in halves.items() if len(found) == 1}
        return {**alone, **known}


def header_at(sheet: Sheet, rows: Sequence[int]) -> Header:
    """Return what stands in one header row, or in two together."""
    names = _joined(sheet, *rows) if len(rows) == 2 else _texts(sheet, rows[0])
    seen: dict[str, int] = {}
    done = []
    for name in names:
        again = seen[plain_name(name)] = seen.get(plain_name(name), 0) + 1
        done.append(f"{name} ({again})" if name and again > 1 else name)
    return Header(tuple(rows), tuple(done))


def _texts(sheet: Sheet, row: int) -> list[str]:
    return [_label(sheet.cell(row, column)) for column in range(sheet.width)]


def _label(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)  # A year above a column is no 2026.0.
    return " ".join(str(cell).split())


def _joined(sheet: Sheet, upper: int, lower: int) -> list[str]:
    """Join the names of two rows; one above several columns holds for all of them.

    Which columns those are is said by merged cells; without any it holds up to the next.
    """
    above, below = _texts(sheet, upper), _texts(sheet, lower)
    is_said = False
    for one in sheet.merged:
        if one.first_row == one.last_row == upper and one.last_column > one.first_column:
            is_said = True
            for column in range(one.first_column, min(one.last_column + 1, len(above))):
                above[column] = above[one.first_column]
    names = []
    group = ""
    for up, low in zip(above, below, strict=True):
        group = up or (group if low and not is_said else "")
        names.append(_OF_TWO.join(dict.fromkeys(part for part in (group, low) if part)))
    return names


def find_header(sheet: Sheet, wanted: Collection[str]) -> Header | None:
    """Return the header that has most of the wanted names; None where no row has any.

    Of rows that have as many the first is taken, and one row before two.
    """
    best: Header | None = None
    most = 0
    for rows in _candidates(sheet):
        found = header_at(sheet, rows)
        if len(rows) == 2 and not _may_be_two(sheet, *rows):
            continue
        has = len({index for name in wanted if (index := found.column(name)) is not None
                   and not _NUMBERED.match(plain_name(name))})  # fmt: skip
        if has > most or (has == most and best is not None and _is_upper_half(best, found, sheet)):
            best, most = found, has
    return best


def _is_upper_half(best: Header, found: Header, sheet: Sheet) -> bool:
    """Tell whether a header of one row turns out to be the upper half of one of two."""
    return len(found.rows) == 2 and best.rows == found.rows[:1] and _groups(sheet, *found.rows)


def _candidates(sheet: Sheet) -> list[tuple[int, ...]]:
    rows = range(min(len(sheet.rows), _FAR_ENOUGH))
    filled = [row for row in rows if any(cell != "" for cell in sheet.rows[row])]
    following = {row for row in filled if row - 1 in filled}
    ones: list[tuple[int, ...]] = [(row,) for row in filled]
    return sorted(ones + [(row - 1, row) for row in following], key=lambda two: (two[0], len(two)))


def _may_be_two(sheet: Sheet, upper: int, lower: int) -> bool:
    return all(_is_label(sheet.cell(row, column)) or sheet.cell(row, column) == ""
               for row in (upper, lower) for column in range(sheet.width))  # fmt: skip


def guess_header(sheet: Sheet, knows: Callable[[str], bool]) -> Header | None:
    """Return what looks most like a header, where no mapping says what stands in it.

    A header is the first row that is about as wide as the rows below it and has labels only;
    names that are `knows`n count for it.
    """
    filled = {
        row: [column for column in range(sheet.width) if sheet.cell(row, column) != ""]
        for row in range(min(len(sheet.rows), _FAR_ENOUGH))
    }
    best, most = -1, 0.0
    for row, columns in filled.items():
        labels = [_label(sheet.cell(row, column)) for column in columns]
        if not columns or not all(_is_label(sheet.cell(row, column)) for column in columns):
            continue
        below = [len(filled[one]) for one in filled if one > row and filled[one]]
        wide = sorted(below)[len(below) // 2] if below else len(columns)
        if 2 * len(columns) < wide:
            continue
        score = 3 * sum(map(knows, labels)) + len({plain_name(one) for one in labels})
        if score > most:
            best, most = row, score
    if best < 0:
        return None
    return header_at(sheet, _with_its_other_half(sheet, best, filled))


def _with_its_other_half(sheet: Sheet, row: int, filled: Mapping[int, list[int]]) -> list[int]:
    """Return a header row with the row above or below that belongs to it."""
    names = [plain_name(sheet.cell(row, column)) for column in filled[row]]
    above = row - 1
    if filled.get(above) and _may_be_two(sheet, above, row):
        is_group = any(_spans_part(one, above, sheet.width) for one in sheet.merged)
        if is_group or (len(set(names)) < len(names) and len(filled[above]) > 1):
            return [above, row]
    if filled.get(row + 1) and _may_be_two(sheet, row, row + 1) and _groups(sheet, row, row + 1):
        return [row, row + 1]
    return [row]


def _spans_part(one: Merged, row: int, width: int) -> bool:
    columns = one.last_column - one.first_column + 1
    return one.first_row == one.last_row == row and 1 < columns < width


def _groups(sheet: Sheet, upper: int, lower: int) -> bool:
    """Tell whether the lower row names just the columns of groups in the upper row.

    Below a name of one column nothing stands; below one of a group each column has a name.
    """
    above = [sheet.cell(upper, column) for column in range(sheet.width)]
    below = [sheet.cell(lower, column) for column in range(sheet.width)]
    while above and above[-1] == "" and below[-1] == "":
        above.pop()
        below.pop()
    gaps = [column for column, cell in enumerate(above) if cell == ""]
    starts = {column - 1 for column in gaps if column - 1 not in gaps}
    return bool(gaps) and all(
        (below[column] != "") is (column in gaps or column in starts)
        for column in range(len(above))
    )


def _is_label(cell: Any) -> bool:
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return 1900 <= cell <= 2199  # a year above a column
    if not isinstance(cell, str):
        return False
    return 0 < len(cell) <= _LONGEST_LABEL and _IN_A_LABEL.search(cell) is not None
