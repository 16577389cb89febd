"""What day it is; only the command line asks the clock, the library below is told."""

from __future__ import annotations

from datetime import date, datetime, time


def moment() -> datetime:
    """Return the moment by the clock of this machine."""
    return datetime.now().astimezone()


def now() -> datetime:
    """Return the moment by the clock of this machine, to the minute."""
    return moment().replace(second=0, microsecond=0)


def today() -> date:
    """Return the day by the clock of this machine."""
    return now().date()


def midnight(day: date) -> datetime:
    """Return the first moment of a day; the same on every machine."""
    return datetime.combine(day, time())
