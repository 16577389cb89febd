"""Comments in the files of a dossier, which are for people and no part of its facts."""

from __future__ import annotations

from collections.abc import Iterator

from opgavekern.files.editing_yaml import comments_of
from opgavekern.files.locating import FileLocations
from opgavekern.files.sources import TextFile, TreePart
from opgavekern.files.troubles import Source
from opgavekern.model.dossier import Dossier

_FOR_EDITORS = "yaml-language-server:"


def comments_in(dossier: Dossier) -> int:
    """Return how many comments stand in the YAML files that a dossier was read from.

    The line by which editors find a schema is none.

    Raises:
        MissingExtraError: The package that reads YAML is not installed.
    """
    return sum(
        _FOR_EDITORS not in comment
        for text in {id(one): one for one in _texts(dossier)}.values()
        for comment in comments_of(text.text())
    )


def _texts(dossier: Dossier) -> Iterator[TextFile]:
    if isinstance(dossier.locations, FileLocations):
        for source in (dossier.locations.header, *_sources(dossier.locations)):
            if isinstance(source, TreePart) and source.text.format == "yaml":
                yield source.text


def _sources(locations: FileLocations) -> Iterator[Source]:
    for stretches in locations.stretches.values():
        for stretch in stretches:
            yield stretch.source
