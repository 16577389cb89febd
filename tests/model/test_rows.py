from __future__ import annotations

import json
import pickle
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opgavekern.model import KINDS, Dossier, Kind, WithheldError
from opgavekern.model.rows import columns_of
from opgavekern.testing import a_budget_share, a_dossier, a_meeting, a_person, an_issue, records

NAME = "Wilhelmina de Vries"


@given(data=st.data(), kind=st.sampled_from(KINDS), personal=st.booleans())
def test_all_rows_of_a_kind_have_the_same_columns(
    data: st.DataObject, kind: Kind, personal: bool
) -> None:
    """Whatever a record holds, its row has every column of its kind, in one order."""
    some = data.draw(st.lists(records(kind.record), max_size=3, unique_by=lambda one: one.id))
    rows = Dossier.of(*some).of_kind(kind.plural).to_records(personal=personal)
    columns = [one.name for one in columns_of(kind.record) if personal or not one.is_personal]
    assert len(rows) == len(some)
    assert all(list(row) == columns for row in rows)
    assert len(set(columns)) == len(columns)


def test_a_single_part_is_taken_apart() -> None:
    """What a record has once gives columns of its own; what it has several of stays together."""
    issue = an_issue(
        id="i", valid="2026-01-01/..", areas=["a", "b"], leads=[{"person": "p"}],
        mandate={"adopted_on": "2026-03-10"},
    )  # fmt: skip
    (row,) = a_dossier(issue).issues.to_records()
    assert (row["valid_first"], row["valid_last"]) == (date(2026, 1, 1), None)
    assert (row["mandate_adopted_on"], row["areas"]) == (date(2026, 3, 10), ("a", "b"))
    assert row["leads"] == ({"person": "p", "valid": "../.."},)


def test_personal_data_only_when_asked_for() -> None:
    """Names stand in no row, frame or notebook table unless somebody asks."""
    people = a_dossier(a_person(id="p", name=NAME)).people
    assert NAME not in f"{people.to_records()} {people._repr_html_()} {people!r}"
    assert people.to_records(personal=True)[0]["name"] == NAME


@pytest.mark.needs("science")
def test_frames_count_as_researchers_expect() -> None:
    """Days are dates, numbers are numbers, and what is not known is missing."""
    dossier = a_dossier(
        a_budget_share(issue="i", programme="a", year="2026", amount="10,50".replace(",", ".")),
        a_budget_share(issue="i", programme="b", year="2026"),
        a_meeting(body="council", on="2026-03-10"),
    )
    shares = dossier.budget_shares.to_pandas()
    assert shares["year"].dtype == "int64"
    assert shares["amount_euros"].dtype == "float64"
    assert shares["amount_euros"].sum() == float(Decimal("10.50"))
    assert shares["amount_euros"].isna().sum() == 1
    meetings = dossier.meetings.to_pandas()
    assert list(meetings["on"].dt.month) == [3]
    assert meetings["valid_last"].isna().all()


@pytest.mark.needs("science")
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_without_records_has_its_columns(kind: Kind) -> None:
    """An empty frame joins and groups like a full one, also after a round trip by pickle."""
    for dossier in (Dossier(), pickle.loads(pickle.dumps(Dossier()))):  # noqa: S301 - our own
        frame = dossier.of_kind(kind.plural).to_pandas(personal=True)
        assert list(frame.columns) == [one.name for one in columns_of(kind.record)]
        assert len(frame) == 0


def test_withheld_is_not_empty() -> None:
    """Records that are withheld refuse rows, and their table says what is the matter."""
    issues = a_dossier(an_issue(id="i")).view(without=["issues"]).issues
    with pytest.raises(WithheldError):
        issues.to_records()
    assert "withheld" in issues._repr_html_()
    assert "<td>issues</td><td>withheld</td>" in (
        a_dossier(an_issue(id="i")).view(without=["issues"])._repr_html_()
    )


def test_a_notebook_table_is_short_and_safe() -> None:
    """Twenty rows, no empty columns, long text cut, and data that looks like a page is text."""
    hostile = "<script>alert(1)</script>"
    many = a_dossier(*(an_issue(id=f"i-{number:02}", title=hostile * 9) for number in range(25)))
    table = many.issues._repr_html_()
    assert table.count("<tr>") == 21
    assert "25 issues, the first 20" in table
    assert "<script>" not in table
    assert "…" in table
    assert "<th>description</th>" not in table


@pytest.mark.needs("science")
@given(data=st.data(), kind=st.sampled_from(KINDS))
def test_types_follow_from_the_kind(data: st.DataObject, kind: Kind) -> None:
    """What stands in a column changes no type."""
    some = data.draw(st.lists(records(kind.record), max_size=2, unique_by=lambda one: one.id))
    none = Dossier().of_kind(kind.plural).to_pandas(personal=True).dtypes
    full = Dossier.of(*some).of_kind(kind.plural).to_pandas(personal=True).dtypes
    assert full.to_dict() == none.to_dict()


@pytest.mark.needs("science")
@given(data=st.data(), kind=st.sampled_from(KINDS))
def test_rows_can_be_compared(data: st.DataObject, kind: Kind) -> None:
    """Whatever parts a record has, pandas can tell equal rows from others."""
    one = data.draw(records(kind.record))
    frame = Dossier.of(one).of_kind(kind.plural).to_pandas(personal=True)
    pandas = pytest.importorskip("pandas")
    assert len(pandas.concat([frame, frame]).drop_duplicates()) == 1


@pytest.mark.needs("science")
def test_parts_are_json() -> None:
    """Fields of one's own and parts can be taken apart again from their text."""
    issue = an_issue(id="i", custom={"a": ["é"]}, leads=[{"person": "p"}])
    frame = a_dossier(issue).issues.to_pandas()
    assert json.loads(frame["custom"][0]) == {"a": ["é"]}
    assert [json.loads(one) for one in frame["leads"][0]] == [{"person": "p", "valid": "../.."}]
