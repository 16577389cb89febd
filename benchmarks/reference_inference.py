"""What we test and group, against the values that R gives for networks in folders.

A folder holds `nodes.csv`, `edges.csv`, `network.json` and `<name>.reference.json`, as those of
tests/data/networks do. Compared are QAP, MRQAP, CUG tests, permutations of the E-I index,
mixing, equivalence and core and periphery. For each statistic the number compared and the largest
deviation are printed; of a p-value how far it is off in binomial standard deviations, of which
three are allowed. Where replicates equal the value seen, R counts them or not by how it rounded,
so that anything between counting all and none agrees. Exits 1 beyond 1e-9 or three deviations.
Run: python benchmarks/reference_inference.py DIR...
"""

from __future__ import annotations

import math
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
from networks_read import Folder, NoNetworkError, folders_in, read_folder
from reference_table import CLOSE, MOST_DEVIATIONS, Skipped, flat, gap

from opgavekern.network import (
    NetworkError,
    NullDistribution,
    core_periphery,
    cug,
    ei_index,
    equivalence,
    mixing,
    mrqap,
    qap,
)

#: Replicates of ours: more are surer, and logistic regressions and figures of graphs are dear.
MANY, FEW = 2000, 200
#: A statistic, how far it is off or why that is not asked, and whether in standard deviations.
Compared = tuple[str, float | Skipped, bool]
#: A logistic coefficient beyond the first whose statistic is below the second has no estimate:
#: its predictor parts ties from no ties, and iteration stops somewhere on the way to infinity.
PARTED, NOTHING = 10.0, 0.1
#: R ends a logistic regression when its deviance changes by less than this share of it.
STOPPED = 1e-8


def _off(statistic: str, ours: Any, theirs: Any) -> Iterator[Compared]:
    """Compare number by number, whatever lists they are in."""
    mine, wanted = list(flat(ours)), list(flat(theirs))
    if len(mine) != len(wanted):
        yield statistic, math.inf, False
    for one, other in zip(mine, wanted, strict=False):
        yield statistic, gap(one, other), False


def _p(statistic: str, ours: NullDistribution, count: int, theirs: Any, draws: int) -> Compared:
    """How many standard deviations a share is outside what we find, ties counted or not."""
    if isinstance(theirs, str):  # Some draw of R had no figure, so that it has no share.
        return statistic, 0.0, True
    equal = max(ours.at_least + ours.at_most - ours.replicates, 0)
    low, high = (count - equal) / ours.replicates, count / ours.replicates
    nearest = min(max(theirs, low), high)
    # A share of 0 or 1 in few draws does not mean that chance never goes there.
    sure = min(max(nearest, 1 / ours.replicates), 1 - 1 / ours.replicates)
    spread = math.sqrt(sure * (1 - sure) * (1 / draws + 1 / ours.replicates))
    return statistic, abs(theirs - nearest) / spread, True


def _both(statistic: str, ours: NullDistribution, told: Any) -> Iterator[Compared]:
    draws = told["reps"]
    yield _p(f"{statistic} p", ours, ours.at_least, told["p_ge"], draws)
    yield _p(f"{statistic} p", ours, ours.at_most, told["p_le"], draws)


def correlations(folder: Folder) -> Iterator[Compared]:
    """Compare QAP correlations."""
    for told in folder.reference.get("qap", ()):
        yield from _or_refused(
            "qap correlation", told["graph_correlation"], partial(_correlation, folder, told)
        )


def _correlation(folder: Folder, told: Any) -> Iterator[Compared]:
    found = qap(*map(folder.graph, told["relations"]), permutations=MANY)
    yield from _off("qap correlation", found.correlation, told["graph_correlation"])
    yield from _off("qap hamming", found.hamming, told["hamming_distance"])
    yield from _both("qap", found.chance, told)


def regressions(folder: Folder) -> Iterator[Compared]:
    """Compare MRQAP, linear and logistic, in both ways of testing."""
    for told in folder.reference.get("regression", ()):
        for family, theirs in (("linear", "netlm"), ("logistic", "netlogit")):
            for relabelling, null in (("remainders", "qapspp"), ("outcome", "qapy")):
                expected = told.get(f"{theirs}_{null}")
                if expected is None:
                    continue
                yield from _or_refused(
                    f"{theirs} {null}",
                    expected["coefficients"],
                    partial(_regression, folder, told, (family, relabelling), expected),
                    alike=_is_alike(folder.graph(told["y"])),
                )


