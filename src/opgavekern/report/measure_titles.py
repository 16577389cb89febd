"""What people call measures of networks, by the name of the function that gives each."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from opgavekern.base.texts import Text

MEASURE_TITLES: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "actors": Text(nl="Plaats van actoren", en="Places of actors"),
        "assortativity": Text(nl="Assortativiteit", en="Assortativity"),
        "attack_curve": Text(nl="Afbrokkeling", en="Falling apart"),
        "balance": Text(nl="Balans", en="Balance"),
        "broker_triads": Text(nl="Driehoeken van bemiddelaars", en="Triads of brokers"),
        "brokerage": Text(nl="Bemiddeling", en="Brokerage"),
        "centralisation": Text(nl="Centralisatie", en="Centralisation"),
        "change": Text(nl="Verandering", en="Change"),
        "coalition_potential": Text(nl="Coalities", en="Coalitions"),
        "cohesion": Text(nl="Samenhang", en="Cohesion"),
        "communities": Text(nl="Gemeenschappen", en="Communities"),
        "constraint_parts": Text(nl="Beperking door contacten", en="Constraint by contacts"),
        "coordination_fit": Text(nl="Afstemming en taken", en="Fit of coordination"),
        "core_periphery": Text(nl="Kern en periferie", en="Core and periphery"),
        "coreness": Text(nl="Nabijheid tot de kern", en="Coreness"),
        "ego_networks": Text(nl="Kringen van contacten", en="Ego networks"),
        "ei_index": Text(nl="E-I-index", en="E-I index"),
        "equivalence": Text(nl="Gelijkwaardigheid", en="Equivalence"),
        "governance_mode": Text(nl="Vorm van netwerksturing", en="Mode of network governance"),
        "introductions": Text(nl="Wie elkaar moeten leren kennen", en="Introductions"),
        "key_players": Text(nl="Sleutelspelers", en="Key players"),
        "missing_voices": Text(nl="Wie niet gehoord wordt", en="Missing voices"),
        "mixing": Text(nl="Menging van groepen", en="Mixing of groups"),
        "mrqap": Text(nl="Regressie van netwerken (MRQAP)", en="Network regression (MRQAP)"),
        "position_influence": Text(nl="Krachtenveld", en="Position and influence"),
        "power_interest": Text(nl="Macht en belang", en="Power and interest"),
        "qap": Text(nl="Correlatie van netwerken (QAP)", en="Correlation of networks (QAP)"),
        "respondent_agreement": Text(
            nl="Overeenstemming van respondenten", en="Agreement of respondents"
        ),
        "robustness": Text(nl="Wat er wegvalt", en="Robustness"),
        "salience": Text(nl="Wie telt", en="Salience"),
        "single_contacts": Text(nl="Enige contacten", en="Single contacts"),
        "small_world": Text(nl="Kleine wereld", en="Small world"),
        "social_ecological_motifs": Text(nl="Motieven van samenwerking", en="Motifs of fit"),
        "support_reach": Text(nl="Bereik van voor- en tegenstanders", en="Reach of support"),
        "two_mode": Text(nl="Netwerk met twee kanten", en="Network of two modes"),
    }
)
