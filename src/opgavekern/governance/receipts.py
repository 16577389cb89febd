"""Receipts that were kept, read back from the file in which they stand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import attrs

from opgavekern.base.errors import DossierError, Location, Problem
from opgavekern.base.running import Limits
from opgavekern.base.texts import message
from opgavekern.files.door import Door, decoded, no_file, shown
from opgavekern.files.json_trees import Careless, json_plain
from opgavekern.files.refusals import Refusal
from opgavekern.governance.outcomes import Receipt
from opgavekern.model.structuring import structure_one


def read_receipt(path: str | Path, *, limits: Limits = Limits()) -> Receipt:
    """Read the receipt of an earlier check.

    Args:
        path: What `opgavekern check --json` wrote, or `to_plain(result.receipt)` as JSON.
        limits: How much is accepted.

    Raises:
        DossierError: It cannot be read, is no JSON, or holds no receipt; each problem with the
            file and the place in it.
    """
    name = shown(path)
    try:
        door = Door(Path(path), limits)
        if door.is_folder():
            raise no_file(name)
        text = decoded(door.read(), name)
        plain = json_plain(text, limits)
    except Refusal as error:
        raise DossierError(error.problems) from None
    except Careless:
        raise DossierError([_no_receipt(name)]) from None
    if isinstance(plain, Mapping) and "receipt" in plain:
        plain = plain["receipt"]
    return _structured(plain, name)


def _structured(plain: Any, name: str) -> Receipt:
    if not isinstance(plain, Mapping):
        raise DossierError([_no_receipt(name)])
    if not plain.keys() >= _MARKS and {"dossier", "rules"} <= plain.keys():
        raise DossierError([_older(name)])
    made, flaws = structure_one(plain, Receipt)
    if made is None:
        raise DossierError(
            attrs.evolve(flaw.problem, location=Location(file=name)) for flaw in flaws
        )
    return made


#: What tells findings and facts apart. The first receipts did not hold it.
_MARKS: Final = frozenset({"header", "kinds", "findings"})


def _older(name: str) -> Problem:
    return Problem(
        code="older-receipt",
        message=message(
            "deze uitkomst is van voor uitkomsten te vergelijken waren",
            "this outcome is of before outcomes could be compared",
        ),
        remedy=message(
            "Controleer het oude dossier opnieuw met --json, en vergelijk daarmee.",
            "Check the old dossier again with --json, and compare with that.",
        ),
        location=Location(file=name),
    )


def _no_receipt(name: str) -> Problem:
    return Problem(
        code="no-receipt",
        message=message(
            "hier staat geen uitkomst van een controle", "this holds no outcome of a check"
        ),
        remedy=message(
            "Geef wat `opgavekern check --json` schreef over een dossier dat te lezen was.",
            "Give what `opgavekern check --json` wrote of a dossier that could be read.",
        ),
        location=Location(file=name),
    )
