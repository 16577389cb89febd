"""Errors that say what, where and what to do, as parts that can be read in two languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.texts import Language, Message, Text

PathPart = str | int
Path = tuple[PathPart, ...]

_CELL: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?![0-9])")
#: After every sheet of a file.
_AT_ITS_END: Final = "\U0010ffff"


@attrs.frozen(kw_only=True, order=False)
class Location(Answer):
    """Where a value stood: a place in a text file, or a cell of a sheet.

    Attributes:
        file: Path as the user gave it, `/` between folders on every platform.
        line: Counted from 1.
        column: Counted from 1, in characters.
        length: Number of characters that the value takes on its line.
        sheet: Name of the sheet, for workbooks.
        cell: Such as `B7`, for workbooks.
        excerpt: The line as it stands in the file, for showing; never of a personal field.
    """

    file: str
    line: int | None = None
    column: int | None = None
    length: int = 1
    sheet: str | None = None
    cell: str | None = None
    excerpt: str | None = attrs.field(default=None, eq=False, repr=False)

    def __str__(self) -> str:
        if self.sheet is not None:
            cell = f"!{self.cell}" if self.cell else ""
            return f"{self.file}[{self.sheet}]{cell}"
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part)

    @property
    def sort_key(self) -> tuple[str, str, int, int, str]:
        """Order of reading: by file, sheet, line, column; of a cell those of its sheet."""
        line, column = self.line or 0, self.column or 0
        if self.cell is not None and (found := _CELL.match(self.cell)):
            line, column = int(found[2]), _number_of(found[1])
        return (self.file, self.sheet or "", line, column, self.cell or "")


def _number_of(letters: str) -> int:
    """Return which column has these letters, `A` the first."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


@attrs.frozen(kw_only=True)
class Problem(Answer):
    """Something in the input that cannot be read, and what to do about it.

    Attributes:
        code: Stable name of the sort of problem, such as `unknown-field`.
        message: What is wrong.
        remedy: What to do; None only where the message already says it.
        location: Where, if the input came from a file.
        related: Other places that have a part in it, such as the first of two equal ids.
        kind: Kind of record (`issue`), if it is about one.
        id: The record's id, if it has one that could be read.
        path: Where in the record, field names and list indexes.
        count: How many it stands for; more than one only where not each is worked out.
    """

    code: str
    message: Message
    remedy: Message | None = None
    location: Location | None = None
    related: tuple[Location, ...] = ()
    kind: str | None = None
    id: str | None = None
    path: Path = ()
    count: int = 1

    @property
    def pointer(self) -> str:
        """JSON pointer (RFC 6901) into the record, empty for the record itself."""
        parts = (str(part).replace("~", "~0").replace("/", "~1") for part in self.path)
        return "".join(f"/{part}" for part in parts)

    @property
    def sort_key(self) -> tuple[object, ...]:
        """By place, and without a place by record and path; what stands for more comes last."""
        place = self.location.sort_key if self.location else ("", "", 0, 0, "")
        if self.count > 1:
            place = (place[0], _AT_ITS_END, *place[2:])
        return (*place, self.kind or "", self.id or "", self.pointer, self.code)

    def text(self, language: Language = "en") -> str:
        """Return place, message, excerpt and remedy, on as many lines as that takes."""
        where = str(self.location) if self.location else self._record()
        lines = [
            f"{where}: {self.message.text(language)}" if where else self.message.text(language)
        ]
        if self.location and self.location.excerpt is not None and self.location.line:
            number = f"{self.location.line:>6} | "
            lines.append(number + self.location.excerpt)
            if self.location.column:
                marks = "^" * max(1, self.location.length)
                lines.append(
                    " " * (len(number) - 2) + "| " + " " * (self.location.column - 1) + marks
                )
        also = {"nl": "Zie ook", "en": "See also"}[language]
        lines += [f"  {also}: {place}" for place in self.related]
        if self.remedy is not None:
            lines.append("  " + self.remedy.text(language))
        return "\n".join(lines)

    def _record(self) -> str:
        return " ".join(part for part in (self.kind, self.id, self.pointer) if part)

    def __str__(self) -> str:
        return self.text("en")


@attrs.frozen(kw_only=True)
class Notice(Answer):
    """Something about input that was read all the same, which people should know.

    Attributes:
        code: Stable name of the sort of notice, such as `read-as-cp1252`.
        message: What was done with the input.
        remedy: What to do if that is not what was meant.
        location: Where.
    """

    code: str
    message: Message
    remedy: Message
    location: Location

    @property
    def sort_key(self) -> tuple[object, ...]:
        """By place."""
        return (*self.location.sort_key, self.code)

    def text(self, language: Language = "en") -> str:
        """Return place, message and remedy, on two lines."""
        said = f"{self.location}: {self.message.text(language)}"
        return f"{said}\n  {self.remedy.text(language)}"

    def __str__(self) -> str:
        return self.text("en")


