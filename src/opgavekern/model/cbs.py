"""Codes of Statistics Netherlands (CBS) for municipalities, districts and neighbourhoods."""

from __future__ import annotations

import re
from typing import Final

import attrs

from opgavekern.base.errors import BadValueError
from opgavekern.base.labels import Term
from opgavekern.base.texts import message, quoted


class AreaLevel(Term):
    """How large an area is; members compare from small to large."""

    NEIGHBOURHOOD = "neighbourhood", "buurt"
    DISTRICT = "district", "wijk"
    AREA = "area", "gebied"
    MUNICIPALITY = "municipality", "gemeente"
    REGION = "region", "regio"
    PROVINCE = "province", "provincie"

    def __lt__(self, other: AreaLevel) -> bool:
        order = list(AreaLevel)
        return order.index(self) < order.index(other)


_PATTERN: Final = re.compile(
    r"(?P<year>[12][0-9]{3})?"
    r"(?P<code>(?P<level>GM|WK|BU|PV)(?P<digits>[0-9]{2,8}))\Z"
)
_LEVELS: Final = {
    "PV": (AreaLevel.PROVINCE, 2),
    "GM": (AreaLevel.MUNICIPALITY, 4),
    "WK": (AreaLevel.DISTRICT, 6),
    "BU": (AreaLevel.NEIGHBOURHOOD, 8),
}


@attrs.frozen(kw_only=True)
class CbsCode:
    """A code such as `2023WK079410`, taken apart.

    The digits nest: four for the municipality, two more for the district, two more for the
    neighbourhood. A code means something only together with its year, since borders change.

    Attributes:
        code: Without the year, such as `WK079410`.
        level: Province, municipality, district or neighbourhood.
        year: The year that stands before it; None when none does.
    """

    __pattern__ = "([12][0-9]{3})?(PV[0-9]{2}|GM[0-9]{4}|WK[0-9]{6}|BU[0-9]{8})"

    code: str
    level: AreaLevel
    year: int | None = None

    @classmethod
    def from_text(cls, text: str) -> CbsCode:
        """Read a code with or without its year.

        Raises:
            BadValueError: It is none, or has too few or too many digits for its level.
        """
        found = _PATTERN.match(text)
        if found is not None:
            level, digits = _LEVELS[found["level"]]
            if len(found["digits"]) == digits:
                year = int(found["year"]) if found["year"] else None
                return cls(code=found["code"], level=level, year=year)
        raise BadValueError(
            message("{found} is geen CBS-code", "{found} is not a CBS code", found=quoted(text)),
            code="not-a-cbs-code",
            remedy=message(
                "Schrijf GM met 4 cijfers, WK met 6 of BU met 8, zoals WK079410.",
                "Write GM with 4 digits, WK with 6 or BU with 8, such as WK079410.",
            ),
        )

    @property
    def parent(self) -> CbsCode | None:
        """The area one level up that the digits name; None for a municipality or province."""
        digits = self.code[2:]
        if self.level is AreaLevel.NEIGHBOURHOOD:
            return CbsCode(code=f"WK{digits[:6]}", level=AreaLevel.DISTRICT, year=self.year)
        if self.level is AreaLevel.DISTRICT:
            return CbsCode(code=f"GM{digits[:4]}", level=AreaLevel.MUNICIPALITY, year=self.year)
        return None

    @property
    def municipality(self) -> CbsCode | None:
        """The municipality that the digits name; None for a province."""
        if self.level is AreaLevel.PROVINCE:
            return None
        return CbsCode(code=f"GM{self.code[2:6]}", level=AreaLevel.MUNICIPALITY, year=self.year)

    def __str__(self) -> str:
        return f"{self.year or ''}{self.code}"
