from __future__ import annotations

import pytest
from hypothesis import given

from opgavekern.model import Issue, Ref, kind_named
from opgavekern.model.structuring import looks, missing_record, structure_kind, structure_one
from opgavekern.testing import ids

ISSUES = kind_named("issue")


def test_good_records_are_made_beside_bad_ones() -> None:
    """What can be read is, each with the place that it came from; the rest is told."""
    assert ISSUES is not None
    plain = [{"id": "i-1", "title": "x"}, {"id": "i-2"}, {"id": "i-3", "title": "x"}, "x"]
    records, origins, flaws = structure_kind(ISSUES, plain)
    assert [getattr(record, "id", "") for record in records] == ["i-1", "i-3"]
    assert origins == [0, 2]
    assert [(flaw.index, flaw.problem.code, flaw.problem.id) for flaw in flaws] == [
        (1, "missing-field", "i-2"),
        (3, "not-a-group", None),
    ]
    assert all(flaw.problem.kind == "issue" for flaw in flaws)


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("helmond", "helmond", "duplicate-id"),
        ("helmond", "Helmond", "look-alike-id"),
        ("ﬁets", "fiets", "look-alike-id"),
        ("cafe\u0301", "café", "duplicate-id"),
        ("\uff12", "2", "look-alike-id"),
    ],
)
def test_ids_that_are_or_look_the_same(one: str, other: str, code: str) -> None:
    """Both places are named, the later one as the problem, the earlier one as related."""
    assert ISSUES is not None
    plain = [{"id": id, "title": "x"} for id in ("first", one, other)]
    _, _, flaws = structure_kind(ISSUES, plain)
    assert [(flaw.problem.code, flaw.index, flaw.related) for flaw in flaws] == [(code, 2, (1,))]
    assert flaws[0].problem.path == ("id",)


@given(ids())
def test_looks_are_stable(id: str) -> None:
    """An id looks like itself in capitals, and what it looks like looks no different."""
    assert looks(looks(id)) == looks(id)
    assert looks(id.casefold()) == looks(id)


def test_one_value_or_all_that_is_wrong_with_it() -> None:
    """Either a value and no flaws, or no value and each flaw with its path."""
    made, flaws = structure_one({"id": "i-1", "title": "x"}, Issue)
    assert made is not None
    assert flaws == []
    made, flaws = structure_one({"id": "i 1", "note": 5}, Issue)
    assert made is None
    assert {flaw.problem.path for flaw in flaws} == {("id",), ("note",), ()}


def test_an_unknown_field_is_at_its_key() -> None:
    """The place of an unknown field is its name, not what stands behind it."""
    _, flaws = structure_one({"id": "i-1", "title": "x", "titel": "y"}, Issue)
    assert [(flaw.at_key, flaw.problem.path) for flaw in flaws] == [(True, ("titel",))]


def test_a_missing_record_is_asked_for() -> None:
    """Without a near miss the remedy is to add it, or to take the reference out."""
    problem = missing_record(Ref("issue", "i-1"), ("areas", 0), Ref("area", "noord"))
    assert problem.message.text("nl") == 'er is geen gebied "noord"'
    assert problem.remedy is not None
    assert problem.remedy.text("nl") == 'Voeg gebied "noord" toe, of haal de verwijzing weg.'
    assert (problem.kind, problem.id, problem.pointer) == ("issue", "i-1", "/areas/0")
