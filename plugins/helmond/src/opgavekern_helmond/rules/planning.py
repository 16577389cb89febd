"""Whether the planning calendar of the next year comes in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, date
from typing import Final

import attrs

from opgavekern.base import Text
from opgavekern.governance import Finding, Rule, RuleContext, RuleKind, Severity, parameter
from opgavekern.model import Dossier, Period, PlanningDocumentKind, Ref
from opgavekern_helmond.rules.bases import FINANCE, SECRETARY
from opgavekern_helmond.town import is_ours


@attrs.frozen
class CalendarDay:
    """The day of the year before, before which the calendar must be there."""

    month: int = parameter(12, unit="month", label=Text(nl="vóór de maand", en="before the month"))
    day: int = parameter(
        1, unit="day of the month", label=Text(nl="vóór de dag", en="before the day")
    )


def _late(dossier: Dossier, context: RuleContext[CalendarDay]) -> Iterator[Finding]:
    for one in dossier.planning_documents.by("kind").get(PlanningDocumentKind.CALENDAR, ()):
        if not is_ours(dossier, one.organisation) or not MINYEAR < one.year < MAXYEAR:
            continue
        before = date(one.year - 1, context.parameters.month, context.parameters.day)
        if (one.adopted_on or context.on) >= before:
            yield Finding(
                subject=Ref("planning_document", one.id),
                path=("adopted_on",),
                text=Text(
                    nl="De jaarplanning {year} is niet vóór {before} aangeboden.",
                    en="The planning calendar {year} was not offered before {before}.",
                ),
                remedy=Text(
                    nl="Leg de dag vast waarop het college haar aanbood, of bied haar alsnog aan.",
                    en="Record the day on which the executive offered it, or offer it now.",
                ),
                values={"year": str(one.year), "before": before},
            )


RULES: Final = (
    Rule(
        code="HLM-040",
        name="planning_calendar_late",
        title=Text(nl="Jaarplanning te laat", en="Planning calendar late"),
        rationale=Text(
            nl="Wie een stuk in de begroting wil, moet weten wanneer het er moet zijn.",
            en="Who wants something in the budget must know when it is due.",
        ),
        severity=Severity.WARNING,
        kind=RuleKind.POLICY,
        basis=FINANCE,
        waivable_by=SECRETARY,
        valid=Period(first=date(2017, 1, 1)),
        reads=frozenset({"planning_documents"}),
        parameters=CalendarDay,
        each="planning_documents",
        check=_late,
    ),
)
