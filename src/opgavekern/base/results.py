"""What every result offers: rows for researchers, words for readers, a table for eyes."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar

from opgavekern.base.answers import Answer
from opgavekern.base.extras import require
from opgavekern.base.frames import Columns, frame
from opgavekern.base.texts import Language


class Result(Answer):
    """A frozen answer, complete without what it was computed from.

    A subclass says its columns, its rows and its words; the rest follows.

    Attributes:
        COLUMNS: The keys of every row, in order, each with the type of its values.
    """

    __slots__ = ()
    COLUMNS: ClassVar[Columns] = MappingProxyType({})

    @property
    def columns(self) -> Columns:
        """The keys of every row of this answer, where an answer may have some of `COLUMNS`."""
        return self.COLUMNS

    def to_records(self) -> list[dict[str, Any]]:
        """Return one flat dict a row, with the columns as keys."""
        raise TypeError(f"{type(self).__name__} has no rows")

    def describe(self, language: Language = "en") -> str:
        """Return the answer in a sentence or two."""
        raise TypeError(f"{type(self).__name__} has no words")

    def to_pandas(self) -> Any:
        """Return the rows as a `pandas.DataFrame`: days as dates, unknown as missing.

        Without rows it has its columns all the same, of the same types.

        Raises:
            MissingExtraError: pandas is not installed.
        """
        return frame(self.to_records(), self.columns)

    def __rich__(self) -> Any:
        """Return the rows as a table for terminals."""
        cell = require("rich.text").Text  # Plain text: nothing in the data is read as markup.
        table = require("rich.table").Table(title=cell(self.describe()), title_justify="left")
        for column in self.columns:
            table.add_column(column)
        for row in self.to_records():
            table.add_row(*(cell("" if one is None else str(one)) for one in row.values()))
        return table

    def _repr_html_(self) -> str:
        return html_table(self.describe(), self.to_records(), self.columns)


def html_table(
    caption: str, rows: Sequence[Mapping[str, Any]], columns: Iterable[str] | None = None
) -> str:
    """Return rows with the same keys as a table for notebooks: text only, whatever it says.

    Args:
        caption: Says what it is.
        rows: Each with all columns.
        columns: In order; those of the first row if None.
    """
    columns = list(columns if columns is not None else rows[0] if rows else ())
    head = "".join(f"<th>{html.escape(column)}</th>" for column in columns)
    body = "".join(
        f"<tr>{''.join(f'<td>{_said(row[column])}</td>' for column in columns)}</tr>"
        for row in rows
    )
    return f"<table><caption>{html.escape(caption)}</caption><tr>{head}</tr>{body}</table>"


def _said(value: Any) -> str:
    return html.escape("" if value is None else str(value))
