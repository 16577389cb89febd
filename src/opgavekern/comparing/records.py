"""Changed records as moves, and which of them an issue's other moves already tell."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import attrs

from opgavekern.base.canonical import canonical_json
from opgavekern.comparing.issues import Pair
from opgavekern.comparing.moves import FieldMove, HeaderMove, MoneyMove, PersonMove, RecordMove
from opgavekern.comparing.outcomes import IssueMoves
from opgavekern.comparing.sides import HOLDERS
from opgavekern.comparing.wording import FieldWords
from opgavekern.model import Assignment, BudgetShare, Change, ChangeType, FieldChange, Issue

#: What of an assignment is said by who came and left, and by the hours.
_IN_HOURS: Final = frozenset({"hours_per_week", "status", "valid"})


def record_move(change: Change, pair: Pair) -> RecordMove:
    """Say in words what became of a record."""
    fields = _field_moves(change, pair)
    return RecordMove(called=pair.call(change.ref), type=change.type, fields=fields)


def header_move(change: Change, pair: Pair) -> HeaderMove:
    """Say in words what became of the header."""
    return HeaderMove(fields=_field_moves(change, pair))


def _field_moves(change: Change, pair: Pair) -> tuple[FieldMove, ...]:
    cls: type = type(change.before if change.after is None else change.after)
    return tuple(_field_move(one, cls, pair) for one in change.fields)


def _field_move(field: FieldChange, cls: type, pair: Pair) -> FieldMove:
    shown = pair.personal or not field.is_personal
    before, after = map(canonical_json, field.plain()) if shown else (None, None)
    words = FieldWords(pair.old.dossier, pair.new.dossier, names=pair.names, personal=pair.personal)
    said = words.say(field, cls)
    return FieldMove(path=field.path, said=said, before=before, after=after)


def marked(move: RecordMove, change: Change, issue: IssueMoves) -> RecordMove:
    """Mark what the issue's phase, people, money and hours already tell of a record."""
    held = change.before if change.after is None else change.after
    if isinstance(held, Issue):
        if move.type is not ChangeType.CHANGED:
            return attrs.evolve(move, is_told=True)
        return _with_told(move, _told_of_issue(issue))
    if isinstance(held, Assignment):
        return _with_told(move, _told_of_assignment(held, issue))
    if isinstance(held, BudgetShare):
        return _with_told(move, _told_of_share(held, issue.money))
    return move


def _with_told(move: RecordMove, told: Collection[str] | None) -> RecordMove:
    """Mark fields that are told; the record too, where that is all there is."""
    if told is None:
        return move
    fields = tuple(attrs.evolve(one, is_told=one.path[0] in told) for one in move.fields)
    return attrs.evolve(move, fields=fields, is_told=all(one.is_told for one in fields))


def _told_of_issue(issue: IssueMoves) -> set[str]:
    told = {HOLDERS[one.position] for one in issue.people if one.position in HOLDERS}
    return told | ({"history"} if issue.phase is not None else set())


def _told_of_assignment(held: Assignment, issue: IssueMoves) -> Collection[str] | None:
    has_moved = any(_is_of(one, held) for one in issue.people)
    return _IN_HOURS if has_moved or issue.hours is not None else None


def _is_of(move: PersonMove, held: Assignment) -> bool:
    return move.person == held.person and move.position not in HOLDERS


def _told_of_share(held: BudgetShare, money: tuple[MoneyMove, ...]) -> Collection[str] | None:
    moved = any((one.programme, one.year) == (held.programme, held.year) for one in money)
    return {"amount"} if moved else None
