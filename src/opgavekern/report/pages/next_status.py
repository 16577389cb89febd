"""Into which status an issue may go next, and what must be there first."""

from __future__ import annotations

from collections.abc import Iterator

from opgavekern.base.texts import Message, Text, message
from opgavekern.delivery import Gate
from opgavekern.model import Issue, WithheldError
from opgavekern.report.blocks import Block, Bullets, Paragraph, Section
from opgavekern.report.view import View, anchor


def next_status(view: View, record: Issue) -> Section:
    """Make the section about the statuses that an issue may go into; empty where there are none."""
    blocks = tuple(block for gate in _gates(view, record) for block in _told(view, gate))
    title = Text(nl="Naar de volgende status", en="To the next status")
    return Section(anchor=f"{anchor('issue', record.id)}:next", title=title, blocks=blocks)


def _gates(view: View, record: Issue) -> tuple[Gate, ...]:
    """Return what stands before an issue; nothing where that is withheld, as the report says."""
    try:
        return view.gates_of(record.id)
    except WithheldError:
        return ()


def _told(view: View, gate: Gate) -> Iterator[Block]:
    if gate.is_open:
        yield Paragraph(
            message(
                "Alles wat de status “{status}” vraagt, is er.",
                "All that the status “{status}” asks for is there.",
                status=gate.title,
            )
        )
        return
    yield Paragraph(
        message(
            "Voor de status “{status}” is eerst nodig:",
            "The status “{status}” takes first:",
            status=gate.title,
        )
    )
    yield Bullets((*_needed(view, gate), *_unanswered(view, gate)))


def _needed(view: View, gate: Gate) -> Iterator[Message]:
    """Say what to do, once where several findings ask for the same."""
    asked = dict.fromkeys((one.code, one.advice.text(view.language)) for one in gate.findings)
    for code, advice in asked:
        yield message("{advice} ({code})", "{advice} ({code})", advice=advice, code=code)


def _unanswered(view: View, gate: Gate) -> Iterator[Message]:
    for code in gate.unanswered:
        rule = next((one for one in view.governance.rules if one.code == code), None)
        yield message(
            "Niet te zeggen: {title}. Deze regel gaf geen antwoord.",
            "Not known: {title}. This rule gave no answer.",
            title=message("{title} ({code})", "{title} ({code})", title=rule.title, code=code)
            if rule
            else code,
        )
