"""Dutch and English names of classes, fields and enum members, kept with the classes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any, Final, TypeVar

from opgavekern.base.texts import Text

_C = TypeVar("_C", bound=type)


#: What is in a word and not said: apostrophes, and the `&` of P&C.
UNSPOKEN: Final = MappingProxyType(str.maketrans("", "", "'\u2018\u2019&"))


def spoken(identifier: str) -> str:
    """Turn an identifier into words: `political_sponsors` → `political sponsors`."""
    return identifier.replace("_", " ")


def folded(name: str) -> str:
    """Fold what people type for a name: case, spaces, `-`, `_`, apostrophes and `&`."""
    words = name.translate(UNSPOKEN).replace("-", " ").replace("_", " ")
    return "_".join(words.casefold().split())


def dutch(name: str, /, **fields: str) -> Callable[[_C], _C]:
    """Give a class and its own fields their Dutch names; the English ones are the identifiers.

    Args:
        name: The class in Dutch, singular, lower case.
        **fields: Dutch name per field, with spaces as people write it.
    """

    def label(cls: _C) -> _C:
        inherited = getattr(cls, "__labels__", {})
        own = {field: Text(nl=nl, en=spoken(field)) for field, nl in fields.items()}
        cls.__labels__ = MappingProxyType({**inherited, **own})  # type: ignore[attr-defined]
        cls.__label__ = Text(nl=name, en=_words(cls.__name__))  # type: ignore[attr-defined]
        return cls

    return label


def formerly(**fields: str) -> Callable[[_C], _C]:
    """Keep a Dutch name readable that a field had in earlier files; it is never written.

    Args:
        **fields: The former Dutch name per field.
    """

    def label(cls: _C) -> _C:
        cls.__former__ = MappingProxyType({**former_names(cls), **fields})  # type: ignore[attr-defined]
        return cls

    return label


def former_names(cls: type) -> Mapping[str, str]:
    """Return what fields of a class were called in Dutch before; empty for most classes."""
    found: Mapping[str, str] = getattr(cls, "__former__", {})
    return found


def label_of(cls: type) -> Text:
    """Return what a labelled class is called."""
    found: Text = cls.__label__  # type: ignore[attr-defined]
    return found


def field_labels(cls: type) -> Mapping[str, Text]:
    """Return what the fields of a labelled class are called; empty for other classes."""
    found: Mapping[str, Text] = getattr(cls, "__labels__", {})
    return found


def _words(camel: str) -> str:
    return "".join(f" {c.lower()}" if c.isupper() else c for c in camel).strip()


class Term(Enum):
    """An enum whose members have a name in both languages.

    A member is written as identifier and Dutch name, `DONE = "done", "gereed"`; the English
    name is the identifier, or the third part where that reads badly.
    """

    _value_: str
    label: Text

    def __new__(cls, identifier: str, nl: str, en: str = "") -> Term:
        """Keep the identifier as the value, and the names beside it."""
        member = object.__new__(cls)
        member._value_ = identifier
        member.label = Text(nl=nl, en=en or spoken(identifier))
        return member

    def text(self, language: Any = "en") -> str:
        """Return the member's name in `language`."""
        return self.label.text(language)

    def __repr__(self) -> str:
        return f"{type(self).__name__}.{self.name}"
