"""The refusal of what would take too long."""

from __future__ import annotations

from opgavekern.base.texts import Message, message
from opgavekern.network.foundation.errors import NetworkError


def verify_effort(needed: int, effort: int | None, *, does: Message, instead: Message) -> None:
    """Refuse what takes more than is allowed.

    Args:
        needed: How much it takes.
        effort: How much it may; None for no limit.
        does: What it does so often, with the number.
        instead: What to do to have it take less.

    Raises:
        NetworkError: It takes more; says how much, and what to do.
    """
    if effort is not None and needed > effort:
        raise NetworkError(
            message(
                "{does}, en effort is {effort}; {instead}, of geef effort=None",
                "{does}, and effort is {effort}; {instead}, or give effort=None",
                does=does,
                effort=effort,
                instead=instead,
            )
        )
