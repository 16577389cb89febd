"""A small dossier as a clerk keeps it, with comments, split over files of several forms."""

from __future__ import annotations

from pathlib import Path

FILES = {
    "dossier.yaml": "# van ons\nformat: 1\nnaam: Ons dorp   # voorbeeld\npeildatum: 2026-09-01\n",
    "organisaties.yaml": """\
- {id: dorp, naam: Gemeente Ons Dorp, soort: gemeente}
- {id: woonpartners, naam: Woonpartners, soort: woningcorporatie}
""",
    "gebieden.yaml": """\
- {id: noord, naam: Noord, niveau: wijk}
- {id: zuid, naam: Zuid, niveau: wijk}
""",
    "personen.csv": "id;functie;contracturen;vakgebieden\n"
    'p-1;adviseur;36,0;wonen\np-2;wijkmanager;24;"zorg; jeugd"\n',
    "opgaven/veilig.yaml": """\
# Het grootste
id: veilig
titel: Veilig centrum   # zo noemt de raad het
eigenaren: [dorp, woonpartners]
gebieden: noord
# wat het kost
kosten:
  - {jaar: 2026, verwacht: 100.50}   # raming
  - {jaar: 2027, verwacht: 200}
verloop:
  - {fase: verkennen, op: 2025-05-01}
  - {fase: realiseren, op: 2026-05-01}
""",
    "opgaven/groen.yaml": "id: groen\ntitel: '010 wordt groen'\neigenaren: dorp\ngebieden: zuid\n",
    "inspanningen.yaml": """\
# Wie trekt wat
- id: boom
  titel: Bomen planten
  trekker: p-2
  opgaven: groen
- id: licht
  titel: Verlichting
  trekker: organisatie:woonpartners   # afgesproken in mei
  opgaven: veilig
""",
    "signalen/stank.yaml": "# een melding\nid: stank\ntitel: Stank\ngebieden: noord\n",
}


def settle_in(folder: Path) -> Path:
    """Write the files into a folder, and return it."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder


def texts_in(folder: Path) -> dict[str, str]:
    """Return the text of every file of a folder, by its path in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def lines_changed(before: dict[str, str], after: dict[str, str]) -> dict[str, list[str]]:
    """Return the lines that differ, by file."""
    import difflib

    found = {}
    for name in sorted({*before, *after}):
        pair = [one.get(name, "").splitlines() for one in (before, after)]
        lines = [line for line in difflib.ndiff(*pair) if line[:1] in "+-"]
        if lines:
            found[name] = lines
    return found
