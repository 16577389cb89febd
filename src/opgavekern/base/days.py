"""Days, months, quarters and periods as people type them, the day before the month.

Tables of others are read so; in a dossier the day that was meant is suggested, and never taken.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any, Final

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february feb",
            "maart march mrt mar maa",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "augustus august aug",
            "september sept sep",
            "oktober october okt oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAYS: Final = (
    r"(?:(?:ma|di|wo|do|vr|za|zo|mon|tues?|wed|thurs?|fri|sat|sun|maan|dins|woens|donder|vrij"
    r"|zater|zon|wednes|satur)(?:day|dag)?\.?,? +)?"
)
_MONTH: Final = rf"(?P<word>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_YEAR: Final = r"(?P<year>[0-9]{4}|['’‘]?[0-9]{2})"
_TIME: Final = r"(?:[T ,]+(?:om +)?[0-9]{1,2}[:.][0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?: *uur|Z)?)?"
#: Shapes of a date, each with what it is made of; the first that fits is the one that is meant.
_SHAPES: Final = tuple(
    re.compile(rf"{shape}\Z", re.IGNORECASE)
    for shape in (
        rf"(?P<year>[0-9]{{4}})-(?P<month>[0-9]{{1,2}})-(?P<day>[0-9]{{1,2}}){_TIME}",
        rf"(?P<day>[0-9]{{1,2}})[-/.](?P<month>[0-9]{{1,2}})[-/.]{_YEAR}{_TIME}",
        rf"{_WEEKDAYS}(?P<day>[0-9]{{1,2}})(?:e|\.)?[ -]+{_MONTH},?[ -]+{_YEAR}{_TIME}",
        rf"{_MONTH},?[ -]+{_YEAR}",
        r"(?P<year>[0-9]{4})[-/](?P<month>0[1-9]|1[0-2])",
        r"(?P<month>0?[1-9]|1[0-2])[-/](?P<year>[0-9]{4})",
        rf"[QK] ?(?P<quarter>[1-4])[ -/]+{_YEAR}",
        r"(?P<year>[0-9]{4})[ -/]*[QK] ?(?P<quarter>[1-4])",
        rf"(?:(?P<quarter>[1-4])(?:e|ste|de|st|nd|rd|th)?) +(?:kwartaal|kw\.?|quarter),? +{_YEAR}",
        rf"(?:kwartaal|kw\.?|quarter) +(?P<quarter>[1-4]),?[ -/]+{_YEAR}",
        r"(?P<year>[0-9]{4})",
    )
)
#: Excel counts days from here; a number outside the range is no day that anyone plans.
_EXCEL_EPOCH: Final = date(1899, 12, 30)
_EXCEL_DAYS: Final = range(20_000, 80_000)
_PIVOT: Final = 70
#: Nobody needs more characters for a date.
_LONGEST: Final = 60
_FROM: Final = re.compile(r"(?:vanaf|sinds|from|since) +(?P<rest>.+)\Z", re.IGNORECASE)
_UNTIL: Final = re.compile(
    r"(?:t/m|tot en met|tm|uiterlijk|until|till|up to and including) +(?P<rest>.+)\Z",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(
    r" +(?:t/m|tot en met|tm|until|till) +|/(?=[0-9]{4}-|\.\.|[0-9]{4}\Z)| +(?:-|–|—|to) +"
    r"|(?<=[0-9]{4})(?:-|–|—)(?=[0-9]{4}\Z)",
    re.IGNORECASE,
)


def read_coarse(cell: Any) -> str | None:
    """Return `2026`, `2026-Q3`, `2026-09` or `2026-09-01`; None for what is no date.

    Two digits are a year of this century up to 69. The day comes before the month: `4-3-2026` is
    4 March. A time of day is let go.

    >>> [read_coarse(typed) for typed in ("3 maart 2026", "maart '26", "3-3-2026", "Q3 2026")]
    ['2026-03-03', '2026-03', '2026-03-03', '2026-Q3']
    """
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _of_number(cell)
    typed = " ".join(cell.split()) if isinstance(cell, str) else ""
    if len(typed) > _LONGEST:
        return None
    for shape in _SHAPES:
        if found := shape.match(typed):
            return _written(found.groupdict())
    return None


def _of_number(cell: float) -> str | None:
    """Return a year, or the day that Excel shows as a number when its format is gone."""
    if 1900 <= cell <= 2199 and cell == int(cell):
        return str(int(cell))
    if _EXCEL_DAYS.start <= cell < _EXCEL_DAYS.stop:  # also of an integer that no float can hold
        return (_EXCEL_EPOCH + timedelta(days=int(cell))).isoformat()
    return None


def _written(parts: dict[str, str | None]) -> str | None:
    year = _full_year(parts["year"] or "")
    if not year:
        return None
    quarter, word = parts.get("quarter"), parts.get("word")
    if quarter:
        return f"{year:04}-Q{quarter}"
    month = _MONTHS[word.casefold()] if word else int(parts.get("month") or 0)
    day = int(parts.get("day") or 0)
    if not word and not parts.get("month"):
        return f"{year:04}"
    try:
        found = date(year, month, day if parts.get("day") else 1)
    except ValueError:  # such as 31 June, or 3/25/2026
        return None
    return found.isoformat() if parts.get("day") else f"{year:04}-{month:02}"


def _full_year(typed: str) -> int:
    digits = typed.lstrip("'’‘")
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year < _PIVOT else 1900)


def read_day(cell: Any) -> str | None:
    """Return a day as `2026-09-01`; None for what is none, or is coarser."""
    found = read_coarse(cell)
    return found if found is not None and found.count("-") == 2 else None


def read_period(cell: Any) -> str | None:
    """Return a period as `2026-01-01/2026-12-31`, `2026-Q1/..` or `2026`; None for any other.

    >>> [read_period(typed) for typed in ("2026-2028", "vanaf 1-9-2026", "jan 2026 t/m maart 2026")]
    ['2026/2028', '2026-09-01/..', '2026-01/2026-03']
    """
    whole = read_coarse(cell)
    if whole is not None or not isinstance(cell, str):
        return whole
    typed = " ".join(cell.split())
    if len(typed) > 2 * _LONGEST:
        return None
    if found := _FROM.match(typed):
        return _joined(read_coarse(found["rest"]), "..")
    if found := _UNTIL.match(typed):
        return _joined("..", read_coarse(found["rest"]))
    ends = _BETWEEN.split(typed)
    if len(ends) != 2:
        return None
    first, last = (".." if end == ".." else read_coarse(end) for end in ends)
    return _joined(first, last)


def _joined(first: str | None, last: str | None) -> str | None:
    return f"{first}/{last}" if first is not None and last is not None else None
