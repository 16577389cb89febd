"""What a scenario is to pytest: one test, whose failure is the difference."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import pytest

from opgavekern.base.errors import OpgavekernError
from opgavekern.base.texts import Text
from opgavekern.testing.scenarios import run_scenario, update_scenario

#: Under this name a test reports its file where that was written anew; reports also come from
#: other processes, where pytest-xdist runs the tests.
CHANGED: Final = "scenario written anew"
_HINT: Final = Text(
    nl="Is dit wat gevonden moet worden, dan schrijft pytest --update-scenarios het op; lees het "
    "verschil voordat u het bewaart.",
    en="Where this is what should be found, pytest --update-scenarios writes it down; read the "
    "difference before you keep it.",
)


class ScenarioFile(pytest.File):
    """A file with one scenario."""

    def collect(self) -> Iterable[ScenarioItem]:
        """Yield the one test."""
        item: ScenarioItem = ScenarioItem.from_parent(self, name=self.path.name.split(".")[0])
        yield item


class DifferenceError(Exception):
    """Checking finds something else than a scenario expects."""


class ScenarioItem(pytest.Item):
    """One scenario."""

    def runtest(self) -> None:
        """Check the dossier, and fail where something else is found."""
        if self.config.getoption("--update-scenarios") and update_scenario(self.path):
            self.user_properties.append((CHANGED, str(self.path)))
        result = run_scenario(self.path)
        if not result.is_as_expected:
            said = result.describe(result.language)
            raise DifferenceError(f"{said}\n{_HINT.text(result.language)}")

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:
        """Show what is the matter, and no traceback of ours."""
        if isinstance(excinfo.value, DifferenceError | OpgavekernError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Name the scenario by its file."""
        return self.path, 0, f"scenario: {self.name}"
