"""What the contract asks of a plugin's rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from opgavekern.base.errors import PluginError
from opgavekern.base.near import one_of
from opgavekern.base.texts import Message, Text, message
from opgavekern.governance.declarations.plugins import PluginInfo
from opgavekern.governance.declarations.rules import Rule
from opgavekern.governance.installed import Found
from opgavekern.model import KINDS, kind_named


def verify_rules(found: Found, info: PluginInfo, rules: Iterable[Any]) -> tuple[Rule[Any], ...]:
    """Return a plugin's rules in order of code.

    Raises:
        PluginError: A rule is none, has a code that is not the plugin's or not its own, reads a
            kind that does not exist, or lacks a text in one of the languages.
    """
    checked: dict[str, Rule[Any]] = {}
    for rule in rules:
        for wrong in _wrong(rule, info, checked):
            raise PluginError(
                wrong,
                plugin=info.name,
                distribution=found.installed_as,
                hook="opgavekern_rules",
            )
        checked[rule.code] = rule
    return tuple(checked[code] for code in sorted(checked))


def _wrong(rule: Any, info: PluginInfo, earlier: dict[str, Rule[Any]]) -> Iterator[Message]:
    if not isinstance(rule, Rule):
        yield message("{found} is geen Rule", "{found} is not a Rule", found=type(rule).__name__)
        return
    if not re.fullmatch(rf"{info.namespace}-[0-9]{{3,}}", rule.code):
        yield message(
            'de code "{code}" hoort niet bij de naamruimte; verwacht: {namespace}-001',
            'the code "{code}" is outside the namespace; expected {namespace}-001',
            code=rule.code,
            namespace=info.namespace,
        )
    if rule.code in earlier:
        yield message(
            'de code "{code}" is twee keer gebruikt', 'the code "{code}" is used twice',
            code=rule.code,
        )  # fmt: skip
    for name in sorted(rule.reads):
        kind = kind_named(name)
        if kind is None or kind.plural != name:
            yield message(
                '{code} leest "{name}", en die soort bestaat niet. {known}',
                '{code} reads "{name}", which is no kind. {known}',
                code=rule.code,
                name=name,
                known=one_of([one.plural for one in KINDS], word=name),
            )
    texts: dict[str, Text] = {"title": rule.title, "rationale": rule.rationale}
    for field, text in texts.items():
        if not text.nl.strip() or not text.en.strip():
            yield message(
                "{code} mist {field} in een van de twee talen",
                "{code} lacks its {field} in one of the languages",
                code=rule.code,
                field=field,
            )
    yield from _wrong_parameters(rule)


def _wrong_parameters(rule: Rule[Any]) -> Iterator[Message]:
    try:
        made = rule.parameters() if attrs.has(rule.parameters) else None
    except TypeError:
        made = None
    if made is None:
        yield message(
            "{code}: parameters zijn een attrs-klasse met een standaardwaarde voor elk veld",
            "{code}: parameters are an attrs class with a default for every field",
            code=rule.code,
        )
