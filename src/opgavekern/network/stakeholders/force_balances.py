"""What those for and those against an issue weigh together."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterable

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.texts import Message, message
from opgavekern.network.foundation.figures import in_short
from opgavekern.network.stakeholders.stakes import Stake
from opgavekern.network.stakeholders.thresholds import leanings


@attrs.frozen(kw_only=True)
class ForceBalance(Answer):
    """What both sides of one issue weigh: influence times position.

    Attributes:
        issue: Which; empty where there is only one.
        proponents: Stakeholders in favour.
        neutral: Stakeholders neither for nor against.
        opponents: Stakeholders against.
        unknown: Stakeholders whose position is not known.
        weight_for: Influence times position, summed over positions above zero.
        weight_against: The same over positions below zero, as a number above zero.
        weighed: Influence of those whose position is known as well.
        influence: All influence that is known.
    """

    issue: str
    proponents: int
    neutral: int
    opponents: int
    unknown: int
    weight_for: float
    weight_against: float
    weighed: float
    influence: float

    @property
    def balance(self) -> float | None:
        """The mean position, weighed by influence: of a dossier -1 to 1; None without influence."""
        return (self.weight_for - self.weight_against) / self.weighed if self.weighed else None

    @property
    def known(self) -> float | None:
        """Share of known influence whose position is known, 0 to 1; None without influence."""
        return self.weighed / self.influence if self.influence else None

    @property
    def sentence(self) -> Message:
        """What both sides weigh, in a sentence."""
        where = (
            message("In {issue}", "In {issue}", issue=self.issue)
            if self.issue
            else message("Balans", "Balance")
        )
        if self.balance is None or self.known is None:
            return message(
                "{where}: {count} voor en {against} tegen; wat zij wegen is niet bekend.",
                "{where}: {count} for and {against} against; what they weigh is not known.",
                where=where,
                count=self.proponents,
                against=self.opponents,
            )
        return message(
            "{where}: {count} voor en {against} tegen; invloed maal standpunt is samen {above} "
            "boven en {below} onder nul, gemiddeld {balance}, over {known}% van de bekende "
            "invloed.",
            "{where}: {count} for and {against} against; influence times position adds up to "
            "{above} above and {below} below zero, {balance} on average, over {known}% of known "
            "influence.",
            where=where,
            count=self.proponents,
            against=self.opponents,
            above=in_short(self.weight_for, 2),
            below=in_short(self.weight_against, 2),
            balance=in_short(self.balance, 2),
            known=round(100 * self.known, 0),
        )


def balances_of(stakes: Iterable[Stake], position: float) -> tuple[ForceBalance, ...]:
    """Return what both sides weigh, for each issue.

    Args:
        stakes: In order of issue.
        position: From how far from zero a position is for or against.
    """
    return tuple(
        _balance(issue, list(its), position)
        for issue, its in itertools.groupby(stakes, key=lambda one: one.issue)
    )


def _balance(issue: str, stakes: list[Stake], position: float) -> ForceBalance:
    known = [one.position for one in stakes if one.position is not None]
    counts = Counter(side for one in known for side in leanings(one, position))
    pairs = [
        (one.influence, one.position)
        for one in stakes
        if one.influence is not None and one.position is not None
    ]
    return ForceBalance(
        issue=issue,
        proponents=counts[1],
        neutral=counts[0],
        opponents=counts[-1],
        unknown=len(stakes) - len(known),
        weight_for=math.fsum(weight * one for weight, one in pairs if one > 0),
        weight_against=math.fsum(-weight * one for weight, one in pairs if one < 0),
        weighed=math.fsum(weight for weight, _ in pairs),
        influence=math.fsum(one.influence for one in stakes if one.influence is not None),
    )
