from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from opgavekern.base.running import Limits
from opgavekern.base.texts import Language
from opgavekern.files import read_dossier, write_dossier
from opgavekern.files.unwritable import UnwritableError
from opgavekern.files.writing_workbook import UnfitForExcelError
from opgavekern.files.writing_yaml import yaml_text
from opgavekern.files.yaml_trees import yaml_plain
from opgavekern.model import Dossier, Issue, IssueId, Period, Phase, StatusChange
from opgavekern.model.references import Ref
from opgavekern.testing import dossiers

TARGETS = ("folder", "one.yaml", "one.json", "one.xlsx")
slowly = settings(max_examples=20, suppress_health_check=list(HealthCheck))
texts = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp"))
    | st.sampled_from(" :#-'\"\\[]{},&*!|>%@`\n\t~=0123456789yno.e"),
    min_size=1,
    max_size=30,
)
trees = st.recursive(
    texts, lambda one: st.lists(one, max_size=4) | st.dictionaries(texts, one, max_size=4)
)


def assume_plugins_have_names(dossier: Dossier) -> None:
    """Pass by dossiers whose plugins have names that no plugin can have."""
    names = [use.name for use in dossier.header.plugins]
    assume(len(set(names)) == len(names))
    assume(all(name == name.strip() and "." not in name for name in names))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("target", TARGETS)
@slowly
@given(data=st.data())
def test_what_is_written_reads_back_equal(
    target: str, language: Language, data: st.DataObject
) -> None:
    """Every dossier survives every format, in both languages."""
    dossier = data.draw(dossiers())
    assume_plugins_have_names(dossier)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, target)
        write_dossier(dossier, path, language=language)
        assert read_dossier(path).records() == dossier.records()
        assert read_dossier(path) == dossier


@pytest.mark.parametrize("target", TARGETS)
@slowly
@given(dossier=dossiers())
def test_writing_again_writes_nothing(target: str, dossier: Dossier) -> None:
    """Writing what stands there touches no file; writing it elsewhere gives the same bytes."""
    assume_plugins_have_names(dossier)
    with tempfile.TemporaryDirectory() as folder:
        path, other = Path(folder, target), Path(folder, f"other-{target}")
        written = write_dossier(dossier, path)
        assert write_dossier(read_dossier(path), path) == ()
        write_dossier(read_dossier(path), other)
        for one in written:
            twin = other / one.relative_to(path) if path.is_dir() else other
            assert one.read_bytes() == twin.read_bytes()


@pytest.mark.parametrize("target", TARGETS)
@slowly
@given(first=dossiers(), second=dossiers())
def test_any_dossier_can_be_written_over_any_other(
    target: str, first: Dossier, second: Dossier
) -> None:
    """What stands after writing is what was written, whatever stood there."""
    for one in (first, second):
        assume_plugins_have_names(one)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, target)
        write_dossier(first, path)
        write_dossier(second, path)
        assert read_dossier(path) == second


@settings(max_examples=150)
@given(tree=st.dictionaries(texts, trees, min_size=1, max_size=4))
def test_yaml_reads_back_in_every_reader(tree: dict[str, object]) -> None:
    """Our reader and PyYAML's, which knows YAML 1.1, take all text for the text that it is."""
    text = yaml_text(tree)  # type: ignore[arg-type]
    assert yaml_plain(text, Limits()) == tree or not tree_fits_ours(tree)
    assert _without_last_newlines(yaml.load(text, yaml.CSafeLoader)) == _without_last_newlines(tree)


def tree_fits_ours(tree: object) -> bool:
    """Ours reads an empty key or list as nothing or as wrong; no record has those."""
    if isinstance(tree, dict):
        return all(tree_fits_ours(one) for key, one in tree.items())
    return all(map(tree_fits_ours, tree)) if isinstance(tree, list) else True


def _without_last_newlines(found: object) -> object:
    """Take off the newline that ends a block."""
    if isinstance(found, str):
        return found.removesuffix("\n")
    if isinstance(found, dict):
        return {key: _without_last_newlines(one) for key, one in found.items()}
    if isinstance(found, list):
        return [_without_last_newlines(one) for one in found]
    return found


def an_issue(**fields: object) -> Dossier:
    """A dossier of one issue."""
    return Dossier.of(Issue(id=IssueId("o-1"), **{"title": "Groen", **fields}))  # type: ignore[arg-type]


def test_a_folder_is_what_people_would_write(tmp_path: Path) -> None:
    """Keys in Dutch, in reading order; blocks for prose; quotes only where they are needed."""
    change = StatusChange(phase=Phase.DELIVERING, on=date(2026, 1, 1))
    dossier = an_issue(
        title="no", description="een\ntwee", history=(change,), valid=Period.year(2026)
    )
    written = write_dossier(dossier, tmp_path / "map")
    assert [path.name for path in written] == ["dossier.yaml", "opgaven.yaml"]
    assert written[1].read_text("utf-8") == (
        "- id: o-1\n"
        '  titel: "no"\n'
        "  omschrijving: |\n"
        "    een\n"
        "    twee\n"
        "  verloop:\n"
        "    - fase: realiseren\n"
        "      op: 2026-01-01\n"
        "  geldig: 2026-01-01/2026-12-31\n"
    )


