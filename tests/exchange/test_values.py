"""Cells as people fill them, read as the field of their column asks."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.exchange.tables import DOSSIER

from opgavekern.exchange import ColumnMapping, KeyMapping, Sheet, TableMapping, import_table
from opgavekern.exchange.targets import target_of
from opgavekern.exchange.values import plain_value
from opgavekern.files.cells import OddCellError
from opgavekern.model.kinds import Kind, kind_named


def _kind(name: str) -> Kind:
    found = kind_named(name)
    assert found is not None
    return found


HOURS = target_of(_kind("person"), "contract_hours")
EUROS = target_of(_kind("budget_share"), "amount")


@pytest.mark.parametrize(
    ("cell", "hours"),
    [("32,5", "32.5"), ("32.5", "32.5"), (" 36 ", "36"), (36.0, 36), (32.5, "32.5"), (36, 36),
     ("1.234.567", "1234567"), ("1.234,5", "1234.5"), ("1,234.5", "1234.5"), ("12 500", "12500")],
)  # fmt: skip
def test_numbers_in_either_convention(cell: Any, hours: Any) -> None:
    """A decimal comma or point, and marks or spaces between thousands, where one reading fits."""
    assert plain_value(HOURS, cell, "") == hours


@pytest.mark.parametrize(
    ("cell", "mark", "found"),
    [("1.234", ",", "1234"), ("1.234", ".", "1.234"), ("1,234", ".", "1234"),
     ("1,234", ",", "1.234")],
)  # fmt: skip
def test_a_number_with_two_readings_has_the_one_that_the_mapping_says(
    cell: str, mark: str, found: str
) -> None:
    """Without that it is refused, since no guess is right for everyone."""
    assert plain_value(HOURS, cell, mark) == found
    with pytest.raises(OddCellError) as caught:
        plain_value(HOURS, cell, "")
    assert caught.value.code == "ambiguous-number"


@pytest.mark.parametrize(
    ("cell", "euros"),
    [("\u20ac 12.500", "12500"), ("12.500,-", "12500"), ("1.250,50", "1250.50"), ("EUR 300", "300"),
     ("300 euro", "300"), ("\u20ac12,50", "12.50"), (-5, -5)],
)  # fmt: skip
def test_amounts_of_money(cell: Any, euros: Any) -> None:
    """An amount never has three decimals, so that `12.500` are thousands."""
    assert plain_value(EUROS, cell, "") == euros


@pytest.mark.parametrize(
    "cell", ["veel", "80%", "1.23.4", "n.n.b.", "1e5x", "", True, date(2026, 1, 1), "9" * 10_000,
             "1" + " " * 20_000 + "x"]
)  # fmt: skip
def test_what_is_no_number(cell: Any) -> None:
    """Words, percentages, dates and truths are no numbers, and long texts are refused at once."""
    with pytest.raises(OddCellError) as caught:
        plain_value(HOURS, cell, "")
    assert caught.value.code == "not-a-number"


@given(number=st.decimals(-(10**6), 10**6, places=2))
def test_a_number_as_the_dutch_write_it_is_that_number(number: Any) -> None:
    """Points between thousands and a decimal comma: what Excel shows is what is read."""
    shown = f"{number:,.2f}".translate(str.maketrans(",.", ".,"))
    assert float(plain_value(HOURS, shown, "")) == float(number)


@pytest.mark.parametrize(
    ("words", "meant"),
    [("ja Ja J yes x X \u2713 waar true 1 v".split(), True),
     ("nee NEE n no onwaar false 0".split(), False)],
)  # fmt: skip
def test_yes_and_no(words: list[str], meant: bool) -> None:
    """Words and ticks in both languages."""
    verified = target_of(_kind("signal"), "source.verified")
    assert {plain_value(verified, word, "") for word in words} == {meant}
    with pytest.raises(OddCellError):
        plain_value(verified, "misschien", "")


@pytest.mark.parametrize("key", [time(9, 30), timedelta(hours=1), date(2026, 1, 1), 3.5, True, "x"])
def test_whatever_stands_in_a_key_makes_an_id(key: Any) -> None:
    """Times, days, numbers and truths are text in an id."""
    mapping = TableMapping(
        kind="signal",
        id=KeyMapping(columns=("nr",)),
        columns=(ColumnMapping(column="wat", field="title"),),
    )
    done = import_table(Sheet.of([["nr", "wat"], [key, "a"]], name="t"), mapping, DOSSIER)
    assert done.problems == ()
    assert len(done.added) == 1


def test_a_field_within_another_and_in_a_free_map() -> None:
    """Dots lead into a mandate, a period, a source and external ids; the rest of them stays."""
    mapping = TableMapping(
        kind="signal",
        id=KeyMapping(columns=("nr",)),
        columns=tuple(
            ColumnMapping(column=field, field=field)
            for field in ("title", "valid.first", "source", "external_ids.zaak")
        ),
    )
    header = ["nr", "title", "valid.first", "source", "external_ids.zaak"]
    first = Sheet.of([header, [1, "a", "1-2-2026", "Uitdraai", 17]], name="t")
    made = import_table(first, mapping, DOSSIER).required()
    (signal,) = made.signals
    assert str(signal.valid) == "2026-02-01/.."
    assert signal.source is not None
    assert signal.source.reference == "Uitdraai"
    assert signal.external_ids["zaak"] == "17"
    again = Sheet.of([header, [1, "a", "1-3-2026", "", ""]], name="t")
    done = import_table(again, mapping, made)
    assert done.rows[0].fields == ("valid",)
    assert next(iter(done.dossier.signals)).source == signal.source


def test_holders_with_days_are_not_overwritten() -> None:
    """A table that names another lead than the dossier cannot speak for the days."""
    dossier = DOSSIER.from_records(
        {
            "people": [{"id": "p-1", "name": "A. Test"}, {"id": "p-2", "name": "B. Test"}],
            "issues": [{"id": "i-1", "title": "Oost", "leads": [
                {"person": "p-1", "valid": "2026-01-01/.."}]}],
        }
    )  # fmt: skip
    mapping = TableMapping(
        kind="issue",
        columns=(
            ColumnMapping(column="id", field="id"),
            ColumnMapping(column="titel", field="title"),
            ColumnMapping(column="leider", field="leads"),
        ),
    )

    def leads(name: str) -> Any:
        sheet = Sheet.of([["id", "titel", "leider"], ["i-1", "Oost", name]], name="t")
        return import_table(sheet, mapping, dossier)

    assert leads("A. Test").unchanged == ("i-1",)
    assert [one.code for one in leads("B. Test").problems] == ["list-has-days"]
