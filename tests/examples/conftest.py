"""The example dossiers, read and checked once for all tests that look at them."""

from __future__ import annotations

from pathlib import Path

import pytest

from opgavekern.files import read_dossier
from opgavekern.governance import CheckResult, Governance, check, load
from opgavekern.model import Dossier

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="session")
def helmond_folder() -> Path:
    """The folder of the large example."""
    return EXAMPLES / "helmond"


@pytest.fixture(scope="session")
def helmond_as_written(helmond_folder: Path) -> Dossier:
    """Its own records, without what plugins lay under them."""
    return read_dossier(helmond_folder)


@pytest.fixture(scope="session")
def helmond_governed(helmond_folder: Path) -> tuple[Dossier, Governance]:
    """Its dossier with facts laid under it, and its governance."""
    return load(helmond_folder)


@pytest.fixture(scope="session")
def helmond(helmond_governed: tuple[Dossier, Governance]) -> Dossier:
    """Its dossier with facts laid under it."""
    return helmond_governed[0]


@pytest.fixture(scope="session")
def helmond_result(helmond_governed: tuple[Dossier, Governance]) -> CheckResult:
    """What checking it found."""
    return check(*helmond_governed)


@pytest.fixture(scope="session")
def haarlem_workbook() -> Path:
    """The workbook of the small example."""
    return EXAMPLES / "haarlem.xlsx"


@pytest.fixture(scope="session")
def haarlem_governed(haarlem_workbook: Path) -> tuple[Dossier, Governance]:
    """Its dossier with facts laid under it, and its governance."""
    return load(haarlem_workbook)


@pytest.fixture(scope="session")
def haarlem(haarlem_governed: tuple[Dossier, Governance]) -> Dossier:
    """Its dossier with facts laid under it."""
    return haarlem_governed[0]
