"""What measures tell of a network, as files: rows in CSV or Excel, or on the network itself."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from opgavekern.base.errors import Location, Notice, Problem
from opgavekern.base.extras import require
from opgavekern.base.results import Result
from opgavekern.base.texts import message
from opgavekern.exchange.errors import NetworkFileError
from opgavekern.exchange.networks.formats import BY_ENDING
from opgavekern.exchange.networks.outgoing import plain
from opgavekern.exchange.networks.writing import unknown_format, write_network
from opgavekern.exchange.networks.written_tables import csv_bytes, workbook_bytes
from opgavekern.files.atomic import write_atomically
from opgavekern.files.door import shown
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.readings import Reading

_ACTOR: Final = "actor"
#: Behind the name of a column of actors that have labels.
_LABEL: Final = "_label"
_LONGEST_SHEET_NAME: Final = 31


def write_measures(
    results: Mapping[str, Result], graph: Graph, path: str | os.PathLike[str]
) -> tuple[Notice, ...]:
    """Write what measures tell: as rows, or as attributes of actors in a file of the network.

    Args:
        results: By name of the measure.
        graph: Of which they tell; it is not changed.
        path: `.csv` and `.parquet` take the rows of one measure, `.xlsx` those of several, each on
            its sheet, and what the graph calls actors beside their names; any other ending is that
            of a network, in which each actor has what is told of it.

    Returns:
        What the file cannot hold.

    Raises:
        NetworkFileError: Several measures for one table, or an ending that nobody knows.
        NotWrittenError: The file could not be written.
        MissingExtraError: A workbook or Parquet, and what writes it is not installed.
    """
    ending = Path(path).suffix.lower()
    if ending in _OF_ONE:
        if len(results) != 1:
            raise NetworkFileError([_several(shown(path), ending, list(results))])
        write_atomically(path, _OF_ONE[ending](next(iter(results.values()))))
        return ()
    if ending == ".xlsx":
        sheets = {name[:_LONGEST_SHEET_NAME]: _rows(one) for name, one in results.items()}
        write_atomically(path, workbook_bytes(sheets))
        return ()
    return write_network(_told(graph, results), path)


def verify_ending(path: str | os.PathLike[str], more: Sequence[str] = ()) -> None:
    """Refuse an ending in which measures are not written, before anything is measured.

    Args:
        path: Where they would go.
        more: Endings that the caller writes itself.

    Raises:
        NetworkFileError: Nobody knows the ending; says which ones there are.
    """
    known = [*_OF_ONE, ".xlsx", *more, *BY_ENDING]
    ending = Path(path).suffix.lower()
    if ending not in known:
        raise NetworkFileError([unknown_format(shown(path), ending, known)])


def _rows(result: Result) -> Iterator[Sequence[Any]]:
    """Yield a header and the rows of an answer; nothing where nothing is known."""
    names, records = _with_labels(result)
    yield names
    for record in records:
        yield ["" if record.get(name) is None else plain(record[name]) for name in names]


def _with_labels(result: Result) -> tuple[list[str], list[dict[str, Any]]]:
    """Return columns and rows, with what the graph calls actors beside their names."""
    reading: Reading | None = getattr(result, "reading", None)
    called = {} if reading is None else dict(zip(reading.labelled, reading.labels, strict=False))
    records = [dict(one) for one in result.to_records()]
    names = []
    for name in result.columns:
        names.append(name)
        # A whole number may be a count, and is no name of an actor then.
        if any(isinstance(one.get(name), str) and one[name] in called for one in records):
            names.append(f"{name}{_LABEL}")
            for record in records:
                one = record.get(name)
                record[f"{name}{_LABEL}"] = called.get(one, one) if isinstance(one, str) else one
    return names, records


def _csv(result: Result) -> bytes:
    return csv_bytes(_rows(result))


def _parquet(result: Result) -> bytes:
    """Return rows as Parquet, each column of one type: text where an actor may be a number."""
    require("pyarrow")
    frame = result.to_pandas()
    names, records = _with_labels(result)
    for at, name in enumerate(names):
        if name not in frame.columns:
            frame.insert(at, name, [one[name] for one in records])
    for name in frame.columns:
        if frame[name].dtype == "object" and len({type(one) for one in frame[name].dropna()}) > 1:
            frame[name] = [None if one is None else str(one) for one in frame[name]]
    buffer = io.BytesIO()
    frame.to_parquet(buffer, engine="pyarrow", index=False)
    return buffer.getvalue()


#: Files that take the rows of one measure.
_OF_ONE: Final[Mapping[str, Callable[[Result], bytes]]] = MappingProxyType(
    {".csv": _csv, ".parquet": _parquet}
)


def _told(graph: Graph, results: Mapping[str, Result]) -> Graph:
    """Return the graph in which each actor has the numbers that are told of it."""
    told: Graph = graph.copy()
    names = {str(node): node for node in told}
    for measure, result in results.items():
        if _ACTOR not in result.columns:
            continue
        for record in result.to_records():
            node = names.get(str(record[_ACTOR]))
            if node is None:
                continue
            for key, one in record.items():
                if key != _ACTOR and one is not None:
                    column = key if key not in told.nodes[node] else f"{measure}_{key}"
                    told.nodes[node][column] = plain(one)
    return told


def _several(file: str, ending: str, names: list[str]) -> Problem:
    return Problem(
        code="several-measures",
        message=message(
            "een {ending}-bestand heeft de rijen van één maat; gevraagd zijn: {names}",
            "a {ending} file has the rows of one measure; asked for are: {names}",
            ending=ending,
            names=", ".join(names),
        ),
        remedy=message("Kies er een, of schrijf naar .xlsx.", "Choose one, or write to .xlsx."),
        location=Location(file=file),
    )
