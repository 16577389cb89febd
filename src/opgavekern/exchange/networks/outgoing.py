"""A graph on its way to a file: names as text, ties in order, and what a format cannot hold."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from types import MappingProxyType
from typing import Any, Final

import attrs

from opgavekern.base.errors import Location, Notice, Problem
from opgavekern.base.labels import Term
from opgavekern.base.texts import message, quoted
from opgavekern.exchange.errors import NetworkFileError
from opgavekern.exchange.networks.drafts import NOTICES, DraftTie
from opgavekern.exchange.networks.formats import NetworkFormat
from opgavekern.exchange.sheets import tidy
from opgavekern.network import Survey
from opgavekern.network.foundation.graphs import Graph, verify_graph
from opgavekern.network.foundation.snapshots import MEANS, MODE
from opgavekern.network.foundation.surveys import KEY, survey_of

#: What XML cannot hold, and no name should.
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Trait(Term):
    """Something of a network that not every format can hold."""

    WEIGHTS = "weights", "gewichten", "weights"
    KINDS = "kinds", "meer dan één relatie", "several relations"
    TIE_ATTRIBUTES = "tie_attributes", "andere kenmerken van relaties", "other attributes of ties"
    ATTRIBUTES = "attributes", "kenmerken van actoren", "attributes of actors"
    TEXTS = "texts", "kenmerken van actoren in woorden", "attributes of actors in words"
    SURVEY = "survey", "wie gevraagd is en wie antwoordde", "who was asked and who answered"
    OUTSIDERS = "outsiders", "wie genoemd en niet gevraagd is", "who was named and not asked"
    MEANING = "meaning", "wat gewichten betekenen", "what weights mean"
    MODES = "modes", "welke actoren van welke soort zijn", "which actors are of which mode"
    DIRECTION = "direction", "dat relaties ongericht zijn", "that ties are undirected"


_ALL: Final = frozenset(Trait)
_MATRIX: Final = frozenset({Trait.WEIGHTS, Trait.SURVEY, Trait.MODES})
#: What each format holds; an attendance, roster or ego format is for reading only.
HOLDS: Final = MappingProxyType({
    NetworkFormat.EDGES: frozenset({Trait.WEIGHTS, Trait.KINDS, Trait.TIE_ATTRIBUTES,
                                    Trait.DIRECTION}),
    NetworkFormat.MATRIX: _MATRIX,
    NetworkFormat.DL: _MATRIX | {Trait.KINDS},
    NetworkFormat.UCINET: _MATRIX | {Trait.KINDS},
    NetworkFormat.PAJEK: frozenset({Trait.WEIGHTS, Trait.KINDS, Trait.MODES, Trait.DIRECTION}),
    NetworkFormat.VNA: frozenset({Trait.WEIGHTS, Trait.KINDS, Trait.ATTRIBUTES, Trait.TEXTS,
                                  Trait.SURVEY, Trait.OUTSIDERS, Trait.MODES}),
    NetworkFormat.GRAPHML: _ALL,
    NetworkFormat.GEXF: _ALL - {Trait.MEANING},
})  # fmt: skip
#: What a table of actors beside the ties holds too.
OF_ACTORS: Final = frozenset({Trait.ATTRIBUTES, Trait.TEXTS, Trait.SURVEY, Trait.OUTSIDERS,
                              Trait.MODES})  # fmt: skip


@attrs.frozen(eq=False)
class Outgoing:
    """A graph as it will be written.

    Attributes:
        graph: The graph.
        file: Where it goes.
        names: The name of each node, as text.
        ties: Ties in order, with names.
        survey: Who was asked; None where all rows count as known.
    """

    graph: Graph
    file: str
    names: dict[Hashable, str]
    ties: Sequence[DraftTie]
    survey: Survey | None

    @classmethod
    def of(cls, graph: Graph, file: str) -> Outgoing:
        """Read a graph, to be written.

        Raises:
            NetworkError: It is no graph.
            NetworkFileError: Two nodes have the same name as text.
        """
        verify_graph(graph)
        names = {node: str(node) for node in graph}
        if len(set(names.values())) < len(names):
            raise NetworkFileError([_same_names(file)])
        ties = [
            DraftTie(names[start], names[end], str(told.get("kind", "")),
                     {key: one for key, one in told.items() if key != "kind"})
            for start, end, told in graph.edges(data=True)
        ]  # fmt: skip
        return cls(graph, file, names, ties, survey_of(graph))

    @property
    def kinds(self) -> tuple[str, ...]:
        """The relations, in order of name; one empty name where there are none."""
        return tuple(sorted({one.kind for one in self.ties})) or ("",)

    @property
    def is_two_mode(self) -> bool:
        """Every node says of which of two modes it is."""
        modes: set[Any] = {mode for _, mode in self.graph.nodes(data=MODE)}
        return modes == {0, 1}

    @property
    def is_weighted(self) -> bool:
        """Some tie has a weight."""
        return any("weight" in one.told for one in self.ties)

    @property
    def attributes(self) -> tuple[str, ...]:
        """Names of the attributes of actors, in the order in which they come."""
        found = (str(key) for _, told in self.graph.nodes(data=True) for key in told)
        return tuple(dict.fromkeys(one for one in found if one != MODE))

    @property
    def tie_attributes(self) -> tuple[str, ...]:
        """Names of the attributes of ties other than weight and kind."""
        found = (key for one in self.ties for key in one.told)
        return tuple(dict.fromkeys(one for one in found if one != "weight"))

    def actors(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield each actor with its attributes, and whether it was asked and answered."""
        for node, told in self.graph.nodes(data=True):
            said = {str(key): plain(one) for key, one in told.items() if one is not None}
            if self.survey is not None:
                said["asked"] = int(node in self.survey.asked)
                said["answered"] = int(node in self.survey.answered)
            yield self.names[node], said

    def is_silent(self, node: Hashable) -> bool:
        """Tell whether the row of an actor is missing."""
        return self.survey is not None and node not in self.survey.answered

    def _is_outside(self, node: Hashable) -> bool:
        """Tell whether an actor was not asked; meetings and other columns never are."""
        is_column = self.graph.nodes[node].get(MODE) == 1
        return self.survey is not None and node not in self.survey.asked and not is_column

    def traits(self) -> set[Trait]:
        """Return what there is to be held."""
        numbers = (
            isinstance(one, int | float)
            for _, told in self.graph.nodes(data=True) for key, one in told.items() if key != MODE
        )  # fmt: skip
        has = {
            Trait.WEIGHTS: self.is_weighted,
            Trait.KINDS: len(self.kinds) > 1,
            Trait.TIE_ATTRIBUTES: bool(self.tie_attributes),
            Trait.ATTRIBUTES: bool(self.attributes),
            Trait.TEXTS: bool(self.attributes) and not all(numbers),
            Trait.SURVEY: self.survey is not None,
            Trait.OUTSIDERS: any(self._is_outside(node) for node in self.graph),
            Trait.MEANING: MEANS in self.graph.graph,
            Trait.MODES: self.is_two_mode,
            Trait.DIRECTION: not self.graph.is_directed() and not self.is_two_mode,
        }
        return {trait for trait, is_there in has.items() if is_there}

    def lost(self, held: frozenset[Trait]) -> tuple[Notice, ...]:
        """Return what the file will not hold, one notice for each trait."""
        return tuple(
            Notice(
                code=f"not-held-{trait.value.replace('_', '-')}",
                message=message(
                    "dit bestand kan {what} niet bewaren",
                    "this file cannot hold {what}",
                    what=trait,
                ),
                remedy=message(
                    "Bewaar het netwerk ook als GraphML, dat alles bewaart.",
                    "Save the network as GraphML too, which holds all of it.",
                ),
                location=Location(file=self.file),
            )
            for trait in Trait
            if trait in self.traits() - held
        )


