"""Causes of a difference between two checks, in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from opgavekern.base.texts import LANGUAGES, Message, Text, message
from opgavekern.governance.declarations.findings import Named
from opgavekern.governance.differences import Cause, CauseKind
from opgavekern.governance.outcomes import Mark, PluginVersion, Receipt, RuleOutcome, RuleStatus
from opgavekern.model import Dossier, Ref, kind_named


def day_moved(then: date, now: date) -> Cause:
    """Say that the day is another."""
    said = message("de dag: {then} werd {now}", "the day: {then} became {now}", then=then, now=now)
    return Cause(kind=CauseKind.DAY, said=said)


def added_or_dropped(mark: Mark, other: Receipt, *, is_new: bool) -> Cause:
    """Say that a rule, or its whole plugin, is there in one of two checks only.

    Args:
        mark: What it found.
        other: The check in which the rule is not there.
        is_new: The rule is there now, and was not then.
    """
    is_plugin = mark.plugin not in {one.name for one in other.plugins}
    said = Message(_COMING[is_plugin, is_new], {"code": mark.code, "plugin": mark.plugin})
    return Cause(kind=CauseKind.PLUGIN if is_plugin else CauseKind.RULE, said=said)


#: By whether the whole plugin came or went, and whether it came.
_COMING: Final = MappingProxyType(
    {
        (False, True): Text(nl="de regel {code} is nieuw", en="the rule {code} is new"),
        (False, False): Text(nl="de regel {code} is er niet meer", en="the rule {code} is gone"),
        (True, True): Text(
            nl="de plugin {plugin} doet nu mee", en="the plugin {plugin} takes part now"
        ),
        (True, False): Text(
            nl="de plugin {plugin} doet niet meer mee", en="the plugin {plugin} takes no part now"
        ),
    }
)


def plugin_moved(name: str, then: Receipt, now: Receipt) -> Cause | None:
    """Say that a plugin is of another version, or set otherwise; None where it is neither."""
    old, new = (_named(name, one.plugins) for one in (then, now))
    if old is None or new is None or old == new:
        return None
    if old.version != new.version:
        said = message(
            "de plugin {name}: versie {old} werd {new}",
            "the plugin {name}: version {old} became {new}",
            name=name,
            old=old.version or "?",
            new=new.version or "?",
        )
    else:
        said = message(
            "de opties van de plugin {name}", "the options of the plugin {name}", name=name
        )
    return Cause(kind=CauseKind.PLUGIN, said=said)


def _named(name: str, plugins: Iterable[PluginVersion]) -> PluginVersion | None:
    return next((one for one in plugins if one.name == name), None)


def numbers_moved(then: tuple[RuleOutcome, ...], now: tuple[RuleOutcome, ...]) -> Cause:
    """Say which numbers of a rule became others, and by whom; or that it was departed from."""
    off = tuple(any(one.status is RuleStatus.DEPARTED for one in ways) for ways in (then, now))
    if off[0] is not off[1]:
        said = message(
            "van de regel wordt nu afgeweken" if off[1] else "van de regel werd toen afgeweken",
            "the rule is departed from now" if off[1] else "the rule was departed from then",
        )
        return Cause(kind=CauseKind.PARAMETER, said=said)
    names = dict.fromkeys(name for one in (*then, *now) for name in one.parameters)
    moved = tuple(
        message(
            "{name} was {old} en is {new}{by}",
            "{name} was {old} and is {new}{by}",
            name=name,
            old=_only(_values(then, name), _values(now, name)),
            new=_only(_values(now, name), _values(then, name)),
            by=_by(now, name),
        )
        for name in names
        if _values(then, name) != _values(now, name)
    )
    said = message("{moved}", "{moved}", moved=moved)
    if not moved:
        said = message(
            "voor wie de regel welke getallen heeft", "for whom the rule has which numbers"
        )
    return Cause(kind=CauseKind.PARAMETER, said=said)


def _values(ways: Iterable[RuleOutcome], name: str) -> frozenset[str]:
    return frozenset(str(one.parameters.get(name, "–")) for one in ways)


def _only(values: frozenset[str], others: frozenset[str]) -> str:
    """Say what one of two checks has alone, of a number that may differ from body to body."""
    return ", ".join(sorted(values - others or values))


def _by(ways: Iterable[RuleOutcome], name: str) -> str:
    """Return the plugins that set a number, in brackets."""
    found: dict[str, None] = {}
    for one in ways:
        setting: Any = one.set_by.plain().get(name, {})
        found.update(dict.fromkeys(setting.get("plugin", ())))
    return f" ({', '.join(found)})" if found else ""


def facts_moved(
    kind: CauseKind, kinds: tuple[str, ...], records: tuple[Ref, ...], dossier: Dossier
) -> Cause:
    """Say which facts changed: records that make the difference, or kinds where that is unknown."""
    if records:
        names = tuple(_called(dossier, one) for one in records)
        said = message("gewijzigd: {names}", "changed: {names}", names=names)
    elif kinds:
        labels = tuple(one.plural_label for name in kinds if (one := kind_named(name)))
        said = message("gewijzigde gegevens: {kinds}", "changed facts: {kinds}", kinds=labels)
    else:
        said = message(
            "wat er van het dossier als geheel is gezegd", "what is said of the dossier as a whole"
        )
    return Cause(kind=kind, said=said, records=records, kinds=kinds)


def _called(dossier: Dossier, ref: Ref) -> Text:
    kind = kind_named(ref.kind)
    named = Named.within(dossier, ref)
    said = {tongue: named.text(tongue) for tongue in LANGUAGES}
    if kind is None or named.name == ref.id:
        return Text(**said)
    return Text(**{tongue: f"{kind.label.text(tongue)} {said[tongue]}" for tongue in LANGUAGES})


def answering_otherwise() -> Cause:
    """Say that a rule gives another answer, while nothing is known to be another."""
    said = message(
        "de regel antwoordt anders, terwijl zij dezelfde heet te zijn",
        "the rule answers otherwise, while it claims to be the same",
    )
    return Cause(kind=CauseKind.RULE, said=said)
