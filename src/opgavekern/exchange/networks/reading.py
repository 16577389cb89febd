"""Reading a network from a file of any format that researchers have."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Final

import attrs

from opgavekern.base.calendar import given_day
from opgavekern.base.errors import Location, Problem
from opgavekern.base.near import one_of
from opgavekern.base.running import Limits, collector_at_rest
from opgavekern.base.texts import message, quoted
from opgavekern.exchange.errors import NetworkFileError, capped
from opgavekern.exchange.networks.actor_tables import read_actors, tell_alike_asked
from opgavekern.exchange.networks.attendance import ROLES as ATTENDANCE_ROLES
from opgavekern.exchange.networks.attendance import read_attendance
from opgavekern.exchange.networks.columns import header_of
from opgavekern.exchange.networks.dl import read_dl
from opgavekern.exchange.networks.drafts import NOTICES, Draft
from opgavekern.exchange.networks.edge_lists import ROLES as EDGE_ROLES
from opgavekern.exchange.networks.edge_lists import read_edges
from opgavekern.exchange.networks.ego_networks import ROLES as EGO_ROLES
from opgavekern.exchange.networks.ego_networks import read_egos
from opgavekern.exchange.networks.formats import BY_ENDING, TABLES, NetworkFormat, PartlyAnswered
from opgavekern.exchange.networks.given_columns import (
    verify_actor_columns,
    verify_columns,
    verify_fit,
    verify_roles,
)
from opgavekern.exchange.networks.labelled_tables import labelled
from opgavekern.exchange.networks.matrices import read_matrix, read_roster
from opgavekern.exchange.networks.numbers import is_missing, name_in, number_in
from opgavekern.exchange.networks.pajek import read_pajek, read_partition
from opgavekern.exchange.networks.truths import tie_in
from opgavekern.exchange.networks.ucinet import read_ucinet
from opgavekern.exchange.networks.vna import read_vna
from opgavekern.exchange.networks.whole_sheets import whole
from opgavekern.exchange.networks.xml_graphs import read_xml
from opgavekern.exchange.sheets import Sheet, no_sheet, read_sheets, sheet_named
from opgavekern.files.door import Door, decoded, no_file, read_otherwise, shown
from opgavekern.files.refusals import Refusal
from opgavekern.model import Period, WeightMeaning
from opgavekern.network.foundation.choices import chosen
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.snapshots import MEANS
from opgavekern.network.foundation.surveys import KEY, Survey

AnyPath = str | os.PathLike[str]
_WINDOWS: Final = "cp1252"
#: So many rows show whether a table is one of numbers.
_LOOKED_AT: Final = 20
#: A list of ties has no more columns than both ends and a weight; a roster seldom so few.
_NARROW: Final = 3
_PARTITIONS: Final = (".clu", ".vec")
#: A sheet of this name beside the ties says what is known of actors.
_ACTOR_SHEETS: Final = ("actors", "actoren", "nodes", "knopen")


@attrs.frozen(kw_only=True)
class _Asked:
    """What the caller said of how to read."""

    format: NetworkFormat | None
    nodes: tuple[AnyPath, ...]
    asked: tuple[str, ...] | None
    columns: Mapping[str, str]
    sheet: str | None
    directed: bool | None
    within: Period
    partly: PartlyAnswered | None
    limits: Limits


def read_network(
    path: AnyPath,
    *,
    format: NetworkFormat | str | None = None,
    nodes: AnyPath | Iterable[AnyPath] = (),
    asked: AnyPath | Iterable[str] | None = None,
    columns: Mapping[str, str] | None = None,
    sheet: str | None = None,
    directed: bool | None = None,
    weight_means: WeightMeaning | str | None = None,
    partly: PartlyAnswered | str | None = None,
    first: date | None = None,
    last: date | None = None,
    limits: Limits = Limits(),
) -> Graph:
    """Read a network as researchers have it: a plain networkx graph.

    Names are taken as they stand, and are text. A graph is directed where the file does not say
    otherwise, has several ties between two actors only where the file has, and then each its
    `kind`. Strengths are `weight`; who was asked and who answered is `graph.graph["survey"]`;
    what people should know of the reading is `graph.graph["notices"]`, such as names that a table
    of actors does not have. Actors have mode 0 and meetings or other columns mode 1 in
    `bipartite`. Takes time that grows with the file.

    Args:
        path: The file: CSV or Excel, UCINET `.dl` or `.##h` (with its `.##d` beside it), Pajek
            `.net` or `.paj`, `.vna`, `.graphml`, `.gexf`.
        format: What it holds; None for what its ending and its columns say.
        nodes: Tables of actors (CSV or Excel), or Pajek partitions and vectors.
        asked: Who was asked: names, or a file with a name on each row.
        columns: Which column is `source`, `target`, `weight`, `kind`, `actor`, `meeting`, `date`,
            `ego`, `alter`, `alter2`, `type`, or of actors `id`, `asked` or `answered`, where their
            names do not say it.
        sheet: Of a workbook, None for its first; or a network of a Pajek project, None for all.
        directed: Whether ties go one way, where the file does not say it.
        weight_means: What weights mean: `strength`, `length` or `rank`.
        partly: What the missing cells of a matrix or roster are of who answered otherwise:
            `no_answer`, so that the whole row is missing, or `no_tie`; each result states it. None
            refuses them, since what is missing is not zero.
        first: First day of attendance that counts.
        last: Last day of attendance that counts.
        limits: How much is accepted.

    Raises:
        NetworkFileError: It cannot be read; every problem, with its place and what to do.
        MissingExtraError: A workbook, and what reads it is not installed.
    """
    file = shown(path)
    try:
        verify_roles(columns or {}, file)
        with collector_at_rest():
            said = _Asked(
                format=_format_named(format, file),
                nodes=(nodes,) if isinstance(nodes, str | os.PathLike) else tuple(nodes),
                asked=_names(asked, limits),
                columns=columns or {},
                sheet=sheet,
                directed=directed,
                within=Period(
                    first=None if first is None else given_day(first, "first"),
                    last=None if last is None else given_day(last, "last"),
                ),
                partly=None if partly is None else chosen(PartlyAnswered, partly, "partly"),
                limits=limits,
            )
            graph = _read(path, file, said)
    except Refusal as refused:
        raise NetworkFileError(capped(refused.problems, limits)) from None
    if weight_means is not None:
        graph.graph[MEANS] = chosen(WeightMeaning, weight_means, "weight_means").value
    return graph


def _read(path: AnyPath, file: str, said: _Asked) -> Graph:
    format = said.format or BY_ENDING.get(Path(path).suffix.lower())
    if format is not None:
        verify_fit(said.columns, format, file)
    if format in {NetworkFormat.GRAPHML, NetworkFormat.GEXF}:
        return _with_actors(read_xml(_bytes(path, said.limits), file, format), file, said)
    draft = Draft(file=file, limits=said.limits, partly=said.partly)
    beside: tuple[Sheet, ...] = ()
    if format is NetworkFormat.UCINET:
        header, values = (_bytes(_beside(path, ending), said.limits) for ending in (".##h", ".##d"))
        read_ucinet(draft, header, values)
    elif format is NetworkFormat.PAJEK:
        read_pajek(draft, _text(draft, path, said.limits), said.sheet)
    elif format in _TEXTS:
        _TEXTS[format](draft, _text(draft, path, said.limits))
    elif Path(path).suffix.lower() in (*TABLES, ".txt"):
        beside = _read_table(draft, path, format, said)
    elif Door(Path(path), said.limits).is_folder():
        raise no_file(file)
    else:
        raise Refusal(_unknown_ending(file))
    _read_nodes(draft, said, beside)
    _read_asked(draft, said)
    return draft.graph()


_TEXTS: Final = {
    NetworkFormat.DL: read_dl,
    NetworkFormat.VNA: read_vna,
}


def _beside(path: AnyPath, ending: str) -> Path:
    """Return the file beside a path that has another ending; `.##h` and `.##d` go together."""
    given = Path(path)
    same = given.with_suffix(ending)
    return same if same.exists() else given.with_suffix(ending.upper())


def _bytes(path: AnyPath, limits: Limits) -> bytes:
    door = Door(Path(path), limits)
    if door.is_folder():
        raise no_file(shown(path))
    return door.read()


def _text(draft: Draft, path: AnyPath, limits: Limits) -> str:
    data = _bytes(path, limits)
    text = decoded(data, shown(path), fallback=_WINDOWS)
    notice = read_otherwise(data, shown(path), _WINDOWS)
    if notice is not None:
        draft.notices.append(notice)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _read_table(
    draft: Draft, path: AnyPath, format: NetworkFormat | None, said: _Asked
) -> tuple[Sheet, ...]:
    """Take the ties of a table into a draft; return the table of actors beside it, if any."""
    sheets = read_sheets(path, limits=said.limits)
    chosen = whole(_sheet(sheets, said.sheet, shown(path)))
    draft.notices += chosen.notices
    verify_columns(said.columns, chosen)
    held = format or _guessed(chosen, said.columns)
    verify_fit(said.columns, held, shown(path))
    match held:
        case NetworkFormat.EDGES:
            read_edges(draft, chosen, said.columns, directed=said.directed)
        case NetworkFormat.ATTENDANCE:
            read_attendance(draft, chosen, said.columns, within=said.within)
        case NetworkFormat.EGO:
            read_egos(draft, chosen, said.columns, directed=said.directed)
        case NetworkFormat.ROSTER:
            read_roster(draft, chosen, said.asked, is_asked_for=format is not None)
        case _:
            read_matrix(draft, chosen, directed=said.directed)
    beside = next((found for name in _ACTOR_SHEETS
                   if (found := sheet_named(sheets, name)) is not None), None)  # fmt: skip
    return () if beside is None or beside is chosen else (whole(beside),)


def _sheet(sheets: tuple[Sheet, ...], name: str | None, file: str) -> Sheet:
    if name is None:
        return next((one for one in sheets if one.is_visible), sheets[0])
    found = sheet_named(sheets, name)
    if found is None:
        raise no_sheet(sheets, name, None, file)
    return found


def _guessed(sheet: Sheet, columns: Mapping[str, str]) -> NetworkFormat:
    """Return what a table holds, by the names of its columns, or else by its rows."""
    table = labelled(sheet)
    if table.asks:
        return NetworkFormat.ROSTER
    for format, roles, needed in (
        (NetworkFormat.EGO, EGO_ROLES, {"ego", "alter"}),
        (NetworkFormat.EDGES, EDGE_ROLES, {"source", "target"}),
        (NetworkFormat.ATTENDANCE, ATTENDANCE_ROLES, {"actor", "meeting"}),
        (NetworkFormat.ATTENDANCE, ATTENDANCE_ROLES, {"actor", "date"}),
    ):
        if needed <= header_of(sheet, roles, columns).found.keys():
            return format
    # Columns of words are ties whose columns nobody recognises, and no matrix.
    is_words = any(
        tie_in(cell) is None and not is_missing(cell)
        for _, row in table.rows[:_LOOKED_AT]
        for cell in sheet.rows[row][1:]
    )
    # A few columns under numbers, and none of them a matrix, are ties without headings.
    is_headless = (
        table.kind is NetworkFormat.ROSTER
        and sheet.width <= _NARROW
        and sheet.cell(table.top, 0) != ""
        and any(number_in(name) is not None for name, _ in table.columns)
    )
    is_matrix = table.is_square and len(table.rows) > 1
    return NetworkFormat.EDGES if is_headless or (is_words and not is_matrix) else table.kind


def _read_nodes(draft: Draft, said: _Asked, beside: tuple[Sheet, ...] = ()) -> None:
    """Take what tables say of actors into a draft: those in the same file, and others."""
    tables = [one for one in said.nodes if Path(one).suffix.lower() not in _PARTITIONS]
    sheets = [whole(read_sheets(one, limits=said.limits)[0]) for one in tables]
    verify_actor_columns(said.columns, (*beside, *sheets), draft.file)
    for sheet in (*beside, *sheets):
        draft.notices += sheet.notices
        read_actors(draft, sheet, said.columns)
    for path in said.nodes:
        if path not in tables:
            text = _text(draft, path, said.limits)
            read_partition(draft, text, shown(path), Path(path).stem)


def _with_actors(graph: Graph, file: str, said: _Asked) -> Graph:
    """Add to a graph what tables say of its actors, and who was asked."""
    if not (said.nodes or said.columns) and said.asked is None:
        return graph
    draft = Draft(file=file, limits=said.limits, is_directed=graph.is_directed())
    for node in graph:
        draft.add_node(node)
    for start, end in graph.edges():
        draft.add_tie(start, end)
    _read_nodes(draft, said)
    _read_asked(draft, said)
    if draft.problems:
        raise NetworkFileError(capped(draft.problems, said.limits))
    graph.add_nodes_from(draft.nodes.items())
    if draft.asked is not None:
        graph.graph[KEY] = Survey(asked=draft.asked, answered=draft.answered)
    if draft.notices:
        graph.graph[NOTICES] = (*graph.graph.get(NOTICES, ()), *draft.notices)
    return graph


def _read_asked(draft: Draft, said: _Asked) -> None:
    """Take over who was asked; who names anybody answered, unless the file says who did."""
    if said.asked is None or draft.asked == set(said.asked):
        return
    tell_alike_asked(draft, said.asked)
    for name in said.asked:
        draft.add_node(name)
    if draft.asked is None:
        draft.answered = draft.speakers()
    draft.asked = set(said.asked)
    if not draft.is_directed:
        draft.answered &= draft.asked
    if strangers := sorted(draft.answered - draft.asked):
        draft.problem(
            "not-asked",
            message(
                "noemt iemand en staat niet bij wie gevraagd is: {count}, onder wie {one}",
                "naming somebody and not among who was asked: {count}, among them {one}",
                count=len(strangers),
                one=quoted(strangers[0]),
            ),
            message(
                "Schrijf namen gelijk, of vul de lijst aan.",
                "Write names the same, or complete the list.",
            ),
        )


def _names(asked: AnyPath | Iterable[str] | None, limits: Limits) -> tuple[str, ...] | None:
    """Return who was asked: the names given, or those in the first column of a file."""
    if asked is None:
        return None
    if not isinstance(asked, str | os.PathLike):
        return tuple(asked)
    sheet = whole(read_sheets(asked, limits=limits)[0])
    header = header_of(sheet, ("id", "asked"))
    start = header.row + 1 if header.found else 0
    column = next(iter(header.found.values()), 0)
    cells = (name_in(sheet.cell(row, column)) for row in range(start, len(sheet.rows)))
    return tuple(dict.fromkeys(cell for cell in cells if cell))


def _format_named(format: NetworkFormat | str | None, file: str) -> NetworkFormat | None:
    known = {one.value: one for one in NetworkFormat}
    if format is None or isinstance(format, NetworkFormat):
        return format
    if format not in known:
        raise Refusal(
            Problem(
                code="unknown-format",
                message=message(
                    "format={found} bestaat niet", "there is no format={found}",
                    found=quoted(format),
                ),
                remedy=one_of(sorted(known), word=format),
                location=Location(file=file),
            )
        )  # fmt: skip
    return known[format]


def _unknown_ending(file: str) -> Problem:
    endings = ", ".join((*TABLES, *BY_ENDING))
    return Problem(
        code="unknown-ending",
        message=message(
            "van dit bestand zegt de naam niet wat het is",
            "the name of this file does not say what it is",
        ),
        remedy=message(
            "Geef het een van deze eindes: {endings}; of zeg het met "
            "--format (in Python format=…).",
            "Give it one of these endings: {endings}; or say it with "
            "--format (in Python format=…).",
            endings=endings,
        ),
        location=Location(file=file),
    )
