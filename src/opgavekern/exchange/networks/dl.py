"""UCINET's DL language: full matrices, halves, edge lists and node lists, of one or two modes."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any, Final

import attrs

from opgavekern.base.errors import Location
from opgavekern.base.texts import message, quoted
from opgavekern.exchange.networks.dl_headings import DATA, DLHeading, dl_heading, masked
from opgavekern.exchange.networks.dl_lists import beyond_a_tie, no_end, rows_counted
from opgavekern.exchange.networks.drafts import Draft
from opgavekern.exchange.networks.labelled_tables import Labelled
from opgavekern.exchange.networks.matrices import take_matrix
from opgavekern.exchange.networks.numbers import number_in
from opgavekern.exchange.networks.tokens import Token, tokens_in
from opgavekern.exchange.sheets import Sheet
from opgavekern.network.foundation.snapshots import MODE

#: What UCINET calls a format, in full and in short → its name here.
_FORMATS: Final = {
    **dict.fromkeys(("fullmatrix", "fm", "matrix"), "fullmatrix"),
    **dict.fromkeys(("lowerhalf", "lh"), "lowerhalf"),
    **dict.fromkeys(("upperhalf", "uh"), "upperhalf"),
    **dict.fromkeys(("edgelist1", "edgelist", "el1", "edgelist2", "el2"), "edgelist"),
    **dict.fromkeys(("nodelist1", "nodelist", "nl1", "nodelist2", "nl2"), "nodelist"),
    **dict.fromkeys(("nodelist1b", "nl1b"), "nodelist1b"),
}
_LISTS: Final = {"edgelist", "nodelist", "nodelist1b"}


def read_dl(draft: Draft, text: str) -> None:
    """Take a DL file into a draft.

    Formats are `fullmatrix`, halves, `edgelist`, `nodelist` and `nodelist1b`, each with 1 or 2
    modes; several matrices are several relations. Ties are directed but in halves and two modes.
    """
    lines = text.split("\n")
    heading = dl_heading(draft, lines)
    if not lines[0].lstrip().casefold().startswith("dl") or heading.first is None:
        draft.problem(
            "not-dl",
            message("dit is geen DL-bestand", "this is no DL file"),
            message(
                'Een DL-bestand begint met "DL n=…", en heeft een regel "data:".',
                'A DL file begins with "DL n=…", and has a line "data:".',
            ),
            Location(file=draft.file, line=1, column=1),
        )
        return
    format = _FORMATS.get(heading.said("format") or "fullmatrix")
    sizes = _sizes(draft, heading)
    if format is None:
        draft.problem(
            "unknown-format",
            message(
                "DL-formaat {found} is niet bekend",
                "DL format {found} is not known",
                found=quoted(heading.said("format")),
            ),
            message(
                "Bewaar het in UCINET als een van deze: {known}.",
                "Save it in UCINET as one of these: {known}.",
                known=", ".join(sorted(_FORMATS)),
            ),
            Location(file=draft.file, line=heading.settings["format"][1]),
        )
    elif sizes is not None:
        data = _data(draft, lines, heading.first)
        reader = _Data(draft, heading, sizes, is_two_mode="nr" in heading.settings or (
            heading.said("format") in {"edgelist2", "el2", "nodelist2", "nl2"}))  # fmt: skip
        reader.read(format, data)


def _sizes(draft: Draft, heading: DLHeading) -> tuple[int, int, int] | None:
    """Return numbers of rows, columns and matrices; None where they make no sense."""
    found = []
    for names in (("nr", "n"), ("nc", "n"), ("nm",)):
        name = next((one for one in names if one in heading.settings), "")
        value, line = heading.settings.get(name, ("1", 1))
        size = number_in(value)
        place = Location(file=draft.file, line=line)
        if (not name and "nm" not in names) or not isinstance(size, int) or size < 0:
            draft.problem(
                "no-size",
                message(
                    "hoeveel actoren er zijn, is niet gezegd",
                    "how many actors there are is not said",
                ),
                message("Zet n=… achter DL, of nr=… nc=….", "Put n=… after DL, or nr=… nc=…."),
                place,
            )
            return None
        if not draft.allows(size, place):
            return None
        found.append(size)
    rows, columns, matrices = found
    is_matrix = _FORMATS.get(heading.said("format"), "fullmatrix") not in _LISTS
    if is_matrix and not draft.allows_cells(rows * columns * matrices):
        return None
    return rows, columns, matrices


def _data(draft: Draft, lines: list[str], first: int) -> Iterator[list[Token]]:
    """Yield the words of each line of data that has any."""
    behind = DATA.search(masked(lines[first - 1]))
    start = behind.end() if behind else 0
    head = " " * start + lines[first - 1][start:]
    for number, line in enumerate((head, *lines[first:]), start=first):
        if words := list(tokens_in(draft, line, number)):
            yield words


#: The most words on a line of an edge list: two actors and a value.
_TIE: Final = 3


@attrs.define
class _Data:
    """The data of a DL file, as they are taken into the draft."""

    draft: Draft
    heading: DLHeading
    sizes: tuple[int, int, int]
    is_two_mode: bool

    def read(self, format: str, lines: Iterator[list[Token]]) -> None:
        """Take all matrices into the draft."""
        if not self._has_right_names():
            return
        if format in _LISTS:
            self._lists(format, lines)
            return
        words = itertools.chain.from_iterable(lines)
        for matrix in range(self.sizes[2]):
            if not self._matrix(format, words, self._kind(matrix)):
                return
        if (more := next(words, None)) is not None:
            self._too_long(more)

    def _kind(self, matrix: int) -> str:
        names = self.heading.names("matrix", self.sizes[2])
        is_named = matrix < len(names)
        return names[matrix].text if is_named else str(matrix + 1) * (self.sizes[2] > 1)

    def _has_right_names(self) -> bool:
        """Tell whether labels are as many as there are rows and columns, each once."""
        before = len(self.draft.problems)
        sides = {"row": self.sizes[0]}
        if self.heading.labels.get("col") != self.heading.labels.get("row"):
            sides["col"] = self.sizes[1]
        for which, size in sides.items():
            names = self.heading.names(which, size)
            if which in self.heading.embedded or not names:
                continue
            if len(names) != size:
                self._wrong_number(names, size)
            self._each_once(names)
        return len(self.draft.problems) == before

    def _each_once(self, names: list[Token]) -> bool:
        """Tell whether names differ, and take note of each that stood there before."""
        seen: set[str] = set()
        before = len(self.draft.problems)
        for one in names:
            if one.text in seen:
                self.draft.duplicate(one.text, one.place(self.draft.file))
            seen.add(one.text)
        return len(self.draft.problems) == before

    def _names(self, which: str) -> list[str]:
        """Return names of rows or columns: those given, or numbers."""
        size = self.sizes[0] if which == "row" else self.sizes[1]
        given = [one.text for one in self.heading.names(which, size)]
        mark = {"row": "r", "col": "c"}[which] if self.is_two_mode else ""
        return [given[at] if at < len(given) else f"{mark}{at + 1}" for at in range(size)]

    def _matrix(self, format: str, words: Iterator[Token], kind: str) -> bool:
        """Take one matrix into the draft; tell whether it was whole."""
        columns = self._names("col")
        is_full = format == "fullmatrix"
        if "col" in self.heading.embedded and is_full:
            above = list(itertools.islice(words, len(columns)))
            columns = [one.text for one in above]
            if not self._each_once(above):
                return False
        beside: list[Token] = []
        rows: list[str] = []
        cells: list[list[Token | None]] = []
        for at, name in enumerate(self._names("row")):
            if "row" in self.heading.embedded:
                beside += itertools.islice(words, 1)
                name = beside[-1].text if len(beside) > at else name  # noqa: PLW2901 - it stands here
            rows.append(name)
            wanted = self._wanted(format, at)
            found = list(itertools.islice(words, len(wanted)))
            if len(found) < len(wanted):
                self._too_short(name, found)
                return False
            places = dict(zip(wanted, found, strict=True))
            cells.append([places.get(column) for column in range(len(columns))])
        if not self._each_once(beside):
            return False
        if not is_full:
            columns = rows
            for tail, head in itertools.combinations(range(len(rows)), 2):
                cells[tail][head] = cells[tail][head] or cells[head][tail]
                cells[head][tail] = cells[tail][head]
        self._take(rows, columns, cells, kind, is_full=is_full)
        return True

    def _wanted(self, format: str, row: int) -> list[int]:
        """Return the columns of which a row of the data holds a value."""
        has_diagonal = self.heading.said("diagonal") != "absent"
        columns = range(self.sizes[1])
        if format == "lowerhalf":
            columns = range(row + 1)
        elif format == "upperhalf":
            columns = range(row, self.sizes[1])
        return [one for one in columns if has_diagonal or one != row]

    def _take(
        self,
        rows: list[str],
        columns: list[str],
        cells: list[list[Token | None]],
        kind: str,
        *,
        is_full: bool,
    ) -> None:
        def place(row: int, column: int) -> Location:
            token = cells[row][column]
            return token.place(self.draft.file) if token else Location(file=self.draft.file)

        values: list[list[Any]] = [[one.text if one else "" for one in row] for row in cells]
        sheet = Sheet(file=self.draft.file, rows=values, is_text=True, places=place)
        table = Labelled(
            sheet,
            [(name, at) for at, name in enumerate(rows)],
            [(name, at) for at, name in enumerate(columns)],
        )
        take_matrix(self.draft, table, kind, directed=None if is_full else False)

    def _wrong_number(self, names: list[Token], size: int) -> None:
        self.draft.problem(
            "wrong-number-of-labels",
            message(
                "er staan {found} namen voor {size} actoren",
                "there are {found} names for {size} actors",
                found=len(names),
                size=size,
            ),
            message(
                "Verbeter n=…; zet een naam met spaties tussen aanhalingstekens, of elke naam op "
                "een eigen regel.",
                "Correct n=…; put a name with spaces in quotes, or each name on a line of its own.",
            ),
            names[0].place(self.draft.file),
        )

    def _too_long(self, word: Token) -> None:
        self.draft.problem(
            "too-many-values",
            message(
                "na {rows} × {columns} waarden staat er nog meer",
                "after {rows} × {columns} values there is more",
                rows=self.sizes[0],
                columns=self.sizes[1],
            ),
            message(
                "Verbeter n=…; schrijf decimalen met een punt.",
                "Correct n=…; write decimals with a point.",
            ),
            word.place(self.draft.file),
        )

    def _too_short(self, name: str, found: list[Token]) -> None:
        place = found[-1].place(self.draft.file) if found else Location(file=self.draft.file)
        self.draft.problem(
            "too-few-values",
            message(
                "de gegevens houden op in de rij van {name}; er horen {rows} × {columns} waarden "
                "te staan",
                "the data end in the row of {name}; there should be {rows} × {columns} values",
                name=quoted(name),
                rows=self.sizes[0],
                columns=self.sizes[1],
            ),
            message("Verbeter n=…, of vul aan.", "Correct n=…, or complete the data."),
            place,
        )

    def _lists(self, format: str, lines: Iterator[list[Token]]) -> None:
        """Take edge or node lists into the draft; `!` alone on a line begins the next matrix."""
        self.draft.is_directed = not self.is_two_mode
        names = {which: self._names(which) for which in ("row", "col")}
        for which, mode in (("row", 0), ("col", 1)):
            if which not in self.heading.embedded:
                self._add(names[which], mode)
        if format == "nodelist1b":
            # Numbers are what it holds, whatever is said of labels.
            self.heading.embedded.clear()
            lines = rows_counted(self.draft, lines, self.sizes[0])
        matrix = 0
        for words in lines:
            if words[0].text == "!":
                matrix += 1
                continue
            ends = words[:2] if format == "edgelist" else words
            if format == "edgelist" and len(ends) < 2:
                no_end(self.draft, words[0])
                continue
            if format == "edgelist" and len(words) > _TIE:
                beyond_a_tie(self.draft, words[_TIE])
                continue
            sides = ["row", *["col"] * (len(ends) - 1)]
            found = [
                self._name(one, side, names[side]) for one, side in zip(ends, sides, strict=True)
            ]
            if None in found:
                continue
            told: dict[str, Any] = {}
            if format == "edgelist" and len(words) > 2:
                told = self._weight(words[2])
            for at, name in enumerate(found):
                self._add([str(name)], min(at, 1))
            for head in found[1:]:
                if told.get("weight") != 0:
                    self.draft.add_tie(str(found[0]), str(head), self._kind(matrix), **told)
        self._weigh()

    def _weigh(self) -> None:
        """Give each tie a weight where one has another than 1; else ties only are."""
        if any(one.told.get("weight", 1) != 1 for one in self.draft.ties):
            for one in self.draft.ties:
                one.told.setdefault("weight", 1)
        else:
            for one in self.draft.ties:
                one.told.pop("weight", None)

    def _add(self, names: list[str], mode: int) -> None:
        for name in names:
            self.draft.add_node(name, **({MODE: mode} if self.is_two_mode else {}))

    def _weight(self, word: Token) -> dict[str, Any]:
        weight = number_in(word.text)
        if weight is None:
            self.draft.not_a_number(word.text, word.place(self.draft.file))
            return {}
        return {"weight": weight}

    def _name(self, word: Token, which: str, names: list[str]) -> str | None:
        """Return who a word means: a name where those stand in the data, or else a number."""
        if which in self.heading.embedded:
            return word.text
        number = number_in(word.text)
        if isinstance(number, int) and not word.is_quoted and 1 <= number <= len(names):
            return names[number - 1]
        if word.text in self.draft.nodes:
            return word.text
        self.draft.problem(
            "no-such-actor",
            message(
                "{found} is geen actor van 1 tot en met {last}, en geen naam uit de labels",
                "{found} is no actor from 1 to {last}, and no name of the labels",
                found=quoted(word.text),
                last=len(names),
            ),
            message(
                'Verbeter het nummer, of schrijf "labels embedded" boven de gegevens.',
                'Correct the number, or write "labels embedded" above the data.',
            ),
            word.place(self.draft.file),
        )
        return None