def verify_text(out: Outgoing, format: NetworkFormat) -> None:
    """Refuse names that a table would give back as others, or that XML cannot hold.

    Raises:
        NetworkFileError: There is one; UCINET, Pajek and VNA refuse theirs as they are written.
    """
    is_xml = format in {NetworkFormat.GRAPHML, NetworkFormat.GEXF}
    is_table = format in {NetworkFormat.EDGES, NetworkFormat.MATRIX, NetworkFormat.UCINET}
    for name in out.names.values():
        is_lost = is_table and (not name or tidy(name) != name or _CONTROL.search(name))
        if is_lost or (is_xml and _CONTROL.search(name)):
            raise NetworkFileError([unwritable(out.file, name)])
    if is_xml:
        attributes = [told for _, told in out.graph.nodes(data=True)]
        for told in (*attributes, *(one.told for one in out.ties)):
            for value in told.values():
                if isinstance(value, str) and _CONTROL.search(value):
                    raise NetworkFileError([unwritable(out.file, value)])


def plain(value: Any) -> Any:
    """Return a value as files hold it: a number, a truth or text."""
    return value if isinstance(value, str | int | float) else str(value)


def in_words(value: Any) -> Any:
    """Return a value as formats hold it that know numbers and words alone: a truth is 1 or 0."""
    return int(value) if isinstance(value, bool) else value


def unwritable(file: str, name: str) -> Problem:
    """Say that a name cannot stand in a file of this format."""
    return Problem(
        code="unwritable-name",
        message=message(
            "de naam {name} past niet in dit formaat: die is leeg, of heeft een aanhalingsteken, "
            "een regeleinde, een stuurteken of spaties eromheen",
            "the name {name} does not fit this format: it is empty, or has a quote, a line end, a "
            "control character or spaces around it",
            name=quoted(name),
        ),
        remedy=message(
            "Hernoem de actor met nx.relabel_nodes, of schrijf GraphML.",
            "Rename the actor with nx.relabel_nodes, or write GraphML.",
        ),
        location=Location(file=file),
    )


def _same_names(file: str) -> Problem:
    return Problem(
        code="duplicate-actor",
        message=message(
            "twee punten van dit netwerk heten als tekst hetzelfde",
            "two nodes of this graph are called the same as text",
        ),
        remedy=message(
            "Hernoem er een met nx.relabel_nodes.", "Rename one of them with nx.relabel_nodes."
        ),
        location=Location(file=file),
    )


#: What a graph says of itself that belongs to this library, and not in a file.
OURS: Final = frozenset({KEY, NOTICES, MEANS})
