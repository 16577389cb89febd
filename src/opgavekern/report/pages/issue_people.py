"""Who works on an issue, and whom it concerns."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from opgavekern.base.texts import Message, Text, message
from opgavekern.model import (
    Assignment,
    Commitment,
    Involvement,
    Issue,
    ParticipationMoment,
    Ref,
    Team,
)
from opgavekern.report.blocks import (
    Badge,
    Block,
    Cell,
    Figure,
    Heading,
    Paragraph,
    Row,
    Section,
    Table,
    Tone,
    columns,
)
from opgavekern.report.figures.power import power_picture, stance
from opgavekern.report.view import View
from opgavekern.report.wording import counted, shortened

_DASH = "–"
#: A longer name beside a picture would push the others away from it; its table has it whole.
MOST_LETTERS: Final = 120
COMMITMENT_TONES: Final = MappingProxyType(
    {
        Commitment.COMMITTED: Tone.GOOD,
        Commitment.REQUESTED: Tone.WARN,
        Commitment.WITHDRAWN: Tone.PLAIN,
    }
)
STANCES: Final = MappingProxyType(
    {
        "for": Text(nl="voor", en="in favour"),
        "against": Text(nl="tegen", en="against"),
        "between": Text(nl="ertussenin", en="in between"),
        "unknown": Text(nl="onbekend", en="unknown"),
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


def stakeholders(view: View, issue: Issue, place: str) -> Section:
    """Whom the issue concerns, how much they can, and when they had a say."""
    found = by_weight(view, view.today.involvements_of(issue.id))
    blocks: list[Block] = []
    if found:
        blocks.append(power_figure(view, found, place))
    moments = sorted(
        view.dossier.moments_of(issue.id), key=lambda one: (one.on or date.max, one.id)
    )
    if moments:
        blocks.append(Heading(Text(nl="Wanneer zij meededen", en="When they took part")))
        blocks.append(_moments(view, moments))
    if not blocks:
        said = Text(
            nl="Er zijn nog geen belanghebbenden vastgelegd.",
            en="No stakeholders have been recorded yet.",
        )
        blocks.append(Paragraph(said, Tone.NOTE))
    title = Text(nl="Belanghebbenden", en="Stakeholders")
    return Section(anchor=f"{place}:stakeholders", title=title, blocks=tuple(blocks))


def by_weight(view: View, found: Iterable[Involvement]) -> list[Involvement]:
    """Put those first who have the most interest and influence."""
    return sorted(
        found,
        key=lambda one: (
            -((one.influence or 0) + (one.interest or 0)),
            view.called(Ref("stakeholder", one.stakeholder)),
        ),
    )


def power_figure(
    view: View, found: list[Involvement], place: str, *, letters: int = MOST_LETTERS
) -> Figure:
    """Draw involvements, numbered in the order in which they are given."""
    picture = power_picture(
        (
            shortened(view.called(Ref("stakeholder", one.stakeholder)), letters),
            one.interest,
            one.influence,
            one.position,
        )
        for one in found
    )
    description = message(
        "{parties}, naar rechts met meer belang, naar boven met meer invloed.",
        "{parties}, to the right with more at stake, upwards with more influence.",
        parties=counted(
            len(found), ("belanghebbende", "stakeholder"), ("belanghebbenden", "stakeholders")
        ),
    )
    if picture.unplaced:
        description = message(
            "{said} Van {number} is belang of invloed niet bekend; zij staan alleen in de tabel.",
            "{said} Interest or influence of {number} is not known; they are in the table only.",
            said=description,
            number=picture.unplaced,
        )
    return Figure(
        name="power",
        anchor=f"{place}:power",
        title=Text(nl="Belang en invloed", en="Interest and influence"),
        description=description,
        drawing=picture,
        table=_involvements(view, found),
    )


def _involvements(view: View, found: list[Involvement]) -> Table:
    heads = columns(
        Text(nl="Nr.", en="No."),
        Text(nl="Belanghebbende", en="Stakeholder"),
        Text(nl="Rol", en="Role"),
        Text(nl="Belang", en="Interest"),
        Text(nl="Invloed", en="Influence"),
        Text(nl="Standpunt", en="Position"),
        Text(nl="Participatieniveau", en="Participation level"),
        numbers=(0, 3, 4),
    )
    rows = tuple(
        Row(
            cells=(
                number,
                view.link("stakeholder", one.stakeholder),
                one.role or _DASH,
                _part(one.interest),
                _part(one.influence),
                STANCES[stance(one.position)],
                view.called(Ref("participation_level", one.level)) if one.level else _DASH,
            )
        )
        for number, one in enumerate(found, start=1)
    )
    caption = Text(nl="Belanghebbenden, belang en invloed", en="Stakeholders, interest, influence")
    return Table(caption=caption, columns=heads, rows=rows)


def _part(value: float | None) -> Cell:
    return _DASH if value is None else round(value, 2)


def _moments(view: View, moments: list[ParticipationMoment]) -> Table:
    heads = columns(
        Text(nl="Moment", en="Moment"),
        Text(nl="Datum", en="Date"),
        Text(nl="Niveau", en="Level"),
        Text(nl="Aanwezig", en="Present"),
        Text(nl="Terugkoppeling", en="Feedback"),
        numbers=(3,),
    )
    rows = []
    for one in moments:
        answer: Cell = _DASH
        if one.answered_on:
            answer = message("op {day}", "on {day}", day=one.answered_on)
        elif one.on and one.on < view.on:
            answer = Badge(Text(nl="nog niet", en="not yet"), Tone.WARN)
        level = view.called(Ref("participation_level", one.level)) if one.level else _DASH
        attendance: Cell = one.attendance if one.attendance is not None else _DASH
        rows.append(Row(cells=(one.title, one.on or _DASH, level, attendance, answer)))
    caption = Text(nl="Participatiemomenten", en="Moments of participation")
    return Table(caption=caption, columns=heads, rows=tuple(rows), is_titled=False)
