from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opgavekern.base.errors import BadValueError, DossierError
from opgavekern.model import (
    KINDS,
    Dossier,
    Header,
    Holder,
    Issue,
    IssueId,
    Person,
    from_plain,
    to_plain,
)
from opgavekern.testing import dossiers, headers, records


def problems(make: Any, *args: Any, **kwargs: Any) -> list[tuple[str, str | None, str | None, str]]:
    """What is wrong, as an embedding program tells it: code, kind, id and JSON pointer."""
    with pytest.raises(DossierError) as caught:
        make(*args, **kwargs)
    return [(one.code, one.kind, one.id, one.pointer) for one in caught.value.problems]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_record_alone_goes_out_and_comes_in(kind: Any, data: st.DataObject) -> None:
    """One record of any kind, by way of JSON, is equal to what it was."""
    record = data.draw(records(kind.record))
    assert from_plain(kind.record, json.loads(json.dumps(to_plain(record)))) == record


@given(headers())
def test_a_header_alone_goes_out_and_comes_in(header: Header) -> None:
    """So does what is said of the dossier as a whole."""
    assert from_plain(Header, json.loads(json.dumps(to_plain(header)))) == header


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(dossiers())
def test_records_and_header_make_the_dossier_again(dossier: Dossier) -> None:
    """What an embedding program stores by kind, and the header beside it, is all there is."""
    plain = json.loads(json.dumps(dossier.records()))
    again = Dossier.from_records(plain, header=json.loads(json.dumps(to_plain(dossier.header))))
    assert again == dossier
    assert again.digest == dossier.digest


def test_all_that_is_wrong_with_a_form_has_its_pointer() -> None:
    """Each problem of one record carries kind, id and a JSON pointer without an index of lists."""
    form = {
        "id": "warm-homes",
        "leads": [{"person": "p-1"}, {"person": "p 2"}],
        "custom": {"a/b~c": {"x": "\x00"}},
        "a/b": 1,
    }
    assert problems(from_plain, Issue, form) == [
        ("missing-field", "issue", "warm-homes", ""),
        ("unknown-field", "issue", "warm-homes", "/a~1b"),
        ("bad-text", "issue", "warm-homes", "/custom"),
        ("not-an-id", "issue", "warm-homes", "/leads/1/person"),
    ]


@pytest.mark.parametrize("plain", [None, [], "x", 5, [{"id": "x", "title": "x"}]], ids=repr)
def test_what_is_no_record_is_told(plain: object) -> None:
    """What is no group of fields is one problem of the whole."""
    assert problems(from_plain, Issue, plain) == [("not-a-group", "issue", None, "")]


def test_a_header_and_a_part_say_what_they_are() -> None:
    """Problems of a header are of kind dossier; a part of a record has no kind."""
    assert problems(from_plain, Header, {"language": "fr"}) == [
        ("unknown-value", "dossier", None, "/language")
    ]
    assert problems(from_plain, Holder, {"person": ""}) == [("missing-field", None, None, "")]


@pytest.mark.parametrize(
    ("id", "told"),
    [("x" * 300, None), (10**5000, None), (5, "5"), (["x"], None), ("a b", "a b"), (True, "True")],
    ids=["long", "huge", "number", "list", "space", "truth"],
)
def test_an_id_that_is_none_is_quoted_only_in_a_line(id: object, told: str | None) -> None:
    """A problem names the record as it calls itself, unless that would fill a screen."""
    assert problems(from_plain, Issue, {"id": id, "title": "x"}) == [
        ("not-an-id", "issue", told, "/id")
    ]


