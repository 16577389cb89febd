"""Where the rules stand. No decision or ordinance of Helmond was read in its text in force."""

from __future__ import annotations

from typing import Final

from opgavekern.base import Text
from opgavekern.governance import Basis
from opgavekern.model import RoleId

#: Who may grant a waiver, assumed: of what concerns the council its clerk, else the secretary.
CLERK: Final = frozenset({RoleId("griffier")})
SECRETARY: Final = frozenset({RoleId("gemeentesecretaris")})

WAY_OF_WORKING: Final = Basis(
    reference="Beschrijving van opgavegericht samenwerken in Helmond",
    explanation=Text(
        nl="Twee opgaveteams, een ontwikkelprogramma per wijk, daarna uitrol over elf wijken; een "
        "besluit is niet gevonden.",
        en="Two issue teams, a development programme for each district, then a roll-out over "
        "eleven districts; no decision was found.",
    ),
    verified=False,
)
SURGERY: Final = Basis(
    reference="Nieuwsblad Traverse over het wijkspreekuur",
    explanation=Text(
        nl="Elke wethouder bedient twee vaste wijken, met wijkadviseurs, om de twee maanden; een "
        "besluit is niet gevonden.",
        en="Each alderman serves two districts, with area liaisons, every two months; no decision "
        "was found.",
    ),
    verified=False,
)
ACTION_PLAN: Final = Basis(
    reference="Wijkactieplan Helmond-Noord 2013-2014",
    address="https://expydoc.com/doc/6724089",
    explanation=Text(
        nl="Elk onderdeel heeft een trekker, vaak bij een partner; of dat nog is afgesproken is "
        "niet nagegaan.",
        en="Each item has an action owner, often at a partner; whether that is still agreed was "
        "not verified.",
    ),
    verified=False,
)
PERFORMANCE: Final = Basis(
    reference="Prestatieafspraken 2023 gemeente Helmond",
    explanation=Text(
        nl="Meerjarige afspraken van gemeente, corporaties en huurdersorganisaties, jaarlijks "
        "aangevuld; de tekst is niet nagegaan.",
        en="Agreements for several years of municipality, housing associations and tenants' "
        "organisations, topped up yearly; the text was not verified.",
    ),
    verified=False,
)
RHYTHM: Final = Basis(
    reference="Gemeente Helmond, vergaderritme van de raad (na 2018)",
    explanation=Text(
        nl="Dinsdag, in vier weken: agendacommissie, opinie, advies, raad. Of de raad van 2026 dit "
        "voortzet is niet nagegaan.",
        en="Tuesdays, in four weeks: agenda committee, opinion, advice, council. Whether the "
        "council of 2026 goes on with it was not verified.",
    ),
    verified=False,
)
FINANCE: Final = Basis(
    reference="Financiële verordening Helmond 2017",
    article="2",
    address="https://lokaleregelgeving.overheid.nl/CVDR430489",
    explanation=Text(
        nl="Het college biedt de jaarplanning vóór 1 december aan. Er zijn versies van 2019 "
        "(CVDR614009) en 2024 (CVDR725804); of die dat nog zeggen is niet nagegaan.",
        en="The executive offers the planning calendar before 1 December. There are versions of "
        "2019 (CVDR614009) and 2024 (CVDR725804); whether these still say so was not verified.",
    ),
    verified=False,
)
