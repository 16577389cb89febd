from __future__ import annotations

import asyncio
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import attrs
import httpx
import jsonschema
import openapi_spec_validator
import pytest

from dossier_service import make_app
from opgavekern import Dossier, check, from_plain, governed, read_dossier, to_plain
from opgavekern.governance import CheckResult
from opgavekern.model import Absence, AbsenceId, Issue, IssueId
from record_store import SQLITE, RecordStore
from service_answers import Findings
from service_requests import LARGEST_BODY, merged

ROOT = Path(__file__).parents[2]
#: Seconds after which a test would be hanging, not waiting.
PATIENCE = 300
FIRST = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def town() -> Dossier:
    """The dossier that is served."""
    read = read_dossier(ROOT / "examples/haarlem.yaml")
    found = Dossier.from_records(read.records(), header=to_plain(read.header))
    named = attrs.evolve(next(iter(found.people)), name="Jan Jansen")
    ill = Absence(id=AbsenceId("ziek"), person=named.id)
    return found.replace(named, ill, Issue(id=IssueId("nieuw"), title="Nieuw"))


@pytest.fixture
def client(tmp_path: Path, town: Dossier, served: Any) -> Iterator[httpx.Client]:
    """A client of the service, over a real connection."""
    path = str(tmp_path / "dossiers.sqlite")
    with closing(sqlite3.connect(path)) as connection:
        store = RecordStore(connection, SQLITE)
        store.create()
        store.save("haarlem", town, at=FIRST)
        dangling = Issue(id=IssueId("i"), title="x", parent=IssueId("weg"))
        store.save("kapot", Dossier.of(dangling), at=FIRST)
    ticks = (FIRST + timedelta(hours=hour) for hour in range(1, 1000))
    with httpx.Client(base_url=served(make_app(path, now=lambda: next(ticks)))) as made:
        yield made


ISSUE = "/dossiers/haarlem/issues/nieuw"


def test_a_dossier_is_read_without_names(client: httpx.Client, town: Dossier) -> None:
    """Header and records come back; what is personal only when someone asks for names."""
    found = client.get("/dossiers/haarlem")
    assert "Jan Jansen" not in found.text
    asked = client.get("/dossiers/haarlem", params={"names": True})
    assert "Jan Jansen" in asked.text
    assert Dossier.from_records(**asked.json()) == town
    assert Dossier.from_records(**found.json()).issues == town.issues
    assert "absences" not in found.json()["records"]


@pytest.mark.parametrize(
    ("path", "status"),
    [("/dossiers/nergens", 404), ("/dossiers/haarlem/issues/geen", 404),
     ("/dossiers/nergens/check", 404), ("/dossiers/kapot/check", 409),
     ("/dossiers/haarlem/check?on=gisteren", 422), ("/dossiers/haarlem/findings?language=fr", 422)],
)  # fmt: skip
def test_what_is_not_there_is_refused(client: httpx.Client, path: str, status: int) -> None:
    """Never a traceback, and never a status that says all is well."""
    assert client.get(path).status_code == status


def test_problems_of_the_dossier_itself_name_the_record(client: httpx.Client) -> None:
    """Who reads a dossier that does not hold together is told which record has the problem."""
    (problem,) = client.get("/dossiers/kapot/check").json()["problems"]
    told = (problem["kind"], problem["id"], problem["pointer"], problem["code"])
    assert told == ("issue", "i", "/parent", "unknown-id")


def test_one_issue_is_changed(client: httpx.Client) -> None:
    """A merge patch changes what it names, takes out what is null, and gives another ETag."""
    before = client.get(ISSUE)
    patch = {"title": "Warm wonen", "note": "Regel een.\nRegel twee.", "description": None}
    after = client.patch(ISSUE, json=patch, headers={"If-Match": before.headers["etag"]})
    assert after.status_code == 200
    expected = {"id": "nieuw", "title": "Warm wonen", "note": "Regel een.\nRegel twee."}
    assert after.json() == expected
    assert client.get(ISSUE).json() == expected
    assert client.get(ISSUE).headers["etag"] == after.headers["etag"] != before.headers["etag"]


