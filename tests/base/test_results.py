from __future__ import annotations

import io
from typing import Any, ClassVar

import attrs
import pytest

from opgavekern.base.frames import Columns, columns
from opgavekern.base.results import Result
from opgavekern.base.texts import Language


@attrs.frozen(kw_only=True)
class Counted(Result):
    """How many of each."""

    counts: tuple[tuple[str, int | None], ...]

    COLUMNS: ClassVar[Columns] = columns(what=str, count=int)

    def to_records(self) -> list[dict[str, Any]]:
        """One row each."""
        return [{"what": what, "count": count} for what, count in self.counts]

    def describe(self, language: Language = "en") -> str:
        """What was counted."""
        return {"nl": "Geteld: {}", "en": "Counted: {}"}[language].format(len(self.counts))


ODD = Counted(counts=(("<b>&</b>", 1), ("[red]x[/red] [/]", None)))


def test_rows_become_a_data_frame() -> None:
    """A row a record, its keys as columns."""
    pytest.importorskip("pandas")
    frame = ODD.to_pandas()
    assert list(frame.columns) == ["what", "count"]
    assert len(frame) == 2


@pytest.mark.needs("science")
@pytest.mark.parametrize(
    ("counts", "types"),
    [
        ((), ["object", "int64"]),
        ((("a", 1), ("b", 2)), ["object", "int64"]),
        ((("a", 1), ("b", None)), ["object", "float64"]),
    ],
)
def test_types_of_columns_are_known(counts: Any, types: list[str]) -> None:
    """A frame without rows groups and adds like a full one; unknown is missing, never an object."""
    frame = Counted(counts=counts).to_pandas()
    assert [str(dtype) for dtype in frame.dtypes] == types
    assert frame.groupby("what")["count"].sum().sum() == sum(count or 0 for _, count in counts)


def test_html_is_escaped_and_complete() -> None:
    """A notebook shows the data as it is, and nothing in it is taken for HTML."""
    shown = ODD._repr_html_()
    assert "<caption>Counted: 2</caption>" in shown
    assert "<td>&lt;b&gt;&amp;&lt;/b&gt;</td><td>1</td>" in shown
    assert "<td></td>" in shown
    assert "<b>" not in shown


@pytest.mark.needs("cli")
def test_a_terminal_shows_the_data_as_it_is() -> None:
    """Square brackets are data, in the rows and in the title above them."""
    from rich.console import Console

    class Marked(Counted):
        """Counts that are described with brackets."""

        def describe(self, language: Language = "en") -> str:
            """What was counted, with markup in it."""
            return "[bold]Counted[/bold]"

    out = io.StringIO()
    Console(file=out, width=80, force_terminal=False).print(Marked(counts=ODD.counts))
    assert "[red]x[/red] [/]" in out.getvalue()
    assert "[bold]Counted[/bold]" in out.getvalue()


def test_no_rows_is_an_answer_too() -> None:
    """Without rows there is a title and an empty table with its columns."""
    none = Counted(counts=())
    assert "<th>what</th><th>count</th>" in none._repr_html_()
    assert "Counted: 0" in none._repr_html_()
    assert none.to_records() == []


def test_a_result_says_what_it_lacks() -> None:
    """A result without rows or words of its own is a mistake that is told."""
    with pytest.raises(TypeError, match="Result has no rows"):
        Result().to_records()
    with pytest.raises(TypeError, match="Result has no words"):
        Result().describe()
