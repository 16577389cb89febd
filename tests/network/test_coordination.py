"""Who needs to work together, beside who does."""

from __future__ import annotations

import itertools
import random
from datetime import date
from typing import Any

import networkx as nx
import pytest
from tests.network.random_graphs import random_graphs

from opgavekern.model import (
    Area,
    AreaId,
    AreaLevel,
    Contribution,
    Dossier,
    Effort,
    EffortId,
    Goal,
    GoalId,
    Holder,
    Involvement,
    Issue,
    IssueId,
    Organisation,
    OrganisationId,
    Person,
    PersonId,
    Precedence,
    Ref,
    Stakeholder,
    StakeholderId,
)
from opgavekern.network import (
    DependencyKind,
    NetworkError,
    Survey,
    coordination_fit,
    issue_actors,
    issue_dependencies,
)


def _two_mode(ties: list[tuple[Any, Any]], *, actors: str, tasks: Any) -> Any:
    graph: Any = nx.Graph(ties)
    graph.add_nodes_from(actors, bipartite=0)
    graph.add_nodes_from(tasks, bipartite=1)
    return graph


def _house() -> tuple[Any, Any, Any]:
    """Four people, three tasks: the roof depends on the wall, twice as much on the beam."""
    work = _two_mode(
        [("a", "roof"), ("b", "wall"), ("c", "wall"), ("d", "beam"), ("a", "beam")],
        actors="abcd",
        tasks=["roof", "wall", "beam"],
    )
    depends = nx.Graph()
    depends.add_edge("roof", "wall", weight=1)
    depends.add_edge("roof", "beam", weight=2)
    talks: Any = nx.Graph([("a", "b"), ("b", "d")])
    talks.add_nodes_from("abcd")
    return talks, work, depends


def test_by_hand() -> None:
    """C = T_A T_D T_A' worked out on paper, with a task that two share counting as one."""
    found = coordination_fit(*_house())
    # a–b and a–c by roof and wall, a–d by roof and beam and by the beam itself, b–c by the wall.
    weights = {(one.first, one.second): one.weight for one in found.needs}
    assert weights == {("a", "d"): 2, ("a", "b"): 1, ("a", "c"): 1, ("b", "c"): 1}
    assert found.needs[0].first == "a"
    assert [one.is_met for one in found.needs] == [False, True, False, False]
    assert found.congruence == 1 / 4
    assert found.weighted_congruence == 1 / 5
    assert found.superfluous == (("b", "d"),)
    fits = {one.actor: (one.needed, one.met, one.unneeded, one.congruence) for one in found.actors}
    assert fits == {
        "a": (3, 1, 0, 1 / 3),
        "b": (2, 1, 1, 1 / 2),
        "c": (2, 0, 0, 0.0),
        "d": (1, 0, 1, 0.0),
    }


def test_weights_and_the_same_task_count_as_asked() -> None:
    """Weights of dependencies are used where they are asked for, and sharing can be left out."""
    talks, work, depends = _house()
    nx.set_edge_attributes(work, dict.fromkeys(work.edges, 1), "weight")
    heavy = coordination_fit(talks, work, depends, weight="weight", same_task=0)
    weights = {(one.first, one.second): one.weight for one in heavy.needs}
    assert weights == {("a", "d"): 2, ("a", "b"): 1, ("a", "c"): 1}
    shared = coordination_fit(talks, work, same_task=3)
    assert {(one.first, one.second): one.weight for one in shared.needs} == {
        ("a", "d"): 3,
        ("b", "c"): 3,
    }


