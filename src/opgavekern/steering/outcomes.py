"""Which signals may become issues, and which issues would not be admitted today: the answer."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.frames import Columns, columns
from opgavekern.base.labels import Term
from opgavekern.base.results import Result
from opgavekern.base.texts import Language, Text, message
from opgavekern.governance import Failure, Judgement, Named, Verdict


class Admittance(Term):
    """Whether a candidate is an issue by the criteria in force."""

    ADMISSIBLE = "admissible", "toelaatbaar"
    NOT_ADMISSIBLE = "not_admissible", "niet toelaatbaar"
    UNDECIDED = "undecided", "niet te zeggen"


@attrs.frozen(kw_only=True)
class CriterionOutcome(Answer):
    """What one criterion says of a candidate.

    Attributes:
        code: Code of the criterion.
        plugin: Whose criterion it is.
        title: What is asked.
        is_required: What does not meet it is not admitted.
        judgement: What it says, and why.
    """

    code: str
    plugin: str
    title: Text
    is_required: bool
    judgement: Judgement


@attrs.frozen(kw_only=True)
class CandidateOutcome(Answer):
    """What the criteria together say of one signal or issue.

    Attributes:
        candidate: The signal or issue.
        admittance: Admissible where every required criterion is met; not where one is not met;
            undecided where one is not known or gave no answer.
        criteria: What each says, in order of code.
    """

    candidate: Named
    admittance: Admittance
    criteria: tuple[CriterionOutcome, ...] = ()

    @property
    def lacking(self) -> tuple[CriterionOutcome, ...]:
        """The required criteria that it does not meet."""
        return self._required(Verdict.NOT_MET)

    @property
    def unknown(self) -> tuple[CriterionOutcome, ...]:
        """The required criteria of which it is not known whether it meets them."""
        return self._required(Verdict.UNKNOWN)

    def _required(self, verdict: Verdict) -> tuple[CriterionOutcome, ...]:
        return tuple(
            one for one in self.criteria if one.is_required and one.judgement.verdict is verdict
        )


@attrs.frozen(kw_only=True)
class Admission(Result):
    """What the criteria in force say of signals and issues.

    Attributes:
        on: The day.
        candidates: Signals first, then issues, in order of id.
        failures: Criteria that gave no answer.
    """

    on: date
    candidates: tuple[CandidateOutcome, ...] = ()
    failures: tuple[Failure, ...] = ()

    @property
    def signals(self) -> tuple[CandidateOutcome, ...]:
        """What is said of signals."""
        return tuple(one for one in self.candidates if one.candidate.ref.kind == "signal")

    @property
    def issues(self) -> tuple[CandidateOutcome, ...]:
        """What is said of issues."""
        return tuple(one for one in self.candidates if one.candidate.ref.kind == "issue")

    @property
    def would_not_pass(self) -> tuple[CandidateOutcome, ...]:
        """The issues that would not be admitted today."""
        return tuple(one for one in self.issues if one.admittance is Admittance.NOT_ADMISSIBLE)

    COLUMNS: ClassVar[Columns] = columns(
        kind=str,
        candidate=str,
        name=str,
        admittance=str,
        code=str,
        is_required=bool,
        verdict=str,
        reason_nl=str,
        reason_en=str,
    )

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each candidate and criterion, texts in both languages."""
        return [
            {
                "kind": one.candidate.ref.kind,
                "candidate": one.candidate.ref.id,
                "name": one.candidate.name,
                "admittance": one.admittance.value,
                "code": said.code,
                "is_required": said.is_required,
                "verdict": said.judgement.verdict.value,
                "reason_nl": said.judgement.reason.text("nl"),
                "reason_en": said.judgement.reason.text("en"),
            }
            for one in self.candidates
            for said in one.criteria
        ]

    def describe(self, language: Language = "en") -> str:
        """Say how many signals may become issues, and how many issues would not pass today."""
        ready = sum(one.admittance is Admittance.ADMISSIBLE for one in self.signals)
        said = message(
            "Signalen die op {on} een opgave kunnen worden: {ready} van {signals}. Opgaven die nu "
            "niet zouden worden toegelaten: {failing} van {issues}.",
            "On {on}: {ready} of {signals} signals may become an issue; {failing} of {issues} "
            "issues would not be admitted now.",
            on=self.on,
            ready=ready,
            signals=len(self.signals),
            failing=len(self.would_not_pass),
            issues=len(self.issues),
        ).text(language)
        if not self.failures:
            return said
        silent = message(
            "Zonder antwoord bleven {codes}.",
            "No answer came from {codes}.",
            codes=tuple(one.code for one in self.failures),
        )
        return f"{said} {silent.text(language)}"
