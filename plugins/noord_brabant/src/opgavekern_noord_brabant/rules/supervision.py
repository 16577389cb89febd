"""Whether budgets of municipalities reach the province in time, and what follows if not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, date
from functools import partial
from typing import Any

import attrs

from opgavekern.base import Text
from opgavekern.governance import (
    Finding,
    Layer,
    NoParameters,
    Rule,
    RuleContext,
    RuleKind,
    Severity,
    Stricter,
    parameter,
)
from opgavekern.model import (
    Dossier,
    OrganisationId,
    PlanningDocument,
    PlanningDocumentKind,
    Ref,
)
from opgavekern_noord_brabant.members import MUNICIPALITIES
from opgavekern_noord_brabant.options import NoordBrabantOptions
from opgavekern_noord_brabant.rules.bases import PRIOR_SUPERVISION, SECRETARY, SENDING


def _whose(dossier: Dossier, one: PlanningDocument) -> OrganisationId | None:
    """Return the municipality of the province whose document it is; None for another's."""
    owner = one.organisation or dossier.header.organisation
    return owner if owner in MUNICIPALITIES else None


def _budgets(dossier: Dossier) -> dict[tuple[OrganisationId, int], list[PlanningDocument]]:
    """Return the versions of each budget, by whose it is and its year."""
    found: dict[tuple[OrganisationId, int], list[PlanningDocument]] = {}
    for one in dossier.planning_documents.by("kind").get(PlanningDocumentKind.PROGRAMME_BUDGET, ()):
        owner = _whose(dossier, one)
        if owner is not None and MINYEAR < one.year < MAXYEAR:
            found.setdefault((owner, one.year), []).append(one)
    return found


def _sent_on(versions: list[PlanningDocument]) -> date | None:
    return min((one.sent_on for one in versions if one.sent_on is not None), default=None)


def _amends_late(dossier: Dossier, context: RuleContext[NoParameters]) -> Iterator[Finding]:
    late = {
        whose
        for whose, versions in _budgets(dossier).items()
        if (_sent_on(versions) or context.on) >= date(whose[1] - 1, 11, 15)
    }
    amendments = dossier.planning_documents.by("kind").get(
        PlanningDocumentKind.BUDGET_AMENDMENT, ()
    )
    for one in amendments:
        owner = _whose(dossier, one)
        if owner is not None and (owner, one.year) in late and one.sent_on is None:
            yield Finding(
                subject=Ref("planning_document", one.id),
                path=("sent_on",),
                text=Text(
                    nl="{subject} wijzigt een begroting ({year}) die te laat naar gedeputeerde "
                    "staten ging, en is zelf nog niet verzonden.",
                    en="{subject} changes a budget ({year}) that went late to the provincial "
                    "executive, and has not been sent itself.",
                ),
                remedy=Text(
                    nl="Vraag of de gemeente onder preventief toezicht staat. Zo ja, dan mag de "
                    "wijziging pas na goedkeuring worden uitgevoerd.",
                    en="Ask whether the municipality is under prior supervision. If so, the change "
                    "may be carried out only once approved.",
                ),
                values={"year": str(one.year)},
            )


@attrs.frozen
class Ahead:
    """How long before the day a budget that has not been sent is told."""

    warning_days: int = parameter(
        14,
        unit="days",
        open_to=[Layer.MUNICIPALITY],
        tighten=Stricter.HIGHER,
        label=Text(nl="dagen vooraf waarschuwen", en="days of warning"),
    )


def _nearly_late(
    dossier: Dossier, context: RuleContext[Ahead], *, options: NoordBrabantOptions
) -> Iterator[Finding]:
    for (_, year), versions in _budgets(dossier).items():
        before = date(year - 1, 11, options.budget_before_day)
        left = (before - context.on).days
        if _sent_on(versions) is None and 0 < left <= context.parameters.warning_days:
            document = min(versions, key=lambda one: one.id)
            yield Finding(
                subject=Ref("planning_document", document.id),
                path=("sent_on",),
                text=Text(
                    nl="De begroting {year} is nog niet verzonden; zij moet vóór {before} bij "
                    "gedeputeerde staten zijn. Dagen te gaan: {left}.",
                    en="The budget {year} has not been sent; it must be with the provincial "
                    "executive before {before}. Days to go: {left}.",
                ),
                remedy=Text(
                    nl="Zorg dat de raad de begroting vaststelt in een vergadering die er nog "
                    "voor ligt, en leg de dag van verzending vast.",
                    en="See to it that the council adopts the budget in a meeting before then, and "
                    "record the day of sending.",
                ),
                values={"year": str(year), "before": before, "left": left},
            )


def rules_for(options: NoordBrabantOptions) -> tuple[Rule[Any], ...]:
    """Return the rules on supervision, given what the dossier chose."""
    return (
        Rule(
            code="NBR-001",
            name="amendment_of_a_late_budget",
            title=Text(
                nl="Wijziging van een begroting die te laat was", en="Amendment of a late budget"
            ),
            rationale=Text(
                nl="Onder preventief toezicht is een wijziging zonder goedkeuring niet uit te "
                "voeren.",
                en="Under prior supervision a change cannot be carried out unless approved.",
            ),
            severity=Severity.WARNING,
            kind=RuleKind.LAW,
            basis=PRIOR_SUPERVISION,
            reads=frozenset({"planning_documents"}),
            check=_amends_late,
        ),
        Rule(
            code="NBR-002",
            name="budget_nearly_late",
            title=Text(nl="Begroting bijna te laat", en="Budget nearly late"),
            rationale=Text(
                nl="Als de dag voorbij is, valt er niets meer te plannen.",
                en="Once the day has passed there is nothing left to plan.",
            ),
            severity=Severity.ADVICE,
            kind=RuleKind.CONVENTION,
            basis=SENDING,
            waivable_by=SECRETARY,
            reads=frozenset({"planning_documents"}),
            parameters=Ahead,
            check=partial(_nearly_late, options=options),
        ),
    )