def test_naive() -> None:
    """Multiplying matrices cell by cell gives the same, whatever the graphs."""
    for seed, graph in enumerate(random_graphs(500)):
        chance = random.Random(seed)
        actors, tasks = list(graph), [1, 2, 3, 4]
        work: Any = _two_mode(
            [(one, task) for one in actors for task in tasks if chance.random() < 0.35],
            actors="".join(actors),
            tasks=tasks,
        )
        depends: Any = nx.DiGraph() if chance.random() < 0.5 else nx.Graph()
        depends.add_edges_from(
            (one, other)
            for one, other in itertools.product(tasks, repeat=2)
            if chance.random() < 0.3
        )
        found = coordination_fit(graph, work, depends)
        on = {(one, task): float(work.has_edge(one, task)) for one in actors for task in tasks}
        d = {(task, task): 1.0 for task in tasks}
        for one, other in itertools.permutations(tasks, 2):
            back = depends.has_edge(other, one) if depends.is_directed() else 0
            d[one, other] = float(depends.has_edge(one, other)) + back
        survey = graph.graph.get("survey")
        met = gaps = unknown = 0
        with_task = {one for one in actors if any(on[one, task] for task in tasks)}
        beside = set()
        for one, other in itertools.combinations(actors, 2):
            needed = sum(
                on[one, task] * d[task, to] * on[other, to]
                for task, to in itertools.product(tasks, repeat=2)
            )
            tied = graph.has_edge(one, other) or graph.has_edge(other, one)
            if needed and tied:
                met += 1
            elif needed and (survey is None or {one, other} & survey.answered):
                gaps += 1
            elif needed:
                unknown += 1
            elif tied and {one, other} <= with_task:
                beside.add((one, other))
            weights = [
                need.weight for need in found.needs if {need.first, need.second} == {one, other}
            ]
            assert weights == ([needed] if needed else [])
        assert (len(found.met), len(found.gaps), found.unknown) == (met, gaps, unknown)
        assert set(found.superfluous) == beside
        assert found.congruence == (met / (met + gaps) if met + gaps else None)
        assert [one.weight for one in found.needs] == sorted(
            (one.weight for one in found.needs), reverse=True
        )
        assert sum(one.met for one in found.actors) == 2 * met
        assert graph.graph.get("survey") is survey


def test_relabelling_changes_names_only() -> None:
    """With other names for the same people the figures are the same."""
    talks, work, depends = _house()
    names = {"a": "z", "b": "q"}
    found = coordination_fit(nx.relabel_nodes(talks, names), nx.relabel_nodes(work, names), depends)
    assert found.congruence == coordination_fit(talks, work, depends).congruence


def test_nothing_needed() -> None:
    """Without needs there is no congruence, and the words say so."""
    empty = coordination_fit(nx.Graph(), nx.Graph())
    assert (empty.congruence, empty.weighted_congruence, empty.needs) == (None, None, ())
    assert "0 pairs" in empty.describe()
    alone = coordination_fit(nx.empty_graph(["a"]), nx.Graph([("a", "t")]))
    assert alone.actors[0].congruence is None


def test_who_is_not_in_the_network_has_no_ties() -> None:
    """An actor that the network lacks counts as without ties; after a survey as not heard."""
    work = _two_mode([("a", 1), ("b", 1)], actors="ab", tasks=[1])
    talks: Any = nx.Graph()
    talks.add_node("c")
    found = coordination_fit(talks, work)
    assert (found.not_in_network, found.without_task, found.congruence) == (2, 1, 0.0)
    talks.graph["survey"] = Survey(asked=["c"], answered=["c"])
    assert coordination_fit(talks, work).unknown == 1


def test_refusals() -> None:
    """What cannot be right is refused with what to do."""
    talks, work, depends = _house()
    with pytest.raises(NetworkError, match="joins two actors"):
        coordination_fit(talks, talks)
    with pytest.raises(NetworkError, match=r"same_task=.-1"):
        coordination_fit(talks, work, same_task=-1)
    with pytest.raises(NetworkError, match="combinations, and effort is 3"):
        coordination_fit(talks, work, depends, effort=3)
    with pytest.raises(NetworkError, match="must be a number"):
        coordination_fit(talks, work, depends, weight="weight")
    nx.set_edge_attributes(work, dict.fromkeys(work.edges, -1), "weight")
    with pytest.raises(NetworkError, match="must be a number"):
        coordination_fit(talks, work, depends, weight="weight")


