"""What is written can be read again, for every class; equal facts have one text everywhere."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opgavekern.base.converting import canonical_json, digest, structure, unstructure
from opgavekern.model import KINDS, Dossier, Header, Kind, Ref
from opgavekern.model.records import id_of
from opgavekern.testing import (
    a,
    a_dossier,
    an_issue,
    completed,
    dossiers,
    headers,
    records,
)

SOURCE = Path(__file__).parents[2] / "src"
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


@every_kind
@settings(max_examples=25)
@given(data=st.data())
def test_every_record_is_read_as_it_is_written(kind: Kind, data: st.DataObject) -> None:
    """Plain data of any record, by way of JSON too, makes an equal record with an equal digest."""
    record = data.draw(records(kind.record))
    plain = unstructure(record)
    again = structure(plain, kind.record)
    assert again == record
    assert hash(again) == hash(record)
    assert structure(json.loads(canonical_json(record)), kind.record) == record
    assert digest(again) == digest(record)


@given(headers())
def test_a_header_is_read_as_it_is_written(header: Header) -> None:
    """What a dossier says of itself stays as it is."""
    assert structure(json.loads(canonical_json(header)), Header) == header


def by_json(dossier: Dossier) -> Dossier:
    """The dossier that its own canonical JSON makes."""
    plain = json.loads(dossier.to_json())
    return Dossier.from_records(plain["records"], header=plain["header"])


@given(dossiers())
def test_a_dossier_is_read_as_it_is_written(dossier: Dossier) -> None:
    """Records as plain data, and canonical JSON, make an equal dossier."""
    header = unstructure(dossier.header)
    assert Dossier.from_records(dossier.records(), header=header) == dossier
    assert by_json(dossier) == dossier
    assert by_json(dossier).to_json() == dossier.to_json()


@given(dossiers(consistent=False))
def test_dangling_references_are_kept(dossier: Dossier) -> None:
    """A dossier whose references lead nowhere is read and written all the same."""
    assert by_json(dossier) == dossier


def _shuffled(plain: Any, chance: random.Random) -> Any:
    """The same plain data, keys of groups in another order."""
    if isinstance(plain, dict):
        keys = list(plain)
        chance.shuffle(keys)
        return {key: _shuffled(plain[key], chance) for key in keys}
    return [_shuffled(one, chance) for one in plain] if isinstance(plain, list) else plain


@given(dossiers(), st.randoms())
def test_no_order_matters_to_the_digest(dossier: Dossier, chance: random.Random) -> None:
    """Order of records, of kinds and of keys changes neither facts nor digest nor JSON."""
    held = [record for kind in KINDS for record in dossier.of_kind(kind.plural)]
    chance.shuffle(held)
    other = Dossier.of(*held, header=dossier.header)
    plain = _shuffled(json.loads(dossier.to_json()), chance)
    for found in plain["records"].values():
        chance.shuffle(found)
    third = Dossier.from_records(plain["records"], header=plain["header"])
    assert dossier == other == third
    assert hash(dossier) == hash(other)
    assert dossier.digest == other.digest == third.digest
    assert dossier.to_json() == other.to_json() == third.to_json()


@given(dossiers(min_records=1))
def test_other_facts_have_another_digest(dossier: Dossier) -> None:
    """Leave out any record and the digest is another; put it back and it is the same again."""
    for kind in KINDS:
        for record in dossier.of_kind(kind.plural):
            ref = Ref(kind.name, id_of(record))
            less = dossier.replace(without=[ref])
            assert less.digest != dossier.digest
            assert less.replace(record).digest == dossier.digest
            assert dossier.digest_of(ref) == digest(record)


def _digest_elsewhere(text: str, **environment: str) -> str:
    """The digest that a fresh interpreter in other circumstances works out."""
    code = (
        "import json, sys\n"
        "from opgavekern.model import Dossier\n"
        "sys.stdin.reconfigure(encoding='utf-8')\n"
        "plain = json.load(sys.stdin)\n"
        "print(Dossier.from_records(plain['records'], header=plain['header']).digest)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        input=text.encode(),
        env={**os.environ, "PYTHONPATH": str(SOURCE), **environment},
        capture_output=True,
        check=True,
    )
    return ran.stdout.decode().strip()


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "4242"},
        {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
        {"LC_ALL": "C", "PYTHONUTF8": "0"},
        {"TZ": "Pacific/Kiritimati"},
    ],
    ids=lambda environment: " ".join(f"{key}={value}" for key, value in environment.items()),
)
def test_the_digest_is_the_same_everywhere(environment: dict[str, str]) -> None:
    """Hash seed, locale (also Turkish) and time zone make no difference."""
    dossier = _one_of_everything()
    assert _digest_elsewhere(dossier.to_json(), **environment) == dossier.digest


def _one_of_everything() -> Dossier:
    """Records of every kind, with text that sorting and case folding differ about."""
    plainest = [a(kind.record) for kind in KINDS]
    odd = an_issue(
        id="İstanbul", title="İ ß é", tags=list("\u0131iİIzé"), custom={"z": "1", "a": "ß"}
    )
    return completed(a_dossier(*plainest, odd))
