"""Which part of a dossier, or of a file that holds a network, is meant: options and their sum."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import click

from opgavekern.base.texts import Text
from opgavekern.cli.network_sources import Selection
from opgavekern.cli.parts import Day, OneOf, day_option, option
from opgavekern.cli.voice import Voice

#: What a table holds, where its columns do not say it.
_TABLES: Final = {
    "edges": Text(nl="relaties", en="edges"),
    "matrix": Text(nl="matrix", en="matrix"),
    "roster": Text(nl="namenlijst", en="roster"),
    "attendance": Text(nl="aanwezigheid", en="attendance"),
    "ego": Text(nl="ego", en="ego"),
}
_PARTLY: Final = {
    "no_answer": Text(nl="geen-antwoord", en="no-answer"),
    "no_tie": Text(nl="geen-relatie", en="no-tie"),
}
_AMONG: Final = {
    "persons": Text(nl="personen", en="persons"),
    "units": Text(nl="afdelingen", en="units"),
    "organisations": Text(nl="organisaties", en="organisations"),
}


def dossier_options(voice: Voice) -> Iterator[click.Option]:
    """Yield the options that say which part of a dossier is meant."""
    names = Text(nl="NAMEN", en="NAMES").text(voice.language)
    name = Text(nl="NAAM", en="NAME").text(voice.language)
    yield option(
        voice,
        Text(
            nl="Alleen wie bij deze opgave betrokken is.",
            en="Only who is involved with this issue.",
        ),
        "--issue",
        metavar=name,
    )
    yield option(
        voice,
        Text(
            nl="Alleen wie een belang heeft in dit gebied, of in een gebied daarbinnen.",
            en="Only who has a stake in this area, or in one within it.",
        ),
        "--area",
        metavar=name,
    )
    yield option(
        voice,
        Text(
            nl="Tussen wie: anders tussen wie in de relaties genoemd zijn.",
            en="Among whom: otherwise those whom the ties name.",
        ),
        "--among",
        type=OneOf(_AMONG, voice),
    )
    yield option(
        voice,
        Text(nl="Alleen deze soorten relaties.", en="Only these kinds of ties."),
        "--kinds",
        default="",
        metavar=names,
    )
    yield day_option(voice)


def reading_options(voice: Voice) -> Iterator[click.Option]:
    """Yield the options that say how a file is read."""
    file = Text(nl="BESTAND", en="FILE").text(voice.language)
    yield option(
        voice,
        Text(
            nl="Een tabel met kenmerken van actoren, bij een bestand met een netwerk.",
            en="A table of attributes of actors, beside a file that holds a network.",
        ),
        "--nodes",
        metavar=file,
    )
    yield option(
        voice,
        Text(
            nl="Wat een tabel bevat, als haar koppen dat niet zeggen.",
            en="What a table holds, where its headings do not say it.",
        ),
        "--format",
        type=OneOf(_TABLES, voice),
    )
    yield option(
        voice,
        Text(
            nl="Wie gevraagd is: een bestand met een naam per rij.",
            en="Who was asked: a file with a name on each row.",
        ),
        "--asked",
        metavar=file,
    )
    yield option(
        voice,
        Text(
            nl="Hoe ontbrekende cellen tellen van wie verder antwoordde; anders wordt een bestand "
            "met zulke cellen geweigerd.",
            en="How missing cells count of who answered otherwise; otherwise a file with such "
            "cells is refused.",
        ),
        "--partly",
        type=OneOf(_PARTLY, voice),
    )
    yield option(
        voice,
        Text(
            nl="Relaties gaan beide kanten op, als het bestand dat niet zegt.",
            en="Ties go both ways, where the file does not say it.",
        ),
        "--undirected",
        is_flag=True,
    )
    yield option(
        voice,
        Text(
            nl="Welk blad van een werkmap, of netwerk van een Pajek-project.",
            en="Which sheet of a workbook, or network of a Pajek project.",
        ),
        "--sheet",
        metavar=Text(nl="NAAM", en="NAME").text(voice.language),
    )
    for name, about in (
        (
            "--first",
            Text(
                nl="Eerste dag van aanwezigheid die telt.",
                en="First day of attendance that counts.",
            ),
        ),
        (
            "--last",
            Text(
                nl="Laatste dag van aanwezigheid die telt.",
                en="Last day of attendance that counts.",
            ),
        ),
    ):
        yield option(voice, about, name, type=Day(voice))  # fmt: skip


def selection_of(
    *,
    kinds: str,
    issue: str | None,
    area: str | None,
    among: str | None,
    on: date | None,
    undirected: bool,
    **reading: Any,
) -> Selection:
    """Return what was typed by these options."""
    return Selection(
        kinds=listed(kinds),
        issue=issue,
        area=area,
        among=among,
        on=on,
        reading={**reading, "directed": False if undirected else None},
    )


def listed(names: str) -> tuple[str, ...]:
    """Return the words between commas."""
    return tuple(name for one in names.split(",") if (name := one.strip()))
