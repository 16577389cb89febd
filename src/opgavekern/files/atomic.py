"""Writing files whole: whatever fails when, each file is the old one or the new one."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import attrs

from opgavekern.base.errors import OpgavekernError
from opgavekern.base.texts import Message, message

#: What file systems answer that cannot sync a folder; the file itself is safe all the same.
_NO_FOLDER_SYNC: Final = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES})
_IS_WINDOWS: Final = os.name == "nt"


class NotWrittenError(OpgavekernError, OSError):
    """A file that could not be written; what stood there still does.

    Attributes:
        path: The file.
    """

    def __init__(self, path: Path, said: Message) -> None:
        super().__init__(said)
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return (type(self), (self.path, self.message), {"language": self.language})


def write_atomically(path: str | os.PathLike[str], data: bytes) -> None:
    """Write one file whole.

    The bytes go to a temporary file in the same folder, are forced to disk, and take the place
    of the file in one step. A link is followed, and the mode of an existing file is kept. Where
    the process is killed in between, the next write of the same file clears up what it left.

    Args:
        path: The file, which may exist; its folder must.
        data: All of its content.

    Raises:
        NotWrittenError: The file was not written; the old one, if any, stands as it was.
    """
    write_all_atomically({Path(path): data})


def write_all_atomically(files: Mapping[Path, bytes | None]) -> None:
    """Write several files, each of them whole; a file whose content is None is taken away.

    All are prepared on disk before the first takes its place, so that a full disk or a folder
    that may not be written leaves every one of them as it was.

    Raises:
        NotWrittenError: Names the first file that failed; those before it are written.
    """
    staged: dict[Path, _Staged] = {}
    try:
        for path, data in files.items():
            if data is not None:
                with _telling(path):
                    staged[path] = _stage(Path(os.path.realpath(path)), data)
        for path in files:
            with _telling(path):
                if path in staged:
                    staged[path].temporary.replace(staged[path].target)
                else:
                    path.unlink()
        for folder in dict.fromkeys(Path(os.path.realpath(path)).parent for path in files):
            with _telling(folder):
                _sync_folder(folder)
    finally:
        for one in staged.values():
            _discard(one.temporary)


@attrs.frozen
class _Staged:
    """A file that is ready on disk, still under another name."""

    temporary: Path
    target: Path


def _stage(target: Path, data: bytes) -> _Staged:
    _clear_leftovers(target)
    mode = target.stat().st_mode & 0o7777 if target.exists() else None
    if mode is not None and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "read-only", str(target))
    temporary = target.with_name(f".{target.name}.{os.getpid()}-{secrets.token_hex(4)}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    # A new file gets what the user's umask allows, as with any other program.
    handle = os.open(temporary, flags, 0o666)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if mode is not None:
            temporary.chmod(mode)
    except BaseException:
        _discard(temporary)
        raise
    return _Staged(temporary, target)


def _discard(temporary: Path) -> None:
    with contextlib.suppress(OSError):
        temporary.unlink(missing_ok=True)


def _clear_leftovers(target: Path) -> None:
    """Take away what a killed process left beside the file; of living processes nothing."""
    pattern = re.compile(rf"\.{re.escape(target.name)}\.([0-9]+)-[0-9a-f]{{8}}\.tmp\Z")
    for entry in os.scandir(target.parent):
        found = pattern.match(entry.name)
        if found is not None and not _is_alive(int(found[1])):
            _discard(target.parent / entry.name)


def _is_alive(process: int) -> bool:
    if _IS_WINDOWS:
        return False  # A file that a process still has open cannot be removed there anyway.
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _sync_folder(folder: Path) -> None:
    if _IS_WINDOWS:
        return  # Windows has no such thing; it keeps renames in its journal.
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(handle)


@contextlib.contextmanager
def _telling(path: Path) -> Iterator[None]:
    """Turn what the operating system says into words that help."""
    try:
        yield
    except OSError as error:
        raise NotWrittenError(path, _words(path, error)) from error


def _words(path: Path, error: OSError) -> Message:
    file = path.as_posix()
    if isinstance(error, FileNotFoundError):
        return message(
            "{file} is niet geschreven: de map bestaat niet. Maak de map eerst aan.",
            "{file} was not written: its folder does not exist. Make the folder first.",
            file=file,
        )
    if isinstance(error, PermissionError):
        return message(
            "{file} is niet geschreven: het bestand of de map is beveiligd of in gebruik. "
            "Sluit het in Excel of een ander programma, of kies een andere plek.",
            "{file} was not written: the file or its folder is protected or in use. "
            "Close it in Excel or another program, or choose another place.",
            file=file,
        )
    if isinstance(error, IsADirectoryError):
        return message(
            "{file} is niet geschreven: daar staat een map. Kies een andere naam.",
            "{file} was not written: that is a folder. Choose another name.",
            file=file,
        )
    if error.errno in {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}:
        return message(
            "{file} is niet geschreven: de schijf is vol. Maak ruimte en probeer het opnieuw.",
            "{file} was not written: the disk is full. Make room and try again.",
            file=file,
        )
    return message(
        "{file} is niet geschreven: {reason}. Kies een andere plek, of probeer het opnieuw.",
        "{file} was not written: {reason}. Choose another place, or try again.",
        file=file,
        reason=error.strerror or type(error).__name__,
    )
