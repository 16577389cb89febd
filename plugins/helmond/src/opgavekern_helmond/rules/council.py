"""Whether the council's papers follow its rhythm; on which day it meets is a national rule's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
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
    Dossier,
    MeetingStatus,
    Period,
    Ref,
    Treatment,
)
from opgavekern_helmond.options import HelmondOptions
from opgavekern_helmond.rules.bases import CLERK, RHYTHM
from opgavekern_helmond.town import COUNCIL

_DECIDED: Final = frozenset({Treatment.CONSENT, Treatment.DEBATE})


def _past_the_committee(
    dossier: Dossier, context: RuleContext[NoParameters], *, options: HelmondOptions
) -> Iterator[Finding]:
    meetings = {
        one.id: one for one in dossier.meetings if one.status is not MeetingStatus.CANCELLED
    }
    for item in dossier.agenda_items:
        meeting = meetings.get(item.meeting)
        if meeting is None or meeting.body != COUNCIL or meeting.on < context.on:
            continue
        if item.decision is None or item.treatment not in _DECIDED:
            continue
        heard = (
            meetings.get(other.meeting)
            for other in dossier.agenda_items.by("decision").get(item.decision, ())
        )
        if not any(
            one is not None and one.body in options.advice_committees and one.on < meeting.on
            for one in heard
        ):
            yield Finding(
                subject=Ref("agenda_item", item.id),
                related=(Ref("decision", item.decision),),
                text=Text(
                    nl="{subject} staat op {day} in de raad, zonder dat een adviescommissie het "
                    "besprak.",
                    en="{subject} is before the council on {day}, while no advice committee "
                    "discussed it.",
                ),
                remedy=Text(
                    nl="Zet het stuk eerst in de adviescommissie; die kiest tussen hamerstuk en "
                    "bespreekstuk.",
                    en="Put the paper before the advice committee first; it chooses between "
                    "consent and debate.",
                ),
                values={"day": meeting.on},
            )


def rules_for(options: HelmondOptions) -> tuple[Rule[Any], ...]:
    """Return the rules on the council's rhythm, given what the dossier chose."""
    rhythm = Period(first=date(2018, 3, 29))  # The first day of the council of 2018.
    return (
        Rule(
            code="HLM-030",
            name="council_item_past_the_advice_committee",
            title=Text(
                nl="Raadsstuk voorbij de adviescommissie",
                en="Council paper past the advice committee",
            ),
            rationale=Text(
                nl="De raad besluit na opinie en advies; de commissie kiest de behandeling.",
                en="The council decides after opinion and advice; the committee chooses how.",
            ),
            severity=Severity.WARNING,
            kind=RuleKind.CONVENTION,
            basis=RHYTHM,
            waivable_by=CLERK,
            valid=rhythm,
            reads=frozenset({"agenda_items", "meetings", "decisions"}),
            check=partial(_past_the_committee, options=options),
        ),
    )
