"""How pytest runs this project: documents are tests too, and what cannot run here is said aloud."""

from __future__ import annotations

import asyncio
import importlib.metadata
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import settings
from packaging.requirements import Requirement

ROOT: Final = Path(__file__).parent
#: Set by services that run tests. What is skipped on a laptop, for want of a tool, fails there.
CI: Final = "CI" in os.environ

#: The plugins of this checkout: each a distribution of its own, by the name of its folder.
PLUGINS: Final = {
    project.parent.name: tomllib.loads(project.read_text("utf-8"))["project"]["name"]
    for project in sorted((ROOT / "plugins").glob("*/pyproject.toml"))
}
#: Files and folders of which every part needs these extras, or plugins; single tests carry the
#: mark `needs`.
PLACES: Final = {
    "README.md": ("standard", "dev"),
    "docs": ("standard", "dev"),
    "src/opgavekern/cli": ("cli",),
    "src/opgavekern/report": ("report",),
    "tests/api": ("standard",),
    "tests/base/test_schemas.py": ("standard", "dev"),
    "tests/cli": ("standard",),
    "tests/exchange": ("standard", "dev"),
    "tests/docs/test_plugin_tutorial.py": ("standard", "dev"),
    "tests/embedding": ("standard", "dev"),
    "tests/governance/written/test_schema.py": ("standard", "dev"),
    "tests/files/test_editors.py": ("standard", "dev"),
    "tests/files/test_merging.py": ("standard",),
    "tests/files/test_schemas.py": ("standard", "dev"),
    "tests/files/test_workbook_choices.py": ("standard",),
    "tests/files/test_writing.py": ("standard", "dev"),
    "tests/files/test_yaml_items.py": ("standard",),
    "tests/handbook": ("standard", "dev", *PLUGINS.values()),
    "tests/network/test_block_models.py": ("science",),
    "tests/network/test_conditional_graphs.py": ("science",),
    "tests/network/test_core_structures.py": ("science",),
    "tests/network/test_covariates.py": ("science",),
    "tests/network/test_equivalences.py": ("science",),
    "tests/network/test_model_tables.py": ("science",),
    "tests/network/test_odd_graphs.py": ("science", "fast"),
    "tests/network/test_plots.py": ("science",),
    "tests/network/test_plots_of_results.py": ("science",),
    "tests/network/test_regression_tests.py": ("science",),
    "tests/network/test_relation_correlation.py": ("science",),
    "tests/network/test_errors_simulated.py": ("science",),
    "tests/network/test_resampling.py": ("science",),
    "tests/network/test_small_worlds.py": ("science",),
    "tests/network/test_sparse_products.py": ("fast",),
    "tests/report": ("standard", "dev"),
    "tests/test_towns.py": ("standard", "dev", *PLUGINS.values()),
    "tests/typed.py": ("cli",),
    **{f"plugins/{name}": ("standard", "dev", *PLUGINS.values()) for name in PLUGINS},
    **{
        f"docs/plugins/{name.replace('_', '-')}.md": ("standard", "dev", *PLUGINS.values())
        for name in PLUGINS
    },
}

#: Plugins of this checkout are tested as those of others are: with their scenarios.
pytest_plugins = ["opgavekern.testing.collecting"]

# In the background a shell has Ctrl-C ignored; so would be the programs in which tests press it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Tests run side by side, on small matrices: threads of NumPy and NetworKit would mostly wait.
os.environ.setdefault("OMP_NUM_THREADS", "1")

# Read by now; a pytest that a test starts is another's.
os.environ.pop("PYTEST_ADDOPTS", None)

settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.register_profile("here", deadline=None)
#: For other Pythons, after one has had all.
settings.register_profile("fewer", settings.get_profile("ci"), max_examples=20)
settings.load_profile("ci" if CI else "here")


def _extras() -> dict[str, list[Requirement]]:
    """What each extra asks for, as `pyproject.toml` says it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return {
        extra: [Requirement(line) for line in lines]
        for extra, lines in project["optional-dependencies"].items()
    }


EXTRAS: Final = _extras()


def _is_met(requirement: Requirement) -> bool:
    if requirement.name == "opgavekern":
        return all(_is_installed(extra) for extra in requirement.extras)
    try:
        version = importlib.metadata.version(requirement.name)
    except importlib.metadata.PackageNotFoundError:
        return False
    return requirement.specifier.contains(version, prereleases=True)


def _is_installed(extra: str) -> bool:
    return all(_is_met(requirement) for requirement in EXTRAS[extra])


def _missing() -> Iterator[str]:
    """What is not installed: extras, and plugins of this checkout."""
    yield from (extra for extra in EXTRAS if not _is_installed(extra))
    yield from (plugin for plugin in PLUGINS.values() if not _is_met(Requirement(plugin)))


MISSING: Final = frozenset(_missing())
WITHHELD: Final = {place: MISSING.intersection(extras) for place, extras in PLACES.items()}

#: What pytest passes by: Sphinx's own configuration, programs that made the data, and Python that
#: cannot run here.
collect_ignore = [
    "docs/conf.py",
    "tests/data",
    *(place for place, missing in WITHHELD.items() if missing and not place.endswith(".md")),
]


def pytest_report_header() -> list[str]:
    """Say which extras and plugins are missing, and what therefore does not run."""
    withheld = [
        f"opgavekern: NOT COLLECTED {place} (needs {', '.join(sorted(missing))})"
        for place, missing in WITHHELD.items()
        if missing
    ]
    return withheld or ["opgavekern: everything is collected"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what is marked as needing an extra that is not installed, with that reason."""
    for item in items:
        asked = {extra for mark in item.iter_markers("needs") for extra in mark.args}
        if unknown := asked - EXTRAS.keys():
            raise pytest.UsageError(f"{item.nodeid} needs unknown extras: {sorted(unknown)}")
        if missing := asked & MISSING:
            reason = f"needs opgavekern[{','.join(sorted(missing))}]"
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """Keep the loop that a browser leaves running in this thread from tests that have none."""
    if "playwright" in getattr(item, "fixturenames", ()):
        return (yield)
    running = asyncio.events._get_running_loop()
    asyncio.events._set_running_loop(None)
    try:
        return (yield)
    finally:
        asyncio.events._set_running_loop(running)


