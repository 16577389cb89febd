"""What becomes of 1,000 dossiers with one thing wrong in each.

Every dossier is an example with one change in one of its text files: a mistyped key, another type,
an id that is not there, a doubled key, a stray character. Counted are tracebacks, refusals that
name the file and what to do, and refusals that point at the very line that was changed.

Run: python benchmarks/mutations.py [NUMBER] [FOLDER]
"""

from __future__ import annotations

import random
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import attrs

from opgavekern.base.errors import DossierError, OpgavekernError
from opgavekern.governance import load

_KEY = re.compile(r"^(\s*(?:- )?)([^\W\d_]\w+)(:.*)$")
_VALUE = re.compile(r"^(\s*(?:- )?\w+: )(\S.*)$")
_REFERENCES = (
    "gebieden opgaven programma organisatie persoon team rol belanghebbende opgave soort "
    "bestuurlijk_opdrachtgever opgavemanager orgaan competentie indicator doel"
).split()
_REFERENCE = re.compile(rf"^(\s*(?:- )?(?:{'|'.join(_REFERENCES)}): )([\w.-]+)$")
Mutation = Callable[[str, random.Random], str | None]


def _misspelt_key(line: str, dice: random.Random) -> str | None:
    found = _KEY.match(line)
    if found is None:
        return None
    start, key, rest = found.groups()
    at = dice.randrange(len(key))
    return f"{start}{key[:at]}x{key[at:]}{rest}"


def _other_type(line: str, dice: random.Random) -> str | None:
    found = _VALUE.match(line)
    return f"{found[1]}{{a: b}}" if found else None


def _unknown_id(line: str, dice: random.Random) -> str | None:
    found = _REFERENCE.match(line)
    return f"{found[1]}{found[2]}-zz" if found else None


def _doubled_key(line: str, dice: random.Random) -> str | None:
    found = re.match(r"^(\s+)(\w+: .*)$", line)
    return f"{line}\n{found[1]}{found[2]}" if found else None


def _control_character(line: str, dice: random.Random) -> str | None:
    return f"{line[:-1]}\x07{line[-1:]}" if _VALUE.match(line) and len(line) > 12 else None


def _tab(line: str, dice: random.Random) -> str | None:
    return "\t" + line.lstrip() if line.startswith("  ") and _KEY.match(line) else None


def _anchor(line: str, dice: random.Random) -> str | None:
    found = _VALUE.match(line)
    return f"{found[1]}&anker {found[2]}" if found else None


def _open_quote(line: str, dice: random.Random) -> str | None:
    found = _VALUE.match(line)
    return f'{found[1]}"{found[2]}' if found and '"' not in line and "'" not in line else None


def _wrong_day(line: str, dice: random.Random) -> str | None:
    changed = re.sub(r"\b(20\d\d)-(\d\d)-(\d\d)\b", r"\1-\2-32", line, count=1)
    return changed if changed != line else None


def _extra_cell(line: str, dice: random.Random) -> str | None:
    return f"{line};te veel" if line.count(";") > 1 else None


def _number_to_words(line: str, dice: random.Random) -> str | None:
    changed = re.sub(r"(: |;)(\d+)(?=;|$)", r"\1veel", line, count=1)
    return changed if changed != line else None


MUTATIONS: tuple[Mutation, ...] = (
    _misspelt_key,
    _other_type,
    _unknown_id,
    _doubled_key,
    _control_character,
    _tab,
    _anchor,
    _open_quote,
    _wrong_day,
    _extra_cell,
    _number_to_words,
)


_FOR_TABLES: tuple[Mutation, ...] = (_extra_cell, _wrong_day, _number_to_words)


@attrs.frozen(kw_only=True)
class Tried:
    """What became of one mutated dossier.

    Attributes:
        mutation: Name of the change.
        place: File and line that were changed.
        outcome: `accepted`, `refused` or `traceback`.
        names_file: Some problem is about the changed file.
        has_remedy: Every problem says what to do.
        exact_line: Some problem points at the changed line.
    """

    mutation: str
    place: str
    outcome: str
    names_file: bool = False
    has_remedy: bool = False
    exact_line: bool = False


def mutated(folder: Path, dice: random.Random) -> tuple[str, Path, int]:
    """Change one line of one file of a dossier; return how, in which file and in which line."""
    files = sorted(
        one
        for one in folder.rglob("*")
        if one.suffix in {".yaml", ".csv"} and not one.name.startswith(".")
    )
    while True:
        path = dice.choice(files)
        mutation = dice.choice(MUTATIONS)
        if path.suffix == ".csv" and mutation not in _FOR_TABLES:
            continue
        lines = path.read_text(encoding="utf-8-sig").split("\n")
        at = dice.randrange(len(lines))
        changed = None if lines[at].lstrip().startswith("#") else mutation(lines[at], dice)
        if changed is not None:
            lines[at] = changed
            path.write_text("\n".join(lines), encoding="utf-8")
            return mutation.__name__, path, at + 1


def attempt(source: Path, seed: int) -> Tried:
    """Mutate a copy of a dossier by a seed, and load it."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, source.name)
        shutil.copytree(source, folder)
        how, path, line = mutated(folder, random.Random(seed))
        lines = {line, line + 1} if how == "_doubled_key" else {line}
        place = f"{path.relative_to(folder)}:{line}"
        try:
            load(folder)
        except DossierError as error:
            located = [one.location for one in error.problems if one.location is not None]
            located += [place for one in error.problems for place in one.related]
            here = [one for one in located if one.file.endswith(path.name)]
            return Tried(
                mutation=how,
                place=place,
                outcome="refused",
                names_file=bool(here),
                has_remedy=all(one.remedy is not None for one in error.problems),
                exact_line=any(one.line in lines for one in here),
            )
        except OpgavekernError:
            return Tried(mutation=how, place=place, outcome="refused")
        except Exception as error:  # noqa: BLE001 - this is what is counted
            return Tried(mutation=f"{how} {type(error).__name__}", place=place, outcome="traceback")
    return Tried(mutation=how, place=place, outcome="accepted")


def main() -> int:
    """Print the figures; 1 when they are below what is promised."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    source = Path(sys.argv[2] if len(sys.argv) > 2 else "examples/helmond")
    tried = [attempt(source, seed) for seed in range(number)]
    refused = [one for one in tried if one.outcome == "refused"]
    named = sum(one.names_file and one.has_remedy for one in refused)
    exact = sum(one.exact_line for one in refused)
    tracebacks = [one for one in tried if one.outcome == "traceback"]
    print(f"{number} mutations: {len(refused)} refused, {len(tracebacks)} tracebacks")
    print(f"file and remedy: {named / max(1, len(refused)):.1%}")
    print(f"exact line: {exact / max(1, len(refused)):.1%}")
    for one in tracebacks:
        print("traceback:", one.mutation, one.place)
    missed = Counter(one.mutation for one in refused if not one.exact_line)
    for how, count in missed.most_common():
        example = next(one for one in refused if one.mutation == how and not one.exact_line)
        print(f"not the line: {count} × {how}, such as {example.place}")
    unnamed = [one for one in refused if not (one.names_file and one.has_remedy)]
    for one in unnamed[:10]:
        print("no file or remedy:", one.mutation, one.place)
    good = not tracebacks and not unnamed and exact >= 0.95 * len(refused)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
