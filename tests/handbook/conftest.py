"""Towns whose handbook is read, each read and checked once."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

import attrs
import pytest

from opgavekern.files import read_dossier
from opgavekern.governance import CheckResult, Governance, check
from opgavekern.handbook import Handbook, make_handbook
from opgavekern.model import Dossier

ROOT = Path(__file__).parents[2]
TOWNS = {
    "helmond": ROOT / "plugins" / "helmond" / "examples" / "wijken.yaml",
    "haarlem": ROOT / "plugins" / "haarlem" / "examples" / "gebieden.yaml",
    "noord-brabant": ROOT / "plugins" / "noord_brabant" / "examples" / "begroting.yaml",
    "example": ROOT / "examples" / "helmond",
}


@attrs.frozen(eq=False)
class Town:
    """A dossier with what governs it, before the plugins' facts are laid under it."""

    dossier: Dossier
    governance: Governance
    result: CheckResult

    @functools.cached_property
    def book(self) -> Handbook:
        """Its handbook, in Dutch."""
        return self.told(self.governance)

    def told(self, governance: Governance) -> Handbook:
        """Its handbook under another governance, from the same check."""
        return make_handbook(self.dossier, governance, language="nl", result=self.result)


@functools.cache
def town(name: str) -> Town:
    """Read a town and check it."""
    dossier = read_dossier(TOWNS[name])
    governance = Governance.of(dossier)
    return Town(dossier, governance, check(dossier, governance))


@pytest.fixture(scope="session", params=TOWNS)
def each_town(request: pytest.FixtureRequest) -> Town:
    """Every town in turn."""
    return town(request.param)


@pytest.fixture(scope="session")
def towns() -> Mapping[str, Town]:
    """All towns by name."""
    return {name: town(name) for name in TOWNS}
