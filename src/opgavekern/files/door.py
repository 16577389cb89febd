"""The one door through which bytes of files come in: nothing else here opens a file."""

from __future__ import annotations

import os
import stat
from pathlib import Path, PurePath
from typing import Final

import attrs

from opgavekern.base.errors import Location, Notice, Problem
from opgavekern.base.near import did_you_mean
from opgavekern.base.running import Limits
from opgavekern.base.texts import message
from opgavekern.files.refusals import Refusal, refusal

#: Endings of the files that hold data, in the order in which remedies name them.
ENDINGS: Final = (".yaml", ".yml", ".json", ".csv", ".xlsx", ".geojson")
_WORKBOOKS: Final = frozenset({".xlsx"})
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


def shown(path: str | os.PathLike[str]) -> str:
    """Return a path as the user gave it, with `/` between folders."""
    return PurePath(path).as_posix()


@attrs.frozen
class Door:
    """The place that was asked for, and what may come out of it.

    Attributes:
        root: The folder or file that the user named.
        limits: How much is accepted.
    """

    root: Path
    limits: Limits

    def is_folder(self) -> bool:
        """Tell whether the user named a folder.

        Raises:
            Refusal: There is nothing there, or it cannot be looked at.
        """
        try:
            mode = self.root.stat().st_mode
        except (OSError, ValueError):
            raise self._absent() from None
        if stat.S_ISDIR(mode):
            return True
        if stat.S_ISREG(mode):
            return False
        raise no_file(shown(self.root))

    def around(self) -> list[tuple[str, bool]]:
        """Return the names beside what the user named, each with whether it is a folder.

        Only to suggest something: nothing of it is read, and what cannot be listed is empty.
        """
        try:
            with os.scandir(self.root.absolute().parent) as found:
                return sorted((one.name, one.is_dir()) for one in found)
        except (OSError, ValueError):
            return []

    def _absent(self) -> Refusal:
        siblings = [name for name, _ in self.around()]
        remedy = did_you_mean(self.root.name, siblings) or message(
            "Controleer het pad.", "Check the path."
        )
        said = message("dit bestand of deze map is er niet", "there is no such file or folder")
        return refusal("no-such-file", said, remedy, shown(self.root))

    def entries(self, *parts: str) -> list[tuple[str, bool]]:
        """Return the names in a folder in order, each with whether it is a folder itself.

        Raises:
            Refusal: The folder cannot be listed, or is a link to somewhere else.
        """
        folder = self.root.joinpath(*parts)
        self._stays_inside(folder)
        try:
            with os.scandir(folder) as found:
                named = [(one.name, one.is_dir()) for one in found]
        except OSError:
            raise closed(shown(folder)) from None
        return sorted(named)

    def read(self, *parts: str) -> bytes:
        """Return the bytes of a regular file inside the folder.

        Raises:
            Refusal: It is no regular file, lies elsewhere, is too large or cannot be opened.
        """
        path = self.root.joinpath(*parts)
        name = shown(path)
        self._stays_inside(path)
        try:
            if not stat.S_ISREG(path.stat().st_mode):
                raise no_file(name)
            with path.open("rb") as file:
                name_of_limit, limit = self.limit_of(path)
                data = file.read(limit + 1)
        except OSError:
            raise closed(name) from None
        if len(data) > limit:
            raise too_large(name, name_of_limit, limit)
        return data

    def limit_of(self, path: Path) -> tuple[str, int]:
        """Return the name and value of the limit that holds for a file."""
        if (
            path.suffix.lower() in _WORKBOOKS
            and self.limits.workbook_bytes > self.limits.file_bytes
        ):
            return "workbook_bytes", self.limits.workbook_bytes
        return "file_bytes", self.limits.file_bytes

    def _stays_inside(self, path: Path) -> None:
        """Refuse a link that leads out of the folder; the folder itself may be one."""
        if path == self.root:
            return
        try:
            real = path.resolve(strict=True)
            root = self.root.resolve(strict=True)
        except (OSError, RuntimeError):
            raise closed(shown(path)) from None
        if root not in real.parents:
            said = message(
                "dit is een koppeling naar iets buiten het dossier",
                "this is a link to something outside the dossier",
            )
            remedy = message(
                "Zet het bestand zelf in de map.", "Put the file itself in the folder."
            )
            raise refusal("outside-folder", said, remedy, shown(path))


def no_file(name: str) -> Refusal:
    """Say that something is neither a file nor a folder."""
    said = message("dit is geen gewoon bestand", "this is not a regular file")
    remedy = message("Geef een map of een bestand op.", "Name a folder or a file.")
    return refusal("not-a-file", said, remedy, name)


def closed(name: str) -> Refusal:
    """Say that a file or folder does not open."""
    said = message("dit is niet te openen", "this cannot be opened")
    remedy = message(
        "Sluit het in andere programma's, en controleer of u het mag lezen.",
        "Close it in other programs, and check that you may read it.",
    )
    return refusal("cannot-open", said, remedy, name)


def too_large(name: str, name_of_limit: str, limit: int) -> Refusal:
    """Say that a file is larger than is accepted, and by which limit."""
    said = message(
        "het bestand is groter dan {limit} bytes (de grens {name})",
        "the file is larger than {limit} bytes (the limit {name})",
        limit=limit,
        name=name_of_limit,
    )
    remedy = message(
        "Splits het bestand, of verruim de grens: --limit {name}=… (in Python Limits({name}=…)).",
        "Split the file, or widen the limit: --limit {name}=… (in Python Limits({name}=…)).",
        name=name_of_limit,
    )
    return refusal(f"limit-{name_of_limit.replace('_', '-')}", said, remedy, name)


def decoded(data: bytes, file: str, *, fallback: str | None = None) -> str:
    """Return the text of a file: UTF-8, with or without byte order mark.

    Args:
        data: The file's bytes.
        file: Its name as the user gave it.
        fallback: A second encoding to try, such as `cp1252` for CSV.

    Raises:
        Refusal: The bytes are no text in these encodings.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if data[:2] not in _UTF16 and fallback is not None:
            try:
                return data.decode(fallback)
            except UnicodeDecodeError:
                pass  # Neither of the two: said below, at the first byte that is not UTF-8.
        raise Refusal(_not_utf8(_place(data, error.start, file))) from None


def read_otherwise(data: bytes, file: str, fallback: str) -> Notice | None:
    """Return what to say of a text that `decoded` read in its fallback; None if it is UTF-8."""
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Notice(
            code=f"read-as-{fallback}",
            message=message(
                "dit is geen UTF-8, en is gelezen als {encoding}, zoals Excel het schrijft",
                "this is not UTF-8, and was read as {encoding}, as Excel writes it",
                encoding=fallback,
            ),
            remedy=message(
                "Controleer letters als é en tekens als €; sla het anders op als CSV UTF-8.",
                "Check letters such as é and signs such as €; or else save it as CSV UTF-8.",
            ),
            location=_place(data, error.start, file),
        )
    return None


def _place(data: bytes, start: int, file: str) -> Location:
    before = data[:start].decode("utf-8-sig", "replace")
    line = before.count("\n") + 1
    return Location(file=file, line=line, column=len(before) - before.rfind("\n"))


def _not_utf8(place: Location) -> Problem:
    said = message("dit is geen UTF-8-tekst", "this is not UTF-8 text")
    remedy = message("Sla het bestand op als tekst in UTF-8.", "Save the file as text in UTF-8.")
    return Problem(code="not-utf-8", message=said, remedy=remedy, location=place)
