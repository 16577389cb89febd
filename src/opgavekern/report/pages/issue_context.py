"""Within what an issue is worked on, and what is learned on the way."""

from __future__ import annotations

from datetime import date

from opgavekern.base.texts import Text
from opgavekern.model import Direction, Issue, Ref
from opgavekern.report.blocks import (
    Block,
    Cell,
    Heading,
    Paragraph,
    Row,
    Sayable,
    Section,
    Table,
    Terms,
    columns,
)
from opgavekern.report.view import View
from opgavekern.report.wording import period

_DASH = "–"


def frames(view: View, issue: Issue, place: str) -> Section:
    """What management and line managers say, and the policies and agreements that it rests on."""
    blocks: list[Block] = []
    for direction in view.today.directions.by("issue").get(issue.id, ()):
        blocks.append(_direction(view, direction))
    for frame in view.today.content_frames:
        if issue.id in frame.issues:
            blocks += [Heading(frame.title), Paragraph(frame.text)]
    if rows := _agreed(view, issue):
        heads = columns(
            Text(nl="Wat er ligt", en="What there is"),
            Text(nl="Soort", en="Kind"),
            Text(nl="Van wie", en="Whose"),
            Text(nl="Geldt", en="In force"),
        )
        caption = Text(nl="Ambities, beleid en afspraken", en="Ambitions, policies and agreements")
        blocks.append(Table(caption=caption, columns=heads, rows=tuple(rows)))
    if scores := view.today.scores.by("issue").get(issue.id, ()):
        heads = columns(
            Text(nl="Criterium", en="Criterion"),
            Text(nl="Waarde", en="Value"),
            Text(nl="Volgens", en="In the eyes of"),
            Text(nl="Datum", en="Date"),
            numbers=(1,),
        )
        rows = [
            Row(
                cells=(
                    one.criterion,
                    one.value,
                    view.person(one.by) if one.by else _DASH,
                    one.on or _DASH,
                )
            )
            for one in scores
        ]
        caption = Text(nl="Hoe de opgave beoordeeld is", en="How the issue was scored")
        blocks.append(Table(caption=caption, columns=heads, rows=tuple(rows)))
    title = Text(nl="Kaders en afspraken", en="Frames and agreements")
    return Section(anchor=f"{place}:frames", title=title, blocks=tuple(blocks))


def _direction(view: View, direction: Direction) -> Terms:
    pairs: tuple[tuple[Sayable, Cell | None], ...] = (
        (Text(nl="Kader van de directie", en="Frame of management"), direction.frame),
        (Text(nl="Grenzen", en="Boundaries"), direction.boundaries),
        (Text(nl="Prioriteit", en="Priority"), direction.priority),
        (Text(nl="Wat ervoor stopt", en="What stops for it"), direction.stops),
        (Text(nl="Gegeven op", en="Given on"), direction.on),
    )
    return Terms(tuple((name, cell) for name, cell in pairs if cell))


def _agreed(view: View, issue: Issue) -> list[Row]:
    today = view.today
    rows = [
        Row(cells=(one.title, Text(nl="ambitie", en="ambition"), _term(view, one.term), _DASH))
        for one in today.ambitions.by("issues").get(issue.id, ())
    ]
    for policy in today.policies.by("issues").get(issue.id, ()):
        whose = view.called(Ref("organisation", policy.organisation)) if policy.organisation else ""
        kind = Text(nl="beleid", en="policy")
        rows.append(Row(cells=(policy.title, kind, whose or _DASH, period(policy.valid) or _DASH)))
        for measure in today.measures.by("policy").get(policy.id, ()):
            groups = view.links("target_group", measure.target_groups) or _DASH
            kind = Text(nl="maatregel", en="measure")
            rows.append(Row(cells=(measure.title, kind, groups, period(measure.valid) or _DASH)))
    for agreement in today.agreements.by("issues").get(issue.id, ()):
        parties = view.links("organisation", agreement.parties) or _DASH
        when = period(agreement.valid) or agreement.signed_on or _DASH
        rows.append(Row(cells=(agreement.title, agreement.kind, parties, when)))
    return rows


def _term(view: View, term: str | None) -> Cell:
    return view.called(Ref("term", term)) if term else _DASH


def learning(view: View, issue: Issue, place: str) -> Section:
    """Reflections and lessons, newest first, and plans kept to compare with."""
    blocks: list[Block] = []
    rows = [
        (one.on, Row(cells=(one.on, Text(nl="reflectie", en="reflection"), one.text, _DASH)))
        for one in view.dossier.reflections.by("issues").get(issue.id, ())
    ]
    for lesson in view.dossier.lessons.by("issues").get(issue.id, ()):
        words = f"{lesson.title}. {lesson.text}" if lesson.text else lesson.title
        areas = view.links("area", lesson.useful_for) or _DASH
        kind = Text(nl="les", en="lesson")
        row = Row(cells=(lesson.on or _DASH, kind, words, areas))
        rows.append((lesson.on or date.min, row))
    for plan in view.dossier.plan_versions.by("issue").get(issue.id, ()):
        kind = Text(nl="planversie", en="plan version")
        rows.append((plan.on or date.min, Row(cells=(plan.on or _DASH, kind, plan.title, _DASH))))
    if rows:
        heads = columns(
            Text(nl="Datum", en="Date"),
            Text(nl="Soort", en="Kind"),
            Text(nl="Wat", en="What"),
            Text(nl="Bruikbaar voor", en="Useful for"),
        )
        ordered = sorted(rows, key=lambda one: one[0], reverse=True)
        caption = Text(nl="Reflecties, lessen en planversies", en="Reflections, lessons, plans")
        table = tuple(row for _, row in ordered)
        blocks.append(Table(caption=caption, columns=heads, rows=table, is_titled=False))
    title = Text(nl="Wat we leren", en="What we learn")
    return Section(anchor=f"{place}:learning", title=title, blocks=tuple(blocks))
