"""Everything public travels between processes: it pickles, copies, and comes out equal."""

from __future__ import annotations

import copy
import functools
import importlib
import multiprocessing
import pickle
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import networkx as nx
import pytest
from hypothesis import given

from opgavekern import check, load
from opgavekern.base.errors import (
    BadValueError,
    DossierError,
    Location,
    MissingExtraError,
    Notice,
    OpgavekernError,
    PluginError,
    Problem,
)
from opgavekern.base.texts import Text, message
from opgavekern.exchange import NetworkFileError, Sheet, TableError, UnknownImporterError
from opgavekern.files import (
    Clash,
    ClashError,
    LossError,
    NotWrittenError,
    OriginError,
    UnwritableError,
)
from opgavekern.governance import (
    Basis,
    CheckResult,
    Dated,
    Depart,
    Fill,
    Governance,
    HeadingBlock,
    HookArgument,
    MergeFact,
    PluginSection,
    RefusedPlugin,
    RenameFact,
    RetireFact,
    RulesError,
    SectionPlace,
    TableBlock,
    Tighten,
    WrittenRules,
    diagnose,
    hooks_of,
)
from opgavekern.handbook import Handbook
from opgavekern.model import (
    KINDS,
    Change,
    ConflictError,
    Dossier,
    DuplicateIdError,
    Ref,
    UnknownIdError,
    UnknownKindError,
    WithheldError,
    redacted,
)
from opgavekern.network import (
    Dependency,
    DependencyKind,
    ErrorRates,
    NetworkError,
    Requirement,
    RequirementKind,
    Survey,
    actors,
    attack_curve,
    block_model,
    broker_triads,
    brokerage,
    centralisation,
    change,
    coalition_potential,
    cohesion,
    communities,
    constraint_parts,
    coordination_fit,
    core_periphery,
    coreness,
    ego_networks,
    ei_index,
    equivalence,
    error_simulation,
    formal_and_actual,
    governance_mode,
    introductions,
    key_players,
    missing_voices,
    mixing,
    position_influence,
    power_interest,
    ranking_errors,
    respondent_agreement,
    robustness,
    salience,
    same,
    single_contacts,
    small_world,
    social_ecological_motifs,
    support_reach,
    two_mode,
)
from opgavekern.network import balance as signed_balance
from opgavekern.showing import show
from opgavekern.testing import Expected, ScenarioResult, a, a_dossier, an_issue, dossiers

EXAMPLE = Path(__file__).parents[1] / "examples" / "helmond"
ON = date(2026, 9, 1)
PACKAGES = tuple(
    f"opgavekern{name}"
    for name in (
        *("", ".base", ".model", ".files", ".governance", ".teams", ".delivery", ".steering"),
        *(".showing", ".testing", ".exchange", ".comparing", ".report", ".handbook"),
        ".network",
    )
)
#: What hypothesis makes inside its own functions, and pluggy's marker, which has no equal.
OF_OTHERS = frozenset({"dossiers", "hookimpl"})

pytestmark = pytest.mark.needs("standard", "testing")


def _public() -> list[tuple[str, str]]:
    return [
        (package, name)
        for package in PACKAGES
        for name in importlib.import_module(package).__all__
        if name not in OF_OTHERS
    ]


def _travelled(value: Any) -> Iterable[Any]:
    """The value as it comes out of each protocol, and of both ways to copy."""
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        yield pickle.loads(pickle.dumps(value, protocol))  # noqa: S301 - our own bytes
    yield copy.deepcopy(value)
    yield copy.copy(value)


@pytest.mark.parametrize(("package", "name"), _public(), ids=str)
def test_every_public_name_pickles(package: str, name: str) -> None:
    """Classes, functions and constants are found again where they were."""
    value = getattr(importlib.import_module(package), name)
    for again in _travelled(value):
        assert again == value


@functools.cache
def _loaded() -> tuple[Dossier, Governance, CheckResult]:
    dossier, governance = load(EXAMPLE)
    return dossier, governance, check(dossier, governance, on=ON)


