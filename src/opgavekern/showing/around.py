"""Who works on an issue, and which issues an area, person or organisation has to do with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from opgavekern.model import (
    AreaId,
    Assignment,
    Dossier,
    IssueId,
    OrganisationId,
    PersonId,
    Ref,
)
from opgavekern.model.teams import Commitment


def issues_around(dossier: Dossier, ref: Ref) -> tuple[IssueId, ...]:
    """Return the issues that an area, a person or an organisation has to do with, in order of id.

    An area: those in it and in the areas that lie in it. A person: those of the teams that the
    person is in. An organisation: those that it owns, is a stakeholder of, or has people in a
    team of. Nothing for other kinds.
    """
    if ref.kind == "area":
        return tuple(issue.id for issue in dossier.issues_in(AreaId(ref.id)))
    if ref.kind == "person":
        return _of_people(dossier, [PersonId(ref.id)])
    if ref.kind == "organisation":
        return _of_organisation(dossier, OrganisationId(ref.id))
    return ()


def members_of(dossier: Dossier, issue: IssueId, on: date | None) -> tuple[Assignment, ...]:
    """Return who is in the teams of an issue on a day, or ever, without what was withdrawn."""
    return tuple(
        one
        for team in dossier.teams_of(issue)
        for one in dossier.assignments_in(team.id)
        if one.status is not Commitment.WITHDRAWN and (on is None or on in one.valid)
    )


def _of_people(dossier: Dossier, people: Iterable[PersonId]) -> tuple[IssueId, ...]:
    found: set[IssueId] = set()
    for person in people:
        for one in dossier.assignments_of(person):
            team = dossier.teams.get(one.team)
            found.update(team.issues if team is not None else ())
    return tuple(sorted(found))


def _of_organisation(dossier: Dossier, organisation: OrganisationId) -> tuple[IssueId, ...]:
    ref = Ref("organisation", organisation)
    stakes = [
        one.issue
        for stakeholder in dossier.stakeholders.by("party").get(ref, ())
        for one in dossier.involvements.by("stakeholder").get(stakeholder.id, ())
    ]
    owned = [issue.id for issue in dossier.issues.by("owners").get(organisation, ())]
    people = [
        person.id
        for person in dossier.people
        if any(one.organisation == organisation for one in person.employment)
    ]
    return tuple(sorted({*stakes, *owned, *_of_people(dossier, people)}))
