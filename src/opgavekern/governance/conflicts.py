"""What plugins may not do to each other: say different things of one name, code or record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from opgavekern.base.errors import PluginError
from opgavekern.base.near import one_of
from opgavekern.base.texts import message
from opgavekern.governance.active import ActivePlugin
from opgavekern.governance.installed import not_allowed
from opgavekern.governance.refusing import refused
from opgavekern.model import Ref


def refuse_what_was_not_asked(
    active: list[ActivePlugin],
    options: Mapping[str, Mapping[str, Any]],
    allowed: frozenset[str] | None,
    left_out: frozenset[str],
) -> None:
    """Refuse a plugin object that is not allowed, and options for a plugin that is not there.

    Args:
        active: The plugins that take part.
        options: Options by name of plugin.
        allowed: Names that may take part; None allows all.
        left_out: Names of plugins that were to take part, and so may have options.
    """
    names = {one.name for one in active} | left_out
    for one in active:
        if allowed is not None and one.place is None and one.name not in allowed:
            raise not_allowed(one.name, allowed)
    for name in sorted(options.keys() - names):
        raise PluginError(
            message(
                'er zijn opties voor "{name}", maar die plugin doet niet mee. {known}',
                'there are options for "{name}", but that plugin takes no part. {known}',
                name=name,
                known=one_of(names, word=name),
            ),
            plugin=name,
        )


def refuse_twins(active: list[ActivePlugin]) -> None:
    """Refuse two plugins with one name or one namespace."""
    told: tuple[tuple[Callable[[ActivePlugin], str], Any], ...] = (
        (lambda one: one.name, ("de naam", "the name")),
        (lambda one: one.info.namespace, ("de naamruimte", "the namespace")),
    )
    for of, (nl, en) in told:
        first: dict[str, ActivePlugin] = {}
        for one in active:
            other = first.setdefault(of(one), one)
            if other is not one:
                here, beside = (other, one) if other.place is not None else (one, other)
                raise refused(
                    here,
                    message(
                        f'{nl} "{{value}}" is ook van {{other}}; zet een van de twee uit',
                        f'{en} "{{value}}" is also that of {{other}}; leave one of them out',
                        value=of(one),
                        other=" ".join((beside.name, beside.installed_as)).strip(),
                    ),
                    beside=beside.name,
                )


def refuse_contradicting_facts(active: list[ActivePlugin]) -> None:
    """Refuse two plugins that bring one record with different content."""
    first: dict[Ref, ActivePlugin] = {}
    for one in active:
        for ref, record in one.records.items():
            other = first.setdefault(ref, one)
            if other is not one and other.facts.find(ref) != record:
                raise PluginError(
                    message(
                        "{ref} is anders dan in {other}; zet een van de twee plugins uit",
                        "{ref} differs from that of {other}; leave one of the plugins out",
                        ref=str(ref),
                        other=" ".join((other.name, other.installed_as)).strip(),
                    ),
                    plugin=one.name,
                    distribution=one.installed_as,
                    beside=other.name,
                    hook="opgavekern_facts",
                )


def refuse_equal_importers(active: list[ActivePlugin]) -> None:
    """Refuse two plugins whose importers have one name: it would not be known which is meant."""
    first: dict[str, ActivePlugin] = {}
    for one in active:
        for importer in one.importers:
            other = first.setdefault(importer.name, one)
            if other is not one:
                raise PluginError(
                    message(
                        'de importer "{name}" is ook van {other}; zet een van de twee plugins uit',
                        'the importer "{name}" is also that of {other}; leave one of the plugins '
                        "out",
                        name=importer.name,
                        other=" ".join((other.name, other.installed_as)).strip(),
                    ),
                    plugin=one.name,
                    distribution=one.installed_as,
                    beside=other.name,
                    hook="opgavekern_importers",
                )