@functools.cache
def _samples() -> Mapping[type, Any]:
    """Values of classes that no builder makes of plain data."""
    dossier, governance, result = _loaded()
    location = Location(file="a.yaml", line=1, excerpt="x")
    problem = Problem(code="c", message=message("m", "m"), location=location, path=("a", 1))
    issue = next(iter(dossier.issues))
    changes = dossier.diff(dossier.replace(attrs.evolve(issue, title="Anders")))
    said = message("nl {a}", "en {a}", a=Text(nl="x", en="y"))
    noticed = Notice(code="c", message=said, remedy=said, location=location)
    found: list[Any] = [
        dossier, governance, result, result.findings[0], problem, location, changes,
        next(iter(changes)), next(iter(changes)).fields[0], KINDS[0], governance.plugins[0],
        governance.plugins[0].info, governance.rules[0], redacted(dossier, key=b"k" * 16),
        governance.plugins[0].criteria[0],
        show(dossier, "issue", issue.id, on=ON), dossier.issues, result.receipt,
        OpgavekernError(said), BadValueError(said, code="x", remedy=said, field="f"),
        DossierError([problem], language="nl", notices=[noticed]),
        MissingExtraError("pandas", "science"),
        PluginError(said, plugin="p", distribution="d 1", hook="h", beside="q"),
        RefusedPlugin(name="p", distribution="d 1", hook="h", message=said),
        WithheldError("people"),
        UnknownKindError("opgva"), ConflictError([Ref("issue", "i")]), DuplicateIdError(said),
        UnknownIdError(said), Change(before=issue), UnwritableError(said), OriginError(said),
        LossError("a.xlsx", [said]), NotWrittenError(Path("a.yaml"), said),
        TableError([problem], language="nl"), NetworkFileError([problem]),
        UnknownImporterError(said), RulesError([problem], language="nl"),
        WrittenRules(changes=(_declared()[0],), namespace="TST", file="regels.yaml", digest="ab"),
        Sheet.of([["Id", "Title"], ["i", "T"]], name="a.csv"),
        diagnose(), diagnose().plugins[0], hooks_of(governance), hooks_of(governance).hooks[1],
        HookArgument(name="options", meaning="m"), Handbook(on=ON, language="nl", title="t"),
        *_declared(),
        Expected(code="NL-001", subject="issue i"),
        ScenarioResult(
            file="a", language="nl", expected=(), found=(Expected(code="c", subject="s"),),
            failures=(),
        ),
        ClashError("a.xlsx", "a", [Clash(Ref("issue", "i"), "title", location, None)]),
        NetworkError(said), *_of_networks(), *_of_stakeholders(), *_of_fit(),
    ]  # fmt: skip
    for one in found:
        if isinstance(one, OpgavekernError):
            one.language = "nl"
    return {type(one): one for one in found}


def _of_networks() -> list[Any]:
    """What is said of a network of three in a row, and its parts that name an actor."""
    chain, sides = nx.path_graph(3, create_using=nx.DiGraph), {0: "x", 1: "x", 2: "y"}
    balance, mixed = ei_index(chain, sides), mixing(chain, sides)
    roles, triads = brokerage(chain, sides), broker_triads(chain, sides)
    nx.set_edge_attributes(chain, 1, "s")
    hangs, turns = cohesion(chain), centralisation(chain)
    rates = ErrorRates(missed=0.5)
    unsure = error_simulation(chain, nx.density, rates=rates, replicates=2)
    ranked = ranking_errors(chain, nx.degree_centrality, rates=rates, replicates=2)
    lost, meeting = robustness(chain), single_contacts(chain, sides)
    parts, around = constraint_parts(chain), ego_networks(chain)
    core, near = core_periphery(chain, pattern="ones"), coreness(chain)
    return [
        core, near, near.actors[0], equivalence(chain), block_model(chain, 2),
        communities(chain), parts, parts.parts[0], lost, lost.losses[0], lost.before, meeting,
        meeting.contacts[0], around, around.egos[0], key_players(chain), attack_curve(chain), rates,
        unsure, unsure.drawn, ranked, ranked.actors[0],
        same("kind"), Survey(asked=["s", "t"], answered=["s"]), balance, balance.actors[0],
        balance.groups[0], mixed, mixed.groups[0], roles, roles.groups[0], triads,
        triads.triads[0], actors(chain), respondent_agreement(chain, sides),
        respondent_agreement(chain, sides).groups[0],
        triads.triads[0], actors(chain), hangs, hangs.bridges[0], turns, turns.measures[0],
        *_small_worlds(), signed_balance(chain, sign="s"),
        two_mode(chain, {0: "x", 1: "y", 2: "x"}),
    ]  # fmt: skip


def _small_worlds() -> list[Any]:
    found = small_world(nx.path_graph(3), draws=2)
    return [found, found.clustering]


def _of_stakeholders() -> list[Any]:
    """What is said of stakeholders, and of two of them at two times."""
    known = [{"stakeholder": "s", "power": 1, "legitimacy": 0, "urgency": 1, "interest": 1}]
    counts, grid = salience(known), power_interest(known)
    field = position_influence([{"stakeholder": "s", "position": 1, "influence": 1}])
    silent: Any = nx.Graph(["st"])
    silent.add_node("u", interest=1, x=1)
    unheard = missing_voices(silent, expected={"x": [1, 2]}, events=["s"])
    reach = support_reach(nx.path_graph("st"), stakes=[{"stakeholder": "s", "position": 1}])
    friends = [{"stakeholder": one, "position": 1} for one in "st"]
    allied = coalition_potential(nx.path_graph("st"), {"s": "x", "t": "x"}, stakes=friends)
    pair, meet = nx.Graph(["st"]), introductions(nx.path_graph(3))
    turned = change(pair, pair, group=dict.fromkeys("st", "x"), measures={"size": len})
    return [
        counts, counts.stakeholders[0], counts.stakeholders[0].stake, grid, grid.stakeholders[0],
        field, field.stakeholders[0], field.balances[0], reach, reach.actors[0],
        allied, allied.pairs[0], allied.coalitions[0], allied.groups[0],
        turned, turned.steps[0], turned.steps[0].actors[0], turned.steps[0].groups[0],
        turned.figures[0], meet, meet.introductions[0], unheard, unheard.voices[0],
        unheard.unheard[0], unheard.isolates[0], unheard.events[0],
    ]  # fmt: skip


