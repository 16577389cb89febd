"""Which signals may become issues, and which issues would not be admitted today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from opgavekern.base.errors import BadValueError
from opgavekern.base.running import Limits, collector_at_rest
from opgavekern.base.texts import message, quoted
from opgavekern.governance import (
    Failure,
    Governance,
    Named,
    Verdict,
)
from opgavekern.governance.bodies import Belonging
from opgavekern.governance.days import asked_day
from opgavekern.governance.judging import judge_all
from opgavekern.governance.resolving import resolve_criteria
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
    governs some bodies or areas asks its criteria of what is theirs, and of what may be. Lower
    layers change the numbers of a criterion as those of a rule; where a candidate is of several
    bodies for which they differ, it must meet each.

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
    said: dict[Ref, dict[str, CriterionOutcome]] = {one: {} for one in chosen}
    failures: list[Failure] = []
    unanswered: set[Ref] = set()
    plugins = {one.name: one for one in governance.plugins}
    criteria = resolve_criteria(governance.plugins, on=day)
    belonging = Belonging(whole, day, criteria.named, criteria.areas.ids)
    for way in criteria.versions:
        criterion, plugin = way.rule, plugins[way.plugin]
        if way.is_off or day not in criterion.valid:
            continue
        whose = [one for one in chosen if belonging.is_among(one, way.whose, way.where)]
        judged = judge_all(whole, way, plugin, whose, day, limits=limits)
        if isinstance(judged, Failure):
            failures += [judged] if judged not in failures else []
            unanswered.update(whose if criterion.is_required else ())
            continue
        for one, judgement in judged.items():
            outcome = CriterionOutcome(
                code=criterion.code,
                plugin=plugin.name,
                title=criterion.title,
                is_required=criterion.is_required,
                judgement=judgement,
            )
            before = said[one].setdefault(criterion.code, outcome)
            if _WEIGHT.index(judgement.verdict) > _WEIGHT.index(before.judgement.verdict):
                said[one][criterion.code] = outcome
    return Admission(
        on=day,
        candidates=tuple(
            CandidateOutcome(
                candidate=Named(one, whole.name_of(one)),
                admittance=_admittance(said[one].values(), is_silent=one in unanswered),
                criteria=tuple(said[one].values()),
            )
            for one in chosen
        ),
        failures=tuple(failures),
    )


#: Of what a criterion says by the numbers of several bodies, the last of these is told.
_WEIGHT: Final = (Verdict.MET, Verdict.UNKNOWN, Verdict.NOT_MET)


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


def _admittance(said: Iterable[CriterionOutcome], *, is_silent: bool) -> Admittance:
    verdicts = {one.judgement.verdict for one in said if one.is_required}
    if Verdict.NOT_MET in verdicts:
        return Admittance.NOT_ADMISSIBLE
    if is_silent or Verdict.UNKNOWN in verdicts:
        return Admittance.UNDECIDED
    return Admittance.ADMISSIBLE
