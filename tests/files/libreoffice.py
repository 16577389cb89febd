"""Works in a workbook with LibreOffice, as a person does; run by a Python that has `uno`.

Reads JSON from standard input, a list of jobs with `source`, `target` and `steps`, each the name
of a step and its arguments. What is typed goes through the recognition of numbers and days, as it
does at a Dutch keyboard.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final


def type_in(book: Any, sheet: str, cell: str, text: str) -> None:
    """Type into a cell."""
    book.Sheets.getByName(sheet).getCellRangeByName(cell).FormulaLocal = text


def move_row(book: Any, sheet: str, row: int, before: int) -> None:
    """Cut a row and insert it before one further down."""
    table = book.Sheets.getByName(sheet)
    table.Rows.insertByIndex(before - 1, 1)
    taken = table.getCellRangeByName(f"A{row}:ZZ{row}").RangeAddress
    table.moveRange(table.getCellByPosition(0, before - 1).CellAddress, taken)
    table.Rows.removeByIndex(row - 1, 1)


def delete_row(book: Any, sheet: str, row: int) -> None:
    """Delete a row."""
    book.Sheets.getByName(sheet).Rows.removeByIndex(row - 1, 1)


def add_sheet(book: Any, name: str) -> None:
    """Add a sheet at the end."""
    book.Sheets.insertNewByName(name, book.Sheets.Count)


def delete_sheet(book: Any, name: str) -> None:
    """Delete a sheet."""
    book.Sheets.removeByName(name)


def format_column(book: Any, sheet: str, column: int, code: str) -> None:
    """Give a whole column another format, counted from 0."""
    key = book.NumberFormats.queryKey(code, book.CharLocale, False)
    if key < 0:
        key = book.NumberFormats.addNew(code, book.CharLocale)
    book.Sheets.getByName(sheet).Columns.getByIndex(column).NumberFormat = key


def heighten_last_row(book: Any, sheet: str) -> None:
    """Make the very last row of a sheet higher, as happens to who selects all of it."""
    book.Sheets.getByName(sheet).Rows.getByIndex(1_048_575).Height = 2_000


_DUTCH: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>nl-NL</value></prop></item>
</oor:items>
"""

STEPS: Final[dict[str, Callable[..., None]]] = {
    step.__name__: step
    for step in (
        *(type_in, move_row, delete_row, add_sheet, delete_sheet),
        *(format_column, heighten_last_row),
    )
}


def work(desktop: Any, source: str, target: str, steps: list[list[Any]]) -> None:
    """Open a workbook, carry out the steps and save it elsewhere."""
    book = desktop.loadComponentFromURL(Path(source).as_uri(), "_blank", 0, (_set("Hidden", True),))
    for name, *arguments in steps:
        STEPS[name](book, *arguments)
    as_excel = (_set("FilterName", "Calc MS Excel 2007 XML"),)
    book.storeToURL(Path(target).as_uri(), as_excel)
    book.close(True)


def _set(name: str, value: Any) -> Any:
    from com.sun.star.beans import PropertyValue

    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def _desktop(pipe: str, office: subprocess.Popen[bytes]) -> Any:
    import uno
    from com.sun.star.connection import NoConnectException

    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", here
    )
    while office.poll() is None:
        try:
            there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.05)  # LibreOffice tells nobody when it is ready.
        else:
            return there.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", there
            )
    raise SystemExit("LibreOffice ended before it began")


def main() -> None:
    """Start LibreOffice with settings of its own, do the jobs, and end it."""
    jobs = json.load(sys.stdin)
    pipe = f"opgavekern-{os.getpid()}"
    with tempfile.TemporaryDirectory() as home:
        settings = Path(home, "user", "registrymodifications.xcu")
        settings.parent.mkdir()
        settings.write_text(_DUTCH, "utf-8")
        own = f"-env:UserInstallation={Path(home).as_uri()}"
        accept = f"--accept=pipe,name={pipe};urp;"
        command = ["soffice", own, "--headless", "--norestore", "--nologo", accept]
        office = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            desktop = _desktop(pipe, office)
            for job in jobs:
                work(desktop, job["source"], job["target"], job["steps"])
            desktop.terminate()
            office.wait(timeout=30)
        finally:
            if office.poll() is None:
                os.killpg(office.pid, 9)


if __name__ == "__main__":
    main()
