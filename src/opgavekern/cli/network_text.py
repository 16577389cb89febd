"""What measures tell of a network, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from opgavekern.base.texts import Language, message, say
from opgavekern.cli.page import Line, line

if TYPE_CHECKING:
    from opgavekern.base.results import Result
    from opgavekern.network import Reading

#: So many rows fit on a screen; files hold all.
_MOST_ROWS: Final = 30
_WIDEST: Final = 24


def measure_lines(found: Mapping[str, Result], language: Language) -> Iterator[Line]:
    """Yield each measure with what it tells in words, and its first rows."""
    for at, (name, result) in enumerate(found.items()):
        if at:
            yield line()
        yield line((name, "bold"))
        yield line(result.describe(language), indent=2)
        yield from _table(result, language)


def _table(result: Result, language: Language) -> Iterator[Line]:
    """Show the first rows of an answer in columns."""
    records = result.to_records()
    told = {name for one in records for name, value in one.items() if value is not None}
    columns = [column for column in result.columns if column in told]
    shown = records[:_MOST_ROWS]
    labels = _labels(result)
    cells_of = [[_named(one.get(name), labels) for name in columns] for one in shown]
    rows = [columns, *([_cell(one, language) for one in cells] for cells in cells_of)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(columns))]
    for number, row in enumerate(rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        text = "  ".join(cells).rstrip()
        yield line((text, "dim") if number == 0 else text, indent=2)
    if len(records) > _MOST_ROWS:
        more = message(
            "… en nog {count}; --out schrijft alles.",
            "… and {count} more; --out writes all.",
            count=len(records) - _MOST_ROWS,
        )
        yield line((more.text(language), "dim"), indent=2)


def _labels(result: Result) -> Mapping[Any, str]:
    """Return what the graph that was read calls its actors."""
    reading: Reading | None = getattr(result, "reading", None)
    return {} if reading is None else dict(zip(reading.labelled, reading.labels, strict=False))


def _named(value: Any, labels: Mapping[Any, str]) -> Any:
    """Call an actor by its label. A whole number may be a count, and stays what it is."""
    if isinstance(value, tuple):
        return tuple(_named(one, labels) for one in value)
    return labels.get(value, value) if isinstance(value, str) else value


def _cell(value: Any, language: Language) -> str:
    if value is None:
        return "–"
    text = say(round(value, 3) if isinstance(value, float) else value, language)
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"
