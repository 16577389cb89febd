"""What changed as JSON, in a shape that is promised: what programs may build on."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from opgavekern.base.canonical import plain_decimal
from opgavekern.base.texts import LANGUAGES, Speaks

if TYPE_CHECKING:
    from opgavekern.comparing import Comparison, FieldMove, FindingMove, IssueMoves, Moves
    from opgavekern.governance import Named
    from opgavekern.model import Dossier

#: Goes up when a program that reads the shape could break; what is added breaks none.
FORMAT: Final = 1


def plain_comparison(
    found: Comparison, *, old: tuple[str, Dossier], new: tuple[str, Dossier]
) -> dict[str, Any]:
    """Return what changed as plain data, the same keys however much that is.

    Keys: `format`; `old` and `new` (source, name, digest, on); `differs`; `header` (fields);
    `issues`, each with `type` (added, removed, changed), `phase`, `people`, `money`, `hours`,
    `records` and `findings`; `others` (records and findings that concern no issue);
    `not_compared` (kinds, rules). Money and hours are text, so that no digit is lost. What a
    field held is plain data; null, with `is_hidden`, where that is personal and was not asked for.
    """
    return {
        "format": FORMAT,
        "old": _side(*old, found.old_on, found.old_digest),
        "new": _side(*new, found.on, found.digest),
        "differs": bool(found),
        "header": list(map(_field, found.header.fields)) if found.header else [],
        "issues": [_issue(one) for one in found.issues],
        "others": _moves(found.others),
        "not_compared": {
            "kinds": list(found.not_compared),
            "rules": list(found.rules_not_compared or ()),
        },
    }


def _side(source: str, dossier: Dossier, on: date, digest: str) -> dict[str, Any]:
    return {
        "source": source,
        "name": dossier.header.name,
        "digest": digest,
        "on": on.isoformat(),
    }


def _issue(one: IssueMoves) -> dict[str, Any]:
    phase, hours = one.phase, one.hours
    return {
        "issue": one.issue,
        "title": one.title,
        "type": one.type.value,
        "phase": None
        if phase is None
        else _pair(
            phase.before.value if phase.before else None, phase.after.value if phase.after else None
        ),
        "people": [
            {
                "position": move.position.value,
                "person": move.person,
                "called": _called(move.called),
                "has_come": move.has_come,
            }
            for move in one.people
        ],
        "money": [
            {
                "programme": move.programme,
                "called": _called(move.called),
                "year": move.year,
                **_pair(_number(move.before), _number(move.after)),
            }
            for move in one.money
        ],
        "hours": None
        if hours is None
        else {
            "committed": _pair(_number(hours.committed_before), _number(hours.committed_after)),
            "requested": _pair(_number(hours.requested_before), _number(hours.requested_after)),
        },
        **_moves(one),
    }


def _moves(moves: Moves) -> dict[str, Any]:
    return {
        "records": [
            {
                "kind": one.ref.kind,
                "id": one.ref.id,
                "called": _called(one.called),
                "type": one.type.value,
                "fields": list(map(_field, one.fields)),
            }
            for one in moves.records
        ],
        "findings": [_finding(one) for one in moves.findings],
    }


def _field(one: FieldMove) -> dict[str, Any]:
    before, after = (None if held is None else json.loads(held) for held in (one.before, one.after))
    is_hidden = one.before is None and one.after is None
    return {"path": list(one.path), **_pair(before, after), "is_hidden": is_hidden}


def _finding(one: FindingMove) -> dict[str, Any]:
    return {
        "id": one.id,
        "code": one.code,
        "severity": one.severity.value,
        "subject": {"kind": one.subject.kind, "id": one.subject.id},
        "message": _texts(one.said),
        "remedy": _texts(one.remedy),
        "is_new": one.is_new,
        "by_waiver": one.by_waiver,
    }


def _pair(before: Any, after: Any) -> dict[str, Any]:
    return {"before": before, "after": after}


def _number(value: Any) -> str | None:
    return None if value is None else plain_decimal(value)


def _called(named: Named) -> str:
    return named.name


def _texts(said: Speaks) -> dict[str, str]:
    return {language: said.text(language) for language in LANGUAGES}
