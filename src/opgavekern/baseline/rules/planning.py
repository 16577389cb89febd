"""Whether budget and accounts reach the supervisor by the statutory day, by tier and its act.

A statutory day that is no working day stays where it is: it is never moved in silence.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, date
from functools import partial
from typing import Final

import attrs

from opgavekern.base.texts import Message, Text, message
from opgavekern.baseline.rules.bases import (
    joint_arrangements_act,
    municipal_act,
    provincial_act,
    water_authorities_act,
)
from opgavekern.governance import (
    Basis,
    Finding,
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
    OrganisationKind,
    PlanningDocument,
    PlanningDocumentKind,
    Ref,
)


@attrs.frozen
class StatutoryDay:
    """The day before which a document must have been sent."""

    month: int = parameter(11, unit="month", label=Text(nl="vóór de maand", en="before the month"))
    day: int = parameter(
        15,
        unit="day of the month",
        tighten=Stricter.LOWER,
        label=Text(nl="vóór de dag", en="before the day"),
    )


@attrs.frozen
class AccountsDay(StatutoryDay):
    """Of accounts, the same for every tier."""

    month: int = parameter(7, unit="month", label=Text(nl="vóór de maand", en="before the month"))


@attrs.frozen
class WaterAuthorityBudgetDay(StatutoryDay):
    """Of a water authority's budget."""

    month: int = parameter(12, unit="month", label=Text(nl="vóór de maand", en="before the month"))
    day: int = parameter(
        1, unit="day of the month", label=Text(nl="vóór de dag", en="before the day")
    )


@attrs.frozen
class JointArrangementBudgetDay(StatutoryDay):
    """Of a joint arrangement's budget, since the act of 2022."""

    month: int = parameter(9, unit="month", label=Text(nl="vóór de maand", en="before the month"))


@attrs.frozen(kw_only=True)
class Duty:
    """What an act asks a tier to send.

    Attributes:
        tier: Whom it asks.
        document: What must be sent.
        years_later: From the year that the document is about to the year of the day.
        to: Who must get it.
        first_year: The first year of documents for which the day holds.
    """

    tier: OrganisationKind
    document: PlanningDocumentKind
    years_later: int
    to: Text
    first_year: int = MINYEAR + 1


def _late(dossier: Dossier, context: RuleContext[StatutoryDay], *, duty: Duty) -> Iterator[Finding]:
    for (organisation, year), versions in _versions(dossier, duty).items():
        before = date(year + duty.years_later, context.parameters.month, context.parameters.day)
        sender = dossier.organisations.get(organisation)
        if sender is None or sender.kind_on(before) is not duty.tier:
            continue
        document = min(versions, key=lambda one: (one.sent_on or date.max, one.id))
        went = _went(document, before, context.on, duty.to)
        if went is not None:
            yield Finding(
                subject=Ref("planning_document", document.id),
                path=("sent_on",),
                text=Text(
                    nl="De {kind} {year} van {organisation} {went}; de termijn is: vóór {before}.",
                    en="The {kind} {year} of {organisation} {went}; it is due before {before}.",
                ),
                remedy=Text(
                    nl="Plan vaststelling en verzending zo dat het stuk uiterlijk de dag voor "
                    "{before} weg is, en leg de dag van verzending vast. Te laat kan leiden tot "
                    "preventief toezicht.",
                    en="Plan adoption and sending so that it has gone by the day before {before}, "
                    "and record the day of sending. Being late may lead to prior supervision.",
                ),
                values={
                    "kind": document.kind,
                    "year": str(year),
                    "organisation": Ref("organisation", organisation),
                    "went": went,
                    "before": before,
                },
            )


def _versions(
    dossier: Dossier, duty: Duty
) -> dict[tuple[OrganisationId, int], list[PlanningDocument]]:
    """Return the versions of each document, by whose it is and the year that it is about."""
    found: dict[tuple[OrganisationId, int], list[PlanningDocument]] = {}
    for one in dossier.planning_documents.by("kind").get(duty.document, ()):
        owner = one.organisation or dossier.header.organisation
        if owner is not None and duty.first_year <= one.year < MAXYEAR:
            found.setdefault((owner, one.year), []).append(one)
    return found


def _went(document: PlanningDocument, before: date, on: date, to: Text) -> Message | None:
    """Say how a document is late; None for one that is not."""
    if document.sent_on is not None:
        if document.sent_on < before:
            return None
        return message(
            "gaat pas op {day} naar {to}",
            "goes to {to} only on {day}",
            day=document.sent_on,
            to=to,
        )
    if document.adopted_on is not None and document.adopted_on >= before:
        return message(
            "wordt pas op {day} vastgesteld", "is adopted only on {day}", day=document.adopted_on
        )
    if on >= before:
        return message("is nog niet naar {to} verzonden", "has not been sent to {to}", to=to)
    return None


def _rule(
    code: str, name: str, *, duty: Duty, day: type[StatutoryDay], basis: Basis, title: Text
) -> Rule[StatutoryDay]:
    return Rule(
        code=code,
        name=name,
        title=title,
        rationale=Text(
            nl="Wie op tijd inzendt, blijft onder toezicht achteraf (repressief toezicht).",
            en="Who sends in time stays under supervision after the fact.",
        ),
        severity=Severity.BLOCKING,
        kind=RuleKind.LAW,
        basis=basis,
        reads=frozenset({"planning_documents", "organisations"}),
        parameters=day,
        check=partial(_late, duty=duty),
    )


