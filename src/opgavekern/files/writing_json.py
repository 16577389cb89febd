"""Dossiers as JSON, and the outlines of areas as GeoJSON: identifiers only, in reading order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from opgavekern.files.headers import CURRENT
from opgavekern.files.spelling import JSON, spelled
from opgavekern.files.vocabulary import FORMAT
from opgavekern.model.areas import Area
from opgavekern.model.dossier import Dossier
from opgavekern.model.kinds import KINDS


def dossier_json(dossier: Dossier) -> str:
    """Write a whole dossier as one JSON text."""
    header = {FORMAT: CURRENT, **spelled(dossier.header, JSON)}
    kinds = {
        kind.plural: [spelled(one, JSON) for one in records]
        for kind in KINDS
        if (records := dossier.known(kind.plural))
    }
    return json_text({**header, **kinds}) + "\n"


def areas_geojson(areas: Iterable[Area]) -> str:
    """Write areas with their outlines as a FeatureCollection, a feature a line."""
    lines = ",\n".join("  " + json.dumps(feature(one), ensure_ascii=False) for one in areas)
    return f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'


def feature(area: Area) -> dict[str, Any]:
    """Return an area as a GeoJSON feature."""
    properties = spelled(area, JSON)
    polygons = properties.pop("outline", [])
    geometry: dict[str, Any] | None = None
    if len(polygons) == 1:
        geometry = {"type": "Polygon", "coordinates": polygons[0]}
    elif polygons:
        geometry = {"type": "MultiPolygon", "coordinates": polygons}
    return {"type": "Feature", "id": area.id, "properties": properties, "geometry": geometry}


def json_text(value: object, *, step: str = "  ", pad: str = "\n") -> str:
    """Write plain data; a list of plain values stays on one line, all else is indented."""
    inner = pad + step
    if isinstance(value, Mapping) and value:
        parts = [
            f"{json.dumps(key, ensure_ascii=False)}: {json_text(one, step=step, pad=inner)}"
            for key, one in value.items()
        ]
        return "{" + inner + f",{inner}".join(parts) + pad + "}"
    if isinstance(value, list) and any(isinstance(one, Mapping | list) for one in value):
        parts = [json_text(one, step=step, pad=inner) for one in value]
        return "[" + inner + f",{inner}".join(parts) + pad + "]"
    return json.dumps(value, ensure_ascii=False)


def indent_of(text: str) -> str:
    """Return the indentation that a JSON text uses; two spaces where it shows none."""
    for line in _indented(text):
        return line[: len(line) - len(line.lstrip(" \t"))]
    return "  "


def _indented(text: str) -> Iterator[str]:
    return (line for line in text.split("\n") if line[:1] in {" ", "\t"} and line.strip())
