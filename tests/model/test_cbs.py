from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given

from opgavekern.base.errors import BadValueError
from opgavekern.model import AreaLevel, CbsCode
from opgavekern.testing import cbs_codes

AREAS = Path(__file__).parents[1] / "data" / "areas"
ROWS = [
    row
    for path in sorted(AREAS.glob("*_buurten_2023.csv"))
    for row in csv.DictReader(path.read_text("utf-8").splitlines())
]


def test_there_are_codes() -> None:
    """Helmond has 44 neighbourhoods and Haarlem 111."""
    assert len(ROWS) == 155


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["buurt_code"])
def test_a_code_names_what_it_lies_in(row: dict[str, str]) -> None:
    """Year, level, district and municipality of a real code are those that CBS gives it."""
    code = CbsCode.from_text(row["year"] + row["buurt_code"])
    assert (code.year, code.level) == (2023, AreaLevel.NEIGHBOURHOOD)
    assert code.parent is not None
    assert (code.parent.code, code.parent.level) == (row["wijk_code"], AreaLevel.DISTRICT)
    assert code.parent.parent == code.municipality == code.parent.municipality
    assert str(code.municipality) == row["year"] + row["municipality_code"]
    assert code.municipality is not None
    assert code.municipality.parent is None


@given(cbs_codes())
def test_a_code_is_written_as_it_is_read(code: CbsCode) -> None:
    """Text gives the code, and the code gives the text."""
    assert CbsCode.from_text(str(code)) == code


@given(cbs_codes())
def test_what_a_code_lies_in_is_larger(code: CbsCode) -> None:
    """Going up, levels grow, the year stays, and it ends at a municipality or province."""
    above = code.parent
    if above is None:
        assert code.level in {AreaLevel.MUNICIPALITY, AreaLevel.PROVINCE}
    else:
        assert code.level < above.level
        assert above.year == code.year
        assert above.municipality == code.municipality


@pytest.mark.parametrize(
    "text",
    [
        *"WK0794100 WK07941 BU079410 GM079 GM07944 PV1 PV123 wk079410 079410 23WK079410".split(),
        *"3023WK079410 WK07941٣ LD01 2023".split(),
        *("", "2023 WK079410", "WK079410\n"),
    ],
)
def test_what_is_no_code_is_refused(text: str) -> None:
    """Too many or few digits, another level, other digits, a year that is none."""
    with pytest.raises(BadValueError) as caught:
        CbsCode.from_text(text)
    assert caught.value.code == "not-a-cbs-code"


def test_levels_go_from_small_to_large() -> None:
    """Buurt, wijk, gebied, gemeente, regio, provincie."""
    said = [level.text("nl") for level in sorted({*AreaLevel})]
    assert said == ["buurt", "wijk", "gebied", "gemeente", "regio", "provincie"]
    assert max(AreaLevel) is AreaLevel.PROVINCE
    assert not AreaLevel.AREA < AreaLevel.AREA
