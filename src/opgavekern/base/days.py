"""Which day people probably meant by what they wrote: never read as such, only suggested."""

from __future__ import annotations

import contextlib
import re
from datetime import date
from typing import Final

from opgavekern.base.texts import LANGUAGES, MONTHS

_DIGITS: Final = re.compile(r"(\d{1,4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,4})(?:[t ]00:00.*)?\Z")
_DAY_FIRST: Final = re.compile(
    r"(?:[a-z]+ )?(\d{1,2})(?:e|de|ste|st|nd|rd|th)?\s+(?:of )?([a-z]+)\.?,?\s+(\d{4})\Z"
)
_MONTH_FIRST: Final = re.compile(r"([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\Z")
_MONTH: Final = re.compile(r"([a-z]+)\.?\s+(\d{4})\Z")
_QUARTER: Final = re.compile(r"(?:q|kwartaal|quarter)\s*([1-4])\s*[-/ ]?\s*(\d{4})\Z")
_QUARTER_FIRST: Final = re.compile(r"([1-4])(?:e|st|nd|rd|th)\s+(?:kwartaal|quarter)\s+(\d{4})\Z")
_FROM_TO: Final = re.compile(r"\s+(?:t/m|tm|tot en met|tot|until|to|through|[-\u2013])\s+")
_SINCE: Final = re.compile(r"(?:vanaf|sinds|from|since)\s+")
_UNTIL: Final = re.compile(r"(?:t/m|tot en met|tot|until)\s+")
_FEWEST: Final = 3
_LONGEST: Final = 60


def likely_day(text: str) -> str | None:
    """Return the day that was probably meant, as `2026-03-03`; None where that is not clear.

    >>> likely_day("3 maart 2026"), likely_day("3-3-2026"), likely_day("31 juni 2026")
    ('2026-03-03', '2026-03-03', None)
    """
    words = _plain(text)
    if found := _DIGITS.match(words):
        first, second, third = (int(part) for part in found.groups())
        if len(found[1]) == 4:
            return _day(first, second, third)
        year = third if third > 99 else 2000 + third
        return _day(year, second, first) or _day(year, first, second)
    if found := _DAY_FIRST.match(words):
        return _day(int(found[3]), _month(found[2]), int(found[1]))
    if found := _MONTH_FIRST.match(words):
        return _day(int(found[3]), _month(found[1]), int(found[2]))
    return None


def likely_date(text: str) -> str | None:
    """Return the day, month or quarter that was probably meant; None where that is not clear.

    >>> likely_date("mrt 2026"), likely_date("Q3 2026"), likely_date("2e kwartaal 2026")
    ('2026-03', '2026-Q3', '2026-Q2')
    """
    words = _plain(text)
    if found := _QUARTER.match(words) or _QUARTER_FIRST.match(words):
        return f"{found[2]}-Q{found[1]}"
    if (found := _MONTH.match(words)) and (month := _month(found[1])):
        return f"{found[2]}-{month:02}"
    return likely_day(text)


def likely_period(text: str) -> str | None:
    """Return the period that was probably meant; None where that is not clear.

    >>> likely_period("1-1-2026 t/m 31 december 2026"), likely_period("vanaf 1 mei 2026")
    ('2026-01-01/2026-12-31', '2026-05-01/..')
    """
    words = _plain(text)
    if found := _SINCE.match(words):
        first = _date(words[found.end() :])
        return first and f"{first}/.."
    if found := _UNTIL.match(words):
        last = _date(words[found.end() :])
        return last and f"../{last}"
    for parts in (_FROM_TO.split(words), words.split("/")):
        ends = [_date(one) for one in parts]
        if len(ends) == 2 and all(ends):
            return "/".join(str(one) for one in ends)
    return likely_date(words)


def _date(words: str) -> str | None:
    """Return an end of a period: as it should be written already, or as it probably should."""
    return words if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", words) else likely_date(words)


def _plain(text: str) -> str:
    return " ".join(text[:_LONGEST].casefold().split())


def _month(word: str) -> int:
    """Return the number of a month by its name or the start of it; 0 for any other word."""
    if word == "mrt":
        return 3
    for language in LANGUAGES:
        for number, name in enumerate(MONTHS[language], start=1):
            if len(word) >= _FEWEST and name.casefold().startswith(word):
                return number
    return 0


def _day(year: int, month: int, day: int) -> str | None:
    with contextlib.suppress(ValueError):  # There is no such day, so none is suggested.
        return date(year, month, day).isoformat()
    return None
