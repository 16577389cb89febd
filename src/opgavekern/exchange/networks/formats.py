"""Which formats of networks there are, and by what ending a file says its own."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from opgavekern.base.labels import Term


class NetworkFormat(Term):
    """How a file holds a network."""

    EDGES = "edges", "lijst van relaties", "edge list"
    MATRIX = "matrix", "sociomatrix", "sociomatrix"
    ROSTER = "roster", "uitvoer van een namenlijst", "roster export"
    ATTENDANCE = "attendance", "aanwezigheidslijst", "attendance list"
    EGO = "ego", "egonetwerken", "ego networks"
    DL = "dl", "UCINET DL", "UCINET DL"
    UCINET = "ucinet", "UCINET ##h en ##d", "UCINET ##h and ##d"
    PAJEK = "pajek", "Pajek", "Pajek"
    VNA = "vna", "NetDraw VNA", "NetDraw VNA"
    GRAPHML = "graphml", "GraphML", "GraphML"
    GEXF = "gexf", "GEXF", "GEXF"


class PartlyAnswered(Term):
    """What the missing cells are of who answered about some actors and not about others."""

    NO_ANSWER = "no_answer", "de hele rij telt als niet beantwoord", "the whole row is no answer"
    NO_TIE = "no_tie", "geen relatie", "no tie"


#: What an ending says; a table has one of the first five formats, by what stands in it.
BY_ENDING: Final = MappingProxyType(
    {
        ".dl": NetworkFormat.DL,
        ".##h": NetworkFormat.UCINET,
        ".##d": NetworkFormat.UCINET,
        ".net": NetworkFormat.PAJEK,
        ".paj": NetworkFormat.PAJEK,
        ".vna": NetworkFormat.VNA,
        ".graphml": NetworkFormat.GRAPHML,
        ".gexf": NetworkFormat.GEXF,
    }
)
TABLES: Final = (".csv", ".tsv", ".xlsx", ".xlsm")
#: Those of them that are written.
WRITTEN_TABLES: Final = (".csv", ".xlsx")