def _is_alike(graph: Any) -> bool:
    """Tell whether all pairs are tied, or none: R then explains what we refuse to."""
    return nx.density(graph) in {0, 1}


def _regression(
    folder: Folder, told: Any, how: tuple[str, str], expected: Any
) -> Iterator[Compared]:
    family, relabelling = how
    found = mrqap(
        folder.graph(told["y"]),
        {one: folder.graph(one) for one in told["x"][1:]},
        family=family,
        relabelling=relabelling,
        permutations=MANY if family == "linear" else FEW,
    )
    name = ("netlm" if family == "linear" else "netlogit") + (
        " qapspp" if relabelling == "remainders" else " qapy"
    )
    reps = told["reps"]
    draws = expected.get("reps", reps)
    statistics = expected.get("t", expected.get("test_statistic"))
    coefficients = [one.coefficient for one in found.terms]
    stopped = STOPPED if family == "logistic" else 0.0
    for what, ours, theirs in (
        ("coefficients", coefficients, expected["coefficients"]),
        ("statistics", [one.statistic for one in found.terms], statistics),
    ):
        for statistic, far, _ in _off(f"{name} {what}", ours, theirs):
            yield statistic, far if far > stopped else 0.0, False
    bic = (
        None
        if found.deviance is None
        else found.deviance + len(coefficients) * math.log(found.cells)
    )
    fits = {
        "r_squared": found.r_squared,
        "observations": found.cells,
        "deviance": found.deviance,
        "aic": found.aic,
        "bic": bic,
    }
    for fit, ours in fits.items():
        if fit in expected:
            yield from _off(f"{name} {fit}", ours, expected[fit])
    for place, one in enumerate(found.terms):
        if abs(expected["coefficients"][place]) > PARTED and abs(statistics[place]) < NOTHING:
            yield f"{name} p", Skipped("a predictor parts ties from no ties: no estimate"), True
        elif one.chance is not None:
            for count, theirs in (
                (one.chance.at_least, "p_ge"),
                (one.chance.at_most, "p_le"),
                (one.chance.as_extreme, "p_abs"),
            ):
                yield _p(f"{name} p", one.chance, count, expected[theirs][place], draws)


def weak_transitivity(graph: nx.Graph[Any]) -> float:
    """Return the share of two-paths that are closed, directed as they are."""
    ties = nx.to_numpy_array(graph, weight=None)
    paths = ties @ ties
    np.fill_diagonal(paths, 0)
    # R says 1 where there is nothing to close.
    return float((paths * ties).sum() / paths.sum()) if paths.sum() else 1.0


def edgewise(graph: nx.Graph[Any]) -> float | None:
    """Return the share of arcs that are returned."""
    return float(nx.overall_reciprocity(graph)) if graph.number_of_edges() else None


def centralisation(graph: nx.Graph[Any]) -> float | None:
    """Return Freeman's centralisation of betweenness."""
    if len(graph) < 3:
        return None
    found = list(nx.betweenness_centrality(graph, normalized=True).values())
    return (len(found) * max(found) - math.fsum(found)) / (len(found) - 1)


def random_graphs(folder: Folder) -> Iterator[Compared]:
    """Compare CUG tests."""
    figures = {
        "transitivity_weak": weak_transitivity,
        "reciprocity_edgewise": edgewise,
        "betweenness_centralization": centralisation,
    }
    for relation, told in _of_relations(folder, "cug"):
        for condition, expected in told.items():
            for figure, theirs in expected.items():
                if "observed" in theirs:
                    of = (folder.graph(relation), figures[figure], condition.replace(".", "_"))
                    yield from _or_refused(
                        f"cug {figure}",
                        theirs["observed"],
                        partial(_random_graph, f"cug {figure}", of, theirs),
                    )


def _random_graph(
    name: str, of: tuple[Any, Callable[[Any], float | None], str], theirs: Any
) -> Iterator[Compared]:
    found = cug(of[0], of[1], condition=of[2], draws=FEW)
    yield from _off(name, found.observed, theirs["observed"])
    yield from _both(name, found.chance, theirs)


