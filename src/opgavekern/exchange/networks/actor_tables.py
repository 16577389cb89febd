"""What a table says of actors: attributes, and who was asked and who answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from opgavekern.base.near import near
from opgavekern.base.texts import counted, message
from opgavekern.exchange.networks.columns import header_of, refuse_twice
from opgavekern.exchange.networks.drafts import Draft, listed
from opgavekern.exchange.networks.numbers import name_in, typed
from opgavekern.exchange.networks.truths import truth_in
from opgavekern.exchange.sheets import Sheet, is_empty

ROLES: Final = ("id", "asked", "answered")


def read_actors(draft: Draft, sheet: Sheet, columns: Mapping[str, str]) -> None:
    """Take a table of actors into a draft; the first column names them unless another does.

    Who stands in the table and has no tie is an actor all the same. Who has a tie and does not
    stand in the table is told, with what name may have been meant.
    """
    header = header_of(sheet, ROLES, {k: v for k, v in columns.items() if k in ROLES})
    refuse_twice(draft, header)
    found = {"id": 0, **header.found}
    tied = set(draft.nodes)
    rows: dict[str, int] = {}
    for row in header.rows():
        name = name_in(sheet.cell(row, found["id"]))
        if not name:
            continue
        if name in rows:
            draft.duplicate(name, sheet.place(row, found["id"]))
        rows[name] = row
    for name in rows:
        draft.add_node(name)
    for attribute, column in header.others().items():
        if column == found["id"]:
            continue
        cells = {name: sheet.cell(row, column) for name, row in rows.items()}
        filled = {name: cell for name, cell in cells.items() if not is_empty(cell)}
        for name, cell in typed(filled).items():
            draft.nodes[name][attribute] = cell
    _read_survey(draft, sheet, found, rows)
    _tell_unmatched(draft, sheet, tied, rows)


def _read_survey(
    draft: Draft, sheet: Sheet, found: Mapping[str, int], rows: Mapping[str, int]
) -> None:
    """Take over who was asked and who answered, where columns say it."""
    for role in ("asked", "answered"):
        if role not in found:
            continue
        yes = {name for name, row in rows.items() if truth_in(sheet.cell(row, found[role]))}
        if role == "asked":
            draft.asked = yes
        else:
            draft.answered = yes
            draft.asked = set(rows) if draft.asked is None else draft.asked
    if draft.asked is not None and "answered" not in found:
        draft.answered = draft.asked & draft.speakers()


def _tell_unmatched(
    draft: Draft, sheet: Sheet, tied: Iterable[str], rows: Mapping[str, int]
) -> None:
    absent = sorted(set(tied) - rows.keys())
    if not absent:
        return
    without_ties = [name for name in rows if name not in set(tied)]
    meant = {one: near(one, without_ties or list(rows), most=1) for one in absent[:50]}
    pairs = [f"{one} → {close[0]}?" for one, close in meant.items() if close]
    draft.notice(
        "unmatched-name",
        message(
            "{actors} met een relatie, en niet in deze tabel: {names}",
            "{actors} with a tie, and not in this table: {names}",
            actors=counted(len(absent), ("actor", "actor"), ("actoren", "actors")),
            names=listed(absent, most=50),
        ),
        message(
            "Zij hebben nu geen kenmerken. Schrijf namen overal gelijk, of vul de tabel aan. "
            "Lijkt op elkaar: {pairs}.",
            "They have no attributes now. Write names the same everywhere, or complete the table. "
            "Alike: {pairs}.",
            pairs="; ".join(pairs) or "–",
        ),
        sheet.place(0),
    )


def tell_alike_asked(draft: Draft, asked: Iterable[str]) -> None:
    """Tell of who was asked and is not in the file, where somebody there has a name like it."""
    listed_as_asked = set(asked)
    absent = sorted(listed_as_asked - draft.nodes.keys())
    others = draft.nodes.keys() - listed_as_asked
    meant = {one: near(one, others, most=1) for one in absent[:50]}
    pairs = [f"{one} → {close[0]}?" for one, close in meant.items() if close]
    if pairs:
        draft.notice(
            "asked-alike",
            message(
                "gevraagd en niet in dit bestand, waar een naam op lijkt: {pairs}",
                "asked and not in this file, where a name is like it: {pairs}",
                pairs="; ".join(pairs),
            ),
            message(
                "Wie er niet in staat, telt als een actor zonder relaties die gevraagd is. Schrijf "
                "namen gelijk als het om één actor gaat.",
                "Who is not in it counts as an actor without ties who was asked. Write names the "
                "same if they are of one actor.",
            ),
        )
