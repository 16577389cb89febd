"""One issue on one A4: what someone takes along to a meeting."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import attrs

from opgavekern.base.texts import Message, Text, message
from opgavekern.model import Issue, ItemState, ProgrammeItem
from opgavekern.report.blocks import Badge, Figure, Row, Terms
from opgavekern.report.pages.issue_people import team_members, team_summary
from opgavekern.report.pages.issues import IssuePage, issue
from opgavekern.report.pages.overview import DueRow, FindingLine
from opgavekern.report.view import View

_MOST_DUE: Final = 4
_MOST_FINDINGS: Final = 4
_MOST_SIGNALS: Final = 3
_MOST_BLOCKED: Final = 3
_MOST_PARTIES: Final = 10
_MOST_WORDS: Final = 420


@attrs.frozen(kw_only=True)
class Sheet:
    """What fits on a page, in order of what a reader asks first.

    Attributes:
        title: The issue.
        phase: Where it is.
        since: Since when.
        description: What must change, shortened at a sentence.
        who: Sponsors, lead, owners, areas.
        due: The next few things that come up.
        more_due: How many more.
        findings: The gravest few.
        more_findings: How many more.
        signals: What people raised.
        goals: The goal-effort network; None without one.
        items: How many items of programmes stand how.
        blocked: Items that are stuck.
        teams: Teams with what they give.
        power: Stakeholders by interest and influence; None without any.
        parties: The first few of them, by number.
        money: What programmes pay; None when nothing is known.
        note: The first sentence of the dossier's note, such as that it is illustrative.
        made: When the sheet was made; None when that was not given.
    """

    title: str
    phase: Badge
    since: Message | None
    description: str
    who: Terms
    due: tuple[DueRow, ...]
    more_due: int
    findings: tuple[FindingLine, ...]
    more_findings: int
    signals: tuple[str, ...]
    goals: Figure | None
    items: tuple[Message, ...]
    blocked: tuple[str, ...]
    teams: tuple[tuple[str, Message], ...]
    power: Figure | None
    parties: tuple[Row, ...]
    money: Figure | None
    note: str
    made: Message | None


def sheet(view: View, record: Issue, *, stamp: datetime | None) -> Sheet:
    """Choose from the page of an issue what fits on an A4."""
    page = issue(view, record)
    items = [
        item
        for programme in view.today.programmes_of(record.id)
        for item in view.today.items_of(programme.id)
    ]
    power = _figure(page, "power")
    return Sheet(
        title=record.title,
        phase=page.phase,
        since=page.since,
        description=_shortened(record.description),
        who=_most_asked(page.who),
        due=page.due[:_MOST_DUE],
        more_due=max(len(page.due) - _MOST_DUE, 0),
        findings=page.findings[:_MOST_FINDINGS],
        more_findings=max(len(page.findings) - _MOST_FINDINGS, 0),
        signals=tuple(one.title for one in view.today.signals_of(record.id))[:_MOST_SIGNALS],
        goals=_figure(page, "goals"),
        items=_states(items),
        blocked=tuple(one.title for one in items if one.state is ItemState.BLOCKED)[:_MOST_BLOCKED],
        teams=tuple(
            (team.name, team_summary(team_members(view, team)))
            for team in view.today.teams_of(record.id)
        ),
        power=power,
        parties=power.table.rows[:_MOST_PARTIES] if power else (),
        money=_figure(page, "money"),
        note=_first_sentence(view.dossier.header.note),
        made=_made(stamp),
    )


def _figure(page: IssuePage, name: str) -> Figure | None:
    blocks = (block for section in page.sections for block in section.blocks)
    return next((one for one in blocks if isinstance(one, Figure) and one.name == name), None)


def _shortened(words: str) -> str:
    """Cut a long description at the end of a sentence."""
    joined = " ".join(words.split())
    if len(joined) <= _MOST_WORDS:
        return joined
    end = joined.rfind(". ", 0, _MOST_WORDS)
    return joined[: end + 1] if end > 0 else f"{joined[:_MOST_WORDS].rsplit(' ', 1)[0]} …"


def _first_sentence(words: str) -> str:
    joined = " ".join(words.split())
    return joined.partition(". ")[0].removesuffix(".") + "." if joined else ""


def _most_asked(who: Terms) -> Terms:
    """Keep who and where; leave portfolios and relations between issues to the report."""
    left_out = {"Portefeuilles", "Onderdeel van", "Omvat"}
    return Terms(
        tuple(
            (name, cell)
            for name, cell in who.pairs
            if not (isinstance(name, Text) and name.nl in left_out)
        )
    )


def _states(items: list[ProgrammeItem]) -> tuple[Message, ...]:
    return tuple(
        message("{number} {state}", "{number} {state}", number=number, state=state)
        for state in ItemState
        if (number := sum(1 for item in items if item.state is state))
    )


def _made(stamp: datetime | None) -> Message | None:
    if stamp is None:
        return None
    return message("op {day}", "on {day}", day=stamp.date())
