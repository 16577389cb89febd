"""One change to one file: whatever it is, the answer is a dossier or problems that help."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from opgavekern.base.errors import DossierError, Problem
from opgavekern.files import read_dossier

pytestmark = pytest.mark.needs("standard")

ROOT: Final = Path(__file__).parents[2]
#: Dossiers, and how often they are taken: the last is read in the time of a dozen others.
SOURCES: Final = {
    ROOT / "tests" / "data" / "format1" / "yaml_nl": 5,
    ROOT / "tests" / "data" / "format1" / "csv_nl": 5,
    ROOT / "tests" / "data" / "format1" / "json": 5,
    ROOT / "examples" / "helmond": 1,
}
TEXTS: Final = (".yaml", ".csv", ".json", ".geojson")
MUTATIONS: Final = 1_000
ODD: Final = "\x00\x07\t\"':;,{}[]&*!|>%@`#-?=\\\u2028\ud7ff\ufffe0x é"

Change = Callable[[str, random.Random], tuple[str, int]]


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _drop(text: str, chance: random.Random) -> tuple[str, int]:
    at = chance.randrange(len(text))
    return text[:at] + text[at + 1 :], _line(text, at)


def _insert(text: str, chance: random.Random) -> tuple[str, int]:
    at = chance.randrange(len(text))
    return text[:at] + chance.choice(ODD) + text[at:], _line(text, at)


def _swap(text: str, chance: random.Random) -> tuple[str, int]:
    at = chance.randrange(len(text))
    return text[:at] + chance.choice(ODD) + text[at + 1 :], _line(text, at)


def _word(text: str, chance: random.Random) -> tuple[str, int]:
    """Put another word in the place of one."""
    lines = text.split("\n")
    at = chance.choice([index for index, line in enumerate(lines) if line.strip()])
    words = lines[at].split(" ")
    words[chance.randrange(len(words))] = chance.choice(["x", "999", "niets", "2026-02-30", "-1"])
    lines[at] = " ".join(words)
    return "\n".join(lines), at + 1


def _twice(text: str, chance: random.Random) -> tuple[str, int]:
    """Repeat a line."""
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    return "\n".join([*lines[: at + 1], *lines[at:]]), at + 2


CHANGES: Final[tuple[Change, ...]] = (_drop, _insert, _swap, _word, _twice)


def _problems(folder: Path) -> tuple[Problem, ...]:
    try:
        read_dossier(folder)
    except DossierError as error:
        for language in ("nl", "en"):
            error.text(language)  # type: ignore[arg-type]
        return error.problems
    return ()


def test_a_thousand_mutations(tmp_path: Path) -> None:
    """No traceback; every problem names file and remedy; 95 in 100 the very line."""
    chance = random.Random(20261124)
    refused = on_line = 0
    folders = []
    for source in SOURCES:
        folders.append(tmp_path / source.name)
        shutil.copytree(source, folders[-1])
    files = {
        folder: [
            file
            for file in sorted(folder.rglob("*"))
            if file.suffix in TEXTS and file.stat().st_size
        ]
        for folder in folders
    }
    for _ in range(MUTATIONS):
        (folder,) = chance.choices(folders, weights=list(SOURCES.values()))
        file = chance.choice(files[folder])
        original = file.read_bytes()
        text, line = chance.choice(CHANGES)(original.decode(), chance)
        file.write_bytes(text.encode("utf-8", "surrogatepass"))
        problems = _problems(folder)
        file.write_bytes(original)
        assert all(one.location is not None and one.remedy is not None for one in problems)
        if problems:
            refused += 1
            places = [
                place
                for one in problems
                for place in (one.location, *one.related)
                if place is not None and Path(place.file) == file
            ]
            # What an id was changed to is told where the old one is referred to, in another file.
            assert places or {one.code for one in problems} == {"unknown-id"}, (file, problems)
            on_line += any(place.line == line for place in places)
    assert refused > MUTATIONS / 4
    assert on_line >= 0.95 * refused
