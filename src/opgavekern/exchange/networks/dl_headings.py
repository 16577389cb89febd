"""What stands before the data of a DL file: sizes, format, labels."""

from __future__ import annotations

import itertools
import re
from typing import Final

import attrs

from opgavekern.exchange.networks.drafts import Draft
from opgavekern.exchange.networks.tokens import Token, tokens_in

#: Each begins at the beginning of a word and never goes back, so that no line takes long.
_SETTING: Final = re.compile(r'\b([A-Za-z]++)\s*+=\s*+("[^"]*"|[^\s,;]+)')
_LABELS: Final = re.compile(
    r"(?:\b(?P<which>rows?|cols?|columns?|matrix|level)\s++)?\blabels?+\s*+:", re.IGNORECASE
)
_EMBEDDED: Final = re.compile(
    r"(?:\b(?P<which>row|col|column)\s++)?\blabels?+\s++embedded\s*+:?", re.IGNORECASE
)
#: Written so as well as with an equals sign.
_DIAGONAL: Final = re.compile(r"\bdiagonal\s++(absent|present)\b", re.IGNORECASE)
_QUOTED: Final = re.compile(r'"[^"]*"')
_FIRST: Final = re.compile(r"^\s*dl\b", re.IGNORECASE)
DATA: Final = re.compile(r"\bdata\s*+:", re.IGNORECASE)


@attrs.define
class DLHeading:
    """What stands before the data.

    Attributes:
        settings: Each as it was set, with the line.
        labels: Of `row`, `col` and `matrix`, a line each; labels of both under `row` and `col`.
        embedded: Of which names stand in the data: `row`, `col` or both.
        first: The line on which data begin, from 1; None where there are none.
    """

    settings: dict[str, tuple[str, int]] = attrs.field(factory=dict)
    labels: dict[str, list[list[Token]]] = attrs.field(factory=dict)
    embedded: set[str] = attrs.field(factory=set)
    first: int | None = None

    def said(self, name: str) -> str:
        """Return a setting in lower case; empty where it was not set."""
        return self.settings.get(name, ("", 0))[0].casefold()

    def names(self, which: str, size: int) -> list[Token]:
        """Return labels: words, or whole lines where there are as many lines as names are due."""
        lines = self.labels.get(which, [])
        words = list(itertools.chain.from_iterable(lines))
        if len(words) == size or len(lines) != size:
            return words
        return [attrs.evolve(one[0], text=" ".join(word.text for word in one)) for one in lines]


def dl_heading(draft: Draft, lines: list[str]) -> DLHeading:
    """Read what stands before the data; the line with `data:` keeps what stands behind it."""
    found, section = DLHeading(), ""
    for number, line in enumerate(lines, start=1):
        rest = _FIRST.sub(_blank, line) if number == 1 else line
        data = DATA.search(masked(rest))
        if data is not None:
            found.first = number
            rest = rest[: data.start()]
        if embedded := _EMBEDDED.search(masked(rest)):
            which = (embedded["which"] or "both").casefold()[:3]
            found.embedded |= {"row", "col"} if which == "bot" else {which}
            section = ""
            rest = rest[: embedded.start()] + _blank(embedded) + rest[embedded.end() :]
        if label := _LABELS.search(masked(rest)):
            which = (label["which"] or "both").casefold()
            section = which[:3] if which[:3] in {"row", "col"} else which
            section = "matrix" if section == "level" else section
            before, rest = rest[: label.start()], " " * label.end() + rest[label.end() :]
            _settings(found, before, number)
        if section:
            names = list(tokens_in(draft, rest, number))
            for one in ("row", "col") if section == "both" else (section,):
                found.labels.setdefault(one, []).extend([names] if names else [])
        else:
            _settings(found, rest, number)
        if data is not None:
            return found
    return found


def _blank(found: re.Match[str]) -> str:
    """Return as many spaces, so that what stands behind keeps its place."""
    return " " * len(found[0])


def masked(line: str) -> str:
    """Return a line of the same length in which names between quotes say nothing."""
    return _QUOTED.sub(lambda found: "_" * len(found[0]), line)


def _settings(found: DLHeading, text: str, number: int) -> None:
    if diagonal := _DIAGONAL.search(masked(text)):
        found.settings["diagonal"] = (diagonal[1], number)
    for name, value in _SETTING.findall(text):
        found.settings[name.casefold()] = (value.strip('"'), number)
