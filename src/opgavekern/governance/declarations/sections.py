"""Sections that a plugin adds to the report or the handbook: data, never HTML."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Union

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.labels import Term
from opgavekern.base.texts import Message, Text
from opgavekern.governance.declarations.rules import Basis


class SectionPlace(Term):
    """Where a section of a plugin stands."""

    REPORT = "report", "rapport"
    HANDBOOK_ISSUES = "handbook_issues", "handboek: opgaven", "handbook: issues"
    HANDBOOK_ROLES = "handbook_roles", "handboek: rollen", "handbook: roles"
    HANDBOOK_YEAR = "handbook_year", "handboek: besluiten en het jaar", "handbook: decisions"
    HANDBOOK_METHOD = "handbook_method", "handboek: werkwijze", "handbook: way of working"
    HANDBOOK_PEOPLE = "handbook_people", "handboek: meedoen en kunnen", "handbook: taking part"
    HANDBOOK_RULES = "handbook_rules", "handboek: regels", "handbook: rules"


class FigureName(Term):
    """A picture that a section can ask for; it is drawn from what is in force."""

    METHOD = "method", "werkwijze", "way of working"
    YEAR = "year", "jaar"


@attrs.frozen
class HeadingBlock:
    """A heading within a section.

    Attributes:
        words: What it says.
    """

    words: Text


@attrs.frozen
class TextBlock:
    """Text; an empty line in it parts paragraphs.

    Attributes:
        words: What it says.
    """

    words: Text


#: What stands in a cell of a table.
SectionCell = Union[Text, str, int, Decimal, date]  # noqa: UP007 - read by typing at run time


@attrs.frozen(kw_only=True)
class TableBlock:
    """Rows under columns.

    Attributes:
        caption: What the table is of.
        heads: What each column holds.
        rows: From top to bottom, with a cell for each column.
    """

    caption: Text
    heads: tuple[Text, ...]
    rows: tuple[tuple[SectionCell, ...], ...]


@attrs.frozen(kw_only=True)
class FigureBlock:
    """A picture by its name.

    Attributes:
        name: Which picture.
        of: The way of working that is drawn, by id, for `FigureName.METHOD`; else empty.
    """

    name: FigureName
    of: str = ""


SectionBlock = Union[HeadingBlock, TextBlock, TableBlock, FigureBlock]  # noqa: UP007 - as above


@attrs.frozen(kw_only=True)
class PluginSection:
    """Something that a plugin tells, besides what its facts and rules say of themselves.

    Attributes:
        name: Identifier, of no other section of the plugin: letters, digits, `-` and `_`.
        place: Where it stands.
        title: Its heading.
        blocks: What it says, from top to bottom.
        basis: Where it stands written, and whether someone read that; None where nowhere.
    """

    name: str
    place: SectionPlace
    title: Text
    blocks: tuple[SectionBlock, ...]
    basis: Basis | None = None


@attrs.frozen(kw_only=True)
class RefusedSection(Answer):
    """A section that a plugin could not give; everything else of the plugin is as it was.

    Attributes:
        plugin: Name of the plugin.
        distribution: Name and version of what installed it; empty for a plain object.
        message: Who, why and what to do.
    """

    plugin: str
    distribution: str
    message: Message
