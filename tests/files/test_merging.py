from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.files.town import lines_changed, settle_in, texts_in

from opgavekern.base.errors import DossierError
from opgavekern.files import merge_workbook, read_dossier, write_dossier
from opgavekern.files.merging import ClashError, OriginError, merged
from opgavekern.files.origins import Origin
from opgavekern.model import Dossier, Issue, IssueId
from opgavekern.model.kinds import KINDS
from opgavekern.model.records import id_of
from opgavekern.model.references import Ref
from opgavekern.testing import dossiers

pytestmark = pytest.mark.needs("standard", "dev")
calmly = settings(max_examples=25, suppress_health_check=list(HealthCheck))


@st.composite
def versions(draw: st.DrawFn) -> tuple[Dossier, Dossier, Dossier]:
    """A dossier, and two that people may have made of it: some records gone, changed or new."""
    base, other = draw(dossiers(max_records=6)), draw(dossiers(max_records=6))
    every = [Ref(kind.name, id_of(one)) for kind in KINDS for one in base.of_kind(kind.plural)]
    new = [one for kind in KINDS for one in other.of_kind(kind.plural)]
    some = st.lists(st.sampled_from(every), unique=True) if every else st.just([])
    more = st.lists(st.sampled_from(new), unique_by=id) if new else st.just([])

    def version() -> Dossier:
        header = draw(st.sampled_from([base.header, other.header]))
        return base.replace(*draw(more), without=draw(some), header=header)

    return base, version(), version()


@calmly
@given(versions())
def test_who_changed_nothing_takes_over_everything(made: tuple[Dossier, Dossier, Dossier]) -> None:
    """A side that is as both were made takes what the other has, and brings nothing itself."""
    base, ours, theirs = made
    origin = Origin.of(base)
    assert merged(base, theirs, origin).dossier == theirs
    assert merged(ours, base, origin).dossier == ours
    assert not merged(base, theirs, origin).clashes


@calmly
@given(versions())
def test_merging_has_no_first_side(made: tuple[Dossier, Dossier, Dossier]) -> None:
    """Whichever side comes first, the same records clash, and without those all is the same."""
    base, ours, theirs = made
    one, other = (merged(*pair, Origin.of(base)) for pair in ((ours, theirs), (theirs, ours)))
    assert [clash.record for clash in one.clashes] == [clash.record for clash in other.clashes]
    assert bool(one.clashes) or one.dossier == other.dossier
    assert merged(one.dossier, theirs, Origin.of(theirs)).dossier == one.dossier


