"""To which public bodies a record belongs, so that each is judged by its own rules."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from opgavekern.governance.areas import area_ids
from opgavekern.governance.following import followed
from opgavekern.governance.in_force import ANYONE_ELSE, Bodies
from opgavekern.governance.places import ANYWHERE_ELSE, Places, nearest
from opgavekern.model import AreaId, Dossier, OrganisationId, OrganisationKind, Ref
from opgavekern.model.shape import references

#: Fields of a record that name the bodies whose it is.
_OWN: Final = frozenset({"owners", "organisation", "parties", "employment"})


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
    found = followed(dossier, ref, itself="organisation", own=lambda record: _own(record, on))
    return frozenset(map(OrganisationId, found.ids))


def _own(record: Any, on: date | None) -> Iterator[OrganisationId]:
    for path, target in references(record):
        if path[0] not in _OWN or target.kind != "organisation":
            continue
        held = getattr(record, str(path[0]))
        part = held[path[1]] if len(path) > 2 else record
        if on is None or on in part.valid or part is record:
            yield OrganisationId(target.id)


_ANYONE: Final[Bodies] = frozenset({ANYONE_ELSE})
_ANYWHERE: Final[Places] = frozenset({ANYWHERE_ELSE})
#: What is judged by its own rules; any other organisation is somebody's partner.
PUBLIC: Final = frozenset(
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

    def __init__(
        self, dossier: Dossier, on: date, named: Bodies, areas: Places = frozenset()
    ) -> None:
        """Take note of a dossier.

        Args:
            dossier: What is known.
            on: The day.
            named: The bodies that some plugin governs by name.
            areas: The areas that some plugin governs by name.
        """
        self._areas = areas
        self._places: dict[Ref, Places] = {}
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

    def places_of(self, ref: Ref) -> Places:
        """Return the named areas of a record, `ANYWHERE_ELSE` for any other place.

        An area that no plugin names counts as the nearest named one that it lies in. A record
        that is in no area in particular is anywhere else. What would tell and is withheld may be
        anywhere.
        """
        found = self._places.get(ref)
        if found is None:
            found = self._places[ref] = self._named_areas(ref) if self._areas else _ANYWHERE
        return found

    def _named_areas(self, ref: Ref) -> Places:
        told = area_ids(self._dossier, ref)
        own = frozenset(map(AreaId, told.ids))
        is_hidden = told.is_hidden and not own
        if is_hidden or (self._dossier.areas.is_withheld and not own <= self._areas):
            return self._areas | _ANYWHERE
        return frozenset(nearest(one, self._areas, self._parents) for one in own) or _ANYWHERE

    @functools.cached_property
    def _parents(self) -> dict[AreaId, AreaId | None]:
        return {one.id: one.parent for one in self._dossier.known("areas")}

    def is_among(self, ref: Ref, whose: Bodies | None, where: Places | None) -> bool:
        """Tell whether a record is of one of some bodies, in one of some areas; None is any."""
        return (whose is None or not whose.isdisjoint(self.of(ref))) and (
            where is None or not where.isdisjoint(self.places_of(ref))
        )

    def _is_partner(self, ref: Ref) -> bool:
        if ref.kind != "organisation" or self._dossier.organisations.is_withheld:
            return False
        record = self._dossier.organisations.get(OrganisationId(ref.id))
        return record is not None and record.kind not in PUBLIC

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
