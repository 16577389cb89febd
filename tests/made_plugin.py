"""A plugin that `new-plugin` made, as if it were installed."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src"
#: For a pytest inside a test: without what other packages add to it, which is slow to import.
ALONE = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}


def made_available(folder: Path, site: Path) -> None:
    """Write in `site` what an editable install of the plugin would: its metadata."""
    project = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))["project"]
    name, version = project["name"].replace("-", "_"), project["version"]
    described = site / f"{name}-{version}.dist-info"
    described.mkdir(parents=True)
    metadata = f"Metadata-Version: 2.4\nName: {project['name']}\nVersion: {version}\n"
    wanted = "".join(f"Requires-Dist: {one}\n" for one in project["dependencies"])
    (described / "METADATA").write_text(metadata + wanted, "utf-8")
    lines = [
        f"[{group}]\n" + "".join(f"{key} = {value}\n" for key, value in points.items())
        for group, points in project["entry-points"].items()
    ]
    (described / "entry_points.txt").write_text("\n".join(lines), "utf-8")


def run(
    *words: str, cwd: Path, site: Path, made: tuple[Path, ...]
) -> subprocess.CompletedProcess[str]:
    """Run a module of Python where these plugins are installed."""
    paths = [str(site), *(str(one / "src") for one in made), str(SOURCE)]
    return subprocess.run(
        [sys.executable, "-m", *words],
        cwd=cwd,
        env={
            **os.environ,
            **ALONE,
            "PYTHONPATH": os.pathsep.join(paths),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
