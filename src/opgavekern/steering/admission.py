"""Which signals may become issues, and which issues would not be admitted today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from opgavekern.base.errors import BadValueError
from opgavekern.base.running import Limits, collector_at_rest
from opgavekern.base.texts import message, quoted
from opgavekern.governance import (
    ActivePlugin,
    Criterion,
    Failure,
    Governance,
    Named,
    Verdict,
)
from opgavekern.governance.bodies import Belonging
from opgavekern.governance.days import asked_day
from opgavekern.governance.judging import judge_all
from opgavekern.governance.places import NamedAreas
from opgavekern.model import Dossier, Ref
from opgavekern.steering.outcomes import (
    Admission,
    Admittance,
    CandidateOutcome,
    CriterionOutcome,
)


@collector_at_rest()
def admission(
    dossier: Dossier,
    governance: Governance,
    *,
    candidates: Iterable[Ref] | None = None,
    on: date | None = None,
    limits: Limits = Limits(),
) -> Admission:
    """Judge signals and issues by the criteria of admission that are in force on a day.

    A criterion is asked of both alike: which signals may become an issue, and which issues would
    not be admitted today. A criterion that fails for one candidate gives no answer for any; where
    it is required, those are undecided that it was asked of and that fail no other. A plugin that
    governs some bodies by name asks its criteria of what is theirs, and of what may be.

    Args:
        dossier: What is known; the plugins' facts are laid under it where they are not yet.
        governance: Whose criteria.
        candidates: Signals and issues; None for the signals that no issue takes up and the issues
            that are not over.
        on: The day; the dossier's own where it is not given.
        limits: How long a message may be.

    Returns:
        What each criterion says of each candidate. Takes the time of the criteria's own questions.

    Raises:
        OpgavekernError: No day is given and the dossier has none.
        BadValueError: What is given is no day, or a candidate is no signal or issue of the dossier.
        WithheldError: Signals or issues are withheld, and no candidates are given.
    """
    day = asked_day(dossier, on)
    whole = governance.laid_under(dossier)
    if candidates is None:
        chosen = _usual(whole, day)
    else:
        chosen = tuple(dict.fromkeys(_known(whole, one) for one in candidates))
    said: dict[Ref, list[CriterionOutcome]] = {one: [] for one in chosen}
    failures: list[Failure] = []
    unanswered: set[Ref] = set()
    named = frozenset().union(*(one.info.governs for one in governance.plugins))
    areas = NamedAreas() | governance.plugins
    belonging = Belonging(whole, day, named, areas.ids)
    for criterion, plugin in _in_force(governance, day):
        bodies = plugin.info.governs or None
        places = areas.within(plugin.info.governs_areas) or None
        whose = [one for one in chosen if belonging.is_among(one, bodies, places)]
        judged = judge_all(whole, criterion, plugin, whose, day, limits=limits)
        if isinstance(judged, Failure):
            failures.append(judged)
            unanswered.update(whose if criterion.is_required else ())
            continue
        for one, judgement in judged.items():
            said[one].append(
                CriterionOutcome(
                    code=criterion.code,
                    plugin=plugin.name,
                    title=criterion.title,
                    is_required=criterion.is_required,
                    judgement=judgement,
                )
            )
    return Admission(
        on=day,
        candidates=tuple(
            CandidateOutcome(
                candidate=Named(one, whole.name_of(one)),
                admittance=_admittance(said[one], is_silent=one in unanswered),
                criteria=tuple(said[one]),
            )
            for one in chosen
        ),
        failures=tuple(failures),
    )


def _in_force(governance: Governance, day: date) -> list[tuple[Criterion[Any], ActivePlugin]]:
    found = (
        (one, plugin)
        for plugin in governance.plugins
        for one in plugin.criteria
        if day in one.valid
    )
    return sorted(found, key=lambda pair: pair[0].code)


def _usual(dossier: Dossier, day: date) -> tuple[Ref, ...]:
    """Return the signals that no issue takes up, and the issues that are not over."""
    signals = (
        one.id
        for one in dossier.signals
        if not one.issues and (one.raised_on is None or one.raised_on <= day) and day in one.valid
    )
    issues = (
        one.id
        for one in dossier.issues
        if day in one.valid
        and ((phase := dossier.phase_of(one.id, day)) is None or not phase.is_over)
    )
    return (
        *(Ref("signal", one) for one in signals),
        *(Ref("issue", one) for one in issues),
    )


def _known(dossier: Dossier, candidate: Ref) -> Ref:
    if candidate.kind in ("signal", "issue") and dossier.find(candidate) is not None:
        return candidate
    raise BadValueError(
        message(
            "{found} is geen signaal of opgave van dit dossier",
            "{found} is no signal or issue of this dossier",
            found=quoted(candidate),
        ),
        code="unknown-candidate",
        field="candidates",
    )


def _admittance(said: list[CriterionOutcome], *, is_silent: bool) -> Admittance:
    verdicts = {one.judgement.verdict for one in said if one.is_required}
    if Verdict.NOT_MET in verdicts:
        return Admittance.NOT_ADMISSIBLE
    if is_silent or Verdict.UNKNOWN in verdicts:
        return Admittance.UNDECIDED
    return Admittance.ADMISSIBLE
