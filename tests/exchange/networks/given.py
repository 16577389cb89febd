"""Files of networks, written for one test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from opgavekern.exchange import NetworkFileError, read_network
from opgavekern.network.foundation.graphs import Graph


def read(folder: Path, name: str, text: str, **how: Any) -> Graph:
    """The network in a file of this text."""
    path = folder / name
    path.write_text(text, "utf-8")
    return read_network(path, **how)


def problems(folder: Path, name: str, text: str, **how: Any) -> list[str]:
    """What is wrong with a file of this text: line, column and code of each problem."""
    with pytest.raises(NetworkFileError) as caught:
        read(folder, name, text, **how)
    for one in caught.value.problems:
        assert one.location is not None
        assert one.location.file.endswith(name)
        assert one.text("nl") != one.text("en")
    return [
        f"{one.location.line}:{one.location.column} {one.code}"
        for one in caught.value.problems
        if one.location is not None
    ]


def ties(graph: Graph) -> set[tuple[Any, ...]]:
    """The ties of a graph, each with its weight where it has one."""
    return {
        (start, end, *([told["weight"]] if "weight" in told else []))
        for start, end, told in graph.edges(data=True)
    }
