r"""What the XML of a sheet says before a library reads it: how far it spans, what is faulty.

Nearly every program writes a cell as `<c r="B7" s="1" t="s">`. One search shows that all cells of
a sheet are written so, lie within a rectangle and hold no error. Only where it does not, each cell
is looked at by itself, which takes several times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import attrs

_LETTERS: Final = 26
_CELL: Final = re.compile(rb"<(?:\w+:)?c[\s>/]")
_PLACE: Final = re.compile(rb"\sr\s*=\s*[\"']\s*([A-Za-z]*[0-9]+)\s*[\"']")
#: A row without cells, as programs write one that was only formatted, at the very bottom too.
_EMPTY_ROW: Final = re.compile(
    rb"<(?:\w+:)?row(?:\s+[\w:.]+=\"[^\"<]*\")*\s*(?:/>|>\s*</(?:\w+:)?row>)"
)
_ALPHABET: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_DIGITS: Final = b"0123456789"
#: A tag ends before another begins, and a cell before the next cell, also in a part that closes
#: nothing: so no search goes over the same bytes again and again.
_ERROR: Final = re.compile(
    rb"<(?:\w+:)?c(?=(\s(?:[^<>]*?\s)?t\s*=\s*[\"']e[\"']))\1[^<>]*>"  # \1: the first `t` counts
)
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[\s>/]")
_FORMULA_CELL: Final = re.compile(
    rb"<(?:\w+:)?c((?:\s[^<>]*)?)(?<!/)>"
    rb"([^<]*(?:<(?!/?(?:\w+:)?[cf][\s>/])[^<]*)*<(?:\w+:)?f[\s>/]"
    rb"[^<]*(?:<(?!/?(?:\w+:)?c[\s>/])[^<]*)*)</(?:\w+:)?c\s*>"
)
_VALUE: Final = re.compile(rb"<(?:\w+:)?v(?:\s[^<>]*)?>[^<]")
_TEXT_RESULT: Final = re.compile(rb"\st\s*=\s*[\"']str[\"']")
_REFERENCE: Final = re.compile(rb"\sr\s*=\s*[\"']\s*([A-Za-z]+[0-9]+)\s*[\"']")
_OPENING: Final = b"<sheetData"
_CLOSING: Final = b"</sheetData>"
_ORDINARY_REFERENCE: Final = re.compile(rb'<c r="([A-Z]{1,2})([1-9][0-9]{0,6})"')
_MAY_BE_FORMULA: Final = re.compile(rb"<f")
_IS_PREFIXED: Final = re.compile(rb":[cf]")


@attrs.frozen
class SheetFault:
    """A cell that has no value that can be read."""

    cell: str
    is_error: bool


@attrs.frozen
class SheetScan:
    """What a sheet holds.

    Attributes:
        cells: How many cells it holds.
        extent: How many cells the rectangle has that begins at A1 and holds all of them; at most
            twice too many where the sheet is written in the ordinary way.
        faults: The cells without a value that can be read.
    """

    cells: int
    extent: int
    faults: tuple[SheetFault, ...]


def scan_sheet(part: bytes, harmless: int, factor: int) -> SheetScan:
    """Return what a sheet holds.

    Args:
        part: Its XML.
        harmless: An extent that is never too much.
        factor: How many times its cells a sheet may span besides. Only where it seems to span
            more is the extent worked out to the cell, empty rows left out.
    """
    scan = _at_once(part)
    if scan is None or scan.extent > max(harmless, factor * scan.cells):
        scan = _cell_by_cell(part, harmless, factor)
    return scan


def _at_once(part: bytes) -> SheetScan | None:
    """Return what a sheet holds that is written in the ordinary way; None for any other."""
    start, end = part.find(_OPENING), part.rfind(_CLOSING)
    if not 0 <= start < end or _CELL.search(part, 0, start) or _CELL.search(part, end):
        return None
    if part.find(b":", start) >= 0 and _IS_PREFIXED.search(part, start):
        return None
    widest = _ORDINARY_REFERENCE.match(part, part.rfind(b"<c", start, part.find(b"</row>", start)))
    last = _ORDINARY_REFERENCE.match(part, part.rfind(b"<c", start, end))
    if widest is None or last is None:
        return None
    rows, rows_up_to = _numbers_up_to_about(last[2])
    odd = re.compile(
        rb'<c(?! r="(?:%b)(?:%b)"(?: s="[0-9]+")?(?: t="(?:s|n|b|d|str|inlineStr)")?/?>)'
        % (_letters_up_to(widest[1]), rows)
    )
    if odd.search(part, start, end):
        return None
    has_formulas = _MAY_BE_FORMULA.search(part, start, end) is not None
    return SheetScan(
        cells=part.count(b"<c", start, end),
        extent=_number(widest[1]) * rows_up_to,
        faults=tuple(_faults(part)) if has_formulas else (),
    )


def _letters_up_to(letters: bytes) -> bytes:
    """Return a pattern for the columns up to one of them, that one too."""
    if len(letters) == 1:
        return b"[A-%c]" % letters[0]
    first, second = letters
    lower = b"[A-%c][A-Z]|" % (first - 1) if first > ord("A") else b""
    return b"[A-Z]|%b%c[A-%c]" % (lower, first, second)


def _numbers_up_to_about(digits: bytes) -> tuple[bytes, int]:
    """Return a pattern for numbers up to at least one of them, and the largest that it matches.

    It looks at the first digit only, so that the largest is less than twice the number.
    """
    first, others = digits[0], len(digits) - 1
    shorter = b"[1-9][0-9]{0,%d}|" % (others - 1) if others else b""
    pattern = b"%b[1-%c][0-9]{%d}" % (shorter, first, others)
    return pattern, (first - ord("0") + 1) * 10**others - 1


def _cell_by_cell(part: bytes, harmless: int, factor: int) -> SheetScan:
    cells = len(_CELL.findall(part))
    extent = _extent(part)
    if extent > max(harmless, factor * cells):
        extent = _extent(_EMPTY_ROW.sub(b"", part))
    return SheetScan(cells=cells, extent=extent, faults=tuple(_faults(part)))


def _extent(part: bytes) -> int:
    """Return how many cells the rectangle has that begins at A1 and holds all places named."""
    places = b" ".join(_PLACE.findall(part))  # `A1 B1 2 A2`; taken apart all at once, for speed
    columns, rows = (set(places.translate(None, one).split()) for one in (_DIGITS, _ALPHABET))
    widest = max(map(_number, columns), default=1)
    last = max((int(row[:9]) for row in rows), default=1)
    return max(widest, 1) * max(last, 1)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper()[:4]:
        number = number * _LETTERS + letter - ord("A") + 1
    return number


def letters_of(column: int) -> str:
    """Return the letters of a column, counted from 0: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        name = chr(ord("A") + rest) + name
    return name


def _faults(part: bytes) -> Iterator[SheetFault]:
    """Yield the cells with an error, and those with a formula that was never worked out."""
    for found in _ERROR.finditer(part):
        yield SheetFault(_reference(found.group()), is_error=True)
    if _FORMULA.search(part):
        for found in _FORMULA_CELL.finditer(part):
            is_text = _TEXT_RESULT.search(found.group(1)) is not None  # may well be empty
            if not is_text and not _VALUE.search(found.group(2)):
                yield SheetFault(_reference(b"<c" + found.group(1)), is_error=False)


def _reference(tag: bytes) -> str:
    found = _REFERENCE.search(tag)
    return found.group(1).decode().upper() if found else ""
