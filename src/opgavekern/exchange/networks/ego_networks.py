"""Ego networks: whom each respondent named, and which of those know each other, as it was told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from opgavekern.base.texts import message
from opgavekern.exchange.networks.columns import header_of, require_columns, weight_in
from opgavekern.exchange.networks.drafts import Draft
from opgavekern.exchange.networks.numbers import name_in
from opgavekern.exchange.sheets import Sheet

ROLES: Final = ("ego", "alter", "alter2", "weight")


def read_egos(
    draft: Draft, sheet: Sheet, columns: Mapping[str, str], *, directed: bool | None
) -> None:
    """Take ego networks into a draft: rows of ego and alter, and of ego, alter and other alter.

    A row with a second alter is a tie between alters; `reported_by` says who told of it. The same
    name is the same actor, whoever named it. Egos were asked and answered, alters were not asked.
    Ties are undirected unless the caller says otherwise.
    """
    header = header_of(sheet, ROLES, columns)
    if not require_columns(draft, header, ("ego", "alter")):
        return
    draft.is_directed = directed is True
    ties: dict[tuple[str, str], dict[str, Any]] = {}
    for row in header.rows():
        ego, alter, other = (name_in(header.cell(row, role)) for role in ("ego", "alter", "alter2"))
        if not ego or (other and not alter):
            draft.problem(
                "no-such-actor",
                message("deze rij noemt geen ego of alter", "this row names no ego or alter"),
                message("Vul in wie antwoordde en wie genoemd werd.",
                        "Fill in who answered and who was named."),
                header.place(row, "alter" if ego else "ego"),
            )  # fmt: skip
            continue
        draft.add_node(ego)
        draft.asked = {*(draft.asked or ()), ego}
        if not alter:
            continue  # An ego who named nobody.
        weight = weight_in(draft, header, row)
        pair = (alter, other) if other else (ego, alter)
        if not draft.is_directed:
            pair = (min(pair), max(pair))
        told = ties.setdefault(pair, weight)
        if other:
            reporters = [*str(told.get("reported_by", "")).split("; "), ego]
            told["reported_by"] = "; ".join(dict.fromkeys(one for one in reporters if one))
    draft.answered = set(draft.asked or ())
    for (start, end), told in ties.items():
        draft.add_tie(start, end, **told)
