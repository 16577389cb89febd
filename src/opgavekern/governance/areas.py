"""In which areas a record is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from opgavekern.governance.following import Followed, followed
from opgavekern.model import AreaId, Dossier, Ref
from opgavekern.model.shape import references

#: Fields of a record that say where it is; where an organisation works is not where it belongs.
_OWN: Final = frozenset({"area", "areas"})


def areas_of(dossier: Dossier, ref: Ref) -> frozenset[AreaId]:
    """Return the areas in which a record is, as far as they are named.

    What names areas is there; what concerns issues is where they are; what hangs on something
    else, as an item does on its programme, where that is.

    Returns:
        Without the areas around them. Empty where no area is named, also where what would tell is
        withheld.
    """
    return frozenset(map(AreaId, area_ids(dossier, ref).ids))


def area_ids(dossier: Dossier, ref: Ref) -> Followed:
    """Return the same, and whether what may have told more is withheld."""
    return followed(dossier, ref, itself="area", own=_own)


def _own(record: Any) -> Iterator[AreaId]:
    for path, target in references(record):
        if path[0] in _OWN and target.kind == "area":
            yield AreaId(target.id)
