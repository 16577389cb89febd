"""A result of each class, to be drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import networkx as nx
from tests.network.published import network

from opgavekern.network import (
    ErrorRates,
    Survey,
    absdiff,
    actors,
    assortativity,
    attack_curve,
    balance,
    block_model,
    bootstrap,
    broker_triads,
    brokerage,
    centralisation,
    change,
    coalition_potential,
    cohesion,
    communities,
    constraint_parts,
    coordination_fit,
    core_periphery,
    coreness,
    cug,
    ego_networks,
    ei_index,
    equivalence,
    error_simulation,
    formal_and_actual,
    governance_mode,
    interval,
    introductions,
    key_players,
    missing_voices,
    mixing,
    model_table,
    mrqap,
    position_influence,
    power_interest,
    qap,
    ranking_errors,
    respondent_agreement,
    robustness,
    salience,
    same,
    single_contacts,
    small_world,
    social_ecological_motifs,
    support_reach,
    threshold_sweep,
    two_mode,
)

INFORMATION: Final = network("knoke", "information")
MONEY: Final = network("knoke", "money")
RATES: Final = ErrorRates(missed=0.2)
SECTORS: Final = dict(INFORMATION.nodes(data="sector"))
DEGREES: Final = dict(INFORMATION.degree())


def signed() -> nx.Graph[str]:
    """Two pairs of friends at odds, and one tie that does not fit."""
    graph: nx.Graph[str] = nx.Graph()
    friends, enemies = ["Ann Ben", "Cem Dee"], ["Ann Cem", "Ben Dee", "Ben Eva", "Dee Eva"]
    for sign, pairs in ((1, friends), (-1, enemies)):
        graph.add_edges_from((pair.split() for pair in pairs), sign=sign)
    return graph


def stakes() -> list[dict[str, Any]]:
    return [
        {"stakeholder": "Bakers", "power": 0.9, "legitimacy": 0.7, "urgency": 0.8, "interest": 1},
        {"stakeholder": "Buyers", "power": 0.2, "legitimacy": 0.7, "urgency": 0.8, "interest": 0},
        {"stakeholder": "Others", "power": None, "legitimacy": 0.1, "urgency": 0.2},
    ]


def positions() -> list[dict[str, Any]]:
    sides = {"Ann": 1, "Ben": 0.8, "Cem": -1, "Dee": -0.7, "Eva": 0.9}
    return [{"stakeholder": one, "position": side} for one, side in sides.items()]


def asked() -> nx.Graph[Any]:
    graph = nx.DiGraph(INFORMATION)
    graph.graph["survey"] = Survey(list(graph), list(graph)[:8])
    return graph


def weighed() -> nx.Graph[Any]:
    graph: nx.Graph[str] = nx.Graph()
    pairs = [("Ann", "Ben", 3), ("Ben", "Cem", 2), ("Cem", "Ann", 1), ("Cem", "Dee", 2)]
    graph.add_weighted_edges_from(pairs)
    return graph


def work() -> nx.Graph[Any]:
    return nx.Graph([("Ann", "roof"), ("Ben", "roof"), ("Cem", "roof"), ("Ben", "wall")])


def models(**terms: Any) -> Any:
    return mrqap(INFORMATION, terms, permutations=50)


def density(graph: nx.Graph[Any]) -> float:
    return nx.density(graph)


Drawn = tuple[Any, dict[str, Any]]

#: By the name of its class, a result and what it does not hold of its picture.
DRAWN: Final[Mapping[str, Callable[[], Drawn]]] = {
    "ActorPanel": lambda: (actors(INFORMATION), {}),
    "AttackCurve": lambda: (attack_curve(MONEY), {}),
    "BlockModel": lambda: (block_model(MONEY, 2), {"graph": MONEY}),
    "BootstrapEstimate": lambda: (bootstrap(MONEY, density, replicates=50), {}),
    "BrokerTriads": lambda: (broker_triads(INFORMATION, "sector"), {}),
    "Brokerage": lambda: (brokerage(INFORMATION, "sector"), {}),
    "CUGTest": lambda: (cug(MONEY, density, condition="size", draws=20), {}),
    "Centralisation": lambda: (centralisation(INFORMATION), {}),
    "CoalitionPotential": lambda: (
        coalition_potential(signed(), stakes=positions(), sign="sign"),
        {},
    ),
    "Cohesion": lambda: (cohesion(INFORMATION), {}),
    "Communities": lambda: (communities(MONEY), {"graph": MONEY}),
    "ConstraintParts": lambda: (constraint_parts(MONEY), {}),
    "CoordinationFit": lambda: (
        coordination_fit(nx.Graph([("Ann", "Ben"), ("Cem", "Dee")]), work()),
        {},
    ),
    "CorePeriphery": lambda: (core_periphery(MONEY), {"graph": MONEY}),
    "Coreness": lambda: (coreness(INFORMATION), {}),
    "EIIndex": lambda: (ei_index(MONEY, "sector", permutations=20), {}),
    "EgoNetworks": lambda: (ego_networks(INFORMATION), {}),
    "Equivalence": lambda: (equivalence(INFORMATION), {}),
    "ErrorSimulation": lambda: (
        error_simulation(MONEY, density, rates=RATES, replicates=20),
        {},
    ),
    "FormalAndActual": lambda: (
        formal_and_actual(nx.Graph(["ab", "bc", "cd"]), nx.Graph(["ab", "bd", "ae"])),
        {},
    ),
    "GovernanceIndicators": lambda: (governance_mode(MONEY), {}),
    "ImputationInterval": lambda: (interval(asked(), density, times=20), {}),
    "Introductions": lambda: (introductions(MONEY), {}),
    "KeyPlayers": lambda: (key_players(MONEY), {}),
    "MissingVoices": lambda: (missing_voices(INFORMATION, expected={"sector": ["VOL"]}), {}),
    "Mixing": lambda: (mixing(MONEY, "sector"), {}),
    "ModelTable": lambda: (
        model_table({"1": models(money=MONEY), "2": models(money=MONEY, same=same("sector"))}),
        {},
    ),
    "NetworkChange": lambda: (change(MONEY, INFORMATION), {"between": (MONEY, INFORMATION)}),
    "NetworkRegression": lambda: (
        models(money=MONEY, same=same("sector"), apart=absdiff(DEGREES)),
        {},
    ),
    "NumericAssortativity": lambda: (
        assortativity(INFORMATION, DEGREES),
        {"graph": INFORMATION, "number": DEGREES},
    ),
    "PositionInfluence": lambda: (
        position_influence([{"stakeholder": "s", "position": 1, "influence": 1}]),
        {},
    ),
    "PowerInterest": lambda: (power_interest(stakes()), {}),
    "QAPCorrelation": lambda: (qap(INFORMATION, MONEY, permutations=20), {}),
    "RankingErrors": lambda: (
        ranking_errors(MONEY, nx.in_degree_centrality, rates=RATES, replicates=20),
        {},
    ),
    "RespondentAgreement": lambda: (respondent_agreement(INFORMATION, SECTORS), {}),
    "Robustness": lambda: (robustness(nx.path_graph(5)), {}),
    "Salience": lambda: (salience(stakes()), {}),
    "SignedBalance": lambda: (balance(signed()), {"graph": signed()}),
    "SingleContacts": lambda: (single_contacts(MONEY, "sector"), {}),
    "SocialEcologicalMotifs": lambda: (
        social_ecological_motifs(nx.Graph([("Ann", "Ben"), ("Cem", "Dee")]), work(), draws=20),
        {},
    ),
    "SmallWorld": lambda: (small_world(nx.Graph(INFORMATION), draws=5), {}),
    "SupportReach": lambda: (support_reach(signed(), stakes=positions(), steps=1), {}),
    "ThresholdSweep": lambda: (threshold_sweep(weighed(), density, weight_means="strength"), {}),
    "TwoMode": lambda: (two_mode(work(), sides()), {"graph": work()}),
}


def sides() -> dict[str, str]:
    return {one: "task" if one.islower() else "actor" for one in work()}
