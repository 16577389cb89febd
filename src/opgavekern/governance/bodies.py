"""To which public bodies a record belongs, so that each is judged by its own rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from opgavekern.governance.resolving import ANYONE_ELSE, Bodies
from opgavekern.model import (
    Dossier,
    OrganisationId,
    OrganisationKind,
    Ref,
    WithheldError,
    kind_named,
)
from opgavekern.model.shape import references

#: Fields of a record that name the bodies whose it is.
_OWN: Final = frozenset({"owners", "organisation", "parties", "employment"})
#: By which of its fields a record without bodies of its own belongs to something that has them:
#: the first field that leads to a body counts.
_HANGS_ON: Final = MappingProxyType(
    {
        "proficiency": ("person",),
        "absence": ("person",),
        "pairing": ("one", "other"),
        "appointment": ("body", "person", "term"),
        "portfolio": ("term", "holders"),
        "need": ("signals",),
        "policy": ("portfolio",),
        "measure": ("policy",),
        "budget_programme": ("portfolio", "term"),
        "budget_share": ("programme",),
        "ambition": ("portfolios", "term"),
        "assignment": ("team", "person"),
        "programme_item": ("programme", "action_owner"),
        "agreement": ("programmes",),
        "effort": ("owner",),
        "contribution": ("goal", "contributor"),
        "precedence": ("before", "after"),
        "indicator": ("goals",),
        "observation": ("indicator",),
        "stakeholder": ("party",),
        "participation_moment": ("programmes",),
        "meeting_series": ("body",),
        "submission_deadline": ("body",),
        "closed_period": ("bodies",),
        "meeting": ("body", "series"),
        "agenda_item": ("decision", "meeting", "portfolios"),
        "decision": ("body", "meeting", "portfolios", "programmes"),
        "motion": ("meeting", "portfolio"),
        "question": ("asked_of",),
        "pledge": ("body", "portfolio", "made_by"),
        "planning_document": ("programmes", "decision"),
        "content_frame": ("unit",),
        "reflection": ("team",),
        "lesson": ("learned_from",),
        "waiver": ("subject",),
    }
)


def bodies_of(dossier: Dossier, ref: Ref, *, on: date | None = None) -> frozenset[OrganisationId]:
    """Return the organisations to which a record belongs.

    An issue belongs to its owners, a person to who employs them, a unit, body or programme to its
    organisation. What concerns issues belongs to their owners; what hangs on something else, as a
    meeting does on a body, to whom that belongs.

    Args:
        dossier: What is known.
        ref: The record.
        on: The day, where a record changes hands; None for all times together.

    Returns:
        Empty where nothing is known, also where what would tell is withheld: it can then be of
        any body.
    """
    return frozenset(_found(dossier, ref, on, set()))


def _found(dossier: Dossier, ref: Ref, on: date | None, seen: set[Ref]) -> Iterable[OrganisationId]:
    kind = kind_named(ref.kind)
    if ref in seen or kind is None or dossier.of_kind(kind.plural).is_withheld:
        return ()
    seen.add(ref)
    if ref.kind == "organisation":
        return (OrganisationId(ref.id),)
    record = dossier.find(ref)
    if record is None:
        return ()
    return (
        set(_own(record, on))
        or {owner for issue in _concerned(dossier, ref) for owner in dossier.issues[issue].owners}
        or _through(dossier, ref.kind, record, on, seen)
    )


def _own(record: Any, on: date | None) -> Iterator[OrganisationId]:
    for path, target in references(record):
        if path[0] not in _OWN or target.kind != "organisation":
            continue
        held = getattr(record, str(path[0]))
        part = held[path[1]] if len(path) > 2 else record
        if on is None or on in part.valid or part is record:
            yield OrganisationId(target.id)


def _concerned(dossier: Dossier, ref: Ref) -> Iterable[Any]:
    try:
        return [one for one in dossier.issues_concerned(ref) if one in dossier.issues]
    except WithheldError:
        return ()


def _through(
    dossier: Dossier, kind: str, record: Any, on: date | None, seen: set[Ref]
) -> set[OrganisationId]:
    """Follow the fields by which a record hangs on others, the first that leads somewhere."""
    targets = list(references(record))
    for field in _HANGS_ON.get(kind, ()):
        found = {
            owner
            for path, target in targets
            if path[0] == field
            for owner in _found(dossier, target, on, seen)
        }
        if found:
            return found
    return set()


_ANYONE: Final[Bodies] = frozenset({ANYONE_ELSE})
#: What is judged by its own rules; any other organisation is somebody's partner.
_PUBLIC: Final = frozenset(
    {
        OrganisationKind.MUNICIPALITY,
        OrganisationKind.PROVINCE,
        OrganisationKind.WATER_AUTHORITY,
        OrganisationKind.JOINT_ARRANGEMENT,
        OrganisationKind.NATIONAL_GOVERNMENT,
    }
)


class Belonging:
    """To which of the bodies that plugins name each record belongs, on one day."""

    def __init__(self, dossier: Dossier, on: date, named: Bodies) -> None:
        """Take note of a dossier.

        Args:
            dossier: What is known.
            on: The day.
            named: The bodies that some plugin governs by name.
        """
        self._dossier = dossier
        self._on = on
        self._named = named
        self._known: dict[Ref, Bodies] = {}

    def of(self, ref: Ref) -> Bodies:
        """Return the named bodies of a record, `ANYONE_ELSE` for any other.

        An organisation that no plugin names counts as the one that it is part of. A record of
        which nothing is known counts as one of each body that is named, and so does an
        organisation that is no public body: a resident council or a firm is a partner of any.
        Where organisations are withheld, one that is not named may be part of any that is.
        """
        found = self._known.get(ref)
        if found is None:
            owners = bodies_of(self._dossier, ref, on=self._on)
            is_hidden = self._dossier.organisations.is_withheld and not owners <= self._named
            found = frozenset() if is_hidden else frozenset(map(self._nearest, owners))
            if found == _ANYONE and self._is_partner(ref):
                found = frozenset()
            found = found or self._named or _ANYONE
            self._known[ref] = found
        return found

    def _is_partner(self, ref: Ref) -> bool:
        if ref.kind != "organisation" or self._dossier.organisations.is_withheld:
            return False
        record = self._dossier.organisations.get(OrganisationId(ref.id))
        return record is not None and record.kind not in _PUBLIC

    def _nearest(self, body: OrganisationId) -> OrganisationId:
        """Return the first named organisation of those that one is part of, itself first."""
        seen: set[OrganisationId] = set()
        above: OrganisationId | None = body
        while above is not None and above not in seen:
            if above in self._named:
                return above
            seen.add(above)
            record = self._dossier.known("organisations").get(above)
            above = record.part_of if record else None
        return ANYONE_ELSE
