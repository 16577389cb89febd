"""What must be in place for this way of working, and what was seen of it."""

from __future__ import annotations

from opgavekern.base.texts import Text, message
from opgavekern.model import Assessment, Ref
from opgavekern.report.blocks import Cell, Row, Table, columns
from opgavekern.report.view import View

_DASH = "–"


def conditions(view: View) -> Table | None:
    """List conditions with how far each was met and what was tried; None without any."""
    if not view.today.enabling_conditions:
        return None
    heads = columns(
        Text(nl="Voorwaarde", en="Condition"),
        Text(nl="Aan wie", en="Whose part"),
        Text(nl="Hoe ver, laatste meting", en="How far, latest measurement"),
        Text(nl="Wat geprobeerd is", en="What was tried"),
    )
    rows = tuple(
        Row(
            cells=(
                one.title,
                one.level,
                _measured(view, view.dossier.assessments.by("condition").get(one.id, ())),
                tuple(
                    tried.title
                    for tried in view.dossier.interventions.by("conditions").get(one.id, ())
                )
                or _DASH,
            )
        )
        for one in view.today.enabling_conditions
    )
    caption = Text(
        nl="Voorwaarden voor deze manier van werken", en="Conditions for this way of working"
    )
    return Table(caption=caption, columns=heads, rows=rows, is_titled=False)


def _measured(view: View, found: tuple[Assessment, ...]) -> Cell:
    """Say the latest measurement of each place, newest first."""
    latest: dict[str, Assessment] = {}
    known = (one for one in found if one.on <= view.on)
    for one in sorted(known, key=lambda one: (one.on, one.id)):
        latest[one.area or one.organisation or ""] = one
    return (
        tuple(
            message(
                "{met} % {where}({day})",
                "{met}% {where}({day})",
                met=round(100 * one.met),
                where=_where(view, one),
                day=one.on,
            )
            for one in sorted(latest.values(), key=lambda one: (one.on, one.id), reverse=True)
        )
        or _DASH
    )


def _where(view: View, one: Assessment) -> str:
    if one.area:
        return f"{view.called(Ref('area', one.area))} "
    return f"{view.called(Ref('organisation', one.organisation))} " if one.organisation else ""
