"""The pytest plugin, for who asks for it with `-p opgavekern.testing`: scenarios are tests."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pytest

_UPDATE: Final = "--update-scenarios"
_ENDING: Final = ".scenario.yaml"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes down what scenarios find."""
    parser.getgroup("opgavekern").addoption(
        _UPDATE,
        action="store_true",
        help="write in *.scenario.yaml what checking finds, and say which files changed",
    )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Take every `*.scenario.yaml` for a test."""
    if not file_path.name.endswith(_ENDING):
        return None
    from opgavekern.testing.scenario_items import ScenarioFile

    found: pytest.Collector = ScenarioFile.from_parent(parent, path=file_path)
    return found


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the scenarios that were written anew, so that nobody overlooks them."""
    from opgavekern.testing.scenario_items import CHANGED

    changed = {
        path
        for reports in terminalreporter.stats.values()
        for report in reports
        for name, path in getattr(report, "user_properties", ())
        if name == CHANGED
    }
    if changed:
        terminalreporter.section("scenarios written anew")
        for path in sorted(changed):
            terminalreporter.write_line(path)
