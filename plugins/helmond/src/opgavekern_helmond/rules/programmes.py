"""Whether district programmes are about a district, shared with partners, and carried."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from opgavekern.base import Text
from opgavekern.governance import (
    Finding,
    NoParameters,
    Rule,
    RuleContext,
    RuleKind,
    Severity,
)
from opgavekern.model import (
    AgreementKind,
    Dossier,
    ItemState,
    Programme,
    ProgrammeKind,
    Ref,
)
from opgavekern_helmond.options import HelmondOptions
from opgavekern_helmond.rules.bases import ACTION_PLAN, SECRETARY, WAY_OF_WORKING
from opgavekern_helmond.town import HELMOND, district_of, districts, is_ours

_COVENANTS: Final = frozenset({AgreementKind.COVENANT, AgreementKind.PERFORMANCE})


def _district_programmes(dossier: Dossier) -> Iterator[Programme]:
    for one in dossier.programmes:
        if one.kind is ProgrammeKind.DISTRICT and is_ours(dossier, one.organisation):
            yield one


def _without_district(
    dossier: Dossier, context: RuleContext[NoParameters], *, options: HelmondOptions
) -> Iterator[Finding]:
    among = districts(dossier, options)
    for one in _district_programmes(dossier):
        has_ended = one.valid.last is not None and one.valid.last < context.on
        if not has_ended and not any(district_of(dossier, area, among) for area in one.areas):
            yield Finding(
                subject=Ref("programme", one.id),
                path=("areas",),
                text=Text(
                    nl="{subject} noemt geen van de {count} wijken.",
                    en="{subject} names none of the {count} districts.",
                ),
                remedy=Text(
                    nl="Noem bij gebieden de wijk, of het gebied daarin, waarvoor het is.",
                    en="Name under areas the district, or the area within it, that it is for.",
                ),
                values={"count": len(among)},
            )


def _without_covenant(dossier: Dossier, context: RuleContext[NoParameters]) -> Iterator[Finding]:
    signed = [
        one
        for one in dossier.agreements
        if one.kind in _COVENANTS and HELMOND in one.parties and context.on in one.valid
    ]
    for programme in _district_programmes(dossier):
        if not programme.partners or context.on not in programme.valid:
            continue
        if not any(
            programme.id in one.programmes or set(programme.issues) & set(one.issues)
            for one in signed
        ):
            yield Finding(
                subject=Ref("programme", programme.id),
                path=("partners",),
                text=Text(
                    nl="{subject} loopt met {count} partners, maar er geldt geen convenant voor.",
                    en="{subject} runs with {count} partners, but no covenant is in force for it.",
                ),
                remedy=Text(
                    nl="Leg het convenant of de prestatieafspraken vast, met dit programma of een "
                    "opgave ervan, of sluit er een.",
                    en="Record the covenant or performance agreement, with this programme or an "
                    "issue of it, or conclude one.",
                ),
                values={"count": len(programme.partners)},
            )


def _without_action_owner(
    dossier: Dossier, context: RuleContext[NoParameters]
) -> Iterator[Finding]:
    ours = {one.id for one in _district_programmes(dossier)}
    for item in dossier.programme_items:
        waits = item.state not in (ItemState.DONE, ItemState.DROPPED)
        if item.programme in ours and waits and item.action_owner is None:
            yield Finding(
                subject=Ref("programme_item", item.id),
                path=("action_owner",),
                related=(Ref("programme", item.programme),),
                text=Text(nl="{subject} heeft geen trekker.", en="{subject} has no action owner."),
                remedy=Text(
                    nl="Spreek af wie het trekt; dat mag bij een partner zijn.",
                    en="Agree on who carries it; that may be a partner.",
                ),
            )


def rules_for(options: HelmondOptions) -> tuple[Rule[Any], ...]:
    """Return the rules on district programmes, given what the dossier chose."""
    return (
        Rule(
            code="HLM-010",
            name="district_programme_without_district",
            title=Text(nl="Wijkprogramma zonder wijk", en="District programme without district"),
            rationale=Text(
                nl="Elke wijk krijgt een eigen programma; wat nergens over gaat, is van niemand.",
                en="Each district gets a programme of its own; one about nowhere is nobody's.",
            ),
            severity=Severity.WARNING,
            kind=RuleKind.CONVENTION,
            basis=WAY_OF_WORKING,
            waivable_by=SECRETARY,
            reads=frozenset({"programmes", "areas"}),
            each="programmes",
            check=partial(_without_district, options=options),
        ),
        Rule(
            code="HLM-011",
            name="district_programme_without_covenant",
            title=Text(
                nl="Wijkprogramma zonder convenant", en="District programme without covenant"
            ),
            rationale=Text(
                nl="Partners hebben eigen opdrachten; wat zij toezeggen staat in een afspraak.",
                en="Partners have assignments of their own; what they promise is in an agreement.",
            ),
            severity=Severity.ADVICE,
            kind=RuleKind.CONVENTION,
            basis=WAY_OF_WORKING,
            waivable_by=SECRETARY,
            reads=frozenset({"programmes", "agreements"}),
            each="programmes",
            check=_without_covenant,
        ),
        Rule(
            code="HLM-012",
            name="programme_item_without_action_owner",
            title=Text(nl="Onderdeel zonder trekker", en="Programme item without action owner"),
            rationale=Text(
                nl="Een actie zonder trekker blijft liggen.", en="What nobody carries stays."
            ),
            severity=Severity.WARNING,
            kind=RuleKind.CONVENTION,
            basis=ACTION_PLAN,
            waivable_by=SECRETARY,
            reads=frozenset({"programme_items", "programmes"}),
            each="programme_items",
            check=_without_action_owner,
        ),
    )
