"""Taking the rules of a check: here, or each plugin's in a process that can be ended."""

from __future__ import annotations

import contextlib
import functools
import math
import pickle
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Final

import attrs

from opgavekern.base.errors import BadValueError
from opgavekern.base.running import Limits
from opgavekern.base.texts import Message, message, quoted
from opgavekern.governance.active import ActivePlugin
from opgavekern.governance.declarations.findings import Finding
from opgavekern.governance.guarding import what_and_where
from opgavekern.governance.in_force import Resolution, Version
from opgavekern.governance.outcomes import Failure, PluginVersion, RuleOutcome, RuleStatus
from opgavekern.governance.remembering import Memory
from opgavekern.governance.running import Run
from opgavekern.governance.stamping import TELL
from opgavekern.governance.workers import Lost, Worker
from opgavekern.model import Dossier

#: What takes one rule, in each way in which it is in force.
Take = Callable[[tuple[Version, ...]], None]
#: What came of one rule.
Taken = tuple[list[Finding], list[Failure], list[RuleOutcome]]


@contextlib.contextmanager
def here(run: Run) -> Iterator[Take]:
    """Take rules in this process."""
    yield run.take


@contextlib.contextmanager
def run_apart(run: Run, *, time_limit: float) -> Iterator[Take]:
    """Take the rules of each plugin in a process of its own, and end what takes too long."""
    apart = _Apart(run, time_limit)
    try:
        yield apart.take
    finally:
        apart.end()


def taking(isolate: object, time_limit: float) -> Callable[[Run], AbstractContextManager[Take]]:
    """Return what takes rules: here where no isolation is asked for, or else apart.

    Raises:
        BadValueError: There is no such isolation, or a time limit that is none.
    """
    if isolate is None:
        return here
    _refuse_no_isolation(isolate, time_limit)
    return functools.partial(run_apart, time_limit=time_limit)


def _refuse_no_isolation(isolate: object, time_limit: float) -> None:
    """Refuse another isolation than there is, and a time limit that is none."""
    if isolate != "process":
        raise BadValueError(
            message(
                'isolate is {found}; mogelijk zijn "process" en None',
                'isolate is {found}; use "process" or None',
                found=quoted(isolate),
            ),
            code="not-an-isolation",
            field="isolate",
        )
    if type(time_limit) not in (int, float) or not 0 < time_limit < math.inf:
        raise BadValueError(
            message(
                "time_limit is {found}; dat is een aantal seconden, meer dan nul",
                "time_limit is {found}; it is a number of seconds, above zero",
                found=quoted(time_limit),
            ),
            code="not-a-time-limit",
            field="time_limit",
        )


@attrs.frozen(kw_only=True)
class _Work:
    """What another process needs to run the rules of one plugin; called, it begins."""

    dossier: Dossier
    in_force: Resolution
    limits: Limits
    plugin: ActivePlugin
    version: PluginVersion

    def __call__(self) -> Callable[[str], Taken]:
        ways = self.in_force.by_code()
        run = Run(
            self.dossier,
            self.in_force,
            self.limits,
            Memory(),
            plugins=[self.plugin],
            versions=[self.version],
            raised=None,
        )

        def answer(code: str) -> Taken:
            for told in (run.findings, run.failures, run.outcomes):
                told.clear()
            run.take(ways[code])
            return run.findings, run.failures, run.outcomes

        return answer


class _Apart:
    """The process of the plugin whose rules are taken now."""

    def __init__(self, run: Run, time_limit: float) -> None:
        self.run = run
        self.time_limit = time_limit
        self._plugin = ""
        self._worker: Worker | None = None
        self._unfit: Message | None = None

    def take(self, ways: tuple[Version, ...]) -> None:
        """Have one rule run in the process of its plugin, and note what came of it."""
        if ways[0].plugin != self._plugin:
            self.end()
            self._plugin, self._unfit = ways[0].plugin, None
        worker = self._begun()
        if worker is None:
            self.run.lose(ways, RuleStatus.NOT_RUN, self._unfit or _ENDED, _AT_THE_TOP)
            return
        try:
            found, failures, outcomes = worker.ask(ways[0].rule.code, self.time_limit)
        except Lost as lost:
            self._worker = None
            self._lose(ways, lost.why)
        else:
            self.run.findings += found
            self.run.failures += failures
            self.run.outcomes += outcomes

    def _begun(self) -> Worker | None:
        """Return the process of the plugin, begun where there is none; None where it cannot be."""
        if self._worker is None and self._unfit is None:
            try:
                self._worker = Worker(self._work(self._plugin))
            except KeyboardInterrupt:
                raise
            except Exception as error:  # noqa: BLE001 - what cannot be pickled raises anything
                why = error.why if isinstance(error, Lost) else what_and_where(error)
                self._unfit = message(
                    "de regel kan niet naar een ander proces: {why}",
                    "the rule cannot go to another process: {why}",
                    why=why or type(error).__name__,
                )
        return self._worker

    def end(self) -> None:
        """End the process, if there is one."""
        if self._worker is not None:
            self._worker.end()
            self._worker = None

    def _work(self, plugin: str) -> bytes:
        run = self.run
        own = tuple(one for one in run.in_force.versions if one.plugin == plugin)
        bare = attrs.evolve(
            run.plugins[plugin], options=None, facts=Dossier(), rules=(), importers=()
        )
        work = _Work(
            dossier=run.dossier,
            in_force=attrs.evolve(run.in_force, versions=own),
            limits=run.limits,
            plugin=bare,
            version=run.versions[plugin],
        )
        return pickle.dumps(work)

    def _lose(self, ways: tuple[Version, ...], why: str) -> None:
        if why:
            said = message(
                "het proces waarin de regel draaide is gestopt: {why}",
                "the process in which the rule ran has ended: {why}",
                why=why,
            )
            self.run.lose(ways, RuleStatus.FAILED, said, TELL)
            return
        said = message(
            "de regel gaf binnen {seconds} seconden geen antwoord, en is afgebroken",
            "the rule gave no answer within {seconds} seconds, and was ended",
            seconds=self.time_limit,
        )
        self.run.lose(ways, RuleStatus.FAILED, said, _MORE_TIME)


_ENDED: Final = message("het proces is gestopt", "the process has ended")
_MORE_TIME: Final = message(
    "Geef meer tijd, of meld dit bij de maker van de plugin.",
    "Give it more time, or tell the maker of the plugin.",
)
_AT_THE_TOP: Final = message(
    "Laat de maker van de plugin haar functie buiten andere functies zetten, of controleer in één "
    "proces.",
    "Let the maker of the plugin define its function outside of others, or check in one process.",
)
