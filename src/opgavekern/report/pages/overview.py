"""The first page: what needs a decision, where issues stand, what checking found."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from datetime import date
from typing import Final

import attrs

from opgavekern.base.texts import Message, Text, counted, message
from opgavekern.governance import Severity
from opgavekern.model import IssueId, Phase
from opgavekern.report.blocks import (
    Block,
    Cell,
    Columns,
    Heading,
    Lead,
    Link,
    Page,
    Paragraph,
    Section,
    Tone,
)
from opgavekern.report.moments import Moment, moments, within_horizon
from opgavekern.report.pages.admitting import admitting
from opgavekern.report.pages.due import Dues, dues
from opgavekern.report.pages.found import finding_lines, gravest_first, incomplete, tally
from opgavekern.report.view import View
from opgavekern.report.withheld import sections_or_withheld

#: The usual way through the phases; the others are ways out of it.
LANE: Final = (
    Phase.SIGNALLED,
    Phase.EXPLORING,
    Phase.DEFINED,
    Phase.MANDATED,
    Phase.PROGRAMMING,
    Phase.DELIVERING,
    Phase.EVALUATING,
    Phase.EMBEDDED,
)
_MOST_BLOCKING: Final = 5
_MOST_FINDINGS: Final = 5
_MOST_COMING: Final = 8


@attrs.frozen(kw_only=True)
class LaneRow:
    """One issue on its way through the phases.

    Attributes:
        link: The issue.
        steps: For each phase of the lane: `past`, `now`, `skipped` or `ahead`.
        phase: Where it is; unknown when nothing is recorded.
        since: The day on which it went there.
        is_aside: Parked, stopped, closed or referred: no longer on its way.
    """

    link: Cell
    steps: tuple[str, ...]
    phase: Cell
    since: date | None
    is_aside: bool


@attrs.frozen(kw_only=True)
class Lane(Block):
    """Issues on their way through the phases.

    Attributes:
        phases: Names of the phases.
        rows: Issues, furthest first, those that are out of it last.
        is_numbered: The names are short, and stand on one line.
    """

    phases: tuple[Text, ...]
    rows: tuple[LaneRow, ...]
    is_numbered: bool = False


def overview(view: View) -> Page:
    """Make the first page."""
    due = within_horizon(moments(view.dossier, view.on), view.on)
    late = tuple(one for one in due if one.is_late)
    coming = tuple(one for one in due if not one.is_late)
    decide = Section(
        anchor="decide",
        title=Text(
            nl="Wat nu aandacht of een besluit vraagt", en="What needs attention or a decision now"
        ),
        blocks=(*_blocking(view), *_due(view, late, coming)),
    )
    blocks: list[Block] = [Lead(_lead(view, late=len(late)))]
    if view.dossier.header.note:
        mind = Text(nl="Let op.", en="Please note.")
        blocks.append(Paragraph(view.dossier.header.note, Tone.NOTE, mind))
    blocks += incomplete(view)
    blocks.append(Columns(main=(decide,), side=(_found(view),)))
    blocks.append(_where(view))
    admitted = sections_or_withheld((functools.partial(admitting, view),), "overview")
    blocks += [one for one in admitted if one.blocks]
    return Page(anchor="overview", title=Text(nl="Overzicht", en="Overview"), blocks=tuple(blocks))


def _lead(view: View, *, late: int) -> Message:
    issues = view.today.issues
    said = message(
        "{issues}, waarvan {running} met een vastgestelde opdracht die nog loopt.",
        "{issues}, of which {running} with an adopted mandate that is still running.",
        issues=counted(len(issues), ("opgave", "issue"), ("opgaven", "issues")),
        running=len(view.today.running_issues(view.on)),
    )
    if not late:
        return said
    return message(
        "{said} {late} over de datum.",
        "{said} {late} past their date.",
        said=said,
        late=counted(late, ("zaak is", "matter is"), ("zaken zijn", "matters are")),
    )


def _blocking(view: View) -> Iterator[Block]:
    """What must be settled before anything else, with what to do about it."""
    found = [one for one in view.result.findings if one.severity is Severity.BLOCKING]
    if not found:
        return
    yield Heading(Text(nl="Blokkerend volgens de controle", en="Blocking, by the check"))
    yield finding_lines(view, gravest_first(found)[:_MOST_BLOCKING], with_remedy=True)
    if len(found) > _MOST_BLOCKING:
        more = len(found) - _MOST_BLOCKING
        words = message("Nog {more} bij de bevindingen", "{more} more at the findings", more=more)
        yield Paragraph(Link(words, "#findings"))


def _due(view: View, late: tuple[Moment, ...], coming: tuple[Moment, ...]) -> Iterator[Block]:
    if late:
        yield Heading(Text(nl="Over de datum", en="Past its date"))
        yield Dues(rows=dues(view, late))
    if coming:
        yield Heading(Text(nl="De komende drie maanden", en="The coming three months"))
        yield Dues(rows=dues(view, coming[:_MOST_COMING]))
    if len(coming) > _MOST_COMING:
        more = len(coming) - _MOST_COMING
        words = message("Nog {more} in de kalender", "{more} more in the calendar", more=more)
        yield Paragraph(Link(words, "#calendar"))
    if not late and not coming:
        yield Paragraph(
            Text(
                nl="Er staat de komende drie maanden niets op de agenda en er is niets over de "
                "datum.",
                en="Nothing is on the agenda for the coming three months, and nothing is past its "
                "date.",
            ),
            Tone.NOTE,
        )


def _found(view: View) -> Section:
    """Findings counted, and the gravest few of those that do not stand under decisions already."""
    findings = view.result.findings
    lighter = [one for one in findings if one.severity is not Severity.BLOCKING]
    blocks: list[Block] = [tally(findings)]
    if lighter:
        blocks.append(finding_lines(view, gravest_first(lighter)[:_MOST_FINDINGS]))
    if findings:
        blocks.append(Paragraph(Link(Text(nl="Alle bevindingen", en="All findings"), "#findings")))
    elif view.result.conclusive:
        blocks.append(Paragraph(Text(nl="Geen bevindingen.", en="No findings.")))
    if view.result.waived:
        one, many = ("bevinding is", "finding is"), ("bevindingen zijn", "findings are")
        said = message(
            "{count} ontheven", "{count} waived", count=counted(len(view.result.waived), one, many)
        )
        blocks.append(Paragraph(Link(said, "#waivers")))
    title = Text(nl="Wat de controle vond", en="What the check found")
    return Section(anchor="found", title=title, blocks=tuple(blocks))


def _where(view: View) -> Section:
    block: Block = Lane(phases=tuple(phase.label for phase in LANE), rows=_lane(view))
    if not view.today.issues:
        said = Text(nl="Er zijn nog geen opgaven.", en="There are no issues yet.")
        block = Paragraph(said, Tone.NOTE)
    title = Text(nl="Waar de opgaven staan", en="Where the issues stand")
    return Section(anchor="lane", title=title, blocks=(block,))


def _lane(view: View) -> tuple[LaneRow, ...]:
    rows = []
    for issue in view.today.issues:
        phase = view.dossier.phase_of(issue.id, view.on)
        change = issue.change_on(view.on)
        place = LANE.index(phase) if phase in LANE else -1
        row = LaneRow(
            link=view.link("issue", issue.id),
            steps=_steps(view, issue.id, place),
            phase=phase.label if phase else Text(nl="fase onbekend", en="phase unknown"),
            since=change.on if change else None,
            is_aside=phase is not None and phase not in LANE,
        )
        rows.append(((row.is_aside, -place, issue.title), row))
    return tuple(row for _, row in sorted(rows, key=lambda one: one[0]))


def _steps(view: View, issue: IssueId, place: int) -> tuple[str, ...]:
    record = view.dossier.issues[issue]
    passed = {
        view.dossier.phase_of(issue, change.on) for change in record.history if change.on <= view.on
    }
    return tuple(
        "now"
        if step == place
        else ("past" if phase in passed else "skipped")
        if step < place
        else ("before" if phase in passed else "ahead")
        for step, phase in enumerate(LANE)
    )
