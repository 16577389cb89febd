"""A bundle from which others compute a result anew."""

from __future__ import annotations

import csv
import hashlib
import json
import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from tests.network.published import network

from opgavekern.exchange import replicate
from opgavekern.files import NotWrittenError
from opgavekern.network import (
    NetworkError,
    NetworkResult,
    Survey,
    absdiff,
    actors,
    brokerage,
    centralisation,
    cohesion,
    cug,
    ei_index,
    equivalence,
    mixing,
    mrqap,
    qap,
    receiver,
    same,
)

INFORMATION = network("knoke", "information")
MONEY = network("knoke", "money")
TRIBES = network("karate", next(iter(json.loads(Path(__file__).parents[2].joinpath(
    "data/networks/karate/network.json").read_text("utf-8"))["relations"])))  # fmt: skip

#: A graph, a value without and one with a direction; a name that spreadsheets take for a formula.
PREDICTORS: dict[str, Any] = {
    "money": MONEY,
    "=same sector, or not": same("sector"),
    "named": receiver(dict(INFORMATION.in_degree())),
}
SHARED: dict[str, Any] = {"apart": absdiff(dict(TRIBES.degree())), "near": nx.power(TRIBES, 2)}
MEASURES = ("degree", "betweenness", "closeness", "harmonic", "stress", "load", "information",
            "flow_betweenness", "core")  # fmt: skip

#: A result, its graph, and what else the bundle asks.
Case = Callable[[], tuple[NetworkResult, Any, dict[str, Any]]]
CASES: dict[str, Case] = {
    "brokerage": lambda: (brokerage(INFORMATION, "sector"), INFORMATION, {}),
    "brokerage of undirected ties": lambda: (brokerage(TRIBES, _sides()), TRIBES, {}),
    "ei_index": lambda: (ei_index(INFORMATION, "sector", permutations=200), INFORMATION, {}),
    "ei_index of undirected ties": lambda: (ei_index(TRIBES, _sides()), TRIBES, {}),
    "cohesion": lambda: (cohesion(INFORMATION), INFORMATION, {}),
    "cohesion of undirected ties": lambda: (cohesion(TRIBES), TRIBES, {}),
    "centralisation": lambda: (centralisation(INFORMATION), INFORMATION, {}),
    "centralisation of undirected ties": lambda: (centralisation(TRIBES), TRIBES, {}),
    "actors": lambda: (actors(INFORMATION, MEASURES), INFORMATION, {}),
    "actors of undirected ties": lambda: (actors(TRIBES, MEASURES), TRIBES, {}),
    "qap": lambda: (
        qap(INFORMATION, MONEY, permutations=200, seed=3),
        INFORMATION,
        {"other": MONEY},
    ),
    "mrqap": lambda: (_explained(seed=2), INFORMATION, {"other": PREDICTORS}),
    "mrqap by outcome": lambda: (
        _explained(relabelling="outcome"),
        INFORMATION,
        {"other": PREDICTORS},
    ),
    "logistic mrqap": lambda: (
        _explained(family="logistic"),
        INFORMATION,
        {"other": PREDICTORS},
    ),
    "mrqap of undirected ties": lambda: (
        mrqap(TRIBES, SHARED, permutations=60),
        TRIBES,
        {"other": SHARED},
    ),
    "mrqap of an undirected and a directed relation": lambda: (
        mrqap(TRIBES, {"one way": nx.DiGraph(TRIBES)}, permutations=60),
        TRIBES,
        {"other": {"one way": nx.DiGraph(TRIBES)}},
    ),
    "cug": lambda: (
        cug(INFORMATION, _transitivity, draws=60),
        INFORMATION,
        {"figure": "transitivity_weak"},
    ),
    "cug of centralisation by dyads": lambda: (
        cug(INFORMATION, _centralised, condition="dyad_census", draws=60),
        INFORMATION,
        {"figure": "centralisation_in_degree"},
    ),
    "cug of undirected ties": lambda: (
        cug(TRIBES, _transitivity, condition="dyad_census", draws=20),
        TRIBES,
        {"figure": "transitivity_weak"},
    ),
    **{
        f"equivalence by {one}": lambda one=one: (  # type: ignore[misc]
            equivalence(INFORMATION, likeness=one),
            INFORMATION,
            {},
        )
        for one in ("hamming", "euclidean", "correlation")
    },
    "equivalence of undirected ties": lambda: (equivalence(TRIBES), TRIBES, {}),
}


def _explained(**options: Any) -> NetworkResult:
    return mrqap(INFORMATION, PREDICTORS, permutations=60, **options)


def _transitivity(graph: nx.Graph[Any]) -> float | None:
    return cohesion(graph).triads.weak


def _centralised(graph: nx.Graph[Any]) -> float | None:
    return centralisation(graph, ["in_degree"]).of("in_degree").share


def _sides() -> dict[str, int]:
    return {actor: place % 3 for place, actor in enumerate(TRIBES)}


