"""What is checked of a workbook before the library that reads it gets to see it.

A workbook is a zip of XML. A kilobyte of it can ask for gigabytes, and the library reads a cell
with an error and a formula without a value as if they were empty. `sheet_xml` finds all of that.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import Final
from xml.etree import ElementTree

from opgavekern.base.errors import Location, Problem
from opgavekern.base.running import Limits
from opgavekern.base.texts import Message, message
from opgavekern.files.refusals import Refusal, refusal
from opgavekern.files.sheet_xml import SheetFault, SheetScan, scan_sheet

_MOST_ENTRIES: Final = 10_000
_CHUNK: Final = 1 << 20
#: Below this many bytes, or cells, no proportion is judged: it can do no harm.
_HARMLESS_BYTES: Final = 2_000_000
_HARMLESS_CELLS: Final = 1_000_000
_ENCRYPTED: Final = 0x1

_DOCTYPE: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_OTHER_ENCODING: Final = re.compile(rb"<\?xml[^>]*encoding=[\"'](?!utf-?8[\"'])", re.IGNORECASE)
_SHEETS: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_RELATION_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


#: What zip and XML raise on bytes that are no workbook, unknown compression among it.
_UNREADABLE: Final = (
    *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError),
    *(ElementTree.ParseError, RuntimeError, KeyError, UnicodeError),
)


def check_workbook(data: bytes, file: str, limits: Limits) -> dict[str, list[SheetFault]]:
    """Refuse a workbook that could do harm; return by sheet the cells that cannot be read.

    Raises:
        Refusal: It is no workbook, or more than the limits allow.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_entries(archive, file)
            names = _sheet_files(archive, file, limits)
            return _check_parts(archive, file, limits, len(data), names)
    except _UNREADABLE:
        raise broken(file) from None


def broken(file: str) -> Refusal:
    """Say that this is no workbook that can be read."""
    return refusal(
        "not-a-workbook",
        message("dit is geen leesbare werkmap", "this is not a readable workbook"),
        message(
            "Open het in een rekenprogramma en sla het op als .xlsx, zonder wachtwoord.",
            "Open it in a spreadsheet program and save it as .xlsx, without a password.",
        ),
        file,
    )


def _check_entries(archive: zipfile.ZipFile, file: str) -> None:
    entries = archive.infolist()
    names = [one.filename for one in entries]
    odd = any(
        PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts or "\\" in name
        for name in names
    )
    locked = any(one.flag_bits & _ENCRYPTED for one in entries)
    if odd or locked or len(entries) > _MOST_ENTRIES or len(set(names)) != len(names):
        raise broken(file)


def _parts(archive: zipfile.ZipFile, name: str, room: int) -> bytes | None:
    """Return a part of the archive; None if it is larger than there is room for."""
    chunks, total = [], 0
    with archive.open(name) as part:
        while chunk := part.read(_CHUNK):
            total += len(chunk)
            if total > room:
                return None
            chunks.append(chunk)
    return b"".join(chunks)


def _sheet_files(archive: zipfile.ZipFile, file: str, limits: Limits) -> dict[str, str]:
    """Return the name of the sheet that each part holds."""
    parts = [_parts(archive, name, limits.workbook_bytes) for name in (_SHEETS, _RELATIONS)]
    if None in parts or any(part is None or is_odd_xml(part) for part in parts):
        raise broken(file)
    book, relations = (ElementTree.fromstring(part or b"") for part in parts)  # noqa: S314 - no DOCTYPE, so no entities
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    found = {}
    for sheet in book.iter():
        target = targets.get(sheet.get(_RELATION_ID))
        if sheet.tag.endswith("}sheet") and target:
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            found[path] = sheet.get("name", "")
    return found


def is_odd_xml(part: bytes) -> bool:
    """Tell whether XML could do harm, or hides what it does: a DOCTYPE, another encoding."""
    return (
        (b"!" in part and _DOCTYPE.search(part) is not None)
        or b"\x00" in part[:100]
        or _OTHER_ENCODING.match(part) is not None
    )


