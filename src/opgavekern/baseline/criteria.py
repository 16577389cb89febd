"""By what a signal becomes an issue, in the practice of municipalities.

Some named everything an issue and everyone its lead. These criteria ask what the practice of
issue-driven work asks: does it come from outside, does it take several parties, does it cross
fields of policy, and does it lie somewhere.
"""

from __future__ import annotations

from typing import Any, Final

import attrs

from opgavekern.base.texts import Text
from opgavekern.baseline.rules.bases import BELOW, PRACTICE
from opgavekern.governance import (
    Criterion,
    CriterionContext,
    Judgement,
    NoParameters,
    RuleKind,
    Stricter,
    Verdict,
    issue_behind,
    parameter,
    parties_behind,
    signals_behind,
)
from opgavekern.model import Dossier

Context = CriterionContext[NoParameters]


def _from_outside(dossier: Dossier, context: Context) -> Judgement:
    signals = signals_behind(dossier, context.candidate)
    issue = issue_behind(dossier, context.candidate)
    needs = dossier.needs_of(issue.id) if issue is not None else ()
    if signals or needs:
        return Judgement(
            verdict=Verdict.MET,
            text=Text(
                nl="Het gaat terug op wat buiten leeft: {signals} als signaal en {needs} als "
                "behoefte.",
                en="It goes back to what lives outside: {signals} as a signal and {needs} as a "
                "need.",
            ),
            values={"signals": len(signals), "needs": len(needs)},
        )
    return Judgement(
        verdict=Verdict.NOT_MET,
        text=Text(
            nl="Geen signaal en geen behoefte gaat eraan vooraf.",
            en="No signal and no need came before it.",
        ),
    )


FROM_OUTSIDE: Final = Criterion(
    code="NL-C01",
    name="comes_from_outside",
    title=Text(nl="Komt van buiten", en="Comes from outside"),
    rationale=Text(
        nl="Opgavegericht werken gaat van buiten naar binnen.",
        en="Issue-driven work goes from the outside in.",
    ),
    kind=RuleKind.CONVENTION,
    basis=PRACTICE,
    reads=frozenset({"signals", "needs", "issues"}),
    judge=_from_outside,
)


@attrs.frozen
class Parties:
    """From how many parties on something is not one organisation's own work."""

    from_parties: int = parameter(
        2,
        unit="parties",
        open_to=BELOW,
        tighten=Stricter.HIGHER,
        label=Text(nl="partijen, ten minste", en="parties, at least"),
    )


def _takes_several(dossier: Dossier, context: CriterionContext[Parties]) -> Judgement:
    count, least = len(parties_behind(dossier, context.candidate)), context.parameters.from_parties
    verdict = Verdict.UNKNOWN if not count else Verdict.MET if count >= least else Verdict.NOT_MET
    return Judgement(
        verdict=verdict,
        text=Text(
            nl="Aantal partijen dat het inbracht, erbij betrokken is of er eigenaar van is: "
            "{count}; nodig: {least}.",
            en="Parties that raised it, are involved in it or own it: {count}; needed: {least}.",
        ),
        values={"count": count, "least": least},
    )


TAKES_SEVERAL: Final = Criterion(
    code="NL-C02",
    name="takes_several_parties",
    title=Text(nl="Vraagt meer dan één partij", en="Takes more than one party"),
    rationale=Text(
        nl="Wat één organisatie alleen kan, is haar gewone werk.",
        en="What one organisation can do alone is its ordinary work.",
    ),
    kind=RuleKind.CONVENTION,
    basis=PRACTICE,
    reads=frozenset({"signals", "issues", "involvements", "stakeholders"}),
    parameters=Parties,
    judge=_takes_several,
)


@attrs.frozen
class Fields:
    """From how many fields of policy on something crosses them."""

    from_fields: int = parameter(
        2,
        unit="fields of policy",
        open_to=BELOW,
        tighten=Stricter.HIGHER,
        label=Text(nl="beleidsvelden, ten minste", en="fields of policy, at least"),
    )


def _crosses_fields(dossier: Dossier, context: CriterionContext[Fields]) -> Judgement:
    themes = {one.theme for one in signals_behind(dossier, context.candidate) if one.theme}
    issue = issue_behind(dossier, context.candidate)
    if issue is not None:
        portfolios = {str(one) for one in issue.portfolios}
        domains = {one.domain for one in issue.domains}
        themes = max((themes, portfolios, domains), key=len)
    count, least = len(themes), context.parameters.from_fields
    verdict = Verdict.UNKNOWN if not count else Verdict.MET if count >= least else Verdict.NOT_MET
    return Judgement(
        verdict=verdict,
        text=Text(
            nl="Aantal thema's, portefeuilles of vakgebieden: {count}; nodig: {least}.",
            en="Themes, portfolios or fields of expertise: {count}; needed: {least}.",
        ),
        values={"count": count, "least": least},
    )


CROSSES_FIELDS: Final = Criterion(
    code="NL-C03",
    name="crosses_fields_of_policy",
    title=Text(nl="Gaat over beleidsvelden heen", en="Crosses fields of policy"),
    rationale=Text(
        nl="Wat binnen één beleidsveld past, kan de lijn zelf.",
        en="What fits one field of policy can be done by the line.",
    ),
    kind=RuleKind.CONVENTION,
    basis=PRACTICE,
    reads=frozenset({"signals", "issues"}),
    parameters=Fields,
    judge=_crosses_fields,
    is_required=False,
)


def _lies_somewhere(dossier: Dossier, context: Context) -> Judgement:
    issue = issue_behind(dossier, context.candidate)
    own = issue.areas if issue is not None else ()
    areas = own or tuple(
        area for one in signals_behind(dossier, context.candidate) for area in one.areas
    )
    return Judgement(
        verdict=Verdict.MET if areas else Verdict.UNKNOWN,
        text=Text(nl="Gebieden waar het speelt: {count}.", en="Areas where it is felt: {count}."),
        values={"count": len(set(areas))},
    )


LIES_SOMEWHERE: Final = Criterion(
    code="NL-C04",
    name="lies_somewhere",
    title=Text(nl="Speelt ergens", en="Is felt somewhere"),
    rationale=Text(
        nl="Van buurt tot provincie: zonder gebied is niet te zien voor wie er iets verandert.",
        en="From neighbourhood to province: without an area nobody sees for whom things change.",
    ),
    kind=RuleKind.CONVENTION,
    basis=PRACTICE,
    reads=frozenset({"signals", "issues"}),
    judge=_lies_somewhere,
)

CRITERIA: Final[tuple[Criterion[Any], ...]] = (
    FROM_OUTSIDE,
    TAKES_SEVERAL,
    CROSSES_FIELDS,
    LIES_SOMEWHERE,
)
