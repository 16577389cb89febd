"""`opgavekern network`: measures of the network of a dossier, or of any file of a network."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from opgavekern.base.converting import unstructure
from opgavekern.base.running import Limits
from opgavekern.base.texts import Message, Text, message
from opgavekern.cli.exits import Exit
from opgavekern.cli.json_output import write_json
from opgavekern.cli.network_measures import GraphMeasure, measures_asked
from opgavekern.cli.network_options import dossier_options, listed, reading_options, selection_of
from opgavekern.cli.network_sources import NetworkSource, network_source
from opgavekern.cli.network_text import measure_lines
from opgavekern.cli.opening import limit_option, say_each
from opgavekern.cli.page import line, show
from opgavekern.cli.parts import (
    Command,
    argument,
    json_option,
    option,
    paths,
)
from opgavekern.cli.streams import aside
from opgavekern.cli.targets import refuse_taken
from opgavekern.cli.voice import Voice

if TYPE_CHECKING:
    from opgavekern.base.results import Result

_ABOUT: Final = Text(
    nl=(
        "Meet het netwerk van een dossier, of van een bestand met een netwerk: een lijst van "
        "relaties of sociomatrix in CSV of Excel, UCINET, Pajek, VNA, GraphML of GEXF.\n\n"
        "Zonder --kinds: alle soorten relaties; waar sommige gericht zijn en andere niet, telt "
        "ieder contact. Zonder --measures: de plaats van elke actor, in de gebruikelijke maten. "
        "Maten over groepen vragen --group, maten over een getal van elke actor --number, en "
        "maten die vergelijken --with.\n\n"
        "\b\n"
        "  opgavekern network mijn-dossier --issue hitte --kinds overleg\n"
        "  opgavekern network mijn-dossier --among organisaties --out netwerk.html\n"
        "  opgavekern network relaties.csv --measures degree,betweenness\n"
        "  opgavekern network relaties.csv --measures actors,brokerage --group sector\n"
        "  opgavekern network relaties.csv --measures qap --with later.csv\n"
        "  opgavekern network relaties.csv --measures mrqap --with same:sector"
    ),
    en=(
        "Measure the network of a dossier, or of a file that holds a network: an edge list or "
        "sociomatrix in CSV or Excel, UCINET, Pajek, VNA, GraphML or GEXF.\n\n"
        "Without --kinds: ties of all kinds; where some are directed and others not, any contact "
        "counts. Without --measures: the place of each actor, in the usual measures. Measures of "
        "groups need --group, measures of a number of each actor --number, and measures that "
        "compare --with.\n\n"
        "\b\n"
        "  opgavekern network my-dossier --issue heat --kinds meets\n"
        "  opgavekern network my-dossier --among organisations --out network.html\n"
        "  opgavekern network ties.csv --measures degree,betweenness\n"
        "  opgavekern network ties.csv --measures actors,brokerage --group sector\n"
        "  opgavekern network ties.csv --measures qap --with later.csv\n"
        "  opgavekern network ties.csv --measures mrqap --with same:sector"
    ),
)
_DEFAULT: Final = "actors"


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
            *dossier_options(voice),
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
                Text(nl="Het kenmerk met het getal van een actor.",
                     en="The attribute that holds the number of an actor."),
                "--number",
                default="",
                metavar=name,
            ),
            option(
                voice,
                Text(nl="Waarmee vergeleken wordt: een andere relatie uit hetzelfde netwerk, een "
                        "bestand, of wat actoren gemeen hebben (same:KENMERK, absdiff:KENMERK, "
                        "sender:KENMERK, receiver:KENMERK). Mag vaker.",
                     en="What it is compared with: another relation of the same network, a file, "
                        "or what actors have in common (same:ATTRIBUTE, absdiff:ATTRIBUTE, "
                        "sender:ATTRIBUTE, receiver:ATTRIBUTE). May be repeated."),
                "--with",
                "beside",
                multiple=True,
                metavar=Text(nl="RELATIE|BESTAND", en="RELATION|FILE").text(voice.language),
            ),
            *reading_options(voice),
            option(
                voice,
                Text(nl="Schrijf naar een bestand: een pagina (.html), rijen (.csv, .xlsx, "
                        ".parquet), of het netwerk met wat gemeten is (.graphml, .gexf, .net …).",
                     en="Write to a file: a page (.html), rows (.csv, .xlsx, .parquet), or the "
                        "network with what was measured (.graphml, .gexf, .net …)."),
                "--out",
                metavar=file,
            ),
            json_option(voice),
            limit_option(voice),
        ],
    )  # fmt: skip


def _run(
    voice: Voice,
    *,
    path: str,
    measures: str,
    group: str,
    number: str,
    beside: tuple[str, ...],
    out: str | None,
    as_json: bool,
    limits: Limits,
    **part: Any,
) -> int:
    asked = measures_asked(listed(measures), group=group, number=number, beside=beside)
    if out is not None:
        from opgavekern.exchange.networks.measure_files import verify_ending

        verify_ending(out, [".html"])
        refuse_taken(Path(out))
    source = network_source(voice, path, limits, selection_of(**part))
    others = source.beside(dict.fromkeys(beside))
    with aside():
        found, refused = _measured(
            asked,
            lambda one: one.of(
                source.graph,
                group=group,
                number=number,
                others=others,
                dossier=source.dossier,
                part=source.part,
            ),
        )
    if out is not None:
        _write(found, source, out, group)
    if as_json:
        told = {name: unstructure(one) for name, one in found.items()}
        write_json({"format": 1, "measures": told})
    elif out is None:
        show(measure_lines(found, source.language))
    for name, why in refused.items():
        said = message("{name} ontbreekt: {why}", "{name} is absent: {why}", name=name, why=why)
        show([line((said.text(source.language), "yellow"))], sys.stderr)
    return Exit.USAGE if refused else Exit.CLEAN


def _measured(
    asked: Iterable[GraphMeasure], measure: Callable[[GraphMeasure], Result]
) -> tuple[dict[str, Result], dict[str, Message]]:
    """Return what measures tell, and why others tell nothing; at least one has to."""
    from opgavekern.network import NetworkError

    found: dict[str, Result] = {}
    refused: dict[str, Message] = {}
    last: NetworkError | None = None
    for one in asked:
        try:
            found[one.name] = measure(one)
        except NetworkError as error:
            refused[one.name], last = error.message, error
    if last is not None and not found:
        raise last
    return found, refused


def _write(found: Mapping[str, Result], source: NetworkSource, out: str, group: str) -> None:
    if Path(out).suffix.lower() == ".html":
        _write_page(found, source, out, group)
    else:
        _write_measures(found, source, out)
    written = message("Geschreven: {path}", "Written: {path}", path=out)
    show([line(written.text(source.language))])


def _write_measures(found: Mapping[str, Result], source: NetworkSource, out: str) -> None:
    from opgavekern.exchange.networks.measure_files import write_measures

    with aside():
        notices = write_measures(found, source.graph, out)
    say_each(notices, source.language)


def _sort_of_party(source: NetworkSource) -> str | None:
    """Return what tells actors of a dossier apart, where it says so of all of them."""
    sorts = source.graph.nodes(data="kind")
    is_known = source.dossier is not None and all(one is not None for _, one in sorts)
    return "kind" if is_known else None


def _write_page(found: Mapping[str, Result], source: NetworkSource, out: str, group: str) -> None:
    from opgavekern.report import write_network_page

    with aside():
        write_network_page(
            source.graph,
            found,
            out,
            title=source.title,
            group=group or _sort_of_party(source),
            language=source.language,
        )