def _town() -> Dossier:
    """Three issues: two in one district, and one that waits for the first and feeds its goal."""
    east, west, play = (IssueId(one) for one in ("east", "west", "play"))
    return Dossier.of(
        Area(id=AreaId("town"), name="Town", level=AreaLevel.MUNICIPALITY),
        Area(
            id=AreaId("district"),
            name="District",
            level=AreaLevel.DISTRICT,
            parent=AreaId("town"),
        ),
        Issue(
            id=east,
            title="East",
            areas=(AreaId("town"),),
            owners=(OrganisationId("council"), OrganisationId("homes")),
            leads=(Holder(person=PersonId("p1")),),
        ),
        Issue(id=west, title="West", areas=(AreaId("district"),), parent=east),
        Issue(id=play, title="Play"),
        Goal(id=GoalId("g"), title="Calm", issues=(east,)),
        Effort(id=EffortId("e1"), title="Sports", issues=(play,)),
        Effort(id=EffortId("e2"), title="Square", issues=(west,)),
        Contribution(contributor=Ref("effort", "e1"), goal=GoalId("g")),
        Precedence(before=EffortId("e1"), after=EffortId("e2")),
        Person(id=PersonId("p1"), function="lead"),
        Organisation(id=OrganisationId("council"), name="Council"),
        Organisation(id=OrganisationId("homes"), name="Homes"),
        Stakeholder(id=StakeholderId("s-homes"), name="Homes", party=Ref("organisation", "homes")),
        Involvement(stakeholder=StakeholderId("s-homes"), issue=west),
    )


def test_issues_depend_on_each_other_for_a_reason() -> None:
    """A smaller area within a larger, goals, efforts that wait and larger issues all count."""
    found = issue_dependencies(_town())
    told = {
        frozenset((one, other)): {(each.kind, each.through) for each in data["because"]}
        for one, other, data in found.edges(data=True)
    }
    assert told == {
        frozenset(("issue:east", "issue:west")): {
            (DependencyKind.AREA, "area:district"),
            (DependencyKind.PART, "issue:east"),
        },
        frozenset(("issue:east", "issue:play")): {(DependencyKind.CONTRIBUTION, "goal:g")},
        frozenset(("issue:play", "issue:west")): {(DependencyKind.PRECEDENCE, "effort:e1")},
    }
    assert found.edges["issue:east", "issue:west"]["weight"] == 2
    only = issue_dependencies(_town(), by=["part"], on=date(2026, 1, 1))
    assert list(only.edges) == [("issue:east", "issue:west")]
    with pytest.raises(NetworkError, match=r"there is no by=.aera"):
        issue_dependencies(_town(), by="aera")


def test_a_party_that_is_a_stakeholder_works_as_one() -> None:
    """An owner that is a stakeholder too is one actor, and organisations stand for their people."""
    town = _town()
    found = issue_actors(town)
    modes: dict[str, Any] = dict(found.nodes(data="bipartite"))
    assert sorted(one for one, mode in modes.items() if mode == 0) == [
        "organisation:council",
        "person:p1",
        "stakeholder:s-homes",
    ]
    assert found.edges["stakeholder:s-homes", "issue:east"]["work"] == ("owners",)
    among = issue_actors(town, among="organisations")
    assert sorted(among["organisation:homes"]) == ["issue:east", "issue:west"]
    assert among.graph["left_out"] == 1


def test_a_dossier_says_who_should_meet_and_why() -> None:
    """Gaps of a dossier come with their reasons, in both languages."""
    town = _town()
    talks: Any = nx.Graph()
    talks.add_nodes_from(["organisation:council", "stakeholder:s-homes"])
    found = coordination_fit(talks, issue_actors(town), issue_dependencies(town))
    gap = found.gaps[0]
    assert {gap.first, gap.second} == {"organisation:council", "stakeholder:s-homes"}
    assert gap.weight == 2
    assert "beide aan “East”; en nog 1" in gap.text("nl")
    other = gap.reasons[1]
    assert other.text("nl") == "“East” en “West” hangen samen (gebied District, en nog 1)"
    row = found.to_records()[0]
    assert row["tasks"] == ("issue:east", "issue:east + issue:west")
    assert row["because"] == ("area:district", "issue:east")
    assert "cataldo2006" in found.references
