"""How texts speak of people: by name, by surname, by id; found as whole words, in linear time.

A name is a name wherever it stands. An id is not: `wonen` may be someone's id, and is a word that
every other text needs. So an id counts

- as itself, where no word looks like it: it has a digit, a capital inside, no vowel, or parts
  (`p-07`, `JSmit`, `mk`, `wethouder-wonen`);
- with blanks between its parts, where it is capitalised as a name is: `Jan Smit` for `jan-smit`,
  unless those words are the function of whom it means;
- where it is an ordinary word, only when marked as an id: `person:wonen`, between backticks, or
  after someone's function as our own messages say it, `adviser (wonen)`.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

import attrs

#: A run of letters and digits, an accent apart from its letter (as macOS writes it) among them;
#: ids and names are such runs with something small between them.
_RUN: Final = re.compile(r"[^\W_][^\W_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W_]*)*")
_GAP: Final = re.compile(r"[\s._'’\-–]{1,3}")
#: What stands between the parts of an id, and what of a name that was made an id.
_JOINT: Final = re.compile(r"[._\-–]")
_BLANK: Final = re.compile(r"\s")
_MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE: Final = re.compile(r"(?<![\w+])(?:\+31|0031|0)(?:\s?\(0\))?(?:[\s-]?\d){9}(?!\w)")
#: References as files and messages write them, and what encloses an id in a sentence.
_PREFIX: Final = re.compile(r"(?:person|persoon|stakeholder|belanghebbende):\Z", re.IGNORECASE)
_LONGEST_PREFIX: Final = len("belanghebbende:")
_GOES_ON: Final = re.compile(r"[._\-–]?\w")
_VOWELS: Final = frozenset("aeiouy")
#: A given name of fewer letters is too often another word.
_LONG: Final = 4
#: A shorter number is more often a number than someone's id.
_LONG_NUMBER: Final = 4
_ID: Final = ""
_NAME: Final = " "


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


@attrs.frozen
class _Id:
    """Someone's id, and how it must be written to be one.

    Attributes:
        id: The id.
        pseudonym: What to say instead.
        function: What the person is.
    """

    id: str
    pseudonym: str
    function: str
    is_word: bool = attrs.field(init=False)
    is_function: bool = attrs.field(init=False)

    @is_word.default
    def _is_word(self) -> bool:
        return is_word(self.id)

    @is_function.default
    def _is_function(self) -> bool:
        return says(self.function, self.id)

    def is_meant(self, text: str, runs: list[re.Match[str]], *, in_function: bool) -> bool:
        """Tell whether runs that spell the id mean it, where they stand in a text."""
        gaps = [text[one.end() : after.start()] for one, after in itertools.pairwise(runs)]
        if all(map(_JOINT.fullmatch, gaps)):
            is_plain = not self.is_word and not in_function
            return is_plain or self._is_marked(text, runs[0].start(), runs[-1].end())
        is_name = not (self.is_function or in_function) and all(map(_BLANK.fullmatch, gaps))
        return is_name and runs[0][0][0].isupper() and runs[-1][0][0].isupper()

    def _is_marked(self, text: str, start: int, end: int) -> bool:
        """Tell whether what stands there is an id by what stands around it."""
        if text[start:end] != self.id:
            return False
        around = text[start - 1 : start] + text[end : end + 1]
        if around == "()":
            said = text[max(0, start - 2 - len(self.function)) : start - 1].strip()
            return not self.is_word or (said == self.function != "")
        before = text[max(0, start - _LONGEST_PREFIX) : start]
        is_reference = _PREFIX.search(before) and not _GOES_ON.match(text, end)
        return around == "``" or bool(is_reference)


class Mentions:
    """Whom words mean, and what to say instead."""

    def __init__(
        self,
        ids: Mapping[str, str],
        names: Iterable[tuple[str, str]] = (),
        functions: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Learn what is said of whom.

        Args:
            ids: Pseudonyms by id.
            names: Pairs of a name and a pseudonym; where one name means several people, the
                first pair counts.
            functions: What someone is, by id.
        """
        self._tree: dict[str, Any] = {}
        self._words = {id: pseudonym for id, pseudonym in ids.items() if is_word(id)}
        for id, pseudonym in ids.items():
            if len(id) >= (_LONG_NUMBER if id.isdecimal() else 2):
                self._learn(id, _ID, _Id(id, pseudonym, functions.get(id, "")))
        for name, pseudonym in names:
            self._learn(name, _NAME, (pseudonym, len(_RUN.findall(name)) > 1))

    def _learn(self, words: str, by: str, meaning: Any) -> None:
        node = self._tree
        for run in _runs(words):
            node = node.setdefault(run, {})
        if node is not self._tree:
            node.setdefault(by, meaning)

    def replaced(self, text: str) -> str:
        """Return a text in which everyone who is meant has a pseudonym, and no one an address.

        A single word that is also a name counts only with a capital: `Groen`, and not `groen`.
        """
        return self._with_pseudonyms(_without_addresses(text))

    def replaced_in_function(self, function: str) -> str:
        """Return what someone is, in which only names and marked ids mean a person."""
        return self._with_pseudonyms(_without_addresses(function), in_function=True)

    def replaced_in_id(self, id: str) -> str:
        """Return an id in which everyone who is meant has a pseudonym."""
        return self._with_pseudonyms(id, in_any_case=True)

    def replaced_in_value(self, value: str) -> str:
        """Return a value of a field that may hold text, or an id and nothing else."""
        return self._words.get(value) or self.replaced(value)

    def _with_pseudonyms(
        self, text: str, *, in_any_case: bool = False, in_function: bool = False
    ) -> str:
        runs = list(_RUN.finditer(text))
        said: list[str] = []
        done = place = 0
        while place < len(runs):
            last, pseudonym = place, ""
            for end, node in self._spelt(text, runs, place):
                spelling = runs[place : end + 1]
                id: _Id | None = node.get(_ID)
                name, always = node.get(_NAME, ("", False))
                if id and id.is_meant(text, spelling, in_function=in_function):
                    last, pseudonym = end, id.pseudonym
                elif name and (always or in_any_case or spelling[-1][0][:1].isupper()):
                    last, pseudonym = end, name
            if pseudonym:
                said += [text[done : runs[place].start()], pseudonym]
                done = runs[last].end()
            place = last + 1
        return "".join([*said, text[done:]]) if said else text

    def _spelt(
        self, text: str, runs: list[re.Match[str]], first: int
    ) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield what the words from a place on spell, shortest first, and the last word of each."""
        node = self._tree
        for last in range(first, len(runs)):
            if last > first and not _GAP.fullmatch(text, runs[last - 1].end(), runs[last].start()):
                return
            deeper = node.get(_folded(runs[last][0]))
            if deeper is None:
                return
            node = deeper
            yield last, node


def is_word(id: str) -> bool:
    """Tell whether an id reads as an ordinary word, so that a text may hold it by chance.

    >>> [one for one in ("wonen", "Wonen", "mk", "JSmit", "p07", "jan-smit") if is_word(one)]
    ['wonen', 'Wonen']
    """
    return id.isalpha() and id[1:] == id[1:].lower() and not _VOWELS.isdisjoint(_folded(id))


def says(text: str, words: str) -> bool:
    """Tell whether a text says some words one after the other, whatever stands between.

    >>> says("wethouder wonen en wijken", "wethouder-wonen")
    True
    """
    return f" {' '.join(_runs(words))} " in f" {' '.join(_runs(text))} "


def _runs(words: str) -> list[str]:
    return [_folded(run) for run in _RUN.findall(words)]


def _without_addresses(text: str) -> str:
    return _PHONE.sub("[…]", _MAIL.sub("[…@…]", text))


def _folded(run: str) -> str:
    """Fold case and accents, in which people differ when they write a name."""
    if run.isascii():
        return run.casefold()
    apart = unicodedata.normalize("NFKD", run.casefold())
    return "".join(one for one in apart if not unicodedata.combining(one))
