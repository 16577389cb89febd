"""What the contract asks of a plugin's sections; one that is wrong harms only itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

import attrs

from opgavekern.base.errors import PluginError
from opgavekern.base.texts import Message, Text, is_sendable, message, quoted
from opgavekern.governance.contract import ask
from opgavekern.governance.declarations.rules import Basis
from opgavekern.governance.declarations.sections import (
    FigureBlock,
    FigureName,
    HeadingBlock,
    PluginSection,
    RefusedSection,
    SectionPlace,
    TableBlock,
    TextBlock,
)
from opgavekern.governance.declared import is_whole, wrong_basis, wrong_type
from opgavekern.governance.guarding import guarded
from opgavekern.governance.installed import Found

HOOK: Final = "opgavekern_sections"
#: Most sections of a plugin, blocks of a section, and rows and columns of a table.
MOST_SECTIONS: Final = 100
MOST_BLOCKS: Final = 100
MOST_ROWS: Final = 1000
MOST_COLUMNS: Final = 20
_NAME: Final = re.compile(r"[A-Za-z0-9_-]{1,60}")
_TYPES: Final[tuple[tuple[str, Any], ...]] = (
    ("name", str),
    ("place", SectionPlace),
    ("title", Text),
    ("blocks", tuple),
    ("basis", (Basis, type(None))),
)
_CELLS: Final = (Text, str, int, Decimal, date)


@attrs.frozen
class Sections:
    """What a plugin adds to report and handbook.

    Attributes:
        given: In the order of the plugin.
        refused: What it could not give, and why.
    """

    given: tuple[PluginSection, ...] = ()
    refused: tuple[RefusedSection, ...] = ()


def sections_of(found: Found, options: Any) -> Sections:
    """Ask a plugin for its sections; what goes wrong is told, and harms nothing else."""
    given: dict[str, PluginSection] = {}
    # By what is told, so that the same fault is told once.
    refused: dict[str, Message] = {}
    try:
        for place, one in enumerate(_one_by_one(found, options)):
            wrong = _too_many() if place == MOST_SECTIONS else _judged(found, one, given)
            if wrong is None:
                given[one.name] = one
            else:
                refused.setdefault(str(wrong), wrong)
            if place == MOST_SECTIONS:
                break
    except PluginError as error:
        refused.setdefault(str(error.message), error.message)
    return Sections(
        tuple(given.values()), tuple(_refused(found, wrong) for wrong in refused.values())
    )


def _one_by_one(found: Found, options: Any) -> Iterator[Any]:
    """Yield what the hook gives; what it raises half way leaves what it gave before.

    Raises:
        PluginError: The plugin raises something.
    """
    answer = ask(found, HOOK, Iterable, default=(), options=options)
    with guarded(found.name, found.installed_as, HOOK):
        items = iter(answer)
    while True:
        with guarded(found.name, found.installed_as, HOOK):
            item = next(items, _END)
        if item is _END:
            return
        yield item


_END: Final = object()


def _judged(found: Found, one: Any, given: Mapping[str, Any]) -> Message | None:
    """Tell what is wrong with a section; looking at it may run code of the plugin."""
    try:
        with guarded(found.name, found.installed_as, HOOK):
            return next(_wrong(one, given), None)
    except PluginError as error:
        return error.message


def _wrong(one: Any, given: Mapping[str, Any]) -> Iterator[Message]:
    """Yield what is wrong with a section, the first thing first."""
    if not isinstance(one, PluginSection):
        yield message(
            "{found} is geen PluginSection; geef secties",
            "{found} is not a PluginSection; return sections",
            found=type(one).__name__,
        )
        return
    name = quoted(one.name)[1:-1]
    wrong = wrong_type(one, _TYPES, name)
    if wrong is not None:
        yield wrong
        return
    yield from _wrong_name(one.name, given)
    if not is_whole(one.title):
        yield _half(name)
    if one.basis is not None and (wrong := wrong_basis(name, one.basis)) is not None:
        yield wrong
    if len(one.blocks) > MOST_BLOCKS:
        yield _more_than(name, "blocks", MOST_BLOCKS)
    for block in one.blocks:
        yield from _wrong_block(name, block)


def _wrong_name(name: str, given: Mapping[str, Any]) -> Iterator[Message]:
    if not _NAME.fullmatch(name):
        yield message(
            'de sectie heet "{name}"; gebruik letters, cijfers, - en _, ten hoogste zestig',
            'the section is called "{name}"; use letters, digits, - and _, sixty at most',
            name=name[:40],
        )
    if name in given:
        yield message(
            'twee secties heten "{name}"; geef een van de twee een andere naam',
            'two sections are called "{name}"; give one of them another name',
            name=name,
        )


def _wrong_block(name: str, block: Any) -> Iterator[Message]:
    types = _BLOCKS.get(type(block))
    if types is None:
        yield message(
            "{name}: {found} is geen blok; geef {wanted}",
            "{name}: {found} is no block; return {wanted}",
            name=name,
            found=type(block).__name__,
            wanted=tuple(one.__name__ for one in _BLOCKS),
        )
        return
    wrong = wrong_type(block, types, name)
    if wrong is not None:
        yield wrong
    elif isinstance(block, TableBlock):
        yield from _wrong_table(name, block)
    elif isinstance(block, FigureBlock):
        if (block.name is FigureName.METHOD) is not bool(block.of):
            yield message(
                "{name}: de werkwijze noemt met of welke, een ander plaatje niet",
                "{name}: the way of working says by of which, another picture does not",
                name=name,
            )
    elif not is_whole(block.words):
        yield _half(name)


def _wrong_table(name: str, table: TableBlock) -> Iterator[Message]:
    if not 0 < len(table.heads) <= MOST_COLUMNS:
        yield _more_than(name, "heads", MOST_COLUMNS)
    if len(table.rows) > MOST_ROWS:
        yield _more_than(name, "rows", MOST_ROWS)
        return
    texts: tuple[Any, ...] = (table.caption, *table.heads)
    for text in texts:
        if not isinstance(text, Text) or not is_whole(text):
            yield _half(name)
    rows: tuple[Any, ...] = table.rows
    for row in rows:
        if not isinstance(row, tuple) or len(row) != len(table.heads):
            yield message(
                "{name}: een rij van de tabel heeft niet voor elke kop een cel",
                "{name}: a row of the table lacks a cell for some column",
                name=name,
            )
        elif not all(_is_cell(one) for one in row):
            yield message(
                "{name}: een cel is geen tekst, getal of dag",
                "{name}: a cell is no text, number or day",
                name=name,
            )


def _is_cell(one: Any) -> bool:
    if isinstance(one, str):
        return is_sendable(one)
    return isinstance(one, _CELLS) and (not isinstance(one, Text) or is_whole(one))


def _half(name: str) -> Message:
    return message(
        "{name}: een tekst mist een van de twee talen; vul haar aan",
        "{name}: a text lacks one of the languages; fill it in",
        name=name,
    )


def _more_than(name: str, field: str, most: int) -> Message:
    return message(
        "{name}: {field} zijn er geen, of meer dan {most}",
        "{name}: {field} are none, or more than {most}",
        name=name,
        field=field,
        most=most,
    )


def _too_many() -> Message:
    return message(
        "de hook geeft meer dan {most} secties; wat daarna komt is niet gelezen",
        "the hook gives more than {most} sections; what comes after was not read",
        most=MOST_SECTIONS,
    )


def _refused(found: Found, wrong: Message) -> RefusedSection:
    return RefusedSection(plugin=found.name, distribution=found.installed_as, message=wrong)


_BLOCKS: Final[Mapping[type, tuple[tuple[str, Any], ...]]] = MappingProxyType(
    {
        HeadingBlock: (("words", Text),),
        TextBlock: (("words", Text),),
        TableBlock: (("caption", Text), ("heads", tuple), ("rows", tuple)),
        FigureBlock: (("name", FigureName), ("of", str)),
    }
)
