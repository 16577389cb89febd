from __future__ import annotations

import attrs
import pytest

from opgavekern.base.running import Limits, Progress


def test_limits_are_those_that_are_promised() -> None:
    """What is accepted unless someone says otherwise, as the documentation states it."""
    assert attrs.asdict(Limits()) == {
        "file_bytes": 10_000_000,
        "workbook_bytes": 100_000_000,
        "workbook_ratio": 100,
        "sheet_extent": 4,
        "depth": 64,
        "nodes": 2_000_000,
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
