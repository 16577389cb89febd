"""What a dossier may choose."""

from __future__ import annotations

from typing import Any

import attrs

from opgavekern.base import BadValueError, message


def _not_after_the_act(_: Any, attribute: attrs.Attribute[int], value: int) -> None:
    """Refuse a day later than the act's: no province can ask for less than the act does."""
    if not 1 <= value <= 15:
        raise BadValueError(
            message(
                "{found} is geen dag van november tot en met de 15e",
                "{found} is no day of November up to the 15th",
                found=value,
            ),
            code="out-of-range",
            remedy=message("Schrijf 1 tot en met 15.", "Write 1 up to 15."),
            field=attribute.name,
        )


@attrs.frozen(kw_only=True)
class NoordBrabantOptions:
    """What the province decides and no public source that was found tells.

    Attributes:
        budget_before_day: The day of November before which the province wants budgets of
            municipalities. The act says the 15th; no earlier day was found.
        budget_day_reference: The letter or framework in which the province asks for an earlier
            day.
    """

    budget_before_day: int = attrs.field(default=15, validator=_not_after_the_act)
    budget_day_reference: str = ""
