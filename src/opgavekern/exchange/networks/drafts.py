"""A network while it is read: what the file says of actors and ties, and what is wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

import attrs
import networkx as nx

from opgavekern.base.errors import Location, Notice, Problem
from opgavekern.base.running import Limits
from opgavekern.base.texts import Message, Text, message, quoted, visible
from opgavekern.exchange.errors import NetworkFileError, capped
from opgavekern.exchange.networks.formats import PartlyAnswered
from opgavekern.model import WeightMeaning
from opgavekern.network import Survey
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.snapshots import MEANS, TREATMENT
from opgavekern.network.foundation.surveys import KEY

#: Where a graph keeps what people should know of how it was read.
NOTICES: Final = "notices"
#: After so many times as many problems as are shown, reading stops.
_TIMES_SHOWN: Final = 10


@attrs.frozen
class DraftTie:
    """A tie as a file has it.

    Attributes:
        start: Who names.
        end: Who is named.
        kind: Which relation; empty where the file has one.
        told: What is said of it, such as its weight.
    """

    start: str
    end: str
    kind: str = ""
    told: dict[str, Any] = attrs.field(factory=dict)


@attrs.define
class Draft:
    """What was read of a network so far.

    Attributes:
        file: Path as the user gave it.
        limits: How much is accepted.
        is_directed: Whether ties go one way.
        nodes: The actors in order, with what is said of each.
        ties: The ties in order.
        asked: Who was asked; None where the file does not say.
        answered: Who answered.
        weight_means: What weights mean, where the file says it.
        partly: What the missing cells of who answered otherwise are; None refuses them.
        treatment: What was done about missing cells, in a few words; None for nothing.
        notices: What people should know.
        problems: Why it cannot be read.
    """

    file: str
    limits: Limits
    is_directed: bool = True
    nodes: dict[str, dict[str, Any]] = attrs.field(factory=dict)
    ties: list[DraftTie] = attrs.field(factory=list)
    asked: set[str] | None = None
    answered: set[str] = attrs.field(factory=set)
    weight_means: WeightMeaning | None = None
    partly: PartlyAnswered | None = None
    treatment: Text | None = None
    notices: list[Notice] = attrs.field(factory=list)
    problems: list[Problem] = attrs.field(factory=list)

    def add_node(self, name: str, **told: Any) -> None:
        """Take note of an actor, or of more about one."""
        self.nodes.setdefault(name, {}).update(told)

    def add_tie(self, start: str, end: str, kind: str = "", /, **told: Any) -> None:
        """Take note of a tie, and of who are at its ends."""
        self.nodes.setdefault(start, {})
        self.nodes.setdefault(end, {})
        self.ties.append(DraftTie(start, end, kind, told))

    def speakers(self) -> set[str]:
        """Return who names anybody; of an undirected tie that may be either end."""
        ends = {one.start for one in self.ties}
        return ends if self.is_directed else ends | {one.end for one in self.ties}

    def problem(
        self, code: str, said: Message, remedy: Message, place: Location | None = None
    ) -> None:
        """Take note of something that cannot be read.

        Raises:
            NetworkFileError: There are so many by now that reading on helps nobody.
        """
        where = place or Location(file=self.file)
        self.problems.append(Problem(code=code, message=said, remedy=remedy, location=where))
        if len(self.problems) > _TIMES_SHOWN * self.limits.problems_shown:
            raise NetworkFileError(capped(self.problems, self.limits))

    def notice(
        self, code: str, said: Message, remedy: Message, place: Location | None = None
    ) -> None:
        """Take note of something that people should know."""
        where = place or Location(file=self.file)
        self.notices.append(Notice(code=code, message=said, remedy=remedy, location=where))

    def duplicate(self, name: str, place: Location | None) -> None:
        """Take note of an actor that the file has twice."""
        self.problem(
            "duplicate-actor",
            message("{name} staat er twee keer", "{name} is there twice", name=quoted(name)),
            message("Geef elke actor een eigen naam.", "Give each actor a name of its own."),
            place,
        )

    def not_a_number(self, found: object, place: Location) -> None:
        """Take note of something that should be a number."""
        self.problem(
            "not-a-number",
            message("{found} is geen getal", "{found} is no number", found=quoted(found)),
            message(
                "Zet hier een getal, zonder punten of spaties tussen duizendtallen: 1000 of "
                "1000,5.",
                "Put a number here, without marks or spaces between thousands: 1000 or 1000.5.",
            ),
            place,
        )

    def either_number(self, found: object, place: Location) -> None:
        """Take note of a number that can be meant in two ways."""
        said = str(found)
        self.problem(
            "either-number",
            message(
                "{found} kan een duizendtal of een getal met decimalen zijn",
                "{found} can be thousands or a decimal number",
                found=quoted(found),
            ),
            message(
                "Schrijf {whole} of {decimal}.",
                "Write {whole} or {decimal}.",
                whole=said.replace(".", ""),
                decimal=said.replace(".", ","),
            ),
            place,
        )

    def allows(self, actors: int, place: Location | None = None) -> bool:
        """Tell whether so many actors are accepted, and take note where they are not."""
        if actors <= self.limits.records:
            return True
        self.problem(
            "limit-records",
            message(
                "het bestand zegt {count} actoren te hebben; de grens records is {limit}",
                "the file says that it has {count} actors; the limit records is {limit}",
                count=actors,
                limit=self.limits.records,
            ),
            message(
                "Verbeter het aantal, of verruim de grens: "
                "--limit records=… (in Python Limits(records=…)).",
                "Correct the number, or widen the limit: "
                "--limit records=… (in Python Limits(records=…)).",
            ),
            place,
        )
        return False

    def allows_cells(self, cells: int) -> bool:
        """Tell whether a matrix of so many cells is accepted, and take note where it is not."""
        if cells <= self.limits.nodes:
            return True
        self.problem(
            "limit-nodes",
            message(
                "de matrix heeft {count} cellen; de grens nodes is {limit}",
                "the matrix has {count} cells; the limit nodes is {limit}",
                count=cells,
                limit=self.limits.nodes,
            ),
            message(
                "Bewaar het netwerk als lijst van relaties, of verruim de grens: "
                "--limit nodes=… (in Python Limits(nodes=…)).",
                "Save the network as an edge list, or widen the limit: "
                "--limit nodes=… (in Python Limits(nodes=…)).",
            ),
        )
        return False

    def graph(self) -> Graph:
        """Return the network as a graph.

        Raises:
            NetworkFileError: There were problems; all of them.
        """
        if self.problems:
            raise NetworkFileError(capped(self.problems, self.limits))
        self._tell_alike()
        self._tell_repeated()
        graph = self._empty()
        graph.add_nodes_from((name, dict(told)) for name, told in self.nodes.items())
        several = len({one.kind for one in self.ties}) > 1
        seen: set[tuple[str, str, str]] = set()
        for one in self.ties:
            is_first = several and (one.start, one.end, one.kind) not in seen
            seen.add((one.start, one.end, one.kind))
            ends = (one.start, one.end)
            key: Any = graph.add_edge(*ends, **({"key": one.kind} if is_first else {}))
            place: Any = (*ends, key) if graph.is_multigraph() else ends
            graph.edges[place].update({"kind": one.kind} if one.kind else {}, **one.told)
        if self.asked is not None:
            graph.graph[KEY] = Survey(asked=self.asked, answered=self.answered)
        if self.weight_means is not None:
            graph.graph[MEANS] = self.weight_means.value
        if self.treatment is not None:
            graph.graph[TREATMENT] = self.treatment
        if self.notices:
            graph.graph[NOTICES] = tuple(sorted(self.notices, key=lambda one: one.sort_key))
        return graph

    def _tell_alike(self) -> None:
        """Tell of names that differ in capitals or spaces only, and may be of one actor."""
        spelled: dict[str, list[str]] = {}
        for name in self.nodes:
            spelled.setdefault(" ".join(name.split()).casefold(), []).append(name)
        alike = [names for names in spelled.values() if len(names) > 1]
        if alike:
            self.notice(
                "names-alike",
                message(
                    "namen die alleen in hoofdletters of spaties verschillen, zijn als "
                    "verschillende actoren gelezen: {names}",
                    "names that differ only in capitals or spaces were read as different "
                    "actors: {names}",
                    names=listed(" / ".join(map(visible, names)) for names in alike),
                ),
                message(
                    "Schrijf een naam overal gelijk als het om één actor gaat.",
                    "Write a name the same everywhere if it is of one actor.",
                ),
            )

    def _pair(self, tie: DraftTie) -> tuple[str, str]:
        """Return the ends of a tie; of an undirected one in an order of their own."""
        first, last = (tie.start, tie.end) if self.is_directed else sorted((tie.start, tie.end))
        return first, last

    def _tell_repeated(self) -> None:
        """Tell of ties that the file has more than once."""
        times = Counter((*self._pair(one), one.kind) for one in self.ties)
        repeated = [(start, end) for (start, end, _), count in times.items() if count > 1]
        if repeated:
            self.notice(
                "repeated-ties",
                message(
                    "dezelfde relatie staat er meer dan eens: {pairs}",
                    "the same tie is there more than once: {pairs}",
                    pairs=listed(f"{visible(start)} – {visible(end)}" for start, end in repeated),
                ),
                message(
                    "Zij tellen als één relatie, en sterkten worden opgeteld. {remedy}",
                    "They count as one tie, and strengths add up. {remedy}",
                    remedy=self._apart(repeated),
                ),
            )

    def _apart(self, repeated: Iterable[tuple[str, str]]) -> Message:
        """Say how ties that the file has more than once are told apart, such as by their wave."""
        twice = set(repeated)
        rows = [one for one in self.ties if self._pair(one) in twice]
        columns = dict.fromkeys(name for one in rows for name in one.told if name != "weight")
        fits: dict[str, int] = {}
        for name in columns:
            said = Counter((*self._pair(one), one.kind, one.told.get(name)) for one in rows)
            values = {one.told.get(name) for one in self.ties}
            is_number_of_row = len(values) == len(self.ties)
            if max(said.values()) == 1 and None not in values and not is_number_of_row:
                fits[name] = len(values)
        if not fits:
            return message("Haal weg wat dubbel is ingevoerd.", "Take out what was entered twice.")
        column = quoted(min(fits, key=lambda name: fits[name]))
        if any(one.kind for one in rows):
            return message(
                "De kolom {column} houdt ze uit elkaar: lees elke waarde uit een eigen bestand.",
                "The column {column} tells them apart: read each value from a file of its own.",
                column=column,
            )
        return message(
            "De kolom {column} houdt ze uit elkaar: maak er soorten relaties van, met de kop "
            "relatie (in Python columns={given}), en kies er een met --kinds (in Python "
            "one_relation).",
            "The column {column} tells them apart: make them kinds of ties, under the heading "
            "relation (in Python columns={given}), and choose one with --kinds (in Python "
            "one_relation).",
            column=column,
            given=f'{{"kind": {column}}}',
        )

    def _empty(self) -> Graph:
        """A multigraph only where two actors have more than one tie, or kinds differ."""
        pairs = Counter(map(self._pair, self.ties))
        is_many = max(pairs.values(), default=0) > 1 or len({one.kind for one in self.ties}) > 1
        if self.is_directed:
            return nx.MultiDiGraph() if is_many else nx.DiGraph()
        return nx.MultiGraph() if is_many else nx.Graph()


def listed(names: Iterable[str], most: int = 5) -> str:
    """Return names for a sentence: so many, and how many more."""
    found = list(names)
    more = f" … (+{len(found) - most})" if len(found) > most else ""
    return ", ".join(f'"{one}"' for one in found[:most]) + more
