"""One change to a table or its mapping: the answer is a dossier or problems that help."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest
from tests.exchange.tables import (
    ACTION_PLAN,
    AGREEMENTS,
    DOSSIER,
    REPORTS,
    action_plan,
    agreements,
    reports,
)

from opgavekern.base.errors import Problem
from opgavekern.exchange import TableError, guess_mapping, import_table, parse_mapping

MUTATIONS: Final = 300
#: Problems of a file as a whole, which have no line or cell.
OF_FILES: Final = frozenset(
    "not-a-workbook missing-extra not-utf8 more-problems limit-sheet-extent".split()
)
NOON: Final = datetime.fromisoformat("2026-03-03T14:22")
ODD_CELLS: Final = (
    "", " ", "-", "Totaal", "=1+1", "=cmd|' /C calc'!A0", "x" * 3_000, "31-6-2026",
    "1.234", "é\u00a0ï", "\u202eabc", "?", "a;b;;c", 0, -1, 1e300, 10**20, 46_084, True,
    date(1900, 1, 1), NOON, time(9, 30), "2026-13-45", "ja", "nee",
)  # fmt: skip
ODD_WORDS: Final = (
    "x", "titel", "?", "", "[]", "{}", "[a, b]", "{a: b}", "&a", "*a", "!!python/object:x", "999",
    "id", "persoon", "soort", "null", "trekker.x", "opdracht.vastgesteld op", "kolommen: 3", "\t",
)  # fmt: skip
SHAPES: Final[tuple[tuple[Callable[[Path], Path], str], ...]] = (
    (action_plan, ACTION_PLAN),
    (agreements, AGREEMENTS),
    (reports, REPORTS),
)


def _other_mapping(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    at = chance.randrange(len(lines) - 1)
    how = chance.randrange(5)
    if how == 0:
        del lines[at]
    elif how == 1:
        lines.insert(at, lines[at])
    elif how == 2:
        words = re.split(r"(\s+)", lines[at])
        words[chance.randrange(len(words))] = chance.choice(ODD_WORDS)
        lines[at] = "".join(words)
    elif how == 3:
        spot = chance.randrange(len(text))
        return text[:spot] + chance.choice("\x00\t\"':{}[]&*!#-?\ud7ffé") + text[spot + 1 :]
    else:
        lines[at] = " " * chance.randrange(6) + lines[at].strip()
    return "\n".join(lines)


def _other_workbook(path: Path, chance: random.Random) -> None:
    book = openpyxl.load_workbook(path)
    page: Any = book.active
    row, column = chance.randrange(1, page.max_row + 2), chance.randrange(1, page.max_column + 2)
    how = chance.randrange(5)
    if how == 0:
        page.delete_rows(row)
    elif how == 1:
        page.insert_rows(row, chance.randrange(1, 3))
    elif how == 2:
        page.delete_cols(column)
    elif how == 3:
        page.merge_cells(
            start_row=row, start_column=column, end_row=row + chance.randrange(5),
            end_column=column + chance.randrange(5),
        )  # fmt: skip
    else:
        cell = page.cell(row, column)
        if not isinstance(cell, openpyxl.cell.cell.MergedCell):
            cell.value = chance.choice(ODD_CELLS)
    book.save(path)


def _other_csv(path: Path, chance: random.Random) -> None:
    data = bytearray(path.read_bytes())
    at = chance.randrange(len(data))
    data[at : at + chance.randrange(3)] = chance.choice(
        [b";", b'"', b"\n", b"\x00", b"\xff", b"'=1", b"\r", b""]
    )
    path.write_bytes(bytes(data))


def _helps(problem: Problem) -> bool:
    place = problem.location
    where = (
        place is not None
        and bool(place.file)
        and (place.line or place.cell or problem.code in OF_FILES)
    )
    return bool(where and problem.remedy is not None and problem.remedy.text("nl"))


@pytest.mark.parametrize("seed", range(MUTATIONS))
def test_any_change_gives_a_dossier_or_problems_that_help(seed: int, tmp_path: Path) -> None:
    """No traceback, whatever was changed; each problem has file, line or cell, and a remedy."""
    chance = random.Random(seed)
    make, mapping = SHAPES[seed % len(SHAPES)]
    path = make(tmp_path)
    if chance.random() < 0.5:
        mapping = _other_mapping(mapping, chance)
    elif path.suffix == ".csv":
        _other_csv(path, chance)
    else:
        _other_workbook(path, chance)
    try:
        done = import_table(path, parse_mapping(mapping, name="map.yaml"), DOSSIER)
        problems = done.problems
    except TableError as error:
        problems = error.problems
    assert [one for one in problems if not _helps(one)] == []
    told = "\n".join(one.text(language) for one in problems for language in ("nl", "en"))
    assert "Jansen" not in told
    guess = ""
    try:
        guess = guess_mapping(path, DOSSIER).yaml
    except TableError as error:
        problems = error.problems
    if guess:
        parse_mapping(guess, name="guess.yaml")
    assert [one for one in problems if not _helps(one)] == []
