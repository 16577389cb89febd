"""Dossiers as they stood in a revision of git, read from its history without a copy on disk."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

import attrs

from opgavekern.base.errors import DossierError
from opgavekern.base.running import Limits, Progress
from opgavekern.base.texts import Message, message, quoted
from opgavekern.files.door import Door, closed, no_file, shown, too_large
from opgavekern.files.reading import read_through
from opgavekern.files.refusals import Refusal, refusal
from opgavekern.model.dossier import Dossier

#: What git may not do while it looks something up: take locks, run a watcher, fetch.
_QUIETLY: Final = (
    "--no-optional-locks", "--literal-pathspecs",
    "-c", "core.fsmonitor=false", "-c", "protocol.allow=never",
)  # fmt: skip
_SECONDS: Final = 60
_FOLDER: Final = "tree"


def as_revision(text: str) -> tuple[str, str] | None:
    """Return revision and path of `REV:PATH`, as git writes it; None for what is a path.

    What exists is a path, and so is what begins with the letter of a drive, such as `C:/dossier`.
    """
    revision, colon, path = text.partition(":")
    if not (colon and revision) or os.path.lexists(text):
        return None
    is_letter = len(revision) == 1 and revision.isascii() and revision.isalpha()
    if is_letter and (os.name == "nt" or path[:1] in ("\\", "/")):
        return None
    return revision, path


def read_revision(
    revision: str,
    path: str = "",
    *,
    folder: str | os.PathLike[str] = ".",
    limits: Limits = Limits(),
    progress: Progress | None = None,
) -> Dossier:
    """Read a dossier as it stood in a revision of git; `git` is run, and nothing is written.

    Files are taken as git keeps them: nothing is converted, filtered or fetched, and links are not
    followed.

    Args:
        revision: Any name that git knows: a commit, branch, tag, `HEAD~1` …
        path: A folder, file or workbook in it, from the top of the repository; from `folder` where
            it begins with `./`.
        folder: A folder in the repository.
        limits: How much is accepted.
        progress: Called after each file.

    Raises:
        DossierError: It cannot be read; the places of problems begin with `REV:PATH`.
    """
    return read_through(
        revision_door(revision, path, folder=Path(folder), limits=limits), progress=progress
    )


def revision_door(revision: str, path: str, *, folder: Path, limits: Limits) -> RevisionDoor:
    """Return the door to a place in a revision.

    Raises:
        DossierError: There is no such place.
    """
    try:
        return RevisionDoor.to(revision, path, folder=folder, limits=limits)
    except Refusal as refused:
        raise DossierError(refused.problems) from None


@attrs.frozen
class _Entry:
    """What git keeps under a name.

    Attributes:
        mode: `040000` for a folder, `100644` or `100755` for a file; others are links.
        id: Name of the object.
        size: In bytes; 0 for folders.
    """

    mode: str
    id: str
    size: int = 0

    @property
    def is_folder(self) -> bool:
        """It is a folder, or another repository in its place, which is an empty one here."""
        return self.mode in ("040000", "160000")

    @property
    def is_file(self) -> bool:
        """It is a regular file."""
        return self.mode.startswith("100")


@attrs.frozen
class RevisionDoor(Door):
    """The place in a revision that was asked for, and what may come out of it.

    Attributes:
        folder: Where git is run.
        entry: What git keeps in that place.
    """

    folder: Path
    entry: _Entry

    @classmethod
    def to(cls, revision: str, path: str, *, folder: Path, limits: Limits) -> RevisionDoor:
        """Find a place in a revision.

        Raises:
            Refusal: git is not there, this is no repository, or it does not know the revision or
                the path in it.
        """
        named = f"{revision}:{path}"
        if revision.startswith("-") or "\0" in named:
            raise _unknown_revision(revision, named)
        inside = path.replace("\\", "/").rstrip("/")
        if inside.rpartition("/")[2] in (".", ".."):
            inside += "/"  # By which git knows that it is from here, and not a name.
        git = _Git(folder, named)
        if not folder.is_dir() or not git.asks("rev-parse", "--git-dir"):
            raise _no_repository(named)
        if not git.asks("rev-parse", "--verify", "--quiet", f"{revision}^{{tree}}"):
            raise _unknown_revision(revision, named)
        found = git.asks("rev-parse", "--verify", "--quiet", f"{revision}:{inside}")
        if not found:
            raise _unknown_path(revision, inside, folder, named)
        id = found.decode("ascii").strip()
        if git.tells("cat-file", "-t", id).strip() == _FOLDER.encode():
            return cls(Path(named), limits, folder, _Entry("040000", id))
        size = int(git.tells("cat-file", "-s", id))
        return cls(Path(named), limits, folder, _Entry("100644", id, size))

    def is_folder(self) -> bool:
        """Tell whether it is a folder."""
        return self.entry.is_folder

    def entries(self, *parts: str) -> list[tuple[str, bool]]:
        """Return the names in a folder in order, each with whether it is a folder itself."""
        found = self._listed(self._found(*parts), shown(self.root.joinpath(*parts)))
        return sorted((name, one.is_folder) for name, one in found.items())

    def around(self) -> list[tuple[str, bool]]:
        """Return nothing: git is not asked what lies beside a place."""
        return []

    def read(self, *parts: str) -> bytes:
        """Return the bytes of a regular file.

        Raises:
            Refusal: It is no regular file, is too large, or git does not give it.
        """
        path = self.root.joinpath(*parts)
        entry, name = self._found(*parts), shown(path)
        if not entry.is_file:
            raise no_file(name)
        name_of_limit, limit = self.limit_of(path)
        if entry.size > limit:
            raise too_large(name, name_of_limit, limit)
        return _Git(self.folder, name).tells("cat-file", "blob", entry.id)

    def _found(self, *parts: str) -> _Entry:
        entry = self.entry
        for number, part in enumerate(parts):
            name = shown(self.root.joinpath(*parts[: number + 1]))
            found = self._listed(entry, name).get(part)
            if found is None:
                raise closed(name)
            entry = found
        return entry

    def _listed(self, entry: _Entry, name: str) -> dict[str, _Entry]:
        """Return what a folder holds, by name."""
        if entry.mode != "040000":
            return {}
        listed = _Git(self.folder, name).tells("ls-tree", "-z", "-l", "--full-tree", entry.id)
        entries: dict[str, _Entry] = {}
        for line in filter(None, listed.split(b"\0")):
            about, _, named = line.partition(b"\t")
            mode, _type, id, size = about.decode("ascii").split()
            entries[os.fsdecode(named)] = _Entry(mode, id, int(size) if size.isdigit() else 0)
        return entries


@attrs.frozen
class _Git:
    """The program git, asked about one place.

    Attributes:
        folder: Where it is run.
        name: The place, for messages.
    """

    folder: Path
    name: str

    def tells(self, *words: str) -> bytes:
        """Return what git says.

        Raises:
            Refusal: It refuses.
        """
        said = self.asks(*words)
        if said is None:
            raise refusal(
                "git-refuses",
                message("git geeft dit niet", "git does not give this"),
                message(
                    "Controleer de repository met git fsck; haal op wat ontbreekt.",
                    "Check the repository with git fsck; fetch what is missing.",
                ),
                self.name,
            )
        return said

    def asks(self, *words: str) -> bytes | None:
        """Return what git says; None where it refuses.

        Raises:
            Refusal: git is not there, or does not answer in time.
        """
        program = shutil.which("git")
        if program is None:
            raise _no_git(self.name)
        try:
            ran = subprocess.run(  # noqa: S603 - a list of words, no shell
                [program, *_QUIETLY, *words],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise _no_answer(self.name) from None
        except OSError:
            raise _no_git(self.name) from None
        return ran.stdout if ran.returncode == 0 else None


def _no_git(name: str) -> Refusal:
    return refusal(
        "no-git",
        message(
            "hiervoor is git nodig, en dat is niet te vinden",
            "this needs git, which is not to be found",
        ),
        message(
            "Installeer git, of geef een map of bestand op.",
            "Install git, or name a folder or file.",
        ),
        name,
    )


def _no_answer(name: str) -> Refusal:
    return refusal(
        "git-too-slow",
        message(
            "git gaf binnen {seconds} seconden geen antwoord",
            "git gave no answer within {seconds} seconds",
            seconds=_SECONDS,
        ),
        message("Probeer het opnieuw.", "Try again."),
        name,
    )


def _no_repository(name: str) -> Refusal:
    return refusal(
        "no-repository",
        message(
            "dit pad bestaat niet, en git vindt hier geen repository die het mag lezen",
            "there is no such path, and git finds no repository here that it may read",
        ),
        message(
            "Controleer het pad, of ga naar de map van de repository.",
            "Check the path, or go to the folder of the repository.",
        ),
        name,
    )


def _unknown_revision(revision: str, name: str) -> Refusal:
    return refusal(
        "unknown-revision",
        message(
            "dit pad bestaat niet, en git kent geen revisie {revision}",
            "there is no such path, and git knows no revision {revision}",
            revision=quoted(revision),
        ),
        message(
            "Zie welke er zijn met: git log --oneline", "See which there are: git log --oneline"
        ),
        name,
    )


def _unknown_path(revision: str, path: str, folder: Path, name: str) -> Refusal:
    remedy: Message = message(
        "Zie wat erin staat met: git ls-tree {revision}:",
        "See what is in it: git ls-tree {revision}:",
        revision=revision,
    )
    if os.path.lexists(folder / path) and not path.startswith("."):
        remedy = message(
            "Een pad begint bovenaan de repository. Bedoelt u {revision}:./{path}?",
            "A path starts at the top of the repository. Did you mean {revision}:./{path}?",
            revision=revision,
            path=path,
        )
    return refusal(
        "not-in-revision",
        message(
            "{path} zit niet in revisie {revision}",
            "{path} is not in revision {revision}",
            path=quoted(path, most=200),
            revision=quoted(revision),
        ),
        remedy,
        name,
    )
