"""Rules that end or outlast their process, where other processes find them."""

from __future__ import annotations

import ctypes
import functools
import os
import sys
import threading
import time
from collections.abc import Iterable
from typing import NoReturn

from tests.governance.plugins import BOTH, Plugin, a_rule

from opgavekern.governance import Finding, Severity
from opgavekern.model import Dossier, Ref


def hanging(*_: object) -> Iterable[Finding]:
    """Say so, and wait for what never comes."""
    sys.stdout.write("HANGS\n")
    sys.stdout.flush()
    threading.Event().wait()
    return ()


def yielding(*_: object) -> Iterable[Finding]:
    """Look for a finding without end, and yield none; what else runs on the machine may go on."""
    while True:
        time.sleep(0.01)
        yield from ()


def leaving(*_: object) -> NoReturn:
    """Leave without a word."""
    os._exit(0)


def crashing(*_: object) -> Iterable[Finding]:
    """Break the interpreter."""
    ctypes.string_at(0)
    return ()


def printing(*_: object) -> Iterable[Finding]:
    """Say something where answers are said."""
    sys.stdout.write("SAID\n")
    sys.stdout.flush()
    return ()


def raising(*_: object) -> Iterable[Finding]:
    """Fail as any rule may."""
    raise ValueError


def not_when_mixed(dossier: Dossier, context: object) -> Iterable[Finding]:
    """Find what is called "New", and leave without a word where that is not all or nothing."""
    titles = {one.title for one in dossier.issues}
    if len(titles) > 1:
        os._exit(0)
    for one in dossier.issues if titles == {"New"} else ():
        yield Finding(subject=Ref("issue", one.id), text=BOTH, remedy=BOTH)


HOSTILE = Plugin(
    a_rule("TST-001"),
    a_rule("TST-002", hanging, severity=Severity.BLOCKING),
    a_rule("TST-003", leaving),
    a_rule("TST-004", crashing),
    a_rule("TST-005", raising),
    a_rule("TST-006", yielding),
    a_rule("TST-007"),
)
CALM = Plugin(a_rule("CLM-001"), a_rule("CLM-002", printing), name="clm", namespace="CLM")


class Unsendable(str):
    """A text that cannot leave its process."""

    __slots__ = ()

    def __reduce__(self) -> NoReturn:
        raise ValueError("Jan Jansen")


class Lost(str):
    """A text that leaves its process and cannot be made again."""

    __slots__ = ()

    def __new__(cls, one: str, other: str) -> Lost:
        return super().__new__(cls, one + other)


def _said(dossier: Dossier, _: object, *, value: type[str]) -> Iterable[Finding]:
    what = value("Jan", " Jansen") if value is Lost else value("Jan Jansen")
    for issue in dossier.issues:
        yield Finding(subject=Ref("issue", issue.id), text=BOTH, remedy=BOTH, values={"what": what})


UNSENDABLE = Plugin(
    a_rule("TST-001", functools.partial(_said, value=Unsendable)),
    a_rule("TST-002", functools.partial(_said, value=Lost)),
    a_rule("TST-003"),
)
