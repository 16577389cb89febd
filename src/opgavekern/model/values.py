"""What fields refuse: only what is impossible, never what is merely odd."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

import attrs

from opgavekern.base.errors import BadValueError
from opgavekern.base.labels import dutch
from opgavekern.base.texts import message, quoted

_HOURS_IN_WEEK: Final = 168


@attrs.frozen
class between:  # noqa: N801 - reads as a word beside `not_negative`
    """Refuse a number outside `[least, most]`; None passes.

    Attributes:
        least: The smallest number that passes.
        most: The largest number that passes.
    """

    least: int
    most: int

    def __call__(self, _: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
        """Raise `BadValueError` when the value lies outside."""
        if value is not None and not self.least <= value <= self.most:
            raise BadValueError(
                message(
                    "{found} ligt niet tussen {least} en {most}",
                    "{found} is not between {least} and {most}",
                    found=quoted(value),
                    least=self.least,
                    most=self.most,
                ),
                code="out-of-range",
                remedy=message(
                    "Schrijf een getal van {least} tot en met {most}.",
                    "Write a number from {least} up to {most}.",
                    least=self.least,
                    most=self.most,
                ),
                field=attribute.name,
            )


def not_negative(_: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
    """Refuse a number below zero; None passes."""
    if value is not None and value < 0:
        raise BadValueError(
            message("{found} is minder dan nul", "{found} is below zero", found=quoted(value)),
            code="out-of-range",
            remedy=message("Schrijf nul of meer.", "Write zero or more."),
            field=attribute.name,
        )


def weekly_hours(_: Any, attribute: attrs.Attribute[Any], value: Decimal | None) -> None:
    """Refuse hours a week that are no quarter hours or do not fit in a week; None passes."""
    if value is None or (0 <= value <= _HOURS_IN_WEEK and value * 4 == int(value * 4)):
        return
    raise BadValueError(
        message(
            "{found} zijn geen uren per week, in kwartieren",
            "{found} are not hours a week in quarter hours",
            found=quoted(value),
        ),
        code="not-hours",
        remedy=message(
            "Schrijf 0 tot en met 168, met .25, .5 of .75 voor kwartieren.",
            "Write 0 up to 168, with .25, .5 or .75 for quarters.",
        ),
        field=attribute.name,
    )


@dutch("bedrag", euros="euro", price_level="prijspeil")
@attrs.frozen(kw_only=True)
class Money:
    """An amount in euros at the prices of a year.

    Attributes:
        euros: The amount; negative for what comes in.
        price_level: The year of the prices; None when not said.
    """

    __short__ = "euros"

    euros: Decimal
    price_level: int | None = None


@dutch("bron", reference="verwijzing", address="adres", verified="nagegaan")
@attrs.frozen(kw_only=True)
class Source:
    """Where a fact comes from.

    Attributes:
        reference: Name of the document, register or decision.
        address: Where it can be read.
        verified: Whether someone read it there; None when not said.
    """

    __short__ = "reference"

    reference: str
    address: str = ""
    verified: bool | None = None
