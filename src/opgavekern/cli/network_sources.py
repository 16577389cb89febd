"""Networks that the command line names: of a dossier or a file, and what is laid beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

from opgavekern.base.near import one_of
from opgavekern.base.running import Limits
from opgavekern.base.texts import Language, message, quoted
from opgavekern.cli.network_measures import is_attribute
from opgavekern.cli.opening import opened, say_each
from opgavekern.cli.parts import Refusal
from opgavekern.cli.streams import aside
from opgavekern.cli.today import day_asked
from opgavekern.cli.voice import Voice

if TYPE_CHECKING:
    from opgavekern.model import Dossier
    from opgavekern.network import Relation
    from opgavekern.network.foundation.graphs import Graph

#: Keywords of `read_network` that are typed otherwise.
_TYPED: Final = {"directed": "undirected"}
_DOSSIERS: Final = frozenset({".yaml", ".yml", ".json"})


@attrs.frozen(kw_only=True)
class Selection:
    """Which part of a dossier or file was asked for.

    Attributes:
        kinds: Kinds of tie; none for all.
        issue: Only who is involved with it; only of a dossier.
        area: Only who has a stake in it; only of a dossier.
        among: What nodes are; only of a dossier.
        on: The day; only of a dossier.
        reading: How a file is read, by the names of `read_network`; only of a file.
    """

    kinds: tuple[str, ...] = ()
    issue: str | None = None
    area: str | None = None
    among: str | None = None
    on: date | None = None
    reading: Mapping[str, Any] = attrs.field(factory=dict)


@attrs.frozen(kw_only=True)
class NetworkSource:
    """Where the networks of a command come from.

    Attributes:
        graph: The network that was asked for.
        language: Of the dossier, or else of the voice.
        relations: The relations that it knows by name.
        relation: Returns one of those, with the same actors as the network.
        file: Reads a network from another file.
        title: What the network is of.
        is_one_world: Whether its relations are among the same actors, so that who has ties of one
            kind only is there without ties in the others.
        dossier: Where the network is drawn from; None of a file.
        part: Of which issue and day measures of stakes tell.
    """

    graph: Graph
    language: Language
    relations: tuple[str, ...]
    relation: Callable[[str], Graph]
    file: Callable[[str], Graph]
    title: str
    is_one_world: bool = False
    dossier: Dossier | None = None
    part: Mapping[str, Any] = attrs.field(factory=dict)

    def beside(self, names: Iterable[str]) -> Mapping[str, Relation]:
        """Return relations by the names that were typed: of the same network, files, attributes.

        Raises:
            Refusal: A name is none of these.
        """
        found = {name: self._beside(name) for name in names}
        if self.is_one_world:
            own: list[Any] = [one for name, one in found.items() if name in self.relations]
            _share_actors([self.graph, *own])
        return found

    def _beside(self, name: str) -> Relation:
        if is_attribute(name):
            import opgavekern.network as offered

            kind, _, attribute = name.partition(":")
            made: Relation = getattr(offered, kind)(attribute)
            return made
        if name in self.relations:
            return self.relation(name)
        if Path(name).exists():
            return self.file(name)
        raise Refusal(
            message(
                "{name} is geen relatie van dit netwerk, geen bestand, en geen kenmerk als "
                "same:sector",
                "{name} is no relation of this network, no file, and no attribute such as "
                "same:sector",
                name=quoted(name),
            ),
            remedy=one_of(self.relations, word=name) if self.relations else None,
        )


def _share_actors(graphs: Sequence[Graph]) -> None:
    """Add to each graph whoever is in another, without ties."""
    everyone = {node: told for one in graphs for node, told in one.nodes.items()}
    for one in graphs:
        one.add_nodes_from((node, told) for node, told in everyone.items() if node not in one)


def network_source(voice: Voice, path: str, limits: Limits, selection: Selection) -> NetworkSource:
    """Read the network of a dossier or file.

    Args:
        voice: Says what people should know of the reading.
        path: The dossier or file.
        limits: How much is accepted.
        selection: Which part of it.

    Raises:
        Refusal: An option does not belong to what the path is.
        OpgavekernError: It cannot be read, or has no such part.
    """
    if Path(path).is_dir() or Path(path).suffix.lower() in _DOSSIERS:
        _refuse(
            {f"--{_TYPED.get(name, name)}": one for name, one in selection.reading.items()},
            is_dossier=True,
        )
        return _of_dossier(voice, path, limits, selection)
    only = {"--issue": selection.issue, "--area": selection.area, "--among": selection.among}
    _refuse({**only, "--on": selection.on}, is_dossier=False)
    return _of_file(voice, path, limits, selection)


def _refuse(given: Mapping[str, object], *, is_dossier: bool) -> None:
    for name, value in given.items():
        if value is None:
            continue
        if is_dossier:
            raise Refusal(
                message(
                    "{name} hoort bij een bestand met een netwerk; een dossier kent zijn partijen "
                    "al",
                    "{name} belongs to a file that holds a network; a dossier knows its parties",
                    name=name,
                )
            )
        raise Refusal(
            message(
                "{name} hoort bij een dossier; dit is een bestand met een netwerk",
                "{name} belongs to a dossier; this is a file that holds a network",
                name=name,
            )
        )


def _of_dossier(voice: Voice, path: str, limits: Limits, selection: Selection) -> NetworkSource:
    dossier, _, language = opened(path, limits, voice)
    with aside():
        graph = _drawn(dossier, selection, selection.kinds)

    return NetworkSource(
        graph=graph,
        language=language,
        relations=tuple(one.id for one in dossier.tie_kinds),
        relation=lambda name: _drawn(dossier, selection, (name,)),
        file=lambda name: _read(voice, name, limits, {}),
        title=dossier.header.name,
        is_one_world=True,
        dossier=dossier,
        part={"issue": selection.issue, "on": day_asked(selection.on, dossier)},
    )


def _drawn(dossier: Dossier, selection: Selection, kinds: tuple[str, ...]) -> Graph:
    from opgavekern.network import contacts_of, graph_of

    part: dict[str, Any] = {
        "issue": selection.issue,
        "area": selection.area,
        "on": day_asked(selection.on, dossier),
        "among": selection.among or "parties",
    }
    sorts = {(one.is_directed, one.weight_means) for one in dossier.tie_kinds}
    if not kinds and len(sorts) > 1:  # Such ties go together as contact only.
        return contacts_of(dossier, **part)
    return graph_of(dossier, kinds=kinds or None, **part)


def _of_file(voice: Voice, path: str, limits: Limits, selection: Selection) -> NetworkSource:
    from opgavekern.network import NetworkError, one_relation

    whole = _read(voice, path, limits, selection.reading)
    if len(selection.kinds) > 1:
        raise NetworkError(
            message(
                "kies uit een bestand één soort relatie",
                "choose one kind of tie of a file",
            )
        )
    kinds = (told.get("kind") for _, _, told in whole.edges(data=True))
    known = dict.fromkeys(str(one) for one in kinds if one is not None)
    return NetworkSource(
        graph=one_relation(whole, selection.kinds[0]) if selection.kinds else whole,
        language=voice.language,
        relations=tuple(known),
        relation=lambda name: one_relation(whole, name),
        file=lambda name: _read(voice, name, limits, selection.reading),
        title=Path(path).name,
    )


def _read(voice: Voice, path: str, limits: Limits, reading: Mapping[str, Any]) -> Graph:
    from opgavekern.exchange import read_network

    with aside():
        said = {name: one for name, one in reading.items() if one is not None}
        graph = read_network(path, limits=limits, **said)
    say_each(graph.graph.get("notices", ()), voice.language)
    return graph
