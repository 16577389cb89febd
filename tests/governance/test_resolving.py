from __future__ import annotations

import itertools
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.governance.plugins import a_rule

from opgavekern.base.errors import PluginError
from opgavekern.base.texts import Text
from opgavekern.governance import (
    ActivePlugin,
    Basis,
    Dated,
    Depart,
    Fill,
    Layer,
    PluginInfo,
    Stricter,
    Tighten,
    parameter,
)
from opgavekern.governance.in_force import ANYONE_ELSE, Resolution, Resolved, Version, setting_of
from opgavekern.governance.places import ANYWHERE_ELSE, nearest
from opgavekern.governance.resolving import resolve
from opgavekern.model import Area, AreaId, AreaLevel, Dossier, OrganisationId, Period

pytestmark = pytest.mark.needs("standard")

DAYS = tuple(date(2026, month, 1) for month in (1, 4, 7, 10))
TOWNS = tuple(map(OrganisationId, ("amber", "basalt", "cobalt")))
#: Areas that plugins govern; the second lies in the first.
AREAS = tuple(map(AreaId, ("north", "quarter", "south")))
PARENTS = {AREAS[1]: AREAS[0]}
MAP = Dossier.of(
    *(Area(id=one, name=one, level=AreaLevel.DISTRICT, parent=PARENTS.get(one)) for one in AREAS)
)
NAMESPACES = ("AAA", "BBB", "CCC", "DDD", "EEE", "FFF")
OPEN = frozenset(Layer) - {Layer.NATIONAL}
#: Name, direction and whether it is open, of each parameter that is drawn.
PARAMETERS = (
    ("most", Stricter.LOWER, True),
    ("least", Stricter.HIGHER, False),
    ("free", None, True),
)
BASIS = Basis(reference="test")
#: A thousand, and fewer where the profile asks fewer.
CASES = 10 * settings().max_examples

# Made once: drawing takes as long as the laws where every draw makes its own strategy.
VALUES = st.integers(0, 4)
CHANGED = st.sampled_from(PARAMETERS)
FROM_A_DAY = st.sampled_from(DAYS)
ENDS = st.lists(st.sampled_from((None, *DAYS)), min_size=2, max_size=2)
DAYS_OF_CHANGE = {least: st.sets(FROM_A_DAY, min_size=least, max_size=2) for least in (False, True)}
STYLES = st.sampled_from(("rich", "rich", "chain", "any"))
LAYERS = st.lists(st.sampled_from(sorted(OPEN, key=str)), max_size=5)
BESIDE_ANOTHER = st.sampled_from((Layer.PROVINCE, Layer.MUNICIPALITY))
TOWNS_GOVERNED = st.sets(st.sampled_from(TOWNS))
GOVERNED = st.one_of(TOWNS_GOVERNED, TOWNS_GOVERNED, st.sets(st.sampled_from(AREAS), min_size=1))
UP_TO = {most: st.integers(0, most) for most in (0, 1, 3)}


#: A body and an area: for the records of the one in the other a rule is in force in one way.
Cell = tuple[OrganisationId, AreaId]


@attrs.frozen
class Case:
    """Plugins as they are once they were verified; what they say may contradict."""

    plugins: tuple[ActivePlugin, ...]
    shuffled: tuple[ActivePlugin, ...]
    answers: Mapping[date, Resolution | str]


def numbers(draw: st.DrawFn, *, dated: bool) -> type:
    """Draw a parameters class."""
    fields = {}
    for name, tighten, is_open in PARAMETERS:
        days = draw(DAYS_OF_CHANGE[dated])
        fields[name] = parameter(
            draw(VALUES),
            unit="issues",
            open_to=OPEN if is_open else (),
            tighten=tighten,
            dated=[Dated(first=one, value=draw(VALUES), reference="act") for one in days],
        )
    return attrs.make_class("Numbers", fields, frozen=True, eq=False, repr=False)


def a_change(draw: st.DrawFn, rule: Any) -> Any:
    """Draw a change that the rule allows."""
    name, tighten, is_open = draw(CHANGED)
    said = {"rule": rule.code, "basis": BASIS, "valid": a_period(draw)}
    value = {"parameter": name, "value": draw(VALUES)}
    sorts = [Tighten(**said, **value)] if tighten else []
    sorts += [Fill(**said, **value)] if is_open else []
    if rule.departable:
        sorts += [Depart(**said, **value), Depart(**said)]
    return draw(st.sampled_from(sorts))


