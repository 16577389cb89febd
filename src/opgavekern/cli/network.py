"""`opgavekern network`: measures of the network of a dossier, or of any file of a network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from opgavekern.base.converting import unstructure
from opgavekern.base.near import one_of
from opgavekern.base.running import Limits
from opgavekern.base.texts import Language, Text, message, quoted, say
from opgavekern.cli.exits import Exit
from opgavekern.cli.json_output import write_json
from opgavekern.cli.network_measures import GraphMeasure, graph_measures, measure_called
from opgavekern.cli.opening import limit_option, opened, say_each
from opgavekern.cli.page import Line, line, show
from opgavekern.cli.parts import (
    Command,
    Refusal,
    argument,
    day_option,
    json_option,
    option,
    paths,
)
from opgavekern.cli.streams import aside
from opgavekern.cli.targets import refuse_taken
from opgavekern.cli.voice import Voice

if TYPE_CHECKING:
    from opgavekern.base.results import Result
    from opgavekern.network.foundation.graphs import Graph

_ABOUT: Final = Text(
    nl=(
        "Meet het netwerk van een dossier, of van een bestand met een netwerk: een lijst van "
        "relaties of sociomatrix in CSV of Excel, UCINET, Pajek, VNA, GraphML of GEXF.\n\n"
        "Zonder --measures: de plaats van elke actor. Maten over groepen vragen --group.\n\n"
        "\b\n"
        "  opgavekern network mijn-dossier --issue hitte --kinds overleg\n"
        "  opgavekern network relaties.csv --measures actors,brokerage --group sector\n"
        "  opgavekern network relaties.csv --out gemeten.graphml"
    ),
    en=(
        "Measure the network of a dossier, or of a file that holds a network: an edge list or "
        "sociomatrix in CSV or Excel, UCINET, Pajek, VNA, GraphML or GEXF.\n\n"
        "Without --measures: the place of each actor. Measures of groups need --group.\n\n"
        "\b\n"
        "  opgavekern network my-dossier --issue heat --kinds meets\n"
        "  opgavekern network ties.csv --measures actors,brokerage --group sector\n"
        "  opgavekern network ties.csv --out measured.graphml"
    ),
)
_DEFAULT: Final = "actors"
_DOSSIERS: Final = frozenset({".yaml", ".yml", ".json"})
#: So many rows fit on a screen; files hold all.
_MOST_ROWS: Final = 30
_WIDEST: Final = 24


def command(voice: Voice) -> Command:
    """Return the command, speaking the language of its voice."""
    names = Text(nl="NAMEN", en="NAMES").text(voice.language)
    name = Text(nl="NAAM", en="NAME").text(voice.language)
    file = Text(nl="BESTAND", en="FILE").text(voice.language)
    return Command(
        "network",
        voice,
        _run,
        about=_ABOUT,
        params=[
            argument(
                "path",
                metavar=Text(nl="DOSSIER|BESTAND", en="DOSSIER|FILE"),
                voice=voice,
                shell_complete=paths,
            ),
            option(
                voice,
                Text(nl="Alleen wie bij deze opgave betrokken is.",
                     en="Only who is involved with this issue."),
                "--issue",
                metavar=name,
            ),
            option(
                voice,
                Text(nl="Alleen deze soorten relaties.", en="Only these kinds of ties."),
                "--kinds",
                default="",
                metavar=names,
            ),
            option(
                voice,
                Text(nl="Welke maten, met komma's ertussen.",
                     en="Which measures, with commas between them."),
                "--measures",
                default=_DEFAULT,
                metavar=names,
            ),
            option(
                voice,
                Text(nl="Het kenmerk dat zegt in welke groep een actor zit.",
                     en="The attribute that says in which group an actor is."),
                "--group",
                default="",
                metavar=name,
            ),
            option(
                voice,
                Text(nl="Een tabel met kenmerken van actoren, bij een bestand met een netwerk.",
                     en="A table of attributes of actors, beside a file that holds a network."),
                "--nodes",
                metavar=file,
            ),
            option(
                voice,
                Text(nl="Schrijf naar een bestand: .csv, .xlsx, .graphml, .gexf, .net …",
                     en="Write to a file: .csv, .xlsx, .graphml, .gexf, .net …"),
                "--out",
                metavar=file,
            ),
            day_option(voice),
            json_option(voice),
            limit_option(voice),
        ],
    )  # fmt: skip


def _run(
    voice: Voice,
    *,
    path: str,
    issue: str | None,
    kinds: str,
    measures: str,
    group: str,
    nodes: str | None,
    out: str | None,
    on: date | None,
    as_json: bool,
    limits: Limits,
) -> int:
    asked = _asked(_listed(measures), group)
    if out is not None:
        refuse_taken(Path(out))
    if Path(path).is_dir() or Path(path).suffix.lower() in _DOSSIERS:
        graph, language = _of_dossier(voice, path, limits, issue=issue, kinds=kinds, on=on)
    else:
        _refuse_of_dossiers({"--issue": issue, "--on": on})
        graph = _of_file(voice, path, limits, kinds=kinds, nodes=nodes)
        language = voice.language
    with aside():
        found = {one.name: one.of(graph, group) for one in asked}
    if out is not None:
        _write(found, graph, out, language)
    if as_json:
        told = {name: unstructure(one) for name, one in found.items()}
        write_json({"format": 1, "measures": told})
    elif out is None:
        show(_lines(found, language))
    return Exit.CLEAN


def _listed(names: str) -> list[str]:
    return [name for one in names.split(",") if (name := one.strip())]


def _asked(names: Iterable[str], group: str) -> list[GraphMeasure]:
    """Return the measures that were asked for, before anything is read.

    Raises:
        Refusal: There is none of this name, or it needs groups.
    """
    found = []
    for name in names:
        measure = measure_called(name)
        if measure is None:
            raise Refusal(
                message("er is geen maat {name}", "there is no measure {name}", name=quoted(name)),
                remedy=one_of(sorted(graph_measures()), word=name, most=40),
            )
        if measure.needs_group and not group:
            raise Refusal(
                message(
                    "de maat {name} gaat over groepen",
                    "the measure {name} is about groups",
                    name=measure.name,
                ),
                remedy=message(
                    "Zeg met --group welk kenmerk de groep is.",
                    "Say with --group which attribute is the group.",
                ),
            )
        found.append(measure)
    return found


def _refuse_of_dossiers(given: dict[str, object]) -> None:
    for name, value in given.items():
        if value is not None:
            raise Refusal(
                message(
                    "{name} hoort bij een dossier; dit is een bestand met een netwerk",
                    "{name} belongs to a dossier; this is a file that holds a network",
                    name=name,
                )
            )


def _of_dossier(
    voice: Voice, path: str, limits: Limits, *, issue: str | None, kinds: str, on: date | None
) -> tuple[Graph, Language]:
    from opgavekern.cli.today import day_asked
    from opgavekern.network import graph_of

    dossier, _, language = opened(path, limits, voice)
    wanted = _listed(kinds) or None
    with aside():
        graph = graph_of(dossier, kinds=wanted, issue=issue, on=day_asked(on, dossier))
    return graph, language


def _of_file(voice: Voice, path: str, limits: Limits, *, kinds: str, nodes: str | None) -> Graph:
    from opgavekern.exchange import read_network
    from opgavekern.network import NetworkError, one_relation

    with aside():
        graph = read_network(path, nodes=() if nodes is None else nodes, limits=limits)
    say_each(graph.graph.get("notices", ()), voice.language)
    wanted = _listed(kinds)
    if len(wanted) > 1:
        raise NetworkError(
            message(
                "kies uit een bestand één soort relatie",
                "choose one kind of tie of a file",
            )
        )
    return one_relation(graph, wanted[0]) if wanted else graph


def _write(found: dict[str, Result], graph: Graph, out: str, language: Language) -> None:
    from opgavekern.exchange.networks.measure_files import write_measures

    with aside():
        notices = write_measures(found, graph, out)
    say_each(notices, language)
    written = message("Geschreven: {path}", "Written: {path}", path=out)
    show([line(written.text(language))])


def _lines(found: dict[str, Result], language: Language) -> Iterator[Line]:
    for at, (name, result) in enumerate(found.items()):
        if at:
            yield line()
        yield line((name, "bold"))
        yield line(result.describe(language), indent=2)
        yield from _table(result, language)


def _table(result: Result, language: Language) -> Iterator[Line]:
    """Show the first rows of an answer in columns."""
    records = result.to_records()
    told = {name for one in records for name, value in one.items() if value is not None}
    columns = [column for column in result.columns if column in told]
    shown = records[:_MOST_ROWS]
    rows = [columns, *([_cell(one.get(name), language) for name in columns] for one in shown)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(columns))]
    for number, row in enumerate(rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        text = "  ".join(cells).rstrip()
        yield line((text, "dim") if number == 0 else text, indent=2)
    if len(records) > _MOST_ROWS:
        more = message(
            "… en nog {count}; --out schrijft alles.",
            "… and {count} more; --out writes all.",
            count=len(records) - _MOST_ROWS,
        )
        yield line((more.text(language), "dim"), indent=2)


def _cell(value: Any, language: Language) -> str:
    if value is None:
        return "–"
    is_float = isinstance(value, float)
    text = f"{value:.3f}".rstrip("0").rstrip(".") if is_float else say(value, language)
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"
