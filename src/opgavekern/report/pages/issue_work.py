"""What an issue is after, and what is done for it."""

from __future__ import annotations

from collections.abc import Iterable

from opgavekern.base.texts import Message, Text, counted, message
from opgavekern.model import (
    Contribution,
    Effort,
    Goal,
    Indicator,
    Issue,
    ItemState,
    Observation,
    Programme,
    ProgrammeItem,
    Ref,
)
from opgavekern.report.blocks import (
    Badge,
    Block,
    Cell,
    Figure,
    Heading,
    Paragraph,
    Row,
    Section,
    Table,
    Tone,
    columns,
)
from opgavekern.report.figures.goals import GoalPicture, Part, goal_picture
from opgavekern.report.pages.standing import step_of
from opgavekern.report.view import View
from opgavekern.report.wording import coarse, period

_DASH = "–"
_STATE_TONES = {
    ItemState.RUNNING: Tone.GOOD,
    ItemState.DONE: Tone.GOOD,
    ItemState.BLOCKED: Tone.STOP,
    ItemState.LATER: Tone.PLAIN,
    ItemState.PLANNED: Tone.PLAIN,
    ItemState.DROPPED: Tone.PLAIN,
}


def goals(view: View, issue: Issue, place: str) -> Section:
    """Goals and efforts as a network, and what indicators say."""
    aims, efforts = view.today.goals_of(issue.id), view.today.efforts_of(issue.id)
    blocks: list[Block] = []
    if aims or efforts:
        blocks.append(_network(view, aims, efforts, place))
    else:
        said = Text(
            nl="Er zijn nog geen doelen en inspanningen vastgelegd.",
            en="No goals and efforts have been recorded yet.",
        )
        blocks.append(Paragraph(said, Tone.NOTE))
    if table := _indicators(view, aims):
        blocks += [
            Heading(Text(nl="Waar we het aan zien", en="By what we see it")),
            table,
        ]
    title = Text(nl="Doelen en inspanningen", en="Goals and efforts")
    return Section(anchor=f"{place}:goals", title=title, blocks=tuple(blocks))


def _network(view: View, aims: tuple[Goal, ...], efforts: tuple[Effort, ...], place: str) -> Figure:
    ids = {one.id for one in aims} | {one.id for one in efforts}
    links = [
        one for one in view.today.contributions if one.goal in ids and one.contributor.id in ids
    ]
    picture = goal_picture(
        (*(_goal_part(one) for one in aims), *(_effort_part(one) for one in efforts)),
        [(str(one.contributor), f"goal:{one.goal}", one.weight) for one in links],
    )
    return Figure(
        name="goals",
        anchor=f"{place}:goal-picture",
        title=Text(
            nl="Van wat we doen naar wat er verandert", en="From what we do to what changes"
        ),
        description=_description(picture, len(aims), len(efforts)),
        drawing=picture,
        table=_goal_table(view, aims, efforts, links),
    )


def _goal_part(goal: Goal) -> Part:
    return Part(key=f"goal:{goal.id}", words=goal.title, is_effort=False)


def _effort_part(effort: Effort) -> Part:
    progress = float(effort.progress) if effort.progress is not None else None
    return Part(key=f"effort:{effort.id}", words=effort.title, is_effort=True, progress=progress)


def _description(picture: GoalPicture, aims: int, efforts: int) -> Message:
    loose_goals = sum(1 for box in picture.boxes if box.is_loose and not box.part.is_effort)
    loose_efforts = sum(1 for box in picture.boxes if box.is_loose and box.part.is_effort)
    said = message(
        "{efforts} (rechte hoeken) en {aims} (ronde hoeken), van links naar rechts; een dikkere "
        "lijn is een grotere bijdrage.",
        "{efforts} (square corners) and {aims} (round corners), from left to right; a thicker "
        "line is a larger contribution.",
        efforts=counted(efforts, ("inspanning", "effort"), ("inspanningen", "efforts")),
        aims=counted(aims, ("doel", "goal"), ("doelen", "goals")),
    )
    loose: list[Message] = []
    if loose_goals:
        goals = counted(loose_goals, ("doel", "goal"), ("doelen", "goals"))
        loose.append(
            message(
                "{goals} waar niets aan bijdraagt",
                "{goals} that nothing contributes to",
                goals=goals,
            )
        )
    if loose_efforts:
        without = counted(loose_efforts, ("inspanning", "effort"), ("inspanningen", "efforts"))
        loose.append(message("{efforts} zonder doel", "{efforts} without a goal", efforts=without))
    if not loose:
        return said
    return message(
        "{said} Met een streepjesrand: {loose}.",
        "{said} With a dashed edge: {loose}.",
        said=said,
        loose=tuple(loose),
    )