def a_link(draw: st.DrawFn, rule: Any) -> Any:
    """Draw a change, always in force, of the number of which all rights can be used."""
    sorts = (Tighten, Fill, Depart) if rule.departable else (Tighten, Fill)
    sort: Any = draw(st.sampled_from(sorts))
    return sort(rule=rule.code, basis=BASIS, parameter="most", value=draw(VALUES))


def a_period(draw: st.DrawFn) -> Period:
    ends = sorted(draw(ENDS), key=str)
    first, last = (None, ends[0]) if ends[1] is None else ends
    return Period(first=first, last=last) if draw(st.booleans()) else Period()


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw two to six plugins.

    Half of the cases contradict, depart and have dated values for sure; a quarter is a chain of
    four layers, each of which changes the same numbers.
    """
    style = draw(STYLES)
    layers = [Layer.NATIONAL, *draw(LAYERS)]
    if style == "rich":
        layers[1:3] = [draw(BESIDE_ANOTHER)] * 2
    if style == "chain":
        layers = [Layer.NATIONAL, Layer.PROVINCE, Layer.MUNICIPALITY, Layer.PROJECT]
    rules: list[tuple[Any, Layer]] = []
    plugins = []
    for layer, namespace in sorted(
        zip(layers, NAMESPACES, strict=False), key=lambda pair: pair[0].depth
    ):
        above = [rule for rule, theirs in rules if theirs in layer.above]
        if style == "chain":
            changes = [a_link(draw, one) for one in above]
            count, governed = 0 if rules else 4, set()
        else:
            most = 3 if above else 0
            changes = [
                a_change(draw, draw(st.sampled_from(above))) for _ in range(draw(UP_TO[most]))
            ]
            count = draw(UP_TO[1]) if rules else 2
            governed = draw(GOVERNED)
        own = [
            a_rule(
                f"{namespace}-{number:03}",
                parameters=numbers(draw, dated=style == "rich"),
                departable=draw(st.booleans()) or (style != "any" and number == 1),
            )
            for number in range(1, 1 + count)
        ]
        rules += [(rule, layer) for rule in own]
        plugins.append(_plugin(namespace, layer, governed, own, changes))
    if style == "rich":
        plugins = _contradicting(draw, plugins, rules[0][0].code)
    return Case(
        plugins=tuple(plugins),
        shuffled=tuple(draw(st.permutations(plugins))),
        answers={day: answer(plugins, day) for day in DAYS},
    )


def _plugin(
    namespace: str, layer: Layer, governed: Iterable[Any], rules: Any, changes: Any
) -> ActivePlugin:
    """Make a plugin; what is national governs all, as the baseline does, and brings the map."""
    is_national = layer is Layer.NATIONAL
    own = frozenset() if is_national else frozenset(governed)
    return ActivePlugin(
        info=PluginInfo(
            name=namespace.lower(),
            namespace=namespace,
            title=Text(nl="Een proef", en="A trial"),
            layer=layer,
            governs=own.intersection(TOWNS),
            governs_areas=own.intersection(AREAS),
        ),
        facts=MAP if is_national else Dossier(),
        rules=tuple(rules),
        rule_changes=tuple(dict.fromkeys(changes)),
    )


def _contradicting(draw: st.DrawFn, plugins: list[ActivePlugin], code: str) -> list[ActivePlugin]:
    """Let two plugins of one layer depart from a rule, on a day or more each in its own way."""
    pairs = itertools.pairwise(plugins)
    one = next(n for n, (a, b) in enumerate(pairs) if a.info.layer is b.info.layer)
    period = Period(first=draw(FROM_A_DAY))
    for index, value in ((one, 0), (one + 1, 1)):
        depart = Depart(rule=code, basis=BASIS, valid=period, parameter="free", value=value)
        changes = (*plugins[index].rule_changes, depart)
        info = plugins[index].info
        info = attrs.evolve(
            info,
            governs=info.governs and frozenset(TOWNS[:2]),
            governs_areas=info.governs_areas and frozenset(AREAS[:2]),
        )
        plugins[index] = attrs.evolve(plugins[index], rule_changes=changes, info=info)
    return plugins


class ContradictionError(Exception):
    """Two plugins say different things."""


def answer(plugins: Iterable[ActivePlugin], day: date) -> Resolution | str:
    """Return what is in force, or what is said of what contradicts."""
    try:
        return resolve(plugins, on=day)
    except PluginError as error:
        return str(error)


def way(found: Resolution, code: str, cell: Cell) -> Version | None:
    """Return how a rule is in force for a body in an area; None where it is not."""
    body = cell[0] if cell[0] in found.named else ANYONE_ELSE
    area = nearest(cell[1], found.areas.ids, PARENTS)
    ways = [
        one
        for one in found.versions
        if one.rule.code == code
        and (one.whose is None or body in one.whose)
        and (one.where is None or area in one.where)
    ]
    assert len(ways) < 2
    return ways[0] if ways else None


def governs(plugin: ActivePlugin, cell: Cell) -> bool:
    """Tell whether a plugin governs the records of a body in an area."""
    bodies, areas = plugin.info.governs, plugin.info.governs_areas
    around = {cell[1], PARENTS.get(cell[1], ANYWHERE_ELSE)}
    return (not bodies or cell[0] in bodies) and (not areas or not areas.isdisjoint(around))


def told(found: Version) -> tuple[bool, dict[str, Any]]:
    return found.is_off, {name: setting_of(found, name).value for name, _, _ in PARAMETERS}


def by_hand(
    plugins: Iterable[ActivePlugin], cell: Cell, day: date
) -> dict[str, tuple[bool, dict[str, Any]]]:
    """Resolve for one body in one area by going through everything, without anything clever."""
    concerned = [one for one in plugins if governs(one, cell)]
    state: dict[str, tuple[bool, dict[str, Any]]] = {}
    floors: dict[tuple[str, str], Any] = {}
    for depth in range(6):
        layer = [one for one in concerned if len(one.info.layer.above) == depth]
        for code, (is_off, values) in state.items():
            changes = [
                one
                for plugin in layer
                for one in plugin.rule_changes
                if one.rule == code and day in one.valid
            ]
            wants: dict[str, set[Any]] = {}
            for one in changes:
                wants.setdefault(one.parameter, set()).add(one.value)
            if any(len(one) > 1 for one in wants.values()) or ("" in wants and len(wants) > 1):
                raise ContradictionError(code)
            after = dict(values)
            for name, tighten, _ in PARAMETERS:
                mine = [one for one in changes if one.parameter == name]
                if is_off or not mine:
                    continue
                sign = {Stricter.LOWER: 1, Stricter.HIGHER: -1, None: 0}[tighten]
                value, floor = mine[0].value, floors.get((code, name))
                sorts = {type(one) for one in mine}
                if Depart in sorts:
                    after[name] = value
                    floors[code, name] = None
                    continue
                if Tighten in sorts:
                    stricter = value if floor is None else min(value, floor, key=lambda v: v * sign)
                    floors[code, name] = stricter
                fills = Fill in sorts and (floor is None or value * sign <= floor * sign)
                tightens = Tighten in sorts and value * sign <= values[name] * sign
                after[name] = value if fills or tightens else values[name]
            state[code] = (is_off or "" in wants, after)
        for plugin in layer:
            for rule in plugin.rules:
                state[rule.code] = (False, {n: _dated(rule, n, day) for n, _, _ in PARAMETERS})
    return state


def _dated(rule: Any, name: str, day: date) -> Any:
    field = attrs.fields_dict(rule.parameters)[name]
    past = [one for one in field.metadata["parameter"].dated if one.first <= day]
    return max(past, key=lambda one: one.first).value if past else field.default


def is_rich(case: Case) -> bool:
    """Tell whether a case has a contradiction, a departure, and values that change in time."""
    changes = [one for plugin in case.plugins for one in plugin.rule_changes]
    dated = any(
        field.metadata["parameter"].dated
        for plugin in case.plugins
        for rule in plugin.rules
        for field in attrs.fields(rule.parameters)
    )
    departs = any(isinstance(one, Depart) for one in changes)
    return dated and departs and any(isinstance(case.answers[day], str) for day in DAYS)


def order_does_not_matter(case: Case, day: date) -> None:
    """Whatever the order of plugins, the answer is the same, also of what contradicts."""
    assert answer(case.shuffled, day) == case.answers[day]


def twice_is_once(case: Case, day: date) -> None:
    """Plugins that are given twice count once, and nothing under something leaves it as it is."""
    found = case.answers[day]
    assert answer((*case.plugins, *case.shuffled), day) == found
    if isinstance(found, Resolved):
        assert resolve((), on=day, above=found) == found


def layers_fold(case: Case, day: date) -> None:
    """Layers from the top down, each over what came of those above, give what all at once give."""
    found = case.answers[day]
    if isinstance(found, str):
        return
    folded = Resolution(on=day)
    for depth in range(6):
        layer = [one for one in case.shuffled if one.info.layer.depth == depth]
        folded = resolve(layer, on=day, above=folded)
    assert folded == found


def lower_layers_never_weaken(case: Case, day: date) -> None:
    """Without a departure, no layer makes weaker what is not open, or what one above tightened."""
    found = case.answers[day]
    if isinstance(found, str):
        return
    for depth in {one.info.layer.depth for one in case.plugins}:
        above = resolve([p for p in case.plugins if p.info.layer.depth <= depth], on=day)
        for code, cell in itertools.product(above.by_code(), _cells(case)):
            was, now = way(above, code, cell), way(found, code, cell)
            if was is None or now is None or was.rule.departable:
                continue
            assert not now.is_off
            for name, tighten, is_open in PARAMETERS:
                before, after = setting_of(was, name), setting_of(now, name)
                if tighten and not is_open:
                    assert not tighten.is_weaker(after.value, before.value)
                if tighten and before.floor is not None:
                    assert not tighten.is_weaker(after.value, before.floor)


def others_do_not_matter(case: Case, day: date) -> None:
    """What holds for a body in an area is what plugins that govern it say, as if by themselves."""
    expected: dict[Cell, Any] = {}
    alone: dict[tuple[str, ...], Resolution] = {}
    for cell in _cells(case):
        try:
            expected[cell] = by_hand(case.plugins, cell, day)
        except ContradictionError:
            continue
        own = [one for one in case.plugins if governs(one, cell)]
        names = tuple(one.info.name for one in own)
        if names not in alone:
            alone[names] = resolve(own, on=day)
        assert _ways(alone[names], cell) == expected[cell]
    whole = case.answers[day]
    assert isinstance(whole, str) is bool(_cells(case) - expected.keys())
    if isinstance(whole, Resolved):
        for cell in _cells(case):
            assert _ways(whole, cell) == expected[cell]


def _ways(found: Resolution, cell: Cell) -> dict[str, tuple[bool, dict[str, Any]]]:
    """How each rule is in force for a body in an area."""
    ways = {code: way(found, code, cell) for code in found.by_code()}
    return {code: told(one) for code, one in ways.items() if one}


def _cells(case: Case) -> set[Cell]:
    """The bodies that plugins name, and any other, in the areas that they name, and elsewhere."""
    bodies = {ANYONE_ELSE}.union(*(one.info.governs for one in case.plugins))
    areas = {ANYWHERE_ELSE}.union(*(one.info.governs_areas for one in case.plugins))
    return set(itertools.product(bodies, areas))


def every_cell_has_one_way(case: Case, day: date) -> None:
    """Each rule is in force in one way for whatever its plugin governs, and in no two the same."""
    found = case.answers[day]
    if isinstance(found, str):
        return
    cells = _cells(case)
    bodies, areas = ({cell[part] for cell in cells} for part in (0, 1))
    owners = {rule.code: one for one in case.plugins for rule in one.rules}
    for code, ways in found.by_code().items():
        told_of = [
            cell
            for one in ways
            for cell in itertools.product(one.whose or bodies, one.where or areas)
        ]
        assert sorted(told_of) == sorted(cell for cell in cells if governs(owners[code], cell))
        marks = [(told(one), one.steps) for one in ways]
        assert all(marks.count(one) == 1 for one in marks)


LAWS = (
    order_does_not_matter,
    twice_is_once,
    layers_fold,
    lower_layers_never_weaken,
    others_do_not_matter,
    every_cell_has_one_way,
)


def test_the_laws_of_resolving(capsys: pytest.CaptureFixture[str]) -> None:
    """All laws hold on every day, also where plugins contradict, depart and change in time."""
    counts: Counter[str] = Counter()

    @settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(cases())
    def hold(case: Case) -> None:
        counts.update(cases=1, rich=is_rich(case))
        for day, law in itertools.product(DAYS, LAWS):
            law(case, day)

    hold()
    with capsys.disabled():
        sys.stdout.write(
            f"\n{counts['cases']} cases, {counts['rich']} of them with a contradiction, a "
            "departure and dated values\n"
        )
    assert counts["cases"] >= CASES
    assert counts["rich"] * 3 >= counts["cases"]
