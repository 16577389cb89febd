"""What changed since an earlier dossier: by issue, then what concerns none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Final

import attrs

from opgavekern.base.personal import personal_in
from opgavekern.base.texts import Speaks, Text, message
from opgavekern.comparing import Comparison, FindingMove, IssueMoves, Moves, RecordMove
from opgavekern.model import ChangeType, Ref, kind_named
from opgavekern.report.blocks import (
    Badge,
    Block,
    Bullets,
    Cell,
    Lead,
    Link,
    Page,
    Paragraph,
    Section,
    Tone,
)
from opgavekern.report.pages.found import SEVERITY_TONES, FindingLine, FindingLines
from opgavekern.report.view import View, anchor

_GONE: Final = Text(nl="weg", en="gone")
_SILENT: Final = Text(
    nl="Van sommige regels is op een van de twee dagen niets bekend; zie de verantwoording.",
    en="Of some rules nothing is known on one of the two days; see the colophon.",
)


def changed(view: View, since: Comparison) -> Page:
    """Make the page of what changed."""
    blocks: list[Block] = [Lead(since.describe(view.language))]
    if since.rules_not_compared:
        blocks.append(Paragraph(_SILENT, Tone.WARN))
    there = frozenset(one.id for one in view.result.findings)
    blocks += (_of_issue(view, one, there) for one in since.issues)
    header = _bullets((since.header,) if since.header else ())
    others = [
        *header,
        *_moved(_without_personnel(since.others), there),
        *_personnel(since.others),
    ]
    if others:
        title = Text(nl="Buiten de opgaven om", en="Apart from the issues")
        blocks.append(Section(anchor="changed-others", title=title, blocks=tuple(others)))
    return Page(
        anchor="changed",
        title=Text(nl="Wat er veranderd is", en="What changed"),
        blocks=tuple(blocks),
        count=len(since.issues),
    )


def _is_personnel(move: RecordMove) -> bool:
    """Tell whether a record is there for what it says of someone, such as a level."""
    kind = kind_named(move.ref.kind)
    fields = attrs.fields(kind.record) if kind is not None else ()
    return any(what is not None and what.is_of_records for what in map(personal_in, fields))


def _without_personnel(moves: Moves) -> Moves:
    return attrs.evolve(
        moves, records=tuple(one for one in moves.records if not _is_personnel(one))
    )


def _personnel(moves: Moves) -> Iterator[Block]:
    """Count what no report tells of people: what they can, when they are away, with whom not."""
    if any(map(_is_personnel, moves.records)):
        yield Paragraph(
            message(
                "Niveaus, afwezigheid en koppelingen van mensen staan niet in het rapport; "
                "daarin veranderde ook iets.",
                "Levels, absences and pairings of people are not in the report; something changed "
                "in those too.",
            ),
            Tone.NOTE,
        )


def _of_issue(view: View, moves: IssueMoves, there: Collection[str]) -> Section:
    blocks = list(_moved(moves, there))
    place = view.place(Ref("issue", moves.issue))
    if place:
        words = message("Naar {issue}", "To {issue}", issue=moves.title)
        blocks.append(Paragraph(Link(words, f"#{place}")))
    elif not blocks:
        gone = Text(nl="Deze opgave staat er niet meer.", en="This issue is no longer there.")
        blocks.append(Paragraph(gone))
    return Section(
        anchor=anchor("changed", moves.issue),
        title=moves.title,
        blocks=tuple(blocks),
        aside="" if moves.type is ChangeType.CHANGED else moves.type.label,
    )


def _moved(moves: Moves, there: Collection[str]) -> Iterator[Block]:
    """Yield what moved as a list, and findings as the report shows them elsewhere.

    Args:
        moves: What moved.
        there: Ids of the findings that the report shows.
    """
    yield from _bullets(one for one in moves.parts() if not isinstance(one, FindingMove))
    if moves.findings:
        yield FindingLines(rows=tuple(_finding(one, there) for one in moves.findings))


def _bullets(parts: Iterable[Speaks]) -> Iterator[Block]:
    items: tuple[Cell, ...] = tuple(parts)
    if items:
        yield Bullets(items)


def _finding(one: FindingMove, there: Collection[str]) -> FindingLine:
    """Show a new finding with its weight, leading to it; one that is gone as gone."""
    if not one.is_new:
        return FindingLine(severity=Badge(_GONE, Tone.GOOD), words=one.said)
    badge = Badge(
        message("nieuw, {severity}", "new, {severity}", severity=one.severity),
        SEVERITY_TONES[one.severity],
    )
    return FindingLine(
        severity=badge,
        words=Link(one.said, f"#finding-{one.id}") if one.id in there else one.said,
        remedy="",
    )
