"""Small dossiers, each with what should be found in it, as a jurist can read them."""

from __future__ import annotations

from pathlib import Path

import pytest

from opgavekern.testing import run_scenario

SCENARIOS = sorted(Path(__file__).parent.glob("*.scenario.yaml"))


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.name.partition(".")[0])
def test_a_scenario_finds_what_it_expects(path: Path) -> None:
    """Nothing is missing, and nothing is found that is not expected."""
    result = run_scenario(path)
    assert result.is_as_expected, result.describe()
