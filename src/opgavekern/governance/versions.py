"""Other versions of plugins, tried in a process of their own; what is installed stays."""

from __future__ import annotations

import contextlib
import importlib
import pickle
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Callable, Iterator
from importlib.metadata import distributions
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

import attrs

from opgavekern.base.errors import BadValueError, OpgavekernError, PluginError
from opgavekern.base.near import one_of
from opgavekern.base.texts import Message, message, quoted
from opgavekern.governance.activation import Governance
from opgavekern.governance.hookspecs import GROUP
from opgavekern.governance.loading import governed
from opgavekern.governance.workers import Lost, Worker
from opgavekern.model import Dossier

T = TypeVar("T")

#: The most seconds that loading other versions and asking them may take.
_LONGEST: Final = 600.0
#: The most bytes that a wheel may be once it is unpacked.
_MOST_BYTES: Final = 100_000_000


def with_versions(
    dossier: Dossier, versions: tuple[str | Path, ...], ask: Callable[[Dossier, Governance], T]
) -> T:
    """Ask something of a dossier by other versions of its plugins than those that are installed.

    Args:
        dossier: Its header names the plugins; facts of the installed ones are no part of it there.
        versions: Where the others stand: a wheel, a folder into which one was installed, or a
            folder with its source. They come before what is installed, for this question only.
        ask: A function of a module, or a partial of one; it goes to another process.

    Raises:
        BadValueError: No plugin stands there, or one that the dossier does not name.
        DossierError: The dossier does not fit the other versions.
        PluginError: Another version breaks the contract, ends its process, or takes too long.
    """
    with contextlib.ExitStack() as kept:
        paths = [path for one in versions for path in kept.enter_context(_importable(Path(one)))]
        names = _plugins_in(paths)
        _refuse_what_is_not_named(names, dossier)
        laid = [one for one in dossier.laid_under if not dossier.withholds(one)]
        asked = _Asked(paths=tuple(paths), dossier=dossier.replace(without=laid), ask=ask)
        answer = _answer(asked, " ".join(sorted(names)))
    if isinstance(answer, OpgavekernError):
        raise answer
    return answer


@attrs.frozen(kw_only=True)
class _Asked(Generic[T]):
    """A question, and what another process needs to answer it; called, it begins."""

    paths: tuple[str, ...]
    dossier: Dossier
    ask: Callable[[Dossier, Governance], T]

    def __call__(self) -> Callable[[object], T | OpgavekernError]:
        sys.path[:0] = self.paths
        importlib.invalidate_caches()
        return self._answer

    def _answer(self, _: object) -> T | OpgavekernError:
        try:
            return self.ask(*governed(self.dossier))
        except OpgavekernError as error:
            return error


def _answer(asked: _Asked[T], names: str) -> T | OpgavekernError:
    try:
        worker = Worker(pickle.dumps(asked))
        try:
            answer: T | OpgavekernError = worker.ask(None, _LONGEST)
        finally:
            worker.end()
    except Lost as lost:
        late = message(
            "het duurt langer dan {most} seconden",
            "it takes longer than {most} seconds",
            most=_LONGEST,
        )
        said = message(
            "het proces waarin deze versie geprobeerd wordt is gestopt: {why}. Meld dit bij de "
            "maker van de plugin.",
            "the process in which this version is tried has ended: {why}. Tell the maker of the "
            "plugin.",
            why=lost.why or late,
        )
        raise PluginError(said, plugin=names) from None
    return answer


@contextlib.contextmanager
def _importable(path: Path) -> Iterator[list[str]]:
    """Give the folders from which a version can be imported, its metadata among them."""
    with tempfile.TemporaryDirectory(prefix="opgavekern-") as folder:
        if path.is_file() and path.suffix == ".whl":
            _unpack(path, Path(folder))
            yield [folder]
        elif (path / "pyproject.toml").is_file():
            _describe(path, Path(folder))
            yield [folder, str((path / "src" if (path / "src").is_dir() else path).resolve())]
        elif path.is_dir() and any(path.glob("*.dist-info")):
            yield [str(path.resolve())]
        else:
            raise _no_plugin(path)


def _unpack(wheel: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(wheel) as archive:
            if sum(one.file_size for one in archive.infolist()) > _MOST_BYTES:
                raise _bad(
                    wheel,
                    message(
                        "uitgepakt is dit meer dan {most} bytes",
                        "unpacked this is more than {most} bytes",
                        most=_MOST_BYTES,
                    ),
                )
            archive.extractall(folder)
    except (zipfile.BadZipFile, OSError, NotImplementedError, EOFError):
        raise _bad(
            wheel, message("dit is geen wheel dat te lezen is", "this wheel cannot be read")
        ) from None


def _describe(source: Path, folder: Path) -> None:
    """Write what installing would write: the name, the version and the plugins of a project."""
    try:
        project = tomllib.loads((source / "pyproject.toml").read_text("utf-8"))["project"]
        name, version = str(project["name"]), str(project["version"])
        plugins: dict[str, str] = dict(project["entry-points"][GROUP])
    except (KeyError, TypeError, ValueError, OSError):
        raise _bad(
            source,
            message(
                'pyproject.toml noemt name, version of een plugin ("{group}") niet; bouw een '
                "wheel en geef die",
                'pyproject.toml does not name name, version or a plugin ("{group}"); build a '
                "wheel and give that",
                group=GROUP,
            ),
        ) from None
    described = folder / f"{name.replace('-', '_')}-{version}.dist-info"
    described.mkdir()
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    (described / "METADATA").write_text(metadata, "utf-8")
    lines = (f"{one} = {where}\n" for one, where in plugins.items())
    (described / "entry_points.txt").write_text(f"[{GROUP}]\n{''.join(lines)}", "utf-8")


def _plugins_in(paths: list[str]) -> frozenset[str]:
    """Return the names of the plugins that stand somewhere; none of them is imported."""
    return frozenset(
        point.name
        for one in distributions(path=paths)
        for point in one.entry_points
        if point.group == GROUP
    )


def _refuse_what_is_not_named(names: frozenset[str], dossier: Dossier) -> None:
    named = [one.name for one in dossier.header.plugins]
    if not names:
        raise _bad(None, message("er staat geen plugin in", "no plugin stands in it"))
    for name in sorted(names - {*named}):
        raise _bad(
            name,
            message("het dossier noemt deze plugin niet", "the dossier does not name this plugin"),
            remedy=one_of(named, word=name),
        )


def _no_plugin(path: Path) -> BadValueError:
    return _bad(
        path,
        message(
            "hier staat geen plugin; geef een wheel, een map waarin pip haar zette (--target), of "
            "een map met haar broncode en pyproject.toml",
            "no plugin stands here; give a wheel, a folder into which pip put one (--target), or "
            "a folder with its source and pyproject.toml",
        ),
    )


def _bad(found: Any, why: Message, *, remedy: Message | None = None) -> BadValueError:
    said = message("{found}: {why}", "{found}: {why}", found=quoted(str(found)), why=why)
    return BadValueError(
        said if found is not None else why, code="no-version", field="versions", remedy=remedy
    )
