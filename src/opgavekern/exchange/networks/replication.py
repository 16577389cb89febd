"""A result with all that others need to compute it anew: data, scripts, conventions."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Hashable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import attrs

from opgavekern.base.converting import unstructure
from opgavekern.base.texts import Language, message
from opgavekern.exchange.networks.replication_figures import Figure, figures_of, is_of
from opgavekern.exchange.networks.replication_scripts import our_script, r_script
from opgavekern.exchange.networks.written_tables import csv_bytes
from opgavekern.files.atomic import NotWrittenError, write_all_atomically
from opgavekern.network import (
    ActorPanel,
    Brokerage,
    Centralisation,
    Cohesion,
    EIIndex,
    NetworkError,
    NetworkResult,
    QAPCorrelation,
    brokerage,
    ei_index,
    qap,
)
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.readings import Name, name_of
from opgavekern.network.foundation.snapshots import Snapshot, snapshot_of

_READ_ME: Final = "README.md"


def replicate(
    result: NetworkResult,
    graph: Graph,
    folder: str | os.PathLike[str],
    *,
    other: Graph | None = None,
    language: Language = "en",
) -> tuple[Path, ...]:
    """Write a bundle from which others compute a result anew.

    It holds the ties and groups under pseudonyms, the figures, `replicate.py` that computes them
    with opgavekern, `replicate.R` that computes them with R's `sna`, the references, and a
    `bundle.json` with how the graph was read, seed, versions and the SHA-256 of each file. Both
    scripts exit with an error where a figure differs. A result does not hold the graph, which is
    given again; that it is the same is verified by measuring it.

    Actors are `a1`, `a2` … in the order of the graph, on which permutations rest: who knows the
    roster in that order knows who is who, and a small network may be recognised by its form. The
    files are written all together or not at all. Takes time that grows with ties, and a bit
    longer than the measure itself without permutations.

    Args:
        result: Of `actors`, `brokerage`, `centralisation`, `cohesion`, `ei_index` or `qap`,
            unweighted, everyone having answered. Of the first, third and fourth the bundle holds
            the figures that `sna` has too and counts alike; of `actors` the usual way round
            (distances from the actor) and as counts, not shares.
        graph: The graph that was measured.
        folder: Where; made if need be. Files of the same names are replaced.
        other: The second relation, of `qap`.
        language: Of what is said in `README.md`.

    Returns:
        The files.

    Raises:
        NetworkError: The result is of another measure, weighted, or rests on missing answers, or
            the graph gives another result.
        NotWrittenError: The folder could not be made, or a file could not be written.
    """
    snapshot = snapshot_of(graph)
    figures, groups, sd, permutations = _told(result, graph, other)
    if result.reading.weight or not snapshot.is_complete:
        raise NetworkError(
            message(
                "een bundel gaat over relaties zonder gewicht van actoren die allen antwoordden; "
                "R's sna rekent anders met wat ontbreekt",
                "a bundle is of ties without weights among actors who all answered; R's sna treats "
                "what is missing otherwise",
            )
        )
    names = {actor: f"a{place}" for place, actor in enumerate(snapshot.actors, 1)}
    known = {name_of(actor): name for actor, name in names.items()}
    data: dict[str, list[tuple[Any, ...]]] = {
        "actors.csv": _actors(names, groups),
        "ties.csv": _ties(snapshot, names),
        "figures.csv": [
            ("actor", "figure", "value"),
            *((known.get(actor, ""), figure, value) for actor, figure, value in figures),
        ],
    }
    if other is not None:
        data["other.csv"] = _ties(snapshot_of(other), names)
    files = {
        **{name: csv_bytes(rows) for name, rows in data.items()},
        "replicate.py": our_script(result, permutations=permutations, sd=sd).encode(),
        "replicate.R": r_script(result, permutations=permutations).encode(),
        "references.bib": result.references.encode(),
        _READ_ME: _read_me(result, language).encode(),
    }
    files["bundle.json"] = _manifest(result, files)
    place = Path(folder)
    _make_folder(place)
    write_all_atomically({place / name: content for name, content in files.items()})
    return tuple(place / name for name in files)


def _told(
    result: NetworkResult, graph: Graph, other: Graph | None
) -> tuple[list[Figure], tuple[Name, ...], str, int]:
    """The figures of a result, the group of each actor, whose sd, and how many permutations."""
    if isinstance(result, Brokerage) and not result.is_weighted:
        _verify_actors(result.actors, graph)
        again = brokerage(graph, dict(zip(graph, result.group_of, strict=True)))
        _verify(again.counts == result.counts)
        return _of_brokerage(result), result.group_of, result.sd.value, result.permutations
    if isinstance(result, EIIndex):
        _verify_actors(tuple(one.actor for one in result.actors), graph)
        groups = tuple(one.group for one in result.actors)
        _verify(ei_index(graph, dict(zip(graph, groups, strict=True))).whole == result.whole)
        wanted = [("index", result.index), ("expected", result.expected)]
        if result.chance is not None:
            wanted.append(("p at least", result.chance.p_at_least))
        count = result.chance.replicates if result.chance is not None else 0
        return [("", name, one) for name, one in wanted if one is not None], groups, "", count
    if isinstance(result, Cohesion | Centralisation | ActorPanel):
        return _of_records(result, graph), (), "", 0
    if isinstance(result, QAPCorrelation):
        return _of_qap(result, graph, other), (), "", result.chance.replicates
    raise NetworkError(
        message(
            "van {kind} is er geen bundel; wel van actors, brokerage (ongewogen), centralisation, "
            "cohesion, ei_index en qap",
            "there is no bundle of {kind}; there is of actors, brokerage (unweighted), "
            "centralisation, cohesion, ei_index and qap",
            kind=type(result).__name__,
        )
    )


def _of_records(result: Cohesion | Centralisation | ActorPanel, graph: Graph) -> list[Figure]:
    found = figures_of(result)
    if not found:
        raise NetworkError(
            message(
                "geen cijfer van dit resultaat heeft R's sna ook; vraag maten als degree, "
                "betweenness of closeness",
                "R's sna has none of the figures of this result; ask for measures such as degree, "
                "betweenness or closeness",
            )
        )
    _verify(bool(result.reading.weight) or is_of(result, graph))
    return found


def _of_brokerage(result: Brokerage) -> list[Figure]:
    return [
        (actor, one.role.value + said, value)
        for actor in result.actors
        for one in result.of(actor)
        for said, value in (("", one.count), (" expected", one.expected), (" sd", one.sd))
        if value is not None
    ]


def _of_qap(result: QAPCorrelation, graph: Graph, other: Graph | None) -> list[Figure]:
    if other is None or other.is_directed() != graph.is_directed():
        raise NetworkError(
            message(
                "geef met other= de tweede relatie die qap kreeg, even gericht als de eerste",
                "give the second relation that qap was given as other=, as directed as the first",
            )
        )
    _verify(snapshot_of(other).is_complete)
    again = qap(graph, other, permutations=1)
    _verify((again.correlation, again.cells) == (result.correlation, result.cells))
    return [("", "correlation", result.correlation), ("", "p at least", result.chance.p_at_least)]


def _verify_actors(actors: Sequence[Name], graph: Graph) -> None:
    _verify(tuple(map(name_of, graph)) == tuple(actors))


def _verify(is_same: bool) -> None:
    if not is_same:
        raise NetworkError(
            message(
                "dit netwerk geeft niet het resultaat dat in de bundel moet; geef hetzelfde "
                "netwerk als aan de maat",
                "this network does not give the result that the bundle is of; give the network "
                "that the measure was given",
            )
        )


def _make_folder(place: Path) -> None:
    try:
        place.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise NotWrittenError(
            place,
            message(
                "de map {folder} is niet gemaakt: er staat een bestand in de weg. Kies een andere "
                "map.",
                "the folder {folder} was not made: a file is in the way. Choose another folder.",
                folder=place.as_posix(),
            ),
        ) from error
    except OSError as error:
        raise NotWrittenError(
            place,
            message(
                "de map {folder} is niet gemaakt: {reason}. Kies een map waarin u mag schrijven.",
                "the folder {folder} was not made: {reason}. Choose a folder that you may write "
                "to.",
                folder=place.as_posix(),
                reason=error.strerror or type(error).__name__,
            ),
        ) from error


def _actors(names: Mapping[Hashable, str], groups: Sequence[Name]) -> list[tuple[Any, ...]]:
    """Pseudonyms, and those of groups, which keep the order of the groups."""
    if not groups:
        return [("actor",), *((name,) for name in names.values())]
    order = sorted(set(groups), key=lambda one: (isinstance(one, str), one))
    broad = len(str(len(order)))
    codes = {group: f"g{place:0{broad}}" for place, group in enumerate(order, 1)}
    rows = zip(names.values(), map(codes.__getitem__, groups), strict=True)
    return [("actor", "group"), *rows]


def _ties(snapshot: Snapshot, names: Mapping[Hashable, str]) -> list[tuple[Any, ...]]:
    keys = [names[actor] for actor in snapshot.actors]
    ties: Iterable[tuple[int, int]] = zip(snapshot.tails, snapshot.heads, strict=True)
    if not snapshot.is_directed:
        ties = ((tail, head) for tail, head in ties if tail < head)
    return [("source", "target"), *((keys[tail], keys[head]) for tail, head in ties)]


def _manifest(result: NetworkResult, files: Mapping[str, bytes]) -> bytes:
    told = {
        "measure": type(result).__name__,
        # Names and labels would undo the pseudonyms.
        "reading": unstructure(attrs.evolve(result.reading, labelled=(), labels=())),
        "sha256": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
    }
    return (json.dumps(told, indent=2, ensure_ascii=False, sort_keys=True) + "\n").encode()


def _read_me(result: NetworkResult, language: Language) -> str:
    said = message(
        "# Opnieuw te berekenen\n\n{reading}\n\n`python replicate.py` rekent met opgavekern, "
        "`Rscript replicate.R` met R en sna. Beide eindigen met een fout waar een cijfer van "
        "`figures.csv` afwijkt. Actoren en groepen hebben pseudoniemen, in de volgorde van het "
        "netwerk: wie die kent, kent hen. Hoe het netwerk gelezen is, het startgetal en de hash "
        "van elk bestand staan in `bundle.json`, de bronnen in `references.bib`.\n",
        "# To be computed anew\n\n{reading}\n\n`python replicate.py` computes with opgavekern, "
        "`Rscript replicate.R` with R and sna. Both end with an error where a figure of "
        "`figures.csv` differs. Actors and groups have pseudonyms, in the order of the network: "
        "who knows it knows them. How the network was read, the seed and the hash of each file "
        "stand in `bundle.json`, the sources in `references.bib`.\n",
        reading=result.reading.describe(language),
    )
    return said.text(language)
