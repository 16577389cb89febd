"""Where programmes stand in their way of working, and where it has not begun."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from opgavekern.base.texts import Message, Text, message
from opgavekern.delivery import ProgrammeProgress
from opgavekern.model import ProgrammeId, WithheldError
from opgavekern.report.blocks import (
    Badge,
    Block,
    Cell,
    Paragraph,
    Row,
    Section,
    Table,
    Tone,
    columns,
)
from opgavekern.report.view import View

_DASH: Final = "–"


def standing(view: View) -> Section:
    """Make the section about all programmes; empty where none has a way of working."""
    found = view.progress
    blocks: list[Block] = []
    if found.programmes:
        heads = columns(
            Text(nl="Programma", en="Programme"),
            Text(nl="Waar", en="Where"),
            Text(nl="Stap", en="Step"),
            Text(nl="Sinds", en="Since"),
            Text(nl="Nog nodig", en="Still needed"),
            Text(nl="Houdt tegen", en="Held up by"),
        )
        rows = tuple(_row(view, one) for one in found.programmes)
        caption = Text(nl="Programma's in hun werkwijze", en="Programmes in their way of working")
        blocks.append(Table(caption=caption, columns=heads, rows=rows, is_titled=False))
    said = (one.text(view.language) for one in found.starting)
    blocks += [Paragraph(words) for words in said if words]
    title = Text(nl="Waar programma's staan in hun werkwijze", en="Where programmes stand")
    return Section(anchor="standing", title=title, blocks=tuple(blocks))


def step_of(view: View, programme: ProgrammeId) -> Message | None:
    """Say at which step a programme is; None where it names no way of working that is known."""
    try:
        found = view.progress.programmes
    except WithheldError:
        return None
    one = next((each for each in found if each.programme.ref.id == programme), None)
    return None if one is None else one.where


def _row(view: View, one: ProgrammeProgress) -> Row:
    current = one.current
    missing = tuple(each.label for each in current.missing) if current else ()
    return Row(
        cells=(
            one.programme.name,
            tuple(view.link(area.ref.kind, area.ref.id) for area in one.areas) or _DASH,
            one.where,
            current.since if current and current.since else _DASH,
            missing or _DASH,
            tuple(_held_up(one)) or _DASH,
        )
    )


def _held_up(one: ProgrammeProgress) -> Iterator[Cell]:
    """Name what keeps a programme from its next step: rules by what they say, actions by name."""
    for finding in one.findings:
        yield finding.message
    for code in one.unanswered:
        silent = message("{code} gaf geen antwoord", "{code} gave no answer", code=code)
        yield Badge(silent, Tone.WARN)
    for stuck in one.stuck:
        yield stuck.name
