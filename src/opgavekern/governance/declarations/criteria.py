"""Criteria of admission: by what a signal becomes an issue."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any, Generic, TypeVar

import attrs

from opgavekern.base.answers import Answer, Sayable
from opgavekern.base.labels import Term
from opgavekern.base.texts import Message, Text
from opgavekern.governance.declarations.findings import Named
from opgavekern.governance.declarations.rules import Basis, NoParameters, RuleKind
from opgavekern.model import Dossier, Period, Ref

P = TypeVar("P")


class Verdict(Term):
    """Whether a candidate meets a criterion."""

    MET = "met", "voldaan"
    NOT_MET = "not_met", "niet voldaan"
    UNKNOWN = "unknown", "onbekend"


@attrs.frozen(kw_only=True)
class Judgement(Answer):
    """What a criterion says of one candidate, and why.

    Attributes:
        verdict: Met, not met, or unknown where what would tell is not recorded.
        text: Why, with `{name}` for each value; `{candidate}` is the candidate's name.
        values: What goes in the text. The engine puts a record's name in the place of a `Ref`.
    """

    verdict: Verdict
    text: Text
    values: Annotated[Mapping[str, Any], Sayable((Ref, Named))] = attrs.field(
        factory=dict, hash=False
    )

    @property
    def reason(self) -> Message:
        """Why, with its values."""
        return Message(self.text, self.values)


@attrs.frozen(kw_only=True)
class CriterionContext(Generic[P]):
    """What a criterion may know besides the dossier.

    Attributes:
        on: The day on which is judged.
        candidate: The signal or issue that is judged.
        parameters: The criterion's numbers in force.
    """

    on: date
    candidate: Ref
    parameters: P


@attrs.frozen(kw_only=True)
class Criterion(Generic[P]):
    """One thing that makes something an issue, asked of signals and of issues alike.

    Attributes:
        code: The plugin's namespace and a number, never used again: `NL-C01`.
        name: Identifier, for programs.
        title: What is asked, as a statement that holds or does not, in one line.
        rationale: Why it is asked.
        kind: Law, policy or convention.
        basis: Where it stands.
        reads: Kinds of record that it looks at, by plural name; others are kept from it.
        judge: Judges one candidate; pure.
        is_required: What does not meet it is not admitted; otherwise it only informs.
        valid: First and last day on which it holds, both inclusive.
        parameters: An attrs class with its numbers, each with a default; lower layers fill,
            tighten and depart from them as from those of a rule.
        departable: Whether a lower layer may depart from it, with a basis of its own.
    """

    code: str
    name: str
    title: Text
    rationale: Text
    kind: RuleKind
    basis: Basis
    reads: frozenset[str]
    judge: Callable[[Dossier, CriterionContext[P]], Judgement] = attrs.field(repr=False)
    is_required: bool = True
    valid: Period = Period()
    parameters: type[P] = attrs.field(default=NoParameters)  # type: ignore[assignment] # P is it
    departable: bool = False
