"""Areas from neighbourhood to province, how they changed, and who lives there."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs

from opgavekern.base.labels import dutch
from opgavekern.model.cbs import AreaLevel, CbsCode
from opgavekern.model.record import Record
from opgavekern.model.references import AreaId, AreaSuccessionId, PopulationGroupId
from opgavekern.model.values import between, not_negative

#: Longitude and latitude in degrees, WGS84.
Point = tuple[float, float]
Ring = tuple[Point, ...]
#: An outer ring, and rings of holes after it; each ring ends where it began.
Polygon = tuple[Ring, ...]


@dutch(
    "gebied",
    id="id",
    name="naam",
    level="niveau",
    code="cbs-code",
    parent="ligt in",
    comprises="omvat",
    outline="omtrek",
)
@attrs.frozen(kw_only=True)
class Area(Record):
    """A part of the map: a CBS level, or an area that the municipality drew itself.

    Attributes:
        id: Name within the dossier.
        name: As people say it.
        level: How large it is.
        code: CBS code with its year, `2023WK079410`: a code means something only with its year.
        parent: The larger area that it lies in.
        comprises: CBS codes of which a municipality's own area is the sum.
        outline: Polygons in WGS84, for drawing.
    """

    id: AreaId
    name: str
    level: AreaLevel
    code: CbsCode | None = None
    parent: AreaId | None = None
    comprises: tuple[CbsCode, ...] = ()
    outline: tuple[Polygon, ...] = attrs.field(default=(), repr=False)


@dutch(
    "gebiedswijziging",
    id="id",
    predecessor="voorganger",
    successor="opvolger",
    on="op",
    share="deel",
)
@attrs.frozen(kw_only=True)
class AreaSuccession(Record):
    """One area that went over, wholly or in part, into another.

    Attributes:
        id: Name within the dossier.
        predecessor: The area that was.
        successor: The area that came.
        on: First day of the new area.
        share: Part of the predecessor's inhabitants that went over, 0 to 1.
    """

    predecessor: AreaId
    successor: AreaId
    on: date | None = None
    share: Decimal | None = attrs.field(default=None, validator=between(0, 1))
    id: AreaSuccessionId = attrs.field()

    @id.default
    def _from_its_ends(self) -> AreaSuccessionId:
        return AreaSuccessionId(f"{self.predecessor}.{self.successor}")


@dutch(
    "bevolkingsgroep",
    id="id",
    name="naam",
    area="gebied",
    count="aantal",
    reference_date="peildatum",
)
@attrs.frozen(kw_only=True)
class PopulationGroup(Record):
    """Residents, entrepreneurs or others of one area, counted on a day.

    Attributes:
        id: Name within the dossier.
        name: Who they are, such as "65 and older".
        area: Where they live or work.
        count: How many.
        reference_date: The day on which they were counted.
    """

    id: PopulationGroupId
    name: str
    area: AreaId
    count: int | None = attrs.field(default=None, validator=not_negative)
    reference_date: date | None = None
