"""What changed in the network of stakeholders from one survey to the next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

import attrs

from opgavekern.base.texts import Message, Text, counted, message, say
from opgavekern.model import Ref
from opgavekern.report.blocks import Block, Bullets, Cell, Figure, Row, Section, Table, columns
from opgavekern.report.view import View
from opgavekern.report.wording import few_named

if TYPE_CHECKING:
    from opgavekern.network import WaveChange
    from opgavekern.network.plots.changes import Changed
    from opgavekern.network.plots.geometry import NetworkPicture

_MOST_ROWS: Final = 200
_PARTY: Final = ("partij", "party")
_PARTIES: Final = ("partijen", "parties")


@attrs.frozen(kw_only=True)
class ChangeDrawing:
    """Two days of a network, drawn over each other.

    Attributes:
        picture: The geometry.
        before: The earlier day.
        after: The later one.
        fates: What became of ties, in the order of the legend, as far as it occurs.
        has_joined: Somebody is there on the later day only.
        has_left: Somebody is there on the earlier day only.
    """

    picture: NetworkPicture
    before: date
    after: date
    fates: tuple[str, ...]
    has_joined: bool
    has_left: bool


def network_change(view: View) -> Section | None:
    """Make the section; None where the dossier has no two days with a survey about ties."""
    days = sorted({one.on for one in view.dossier.tie_surveys if one.on and one.on <= view.on})
    if len(days) < 2:
        return None
    # Loads networkx, which takes as long as all the rest: only where a network is drawn.
    from opgavekern.network import change, contacts_of
    from opgavekern.network.over_time.laid_over import laid_over

    before, after = days[-2:]
    waves = contacts_of(view.dossier, on=before), contacts_of(view.dossier, on=after)
    step = change(*waves).steps[0]
    over = laid_over(*waves, names=(say(before, view.language), say(after, view.language)))
    called = attrs.evolve(over, labels={one: _called(view, one) for one in over.actors})
    title = message(
        "Wat er veranderde tussen {before} en {after}",
        "What changed between {before} and {after}",
        before=before,
        after=after,
    )
    blocks: list[Block] = [Bullets(tuple(_sentences(view, step)))]
    if called.ties:
        blocks.append(_figure(called, before, after))
    return Section(anchor="network-change", title=title, blocks=tuple(blocks))


def _called(view: View, actor: object) -> str:
    kind, _, id = str(actor).partition(":")
    return view.called(Ref(kind, id))


def _sentences(view: View, step: WaveChange) -> Iterator[Message]:
    yield message(
        "Tussen de {stayed} die er beide keren waren: {kept} gebleven, {made} nieuw en {lost} weg.",
        "Between the {stayed} who were there both times: {kept} kept, {made} made and {lost} lost.",
        stayed=counted(len(step.actors), _PARTY, _PARTIES),
        kept=counted(step.ties.kept, ("contact", "contact"), ("contacten", "contacts")),
        made=step.ties.made,
        lost=step.ties.lost,
    )
    if step.joined:
        yield message(
            "Nieuw in het netwerk: {names}.", "New in the network: {names}.",
            names=_names(view, step.joined),
        )  # fmt: skip
    if step.left:
        yield message(
            "Niet meer in het netwerk: {names}.", "No longer in the network: {names}.",
            names=_names(view, step.left),
        )  # fmt: skip
    if step.became_isolated:
        yield message(
            "Had contacten en heeft er geen meer: {names}.",
            "Had contacts and has none any more: {names}.",
            names=_names(view, step.became_isolated),
        )


def _names(view: View, actors: tuple[object, ...]) -> Message:
    return few_named([_called(view, one) for one in actors])


def _figure(changed: Changed, before: date, after: date) -> Figure:
    from opgavekern.network.plots.changes import Fate, change_picture

    there = set(changed.ties.values())
    drawing = ChangeDrawing(
        picture=change_picture(changed),
        before=before,
        after=after,
        fates=tuple(fate.value for fate in Fate if fate in there),
        has_joined=bool(changed.joined),
        has_left=bool(changed.left),
    )
    return Figure(
        name="change",
        anchor="network-change-figure",
        title=Text(nl="Gebleven, nieuw en weg", en="Kept, made and lost"),
        description=Text(
            nl="Elke lijn is een contact: dun is gebleven, dik is nieuw, gestreept is weg.",
            en="Each line is a contact: thin was kept, thick is new, dashed is lost.",
        ),
        drawing=drawing,
        table=_table(changed),
    )


def _table(changed: Changed) -> Table:
    """List the contacts that came and went; those that stayed are in the picture only."""
    from opgavekern.network.plots.changes import Fate

    words = {Fate.MADE: Text(nl="nieuw", en="made"), Fate.LOST: Text(nl="weg", en="lost")}
    found: list[tuple[Cell, ...]] = [
        (changed.labels[start], changed.labels[end], words[fate])
        for (start, end), fate in changed.ties.items()
        if fate in words
    ]
    return Table(
        caption=message(
            "Contacten die kwamen en gingen: {shown} van {all}",
            "Contacts that came and went: {shown} of {all}",
            shown=min(len(found), _MOST_ROWS),
            all=len(found),
        ),
        columns=columns(
            Text(nl="Partij", en="Party"),
            Text(nl="Met", en="With"),
            Text(nl="Contact", en="Contact"),
        ),
        rows=tuple(Row(cells=cells) for cells in found[:_MOST_ROWS]),
    )
