"""What Helmond's handbook says besides its facts and rules."""

from __future__ import annotations

from typing import Final

from opgavekern.base import Text
from opgavekern.governance import PluginSection, SectionPlace, TableBlock, TextBlock
from opgavekern_helmond.rules.bases import WAY_OF_WORKING

_PRINCIPLE: Final = Text(
    nl="In een wijk maakt de gemeente eerst met organisaties een programma, en voert dat daarna "
    "met bewoners uit. Wie programmeert kiest waar het heen gaat en wie wat inbrengt; wie "
    "realiseert past dat in de straat aan wat bewoners willen en kunnen.",
    en="In a district the municipality first makes a programme with organisations, and then "
    "carries it out with residents. Who programmes chooses the direction and who brings what; who "
    "delivers fits it, street by street, to what residents want and can do.",
)
_HEADS: Final = (
    Text(nl="Wanneer", en="When"),
    Text(nl="Met wie", en="With whom"),
    Text(nl="Waarover men het eens wordt", en="What is agreed"),
)
_ROWS: Final = (
    (
        Text(nl="Programmeren", en="Programming"),
        Text(
            nl="Corporaties, welzijn, zorg, scholen, politie, ondernemers",
            en="Housing associations, welfare, care, schools, police, entrepreneurs",
        ),
        Text(
            nl="Doelen, inspanningen, wie trekt, convenant",
            en="Goals, efforts, action owners, covenant",
        ),
    ),
    (
        Text(nl="Realiseren", en="Delivering"),
        Text(nl="Bewoners van de wijk", en="Residents of the district"),
        Text(
            nl="Wat hier eerst, hoe het eruitziet, wie meedoet",
            en="What comes first here, what it looks like, who takes part",
        ),
    ),
)

SECTIONS: Final = (
    PluginSection(
        name="programmeren-en-realiseren",
        place=SectionPlace.HANDBOOK_METHOD,
        title=Text(
            nl="Programmeren met belanghebbenden, realiseren met bewoners",
            en="Programming with stakeholders, delivering with residents",
        ),
        blocks=(
            TextBlock(_PRINCIPLE),
            TableBlock(
                caption=Text(nl="Twee gesprekken", en="Two conversations"),
                heads=_HEADS,
                rows=_ROWS,
            ),
        ),
        basis=WAY_OF_WORKING,
    ),
)
