"""Networks of stakeholders and of those who work with them: the measures of the field.

Every function takes any networkx graph first and never changes it. How it is read, and what is
said of missing answers, is the same everywhere: see `Reading` and `Survey`.
"""

from __future__ import annotations

from opgavekern.network.building import graph_of
from opgavekern.network.errors import NetworkError
from opgavekern.network.groups import Groups
from opgavekern.network.homophily import ActorEI, EIBalance, EIIndex, GroupEI, ei_index
from opgavekern.network.literature import Publication
from opgavekern.network.outcomes import NetworkResult
from opgavekern.network.readings import Engine, Reading
from opgavekern.network.surveys import Survey

__all__ = [
    "ActorEI",
    "EIBalance",
    "EIIndex",
    "Engine",
    "GroupEI",
    "Groups",
    "NetworkError",
    "NetworkResult",
    "Publication",
    "Reading",
    "Survey",
    "ei_index",
    "graph_of",
]
