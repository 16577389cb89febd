"""What the contract asks of a plugin's criteria."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from opgavekern.base.errors import PluginError
from opgavekern.base.near import one_of
from opgavekern.base.texts import Message, Text, is_sendable, message, quoted
from opgavekern.governance.declarations.criteria import Criterion
from opgavekern.governance.declarations.plugins import PluginInfo
from opgavekern.governance.declarations.rules import Basis, RuleKind
from opgavekern.governance.installed import Found
from opgavekern.governance.rulebook import wrong_type
from opgavekern.model import KINDS, Period, kind_named

#: What the fields of a criterion must be; attrs does not look.
_TYPES: Final[tuple[tuple[str, Any], ...]] = (
    ("code", str),
    ("name", str),
    ("title", Text),
    ("rationale", Text),
    ("kind", RuleKind),
    ("basis", Basis),
    ("reads", frozenset),
    ("judge", Callable),
    ("is_required", bool),
    ("valid", Period),
    ("parameters", type),
)


def verify_criteria(
    found: Found, info: PluginInfo, criteria: Iterable[Any]
) -> tuple[Criterion[Any], ...]:
    """Return a plugin's criteria in order of code.

    Raises:
        PluginError: One is none, has a code that is not the plugin's or not its own, reads a kind
            that does not exist, lacks a text or its basis, or cannot judge.
    """
    checked: dict[str, Criterion[Any]] = {}
    for one in criteria:
        wrong = next(_wrong(one, info, checked), None)
        if wrong is not None:
            raise PluginError(
                wrong,
                plugin=info.name,
                distribution=found.installed_as,
                hook="opgavekern_criteria",
            )
        checked[one.code] = one
    return tuple(checked[code] for code in sorted(checked))


def _wrong(one: Any, info: PluginInfo, earlier: Mapping[str, Any]) -> Iterator[Message]:
    """Yield what is wrong with a criterion, the first thing first."""
    if not isinstance(one, Criterion):
        yield message(
            "{found} is geen Criterion; geef criteria",
            "{found} is not a Criterion; return criteria",
            found=type(one).__name__,
        )
        return
    wrong = wrong_type(one, _TYPES, quoted(one.code)[1:-1])
    if wrong is not None:
        yield wrong
        return
    yield from _wrong_code(one, info, earlier)
    yield from _wrong_words(one)
    yield from _wrong_reads(one)
    yield from _wrong_judge(one)


def _wrong_code(
    one: Criterion[Any], info: PluginInfo, earlier: Mapping[str, Any]
) -> Iterator[Message]:
    if not re.fullmatch(rf"{info.namespace}-C[0-9]{{2,}}", one.code):
        yield message(
            'de code "{code}" hoort niet bij de naamruimte; verwacht: {namespace}-C01',
            'the code "{code}" is outside the namespace; expected {namespace}-C01',
            code=one.code[:40],
            namespace=info.namespace,
        )
    if one.code in earlier:
        yield message(
            'de code "{code}" is twee keer gebruikt; geef een van de twee een nieuwe',
            'the code "{code}" is used twice; give one of the two a new one',
            code=one.code,
        )


def _wrong_words(one: Criterion[Any]) -> Iterator[Message]:
    said = {
        "title": attrs.astuple(one.title),
        "rationale": attrs.astuple(one.rationale),
        "basis.reference": (one.basis.reference,),
    }
    for field, words in said.items():
        if not all(isinstance(word, str) and word.strip() and is_sendable(word) for word in words):
            yield message(
                "{code} mist {field}, of heeft het maar in een van de twee talen; vul de tekst aan",
                "{code} lacks its {field}, or has it in one language only; fill in the text",
                code=one.code,
                field=field,
            )


def _wrong_reads(one: Criterion[Any]) -> Iterator[Message]:
    for name in sorted(map(str, one.reads)):
        kind = kind_named(name)
        if kind is None or kind.plural != name:
            yield message(
                '{code} leest "{name}", en die soort bestaat niet. {known}',
                '{code} reads "{name}", which is no kind. {known}',
                code=one.code,
                name=name[:40],
                known=one_of([kind.plural for kind in KINDS], word=name),
            )


def _wrong_judge(one: Criterion[Any]) -> Iterator[Message]:
    try:
        one.parameters()
        inspect.signature(one.judge).bind(None, None)
    except ValueError:
        return  # Some functions that are not written in Python do not say what they take.
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001 - whatever it raises, it cannot judge
        yield message(
            "{code}: judge neemt twee argumenten aan, het dossier en de context, en elk veld van "
            "parameters heeft een standaardwaarde",
            "{code}: judge takes two arguments, the dossier and the context, and every field of "
            "parameters has a default",
            code=one.code,
        )
