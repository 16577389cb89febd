from __future__ import annotations

import errno
import os
import pickle
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from opgavekern.files.atomic import NotWrittenError, write_all_atomically, write_atomically

OLD = b"old " * 5000
NEW = b"new " * 9000
CALLS = ("open", "fdopen", "fsync", "chmod", "replace", "scandir", "close", "stat")

posix = pytest.mark.skipif(os.name == "nt", reason="modes and signals as POSIX has them")


class Failing:
    """Makes the n-th call to the operating system fail, and counts them all."""

    def __init__(self, at: int, error: int) -> None:
        self.at, self.error, self.count = at, error, 0

    def wrap(self, real: Callable[..., Any]) -> Callable[..., Any]:
        """Return the call, which fails when its turn has come."""

        def call(*args: Any, **kwargs: Any) -> Any:
            self.count += 1
            if self.count == self.at:
                raise OSError(self.error, os.strerror(self.error))
            return real(*args, **kwargs)

        return call


@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC, errno.EACCES, errno.EINVAL])
def test_whatever_call_fails_each_file_is_the_old_or_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    """The 1st, 2nd, 3rd … call made to fail leaves whole files, and no others."""
    files = {tmp_path / "a.yaml": NEW, tmp_path / "b.yaml": NEW}
    turn = 0
    refusals: list[NotWrittenError] = []
    while True:
        turn += 1
        for path in files:
            path.write_bytes(OLD)
        failing = Failing(turn, error)
        with monkeypatch.context() as patched:
            for name in CALLS:
                patched.setattr(os, name, failing.wrap(getattr(os, name)))
            try:
                write_all_atomically(files)
            except NotWrittenError as refused:
                refusals.append(refused)
        assert {path.read_bytes() for path in files} <= {OLD, NEW}
        assert sorted(tmp_path.iterdir()) == sorted(files)
        if failing.count < turn:
            break
    assert {path.read_bytes() for path in files} == {NEW}
    assert len(refusals) > 6
    assert all(refused.text("nl") != refused.text("en") for refused in refusals)


def test_a_write_that_breaks_off_halfway_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full after some bytes leaves the old file and no other."""
    path = tmp_path / "a.yaml"
    path.write_bytes(OLD)
    real = os.fdopen

    def full(handle: int, mode: str) -> Any:
        stream = real(handle, mode)

        class Full:
            def __enter__(self) -> Full:
                return self

            def __exit__(self, *_: object) -> None:
                stream.close()

            def write(self, data: bytes) -> int:
                stream.write(data[:100])
                raise OSError(errno.ENOSPC, "No space left on device")

        return Full()

    monkeypatch.setattr(os, "fdopen", full)
    with pytest.raises(NotWrittenError, match="disk is full"):
        write_atomically(path, NEW)
    assert path.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [path]


def test_an_interrupt_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while forcing bytes to disk passes on, and leaves nothing behind."""
    path = tmp_path / "a.yaml"
    path.write_bytes(OLD)

    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(path, NEW)
    assert path.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [path]


KILLED = """
import os, signal, sys
from opgavekern.files.atomic import write_atomically
real, turn = {name: getattr(os, name) for name in ("fsync", "replace", "chmod")}, int(sys.argv[2])
def wrapped(name):
    def call(*args, **kwargs):
        global turn
        turn -= 1
        if turn == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real[name](*args, **kwargs)
    return call
for name in real:
    setattr(os, name, wrapped(name))
write_atomically(sys.argv[1], b"new " * 9000)
"""


@posix
@pytest.mark.parametrize("turn", [1, 2, 3, 4])
def test_a_killed_process_leaves_a_whole_file(tmp_path: Path, turn: int) -> None:
    """After kill -9 the file is old or new, and the next write clears what was left."""
    path = tmp_path / "a.yaml"
    path.write_bytes(OLD)
    done = subprocess.run([sys.executable, "-c", KILLED, str(path), str(turn)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert path.read_bytes() == (NEW if turn == 4 else OLD)
    write_atomically(path, b"after")
    assert path.read_bytes() == b"after"
    assert list(tmp_path.iterdir()) == [path]


def test_what_another_living_process_is_writing_stays(tmp_path: Path) -> None:
    """Only leftovers of processes that are gone are cleared."""
    if os.name == "nt":
        pytest.skip("an open file protects itself there")
    other = tmp_path / f".a.yaml.{os.getpid()}-0123abcd.tmp"
    other.write_bytes(b"half")
    write_atomically(tmp_path / "a.yaml", NEW)
    assert other.read_bytes() == b"half"


@posix
def test_the_mode_is_kept(tmp_path: Path) -> None:
    """A file that only its owner may read stays so; a new file follows the umask."""
    path = tmp_path / "a.yaml"
    before = os.umask(0o027)
    try:
        write_atomically(path, OLD)
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
    finally:
        os.umask(before)
    path.chmod(0o600)
    write_atomically(path, NEW)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@posix
def test_a_link_is_followed(tmp_path: Path) -> None:
    """What a link points to is written; the link stays a link."""
    real, link = tmp_path / "real.yaml", tmp_path / "link.yaml"
    real.write_bytes(OLD)
    link.symlink_to(real)
    write_atomically(link, NEW)
    assert link.is_symlink()
    assert real.read_bytes() == NEW


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """The message says what is missing, in both languages, and survives pickling."""
    with pytest.raises(NotWrittenError) as caught:
        write_atomically(tmp_path / "nowhere" / "a.yaml", NEW)
    assert "folder does not exist" in str(caught.value)
    assert "map bestaat niet" in caught.value.text("nl")
    assert pickle.loads(pickle.dumps(caught.value)).path == caught.value.path  # noqa: S301


def test_a_folder_in_the_way_is_named(tmp_path: Path) -> None:
    """A folder is never replaced by a file."""
    (tmp_path / "a.yaml").mkdir()
    with pytest.raises(NotWrittenError):
        write_atomically(tmp_path / "a.yaml", NEW)
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]
