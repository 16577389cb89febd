"""A network as a picture for papers, with the places that the report gives it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, Final

from opgavekern.base.texts import Language, Speaks, message
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.groups import Groups, groups_of, sorted_groups
from opgavekern.network.foundation.readings import Name
from opgavekern.network.foundation.replicates import verify_whole
from opgavekern.network.foundation.snapshots import Snapshot, snapshot_of
from opgavekern.network.foundation.surveys import silent_of
from opgavekern.network.plots.drawing import ActorLook, TieLook, draw_picture, keys_for, words_of
from opgavekern.network.plots.geometry import Edge, NetworkPicture, Node, Spot, network_picture
from opgavekern.network.plots.group_words import group_words

#: Tones of groups, Okabe and Ito's palette, ordered so that neighbours differ in lightness too.
_FILLS: Final = (
    "#0072B2",
    "#F0E442",
    "#D55E00",
    "#56B4E9",
    "#222222",
    "#E69F00",
    "#009E73",
    "#CC79A7",
)
#: Forms of groups, so that a tone never has to be told apart alone.
_MARKERS: Final = ("o", "s", "^", "D", "v", "P", "h", "X")


def plot_network(
    graph: Graph,
    ax: Any = None,
    *,
    group: Groups | None = None,
    seed: int | None = None,
    language: Language = "en",
) -> Any:
    """Draw actors and ties: larger the more ties an actor has, with a form for each group.

    Places come from the report's own layout: springs within each connected part (Fruchterman and
    Reingold 1991), always the same for the same names, ties and seed; actors without a tie stand
    in rows below. A tie that goes both ways, or neither, has no arrowhead; who was asked and did
    not answer is hollow. An actor is called by its attribute `label` where it has one. A name that
    would overlap another is left out, of the actor with fewest ties first. Of more than 499 actors
    those of the innermost cores are drawn, and the picture says how many are not. Each of 64
    groups has a form and tone of its own; kinds of party of a dossier's own graph are said in the
    language asked. Time grows with the square of the number of actors.

    Args:
        graph: Any networkx graph.
        ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
        group: The node attribute that holds the group, or a map from actor to group; None draws
            all alike.
        seed: Another layout; None takes that of the report.
        language: Of the words.

    Returns:
        The axes.

    Raises:
        NetworkError: Some actor has no group.
        MissingExtraError: matplotlib is not installed.
    """
    return draw_network(graph, ax, group=group, seed=seed, language=language)


def draw_network(
    graph: Graph,
    ax: Any,
    *,
    group: Groups | None,
    seed: int | None = None,
    title: Speaks | None = None,
    language: Language,
) -> Any:
    """Draw as `plot_network` does, with the question above that the groups answer."""
    groups = None if group is None else groups_of(graph, group)
    snapshot = snapshot_of(graph)
    if seed is not None:
        verify_whole("seed", seed, least=0)
    picture = _picture(snapshot, silent_of(graph), seed)
    looks = (
        {}
        if group is None or groups is None
        else _looks(group_words(graph, group, sorted_groups(groups), language))
    )
    of_actor: Mapping[str, ActorLook] = dict(
        zip(keys_for(snapshot.actors), map(looks.__getitem__, groups), strict=True)
        if groups
        else ()
    )

    def look(spot: Spot) -> ActorLook:
        own = of_actor.get(spot.node.key, _PLAIN)
        return ActorLook(fill="white", marker=own.marker) if spot.node.is_silent else own

    silent = message("gevraagd, geen antwoord", "asked, no answer")
    return draw_picture(
        ax,
        picture,
        actor_look=look,
        tie_look=lambda _: TieLook(),
        legend=[
            *looks.values(),
            *[_hollow(silent.text(language))] * any(spot.node.is_silent for spot in picture.spots),
        ],
        title=title,
        language=language,
    )


_PLAIN: Final = ActorLook(fill=_FILLS[0])


def _hollow(words: str) -> ActorLook:
    return ActorLook(fill="white", words=words)


def _looks(words: Mapping[Name, str]) -> Mapping[Name, ActorLook]:
    """Return a look for each group; after eight a tone comes back with another form."""
    return {
        group: ActorLook(
            fill=_FILLS[number % len(_FILLS)],
            marker=_MARKERS[(number + number // len(_FILLS)) % len(_MARKERS)],
            words=said,
        )
        for number, (group, said) in enumerate(words.items())
    }


def _picture(snapshot: Snapshot, silent: frozenset[Hashable], seed: int | None) -> NetworkPicture:
    keys = keys_for(snapshot.actors)
    nodes = [
        Node(key=key, words=words, kind="", is_silent=actor in silent)
        for key, words, actor in zip(keys, words_of(snapshot), snapshot.actors, strict=True)
    ]
    arcs = set(zip(snapshot.tails, snapshot.heads, strict=True))
    edges = [
        Edge(
            key=f"{tail} {head}",
            start=keys[tail],
            end=keys[head],
            is_directed=snapshot.is_directed and (head, tail) not in arcs,
            sign="",
        )
        for tail, head in sorted(arcs)
        if tail < head or (head, tail) not in arcs
    ]
    return network_picture(nodes, edges, seed=seed)
