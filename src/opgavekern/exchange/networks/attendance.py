"""Attendance lists: who was at which meeting, as a network of two modes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from opgavekern.base.days import read_day
from opgavekern.base.texts import counted, message, quoted
from opgavekern.exchange.networks.columns import Header, attributes, header_of, require_columns
from opgavekern.exchange.networks.drafts import Draft, listed
from opgavekern.exchange.networks.numbers import name_in
from opgavekern.exchange.sheets import Sheet, is_empty
from opgavekern.model import Period
from opgavekern.network.foundation.snapshots import MODE

#: Who was at which meeting on what day.
_Attendance = tuple[str, str, str]
ROLES: Final = ("actor", "meeting", "date")


def read_attendance(
    draft: Draft, sheet: Sheet, columns: Mapping[str, str], *, within: Period
) -> None:
    """Take an attendance list into a draft: actors have mode 0, meetings have mode 1.

    Meetings of one name on several days are several meetings, and each row must say which. Who
    stands there twice was there once. Rows on days outside the period are left out, with their
    meetings and with who was at no other. Further columns are attributes of the tie, except where
    two rows of one attendance say otherwise.
    """
    header = header_of(sheet, ROLES, columns)
    has_meeting = "meeting" in header.found
    needed = ("actor", "meeting") if has_meeting or "date" not in header.found else ("actor",)
    if not require_columns(draft, header, needed):
        return
    draft.is_directed = False
    found = _attended(draft, header, within)
    days: dict[str, set[str]] = {}
    for _, meeting, day in found:
        days.setdefault(meeting, set()).add(day)
    told = _told(draft, header, found)
    for actor, meeting, day in found:
        name = f"{meeting} {day}".strip() if len(days[meeting]) > 1 or not meeting else meeting
        draft.add_node(actor, **{MODE: 0})
        draft.add_node(name, **{MODE: 1}, **({"date": day} if day else {}))
        draft.add_tie(actor, name, **told[actor, meeting, day])


def _told(
    draft: Draft, header: Header, found: Mapping[_Attendance, Sequence[int]]
) -> dict[_Attendance, dict[str, Any]]:
    """Return what further columns say of each attendance, and tell where its rows differ."""
    said = attributes(header, header.others())
    told: dict[_Attendance, dict[str, Any]] = {}
    odd: list[tuple[int, str]] = []
    for one, rows in found.items():
        first: dict[str, Any] = {}
        differs = [(row, name) for row in rows for name, cell in said[row].items()
                   if first.setdefault(name, cell) != cell]  # fmt: skip
        unsure = {name for _, name in differs}
        told[one] = {name: cell for name, cell in first.items() if name not in unsure}
        odd += differs
    if odd:
        row, name = odd[0]
        draft.notice(
            "said-otherwise",
            message(
                "wie vaker bij hetzelfde staat, heeft in {columns} niet steeds hetzelfde ({count})",
                "who stands at the same more than once has not always the same in {columns} "
                "({count})",
                columns=listed(dict.fromkeys(name for _, name in odd)),
                count=len(odd),
            ),
            message(
                "Dat is nu niet overgenomen. Zet elk een keer in de lijst.",
                "It was not taken over. Put each in the list once.",
            ),
            header.sheet.place(row, header.others()[name]),
        )
    return told


def _attended(draft: Draft, header: Header, within: Period) -> dict[_Attendance, list[int]]:
    """Return the rows of each attendance, in the order of the list."""
    found: dict[_Attendance, list[int]] = {}
    outside = 0
    dated = {
        name_in(header.cell(row, "meeting"))
        for row in header.rows()
        if not is_empty(header.cell(row, "date"))
    }
    meetings = {name_in(header.cell(row, "meeting")) for row in header.rows()}
    for row in header.rows():
        actor, meeting = (name_in(header.cell(row, role)) for role in ("actor", "meeting"))
        day = _day(
            draft, header, row, is_needed=within != Period() or not meeting or meeting in dated
        )
        if not actor or actor in meetings - {""}:
            _odd_actor(draft, header, row)
        elif day and date.fromisoformat(day) not in within:
            outside += 1
        elif day is not None:
            found.setdefault((actor, meeting, day), []).append(row)
    if outside:
        draft.notice(
            "outside-window",
            message(
                "buiten de gevraagde dagen: {rows}",
                "outside the days that were asked for: {rows}",
                rows=counted(outside, ("rij", "row"), ("rijen", "rows")),
            ),
            message(
                "Verruim --first of --last (in Python first=… en last=…).",
                "Widen --first or --last (in Python first=… and last=…).",
            ),
            header.sheet.place(header.row),
        )
    return found


def _day(draft: Draft, header: Header, row: int, *, is_needed: bool) -> str | None:
    """Return the day of a row, empty where there is none; None where it cannot be read."""
    cell = header.cell(row, "date")
    if is_empty(cell) and not is_needed:
        return ""
    day = None if is_empty(cell) else read_day(cell)
    if day is None:
        draft.problem(
            "not-a-day",
            message("{found} is geen dag", "{found} is no day", found=quoted(cell)),
            message(
                "Vul een dag in, zoals 2026-09-01 of 1 september 2026.",
                "Fill in a day, such as 2026-09-01 or 1 September 2026.",
            ),
            header.place(row, "date"),
        )
    return day


def _odd_actor(draft: Draft, header: Header, row: int) -> None:
    draft.problem(
        "no-such-actor",
        message(
            "hier staat niemand, of de naam van een bijeenkomst",
            "there is nobody here, or the name of a meeting",
        ),
        message("Vul in wie er was.", "Fill in who was there."),
        header.place(row, "actor"),
    )
