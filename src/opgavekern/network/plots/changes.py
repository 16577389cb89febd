"""What changed in a network between two dates, as a picture: ties and actors that came and went."""

from __future__ import annotations

import enum
from collections.abc import Hashable, Mapping
from typing import Any, Final

import attrs

from opgavekern.base.texts import Language, Message, message
from opgavekern.network.foundation.readings import Name, name_of
from opgavekern.network.plots.axes import DARK, FAINT, LIGHT
from opgavekern.network.plots.drawing import ActorLook, TieLook, draw_picture, keys_for
from opgavekern.network.plots.geometry import (
    Edge,
    NetworkPicture,
    Node,
    Spot,
    Stroke,
    network_picture,
)


class Fate(enum.Enum):
    """What became of a tie."""

    KEPT = "kept"
    MADE = "made"
    LOST = "lost"
    UNKNOWN = "unknown"


@attrs.frozen(kw_only=True)
class Changed:
    """Two waves, laid over each other.

    Attributes:
        actors: Of both waves.
        labels: What they are called.
        joined: Who is only in the later wave, as answers name them.
        left: Who is only in the earlier one.
        ties: What became of each tie of either wave.
        is_directed: Ties go one way.
        names: Those of the waves.
    """

    actors: tuple[Hashable, ...]
    labels: Mapping[Hashable, str]
    joined: frozenset[Name]
    left: frozenset[Name]
    ties: Mapping[tuple[Hashable, Hashable], Fate]
    is_directed: bool
    names: tuple[str, str]


#: Colour, width and dashes each tell what a tie is: nobody needs to tell colours apart.
_TIES: Final[Mapping[Fate, tuple[str, float, str, Message]]] = {
    Fate.KEPT: (FAINT, 0.9, "-", message("relatie gebleven", "tie kept")),
    Fate.MADE: (DARK, 2.2, "-", message("relatie nieuw", "tie made")),
    Fate.LOST: (LIGHT, 1.8, "--", message("relatie weg", "tie lost")),
    Fate.UNKNOWN: (
        FAINT,
        0.9,
        ":",
        message("niet van beide keren bekend", "not known of both times"),
    ),
}


def draw_change(ax: Any, changed: Changed, *, language: Language) -> Any:
    """Draw two waves over each other, with the places that the ties of both give.

    Args:
        ax: `matplotlib.axes.Axes`; None takes a new figure of pyplot.
        changed: What to draw.
        language: Of the words.

    Returns:
        The axes.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    picture = change_picture(changed)
    ties = {
        fate: TieLook(colour=colour, width=width, style=style, words=words.text(language))
        for fate, (colour, width, style, words) in _TIES.items()
        if fate in changed.ties.values()
    }
    here, joined, left = _actor_looks(changed, language)
    looks = {"joined": joined, "left": left}

    def actor_look(spot: Spot) -> ActorLook:
        return looks.get(spot.node.kind, here)

    def tie_look(stroke: Stroke) -> TieLook:
        return ties[Fate(stroke.edge.sign)]

    return draw_picture(
        ax,
        picture,
        actor_look=actor_look,
        tie_look=tie_look,
        legend=[
            *ties.values(),
            here,
            *[joined] * bool(changed.joined),
            *[left] * bool(changed.left),
        ],
        title=message("Wat is er veranderd?", "What has changed?"),
        language=language,
    )


def _actor_looks(changed: Changed, language: Language) -> tuple[ActorLook, ActorLook, ActorLook]:
    before, after = changed.names
    stayed = message(
        "in {before} en {after}", "in {before} and {after}", before=before, after=after
    )
    joined = message("alleen in {after}", "only in {after}", after=after)
    left = message("alleen in {before}", "only in {before}", before=before)
    return (
        ActorLook(fill="#dddddd", words=stayed.text(language)),
        ActorLook(fill=DARK, marker="^", words=joined.text(language)),
        ActorLook(fill=LIGHT, marker="v", words=left.text(language)),
    )


def change_picture(changed: Changed) -> NetworkPicture:
    """Lay out two waves by the ties of both.

    The sign of an edge is the value of its `Fate`; the kind of a node is `joined`, `left`, or
    empty for who is in both.
    """
    keys = dict(zip(changed.actors, keys_for(changed.actors), strict=True))
    nodes = [
        Node(key=keys[one], words=changed.labels[one], kind=_kind(name_of(one), changed))
        for one in changed.actors
    ]
    edges = [
        Edge(
            key=f"{place}",
            start=keys[tail],
            end=keys[head],
            is_directed=changed.is_directed and changed.ties.get((head, tail)) is not fate,
            sign=fate.value,
        )
        for place, ((tail, head), fate) in enumerate(changed.ties.items())
    ]
    return network_picture(nodes, edges)


def _kind(actor: Name, changed: Changed) -> str:
    return "joined" if actor in changed.joined else "left" if actor in changed.left else ""
