from __future__ import annotations

from typing import Any

import attrs
import pytest
from hypothesis import given

from opgavekern.base.converting import structure, unstructure
from opgavekern.base.errors import BadValueError
from opgavekern.model import KINDS, Kind, ProgrammeItem, Ref, Tie, Waiver
from opgavekern.model.records import id_of
from opgavekern.model.references import as_id
from opgavekern.testing import a, ids, lines


@given(ids())
def test_a_reference_is_written_as_it_is_read(id: str) -> None:
    """`kind:id` is read and written alike."""
    ref = Ref("issue", id)
    assert Ref.from_text(str(ref)) == ref


def test_an_id_alone_means_the_first_kind() -> None:
    """A tie runs between stakeholders, an action is a person's, unless it is said otherwise."""
    tie = a(Tie, start="s-1", end="organisation:o-1")
    assert (tie.start, tie.end) == (Ref("stakeholder", "s-1"), Ref("organisation", "o-1"))
    assert a(ProgrammeItem, action_owner="p-1").action_owner == Ref("person", "p-1")
    assert unstructure(tie)["start"] == "s-1"
    assert unstructure(tie)["end"] == "organisation:o-1"


def test_an_id_in_a_reference_is_held_to_what_ids_are() -> None:
    """It is normalised as every id is, so that it finds the record; odd ones are refused."""
    assert a(Tie, start="cafe\u0301").start.id == "café"
    with pytest.raises(Exception, match="an id of letters"):
        a(Tie, start="person:a b")


@pytest.mark.parametrize("text", ["", " ", ":", "person:", ":p-1", "person: "])
def test_what_refers_to_nothing_is_refused(text: str) -> None:
    """A kind without id, an id without kind after a colon, or nothing at all."""
    with pytest.raises(BadValueError) as caught:
        Ref.from_text(text)
    assert caught.value.code == "not-a-reference"


def test_a_kind_that_does_not_fit_is_refused() -> None:
    """Which kinds do fit is said."""
    with pytest.raises(Exception, match="organisation, person, stakeholder, unit"):
        a(ProgrammeItem, action_owner="issue:i-1")


MADE = [kind for kind in KINDS if attrs.fields_dict(kind.record)["id"].default is not attrs.NOTHING]


@pytest.mark.parametrize("kind", MADE, ids=lambda kind: kind.name)
def test_relations_make_their_own_id(kind: Kind) -> None:
    """An id that was not written follows from the other fields, and is itself an id."""
    record: Any = a(kind.record)
    assert "id" not in unstructure(record)
    assert structure(unstructure(record), kind.record) == record
    assert a(kind.record, id=record.id) == record
    assert id_of(a(kind.record, id="chosen")) == "chosen"


@given(lines(), lines())
def test_an_id_can_be_made_of_any_text(one: str, other: str) -> None:
    """What no id may hold is replaced: the id that a waiver makes of its rule can be written."""
    made = as_id("x", one, other)
    assert a(Waiver, rule=one, id=made).id == made
    assert as_id("HLM-014", "issue", "i-1") == "HLM-014.issue.i-1"
