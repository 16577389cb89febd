"""A network without a dossier, as the report draws one: to walk through, search and filter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from opgavekern.base.texts import Message, Text, counted, message
from opgavekern.model import Sign
from opgavekern.report.blocks import Block, Cell, Figure, Paragraph, Row, Table, Tone, columns
from opgavekern.report.filters import Item, Line, folded
from opgavekern.report.pages.choosing import FilterForm, Options
from opgavekern.report.pages.network import (
    ANSWERED,
    FILTER,
    NOT_ASKED,
    SILENT,
    Network,
    TieRow,
    by_end,
    in_words,
)

if TYPE_CHECKING:
    from opgavekern.network import Survey
    from opgavekern.network.foundation.snapshots import Snapshot
    from opgavekern.network.plots.geometry import NetworkPicture

#: Nobody finds anything in a larger table, and a browser grows slow.
_MOST_ACTORS: Final = 2000
#: Forms and tones that groups get, in order; those after the fourth share the last.
_LOOKS: Final = ("residents", "government", "partner", "entrepreneurs", "other")
_DASH: Final = "–"
_TREATED: Final = Text(nl="ingevuld", en="filled in")


def bare_network(
    graph: Any, snapshot: Snapshot, groups: Mapping[object, str] | None
) -> tuple[Block, ...]:
    """Make the blocks that show a network: the filter, the picture and its table.

    Args:
        graph: Any networkx graph.
        snapshot: The same as measures read it.
        groups: What the group of each actor is called; None draws all alike.
    """
    if len(snapshot) > _MOST_ACTORS:
        said = message(
            "Een netwerk van {count} actoren wordt hier niet getekend; dat gaat tot {most}.",
            "A network of {count} actors is not drawn here; up to {most} are.",
            count=len(snapshot),
            most=_MOST_ACTORS,
        )
        return (Paragraph(said, Tone.NOTE),)
    from opgavekern.network.foundation.surveys import survey_of

    actors = _Actors(snapshot, groups, survey_of(graph))
    ties = tuple(_ties(graph, snapshot, actors))
    items = tuple(actors.item(place) for place in range(len(snapshot)))
    drawn = Network(
        picture=_picture(snapshot, actors, ties),
        description=_described(snapshot, ties),
        parties=(),
        ties=ties,
        issues=(),
        kinds=actors.legend,
        signs=tuple((one.value, one) for one in Sign if any(row.sign is one for row in ties)),
    )
    return _filter(items, ties, actors), _figure(drawn, items, actors)


class _Actors:
    """The actors of a network as pages know them, by their place."""

    def __init__(
        self, snapshot: Snapshot, groups: Mapping[object, str] | None, survey: Survey | None
    ) -> None:
        from opgavekern.network.foundation.readings import name_of
        from opgavekern.network.plots.drawing import keys_for

        keys = keys_for(snapshot.actors)
        # In the order of names, which the layout starts from: places are those of `plot_network`.
        ranked = sorted(range(len(keys)), key=keys.__getitem__)
        self._ranks = {place: rank for rank, place in enumerate(ranked)}
        self.names = snapshot.reading.called(map(name_of, snapshot.actors))
        self.groups = [None if groups is None else groups[one] for one in snapshot.actors]
        self.order = sorted({one for one in self.groups if one is not None})
        self.answers = [_answer(one, survey) for one in snapshot.actors]

    def key(self, place: int) -> str:
        """Return the anchor of an actor."""
        return f"actor-{self._ranks[place]:04}"

    def look(self, place: int) -> str:
        """Return the form and tone of an actor's group."""
        group = self.groups[place]
        number = 0 if group is None else self.order.index(group)
        return _LOOKS[min(number, len(_LOOKS) - 1)]

    @property
    def legend(self) -> tuple[tuple[str, str], ...]:
        """Each look that is used, with the groups that have it."""
        last = len(_LOOKS) - 1
        shown = list(zip(_LOOKS, self.order[:last], strict=False))
        if rest := self.order[last:]:
            shown.append((_LOOKS[last], ", ".join(rest)))
        return tuple(shown)

    def item(self, place: int) -> Item:
        """Return an actor as filters see it."""
        group = self.groups[place]
        return Item(
            key=self.key(place),
            fields={"group": frozenset(() if group is None else (group,))},
            words=folded(f"{self.names[place]} {group or ''}"),
        )