@pytest.fixture(scope="module")
def bundles(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folder of each bundle."""
    folder = tmp_path_factory.mktemp("bundles")
    found = {name: folder / str(place) / "new" for place, name in enumerate(CASES)}
    for name, case in CASES.items():
        result, graph, beside = case()
        replicate(result, graph, found[name], **beside)
    return found


@pytest.fixture(params=CASES)
def bundle(request: pytest.FixtureRequest, bundles: dict[str, Path]) -> Path:
    """The folder of a bundle."""
    return bundles[request.param]


def test_no_labels(tmp_path: Path) -> None:
    """No file of a bundle has the name of an actor, nor what the graph calls it."""
    labels = set(nx.get_node_attributes(INFORMATION, "label").values())
    assert len(labels) == len(INFORMATION)
    for path in replicate(brokerage(INFORMATION, "sector"), INFORMATION, tmp_path):
        written = path.read_text("utf-8")
        assert not [one for one in (*labels, *INFORMATION) if one in written]


def test_our_script(bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Our own script finds each figure again."""
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(bundle / "replicate.py"))
    assert not ended.value.code
    assert "largest deviation 0" in capsys.readouterr().out


def test_r_script(bundles: dict[str, Path], rscript: str) -> None:
    """R's `sna` finds each figure too, what rests on chance within five standard errors."""
    each = "for (one in commandArgs(TRUE)) source(one, local = new.env(), chdir = TRUE)"
    run = [rscript, "-e", each, *(str(one / "replicate.R") for one in bundles.values())]
    said = subprocess.run(run, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    assert said.stdout.count("figures are those of sna") == len(CASES)
    assert "money: p two-sided" in said.stdout


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
    with pytest.raises(NetworkError, match="as other=, by their names"):
        replicate(_explained(), INFORMATION, target, other=MONEY)
    with pytest.raises(NetworkError, match="does not give the result"):
        replicate(
            _explained(), INFORMATION, target, other={**PREDICTORS, "money": INFORMATION.reverse()}
        )
    with pytest.raises(NetworkError, match="does not give the result"):
        replicate(equivalence(INFORMATION), MONEY, target)
    assert not target.exists()


def test_the_figure_of_a_test(tmp_path: Path) -> None:
    """A CUG test knows no figure by name: one that is not it, or that `sna` lacks, is refused."""
    found, target = cug(INFORMATION, _transitivity, draws=5), tmp_path / "bundle"
    with pytest.raises(NetworkError, match=r'"" is none. Choose from .*transitivity_weak'):
        replicate(found, INFORMATION, target)
    with pytest.raises(NetworkError, match='"least_upper_bounds" is none'):
        replicate(found, INFORMATION, target, figure="least_upper_bounds")
    with pytest.raises(NetworkError, match="does not give the result"):
        replicate(found, INFORMATION, target, figure="reciprocity_edgewise")
    undirected = cug(TRIBES, _transitivity, draws=5)
    with pytest.raises(NetworkError, match='"hierarchy" is none'):
        replicate(undirected, TRIBES, target, figure="hierarchy")
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
    asked = {"money": silent}
    with pytest.raises(NetworkError, match="who all answered"):
        replicate(mrqap(MONEY, asked, permutations=1), MONEY, tmp_path, other=asked)
    weighed = nx.Graph(INFORMATION)
    nx.set_edge_attributes(weighed, 2.0, "weight")
    heavy = equivalence(weighed, weight="weight", weight_means="strength")
    with pytest.raises(NetworkError, match="without weights"):
        replicate(heavy, weighed, tmp_path)


def test_figures_that_sna_has_not(tmp_path: Path) -> None:
    """Measures that `sna` lacks have no bundle, and shares are not taken for counts."""
    with pytest.raises(NetworkError, match="has none of the figures"):
        replicate(actors(INFORMATION, ["pagerank"]), INFORMATION, tmp_path / "new")
    with pytest.raises(NetworkError, match="has none of the figures"):
        replicate(equivalence(INFORMATION, likeness="regular"), INFORMATION, tmp_path / "new")
    shares = actors(INFORMATION, ["degree"], normalised=True)
    with pytest.raises(NetworkError, match="does not give the result"):
        replicate(shares, INFORMATION, tmp_path / "new")
    with pytest.raises(NetworkError, match="does not give the result"):
        replicate(cohesion(INFORMATION), MONEY, tmp_path / "new")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("under", ["", "deeper"])
def test_a_file_in_the_way(tmp_path: Path, under: str) -> None:
    """Where a file stands where the folder should be, the message names it and says so."""
    (tmp_path / "taken").write_text("a")
    with pytest.raises(NotWrittenError, match=r"taken.* a file is in the way"):
        replicate(cohesion(MONEY), MONEY, tmp_path / "taken" / under)
    assert (tmp_path / "taken").read_text() == "a"
