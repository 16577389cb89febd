"""Sheets of which each cell has a value: what was never worked out is not read as no tie."""

from __future__ import annotations

from opgavekern.base.errors import Problem
from opgavekern.exchange.errors import told_once
from opgavekern.exchange.sheets import Sheet
from opgavekern.files.refusals import Refusal
from opgavekern.files.workbook_checks import fault_problem


def whole(sheet: Sheet) -> Sheet:
    """Return a sheet of which each cell has a value.

    Raises:
        Refusal: Cells hold an error, or a formula that was never worked out: once for each of both.
    """
    alike: dict[bool, list[Problem]] = {}
    for _, fault in sorted(sheet.faults.items()):
        found = fault_problem(fault, sheet.file, sheet.name)
        alike.setdefault(fault.is_error, []).append(found)
    if alike:
        raise Refusal(*map(told_once, alike.values()))
    return sheet
