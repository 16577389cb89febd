"""What the contract asks of whatever a plugin declares: its code, its texts, what it stands on."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from types import FunctionType, NoneType
from typing import Any, Final, TypeVar

from opgavekern.base.errors import PluginError
from opgavekern.base.near import one_of
from opgavekern.base.texts import Message, Text, is_sendable, message
from opgavekern.governance.declarations.rules import Basis
from opgavekern.governance.installed import Found
from opgavekern.model import KINDS, kind_named

T = TypeVar("T")

BASIS_TYPES: Final[tuple[tuple[str, Any], ...]] = (
    ("reference", str),
    ("article", str),
    ("address", str),
    ("explanation", (Text, NoneType)),
    ("verified", (bool, NoneType)),
)


def wrong_type(owner: Any, types: tuple[tuple[str, Any], ...], name: str) -> Message | None:
    """Tell which field of a declaration is not what its class says; None where all are."""
    for field, wanted in types:
        value = getattr(owner, field)
        if not isinstance(value, wanted):
            meant = wanted if isinstance(wanted, tuple) else (wanted,)
            return message(
                "{name}: {field} is {found}, verwacht: {wanted}",
                "{name}: {field} is {found}, expected {wanted}",
                name=name,
                field=field,
                found=type(value).__name__,
                wanted=" | ".join("None" if one is NoneType else one.__name__ for one in meant),
            )
        said = (value.nl, value.en) if isinstance(value, Text) else (value,)
        if not all(is_sendable(one) for one in said if isinstance(one, str)):
            return message(
                "{name}: {field} heeft een half teken (surrogaat), dat niet te schrijven is",
                "{name}: {field} has half a character (a surrogate), which cannot be written",
                name=name,
                field=field,
            )
    return None


def is_whole(text: Text) -> bool:
    """Tell whether a text has words in both languages."""
    # attrs does not look at types, so that each is asked here.
    words: tuple[Any, Any] = text.nl, text.en
    return all(isinstance(said, str) and said.strip() for said in words)


def takes_dossier_and_context(function: Callable[..., Any]) -> bool:
    """Tell whether a function can be called with two arguments, as checks and judges are.

    Some that are not written in Python do not say what they take; those are let through.
    """
    if isinstance(function, FunctionType) and not vars(function):
        # Asked of every rule, so that a plain function is asked itself: 20 times as quick.
        code, defaults = function.__code__, function.__defaults__ or ()
        is_roomy = code.co_argcount >= 2 or code.co_flags & inspect.CO_VARARGS
        if is_roomy and code.co_argcount - len(defaults) <= 2 and not code.co_kwonlyargcount:
            return True
    try:
        inspect.signature(function).bind(None, None)
    except ValueError:
        return True
    except TypeError:
        return False
    return True


def wrong_code(
    code: str, earlier: Collection[str], number: re.Pattern[str], example: str
) -> Iterator[Message]:
    """Tell of a code that is outside the plugin's namespace, or was used before.

    Args:
        code: The code.
        earlier: Codes of the same plugin.
        number: What should follow the namespace.
        example: A code as it should be, which begins with the namespace.
    """
    own, _, rest = code.partition("-")
    namespace, _, first = example.partition("-")
    if own != namespace or not number.fullmatch(rest):
        yield message(
            'de code "{code}" hoort niet bij de naamruimte; verwacht: {example}',
            'the code "{code}" is outside the namespace; expected {example}',
            code=code[:40],
            example=f"{namespace}-{first}",
        )
    if code in earlier:
        yield message(
            'de code "{code}" is twee keer gebruikt; geef een van de twee een nieuwe',
            'the code "{code}" is used twice; give one of the two a new one',
            code=code,
        )


def wrong_reads(code: str, reads: Iterable[object]) -> Iterator[Message]:
    """Tell which of the kinds that something reads do not exist."""
    for name in sorted(map(str, reads)):
        kind = kind_named(name)
        if kind is None or kind.plural != name:
            yield message(
                '{code} leest "{name}", en die soort bestaat niet. {known}',
                '{code} reads "{name}", which is no kind. {known}',
                code=code,
                name=name[:40],
                known=one_of([one.plural for one in KINDS], word=name),
            )


def wrong_words(code: str, title: Text, rationale: Text, basis: Basis) -> Iterator[Message]:
    """Tell which text of a declaration lacks a language, or that it stands nowhere."""
    texts = {"title": title, "rationale": rationale}
    if basis.explanation is not None:
        texts["basis.explanation"] = basis.explanation
    for field, text in texts.items():
        if not is_whole(text):
            yield message(
                "{code} mist {field} in een van de twee talen; vul de tekst aan",
                "{code} lacks its {field} in one of the languages; fill in the text",
                code=code,
                field=field,
            )
    if not basis.reference.strip():
        yield message(
            "{code} zegt niet waar het staat; vul basis.reference in",
            "{code} does not say where it stands; fill in basis.reference",
            code=code,
        )


def wrong_basis(name: str, basis: Basis) -> Message | None:
    """Tell what is wrong with what a change rests on; None where nothing is."""
    wrong = wrong_type(basis, BASIS_TYPES, f"{name}: basis")
    if wrong is None and not basis.reference.strip():
        wrong = message(
            "de wijziging van {name} zegt niet waar zij staat; vul basis.reference in",
            "the change of {name} does not say where it stands; fill in basis.reference",
            name=name,
        )
    return wrong


def each_once(
    found: Found, hook: str, changes: Iterable[T], wrong: Callable[[T], Message | None]
) -> tuple[T, ...]:
    """Return what a plugin changes, each once, in the order in which it gave that.

    Raises:
        PluginError: Something is wrong with one of them.
    """
    checked: dict[T, None] = {}
    for change in changes:
        said = wrong(change)
        if said is not None:
            raise PluginError(said, plugin=found.name, distribution=found.installed_as, hook=hook)
        checked[change] = None
    return tuple(checked)
