"""Files of networks that would take long, or much room."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from tests.exchange.networks.given import problems

from opgavekern.exchange import NetworkFileError, read_network

MANY = 300_000


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("spaces.dl", "dl n=2\n" + " " * MANY + "\ndata"),
        ("letters.dl", "dl " + "a" * MANY + "\nlabels" + " " * MANY),
        ("quotes.dl", "dl n=2 labels:\n" + '"' * (MANY + 1) + "\ndata:\n"),
        ("quotes.net", "*Vertices 1\n" + '"' * (MANY + 1) + "\n"),
        ("quotes.vna", "*Tie data\n" + '"' * (MANY + 1) + "\na b\n"),
        ("brackets.csv", "a;" + "[" * 100_000 + "\n"),
        ("digits.net", "*Vertices " + "9" * MANY + "\n"),
        ("deep.graphml", "<a>" * 20_000),
    ],
)
def test_odd_text_takes_no_time(tmp_path: Path, name: str, text: str) -> None:
    """A long run of one character is refused in time that grows with its length."""
    path = tmp_path / name
    path.write_text(text, "utf-8")
    before = time.process_time()
    with pytest.raises(NetworkFileError):
        read_network(path)
    assert time.process_time() - before < 5  # Far more than it takes; quadratic takes minutes.


def test_what_is_no_file_is_never_opened(tmp_path: Path) -> None:
    """A folder or a pipe is refused at once, and an empty file is no network."""
    for ending in ("csv", "xlsx", "dl", "net", "vna", "graphml", "##h"):
        pipe, folder, empty = (tmp_path / f"{one}.{ending}" for one in ("pipe", "folder", "empty"))
        os.mkfifo(pipe)
        folder.mkdir()
        empty.write_bytes(b"")
        for path in (pipe, folder, empty):
            with pytest.raises(NetworkFileError):
                read_network(path)


def test_matrices_have_a_limit(tmp_path: Path) -> None:
    """More cells than the limit are refused before any of them is read."""
    assert problems(tmp_path, "t.dl", "dl n=1001\ndata:\n0\n") == ["None:None limit-nodes"]


def test_very_many_problems_stop_the_reading(tmp_path: Path) -> None:
    """After a thousand mistakes nobody is helped by more; the message says how many were seen."""
    text = "*Vertices 1\n*Edges\n" + "7 7\n" * 5_000
    path = tmp_path / "t.net"
    path.write_text(text, "utf-8")
    with pytest.raises(NetworkFileError) as caught:
        read_network(path)
    assert sum(one.count for one in caught.value.problems) == 1_001
