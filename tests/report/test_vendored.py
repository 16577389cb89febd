from __future__ import annotations

import hashlib
import json
from importlib.resources import files

from opgavekern.report.vendored import vendored

FOLDER = files("opgavekern.report").joinpath("_vendor", "d3@3.0.0")


def test_the_bundle_is_the_one_that_was_built() -> None:
    """The script's hash is the one that its manifest states."""
    bundle = vendored()
    assert hashlib.sha256(bundle.code.encode()).hexdigest() == bundle.sha256


def test_every_package_is_locked_and_licensed() -> None:
    """Versions and integrity are those of the lockfile, and each licence text is carried."""
    lock = json.loads(FOLDER.joinpath("source", "package-lock.json").read_text("utf-8"))
    for package in vendored().packages:
        locked = lock["packages"][f"node_modules/{package.name}"]
        assert package.version == locked["version"]
        assert package.integrity == locked["integrity"]
        assert package.licence in {"ISC", "BSD-3-Clause"}
        assert f"{package.name} {package.version}\n" in vendored().licences


def test_the_lockfile_names_no_registry() -> None:
    """Where packages were fetched from is nobody's business; their hashes are."""
    assert "resolved" not in FOLDER.joinpath("source", "package-lock.json").read_text("utf-8")


def test_the_bundle_does_not_end_a_script() -> None:
    """It can stand inline."""
    assert "</script" not in vendored().code.lower()
