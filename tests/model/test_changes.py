from __future__ import annotations

import json
import pickle
from datetime import date
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from opgavekern.base.converting import structure, unstructure
from opgavekern.base.errors import BadValueError
from opgavekern.model import (
    Change,
    Changes,
    ChangeType,
    ConflictError,
    Dossier,
    Header,
    IssueId,
    PersonId,
    Ref,
    WithheldError,
)
from opgavekern.model.kinds import KINDS
from opgavekern.model.records import id_of
from opgavekern.testing import (
    a_dossier,
    a_person,
    a_proficiency,
    a_role,
    a_team,
    an_assignment,
    an_issue,
    dossiers,
    records,
)


@st.composite
def neighbours(draw: st.DrawFn) -> tuple[Dossier, Dossier]:
    """Draw two dossiers with records alike, records changed, and some in only one of the two."""
    one, other = draw(dossiers(max_records=3)), draw(dossiers(max_records=4))
    shared = [
        attrs.evolve(draw(records(type(record))), id=id_of(record))
        if draw(st.booleans())
        else record
        for kind in KINDS
        for record in other.of_kind(kind.plural)
        if draw(st.booleans())
    ]
    return one.replace(*shared), other


@given(neighbours())
def test_applying_a_difference_gives_the_other(pair: tuple[Dossier, Dossier]) -> None:
    """What differs is all that differs; undone it leads back."""
    old, new = pair
    changes = old.diff(new)
    assert old.apply(changes) == new
    assert new.apply(changes.inverse()) == old
    assert bool(changes) is (old != new)


@given(dossiers())
def test_a_dossier_does_not_differ_from_itself(dossier: Dossier) -> None:
    """Nothing differs from what was pickled, or written and read."""
    again = pickle.loads(pickle.dumps(dossier))  # noqa: S301 - our own bytes
    assert list(dossier.diff(again)) == list(dossier.diff(dossier)) == []
    assert dossier.apply(Changes()) == dossier


@given(neighbours())
def test_a_difference_travels(pair: tuple[Dossier, Dossier]) -> None:
    """It pickles, hashes, and goes to JSON and back."""
    changes = pair[0].diff(pair[1])
    again = pickle.loads(pickle.dumps(changes))  # noqa: S301 - our own bytes
    assert again == changes
    assert hash(again) == hash(changes)
    assert structure(json.loads(json.dumps(unstructure(changes))), Changes) == changes


@given(neighbours())
def test_a_difference_is_in_order_and_names_its_fields(pair: tuple[Dossier, Dossier]) -> None:
    """Header first, then by kind and id; what is changed says which fields, what not says none."""
    changes = pair[0].diff(pair[1])
    places = {kind.name: place for place, kind in enumerate(KINDS)}
    order = [(places.get(one.ref.kind, -1), one.ref.id) for one in changes]
    assert order == sorted(set(order))
    for one in changes:
        assert bool(one.fields) is (one.type is ChangeType.CHANGED)
        assert all(field.before != field.after for field in one.fields)
    rows = changes.to_records()
    assert len(rows) == sum(max(1, len(one.fields)) for one in changes)
    assert len(changes.describe("nl")) > 0


def test_fields_are_named_to_the_part() -> None:
    """A changed text in the mandate is that text, not the whole mandate."""
    old = a_dossier(an_issue(mandate={"text": "Warm", "adopted_on": "2026-01-01"}))
    new = a_dossier(an_issue(mandate={"text": "Warm homes", "adopted_on": "2026-01-01"}))
    ((field,),) = [one.fields for one in old.diff(new)]
    assert (field.path, field.before, field.after) == (("mandate", "text"), "Warm", "Warm homes")


def test_values_are_plain_also_at_their_default() -> None:
    """A row says what a field held, even where that is what it holds when nothing is said."""
    people = a_person(id="p"), a_team(id="t")
    old = a_dossier(*people, an_assignment(person="p", team="t", hours_per_week="8"))
    new = a_dossier(
        *people, an_assignment(person="p", team="t", hours_per_week="8.5", status="committed")
    )
    rows = [(row["field"], row["before"], row["after"]) for row in old.diff(new).to_records()]
    assert rows == [("hours_per_week", "8", "8.5"), ("status", "requested", "committed")]
    (change,) = old.diff(new)
    assert change.fields[0].after == Decimal("8.5")


def test_the_header_changes_too() -> None:
    """It comes first, under the kind `dossier`."""
    old, new = Dossier(), Dossier(header=Header(name="Millbrook", as_of=date(2026, 9, 1)))
    (change,) = old.diff(new)
    assert change.ref == Ref("dossier", "")
    assert [field.path for field in change.fields] == [("name",), ("as_of",)]
    assert old.apply(old.diff(new)).header == new.header


