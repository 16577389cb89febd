"""Whether codes of districts exist in the year that stands before them."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from opgavekern.base import Text
from opgavekern.governance import Finding, NoParameters, Rule, RuleContext, RuleKind, Severity
from opgavekern.model import CbsCode, Dossier, Ref
from opgavekern_haarlem.rules.bases import DIVISIONS

#: How many districts the division of a year has, numbered from 01; other years were not counted.
_DISTRICTS: Final = MappingProxyType({2014: 9, 2022: 21, 2023: 21})


def _is_of_no_such_district(code: CbsCode) -> bool:
    count = _DISTRICTS.get(code.year or 0)
    if count is None or not code.code.startswith(("WK0392", "BU0392")):
        return False
    return not 1 <= int(code.code[6:8]) <= count


def _of_another_year(dossier: Dossier, context: RuleContext[NoParameters]) -> Iterator[Finding]:
    for area in dossier.areas:
        codes = (area.code, *area.comprises) if area.code else area.comprises
        wrong = [code for code in codes if _is_of_no_such_district(code)]
        if wrong and context.on in area.valid:
            year = wrong[0].year
            yield Finding(
                subject=Ref("area", area.id),
                path=("code",) if wrong[0] == area.code else ("comprises",),
                text=Text(
                    nl="Bij {subject} staat {code}, maar in {year} waren er {count} wijken.",
                    en="{subject} has {code}, but in {year} there were {count} districts.",
                ),
                remedy=Text(
                    nl="Zoek op bij welk jaar de code hoort; wijken van 2014 zijn andere dan die "
                    "van 2023.",
                    en="Look up to which year the code belongs; districts of 2014 are others than "
                    "those of 2023.",
                ),
                values={
                    "code": str(wrong[0]),
                    "year": str(year),
                    "count": _DISTRICTS.get(year or 0, 0),
                },
            )


RULES: Final = (
    Rule(
        code="HAA-030",
        name="district_code_of_another_year",
        title=Text(nl="Wijkcode van een ander jaar", en="District code of another year"),
        rationale=Text(
            nl="Zonder het juiste jaar tellen cijfers op naar het verkeerde gebied.",
            en="Without the right year figures add up to the wrong area.",
        ),
        severity=Severity.WARNING,
        kind=RuleKind.CONVENTION,
        basis=DIVISIONS,
        reads=frozenset({"areas"}),
        each="areas",
        check=_of_another_year,
    ),
)
