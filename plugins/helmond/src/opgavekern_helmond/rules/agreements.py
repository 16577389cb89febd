"""Whether performance agreements have all their parties, and a successor every year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from opgavekern.base import Text
from opgavekern.governance import (
    Finding,
    NoParameters,
    Rule,
    RuleContext,
    RuleKind,
    Severity,
)
from opgavekern.model import Agreement, AgreementKind, Dossier, OrganisationKind, Ref
from opgavekern_helmond.rules.bases import PERFORMANCE, SECRETARY
from opgavekern_helmond.town import HELMOND

#: The sides that must be at the table besides the municipality.
_SIDES: Final = (OrganisationKind.HOUSING_ASSOCIATION, OrganisationKind.TENANTS_ORGANISATION)


def _performance_agreements(dossier: Dossier) -> Iterator[Agreement]:
    for one in dossier.agreements:
        if one.kind is AgreementKind.PERFORMANCE and HELMOND in one.parties:
            yield one


def _side_missing(dossier: Dossier, context: RuleContext[NoParameters]) -> Iterator[Finding]:
    for one in _performance_agreements(dossier):
        if context.on not in one.valid:
            continue
        parties = (dossier.organisations.get(party) for party in one.parties)
        present = {party.kind_on(context.on) for party in parties if party is not None}
        for side in _SIDES:
            if side not in present:
                yield Finding(
                    subject=Ref("agreement", one.id),
                    key=side.value,
                    path=("parties",),
                    text=Text(
                        nl="Bij {subject} is geen {side} partij.",
                        en="No {side} is party to {subject}.",
                    ),
                    remedy=Text(
                        nl="Noem alle partijen die tekenden, of betrek wie nog ontbreekt.",
                        en="Name all parties that signed, or bring in who is missing.",
                    ),
                    values={"side": side},
                )


def _lapsed(dossier: Dossier, context: RuleContext[NoParameters]) -> Iterator[Finding]:
    ended: list[Agreement] = []
    for one in _performance_agreements(dossier):
        if context.on in one.valid:
            return
        if one.valid.last is not None and one.valid.last < context.on:
            ended.append(one)
    if ended:
        latest = max(ended, key=lambda one: (one.valid.last is not None and one.valid.last, one.id))
        yield Finding(
            subject=Ref("agreement", latest.id),
            path=("valid",),
            text=Text(
                nl="{subject} eindigde op {last}, en er zijn geen nieuwe prestatieafspraken.",
                en="{subject} ended on {last}, and there are no new performance agreements.",
            ),
            remedy=Text(
                nl="Maak met corporaties en huurdersorganisaties de afspraken voor dit jaar.",
                en="Make this year's agreements with housing associations and tenants.",
            ),
            values={"last": latest.valid.last},
        )


RULES: Final = (
    Rule(
        code="HLM-020",
        name="performance_agreement_lacks_a_side",
        title=Text(
            nl="Prestatieafspraken zonder een van de partijen",
            en="Performance agreement without one of its sides",
        ),
        rationale=Text(
            nl="Gemeente, corporaties en huurders maken de afspraken met zijn drieën.",
            en="Municipality, housing associations and tenants make the agreement as three.",
        ),
        severity=Severity.WARNING,
        kind=RuleKind.CONVENTION,
        basis=PERFORMANCE,
        waivable_by=SECRETARY,
        reads=frozenset({"agreements", "organisations"}),
        each="agreements",
        check=_side_missing,
    ),
    Rule(
        code="HLM-021",
        name="performance_agreements_lapsed",
        title=Text(
            nl="Geen prestatieafspraken voor dit jaar", en="No performance agreements this year"
        ),
        rationale=Text(
            nl="De afspraken worden elk jaar aangevuld; zonder aanvulling valt wie bouwt stil.",
            en="The agreements are topped up each year; without that, who builds comes to a halt.",
        ),
        severity=Severity.ADVICE,
        kind=RuleKind.CONVENTION,
        basis=PERFORMANCE,
        waivable_by=SECRETARY,
        reads=frozenset({"agreements"}),
        check=_lapsed,
    ),
)
