"""Dossiers in SQLite or PostgreSQL: a row for each version of each record.

Two times are at work. *Valid time* is when something holds in the world; it stands in the records
themselves (`valid`, `history`, `on`) and is opgavekern's. *Recording time* is when this database
was told; it stands beside the records and is ours. Only what changed gets a new row, and of a
row that is there only the moment is filled in at which another took its place.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from opgavekern import Dossier, to_plain
from opgavekern.base import digest
from opgavekern.model import KINDS, Record, id_of, kind_named, kind_of

Key = tuple[str, str]  # kind and id; the header is the one record of kind "dossier"
HEADER: Key = ("dossier", "")


class ConflictError(Exception):
    """Someone else was first: the record is no longer as it was when it was read."""


@dataclass(frozen=True)
class Dialect:
    """How a database writes what SQL leaves open."""

    placeholder: str
    json: str
    moment: str


SQLITE = Dialect("?", "text", "text")
POSTGRESQL = Dialect("%s", "jsonb", "timestamptz")


class RecordStore:
    """The dossiers of one database.

    Args:
        connection: Of `sqlite3` or `psycopg`, not in autocommit; one for each thread.
        dialect: `SQLITE` or `POSTGRESQL`.
    """

    def __init__(self, connection: Any, dialect: Dialect) -> None:
        self._connection = connection
        self._dialect = dialect

    def create(self) -> None:
        """Make the table where it is not there yet."""
        with self._transaction():
            self._run(
                f"""create table if not exists record (
                    dossier text not null,
                    kind text not null,
                    id text not null,
                    body {self._dialect.json} not null,
                    digest text not null,
                    recorded_at {self._dialect.moment} not null,
                    recorded_until {self._dialect.moment},
                    primary key (dossier, kind, id, recorded_at))"""
            )
            self._run(
                "create unique index if not exists record_now on record (dossier, kind, id)"
                " where recorded_until is null"
            )

    def save(self, name: str, dossier: Dossier, *, at: datetime) -> int:
        """Record a whole dossier but for what plugins laid under it; return how many rows it took.

        Raises:
            ConflictError: Someone recorded the same record at the same time.
        """
        own = dossier.replace(without=dossier.laid_under)
        wanted: dict[Key, tuple[str, Any]] = {
            (kind.name, id): (found, to_plain(own.of_kind(kind.plural)[id]))
            for kind in KINDS
            for id, found in own.of_kind(kind.plural).digests().items()
        }
        wanted[HEADER] = (digest(own.header), to_plain(own.header))
        with self._transaction():
            moment = self._after_the_last(name, at)
            rows = self._run("select kind, id, digest from record where dossier = ?"
                             " and recorded_until is null", name)  # fmt: skip
            held = {(kind, id): found for kind, id, found in rows}
            changed = [key for key in held if wanted.get(key, ("",))[0] != held[key]]
            new = [key for key in wanted if wanted[key][0] != held.get(key)]
            for key in changed:
                self._close(name, key, held[key], moment)
            for key in new:
                self._insert(name, key, *wanted[key], moment)
        return len(new)

    def put(self, name: str, record: Record, *, expected: str, at: datetime) -> str:
        """Record one record in the place of the one with that digest; return its own digest.

        Raises:
            ConflictError: The record has another digest by now, or is gone.
        """
        key, found = (kind_of(record).name, id_of(record)), digest(record)
        with self._transaction():
            moment = self._after_the_last(name, at)
            self._close(name, key, expected, moment)
            self._insert(name, key, found, to_plain(record), moment)
        return found

    def read(self, name: str, *, at: datetime | None = None) -> Dossier:
        """Return the dossier as it is recorded, or as it was recorded at a moment.

        Raises:
            LookupError: Nothing of that name was recorded then.
        """
        when = "recorded_until is null"
        moments: tuple[str, ...] = ()
        if at is not None:
            when = "recorded_at <= ? and (recorded_until is null or recorded_until > ?)"
            moments = (_text(at),) * 2
        query = f"select kind, body from record where dossier = ? and {when}"  # noqa: S608 - ours
        with self._transaction():
            rows = self._run(query, name, *moments).fetchall()
        records: dict[str, list[Any]] = {}
        for name_of_kind, body in rows:
            kind = kind_named(name_of_kind)
            plain = json.loads(body) if isinstance(body, str) else body
            records.setdefault(kind.plural if kind else name_of_kind, []).append(plain)
        if HEADER[0] not in records:
            raise LookupError(name)
        (header,) = records.pop(HEADER[0])
        return Dossier.from_records(records, header=header)

    def last_recorded(self, name: str) -> datetime | None:
        """Return when the dossier last changed: another moment, another state of it."""
        with self._transaction():
            return self._last(name)

    def _last(self, name: str) -> datetime | None:
        query = "select max(coalesce(recorded_until, recorded_at)) from record where dossier = ?"
        (moment,) = self._run(query, name).fetchone()
        return datetime.fromisoformat(moment) if isinstance(moment, str) else moment

    def _after_the_last(self, name: str, at: datetime) -> str:
        """Return the moment to record: a clock that was set back still gives a later one."""
        last = self._last(name)
        return _text(at if last is None else max(at, last + timedelta(microseconds=1)))

    def _close(self, name: str, key: Key, expected: str, moment: str) -> None:
        done = self._run(
            "update record set recorded_until = ? where dossier = ? and kind = ? and id = ?"
            " and digest = ? and recorded_until is null",
            moment, name, *key, expected,
        )  # fmt: skip
        if done.rowcount != 1:
            raise ConflictError(f"{key[0]} {key[1]}")

    def _insert(self, name: str, key: Key, found: str, plain: Any, moment: str) -> None:
        done = self._run(
            "insert into record (dossier, kind, id, body, digest, recorded_at)"
            " values (?, ?, ?, ?, ?, ?) on conflict do nothing",
            name, *key, json.dumps(plain, ensure_ascii=False), found, moment,
        )  # fmt: skip
        if done.rowcount != 1:
            raise ConflictError(f"{key[0]} {key[1]}")

    def _run(self, sql: str, *values: str) -> Any:
        return self._connection.execute(sql.replace("?", self._dialect.placeholder), values)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self._connection.rollback()
            raise
        self._connection.commit()


def _text(moment: datetime) -> str:
    """Write a moment, with its zone, so that text sorts as time does."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
