"""Who should have contact, by what governance asks."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from opgavekern import Governance
from opgavekern.model import Dossier, Ref, UnknownIdError
from opgavekern.network import (
    RequirementKind,
    formal_and_actual,
    graph_of,
    issue_actors,
    missing_voices,
)
from opgavekern.steering import required_contacts, required_roles
from opgavekern.testing import a_dossier

DAY = date(2026, 9, 1)
NONE = Governance()
PEOPLE = ("ann", "bob", "eve", "kim")


def dossier() -> Dossier:
    """Two cities, a corporation, three people, an issue with a team and a way of working."""
    return Dossier.from_records(
        {
            "organisations": [
                {"id": "city", "name": "City", "kind": "municipality"},
                {"id": "homes", "name": "Homes", "kind": "housing_association"},
                {"id": "care", "name": "Care", "kind": "care"},
            ],
            "people": [
                {"id": one, "function": one.title()} for one in ("ann", "bob", "eve", "kim")
            ],
            "roles": [{"id": "lead", "name": "Lead"}, {"id": "link", "name": "Link"}],
            "stakeholders": [{"id": "s-homes", "name": "Homes", "party": "organisation:homes"}],
            "issues": [
                {
                    "id": "warm",
                    "title": "Warm homes",
                    "owners": ["city"],
                    "leads": ["ann"],
                    "political_sponsors": [
                        "eve",
                        {"person": "kim", "valid": {"last": "2025-12-31"}},
                    ],
                    "mandate": {"adopted_on": "2026-01-01"},
                }
            ],
            "teams": [
                {
                    "id": "t",
                    "name": "Team warm",
                    "issues": ["warm"],
                    "rules": {"required_organisations": ["homes", "care"]},
                }
            ],
            "assignments": [
                {"person": "ann", "team": "t", "role": "lead", "status": "committed"},
                {"person": "bob", "team": "t", "role": "link", "status": "committed"},
                {"person": "kim", "team": "t", "role": "link", "status": "withdrawn"},
            ],
            "agreements": [{"id": "pact", "title": "Pact", "parties": ["city", "homes"]}],
            "methods": [
                {"id": "way", "name": "Way", "steps": [{"name": "talk", "roles": ["lead", "link"]}]}
            ],
            "programmes": [
                {
                    "id": "p",
                    "title": "District programme",
                    "organisation": "city",
                    "issues": ["warm"],
                    "partners": ["s-homes"],
                    "method": "way",
                }
            ],
        },
        header={"name": "Test"},
    )


def asked(found: object) -> dict[frozenset[str], list[str]]:
    """Why each two should have contact."""
    return {
        frozenset((one, other)): [str(why.kind.value) for why in because]
        for one, other, because in found.edges(data="because")  # type: ignore[attr-defined]
    }


def test_each_ground_asks_contact() -> None:
    """Agreements, mandates, teams, programmes and steps of a way of working ask it, and say why."""
    found = required_contacts(dossier(), NONE, on=DAY)
    assert asked(found) == {
        frozenset(("organisation:city", "stakeholder:s-homes")): ["agreement", "programme"],
        frozenset(("person:eve", "person:ann")): ["mandate"],
        frozenset(("person:ann", "person:bob")): ["team", "method"],
        frozenset(("stakeholder:s-homes", "organisation:care")): ["team"],
    }
    assert found.edges["person:ann", "person:bob"]["weight"] == 2
    assert found.nodes["person:ann"]["label"] == "Ann"


def test_without_a_mandate_it_is_a_commission() -> None:
    """Who sponsors an issue and who leads it have contact, mandate or not."""
    before = dossier()
    (issue,) = before.issues
    found = required_contacts(before.replace(attrs.evolve(issue, mandate=None)), NONE, on=DAY)
    assert asked(found)[frozenset(("person:eve", "person:ann"))] == ["commission"]


def test_of_one_organisation() -> None:
    """What is of another organisation is left out; one that is not there is refused."""
    assert not required_contacts(dossier(), NONE, organisation="care", on=DAY).edges
    with pytest.raises(UnknownIdError):
        required_contacts(dossier(), NONE, organisation="elsewhere", on=DAY)


def test_among_organisations() -> None:
    """People count as who employs them; who has no employer is left out and counted."""
    found = required_contacts(dossier(), NONE, on=DAY, among="organisations")
    assert set(found) == {"organisation:city", "organisation:homes", "organisation:care"}
    assert found.graph["left_out"] == 3


def test_roles_without_people() -> None:
    """Which roles work together follows from the ways of working alone."""
    found = required_roles(dossier(), NONE, on=DAY)
    assert asked(found) == {frozenset(("role:lead", "role:link")): [RequirementKind.METHOD.value]}
    assert found.nodes["role:lead"]["label"] == "Lead"
    assert not required_roles(a_dossier(), NONE, on=DAY)


def test_beside_who_has_contact() -> None:
    """The formal network goes into the comparison as it is."""
    whole = dossier()
    found = formal_and_actual(required_contacts(whole, NONE, on=DAY), graph_of(whole, on=DAY))
    assert (len(found.required), found.coverage) == (4, 0)
    assert Ref("person", "ann") in [Ref.from_text(str(one.actor)) for one in found.actors]


def test_who_was_withdrawn_works_on_nothing() -> None:
    """Kim, withdrawn from the team, has no part in the issue, here as elsewhere."""
    assert "person:kim" not in issue_actors(dossier(), on=DAY)


def test_a_stake_in_an_issue_that_is_over_is_passed_by() -> None:
    """Voices are those of issues of the day."""
    stake = {"stakeholder": "s-homes", "issue": "gone", "interest": 1}
    plain = {**dossier().records(), "involvements": [stake]}
    whole = Dossier.from_records(plain, header={"name": "Test"})
    assert not missing_voices(whole, on=DAY).unheard
