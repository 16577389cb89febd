"""Networks of stakeholders and of those who work with them: the measures of the field.

Every function takes any networkx graph first and never changes it. How it is read, and what is
said of missing answers, is the same everywhere: see `Reading` and `Survey`. A graph for which a
measure has no meaning gives None or a `NetworkError`, never NaN; weights and other numbers go from
1e-100 to 1e100 in size, and zero.
"""

from __future__ import annotations

from opgavekern.network.brokers.broker_model import BrokerageSd
from opgavekern.network.brokers.broker_roles import BrokerRole
from opgavekern.network.brokers.broker_triads import BrokerTriad, BrokerTriads, broker_triads
from opgavekern.network.brokers.brokerage_results import Brokerage, GroupChance, RoleCount
from opgavekern.network.brokers.brokering import brokerage
from opgavekern.network.fit.coordination import coordination_fit
from opgavekern.network.fit.coordination_results import (
    ActorFit,
    CoordinationFit,
    CoordinationNeed,
    CoordinationReason,
)
from opgavekern.network.fit.dependencies import Dependency, DependencyKind
from opgavekern.network.fit.formal_results import ActorFormality, FormalAndActual, FormalTie
from opgavekern.network.fit.formality import formal_and_actual
from opgavekern.network.fit.governing import governance_mode
from opgavekern.network.fit.issue_work import issue_actors, issue_dependencies
from opgavekern.network.fit.mode_results import CentralActor, GovernanceIndicators
from opgavekern.network.fit.motif_chance import MotifNull
from opgavekern.network.fit.motif_counts import Motif
from opgavekern.network.fit.motif_results import MotifCount, OpenMotif, SocialEcologicalMotifs
from opgavekern.network.fit.motifs import social_ecological_motifs
from opgavekern.network.fit.requirements import Requirement, RequirementKind
from opgavekern.network.foundation.attributes import Numbers
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.groups import Groups
from opgavekern.network.foundation.intervals import DrawnFigures
from opgavekern.network.foundation.literature import Publication
from opgavekern.network.foundation.null_distributions import NullDistribution
from opgavekern.network.foundation.outcomes import NetworkResult, SourcedResult
from opgavekern.network.foundation.readings import Engine, Reading
from opgavekern.network.foundation.statistics_of_graphs import Statistic
from opgavekern.network.foundation.surveys import Survey
from opgavekern.network.grouping.block_criteria import BlockIdeal, BlockKind
from opgavekern.network.grouping.block_models import Blocking, BlockModel, block_model
from opgavekern.network.grouping.communities_found import Communities, communities
from opgavekern.network.grouping.community_search import CommunityMethod
from opgavekern.network.grouping.core_fits import CorePattern
from opgavekern.network.grouping.core_results import ActorCoreness, Coreness, CorePeriphery
from opgavekern.network.grouping.core_structures import core_periphery, coreness
from opgavekern.network.grouping.equivalences import Equivalence, Likeness, equivalence
from opgavekern.network.grouping.homophily import ActorEI, EIBalance, EIIndex, GroupEI, ei_index
from opgavekern.network.grouping.mixing_matrices import (
    GroupMixing,
    Mixing,
    NumericAssortativity,
    assortativity,
    mixing,
)
from opgavekern.network.inference.conditional_graphs import Condition, CUGTest, cug
from opgavekern.network.inference.covariates import (
    Covariate,
    CovariateKind,
    absdiff,
    receiver,
    same,
    sender,
    shared_issues,
)
from opgavekern.network.inference.model_tables import ModelTable, NamedModel, model_table
from opgavekern.network.inference.network_regression import (
    Family,
    NetworkRegression,
    Relabelling,
)
from opgavekern.network.inference.path_and_clustering import (
    ClusteringMean,
    PathMean,
    SmallWorldCondition,
)
from opgavekern.network.inference.regression_terms import RegressionTerm
from opgavekern.network.inference.regression_tests import mrqap
from opgavekern.network.inference.relation_correlation import QAPCorrelation, qap
from opgavekern.network.inference.relations import Relation
from opgavekern.network.inference.resampling import BootstrapEstimate, bootstrap
from opgavekern.network.inference.small_worlds import SmallWorld, SmallWorldFigure, small_world
from opgavekern.network.making.affiliations import (
    ProjectionRule,
    graphs_over,
    projection,
    stakeholder_issues,
)
from opgavekern.network.making.agreements import Alignment, Normalisation, agreement_network
from opgavekern.network.making.all_contacts import contacts_of
from opgavekern.network.making.building import graph_of
from opgavekern.network.making.imputed_figures import ImputationInterval, interval
from opgavekern.network.making.missing_answers import complete_cases, impute, reconstruct
from opgavekern.network.making.respondents import (
    GroupAgreement,
    PoolingRule,
    RespondentAgreement,
    pool_respondents,
    respondent_agreement,
)
from opgavekern.network.making.threshold_sweeps import (
    ThresholdFigure,
    ThresholdSweep,
    threshold_sweep,
)
from opgavekern.network.making.transforming import (
    SymmetryRule,
    dichotomise,
    one_relation,
    symmetrise,
)
from opgavekern.network.over_time.wave_results import (
    ActorChange,
    GroupChange,
    NetworkChange,
    TieTurnover,
    WaveChange,
    WaveFigure,
)
from opgavekern.network.over_time.waves import change
from opgavekern.network.panels.actor_measures import ActorMeasure
from opgavekern.network.panels.bipartite import TwoMode, two_mode
from opgavekern.network.panels.concentration import Centralisation, Concentration, centralisation
from opgavekern.network.panels.ego_results import AlterDirection, EgoNetwork, EgoNetworks
from opgavekern.network.panels.egos import ego_networks
from opgavekern.network.panels.hole_parts import (
    ConstraintPart,
    ConstraintParts,
    constraint_parts,
)
from opgavekern.network.panels.panel import actors
from opgavekern.network.panels.panel_results import ActorPanel, LeftOut
from opgavekern.network.paths.steps import PathDirection, StepLength
from opgavekern.network.plots.networks import plot_network
from opgavekern.network.plots.sociomatrix import plot_sociomatrix
from opgavekern.network.stakeholders.coalition_results import (
    Coalition,
    CoalitionPotential,
    GroupPotential,
    PairKind,
    PairPotential,
)
from opgavekern.network.stakeholders.coalition_search import coalition_potential
from opgavekern.network.stakeholders.force_balances import ForceBalance
from opgavekern.network.stakeholders.force_fields import (
    ForcePlace,
    PositionInfluence,
    StakeholderForce,
    position_influence,
)
from opgavekern.network.stakeholders.introducing import introductions
from opgavekern.network.stakeholders.introduction_results import Introduction, Introductions
from opgavekern.network.stakeholders.power_grids import (
    GridPlace,
    PowerInterest,
    Quadrant,
    power_interest,
)
from opgavekern.network.stakeholders.saliences import (
    Salience,
    SalienceClass,
    StakeholderSalience,
    salience,
)
from opgavekern.network.stakeholders.signed_ties import PairTie
from opgavekern.network.stakeholders.stakes import Stake, StakeSource
from opgavekern.network.stakeholders.support_reaching import support_reach
from opgavekern.network.stakeholders.support_results import ActorReach, ReachedBy, SupportReach
from opgavekern.network.structure.balances import SignedBalance, balance
from opgavekern.network.structure.cohesion_results import Bridge, Cohesion
from opgavekern.network.structure.distances import Distances
from opgavekern.network.structure.dyads import DyadCensus
from opgavekern.network.structure.krackhardt import OutTree
from opgavekern.network.structure.triads import TriadCensus
from opgavekern.network.structure.whole import cohesion, strong_cutpoints
from opgavekern.network.weak_spots.attacks import AttackCurve, AttackOrder, attack_curve
from opgavekern.network.weak_spots.contact_results import SingleContact, SingleContacts
from opgavekern.network.weak_spots.contacts import single_contacts
from opgavekern.network.weak_spots.covering import Covers
from opgavekern.network.weak_spots.error_plans import ErrorRates, SeenAs
from opgavekern.network.weak_spots.error_results import ActorError, ErrorSimulation, RankingErrors
from opgavekern.network.weak_spots.errors_simulated import (
    ActorStatistic,
    error_simulation,
    ranking_errors,
)
from opgavekern.network.weak_spots.losing import robustness
from opgavekern.network.weak_spots.player_scores import KeyPlayerMeasure
from opgavekern.network.weak_spots.playing import KeyPlayers, key_players
from opgavekern.network.weak_spots.robustness_results import Loss, NetworkState, Robustness
from opgavekern.network.weak_spots.voice_results import (
    EventGap,
    MissingVoices,
    RelationIsolates,
    UnheardActor,
    Voice,
    VoiceFinding,
)
from opgavekern.network.weak_spots.voices import missing_voices

