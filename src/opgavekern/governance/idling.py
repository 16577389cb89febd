"""Plugins whose rules are about nothing of a dossier, so that silence is no praise."""

from __future__ import annotations

from typing import Final

from opgavekern.base.texts import Message, message
from opgavekern.governance.activation import Governance
from opgavekern.governance.active import ActivePlugin
from opgavekern.model import Dossier, OrganisationId, Ref

_MOST_NAMED: Final = 3


def idle_plugins(dossier: Dossier, governance: Governance) -> tuple[ActivePlugin, ...]:
    """Return the plugins that govern organisations by name, of which the dossier has none.

    The usual cause is an id: a plugin governs `town-millbrook`, and the dossier calls the same
    municipality `millbrook`. Nothing is told of a dossier that does not say whose it is, or that
    withholds organisations.

    Args:
        dossier: What is known, with the plugins' facts laid under it.
        governance: Its plugins.
    """
    whose = dossier.header.organisation
    if whose is None or dossier.organisations.is_withheld:
        return ()
    return tuple(
        plugin
        for plugin in governance.plugins
        if plugin.info.governs
        and whose not in plugin.info.governs
        and not any(_is_there(dossier, one) for one in plugin.info.governs)
    )


def _is_there(dossier: Dossier, organisation: OrganisationId) -> bool:
    """Tell whether the dossier itself, without what plugins lay under it, knows an organisation."""
    ref = Ref("organisation", organisation)
    if organisation in dossier.organisations and ref not in dossier.laid_under:
        return True
    return any(one not in dossier.laid_under for one, _ in dossier.referring_to(ref))


def why_idle(dossier: Dossier, plugin: ActivePlugin) -> Message:
    """Say about whom the rules of an idle plugin are, and what to do."""
    governed = sorted(plugin.info.governs)
    return message(
        "de regels van {plugin} gaan over {governed}, en dit dossier is van {whose}. Noem de "
        "organisatie in het dossier zoals de plugin haar noemt, of haal de plugin uit het "
        "voorblad.",
        "the rules of {plugin} are about {governed}, and this dossier is of {whose}. Call the "
        "organisation in the dossier as the plugin does, or take the plugin out of its header.",
        plugin=plugin.name,
        governed=tuple(governed)
        if len(governed) <= _MOST_NAMED
        else message("{n} organisaties", "{n} organisations", n=len(governed)),
        whose=dossier.header.organisation,
    )
