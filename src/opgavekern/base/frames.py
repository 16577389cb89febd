"""Rows as a data frame, with columns whose types are known before there is a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

from opgavekern.base.extras import require

#: The name of each column, in order, and the type of what stands in it, or None does.
Columns = Mapping[str, type]
#: What pandas counts with; of anything else, text among it, it holds the objects as they are.
_DTYPES: Final[Mapping[type, str]] = MappingProxyType(
    {date: "datetime64[s]", int: "int64", bool: "bool", float: "float64", Decimal: "float64"}
)
#: What stands in for a type that cannot hold what is not known.
_WITH_UNKNOWN: Final[Mapping[str, str]] = MappingProxyType({"int64": "float64", "bool": "object"})


def columns(**types: type) -> Columns:
    """Return columns by name and type, which nobody can change."""
    return MappingProxyType(types)


def frame(rows: Sequence[Mapping[str, Any]], of: Columns) -> Any:
    """Return rows as a `pandas.DataFrame` whose types follow from its columns, not from the rows.

    Days become `datetime64[s]`, numbers `int64`, or `float64` where they are no whole numbers or
    some are not known; text stays `object`. What has parts becomes JSON, which can be compared.

    Raises:
        MissingExtraError: pandas is not installed.
    """
    pandas = require("pandas")
    made = {name: _series(pandas, [row[name] for row in rows], of[name]) for name in of}
    return pandas.DataFrame(made, columns=list(of), index=range(len(rows)))


def _series(pandas: Any, cells: list[Any], of: type) -> Any:
    dtype = _DTYPES.get(of, "object")
    if dtype == "object":
        cells = [_hashable(cell) for cell in cells]
    elif None in cells:
        dtype = _WITH_UNKNOWN.get(dtype, dtype)
    return pandas.Series(cells, dtype="object").astype(dtype)


def _hashable(cell: Any) -> Any:
    if isinstance(cell, tuple):
        return tuple(map(_hashable, cell))
    return _json(cell) if isinstance(cell, dict) else cell


def _json(part: dict[str, Any]) -> str:
    import json  # Only here, so that importing the model stays light.

    return json.dumps(part, ensure_ascii=False, default=_said)


def _said(leaf: Any) -> str:
    from opgavekern.base.canonical import plain_decimal

    return plain_decimal(leaf) if isinstance(leaf, Decimal) else str(leaf)
