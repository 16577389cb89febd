"""The parts of a Pajek file: each begins with a line that has an asterisk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import attrs

from opgavekern.exchange.networks.drafts import Draft
from opgavekern.exchange.networks.tokens import Token, tokens_in

#: When an actor or tie is there: `[1-3,5]`.
_WHEN: Final = re.compile(r"\[([0-9*,\s-]+)\]\s*\Z")


@attrs.frozen
class PajekSection:
    """A line that begins with `*`, and the lines up to the next.

    Attributes:
        name: Its first word, without `*`, in lower case.
        line: The rest of that line.
        number: Of that line, from 1.
        rows: The words of each line that has any; lines that begin with `%` are remarks.
        times: When what each of those lines tells of is there; empty where it does not say.
    """

    name: str
    line: str
    number: int
    rows: list[list[Token]] = attrs.field(factory=list)
    times: list[str] = attrs.field(factory=list)


def pajek_sections(draft: Draft, text: str) -> Iterator[PajekSection]:
    """Yield the parts of a file, in order."""
    current = None
    for number, line in enumerate(text.split("\n"), start=1):
        stripped = line.strip()
        if stripped.startswith("*"):
            if current is not None:
                yield current
            word, _, rest = stripped[1:].partition(" ")
            current = PajekSection(word.casefold(), rest.strip(), number)
        elif stripped and not stripped.startswith("%") and current is not None:
            when = _WHEN.search(line)
            told = line if when is None else line[: when.start()]
            if words := list(tokens_in(draft, told, number, commas=False)):
                current.rows.append(words)
                current.times.append("" if when is None else "".join(when[1].split()))
    if current is not None:
        yield current
