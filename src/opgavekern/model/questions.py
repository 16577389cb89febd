"""What people ask a dossier: who, where, which, until when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from opgavekern.base.errors import Path
from opgavekern.model.areas import Area
from opgavekern.model.decisions import AgendaItem, Decision, Motion, Pledge, Question
from opgavekern.model.facts import Facts
from opgavekern.model.goals import Effort, Goal
from opgavekern.model.issues import Issue, Phase, StatusChange
from opgavekern.model.kinds import KINDS
from opgavekern.model.policies import BudgetShare
from opgavekern.model.programmes import Programme, ProgrammeItem
from opgavekern.model.record import Holder, Record
from opgavekern.model.records import id_of
from opgavekern.model.references import AreaId, IssueId, PersonId, ProgrammeId, Ref, TeamId
from opgavekern.model.shape import references
from opgavekern.model.signals import Need, Signal
from opgavekern.model.stakeholders import Involvement, ParticipationMoment
from opgavekern.model.teams import Assignment, Team


class Questions(Facts):
    """Facts that answer questions, each in time linear in the answer once indexes are built."""

    __slots__ = ()

    # Issues

    def phase_of(self, issue: IssueId, on: date) -> Phase | None:
        """Return the phase of an issue at the end of a day; None before its first status.

        A status of the issue's own lifecycle is read as the phase that the lifecycle gives it;
        None too for a status that the lifecycle does not know.
        """
        found = self.issues[issue]
        change = found.change_on(on)
        return self.phase_into(found, change) if change else None

    def phase_into(self, issue: Issue, change: StatusChange) -> Phase | None:
        """Return the phase that a change of an issue is into; None where its lifecycle lacks it."""
        if change.phase is not None or change.status is None:
            return change.phase
        lifecycle = self.lifecycles.get(issue.lifecycle)
        return lifecycle.phase_of(change.status) if lifecycle else None

    def running_issues(self, on: date) -> tuple[Issue, ...]:
        """Return the issues with an adopted mandate that is being worked on, in order of id."""
        return tuple(
            issue
            for issue in self.issues
            if (phase := self.phase_of(issue.id, on)) is not None and phase.is_running
        )

    def sponsor_of(self, issue: IssueId, on: date) -> PersonId | None:
        """Return the coordinating political sponsor on a day; None when there is none."""
        return _on(self.issues[issue].political_sponsors, on)

    def official_sponsor_of(self, issue: IssueId, on: date) -> PersonId | None:
        """Return the official sponsor on a day; None when there is none."""
        return _on(self.issues[issue].official_sponsors, on)

    def lead_of(self, issue: IssueId, on: date) -> PersonId | None:
        """Return the issue lead on a day; None when there is none."""
        return _on(self.issues[issue].leads, on)

    def issues_led_by(self, person: PersonId, on: date) -> tuple[Issue, ...]:
        """Return the issues that someone leads on a day, in order of id."""
        return tuple(
            issue
            for issue in self.issues.by("leads").get(person, ())
            if _on(issue.leads, on) == person
        )

    def parts_of(self, issue: IssueId) -> tuple[Issue, ...]:
        """Return the issues that are part of a larger one."""
        return self.issues.by("parent").get(issue, ())

    def signals_of(self, issue: IssueId) -> tuple[Signal, ...]:
        """Return the signals that an issue takes up."""
        return self.signals.by("issues").get(issue, ())

    def needs_of(self, issue: IssueId) -> tuple[Need, ...]:
        """Return the needs that an issue answers."""
        return self.needs.by("issues").get(issue, ())

    def teams_of(self, issue: IssueId) -> tuple[Team, ...]:
        """Return the teams that work on an issue."""
        return self.teams.by("issues").get(issue, ())

    def programmes_of(self, issue: IssueId) -> tuple[Programme, ...]:
        """Return the programmes that carry out an issue."""
        return self.programmes.by("issues").get(issue, ())

    def goals_of(self, issue: IssueId) -> tuple[Goal, ...]:
        """Return the goals that an issue pursues."""
        return self.goals.by("issues").get(issue, ())

    def efforts_of(self, issue: IssueId) -> tuple[Effort, ...]:
        """Return the efforts that belong to an issue."""
        return self.efforts.by("issues").get(issue, ())

    def involvements_of(self, issue: IssueId) -> tuple[Involvement, ...]:
        """Return what stakeholders have to do with an issue."""
        return self.involvements.by("issue").get(issue, ())

    def moments_of(self, issue: IssueId) -> tuple[ParticipationMoment, ...]:
        """Return the moments at which people had a say about an issue."""
        return self.participation_moments.by("issues").get(issue, ())

    def budget_of(self, issue: IssueId) -> tuple[BudgetShare, ...]:
        """Return what budget programmes pay of an issue, all years."""
        return self.budget_shares.by("issue").get(issue, ())

    def decisions_of(self, issue: IssueId) -> tuple[Decision, ...]:
        """Return the decisions that concern an issue, its mandate's among them."""
        about = {id_of(one): one for one in self.decisions.by("issues").get(issue, ())}
        mandate = self.issues[issue].mandate
        adopted = self.decisions.get(mandate.decision) if mandate else None
        if adopted is not None:
            about[adopted.id] = adopted
        return tuple(about[id] for id in sorted(about))

    def agenda_of(self, issue: IssueId) -> tuple[AgendaItem, ...]:
        """Return the agenda items that concern an issue."""
        return self.agenda_items.by("issues").get(issue, ())

    def motions_of(self, issue: IssueId) -> tuple[Motion, ...]:
        """Return the motions that concern an issue."""
        return self.motions.by("issues").get(issue, ())

    def questions_of(self, issue: IssueId) -> tuple[Question, ...]:
        """Return the council's questions that concern an issue."""
        return self.questions.by("issues").get(issue, ())

    def pledges_of(self, issue: IssueId) -> tuple[Pledge, ...]:
        """Return the pledges that concern an issue."""
        return self.pledges.by("issues").get(issue, ())

    # Areas

    def areas_in(self, area: AreaId) -> tuple[Area, ...]:
        """Return an area and all that lies in it, by `parent`, the area itself first."""
        found: dict[AreaId, Area] = {}
        waiting = [self.areas[area]]
        while waiting:
            one = waiting.pop()
            if one.id not in found:
                found[one.id] = one
                waiting += reversed(self.areas.by("parent").get(one.id, ()))
        return tuple(found.values())

    def issues_in(self, area: AreaId) -> tuple[Issue, ...]:
        """Return the issues in an area or in any area that lies in it, in order of id."""
        found = {
            issue.id: issue
            for one in self.areas_in(area)
            for issue in self.issues.by("areas").get(one.id, ())
        }
        return tuple(found[id] for id in sorted(found))

    # Programmes and goals

    def items_of(self, programme: ProgrammeId) -> tuple[ProgrammeItem, ...]:
        """Return the items of a programme."""
        return self.programme_items.by("programme").get(programme, ())

    # People and teams

    def assignments_of(self, person: PersonId) -> tuple[Assignment, ...]:
        """Return the assignments of someone, of all times."""
        return self.assignments.by("person").get(person, ())

    def assignments_in(self, team: TeamId) -> tuple[Assignment, ...]:
        """Return the assignments in a team, of all times."""
        return self.assignments.by("team").get(team, ())

    # Anything

    def name_of(self, ref: Ref) -> str:
        """Return what people call a record: its title, name or function, or else its id.

        Never a person's name: someone is called by function.
        """
        record = self.find(ref)
        fields = ("function",) if ref.kind == "person" else ("title", "name")
        said = (getattr(record, field, "") for field in fields)
        return next((str(one) for one in said if one), ref.id)

    def referring_to(self, ref: Ref) -> tuple[tuple[Ref, Path], ...]:
        """Return what refers to a record, and the path in it, in order of kind and id."""
        return tuple(
            (Ref(kind.name, id_of(record)), path)
            for kind in KINDS
            for record in self._looking_for(kind.plural, ref)
            for path, target in references(record)
            if target == ref
        )

    def _looking_for(self, plural: str, ref: Ref) -> Iterable[Record]:
        records: Any = getattr(self, plural)
        return () if records.is_withheld else records.mentioning(ref)

    def issues_concerned(self, ref: Ref) -> tuple[IssueId, ...]:
        """Return the issues that a record is about: itself, those it names, or its owner's.

        A programme item is about its programme's issues, an assignment about its team's, an
        observation about those of its indicator's goals. Empty for what is about none, such as a
        person.
        """
        record = self.find(ref)
        if record is None:
            return ()
        if isinstance(record, Issue):
            return (record.id,)
        own: list[IssueId] = []
        above: list[Ref] = []
        for path, target in references(record):
            if target.kind == "issue":
                own.append(IssueId(target.id))
            elif path[0] in _OWNERS.get(ref.kind, ()):
                above.append(target)
        for owner in above if not own else ():
            own += self.issues_concerned(owner)
        return tuple(sorted(dict.fromkeys(own)))


#: Kinds by which records of other kinds belong to an issue. A change of anything else changes the
#: issues of that record alone.
BETWEEN_ISSUES: Final = frozenset(
    {"decisions", "efforts", "goals", "indicators", "programmes", "teams"}
)
#: By which of its fields a record without issues of its own belongs to something that has them.
_OWNERS = {
    "programme_item": ("programme",),
    "assignment": ("team",),
    "contribution": ("goal",),
    "indicator": ("goals",),
    "observation": ("indicator",),
    "precedence": ("before", "after"),
    "agenda_item": ("decision",),
    "participation_moment": ("programmes",),
    "agreement": ("programmes",),
}


def _on(holders: tuple[Holder, ...], day: date) -> PersonId | None:
    """Return who holds a position on a day; the first one given, if there are more."""
    return next((one.person for one in holders if day in one.valid), None)
