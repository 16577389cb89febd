"""Strategies for single values: all that the converter accepts and every file format can hold."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal
from string import ascii_lowercase, digits
from typing import Final

from hypothesis import strategies as st

from opgavekern.base.frozen import FrozenMap
from opgavekern.base.scalars import identifier
from opgavekern.base.texts import Prose
from opgavekern.model.areas import Polygon
from opgavekern.model.cbs import CbsCode
from opgavekern.model.dates import CoarseDate, Period

Strategy = st.SearchStrategy

#: Words that files and spreadsheets like to take for something else, and letters that break
#: alignment, case and sorting. All of it is text that someone may type.
NASTY: Final = (
    *"no ja Nee true FALSE null ~ nan 010 12:30 1e400 1.234,5 0,5 1_000 2026 2026-09-01".split(),
    *"=1+1 +31 -1 @som ' '=1+1 '' \" \"\" `x` | > % & * ! ? .. \\n \\ %s {0} {subject}".split(),
    *"# x|x # y|- x|: x|a: b|a : b|a:|[x]|[x|{x: y}|&a b|*a|!t u|? k|--- x|<<|a;b;|a,b".split("|"),
    *"<script>alert(1)</script>|</script>|javascript:x|&amp;|]]>|_x0041_|;|,|a\\tb".split("|"),
    *"İstanbul \u0131 \u017f ß ﬁ Å e\u0301 n\u0303o ’s-Hertogenbosch Curaçao Ĳmuiden".split(),
    *"👩‍👩‍👧 🏳️‍🌈 שלום مرحبا a\u200db a\u200bb a\u00a0b x\u202ey \u0ca0_\u0ca0 漢字".split(" "),
    " x",
    "x ",
    ": ",
    "de heel lange titel van een opgave " * 60 + "x",
)

_LETTERS: Final = st.characters(exclude_categories=("Cc", "Cn", "Cs", "Zl", "Zp"))
_WORDS: Final = st.lists(
    st.sampled_from("wonen in de wijk groen schoon veilig jeugd 2026 €5 'n café".split()),
    min_size=1,
    max_size=4,
).map(" ".join)


def _is_filled(text: str) -> bool:
    """True unless a table cell with this text would look empty."""
    return bool(text.strip())


_ANY_LINE: Final = st.text(_LETTERS, min_size=1, max_size=20).filter(_is_filled)
_LINE: Final = st.one_of(_WORDS, st.sampled_from(NASTY), _ANY_LINE)
_ENDS: Final = st.sampled_from(("\n", "\n\n", "\n  ", "\t", "\n- ", "\n# ", "\n---\n", ":\n"))


def lines() -> Strategy[str]:
    """Text of one line that is not blank, the nasty kinds among it."""
    return _LINE


def prose() -> Strategy[Prose]:
    """Text of one or more lines that is not blank."""
    return _PROSE


@st.composite
def _several_lines(draw: st.DrawFn) -> str:
    return draw(_LINE) + draw(_ENDS) + draw(_LINE) + draw(st.sampled_from(("", "\n")))


_PROSE: Final = st.one_of(_LINE, _several_lines()).map(Prose)

_ID_LETTERS: Final = st.characters(categories=("Lu", "Ll", "Lo", "Nd"), include_characters="-_.")
_NASTY_IDS: Final = (
    *"no ja 010 1e3 0x10 1.0 2026 2026-09-01 null nan con".split(),
    *"a.b a--b x_y é ß Ĳ \u017f İ \u0663 漢字 א".split(),
)


def _as_id(text: str) -> str:
    return unicodedata.normalize("NFC", text.strip("-_."))


def _is_id(text: str) -> bool:
    try:
        return identifier(text) == text
    except ValueError:
        return False


# Text is one choice to hypothesis, a pattern one for each letter: much slower to draw.
_IDS: Final = st.one_of(
    st.text(f"{ascii_lowercase}{digits}-", min_size=1, max_size=12).map(_as_id).filter(_is_id),
    st.sampled_from([_as_id(one) for one in _NASTY_IDS]),
    st.text(_ID_LETTERS, min_size=1, max_size=12).map(_as_id).filter(_is_id),
)


def ids() -> Strategy[str]:
    """Ids as `identifier` leaves them: NFC, letters and digits with `-`, `_` and `.` between."""
    return _IDS


_DAYS: Final = st.one_of(
    st.dates(date(2024, 1, 1), date(2028, 12, 31)), st.dates(date(1901, 1, 1), date(2199, 12, 31))
)


def days() -> Strategy[date]:
    """Days that a spreadsheet knows too, most of them about now."""
    return _DAYS


def _in_order(ends: tuple[date | None, date | None]) -> Period:
    first, last = ends
    if first is not None and last is not None and last < first:
        first, last = last, first
    return Period(first=first, last=last)


_ENDS_OF_PERIOD: Final = st.one_of(st.none(), _DAYS)
_PERIODS: Final = st.tuples(_ENDS_OF_PERIOD, _ENDS_OF_PERIOD).map(_in_order)


def periods() -> Strategy[Period]:
    """Periods with the first day no later than the last, either or both of them open."""
    return _PERIODS


_COARSE: Final = st.one_of(
    _DAYS.map(lambda day: f"{day.year}"),
    _DAYS.map(lambda day: f"{day.year}-Q{(day.month + 2) // 3}"),
    _DAYS.map(lambda day: f"{day.year}-{day.month:02}"),
    _DAYS.map(lambda day: day.isoformat()),
).map(CoarseDate)


def coarse_dates() -> Strategy[CoarseDate]:
    """Years, quarters, months and days."""
    return _COARSE


@st.composite
def _cbs_codes(draw: st.DrawFn) -> CbsCode:
    letters, size = draw(st.sampled_from((("PV", 2), ("GM", 4), ("WK", 6), ("BU", 8))))
    number = draw(st.integers(0, 10**size - 1))
    year = draw(st.one_of(st.just(""), st.integers(1995, 2030).map(str)))
    return CbsCode.from_text(f"{year}{letters}{number:0{size}}")


_CBS_CODES: Final = _cbs_codes()


def cbs_codes() -> Strategy[CbsCode]:
    """Codes of provinces, municipalities, districts and neighbourhoods, with and without year."""
    return _CBS_CODES


_QUARTERS: Final = st.integers(0, 168 * 4).map(lambda quarters: Decimal(quarters) / 4)


def quarter_hours() -> Strategy[Decimal]:
    """Hours a week in quarters, from none to all."""
    return _QUARTERS


def numbers(least: int = -(10**9), most: int = 10**9) -> Strategy[Decimal]:
    """Decimals of at most three places, which a spreadsheet does not round."""
    return st.integers(least * 1000, most * 1000).map(
        lambda thousandths: Decimal(thousandths) / 1000
    )


_KEYS: Final = st.builds(
    "{}{}{}".format,
    st.sampled_from(ascii_lowercase),
    st.text(ascii_lowercase + digits, max_size=6),
    st.just("") | st.text(ascii_lowercase, min_size=1, max_size=3).map("_{}".format),
)


def words() -> Strategy[str]:
    """Names of plugins and of their fields: lower case, digits and underscores."""
    return _KEYS


_LEAVES: Final = st.one_of(_LINE, st.lists(_LINE, min_size=2, max_size=3))
_MAPS: Final = st.dictionaries(
    _KEYS, st.one_of(_LEAVES, st.dictionaries(_KEYS, _LEAVES, min_size=1, max_size=2)), max_size=3
).map(FrozenMap)


def frozen_maps() -> Strategy[FrozenMap]:
    """Free-form fields as plugins use them, none of them empty.

    A list has two values or more: in free-form data nothing says that one value is a list.
    """
    return _MAPS


@st.composite
def _polygons(draw: st.DrawFn) -> Polygon:
    west, south = draw(st.integers(3000, 7000)) / 1000, draw(st.integers(50000, 53000)) / 1000
    east, north = west + 0.5, south + 0.25
    outer = ((west, south), (east, south), (east, north), (west, north), (west, south))
    hole = ((west + 0.125, south + 0.125), (west + 0.25, south + 0.125),
            (west + 0.125, south + 0.1875), (west + 0.125, south + 0.125))  # fmt: skip
    return draw(st.sampled_from(((outer,), (outer, hole))))


_POLYGONS: Final = _polygons()


def polygons() -> Strategy[Polygon]:
    """Outlines within the country's bounds, some with a hole; each ring ends where it began."""
    return _POLYGONS
