"""Which signals may become issues, and which issues would not be admitted today."""

from __future__ import annotations

from typing import Final

from opgavekern.base.texts import Message, Text, counted, message
from opgavekern.model import kind_named
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
from opgavekern.steering import Admission, Admittance, CandidateOutcome, admission

_MOST_SHOWN: Final = 8
_SILENT: Final = Text(
    nl="Een criterium gaf geen antwoord; wat daarvan afhangt, is niet te zeggen.",
    en="A criterion gave no answer; what depends on it cannot be told.",
)
_ORDER: Final = (Admittance.ADMISSIBLE, Admittance.UNDECIDED, Admittance.NOT_ADMISSIBLE)
_TONES: Final = {
    Admittance.ADMISSIBLE: Tone.GOOD,
    Admittance.UNDECIDED: Tone.PLAIN,
    Admittance.NOT_ADMISSIBLE: Tone.WARN,
}


def admitting(view: View) -> Section:
    """Make the section about admission; empty where no criterion has anything to say."""
    found = admission(view.dossier, view.governance, on=view.on)
    shown = _shown(found)
    blocks: list[Block] = []
    if shown:
        blocks.append(Paragraph(_counted(found)))
        blocks.append(_table(view, shown[:_MOST_SHOWN]))
    if found.failures:
        blocks.append(Paragraph(_SILENT, Tone.WARN))
    if len(shown) > _MOST_SHOWN:
        rest = len(shown) - _MOST_SHOWN
        blocks.append(Paragraph(message("En nog {rest}.", "And {rest} more.", rest=rest)))
    title = Text(nl="Wat een opgave kan worden", en="What may become an issue")
    return Section(anchor="admission", title=title, blocks=tuple(blocks))


def _shown(found: Admission) -> list[CandidateOutcome]:
    """Return all signals, and the issues that would not pass: those first, then what is ready."""
    if not any(one.criteria for one in found.candidates):
        return []
    signals = sorted(found.signals, key=lambda one: _ORDER.index(one.admittance))
    return [*found.would_not_pass, *signals]


def _counted(found: Admission) -> Message:
    """Say how many signals meet the criteria, and of issues only where some do not."""
    ready = sum(one.admittance is Admittance.ADMISSIBLE for one in found.signals)
    failing = len(found.would_not_pass)
    signals = counted(len(found.signals), ("signaal", "signal"), ("signalen", "signals"))
    said = message(
        "Zonder opgave: {signals}, waarvan {ready} aan de criteria voldoen."
        if ready > 1
        else "Zonder opgave: {signals}, waarvan {ready} aan de criteria voldoet.",
        "Without an issue: {signals}, of which {ready} meet the criteria."
        if ready != 1
        else "Without an issue: {signals}, of which {ready} meets the criteria.",
        signals=signals,
        ready=ready if ready else Text(nl="geen", en="none"),
    )
    if not failing:
        return said
    issues = counted(failing, ("opgave zou", "issue would"), ("opgaven zouden", "issues would"))
    return message(
        "{said} {issues} nu niet worden toegelaten.",
        "{said} {issues} not be admitted now.",
        said=said,
        issues=issues,
    )


def _table(view: View, shown: list[CandidateOutcome]) -> Table:
    return Table(
        caption=Text(nl="Signalen en opgaven naast de criteria", en="Signals and issues, judged"),
        columns=columns(
            Text(nl="Waarover", en="What"),
            Text(nl="Soort", en="Kind"),
            Text(nl="Uitkomst", en="Outcome"),
            Text(nl="Wat ontbreekt of niet bekend is", en="What lacks or is not known"),
        ),
        rows=tuple(Row(cells=_cells(view, one)) for one in shown),
        is_titled=False,
    )


def _cells(view: View, one: CandidateOutcome) -> tuple[Cell, ...]:
    ref = one.candidate.ref
    kind = kind_named(ref.kind)
    asked = tuple(each.title for each in (*one.lacking, *one.unknown))
    return (
        view.link(ref.kind, ref.id),
        kind.label if kind else ref.kind,
        Badge(one.admittance, _TONES[one.admittance]),
        asked or "–",
    )
