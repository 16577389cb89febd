"""What permutations cost, against loops that permute and compute the whole again.

*QAP*: 1,000 permutations of two relations of 500 actors, 5% of pairs tied, against a loop that
permutes the matrix, once with the sum of products only (the rest computed beforehand) and once
with `numpy.corrcoef`. *MRQAP*: double semi-partialling with three predictors of 200 actors,
against `numpy.linalg.lstsq` on every permuted remainder. Both sides run in this process, one
thread each, and their means are compared. Run: python benchmarks/inference.py [RUNS]
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

for threads in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[threads] = "1"

import networkx as nx  # noqa: E402 - the threads come first
import numpy as np  # noqa: E402

from opgavekern.network import mrqap, qap  # noqa: E402

PERMUTATIONS = 1000
#: Loops of the other side are as long as they need to be; their time is of as many permutations.
LOOPS = 100
#: What is asked of QAP against the plain loop.
ENOUGH = 10.0


def a_relation(actors: int, seed: int, density: float = 0.05) -> nx.Graph[Any]:
    """Make a random directed relation."""
    return nx.gnp_random_graph(actors, density, seed=seed, directed=True)


def timed(work: Callable[[], float]) -> tuple[float, float]:
    """Return how long work took, in seconds, and what it gave."""
    start = time.perf_counter()
    found = work()
    return time.perf_counter() - start, found


def products(one: Any, other: Any) -> float:
    """Correlate in a loop over permuted matrices, by the sum of their products."""
    chance, size = np.random.default_rng(1), len(one)
    cells = size * (size - 1)
    centre = one.sum() * other.sum() / cells
    spreads = [np.sqrt(m.sum() - m.sum() ** 2 / cells) for m in (one, other)]
    total = 0.0
    for _ in range(LOOPS):
        order = chance.permutation(size)
        total += ((one * other[order][:, order]).sum() - centre) / (spreads[0] * spreads[1])
    return float(total / LOOPS)


def correlations(one: Any, other: Any) -> float:
    """Correlate in a loop over permuted matrices, with `corrcoef` over off-diagonal cells."""
    chance, size = np.random.default_rng(1), len(one)
    cells = ~np.eye(size, dtype=bool)
    mine, total = one[cells], 0.0
    for _ in range(LOOPS):
        order = chance.permutation(size)
        total += np.corrcoef(mine, other[np.ix_(order, order)][cells])[0, 1]
    return float(total / LOOPS)


def regressions(outcome: Any, predictors: list[Any]) -> float:
    """Regress again on every permuted remainder; gives the mean t of the last term."""
    chance, size = np.random.default_rng(1), len(outcome)
    cells = ~np.eye(size, dtype=bool)
    columns = [np.ones(cells.sum()), *(one[cells] for one in predictors)]
    aim, mean = outcome[cells], 0.0
    for place in range(len(columns)):
        others = np.column_stack([one for at, one in enumerate(columns) if at != place])
        rest = np.zeros((size, size))
        left = np.linalg.lstsq(others, columns[place], rcond=None)[0]
        rest[cells] = columns[place] - others @ left
        total = 0.0
        for _ in range(LOOPS // 10):
            order = chance.permutation(size)
            terms = np.column_stack([others, rest[np.ix_(order, order)][cells]])
            found, residual, *_ = np.linalg.lstsq(terms, aim, rcond=None)
            variance = residual[0] / (len(aim) - len(columns))
            total += found[-1] / np.sqrt(variance * np.linalg.inv(terms.T @ terms)[-1, -1])
        mean = total / (LOOPS // 10)
    return float(mean)


def main(runs: int) -> int:
    """Print the ratios; 1 if QAP is not as much quicker as is asked."""
    one, other = a_relation(500, 1), a_relation(500, 2)
    matrices = [nx.to_numpy_array(graph) for graph in (one, other)]
    small = [a_relation(200, seed) for seed in range(3, 7)]
    dense = [nx.to_numpy_array(graph) for graph in small]
    terms = {str(place): graph for place, graph in enumerate(small[1:])}
    ratios: dict[str, list[float]] = {}
    for _ in range(runs):
        ours, mean = timed(lambda: qap(one, other, permutations=PERMUTATIONS).chance.mean or 0)
        for name, theirs in (("products", products), ("corrcoef", correlations)):
            loop, looped = timed(lambda theirs=theirs: theirs(*matrices))
            assert abs(mean - looped) < 0.001
            ratios.setdefault(f"QAP, {name}", []).append(loop / LOOPS * PERMUTATIONS / ours)
        ours, _ = timed(lambda: mrqap(small[0], terms, permutations=LOOPS).r_squared or 0)
        loop, _ = timed(lambda: regressions(dense[0], dense[1:]))
        ratios.setdefault("MRQAP, lstsq", []).append(loop * 10 / ours)
    for name, found in ratios.items():
        print(f"{name:16} {statistics.median(found):6.1f} times as long in a loop")
    return 0 if statistics.median(ratios["QAP, products"]) >= ENOUGH else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 3))
