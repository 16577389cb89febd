"""What to start from, in both languages: dossiers, `init` and `demo`, and a `plugin`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath
from typing import Final

from opgavekern.base.texts import Language

_PLACE: Final = re.compile(r"@([A-Z]+)@")
#: Files of the plugin end so, since they are no Python or YAML before their places are filled.
_UNFILLED: Final = ".in"


def start_files(name: str, language: Language) -> dict[str, bytes]:
    """Return the files of a start, `init` or `demo`, by name."""
    folder = resources.files(__name__) / name / language
    return {one.name: one.read_bytes() for one in sorted(folder.iterdir(), key=lambda it: it.name)}


def plugin_files(language: Language, values: Mapping[str, str]) -> dict[PurePosixPath, bytes]:
    """Return the files of a plugin by their path, with a value for each `@PLACE@` in them.

    Args:
        language: Of its README, docs, facts and scenario; code is the same in both.
        values: By name of the place.
    """
    root = resources.files(__name__) / "plugin"
    found = {
        _path(path, values): _filled(data, values)
        for part in ("both", language)
        for path, data in _below(root / part, PurePosixPath())
    }
    return dict(sorted(found.items()))


def _below(folder: Traversable, path: PurePosixPath) -> Iterator[tuple[PurePosixPath, bytes]]:
    for one in folder.iterdir():
        if one.is_dir():
            yield from _below(one, path / one.name)
        elif one.name.endswith(_UNFILLED):
            yield path / one.name.removesuffix(_UNFILLED), one.read_bytes()


def _path(path: PurePosixPath, values: Mapping[str, str]) -> PurePosixPath:
    """Return where a file goes; a name that begins with a dot would be lost in some wheels."""
    parts = (part.replace("dot_", ".", 1) if part[:4] == "dot_" else part for part in path.parts)
    return PurePosixPath(*(values["PACKAGE"] if part == "PACKAGE" else part for part in parts))


def _filled(data: bytes, values: Mapping[str, str]) -> bytes:
    return _PLACE.sub(lambda place: values[place[1]], data.decode("utf-8")).encode()