def _budget(tier: OrganisationKind, to: Text, *, first_year: int = MINYEAR + 1) -> Duty:
    return Duty(
        tier=tier,
        document=PlanningDocumentKind.PROGRAMME_BUDGET,
        years_later=-1,
        to=to,
        first_year=first_year,
    )


def _accounts(tier: OrganisationKind, to: Text) -> Duty:
    return Duty(tier=tier, document=PlanningDocumentKind.ANNUAL_ACCOUNTS, years_later=1, to=to)


_PROVINCE: Final = Text(nl="gedeputeerde staten", en="the provincial executive")
_MINISTER: Final = Text(nl="de minister van BZK", en="the Minister of the Interior")

RULES: Final = (
    _rule(
        "NL-050",
        "municipal_budget_late",
        duty=_budget(OrganisationKind.MUNICIPALITY, _PROVINCE),
        day=StatutoryDay,
        basis=municipal_act(
            "191 lid 2",
            nl="Binnen twee weken na vaststelling, en in elk geval vóór 15 november.",
            en="Within two weeks of adoption, and in any case before 15 November.",
        ),
        title=Text(nl="Begroting van de gemeente te laat", en="Municipal budget late"),
    ),
    _rule(
        "NL-051",
        "municipal_accounts_late",
        duty=_accounts(OrganisationKind.MUNICIPALITY, _PROVINCE),
        day=AccountsDay,
        basis=municipal_act(
            "200",
            nl="Binnen twee weken na vaststelling, en in elk geval vóór 15 juli.",
            en="Within two weeks of adoption, and in any case before 15 July.",
        ),
        title=Text(nl="Jaarstukken van de gemeente te laat", en="Municipal accounts late"),
    ),
    _rule(
        "NL-052",
        "provincial_budget_late",
        duty=_budget(OrganisationKind.PROVINCE, _MINISTER),
        day=StatutoryDay,
        basis=provincial_act(
            "195 lid 2",
            nl="Binnen twee weken na vaststelling, en in elk geval vóór 15 november.",
            en="Within two weeks of adoption, and in any case before 15 November.",
        ),
        title=Text(nl="Begroting van de provincie te laat", en="Provincial budget late"),
    ),
    _rule(
        "NL-053",
        "provincial_accounts_late",
        duty=_accounts(OrganisationKind.PROVINCE, _MINISTER),
        day=AccountsDay,
        basis=provincial_act(
            "204",
            nl="Binnen twee weken na vaststelling, en in elk geval vóór 15 juli.",
            en="Within two weeks of adoption, and in any case before 15 July.",
        ),
        title=Text(nl="Jaarstukken van de provincie te laat", en="Provincial accounts late"),
    ),
    _rule(
        "NL-054",
        "water_authority_budget_late",
        duty=_budget(OrganisationKind.WATER_AUTHORITY, _PROVINCE),
        day=WaterAuthorityBudgetDay,
        basis=water_authorities_act(
            "101 lid 2",
            nl="Binnen twee weken na vaststelling, en in elk geval vóór 1 december.",
            en="Within two weeks of adoption, and in any case before 1 December.",
        ),
        title=Text(nl="Begroting van het waterschap te laat", en="Water authority's budget late"),
    ),
    _rule(
        "NL-055",
        "water_authority_accounts_late",
        duty=_accounts(OrganisationKind.WATER_AUTHORITY, _PROVINCE),
        day=AccountsDay,
        basis=water_authorities_act(
            "107",
            nl="In elk geval vóór 15 juli.",
            en="In any case before 15 July.",
        ),
        title=Text(
            nl="Jaarstukken van het waterschap te laat", en="Water authority's accounts late"
        ),
    ),
    _rule(
        "NL-056",
        "joint_arrangement_budget_late",
        # Arrangements had until 1 July 2024 to adapt to the new day; before, it was another.
        duty=_budget(OrganisationKind.JOINT_ARRANGEMENT, _PROVINCE, first_year=2025),
        day=JointArrangementBudgetDay,
        basis=joint_arrangements_act(
            "34 lid 2 (58 lid 2 waar een provincie meedoet)",
            nl="Sinds 2022 vóór 15 september (Stb. 2022, 128); doet een provincie mee, dan gaat "
            "het stuk naar de minister.",
            en="Since 2022 before 15 September (Stb. 2022, 128); where a province takes part it "
            "goes to the minister.",
        ),
        title=Text(
            nl="Begroting van de gemeenschappelijke regeling te laat",
            en="Joint arrangement's budget late",
        ),
    ),
    _rule(
        "NL-057",
        "joint_arrangement_accounts_late",
        duty=_accounts(OrganisationKind.JOINT_ARRANGEMENT, _PROVINCE),
        day=AccountsDay,
        basis=joint_arrangements_act(
            "34 lid 4 (58 lid 4 waar een provincie meedoet)",
            nl="Binnen twee weken na vaststelling, en in elk geval vóór 15 juli; doet een "
            "provincie mee, dan gaat het stuk naar de minister.",
            en="Within two weeks of adoption, and in any case before 15 July; where a province "
            "takes part it goes to the minister.",
        ),
        title=Text(
            nl="Jaarstukken van de gemeenschappelijke regeling te laat",
            en="Joint arrangement's accounts late",
        ),
    ),
)
