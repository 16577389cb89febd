"""Pajek: networks (.net), projects (.paj), partitions (.clu) and vectors (.vec)."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from typing import Any, Final

import attrs

from opgavekern.base.errors import Location
from opgavekern.base.texts import message, quoted
from opgavekern.exchange.networks.drafts import Draft
from opgavekern.exchange.networks.numbers import number_in
from opgavekern.exchange.networks.pajek_projects import (
    PajekNetwork,
    named,
    pajek_project,
    refuse_others,
)
from opgavekern.exchange.networks.pajek_sections import PajekSection, pajek_sections
from opgavekern.exchange.networks.tokens import Token, tokens_in
from opgavekern.network.foundation.snapshots import MODE

#: How Pajek writes letters that it has no byte for: `&#353;`.
_CODED: Final = re.compile(r"&#[0-9]{2,6};")
#: What may stand in a line of a tie in place of its value: the name of a parameter, `c Blue`.
_PARAMETER: Final = re.compile(r"[A-Za-z]{1,2}[0-9]?\Z")
#: Which relation lines are of: `*Arcs :2 "knows"`.
_RELATION: Final = re.compile(r":\s*([0-9]+)")


def read_pajek(draft: Draft, text: str, network: str | None = None) -> None:
    """Take the networks of a Pajek file into a draft, with its partitions and vectors.

    Networks of the same vertices are kinds of ties; others are refused unless one is named. Of
    vertices the label and coordinates are taken, of lines the weight, and of both when they are
    there, as `time`; shapes and colours are passed by. Arcs make the network directed; edges
    beside them go both ways. A file of two modes is undirected.
    """
    project = pajek_project(draft, text)
    if not project.networks:
        draft.problem(
            "not-pajek",
            message("hier staat geen regel *Vertices", "there is no line *Vertices here"),
            message(
                "Een Pajek-bestand begint met *Vertices en het aantal.",
                "A Pajek file begins with *Vertices and their number.",
            ),
            Location(file=draft.file, line=1),
        )
        return
    networks = named(project, network, draft.file)
    first, *others = readers = [
        _Reader(draft, one, one.name if len(networks) > 1 else "") for one in networks
    ]
    strange = [one for one, reader in zip(networks[1:], others, strict=True)
               if not reader.has_vertices_of(first)]  # fmt: skip
    if strange and not draft.problems:
        refuse_others(draft, networks, strange[0])
    for name, told in first.actors.items():
        draft.add_node(name, **told)
    for attribute, section in project.values:
        words = [row[0] for row in section.rows]
        if section.name == "vertices" and len(words) == len(first.actors):
            _values(draft, words, draft.file, attribute)
        else:
            project.passed_by.append(attribute)
    _add_lines(draft, [line for reader in readers for line in reader.lines])
    _tell_passed_by(draft, [*project.passed_by, *(one for each in readers for one in each.unread)])


def _add_lines(draft: Draft, lines: Sequence[_Line]) -> None:
    """Add lines as ties: all with a weight where one has another than 1."""
    is_two_mode = any(MODE in told for told in draft.nodes.values())
    draft.is_directed = not is_two_mode and any(one.is_arc for one in lines)
    has_weights = any(one.weight != 1 for one in lines)
    for one in lines:
        told: dict[str, Any] = {"weight": one.weight} if has_weights else {}
        if one.time:
            told["time"] = one.time
        draft.add_tie(one.start, one.end, one.kind, **told)
        if draft.is_directed and not one.is_arc and one.start != one.end:
            draft.add_tie(one.end, one.start, one.kind, **told)


def _tell_passed_by(draft: Draft, parts: Sequence[str]) -> None:
    if parts:
        draft.notice(
            "passed-by",
            message(
                "van dit bestand niet gelezen: {parts}",
                "not read of this file: {parts}",
                parts=", ".join(dict.fromkeys(parts)),
            ),
            message(
                "Gelezen worden netwerken, en partities en vectoren met een waarde voor elke "
                "actor daarvan.",
                "What is read are networks, and partitions and vectors with a value for each "
                "actor of those.",
            ),
        )


def read_partition(draft: Draft, text: str, file: str, attribute: str) -> None:
    """Take a `.clu` or `.vec` file into a draft, as an attribute of its actors in their order."""
    sections = list(pajek_sections(draft, text))
    rows = sections[0].rows if sections else []
    _values(draft, [row[0] for row in rows if row], file, attribute)


def _values(draft: Draft, words: Sequence[Token], file: str, attribute: str) -> None:
    names = list(draft.nodes)
    if len(words) != len(names):
        draft.problem(
            "wrong-length",
            message(
                "{attribute} heeft {found} waarden voor {actors} actoren",
                "{attribute} has {found} values for {actors} actors",
                attribute=quoted(attribute),
                found=len(words),
                actors=len(names),
            ),
            message(
                "Neem een bestand dat bij dit netwerk hoort.",
                "Take a file that belongs to this network.",
            ),
            Location(file=file),
        )
        return
    for name, word in zip(names, words, strict=True):
        value = number_in(word.text)
        if value is None:
            draft.not_a_number(word.text, word.place(file))
        else:
            draft.nodes[name][attribute] = value


@attrs.define
class _Line:
    start: str
    end: str
    kind: str
    weight: float
    is_arc: bool
    time: str = ""


class _Reader:
    """A network of a Pajek file, read."""

    def __init__(self, draft: Draft, network: PajekNetwork, name: str) -> None:
        self.draft = draft
        self.actors: dict[str, dict[str, Any]] = {}
        self.lines: list[_Line] = []
        self.unread: list[str] = []
        self._name = name
        self._names: list[str] = []
        self._first: int | None = None
        self._kind = ""
        takers: dict[str, Callable[[PajekSection], None]] = {
            "vertices": self._vertices,
            "arcs": self._pairs,
            "edges": self._pairs,
            "arcslist": self._lists,
            "edgeslist": self._lists,
            "matrix": self._matrix,
        }
        for section in network.sections:
            taker = takers.get(section.name)
            if taker is None:
                self.unread.append(section.name)
            else:
                relation = self._relation(section)
                self._kind = ": ".join(one for one in (self._name, relation) if one)
                taker(section)

    def has_vertices_of(self, other: _Reader) -> bool:
        """Tell whether vertices are the same, in the same order, so that partitions fit both."""
        return (self._names, self._first) == (other._names, other._first)

    def _vertices(self, section: PajekSection) -> None:
        sizes = [number_in(one) for one in section.line.replace(",", " ").split()]
        place = Location(file=self.draft.file, line=section.number)
        if not sizes or not isinstance(sizes[0], int) or sizes[0] < 0:
            self.draft.problem(
                "no-size",
                message("hier staat geen aantal", "there is no number here"),
                message("Schrijf *Vertices en het aantal.", "Write *Vertices and their number."),
                place,
            )
            return
        if not self.draft.allows(sizes[0], place):
            return
        told = self._told_by_place(section, sizes[0])
        first = sizes[1] if len(sizes) > 1 and isinstance(sizes[1], int) else None
        self._first = first
        for at in range(sizes[0]):
            name, attributes, where = told.get(at, (str(at + 1), {}, place))
            mode = {} if first is None else {MODE: int(at >= first)}
            if name in self.actors:
                self.draft.duplicate(name, where)
            self.actors[name] = attributes | mode
            self._names.append(name)

    def _told_by_place(
        self, section: PajekSection, size: int
    ) -> dict[int, tuple[str, dict[str, Any], Location]]:
        """Return label, attributes and place in the file of each vertex that has a line."""
        told: dict[int, tuple[str, dict[str, Any], Location]] = {}
        for row, time in zip(section.rows, section.times, strict=True):
            at = self._number(row[0], size)
            where = row[0].place(self.draft.file)
            if at in told:
                self.draft.duplicate(row[0].text, where)
            elif at is not None:
                name, attributes = self._told_of(row)
                told[at] = (name, attributes | ({"time": time} if time else {}), where)
        return told

    def _told_of(self, row: list[Token]) -> tuple[str, dict[str, Any]]:
        """Return the label of a vertex, and its coordinates where it has them."""
        name = row[1].text if len(row) > 1 else row[0].text
        name = _CODED.sub(lambda found: html.unescape(found[0]), name)
        coordinates = [number_in(one.text) for one in row[2:4]]
        if len(coordinates) < 2 or None in coordinates:
            return name, {}
        return name, dict(zip("xy", coordinates, strict=True))

    def _number(self, word: Token, last: int) -> int | None:
        """Return the place of a vertex, from 0; None where there is no such vertex."""
        number = number_in(word.text)
        if isinstance(number, int) and 1 <= abs(number) <= last:
            return abs(number) - 1
        self.draft.problem(
            "no-such-actor",
            message(
                "{found} is geen actor van 1 tot en met {last}",
                "{found} is no actor from 1 to {last}",
                found=quoted(word.text),
                last=last,
            ),
            message(
                "Verbeter het nummer, of het aantal achter *Vertices.",
                "Correct the number, or how many *Vertices says there are.",
            ),
            word.place(self.draft.file),
        )
        return None

    def _end(self, word: Token) -> str | None:
        at = self._number(word, len(self._names))
        return None if at is None else self._names[at]

    def _pairs(self, section: PajekSection) -> None:
        for row, time in zip(section.rows, section.times, strict=True):
            if len(row) < 2:
                self._short(row[0])
                continue
            start, end = self._end(row[0]), self._end(row[1])
            weight = number_in(row[2].text) if len(row) > 2 else 1
            if weight is None and not (len(row) > 3 and _PARAMETER.match(row[2].text)):
                self.draft.not_a_number(row[2].text, row[2].place(self.draft.file))
            if start is not None and end is not None:
                self._add(section, start, end, 1 if weight is None else weight, time)

    def _lists(self, section: PajekSection) -> None:
        for row in section.rows:
            ends = [self._end(word) for word in row]
            for end in ends[1:]:
                if ends[0] is not None and end is not None:
                    self._add(section, ends[0], end, 1)

    def _matrix(self, section: PajekSection) -> None:
        first = len(self._names) if self._first is None else self._first
        beside = self._names[:first]
        above = self._names if self._first is None else self._names[first:]
        is_whole = len(section.rows) == len(beside)
        if not is_whole or any(len(row) != len(above) for row in section.rows):
            self.draft.problem(
                "too-few-values",
                message(
                    "de matrix heeft geen {rows} rijen van {columns} waarden",
                    "the matrix has not {rows} rows of {columns} values",
                    rows=len(beside),
                    columns=len(above),
                ),
                message("Vul de matrix aan.", "Complete the matrix."),
                Location(file=self.draft.file, line=section.number),
            )
            return
        for start, row in zip(beside, section.rows, strict=True):
            for end, word in zip(above, row, strict=True):
                weight = number_in(word.text)
                if weight is None:
                    self.draft.not_a_number(word.text, word.place(self.draft.file))
                elif weight:
                    self._add(section, start, end, weight)

    def _add(
        self, section: PajekSection, start: str, end: str, weight: float, time: str = ""
    ) -> None:
        is_arc = section.name in {"arcs", "arcslist", "matrix"}
        self.lines.append(_Line(start, end, self._kind, weight, is_arc, time))

    def _relation(self, section: PajekSection) -> str:
        """Return the relation that a section is of: by its name, or else by its number."""
        found = _RELATION.search(section.line)
        if found is None:
            return ""
        before = len(f"*{section.name} ") + found.end()
        words = tokens_in(
            self.draft, " " * before + section.line[found.end() :], section.number, commas=False
        )
        return next((one.text for one in words if one.is_quoted and one.text), found[1])

    def _short(self, word: Token) -> None:
        self.draft.problem(
            "no-such-actor",
            message("deze lijn heeft geen einde", "this line has no end"),
            message("Zet er twee nummers van actoren.", "Put two numbers of actors there."),
            word.place(self.draft.file),
        )
