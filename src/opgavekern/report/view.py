"""What a report looks at: a dossier on a day, its findings, and how it calls people."""

from __future__ import annotations

import functools
import itertools
from datetime import date
from typing import Final

import attrs

from opgavekern.base.errors import Location
from opgavekern.base.texts import Language, counted, say
from opgavekern.delivery import Gate, MethodProgress, gates, progress
from opgavekern.governance import CheckResult, Finding, Governance
from opgavekern.model import Dossier, IssueId, Person, PersonId, Record, Ref, kind_named
from opgavekern.model.shape import references
from opgavekern.report.blocks import Cell, Link, Sayable

#: More records than these beside one matter are counted, not named.
_MOST_NAMED: Final = 3
#: Kinds of records that have a place of their own in the report.
PLACED: Final = frozenset({"issue", "area", "stakeholder", "person", "team"})


@attrs.frozen(kw_only=True, eq=False, repr=False)
class View:
    """A dossier as the report shows it.

    Attributes:
        dossier: All that is known.
        governance: The rules by which it was checked.
        result: What checking found.
        on: The day that the report is about.
        language: The language in which it is written.
        names: Whether people are called by name; else by function, and by pseudonym where
            several have the same function.
        alone: The one issue that is shown; None for the whole report.
        unplaced: Kinds of records, and `finding`, of which the page cannot be made, since it
            takes what is withheld.
    """

    dossier: Dossier
    governance: Governance
    result: CheckResult
    on: date
    language: Language
    names: bool = False
    alone: IssueId | None = None
    unplaced: frozenset[str] = frozenset()

    @functools.cached_property
    def today(self) -> Dossier:
        """The facts of the day."""
        return self.dossier.at(self.on)

    def say(self, value: Sayable) -> str:
        """Say something in the report's language."""
        return say(value, self.language)

    def person(self, id: PersonId | str) -> str:
        """Call someone: by name where that was asked for, else by function."""
        person = self.dossier.known("people").get(PersonId(id))
        if person is None:
            return str(id)
        if self.names and person.name:
            return f"{person.name} ({person.function})" if person.function else person.name
        if not person.function:
            return str(person.id)
        shared = len(self.dossier.people.by("function").get(person.function, ())) > 1
        return f"{person.function} ({person.id})" if shared else person.function

    def called(self, ref: Ref) -> str:
        """Call any record: a person as `person` does, others by title or name."""
        if ref.kind == "person":
            return self.person(ref.id)
        if self.dossier.withholds(ref):
            return ref.id
        record = self.dossier.find(ref)
        if record is None or hasattr(record, "title") or hasattr(record, "name"):
            return self.dossier.name_of(ref)
        return self._by_what_it_joins(ref, record)

    def _by_what_it_joins(self, ref: Ref, record: Record) -> str:
        """Call a record without a name of its own by its kind and the first two it refers to."""
        kind = kind_named(ref.kind)
        ends = [end for path, end in references(record) if len(path) == 1 and end != ref]
        names = ", ".join(
            self.person(end.id)
            if end.kind == "person"
            else (end.id if self.dossier.withholds(end) else self.dossier.name_of(end))
            for end in ends[:2]
        )
        if kind is None or not names:
            return ref.id
        return f"{self.say(kind.label)}: {names}"

    def link(self, kind: str, id: str) -> Cell:
        """Call a record, with a link to its place where the report has one."""
        ref = Ref(kind, id)
        place = self.place(ref)
        return Link(self.called(ref), f"#{place}") if place else self.called(ref)

    def place(self, ref: Ref) -> str:
        """Return the anchor of a record; empty where the report does not show it."""
        kind = kind_named(ref.kind)
        if kind is None or ref.kind not in PLACED or ref.kind in self.unplaced:
            return ""
        if self.alone is not None and (ref.kind, ref.id) != ("issue", self.alone):
            return ""
        return anchor(ref.kind, ref.id) if ref.id in self.today.known(kind.plural) else ""

    def links(self, kind: str, ids: tuple[str, ...]) -> Cell:
        """Call several records of one kind, each with its link."""
        return tuple(self.link(kind, id) for id in ids)

    def few(self, kind: str, ids: tuple[str, ...]) -> Cell:
        """Call a few records by name; more than three are counted."""
        if len(ids) <= _MOST_NAMED:
            return self.links(kind, ids)
        found = kind_named(kind)
        if found is None:
            raise KeyError(kind)
        one, many = found.label, found.plural_label
        return counted(len(ids), (one.nl, one.en), (many.nl, many.en))

    def actor(self, ref: Ref | None) -> Cell:
        """Call whoever does something; a dash for nobody."""
        return "–" if ref is None else self.link(ref.kind, ref.id)

    def employer(self, person: Person) -> str:
        """Say where someone works on the day; empty where that is not known."""
        employment = person.employment_on(self.on)
        return self.called(Ref("organisation", employment.organisation)) if employment else ""

    @functools.cached_property
    def _folder(self) -> str:
        """The folder that the dossier's own file stands in, with the slash after it."""
        header = self.dossier.locations.find("dossier", "")
        folder, slash, _ = header.file.rpartition("/") if header else ("", "", "")
        return folder + slash

    def whereabouts(self, location: Location | None) -> str:
        """Say where something stands, from the dossier's folder on; empty for nowhere."""
        return str(location).removeprefix(self._folder) if location else ""

    @functools.cached_property
    def _findings(self) -> dict[str, tuple[Finding, ...]]:
        found: dict[str, list[Finding]] = {}
        for finding in self.result.findings:
            for issue in finding.issues:
                found.setdefault(issue, []).append(finding)
        return {issue: tuple(ones) for issue, ones in found.items()}

    @functools.cached_property
    def _gates(self) -> dict[str, tuple[Gate, ...]]:
        found = gates(self.dossier, self.governance, result=self.result).gates
        by_issue = itertools.groupby(found, key=lambda gate: gate.issue.ref.id)
        return {issue: tuple(before) for issue, before in by_issue}

    def gates_of(self, issue: IssueId) -> tuple[Gate, ...]:
        """Return what stands between an issue and the statuses that it may go into."""
        return self._gates.get(issue, ())

    @functools.cached_property
    def progress(self) -> MethodProgress:
        """Where programmes stand in their ways of working."""
        return progress(self.dossier, self.governance, result=self.result)

    def findings_of(self, issue: IssueId) -> tuple[Finding, ...]:
        """Return the findings about an issue, in the order of the result."""
        return self._findings.get(issue, ())


def anchor(kind: str, id: str) -> str:
    """Return the name in the document of a record's place."""
    return f"{kind}-{id}"
