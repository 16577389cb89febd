"""The areas that plugins govern by name, and which of them lie in which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import attrs

from opgavekern.base.errors import PluginError
from opgavekern.base.near import one_of
from opgavekern.base.texts import message, quoted
from opgavekern.governance.active import ActivePlugin
from opgavekern.model import AreaId, Dossier

#: Stands for every place outside of the areas that plugins name.
ANYWHERE_ELSE: Final = AreaId("")
Places = frozenset[AreaId]


@attrs.frozen(kw_only=True)
class NamedAreas:
    """The areas that plugins govern by name.

    Attributes:
        ids: Those that are named.
        parents: In which larger area each area lies, of all that plugins bring.
    """

    ids: Places = frozenset()
    parents: Mapping[AreaId, AreaId] = attrs.field(factory=dict, hash=False)

    def __or__(self, plugins: Iterable[ActivePlugin]) -> NamedAreas:
        """Return these with what some plugins name and bring besides."""
        ids, parents = self.ids, dict(self.parents)
        for plugin in plugins:
            ids |= plugin.info.governs_areas
            brought = plugin.facts.known("areas")
            parents.update((one.id, one.parent) for one in brought if one.parent is not None)
        return NamedAreas(ids=ids, parents=parents)

    @property
    def everywhere(self) -> Places:
        """The named areas, and anywhere else."""
        return self.ids | {ANYWHERE_ELSE}

    def within(self, areas: Places) -> Places:
        """Return the named areas that are one of these or lie in one."""
        return frozenset(
            one for one in self.ids if any(area in areas for area in upwards(one, self.parents))
        )

    def spread(self, where: Places, before: Places) -> Places:
        """Return a stretch that was said in fewer named areas, said in all of these."""
        return where | {
            one for one in self.ids - before if nearest(one, before, self.parents) in where
        }


def upwards(area: AreaId, parents: Mapping[AreaId, AreaId | None]) -> Iterator[AreaId]:
    """Yield an area and each one that it lies in; one that lies in itself ends there."""
    seen: set[AreaId] = set()
    above: AreaId | None = area
    while above is not None and above not in seen:
        seen.add(above)
        yield above
        above = parents.get(above)


def nearest(area: AreaId, named: Places, parents: Mapping[AreaId, AreaId | None]) -> AreaId:
    """Return the first named area of those that one lies in, itself first."""
    return next((one for one in upwards(area, parents) if one in named), ANYWHERE_ELSE)


def refuse_unknown_areas(active: Iterable[ActivePlugin], facts: Dossier) -> None:
    """Refuse a plugin that governs an area which nobody brings.

    Raises:
        PluginError: Names plugin and area, and what comes near.
    """
    known = frozenset(facts.areas.ids())
    for plugin in active:
        for one in sorted(plugin.info.governs_areas - known):
            raise PluginError(
                message(
                    "governs_areas heeft {found}, en dat gebied brengt geen plugin. {known}",
                    "governs_areas has {found}, an area that no plugin brings. {known}",
                    found=quoted(one),
                    known=one_of(known, word=one)
                    if known
                    else message("Geef het bij de feiten.", "Bring it among the facts."),
                ),
                plugin=plugin.name,
                distribution=plugin.installed_as,
                hook="opgavekern_plugin_info",
            )
