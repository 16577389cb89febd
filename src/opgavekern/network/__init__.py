"""Networks of stakeholders and of those who work with them: the measures of the field.

Every function takes any networkx graph first and never changes it. How it is read, and what is
said of missing answers, is the same everywhere: see `Reading` and `Survey`.
"""

from __future__ import annotations

from opgavekern.network.actor_measures import ActorMeasure
from opgavekern.network.affiliations import (
    ProjectionRule,
    graphs_over,
    projection,
    stakeholder_issues,
)
from opgavekern.network.attributes import Numbers
from opgavekern.network.balances import SignedBalance, balance
from opgavekern.network.bipartite import TwoMode, two_mode
from opgavekern.network.block_models import Blocking, BlockModel, block_model
from opgavekern.network.broker_model import BrokerageSd
from opgavekern.network.broker_roles import BrokerRole
from opgavekern.network.broker_triads import BrokerTriad, BrokerTriads, broker_triads
from opgavekern.network.brokerage_results import Brokerage, GroupChance, RoleCount
from opgavekern.network.brokering import brokerage
from opgavekern.network.building import graph_of
from opgavekern.network.cohesion_results import Bridge, Cohesion
from opgavekern.network.communities_found import Communities, communities
from opgavekern.network.community_search import CommunityMethod
from opgavekern.network.concentration import Centralisation, Concentration, centralisation
from opgavekern.network.conditional_graphs import Condition, CUGTest, cug
from opgavekern.network.core_fits import CorePattern
from opgavekern.network.core_results import ActorCoreness, Coreness, CorePeriphery
from opgavekern.network.core_structures import core_periphery, coreness
from opgavekern.network.covariates import (
    Covariate,
    CovariateKind,
    absdiff,
    receiver,
    same,
    sender,
    shared_issues,
)
from opgavekern.network.distances import Distances
from opgavekern.network.dyads import DyadCensus
from opgavekern.network.equivalences import Equivalence, Likeness, equivalence
from opgavekern.network.errors import NetworkError
from opgavekern.network.groups import Groups
from opgavekern.network.homophily import ActorEI, EIBalance, EIIndex, GroupEI, ei_index
from opgavekern.network.imputed_figures import ImputationInterval, interval
from opgavekern.network.introducing import introductions
from opgavekern.network.introduction_results import Introduction, Introductions
from opgavekern.network.krackhardt import OutTree
from opgavekern.network.literature import Publication
from opgavekern.network.missing_answers import complete_cases, impute, reconstruct
from opgavekern.network.mixing_matrices import (
    GroupMixing,
    Mixing,
    NumericAssortativity,
    assortativity,
    mixing,
)
from opgavekern.network.model_tables import ModelTable, NamedModel, model_table
from opgavekern.network.network_regression import (
    Family,
    NetworkRegression,
    RegressionTerm,
    Relabelling,
)
from opgavekern.network.null_distributions import NullDistribution
from opgavekern.network.outcomes import NetworkResult, SourcedResult
from opgavekern.network.panel import actors
from opgavekern.network.panel_results import ActorPanel, LeftOut
from opgavekern.network.plots.networks import plot_network
from opgavekern.network.plots.sociomatrix import plot_sociomatrix
from opgavekern.network.power_grids import GridPlace, PowerInterest, Quadrant, power_interest
from opgavekern.network.readings import Engine, Reading
from opgavekern.network.regression_tests import mrqap
from opgavekern.network.relation_correlation import QAPCorrelation, qap
from opgavekern.network.relations import Relation
from opgavekern.network.resampling import BootstrapEstimate, bootstrap
from opgavekern.network.respondents import (
    GroupAgreement,
    PoolingRule,
    RespondentAgreement,
    pool_respondents,
    respondent_agreement,
)
from opgavekern.network.saliences import Salience, SalienceClass, StakeholderSalience, salience
from opgavekern.network.stakes import Stake, StakeSource
from opgavekern.network.statistics_of_graphs import Statistic
from opgavekern.network.steps import PathDirection, StepLength
from opgavekern.network.surveys import Survey
from opgavekern.network.threshold_sweeps import ThresholdFigure, ThresholdSweep, threshold_sweep
from opgavekern.network.transforming import SymmetryRule, dichotomise, one_relation, symmetrise
from opgavekern.network.triads import TriadCensus
from opgavekern.network.wave_results import (
    ActorChange,
    GroupChange,
    NetworkChange,
    TieTurnover,
    WaveChange,
    WaveFigure,
)
from opgavekern.network.waves import change
from opgavekern.network.whole import cohesion, strong_cutpoints

__all__ = [
    "ActorChange",
    "ActorCoreness",
    "ActorEI",
    "ActorMeasure",
    "ActorPanel",
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
    "Centralisation",
    "Cohesion",
    "Communities",
    "CommunityMethod",
    "Concentration",
    "Condition",
    "CorePattern",
    "CorePeriphery",
    "Coreness",
    "Covariate",
    "CovariateKind",
    "Distances",
    "DyadCensus",
    "EIBalance",
    "EIIndex",
    "Engine",
    "Equivalence",
    "Family",
    "GridPlace",
    "GroupAgreement",
    "GroupChance",
    "GroupChange",
    "GroupEI",
    "GroupMixing",
    "Groups",
    "ImputationInterval",
    "Introduction",
    "Introductions",
    "LeftOut",
    "Likeness",
    "Mixing",
    "ModelTable",
    "NamedModel",
    "NetworkChange",
    "NetworkError",
    "NetworkRegression",
    "NetworkResult",
    "NullDistribution",
    "Numbers",
    "NumericAssortativity",
    "OutTree",
    "PathDirection",
    "PoolingRule",
    "PowerInterest",
    "ProjectionRule",
    "Publication",
    "QAPCorrelation",
    "Quadrant",
    "Reading",
    "RegressionTerm",
    "Relabelling",
    "Relation",
    "RespondentAgreement",
    "RoleCount",
    "Salience",
    "SalienceClass",
    "SignedBalance",
    "SourcedResult",
    "Stake",
    "StakeSource",
    "StakeholderSalience",
    "Statistic",
    "StepLength",
    "Survey",
    "SymmetryRule",
    "ThresholdFigure",
    "ThresholdSweep",
    "TieTurnover",
    "TriadCensus",
    "TwoMode",
    "WaveChange",
    "WaveFigure",
    "absdiff",
    "actors",
    "assortativity",
    "balance",
    "block_model",
    "bootstrap",
    "broker_triads",
    "brokerage",
    "centralisation",
    "change",
    "cohesion",
    "communities",
    "complete_cases",
    "core_periphery",
    "coreness",
    "cug",
    "dichotomise",
    "ei_index",
    "equivalence",
    "graph_of",
    "graphs_over",
    "impute",
    "interval",
    "introductions",
    "mixing",
    "model_table",
    "mrqap",
    "one_relation",
    "plot_network",
    "plot_sociomatrix",
    "pool_respondents",
    "power_interest",
    "projection",
    "qap",
    "receiver",
    "reconstruct",
    "respondent_agreement",
    "salience",
    "same",
    "sender",
    "shared_issues",
    "stakeholder_issues",
    "strong_cutpoints",
    "symmetrise",
    "threshold_sweep",
    "two_mode",
]
