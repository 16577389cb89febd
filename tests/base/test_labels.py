from __future__ import annotations

import pytest
from hypothesis import given

from opgavekern.base.labels import Term, dutch, field_labels, folded, label_of, spoken
from opgavekern.testing import lines


@pytest.mark.parametrize(
    "typed",
    ["bestuurlijk opdrachtgever", "Bestuurlijk opdrachtgever", "bestuurlijk_opdrachtgever",
     "BESTUURLIJK-OPDRACHTGEVER", "  bestuurlijk   opdrachtgever "],
)  # fmt: skip
def test_names_are_read_as_people_type_them(typed: str) -> None:
    """Case, spaces, hyphens and underscores make no difference to a name."""
    assert folded(typed) == "bestuurlijk_opdrachtgever"


@given(lines())
def test_folding_is_idempotent(typed: str) -> None:
    """What is folded is folded no further."""
    assert folded(folded(typed)) == folded(typed)


def test_an_identifier_is_spoken_with_spaces() -> None:
    """The English name of a field is its identifier in words."""
    assert spoken("political_sponsors") == "political sponsors"


def test_a_class_has_its_labels_and_those_above_it() -> None:
    """Labels of fields are inherited, and can be given anew."""

    @dutch("ding", name="naam", kind="soort")
    class Thing:
        """A thing."""

    @dutch("groot ding", kind="maat")
    class LargeThing(Thing):
        """A large thing."""

    assert (label_of(LargeThing).nl, label_of(LargeThing).en) == ("groot ding", "large thing")
    assert {name: label.nl for name, label in field_labels(LargeThing).items()} == {
        "name": "naam",
        "kind": "maat",
    }
    assert field_labels(Thing)["kind"].nl == "soort"
    assert field_labels(int) == {}


def test_a_term_has_names_in_both_languages() -> None:
    """The English name is the identifier in words, unless another is given."""

    class Pace(Term):
        """How fast."""

        VERY_SLOW = "very_slow", "heel langzaam"
        FAST = "fast", "snel", "quick"

    assert [term.text("nl") for term in Pace] == ["heel langzaam", "snel"]
    assert [term.text() for term in Pace] == ["very slow", "quick"]
    assert Pace("fast") is Pace.FAST  # type: ignore[call-arg] # mypy looks at `__new__`
    assert repr(Pace.FAST) == "Pace.FAST"
