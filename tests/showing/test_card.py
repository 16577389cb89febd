from __future__ import annotations

from datetime import date
from html.parser import HTMLParser

import pytest

from opgavekern.base import structure, unstructure
from opgavekern.model import Dossier, Ref, UnknownIdError, UnknownKindError, WithheldError
from opgavekern.showing import Card, show
from opgavekern.testing import (
    a_dossier,
    a_person,
    a_role,
    a_team,
    an_area,
    an_assignment,
    an_issue,
)

NAME = "Wilhelmina de Vries"
WARM = an_issue(
    id="warm",
    title="Warm homes",
    areas=["mill"],
    leads=[{"person": "p-1", "valid": "2026-01-01/2026-06-30"}, {"person": "p-2"}],
    history=[{"phase": "delivering", "on": "2026-01-01"}],
)


@pytest.fixture
def dossier() -> Dossier:
    """An issue in an area, with a team of one."""
    return a_dossier(
        WARM,
        an_area(id="mill", name="Mill quarter"),
        a_person(id="p-1", name=NAME, function="programme manager"),
        a_person(id="p-2", function="adviser"),
        a_role(id="lead", name="Lead"),
        a_team(id="t", name="Warm team", issues=["warm"]),
        an_assignment(
            person="p-2", team="t", role="lead", hours_per_week="8", status="committed",
            valid="2026-03-01/..",
        ),
    )  # fmt: skip


def test_an_issue(dossier: Dossier) -> None:
    """A card says what it is, what is known, who work on it and what refers to it."""
    card = show(dossier, "issue", "warm", on=date(2026, 9, 1), language="en")
    assert card.ref == Ref("issue", "warm")
    assert (card.kind, card.name, card.phase) == (
        "issue", "Warm homes", "delivering on 1 September 2026",
    )  # fmt: skip
    assert [fact.said for fact in card.facts if fact.field == "areas"] == ["Mill quarter (mill)"]
    assert [group.items for group in card.around] == [
        ("adviser (p-2); Lead; 8 hours a week, committed",)
    ]
    assert [(group.title, group.items) for group in card.referring] == [
        ("team", ("Warm team (t)",))
    ]


@pytest.mark.parametrize("kind", ["issue", "issues", "opgave", "Opgaven"])
def test_a_kind_by_any_of_its_words(dossier: Dossier, kind: str) -> None:
    """A kind may be said as identifier or label, one or several, in either language."""
    assert show(dossier, kind, "warm").ref == Ref("issue", "warm")


def test_near_misses(dossier: Dossier) -> None:
    """A kind or an id with a typo is answered with the one that comes near."""
    with pytest.raises(UnknownKindError) as no_kind:
        show(dossier, "isue", "warm")
    assert str(no_kind.value.remedy) == 'Did you mean "issue"?'
    with pytest.raises(UnknownIdError, match='Did you mean "warm"'):
        show(dossier, "issue", "wram")


def test_a_day_cuts_dated_parts(dossier: Dossier) -> None:
    """On a day only those who hold a position then are shown, and only members of then."""
    early = show(dossier, "issue", "warm", on=date(2026, 2, 1), language="en")
    late = show(dossier, "issue", "warm", on=date(2026, 9, 1), language="en")
    leads = [
        next(fact.said for fact in card.facts if fact.field == "leads") for card in (early, late)
    ]
    assert "programme manager" in leads[0]
    assert "programme manager" not in leads[1]
    assert (early.around, len(late.around)) == ((), 1)


def test_names_only_when_asked_for(dossier: Dossier) -> None:
    """A person's name stands in no form of a card unless names are asked for."""
    for ref in (Ref("person", "p-1"), Ref("issue", "warm")):
        card = show(dossier, ref.kind, ref.id)
        forms = [str(card), repr(card), card._repr_html_(), str(card.to_records())]
        assert not any(NAME in form for form in forms)
        assert NAME in str(show(dossier, ref.kind, ref.id, names=True))


def test_withheld_is_not_none(dossier: Dossier) -> None:
    """A kind that was withheld is refused, not shown as if it were empty."""
    with pytest.raises(WithheldError):
        show(dossier.view(without=["people"]), "person", "p-1")


class _Tags(HTMLParser):
    """The tags of a page, and whether each that opens closes again."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_html_runs_nothing_from_data() -> None:
    """In a notebook data is only text, also when it looks like a page."""
    hostile = '<script>alert(1)</script><img src=x onerror="alert(2)">'
    issue = an_issue(id="i", title=hostile, description=f"{hostile}\n{hostile}", areas=["a"])
    dossier = a_dossier(issue, an_area(id="a", name=hostile))
    for kind, id in (("issue", "i"), ("area", "a")):
        page = _Tags()
        page.feed(show(dossier, kind, id)._repr_html_())
        page.close()
        assert page.open == []
        assert not page.seen & {"script", "img"}


def test_it_is_complete_without_the_dossier(dossier: Dossier) -> None:
    """A card goes to JSON and comes back equal, so a program can keep or send it."""
    card = show(dossier, "issue", "warm", on=date(2026, 9, 1))
    assert structure(unstructure(card), Card) == card


def test_very_many_referring_are_counted(dossier: Dossier) -> None:
    """Of more than 25 of a kind the rest are counted."""
    parts = [an_issue(id=f"part-{number:02}", parent="warm") for number in range(30)]
    card = show(dossier.replace(*parts), "issue", "warm", language="en")
    group = next(one for one in card.referring if one.title.startswith("issues"))
    assert (group.title, len(group.items), card.more(group)) == ("issues (30)", 25, "… and 5 more")