def test_files_point_at_schemas_that_are_there(tmp_path: Path) -> None:
    """With schemas asked for, or in the folder already, the first line says where they are."""
    first = "# yaml-language-server: $schema=.schema/opgaven.json\n\n- id: o-1\n"
    dossier = an_issue(note="een\ntwee")
    written = write_dossier(dossier, tmp_path / "map", schemas=True)
    assert tmp_path / "map" / ".schema" / "opgaven.json" in written
    assert (tmp_path / "map" / "opgaven.yaml").read_text("utf-8").startswith(first)
    for path in (tmp_path / "map").glob("*.yaml"):
        path.unlink()
    written = write_dossier(dossier, tmp_path / "map")
    assert [path.name for path in written] == ["dossier.yaml", "opgaven.yaml"]
    assert written[1].read_text("utf-8").startswith(first)


def test_a_file_in_the_folder_of_its_kind_points_one_up(tmp_path: Path) -> None:
    """Where each record has its own file, the schemas are one folder higher."""
    write_dossier(an_issue(), tmp_path / "map", schemas=True)
    (tmp_path / "map" / "opgaven").mkdir()
    (tmp_path / "map" / "opgaven.yaml").rename(tmp_path / "map" / "opgaven" / "o-1.yaml")
    dossier = read_dossier(tmp_path / "map")
    (written,) = write_dossier(
        dossier.replace(Issue(id=IssueId("o-2"), title="Twee")), tmp_path / "map"
    )
    assert written.name == "o-2.yaml"
    assert "$schema=../.schema/opgaven.json" in written.read_text("utf-8")


def test_facts_of_plugins_are_not_written(tmp_path: Path) -> None:
    """What was laid under the dossier stays with its plugin."""
    dossier = an_issue().over(Dossier.of(Issue(id=IssueId("o-2"), title="Van een plugin")))
    assert Ref("issue", "o-2") in dossier.laid_under
    write_dossier(dossier, tmp_path / "map")
    assert read_dossier(tmp_path / "map") == an_issue()


def test_a_workbook_is_safe_and_handy(tmp_path: Path) -> None:
    """Text is never a formula or a link; ids are text; names stand still; choices are offered."""
    path = tmp_path / "een.xlsx"
    write_dossier(an_issue(title="=1+1", description="http://example.org"), path)
    with zipfile.ZipFile(path) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if "worksheets/sheet" in name]
    assert not any(b"<f>" in one or b"hyperlink" in one for one in sheets)
    sheet = openpyxl.load_workbook(path)["opgaven"]
    assert sheet["B2"].value == "=1+1"
    assert sheet["A2"].number_format == "@"
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:C2"
    assert list(pd.read_excel(path, sheet_name="opgaven", engine="openpyxl")["titel"]) == ["=1+1"]


def test_a_text_that_no_cell_can_hold_is_refused(tmp_path: Path) -> None:
    """Excel would cut it off; the message says so and nothing is written."""
    path = tmp_path / "een.xlsx"
    with pytest.raises(UnfitForExcelError, match="32,767"):
        write_dossier(an_issue(description="x" * 32_768), path)
    assert not path.exists()


CODE = """
import sys, hashlib, pathlib
from opgavekern.files import read_dossier, write_dossier
dossier = read_dossier(sys.argv[1])
for name in ("folder", "one.yaml", "one.json", "one.xlsx"):
    for path in write_dossier(dossier, pathlib.Path(sys.argv[2], name)):
        print(path.name, hashlib.sha256(path.read_bytes()).hexdigest())
"""


def test_equal_dossiers_give_equal_bytes_everywhere(tmp_path: Path) -> None:
    """Hash seed, locale, time zone and the order of records make no difference."""
    issues = [
        Issue(id=IssueId(f"o-{n}"), title=f"I {n}", tags=frozenset("abcdef")) for n in range(9)
    ]
    write_dossier(Dossier.of(*issues), tmp_path / "source")
    found = set()
    for number, (seed, locale, zone) in enumerate(
        [("1", "C", "UTC"), ("2", "tr_TR.UTF-8", "Asia/Tokyo"), ("3", "nl_NL.UTF-8", "")]
    ):
        variables = {"PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone}
        target = tmp_path / str(number)
        target.mkdir()
        done = subprocess.run(
            [sys.executable, "-c", CODE, str(tmp_path / "source"), str(target)],
            env={**os.environ, **variables},
            check=True,
            capture_output=True,
        )
        found.add(done.stdout)
    assert len(found) == 1


@pytest.mark.parametrize("name", ["out.jsn", "x.parquet", "out.csv", "town.YMAL"])
def test_an_unknown_ending_is_no_folder(tmp_path: Path, name: str) -> None:
    """A slip in the ending of a file makes no folder of that name."""
    with pytest.raises(UnwritableError, match="does not fit a dossier"):
        write_dossier(Dossier(), tmp_path / name)
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("name", ["helmond-1.2", "2026.09.01", "St. Anna", "plain"])
def test_a_folder_may_have_a_dot(tmp_path: Path, name: str) -> None:
    """What looks like no ending is a folder, and so is any folder that stands there."""
    write_dossier(Dossier(), tmp_path / name)
    (tmp_path / "town.nl").mkdir()
    write_dossier(Dossier(), tmp_path / "town.nl")
    assert (tmp_path / name).is_dir()
