"""How a graph was read: the conventions that every measure shares, as part of its result."""

from __future__ import annotations

import functools
import importlib.metadata
import operator
from collections.abc import Iterable
from typing import Final, SupportsIndex

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.labels import Term
from opgavekern.base.texts import Language, Message, Text, counted, message
from opgavekern.model import WeightMeaning

#: An actor or a group, as results name it.
Name = str | int


class Engine(Term):
    """What computes a measure; the numbers are the same."""

    PLAIN = "plain", "gewoon Python"
    FAST = "fast", "SciPy en NetworKit", "SciPy and NetworKit"


@attrs.frozen(kw_only=True)
class Reading(Answer):
    """How a graph was read.

    Attributes:
        actors: Number of nodes.
        ties: Number of ties, without loops; of a directed graph each direction counts.
        is_directed: Ties go one way.
        loops: Ties of an actor with itself, which are left out.
        parallel: Ties beside another between the same two, which count as one.
        weight: The attribute that holds the weights; empty where ties only are or are not.
        weight_means: What a weight says.
        asked: How many were asked; None without a survey.
        answered: How many answered; None without a survey.
        outside: Actors that were not asked, such as those named from outside the roster.
        unknown: Actors whose choices are not known, and that no treatment filled in; measures
            leave these choices out.
        is_two_mode: Nodes are of two sorts (0 and 1 as `bipartite`) with ties across only, and
            this was measured as if they were of one.
        treatment: What was done before, such as about missing answers, in a few words; None for
            nothing.
        labelled: Actors that the graph calls otherwise than by their name.
        labels: What it calls them; who has the same label as another has the name beside it. Not
            part of the repr: a label may be the name of a person.
        engine: What computed it.
        seed: What made chance repeatable; None where nothing rests on chance.
        versions: Packages that computed it, with their versions.
    """

    actors: int
    ties: int
    is_directed: bool
    loops: int = 0
    parallel: int = 0
    weight: str = ""
    weight_means: WeightMeaning | None = None
    asked: int | None = None
    answered: int | None = None
    outside: int = 0
    unknown: int = 0
    is_two_mode: bool = False
    treatment: Text | None = None
    labelled: tuple[Name, ...] = ()
    labels: tuple[str, ...] = attrs.field(default=(), repr=False)
    engine: Engine = Engine.PLAIN
    seed: int | None = None
    versions: tuple[str, ...] = ()

    @property
    def response_rate(self) -> float | None:
        """Share of those asked that answered, 0 to 1; None without a survey."""
        return self.answered / self.asked if self.asked and self.answered is not None else None

    def called(self, actors: Iterable[Name]) -> tuple[str, ...]:
        """Return what people call actors: the label of the graph, else the name."""
        labels = dict(zip(self.labelled, self.labels, strict=False))
        return tuple(labels.get(one) or str(one) for one in actors)

    def describe(self, language: Language = "en") -> str:
        """Return how the graph was read, in a few sentences."""
        return " ".join(one.text(language) for one in self._sentences())

    def _sentences(self) -> Iterable[Message]:
        directed = message("gericht", "directed") if self.is_directed else None
        yield message(
            "Netwerk: {actors}, {ties} ({sort}).",
            "Network: {actors}, {ties} ({sort}).",
            actors=counted_actors(self.actors),
            ties=counted_ties(self.ties),
            sort=directed or message("ongericht", "undirected"),
        )
        if self.is_two_mode:
            yield message(
                "De punten zijn van twee soorten (bipartite) met alleen relaties ertussen; dit is "
                "gemeten alsof elke twee een relatie kunnen hebben. Daarvoor zijn two_mode en "
                "projection.",
                "The nodes are of two modes (bipartite) with ties across only; this was measured "
                "as if any two could have a tie. See two_mode and projection.",
            )
        if self.loops:
            yield message(
                "Weggelaten: {loops} van een actor met zichzelf.",
                "Left out: {loops} of an actor with itself.",
                loops=counted_ties(self.loops),
            )
        if self.parallel:
            yield message(
                "Relaties tussen dezelfde twee actoren tellen als één; weggelaten: {count}.",
                "Ties between the same two actors count as one; left out: {count}.",
                count=self.parallel,
            )
        if self.weight:
            yield message(
                "Gewicht: {weight} ({means}).",
                "Weight: {weight} ({means}).",
                weight=self.weight,
                means=self.weight_means or "",
            )
        if self.response_rate is not None:
            yield message(
                "Respons: {answered} van {asked} ({percent}%).",
                "Response: {answered} of {asked} ({percent}%).",
                answered=self.answered,
                asked=self.asked,
                percent=round(100 * self.response_rate),
            )
            if self.response_rate < 1 and self.unknown:
                yield message(
                    "Wat niet bekend is, telt niet mee.", "What is not known does not count."
                )
        if self.outside:
            yield message(
                "Niet gevraagd: {count}.",
                "Not asked: {count}.",
                count=self.outside,
            )
        if self.treatment is not None:
            yield message(
                "Vooraf bewerkt: {treatment}.",
                "Treated before: {treatment}.",
                treatment=self.treatment,
            )
        if self.seed is not None:
            yield message("Startgetal: {seed}.", "Seed: {seed}.", seed=str(self.seed))
        if self.versions:
            yield message(
                "Berekend met {versions}.",
                "Computed with {versions}.",
                versions=", ".join(self.versions),
            )


def counted_actors(number: int) -> Message:
    """Say so many actors."""
    return counted(number, ("actor", "actor"), ("actoren", "actors"))


def counted_ties(number: int) -> Message:
    """Say so many ties."""
    return counted(number, ("relatie", "tie"), ("relaties", "ties"))


def counted_pairs(number: int) -> Message:
    """Say so many pairs."""
    return counted(number, ("paar", "pair"), ("paren", "pairs"))


#: What counts, by engine: the packages that a result names.
_PACKAGES: Final = {
    Engine.PLAIN: ("opgavekern", "networkx"),
    Engine.FAST: ("opgavekern", "networkx", "numpy", "scipy", "networkit"),
}


@functools.cache
def versions_of(engine: Engine) -> tuple[str, ...]:
    """Return the packages behind an engine with their versions, those that are installed."""
    found = []
    for package in _PACKAGES[engine]:
        try:
            found.append(f"{package} {importlib.metadata.version(package)}")
        except importlib.metadata.PackageNotFoundError:
            continue
    return tuple(found)


def name_of(thing: object) -> Name:
    """Return an actor or group as results name it: text and whole numbers stay what they are."""
    # Asking whether something is like a number takes far longer than asking what it is.
    if isinstance(thing, str) or type(thing) is int:
        return thing
    if isinstance(thing, bool) or not isinstance(thing, SupportsIndex):
        return str(thing)
    return operator.index(thing)
