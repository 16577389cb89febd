"""Whether areas are what their codes say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from opgavekern.base.texts import Text
from opgavekern.governance import (
    Basis,
    Finding,
    NoParameters,
    Rule,
    RuleContext,
    RuleKind,
    Severity,
)
from opgavekern.model import Area, AreaLevel, Dossier, Ref

_CBS: Final = Basis(
    reference="CBS, Wijk- en buurtindeling",
    address="https://www.cbs.nl",
    explanation=Text(
        nl="Codes nesten van gemeente naar wijk naar buurt; grenzen wijzigen per jaar.",
        en="Codes nest from municipality to district to neighbourhood; borders change yearly.",
    ),
    verified=False,
)


def _without_year(dossier: Dossier, context: RuleContext[NoParameters]) -> Iterator[Finding]:
    for area in dossier.areas:
        codes = (area.code, *area.comprises) if area.code else area.comprises
        bare = [str(code) for code in codes if code.year is None]
        if bare:
            yield Finding(
                subject=Ref("area", area.id),
                path=("code",) if area.code and area.code.year is None else ("comprises",),
                text=Text(
                    nl="Bij {subject} staat {code} zonder jaar.",
                    en="{subject} has {code} without a year.",
                ),
                remedy=Text(
                    nl="Zet het jaar van de indeling ervoor, zoals 2023{code}.",
                    en="Put the year of the division before it, such as 2023{code}.",
                ),
                values={"code": bare[0]},
            )


WITHOUT_YEAR: Final = Rule(
    code="NL-060",
    name="area_code_without_year",
    title=Text(nl="Gebiedscode zonder jaar", en="Area code without year"),
    rationale=Text(
        nl="Grenzen wijzigen: gemeenten kregen andere wijken onder dezelfde nummers.",
        en="Borders change: municipalities got other districts under the same numbers.",
    ),
    severity=Severity.ADVICE,
    kind=RuleKind.CONVENTION,
    departable=True,
    basis=_CBS,
    reads=frozenset({"areas"}),
    each="areas",
    check=_without_year,
)


def _contradicts_parent(dossier: Dossier, context: RuleContext[NoParameters]) -> Iterator[Finding]:
    for area in dossier.areas:
        above = _nearest_coded(dossier, area)
        if area.code is None or above is None or above.code is None:
            continue
        if not area.level < above.level:
            yield _finding(area, above, _NOT_SMALLER)
        elif above.level in _CODED and not area.code.code[2:].startswith(above.code.code[2:]):
            yield _finding(area, above, _OTHER_DIGITS)


_CODED: Final = frozenset({AreaLevel.DISTRICT, AreaLevel.MUNICIPALITY})
_NOT_SMALLER: Final = Text(
    nl="{subject} ligt volgens het dossier in {above}, maar is niet kleiner van niveau.",
    en="{subject} lies in {above} by the dossier, but is of no smaller level.",
)
_OTHER_DIGITS: Final = Text(
    nl="{subject} ({code}) ligt volgens het dossier in {above} ({other}), maar de cijfers van de "
    "codes zeggen iets anders.",
    en="{subject} ({code}) lies in {above} ({other}) by the dossier, but the digits of the codes "
    "say otherwise.",
)


def _nearest_coded(dossier: Dossier, area: Area) -> Area | None:
    """Return the first area above with a code of its own; own areas in between are passed."""
    seen = {area.id}
    above = dossier.areas.get(area.parent)
    while above is not None and above.code is None and above.id not in seen:
        seen.add(above.id)
        above = dossier.areas.get(above.parent)
    return above


def _finding(area: Area, above: Area, text: Text) -> Finding:
    return Finding(
        subject=Ref("area", area.id),
        path=("parent",),
        related=(Ref("area", above.id),),
        text=text,
        remedy=Text(
            nl="Verbeter de code, of in welk gebied het ligt.",
            en="Correct the code, or the area that it lies in.",
        ),
        values={
            "above": Ref("area", above.id),
            "code": str(area.code),
            "other": str(above.code),
        },
    )


CONTRADICTS_PARENT: Final = Rule(
    code="NL-061",
    name="area_contradicts_parent",
    title=Text(nl="Gebied ligt niet waar de code zegt", en="Area is not where its code says"),
    rationale=Text(
        nl="Cijfers tellen anders op naar het verkeerde gebied.",
        en="Figures add up to the wrong area otherwise.",
    ),
    severity=Severity.WARNING,
    kind=RuleKind.CONVENTION,
    departable=True,
    basis=_CBS,
    reads=frozenset({"areas"}),
    check=_contradicts_parent,
)

RULES: Final = (WITHOUT_YEAR, CONTRADICTS_PARENT)