def test_problems_of_a_form_have_pointers(client: httpx.Client) -> None:
    """Every wrong field is told at once, in the language that is asked for; nothing is changed."""
    etag = client.get(ISSUE).headers["etag"]
    patch = {"titel": "x", "title": 5, "leads": [{"person": "p 1"}], "valid": "2027/2026"}
    for language, word in (("nl", "onbekend veld"), ("en", "unknown field")):
        headers = {"If-Match": etag, "Accept-Language": f"fr, {language};q=0.8"}
        found = client.patch(ISSUE, json=patch, headers=headers)
        assert found.status_code == 422
        problems = {one["pointer"]: one for one in found.json()["problems"]}
        assert problems.keys() == {"/titel", "/title", "/leads/0/person", "/valid"}
        assert problems["/titel"]["message"].startswith(word)
        assert all(one["remedy"] for one in problems.values())
    assert client.get(ISSUE).headers["etag"] == etag


def test_an_issue_keeps_its_id(client: httpx.Client) -> None:
    """Another id would be another issue; none is a problem of the form."""
    headers = {"If-Match": client.get(ISSUE).headers["etag"]}
    for id in ("anders", None):
        assert client.patch(ISSUE, json={"id": id}, headers=headers).status_code == 422
    assert client.get(ISSUE).headers["etag"] == headers["If-Match"]


def test_a_reference_to_nothing_is_a_problem_of_the_form(client: httpx.Client) -> None:
    """References are judged too, against the dossier and what its plugins lay under it."""
    headers = {"If-Match": client.get(ISSUE).headers["etag"]}
    found = client.patch(ISSUE, json={"parent": "nergens"}, headers=headers)
    assert found.status_code == 422
    assert [one["pointer"] for one in found.json()["problems"]] == ["/parent"]


def test_who_comes_second_is_told(client: httpx.Client) -> None:
    """A change to a version that is no longer there is refused; without a version it is too."""
    headers = {"If-Match": client.get(ISSUE).headers["etag"]}
    assert client.patch(ISSUE, json={"title": "Mijn"}, headers=headers).status_code == 200
    assert client.patch(ISSUE, json={"title": "Jouw"}, headers=headers).status_code == 412
    assert client.patch(ISSUE, json={"title": "Jouw"}).status_code == 428
    assert client.get(ISSUE).json()["title"] == "Mijn"


def test_of_many_at_once_one_comes_first(client: httpx.Client) -> None:
    """Twenty changes to one version: one is made, nineteen are refused, and no error."""

    async def all_at_once() -> list[int]:
        headers = {"If-Match": client.get(ISSUE).headers["etag"]}
        async with httpx.AsyncClient(base_url=client.base_url, timeout=PATIENCE) as many:
            asked = [
                many.patch(ISSUE, json={"title": f"Versie {n}"}, headers=headers) for n in range(20)
            ]
            return [one.status_code for one in await asyncio.gather(*asked)]

    assert sorted(asyncio.run(all_at_once())) == [200] + [412] * 19


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b"[" * 30_000, 400),
        (b"1" * 10_000, 400),
        (b"5", 422),
        (b"[]", 422),
        (b'{"note": NaN}', 422),
        (b'{"custom": ' + b'{"a":' * 500 + b"1" + b"}" * 501, 422),
        (b" " * LARGEST_BODY + b"{}", 413),
    ],
    ids=["none", "half", "no text", "deep", "huge number", "number", "list", "nan", "nested",
         "large"],
)  # fmt: skip
def test_whatever_is_sent_is_answered(client: httpx.Client, body: bytes, status: int) -> None:
    """Hostile bodies are refused with what is wrong, and never crash the service."""
    headers = {"If-Match": client.get(ISSUE).headers["etag"]}
    found = client.patch(ISSUE, content=body, headers=headers)
    assert found.status_code == status
    assert found.json()["title"]


def test_a_body_without_length_is_limited_too(client: httpx.Client) -> None:
    """A stream without end is cut off at the limit."""
    parts = (b" " * 1000 for _ in range(1000))
    assert client.patch(ISSUE, content=parts, headers={"If-Match": "x"}).status_code == 413


def test_a_check_comes_back_as_the_library_gives_it(client: httpx.Client, town: Dossier) -> None:
    """The answer is read again as an equal `CheckResult`."""
    found = from_plain(CheckResult, client.get("/dossiers/haarlem/check").json())
    assert found == check(*governed(town))
    other = client.get("/dossiers/haarlem/check", params={"on": "2027-01-01"}).json()
    assert other["on"] == "2027-01-01"


