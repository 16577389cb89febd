"""Areas from GeoJSON: own files, and those in which Statistics Netherlands gives its borders.

Each feature is an area. Its properties are the fields of an area, by identifier or label; its
geometry is the outline, in WGS84. In files of Statistics Netherlands (CBS) `statcode` and `jaar`
make the code, `statnaam` the name, and `wijkcode` or `gemeente` the area that it lies in;
the other names that CBS repeats there are passed by.
"""

from __future__ import annotations

from typing import Any, Final

import attrs

from opgavekern.base.errors import Location, Path
from opgavekern.base.texts import Message, message
from opgavekern.files.gathering import Draft, Part
from opgavekern.files.sources import TextFile, TreePart
from opgavekern.files.translating import Translator
from opgavekern.files.tree_files import plain_of
from opgavekern.files.troubles import Names, Source, Spot, Trouble
from opgavekern.files.vocabulary import fold
from opgavekern.model.areas import Area
from opgavekern.model.kinds import Kind

_PASSED_BY: Final = frozenset(
    {"wijknaam", "gemeentenaam", "rubriek", "jrstatcode", "buurtnaam", "fid", "water"}
)
_LEVELS: Final = {
    "BU": "neighbourhood",
    "WK": "district",
    "GM": "municipality",
    "PV": "province",
}
_WIDEST: Final = 180
_HIGHEST: Final = 90


def take_geojson(draft: Draft, text: str, file: str, kind: Kind) -> None:
    """Take the areas in a GeoJSON text into the draft.

    Raises:
        Refusal: The text can be read no further.
    """
    typed, kept = plain_of(text, file, "json", draft, Area, rounds=True)
    names = draft.names()
    features = typed.get("features") if isinstance(typed, dict) else None
    source = FeatureSource(TreePart(kept, Area), kept)
    if not isinstance(features, list) or typed.get("type") != "FeatureCollection":
        draft.troubles.append(
            _trouble("not-geojson", *_NO_COLLECTION, Spot(source, None, ("type",)), names)
        )
        return
    reading = _Features(draft, source, names, kind)
    records = [reading.area(one, ordinal) for ordinal, one in enumerate(features)]
    draft.troubles += reading.translator.troubles
    draft.parts.append(Part(kind=kind, records=records, source=source, names=names))


@attrs.define(eq=False)
class _Features:
    """The features of one file on their way into the draft."""

    draft: Draft
    source: Source
    names: Names
    kind: Kind
    translator: Translator = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.translator = Translator(self.source, self.names, self.kind)

    def area(self, feature: Any, ordinal: int) -> Any:
        """Return the plain area of a feature."""
        if not isinstance(feature, dict) or not isinstance(feature.get("properties", {}), dict):
            self._note("not-geojson", *_NO_FEATURE, ordinal)
            return {"id": f"feature-{ordinal}", "name": "-", "level": "area"}
        properties = dict(feature.get("properties") or {})
        typed = _from_cbs(properties)
        id = feature.get("id")
        if id is not None and "id" not in typed:
            typed["id"] = str(id) if type(id) is int else id
        record = self.translator.record(typed, Area, ordinal)
        outline = self._outline(feature.get("geometry"), ordinal)
        if outline:
            record["outline"] = outline
        return record

    def _outline(self, geometry: Any, ordinal: int) -> Any:
        if geometry is None:
            return None
        sort = geometry.get("type") if isinstance(geometry, dict) else None
        if sort not in ("Polygon", "MultiPolygon"):
            self._note("not-an-outline", *_NO_POLYGON, ordinal)
            return None
        coordinates = geometry.get("coordinates")
        polygons = [coordinates] if sort == "Polygon" else coordinates
        points = list(_points(polygons))
        limit = self.draft.limits.outline_vertices
        if len(points) > limit:
            said, remedy = _too_many_points(len(points), limit)
            self._note("limit-outline-vertices", said, remedy, ordinal)
            return None
        if any(_is_outside(point) for point in points):
            self._note("not-wgs84", *_OTHER_GRID, ordinal)
            return None
        return polygons

    def _note(self, code: str, said: Message, remedy: Message, ordinal: int) -> None:
        spot = Spot(self.source, ordinal, ("outline",) if "outline" in code else ())
        self.draft.troubles.append(_trouble(code, said, remedy, spot, self.names))


def _trouble(code: str, said: Message, remedy: Message, spot: Spot, names: Names) -> Trouble:
    return Trouble(code=code, message=said, remedy=remedy, spot=spot, kind="area", names=names)