def groups(folder: Folder) -> Iterator[Compared]:
    """Compare the E-I index, mixing and assortativity."""
    for relation, told in _of_relations(folder, "partition"):
        graph = folder.graph(relation)
        for group, expected in told.items():
            index, theirs = ei_index(graph, group, permutations=MANY), expected["ei_index"]
            if index.chance is not None:
                yield from _both("ei_index", index.chance, theirs["permutation"])
            mixed = mixing(graph, group)
            yield from _off(
                "mixing", [one.ties for one in mixed.groups], expected["mixing"]["arcs"]
            )
            newman = expected["igraph_assortativity_nominal"]
            yield from _off("assortativity", mixed.assortativity, newman)
    for relation, told in _of_relations(folder, "ei_index_domain"):
        index = ei_index(folder.graph(relation), "domain", permutations=FEW)
        if index.chance is not None:
            yield from _both("ei_index_domain", index.chance, told["permutation"])


def positions(folder: Folder) -> Iterator[Compared]:
    """Compare equivalence, and core and periphery."""
    for relation, told in _of_relations(folder, "equivalence"):
        for likeness in ("hamming", "euclidean", "correlation"):
            found = equivalence(folder.graph(relation), likeness=likeness)
            yield from _off(f"equivalence {likeness}", found.values, told[likeness])
    for relation, told in _of_relations(folder, "core_periphery_exhaustive"):
        for pattern, expected in told.items():
            # -2 stands for a correlation that there is not.
            wanted = None if expected["correlation"] == -2 else expected["correlation"]
            yield from _or_refused(
                f"core {pattern}",
                wanted,
                partial(_core, folder.graph(relation), pattern, expected),
            )


def _core(graph: Any, pattern: str, expected: Any) -> Iterator[Compared]:
    core = core_periphery(graph, pattern=pattern.removeprefix("cp_"))
    yield from _off(f"core {pattern}", core.correlation, expected["correlation"])
    yield from _off(f"core {pattern} optima", core.optima, expected["optima"])
    ours, theirs = ({frozenset(one) for one in cores} for cores in (core.cores, expected["core"]))
    yield from _off(f"core {pattern} members", len(ours ^ theirs), 0)


def _of_relations(folder: Folder, key: str) -> Iterator[tuple[str, Any]]:
    for relation, told in folder.reference["relations"].items():
        if key in told:
            yield relation, told[key]


#: What is compared here, as the reference names it; `reference_values.py` leaves it to this.
COVERED = frozenset(
    {
        *("qap", "regression", "cug", "equivalence", "core_periphery_exhaustive"),
        *("partition.mixing", "partition.igraph_assortativity_nominal"),
        *("partition.ei_index.permutation", "ei_index_domain.permutation"),
    }
)


def compared(folder: Folder) -> Iterator[Compared]:
    """Compare all that is covered of one folder; what we refuse, R must have no number for."""
    for compare in (correlations, regressions, random_graphs, groups, positions):
        yield from compare(folder)


def _or_refused(
    statistic: str,
    theirs: Any,
    compare: Callable[[], Iterator[Compared]],
    *,
    alike: bool = False,
) -> Iterator[Compared]:
    """Compare, or where we refuse see that the reference has no number either.

    Where all pairs are alike there is nothing to find, and what R says of nothing is its choice.
    """
    try:
        yield from compare()
    except NetworkError as error:
        if alike:
            yield statistic, Skipped(f"all pairs are alike: {error}"), False
            return
        has_number = any(gap(None, one) for one in flat(theirs))
        yield (
            (f"{statistic}, refused: {error}" if has_number else statistic),
            (math.inf if has_number else 0.0),
            False,
        )


def main(folders: list[Path]) -> int:
    """Print what was compared; 1 if something is further off than is allowed."""
    found: dict[tuple[str, bool], list[float]] = defaultdict(list)
    for folder in folders:
        for statistic, off, is_chance in compared(read_folder(folder)):
            if not isinstance(off, Skipped):
                found[statistic, is_chance].append(off)
    worst = 0
    for (statistic, is_chance), offs in found.items():
        unit, most = ("sd", MOST_DEVIATIONS) if is_chance else ("", CLOSE)
        is_off = not max(offs) <= most  # also what is no number
        worst |= is_off
        print(f"{statistic:40} {len(offs):5} {max(offs):10.2g} {unit:2} {'OFF' if is_off else ''}")
    return int(worst)


if __name__ == "__main__":
    try:
        sys.exit(main(list(folders_in(map(Path, sys.argv[1:])))))
    except NoNetworkError as error:
        sys.exit(str(error))
