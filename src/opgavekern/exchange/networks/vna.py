"""NetDraw's VNA: node data, and tie data with a column for each relation."""

from __future__ import annotations

from typing import Any, Final

from opgavekern.base.errors import Location
from opgavekern.base.texts import message
from opgavekern.exchange.networks.drafts import Draft
from opgavekern.exchange.networks.numbers import is_missing, number_in, typed
from opgavekern.exchange.networks.tokens import Token, tokens_in
from opgavekern.exchange.networks.truths import tie_in, truth_in
from opgavekern.network.foundation.snapshots import MODE

_NODES: Final = "node data"
_TIES: Final = "tie data"


def read_vna(draft: Draft, text: str) -> None:
    """Take a VNA file into a draft; how NetDraw draws things is passed by.

    Each column of tie data behind the two ends is a relation, whose values are strengths; zero is
    no tie. One column is one relation. A column without any number is an attribute of the ties.
    """
    sections = _sections(draft, text)
    if _TIES not in sections:
        draft.problem(
            "not-vna",
            message("hier staat geen *Tie data", "there is no *Tie data here"),
            message(
                "Een VNA-bestand heeft *Node data en *Tie data.",
                "A VNA file has *Node data and *Tie data.",
            ),
            Location(file=draft.file, line=1),
        )
        return
    _nodes(draft, sections.get(_NODES, []))
    _ties(draft, sections[_TIES])


def _sections(draft: Draft, text: str) -> dict[str, list[list[Token]]]:
    found: dict[str, list[list[Token]]] = {}
    current: list[list[Token]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        stripped = line.strip()
        if stripped.startswith("*"):
            current = found.setdefault(" ".join(stripped[1:].casefold().split()), [])
        elif words := list(tokens_in(draft, line, number)):
            current.append(words)
    return found


def _nodes(draft: Draft, rows: list[list[Token]]) -> None:
    if not rows:
        return
    header, *rows = rows
    columns: dict[str, dict[str, Any]] = {one.text: {} for one in header[1:]}
    if len(columns) < len(header) - 1:
        _twice_named(draft, header[0])
        return
    for row in rows:
        if _is_ragged(draft, row, header):
            continue
        if row[0].text in draft.nodes:
            draft.duplicate(row[0].text, row[0].place(draft.file))
        draft.add_node(row[0].text)
        for name, word in zip(columns, row[1:], strict=True):
            if not is_missing(word.text):
                columns[name][row[0].text] = word.text
    if {"asked", "answered"} <= columns.keys():
        asked, answered = (
            {actor for actor, cell in columns.pop(role).items() if truth_in(cell)}
            for role in ("asked", "answered")
        )
        draft.asked, draft.answered = asked, asked & answered
    for name, cells in columns.items():
        for actor, value in typed(cells).items():
            draft.nodes[actor][name] = value
    draft.is_directed = not all(MODE in one for one in draft.nodes.values())


def _ties(draft: Draft, rows: list[list[Token]]) -> None:
    if not rows:
        return
    header, *rows = rows
    whole = [row for row in rows if not _is_ragged(draft, row, header)]
    texts = {at: header[at].text for at in range(2, len(header)) if _is_text(header, whole, at)}
    kinds = {at: header[at].text for at in range(2, len(header)) if at not in texts}
    is_weighted = any(number_in(row[at].text) not in {0, 1} for row in whole for at in kinds)
    for row in whole:
        start, end = row[0].text, row[1].text
        said = {name: row[at].text for at, name in texts.items() if not is_missing(row[at].text)}
        if not kinds:
            draft.add_tie(start, end, **said)
        for at, kind in kinds.items():
            weight = number_in(row[at].text)
            if weight is None:
                draft.not_a_number(row[at].text, row[at].place(draft.file))
            elif weight:
                told = {"weight": weight} if is_weighted else {}
                draft.add_tie(start, end, kind if len(kinds) > 1 else "", **told, **said)
            else:
                draft.add_node(start)
                draft.add_node(end)


def _is_text(header: list[Token], rows: list[list[Token]], at: int) -> bool:
    """Tell whether a column says something of ties in words: without a number, and not yes or no.

    What is called `weight` or `kind` has a meaning of its own.
    """
    words = [row[at].text for row in rows if not is_missing(row[at].text)]
    return (
        header[at].text.casefold() not in {"weight", "kind"}
        and all(number_in(one) is None for one in words)
        and any(tie_in(one) is None for one in words)
    )


def _twice_named(draft: Draft, header: Token) -> None:
    draft.problem(
        "duplicate-column",
        message("twee kolommen heten hetzelfde", "two columns have the same name"),
        message("Geef elke kolom een eigen naam.", "Give each column a name of its own."),
        header.place(draft.file),
    )


def _is_ragged(draft: Draft, row: list[Token], header: list[Token]) -> bool:
    if len(row) == len(header) and (len(row) > 1 or header[0].text.casefold() != "from"):
        return False
    draft.problem(
        "ragged-row",
        message(
            "deze rij heeft {found} waarden; de kop heeft er {width}",
            "this row has {found} values; the header has {width}",
            found=len(row),
            width=len(header),
        ),
        message(
            "Vul de rij aan; zet een naam met spaties tussen aanhalingstekens.",
            "Complete the row; put a name with spaces in quotes.",
        ),
        row[0].place(draft.file),
    )
    return True