def _from_cbs(properties: dict[str, Any]) -> dict[str, Any]:
    """Give the properties of a CBS file the names of an area's fields."""
    by_name = {fold(key): key for key in properties}
    if "statcode" not in by_name:
        return properties
    given = {name: properties[key] for name, key in by_name.items()}
    code = str(given.pop("statcode"))
    year = given.pop("jaar", None) or given.pop("year", None)
    parents = [given.pop(name, None) for name in ("wijkcode", "gemeente", "gemeentecode")]
    made = {
        "id": code,
        "name": given.pop("statnaam", None),
        "level": _LEVELS.get(code[:2]),
        "code": f"{year or ''}{code}",
        "parent": next((one for one in parents if one and one != code), None),
    }
    return made | {
        properties_key: properties[properties_key]
        for name, properties_key in by_name.items()
        if name in given and name not in _PASSED_BY
    }


def _points(polygons: Any) -> Any:
    """Yield the points of polygons, as far as they are there."""
    for polygon in polygons if isinstance(polygons, list) else ():
        for ring in polygon if isinstance(polygon, list) else ():
            yield from ring if isinstance(ring, list) else ()


def _is_outside(point: Any) -> bool:
    return (
        isinstance(point, list)
        and len(point) == 2
        and all(isinstance(one, int | float) for one in point)
        and (abs(point[0]) > _WIDEST or abs(point[1]) > _HIGHEST)
    )


@attrs.frozen(eq=False)
class FeatureSource:
    """The features of a GeoJSON text, as a source of areas."""

    tree: TreePart
    text: TextFile

    @property
    def file(self) -> str:
        """Path as the user gave it."""
        return self.tree.file

    @property
    def key(self) -> tuple[str, ...]:
        """What tells this source from others."""
        return self.tree.key

    def place(self, ordinal: int | None, path: Path, *, at_key: bool = False) -> Location:
        """Return where a value stands in its feature, or what comes nearest to it."""
        if ordinal is None:
            return self.tree.place(None, path, at_key=at_key)
        feature: Path = ("features", ordinal)
        if not path:
            return self.tree.place(None, feature)
        if path[0] == "outline":
            return self._coordinates(feature, path[1:])
        inside = TreePart(self.text, Area, (*feature, "properties"))
        if path[0] == "id" and not inside.has(path):
            return self.tree.place(None, (*feature, "id"))
        if not inside.has(path):
            for name in _CBS_NAMES.get(str(path[0]), ()):
                if inside.has((name,)):
                    return inside.place(None, (name,), at_key=at_key)
        return inside.place(None, path, at_key=at_key)

    def _coordinates(self, feature: Path, path: Path) -> Location:
        geometry = (*feature, "geometry")
        is_many = self.tree.value((*geometry, "type")) == "MultiPolygon"
        return self.tree.place(None, (*geometry, "coordinates", *(path if is_many else path[1:])))


_CBS_NAMES: Final = {
    "code": ("statcode",),
    "level": ("statcode",),
    "name": ("statnaam",),
    "parent": ("wijkcode", "gemeente", "gemeentecode"),
}
_NO_COLLECTION: Final = (
    message("dit is geen FeatureCollection", "this is not a FeatureCollection"),
    message(
        "Bewaar de gebieden als GeoJSON in WGS84 (EPSG:4326).",
        "Save the areas as GeoJSON in WGS84 (EPSG:4326).",
    ),
)
_NO_FEATURE: Final = (
    message("dit is geen Feature met properties", "this is not a Feature with properties"),
    message(
        "Geef elk gebied een type, properties en geometry.",
        "Give each area a type, properties and geometry.",
    ),
)
_NO_POLYGON: Final = (
    message("deze omtrek is geen Polygon of MultiPolygon", "this is no Polygon or MultiPolygon"),
    message(
        "Geef het gebied een vlak, of haal geometry weg.",
        "Give the area a polygon, or take geometry out.",
    ),
)
_OTHER_GRID: Final = (
    message(
        "deze coördinaten zijn geen graden (WGS84)", "these coordinates are not degrees (WGS84)"
    ),
    message(
        "Zet het bestand om van RD naar WGS84 (EPSG:4326).",
        "Convert the file from RD to WGS84 (EPSG:4326).",
    ),
)


def _too_many_points(found: int, limit: int) -> tuple[Message, Message]:
    return (
        message(
            "deze omtrek heeft {found} punten; de grens (outline_vertices) is {limit}",
            "this outline has {found} points; the limit (outline_vertices) is {limit}",
            found=found,
            limit=limit,
        ),
        message(
            "Vereenvoudig de omtrek, of verruim de grens: --limit outline_vertices=… "
            "(in Python Limits(outline_vertices=…)).",
            "Simplify the outline, or widen the limit: --limit outline_vertices=… "
            "(in Python Limits(outline_vertices=…)).",
        ),
    )
