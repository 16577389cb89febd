"""A process that answers one question at a time, and can be ended while it does."""

from __future__ import annotations

import contextlib
import faulthandler
import multiprocessing
import os
import pickle
import signal
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

from opgavekern.governance.guarding import what_and_where

#: Starting Python and importing plugins takes no longer than this, on a slow machine too.
_STARTING: Final = 60.0
#: Nobody waits longer for one rule, and the system's own clocks cannot.
_LONGEST: Final = 7 * 24 * 3600.0
#: Longer than its time limit a question never takes, also where nobody is left to end it.
_GRACE: Final = 5.0


class Lost(Exception):  # noqa: N818 - it is caught here, and never reaches a caller
    """A question got no answer.

    Attributes:
        why: What happened in the process; empty where it was ended for taking too long.
    """

    def __init__(self, why: str = "") -> None:
        super().__init__(why)
        self.why = why


class Worker:
    """A process of its own for one piece of work."""

    def __init__(self, work: bytes) -> None:
        """Start the process.

        Args:
            work: Pickled; called without arguments in the process, it gives what answers.

        Raises:
            Lost: The work cannot be taken up there.
        """
        # A new interpreter, not a copy of this one: threads and locks of the caller stay here.
        context = multiprocessing.get_context("spawn")
        self._end, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        with _deaf_to_ctrl_c():
            self._process.start()
        theirs.close()
        try:
            self._tell(work)
            refusal = self._hear(_STARTING)
        except BaseException:
            self.end()
            raise
        if refusal:
            self.end()
            raise Lost(refusal)

    def ask(self, question: object, time_limit: float) -> Any:
        """Return the answer to a question.

        Raises:
            Lost: It takes too long, or the process ended; then it is of no more use.
        """
        seconds = min(time_limit, _LONGEST)
        try:
            self._tell(pickle.dumps((question, seconds)))
            return self._hear(seconds)
        except BaseException:
            self.end()
            raise

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.join()
        self._end.close()

    def _tell(self, said: bytes) -> None:
        with contextlib.suppress(BrokenPipeError):  # What it died of is heard below.
            self._end.send_bytes(said)

    def _hear(self, seconds: float) -> Any:
        if not self._end.poll(seconds):
            raise Lost
        try:
            said = pickle.loads(self._end.recv_bytes())  # noqa: S301 - from our own process
        except (EOFError, OSError):
            self._process.join()
            raise Lost(f"exit {self._process.exitcode}") from None
        except Exception as error:  # noqa: BLE001 - a rule may give what cannot be made again
            raise Lost(what_and_where(error)) from None
        if isinstance(said, Lost):
            raise said
        return said


@contextlib.contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Start processes that Ctrl-C does not reach: who started them hears it, and ends them."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(end: Connection) -> None:
    """Answer until nobody asks any more."""
    with contextlib.suppress(OSError, ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        os.dup2(2, 1)  # What plugins print is no part of the caller's answer.
    try:
        answer: Callable[[Any], Any] = pickle.loads(end.recv_bytes())()  # noqa: S301 - sent by us
    except BaseException as error:  # noqa: BLE001 - told to whoever asked
        end.send_bytes(pickle.dumps(what_and_where(error)))
        return
    end.send_bytes(pickle.dumps(""))
    with contextlib.suppress(EOFError, OSError), Path(os.devnull).open("wb") as nowhere:
        while True:
            question, time_limit = pickle.loads(end.recv_bytes())  # noqa: S301 - sent by us
            faulthandler.dump_traceback_later(time_limit + _GRACE, exit=True, file=nowhere)
            try:
                said = pickle.dumps(answer(question))
            except Exception as error:  # noqa: BLE001 - its own words may quote the data
                said = pickle.dumps(Lost(what_and_where(error)))
            faulthandler.cancel_dump_traceback_later()
            end.send_bytes(said)
