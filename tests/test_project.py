"""The project's own promises: names, imports, versions, floors, and what may not be in a file."""

from __future__ import annotations

import ast
import importlib
import importlib.metadata
import os
import pkgutil
import re
import subprocess
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "opgavekern"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

PACKAGES = [
    "opgavekern",
    *sorted(
        f"opgavekern.{part.name}" for part in pkgutil.iter_modules([str(SOURCE)]) if part.ispkg
    ),
]
MODULES = sorted(SOURCE.rglob("*.py"))


def _is_text(path: Path) -> bool:
    return b"\0" not in path.read_bytes()[:8000]


def _tracked_files() -> list[Path]:
    """All text that is, or is about to be, in the repository."""
    if not (ROOT / ".git").exists():
        pytest.skip("this is not a git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = {ROOT / name for name in listed.stdout.decode().split("\0") if name}
    return sorted(path for path in paths if path.is_file() and _is_text(path))


def _in_a_fresh_interpreter(code: str) -> str:
    """What this code prints, run alone against the source in this checkout."""
    ran = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        check=False,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def _own_names(package: ModuleType) -> dict[str, object]:
    """Public names of a package that stand for something made in it."""
    return {
        name: value
        for name, value in vars(package).items()
        if not name.startswith("_")
        and not isinstance(value, ModuleType)
        and f"{getattr(value, '__module__', '')}.".startswith(f"{package.__name__}.")
    }


@pytest.mark.parametrize("name", PACKAGES)
def test_all_is_complete(name: str) -> None:
    """What a package names in `__all__` exists, once, and what it offers is named there."""
    package = importlib.import_module(name)
    offered = list(getattr(package, "__all__", []))
    assert len(offered) == len(set(offered))
    assert [missing for missing in offered if not hasattr(package, missing)] == []
    assert sorted(_own_names(package).keys() - set(offered)) == []


def test_one_public_name_has_one_meaning() -> None:
    """A name that two packages offer is the same thing in both."""
    meanings: dict[str, dict[int, str]] = defaultdict(dict)
    for name in PACKAGES:
        package = importlib.import_module(name)
        for offered in getattr(package, "__all__", []):
            meanings[offered].setdefault(id(getattr(package, offered)), name)
    twice = {name: sorted(homes.values()) for name, homes in meanings.items() if len(homes) > 1}
    assert twice == {}


def test_no_public_function_bears_the_name_of_a_package() -> None:
    """`opgavekern.report` is a package, so nothing else may be called `report`."""
    folders = {name.rpartition(".")[2] for name in PACKAGES}
    for name in PACKAGES:
        offered = getattr(importlib.import_module(name), "__all__", [])
        assert folders.isdisjoint(offered), name


@pytest.mark.parametrize("name", PACKAGES)
def test_each_package_imports_alone(name: str) -> None:
    """No package needs another to be imported first, or an extra that may be missing."""
    _in_a_fresh_interpreter(f"import {name}")


def test_the_front_door_opens_quickly() -> None:
    """`import opgavekern` loads nothing heavy: what is heavy waits until it is used."""
    loaded = _in_a_fresh_interpreter("import opgavekern, sys; print(*sys.modules)").split()
    heavy = {"networkx", "cattrs", "pluggy", "importlib.metadata", "numpy", "click", "yaml"}
    assert heavy.intersection(loaded) == set()


@cache
def _nodes(path: Path) -> list[ast.AST]:
    """All that stands in a module. Each is parsed once for all tests: that takes the time."""
    return list(ast.walk(ast.parse(path.read_text("utf-8"))))


def _imports(path: Path) -> Iterator[tuple[str, int]]:
    """Packages that a module imports, with the line, except for the sake of types alone."""
    for_types = {
        inner
        for node in _nodes(path)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for statement in node.body
        for inner in ast.walk(statement)
    }
    for node in _nodes(path):
        if node in for_types:
            continue
        if isinstance(node, ast.Import):
            yield from ((alias.name.partition(".")[0], node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0], node.lineno


def test_optional_packages_are_asked_for_by_require() -> None:
    """Below the command line, only `require` imports what a bare install lacks."""
    core = {"attr", "attrs", "cattr", "cattrs", "networkx", "pluggy", "opgavekern"}
    # These two start only after `require` found what all of their parts need.
    excepted = (SOURCE / "cli", SOURCE / "testing")
    strays = [
        f"{path.relative_to(ROOT)}:{line}: {package}"
        for path in MODULES
        if not path.is_relative_to(excepted[0]) and not path.is_relative_to(excepted[1])
        for package, line in _imports(path)
        if package not in core and package not in sys.stdlib_module_names
    ]
    assert strays == []


def _required(path: Path) -> Iterator[str]:
    """Packages that a module asks for by `require("…")`."""
    for node in _nodes(path):
        if (
            isinstance(node, ast.Call)
            and ast.unparse(node.func).rpartition(".")[2] == "require"
            and node.args
            and isinstance(node.args[0], ast.Constant)
        ):
            yield str(node.args[0].value).partition(".")[0]


def test_what_require_asks_for_is_in_an_extra() -> None:
    """No module asks for a package that no extra of ours installs."""
    named = {"PyYAML": "yaml", "python-dateutil": "dateutil"}
    lines = [
        line for extra in PROJECT["project"]["optional-dependencies"].values() for line in extra
    ]
    packages = {re.split(r"[\[<>=]", line)[0] for line in lines}
    offered = {named.get(package, package.replace("-", "_")) for package in packages}
    asked = {package for path in MODULES for package in _required(path)}
    assert asked - offered == set()


def test_only_the_command_line_asks_for_click() -> None:
    """Whoever embeds the library never meets click; import-linter sees imports, this `require`."""
    askers = [
        path
        for path in MODULES
        if not path.is_relative_to(SOURCE / "cli") and "click" in _required(path)
    ]
    assert askers == []


def test_no_module_imports_the_front_door() -> None:
    """A module names the package it needs, never `opgavekern` itself: that would be a circle."""
    strays = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in MODULES
        for node in _nodes(path)
        if (isinstance(node, ast.ImportFrom) and node.module == "opgavekern")
        or (isinstance(node, ast.Import) and "opgavekern" in {a.name for a in node.names})
    ]
    assert strays == []


def test_the_version_stands_in_one_place() -> None:
    """`pyproject.toml` has the version; the rest reads it, and the changelog tells of it."""
    version = PROJECT["project"]["version"]
    assert importlib.metadata.version("opgavekern") == version
    told = {ROOT / "pyproject.toml", ROOT / "CHANGELOG.md"}
    pattern = re.compile(rf"(?<![\d.>=]){re.escape(version)}(?![\d.])")
    own = [*MODULES, ROOT / "CITATION.cff", ROOT / "publiccode.yml", ROOT / "docs" / "conf.py"]
    copies = [path for path in own if path not in told and pattern.search(path.read_text("utf-8"))]
    assert copies == []


def test_the_changelog_tells_the_newest_first() -> None:
    """Versions in the changelog go down, and the first is the one in `pyproject.toml`."""
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    versions = re.findall(r"^## (\d+\.\d+\.\d+)\b", text, flags=re.MULTILINE)
    assert versions[0] == PROJECT["project"]["version"]
    numbers = [tuple(map(int, version.split("."))) for version in versions]
    assert numbers == sorted(set(numbers), reverse=True)


def test_the_licence_travels_along() -> None:
    """Who installs opgavekern has its licence, as a name for machines and as text for people."""
    distribution = importlib.metadata.distribution("opgavekern")
    assert distribution.metadata["License-Expression"] == "MIT"
    texts = [file for file in distribution.files or [] if file.name == "LICENSE"]
    assert any("opgavekern contributors" in text.read_text("utf-8") for text in texts)


def test_types_travel_along() -> None:
    """A type checker believes our annotations: the marker is there."""
    assert (SOURCE / "py.typed").is_file()


@pytest.mark.needs("dev")
def test_the_citation_is_valid() -> None:
    """Tools that read CITATION.cff can read ours."""
    check = ["check-jsonschema", "--builtin-schema", "vendor.citation-file-format", "CITATION.cff"]
    tool = [str(Path(sys.executable).with_name(check[0])), *check[1:]]
    ran = subprocess.run(tool, cwd=ROOT, capture_output=True, check=False, text=True)
    assert ran.returncode == 0, ran.stdout


def test_nothing_names_one_machine_or_one_tool() -> None:
    """Files hold no path of somebody's machine and no name of a tool that helped to write them."""
    # Each pattern is written so that it does not find itself.
    places = r"/wor[k]/|/roo[t]/|/op[t]/(?!homebrew)|/hom[e]/[a-z]|C:\\User[s]\\|/tm[p]/[a-z]"
    tools = r"\b(?:claud[e]|anthropi[c]|opena[i]|copilo[t]|chatgp[t]|gemin[i]|ll[m]s?)\b"
    pattern = re.compile(f"{places}|{tools}", flags=re.IGNORECASE)
    found = [
        f"{path.relative_to(ROOT)}:{number}: {match[0]}"
        for path in _tracked_files()
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), start=1)
        if (match := pattern.search(line))
    ]
    assert found == []