class Withheld(pytest.File):
    """A document whose examples cannot run here; the header says why."""

    def collect(self) -> list[pytest.Item]:
        """Offer nothing."""
        return []


def _documents() -> Callable[[Path, pytest.Collector], pytest.Collector | None] | None:
    """The runner of Python blocks in documents; None where it is not installed."""
    if importlib.util.find_spec("sybil") is None:
        return None
    from doctest import ELLIPSIS, NORMALIZE_WHITESPACE

    from sybil import Sybil
    from sybil.parsers.myst import PythonCodeBlockParser

    def enter(namespace: dict[str, Any]) -> None:
        """Read and write in a folder of the document's own, which holds the examples."""
        folder = tempfile.TemporaryDirectory()
        if (ROOT / "examples").is_dir():
            shutil.copytree(ROOT / "examples", Path(folder.name, "examples"))
        namespace["_folder"] = folder
        os.chdir(folder.name)

    def leave(namespace: dict[str, Any]) -> None:
        os.chdir(ROOT)
        namespace["_folder"].cleanup()

    return Sybil(
        parsers=[PythonCodeBlockParser(doctest_optionflags=ELLIPSIS | NORMALIZE_WHITESPACE)],
        pattern="*.md",
        setup=enter,
        teardown=leave,
    ).pytest()


_collect_document = _documents()


def _place(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect the Python blocks of the README and of every page in docs."""
    is_page = file_path == ROOT / "README.md" or ROOT / "docs" in file_path.parents
    if not is_page or file_path.suffix != ".md":
        return None
    if _collect_document is None or WITHHELD["README.md"] or WITHHELD.get(_place(file_path)):
        return Withheld.from_parent(parent, path=file_path)
    return _collect_document(file_path, parent)


def _tool(*names: str, remedy: str) -> str:
    """The first of these commands that the machine has; without any, skip here and fail in CI."""
    # Debian keeps the programs of PostgreSQL off the path, by version.
    debian = sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin")), reverse=True)
    beside = [str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath), *debian]
    for name in names:
        if found := shutil.which(name, path=os.pathsep.join(beside)):
            return found
    message = f"{names[0]} is not on this machine: {remedy}"
    if CI:
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium or Chrome that the machine brings; none is ever downloaded."""
    return _tool("chromium", "chromium-browser", "google-chrome", remedy="install Chromium")


@pytest.fixture(scope="session")
def browser_type_launch_args(chromium: str) -> dict[str, Any]:
    """Start the machine's own browser, without a network of its own, for `page` and its kin."""
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    return {"executable_path": chromium, "args": quiet}


@pytest.fixture(scope="module")
def browser(launch_browser: Callable[[], Any]) -> Iterator[Any]:
    """A browser for the tests of one file: an idle one keeps a processor busy until the end."""
    browser = launch_browser()
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def git_program() -> str:
    """The path of git, which reads what a dossier was in a revision."""
    return _tool("git", remedy="install git")


@pytest.fixture(scope="session")
def rscript() -> str:
    """The path of R, with the package `sna`, which is not asked of every machine."""
    found = shutil.which("Rscript")
    if found is None:
        pytest.skip("Rscript is not on this machine: install r-base-core and r-cran-sna")
    asked = [found, "-e", "library(sna)"]
    if subprocess.run(asked, capture_output=True, check=False).returncode:  # noqa: S603 - R itself
        pytest.skip("R has no package sna: install r-cran-sna")
    return found


@pytest.fixture(scope="session")
def yaml_language_server() -> str:
    """The path of the editors' YAML language server."""
    remedy = "npm install --global yaml-language-server"
    return _tool("yaml-language-server", remedy=remedy)


@pytest.fixture(scope="session")
def postgresql_programs() -> Path:
    """The folder with the programs of PostgreSQL's server."""
    return Path(_tool("initdb", remedy="install postgresql")).resolve().parent


@pytest.fixture(scope="session")
def openapi_typescript() -> str:
    """The path of what makes TypeScript types of an OpenAPI document."""
    return _tool("openapi-typescript", remedy="npm install --global openapi-typescript typescript")


@pytest.fixture(scope="session")
def tsc() -> str:
    """The path of the TypeScript compiler."""
    return _tool("tsc", remedy="npm install --global openapi-typescript typescript")


@pytest.fixture(scope="session")
def precommit() -> str:
    """The path of pre-commit."""
    return _tool("pre-commit", remedy="pip install pre-commit")


@pytest.fixture(scope="session")
def libreoffice() -> list[str]:
    """The command that runs `tests/files/libreoffice.py`: a Python that can steer LibreOffice."""
    _tool("soffice", remedy="install libreoffice-calc")
    remedy = "install python3-uno"
    pythons = dict.fromkeys([sys.executable, *_every("python3"), *_every("python")])
    for python in pythons:
        asked = subprocess.run([python, "-c", "import uno"], capture_output=True, check=False)  # noqa: S603 - a Python of the machine
        if asked.returncode == 0:
            return [python, str(ROOT / "tests" / "files" / "libreoffice.py")]
    return [_tool("python with uno", remedy=remedy)]


def _every(name: str) -> list[str]:
    """Every command of this name, also those that a virtual environment hides."""
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    return [found for folder in folders if (found := shutil.which(name, path=folder))]