def _goal_table(
    view: View,
    aims: tuple[Goal, ...],
    efforts: tuple[Effort, ...],
    links: Iterable[Contribution],
) -> Table:
    aimed_at: dict[str, list[str]] = {}
    for one in links:
        aimed_at.setdefault(str(one.contributor), []).append(view.called(Ref("goal", one.goal)))
    rows = [
        Row(
            cells=(
                one.title,
                one.kind,
                view.actor(one.owner),
                coarse(one.due) if one.due else period(one.window) or _DASH,
                _percentage(one),
                tuple(aimed_at.get(f"effort:{one.id}", ())) or _DASH,
                _waits_for(view, one),
            )
        )
        for one in efforts
    ]
    rows += [
        Row(
            cells=(
                one.title,
                one.level,
                _DASH,
                _DASH,
                _DASH,
                tuple(aimed_at.get(f"goal:{one.id}", ())) or _DASH,
                _DASH,
            )
        )
        for one in aims
    ]
    heads = columns(
        Text(nl="Inspanning of doel", en="Effort or goal"),
        Text(nl="Soort", en="Kind"),
        Text(nl="Trekker", en="Owner"),
        Text(nl="Wanneer", en="When"),
        Text(nl="Voortgang", en="Progress"),
        Text(nl="Draagt bij aan", en="Contributes to"),
        Text(nl="Wacht op", en="Waits for"),
    )
    caption = Text(nl="Doelen en inspanningen", en="Goals and efforts")
    return Table(caption=caption, columns=heads, rows=tuple(rows))


def _waits_for(view: View, effort: Effort) -> Cell:
    before = view.today.precedences.by("after").get(effort.id, ())
    return tuple(view.called(Ref("effort", one.before)) for one in before) or _DASH


def _percentage(effort: Effort) -> Cell:
    if effort.progress is None:
        return _DASH
    return message("{value} %", "{value}%", value=effort.progress)


def _indicators(view: View, aims: tuple[Goal, ...]) -> Table | None:
    found: dict[str, Indicator] = {}
    for goal in aims:
        for one in view.today.indicators.by("goals").get(goal.id, ()):
            found[one.id] = one
    if not found:
        return None
    heads = columns(
        Text(nl="Indicator", en="Indicator"),
        Text(nl="Nulmeting", en="Baseline"),
        Text(nl="Laatste waarneming", en="Latest observation"),
        Text(nl="Streefwaarde", en="Target"),
    )
    rows = tuple(_indicator(view, found[id]) for id in sorted(found))
    caption = Text(
        nl="Indicatoren; een verandering is nog geen bewijs van effect",
        en="Indicators; a change is not yet proof of effect",
    )
    return Table(caption=caption, columns=heads, rows=rows)


def _indicator(view: View, indicator: Indicator) -> Row:
    seen = [
        one
        for one in view.dossier.observations.by("indicator").get(indicator.id, ())
        if one.reference_date is None or one.reference_date.last <= view.on
    ]
    dated = [one for one in seen if one.reference_date]
    latest = max(dated, key=lambda one: (one.reference_date.last, one.id)) if dated else None  # type: ignore[union-attr]
    baseline = view.dossier.observations.get(indicator.baseline)
    targets = tuple(
        message(
            "{value} in {when}" if one.reference_date else "{value}",
            "{value} in {when}" if one.reference_date else "{value}",
            value=one.value,
            when=str(one.reference_date or ""),
        )
        for one in indicator.targets
    )
    name = f"{indicator.name} ({indicator.unit})" if indicator.unit else indicator.name
    return Row(cells=(name, _value(baseline), _value(latest), targets or _DASH))


def _value(observation: Observation | None) -> Cell:
    if observation is None:
        return _DASH
    if observation.reference_date is None:
        return observation.value
    when = str(observation.reference_date)
    return message("{value} ({when})", "{value} ({when})", value=observation.value, when=when)


def programmes(view: View, issue: Issue, place: str) -> Section:
    """Programmes that carry the issue out, item by item."""
    blocks: list[Block] = []
    for programme in view.today.programmes_of(issue.id):
        items = view.today.items_of(programme.id)
        blocks.append(Heading(programme.title))
        blocks.append(Paragraph(_about(view, programme, items)))
        if items:
            blocks.append(_items(view, programme, items))
    title = Text(nl="Programma", en="Programme")
    return Section(anchor=f"{place}:programme", title=title, blocks=tuple(blocks))


def _about(view: View, programme: Programme, items: tuple[ProgrammeItem, ...]) -> Cell:
    states = [
        message("{number} {state}", "{number} {state}", number=number, state=state)
        for state in ItemState
        if (number := sum(1 for item in items if item.state is state))
    ]
    kind = view.say(message("{kind}", "{kind} programme", kind=programme.kind))
    said: list[Cell] = [f"{kind[:1].upper()}{kind[1:]}"]
    if words := period(programme.valid):
        said.append(words)
    if step := step_of(view, programme.id):
        said.append(message("nu: {step}", "now: {step}", step=step))
    if states:
        said.append(message("onderdelen: {states}", "items: {states}", states=tuple(states)))
    return "; ".join(view.say(part) for part in said) + "."  # type: ignore[arg-type]


def _items(view: View, programme: Programme, items: tuple[ProgrammeItem, ...]) -> Table:
    heads = columns(
        Text(nl="Onderdeel", en="Item"),
        Text(nl="Hoofdstuk", en="Chapter"),
        Text(nl="Trekker", en="Action owner"),
        Text(nl="Gereed", en="Due"),
        Text(nl="Stand", en="State"),
    )
    rows = tuple(
        Row(
            cells=(
                item.title,
                item.chapter or _DASH,
                view.actor(item.action_owner),
                coarse(item.due) if item.due else _DASH,
                Badge(item.state, _STATE_TONES[item.state]),
            )
        )
        for item in sorted(items, key=lambda one: (one.chapter, one.id))
    )
    return Table(caption=programme.title, columns=heads, rows=rows, is_titled=False)
