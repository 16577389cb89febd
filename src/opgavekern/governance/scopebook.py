"""What the contract asks of the scope of a rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from opgavekern.base.errors import PluginError
from opgavekern.base.labels import Term
from opgavekern.base.near import one_of
from opgavekern.base.texts import Message, message, quoted
from opgavekern.governance.active import ActivePlugin
from opgavekern.governance.bodies import PUBLIC
from opgavekern.governance.declarations.rules import Rule
from opgavekern.governance.declared import wrong_type
from opgavekern.model import KINDS, AreaLevel, OrganisationKind, Phase

#: What the parts of a scope hold; attrs does not look.
_PARTS: Final[tuple[tuple[str, type], ...]] = (
    ("kinds", str),
    ("tiers", OrganisationKind),
    ("phases", Phase),
    ("statuses", str),
    ("area_levels", AreaLevel),
)


def wrong_scope(rule: Rule[Any]) -> Iterator[Message]:
    """Yield what is wrong with the scope of a rule, the first thing first."""
    name, scope = f"{rule.code}: scope", rule.scope
    wrong = wrong_type(scope, tuple((field, frozenset) for field, _ in _PARTS), name)
    if wrong is not None:
        yield wrong
        return
    for field, wanted in _PARTS:
        part: frozenset[Any] = getattr(scope, field)
        for one in sorted(part, key=repr):
            if not isinstance(one, wanted):
                yield _strange(name, field, one, wanted)
    yield from _wrong_kinds(rule)
    for tier in OrganisationKind:
        if tier in scope.tiers - PUBLIC:
            yield message(
                "{name}.tiers heeft {found}, en dat is geen overheid. {known}",
                "{name}.tiers has {found}, which is no public body. {known}",
                name=name,
                found=quoted(tier.value),
                known=one_of([one.value for one in PUBLIC], word=tier.value),
            )


def _strange(name: str, field: str, found: Any, wanted: type) -> Message:
    words = [one.value for one in wanted] if issubclass(wanted, Term) else []
    return message(
        "{name}.{field} heeft {found}, verwacht: {wanted}. {known}",
        "{name}.{field} has {found}, expected {wanted}. {known}",
        name=name,
        field=field,
        found=quoted(found) if isinstance(found, str) else type(found).__name__,
        wanted=wanted.__name__,
        known=one_of(words, word=str(found)) if words and isinstance(found, str) else "",
    )


def _wrong_kinds(rule: Rule[Any]) -> Iterator[Message]:
    plurals = [one.plural for one in KINDS]
    kinds = rule.scope.kinds
    for one in sorted(kinds - set(plurals)):
        yield message(
            "{code}: scope.kinds heeft {name}, en die soort bestaat niet. {known}",
            "{code}: scope.kinds has {name}, which is no kind. {known}",
            code=rule.code,
            name=quoted(one),
            known=one_of(plurals, word=one),
        )
    if rule.each and kinds and rule.each not in kinds:
        yield message(
            '{code} beoordeelt elk van "{each}", en die soort staat niet in scope.kinds: de regel '
            "zou nooit iets vinden. Voeg haar toe, of laat kinds leeg.",
            '{code} judges each of "{each}", a kind that is not in scope.kinds: the rule would '
            "never find anything. Add it, or leave kinds empty.",
            code=rule.code,
            each=rule.each,
        )


def refuse_unknown_statuses(active: Iterable[ActivePlugin], statuses: Iterable[str]) -> None:
    """Refuse a rule for a status that is in no lifecycle.

    Args:
        active: All that take part.
        statuses: Of the lifecycles that they bring.

    Raises:
        PluginError: Names plugin, rule and status, and what comes near.
    """
    known = frozenset(statuses)
    for plugin in active:
        for rule in plugin.rules:
            for one in sorted(rule.scope.statuses - known):
                raise PluginError(
                    message(
                        "{code}: de status {name} staat in geen levensloop die een plugin geeft. "
                        "{known}",
                        "{code}: the status {name} is in no lifecycle that a plugin brings. "
                        "{known}",
                        code=rule.code,
                        name=quoted(one),
                        known=one_of(known, word=one)
                        if known
                        else message(
                            "Geef de levensloop, of noem fasen.",
                            "Bring the lifecycle, or name phases.",
                        ),
                    ),
                    plugin=plugin.name,
                    distribution=plugin.installed_as,
                    hook="opgavekern_rules",
                )
