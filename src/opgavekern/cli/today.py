"""What day it is; only the command line asks the clock, the library below is told."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opgavekern.model import Dossier


def moment() -> datetime:
    """Return the moment by the clock of this machine."""
    return datetime.now().astimezone()


def now() -> datetime:
    """Return the moment by the clock of this machine, to the minute."""
    return moment().replace(second=0, microsecond=0)


def today() -> date:
    """Return the day by the clock of this machine."""
    return now().date()


def day_asked(given: date | None, dossier: Dossier) -> date:
    """Return the day that was asked for, or that of the dossier, or today."""
    return given or dossier.header.as_of or today()


def midnight(day: date) -> datetime:
    """Return the first moment of a day; the same on every machine."""
    return datetime.combine(day, time())