class OpgavekernError(Exception):
    """Root of every error that this library raises on purpose.

    Attributes:
        message: What is wrong, in both languages.
        language: The language of the dossier that it is about, known even where nothing else of
            the dossier could be read; None where it is not.
    """

    def __init__(self, said: Message) -> None:
        super().__init__(said)
        self.message = said
        self.language: Language | None = None

    def text(self, language: Language = "en") -> str:
        """Return the whole message in `language`."""
        return self.message.text(language)

    def __str__(self) -> str:
        return self.text("en")


class BadValueError(OpgavekernError, ValueError):
    """A single value that cannot be what it should be.

    Attributes:
        code: Becomes the code of the `Problem` that reports it.
        remedy: What to do about it.
        field: The field of the class that refused it, where the class itself did.
    """

    def __init__(
        self,
        said: Message,
        *,
        code: str = "bad-value",
        remedy: Message | None = None,
        field: str = "",
    ) -> None:
        super().__init__(said)
        self.code = code
        self.remedy = remedy
        self.field = field

    def __reduce__(self) -> tuple[object, ...]:
        parts = (self.message, self.code, self.remedy, self.field)
        return (_bad_value, parts, {"language": self.language})


def _bad_value(said: Message, code: str, remedy: Message | None, field: str) -> BadValueError:
    return BadValueError(said, code=code, remedy=remedy, field=field)


class DossierError(OpgavekernError):
    """A dossier that cannot be read; all problems of all files at once.

    Attributes:
        problems: In order of file, line and column.
        notices: What people should know of files that could be read all the same; it may be why
            others refer to what is not there.
    """

    #: How many problems `str()` shows; `problems` has them all.
    SHOWN: Final = 100

    def __init__(
        self,
        problems: Iterable[Problem],
        *,
        language: Language | None = None,
        notices: Iterable[Notice] = (),
    ) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.sort_key))
        self.notices = tuple(notices)
        super().__init__(
            Message(
                Text(
                    nl="Het dossier is niet te lezen; aantal problemen: {count}.",
                    en="The dossier cannot be read; number of problems: {count}.",
                ),
                {"count": sum(one.count for one in self.problems)},
            )
        )
        self.language = language

    def __reduce__(self) -> tuple[object, ...]:
        return (
            type(self),
            (self.problems,),
            {"language": self.language, "notices": self.notices},
        )

    def text(self, language: Language = "en") -> str:
        """Return the problems one after another, then their number.

        Each that is not shown counts for as many as it stands for.
        """
        shown = [problem.text(language) for problem in self.problems[: self.SHOWN]]
        more = sum(one.count for one in self.problems[self.SHOWN :])
        if more:
            shown.append({"nl": f"… en nog {more}.", "en": f"… and {more} more."}[language])
        return "\n".join([*shown, self.message.text(language)])


class MissingExtraError(OpgavekernError, ImportError):
    """An optional package is needed and not installed; says the command that installs it."""

    def __init__(self, package: str, extra: str) -> None:
        self.package = package
        self.extra = extra
        said = Message(
            Text(
                nl='Hiervoor is {package} nodig. Installeer: pip install "opgavekern[{extra}]"',
                en='This needs {package}. Install it: pip install "opgavekern[{extra}]"',
            ),
            {"package": package, "extra": extra},
        )
        super().__init__(said)

    def __reduce__(self) -> tuple[object, ...]:
        return (type(self), (self.package, self.extra), {"language": self.language})


class PluginError(OpgavekernError):
    """A plugin that cannot be activated.

    Attributes:
        plugin: Its name, as far as known.
        distribution: Name and version of what installed it; empty for a plain object.
        hook: The hook that is wrong; empty where it is the plugin as a whole.
        beside: Name of the plugin that it contradicts, where neither of the two can be chosen;
            empty where it is wrong by itself.
    """

    def __init__(
        self,
        said: Message,
        *,
        plugin: str = "",
        distribution: str = "",
        hook: str = "",
        beside: str = "",
    ) -> None:
        super().__init__(said)
        self.plugin = plugin
        self.distribution = distribution
        self.hook = hook
        self.beside = beside

    def __reduce__(self) -> tuple[object, ...]:
        parts = (self.message, self.plugin, self.distribution, self.hook, self.beside)
        return (_plugin_error, parts, {"language": self.language})

    def text(self, language: Language = "en") -> str:
        """Return who is wrong, and what."""
        who = " ".join(part for part in (self.plugin, self.distribution, self.hook) if part)
        return f"{who}: {self.message.text(language)}" if who else self.message.text(language)


def _plugin_error(
    said: Message, plugin: str, distribution: str, hook: str, beside: str
) -> PluginError:
    return PluginError(said, plugin=plugin, distribution=distribution, hook=hook, beside=beside)
