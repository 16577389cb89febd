from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import pytest

from opgavekern.base.errors import DossierError
from opgavekern.files import parse_dossier, read_dossier

FORMAT_1: Final = Path(__file__).parent.parent / "data" / "format1"
EXPECTED: Final = json.loads((FORMAT_1 / "expected.json").read_text("utf-8"))
PLAIN: Final = ("csv_nl", "json", "whole.json")


def _form(name: str) -> object:
    extras = () if name in PLAIN else ("excel",) if name.endswith("xlsx") else ("yaml",)
    return pytest.param(name, marks=[pytest.mark.needs(*extras)] if extras else [])


FORMS: Final = (
    "csv_nl",
    "json",
    "whole.json",
    "whole.yaml",
    "yaml_en",
    "yaml_nl",
    "by_hand.xlsx",
    "workbook.xlsx",
)


@pytest.mark.parametrize("name", [_form(name) for name in FORMS])
def test_format_1_is_read_for_ever(name: str) -> None:
    """The same content is the same dossier, in whichever form it was written."""
    assert json.loads(read_dossier(FORMAT_1 / name).to_json()) == EXPECTED


def test_every_fixture_is_read() -> None:
    """No form lies about untested."""
    found = {one.name for one in FORMAT_1.iterdir()} - {"expected.json"}
    assert found == set(FORMS)


@pytest.mark.needs("yaml")
def test_a_text_is_read_as_the_file_would_be() -> None:
    """Editors hand over text instead of a path."""
    for form in ("yaml", "json"):
        text = (FORMAT_1 / f"whole.{form}").read_text("utf-8")
        dossier = parse_dossier(text, name="-", format=form)  # type: ignore[arg-type]
        assert json.loads(dossier.to_json()) == EXPECTED


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2", "format-too-new"),
        ("999", "format-too-new"),
        ('"een"', "format-unknown"),
        ("0", "format-unknown"),
        ("true", "format-unknown"),
        ("1.0", "format-unknown"),
        ("null", "format-missing"),
    ],
)
def test_other_formats_are_refused_by_name(typed: str, code: str) -> None:
    """A format that this version does not know is never read as one that it does."""
    with pytest.raises(DossierError) as caught:
        parse_dossier(f'{{"format": {typed}}}', name="-", format="json")
    assert [problem.code for problem in caught.value.problems] == [code]


def test_a_dossier_without_header_says_what_to_make(tmp_path: Path) -> None:
    """An empty folder is not a dossier."""
    with pytest.raises(DossierError) as caught:
        read_dossier(tmp_path)
    (problem,) = caught.value.problems
    assert problem.code == "header-missing"
    assert "dossier.yaml" in problem.text("nl")
