"""Single values, read strictly: text, ids, numbers, days, truths, terms.

Nothing is re-typed in silence. Text is read as a number, a day or a term only where a field asks
for one, since files of text hold nothing else.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import Any, Final, get_args

from opgavekern.base.errors import BadValueError
from opgavekern.base.frozen import FrozenMap
from opgavekern.base.near import one_of
from opgavekern.base.texts import Message, message, quoted

_ID = re.compile(r"[^\W_](?:[\w.\-]*[^\W_])?\Z")
# A number starts with 0 only before its point: `010` is a code that someone typed.
_INTEGER = re.compile(r"[+-]?(?:0|[1-9][0-9]{0,17})\Z")
_DECIMAL = re.compile(r"[+-]?(?:0|[1-9][0-9]{0,29})(?:\.[0-9]{1,30})?(?:[eE][+-]?[0-9]{1,3})?\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_LONGEST_ID = 200
#: An id for engines of patterns that do not know what a letter is: no spaces, of ASCII only
#: letters and digits, and - _ . between them. Of other scripts it lets more through than `_ID`.
ID_PATTERN: Final = r"[^\s!-/:-@\[-`{-~]([^\s!-,/:-@\[-^`{-~]*[^\s!-/:-@\[-`{-~])?"
_MOST_DIGITS = 18
#: As many as files of JSON may have: what is typed longer is a code, and belongs in quotes.
_MOST_DIGITS_OF_LEAF = 40
_DEEPEST = 64
_BOOLEANS = {"true": True, "yes": True, "ja": True, "false": False, "no": False, "nee": False}


def is_plain_id(text: str) -> bool:
    """Tell whether a text is an id that stays as it is, letter by letter."""
    return text.isascii() and len(text) <= _LONGEST_ID and _ID.match(text) is not None


def is_id(text: str) -> bool:
    """Tell whether a text is an id, once its letters are composed."""
    return is_plain_id(text) or (
        len(text) <= _LONGEST_ID and _ID.match(unicodedata.normalize("NFC", text)) is not None
    )


def are_plain_ids(texts: Collection[str]) -> bool:
    """Tell whether all texts are ids that stay as they are; quicker than asking each."""
    return (
        "".join(texts).isascii()
        and max(map(len, texts), default=0) <= _LONGEST_ID
        and all(map(_ID.match, texts))
    )


def identifier(value: object) -> str:
    """Read an id: NFC, letters and digits, `-`, `_` and `.` between them."""
    if type(value) is not str:
        raise misfit(value, "not-an-id", message("een id als tekst", "an id as text"))
    if not value.isascii():
        value = unicodedata.normalize("NFC", value)
    if len(value) > _LONGEST_ID or not _ID.match(value):
        raise misfit(
            value,
            "not-an-id",
            message(
                "een id van letters en cijfers, met daartussen - _ of . (geen spaties)",
                "an id of letters and digits with - _ or . between them (no spaces)",
            ),
        )
    return value


def one_line(value: object) -> str:
    """Read text of one line, without control characters."""
    if type(value) is not str:
        raise misfit(value, "not-a-text", message("tekst", "text"))
    if not value.isprintable():
        _refuse_controls(value, allowed="")
    return value


def to_prose(value: object, _: object = None) -> str:
    """Read text that may have several lines."""
    if type(value) is not str:
        raise misfit(value, "not-a-text", message("tekst", "text"))
    if not value.isprintable():
        _refuse_controls(value, allowed="\n\t")
    return value


def _refuse_controls(value: str, *, allowed: str) -> None:
    for char in value:
        if _is_no_text(char) and char not in allowed:
            if char in "\n\r":
                said = message("tekst over meer regels", "text of several lines")
                remedy = message("Schrijf dit op één regel.", "Write this on one line.")
            else:
                shown = f"U+{ord(char):04X}"
                said = message(
                    "teken {char} mag niet in tekst", "character {char} is not text", char=shown
                )
                remedy = message("Haal het teken weg.", "Take the character out.")
            raise BadValueError(said, code="bad-text", remedy=remedy)


def _is_no_text(char: str) -> bool:
    """True for controls, half surrogates, other line ends, and code points that are no character.

    The last, U+FFFE and its like, no XML and so no workbook can hold.
    """
    return unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} or ord(char) & 0xFFFE == 0xFFFE


def _to_int(value: object, _: object = None) -> int:
    if type(value) is int and abs(value) < 10**_MOST_DIGITS:
        return value
    if type(value) is str and _INTEGER.match(value):
        return int(value)
    raise misfit(
        value, "not-a-number", message("een geheel getal, zoals 12", "a whole number such as 12")
    )


def _to_decimal(value: object, _: object = None) -> Decimal:
    if type(value) is float and math.isfinite(value):
        value = repr(value)
    is_number = (
        type(value) is Decimal
        or (type(value) is str and _DECIMAL.match(value))
        or (type(value) is int and abs(value) < 10 ** (2 * _MOST_DIGITS))
    )
    made = Decimal(value) if is_number else Decimal("nan")  # type: ignore[arg-type]
    if made.is_finite() and abs(made.adjusted()) < 2 * _MOST_DIGITS:
        return made
    raise misfit(value, "not-a-number", message("een getal, zoals 12.5", "a number such as 12.5"))


def _to_float(value: object, _: object = None) -> float:
    if type(value) is float and math.isfinite(value):
        return value
    made = float(_to_decimal(value))
    if not math.isfinite(made):
        raise misfit(value, "not-a-number", message("een getal, zoals 0.5", "a number such as 0.5"))
    return made


def _to_bool(value: object, _: object = None) -> bool:
    if type(value) is bool:
        return value
    if type(value) is str and value.casefold() in _BOOLEANS:
        return _BOOLEANS[value.casefold()]
    raise misfit(value, "not-a-boolean", message("ja of nee", "true or false"))


def to_day(value: object, _: object = None) -> date:
    """Read a day as `2026-09-01`."""
    if type(value) is date:
        return value
    if type(value) is str and _DAY.match(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass  # A day that does not exist, such as 31 June: said below like any other.
    from opgavekern.base.days import read_day

    expected = message("een dag als 2026-09-01", "a day such as 2026-09-01")
    raise misfit(value, "not-a-date", expected, remedy=meant_date(read_day(value)))


def meant_date(written: str | None) -> Message | None:
    """Say how to write a date that was probably meant; None where there is none."""
    if written is None:
        return None
    return message(
        "Schrijf {date}, als dat is bedoeld.",
        "Write {date}, if that is what is meant.",
        date=written,
    )


def to_enum(value: object, cls: type[Enum]) -> Enum:
    """Read a member of an enum by its identifier."""
    if isinstance(value, cls):
        return value
    try:
        return cls(value)
    except ValueError:
        raise _unknown(value, [str(member.value) for member in cls]) from None


def to_literal(value: object, cls: Any) -> object:
    """Read one of the texts that a `Literal` allows."""
    known = get_args(cls)
    if type(value) is str and value in known:
        return value
    raise _unknown(value, known)


def _unknown(value: object, known: Collection[str]) -> BadValueError:
    return BadValueError(
        message("onbekende waarde {found}", "unknown value {found}", found=_found(value)),
        code="unknown-value",
        remedy=one_of(known, word=value if isinstance(value, str) else ""),
    )


def misfit(
    value: object, code: str, expected: Message, *, remedy: Message | None = None
) -> BadValueError:
    """Say that a value is not what belongs there, and what is."""
    said = message(
        "{found} is niet wat hier hoort; verwacht: {expected}",
        "{found} does not belong here; expected {expected}",
        found=_found(value),
        expected=expected,
    )
    return BadValueError(
        said,
        code=code,
        remedy=remedy or message("Schrijf {expected}.", "Write {expected}.", expected=expected),
    )


def _found(value: object) -> str | Message:
    if value is None:
        return message("niets", "nothing")
    if isinstance(value, bool):
        return quoted("true" if value else "false")  # As in JSON, not as Python writes it.
    if isinstance(value, Mapping):
        return message("een groep velden", "a group of fields")
    if isinstance(value, list | tuple):
        return message("een lijst", "a list")
    if isinstance(value, int) and abs(value) >= 10 ** (2 * _MOST_DIGITS):
        return message("een heel groot getal", "a very large number")
    return quoted(value)


def _to_map(value: object, _: object = None) -> FrozenMap:
    if isinstance(value, Mapping):
        _refuse_odd_leaves(value, _DEEPEST)
        return FrozenMap(value)
    raise misfit(value, "not-a-group", message("velden met hun waarde", "fields with their values"))


def _refuse_odd_leaves(value: object, levels: int) -> None:
    """Hold free-form data to what every other text is held to, at most so many levels deep."""
    if levels == 0:
        raise BadValueError(
            message("dit is te diep genest", "this is nested too deep"),
            code="too-deep",
            remedy=message(
                "Gebruik ten hoogste {most} niveaus.", "Use at most {most} levels.", most=_DEEPEST
            ),
        )
    if isinstance(value, Mapping):
        for key, one in value.items():
            one_line(key)
            _refuse_odd_leaves(one, levels - 1)
    elif isinstance(value, list | tuple):
        for one in value:
            _refuse_odd_leaves(one, levels - 1)
    elif isinstance(value, str):
        to_prose(value)
    elif isinstance(value, float):
        _to_float(value)
    elif isinstance(value, int) and abs(value) >= 10**_MOST_DIGITS_OF_LEAF:
        raise misfit(value, "not-a-text", message("tekst", "text"))


#: How each plain type is read.
SCALARS: Final[Mapping[Any, Callable[[Any, Any], Any]]] = MappingProxyType(
    {
        str: lambda value, _: one_line(value),
        int: _to_int,
        float: _to_float,
        Decimal: _to_decimal,
        bool: _to_bool,
        date: to_day,
        FrozenMap: _to_map,
    }
)
