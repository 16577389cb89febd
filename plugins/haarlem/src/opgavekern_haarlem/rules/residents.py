"""Who speaks for residents: resident councils until the end of 2024, platforms since.

The same question has two rules, each valid in its time, so that a check of a day in 2024 still
asks for a resident council.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any, Final

import attrs

from opgavekern.base import Text
from opgavekern.governance import (
    Finding,
    NoParameters,
    Rule,
    RuleContext,
    RuleKind,
    Severity,
    parameter,
)
from opgavekern.model import (
    Dossier,
    Organisation,
    OrganisationId,
    OrganisationKind,
    Period,
    Programme,
    Ref,
    RoleId,
)
from opgavekern_haarlem.city import CITY, is_ours, lies_in, own_areas_of
from opgavekern_haarlem.options import HaarlemOptions
from opgavekern_haarlem.rules.bases import AREA_WORK, INITIATIVE, PLATFORMS, SECRETARY
from opgavekern_haarlem.rules.programmes import area_programmes

_LAST_DAY_OF_COUNCILS: Final = date(2024, 12, 31)
_FIRST_DAY_OF_PLATFORMS: Final = date(2025, 1, 1)
_INITIATIVE_COUNCIL: Final = OrganisationId("haarlem-initiatiefraad")
_MEMBER: Final = RoleId("haarlem-lid-initiatiefraad")


def _partners(dossier: Dossier, programme: Programme) -> Iterator[Organisation]:
    for partner in programme.partners:
        stakeholder = dossier.stakeholders.get(partner)
        party = stakeholder.party if stakeholder is not None else None
        if party is not None and party.kind == "organisation":
            organisation = dossier.organisations.get(OrganisationId(party.id))
            if organisation is not None:
                yield organisation


def _unheard(
    dossier: Dossier, context: RuleContext[NoParameters], *, voice: OrganisationKind
) -> Iterator[Finding]:
    for one in area_programmes(dossier):
        if context.on not in one.valid:
            continue
        kinds = {partner.kind_on(context.on) for partner in _partners(dossier, one)}
        if voice not in kinds:
            yield Finding(
                subject=Ref("programme", one.id),
                path=("partners",),
                text=Text(
                    nl="Bij {subject} is geen {voice} partner.",
                    en="No {voice} is a partner in {subject}.",
                ),
                remedy=Text(
                    nl="Bespreek het programma met wie voor bewoners van het gebied spreekt, en "
                    "leg dat als partner vast.",
                    en="Discuss the programme with who speaks for residents of the area, and "
                    "record it as a partner.",
                ),
                values={"voice": voice},
            )


def _is_of_the_city(dossier: Dossier, one: Organisation) -> bool:
    """Tell whether an organisation works in Haarlem; one that says nowhere is the dossier's."""
    if not one.covers:
        return is_ours(dossier, None)
    city = frozenset({CITY})
    return any(lies_in(dossier, coverage.area, city) for coverage in one.covers)


def _still_a_council(dossier: Dossier, context: RuleContext[NoParameters]) -> Iterator[Finding]:
    for one in dossier.organisations:
        is_council = one.kind_on(context.on) is OrganisationKind.RESIDENT_COUNCIL
        if is_council and context.on in one.valid and _is_of_the_city(dossier, one):
            yield Finding(
                subject=Ref("organisation", one.id),
                path=("kind",),
                text=Text(
                    nl="{subject} staat als wijkraad in het dossier; die zijn er sinds {since} "
                    "niet meer.",
                    en="{subject} is a resident council in the dossier; since {since} there are "
                    "none.",
                ),
                remedy=Text(
                    nl="Leg vast wat het is geworden, met wijkraad als vroegere soort, of dat het "
                    "op {last} eindigde en wie opvolgde.",
                    en="Record what it became, with resident council as its former kind, or that "
                    "it ended on {last} and who succeeded it.",
                ),
                values={"since": _FIRST_DAY_OF_PLATFORMS, "last": _LAST_DAY_OF_COUNCILS},
            )


@attrs.frozen
class Seats:
    """How the initiative council (*Initiatiefraad*) is made up."""

    members_for_each_area: int = parameter(
        1, unit="members", label=Text(nl="leden voor elk gebied", en="members for each area")
    )


