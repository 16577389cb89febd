"""Whether province and municipalities know each other in issues that are both's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from opgavekern.base import Text
from opgavekern.governance import (
    Finding,
    NoParameters,
    Rule,
    RuleContext,
    RuleKind,
    Scope,
    Severity,
)
from opgavekern.model import (
    Area,
    AreaId,
    AreaLevel,
    Dossier,
    Issue,
    OrganisationId,
    OrganisationKind,
    Phase,
    Ref,
)
from opgavekern_noord_brabant.members import AREA, MUNICIPALITIES, PROVINCE
from opgavekern_noord_brabant.rules.bases import LEVELS, SECRETARY

#: Issues with an adopted mandate that is being worked on.
RUNNING: Final = Scope(phases=frozenset(one for one in Phase if one.is_running))


def _takes_part(dossier: Dossier, issue: Issue, on: date) -> frozenset[OrganisationId]:
    """Return the organisations that own an issue or are involved in it as a stakeholder."""
    parties = (
        stakeholder.party
        for one in dossier.involvements_of(issue.id)
        if on in one.valid
        and (stakeholder := dossier.stakeholders.get(one.stakeholder)) is not None
    )
    heard = {
        OrganisationId(party.id)
        for party in parties
        if party is not None and party.kind == "organisation"
    }
    return frozenset(issue.owners) | heard


def _above(dossier: Dossier, area: AreaId) -> Iterator[Area]:
    """Yield an area and those that it lies in."""
    seen: set[AreaId] = set()
    found = dossier.areas.get(area)
    while found is not None and found.id not in seen:
        seen.add(found.id)
        yield found
        found = dossier.areas.get(found.parent)


_LARGE: Final = frozenset({AreaLevel.REGION, AreaLevel.PROVINCE})


def _without_province(dossier: Dossier, context: RuleContext[NoParameters]) -> Iterator[Finding]:
    for issue in dossier.issues:
        large = [
            one.id
            for one in (dossier.areas.get(area) for area in issue.areas)
            if one is not None
            and one.level in _LARGE
            and any(above.id == AREA for above in _above(dossier, one.id))
        ]
        ours = MUNICIPALITIES.intersection(issue.owners)
        if ours and large and PROVINCE not in _takes_part(dossier, issue, context.on):
            yield Finding(
                subject=Ref("issue", issue.id),
                path=("owners",),
                related=tuple(Ref("area", one) for one in large),
                text=Text(
                    nl="{subject} reikt verder dan de gemeente ({area}), maar de provincie doet "
                    "niet mee.",
                    en="{subject} reaches beyond the municipality ({area}), but the province takes "
                    "no part.",
                ),
                remedy=Text(
                    nl="Maak de provincie mede-eigenaar of belanghebbende, of beperk het gebied.",
                    en="Make the province an owner or a stakeholder, or narrow the area.",
                ),
                values={"area": Ref("area", large[0])},
            )


def _without_municipality(
    dossier: Dossier, context: RuleContext[NoParameters]
) -> Iterator[Finding]:
    for issue in dossier.issues:
        if PROVINCE not in issue.owners:
            continue
        present = _takes_part(dossier, issue, context.on)
        for town in _towns_of(dossier, issue):
            if town not in present:
                yield Finding(
                    subject=Ref("issue", issue.id),
                    key=town,
                    path=("owners",),
                    related=(Ref("organisation", town),),
                    text=Text(
                        nl="{subject} van de provincie speelt in {town}, maar die gemeente doet "
                        "niet mee.",
                        en="{subject} of the province is about {town}, but that municipality takes "
                        "no part.",
                    ),
                    remedy=Text(
                        nl="Maak de gemeente mede-eigenaar of belanghebbende.",
                        en="Make the municipality an owner or a stakeholder.",
                    ),
                    values={"town": Ref("organisation", town)},
                )


def _towns_of(dossier: Dossier, issue: Issue) -> list[OrganisationId]:
    """Return the municipalities of the province in whose area an issue is, in order of id."""
    within = {above.id for area in issue.areas for above in _above(dossier, area)}
    return [
        one.id
        for one in dossier.organisations
        if one.kind is OrganisationKind.MUNICIPALITY
        and one.id in MUNICIPALITIES
        and any(coverage.area in within for coverage in one.covers)
    ]


RULES: Final = (
    Rule(
        code="NBR-010",
        name="large_issue_without_province",
        title=Text(
            nl="Opgave over gemeentegrenzen zonder provincie",
            en="Issue beyond the municipality without the province",
        ),
        rationale=Text(
            nl="Wat groter is dan een gemeente, kan een gemeente niet alleen.",
            en="What is larger than a municipality, a municipality cannot do alone.",
        ),
        severity=Severity.ADVICE,
        kind=RuleKind.CONVENTION,
        basis=LEVELS,
        waivable_by=SECRETARY,
        reads=frozenset({"issues", "areas", "involvements", "stakeholders"}),
        each="issues",
        scope=RUNNING,
        check=_without_province,
    ),
    Rule(
        code="NBR-011",
        name="provincial_issue_without_municipality",
        title=Text(
            nl="Opgave van de provincie zonder de gemeente",
            en="Issue of the province without the municipality",
        ),
        rationale=Text(
            nl="Een wijk hoort van twee overheden een ander verhaal als die elkaar niet kennen.",
            en="A district hears two stories from two governments that do not know each other.",
        ),
        severity=Severity.ADVICE,
        kind=RuleKind.CONVENTION,
        basis=LEVELS,
        waivable_by=SECRETARY,
        reads=frozenset({"issues", "areas", "organisations", "involvements", "stakeholders"}),
        each="issues",
        scope=RUNNING,
        check=_without_municipality,
    ),
)