@pytest.mark.parametrize(
    ("query", "header", "language"),
    [({}, "", "en"), ({}, "nl-NL,nl;q=0.9,en;q=0.8", "nl"), ({}, "de, en;q=0.5", "en"),
     ({}, "fr", "en"), ({}, "en;q=0.1, NL", "nl"), ({}, "nl;q=veel", "en"),
      ({"language": "nl"}, "en", "nl")],
)  # fmt: skip
def test_findings_come_in_one_language(
    client: httpx.Client, town: Dossier, query: dict[str, str], header: str, language: Any
) -> None:
    """The query decides, or else the browser's list; findings say it in those words."""
    asked = client.get("/dossiers/haarlem/findings", params=query,
                       headers={"Accept-Language": header})  # fmt: skip
    assert asked.headers["content-language"] == language
    found = from_plain(Findings, asked.json())
    expected = check(*governed(town)).findings
    assert [one.message for one in found.findings] == [
        one.message.text(language) for one in expected
    ]
    assert found.conclusive


def test_two_hundred_checks_at_once_give_equal_results(client: httpx.Client) -> None:
    """Two hundred concurrent checks all answer, and say the same."""

    async def all_at_once() -> list[httpx.Response]:
        limits = httpx.Limits(max_connections=200)
        async with httpx.AsyncClient(
            base_url=client.base_url, timeout=PATIENCE, limits=limits
        ) as many:
            return await asyncio.gather(*(many.get("/dossiers/haarlem/check") for _ in range(200)))

    answers = asyncio.run(all_at_once())
    assert {one.status_code for one in answers} == {200}
    assert len({one.text for one in answers}) == 1
    assert from_plain(CheckResult, answers[0].json()).findings


@pytest.mark.parametrize(
    ("target", "patch", "result"),
    [
        ({"a": "b"}, {"a": "c"}, {"a": "c"}),
        ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
        ({"a": "b"}, {"a": None}, {}),
        ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
        ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
        ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
        ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
        ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
        (["a", "b"], ["c", "d"], ["c", "d"]),
        ({"a": "b"}, ["c"], ["c"]),
        ({"a": "foo"}, None, None),
        ({"a": "foo"}, "bar", "bar"),
        ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
        ([1, 2], {"a": "b", "c": None}, {"a": "b"}),
        ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
    ],
)
def test_merging_does_what_the_standard_shows(target: Any, patch: Any, result: Any) -> None:
    """The examples of RFC 7396, appendix A."""
    assert merged(target, patch) == result


def test_the_document_is_valid_and_true(client: httpx.Client) -> None:
    """The OpenAPI document is valid, and answers are as its schemas say."""
    document = client.get("/openapi.json").json()
    openapi_spec_validator.validate(document)
    for path, name in {
        "/dossiers/haarlem": "Dossier",
        "/dossiers/haarlem?names=true": "Dossier",
        ISSUE: "Issue",
        "/dossiers/haarlem/check": "CheckResult",
        "/dossiers/haarlem/findings": "Findings",
        "/dossiers/nergens": "Refusal",
        "/dossiers/kapot": "Refusal",
    }.items():
        schema = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
        jsonschema.Draft202012Validator(schema).validate(client.get(path).json())


USE = """
import type { components } from "./api";
type Schemas = components["schemas"];
export const heaviest = (found: Schemas["CheckResult"]): "blocking" | "warning" | "advice" =>
  found.findings[0].severity;
export const issue: Schemas["Issue"] = { id: "warm", title: "Warm homes", owners: ["town"] };
export const day: string = (null as unknown as Schemas["Findings"]).on;
export const words: string | undefined = issue.description;
// @ts-expect-error an issue has a title
export const untitled: Schemas["Issue"] = { id: "warm" };
// @ts-expect-error no phase has this name
export const phase: Schemas["Phase"] = "quick";
// @ts-expect-error a record has no other fields
export const odd: Schemas["Issue"] = { id: "warm", title: "Warm homes", titel: "x" };
"""


def test_typescript_knows_the_types(
    client: httpx.Client, tmp_path: Path, openapi_typescript: str, tsc: str
) -> None:
    """Types made from the document compile strictly, and refuse what the schemas refuse."""
    (tmp_path / "api.json").write_text(client.get("/openapi.json").text, "utf-8")
    (tmp_path / "use.ts").write_text(USE, "utf-8")
    for command in (
        [openapi_typescript, "api.json", "--output", "api.d.ts"],
        [tsc, "--noEmit", "--strict", "--skipLibCheck", "false", "use.ts"],
    ):
        done = subprocess.run(command, check=False, cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