def _answer(actor: object, survey: Survey | None) -> Cell:
    """Say whether an actor was asked about its ties, and answered."""
    if survey is None:
        return _DASH
    if actor in survey.answered:
        return ANSWERED
    if actor in survey.treated:
        return _TREATED
    return SILENT if actor in survey.asked else NOT_ASKED


def _ties(graph: Any, snapshot: Snapshot, actors: _Actors) -> Iterator[TieRow]:
    """Yield each tie once; one that goes both ways has no direction."""
    arcs = dict.fromkeys(zip(snapshot.tails, snapshot.heads, strict=True))
    for tail, head in arcs:
        is_mutual = (head, tail) in arcs
        if is_mutual and head < tail:
            continue
        yield TieRow(
            line=Line(
                key=f"tie-{tail}-{head}", ends=(actors.key(tail), actors.key(head)), fields={}
            ),
            start=actors.names[tail],
            end=actors.names[head],
            kind="",
            sign=_sign(graph, snapshot.actors[tail], snapshot.actors[head]),
            is_directed=not is_mutual,
        )


def _sign(graph: Any, start: object, end: object) -> Sign | None:
    said = None if graph.is_multigraph() else graph.edges[start, end].get("sign")
    return Sign.POSITIVE if said == 1 else Sign.NEGATIVE if said == -1 else None


def _picture(snapshot: Snapshot, actors: _Actors, ties: Sequence[TieRow]) -> NetworkPicture:
    from opgavekern.network.plots.geometry import Edge, Node, network_picture

    return network_picture(
        [
            Node(
                key=actors.key(place),
                words=name,
                kind=actors.look(place),
                is_silent=actors.answers[place] is SILENT,
            )
            for place, name in enumerate(actors.names)
        ],
        [
            Edge(
                key=row.line.key,
                start=row.line.ends[0],
                end=row.line.ends[1],
                is_directed=row.is_directed,
                sign=row.sign.value if row.sign else "",
            )
            for row in ties
        ],
    )


def _described(snapshot: Snapshot, ties: Sequence[TieRow]) -> Message:
    return message(
        "{actors} en {ties}. Een grotere vorm heeft meer relaties.",
        "{actors} and {ties}. A larger shape has more ties.",
        actors=counted(len(snapshot), ("actor", "actor"), ("actoren", "actors")),
        ties=counted(len(ties), ("lijn", "line"), ("lijnen", "lines")),
    )


def _filter(items: tuple[Item, ...], ties: Sequence[TieRow], actors: _Actors) -> FilterForm:
    return FilterForm(
        name=FILTER,
        label=Text(nl="Actoren kiezen", en="Choose actors"),
        choices=(
            Options(
                field="group",
                label=Text(nl="Groep", en="Group"),
                every=Text(nl="alle groepen", en="all groups"),
                values=tuple((one, one) for one in actors.order),
            ),
        ),
        items=items,
        lines=tuple(row.line for row in ties),
        one_of=Text(nl="{n} van de {of} actoren", en="{n} of {of} actors"),
        all_of=counted(len(items), ("actor", "actor"), ("actoren", "actors")),
    )


def _figure(drawn: Network, items: Sequence[Item], actors: _Actors) -> Figure:
    own = by_end(drawn.ties)
    rows = []
    for place, item in enumerate(items):
        ties: Cell = in_words(own.get(item.key, ()), item.key) or _DASH
        cells: tuple[Cell, ...] = (actors.names[place], actors.groups[place] or _DASH, ties)
        rows.append(Row(cells=(*cells, actors.answers[place]), anchor=item.key))
    heads = columns(
        Text(nl="Actor", en="Actor"),
        Text(nl="Groep", en="Group"),
        Text(nl="Relaties", en="Ties"),
        Text(nl="Antwoord", en="Answer"),
    )
    caption = Text(nl="Actoren en hun relaties", en="Actors and their ties")
    return Figure(
        name="network",
        anchor="network-figure",
        title=Text(nl="Wie met wie een relatie heeft", en="Who has a tie to whom"),
        description=drawn.description,
        drawing=drawn,
        table=Table(caption=caption, columns=heads, rows=tuple(rows), filter=FILTER, searched=(1,)),
    )
