"""A GeoJSON file with other areas in it, all the rest as it was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from opgavekern.base.errors import Path
from opgavekern.files.editing_changes import Change, Comparing, Insert, Put, Remove
from opgavekern.files.editing_json import edit_json
from opgavekern.files.editing_trees import Stretch, Words, reads_back, typed_of
from opgavekern.files.editing_yaml import UneditableError
from opgavekern.files.gathering import Draft
from opgavekern.files.geojson import take_geojson
from opgavekern.files.sources import TextFile
from opgavekern.files.spelling import JSON
from opgavekern.files.writing_json import feature
from opgavekern.model.areas import Area
from opgavekern.model.records import id_of


def edited_geojson(text: TextFile, stretch: Stretch) -> str:
    """Return a GeoJSON text with the changes, read back and found right.

    Raises:
        UneditableError: The changes do not fit in the file.
    """
    before = text.text()
    try:
        made = edit_json(before.replace("\r\n", "\n"), _changes(text, stretch))
    except LookupError:
        raise UneditableError(text.file) from None
    made = made.replace("\n", "\r\n") if "\r\n" in before else made
    draft = Draft(text.limits)
    take_geojson(draft, made, text.file, stretch.kind)
    if not reads_back(draft, {stretch.kind.name: stretch.wanted}):
        raise UneditableError(text.file)
    return made


def _changes(text: TextFile, stretch: Stretch) -> Iterator[Change]:
    comparing = Comparing(Words(JSON, text))
    features: list[dict[str, Any]] = typed_of(text)["features"]
    gone: list[Change] = []
    for ordinal, old in enumerate(stretch.olds):
        new = stretch.news.get(id_of(old))
        place: Path = ("features", ordinal)
        if new is None:
            gone.append(Remove(place))
        elif isinstance(old, Area) and isinstance(new, Area) and new != old:
            properties = features[ordinal].get("properties") or {}
            bare = attrs.evolve(new, outline=old.outline)
            yield from comparing.records(old, bare, properties, (*place, "properties"))
            if new.outline != old.outline:
                yield Put((*place, "geometry"), feature(new)["geometry"])
    for number, one in enumerate(stretch.added):
        if isinstance(one, Area):
            yield Insert(("features",), len(features) + number, feature(one))
    yield from reversed(gone)
