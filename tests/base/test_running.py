from __future__ import annotations

import gc
from collections.abc import Iterator

import attrs
import pytest

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
