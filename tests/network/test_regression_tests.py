"""What relations follow from: MRQAP."""

from __future__ import annotations

import itertools
import statistics
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import networkx as nx
import numpy as np
import pytest
from tests.network.chance import agrees
from tests.network.published import FOLDER, network, reference
from tests.network.random_graphs import is_known, random_graphs

from opgavekern.network import (
    NetworkError,
    Survey,
    absdiff,
    mrqap,
    qap,
    receiver,
    same,
    sender,
    shared_issues,
)
from opgavekern.network.foundation.replicates import permuted_within

PUBLISHED = [
    (folder.name, told)
    for folder in sorted(FOLDER.iterdir())
    if folder.is_dir()
    for told in reference(folder.name).get("regression", ())
]
#: What R calls what changes places, and how many replicates it had.
RELABELLINGS = [("remainders", "qapspp"), ("outcome", "qapy")]


@pytest.mark.parametrize(("relabelling", "theirs"), RELABELLINGS)
@pytest.mark.parametrize("family", ["linear", "logistic"])
@pytest.mark.parametrize(("name", "told"), PUBLISHED)
def test_published(name: str, told: Any, family: str, relabelling: str, theirs: str) -> None:
    """Coefficients, statistics, fit and chances are those of R's sna."""
    expected = told[f"{'netlm' if family == 'linear' else 'netlogit'}_{theirs}"]
    draws = expected.get("reps", told["reps"])
    found = mrqap(
        network(name, told["y"]),
        {one: network(name, one) for one in told["x"][1:]},
        family=family,
        relabelling=relabelling,
        permutations=300 if family == "linear" else 60,
    )
    assert [one.name for one in found.terms] == told["x"]
    coefficients = [one.coefficient for one in found.terms]
    assert coefficients == pytest.approx(expected["coefficients"], abs=1e-9)
    statistics = expected["t" if family == "linear" else "test_statistic"]
    assert [one.statistic for one in found.terms] == pytest.approx(statistics, abs=1e-9)
    for place, one in enumerate(found.terms):
        if one.chance is None:  # of the constant, when the outcome changes places
            assert (place, relabelling) == (0, "outcome")
            continue
        assert agrees(one.chance, one.chance.at_least, expected["p_ge"][place], draws)
        assert agrees(one.chance, one.chance.at_most, expected["p_le"][place], draws)
        assert agrees(one.chance, one.chance.as_extreme, expected["p_abs"][place], draws)
    if family == "linear":
        assert found.r_squared == pytest.approx(expected["r_squared"], abs=1e-9)
        assert found.cells == expected["observations"]
        assert (found.deviance, found.aic) == (None, None)
    else:
        assert found.deviance == pytest.approx(expected["deviance"], abs=1e-9)
        assert found.aic == pytest.approx(expected["aic"], abs=1e-9)
        assert found.null_deviance is not None
        assert found.null_deviance > expected["deviance"]
        assert found.r_squared is None


def _random(seed: int, *, directed: bool, silent: int) -> nx.Graph[Any]:
    graph: nx.Graph[Any] = nx.gnp_random_graph(8, 0.4, seed=seed, directed=directed)
    chance = np.random.default_rng(seed)
    for tail, head in graph.edges:
        graph[tail][head]["weight"] = float(chance.normal())
    if silent:
        graph.graph["survey"] = Survey(range(8), range(8 - silent))
    return graph


def test_estimates_equal_the_normal_equations() -> None:
    """On all sorts of graphs estimates, t and R² are those of regressing the known cells."""
    told = 0
    for seed, graph in enumerate(random_graphs(500)):
        chance = np.random.default_rng(seed)
        other = nx.create_empty_copy(graph)
        pairs = (itertools.permutations if graph.is_directed() else itertools.combinations)(
            graph, 2
        )
        cells = [pair for pair in pairs if is_known(graph, *pair)]
        if len(graph) < 4 or len(cells) < 4:
            continue
        other.add_weighted_edges_from((*pair, chance.normal()) for pair in cells)
        outcome = [graph.get_edge_data(*pair, {"weight": 0})["weight"] for pair in cells]
        if len(set(outcome)) == 1:
            continue
        found = mrqap(graph, {"x": other}, permutations=1, weight="weight", weight_means="strength")
        x = [other.edges[pair]["weight"] for pair in cells]
        slope, intercept = statistics.linear_regression(x, outcome)
        assert found.cells == len(cells)
        assert [one.coefficient for one in found.terms] == pytest.approx(
            [intercept, slope], abs=1e-9
        )
        assert found.r_squared == pytest.approx(statistics.correlation(x, outcome) ** 2, abs=1e-9)
        told += 1
    assert told > 200


