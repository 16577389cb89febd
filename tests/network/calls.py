"""How each public function that takes a graph is called on any graph.

A new function needs a line here, and a row in the table of docs/explanation/odd-networks.md.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

import networkx as nx

from opgavekern import network
from opgavekern.base.extras import require

#: Takes a graph and asks the function something of it. Attributes are `group`, `bipartite` and
#: `number` of actors, and `weight`, `sign` and `kind` of ties.
Call = Callable[[Any], object]
_STRENGTH: Final = {"weight": "weight", "weight_means": "strength"}
_LENGTH: Final = {"weight": "weight", "weight_means": "length"}


_RATES: Final = network.ErrorRates(missed=0.1, invented=0.01)


def _count(graph: Any) -> float:
    return float(len(graph.edges))


def _mean(graph: Any) -> float | None:
    """A figure that not every graph has."""
    return len(graph.edges) / len(graph) if len(graph) else None


def _degrees(graph: Any) -> dict[Any, float]:
    return {actor: float(count) for actor, count in graph.degree()}


@functools.cache
def _paper() -> Any:
    """Axes for all: to make or clear them takes longer than to draw a small graph."""
    return require("matplotlib.figure").Figure(figsize=(2, 2)).add_subplot()


def _axes() -> Any:
    for drawn in (*_paper().collections, *_paper().texts, *_paper().lines, *_paper().images):
        drawn.remove()
    return _paper()


_call = functools.partial

#: Every way to ask that reads graphs differently, by function; the first is the plainest.
CALLS: Final[Mapping[str, tuple[Call, ...]]] = MappingProxyType(
    {
        "actors": (
            network.actors,
            _call(network.actors, **_STRENGTH, sign="sign", engine="fast"),
            _call(network.actors, **_LENGTH, length="lengths", direction="in", normalised=True),
            _call(network.actors, measures=["betweenness"], error=0.5, confidence=0.5),
        ),
        "agreement_network": (
            _call(network.agreement_network, position="sign"),
            _call(
                network.agreement_network,
                position="weight",
                kind="difference",
                normalisation="jaccard",
                mode=1,
            ),
        ),
        "assortativity": (_call(network.assortativity, number="number"),),
        "attack_curve": (
            network.attack_curve,
            _call(network.attack_curve, order="random", runs=2),
        ),
        "balance": (network.balance,),
        "block_model": (
            _call(network.block_model, classes=1),
            _call(network.block_model, classes=2, blocking="optimise", starts=2),
            _call(network.block_model, classes=1, ideal="regular"),
            _call(
                network.block_model,
                classes=1,
                blocking="optimise",
                ideal="deviations",
                starts=2,
                **_STRENGTH,
            ),
            _call(network.block_model, classes=1, ideal="squares", **_STRENGTH),
        ),
        "bootstrap": (
            _call(network.bootstrap, statistic=_count, replicates=3),
            _call(network.bootstrap, statistic=_mean, replicates=3),
        ),
        "broker_triads": (_call(network.broker_triads, group="group"),),
        "brokerage": (
            _call(network.brokerage, group="group"),
            _call(network.brokerage, group="group", sd="sna", engine="fast"),
            _call(network.brokerage, group="group", weighted=True, permutations=3),
        ),
        "centralisation": (
            network.centralisation,
            _call(network.centralisation, direction="in", engine="fast"),
        ),
        "change": (
            lambda graph: network.change(graph, graph),
            lambda graph: network.change(graph, graph, group="group", measures={"mean": _mean}),
        ),
        "coalition_potential": (
            network.coalition_potential,
            _call(network.coalition_potential, group="group"),
        ),
        "cohesion": (network.cohesion, _call(network.cohesion, **_STRENGTH, engine="fast")),
        "communities": (
            _call(network.communities, runs=2),
            _call(network.communities, runs=2, **_STRENGTH),
            _call(network.communities, runs=2, method="leiden"),
        ),
        "complete_cases": (network.complete_cases,),
        "constraint_parts": (
            network.constraint_parts,
            _call(network.constraint_parts, **_STRENGTH),
        ),
        "coordination_fit": (
            lambda graph: network.coordination_fit(graph, graph),
            lambda graph: network.coordination_fit(graph, graph, graph, weight="weight"),
        ),
        "core_periphery": (
            _call(network.core_periphery, starts=1),
            _call(network.core_periphery, starts=1, pattern="ones", permutations=2),
            _call(network.core_periphery, starts=1, pattern="zeros"),
        ),
        "coreness": (
            _call(network.coreness, starts=1),
            _call(network.coreness, starts=1, permutations=2),
        ),
        "cug": tuple(
            _call(network.cug, statistic=_mean, condition=one, draws=2) for one in network.Condition
        ),
        "dichotomise": (_call(network.dichotomise, at_least=2, weight_means="strength"),),
        "ego_networks": (
            network.ego_networks,
            _call(network.ego_networks, group="group", engine="fast"),
            _call(network.ego_networks, number="number", direction="in", **_STRENGTH),
        ),
        "ei_index": (
            _call(network.ei_index, group="group"),
            _call(network.ei_index, group="group", permutations=2),
        ),
        "equivalence": tuple(
            _call(network.equivalence, likeness=one, **(_STRENGTH if weighted else {}))
            for weighted in (False, True)
            for one in network.Likeness
        ),
        "error_simulation": (
            _call(network.error_simulation, statistic=_mean, rates=_RATES, replicates=2),
            _call(
                network.error_simulation,
                statistic=_count,
                rates=_RATES,
                seen_as="reported",
                replicates=2,
            ),
        ),
        "formal_and_actual": (
            lambda graph: network.formal_and_actual(graph, graph),
            lambda graph: network.formal_and_actual(nx.path_graph(3), graph),
        ),
        "governance_mode": (
            network.governance_mode,
            _call(network.governance_mode, trust="weight", consensus="number"),
        ),
        "impute": (_call(network.impute, times=2),),
        "interval": (
            _call(network.interval, statistic=_count, times=2),
            _call(network.interval, statistic=_mean, times=2),
        ),
        "introductions": (
            network.introductions,
            _call(network.introductions, group="group", engine="fast"),
        ),
        "key_players": (
            _call(network.key_players, count=1, starts=1),
            _call(network.key_players, count=2, by="reach", starts=1),
            _call(network.key_players, count=2, by="distance_reach", starts=1),
        ),
        "missing_voices": (network.missing_voices,),
        "mixing": (_call(network.mixing, group="group"),),
        "mrqap": (
            lambda graph: network.mrqap(graph, {"same": network.same("group")}, permutations=2),
            lambda graph: network.mrqap(
                graph, {"far": network.absdiff("number")}, family="logistic", permutations=2
            ),
            lambda graph: network.mrqap(
                graph, {"itself": graph}, relabelling="outcome", permutations=2, **_STRENGTH
            ),
        ),
        "one_relation": (_call(network.one_relation, kind="meets"),),
        "plot_network": (
            lambda graph: network.plot_network(graph, _axes()),
            lambda graph: network.plot_network(graph, _axes(), group="group"),
        ),
        "plot_sociomatrix": (lambda graph: network.plot_sociomatrix(graph, "group", _axes()),),
        "pool_respondents": tuple(
            _call(network.pool_respondents, by="group", rule=one) for one in network.PoolingRule
        ),
        "position_influence": (network.position_influence,),
        "power_interest": (network.power_interest,),
        "projection": tuple(_call(network.projection, rule=one) for one in network.ProjectionRule),
        "qap": (
            lambda graph: network.qap(graph, graph, permutations=2),
            lambda graph: network.qap(graph, network.absdiff("number"), permutations=2),
            lambda graph: network.qap(graph, network.same("group"), permutations=2, **_STRENGTH),
        ),
        "ranking_errors": (
            _call(network.ranking_errors, measure=_degrees, rates=_RATES, replicates=2),
        ),
        "reconstruct": (network.reconstruct,),
        "respondent_agreement": (_call(network.respondent_agreement, by="group"),),
        "robustness": (
            network.robustness,
            _call(network.robustness, group="group"),
        ),
        "salience": (network.salience,),
        "shared_issues": (network.shared_issues,),
        "single_contacts": (_call(network.single_contacts, group="group"),),
        "small_world": (
            _call(network.small_world, draws=2),
            _call(
                network.small_world,
                condition="edges",
                clustering_by="transitivity",
                path_by="harmonic",
                draws=2,
            ),
        ),
        "social_ecological_motifs": (
            lambda graph: network.social_ecological_motifs(graph, graph, draws=2),
            lambda graph: network.social_ecological_motifs(
                graph, graph, graph, null="rewired", draws=2
            ),
        ),
        "strong_cutpoints": (network.strong_cutpoints,),
        "symmetrise": tuple(_call(network.symmetrise, rule=one) for one in network.SymmetryRule),
        "support_reach": (
            network.support_reach,
            _call(network.support_reach, steps=None, direction="in"),
        ),
        "threshold_sweep": (
            _call(network.threshold_sweep, statistic=_count, weight_means="strength"),
            _call(network.threshold_sweep, statistic=_mean, weight_means="rank", thresholds=[1, 2]),
        ),
        "two_mode": (
            _call(network.two_mode, side="bipartite"),
            _call(network.two_mode, side="bipartite", engine="fast"),
        ),
    }
)
#: What takes no graph: makers of one, of covariates, and of tables of results.
WITHOUT_GRAPH: Final = frozenset(
    {
        "absdiff",
        "contacts_of",
        "graph_of",
        "graphs_over",
        "issue_actors",
        "issue_dependencies",
        "model_table",
        "receiver",
        "same",
        "sender",
        "stakeholder_issues",
    }
)
