"""How the report writes money, months, periods and dates as coarse as people give them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

import attrs

from opgavekern.base.texts import Language, Message, message, say
from opgavekern.model import CoarseDate, Period
from opgavekern.report.blocks import Sayable

_MOST_NAMED: Final = 5


@attrs.frozen
class Euros:
    """An amount, in whole euros where it is whole."""

    amount: Decimal

    def text(self, language: Language = "en") -> str:
        """Write it with the euro sign where `language` has it."""
        shown = self.amount if self.amount % 1 else self.amount.quantize(Decimal(1))
        digits = say(abs(shown), language)
        gap = "\u00a0" if language == "nl" else ""
        return f"{'−' if self.amount < 0 else ''}€{gap}{digits}"


@attrs.frozen
class Month:
    """A month of a year, in words."""

    year: int
    number: int

    def text(self, language: Language = "en") -> str:
        """Write it as `september 2026`."""
        return say(date(self.year, self.number, 1), language).partition(" ")[2]


@attrs.frozen
class ShortDay:
    """A day without its year, the month cut short: `3 sep`."""

    day: date

    def text(self, language: Language = "en") -> str:
        """Write it as people do where the year is known."""
        number, month, _ = say(self.day, language).split(" ")
        short = "mrt" if month == "maart" else month[:3]
        return f"{number} {short}"


def coarse(value: CoarseDate) -> Sayable:
    """Say a date as coarse as it was written."""
    year = str(value.first.year)
    if value.first == value.last:
        return value.first
    if "Q" in value.written:
        return message(
            "{quarter}e kwartaal {year}",
            "quarter {quarter} of {year}",
            quarter=value.written[-1],
            year=year,
        )
    if "-" in value.written:
        return Month(value.first.year, value.first.month)
    return year


def period(value: Period) -> Sayable:
    """Say from when to when; empty for always."""
    if value.first and value.last:
        return message(
            "{first} t/m {last}", "{first} to {last}", first=value.first, last=value.last
        )
    if value.first:
        return message("vanaf {first}", "from {first}", first=value.first)
    if value.last:
        return message("t/m {last}", "until {last}", last=value.last)
    return ""


def hours(value: Decimal | float) -> Decimal:
    """Round hours to the quarter in which they are counted."""
    return (Decimal(str(value)) * 4).quantize(Decimal(1)) / 4


def few_named(names: Sequence[str], *, of: int | None = None) -> Message:
    """Name a few in a sentence; of many the first five, and how many more there are.

    Args:
        names: All of them, or the first.
        of: How many there are; None for as many as names.
    """
    count = len(names) if of is None else of
    if count == len(names) <= _MOST_NAMED + 1:  # One more is named in the room of its number.
        return message("{names}", "{names}", names=tuple(names))
    few = names[:_MOST_NAMED]
    return message(
        "{names} en nog {more}", "{names} and {more} more",
        names=", ".join(few), more=count - len(few),
    )  # fmt: skip


def shortened(words: str, most: int) -> str:
    """Cut text at the end of a sentence where one ends soon enough, else after a word.

    What has no word to end after stands broad on the page, so less of it is kept.
    """
    joined = " ".join(words.split())
    if len(joined) <= most:
        return joined
    end = joined.rfind(". ", most // 2, most)
    if end > 0:
        return joined[: end + 1]
    space = joined.rfind(" ", most // 2, most)
    return f"{joined[: space if space > 0 else most // 2]} …"
