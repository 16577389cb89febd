"""What is written can be read again, for every class; equal facts have one text everywhere."""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.draws import draws

from opgavekern.base.canonical import canonical_json, digest
from opgavekern.base.converting import structure, unstructure
from opgavekern.model import KINDS, Dossier, Header, IssueId, Kind, Ref
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


def _by_way_of_plain_data(value: object) -> str:
    """The canonical JSON, by the longer way."""
    plain = unstructure(value)
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@every_kind
@settings(max_examples=draws(15))
@given(data=st.data())
def test_every_record_is_read_as_it_is_written(kind: Kind, data: st.DataObject) -> None:
    """Plain data of any record, by way of JSON too, makes an equal record with an equal digest.

    Written straight from the record or from its plain data, the JSON is the same text.
    """
    record = data.draw(records(kind.record))
    plain = unstructure(record)
    again = structure(plain, kind.record)
    assert again == record
    assert hash(again) == hash(record)
    assert canonical_json(record) == _by_way_of_plain_data(record)
    assert structure(json.loads(canonical_json(record)), kind.record) == record
    assert digest(again) == digest(record)


@given(headers())
def test_canonical_json_of_a_header_is_that_of_its_plain_data(header: Header) -> None:
    """So for what a dossier says of itself."""
    assert canonical_json(header) == _by_way_of_plain_data(header)


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


@given(dossiers(min_records=1))
def test_a_digest_can_be_worked_out_by_hand(dossier: Dossier) -> None:
    """It is that of the header and of each kind's records' digests, as the docs say."""
    by_kind = {
        plural: [sha256(canonical_json(one)) for one in dossier.of_kind(plural)]
        for plural in dossier.records()
    }
    kinds = {plural: sha256("".join(found)) for plural, found in by_kind.items()}
    plain = {"header": json.loads(canonical_json(dossier.header)), "records": kinds}
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert dossier.digest == sha256(text)


def sha256(text: str) -> str:
    """The SHA-256 of text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


@given(dossiers(min_records=1), st.dates(), st.data())
def test_a_digest_that_was_known_before_a_change_is_right_after_it(
    dossier: Dossier, day: date, data: st.DataObject
) -> None:
    """Cut, filter, put, leave out, lay under: digests are those of the same facts made anew."""
    kind = data.draw(st.sampled_from([one for one in KINDS if dossier.of_kind(one.plural)]))
    new = data.draw(records(kind.record))
    assert dossier.digest
    gone = Ref(kind.name, dossier.of_kind(kind.plural).ids()[0])
    for changed in (
        dossier.at(day),
        dossier.replace(new),
        dossier.replace(new, without=[gone]),
        dossier.replace(new).at(day),
        dossier.over(Dossier.of(new)),
        Dossier.of(new).over(dossier),
    ):
        held = [record for kind in KINDS for record in changed.of_kind(kind.plural)]
        assert changed.digest == Dossier.of(*held, header=changed.header).digest
    chosen = dossier.of_kind(kind.plural).where(lambda one: one.source is None)
    assert dict(chosen.digests()) == {id_of(one): digest(one) for one in chosen}


def test_one_change_digests_one_record() -> None:
    """The digests of what stayed the same are the very same texts, not worked out again."""
    before = a_dossier(*(an_issue(id=f"i-{n}") for n in range(9)))
    known, four = before.issues.digests(), IssueId("i-4")
    for after in (
        before.replace(an_issue(id="i-4", title="Other")),
        before.over(a_dossier(an_issue(id="i-4"), an_issue(id="i-x"))),
        before.at(date(2026, 1, 1)),
        before.view(only=["issues"]),
    ):
        again = after.issues.digests()
        assert [id for id in known if again[id] is not known[id]] in ([], ["i-4"])
        is_equal = after.issues.get(four) == before.issues.get(four)
        assert (again[four] == known[four]) is is_equal


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
