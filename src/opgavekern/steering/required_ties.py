"""Who should have contact, by what is agreed, mandated and laid down: the formal network."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from datetime import date

import attrs
import networkx as nx

from opgavekern.governance import Governance
from opgavekern.governance.days import asked_day
from opgavekern.model import (
    Dossier,
    Holder,
    Issue,
    IssueId,
    MethodStep,
    OrganisationId,
    Programme,
    Ref,
    TeamId,
)
from opgavekern.network.fit.dependencies import BECAUSE
from opgavekern.network.fit.requirements import Requirement, RequirementKind
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.making.parties import Among, Parties, working_in

#: Two who should have contact, and why.
_Asked = tuple[Ref, Ref, Requirement]


def required_contacts(
    dossier: Dossier,
    governance: Governance,
    *,
    organisation: str | None = None,
    on: date | None = None,
    among: Among = "parties",
    names: bool = False,
) -> Graph:
    """Return who should have contact with whom: the network that governance asks.

    Contact is asked between

    - the parties of an agreement in force;
    - who leads an issue and who commissions it, its sponsors; by mandate where the issue has one,
      and between its leads and who holds its portfolios;
    - each two members of a team for an issue, and organisations that its rules require in it;
    - the organisation of a programme and the partners with whom it is made;
    - those who hold the different roles of one step of the way of working of a programme: members
      of the teams of its issues, and who is appointed in that role.

    Ways of working, roles and rules of teams may come from plugins: their facts are laid under the
    dossier. Edges say why in `because`, as `Requirement`, and count the reasons as `weight`. Nodes
    are those of `graph_of`; of `parties`, a party that is a stakeholder too is told as that
    stakeholder. Compare with who has contact by `formal_and_actual`. Takes time that grows with
    pairs of members of each team.

    Args:
        dossier: What is known.
        governance: How this body works; its facts are laid under the dossier.
        organisation: Only what is of this organisation: issues it owns, their teams and
            programmes, and agreements it is a party of. None for all.
        on: The day; the dossier's own where it is not given.
        among: What nodes are, as `graph_of` takes it; who has no such node is left out, and
            counted in `graph.graph["left_out"]`.
        names: Call people by name rather than by function.

    Raises:
        NetworkError: There is no such sort of node.
        OpgavekernError: No day is given and the dossier has none.
        UnknownIdError: There is no such organisation.
        WithheldError: What it needs is kept from whoever asks.
    """
    day = asked_day(dossier, on)
    whole = governance.laid_under(dossier)
    then = whole.at(day)
    if organisation is not None:
        whole.organisations[OrganisationId(organisation)]
    parties = Parties(whole, day, among, names)
    known_as = {one.party: Ref("stakeholder", one.id) for one in then.stakeholders if one.party}
    graph: Graph = nx.Graph()
    left_out: set[Ref] = set()

    def node(ref: Ref) -> str | None:
        found = parties.node_of(ref)
        if found is None:
            left_out.add(ref)
            return None
        told = known_as.get(found, found) if among == "parties" else found
        if str(told) not in graph:
            graph.add_node(str(told), **parties.told_of(told))
        return str(told)

    for one, other, why in _Asking(then, day, organisation).asked():
        first, second = node(one), node(other)
        if first is None or second is None or first == second:
            continue
        before = graph.edges[first, second][BECAUSE] if graph.has_edge(first, second) else ()
        because = tuple(dict.fromkeys((*before, why)))
        graph.add_edge(first, second, because=because, weight=len(because))
    graph.graph["left_out"] = len(left_out)
    return graph


def required_roles(dossier: Dossier, governance: Governance, *, on: date | None = None) -> Graph:
    """Return which roles work together by the ways of working in force, whoever holds them.

    Two roles have a tie where one step names both; `because` says which steps and `weight` how
    many. It needs no people, so that cities can be compared by it: give what one asks and what the
    other asks to `formal_and_actual`. Roles that no step names with another are there without
    ties. Takes time that grows with steps.

    Args:
        dossier: What is known; the plugins' facts are laid under it.
        governance: How this body works.
        on: The day; the dossier's own where it is not given.

    Raises:
        OpgavekernError: No day is given and the dossier has none.
        WithheldError: What it needs is kept from whoever asks.
    """
    then = governance.laid_under(dossier).at(asked_day(dossier, on))
    graph: Graph = nx.Graph()
    for method in then.methods:
        for step in method.steps:
            roles = [Ref("role", one) for one in dict.fromkeys(step.roles)]
            for role in roles:
                graph.add_node(str(role), label=then.name_of(role), record="role")
            for one, other in itertools.combinations(map(str, roles), 2):
                before = graph.edges[one, other][BECAUSE] if graph.has_edge(one, other) else ()
                because = (*before, _by_step(str(Ref("method", method.id)), step))
                graph.add_edge(one, other, because=because, weight=len(because))
    return graph


def _by_step(method: str, step: MethodStep) -> Requirement:
    return Requirement(
        kind=RequirementKind.METHOD,
        through=f"{method}/{step.name}",
        label=step.title or step.name,
    )


@attrs.frozen
class _Asking:
    """What a dossier asks on a day, of all or of one organisation."""

    then: Dossier
    day: date
    organisation: str | None

    def asked(self) -> Iterator[_Asked]:
        """Yield each two who should have contact, and why."""
        yield from self._agreements()
        issues = [one for one in self.then.issues if self._is_theirs(one.owners)]
        for issue in issues:
            yield from self._issue(issue)
        of_issues = {one.id for one in issues}
        yield from self._teams(of_issues)
        for programme in self.then.programmes:
            own = () if programme.organisation is None else (programme.organisation,)
            if of_issues.intersection(programme.issues) or self._is_theirs(own):
                yield from self._programme(programme)

    def _is_theirs(self, organisations: Iterable[str]) -> bool:
        return self.organisation is None or self.organisation in set(organisations)

    def _agreements(self) -> Iterator[_Asked]:
        for one in self.then.agreements:
            if self._is_theirs(one.parties):
                why = _why(RequirementKind.AGREEMENT, Ref("agreement", one.id), one.title)
                yield from _each_two((Ref("organisation", party) for party in one.parties), why)

    def _issue(self, issue: Issue) -> Iterator[_Asked]:
        leads = self._people(issue.leads)
        sponsors = self._people((*issue.political_sponsors, *issue.official_sponsors))
        kind = RequirementKind.COMMISSION if issue.mandate is None else RequirementKind.MANDATE
        why = _why(kind, Ref("issue", issue.id), issue.title)
        yield from ((one, other, why) for one, other in itertools.product(sponsors, leads))
        for id in issue.portfolios:
            portfolio = self.then.portfolios.get(id)
            if portfolio is not None:
                named = _why(RequirementKind.PORTFOLIO, Ref("portfolio", id), portfolio.name)
                holders = self._people(portfolio.holders)
                yield from ((one, other, named) for one, other in itertools.product(holders, leads))

    def _people(self, holders: Iterable[Holder]) -> list[Ref]:
        return [Ref("person", one.person) for one in holders if self.day in one.valid]

    def _teams(self, issues: set[IssueId]) -> Iterator[_Asked]:
        for team in self.then.teams:
            if self.organisation is not None and not issues.intersection(team.issues):
                continue
            why = _why(RequirementKind.TEAM, Ref("team", team.id), team.name)
            yield from _each_two((member for member, _ in self._members(team.id)), why)
            required = () if team.rules is None else team.rules.required_organisations
            yield from _each_two((Ref("organisation", one) for one in required), why)

    def _members(self, team: TeamId) -> Iterator[tuple[Ref, str | None]]:
        """Yield who is in a team, and in which role."""
        for one in working_in(self.then, team):
            yield Ref("person", one.person), one.role

    def _programme(self, programme: Programme) -> Iterator[_Asked]:
        if programme.organisation is not None:
            why = _why(RequirementKind.PROGRAMME, Ref("programme", programme.id), programme.title)
            own = Ref("organisation", programme.organisation)
            yield from ((own, Ref("stakeholder", one), why) for one in programme.partners)
        method = self.then.methods.get(programme.method) if programme.method else None
        if method is None:
            return
        holders = self._holders(programme)
        for step in method.steps:
            why = _by_step(str(Ref("method", method.id)), step)
            for one, other in itertools.combinations(dict.fromkeys(step.roles), 2):
                pairs = itertools.product(holders.get(one, ()), holders.get(other, ()))
                yield from ((first, second, why) for first, second in pairs)

    def _holders(self, programme: Programme) -> dict[str, list[Ref]]:
        """Return who holds which role: in teams of a programme's issues, and by appointment."""
        issues = set(programme.issues)
        found: dict[str, list[Ref]] = {}
        for team in self.then.teams:
            if issues.intersection(team.issues):
                for member, role in self._members(team.id):
                    if role is not None:
                        found.setdefault(role, []).append(member)
        for one in self.then.appointments:
            is_there = one.organisation in (None, programme.organisation)
            is_here = not one.areas or not programme.areas or {*one.areas} & {*programme.areas}
            if is_there and is_here:
                found.setdefault(one.role, []).append(Ref("person", one.person))
        return found


def _why(kind: RequirementKind, through: Ref, label: str) -> Requirement:
    return Requirement(kind=kind, through=str(through), label=label)


def _each_two(some: Iterable[Ref], why: Requirement) -> Iterator[_Asked]:
    for one, other in itertools.combinations(dict.fromkeys(some), 2):
        yield one, other, why
