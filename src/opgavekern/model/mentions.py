"""How texts speak of people: by name, by surname, by id; found as whole words, in linear time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

#: A run of letters and digits, an accent apart from its letter (as macOS writes it) among them;
#: ids and names are such runs with something small between them.
_RUN: Final = re.compile(r"[^\W_][^\W_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W_]*)*")
_GAP: Final = re.compile(r"[\s._'’\-–]{1,3}")
_MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE: Final = re.compile(r"(?<![\w+])(?:\+31|0031|0)(?:\s?\(0\))?(?:[\s-]?\d){9}(?!\w)")
#: A given name of fewer letters is too often another word.
_LONG: Final = 4
#: A shorter number is more often a number than someone's id.
_LONG_NUMBER: Final = 4
_END: Final = ""


def names_of(name: str) -> Iterator[str]:
    """Yield by what a text may call someone of this name: whole, surname, given name.

    >>> list(names_of("Fatima de Vries"))
    ['Fatima de Vries', 'Vries', 'Fatima']
    """
    words = name.split()
    if not words:
        return
    yield " ".join(words)
    if len(words) > 1:
        yield words[-1]
        yield from (one for one in words[:-1] if len(one) >= _LONG and one[:1].isupper())


class Mentions:
    """Whom words mean, and what to say instead."""

    def __init__(self, ids: Mapping[str, str], names: Iterable[tuple[str, str]] = ()) -> None:
        """Learn what is said of whom.

        Args:
            ids: Pseudonyms by id.
            names: Pairs of a name and a pseudonym; where one name means several people, the
                first pair counts.
        """
        self._tree: dict[str, Any] = {}
        for id, pseudonym in ids.items():
            if len(id) >= (_LONG_NUMBER if id.isdecimal() else 2):
                self._learn(id, pseudonym, in_any_case=True)
        for name, pseudonym in names:
            self._learn(name, pseudonym, in_any_case=len(_RUN.findall(name)) > 1)

    def _learn(self, words: str, pseudonym: str, *, in_any_case: bool) -> None:
        node = self._tree
        for run in _RUN.findall(words):
            node = node.setdefault(_folded(run), {})
        if node is not self._tree:
            node.setdefault(_END, (pseudonym, in_any_case))

    def replaced(self, text: str) -> str:
        """Return a text in which everyone who is meant has a pseudonym, and no one an address.

        A single word that is also a name counts only with a capital: `Groen`, and not `groen`.
        """
        without = _PHONE.sub("[…]", _MAIL.sub("[…@…]", text))
        return self._with_pseudonyms(without, in_any_case=False)

    def replaced_in_id(self, id: str) -> str:
        """Return an id in which everyone who is meant has a pseudonym."""
        return self._with_pseudonyms(id, in_any_case=True)

    def _with_pseudonyms(self, text: str, *, in_any_case: bool) -> str:
        runs = list(_RUN.finditer(text))
        said: list[str] = []
        done = place = 0
        while place < len(runs):
            last, pseudonym = self._meant(text, runs, place, in_any_case=in_any_case)
            if pseudonym:
                said += [text[done : runs[place].start()], pseudonym]
                done = runs[last].end()
                place = last
            place += 1
        return "".join([*said, text[done:]]) if said else text

    def _meant(
        self, text: str, runs: list[re.Match[str]], first: int, *, in_any_case: bool
    ) -> tuple[int, str]:
        """Return whom the longest words from a place on mean, and the last of those words."""
        node, found = self._tree, (first, "")
        for last in range(first, len(runs)):
            if last > first and not _GAP.fullmatch(text, runs[last - 1].end(), runs[last].start()):
                break
            deeper = node.get(_folded(runs[last][0]))
            if deeper is None:
                break
            node = deeper
            pseudonym, always = node.get(_END, ("", False))
            if always or in_any_case or runs[last][0][:1].isupper():
                found = (last, pseudonym) if pseudonym else found
        return found


def _folded(run: str) -> str:
    """Fold case and accents, in which people differ when they write a name."""
    if run.isascii():
        return run.casefold()
    apart = unicodedata.normalize("NFKD", run.casefold())
    return "".join(one for one in apart if not unicodedata.combining(one))
