"""A term of a regression among actors: its coefficient, and what chance gave."""

from __future__ import annotations

from typing import Final

import attrs

from opgavekern.base.answers import Answer
from opgavekern.network.foundation.null_distributions import NullDistribution

#: What the constant is called.
INTERCEPT: Final = "(intercept)"


@attrs.frozen(kw_only=True)
class RegressionTerm(Answer):
    """One term of a regression.

    Attributes:
        name: As the caller named it; `(intercept)` for the constant.
        coefficient: Of a logistic regression in log odds.
        error: Its standard error, as if pairs were independent.
        statistic: Coefficient by error: t, or z of a logistic regression; None without error.
        chance: The statistic under the null hypothesis; None where it has none.
    """

    name: str
    coefficient: float
    error: float
    statistic: float | None
    chance: NullDistribution | None
