"""UCINET's own pair of files: `.##h` says what the matrix is, `.##d` holds its values.

The layout of version 6404: a version, a day, the type of labels and of values, the number of
dimensions and each of them (columns, rows, matrices), a title, which dimensions have labels, and
the labels in UTF-16. Values are floats of four bytes, row by row.
"""

from __future__ import annotations

import struct
from typing import Any, Final

import attrs

from opgavekern.base.texts import Message, message
from opgavekern.exchange.networks.drafts import Draft
from opgavekern.exchange.networks.labelled_tables import Labelled
from opgavekern.exchange.networks.matrices import take_matrix
from opgavekern.exchange.sheets import Sheet

#: Each version → how many bytes a dimension takes.
_VERSIONS: Final = {b"V6404": 4, b"DATE:": 2}
#: UCINET writes a missing value as a number larger than any.
_MISSING: Final = 1e36
_VALUE_BYTES: Final = 4


class _BrokenError(Exception):
    """The bytes are no header of UCINET."""


@attrs.define
class _Bytes:
    data: bytes
    at: int = 0

    def take(self, count: int) -> bytes:
        """Return the next bytes."""
        if count < 0 or self.at + count > len(self.data):
            raise _BrokenError
        self.at += count
        return self.data[self.at - count : self.at]

    def number(self, size: int) -> int:
        """Return the next number, lowest byte first."""
        return int.from_bytes(self.take(size), "little", signed=True)


def read_ucinet(draft: Draft, header: bytes, values: bytes) -> None:
    """Take a pair of UCINET files into a draft; several matrices are several relations."""
    try:
        sizes, labels = _header(header)
    except (_BrokenError, UnicodeDecodeError):
        draft.problem(
            "not-ucinet",
            message("dit is geen kop van UCINET 6", "this is no header of UCINET 6"),
            _AGAIN,
        )
        return
    columns, rows, levels = sizes
    if not (draft.allows(max(columns, rows)) and draft.allows_cells(columns * rows * levels)):
        return
    if len(values) != columns * rows * levels * _VALUE_BYTES:
        draft.problem(
            "too-few-values",
            message(
                "de kop zegt {rows} × {columns} × {levels} waarden; het ##d-bestand heeft er "
                "{found}",
                "the header says {rows} × {columns} × {levels} values; the ##d file has {found}",
                rows=rows,
                columns=columns,
                levels=levels,
                found=len(values) // _VALUE_BYTES,
            ),
            _AGAIN,
        )
        return
    named = [_names(one, size) for one, size in zip(labels, sizes, strict=True)]
    if rows != columns and not (labels[0] and labels[1]):
        named[1] = [f"r{one}" for one in named[1]] if not labels[1] else named[1]
        named[0] = [f"c{one}" for one in named[0]] if not labels[0] else named[0]
    for level in range(levels):
        kind = named[2][level] if levels > 1 else ""
        take_matrix(draft, _table(draft, values, level, named[1], named[0]), kind)


_AGAIN: Final[Message] = message(
    "Bewaar het in UCINET opnieuw (6404), of als DL-tekst.",
    "Save it in UCINET again (6404), or as DL text.",
)


def _names(labels: list[str], size: int) -> list[str]:
    return labels or [str(at + 1) for at in range(size)]


def _table(
    draft: Draft, values: bytes, level: int, rows: list[str], columns: list[str]
) -> Labelled:
    size = len(rows) * len(columns)
    found = struct.unpack_from(f"<{size}f", values, level * size * _VALUE_BYTES)
    cells: list[Any] = ["NA" if not abs(one) < _MISSING else one for one in found]
    width = len(columns)
    sheet = Sheet(
        file=draft.file,
        rows=[cells[at * width : (at + 1) * width] for at in range(len(rows))],
    )
    return Labelled(
        sheet,
        [(name, at) for at, name in enumerate(rows)],
        [(name, at) for at, name in enumerate(columns)],
    )


def _header(data: bytes) -> tuple[tuple[int, int, int], tuple[list[str], ...]]:
    """Return numbers of columns, rows and matrices, and the labels of each."""
    stream = _Bytes(data)
    stream.take(1)
    width = _VERSIONS.get(stream.take(5))
    if width is None:
        raise _BrokenError
    stream.take(4 * 2 + 2 + 1)  # The day, the type of labels and that of values.
    dimensions = stream.number(2)
    if dimensions not in {2, 3}:
        raise _BrokenError
    sizes = [stream.number(width) for _ in range(dimensions)]
    if min(sizes) < 0:
        raise _BrokenError
    stream.take(stream.take(1)[0])
    has_labels = [stream.take(1) != b"\0" for _ in range(dimensions)]
    labels = [
        [_label(stream) for _ in range(size)] if has else []
        for size, has in zip(sizes, has_labels, strict=True)
    ]
    if dimensions == 2:
        sizes, labels = [*sizes, 1], [*labels, []]
    return (sizes[0], sizes[1], sizes[2]), tuple(labels)


def _label(stream: _Bytes) -> str:
    return stream.take(stream.number(2)).decode("utf-16-le").strip("\0 ")