def _check_parts(
    archive: zipfile.ZipFile, file: str, limits: Limits, size: int, sheets: dict[str, str]
) -> dict[str, list[SheetFault]]:
    total = 0
    faults: dict[str, list[SheetFault]] = {}
    for entry in archive.infolist():
        part = _parts(archive, entry.filename, limits.workbook_bytes - total)
        if part is None:
            raise _too_large(file, limits)
        total += len(part)
        if total > _HARMLESS_BYTES and total > limits.workbook_ratio * size:
            raise _too_packed(file, limits)
        is_xml = entry.filename.endswith((".xml", ".rels", ".vml"))
        if is_xml and is_odd_xml(part):
            raise _odd_xml(file)
        if entry.filename in sheets or entry.filename.startswith("xl/worksheets/sheet"):
            name = sheets.get(entry.filename, entry.filename)
            scan = scan_sheet(part, _HARMLESS_CELLS, limits.sheet_extent)
            if scan.extent > max(_HARMLESS_CELLS, limits.sheet_extent * scan.cells):
                raise _too_wide(scan, file, name, limits)
            faults[name] = list(scan.faults)
    return faults


def _too_wide(scan: SheetScan, file: str, sheet: str, limits: Limits) -> Refusal:
    """Refuse a sheet whose rectangle is far larger than what it holds."""
    return Refusal(
        Problem(
            code="limit-sheet-extent",
            message=message(
                "het blad beslaat {extent} cellen, waarvan {cells} gebruikt; toegestaan is "
                "{limit} keer zoveel (de grens sheet_extent)",
                "the sheet spans {extent} cells, {cells} of them in use; allowed is {limit} "
                "times as many (the limit sheet_extent)",
                extent=scan.extent,
                cells=scan.cells,
                limit=limits.sheet_extent,
            ),
            remedy=message(
                "Verwijder wat ver van de tabel af staat, of geef een ruimere grens mee: "
                "Limits(sheet_extent=…).",
                "Delete what stands far from the table, or pass a wider limit: "
                "Limits(sheet_extent=…).",
            ),
            location=Location(file=file, sheet=sheet),
        )
    )


def _too_large(file: str, limits: Limits) -> Refusal:
    return refusal(
        "limit-workbook-bytes",
        message(
            "de werkmap is uitgepakt groter dan {limit} bytes (de grens workbook_bytes)",
            "the workbook is larger than {limit} bytes when unpacked (the limit workbook_bytes)",
            limit=limits.workbook_bytes,
        ),
        message(
            "Verdeel de bladen over meer bestanden, of geef een ruimere grens mee: "
            "Limits(workbook_bytes=…).",
            "Spread the sheets over more files, or pass a wider limit: Limits(workbook_bytes=…).",
        ),
        file,
    )


def _too_packed(file: str, limits: Limits) -> Refusal:
    return refusal(
        "limit-workbook-ratio",
        message(
            "de werkmap wordt bij het uitpakken meer dan {limit} keer zo groot (de grens "
            "workbook_ratio)",
            "the workbook grows more than {limit} times when unpacked (the limit workbook_ratio)",
            limit=limits.workbook_ratio,
        ),
        message(
            "Sla de gegevens op in een nieuwe werkmap, of geef een ruimere grens mee: "
            "Limits(workbook_ratio=…).",
            "Save the data in a new workbook, or pass a wider limit: Limits(workbook_ratio=…).",
        ),
        file,
    )


def _odd_xml(file: str) -> Refusal:
    return refusal(
        "odd-xml",
        message(
            "in de werkmap staat XML met een DOCTYPE of een andere codering",
            "the workbook holds XML with a DOCTYPE or in another encoding",
        ),
        message(
            "Open het in een rekenprogramma en sla het opnieuw op.",
            "Open it in a spreadsheet program and save it again.",
        ),
        file,
    )


def fault_problem(fault: SheetFault, file: str, sheet: str) -> Problem:
    """Say what is wrong with a cell."""
    said: Message
    if fault.is_error:
        code = "error-cell"
        said = message(
            "in deze cel staat een fout, zoals #N/B of #DEEL/0!",
            "this cell holds an error such as #N/A or #DIV/0!",
        )
        remedy = message(
            "Herstel de formule, of maak de cel leeg.", "Mend the formula, or empty the cell."
        )
    else:
        code = "formula-without-value"
        said = message("deze formule is nooit uitgerekend", "this formula was never worked out")
        remedy = message(
            "Open het in een rekenprogramma en sla het opnieuw op, of typ de waarde zelf.",
            "Open it in a spreadsheet program and save it again, or type the value itself.",
        )
    place = Location(file=file, sheet=sheet, cell=fault.cell or None)
    return Problem(code=code, message=said, remedy=remedy, location=place)
