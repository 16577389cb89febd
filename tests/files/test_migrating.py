"""Older formats become the current one. There is none older yet, so these tests make one up."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.files.town import lines_changed, settle_in, texts_in

from opgavekern.base.errors import DossierError
from opgavekern.files import read_dossier
from opgavekern.files.headers import CURRENT
from opgavekern.files.migrating import MIGRATIONS, Files, Migrated, Migration, migrate_dossier

pytestmark = pytest.mark.needs("standard")


def _renamed(files: Mapping[Path, bytes]) -> Files:
    """Leave the made-up format 0, in which titles were called `kop`."""
    changed = {path: data.replace(b"kop: ", b"titel: ") for path, data in files.items()}
    return {
        path: data.replace(b"format: 0", b"format: 1") if path.stem == "dossier" else data
        for path, data in changed.items()
    }


STEP = Migration(source=0, change=_renamed)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A dossier in the made-up format."""
    folder = settle_in(tmp_path / "dorp")
    for path in folder.rglob("*.yaml"):
        text = path.read_text("utf-8").replace("titel: ", "kop: ")
        path.write_text(text.replace("format: 1", "format: 0"), "utf-8")
    return folder


def test_a_step_changes_what_it_must_and_nothing_else(old: Path, tmp_path: Path) -> None:
    """Afterwards the dossier reads as what it always meant, comments and all."""
    wanted = texts_in(settle_in(tmp_path / "new"))
    before = texts_in(old)
    done = migrate_dossier(old, migrations=[STEP])
    assert (done.source, done.target) == (0, CURRENT)
    assert texts_in(old) == wanted
    assert {one.relative_to(old).as_posix() for one in done.written} == set(
        lines_changed(before, wanted)
    )
    assert migrate_dossier(old, migrations=[STEP]) == Migrated(source=1, target=1)


def test_a_step_that_leaves_something_unreadable_writes_nothing(old: Path) -> None:
    """All is read back before the first file is replaced."""
    before = texts_in(old)
    half = Migration(source=0, change=lambda files: {old / "dossier.yaml": b"format: 1\n"})
    with pytest.raises(DossierError):
        migrate_dossier(old, migrations=[half])
    assert texts_in(old) == before


def test_a_file_may_go(old: Path) -> None:
    """A step may take a file away, or bring one."""

    def moved(files: Mapping[Path, bytes]) -> Files:
        changed = dict(_renamed(files))
        data = changed[old / "signalen" / "stank.yaml"]
        return {**changed, old / "signalen" / "stank.yaml": None, old / "signalen.yaml": data}

    done = migrate_dossier(old, migrations=[Migration(source=0, change=moved)])
    assert old / "signalen.yaml" in done.written
    assert not (old / "signalen" / "stank.yaml").exists()
    assert "stank" in read_dossier(old).signals


@pytest.mark.parametrize("form", ["0", "7", "een", ""])
def test_a_format_from_which_no_steps_lead_is_refused(old: Path, form: str) -> None:
    """A newer format is refused by name, and so is one that never was; nothing is written."""
    path = old / "dossier.yaml"
    path.write_text(path.read_text("utf-8").replace("format: 0", f"format: {form}"), "utf-8")
    before = texts_in(old)
    with pytest.raises(DossierError) as caught:
        migrate_dossier(old)
    (problem,) = caught.value.problems
    assert problem.code in {"format-too-new", "format-unknown", "format-missing"}
    assert (problem.code == "format-too-new") is (form == "7")
    assert problem.location is not None
    assert texts_in(old) == before


def test_what_is_no_dossier_is_refused(tmp_path: Path) -> None:
    """An empty folder has no format to leave."""
    with pytest.raises(DossierError, match="dossier"):
        migrate_dossier(tmp_path)


def test_steps_follow_each_other_up_to_the_current_format() -> None:
    """Those that are shipped form a chain without a gap."""
    assert [one.source for one in MIGRATIONS] == list(range(CURRENT - len(MIGRATIONS), CURRENT))
