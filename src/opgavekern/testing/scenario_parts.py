"""The part `scenario` of a scenario's file: what is expected, and where it stands in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.errors import Location, Problem
from opgavekern.base.labels import folded
from opgavekern.base.near import did_you_mean, one_of
from opgavekern.base.running import Limits
from opgavekern.base.texts import Language, Message, Text, message, quoted
from opgavekern.files.refusals import Refusal
from opgavekern.files.trees import Key, Node, Placed, lines_of, location
from opgavekern.files.yaml_trees import yaml_tree
from opgavekern.model import UnknownKindError, kind_called

_PART: Final = "scenario"
#: Keys of the part and of what it expects, by what people may type: either language.
_KEYS: Final[Mapping[str, str]] = {
    "only": "only",
    "alleen": "only",
    "expected": "expected",
    "verwacht": "expected",
}
_EXPECTED_KEYS: Final[Mapping[str, str]] = {
    "code": "code",
    "subject": "subject",
    "onderwerp": "subject",
    "says": "says",
    "zegt": "says",
}


@attrs.frozen(kw_only=True)
class Expected(Answer):
    """A finding, as a scenario writes it down.

    Attributes:
        code: Code of the rule.
        subject: Kind and id of the record that it is about, as people say them: `issue oost`.
        says: The finding's words; empty in a scenario that leaves them open.
    """

    code: str
    subject: str
    says: str = ""

    def fits(self, found: Expected) -> bool:
        """Tell whether this is the finding that was found; without words any will do."""
        same = self.code == found.code and _record(self.subject) == _record(found.subject)
        return same and (not self.says or _words(self.says) == _words(found.says))

    def plain(self, language: Language) -> dict[str, Any]:
        """Return it as it is written down."""
        subject, says = ("onderwerp", "zegt") if language == "nl" else ("subject", "says")
        return {"code": self.code, subject: self.subject, says: self.says}

    def __str__(self) -> str:
        return "  ".join(one for one in (self.code, self.subject, self.says) if one)


def _record(subject: str) -> tuple[str, str]:
    """Return kind and id of what was typed as `opgave oost`, `issue oost` or `issue:oost`."""
    kind, _, id = subject.strip().replace(":", " ", 1).rpartition(" ")
    try:
        return kind_called(kind).name, id.strip()
    except UnknownKindError:
        return kind, id.strip()


def _words(said: str) -> str:
    return " ".join(said.split())


@attrs.frozen(kw_only=True)
class Part:
    """The part of the file that is about expecting.

    Attributes:
        only: Codes and namespaces that it is about; empty for every rule.
        expected: The findings that it expects.
        first: Its first line, from 0; the end of the file where it is not there.
        last: The line after its last.
        of_expected: Likewise first and last of what it expects; None where that is not there.
    """

    only: tuple[str, ...] = ()
    expected: tuple[Expected, ...] = ()
    first: int
    last: int
    of_expected: tuple[int, int] | None = None

    def is_about(self, code: str) -> bool:
        """Tell whether a rule counts here."""
        return not self.only or code in self.only or code.partition("-")[0] in self.only

    def without(self, text: str) -> str:
        """Return the file without this part; every other line keeps its number."""
        lines = text.splitlines(keepends=True)
        return "".join(
            "\n" if self.first <= number < self.last else line for number, line in enumerate(lines)
        )

    def rewritten(self, text: str, key: str, block: str) -> str:
        """Return the file with a block, which begins with `key`, for what is expected."""
        lines = text.splitlines(keepends=True)
        if lines and not lines[-1].endswith("\n"):
            lines[-1] += "\n"
        if self.first == len(lines):
            return "".join([*lines, "\n", f"{_PART}:\n", block])
        start, end = self.of_expected or (self.last, self.last)
        return "".join([*lines[:start], block, *lines[end:]])


def split(text: str, file: str, limits: Limits) -> Part:
    """Find and read the part in the text of a scenario.

    Raises:
        Refusal: It is no YAML, or says something that a scenario cannot; says where.
    """
    root, snags = yaml_tree(text, limits)
    placed = Placed(root, lines_of(text))
    if snags or root is None or root.keys is None:
        # What is wrong with the text as a whole is told by who reads it as a dossier.
        return Part(first=len(text.splitlines()), last=len(text.splitlines()))
    total = len(text.splitlines())
    if _PART not in root.keys:
        return Part(first=total, last=total)
    return _Reading(placed, file, total).part(root)


@attrs.frozen
class _Reading:
    placed: Placed
    file: str
    total: int

    def part(self, root: Node) -> Part:
        keys = root.keys or {}
        key, node = keys[_PART]
        first, last = key.line - 1, self._end(keys, key, self.total)
        if node.keys is None and node.items is None and not node.value:
            return Part(first=first, last=last)
        if node.keys is None:
            raise self._refusal(node, _NO_PART)
        only: tuple[str, ...] = ()
        expected: tuple[Expected, ...] = ()
        of_expected = None
        for name, (where, inner) in node.keys.items():
            meaning = self._known(name, where, _KEYS)
            if meaning == "only":
                only = tuple(self._texts(inner))
            else:
                expected = tuple(self._expected(inner))
                of_expected = (where.line - 1, self._end(node.keys, where, last))
        return Part(only=only, expected=expected, first=first, last=last, of_expected=of_expected)

    def _end(self, keys: Mapping[str, tuple[Key, Node]], key: Key, end: int) -> int:
        """Return the line after what stands under a key; comments above the next are the next's."""
        after = min((one.line - 1 for one, _ in keys.values() if one.line > key.line), default=end)
        while after > key.line and _is_remark(self.placed.lines[after - 1], key.column):
            after -= 1
        return after

    def _known(self, name: str, where: Key, known: Mapping[str, str]) -> str:
        meaning = known.get(folded(name))
        if meaning is None:
            said = message(
                "{found} kent een scenario niet", "a scenario has no {found}", found=quoted(name)
            )
            remedy = did_you_mean(name, known) or one_of(known, word=name)
            raise self._refusal(where, said, remedy=remedy, code="unknown-field")
        return meaning

    def _texts(self, node: Node) -> Iterator[str]:
        for one in node.items if node.items is not None else [node]:
            if not isinstance(one.value, str):
                raise self._refusal(one, _NO_CODE)
            yield one.value

    def _expected(self, node: Node) -> Iterator[Expected]:
        if node.items is None:
            if node.keys is None and not node.value:
                return
            raise self._refusal(node, _NO_LIST)
        for one in node.items:
            if one.keys is None:
                raise self._refusal(one, _NO_FINDING)
            said: dict[str, str] = {}
            for name, (where, value) in one.keys.items():
                if (
                    not isinstance(value.value, str | None)
                    or value.items is not None
                    or value.keys is not None
                ):
                    raise self._refusal(value, _NO_TEXT)
                said[self._known(name, where, _EXPECTED_KEYS)] = value.value or ""
            if not (said.get("code") and said.get("subject")):
                raise self._refusal(one, _NO_FINDING)
            yield Expected(**said)

    def _refusal(
        self,
        spot: Node | Key,
        said: Message,
        *,
        remedy: Message | None = None,
        code: str = "not-a-scenario",
    ) -> Refusal:
        place: Location = location(self.placed, spot, self.file)
        return Refusal(Problem(code=code, message=said, remedy=remedy or _AS_THIS, location=place))


def _is_remark(line: str, column: int) -> bool:
    """Tell whether a line is empty, or a comment that stands no deeper than a key."""
    words = line.strip()
    return not words or bool(
        words.startswith("#") and len(re.match(" *", line)[0]) < column  # type: ignore[index] # always matches
    )


_AS_THIS: Final = message(
    "Schrijf bijvoorbeeld: verwacht: [{example}]",
    "Write for example: expected: [{example}]",
    example=Text(
        nl="{code: MIL-001, onderwerp: opgave oost}", en="{code: MIL-001, subject: issue oost}"
    ),
)
_NO_PART: Final = message(
    "dit zegt niet wat er verwacht wordt", "this does not say what is expected"
)
_NO_LIST: Final = message("dit is geen lijst van bevindingen", "this is not a list of findings")
_NO_FINDING: Final = message(
    "dit is geen bevinding met code en onderwerp", "this is no finding with a code and a subject"
)
_NO_TEXT: Final = message("dit is geen tekst", "this is not text")
_NO_CODE: Final = message("dit is geen code van een regel", "this is no code of a rule")
