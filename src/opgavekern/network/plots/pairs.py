"""Pairs of actors as a network, with a line for each sort of pair."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import attrs

from opgavekern.base.texts import Language, Speaks
from opgavekern.network.foundation.readings import Name
from opgavekern.network.plots.axes import DARK, LIGHT
from opgavekern.network.plots.drawing import ActorLook, TieLook, draw_picture, keys_for
from opgavekern.network.plots.geometry import Edge, Node, network_picture


@attrs.frozen(kw_only=True)
class Pair:
    """Two actors, and what there is between them.

    Attributes:
        first: One of them.
        second: The other.
        sort: What there is, a key of the looks.
    """

    first: Name
    second: Name
    sort: Hashable


def looks_of_asked(
    *, met: Speaks, lacking: Speaks, unasked: Speaks, unknown: Speaks, language: Language
) -> Mapping[bool | str | None, TieLook]:
    """Return how pairs are drawn that are asked for and there, or not, or there unasked.

    Args:
        met: What is said of those asked for and there; their sort is True.
        lacking: Asked for and not there; False.
        unasked: There without being asked for; "unasked".
        unknown: Asked for, and it is not known whether they are there; None.
        language: Of the words.
    """
    return {
        True: TieLook(colour=DARK, width=2.2, words=met.text(language)),
        False: TieLook(colour=LIGHT, width=1.8, style="--", words=lacking.text(language)),
        "unasked": TieLook(words=unasked.text(language)),
        None: TieLook(style=":", words=unknown.text(language)),
    }


def draw_pairs(
    ax: Any,
    actors: Sequence[Name],
    pairs: Sequence[Pair],
    *,
    words: Sequence[str],
    looks: Mapping[Any, TieLook],
    title: Speaks,
    language: Language,
    is_directed: bool = False,
    sides: Mapping[Name, ActorLook] | None = None,
) -> Any:
    """Draw actors, and a line between the two of each pair by its sort.

    Args:
        ax: `matplotlib.axes.Axes`; None takes a new figure of pyplot.
        actors: All, those without a pair among them.
        pairs: Of these actors.
        words: What the actors are called, in their order.
        looks: How each sort of pair is drawn; sorts that do not occur are not explained.
        title: The question that it answers.
        language: Of the words.
        is_directed: A pair goes from the first to the second.
        sides: How actors are drawn; None draws all alike.

    Returns:
        The axes.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    keys = dict(zip(actors, keys_for(actors), strict=True))
    sorts = list(looks)
    there = dict.fromkeys(sort for sort in sorts if any(one.sort == sort for one in pairs))
    both_ways = {(one.second, one.first, one.sort) for one in pairs}
    picture = network_picture(
        [Node(key=keys[one], words=said, kind="") for one, said in zip(actors, words, strict=True)],
        [
            Edge(
                key=str(place),
                start=keys[one.first],
                end=keys[one.second],
                is_directed=is_directed and (one.first, one.second, one.sort) not in both_ways,
                sign=str(sorts.index(one.sort)),
            )
            for place, one in enumerate(pairs)
        ],
    )
    actor_looks = {keys[one]: look for one, look in (sides or {}).items()}
    plain = ActorLook(fill="#dddddd")
    return draw_picture(
        ax,
        picture,
        actor_look=lambda spot: actor_looks.get(spot.node.key, plain),
        tie_look=lambda stroke: looks[sorts[int(stroke.edge.sign)]],
        legend=[*(looks[one] for one in there), *dict.fromkeys((sides or {}).values())],
        title=title,
        language=language,
    )
