"""A newer table is an update: the same row is the same record, the rest stays."""

from __future__ import annotations

from pathlib import Path

import attrs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.exchange.tables import ACTION_PLAN, DOSSIER, action_plan, imported, workbook

from opgavekern.exchange import ColumnMapping, KeyMapping, Sheet, TableMapping, import_table
from opgavekern.files import read_dossier, write_dossier
from opgavekern.model import Dossier, Holder, PersonId, ProgrammeItemId, SignalId
from opgavekern.model.programmes import ItemState
from opgavekern.testing import a_dossier, a_person, an_issue

HEADER = ["Nr.", "Item", "Trekker", "Stand", "Wanneer gereed"]
SIGNALS = TableMapping(
    kind="signal",
    id=KeyMapping(columns=("nr",), prefix="s"),
    columns=(
        ColumnMapping(column="melding", field="title"),
        ColumnMapping(column="thema", field="theme"),
    ),
)


def test_what_the_table_does_not_say_stays(tmp_path: Path) -> None:
    """A result that was written in the dossier survives, and so does what an empty cell had."""
    first = imported(action_plan(tmp_path), ACTION_PLAN).required()
    one = first.programme_items[ProgrammeItemId("noord.1")]
    edited = first.replace(attrs.evolve(one, result="Vier paden klaar", tags=frozenset({"licht"})))
    newer = workbook(
        tmp_path / "nieuw.xlsx",
        [HEADER, [1, "Achterpaden verlichten", None, "gereed", None], [6, "Moestuin", "Compaen",
         "gepland", 2027]],
    )  # fmt: skip
    done = imported(newer, ACTION_PLAN, edited)
    assert done.problems == ()
    changed = done.dossier.programme_items[ProgrammeItemId("noord.1")]
    assert changed.state is ItemState.DONE
    assert (changed.result, changed.tags, changed.due, changed.action_owner) == (
        "Vier paden klaar", frozenset({"licht"}), one.due, one.action_owner,
    )  # fmt: skip
    assert (done.added, done.changed) == (("noord.6",), ("noord.1",))
    assert done.rows[0].fields == ("state",)
    assert done.absent == ("noord.2", "noord.3", "noord.4", "noord.5")
    assert set(done.absent) <= set(done.dossier.programme_items.ids())


def test_a_record_that_says_more_than_a_table_can_is_of_no_table() -> None:
    """A constant stands for the only one of a list; an issue with two leads is not missed."""
    leads = [Holder(person=one) for one in (PersonId("p-1"), PersonId("p-2"))]
    own = a_dossier(
        *(a_person(id=one.person) for one in leads),
        an_issue(id="i-1", leads=leads[:1]),
        an_issue(id="i-2", leads=leads),
    )
    mapping = TableMapping(
        kind="issue",
        id=KeyMapping(columns=("titel",)),
        columns=(ColumnMapping(column="titel", field="title"),),
        constants={"leads.person": "p-1"},
    )
    done = import_table(Sheet.of([["titel"], ["Nieuw"]], name="opgaven"), mapping, own)
    assert done.problems == ()
    assert done.absent == ("i-1",)


def test_the_folder_changes_little(tmp_path: Path) -> None:
    """One changed cell is one changed line; comments and order of the file stay."""
    folder = tmp_path / "dossier"
    write_dossier(imported(action_plan(tmp_path), ACTION_PLAN).required(), folder)
    file = folder / "programmaonderdelen.yaml"
    before = "# Afgesproken in de wijkraad.\n" + file.read_text("utf-8")
    file.write_text(before, "utf-8")
    newer = workbook(tmp_path / "nieuw.xlsx", [HEADER, [3, "Camera's bij het plein", None,
                                                       "gereed", None]])  # fmt: skip
    written = write_dossier(imported(newer, ACTION_PLAN, read_dossier(folder)).required(), folder)
    assert written == (file,)
    old, new = before.splitlines(), file.read_text("utf-8").splitlines()
    assert len(old) == len(new)
    assert sum(a != b for a, b in zip(old, new, strict=True)) == 1


def test_two_rows_of_one_id_are_told_with_both_cells(tmp_path: Path) -> None:
    """No row wins from another in silence, also when they differ in case only."""
    mapping = ACTION_PLAN.replace("kolommen: [Nr.]", "kolommen: [Item]")
    table = workbook(tmp_path / "a.xlsx", [HEADER, [1, "Eetpunt"], [2, "eetpunt "]])
    (problem,) = imported(table, mapping).problems
    assert problem.code == "duplicate-id"
    assert problem.location is not None
    assert problem.location.cell == "B3"
    assert [one.cell for one in problem.related] == ["B2"]


def test_an_id_that_the_dossier_has_in_other_capitals_is_that_id() -> None:
    """Ids that look the same are one record."""
    dossier = Dossier.from_records({"signals": [{"id": "S.A1", "title": "oud"}]})
    sheet = Sheet.of([["nr", "melding", "thema"], ["a1", "nieuw", ""]], name="t")
    done = import_table(sheet, SIGNALS, dossier)
    assert done.changed == ("S.A1",)
    assert done.dossier.signals[SignalId("S.A1")].title == "nieuw"


def test_a_record_of_a_plugin_becomes_the_dossiers_own() -> None:
    """What a row says of a record that a plugin brought is written with the dossier's files."""
    facts = Dossier.from_records({"signals": [{"id": "s.1", "title": "van de plugin"}]})
    dossier = DOSSIER.over(facts)
    sheet = Sheet.of([["nr", "melding", "thema"], [1, "eigen", ""]], name="t")
    done = import_table(sheet, SIGNALS, dossier)
    assert [str(ref) for ref in dossier.laid_under] == ["signal:s.1"]
    assert done.dossier.laid_under == frozenset()


ROWS = st.lists(
    st.tuples(
        st.integers(1, 9),
        st.text("abc déf", min_size=1, max_size=6).filter(str.strip),
        st.sampled_from(["", "groen", "licht"]),
    ),
    unique_by=lambda row: row[0],
    max_size=6,
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(first=ROWS, second=ROWS)
def test_laws_of_importing(
    first: list[tuple[int, str, str]], second: list[tuple[int, str, str]]
) -> None:
    """Importing is idempotent, keeps what is absent, and its rows are exactly the table's."""
    header = ("nr", "melding", "thema")
    old = import_table(Sheet.of([header, *first], name="t"), SIGNALS, DOSSIER).required()
    done = import_table(Sheet.of([header, *second], name="t"), SIGNALS, old)
    new = done.required()
    assert import_table(Sheet.of([header, *second], name="t"), SIGNALS, new).dossier == new
    ids = {f"s.{number}" for number, _, _ in second}
    assert {one.id for one in done.rows} == ids
    assert set(done.absent) == set(old.signals.ids()) - ids
    assert set(new.signals.ids()) == set(old.signals.ids()) | ids
    for id in done.absent:
        assert new.signals[SignalId(id)] == old.signals[SignalId(id)]
    assert set(done.unchanged) == {id for id in ids if old.signals.get(SignalId(id)) ==
                                   new.signals[SignalId(id)]}  # fmt: skip


def test_order_of_rows_does_not_matter() -> None:
    """The same rows in another order are the same dossier."""
    rows = [(1, "a", "x"), (2, "b", ""), (3, "c", "y")]
    header = ("nr", "melding", "thema")
    made = {
        import_table(Sheet.of([header, *order], name="t"), SIGNALS, DOSSIER).dossier.digest
        for order in (rows, rows[::-1])
    }
    assert len(made) == 1
