"""From troubles to problems: each with its place, and of one file only so many in full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Final

import attrs

from opgavekern.base.errors import Location, Problem
from opgavekern.base.personal import unquoted
from opgavekern.base.texts import message
from opgavekern.files.gathering import Draft
from opgavekern.files.troubles import Spot, Trouble
from opgavekern.files.vocabulary import field_meanings, fold
from opgavekern.model.facts import Header
from opgavekern.model.kinds import kind_named
from opgavekern.model.shape import shape_of
from opgavekern.model.structuring import may_name_people, without_typed_name

#: Codes of names that were not understood; what they name may well be there.
NAMES_UNKNOWN: Final = frozenset({"unknown-field", "ambiguous-name", "unknown-column"})


def placed(draft: Draft) -> list[Problem]:
    """Place every trouble; of one file only so many in full, the rest as a count."""
    full: Counter[str] = Counter()
    more: Counter[str] = Counter()
    problems = []
    snagged = snagged_in(draft)
    for trouble in draft.troubles:
        file = trouble.spot.source.file
        if full[file] >= draft.limits.problems_shown:
            more[file] += 1
            continue
        if trouble.code in NAMES_UNKNOWN and is_snagged(trouble.spot, snagged):
            continue  # Such as `<<`, of which more was said.
        full[file] += 1
        problems.append(problem_of(trouble))
    return problems + [_and_more(file, count) for file, count in more.items()]


#: By file, the places of what could not be read at all, such as an alias or `#REF!`.
Snagged = Mapping[str, Collection[object]]


def snagged_in(draft: Draft) -> Snagged:
    """Return where something could not be read at all."""
    found: dict[str, set[object]] = {}
    for problem in draft.problems:
        if problem.location is not None and (problem.location.line or problem.location.cell):
            found.setdefault(problem.location.file, set()).add(problem.location.sort_key)
    return found


def is_snagged(spot: Spot, snagged: Snagged) -> bool:
    """Tell whether at a spot something could not be read at all."""
    places = snagged.get(spot.source.file, ())
    return bool(places) and spot.location().sort_key in places


def problem_of(trouble: Trouble) -> Problem:
    """Return a trouble as people read it, with its place; never what may be a person's name."""
    path = _identified(trouble)
    kind = kind_named(trouble.kind or "")
    is_secret = kind is not None and may_name_people(kind.record, path)
    problem = Problem(
        code=trouble.code,
        message=unquoted(trouble.message) if is_secret else trouble.message,
        remedy=trouble.advice(),
        location=trouble.spot.location(),
        related=tuple(attrs.evolve(one.location(), excerpt=None) for one in trouble.related),
        kind=trouble.kind,
        id=trouble.id,
        path=path,
    )
    return problem if kind is None else without_typed_name(problem, kind.record)


def _identified(trouble: Trouble) -> tuple[str | int, ...]:
    """Return the path of a trouble with identifiers instead of names as typed."""
    kind = kind_named(trouble.kind or "")
    cls: type | None = kind.record if kind is not None else Header
    done: list[str | int] = []
    for part in trouble.path:
        if isinstance(part, int) or cls is None:
            done.append(part)
            continue
        means = field_meanings(cls).get(fold(part), ())
        name = means[0].identifier if means else part
        done.append(name)
        cls = shape_of(cls, name).nested if means else None
    return tuple(done)


def _and_more(file: str, count: int) -> Problem:
    return Problem(
        code="more-problems",
        message=message(
            "naast de problemen die hier staan heeft dit bestand er nog {count}",
            "besides the problems listed, this file has {count} more",
            count=count,
        ),
        remedy=message(
            "Los eerst op wat hier staat, en lees dan opnieuw.",
            "Solve what is listed first, then read again.",
        ),
        location=Location(file=file),
        count=count,
    )
