from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import attrs
import pytest
from hypothesis import given

from opgavekern import testing
from opgavekern.base.errors import DossierError
from opgavekern.model import (
    KINDS,
    Dossier,
    DuplicateIdError,
    Header,
    Issue,
    Kind,
    Money,
    Phase,
    Ref,
)
from opgavekern.model.shape import references
from opgavekern.testing import (
    Builder,
    a,
    a_dossier,
    a_person,
    a_tie,
    an_assignment,
    an_issue,
    completed,
    dossiers,
)

SOURCE = Path(__file__).parents[2] / "src"
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


@every_kind
def test_there_is_a_builder_for_every_kind(kind: Kind) -> None:
    """It is named as one says it, builds that class, and twice the same."""
    names = {f"a_{kind.name}", f"an_{kind.name}"} & set(testing.__all__)
    assert len(names) == 1
    builder = getattr(testing, names.pop())
    assert isinstance(builder, Builder)
    assert type(builder()) is kind.record
    assert builder() == builder() == a(kind.record)


@every_kind
def test_only_what_is_required_is_filled_in(kind: Kind) -> None:
    """A test that names nothing gets a record with nothing more than a record must have."""
    record = a(kind.record)
    for field in attrs.fields(kind.record):
        if field.name != "id" and field.default is not attrs.NOTHING:
            assert getattr(record, field.name) == field.default


@every_kind
def test_what_is_built_fits_together(kind: Kind) -> None:
    """A plainest record refers to plainest records: all of it is completed without more."""
    whole = completed(a_dossier(a(kind.record)))
    assert whole.unresolved() == ()
    everyone = completed(a_dossier(*(a(one.record) for one in KINDS)))
    for _, ref in references(a(kind.record)):
        assert everyone.find(ref) is not None


def test_fields_may_be_written_as_in_files() -> None:
    """Text where files have text, values where a program has values: they give the same."""
    written = an_issue(
        leads="p-1",
        valid="2026",
        history=[{"on": "2026-01-01", "phase": "exploring"}],
        costs=[{"year": 2026, "expected": "100"}],
    )
    assert written.leads[0].person == "p-1"
    assert written.history[0].phase is Phase.EXPLORING
    assert written.costs[0].expected == a(Money, euros=100)
    again = {field.name: getattr(written, field.name) for field in attrs.fields(Issue)}
    assert an_issue(**again) == written


def test_a_mistake_is_told() -> None:
    """A misspelt field or an impossible value says what and where, as in a dossier."""
    with pytest.raises(DossierError, match='Did you mean "title"'):
        an_issue(titel="x")
    with pytest.raises(DossierError, match="quarter hours"):
        a_person(contract_hours=36.1)
    with pytest.raises(TypeError, match="opgaven"):
        a_dossier(opgaven=[{}])
    with pytest.raises(TypeError, match="issue"):
        a_dossier(issue=[{}])


def test_records_without_a_chosen_id_are_numbered() -> None:
    """In the order of giving; chosen ids stay; ids made from other fields are numbered too."""
    dossier = a_dossier(an_issue(title="first"), issues=[{"title": "second"}, an_issue(id="x")])
    assert {issue.id: issue.title for issue in dossier.issues} == {
        "issue-1": "first",
        "issue-2": "second",
        "x": "Issue 1",
    }
    ties = a_dossier(a_tie(), a_tie(sign="negative")).ties
    assert len(ties) == 2
    with pytest.raises(DuplicateIdError):
        a_dossier(an_issue(id="x"), an_issue(id="x"))


def test_a_dossier_has_a_day_unless_told_otherwise() -> None:
    """The header is a plain one, given fields of one, or one that is given."""
    assert a_dossier().header.as_of == date(2026, 1, 1)
    assert a_dossier(header={"name": "x"}).header == Header(name="x")
    assert a_dossier(header=Header()) == Dossier()


def test_completing_adds_what_is_referred_to() -> None:
    """Also what that refers to in turn, and what the header names; nothing withheld."""
    dossier = completed(a_dossier(an_assignment(), header={"area": "helmond"}))
    assert dossier.find(Ref("team", "team-1")) is not None
    assert dossier.areas.ids() == ("helmond",)
    view = a_dossier(an_assignment()).view(without=["teams"])
    assert completed(view).teams.is_withheld


@given(dossiers(consistent=False))
def test_any_dossier_can_be_completed(dossier: Dossier) -> None:
    """What was there stays, and every reference resolves."""
    whole = completed(dossier)
    assert whole.unresolved() == ()
    assert whole.over(dossier) == whole
    assert completed(whole) == whole


def test_the_library_does_not_import_its_tests() -> None:
    """Importing the model brings neither pytest nor hypothesis."""
    code = (
        "import sys, opgavekern, opgavekern.model, opgavekern.base.converting\n"
        "print({'pytest', 'hypothesis', 'opgavekern.testing'} & sys.modules.keys())\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(SOURCE)},
        capture_output=True,
        check=True,
    )
    assert ran.stdout.strip() == b"set()"
