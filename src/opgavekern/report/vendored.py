"""Software of others that the report carries, as its manifest states it."""

from __future__ import annotations

import functools
import json
from importlib.resources import files
from typing import Final

import attrs

_FOLDER: Final = "_vendor/d3@3.0.0"


@attrs.frozen(kw_only=True)
class VendoredPackage:
    """One package in the bundle.

    Attributes:
        name: As the registry calls it.
        version: Which version.
        licence: SPDX identifier.
        integrity: The registry's hash of the package.
    """

    name: str
    version: str
    licence: str
    integrity: str


@attrs.frozen(kw_only=True)
class Vendored:
    """The bundle of d3 modules.

    Attributes:
        code: The script.
        sha256: Hash of the script, in hexadecimal.
        licences: Full text of the licences.
        packages: What it was made from.
    """

    code: str
    sha256: str
    licences: str
    packages: tuple[VendoredPackage, ...]


@functools.cache
def vendored() -> Vendored:
    """Read the bundle and its manifest from the package."""
    folder = files("opgavekern.report").joinpath(_FOLDER)
    manifest = json.loads(folder.joinpath("manifest.json").read_text("utf-8"))
    return Vendored(
        code=folder.joinpath(manifest["file"]).read_text("utf-8"),
        sha256=manifest["sha256"],
        licences=folder.joinpath("LICENSE").read_text("utf-8"),
        packages=tuple(
            VendoredPackage(
                name=one["name"],
                version=one["version"],
                licence=one["license"],
                integrity=one["integrity"],
            )
            for one in manifest["packages"]
        ),
    )