def _of_fit() -> list[Any]:
    """What is said of who should work together."""
    why = Dependency(kind=DependencyKind.AREA, through="area:a")
    depends = nx.Graph()
    depends.add_edge("roof", "wall", because=(why,))
    fits = coordination_fit(nx.Graph(["st"]), nx.Graph([("s", "roof"), ("t", "wall")]), depends)
    work = nx.Graph([("s", "roof"), ("t", "wall"), ("u", "roof")])
    motifs = social_ecological_motifs(nx.path_graph("stu"), work, depends, draws=2)
    asks = Requirement(kind=RequirementKind.TEAM, through="team:t")
    formal = nx.Graph()
    formal.add_edge("s", "t", because=(asks,))
    formality = formal_and_actual(formal, nx.Graph(["st"]))
    governed = governance_mode(nx.path_graph(3))
    return [
        *(governed, governed.central[0]),
        *(motifs, motifs.motifs[0], motifs.gaps[0]),
        *(fits, fits.needs[0], fits.needs[0].reasons[0], fits.actors[0], why),
        *(formality, formality.required[0], formality.actors[0], asks),
    ]


def _declared() -> list[Any]:
    """What a plugin may say of rules and their numbers."""
    both = Text(nl="nl", en="en")
    table = TableBlock(caption=both, heads=(both,), rows=((3,), (both,)))
    said: dict[str, Any] = {"rule": "NL-001", "basis": Basis(reference="r"), "parameter": "p"}
    return [
        *(one(**said, value=3) for one in (Fill, Tighten, Depart)),
        RenameFact(record=Ref("role", "r"), basis=Basis(reference="r"), name="n"),
        RetireFact(record=Ref("role", "r"), basis=Basis(reference="r")),
        MergeFact(record=Ref("role", "r"), basis=Basis(reference="r"), into=Ref("role", "s")),
        Dated(first=ON, value=3, reference="act"),
        PluginSection(
            name="s", place=SectionPlace.REPORT, title=both, blocks=(HeadingBlock(both), table)
        ),
        table,
    ]


def _classes() -> list[type]:
    found = (getattr(importlib.import_module(package), name) for package, name in _public())
    return sorted(
        {
            one
            for one in found
            if isinstance(one, type) and (attrs.has(one) or issubclass(one, BaseException))
        },
        key=lambda one: f"{one.__module__}.{one.__qualname__}",
    )


#: Made and used on the spot, of no use in another process, or made of the above.
_ON_THE_SPOT = frozenset(
    {"Merge", "RuleContext", "CriterionContext", "Vocabulary", "Builder", "Result", "Clash"}
)


@pytest.mark.parametrize("cls", _classes(), ids=lambda one: one.__name__)
def test_every_value_of_a_public_class_travels(cls: type) -> None:
    """Equal on arrival, with the same words; an error says the same with the same parts."""
    if cls.__name__ in _ON_THE_SPOT:
        pytest.skip("made and used on the spot")
    value = _samples().get(cls)
    if value is None:
        value = a(cls)
    for again in _travelled(value):
        if isinstance(value, BaseException):
            assert type(again) is type(value)
            assert str(again) == str(value)
            assert again.args == value.args or isinstance(value, DossierError | ConflictError)
            assert {k: v for k, v in vars(again).items() if not k.startswith("_")} == {
                k: v for k, v in vars(value).items() if not k.startswith("_")
            }
        elif isinstance(value, Governance):
            assert [one.code for one in again.rules] == [one.code for one in value.rules]
            assert again.facts == value.facts
        elif isinstance(value, Sheet):  # Told apart by which it is, not by what is in it.
            assert attrs.astuple(again) == attrs.astuple(value)
        else:
            assert again == value


@given(dossiers())
def test_a_dossier_travels_with_its_indexes_cold(dossier: Dossier) -> None:
    """A dossier that was asked much, and a view of it, arrive equal and answer the same."""
    dossier.issues.by("leads")
    for one in (dossier, dossier.view(without=["people"])):
        assert one.digest
        for again in _travelled(one):
            assert again == one
            assert again.digest == one.digest
            assert again.withheld == one.withheld
            assert again.laid_under == one.laid_under


def _check_elsewhere(dossier: Dossier, governance: Governance) -> tuple[str, CheckResult]:
    """What another process makes of a dossier that it was sent."""
    return dossier.digest, check(dossier, governance, on=ON)


def test_another_process_gives_the_same_answer() -> None:
    """A process started afresh gets dossier and governance, and sends an equal result back."""
    dossier, governance, result = _loaded()
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        digest, answer = pool.submit(_check_elsewhere, dossier, governance).result(timeout=120)
    assert digest == dossier.digest
    assert answer == result
    assert answer.describe("nl") == result.describe("nl")
    assert a_dossier(an_issue()).digest == a_dossier(an_issue()).digest
