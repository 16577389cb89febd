"""Issues: a list of all, and a page for each that tells its story from why to with what."""

from __future__ import annotations

import functools
from typing import Final

import attrs

from opgavekern.base.texts import Message, Text, counted, message
from opgavekern.governance import Finding
from opgavekern.model import Holder, Issue, WithheldError
from opgavekern.report.blocks import (
    Badge,
    Block,
    Cell,
    Columns,
    Lead,
    Link,
    Page,
    Paragraph,
    Sayable,
    Section,
    Terms,
    Tone,
)
from opgavekern.report.moments import Moment, moments
from opgavekern.report.pages import (
    issue_context,
    issue_money,
    issue_parties,
    issue_story,
    issue_team,
    issue_work,
)
from opgavekern.report.pages.due import Dues, dues
from opgavekern.report.pages.found import finding_badges, finding_lines, gravest_first
from opgavekern.report.pages.next_status import next_status
from opgavekern.report.view import View, anchor
from opgavekern.report.withheld import sections_or_withheld

_MOST_FINDINGS: Final = 10
_ISSUES: Final = Text(nl="Opgaven", en="Issues")


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
class Cards(Block):
    """Issues side by side."""

    cards: tuple[IssueCard, ...]


@attrs.frozen(kw_only=True)
class State(Block):
    """Where an issue is, and since when."""

    phase: Badge
    since: Message | None


@attrs.frozen(kw_only=True)
class Contents(Block):
    """What can be found further on.

    Attributes:
        of: What it is the contents of.
        links: The sections.
    """

    of: str
    links: tuple[Link, ...]


def issues(view: View) -> Page:
    """Make the list of issues."""
    cards = tuple(_card(view, issue) for issue in view.today.issues)
    nothing = Text(nl="Er zijn nog geen opgaven.", en="There are no issues yet.")
    block = Cards(cards=cards) if cards else Paragraph(nothing, Tone.NOTE)
    return Page(anchor="issues", title=_ISSUES, blocks=(block,), count=len(cards))


def issue(view: View, record: Issue) -> Page:
    """Make the page of one issue."""
    place = anchor("issue", record.id)
    sections = tuple(one for one in _sections(view, record, place) if one.blocks)
    links = tuple(Link(one.title, f"#{one.anchor}") for one in sections)
    main: list[Block] = [Lead(record.description)] if record.description else []
    main.append(Contents(of=record.title, links=links))
    main += [*attention(view, record), *(one for one in (next_status(view, record),) if one.blocks)]
    return Page(
        anchor=place,
        title=record.title,
        blocks=(
            state(view, record),
            Columns(main=tuple(main), side=(who(view, record),)),
            *sections,
        ),
        above=Link(_ISSUES, "#issues"),
    )


#: The story of an issue, from why to with what.
_STORY: Final = (
    issue_story.why,
    issue_story.mandate,
    issue_work.goals,
    issue_work.programmes,
    issue_team.teams,
    issue_parties.stakeholders,
    issue_money.money,
    issue_context.frames,
    issue_story.decisions,
    issue_context.learning,
)


def _sections(view: View, record: Issue, place: str) -> tuple[Section, ...]:
    """Tell the story of an issue, as far as it is not withheld."""
    return sections_or_withheld(
        (functools.partial(make, view, record, place) for make in _STORY), place
    )


def state(view: View, record: Issue) -> State:
    """Say where an issue is, and since when."""
    change = record.change_on(view.on)
    since = message("sinds {day}", "since {day}", day=change.on) if change else None
    return State(phase=phase_badge(view, record), since=since)


def attention(view: View, record: Issue) -> tuple[Section, ...]:
    """Say what comes up or is late for an issue, and what checking found about it."""
    place = anchor("issue", record.id)
    due = tuple(one for one in _moments(view) if record.id in one.issues)
    found = gravest_first(view.findings_of(record.id))
    sections = (
        Section(
            anchor=f"{place}:due",
            title=Text(nl="Nu aan de orde", en="Coming up"),
            blocks=(Dues(rows=dues(view, due, with_issues=False)),) if due else (),
        ),
        Section(
            anchor=f"{place}:found",
            title=Text(nl="Wat de controle vond", en="What the check found"),
            blocks=_found(view, found),
        ),
    )
    return tuple(one for one in sections if one.blocks)


def _found(view: View, found: list[Finding]) -> tuple[Block, ...]:
    """Show the gravest findings, and how many more there are among all findings."""
    if not found:
        return ()
    lines = finding_lines(view, found[:_MOST_FINDINGS])
    if len(found) <= _MOST_FINDINGS:
        return (lines,)
    more = len(found) - _MOST_FINDINGS
    words = message("Nog {more} bij de bevindingen", "{more} more at the findings", more=more)
    return (lines, Paragraph(Link(words, "#findings")))


def _moments(view: View) -> tuple[Moment, ...]:
    """Return what comes up; nothing where that takes what is withheld, which the report says."""
    try:
        return moments(view.dossier, view.on)
    except WithheldError:
        return ()


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


def who(view: View, record: Issue) -> Terms:
    """Say who has a part in an issue, and where it is."""
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