def test_lines_end_alike() -> None:
    """Text has one kind of line end and ends with it, on every platform."""
    written = [path for path in _tracked_files() if path.suffix in {".py", ".md", ".toml", ".cff"}]
    wrong = [path for path in written if b"\r" in path.read_bytes()]
    open_ended = [path for path in written if not path.read_bytes().endswith(b"\n")]
    assert (wrong, [path for path in open_ended if path.stat().st_size]) == ([], [])


def _contract(name: str) -> dict[str, list[str]]:
    contracts = PROJECT["tool"]["importlinter"]["contracts"]
    return next(contract for contract in contracts if contract["type"] == name)


def test_the_picture_of_the_floors_is_the_one_that_is_checked() -> None:
    """The floors drawn in the documentation are those that the build holds every import to."""
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    drawn = re.search(r"```text\n(.*?)\n```", page, flags=re.DOTALL)
    assert drawn is not None
    assert drawn[1].replace("│", "|").splitlines() == _contract("layers")["layers"]


def test_floors_in_parentheses_are_those_not_built_yet() -> None:
    """A package that exists is checked without reserve, and has a line in the table of floors."""
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    names = [name.strip() for floor in _contract("layers")["layers"] for name in floor.split("|")]
    built = {name.rpartition(".")[2] for name in PACKAGES[1:]}
    assert {name for name in names if not name.startswith("(")} == built
    assert [name for name in names if f"| `{name.strip('()')}` |" not in page] == []


PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_python_in_documents_is_python_that_runs(page: Path) -> None:
    """Blocks of Python are marked `python`, the one name by which they are collected and run."""
    marks = re.findall(r"^ *(?:```+|~~~+) *(\S+)", page.read_text("utf-8"), flags=re.MULTILINE)
    spelt_otherwise = {"py", "py3", "python3", "pycon", "python-console", "Python", "{testcode}"}
    assert spelt_otherwise.isdisjoint(marks)


def test_all_commands_of_the_readme_are_marked() -> None:
    """The README holds, once each, the two commands that the build takes from it and runs."""
    text = (ROOT / "README.md").read_text("utf-8")
    assert re.findall(r"^<!-- run: (\w+) -->\n+```bash$", text, flags=re.MULTILINE) == [
        "main",
        "tests",
    ]


PLUGINS = sorted(project.parent for project in (ROOT / "plugins").glob("*/pyproject.toml"))
each_plugin = pytest.mark.parametrize("folder", PLUGINS, ids=lambda folder: folder.name)


@each_plugin
def test_a_plugin_is_a_distribution_of_its_own(folder: Path) -> None:
    """It says by itself what it is, needs and may: entry point, core, licence, types, tests."""
    project = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))["project"]
    (point,) = project["entry-points"]["opgavekern.v1"].values()
    package = folder / "src" / point.partition(":")[0]
    assert project["name"] == package.name.replace("_", "-")
    assert any(re.match(r"opgavekern(\[.*\])?>=", line) for line in project["dependencies"])
    assert project["license"] == "MIT"
    assert (folder / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()
    assert (package / "py.typed").is_file()
    assert list((folder / "tests").glob("test_*.py"))
    assert (folder / "README.md").is_file()
    assert (ROOT / "docs" / "plugins" / f"{folder.name.replace('_', '-')}.md").is_file()


def test_the_tests_of_plugins_run_with_the_others() -> None:
    """The README's test command installs every plugin, and pytest looks for tests in them."""
    text = (ROOT / "README.md").read_text("utf-8")
    block = re.search(r"^<!-- run: tests -->\n+```bash\n(.*?)```", text, re.DOTALL | re.MULTILINE)
    assert block is not None
    assert " ./plugins/* " in block[1]
    assert "plugins" in PROJECT["tool"]["pytest"]["ini_options"]["testpaths"]
    others = [one for one in (ROOT / "plugins").iterdir() if one.is_dir() and one not in PLUGINS]
    assert others == []


def test_the_core_knows_no_municipality() -> None:
    """What is of one municipality stands in its plugin: the core does not even name it."""
    towns = [folder.name for folder in PLUGINS]
    named = [
        path.relative_to(ROOT)
        for path in MODULES
        if any(town in path.read_text("utf-8").casefold() for town in towns)
    ]
    assert named == []