@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize("silent", [0, 2])
def test_naive(directed: bool, silent: int) -> None:
    """One factorisation gives the t that regressing again with a permuted remainder gives."""
    for seed in range(10):
        graph = _random(seed, directed=directed, silent=silent)
        others = [_random(seed + 50 * k, directed=directed, silent=0) for k in (1, 2)]
        found = mrqap(
            graph,
            dict(zip("ab", others, strict=True)),
            permutations=12,
            seed=seed,
            weight="weight",
            weight_means="strength",
        )
        cells = np.ones((8, 8), bool)
        if silent:
            cells[8 - silent :] = False
            cells = cells if directed else cells | cells.T
        cells &= ~np.eye(8, dtype=bool) if directed else np.triu(cells, 1)
        outcome, *terms = (nx.to_numpy_array(one) for one in (graph, *others))
        columns = [np.ones(cells.sum()), *(one[cells] for one in terms)]
        assert found.cells == cells.sum()
        ts = _t(columns, outcome[cells])
        assert [one.statistic for one in found.terms] == pytest.approx(ts, abs=1e-9)
        for place, term in enumerate(found.terms):
            rest = [one for other, one in enumerate(columns) if other != place]
            drawn = _drawn(graph, cells, rest, columns[place], seed)
            assert term.chance is not None
            assert term.chance.mean == pytest.approx(np.mean(drawn), abs=1e-9)
            assert term.chance.sd == pytest.approx(np.std(drawn, ddof=1), abs=1e-9)


def _t(columns: list[Any], outcome: Any) -> list[float]:
    terms = np.column_stack(columns)
    inverse = np.linalg.inv(terms.T @ terms)
    coefficients = inverse @ terms.T @ outcome
    residuals = outcome - terms @ coefficients
    variance = residuals @ residuals / (len(outcome) - len(columns))
    return list(coefficients / np.sqrt(variance * inverse.diagonal()))


def _drawn(graph: nx.Graph[Any], cells: Any, others: list[Any], own: Any, seed: int) -> list[float]:
    """What t becomes, permuting by hand what the other terms leave of one."""
    terms, outcome = np.column_stack(others), nx.to_numpy_array(graph)[cells]
    matrix = np.zeros((8, 8))
    matrix[cells] = own - terms @ np.linalg.lstsq(terms, own, rcond=None)[0]
    if not graph.is_directed():
        matrix += matrix.T
    survey = graph.graph.get("survey")
    answered = 8 if survey is None else len(survey.answered)
    # Those that did not answer come first, as the truths of their rows sort.
    strata = [one for one in (np.arange(answered, 8), np.arange(answered)) if len(one)]
    chance = np.random.default_rng([seed, 0])
    drawn = []
    for _ in range(12):
        order = permuted_within(chance, strata)
        drawn.append(_t([*others, matrix[np.ix_(order, order)][cells]], outcome)[-1])
    return drawn


def test_one_predictor_is_its_correlation() -> None:
    """With one predictor R² is the square of the QAP correlation, and p is the same."""
    one, other = network("krackhardt", "advice"), network("krackhardt", "friendship")
    found = mrqap(one, {"x": other}, relabelling="outcome", permutations=200)
    alone = qap(one, other, permutations=200)
    assert found.r_squared == pytest.approx(alone.correlation**2)
    assert found.terms[0].chance is None
    chance = found.terms[1].chance
    assert chance is not None
    assert abs(chance.p_at_least - alone.chance.p_at_least) < 0.05


