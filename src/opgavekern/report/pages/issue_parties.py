"""Whom an issue concerns, how much they can, and when they had a say."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from types import MappingProxyType
from typing import Final

import attrs

from opgavekern.base.texts import Message, Text, counted, message
from opgavekern.model import Involvement, Issue, ParticipationMoment, Ref
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
from opgavekern.report.figures.power import SIZE, power_picture, stance
from opgavekern.report.pages.power_told import power_told
from opgavekern.report.pages.voices_told import voices_told
from opgavekern.report.view import View
from opgavekern.report.wording import shortened

_DASH = "–"
#: A longer name beside a picture would push the others away from it; its table has it whole.
_MOST_LETTERS: Final = 120
STANCES: Final = MappingProxyType(
    {
        "for": Text(nl="voor", en="in favour"),
        "against": Text(nl="tegen", en="against"),
        "between": Text(nl="ertussenin", en="in between"),
        "unknown": Text(nl="onbekend", en="unknown"),
    }
)


def stakeholders(view: View, issue: Issue, place: str) -> Section:
    """Whom the issue concerns, how much they can, and when they had a say."""
    found = by_weight(view, view.today.involvements_of(issue.id))
    blocks: list[Block] = []
    if found:
        parts = power_told(view, issue.id, found)
        blocks.append(power_figure(view, found, place, parts=parts))
        if (voices := voices_told(view, issue.id)) is not None:
            blocks.append(voices)
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
    view: View,
    found: list[Involvement],
    place: str,
    *,
    letters: int = _MOST_LETTERS,
    size: float = SIZE,
    parts: tuple[tuple[Text, Message], ...] = (),
) -> Figure:
    """Draw involvements, numbered in the order in which they are given.

    Args:
        view: Where they are looked at.
        found: The involvements.
        place: The anchor of what the picture belongs to.
        letters: So much of a name stands beside the picture.
        size: How large the picture is.
        parts: Who stands in which part of it, to be said beside it.
    """
    picture = power_picture(
        (
            (
                shortened(view.called(Ref("stakeholder", one.stakeholder)), letters),
                one.interest,
                one.influence,
                one.position,
            )
            for one in found
        ),
        size=size,
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
        drawing=attrs.evolve(picture, parts=parts),
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
