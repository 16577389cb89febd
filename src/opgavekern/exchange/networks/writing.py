"""Writing a network in a format that others read."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from opgavekern.base.errors import Location, Notice, Problem
from opgavekern.base.near import one_of
from opgavekern.base.texts import message, quoted
from opgavekern.exchange.errors import NetworkFileError
from opgavekern.exchange.networks.formats import BY_ENDING, WRITTEN_TABLES, NetworkFormat
from opgavekern.exchange.networks.outgoing import HOLDS, OF_ACTORS, Outgoing, Trait, verify_text
from opgavekern.exchange.networks.written_tables import (
    actor_rows,
    csv_bytes,
    edge_rows,
    matrix_rows,
    workbook_bytes,
)
from opgavekern.exchange.networks.written_texts import dl_text, pajek_text, ucinet_bytes, vna_text
from opgavekern.exchange.networks.written_xml import xml_bytes
from opgavekern.files.atomic import write_all_atomically
from opgavekern.files.door import shown
from opgavekern.network.foundation.graphs import Graph

AnyPath = str | os.PathLike[str]
_WORKBOOK: Final = ".xlsx"
_PROJECT: Final = ".paj"


def write_network(
    graph: Graph,
    path: AnyPath,
    *,
    format: NetworkFormat | str | None = None,
    nodes: AnyPath | None = None,
) -> tuple[Notice, ...]:
    """Write a network, so that `read_network` reads the same one back.

    Files are written whole, or not at all; those of the same name are replaced. A workbook has a
    sheet of ties and one of actors, with who was asked and who answered; beside a CSV file a table
    of actors can be written too. In a matrix the row of who did not answer is `NA`. Equal graphs
    give equal files. Takes time that grows with the file.

    Args:
        graph: Any networkx graph. Names become text.
        path: Where; its ending says the format: `.csv` or `.xlsx`, `.dl`, `.##h` (with its
            `.##d`), `.net`, `.paj` (with numbers of actors), `.vna`, `.graphml` or `.gexf`.
        format: `edges` or `matrix` for a table, which is an edge list unless this says otherwise.
        nodes: Where to write the table of actors beside a CSV file.

    Returns:
        What the file cannot hold, such as who was asked; empty where it holds all.

    Raises:
        NetworkFileError: The format cannot hold the network at all, or is only for reading.
        NetworkError: It is no graph.
        NotWrittenError: The file could not be written.
        MissingExtraError: A workbook, and what writes it is not installed.
    """
    file = shown(path)
    out = Outgoing.of(graph, file)
    chosen = _format(format, path, file)
    verify_text(out, chosen)
    files = _files(out, Path(path), chosen)
    held = HOLDS[chosen]
    ending = Path(path).suffix.lower()
    if nodes is not None or ending == _WORKBOOK:
        held |= OF_ACTORS
    if ending == _PROJECT and Trait.TEXTS not in out.traits():
        held |= {Trait.ATTRIBUTES}
    if nodes is not None:
        files[Path(nodes)] = csv_bytes(actor_rows(out))
    if chosen is NetworkFormat.MATRIX and len(out.kinds) > 1:
        raise NetworkFileError([_several(file, out.kinds)])
    write_all_atomically(files)
    return out.lost(held)


def _files(out: Outgoing, path: Path, format: NetworkFormat) -> dict[Path, bytes | None]:
    match format:
        case NetworkFormat.EDGES | NetworkFormat.MATRIX:
            rows = edge_rows(out) if format is NetworkFormat.EDGES else matrix_rows(out)
            if path.suffix.lower() == _WORKBOOK:
                return {path: workbook_bytes({"ties": rows, "actors": actor_rows(out)})}
            return {path: csv_bytes(rows)}
        case NetworkFormat.DL:
            return {path: dl_text(out).encode()}
        case NetworkFormat.UCINET:
            header, values = ucinet_bytes(out)
            return {path.with_suffix(".##h"): header, path.with_suffix(".##d"): values}
        case NetworkFormat.PAJEK:
            is_project = path.suffix.lower() == _PROJECT
            return {path: pajek_text(out, is_project=is_project).encode()}
        case NetworkFormat.VNA:
            return {path: vna_text(out).encode()}
    return {path: xml_bytes(out, format)}


def _format(wanted: NetworkFormat | str | None, path: AnyPath, file: str) -> NetworkFormat:
    """Return the format that was asked for, or that the ending says."""
    ending = Path(path).suffix.lower()
    by_ending = NetworkFormat.EDGES if ending in WRITTEN_TABLES else BY_ENDING.get(ending)
    known = {one.value: one for one in HOLDS}
    found = by_ending if wanted is None else known.get(getattr(wanted, "value", str(wanted)))
    if found is None:
        asked = ending if wanted is None else str(getattr(wanted, "value", wanted))
        known_as = sorted(known) if wanted else [*WRITTEN_TABLES, *BY_ENDING]
        raise NetworkFileError([unknown_format(file, asked, known_as)])
    return found


def unknown_format(file: str, asked: str, known: Sequence[str]) -> Problem:
    """Return the problem of a format or ending in which no network is written."""
    return Problem(
        code="unknown-format",
        message=message(
            "in formaat {found} wordt geen netwerk geschreven",
            "no network is written in format {found}",
            found=quoted(asked),
        ),
        remedy=one_of(known),
        location=Location(file=file),
    )


def _several(file: str, kinds: tuple[str, ...]) -> Problem:
    return Problem(
        code="several-relations",
        message=message(
            "een matrix heeft één relatie; dit netwerk heeft er {count}",
            "a matrix has one relation; this network has {count}",
            count=len(kinds),
        ),
        remedy=message(
            "Kies er een met one_relation(graph, …): {known}.",
            "Choose one with one_relation(graph, …): {known}.",
            known=", ".join(kinds),
        ),
        location=Location(file=file),
    )