def test_a_name_is_not_shown() -> None:
    """Neither a repr nor a row, table or sentence holds what is personal."""
    old = a_dossier(a_person(id="p", name="Jan de Vries"))
    new = a_dossier(a_person(id="p", name="Jan Jansen", function="x"))
    changes = old.diff(new)
    shown = [repr(changes), repr(changes.changes[0].fields), str(changes.to_records())]
    shown += [changes._repr_html_(), changes.describe()]
    assert not any("Jan" in one for one in shown)
    rows = {row["field"]: row["after"] for row in changes.to_records()}
    assert rows == {"name": None, "function": "x"}


def test_a_level_is_not_shown() -> None:
    """How good someone is at something is personal too."""
    base = a_proficiency(level=2)
    changes = a_dossier(base).diff(a_dossier(a_proficiency(level=3)))
    assert [(row["field"], row["after"]) for row in changes.to_records()] == [("level", None)]


@pytest.mark.parametrize("side", [0, 1], ids=["the old", "the new"])
def test_withheld_is_not_gone(side: int) -> None:
    """A kind that one of the two withholds is not compared, and that is said."""
    pair = [a_dossier(an_issue(id="i"), a_role(id="r")), a_dossier(an_issue(id="j"))]
    pair[side] = pair[side].view(without=["issues"])
    changes = pair[0].diff(pair[1])
    assert [one.ref for one in changes] == [Ref("role", "r")]
    assert changes.not_compared == ("issues",)
    assert "issues" in changes.describe()
    assert "opgaven" in changes.describe("nl")
    applied = pair[0].apply(changes)
    assert applied.view(without=["issues"]) == pair[1].view(without=["issues"])


def test_of_two_changes_of_one_record_neither_is_the_last_word() -> None:
    """Changes that somebody put together may not say two things of one record."""
    both = Changes(changes=tuple(Change(after=an_issue(id="i", title=title)) for title in "AB"))
    with pytest.raises(ConflictError) as caught:
        a_dossier().apply(both)
    assert caught.value.refs == (Ref("issue", "i"),)


def test_changes_that_do_not_fit_change_nothing() -> None:
    """Whoever was overtaken by another hears which record, and can compare again."""
    old = a_dossier(an_issue(id="i", title="A"))
    mine = old.diff(a_dossier(an_issue(id="i", title="B")))
    theirs = a_dossier(an_issue(id="i", title="C"))
    with pytest.raises(ConflictError, match="issue:i") as caught:
        theirs.apply(mine)
    assert pickle.loads(pickle.dumps(caught.value)).refs == (Ref("issue", "i"),)  # noqa: S301
    with pytest.raises(ConflictError):
        Dossier().apply(mine)
    with pytest.raises(WithheldError):
        old.view(without=["issues"]).apply(mine)


@pytest.mark.parametrize(
    "plain",
    [
        {"changes": [{}]},
        {"changes": [{"before": {"issue": {"id": "i", "title": "x"}}, "after": {"dossier": {}}}]},
        {"changes": [{"before": {"dossier": {}}}]},
        {"changes": [{"after": {"isue": {"id": "i"}}}]},
        {"changes": [{"after": {"issue": {}, "team": {}}}]},
        {"changes": [{"after": ["issue"]}]},
    ],
)
def test_what_is_no_change_is_refused(plain: object) -> None:
    """A change is about one record, under the name of its kind, before and after."""
    with pytest.raises(BaseException) as caught:  # noqa: PT011 - an exception group or its one part
        structure(plain, Changes)
    assert isinstance(caught.value, BadValueError | BaseExceptionGroup)


def test_shared_records_are_not_looked_at() -> None:
    """Kinds that are one object in both are passed by; `replace` leaves them, with indexes."""
    old = a_dossier(an_issue(id="i"), a_person(id="p"), a_team(id="t", issues=["i"]))
    index = old.teams.by("issues")
    new = old.replace(an_issue(id="i", title="Other"))
    assert new.people is old.people
    assert new.teams is old.teams
    assert new.teams.by("issues") is index
    assert [one.ref for one in old.diff(new)] == [Ref("issue", "i")]


def test_what_replaces_a_plugins_record_is_the_dossiers_own() -> None:
    """So that it is written with the rest; what the plugin brought beside it is not."""
    whole = a_dossier(a_person(id=PersonId("p"))).over(a_dossier(a_role(id="r"), a_role(id="s")))
    changed = whole.replace(a_role(id="r", name="Other"), an_issue(id=IssueId("i")))
    assert changed.laid_under == {Ref("role", "s")}


def test_a_change_alone() -> None:
    """A change says which record it is about, whichever of the two there is."""
    added = Change(after=an_issue(id="i"))
    assert (added.ref, added.type) == (Ref("issue", "i"), ChangeType.ADDED)
    assert (added.inverse().ref, added.inverse().type) == (Ref("issue", "i"), ChangeType.REMOVED)
