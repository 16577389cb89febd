"""The parties of a network: who stands for whom, and what is known of each."""

from __future__ import annotations

from datetime import date
from typing import Any, Final, Literal, get_args

import attrs

from opgavekern.base.near import one_of
from opgavekern.base.texts import message, quoted
from opgavekern.model import (
    Assignment,
    Commitment,
    Dossier,
    IssueId,
    Organisation,
    Person,
    Ref,
    Stakeholder,
    TeamId,
    Unit,
)
from opgavekern.network.foundation.errors import NetworkError

#: Among what the ties of a graph are: parties as ties name them, or who stands for them.
Among = Literal["parties", "persons", "units", "organisations"]
_KINDS: Final = {"persons": "person", "units": "unit", "organisations": "organisation"}


@attrs.frozen
class Parties:
    """The parties of a dossier, as the nodes of a graph.

    A stakeholder is the party that it is; a person belongs to the unit and the organisation that
    employ it, a unit to its organisation.

    Attributes:
        dossier: Where they are known.
        on: The day on which someone works somewhere; None for the last that is known.
        among: What nodes are.
        names: Whether people are called by name; otherwise by function.
    """

    dossier: Dossier
    on: date | None
    among: Among
    names: bool = False

    def __attrs_post_init__(self) -> None:
        """Refuse a sort of node that there is not."""
        if self.among not in get_args(Among):
            raise NetworkError(
                message(
                    "among={found} bestaat niet. {known}",
                    "there is no among={found}. {known}",
                    found=quoted(self.among),
                    known=one_of(get_args(Among), word=str(self.among)),
                )
            )

    def node_of(self, ref: Ref) -> Ref | None:
        """Return the node that stands for the end of a tie; None where there is none."""
        if self.among == "parties":
            return ref
        wanted = _KINDS[self.among]
        return next((one for one in self._upwards(ref) if one.kind == wanted), None)

    def told_of(self, ref: Ref) -> dict[str, Any]:
        """Return what a graph says of a party: label, kind of record, sort, where it belongs."""
        record = self.dossier.find(ref)
        told: dict[str, Any] = {"label": self.dossier.name_of(ref), "record": ref.kind}
        if isinstance(record, Stakeholder | Organisation):
            told["kind"] = record.kind.value
        if self.names and isinstance(record, Person) and record.name:
            told["label"] = record.name
        above = [one for one in self._upwards(ref) if one != ref]
        return told | {one.kind: one.id for one in above if one.kind in _KINDS.values()}

    def _upwards(self, ref: Ref) -> tuple[Ref, ...]:
        """The party itself, and what it belongs to, nearest first."""
        record = self.dossier.find(ref)
        match record:
            case Stakeholder(party=Ref() as party):
                return (ref, *self._upwards(party))
            case Person():
                work = self._work(record)
                unit = () if work is None or work.unit is None else (Ref("unit", work.unit),)
                employer = () if work is None else (Ref("organisation", work.organisation),)
                return (ref, *unit, *employer)
            case Unit():
                return (ref, Ref("organisation", record.organisation))
        return (ref,)

    def _work(self, person: Person) -> Any:
        if self.on is not None:
            return person.employment_on(self.on)
        return max(person.employment, key=lambda one: one.valid.last or date.max, default=None)


def parties_of_issue(then: Dossier, issue: IssueId) -> set[Ref]:
    """Return who has to do with an issue: stakeholders, owners, and those who work on it."""
    found = {Ref("stakeholder", one.stakeholder) for one in then.involvements_of(issue)}
    stakes = [then.find(one) for one in found]
    parties = {one.party for one in stakes if isinstance(one, Stakeholder) and one.party}
    return found | parties | working_on(then, issue)


def working_in(then: Dossier, team: TeamId) -> tuple[Assignment, ...]:
    """Return who is in a team, and has not been withdrawn from it."""
    return tuple(one for one in then.assignments_in(team) if one.status is not Commitment.WITHDRAWN)


def working_on(then: Dossier, issue: IssueId) -> set[Ref]:
    """Return owners, sponsors and leads of an issue, and the members of its teams."""
    held = then.issues[issue]
    found = {Ref("organisation", one) for one in held.owners}
    holders = (*held.political_sponsors, *held.official_sponsors, *held.leads)
    found |= {Ref("person", one.person) for one in holders}
    for team in then.teams_of(issue):
        found |= {Ref("person", one.person) for one in working_in(then, team.id)}
    return found
