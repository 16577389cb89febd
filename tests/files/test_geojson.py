from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from opgavekern.base.errors import DossierError
from opgavekern.base.running import Limits
from opgavekern.files import read_dossier
from opgavekern.model.areas import Area
from opgavekern.model.cbs import AreaLevel

RING = [[5.67, 51.48], [5.66, 51.47], [5.65, 51.48], [5.67, 51.48]]


def _folder(folder: Path, *features: Any) -> Path:
    (folder / "dossier.json").write_text('{"format": 1}', "utf-8")
    text = json.dumps({"type": "FeatureCollection", "features": features}, indent=1)
    (folder / "gebieden.geojson").write_text(text, "utf-8")
    return folder


def _feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "id": "a", "properties": properties, "geometry": geometry}


def _area(folder: Path, *features: Any) -> Area:
    (area,) = read_dossier(_folder(folder, *features)).areas
    return area


def test_borders_of_cbs(tmp_path: Path) -> None:
    """A file of Statistics Netherlands is read as it comes."""
    geometry = {"type": "MultiPolygon", "coordinates": [[RING], [RING]]}
    given = {"statcode": "WK079410", "jaar": 2023, "statnaam": "Binnenstad", "gemeente": "GM0794"}
    area = _area(tmp_path, _feature(geometry, **given))
    assert (area.name, area.level, area.parent) == ("Binnenstad", AreaLevel.DISTRICT, "GM0794")
    assert str(area.code) == "2023WK079410"
    assert len(area.outline) == 2


def test_own_areas_in_dutch(tmp_path: Path) -> None:
    """Properties may have Dutch names."""
    geometry = {"type": "Polygon", "coordinates": [RING]}
    area = _area(tmp_path, _feature(geometry, naam="Oost", niveau="wijk"))
    assert (area.id, area.level, len(area.outline[0][0])) == ("a", AreaLevel.DISTRICT, 4)


@pytest.mark.parametrize(
    ("feature", "code"),
    [
        (_feature({"type": "Point", "coordinates": [5, 51]}, naam="x", niveau="wijk"),
         "not-an-outline"),
        (_feature({"type": "Polygon", "coordinates": [[[173000, 386000]]]}, naam="x",
                  niveau="wijk"), "not-wgs84"),
        (_feature({"type": "Polygon", "coordinates": [RING * 3_000]}, naam="x", niveau="wijk"),
         "limit-outline-vertices"),
        (_feature(None, naam="x", niveau="wijk", kleur="rood"), "unknown-field"),
        (_feature({"type": "Polygon", "coordinates": [[["x", 51]]]}, naam="x", niveau="wijk"),
         "not-a-number"),
        (7, "not-geojson"),
    ],
)  # fmt: skip
def test_what_is_no_area(tmp_path: Path, feature: Any, code: str) -> None:
    """Other geometry, another grid and too many points are problems with a place."""
    with pytest.raises(DossierError) as caught:
        read_dossier(_folder(tmp_path, feature), limits=Limits(outline_vertices=10_000))
    (problem,) = caught.value.problems
    assert problem.code == code
    assert problem.location is not None
    assert problem.location.line is not None