def _seats(
    dossier: Dossier, context: RuleContext[Seats], *, options: HaarlemOptions
) -> Iterator[Finding]:
    agreed = context.parameters.members_for_each_area
    members = [
        one for one in dossier.appointments if one.role == _MEMBER and context.on in one.valid
    ]
    counts = Counter(area for one in members for area in own_areas_of(dossier, one.areas, options))
    for area in sorted(options.own_areas) if members else ():
        if counts[area] != agreed:
            yield Finding(
                subject=Ref("organisation", _INITIATIVE_COUNCIL),
                key=area,
                related=(Ref("area", area),),
                text=Text(
                    nl="Leden van {subject} voor {area}: {count}; afgesproken: {agreed}.",
                    en="Members of {subject} for {area}: {count}; agreed: {agreed}.",
                ),
                remedy=Text(
                    nl="Leg vast wie voor dit gebied lid is, of zoek iemand.",
                    en="Record who is the member for this area, or find someone.",
                ),
                values={"area": Ref("area", area), "count": counts[area], "agreed": agreed},
            )


def rules_for(options: HaarlemOptions) -> tuple[Rule[Any], ...]:
    """Return the rules on residents, given what the dossier chose."""
    return (
        Rule(
            code="HAA-010",
            name="area_programme_without_resident_council",
            title=Text(
                nl="Gebiedsprogramma zonder wijkraad", en="Area programme without resident council"
            ),
            rationale=Text(
                nl="De wijkraad werd over het gebiedsprogramma geraadpleegd.",
                en="The resident council was consulted on the area programme.",
            ),
            severity=Severity.ADVICE,
            kind=RuleKind.CONVENTION,
            basis=AREA_WORK,
            waivable_by=SECRETARY,
            valid=Period(last=_LAST_DAY_OF_COUNCILS),
            reads=frozenset({"programmes", "stakeholders", "organisations"}),
            each="programmes",
            check=partial(_unheard, voice=OrganisationKind.RESIDENT_COUNCIL),
        ),
        Rule(
            code="HAA-011",
            name="area_programme_without_resident_platform",
            title=Text(
                nl="Gebiedsprogramma zonder wijkplatform",
                en="Area programme without resident platform",
            ),
            rationale=Text(
                nl="Wijkplatforms adviseren, zoals wijkraden dat deden.",
                en="Resident platforms advise, as resident councils did.",
            ),
            severity=Severity.ADVICE,
            kind=RuleKind.POLICY,
            basis=PLATFORMS,
            waivable_by=SECRETARY,
            valid=Period(first=_FIRST_DAY_OF_PLATFORMS),
            reads=frozenset({"programmes", "stakeholders", "organisations"}),
            each="programmes",
            check=partial(_unheard, voice=OrganisationKind.RESIDENT_PLATFORM),
        ),
        Rule(
            code="HAA-012",
            name="resident_council_after_their_end",
            title=Text(
                nl="Wijkraad na het einde van de wijkraden", en="Resident council after all ended"
            ),
            rationale=Text(
                nl="Een wijkraad behartigt belangen; een wijkplatform doet dat niet.",
                en="A resident council represents interests; a resident platform does not.",
            ),
            severity=Severity.WARNING,
            kind=RuleKind.POLICY,
            basis=PLATFORMS,
            waivable_by=SECRETARY,
            valid=Period(first=_FIRST_DAY_OF_PLATFORMS),
            reads=frozenset({"organisations", "areas"}),
            each="organisations",
            check=_still_a_council,
        ),
        Rule(
            code="HAA-013",
            name="initiative_council_not_one_for_each_area",
            title=Text(
                nl="Initiatiefraad zonder één lid per gebied",
                en="Initiative council without one member for each area",
            ),
            rationale=Text(nl="Elk gebied telt even zwaar mee.", en="Each area weighs the same."),
            severity=Severity.WARNING,
            kind=RuleKind.POLICY,
            basis=INITIATIVE,
            waivable_by=SECRETARY,
            reads=frozenset({"appointments", "areas", "organisations"}),
            parameters=Seats,
            check=partial(_seats, options=options),
        ),
    )
