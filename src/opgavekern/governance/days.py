"""The day that a question about a dossier is for."""

from __future__ import annotations

from datetime import date

from opgavekern.base.calendar import given_day
from opgavekern.base.errors import BadValueError, OpgavekernError
from opgavekern.base.texts import message
from opgavekern.governance.outcomes import CheckResult
from opgavekern.model import Dossier


def asked_day(dossier: Dossier, on: date | None, result: CheckResult | None = None) -> date:
    """Return the day that is given, or that of a result, or else the dossier's own.

    Raises:
        OpgavekernError: None of them is there.
        BadValueError: What is given is no day, or not that of the result.
    """
    day = given_day(on, "on") if on is not None else result.on if result else dossier.header.as_of
    if day is None:
        raise OpgavekernError(
            message(
                "op welke dag? Geef een dag op, of vul de peildatum van het dossier in",
                "on which day? Give a day, or fill in the dossier's as_of",
            )
        )
    if result is not None and result.on != day:
        raise BadValueError(
            message(
                "de uitkomst is van {found}, gevraagd is {day}; controleer op die dag",
                "the result is of {found}, asked for is {day}; check on that day",
                found=result.on,
                day=day,
            ),
            code="other-day",
            field="on",
        )
    return day
