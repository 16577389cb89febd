"""What the contract asks of a plugin's rules and importers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from opgavekern.base.errors import PluginError
from opgavekern.base.near import one_of
from opgavekern.base.scalars import is_id
from opgavekern.base.texts import Message, Text, message, quoted
from opgavekern.governance.declarations.findings import Severity
from opgavekern.governance.declarations.importers import Importer
from opgavekern.governance.declarations.layers import Layer
from opgavekern.governance.declarations.plugins import PluginInfo
from opgavekern.governance.declarations.rules import Basis, Rule, RuleKind
from opgavekern.governance.declarations.scope import Scope
from opgavekern.governance.declared import (
    BASIS_TYPES,
    is_whole,
    takes_dossier_and_context,
    wrong_code,
    wrong_reads,
    wrong_type,
    wrong_words,
)
from opgavekern.governance.installed import Found
from opgavekern.governance.parameters import wrong_parameters
from opgavekern.governance.retiring import wrong_retired
from opgavekern.governance.scopebook import wrong_scope
from opgavekern.model import Period

_NUMBER: Final = re.compile(r"[0-9]{3,}")
_IMPORTER_NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
#: What the fields of a rule must be; attrs does not look.
_TYPES: Final[tuple[tuple[str, Any], ...]] = (
    ("code", str),
    ("name", str),
    ("title", Text),
    ("rationale", Text),
    ("severity", Severity),
    ("kind", RuleKind),
    ("basis", Basis),
    ("reads", frozenset),
    ("check", Callable),
    ("valid", Period),
    ("parameters", type),
    ("each", str),
    ("scope", Scope),
    ("waivable_by", frozenset),
    ("departable", bool),
)
_INFO_TYPES: Final[tuple[tuple[str, Any], ...]] = (
    ("name", str),
    ("namespace", str),
    ("title", Text),
    ("contact", str),
    ("licence", str),
    ("layer", Layer),
    ("governs", frozenset),
    ("governs_areas", frozenset),
    ("retired", tuple),
)


def verify_rules(found: Found, info: PluginInfo, rules: Iterable[Any]) -> tuple[Rule[Any], ...]:
    """Return a plugin's rules in order of code.

    Raises:
        PluginError: A rule is none, has a code that is not the plugin's or not its own, reads a
            kind that does not exist, claims to be law without naming it, or lacks a text in one
            of the languages.
    """
    checked: dict[str, Rule[Any]] = {}
    for rule in rules:
        wrong = next(_wrong(rule, info, checked), None)
        if wrong is not None:
            raise PluginError(
                wrong,
                plugin=info.name,
                distribution=found.installed_as,
                hook="opgavekern_rules",
            )
        checked[rule.code] = rule
    return tuple(checked[code] for code in sorted(checked))


def verify_importers(
    found: Found, info: PluginInfo, importers: Iterable[Any]
) -> tuple[Importer, ...]:
    """Return a plugin's importers in order of name.

    Raises:
        PluginError: One is none, has a name that cannot be typed or is another's, lacks a text in
            one of the languages, or has nothing to map by.
    """
    checked: dict[str, Importer] = {}
    for one in importers:
        wrong = _wrong_importer(one, checked)
        if wrong is not None:
            raise PluginError(
                wrong,
                plugin=info.name,
                distribution=found.installed_as,
                hook="opgavekern_importers",
            )
        checked[one.name] = one
    return tuple(checked[name] for name in sorted(checked))


def _wrong_importer(one: Any, earlier: Mapping[str, Importer]) -> Message | None:
    if not isinstance(one, Importer):
        return message(
            "{found} is geen Importer; geef importers",
            "{found} is not an Importer; return importers",
            found=type(one).__name__,
        )
    # attrs does not look at types, so that each is asked here.
    name, title, mapping, rows = (
        getattr(one, field) for field in ("name", "title", "mapping", "rows")
    )
    if not (isinstance(name, str) and _IMPORTER_NAME.match(name)):
        return message(
            'de naam "{name}" is niet te typen; kies kleine letters, cijfers en -',
            'the name "{name}" cannot be typed; choose small letters, digits and -',
            name=str(name)[:40],
        )
    if name in earlier:
        return message(
            'de importer "{name}" is er twee keer; geef een van de twee een andere naam',
            'the importer "{name}" is there twice; give one of the two another name',
            name=name,
        )
    if not (isinstance(title, Text) and is_whole(title)):
        return message(
            "{name} mist een titel in een van de twee talen; vul de tekst aan",
            "{name} lacks its title in one of the languages; fill in the text",
            name=name,
        )
    if not (isinstance(mapping, str) and mapping.strip()):
        return message(
            "{name} heeft geen koppelbestand; geef de tekst ervan",
            "{name} has no mapping; give the text of a mapping file",
            name=name,
        )
    if rows is not None and not callable(rows):
        return message(
            "{name}: rows is een functie van bytes naar rijen, of None",
            "{name}: rows is a function from bytes to rows, or None",
            name=name,
        )
    return None


def verify_info(found: Found, info: PluginInfo) -> None:
    """Refuse a plugin that does not say in both languages what it brings.

    Raises:
        PluginError: A field is something else than it should be, the name is empty, or the title
            lacks a language.
    """
    wrong = wrong_type(info, _INFO_TYPES, "PluginInfo")
    if wrong is None and not info.name.strip():
        wrong = message("de naam is leeg; vul haar in", "the name is empty; fill it in")
    wrong = wrong or _wrong_governed(info)
    if wrong is None and not is_whole(info.title):
        wrong = message(
            "de titel ontbreekt in een van de twee talen; vul haar aan",
            "the title is missing in one of the languages; fill it in",
        )
    wrong = wrong or next(wrong_retired(info), None)
    if wrong is not None:
        raise PluginError(
            wrong,
            plugin=found.name or str(info.name)[:40],
            distribution=found.installed_as,
            hook="opgavekern_plugin_info",
        )


def _wrong_governed(info: PluginInfo) -> Message | None:
    organisations: frozenset[Any] = info.governs  # attrs does not look at types
    areas: frozenset[Any] = info.governs_areas
    if not all(isinstance(one, str) and one.strip() for one in organisations):
        return message(
            "governs heeft iets dat geen id van een organisatie is; haal het weg",
            "governs has something that is no id of an organisation; take it out",
        )
    if not all(isinstance(one, str) and one.strip() for one in areas):
        return message(
            "governs_areas heeft iets dat geen id van een gebied is; haal het weg",
            "governs_areas has something that is no id of an area; take it out",
        )
    if organisations and areas:
        return message(
            "een plugin gaat over organisaties of over gebieden; laat governs of governs_areas weg",
            "a plugin governs organisations or areas; leave out governs or governs_areas",
        )
    return None


def _wrong(rule: Any, info: PluginInfo, earlier: dict[str, Rule[Any]]) -> Iterator[Message]:
    """Yield what is wrong with a rule, the first thing first."""
    if not isinstance(rule, Rule):
        yield message(
            "{found} is geen Rule; geef regels",
            "{found} is not a Rule; return rules",
            found=type(rule).__name__,
        )
        return
    code = quoted(rule.code)[1:-1]
    wrong = wrong_type(rule, _TYPES, code) or wrong_type(rule.basis, BASIS_TYPES, f"{code}: basis")
    if wrong is not None:
        yield wrong
        return
    yield from wrong_code(rule.code, earlier, _NUMBER, f"{info.namespace}-001")
    yield from wrong_reads(rule.code, rule.reads)
    yield from _wrong_each(rule)
    yield from wrong_scope(rule)
    yield from _wrong_roles(rule)
    yield from _wrong_texts(rule)
    yield from wrong_parameters(rule)
    yield from _wrong_check(rule)


def _wrong_each(rule: Rule[Any]) -> Iterator[Message]:
    if rule.each and rule.each not in rule.reads:
        yield message(
            '{code} beoordeelt elk van "{name}", maar leest die niet. {known}',
            '{code} judges each of "{name}", which it does not read. {known}',
            code=rule.code,
            name=rule.each[:40],
            known=one_of(sorted(rule.reads), word=rule.each),
        )


def _wrong_roles(rule: Rule[Any]) -> Iterator[Message]:
    roles: frozenset[Any] = rule.waivable_by  # attrs does not look at types
    for one in sorted(roles, key=repr):
        if not (isinstance(one, str) and is_id(one)):
            yield message(
                "{code}: waivable_by heeft {found}, verwacht: ids van rollen",
                "{code}: waivable_by has {found}, expected ids of roles",
                code=rule.code,
                found=quoted(one) if isinstance(one, str) else type(one).__name__,
            )


def _wrong_texts(rule: Rule[Any]) -> Iterator[Message]:
    yield from wrong_words(rule.code, rule.title, rule.rationale, rule.basis)
    if rule.kind is RuleKind.LAW and not rule.basis.article.strip():
        yield message(
            "{code} is een wet zonder artikel; vul basis.article in",
            "{code} is law without an article; fill in basis.article",
            code=rule.code,
        )


def _wrong_check(rule: Rule[Any]) -> Iterator[Message]:
    if not takes_dossier_and_context(rule.check):
        yield message(
            "{code}: check moet twee argumenten aannemen, het dossier en de context",
            "{code}: check must take two arguments, the dossier and the context",
            code=rule.code,
        )
