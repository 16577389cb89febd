"""Whether budget and accounts reach the supervisor by the statutory day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

import attrs

from opgavekern.base.texts import Text
from opgavekern.baseline.rules.bases import municipal_act
from opgavekern.governance import Finding, Rule, RuleContext, RuleKind, Severity, parameter
from opgavekern.model import (
    Dossier,
    OrganisationKind,
    PlanningDocument,
    PlanningDocumentKind,
    Ref,
)

_GOVERNMENTS: Final = frozenset(
    {OrganisationKind.MUNICIPALITY, OrganisationKind.PROVINCE, OrganisationKind.WATER_AUTHORITY}
)


@attrs.frozen
class StatutoryDays:
    """Before which day documents must have been sent, as month and day."""

    budget_month: int = parameter(11, unit="month of the year before")
    budget_day: int = parameter(15, unit="day")
    water_authority_budget_month: int = parameter(12, unit="month of the year before")
    water_authority_budget_day: int = parameter(1, unit="day")
    accounts_month: int = parameter(7, unit="month of the year after")
    accounts_day: int = parameter(15, unit="day")


def _sent_late(dossier: Dossier, context: RuleContext[StatutoryDays]) -> Iterator[Finding]:
    for document in dossier.planning_documents:
        before = _before(dossier, document, context.parameters)
        if before is None:
            continue
        sent = document.sent_on or (context.on if context.on >= before else None)
        if sent is None or sent < before:
            continue
        kind = document.kind
        yield Finding(
            subject=Ref("planning_document", document.id),
            path=("sent_on",),
            text=Text(
                nl="De {kind} {year} {went}; de wet vraagt: vóór {before}.",
                en="The {kind} {year} {went}; the law asks: before {before}.",
            ),
            remedy=Text(
                nl="Plan vaststelling en verzending zo dat het stuk uiterlijk de dag voor "
                "{before} weg is. Te laat kan leiden tot preventief toezicht.",
                en="Plan adoption and sending so that it has gone by the day before {before}. "
                "Being late may lead to prior supervision.",
            ),
            values={
                "kind": kind,
                "year": str(document.year),
                "went": _went(document),
                "before": before,
            },
        )


def _went(document: PlanningDocument) -> Text:
    if document.sent_on is None:
        return Text(nl="is nog niet verzonden", en="has not been sent")
    day = document.sent_on.isoformat()
    return Text(nl=f"gaat op {day} naar de toezichthouder", en=f"goes to the supervisor on {day}")


def _before(dossier: Dossier, document: PlanningDocument, days: StatutoryDays) -> date | None:
    """Return the day before which a document must have been sent; None for other documents."""
    organisation = dossier.organisations.get(document.organisation)
    if organisation is None or organisation.kind not in _GOVERNMENTS:
        return None
    if document.kind is PlanningDocumentKind.PROGRAMME_BUDGET:
        if organisation.kind is OrganisationKind.WATER_AUTHORITY:
            month, day = days.water_authority_budget_month, days.water_authority_budget_day
            return date(document.year - 1, month, day)
        return date(document.year - 1, days.budget_month, days.budget_day)
    if document.kind is PlanningDocumentKind.ANNUAL_ACCOUNTS:
        return date(document.year + 1, days.accounts_month, days.accounts_day)
    return None


SENT_LATE: Final = Rule(
    code="NL-050",
    name="planning_document_late",
    title=Text(nl="Begroting of jaarstukken te laat", en="Budget or accounts late"),
    rationale=Text(
        nl="Op tijd inzenden houdt de gemeente onder repressief toezicht.",
        en="Sending in time keeps supervision after the fact.",
    ),
    severity=Severity.BLOCKING,
    kind=RuleKind.LAW,
    basis=municipal_act(
        "191 lid 2, 200",
        nl="Begroting vóór 15 november, jaarstukken vóór 15 juli; provincies en waterschappen "
        "naar hun eigen wet (Provinciewet; Waterschapswet: begroting vóór 1 december).",
        en="Budget before 15 November, accounts before 15 July; provinces and water "
        "authorities by their own act (the latter's budget before 1 December).",
    ),
    reads=frozenset({"planning_documents", "organisations"}),
    parameters=StatutoryDays,
    check=_sent_late,
)

RULES: Final = (SENT_LATE,)
