"""A dossier's own rules, as the plugin that they amount to."""

from __future__ import annotations

from typing import Any, Final

import attrs

from opgavekern.base.errors import Problem
from opgavekern.base.texts import Text
from opgavekern.files.sources import TextFile
from opgavekern.governance.declarations.changes import RuleChange
from opgavekern.governance.declarations.layers import Layer
from opgavekern.governance.declarations.plugins import PluginInfo
from opgavekern.governance.declarations.rules import Rule
from opgavekern.governance.hookspecs import hookimpl
from opgavekern.governance.installed import Found
from opgavekern.governance.written.errors import RulesError
from opgavekern.governance.written.reading import contents_of, digest_of
from opgavekern.governance.written.reading_rules import Contents
from opgavekern.governance.written.words import OWN_NAME, OWN_NAMESPACE
from opgavekern.model import Dossier

#: So much of a digest tells two versions of a file apart.
_SHOWN: Final = 12


@attrs.frozen
class OwnRules:
    """A plugin that declares what a dossier's own file of rules says.

    Attributes:
        info: Who it is: of the layer project, for what the dossier's organisation has.
        contents: What the file says.
    """

    info: PluginInfo
    contents: Contents

    @hookimpl
    def opgavekern_plugin_info(self) -> PluginInfo:
        """Say who it is."""
        return self.info

    @hookimpl
    def opgavekern_rules(self) -> tuple[Rule[Any], ...]:
        """Declare the requirements of the file."""
        return self.contents.rules

    @hookimpl
    def opgavekern_rule_changes(self) -> tuple[RuleChange, ...]:
        """Change rules of higher layers as the file says."""
        return self.contents.changes


def own_rules(dossier: Dossier) -> Found | None:
    """Return the plugin that a dossier's own rules amount to; None where it has none.

    Its distribution is the name of the file, its version the beginning of the digest of its text.

    Raises:
        RulesError: With every problem of the file.
    """
    text = dossier.locations.rules
    if not isinstance(text, TextFile):
        return None
    contents = contents_of(text, namespace=OWN_NAMESPACE)
    owner = dossier.header.organisation
    info = PluginInfo(
        name=OWN_NAME,
        namespace=contents.namespace or OWN_NAMESPACE,
        title=contents.title if contents.title.nl else _TITLE,
        layer=Layer.PROJECT,
        governs=frozenset({owner} if owner is not None else ()),
    )
    return Found(
        plugin=OwnRules(info, contents),
        distribution=text.file.rpartition("/")[2],
        version=digest_of(text)[:_SHOWN],
        name=OWN_NAME,
        place=contents.place,
    )


def problems_of_own_rules(dossier: Dossier) -> tuple[Problem, ...]:
    """Return what is wrong with a dossier's own rules by themselves."""
    try:
        own_rules(dossier)
    except RulesError as error:
        return error.problems
    return ()


_TITLE: Final = Text(nl="Eigen regels van het dossier", en="The dossier's own rules")