__all__ = [
    "ActorChange",
    "ActorCoreness",
    "ActorEI",
    "ActorError",
    "ActorFit",
    "ActorFormality",
    "ActorMeasure",
    "ActorPanel",
    "ActorReach",
    "ActorStatistic",
    "Alignment",
    "AlterDirection",
    "AttackCurve",
    "AttackOrder",
    "BlockIdeal",
    "BlockKind",
    "BlockModel",
    "Blocking",
    "BootstrapEstimate",
    "Bridge",
    "BrokerRole",
    "BrokerTriad",
    "BrokerTriads",
    "Brokerage",
    "BrokerageSd",
    "CUGTest",
    "CentralActor",
    "Centralisation",
    "ClusteringMean",
    "Coalition",
    "CoalitionPotential",
    "Cohesion",
    "Communities",
    "CommunityMethod",
    "Concentration",
    "Condition",
    "ConstraintPart",
    "ConstraintParts",
    "CoordinationFit",
    "CoordinationNeed",
    "CoordinationReason",
    "CorePattern",
    "CorePeriphery",
    "Coreness",
    "Covariate",
    "CovariateKind",
    "Covers",
    "Dependency",
    "DependencyKind",
    "Distances",
    "DrawnFigures",
    "DyadCensus",
    "EIBalance",
    "EIIndex",
    "EgoNetwork",
    "EgoNetworks",
    "Engine",
    "Equivalence",
    "ErrorRates",
    "ErrorSimulation",
    "EventGap",
    "Family",
    "ForceBalance",
    "ForcePlace",
    "FormalAndActual",
    "FormalTie",
    "GovernanceIndicators",
    "GridPlace",
    "GroupAgreement",
    "GroupChance",
    "GroupChange",
    "GroupEI",
    "GroupMixing",
    "GroupPotential",
    "Groups",
    "ImputationInterval",
    "Introduction",
    "Introductions",
    "KeyPlayerMeasure",
    "KeyPlayers",
    "LeftOut",
    "Likeness",
    "Loss",
    "MissingVoices",
    "Mixing",
    "ModelTable",
    "Motif",
    "MotifCount",
    "MotifNull",
    "NamedModel",
    "NetworkChange",
    "NetworkError",
    "NetworkRegression",
    "NetworkResult",
    "NetworkState",
    "Normalisation",
    "NullDistribution",
    "Numbers",
    "NumericAssortativity",
    "OpenMotif",
    "OutTree",
    "PairKind",
    "PairPotential",
    "PairTie",
    "PathDirection",
    "PathMean",
    "PoolingRule",
    "PositionInfluence",
    "PowerInterest",
    "ProjectionRule",
    "Publication",
    "QAPCorrelation",
    "Quadrant",
    "RankingErrors",
    "ReachedBy",
    "Reading",
    "RegressionTerm",
    "Relabelling",
    "Relation",
    "RelationIsolates",
    "Requirement",
    "RequirementKind",
    "RespondentAgreement",
    "Robustness",
    "RoleCount",
    "Salience",
    "SalienceClass",
    "SeenAs",
    "SignedBalance",
    "SingleContact",
    "SingleContacts",
    "SmallWorld",
    "SmallWorldCondition",
    "SmallWorldFigure",
    "SocialEcologicalMotifs",
    "SourcedResult",
    "Stake",
    "StakeSource",
    "StakeholderForce",
    "StakeholderSalience",
    "Statistic",
    "StepLength",
    "SupportReach",
    "Survey",
    "SymmetryRule",
    "ThresholdFigure",
    "ThresholdSweep",
    "TieTurnover",
    "TriadCensus",
    "TwoMode",
    "UnheardActor",
    "Voice",
    "VoiceFinding",
    "WaveChange",
    "WaveFigure",
    "absdiff",
    "actors",
    "agreement_network",
    "assortativity",
    "attack_curve",
    "balance",
    "block_model",
    "bootstrap",
    "broker_triads",
    "brokerage",
    "centralisation",
    "change",
    "coalition_potential",
    "cohesion",
    "communities",
    "complete_cases",
    "constraint_parts",
    "contacts_of",
    "coordination_fit",
    "core_periphery",
    "coreness",
    "cug",
    "dichotomise",
    "ego_networks",
    "ei_index",
    "equivalence",
    "error_simulation",
    "formal_and_actual",
    "governance_mode",
    "graph_of",
    "graphs_over",
    "impute",
    "interval",
    "introductions",
    "issue_actors",
    "issue_dependencies",
    "key_players",
    "missing_voices",
    "mixing",
    "model_table",
    "mrqap",
    "one_relation",
    "plot_network",
    "plot_sociomatrix",
    "pool_respondents",
    "position_influence",
    "power_interest",
    "projection",
    "qap",
    "ranking_errors",
    "receiver",
    "reconstruct",
    "respondent_agreement",
    "robustness",
    "salience",
    "same",
    "sender",
    "shared_issues",
    "single_contacts",
    "small_world",
    "social_ecological_motifs",
    "stakeholder_issues",
    "strong_cutpoints",
    "support_reach",
    "symmetrise",
    "threshold_sweep",
    "two_mode",
]
