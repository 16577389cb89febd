"""Three differently shaped tables, each by a mapping of a dozen lines."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.exchange.tables import (
    ACTION_PLAN,
    AGREEMENTS,
    REPORTS,
    action_plan,
    agreements,
    imported,
    reports,
    said,
)

from opgavekern.model import (
    AgreementId,
    CoarseDate,
    Period,
    ProgrammeItemId,
    Ref,
    SignalId,
)
from opgavekern.model.programmes import AgreementKind, ItemState


def test_a_district_action_plan(tmp_path: Path) -> None:
    """Titles, headings, merged owners, totals and notes: each is taken for what it is."""
    done = imported(action_plan(tmp_path), ACTION_PLAN)
    assert done.problems == (), said(done)
    items = done.dossier.programme_items
    assert done.added == tuple(f"noord.{number}" for number in range(1, 6))
    assert [str(items[ProgrammeItemId(id)].due) for id in done.added] == [
        "2026-03-03", "2026-03-03", "2026-03", "2026-Q3", "2026-03-03",
    ]  # fmt: skip
    assert [items[ProgrammeItemId(id)].action_owner for id in done.added] == [
        Ref("organisation", "woonpartners"),
        Ref("organisation", "woonpartners"),  # its cell is merged with the one above
        Ref("organisation", "politie"),
        Ref("organisation", "levgroep"),
        Ref("unit", "beheer"),
    ]
    assert [items[ProgrammeItemId(id)].chapter for id in done.added] == [
        "Veiligheid", "Veiligheid", "Veiligheid", "Samen leven", "Samen leven",
    ]  # fmt: skip
    assert items[ProgrammeItemId("noord.4")].state is ItemState.DONE
    assert items[ProgrammeItemId("noord.2")].title == "Buurtpreventie"
    assert items[ProgrammeItemId("noord.5")].title == "=HYPERLINK als tekst"
    assert {one.programme for one in items} == {"wap-noord"}
    assert [(one.place.cell, one.reason.value) for one in done.skipped] == [
        ("A5", "heading"), ("A9", "heading"), ("A12", "total"), ("A14", "note"),
    ]  # fmt: skip
    assert done.left_out == ("Kosten",)
    assert done.header is not None
    assert done.header.cell == "A4"


def test_a_list_of_agreements_with_two_header_rows(tmp_path: Path) -> None:
    """Columns are named by both halves of a header or by the lower; cells hold lists."""
    done = imported(agreements(tmp_path), AGREEMENTS)
    assert done.problems == (), said(done)
    assert [one.reason.value for one in done.skipped] == ["total"]
    found = done.dossier.agreements
    first = found[AgreementId("agreement.prestatieafspraken-2026")]
    assert first.parties == ("woonpartners", "compaen", "gemeente")
    assert first.valid == Period.year(2026)
    assert first.kind is AgreementKind.PERFORMANCE
    assert first.signed_on == date(2025, 12, 9)
    second = found[AgreementId("agreement.convenant-noord")]
    assert second.parties == ("politie", "levgroep")
    assert second.valid == Period(first=date(2026, 4, 1), last=date(2028, 3, 31))
    assert second.signed_on == date(2026, 3, 16)
    third = found[AgreementId("agreement.inkoop")]
    assert third.valid == Period(first=date(2026, 7, 1))
    assert third.signed_on == date(2026, 6, 30)


def test_an_export_of_reports(tmp_path: Path) -> None:
    """An old CSV with repeated headers, times, themes at their first row and a dash for nothing."""
    done = imported(reports(tmp_path), REPORTS)
    assert done.problems == (), said(done)
    signals = done.dossier.signals
    assert [(one.id, one.theme, one.areas) for one in signals] == [
        ("melding.101", "Verlichting", ("helmond-noord",)),
        ("melding.102", "Verlichting", ("helmond-noord",)),
        ("melding.103", "Groen", ("binnenstad", "helmond-oost")),
        ("melding.104", "Groen", ()),
    ]
    assert signals[SignalId("melding.102")].title == "Donker; ook het pad"
    assert signals[SignalId("melding.104")].title == "Café te luid"
    days = [one.raised_on for one in signals]
    assert days == [date(2026, 3, day) for day in (3, 4, 5, 6)]
    assert [(one.place.line, one.reason.value) for one in done.skipped] == [
        (7, "header_again"), (9, "total"),
    ]  # fmt: skip
    assert "Jan" not in str(done.dossier.records())
    assert [(one.code, one.location.line) for one in done.notices] == [("read-as-cp1252", 8)]


@pytest.mark.parametrize(
    ("make", "mapping"),
    [(action_plan, ACTION_PLAN), (agreements, AGREEMENTS), (reports, REPORTS)],
    ids=["action plan", "agreements", "reports"],
)
def test_importing_again_changes_nothing(make, mapping: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    """The same table a second time is no doubling: every row is the record that it was."""
    once = imported(make(tmp_path), mapping)
    again = imported(make(tmp_path), mapping, once.required())
    assert again.dossier == once.dossier
    assert (again.added, again.changed, again.absent) == ((), (), ())
    assert again.unchanged == once.added


def test_coarse_dates_stay_coarse(tmp_path: Path) -> None:
    """`maart '26` is that month, not a day of it."""
    done = imported(action_plan(tmp_path), ACTION_PLAN)
    due = done.dossier.programme_items[ProgrammeItemId("noord.3")].due
    assert due == CoarseDate("2026-03")
