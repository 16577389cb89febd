from __future__ import annotations

from datetime import date

import pytest

from opgavekern.model import (
    Area,
    Header,
    Holder,
    Issue,
    Mandate,
    Period,
    Person,
    Ref,
    Tie,
    Unit,
)
from opgavekern.model.shape import dated_parts, references, shape_of
from opgavekern.testing import a, an_issue

ONE, MANY, OPTIONAL = (False, False), (True, False), (False, True)


@pytest.mark.parametrize(
    ("cls", "field", "number", "kinds", "nested"),
    [
        (Issue, "id", ONE, ("issue",), None),
        (Issue, "title", ONE, (), None),
        (Issue, "areas", MANY, ("area",), None),
        (Issue, "parent", OPTIONAL, ("issue",), None),
        (Issue, "leads", MANY, (), Holder),
        (Issue, "mandate", OPTIONAL, (), Mandate),
        (Issue, "valid", ONE, (), Period),
        (Issue, "tags", MANY, (), None),
        (Tie, "end", ONE, ("stakeholder", "person", "organisation", "unit"), None),
        (Header, "organisation", OPTIONAL, ("organisation",), None),
        (Area, "outline", MANY, (), None),
    ],
)
def test_the_shape_of_a_field(
    cls: type, field: str, number: tuple[bool, bool], kinds: tuple[str, ...], nested: type | None
) -> None:
    """One value or several, optional or not, to which kinds it refers, what fields it has."""
    shape = shape_of(cls, field)
    assert (shape.is_many, shape.is_optional) == number
    assert (shape.kinds, shape.nested) == (kinds, nested)


def test_parts_with_a_period_are_dated() -> None:
    """Holders, employment and released hours come and go; statuses and costs do not."""
    assert dated_parts(Issue) == (
        "political_sponsors", "co_sponsors", "official_sponsors", "leads"
    )  # fmt: skip
    assert dated_parts(Person) == ("employment",)
    assert dated_parts(Unit) == ("managers", "releases")
    assert dated_parts(Tie) == ()


def test_every_reference_of_a_record_is_found() -> None:
    """Plain ids, lists, references with a kind, and those inside parts, each with its path."""
    issue = an_issue(
        areas=["a-1", "a-2"],
        parent="i-0",
        leads="p-1",
        history=[{"on": date(2026, 1, 1), "phase": "exploring", "by": "p-2"}],
        mandate={"decision": "d-1"},
    )
    assert set(references(issue)) == {
        (("areas", 0), Ref("area", "a-1")),
        (("areas", 1), Ref("area", "a-2")),
        (("parent",), Ref("issue", "i-0")),
        (("leads", 0, "person"), Ref("person", "p-1")),
        (("history", 0, "by"), Ref("person", "p-2")),
        (("mandate", "decision"), Ref("decision", "d-1")),
    }
    tie = a(Tie, start="s-1", end="organisation:o-1")
    assert dict(references(tie))["end",] == Ref("organisation", "o-1")
    assert list(references(an_issue())) == []
