"""Lists of DL: what can be wrong with a line, and those that begin with how many follow."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from opgavekern.base.errors import Location
from opgavekern.base.texts import message
from opgavekern.exchange.networks.drafts import Draft
from opgavekern.exchange.networks.numbers import number_in
from opgavekern.exchange.networks.tokens import Token


def rows_counted(draft: Draft, lines: Iterator[list[Token]], actors: int) -> Iterator[list[Token]]:
    """Yield the lines of `nodelist1b` as those of `nodelist1`: with the row in place of the count.

    Each line is the next row, and begins with how many columns follow; none may be skipped.
    """
    row, place = 0, Location(file=draft.file)
    for words in lines:
        place = words[0].place(draft.file)
        if words[0].text == "!":
            _tell_rows(draft, row, actors, place)
            row = 0
            yield words
            continue
        row += 1
        if number_in(words[0].text) != len(words) - 1:
            draft.problem(
                "wrong-count",
                message(
                    "achter het eerste getal staan er {found}",
                    "behind the first number there are {found}",
                    found=len(words) - 1,
                ),
                message(
                    "Begin elke regel met hoeveel nummers van actoren volgen, 0 voor geen.",
                    "Begin each line with how many numbers of actors follow, 0 for none.",
                ),
                place,
            )
        elif row <= actors:
            yield [attrs.evolve(words[0], text=str(row), is_quoted=False), *words[1:]]
    _tell_rows(draft, row, actors, place)


def _tell_rows(draft: Draft, found: int, actors: int, place: Location) -> None:
    """Take note where there are not as many lines as rows."""
    if found != actors:
        draft.problem(
            "wrong-count",
            message(
                "er staan {found} regels voor {actors} actoren",
                "there are {found} lines for {actors} actors",
                found=found,
                actors=actors,
            ),
            message(
                "Schrijf een regel voor elke actor, ook een 0 voor wie niemand noemt.",
                "Write a line for each actor, also a 0 for one who names nobody.",
            ),
            place,
        )


def no_end(draft: Draft, word: Token) -> None:
    """Take note of a tie with one end."""
    draft.problem(
        "no-such-actor",
        message("deze relatie heeft geen einde", "this tie has no end"),
        message("Zet er twee actoren.", "Put two actors there."),
        word.place(draft.file),
    )


def beyond_a_tie(draft: Draft, word: Token) -> None:
    """Take note of more than two ends and a value."""
    draft.problem(
        "too-many-values",
        message(
            "na twee actoren en een waarde staat hier nog meer",
            "after two actors and a value there is more here",
        ),
        message(
            "Schrijf decimalen met een punt, een naam met spaties tussen aanhalingstekens, en "
            "elke relatie op een eigen regel.",
            "Write decimals with a point, a name with spaces in quotes, and each tie on a line "
            "of its own.",
        ),
        word.place(draft.file),
    )
