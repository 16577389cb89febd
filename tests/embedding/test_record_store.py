from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opgavekern import Dossier, governed, read_dossier
from opgavekern.base import digest
from opgavekern.model import Header, Issue, IssueId, Ref
from opgavekern.testing import dossiers
from record_store import POSTGRESQL, SQLITE, ConflictError, RecordStore

ROOT = Path(__file__).parents[2]
FIRST = datetime(2026, 1, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
WARM = Issue(id=IssueId("warm"), title="Warm homes")
SAFE = Issue(id=IssueId("safe"), title="A safe centre")
TOWN = Dossier.of(WARM, SAFE, header=Header(name="Millbrook"))


@pytest.fixture(params=["sqlite", "postgresql"])
def connect(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Any]:
    """A function that opens one more store on one database, empty at first."""
    opened: list[Any] = []

    def open_one() -> RecordStore:
        if request.param == "sqlite":
            opened.append(sqlite3.connect(tmp_path / "dossiers.sqlite", check_same_thread=False))
            return RecordStore(opened[-1], SQLITE)
        import psycopg

        opened.append(psycopg.connect(request.getfixturevalue("postgresql")))
        return RecordStore(opened[-1], POSTGRESQL)

    store = open_one()
    if request.param == "postgresql":
        opened[0].execute("drop table if exists record")
    store.create()
    yield open_one
    for connection in opened:
        connection.close()


@pytest.fixture
def store(connect: Any) -> RecordStore:
    """A store on an empty database."""
    found: RecordStore = connect()
    return found


def rows(store: RecordStore) -> int:
    """How many rows there are, of any time."""
    with store._transaction():
        (count,) = store._run("select count(*) from record").fetchone()
    return int(count)


def test_a_dossier_comes_back_as_it_was_saved(store: RecordStore) -> None:
    """All kinds, headers and digests of a whole example are the same again."""
    town = read_dossier(ROOT / "examples/helmond")
    store.save("helmond", town, at=FIRST)
    again = store.read("helmond")
    assert again == town
    assert again.digest == town.digest


@settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(history=st.lists(dossiers(max_records=3), min_size=1, max_size=3))
def test_every_state_can_be_read_back(connect: Any, history: list[Dossier]) -> None:
    """Whatever was recorded, each state comes back at its own moment, until the next one."""
    store = connect()
    with store._transaction():
        store._run("delete from record")
    for number, dossier in enumerate(history):
        store.save("x", dossier, at=FIRST + number * HOUR)
    for number, dossier in enumerate(history):
        assert store.read("x", at=FIRST + number * HOUR) == dossier
        assert store.read("x", at=FIRST + number * HOUR + HOUR / 2) == dossier
    assert store.read("x") == history[-1]


def test_only_what_changed_gets_a_row(store: RecordStore) -> None:
    """Saving the same again writes nothing; one changed record is one row, one gone is none."""
    assert store.save("x", TOWN, at=FIRST) == 3
    assert store.save("x", TOWN, at=FIRST + HOUR) == 0
    changed = TOWN.replace(attrs.evolve(WARM, title="Warmer homes"))
    assert store.save("x", changed, at=FIRST + 2 * HOUR) == 1
    assert (
        store.save("x", changed.replace(without=[Ref("issue", "safe")]), at=FIRST + 3 * HOUR) == 0
    )
    assert rows(store) == 4
    assert [one.id for one in store.read("x").issues] == ["warm"]
    assert store.read("x", at=FIRST + 2 * HOUR) == changed
    assert store.read("x", at=FIRST + HOUR) == TOWN


def test_what_came_back_is_recorded_again(store: RecordStore) -> None:
    """A record that was gone for a while was not there in between."""
    without = TOWN.replace(without=[Ref("issue", "safe")])
    for number, dossier in enumerate((TOWN, without, TOWN)):
        store.save("x", dossier, at=FIRST + number * HOUR)
    assert [len(store.read("x", at=FIRST + n * HOUR).issues) for n in range(3)] == [2, 1, 2]


def test_dossiers_do_not_know_each_other(store: RecordStore) -> None:
    """One table holds any number of dossiers."""
    store.save("x", TOWN, at=FIRST)
    store.save("y", Dossier.of(SAFE), at=FIRST)
    assert store.read("x") == TOWN
    assert store.read("y") == Dossier.of(SAFE)
    with pytest.raises(LookupError):
        store.read("z")
    with pytest.raises(LookupError):
        store.read("x", at=FIRST - HOUR)


def test_what_plugins_bring_is_not_recorded(store: RecordStore) -> None:
    """A governed dossier is recorded without what its plugins lay under it."""
    town = Dossier.from_records({}, header={"plugins": ["nl"]})
    whole, _ = governed(town, allow={"nl"})
    assert whole.roles
    store.save("x", whole, at=FIRST)
    assert store.read("x") == town


def test_one_record_takes_the_place_of_the_version_that_was_read(connect: Any) -> None:
    """Who comes second with the digest of the first version is told, and nothing is lost."""
    mine, yours = connect(), connect()
    mine.save("x", TOWN, at=FIRST)
    new = attrs.evolve(WARM, title="Mine")
    assert mine.put("x", new, expected=digest(WARM), at=FIRST + HOUR) == digest(new)
    other = attrs.evolve(WARM, title="Yours")
    for late in (other, WARM):
        with pytest.raises(ConflictError):
            yours.put("x", late, expected=digest(WARM), at=FIRST + 2 * HOUR)
    assert yours.read("x").issues[WARM.id].title == "Mine"
    yours.put("x", other, expected=digest(new), at=FIRST + 3 * HOUR)
    titles = [mine.read("x", at=FIRST + n * HOUR).issues[WARM.id].title for n in (0, 1, 3)]
    assert titles == ["Warm homes", "Mine", "Yours"]


def test_a_clock_that_was_set_back_does_not_rewrite_history(store: RecordStore) -> None:
    """Recording time only goes on: what is recorded later is later."""
    store.save("x", TOWN, at=FIRST)
    changed = TOWN.replace(attrs.evolve(WARM, title="Warmer homes"))
    store.save("x", changed, at=FIRST - HOUR)
    assert store.read("x", at=FIRST) == TOWN
    assert store.read("x") == changed
    last = store.last_recorded("x")
    assert last == FIRST + timedelta(microseconds=1)


def test_a_moment_is_the_same_in_any_zone(store: RecordStore) -> None:
    """Moments are compared as moments, not as text."""
    store.save("x", TOWN, at=FIRST)
    there = timezone(timedelta(hours=9))
    assert store.read("x", at=FIRST.astimezone(there)) == TOWN
    assert store.last_recorded("x") == FIRST
    assert store.last_recorded("y") is None


def test_what_fails_halfway_leaves_nothing(tmp_path: Path) -> None:
    """A save is whole or not there: a conflict at its last row takes the others back."""
    with closing(sqlite3.connect(tmp_path / "x.sqlite")) as connection:
        store = RecordStore(connection, SQLITE)
        store.create()
        store.save("x", TOWN, at=FIRST)
        connection.execute("create trigger refuse before insert on record when new.id = 'safe'"
                           " begin select raise(abort, 'no'); end")  # fmt: skip
        both = TOWN.replace(attrs.evolve(WARM, title="y"), attrs.evolve(SAFE, title="y"))
        with pytest.raises(sqlite3.IntegrityError):
            store.save("x", both, at=FIRST + HOUR)
        assert store.read("x") == TOWN
