"""Where the rules stand. No ordinance or decision of Haarlem was read in its text in force."""

from __future__ import annotations

from typing import Final

from opgavekern.base import Text
from opgavekern.governance import Basis
from opgavekern.model import RoleId

#: Who may grant a waiver, assumed: of what concerns the council its clerk, else the secretary.
CLERK: Final = frozenset({RoleId("griffier")})
SECRETARY: Final = frozenset({RoleId("gemeentesecretaris")})

AREA_WORK: Final = Basis(
    reference="Wijkraad Vijfhoek, Projecten 2017 in de wijk; Wijkraad Houtvaartkwartier",
    explanation=Text(
        nl="Elk gebied heeft een gebiedsteam en elk jaar een gebiedsprogramma, met de wijkraad "
        "besproken. Dat is van 2017; een besluit is niet nagegaan.",
        en="Each area has an area team and every year an area programme, discussed with the "
        "resident council. That is of 2017; no decision was verified.",
    ),
    verified=False,
)
PLATFORMS: Final = Basis(
    reference="Besluit van de raad van Haarlem van 21 december 2023 over de wijkraden",
    explanation=Text(
        nl="Vanaf 1 januari 2025 zijn er wijkplatforms in plaats van wijkraden: advies blijft, "
        "belangenbehartiging niet. Gelezen in een bericht; het besluit is niet nagegaan.",
        en="From 1 January 2025 there are resident platforms instead of resident councils: advice "
        "stays, representing interests does not. Read in a report; the decision was not verified.",
    ),
    verified=False,
)
INITIATIVE: Final = Basis(
    reference="Regeling Initiatiefraad",
    address="https://lokaleregelgeving.overheid.nl/CVDR716154",
    explanation=Text(
        nl="Vijf bewoners, een per gebied; of dit de geldende tekst is, is niet nagegaan.",
        en="Five residents, one for each area; whether this is the text in force was not verified.",
    ),
    verified=False,
)
RHYTHM: Final = Basis(
    reference="Gemeente Haarlem, vergaderritme van de raad",
    address="https://lokaleregelgeving.overheid.nl/CVDR680890",
    explanation=Text(
        nl="Donderdag, in een ronde van vier weken die rond een reces drie weken duurt. Of de raad "
        "van 2026 dit voortzet is niet nagegaan.",
        en="Thursdays, in a round of four weeks that takes three near a recess. Whether the "
        "council of 2026 goes on with it was not verified.",
    ),
    verified=False,
)
DIVISIONS: Final = Basis(
    reference="CBS / Kadaster, Gebiedsindelingen 2014, 2022 en 2023",
    address="https://www.cbs.nl",
    explanation=Text(
        nl="Haarlem had in 2014 negen wijken en heeft er in 2022 en 2023 eenentwintig.",
        en="Haarlem had nine districts in 2014 and has twenty-one in 2022 and 2023.",
    ),
    verified=True,
)
