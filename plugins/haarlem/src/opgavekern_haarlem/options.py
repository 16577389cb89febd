"""What a dossier may choose."""

from __future__ import annotations

import attrs

from opgavekern.model import AreaId


@attrs.frozen(kw_only=True)
class HaarlemOptions:
    """What another dossier may call otherwise.

    Attributes:
        own_areas: The areas (*gebieden*) into which the municipality divides the city, by the
            ids that the dossier gives them.
    """

    own_areas: tuple[AreaId, ...] = (
        AreaId("haarlem-centrum"),
        AreaId("haarlem-noord"),
        AreaId("haarlem-oost"),
        AreaId("haarlem-schalkwijk"),
        AreaId("haarlem-zuidwest"),
    )
