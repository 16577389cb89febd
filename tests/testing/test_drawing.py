from __future__ import annotations

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from opgavekern.base.converting import structure
from opgavekern.base.frozen import FrozenMap
from opgavekern.base.scalars import identifier, one_line
from opgavekern.base.texts import Prose
from opgavekern.model import KINDS, Dossier, Header, Issue, Kind, Person
from opgavekern.model.records import id_of
from opgavekern.model.structuring import looks
from opgavekern.testing import (
    days,
    dossiers,
    frozen_maps,
    ids,
    lines,
    numbers,
    prose,
    quarter_hours,
    records,
)

quickly = settings(max_examples=20_000, database=None, derandomize=True, phases=[Phase.generate])


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@settings(max_examples=10)
@given(data=st.data())
def test_records_of_every_kind_are_drawn(kind: Kind, data: st.DataObject) -> None:
    """What is drawn for a kind is a record of that kind with an id."""
    record = data.draw(records(kind.record))
    assert type(record) is kind.record
    assert identifier(id_of(record)) == id_of(record)


@given(lines(), prose(), ids(), frozen_maps())
def test_all_text_is_text_that_files_may_hold(
    line: str, several: Prose, id: str, free: FrozenMap
) -> None:
    """The converter takes it unchanged, and no cell with it would look empty."""
    assert one_line(line) == line
    assert line.strip()
    assert several.strip()
    assert structure({"id": id, "title": line, "note": several}, Issue).note == several
    assert structure({"id": id, "title": line, "custom": free.plain()}, Issue).custom == free


@pytest.mark.parametrize(
    "text", ["no", "010", "12:30", "=1+1", "'", "# x", ": ", "e\u0301", "שלום", " x", "_x0041_"]
)
def test_nasty_text_is_among_it(text: str) -> None:
    """What files like to take for something else is drawn, so that laws meet it."""
    assert find(lines(), lambda line: line == text, settings=quickly) == text


def test_text_can_be_long_and_have_lines() -> None:
    """Titles of two thousand characters, notes with empty lines and ends."""
    assert find(lines(), lambda line: len(line) > 2000, settings=quickly)
    assert find(prose(), lambda text: "\n\n" in text, settings=quickly)
    assert find(prose(), lambda text: text.endswith("\n"), settings=quickly)


@given(dossiers(min_records=1, max_records=4, kinds=["issues", "areas"]))
def test_a_dossier_has_the_kinds_and_sizes_asked_for(dossier: Dossier) -> None:
    """Only the kinds that were asked for, and what they refer to."""
    assert dossier.issues or dossier.areas
    held = {kind.plural for kind in KINDS if dossier.of_kind(kind.plural)}
    assert held <= {"issues", "areas", "people", "roles", "competencies", "organisations"}


@given(dossiers(max_records=0, header=st.just(Header())))
def test_an_empty_dossier_can_be_asked_for(dossier: Dossier) -> None:
    """No records, and the header that was given."""
    assert dossier == Dossier()


@given(dossiers())
def test_ids_of_a_dossier_look_different(dossier: Dossier) -> None:
    """No two ids of a kind look the same to the eye, so that any of it can be read again."""
    for kind in KINDS:
        held = dossier.of_kind(kind.plural).ids()
        assert len({looks(id) for id in held}) == len(held)


def test_dossiers_hold_what_refers_and_what_is_dated() -> None:
    """References between drawn records, open and closed periods, and empty dossiers do occur."""
    assert find(dossiers(), lambda dossier: dossier == Dossier(), settings=quickly) == Dossier()
    related = find(
        dossiers(kinds=["issues"], min_records=2),
        lambda dossier: any(issue.parent for issue in dossier.issues),
        settings=quickly,
    )
    assert related.unresolved() == ()
    person = find(records(Person), lambda one: bool(one.employment), settings=quickly)
    assert person.employment[0].organisation


@given(quarter_hours(), numbers(-2, 2), days())
def test_numbers_and_days_stay_within_what_spreadsheets_know(
    hours: object, number: object, day: object
) -> None:
    """Quarters, thousandths, and days after 1900."""
    assert 0 <= float(str(hours)) * 4 <= 672
    assert float(str(hours)) * 4 == int(float(str(hours)) * 4)
    assert -2 <= float(str(number)) <= 2
    assert "1901" <= str(day) < "2200"
