"""Sections that plugins add: data that fits, or a fault that harms only itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import attrs
import pytest
from tests.governance.plugins import Plugin

from opgavekern.base.texts import Text
from opgavekern.governance import (
    Basis,
    FigureBlock,
    FigureName,
    Governance,
    HeadingBlock,
    PluginSection,
    SectionPlace,
    TableBlock,
    TextBlock,
    hookimpl,
)
from opgavekern.governance.active import ActivePlugin
from opgavekern.governance.sectionbook import MOST_ROWS, MOST_SECTIONS

BOTH = Text(nl="Tekst", en="Text")
HALF = Text(nl="Tekst", en=" ")


def a_section(**fields: Any) -> PluginSection:
    """Make a section; a test names only what matters."""
    whole = {"name": "why", "place": SectionPlace.REPORT, "title": BOTH, "blocks": ()}
    return PluginSection(**{**whole, **fields})


def a_table(**fields: Any) -> TableBlock:
    """Make a table of one cell."""
    return TableBlock(**{"caption": BOTH, "heads": (BOTH,), "rows": ((1,),), **fields})


def given(sections: Callable[[], Iterable[Any]]) -> ActivePlugin:
    """Activate a plugin that gives sections, and return what came of it."""

    class Telling(Plugin):
        @hookimpl
        def opgavekern_sections(self) -> Iterable[Any]:
            return sections()

    (plugin,) = Governance.activate([Telling()]).plugins
    return plugin


def test_sections_are_there_as_they_were_given() -> None:
    """What fits stands in the order of the plugin, block for block."""
    blocks = (HeadingBlock(BOTH), TextBlock(BOTH), a_table(), FigureBlock(name=FigureName.YEAR))
    two = (a_section(blocks=blocks), a_section(name="how", basis=Basis(reference="Besluit")))
    plugin = given(lambda: two)
    assert plugin.sections == two
    assert plugin.refused == ()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("<b>", "str is not a PluginSection"),
        (a_section(name="no spaces"), "use letters"),
        (a_section(title=HALF), "lacks one of the languages"),
        (a_section(title="plain"), "expected Text"),
        (a_section(place="report"), "expected SectionPlace"),
        (a_section(blocks=[TextBlock(BOTH)]), "expected tuple"),
        (a_section(blocks=("<b>",)), "str is no block"),
        (a_section(blocks=(TextBlock("plain"),)), "expected Text"),  # type: ignore[arg-type]
        (a_section(blocks=(HeadingBlock(HALF),)), "lacks one of the languages"),
        (a_section(blocks=(a_table(heads=()),)), "heads are none"),
        (a_section(blocks=(a_table(rows=((1, 2),)),)), "lacks a cell"),
        (a_section(blocks=(a_table(rows=((object(),),)),)), "no text, number or day"),
        (a_section(blocks=(a_table(rows=(("\ud800",),)),)), "no text, number or day"),
        (a_section(blocks=(a_table(rows=((1,),) * (MOST_ROWS + 1)),)), "more than"),
        (a_section(blocks=(FigureBlock(name=FigureName.METHOD),)), "says by of which"),
        (a_section(blocks=(FigureBlock(name=FigureName.YEAR, of="x"),)), "says by of which"),
        (a_section(basis=Basis(reference="")), "does not say where it stands"),
    ],
)
def test_a_section_that_is_wrong_harms_only_itself(wrong: Any, told: str) -> None:
    """It is told with the plugin's name; the sections beside it and the rules stay."""
    plugin = given(lambda: (a_section(name="first"), wrong, a_section(name="last")))
    assert [one.name for one in plugin.sections] == ["first", "last"]
    (refused,) = plugin.refused
    assert refused.plugin == "tst"
    assert told in str(refused.message)
    assert len(plugin.rules) == 1


def test_two_of_one_name_are_told() -> None:
    """The second is refused, since links lead to the first."""
    plugin = given(lambda: (a_section(), a_section()))
    assert len(plugin.sections) == 1
    assert "two sections" in str(plugin.refused[0].message)


@pytest.mark.parametrize("error", [ZeroDivisionError("secret"), SystemExit(0)])
def test_a_hook_that_raises_half_way_leaves_what_it_gave(error: BaseException) -> None:
    """What came before stays; what was raised is told without its words, which may quote data."""

    def halfway() -> Iterator[Any]:
        yield a_section()
        raise error

    plugin = given(halfway)
    assert len(plugin.sections) == 1
    said = str(plugin.refused[0].message)
    assert type(error).__name__ in said
    assert "secret" not in said


def test_a_hook_without_end_ends() -> None:
    """Of endlessly many sections the first are kept, and it is told that there were more."""

    def endless() -> Iterator[Any]:
        number = 0
        while True:
            yield a_section(name=f"s{number}")
            number += 1

    plugin = given(endless)
    assert len(plugin.sections) == MOST_SECTIONS
    assert "more than" in str(plugin.refused[0].message)


@pytest.mark.parametrize("nonsense", [None, 3, "text"])
def test_an_answer_that_is_none_is_told(nonsense: Any) -> None:
    """Also what is no list at all harms nothing else, and is told once."""
    plugin = given(lambda: nonsense)
    assert plugin.sections == ()
    assert len(plugin.refused) == 1


def test_looking_at_a_section_may_raise() -> None:
    """A block whose attributes raise is that block's fault."""

    @attrs.frozen
    class Trap(PluginSection):
        @property
        def name(self) -> str:  # type: ignore[override]
            raise RuntimeError

    plugin = given(lambda: (object.__new__(Trap), a_section()))
    assert len(plugin.sections) == 1
    assert len(plugin.refused) == 1
