"""Texts in Dutch and English, kept as parts until someone asks for one language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal, NewType, Protocol, runtime_checkable

import attrs

from opgavekern.base.answers import Answer, Sayable

Language = Literal["nl", "en"]
#: Text that may have several lines; every other text is one line.
Prose = NewType("Prose", str)
LANGUAGES: Final[tuple[Language, ...]] = ("nl", "en")

_MONTHS: Final[Mapping[Language, tuple[str, ...]]] = MappingProxyType(
    {
        "nl": tuple(
            "januari februari maart april mei juni juli augustus september oktober november "
            "december".split()
        ),
        "en": tuple(
            "January February March April May June July August September October November "
            "December".split()
        ),
    }
)
_MOST_QUOTED: Final = 40
#: A place for a value, quoted or not: a plain name, so that nothing inside a value can be reached.
_PLACE: Final = re.compile(r'"\{(\w+)\}"|\{(\w+)\}')


@runtime_checkable
class Speaks(Protocol):
    """Anything that can be said in a language."""

    def text(self, language: Language = "en") -> str:
        """Return the words in `language`."""
        ...


@attrs.frozen(kw_only=True)
class Text(Answer):
    """One sentence or label in both languages; `{name}` marks where a value goes."""

    nl: str
    en: str

    def text(self, language: Language = "en") -> str:
        """Return the words in `language`, places for values left open.

        Raises:
            ValueError: There is no such language.
        """
        if language == "nl":
            return self.nl
        if language == "en":
            return self.en
        raise ValueError(f'there is no language={quoted(language)}; give "nl" or "en"')

    @property
    def places(self) -> frozenset[str]:
        """Names of the values that go in it, in either language."""
        return frozenset(one[1] or one[2] for one in _PLACE.finditer(self.nl + self.en))

    def __str__(self) -> str:
        return self.en


@attrs.frozen
class Message(Answer):
    """A text with the values that belong in it, so that it can be said in either language.

    Attributes:
        template: The words, with `{name}` for each value.
        values: What goes in: text, numbers, dates, tuples of those, or anything that `Speaks`.
    """

    template: Text
    values: Annotated[Mapping[str, Any], Sayable()] = attrs.field(factory=dict, hash=False)

    def text(self, language: Language = "en") -> str:
        """Return the whole sentence in `language`.

        Raises:
            ValueError: There is no such language.
        """
        template = self.template.text(language)
        spoken = {name: say(value, language) for name, value in self.values.items()}
        said = _PLACE.sub(
            lambda place: _between(spoken[place[1]]) if place[1] else spoken[place[2]], template
        )
        # A sentence that begins with a value still begins with a capital.
        return said[:1].upper() + said[1:] if template.startswith("{subject}") else said

    def __str__(self) -> str:
        return self.text("en")


def message(nl: str, en: str, /, **values: Any) -> Message:
    """Make a `Message` in one line."""
    return Message(Text(nl=nl, en=en), values)


def counted(number: int, one: tuple[str, str], many: tuple[str, str]) -> Message:
    """Say how many: `one` and `many` are the noun in Dutch and in English."""
    nl, en = one if number == 1 else many
    return message(f"{{number}} {nl}", f"{{number}} {en}", number=number)


def say(value: Any, language: Language) -> str:
    """Say a value as people write it in `language`: dates in words, decimals with their mark."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return {"nl": ("nee", "ja"), "en": ("no", "yes")}[language][value]
    if isinstance(value, date):
        return f"{value.day} {_MONTHS[language][value.month - 1]} {value.year}"
    if isinstance(value, int | float | Decimal):
        return say_number(value, language)
    if isinstance(value, tuple | list | set | frozenset):
        parts = [say(item, language) for item in value]
        parts = sorted(parts) if isinstance(value, set | frozenset) else parts
        last = " en " if language == "nl" else " and "
        return last.join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)
    # Asked last, since asking an object for a protocol takes far longer than the rest.
    return value.text(language) if isinstance(value, Speaks) else str(value)


def say_number(value: float | Decimal, language: Language) -> str:
    """Say a number with the thousands and decimal marks of `language`."""
    if isinstance(value, Decimal):
        value = value.normalize()
        if value == value.to_integral_value():
            value = int(value)
    if isinstance(value, float):
        value = Decimal(repr(round(value, 6) + 0.0)).normalize()  # -0.0 is 0
    english = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    return english.translate(str.maketrans(",.", ".,")) if language == "nl" else english


def is_sendable(words: str) -> bool:
    """Tell whether text can be written in a file or sent; half a surrogate pair cannot."""
    try:
        words.encode()
    except UnicodeEncodeError:
        return False
    return True


def quoted(value: object, *, most: int = _MOST_QUOTED) -> str:
    """Quote what was found in input: at most `most` characters, controls made visible."""
    words = _in_words(value)
    shown = words if len(words) <= most else words[: most - 1] + "…"
    return _between(visible(shown))


def visible(value: object) -> str:
    """Return what was found in input as text that can be sent: controls made visible.

    Half a surrogate, which no encoding has, becomes its escape.
    """
    words = _in_words(value)
    if words.isprintable():
        return words
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode("ascii")
        for char in words
    )


def _in_words(value: object) -> str:
    try:
        return str(value)
    except ValueError:  # An integer of more digits than Python writes.
        return "…"


def _between(words: str) -> str:
    """Put words between quotes that cannot be taken for quotes in the words themselves."""
    return f"“{words}”" if '"' in words else f'"{words}"'
