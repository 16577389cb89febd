"""A bundle from which others compute a result anew."""

from __future__ import annotations

import csv
import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from tests.network.published import network

from opgavekern.exchange import replicate
from opgavekern.network import (
    NetworkError,
    NetworkResult,
    Survey,
    brokerage,
    ei_index,
    mixing,
    qap,
)

INFORMATION = network("knoke", "information")
MONEY = network("knoke", "money")
TRIBES = network("karate", next(iter(json.loads(Path(__file__).parents[2].joinpath(
    "data/networks/karate/network.json").read_text("utf-8"))["relations"])))  # fmt: skip

Case = Callable[[], tuple[NetworkResult, Any, Any]]
CASES: dict[str, Case] = {
    "brokerage": lambda: (brokerage(INFORMATION, "sector"), INFORMATION, None),
    "brokerage of undirected ties": lambda: (brokerage(TRIBES, _sides()), TRIBES, None),
    "ei_index": lambda: (ei_index(INFORMATION, "sector", permutations=200), INFORMATION, None),
    "ei_index of undirected ties": lambda: (ei_index(TRIBES, _sides()), TRIBES, None),
    "qap": lambda: (qap(INFORMATION, MONEY, permutations=200, seed=3), INFORMATION, MONEY),
}


def _sides() -> dict[str, int]:
    return {actor: place % 3 for place, actor in enumerate(TRIBES)}


@pytest.fixture(scope="module", params=CASES)
def bundle(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a bundle."""
    result, graph, other = CASES[request.param]()
    folder = tmp_path_factory.mktemp("bundle") / "new"
    replicate(result, graph, folder, other=other)
    return folder


def test_no_labels(tmp_path: Path) -> None:
    """No file of a bundle has the name of an actor, nor what the graph calls it."""
    labels = set(nx.get_node_attributes(INFORMATION, "label").values())
    assert len(labels) == len(INFORMATION)
    for path in replicate(brokerage(INFORMATION, "sector"), INFORMATION, tmp_path):
        written = path.read_text("utf-8")
        assert not [one for one in (*labels, *INFORMATION) if one in written]


def test_our_script(bundle: Path) -> None:
    """Our own script finds each figure again."""
    run = [sys.executable, str(bundle / "replicate.py")]
    said = subprocess.run(run, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    assert "largest deviation 0" in said.stdout


def test_r_script(bundle: Path, rscript: str) -> None:
    """R's `sna` finds each figure too, what rests on chance within five standard errors."""
    run = [rscript, "replicate.R"]
    said = subprocess.run(run, cwd=bundle, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    assert "figures are those of sna" in said.stdout


def test_a_wrong_figure(tmp_path: Path) -> None:
    """A figure that does not follow from the data is found."""
    replicate(ei_index(INFORMATION, "sector"), INFORMATION, tmp_path)
    path = tmp_path / "figures.csv"
    path.write_text(path.read_text("utf-8").replace("0.5", "0.4", 1), "utf-8")
    run = [sys.executable, str(tmp_path / "replicate.py")]
    assert subprocess.run(run, capture_output=True, check=False).returncode == 1


def test_nobody_is_named(bundle: Path) -> None:
    """No actor and no group is named in any file."""
    told = " ".join(path.read_text("utf-8") for path in bundle.iterdir())
    assert not [one for one in [*INFORMATION, "GOV", "VOL"] if one in told]


def test_hashes(bundle: Path) -> None:
    """The bundle tells how the graph was read and the hash of every other file."""
    told = json.loads((bundle / "bundle.json").read_text("utf-8"))
    assert told["sha256"] == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in bundle.iterdir()
        if path.name != "bundle.json"
    }
    with (bundle / "actors.csv").open(encoding="utf-8", newline="") as opened:
        assert len(list(csv.DictReader(opened))) == told["reading"]["actors"]


def test_another_network(tmp_path: Path) -> None:
    """A network that gives another result is refused, and nothing is written."""
    target = tmp_path / "bundle"
    with pytest.raises(NetworkError, match="does not give the result"):
        replicate(brokerage(INFORMATION, "sector"), MONEY, target)
    with pytest.raises(NetworkError, match="as other="):
        replicate(qap(INFORMATION, MONEY, permutations=1), INFORMATION, target)
    assert not target.exists()


def test_what_has_no_bundle(tmp_path: Path) -> None:
    """Other measures, weighted counts and missing answers are refused."""
    with pytest.raises(NetworkError, match="no bundle of Mixing"):
        replicate(mixing(INFORMATION, "sector"), INFORMATION, tmp_path)
    with pytest.raises(NetworkError, match="no bundle of Brokerage"):
        replicate(brokerage(INFORMATION, "sector", weighted=True), INFORMATION, tmp_path)
    silent = nx.DiGraph(INFORMATION)
    silent.graph["survey"] = Survey(list(silent), list(silent)[1:])
    with pytest.raises(NetworkError, match="who all answered"):
        replicate(ei_index(silent, "sector"), silent, tmp_path)
