"""What the contract asks of a plugin's criteria."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from opgavekern.base.errors import PluginError
from opgavekern.base.texts import Message, Text, message, quoted
from opgavekern.governance.declarations.criteria import Criterion
from opgavekern.governance.declarations.plugins import PluginInfo
from opgavekern.governance.declarations.rules import Basis, RuleKind
from opgavekern.governance.declared import (
    BASIS_TYPES,
    takes_dossier_and_context,
    wrong_code,
    wrong_reads,
    wrong_type,
    wrong_words,
)
from opgavekern.governance.installed import Found
from opgavekern.governance.parameters import wrong_parameters
from opgavekern.model import Period

_NUMBER: Final = re.compile(r"C[0-9]{2,}")
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
    ("departable", bool),
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
    code = quoted(one.code)[1:-1]
    wrong = wrong_type(one, _TYPES, code) or wrong_type(one.basis, BASIS_TYPES, f"{code}: basis")
    if wrong is not None:
        yield wrong
        return
    yield from wrong_code(one.code, earlier, _NUMBER, f"{info.namespace}-C01")
    yield from wrong_words(one.code, one.title, one.rationale, one.basis)
    yield from wrong_reads(one.code, one.reads)
    yield from wrong_parameters(one)
    yield from _wrong_judge(one)


def _wrong_judge(one: Criterion[Any]) -> Iterator[Message]:
    try:
        can_judge = takes_dossier_and_context(one.judge)
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001 - whatever it raises, it cannot judge
        can_judge = False
    if not can_judge:
        yield message(
            "{code}: judge neemt twee argumenten aan, het dossier en de context",
            "{code}: judge takes two arguments, the dossier and the context",
            code=one.code,
        )