@calmly
@given(dossier=dossiers())
def test_a_workbook_knows_what_it_was_made_from(
    dossier: Dossier, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Nothing was changed in a workbook that nobody touched, whatever the dossier holds."""
    folder = tmp_path_factory.mktemp("book")
    try:
        write_dossier(dossier, folder / "d.xlsx")
    except ValueError:
        return  # Names of plugins that no plugin can have.
    write_dossier(dossier, folder / "d.json")
    merge = merge_workbook(folder / "d.xlsx", folder / "d.json")
    assert (merge.changed, merge.added, merge.gone) == ((), (), ())
    assert merge.dossier == dossier


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A folder with comments, and a workbook made from it."""
    folder = settle_in(tmp_path / "dorp")
    write_dossier(read_dossier(folder), tmp_path / "dorp.xlsx")
    return folder


def edited(town: Path, *cells: tuple[str, str, object]) -> Path:
    """Put values in cells of the workbook of the town, and return its path."""
    path = town.with_suffix(".xlsx")
    book = openpyxl.load_workbook(path)
    for sheet, cell, value in cells:
        book[sheet][cell] = value
    book.save(path)
    return path


def brought_back(town: Path) -> dict[str, list[str]]:
    """Bring the workbook back; return the lines that differ, by file."""
    before = texts_in(town)
    merge = merge_workbook(town.with_suffix(".xlsx"), town)
    written = write_dossier(merge.dossier, town)
    found = lines_changed(before, texts_in(town))
    assert {path.relative_to(town).as_posix() for path in written} == set(found)
    return found


def test_a_changed_cell_is_a_changed_line(town: Path) -> None:
    """Comments, order, split and spelling stay; only the line of the value differs."""
    edited(town, ("opgaven", "B3", "Veilig en levendig"), ("opgaven.kosten", "C2", 110))
    assert brought_back(town) == {
        "opgaven/veilig.yaml": [
            "- titel: Veilig centrum   # zo noemt de raad het",
            "+ titel: Veilig en levendig   # zo noemt de raad het",
            "-   - {jaar: 2026, verwacht: 100.50}   # raming",
            "+   - {jaar: 2026, verwacht: 110}   # raming",
        ]
    }


def test_what_changed_in_the_folder_meanwhile_stays(town: Path) -> None:
    """Two people who worked on different records both find their work."""
    green = town / "opgaven" / "groen.yaml"
    green.write_text(green.read_text("utf-8") + "omschrijving: Meer bomen\n", "utf-8")
    (town / "signalen" / "lawaai.yaml").write_text("id: lawaai\ntitel: Lawaai\n", "utf-8")
    edited(town, ("opgaven", "B3", "Veilig"))
    assert set(brought_back(town)) == {"opgaven/veilig.yaml"}
    dossier = read_dossier(town)
    assert dossier.issues[IssueId("groen")].description == "Meer bomen"
    assert "lawaai" in dossier.signals


def test_both_changed_the_same_record(town: Path) -> None:
    """Then nothing is written, and each place is named on both sides, without what stands there."""
    green = town / "opgaven" / "groen.yaml"
    green.write_text(green.read_text("utf-8").replace("010 wordt groen", "Groener"), "utf-8")
    edited(town, ("opgaven", "B2", "Groenst"))
    with pytest.raises(ClashError) as caught:
        merge_workbook(town.with_suffix(".xlsx"), town)
    (clash,) = caught.value.clashes
    assert clash.record == Ref("issue", "groen")
    assert clash.in_workbook is not None
    assert (clash.in_workbook.sheet, clash.in_workbook.cell) == ("opgaven", "B2")
    assert clash.in_dossier is not None
    assert clash.in_dossier.line == 2
    said = caught.value.text("nl")
    assert "opgave groen, titel" in said
    assert "Groen" not in said


def test_gone_on_one_side_and_changed_on_the_other_is_a_clash(town: Path) -> None:
    """A deletion is a change too."""
    (town / "signalen" / "stank.yaml").unlink()
    edited(town, ("signalen", "B2", "Stank bij het kanaal"))
    with pytest.raises(ClashError, match="deleted"):
        merge_workbook(town.with_suffix(".xlsx"), town)


def test_the_same_change_on_both_sides_is_none(town: Path) -> None:
    """Who types in the folder what stands in the workbook has nothing left to bring back."""
    edited(town, ("opgaven", "B2", "Groener"))
    green = town / "opgaven" / "groen.yaml"
    green.write_text(green.read_text("utf-8").replace("010 wordt groen", "Groener"), "utf-8")
    assert brought_back(town) == {}


def test_rows_come_and_go(town: Path) -> None:
    """A new row is a new record, a deleted row a deleted one, in their own files."""
    path = town.with_suffix(".xlsx")
    book = openpyxl.load_workbook(path)
    book["signalen"].append(["lawaai", "Lawaai", "noord; zuid"])
    book["inspanningen"].delete_rows(2)
    book.save(path)
    merge = merge_workbook(path, town)
    assert merge.added == (Ref("signal", "lawaai"),)
    assert merge.gone == (Ref("effort", "boom"),)
    found = brought_back(town)
    assert found["signalen/lawaai.yaml"] == [
        "+ - id: lawaai",
        "+   titel: Lawaai",
        "+   gebieden: [noord, zuid]",
    ]
    assert {line[:1] for line in found["inspanningen.yaml"]} == {"-"}


def test_a_sheet_that_is_gone_deletes_nothing(town: Path) -> None:
    """Its records are not taken for deleted: the workbook is refused, and the sheet named."""
    path = town.with_suffix(".xlsx")
    book = openpyxl.load_workbook(path)
    del book["signalen"]
    del book["opgaven.kosten"]
    book.save(path)
    with pytest.raises(OriginError, match=r"signalen and opgaven\.kosten"):
        merge_workbook(path, town)


def test_an_empty_sheet_deletes_what_stood_on_it(town: Path) -> None:
    """Where the row with names of columns is left, the records were deleted on purpose."""
    path = town.with_suffix(".xlsx")
    book = openpyxl.load_workbook(path)
    book["signalen"].delete_rows(2)
    book.save(path)
    assert brought_back(town)["signalen/stank.yaml"] == ["- # een melding", *_rest_of_stench()]


def _rest_of_stench() -> list[str]:
    return ["- id: stank", "- titel: Stank", "- gebieden: noord"]


def test_a_workbook_of_another_dossier_is_refused(town: Path, tmp_path: Path) -> None:
    """The message names both dossiers."""
    header = attrs.evolve(read_dossier(town).header, name="Ander dorp")
    write_dossier(Dossier.of(header=header), tmp_path / "ander")
    with pytest.raises(OriginError, match=r'"Ons dorp".*"Ander dorp"'):
        merge_workbook(town.with_suffix(".xlsx"), tmp_path / "ander")


@pytest.mark.parametrize("spoil", ["delete", "overwrite"])
def test_a_workbook_that_says_nothing_is_refused(town: Path, spoil: str) -> None:
    """Without its hidden sheet, or with rubbish on it, nobody can tell what was changed."""
    path = town.with_suffix(".xlsx")
    book = openpyxl.load_workbook(path)
    if spoil == "delete":
        del book[".herkomst"]
    else:
        book[".herkomst"]["A1"] = 7
    book.save(path)
    assert read_dossier(path) == read_dossier(town)
    with pytest.raises(OriginError, match="does not say"):
        merge_workbook(path, town)


def test_a_comment_beside_a_changed_value_stays(town: Path) -> None:
    """Where the value itself is written anew, what was noted at it is not lost."""
    path = town / "signalen" / "stank.yaml"
    path.write_text("id: stank\ntitel: > # let op\n  Stank\n", "utf-8")
    write_dossier(read_dossier(town), town.with_suffix(".xlsx"), replace=True)
    edited(town, ("signalen", "B2", "Lucht"))
    brought_back(town)
    assert path.read_text("utf-8").startswith("id: stank\ntitel: Lucht # let op\n")


def test_making_the_workbook_anew_makes_it_up_to_date(town: Path) -> None:
    """After work came back, a new workbook starts from there, also where the records are equal."""
    path = edited(town, ("opgaven", "B2", "Groener"))
    brought_back(town)
    assert write_dossier(read_dossier(town), path) == (path,)
    assert write_dossier(read_dossier(town), path) == ()
    edited(town, ("opgaven", "B2", "Groenst"))
    assert set(brought_back(town)) == {"opgaven/groen.yaml"}


def test_the_header_comes_back_too(town: Path) -> None:
    """A changed reference date is one line of the header's file."""
    edited(town, ("dossier", "B3", "2026-10-01"))
    assert brought_back(town) == {
        "dossier.yaml": ["- peildatum: 2026-09-01", "+ peildatum: 2026-10-01"]
    }


@pytest.mark.parametrize("name", ["dorp.json", "een.yaml"])
def test_a_dossier_in_one_file_takes_a_workbook_back(town: Path, tmp_path: Path, name: str) -> None:
    """Folders are not special."""
    write_dossier(read_dossier(town), tmp_path / name)
    edited(town, ("opgaven", "B2", "Groener"))
    merge = merge_workbook(town.with_suffix(".xlsx"), tmp_path / name)
    assert write_dossier(merge.dossier, tmp_path / name) == (tmp_path / name,)
    assert read_dossier(tmp_path / name).issues[IssueId("groen")].title == "Groener"


def test_errors_can_be_sent_to_another_process() -> None:
    """What is raised keeps its parts when pickled."""
    import pickle

    one = ClashError("a.xlsx", "a", [])
    again: Any = pickle.loads(pickle.dumps(one))  # noqa: S301 - our own
    assert (again.workbook, again.text("nl")) == ("a.xlsx", one.text("nl"))


def test_sheets_may_be_passed_by(town: Path) -> None:
    """A sheet whose name begins with _ is a scribble; any other unknown sheet is a problem."""
    path = town.with_suffix(".xlsx")
    book = openpyxl.load_workbook(path)
    book.create_sheet("_som").append(["=1+1", 3])
    book.save(path)
    assert brought_back(town) == {}
    book.create_sheet("opgavn")
    book.save(path)
    with pytest.raises(DossierError) as caught:
        merge_workbook(path, town)
    (problem,) = caught.value.problems
    assert problem.remedy is not None
    assert 'Bedoelt u "opgaven"?' in problem.remedy.text("nl")
    assert "_" in problem.remedy.text("nl")


def test_an_issue_alone() -> None:
    """What one side added stays, and what the other added comes."""
    here, there = (Issue(id=IssueId(id), title="x") for id in ("a", "b"))
    merge = merged(Dossier.of(here), Dossier.of(there), Origin.of(Dossier.of()))
    assert merge.dossier == Dossier.of(here, there)
