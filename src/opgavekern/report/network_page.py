"""A network and what was measured of it, as one HTML file without a dossier."""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

import attrs

from opgavekern.base.results import Result
from opgavekern.base.texts import Language, Text, message
from opgavekern.files import write_atomically
from opgavekern.report.blocks import (
    Block,
    Bullets,
    Cell,
    Fold,
    Page,
    Paragraph,
    Row,
    Sayable,
    Section,
    Table,
    Terms,
    columns,
)
from opgavekern.report.measure_titles import MEASURE_TITLES
from opgavekern.report.pages.bare_network import bare_network
from opgavekern.report.pages.colophon import software
from opgavekern.report.rendering import render

if TYPE_CHECKING:
    from opgavekern.network import Groups

_MOST_ROWS: Final = 1000
_DECIMALS: Final = 4
#: Columns of rows that name actors.
_OF_ACTORS: Final = frozenset(
    "actor alter broker closes ego end first other player second stakeholder start through".split()
)
_DASH: Final = "–"


def render_network(
    graph: Any,
    results: Mapping[str, Result],
    *,
    title: str,
    group: Groups | None = None,
    language: Language = "en",
) -> str:
    """Return one HTML document with a network and what was measured; it asks for nothing else.

    Equal input gives equal text. The picture has the places that `plot_network` gives, can be
    walked through with the keyboard, and stands beside a table that says the same.

    Args:
        graph: Any networkx graph; of more than 2,000 actors only the measures are shown.
        results: By name of the measure; of more than 1,000 rows the first.
        title: What the network is of.
        group: The node attribute that holds the group, or a map from actor to group; None draws
            all alike.
        language: Of the words.

    Raises:
        NetworkError: Some actor has no group.
        MissingExtraError: What the page needs is not installed; says how to get it.
    """
    from opgavekern.network.foundation.groups import groups_of
    from opgavekern.network.foundation.readings import name_of
    from opgavekern.network.foundation.snapshots import snapshot_of
    from opgavekern.network.plots.group_words import group_words

    snapshot = snapshot_of(graph)
    groups = None
    if group is not None:
        found = groups_of(graph, group)
        words = group_words(graph, group, found, language)
        groups = {actor: words[one] for actor, one in zip(graph, found, strict=True)}
    names = tuple(map(name_of, snapshot.actors))
    called = dict(zip(names, snapshot.reading.called(names), strict=True))
    shown = Page(
        anchor="network",
        title=Text(nl="Netwerk", en="Network"),
        blocks=bare_network(graph, snapshot, groups),
        count=len(snapshot),
    )
    measured = Page(
        anchor="measures",
        title=Text(nl="Maten", en="Measures"),
        blocks=tuple(_measure(name, one, called, language) for name, one in results.items()),
        count=len(results),
    )
    return render(
        "report.html",
        language,
        generator="opgavekern",
        title=title,
        as_of=snapshot.reading.describe(language),
        pages=(shown, measured, _colophon(results)),
        withheld=None,
    )


def write_network_page(
    graph: Any,
    results: Mapping[str, Result],
    path: str | os.PathLike[str],
    *,
    title: str,
    group: Groups | None = None,
    language: Language = "en",
) -> None:
    """Write the page of a network, whole or not at all; see `render_network`.

    Raises:
        NotWrittenError: The file could not be written.
    """
    page = render_network(graph, results, title=title, group=group, language=language)
    write_atomically(path, page.encode())


def _measure(name: str, result: Result, called: Mapping[Any, str], language: Language) -> Section:
    """Say what a measure tells, and give its rows, with actors as people call them."""
    title = MEASURE_TITLES.get(name)
    names = list(result.columns)
    records = result.to_records()
    rows = tuple(
        Row(
            cells=tuple(
                _cell(_called(record.get(column), called))
                if column in _OF_ACTORS
                else _cell(record.get(column))
                for column in names
            )
        )
        for record in records[:_MOST_ROWS]
    )
    caption = message(
        "{name}: {shown} van {all} rijen", "{name}: {shown} of {all} rows",
        name=title or name, shown=len(rows), all=len(records),
    )  # fmt: skip
    numbers = tuple(
        place
        for place, column in enumerate(names)
        if any(isinstance(record.get(column), int | float) for record in records[:_MOST_ROWS])
    )
    blocks: list[Block] = [Paragraph(result.describe(language))]
    if rows:
        table = Table(caption=caption, columns=columns(*_heads(result), numbers=numbers), rows=rows)
        blocks.append(Fold(title=caption, blocks=(attrs.evolve(table, is_titled=False),)))
    return Section(
        anchor=f"measure-{name}",
        title=title or name,
        blocks=tuple(blocks),
        aside=name if title else "",
    )


def _heads(result: Result) -> list[Sayable]:
    """Return what stands above the columns: of measures of actors what people call them."""
    from opgavekern.network import ActorPanel

    called = {one.value: one for one in result.measures} if isinstance(result, ActorPanel) else {}
    return [called.get(column, column) for column in result.columns]


def _called(value: Any, called: Mapping[Any, str]) -> Any:
    if isinstance(value, tuple):
        return tuple(called.get(one, one) for one in value)
    return called.get(value, value)


def _cell(value: object) -> Cell:
    if value is None:
        return _DASH
    if isinstance(value, bool):
        return Text(nl="ja", en="yes") if value else Text(nl="nee", en="no")
    if isinstance(value, float):
        return round(value, _DECIMALS)
    if isinstance(value, int):
        return value
    return ", ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)


def _colophon(results: Mapping[str, Result]) -> Page:
    """Say with what the page was made, and whom to cite."""
    from opgavekern.network import SourcedResult

    cited = {
        source.key: f"{source.author} ({source.year}). {source.title}."
        for one in results.values()
        if isinstance(one, SourcedResult)
        for source in one.SOURCES
    }
    blocks: list[Block] = [
        Terms(((Text(nl="Gemaakt met", en="Made with"), f"opgavekern {version('opgavekern')}"),))
    ]
    if cited:
        blocks.append(
            Section(
                anchor="sources",
                title=Text(nl="Bronnen van de maten", en="Sources of the measures"),
                blocks=(Bullets(tuple(cited[key] for key in sorted(cited))),),
            )
        )
    return Page(
        anchor="colophon",
        title=Text(nl="Verantwoording", en="Colophon"),
        blocks=(*blocks, *software()),
    )