def test_covariates() -> None:
    """What actors are explains a relation: together, apart, sending, receiving, sharing issues."""
    graph = nx.gnp_random_graph(9, 0.4, seed=4, directed=True)
    kinds = {one: one % 2 for one in graph}
    ages = {one: float(one * one) for one in graph}
    issues = nx.Graph([(one, f"issue {one % 4}") for one in graph])
    issues.add_edges_from((one, "issue of all") for one in graph if one != 3)
    found = mrqap(
        graph,
        {
            "same": same(kinds),
            "apart": absdiff(ages),
            "sends": sender(ages),
            "receives": receiver(ages),
            "shared": shared_issues(issues),
        },
        permutations=20,
    )
    pairs = [(i, j) for i in graph for j in graph if i != j]
    columns = [
        [1.0 for _ in pairs],
        [float(kinds[i] == kinds[j]) for i, j in pairs],
        [abs(ages[i] - ages[j]) for i, j in pairs],
        [ages[i] for i, _ in pairs],
        [ages[j] for _, j in pairs],
        [float(len(set(issues[i]) & set(issues[j]))) for i, j in pairs],
    ]
    outcome = np.array([float(graph.has_edge(i, j)) for i, j in pairs])
    ts = _t([np.array(one) for one in columns], outcome)
    assert [one.statistic for one in found.terms] == pytest.approx(ts, abs=1e-9)


def test_workers_change_nothing() -> None:
    """A seed gives the same result alone and with processes."""
    advice, friends = network("krackhardt", "advice"), network("krackhardt", "friendship")
    alone = mrqap(advice, {"friends": friends}, permutations=150)
    with ProcessPoolExecutor(2) as processes:
        split = mrqap(advice, {"friends": friends}, permutations=150, executor=processes)
    assert split == alone


def test_what_cannot_be_told_apart_is_refused() -> None:
    """Terms that follow from others, or separate ties from their absence, are named."""
    advice, friends = network("krackhardt", "advice"), network("krackhardt", "friendship")
    with pytest.raises(NetworkError, match=r"again. follows from the terms before it"):
        mrqap(advice, {"friends": friends, "again": friends})
    with pytest.raises(NetworkError, match=r"nobody. follows from the terms before it"):
        mrqap(advice, {"nobody": nx.create_empty_copy(friends)})
    with pytest.raises(NetworkError, match="tell pairs with and without a tie apart"):
        mrqap(advice, {"itself": advice}, family="logistic")
    with pytest.raises(NetworkError, match="nothing to explain"):
        mrqap(nx.create_empty_copy(friends), {"friends": friends})
    with pytest.raises(NetworkError, match="2 pairs are too few for 2 terms"):
        mrqap(nx.DiGraph([("a", "b")]), {"back": nx.DiGraph([("b", "a")])})


def test_explained_exactly_there_is_no_chance() -> None:
    """A relation that is its own predictor has R² 1, and says nothing of chance."""
    friends = network("krackhardt", "friendship")
    found = mrqap(friends, {"itself": friends}, permutations=5)
    assert found.r_squared == pytest.approx(1)
    assert found.describe().startswith("MRQAP (linear) over 420 pairs")


def test_only_ties_that_are_or_are_not_are_logistic() -> None:
    """Logistic regression refuses strengths."""
    graph: nx.DiGraph[Any] = nx.DiGraph()
    graph.add_edge("a", "b", weight=3)
    graph.add_edge("b", "c", weight=1)
    with pytest.raises(NetworkError, match=r"there is also .3.0. here"):
        mrqap(
            graph,
            {"apart": absdiff({"a": 1, "b": 2, "c": 4})},
            family="logistic",
            weight="weight",
            weight_means="strength",
        )


def test_choices_are_named() -> None:
    """What there is no such thing of is told with what there is."""
    with pytest.raises(NetworkError, match=r"no family=.logit.*logistic"):
        mrqap(nx.path_graph(3), {}, family="logit")


def test_an_estimate_without_end_is_told() -> None:
    """A predictor that no tie ever has gives a number that says nothing, and that is said."""
    ties = nx.gnp_random_graph(14, 0.3, seed=3)
    apart = nx.Graph()
    apart.add_nodes_from(ties)
    apart.add_edges_from(list(nx.complement(ties).edges)[:6])
    found = mrqap(ties, {"apart": apart}, family="logistic", permutations=5)
    assert found.without_end == ("apart",)
    assert "heeft geen einde" in found.describe("nl")
    assert mrqap(ties, {"apart": apart}, permutations=5).without_end == ()
