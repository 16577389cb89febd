"""For whom the plugin speaks: the province and the municipalities in it.

Municipalities are named by the ids that dossiers give them, `gemeente-` and the name. They are
those since 1 January 2023, from general knowledge and not verified.
"""

from __future__ import annotations

from typing import Final

from opgavekern.model import AreaId, OrganisationId

PROVINCE: Final = OrganisationId("provincie-noord-brabant")
AREA: Final = AreaId("noord-brabant")

_NAMES: Final = """
    alphen-chaam altena asten baarle-nassau bergeijk bergen-op-zoom bernheze best bladel boekel
    boxtel breda cranendonck deurne dongen drimmelen eersel eindhoven etten-leur geertruidenberg
    geldrop-mierlo gemert-bakel gilze-en-rijen goirle halderberge heeze-leende helmond
    s-hertogenbosch heusden hilvarenbeek laarbeek land-van-cuijk loon-op-zand maashorst meierijstad
    moerdijk nuenen oirschot oisterwijk oosterhout oss reusel-de-mierden roosendaal rucphen
    sint-michielsgestel someren son-en-breugel steenbergen tilburg valkenswaard veldhoven vught
    waalre waalwijk woensdrecht zundert
"""
MUNICIPALITIES: Final = frozenset(OrganisationId(f"gemeente-{name}") for name in _NAMES.split())
