"""A small web service on dossiers: read one, change an issue, check, say what was found.

python -m pip install opgavekern fastapi uvicorn
cd examples/embedding
DOSSIERS=dossiers.sqlite uvicorn --factory dossier_service:from_environment
"""

from __future__ import annotations

import functools
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Annotated, Any, Final

import attrs
from fastapi import FastAPI, Header, Request, Response
from fastapi.responses import JSONResponse

from opgavekern import Dossier, DossierError, Governance, check, from_plain, governed, to_plain
from opgavekern.base.personal import personal_in
from opgavekern.model import KINDS, Issue, IssueId, Ref
from record_store import SQLITE, ConflictError, RecordStore
from service_answers import RefusedError, documented, in_words, openapi_of, refused_for
from service_requests import MERGE_PATCH, Chosen, JsonBody, merged

PLUGINS: Final = ("nl",)


class Dossiers:
    """The dossiers of a SQLite database, governed once for each state that is asked for."""

    def __init__(self, database: str) -> None:
        self._database = database
        # Dossiers are frozen, so that any number of requests may share one.
        self._governed = functools.lru_cache(maxsize=8)(self._read)

    @contextmanager
    def store(self) -> Iterator[RecordStore]:
        """Lend a store with a connection of its own."""
        connection = sqlite3.connect(self._database)
        try:
            yield RecordStore(connection, SQLITE)
        finally:
            connection.close()

    def open(self, name: str) -> tuple[Dossier, Governance]:
        """Return a dossier as it is recorded, with its governance."""
        with self.store() as store:
            moment = store.last_recorded(name)
        if moment is None:
            raise RefusedError(404, "There is no such dossier.")
        return self._governed(name, moment)

    def _read(self, name: str, moment: datetime) -> tuple[Dossier, Governance]:
        with self.store() as store:
            dossier = store.read(name, at=moment)
        try:
            return governed(dossier, allow=PLUGINS)
        except DossierError as error:
            said = "The dossier itself has problems."
            raise refused_for(error, said, 409, dossier.header.language) from None


def issue_in(dossier: Dossier, id: str) -> Issue:
    """Return an issue, or refuse."""
    found = dossier.issues.get(IssueId(id))
    if found is None:
        raise RefusedError(404, "There is no such issue.")
    return found


def answer_with(dossier: Dossier, issue: Issue) -> Response:
    """Answer with an issue; its digest says which version it is."""
    etag = f'"{dossier.digest_of(Ref("issue", issue.id))}"'
    return JSONResponse(to_plain(issue), headers={"ETag": etag})


def shared(dossier: Dossier, *, names: bool) -> dict[str, list[dict[str, Any]]]:
    """Return records by kind; without `names` no field that is personal, nor a kind that is."""
    shown = {}
    for kind in KINDS:
        about = {field.name: personal_in(field) for field in attrs.fields(kind.record)}
        kept = {name for name, what in about.items() if names or what is None}
        is_personal = any(what and what.is_of_records for what in about.values())
        if names or not is_personal:
            plain = map(to_plain, dossier.of_kind(kind.plural))
            shown[kind.plural] = [{one: r[one] for one in r if one in kept} for r in plain]
    return {plural: records for plural, records in shown.items() if records}


def make_app(database: str, *, now: Callable[[], datetime]) -> FastAPI:
    """Make the service on a SQLite database; the clock is the caller's."""
    app = FastAPI(title="Dossiers", version="1")
    dossiers = Dossiers(database)

    @app.exception_handler(RefusedError)
    def refused(_: Request, error: RefusedError) -> Response:
        return error.response

    @app.get("/dossiers/{name}", responses=documented("Dossier", 404, 409))
    def read_dossier(name: str, names: bool = False) -> Response:
        """Return header and records by kind; what is personal only when asked for."""
        dossier, _ = dossiers.open(name)
        own = dossier.replace(without=dossier.laid_under)
        records = shared(own, names=names)
        return JSONResponse({"header": to_plain(own.header), "records": records})

    @app.get("/dossiers/{name}/issues/{id}", responses=documented("Issue", 404, 409))
    def read_issue(name: str, id: str) -> Response:
        """Return one issue; its ETag is what a change asks for."""
        dossier, _ = dossiers.open(name)
        return answer_with(dossier, issue_in(dossier, id))

    @app.patch(
        "/dossiers/{name}/issues/{id}",
        responses=documented("Issue", 400, 404, 409, 412, 413, 422, 428),
        openapi_extra=MERGE_PATCH,
    )
    def patch_issue(
        name: str,
        id: str,
        patch: JsonBody,
        language: Chosen,
        if_match: Annotated[str | None, Header()] = None,
    ) -> Response:
        """Change one issue that is still as the ETag in If-Match says."""
        if if_match is None:
            raise RefusedError(428, "Say in If-Match which version you change.")
        dossier, _ = dossiers.open(name)
        before = issue_in(dossier, id)
        try:
            after = from_plain(Issue, merged(to_plain(before), patch))
            changed, _ = governed(dossier.replace(after), allow=PLUGINS)
        except DossierError as error:
            raise refused_for(error, "The form has problems.", 422, language) from None
        if after.id != before.id:
            raise RefusedError(422, "An issue keeps its id.")
        try:
            with dossiers.store() as store:
                store.put(name, after, expected=if_match.strip('"'), at=now())
        except ConflictError:
            raise RefusedError(412, "The issue was changed since you read it.") from None
        return answer_with(changed, after)

    @app.get("/dossiers/{name}/check", responses=documented("CheckResult", 404, 409))
    def check_dossier(name: str, on: date | None = None) -> Response:
        """Return all that checking found, texts in both languages."""
        return JSONResponse(to_plain(check(*dossiers.open(name), on=on)))

    @app.get("/dossiers/{name}/findings", responses=documented("Findings", 404, 409))
    def read_findings(name: str, language: Chosen, on: date | None = None) -> Response:
        """Return the findings in one language."""
        found = in_words(check(*dossiers.open(name), on=on), language)
        return JSONResponse(to_plain(found), headers={"Content-Language": language})

    document = openapi_of(app)
    app.openapi = lambda: document  # type: ignore[method-assign] # as FastAPI's manual has it
    return app


def from_environment() -> FastAPI:
    """Make the service on the database that the environment names, by the clock of the machine."""
    return make_app(os.environ["DOSSIERS"], now=lambda: datetime.now(UTC))
