"""One record at a time: from plain data, as a form or an API sends it, and back."""

from __future__ import annotations

from typing import Any, TypeVar

import attrs

from opgavekern.base.errors import BadValueError, DossierError
from opgavekern.base.texts import message
from opgavekern.model.facts import Header
from opgavekern.model.kinds import KINDS

T = TypeVar("T")


def from_plain(cls: type[T], plain: object) -> T:
    """Make one record, header or answer from plain data.

    References are not judged: a record alone does not know the others. Lay it in a dossier by
    `replace`, and ask that for `unresolved`.

    Args:
        cls: Such as `Issue`; `kind_named("issue").record` where the kind is known by name.
        plain: Fields by identifier, as `to_plain` returns them.

    Raises:
        DossierError: With every problem, each with kind, id and JSON pointer.
        BadValueError: What should be a class is none.

    >>> from opgavekern.model import Issue
    >>> from_plain(Issue, {"id": "warm-homes", "title": "Warm homes"}).title
    'Warm homes'
    """
    from opgavekern.model.structuring import readable_id, structure_one, without_typed_name

    wanted: object = cls  # A caller without types may turn the two round.
    if not isinstance(wanted, type):
        raise BadValueError(
            message(
                "eerst de klasse, dan de gegevens: from_plain(Issue, plain)",
                "first the class, then the data: from_plain(Issue, plain)",
            ),
            code="not-a-class",
            field="cls",
        )
    made, flaws = structure_one(plain, cls)
    if made is None:
        kind = _kind_of_class(cls)
        id = readable_id(plain, cls) if kind else None
        raise DossierError(
            attrs.evolve(without_typed_name(flaw.problem, cls), kind=kind, id=id) for flaw in flaws
        )
    return made


def to_plain(value: object) -> dict[str, Any]:
    """Return the plain data of one record, header or answer: what JSON can hold.

    Of records and headers, what is at its default is left out; an answer is written whole.
    """
    from opgavekern.base.converting import unstructure

    plain: dict[str, Any] = unstructure(value)
    return plain


def _kind_of_class(cls: type) -> str | None:
    if cls is Header:
        return "dossier"
    return next((kind.name for kind in KINDS if kind.record is cls), None)
