"""What each measure of a network says, in plain Dutch."""

from __future__ import annotations

from pathlib import Path

import pytest

from opgavekern.network import ActorMeasure, BrokerRole

PAGE = Path(__file__).parents[2] / "docs/handleiding/netwerken.md"


@pytest.mark.parametrize("measure", [*ActorMeasure, *BrokerRole])
def test_every_figure_is_explained(measure: ActorMeasure | BrokerRole) -> None:
    """The handbook says of each figure of an actor what it says."""
    name = measure.text("nl")
    assert name in PAGE.read_text("utf-8"), f"explain “{name}” in docs/handleiding/{PAGE.name}"
