"""Three tables as municipalities have them, and a dossier that they are taken into."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from opgavekern.exchange import TableImport, import_table, parse_mapping
from opgavekern.model import Dossier

DOSSIER = Dossier.from_records(
    {
        "areas": [
            {"id": "helmond-noord", "name": "Helmond-Noord", "level": "district"},
            {"id": "helmond-oost", "name": "Helmond-Oost", "level": "district"},
            {"id": "binnenstad", "name": "Binnenstad", "level": "district"},
        ],
        "organisations": [
            {"id": "woonpartners", "name": "Woonpartners", "kind": "housing_association"},
            {"id": "compaen", "name": "Compaen", "kind": "housing_association"},
            {"id": "levgroep", "name": "LEVgroep"},
            {"id": "gemeente", "name": "Gemeente Helmond", "kind": "municipality"},
            {"id": "politie", "name": "Politie"},
        ],
        "units": [{"id": "beheer", "name": "Wijkbeheer", "organisation": "gemeente"}],
        "people": [{"id": "p-1", "function": "wijkverpleegkundige"}],
        "programmes": [{"id": "wap-noord", "title": "Wijkactieplan Noord"}],
    },
    header={"name": "Helmond", "language": "nl"},
)


def workbook(
    path: Path,
    rows: Sequence[Sequence[Any]],
    *,
    merged: Sequence[str] = (),
    sheet: str = "Blad1",
    change: Callable[[Any], None] | None = None,
) -> Path:
    """Write a workbook of one sheet."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    for row in rows:
        page.append(list(row))
    for one in merged:
        page.merge_cells(one)
    if change is not None:
        change(page)
    book.save(path)
    return path


def action_plan(folder: Path) -> Path:
    """A district action plan: titles, headings, owners merged down, totals, notes."""
    return workbook(
        folder / "Wijkactieplan Noord 2026.xlsx",
        [
            ["Wijkactieplan Noord"],
            ["Stand van zaken per 1 september 2026", None, None, None, "versie 3"],
            [],
            ["Nr.", "Item", "Trekker\u00a0", "Stand ", "Wanneer\ngereed", "Kosten"],
            ["Veiligheid"],
            [1, "Achterpaden verlichten", "Woonpartners", "loopt", date(2026, 3, 3), 12500],
            [2, "Buurtpreventie  ", None, "Loopt", "3 maart 2026", None],
            [3, "Camera's bij het plein", "Politie", "knelpunt", "maart '26", None],
            ["Samen leven"],
            [4, "Eetpunt", "LEV-groep", "afgerond", "Q3 2026", 800],
            [5, "=HYPERLINK als tekst", "Wijkbeheer", "gepland", "3-3-2026", "n.n.b."],
            ["Totaal", None, None, None, None, 13300],
            [],
            ["* LEVgroep en gemeente betalen ieder de helft."],
        ],
        merged=["A1:F1", "A5:F5", "A9:F9", "C6:C7"],
        sheet="Acties",
        change=lambda page: setattr(page["B11"], "data_type", "s"),
    )


ACTION_PLAN = """\
# Wijkactieplan Noord
soort: programmaonderdeel
id: {kolommen: [Nr.], voorvoegsel: noord}
vaste waarden:
  programma: Wijkactieplan Noord
tussenkoppen: hoofdstuk
kolommen:
  Item: titel
  Trekker:
    veld: trekker
    verwijst naar: [organisatie, afdeling]
    waarden:
      LEV-groep: levgroep
  Stand:
    veld: stand
    waarden: {afgerond: gereed}
  Wanneer gereed: gereed in
"""


def agreements(folder: Path) -> Path:
    """Agreements: a header of two rows with groups, several names in one cell, a total."""
    return workbook(
        folder / "Overzicht afspraken.xlsx",
        [
            ["Overzicht convenanten en prestatieafspraken"],
            [],
            ["Afspraak", "Partijen", "Looptijd", None, "Vastgelegd", None],
            [None, None, "van", "tot en met", "soort", "getekend"],
            ["Prestatieafspraken 2026", "Woonpartners, Compaen en gemeente Helmond",
             date(2026, 1, 1), date(2026, 12, 31), "prestatieafspraken", date(2025, 12, 9)],
            ["Convenant Noord", "Politie; LEVgroep", "1 april 2026", "31-03-2028", "convenant",
             "ma 16 maart 2026"],
            ["Inkoop", "Gemeente  Helmond", "01/07/2026", None, "Contract", "30.6.2026"],
            ["Totaal aantal", 3],
        ],
        merged=["A1:F1", "A3:A4", "B3:B4", "C3:D3", "E3:F3"],
    )  # fmt: skip


AGREEMENTS = """\
kind: agreement
id:
  prefix: agreement
columns:
  Afspraak: title
  Partijen: parties
  Looptijd / van: valid.first
  tot en met: valid.last
  soort:
    field: kind
  getekend: signed_on
"""


def reports(folder: Path) -> Path:
    """An export of reports as CSV: cp1252, `;`, chapters only at their first row, times of day."""
    path = folder / "meldingen.csv"
    path.write_bytes(
        "\r\n".join(
            [
                "Uitdraai meldingen;;;;;;",
                ";;;;;;",
                "Thema;Nummer;Datum;Melding;Wijk(en);Naam melder;Opmerking",
                "Verlichting;101;3-3-2026 14:22;Lamp stuk;Helmond Noord;Jan Jansen;-",
                ';102;4 maart 2026;"Donker; ook het pad";Noord;Piet Pietersen;belt terug',
                'Groen;103;05-03-26;Struik over het pad;"Binnenstad, Helmond-Oost";;',
                "Thema;Nummer;Datum;Melding;Wijk(en);Naam melder;Opmerking",
                ";104;6 maart 2026;Café te luid;;Anne;",
                "Subtotaal;4;;;;;",
            ]
        ).encode("cp1252")
    )
    return path


REPORTS = """\
soort: signaal
id: {kolommen: [Nummer], voorvoegsel: melding}
kolommen:
  Thema: {veld: thema, doorvullen: ja}
  Datum: ingebracht op
  Melding: titel
  Wijk(en):
    veld: gebieden
    waarden: {Noord: helmond-noord}
  Naam melder:
"""


def imported(
    table: Path, mapping: str, dossier: Dossier = DOSSIER, *, partial: bool = False
) -> TableImport:
    """Import a table by the text of a mapping."""
    return import_table(table, parse_mapping(mapping, name="map.yaml"), dossier, partial=partial)


def said(result: TableImport) -> str:
    """All problems, in both languages, as people read them."""
    return "\n".join(one.text(language) for one in result.problems for language in ("nl", "en"))  # type: ignore[arg-type]
