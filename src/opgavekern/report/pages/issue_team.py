"""Who works on an issue."""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import Final

from opgavekern.base.texts import Message, Text, counted, message
from opgavekern.model import Assignment, Commitment, Issue, Ref, Team
from opgavekern.report.blocks import (
    Badge,
    Block,
    Heading,
    Paragraph,
    Row,
    Section,
    Table,
    Tone,
    columns,
)
from opgavekern.report.view import View

_DASH = "–"
COMMITMENT_TONES: Final = MappingProxyType(
    {
        Commitment.COMMITTED: Tone.GOOD,
        Commitment.REQUESTED: Tone.WARN,
        Commitment.WITHDRAWN: Tone.PLAIN,
    }
)


def teams(view: View, issue: Issue, place: str) -> Section:
    """Teams that work on the issue, with their members by function."""
    blocks: list[Block] = []
    found = view.today.teams_of(issue.id)
    for team in found:
        members = team_members(view, team)
        blocks.append(Heading(team.name))
        blocks.append(Paragraph(team_summary(members)))
        if members:
            blocks.append(team_table(view, team, members))
    if not found:
        said = Text(nl="Er is nog geen team.", en="There is no team yet.")
        blocks.append(Paragraph(said, Tone.NOTE))
    title = Text(nl="Team", en="Team")
    return Section(anchor=f"{place}:team", title=title, blocks=tuple(blocks))


def team_members(view: View, team: Team) -> tuple[Assignment, ...]:
    """Return who is in a team on the day; who was withdrawn is not."""
    return tuple(
        one for one in view.today.assignments_in(team.id) if one.status is not Commitment.WITHDRAWN
    )


def team_summary(members: tuple[Assignment, ...]) -> Message:
    """Say how many people give how many hours."""
    total = sum((one.hours_per_week or Decimal(0) for one in members), Decimal(0))
    return message(
        "{people}, samen {hours} uur per week.",
        "{people}, {hours} hours a week together.",
        people=counted(
            len({one.person for one in members}), ("persoon", "person"), ("mensen", "people")
        ),
        hours=total,
    )


def team_table(view: View, team: Team, members: tuple[Assignment, ...]) -> Table:
    """List the members of a team by function, with what they give."""
    heads = columns(
        Text(nl="Functie", en="Function"),
        Text(nl="Rol in het team", en="Role in the team"),
        Text(nl="Van", en="From"),
        Text(nl="Uren per week", en="Hours a week"),
        Text(nl="Tot en met", en="Until"),
        Text(nl="Inzet", en="Hours are"),
        numbers=(3,),
    )
    rows = []
    for one in members:
        person = view.dossier.people.get(one.person)
        rows.append(
            Row(
                cells=(
                    view.link("person", one.person),
                    view.called(Ref("role", one.role)) if one.role else _DASH,
                    (view.employer(person) if person else "") or _DASH,
                    one.hours_per_week if one.hours_per_week is not None else _DASH,
                    one.valid.last or _DASH,
                    Badge(one.status, COMMITMENT_TONES[one.status]),
                )
            )
        )
    return Table(caption=team.name, columns=heads, rows=tuple(rows), is_titled=False)
