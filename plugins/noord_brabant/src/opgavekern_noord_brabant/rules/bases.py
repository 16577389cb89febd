"""Where the rules stand. Nothing was read in its text in force."""

from __future__ import annotations

from typing import Final

from opgavekern.base import Text
from opgavekern.governance import Basis
from opgavekern.model import RoleId

#: Who may grant a waiver of what no act asks, assumed.
SECRETARY: Final = frozenset({RoleId("gemeentesecretaris")})

_ACT: Final = "https://wetten.overheid.nl/BWBR0005416"

PRIOR_SUPERVISION: Final = Basis(
    reference="Gemeentewet",
    article="203",
    address=_ACT,
    explanation=Text(
        nl="Te laat inzenden kan tot preventief toezicht leiden; dan behoeft ook elke "
        "begrotingswijziging goedkeuring. Gelezen bij een andere provincie, niet nagegaan.",
        en="Sending late can lead to prior supervision; then every budget amendment needs approval "
        "too. Read of another province, not verified.",
    ),
    verified=False,
)
SENDING: Final = Basis(
    reference="Gemeentewet",
    article="191 lid 2",
    address=_ACT,
    explanation=Text(
        nl="De begroting gaat vóór 15 november naar gedeputeerde staten; niet nagegaan.",
        en="The budget goes to the provincial executive before 15 November; not verified.",
    ),
    verified=False,
)
LEVELS: Final = Basis(
    reference="Beschrijving van opgavegericht samenwerken",
    explanation=Text(
        nl="Opgaven lopen van buurt tot provincie, en teams verbinden meer overheden; geen besluit "
        "van de provincie, niet nagegaan.",
        en="Issues range from neighbourhood to province, and teams combine public bodies; no "
        "decision of the province, not verified.",
    ),
    verified=False,
)
