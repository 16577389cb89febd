"""A result with all that others need to compute it anew: data, scripts, conventions."""

from __future__ import annotations

import functools
import hashlib
import json
import os
from collections.abc import Hashable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import attrs
import networkx as nx

from opgavekern.base.converting import unstructure
from opgavekern.base.texts import Language, message
from opgavekern.exchange.networks.replication_figures import (
    Figure,
    Other,
    Recorded,
    Told,
    choices_of,
    figures_of,
    is_of,
    verify,
    verify_answered,
)
from opgavekern.exchange.networks.replication_inference import of_cug, of_regression
from opgavekern.exchange.networks.replication_scripts import FUNCTIONS, scripts_of
from opgavekern.exchange.networks.written_tables import csv_bytes
from opgavekern.files.atomic import NotWrittenError, write_all_atomically
from opgavekern.network import (
    ActorPanel,
    Brokerage,
    Centralisation,
    Cohesion,
    CUGTest,
    EIIndex,
    Equivalence,
    NetworkError,
    NetworkRegression,
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
    other: Other = None,
    figure: str | None = None,
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
        result: Of `actors`, `brokerage`, `centralisation`, `cohesion`, `cug`, `ei_index`,
            `equivalence`, `mrqap` or `qap`, unweighted, everyone having answered. Of `actors`,
            `centralisation` and `cohesion` the bundle holds the figures that `sna` has too and
            counts alike; of `actors` the usual way round (distances from the actor) and as
            counts, not shares.
        graph: The graph that was measured.
        folder: Where; made if need be. Files of the same names are replaced.
        other: The second relation, of `qap`; of `mrqap` the predictors, by their names, which the
            bundle keeps, and so it does the values of two actors.
        figure: Of `cug`: what the test was of, by the name that `cohesion` gives it, or
            `centralisation_` and a measure of actors. Only drawing again tells whether it was, so
            that this takes as long as the test.
        language: Of what is said in `README.md`.

    Returns:
        The files.

    Raises:
        NetworkError: The result is of another measure, which says of which there are bundles;
            it is weighted, or rests on missing answers, or the graph gives another result.
        NotWrittenError: The folder could not be made, or a file could not be written.
    """
    snapshot = snapshot_of(graph)
    if type(result) in FUNCTIONS:
        verify_answered(not result.reading.weight and snapshot.is_complete)
    told = _told(result, graph, other, figure)
    names = {actor: f"a{place}" for place, actor in enumerate(snapshot.actors, 1)}
    known = {name_of(actor): name for actor, name in names.items()}
    data: dict[str, list[tuple[Any, ...]]] = {
        "actors.csv": _actors(names, told.groups),
        "ties.csv": _ties(snapshot, names, is_directed=told.is_directed),
        "figures.csv": [
            ("actor", "figure", "value"),
            *((known.get(actor, ""), name, value) for actor, name, value in told.figures),
        ],
    }
    if isinstance(other, nx.Graph):
        second = snapshot_of(other)
        data["other.csv"] = _ties(second, names, is_directed=told.is_directed)
    if told.predictors:
        data["predictors.csv"] = [
            ("term", "source", "target", "value"),
            *(
                (term, f"a{one + 1}", f"a{two + 1}", value)
                for term, one, two, value in told.predictors
            ),
        ]
    scripts = scripts_of(
        result, permutations=told.permutations, is_directed=told.is_directed, choices=told.choices
    )
    files = {
        **{name: csv_bytes(rows) for name, rows in data.items()},
        **{name: script.encode() for name, script in scripts.items()},
        "references.bib": result.references.encode(),
        _READ_ME: _read_me(result, language).encode(),
    }
    files["bundle.json"] = _manifest(result, files)
    place = Path(folder)
    _make_folder(place)
    write_all_atomically({place / name: content for name, content in files.items()})
    return tuple(place / name for name in files)


def _told(result: NetworkResult, graph: Graph, other: Other, figure: str | None) -> Told:
    told = functools.partial(Told, is_directed=result.reading.is_directed)
    match result:
        case Brokerage(is_weighted=False):
            _verify_actors(result.actors, graph)
            again = brokerage(graph, dict(zip(graph, result.group_of, strict=True)))
            verify(again.counts == result.counts)
            return told(
                figures=_of_brokerage(result),
                groups=result.group_of,
                permutations=result.permutations,
                choices={"sd": result.sd.value},
            )
        case EIIndex():
            return _of_index(result, graph)
        case Cohesion() | Centralisation() | ActorPanel() | Equivalence():
            return told(figures=_of_records(result, graph), choices=choices_of(result))
        case QAPCorrelation():
            figures = _of_qap(result, graph, other)
            return told(figures=figures, permutations=result.chance.replicates)
        case CUGTest():
            return of_cug(result, graph, figure)
        case NetworkRegression():
            return of_regression(result, graph, other)
    raise NetworkError(
        message(
            "van {kind} is er geen bundel; wel van actors, brokerage (ongewogen), centralisation, "
            "cohesion, cug, ei_index, equivalence, mrqap en qap",
            "there is no bundle of {kind}; there is of actors, brokerage (unweighted), "
            "centralisation, cohesion, cug, ei_index, equivalence, mrqap and qap",
            kind=type(result).__name__,
        )
    )


def _of_index(result: EIIndex, graph: Graph) -> Told:
    _verify_actors(tuple(one.actor for one in result.actors), graph)
    groups = tuple(one.group for one in result.actors)
    verify(ei_index(graph, dict(zip(graph, groups, strict=True))).whole == result.whole)
    wanted = [("index", result.index), ("expected", result.expected)]
    if result.chance is not None:
        wanted.append(("p at least", result.chance.p_at_least))
    return Told(
        figures=[("", name, one) for name, one in wanted if one is not None],
        is_directed=result.reading.is_directed,
        groups=groups,
        permutations=result.chance.replicates if result.chance is not None else 0,
    )


def _of_records(result: Recorded, graph: Graph) -> list[Figure]:
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
    verify(is_of(result, graph))
    return found


def _of_brokerage(result: Brokerage) -> list[Figure]:
    return [
        (actor, one.role.value + said, value)
        for actor in result.actors
        for one in result.of(actor)
        for said, value in (("", one.count), (" expected", one.expected), (" sd", one.sd))
        if value is not None
    ]


def _of_qap(result: QAPCorrelation, graph: Graph, other: Other) -> list[Figure]:
    if not isinstance(other, nx.Graph) or other.is_directed() != graph.is_directed():
        raise NetworkError(
            message(
                "geef met other= de tweede relatie die qap kreeg, even gericht als de eerste",
                "give the second relation that qap was given as other=, as directed as the first",
            )
        )
    verify_answered(snapshot_of(other).is_complete)
    again = qap(graph, other, permutations=1)
    verify((again.correlation, again.cells) == (result.correlation, result.cells))
    return [("", "correlation", result.correlation), ("", "p at least", result.chance.p_at_least)]


def _verify_actors(actors: Sequence[Name], graph: Graph) -> None:
    verify(tuple(map(name_of, graph)) == tuple(actors))


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


def _ties(
    snapshot: Snapshot, names: Mapping[Hashable, str], *, is_directed: bool
) -> list[tuple[Any, ...]]:
    keys = [names[actor] for actor in snapshot.actors]
    ties: Iterable[tuple[int, int]] = zip(snapshot.tails, snapshot.heads, strict=True)
    if not is_directed:
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
