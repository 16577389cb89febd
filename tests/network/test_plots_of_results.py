"""Every result has a picture, and what stands in it is what the result says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import networkx as nx
import pytest
from matplotlib.figure import Figure
from tests.network.drawn_results import (
    DEGREES,
    DRAWN,
    INFORMATION,
    MONEY,
    asked,
    positions,
    signed,
    stakes,
)

from opgavekern.base.results import Result
from opgavekern.network import (
    ActorMeasure,
    NetworkError,
    Survey,
    actors,
    bootstrap,
    cohesion,
    equivalence,
    formal_and_actual,
    governance_mode,
    respondent_agreement,
    salience,
    support_reach,
)
from opgavekern.network.foundation.null_distributions import NullDistribution
from opgavekern.network.foundation.outcomes import NetworkResult, SourcedResult
from opgavekern.network.plots.chance import middle_of


def _results(cls: type[Result]) -> Iterator[type[Result]]:
    for below in cls.__subclasses__():
        if below.__module__.startswith("opgavekern.network."):
            yield below
            yield from _results(below)


def _names() -> list[str]:
    found = {*_results(Result)} - {NetworkResult, SourcedResult}
    # By name: a class with slots is made twice, and the first may still be there.
    return sorted({one.__name__ for one in found})


def _axes() -> Any:
    """Axes that pyplot does not keep."""
    return Figure(figsize=(7, 5)).subplots()


def _drawn(name: str, **options: Any) -> tuple[Any, Any]:
    """A result with its picture."""
    result, beside = DRAWN[name]()
    return result, result.plot(_axes(), **beside, **options)


def _words(axes: Any) -> list[str]:
    return [text.get_text() for text in axes.texts if text.get_text()]


def _ticks(axes: Any) -> list[str]:
    return [tick.get_text() for tick in axes.get_yticklabels()]


def _legend(axes: Any) -> list[str]:
    return [text.get_text() for text in axes.get_legend().get_texts()]


def _lengths(axes: Any) -> list[float]:
    return [bar.get_width() for bar in axes.patches]


@pytest.mark.parametrize("name", _names())
def test_every_result_is_drawn(name: str) -> None:
    """On the axes that are given, which come back, with something on them and a question above.

    So too without what a result does not hold, such as the graph.
    """
    result, beside = DRAWN[name]()
    for said in (beside, {}):
        axes = _axes()
        assert result.plot(axes, language="nl", **said) is axes
        assert axes.has_data() or _words(axes)
        assert axes.get_title(loc="left")


def test_questions_in_the_language() -> None:
    """A picture says its question, and what its axis is, in the language asked."""
    for language, said in (
        ("nl", ("Wie staat het hoogst? 3 van 10", "aantal relaties")),
        ("en", ("Who comes first? 3 of 10", "degree")),
    ):
        _, axes = _drawn("ActorPanel", most=3, language=language)
        assert (axes.get_title(loc="left"), axes.get_xlabel()) == said


def test_highest_first() -> None:
    """Actors stand by one measure, the highest on top; who has no value is left out."""
    found, axes = _drawn("ActorPanel", measure="betweenness", most=3)
    values = found.values_of(ActorMeasure.BETWEENNESS)
    top = sorted(values, key=lambda one: -values[one])[:3]
    assert _ticks(axes) == list(found.reading.called(top))
    assert _lengths(axes) == [values[one] for one in top]
    assert _words(actors(nx.star_graph(3), ["betweenness"]).plot(_axes())) == ["3", "0", "0", "0"]
    silent = actors(asked(), ["out_degree"])
    assert len(_ticks(silent.plot(_axes()))) == 8
    with pytest.raises(NetworkError, match="no measure to draw"):
        actors(MONEY, []).plot()


def test_brokers_by_role() -> None:
    """A bar for each broker, with the number of pairs in each role; all pairs together."""
    found, axes = _drawn("BrokerTriads")
    assert sum(_lengths(axes)) == len(found.triads)
    assert _ticks(axes)[:2] == ["Office of the Mayor", "Chamber of Commerce"]
    assert _legend(axes)[0] == "coordinator"
    assert len(_ticks(found.plot(_axes(), most=2))) == 2


def test_shares_of_centralisation() -> None:
    """A bar for each measure, with who it turns on."""
    found, axes = _drawn("Centralisation")
    assert _lengths(axes) == [one.share for one in found.measures]
    assert "0.383 (Office of the Mayor)" in _words(axes)


def test_pairs_by_kind() -> None:
    """A line for each pair that agrees or is opposed; the legend says what occurs."""
    found, axes = _drawn("CoalitionPotential")
    kinds = {one.kind.text("en") for one in found.pairs if one.kind is not None}
    assert set(_legend(axes)) == kinds - {"neither agreeing nor opposed"}
    assert len(_words(axes)) == 5


def test_cohesion_from_0_to_1() -> None:
    """Directed networks have all figures, undirected ones those that say something."""
    found, axes = _drawn("Cohesion")
    assert _lengths(axes)[:2] == [found.density, found.dyads.edgewise]
    assert len(_ticks(axes)) == 8
    assert "reciprocity" not in _ticks(cohesion(nx.path_graph(3)).plot(_axes()))
    nobody = cohesion(nx.Graph()).plot(_axes())
    assert _words(nobody)[0] == "–"


def test_contacts_that_constrain() -> None:
    """The highest parts stand on top, of all or of one actor, and both are named."""
    found, axes = _drawn("ConstraintParts", most=4)
    assert _lengths(axes) == sorted((one.constraint for one in found.parts), reverse=True)[:4]
    ego = found.parts[0].ego
    own = found.plot(_axes(), ego=ego)
    assert _lengths(own) == [one.constraint for one in found.of(ego)]
    assert all(" ← " in name for name in _ticks(own))


def _lines(axes: Any) -> int:
    """How many ties are drawn without an arrowhead."""
    return sum(len(one.get_segments()) for one in axes.collections if hasattr(one, "get_segments"))


def test_needs_and_ties() -> None:
    """Pairs who need each other have a line, by whether they have a tie."""
    found, axes = _drawn("CoordinationFit")
    assert _lines(axes) == len(found.needs) + len(found.superfluous)
    assert set(_legend(axes)) == {"needed and there", "needed and not there"}
    both, drawn = _drawn("FormalAndActual", language="nl")
    assert _lines(drawn) == len(both.required) + len(both.informal)
    assert _legend(drawn) == [
        "gevraagd en aanwezig",
        "gevraagd en er niet",
        "niet gevraagd, wel aanwezig",
    ]


def test_ways_of_what_is_asked() -> None:
    """Where ties go one way they have an arrowhead; one that goes both ways has none."""
    formal, actual = nx.DiGraph(["ab", "ba", "bc"]), nx.DiGraph(["ab", "ba"])
    axes = formal_and_actual(formal, actual).plot(_axes())
    assert len([one for one in axes.texts if getattr(one, "arrow_patch", None) is not None]) == 1


def test_nearest_the_core() -> None:
    """Who is nearest the core stands on top."""
    found, axes = _drawn("Coreness", most=3)
    assert _lengths(axes) == sorted((one.coreness for one in found.actors), reverse=True)[:3]


def test_most_alike_beside_each_other() -> None:
    """A cell holds the value of its two; actors that no other parts are neighbours."""
    found = equivalence(nx.Graph(["ac", "bd", "ae", "be", "ce", "de"]))
    image = found.plot(_axes()).images[0].get_array()
    assert sorted(image.ravel()) == sorted(one for row in found.values for one in row)
    twins = equivalence(nx.Graph(["ax", "by", "ay", "bx", "xz"]), likeness="correlation")
    names = _ticks(twins.plot(_axes()))
    assert abs(names.index("a") - names.index("b")) == 1
    assert len(_ticks(equivalence(nx.empty_graph(61)).plot(_axes()))) == 0
    assert _ticks(equivalence(nx.path_graph("ab")).plot(_axes())) == ["a", "b"]
    assert not equivalence(nx.Graph()).plot(_axes()).images
    silent = nx.path_graph("abc", nx.DiGraph)
    silent.graph["survey"] = Survey(list("abc"), [])
    unknown = equivalence(silent, likeness="hamming").plot(_axes())
    assert unknown.images[0].get_array().mask.all()


@pytest.mark.parametrize("name", ["BootstrapEstimate", "ErrorSimulation", "ImputationInterval"])
def test_one_figure(name: str) -> None:
    """The figure is a dot, and that of drawn networks a dot with a line from low to high."""
    found, axes = _drawn(name)
    drawn = found.drawn if name == "ErrorSimulation" else found
    seen = found.available if name == "ImputationInterval" else found.observed
    values = [list(line.get_xdata()) for line in axes.lines]
    assert values == [[seen], [drawn.low, drawn.high], [drawn.mean]]


def test_no_figure() -> None:
    """A figure that no network has is a dash."""
    axes = bootstrap(MONEY, lambda _: None, replicates=3).plot(_axes())
    assert _words(axes) == ["–", "–, between – and –"]


def test_governance_of_one() -> None:
    """Figures of the network, and those of who has most ties by name."""
    found, axes = _drawn("GovernanceIndicators", language="nl")
    assert _lengths(axes)[0] == found.density
    assert _ticks(axes)[3:5] == ["United Way", "– deel van alle relaties"]
    assert _lengths(axes)[4] == found.central[0].share_of_ties
    assert len(_ticks(governance_mode(nx.empty_graph(3)).plot(_axes()))) == 3


def test_gain_of_introductions() -> None:
    """A bar for each introduction, as long as what it adds."""
    found, axes = _drawn("Introductions")
    assert _lengths(axes) == [one.gain for one in found.introductions]
    assert all(" – " in name for name in _ticks(axes))


def test_worth_together_and_alone() -> None:
    """Key players together, each alone, and nobody."""
    found, axes = _drawn("KeyPlayers")
    assert _lengths(axes) == [found.value, *found.alone, found.before]
    assert (_ticks(axes)[0], _ticks(axes)[-1]) == ("together", "nobody")


def test_terms_beside_permutations() -> None:
    """A dot for the statistic of each term but the constant, and 95% of the permutations."""
    found, axes = _drawn("NetworkRegression")
    assert _ticks(axes) == ["money", "same", "apart"]
    dots = [line.get_xdata()[0] for line in axes.lines if len(line.get_xdata()) == 1]
    assert dots == [term.statistic for term in found.terms[1:]]


def test_models_beside_each_other() -> None:
    """A row for each term of each model, those of one term together; the legend has the models."""
    found, axes = _drawn("ModelTable")
    assert _ticks(axes) == ["money", "", "same"]
    assert _legend(axes) == ["1", "2"]
    one, two = (model.model.terms for model in found.models)
    dots = [line.get_xdata()[0] for line in axes.lines if len(line.get_xdata()) == 1]
    assert dots == [one[1].statistic, two[1].statistic, two[2].statistic]


def test_middle_of_chance() -> None:
    """Between the first and last step beyond which 2.5% of the replicates lie on either side."""
    spread = (1, *[6] * 6, *[2], *[1])
    chance = NullDistribution(
        replicates=40, mean=0, sd=1, at_most=0, at_least=0, as_extreme=0,
        lowest=0.0, highest=9.0, spread=spread,
    )  # fmt: skip
    assert middle_of(chance) == (1.0, 8.0)
    assert middle_of(chance, share=1) == (0.0, 9.0)


def test_ends_of_ties() -> None:
    """A dot for each tie with the numbers of both ends; other numbers are refused."""
    found, axes = _drawn("NumericAssortativity")
    dots = axes.collections[0].get_offsets().tolist()
    assert dots == [[DEGREES[one], DEGREES[two]] for one, two in INFORMATION.edges]
    with pytest.raises(NetworkError, match="not the network"):
        found.plot(graph=INFORMATION, number=dict.fromkeys(INFORMATION, 1))


def test_agreement_by_organisation() -> None:
    """Who agree least on top, and the share of ties that both name; one respondent is none."""
    ties = nx.DiGraph([("a", "x"), ("b", "y"), ("c", "x"), ("d", "x"), ("x", "a")])
    found = respondent_agreement(ties, dict(zip("abcdxy", "ABBCDE", strict=True)))
    axes = found.plot(_axes(), language="nl")
    assert _ticks(axes) == ["B", ""]
    assert _words(axes) == ["2 mensen"]
    assert [line.get_xdata()[0] for line in axes.lines[:2]] == [0.5, 0.0]


def test_salience_in_a_table() -> None:
    """Who has most attributes on top, in bold what reaches its threshold, not known last."""
    _, axes = _drawn("Salience")
    assert _ticks(axes) == ["Bakers", "Buyers", "Others"]
    assert _words(axes)[:4] == ["0.9", "0.7", "0.8", "definitive"]
    bold = [text.get_text() for text in axes.texts if text.get_weight() == "bold"]
    assert bold == ["0.9", "0.7", "0.8", "0.7", "0.8"]
    twice = [{**stakes()[0], "issue": one} for one in ("road", "park")]
    assert _ticks(salience(twice).plot(_axes())) == ["Bakers (park)", "Bakers (road)"]


def test_motifs_beside_chance() -> None:
    """A dot for the share of each motif that is closed, and a line for what chance gives."""
    found, axes = _drawn("SocialEcologicalMotifs", language="nl")
    assert _ticks(axes)[0] == "samen aan één opgave"
    values = [list(line.get_xdata()) for line in axes.lines]
    (one,) = found.motifs
    assert values == [[one.low, one.high], [one.share]]
    assert _words(axes) == [f"{one.closed} van {one.closed + one.open}"]


def test_two_sides() -> None:
    """Each signed pair has a line, and each side a form; a graph with other ties is refused."""
    found, axes = _drawn("SignedBalance")
    assert _lines(axes) == found.positive + found.negative
    assert _legend(axes) == ["positive", "negative", "one side", "other side"]
    assert axes.get_title(loc="left") == "Are there two sides? Ties against: 1"
    fewer = signed()
    fewer.remove_edge("Ann", "Ben")
    with pytest.raises(NetworkError, match="not the network"):
        found.plot(graph=fewer)


def test_whom_both_sides_reach() -> None:
    """A bar for each issue, with how many actors each side reaches."""
    said = [{**one, "issue": issue} for one in positions() for issue in ("park", "road")]
    found = support_reach(signed(), stakes=said)
    axes = found.plot(_axes())
    assert _ticks(axes) == ["park", "road"]
    assert sum(_lengths(axes)) == len(found.actors)


def test_figure_by_threshold() -> None:
    """A dot for each threshold that has the figure."""
    found, axes = _drawn("ThresholdSweep")
    points = [(one.threshold, one.figure) for one in found.figures]
    assert list(zip(*axes.lines[0].get_data(), strict=True)) == points
