from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from opgavekern.base.errors import BadValueError
from opgavekern.base.running import Limits, Progress, collector_at_rest


def test_limits_are_those_that_are_promised() -> None:
    """What is accepted unless someone says otherwise, as the documentation states it."""
    assert attrs.asdict(Limits()) == {
        "file_bytes": 10_000_000,
        "workbook_bytes": 100_000_000,
        "workbook_ratio": 100,
        "sheet_extent": 4,
        "depth": 64,
        "nodes": 1_000_000,
        "records": 500_000,
        "problems_shown": 100,
        "outline_vertices": 10_000,
        "findings_per_rule": 10_000,
        "message_characters": 2_000,
    }


def test_limits_are_set_by_making_others() -> None:
    """Limits do not change; others can be made of them."""
    limits = Limits()
    assert attrs.evolve(limits, records=5).records == 5
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        limits.records = 5  # type: ignore[misc] # that it cannot be done is the point


def test_a_function_can_show_progress() -> None:
    """Whatever takes a number done, a total and a word can be handed in."""
    seen: list[tuple[int, int, str]] = []

    def show(done: int, total: int, what: str) -> None:
        seen.append((done, total, what))

    progress: Progress = show
    progress(1, 2, "files")
    assert seen == [(1, 2, "files")]


@pytest.fixture
def _collector() -> Iterator[None]:
    """Leave the collector as the tests found it."""
    yield
    gc.enable()


@pytest.fixture
def _busy_threads() -> Iterator[None]:
    """Let threads take turns as often as they can, so that every order of steps is met."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def _fail_at_rest() -> None:
    with collector_at_rest():
        assert not gc.isenabled()
        raise ValueError("wrong")


@pytest.mark.usefixtures("_collector")
def test_the_collector_rests_and_works_again() -> None:
    """It is off inside, and on after, also when something goes wrong."""
    with pytest.raises(ValueError, match="wrong"):
        _fail_at_rest()
    assert gc.isenabled()


@pytest.mark.usefixtures("_collector")
def test_who_put_it_to_rest_keeps_it_there() -> None:
    """An embedder that had turned it off finds it off."""
    gc.disable()
    with collector_at_rest():
        pass
    assert not gc.isenabled()


@pytest.mark.usefixtures("_collector")
def test_within_a_rest_it_rests_on() -> None:
    """A rest inside another one does not end it."""
    with collector_at_rest():
        with collector_at_rest():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


@given(st.lists(st.integers(0, 15), min_size=2, max_size=40))
def test_the_last_of_all_threads_sets_it_to_work(order: list[int]) -> None:
    """In whatever order rests of several threads begin and end, it rests until none is left."""
    rests = {}
    for thread in order:
        if thread in rests:
            rests.pop(thread).__exit__(None, None, None)
        else:
            rests[thread] = collector_at_rest()
            rests[thread].__enter__()
        assert gc.isenabled() is (not rests)
    for rest in rests.values():
        rest.__exit__(None, None, None)
    assert gc.isenabled()


@pytest.mark.usefixtures("_collector", "_busy_threads")
def test_threads_that_come_and_go_leave_it_at_work() -> None:
    """Sixteen threads that all begin and end thousands of rests, some in failure, leave it on."""
    start = threading.Barrier(16)

    def rest_often(_: int) -> bool:
        start.wait()
        seen = []
        for turn in range(2_000):
            try:
                with collector_at_rest():
                    seen.append(gc.isenabled())
                    if turn % 3 == 0:
                        raise ValueError
            except ValueError:
                pass
        return any(seen)

    with ThreadPoolExecutor(16) as pool:
        was_at_work = list(pool.map(rest_often, range(16)))
    assert not any(was_at_work)
    assert gc.isenabled()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only where processes fork")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_forked_child_collects_again() -> None:
    """A child that was forked while another thread read has its collector at work, and may rest."""
    with collector_at_rest():
        child = os.fork()
        if child == 0:
            was_at_work = gc.isenabled()
            with collector_at_rest():
                rests = not gc.isenabled()
            os._exit(0 if was_at_work and rests and gc.isenabled() else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@pytest.mark.parametrize("found", [None, "5", 5.0, True, -1])
def test_a_limit_is_a_whole_number(found: Any) -> None:
    """Anything else is refused where it is given, by name, and not half-way through reading."""
    with pytest.raises(BadValueError, match=r"records is .*; a limit is a whole number"):
        Limits(records=found)
