"""The test matrix: each supported Python, with the core alone, the usual extras and all of them."""

from __future__ import annotations

from pathlib import Path

import nox

PYTHONS = ["3.11", "3.12", "3.13", "3.14"]
#: What is installed beside the four core packages; `conftest.py` says what that leaves out.
EXTRAS = {"core": "testing", "standard": "standard,dev", "all": "all,dev"}
#: The plugins of this checkout, which need more than the core.
PLUGINS = [str(project.parent) for project in sorted(Path("plugins").glob("*/pyproject.toml"))]

nox.options.default_venv_backend = "uv|venv"
nox.options.sessions = ["tests"]


@nox.session(python=PYTHONS)
@nox.parametrize("extras", list(EXTRAS))
def tests(session: nox.Session, extras: str) -> None:
    """Run all tests that these extras allow; the header says which they do not."""
    session.install(f".[{EXTRAS[extras]}]", *(PLUGINS if extras != "core" else []))
    session.run("pytest", *session.posargs)


@nox.session(python=PYTHONS[0], venv_backend="uv")
def lowest(session: nox.Session) -> None:
    """Run all tests with the lowest version of each direct dependency that we say we support."""
    session.install("--resolution", "lowest-direct", ".[standard,dev]", *PLUGINS)
    session.run("pytest", *session.posargs)
