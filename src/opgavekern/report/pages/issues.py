"""Issues: a list of all, and a page for each that tells its story from why to with what."""

from __future__ import annotations

import attrs

from opgavekern.base.texts import Message, Text, message
from opgavekern.model import Holder, Issue
from opgavekern.report.blocks import Badge, Cell, Paragraph, Sayable, Section, Terms
from opgavekern.report.moments import moments
from opgavekern.report.pages import (
    issue_context,
    issue_money,
    issue_people,
    issue_story,
    issue_work,
)
from opgavekern.report.pages.overview import (
    DueRow,
    FindingLine,
    due_row,
    finding_badges,
    finding_line,
    gravest_first,
)
from opgavekern.report.view import View, anchor
from opgavekern.report.wording import counted


@attrs.frozen(kw_only=True)
class IssueCard:
    """An issue in the list.

    Attributes:
        link: The issue.
        phase: Where it is.
        lead: Who leads it.
        areas: Where it is.
        findings: How many, by severity.
    """

    link: Cell
    phase: Badge
    lead: Cell
    areas: Cell
    findings: tuple[Badge, ...]


@attrs.frozen(kw_only=True)
class IssuesPage:
    """The list of issues."""

    id: str = "issues"
    title: Text = Text(nl="Opgaven", en="Issues")
    template: str = "pages/issues.html"
    cards: tuple[IssueCard, ...]

    @property
    def count(self) -> int:
        """How many issues, for the navigation."""
        return len(self.cards)


@attrs.frozen(kw_only=True)
class IssuePage:
    """All about one issue.

    Attributes:
        id: Its place in the document.
        title: Its title.
        phase: Where it is, and since when.
        description: What must change, and for whom.
        who: Sponsors, lead, owners, areas, portfolios.
        due: What comes up or is late for it.
        findings: What checking found about it.
        sections: Its story, in order; each is made of blocks.
    """

    id: str
    title: Sayable
    template: str = "pages/issue.html"
    phase: Badge
    since: Message | None
    description: Paragraph | None
    who: Terms
    due: tuple[DueRow, ...]
    findings: tuple[FindingLine, ...]
    sections: tuple[Section, ...]


def issues(view: View) -> IssuesPage:
    """Make the list of issues."""
    return IssuesPage(cards=tuple(_card(view, issue) for issue in view.today.issues))


def issue(view: View, record: Issue) -> IssuePage:
    """Make the page of one issue."""
    place = anchor("issue", record.id)
    change = record.change_on(view.on)
    due = [one for one in moments(view.dossier, view.on) if record.id in one.issues]
    sections = (
        issue_story.why(view, record, place),
        issue_story.mandate(view, record, place),
        issue_work.goals(view, record, place),
        issue_work.programmes(view, record, place),
        issue_people.teams(view, record, place),
        issue_people.stakeholders(view, record, place),
        issue_money.money(view, record, place),
        issue_context.frames(view, record, place),
        issue_story.decisions(view, record, place),
        issue_context.learning(view, record, place),
    )
    return IssuePage(
        id=place,
        title=record.title,
        phase=phase_badge(view, record),
        since=message("sinds {day}", "since {day}", day=change.on) if change else None,
        description=Paragraph(record.description) if record.description else None,
        who=_who(view, record),
        due=tuple(due_row(view, one) for one in due),
        findings=tuple(
            finding_line(view, one) for one in gravest_first(view.findings_of(record.id))
        ),
        sections=tuple(section for section in sections if section.blocks),
    )


def phase_badge(view: View, record: Issue) -> Badge:
    """Say where an issue is."""
    phase = view.dossier.phase_of(record.id, view.on)
    return Badge(phase.label if phase else Text(nl="fase onbekend", en="phase unknown"))


def _card(view: View, record: Issue) -> IssueCard:
    lead = view.dossier.lead_of(record.id, view.on)
    return IssueCard(
        link=view.link("issue", record.id),
        phase=phase_badge(view, record),
        lead=view.person(lead) if lead else Text(nl="nog niemand", en="nobody yet"),
        areas=_areas(view, record),
        findings=finding_badges(view, record.id),
    )


def _areas(view: View, record: Issue) -> Cell:
    if len(record.areas) > 4:
        return counted(len(record.areas), ("gebied", "area"), ("gebieden", "areas"))
    return view.links("area", record.areas)


def _who(view: View, record: Issue) -> Terms:
    today = view.today.issues[record.id]
    nobody = Text(nl="nog niemand", en="nobody yet")

    def held(holders: tuple[Holder, ...]) -> Cell:
        return tuple(view.link("person", one.person) for one in holders)

    pairs: list[tuple[Sayable, Cell]] = [
        (
            Text(nl="Bestuurlijk opdrachtgever", en="Political sponsor"),
            held(today.political_sponsors) or nobody,
        ),
        (
            Text(nl="Medeopdrachtgevers", en="Co-sponsors"),
            held(today.co_sponsors),
        ),
        (
            Text(nl="Ambtelijk opdrachtgever", en="Official sponsor"),
            held(today.official_sponsors) or nobody,
        ),
        (
            Text(nl="Opgavemanager", en="Issue lead"),
            held(today.leads) or nobody,
        ),
        (Text(nl="Eigenaar", en="Owner"), view.links("organisation", record.owners)),
        (Text(nl="Gebieden", en="Areas"), view.links("area", record.areas)),
        (Text(nl="Portefeuilles", en="Portfolios"), view.links("portfolio", record.portfolios)),
        (
            Text(nl="Onderdeel van", en="Part of"),
            view.link("issue", record.parent) if record.parent else (),
        ),
        (
            Text(nl="Omvat", en="Comprises"),
            tuple(view.link("issue", one.id) for one in view.today.parts_of(record.id)),
        ),
    ]
    return Terms(tuple((name, cell) for name, cell in pairs if cell != ()))