ISSUE = {"id": "i", "title": "x"}
ODD: dict[str, tuple[dict[str, Any], list[tuple[str, str | None, str | None, str]]]] = {
    "no kinds": ({"records": [ISSUE]}, [("not-a-group", None, None, "")]),
    "a kind that is none": (
        {"records": {"issuess": []}},
        [("unknown-kind", None, None, "/issuess")],
    ),
    "a singular": ({"records": {"issue": [ISSUE]}}, [("unknown-kind", None, None, "/issue")]),
    "a number as kind": ({"records": {5: []}}, [("unknown-kind", None, None, "/5")]),
    "one record for a list": ({"records": {"issues": ISSUE}}, [("not-a-list", "issue", None, "")]),
    "nothing for a list": ({"records": {"issues": None}}, [("not-a-list", "issue", None, "")]),
    "text for a list": ({"records": {"issues": "x"}}, [("not-a-list", "issue", None, "")]),
    "nothing for a record": (
        {"records": {"issues": [ISSUE, None]}},
        [("not-a-group", "issue", None, "/1")],
    ),
    "a list as header": ({"records": {}, "header": []}, [("not-a-group", "dossier", None, "")]),
    "text as header": ({"records": {}, "header": "x"}, [("not-a-group", "dossier", None, "")]),
    "twice": (
        {"records": {"issues": [ISSUE, {**ISSUE, "title": "y"}]}},
        [("duplicate-id", "issue", "i", "/id")],
    ),
    "alike": (
        {"records": {"issues": [ISSUE, {**ISSUE, "id": "I"}]}},
        [("look-alike-id", "issue", "I", "/id")],
    ),
    "a moment as day": (
        {"records": {"issues": [{**ISSUE, "history": [{"phase": "mandated",
                                                       "on": datetime(2026, 1, 1, tzinfo=UTC)}]}]}},
        [("not-a-date", "issue", "i", "/history/0/on")],
    ),
    "too large a number": (
        {"records": {"budget_programmes": [{"id": "b", "name": "x", "custom": {"x": 1e999}}]}},
        [("not-a-number", "budget_programme", "b", "/custom")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("given_", "told"), ODD.values(), ids=ODD.keys())
def test_whatever_is_handed_in_is_told_by_record(
    given_: dict[str, Any], told: list[tuple[str, str | None, str | None, str]]
) -> None:
    """Wrong containers, kinds and ids are problems too, never a crash."""
    assert problems(Dossier.from_records, **given_) == told


def test_problems_of_header_and_kinds_come_together() -> None:
    """One call tells all of it."""
    found = problems(
        Dossier.from_records,
        {"issues": [{"id": "i"}], "isues": [], "areas": 5},
        header={"langage": "nl"},
    )
    assert len(found) == 4


def test_data_without_end_is_refused() -> None:
    """Free-form fields have at most so many levels: deeper is a problem, not a crash."""
    deep: dict[str, Any] = {}
    for _ in range(5000):
        deep = {"x": deep}
    endless: list[Any] = []
    endless.append(endless)
    for custom in ({"a": deep}, {"a": endless}):
        assert problems(from_plain, Issue, {**ISSUE, "custom": custom}) == [
            ("too-deep", "issue", "i", "/custom")
        ]


def test_decimals_days_and_free_form_fields_keep_what_they_are() -> None:
    """Values as drivers of databases hand them over are taken, and written as JSON can hold."""
    plain = {**ISSUE, "costs": [{"year": 2026, "low": Decimal("12.50")}], "custom": {"a": {"b": 1}}}
    issue = from_plain(Issue, plain)
    assert to_plain(issue)["costs"] == [{"year": 2026, "low": {"euros": "12.5"}}]
    assert to_plain(issue)["custom"] == {"a": {"b": "1"}}


def test_a_whole_dossier_is_plain_data_too() -> None:
    """Header and records go out together; what is wrong with them comes back by record."""
    dossier = Dossier.of(Issue(id=IssueId("i"), title="x"), header=Header(name="Millbrook"))
    plain = to_plain(dossier)
    assert plain == {
        "header": {"name": "Millbrook"},
        "records": {"issues": [{"id": "i", "title": "x"}]},
    }
    assert from_plain(Dossier, plain) == dossier
    for odd in ({**plain, "issues": []}, [], None):
        assert problems(from_plain, Dossier, odd) == [("not-a-group", None, None, "")]
    assert problems(from_plain, Dossier, {"records": {"issues": [{"id": "i"}]}}) == [
        ("missing-field", "issue", "i", "")
    ]


NAME = "A. Jansen"


@pytest.mark.parametrize(
    "records",
    [
        {"people": [NAME]},
        {"people": [[NAME]]},
        {"people": [{NAME: "wethouder"}]},
        {"people": [{"id": "p-1", NAME: "wethouder"}]},
        {"people": [{"id": NAME}]},
        {"people": [{"id": "p-1", "employment": NAME}]},
        {"people": [{"id": "p-1", "valid": {NAME: 1}}]},
        {"absences": [NAME]},
        {"issues": [{"id": "i", "title": "T", "leads": [{"person": NAME}]}]},
    ],
    ids=str,
)
def test_a_name_in_a_wrong_place_is_not_told(records: Any) -> None:
    """A name that stands as a record, a key, an id or a column off is in no part of a problem."""
    with pytest.raises(DossierError) as caught:
        Dossier.from_records(records)
    told = json.dumps([to_plain(one) for one in caught.value.problems], ensure_ascii=False)
    assert NAME not in f"{told} {caught.value} {caught.value.text('nl')}"


@pytest.mark.parametrize("form", [NAME, {NAME: 1}, {"id": NAME}], ids=str)
def test_nor_is_a_name_in_a_form(form: object) -> None:
    """One record alone is no different."""
    with pytest.raises(DossierError) as caught:
        from_plain(Person, form)
    assert NAME not in f"{[to_plain(one) for one in caught.value.problems]} {caught.value}"


def test_a_slip_in_a_record_about_people_is_still_helped() -> None:
    """The near miss says which field was meant."""
    with pytest.raises(DossierError, match='Did you mean "function"'):
        from_plain(Person, {"id": "p-1", "funtion": "adviser"})


HUGE = 10**5000


@pytest.mark.parametrize(
    ("plain", "header"),
    [
        ({"issues": [{"id": "i", "title": "T", "history": [{"on": 10**400}]}]}, None),
        ({"issues": [{"id": HUGE, "title": "T"}]}, None),
        ({"issues": [{"id": "i", "title": "T", HUGE: 1}]}, None),
        ({"meetings": [{"id": "m", "body": "b", "on": HUGE, "status": HUGE}]}, None),
        ({HUGE: []}, None),
        ({"issues": [{"id": "i", "title": "T", "custom": {"a": [HUGE]}}]}, None),
        ({}, {"as_of": 10**400}),
        ({}, {"as_of": HUGE}),
    ],
    ids=range(8),
)
def test_a_huge_number_is_a_problem(plain: Any, header: Any) -> None:
    """A number that nothing can count with is told like any other wrong value."""
    with pytest.raises(DossierError):
        Dossier.from_records(plain, header=header)


@pytest.mark.parametrize(
    "plain", [{"id": "i\ud800", "title": "T"}, {"id": "i", "\ud800": 1}], ids=range(2)
)
def test_a_problem_can_be_sent(plain: Any) -> None:
    """Half a surrogate, which no encoding has, stands in no part of a problem."""
    with pytest.raises(DossierError) as caught:
        Dossier.from_records({"issues": [plain]})
    for one in caught.value.problems:
        json.dumps(to_plain(one), ensure_ascii=False).encode()
        f"{one} {one.pointer} {one.id}".encode()


@pytest.mark.parametrize(
    "records",
    [[], None, "x", 5, {1: []}, {"issues": None}, {"issues": 5}],
    ids=str,
)
def test_what_is_no_lists_by_kind_is_a_problem(records: Any) -> None:
    """So is anything else where lists by kind belong."""
    with pytest.raises(DossierError):
        Dossier.from_records(records)


@pytest.mark.parametrize("header", [5, "x", [None], [], False, "", 0], ids=repr)
def test_what_is_no_header_is_a_problem(header: Any) -> None:
    """What is empty but no group of fields is no header either."""
    with pytest.raises(DossierError):
        Dossier.from_records({}, header=header)


@pytest.mark.parametrize("depth", [65, 300, 5_000])
def test_free_fields_have_a_depth(depth: int) -> None:
    """What is nested deeper than a file may be is told with its place."""
    nested: Any = "x"
    for _ in range(depth):
        nested = [nested]
    plain = {"issues": [{"id": "i", "title": "T", "custom": {"a": nested}}]}
    assert problems(Dossier.from_records, plain) == [("too-deep", "issue", "i", "/custom")]


def test_class_and_data_are_not_turned_round() -> None:
    """A caller who does so is told the order, not what cattrs makes of it."""
    turned: Any = {"id": "i", "title": "T"}
    with pytest.raises(BadValueError, match="first the class"):
        from_plain(turned, Issue)
