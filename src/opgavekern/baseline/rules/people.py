"""Whether more is asked of people than they have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

import attrs

from opgavekern.base.calendar import days_from
from opgavekern.base.texts import Text
from opgavekern.baseline.rules.bases import BELOW, PRACTICE
from opgavekern.baseline.rules.waivers import LINE, SECRETARY
from opgavekern.governance import (
    Finding,
    NoParameters,
    Rule,
    RuleContext,
    RuleKind,
    Severity,
    Stricter,
    parameter,
)
from opgavekern.model import Commitment, Dossier, PersonId, Ref
from opgavekern.teams import WeekClaim, hours_claimed


@attrs.frozen
class Horizon:
    """How far ahead hours are looked at."""

    weeks_ahead: int = parameter(
        26,
        unit="weeks",
        open_to=BELOW,
        label=Text(nl="weken vooruit gekeken", en="weeks looked ahead"),
    )
    weeks_away: int = parameter(
        4, unit="weeks", open_to=BELOW, label=Text(nl="weken afwezig, vanaf", en="weeks away, from")
    )


def _over_hours(dossier: Dossier, context: RuleContext[Horizon]) -> Iterator[Finding]:
    # Work waits for who is on holiday: absence alone counts from so many weeks on.
    fewest = context.parameters.weeks_away
    last = days_from(context.on, 7 * context.parameters.weeks_ahead)
    claims = hours_claimed(dossier, first=context.on, last=last)
    for person, weeks in claims.by_person.items():
        over = [one for one in weeks if one.over]
        if len(over) >= fewest or any(one.over_if_present for one in over):
            yield _too_much(dossier, person, over)


def _too_much(dossier: Dossier, person: PersonId, over: list[WeekClaim]) -> Finding:
    worst = max(over, key=lambda one: one.over)
    unit = worst.unit
    teams = {one.team for one in dossier.assignments_of(person)}
    named = Ref("unit", unit) if unit else Text(nl="onbekende afdeling", en="unknown unit")
    return Finding(
        subject=Ref("person", person),
        related=tuple(Ref("team", team) for team in sorted(teams)),
        text=Text(
            nl="Van {subject} ({unit}) wordt meer gevraagd dan er is: van {first} tot en met "
            "{last}, in de zwaarste week {claimed} uur (waarvan {committed} toegezegd) op "
            "{available} uur.",
            en="More is asked of {subject} ({unit}) than there is: from {first} up to {last}, "
            "in the worst week {claimed} hours ({committed} of them committed) of {available}.",
        ),
        remedy=Text(
            nl="Laat de lijnmanager kiezen: trek {over} uur per week terug, regel vervanging, of "
            "maak uren vrij van vast werk.",
            en="Let the line manager choose: withdraw {over} hours a week, find a replacement, "
            "or free hours of fixed work.",
        ),
        values={
            "unit": named,
            "first": over[0].monday,
            "last": days_from(over[-1].monday, 6),
            "claimed": worst.claimed,
            "committed": worst.committed,
            "available": worst.available,
            "over": worst.over,
        },
    )


OVER_HOURS: Final = Rule(
    code="NL-020",
    name="claimed_above_hours",
    title=Text(nl="Meer uren gevraagd dan er zijn", en="More hours claimed than there are"),
    rationale=Text(
        nl="Wie dubbel geclaimd is, stelt overal teleur.",
        en="Who is claimed twice disappoints everywhere.",
    ),
    severity=Severity.WARNING,
    waivable_by=LINE,
    kind=RuleKind.CONVENTION,
    departable=True,
    basis=PRACTICE,
    reads=frozenset({"people", "assignments", "absences", "units", "teams"}),
    parameters=Horizon,
    check=_over_hours,
)


def _not_released(dossier: Dossier, context: RuleContext[NoParameters]) -> Iterator[Finding]:
    for one in dossier.assignments:
        if one.status is not Commitment.COMMITTED or context.on not in one.valid:
            continue
        person = dossier.people.get(one.person)
        employment = person.employment_on(context.on) if person else None
        unit = dossier.units.get(one.unit or (employment.unit if employment else None))
        managers = [held.person for held in unit.managers] if unit else []
        if one.released_by is not None and (not managers or one.released_by in managers):
            continue
        named = Ref("unit", unit.id) if unit else Text(nl="de eigen afdeling", en="the own unit")
        yield Finding(
            subject=Ref("assignment", one.id),
            path=("released_by",),
            related=(Ref("person", one.person), Ref("team", one.team)),
            text=Text(
                nl="De uren van {person} voor {team} staan als toegezegd, maar geen "
                "lijnmanager van {unit} gaf ze vrij.",
                en="The hours of {person} for {team} are noted as committed, but no line "
                "manager of {unit} released them.",
            ),
            remedy=Text(
                nl="Laat de lijnmanager de uren vrijgeven, of zet de inzet op gevraagd.",
                en="Have the line manager release the hours, or note them as requested.",
            ),
            values={
                "person": Ref("person", one.person),
                "team": Ref("team", one.team),
                "unit": named,
            },
        )


NOT_RELEASED: Final = Rule(
    code="NL-021",
    name="committed_hours_not_released",
    title=Text(nl="Toegezegde uren die niemand vrijgaf", en="Committed hours nobody released"),
    rationale=Text(
        nl="Uren zijn van de lijnmanager; een toezegging zonder vrijgave houdt geen stand.",
        en="Hours are the line manager's; a commitment without release does not hold.",
    ),
    severity=Severity.WARNING,
    kind=RuleKind.CONVENTION,
    departable=True,
    basis=PRACTICE,
    reads=frozenset({"assignments", "people", "units", "teams"}),
    each="assignments",
    check=_not_released,
)


@attrs.frozen
class LeadLoad:
    """What one person can lead."""

    most_issues: int = parameter(
        2,
        unit="issues",
        open_to=BELOW,
        tighten=Stricter.LOWER,
        label=Text(nl="opgaven per opgavemanager, ten hoogste", en="issues for each lead, at most"),
    )


def _leads_too_many(dossier: Dossier, context: RuleContext[LeadLoad]) -> Iterator[Finding]:
    most = context.parameters.most_issues
    running = dossier.running_issues(context.on)
    leads = Counter(
        lead for issue in running if (lead := dossier.lead_of(issue.id, context.on)) is not None
    )
    for lead, count in leads.items():
        if count > most:
            led = [one for one in running if dossier.lead_of(one.id, context.on) == lead]
            yield Finding(
                subject=Ref("person", lead),
                related=tuple(Ref("issue", issue.id) for issue in led),
                text=Text(
                    nl="{subject} leidt {count} opgaven; meer dan {most} gaat niet goed.",
                    en="{subject} leads {count} issues; more than {most} does not go well.",
                ),
                remedy=Text(nl="Draag een opgave over.", en="Hand one issue over."),
                values={"count": count, "most": most},
            )


LEADS_TOO_MANY: Final = Rule(
    code="NL-022",
    name="leads_too_many_issues",
    title=Text(nl="Te veel opgaven bij één opgavemanager", en="Too many issues with one lead"),
    rationale=Text(nl="Wat erbij komt, ligt stil.", en="What is done on the side stands still."),
    severity=Severity.ADVICE,
    waivable_by=SECRETARY,
    kind=RuleKind.CONVENTION,
    departable=True,
    basis=PRACTICE,
    reads=frozenset({"issues", "lifecycles", "people"}),
    parameters=LeadLoad,
    check=_leads_too_many,
)

RULES: Final = (OVER_HOURS, NOT_RELEASED, LEADS_TOO_MANY)
