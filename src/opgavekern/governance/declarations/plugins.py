"""What a plugin says of itself."""

from __future__ import annotations

import re
from typing import Final

import attrs

from opgavekern.base.errors import BadValueError
from opgavekern.base.texts import Text, message
from opgavekern.governance.declarations.layers import Layer
from opgavekern.governance.declarations.retired import RetiredCode
from opgavekern.model import AreaId, OrganisationId

_NAMESPACE: Final = re.compile(r"[A-Z]{2,8}\Z")


@attrs.frozen(kw_only=True)
class PluginInfo:
    """Who a plugin is.

    Attributes:
        name: As dossiers name it, such as `nl`.
        namespace: Two to eight capitals with which its rule codes begin, as in `HLM-014`.
        title: What it brings, in one line.
        contact: Whom to ask about it.
        licence: SPDX expression of its licence.
        layer: For which layer of public administration it speaks.
        governs: The organisations whose records its declarations are for.
        governs_areas: The areas whose records they are for, with all that lies in these; of
            areas that some plugin brings. A plugin governs organisations or areas, and all
            records where it names neither.
        retired: Codes of rules and criteria that it had, and uses no more.
    """

    name: str
    namespace: str = attrs.field()
    title: Text
    contact: str = ""
    licence: str = ""
    layer: Layer = Layer.MUNICIPALITY
    governs: frozenset[OrganisationId] = frozenset()
    governs_areas: frozenset[AreaId] = frozenset()
    retired: tuple[RetiredCode, ...] = ()

    @namespace.validator
    def _is_capitals(self, _: object, value: str) -> None:
        if not _NAMESPACE.match(value):
            raise BadValueError(
                message(
                    'de naamruimte "{found}" is geen twee tot acht hoofdletters',
                    'the namespace "{found}" is not two to eight capitals',
                    found=value[:40],
                ),
                code="bad-namespace",
                field="namespace",
            )
