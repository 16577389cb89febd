"""Why an issue exists, how it was taken up, and what was decided about it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from opgavekern.base.texts import Text, message
from opgavekern.model import (
    Decision,
    Issue,
    Motion,
    Outcome,
    Pledge,
    Question,
    Ref,
    Signal,
    StatusChange,
)
from opgavekern.report.blocks import (
    Badge,
    Block,
    Cell,
    Paragraph,
    Row,
    Section,
    Table,
    Terms,
    Tone,
    columns,
)
from opgavekern.report.view import View

_DASH = "–"
_ADOPTED = frozenset({Outcome.ADOPTED, Outcome.AMENDED})


def why(view: View, issue: Issue, place: str) -> Section:
    """Signals from outside, and the needs that were read from them."""
    signals, needs = view.today.signals_of(issue.id), view.today.needs_of(issue.id)
    blocks: list[Block] = []
    if signals:
        rows = tuple(_signal(view, one) for one in sorted(signals, key=_raised))
        heads = columns(
            Text(nl="Wat mensen aangaven", en="What people raised"),
            Text(nl="Wie", en="Who"),
            Text(nl="Wanneer", en="When"),
            Text(nl="Antwoord", en="Answer"),
        )
        caption = Text(nl="Signalen", en="Signals")
        blocks.append(Table(caption=caption, columns=heads, rows=rows))
    if needs:
        rows = tuple(
            Row(
                cells=(
                    one.title,
                    view.links("target_group", one.target_groups) or _DASH,
                    view.links("area", one.areas) or _DASH,
                )
            )
            for one in needs
        )
        heads = columns(
            Text(nl="Wat nodig is", en="What is needed"),
            Text(nl="Voor wie", en="For whom"),
            Text(nl="Waar", en="Where"),
        )
        caption = Text(nl="Behoeften", en="Needs")
        blocks.append(Table(caption=caption, columns=heads, rows=rows))
    if not blocks:
        said = Text(
            nl="Er is nog geen signaal of behoefte vastgelegd waar deze opgave op teruggaat.",
            en="No signal or need has been recorded yet that this issue goes back to.",
        )
        blocks.append(Paragraph(said, Tone.NOTE))
    title = Text(nl="Waarom deze opgave er is", en="Why this issue exists")
    return Section(anchor=f"{place}:why", title=title, blocks=tuple(blocks))


def _raised(signal: Signal) -> tuple[date, str]:
    return (signal.raised_on or date.min, signal.id)


def _signal(view: View, signal: Signal) -> Row:
    answer: Cell = Badge(Text(nl="nog geen antwoord", en="no answer yet"), Tone.WARN)
    if signal.answered_on:
        answer = signal.answer or message("op {day}", "on {day}", day=signal.answered_on)
    return Row(
        cells=(
            signal.title,
            view.links("stakeholder", signal.raised_by) or _DASH,
            signal.raised_on or _DASH,
            answer,
        )
    )


def mandate(view: View, issue: Issue, place: str) -> Section:
    """The adopted assignment, and the phases that the issue went through."""
    blocks: list[Block] = []
    adopted = issue.mandate
    if adopted is None:
        said = Text(
            nl="De opdracht is nog niet vastgesteld.", en="No mandate has been adopted yet."
        )
        blocks.append(Paragraph(said, Tone.NOTE))
    else:
        if adopted.text:
            blocks.append(Paragraph(adopted.text))
        pairs = (
            (Text(nl="Vastgesteld op", en="Adopted on"), adopted.adopted_on),
            (
                Text(nl="Door", en="By"),
                view.called(Ref("body", adopted.body)) if adopted.body else None,
            ),
            (Text(nl="Besluit", en="Decision"), _decision(view, adopted.decision)),
        )
        blocks.append(Terms(tuple((name, cell) for name, cell in pairs if cell is not None)))
    if issue.history:
        heads = columns(
            Text(nl="Sinds", en="Since"),
            Text(nl="Fase", en="Phase"),
            Text(nl="Besloten door", en="Decided by"),
            Text(nl="Reden", en="Reason"),
        )
        rows = tuple(_change(view, issue, one) for one in reversed(issue.history))
        caption = Text(nl="Verloop", en="Course")
        blocks.append(Table(caption=caption, columns=heads, rows=rows))
    title = Text(nl="Opdracht en verloop", en="Mandate and course")
    return Section(anchor=f"{place}:mandate", title=title, blocks=tuple(blocks))


def _decision(view: View, id: str | None) -> Cell | None:
    if id is None:
        return None
    found = view.dossier.find(Ref("decision", id))
    if not isinstance(found, Decision):
        return id
    return f"{found.title} ({found.reference})" if found.reference else found.title


def _change(view: View, issue: Issue, change: StatusChange) -> Row:
    phase = view.dossier.phase_of(issue.id, change.on)
    words: Cell = phase.label if phase else str(change.status)
    body = view.called(Ref("body", change.body)) if change.body else _DASH
    return Row(cells=(change.on, words, body, change.reason or _DASH))


def decisions(view: View, issue: Issue, place: str) -> Section:
    """Decisions, and what the council asked for or was promised."""
    blocks: list[Block] = []
    taken = sorted(
        view.dossier.decisions_of(issue.id),
        key=lambda one: (one.on or date.min, one.id),
        reverse=True,
    )
    if taken:
        heads = columns(
            Text(nl="Besluit", en="Decision"),
            Text(nl="Orgaan", en="Body"),
            Text(nl="Datum", en="Date"),
            Text(nl="Uitkomst", en="Outcome"),
        )
        rows = tuple(
            Row(
                cells=(
                    _decision(view, one.id) or one.title,
                    view.called(Ref("body", one.body)) if one.body else _DASH,
                    one.on or _DASH,
                    one.outcome,
                )
            )
            for one in taken
        )
        blocks.append(Table(caption=Text(nl="Besluiten", en="Decisions"), columns=heads, rows=rows))
    asked = _asked(view, issue)
    if asked:
        heads = columns(
            Text(
                nl="Wat de raad vroeg of kreeg toegezegd", en="What the council asked or was told"
            ),
            Text(nl="Soort", en="Kind"),
            Text(nl="Uiterlijk", en="Due"),
            Text(nl="Stand", en="State"),
        )
        caption = Text(nl="Moties, toezeggingen en vragen", en="Motions, pledges and questions")
        blocks.append(Table(caption=caption, columns=heads, rows=tuple(asked)))
    title = Text(nl="Besluiten en de raad", en="Decisions and the council")
    return Section(anchor=f"{place}:decisions", title=title, blocks=tuple(blocks))


def _asked(view: View, issue: Issue) -> list[Row]:
    motions: Iterable[Motion] = view.dossier.motions_of(issue.id)
    pledges: Iterable[Pledge] = view.dossier.pledges_of(issue.id)
    questions: Iterable[Question] = view.dossier.questions_of(issue.id)
    found: list[tuple[date, str, Cell, date | None, Cell]] = []
    for motion in motions:
        state: Cell = _state(view, motion.due, motion.settled_on)
        if motion.outcome is not None and motion.outcome not in _ADOPTED:
            state = motion.outcome  # what was not adopted asks nothing of anyone
        found.append((motion.on or date.min, motion.title, motion.kind, motion.due, state))
    pledge_word = Text(nl="toezegging", en="pledge")
    for pledge in pledges:
        state = _state(view, pledge.due, pledge.settled_on)
        found.append((pledge.made_on or date.min, pledge.title, pledge_word, pledge.due, state))
    question_word = Text(nl="raadsvraag", en="question")
    for one in questions:
        state = _state(view, one.due, one.answered_on)
        found.append((one.asked_on or date.min, one.title, question_word, one.due, state))
    found.sort(key=lambda one: (one[0], one[1]), reverse=True)
    return [Row(cells=(title, kind, due or _DASH, state)) for _, title, kind, due, state in found]


def _state(view: View, due: date | None, done: date | None) -> Cell:
    if done is not None:
        return message("afgedaan op {day}", "settled on {day}", day=done)
    if due is not None and due < view.on:
        return Badge(Text(nl="over de datum", en="past its date"), Tone.STOP)
    return Badge(Text(nl="open", en="open"), Tone.PLAIN)
