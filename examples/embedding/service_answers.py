"""What the service answers, how it refuses, and what its OpenAPI document says of both."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse

from opgavekern import Dossier, DossierError, to_plain
from opgavekern.base import Answer, Language, schemas_of
from opgavekern.governance import CheckResult
from opgavekern.model import IssueId, Ref


@attrs.frozen(kw_only=True)
class FormProblem(Answer):
    """What is wrong with a field, to which `pointer` leads within the record (RFC 6901)."""

    kind: str | None
    id: str | None
    pointer: str
    code: str
    message: str
    remedy: str


@attrs.frozen(kw_only=True)
class Refusal(Answer):
    """Why a request was refused."""

    title: str
    problems: tuple[FormProblem, ...] = ()


@attrs.frozen(kw_only=True)
class FindingInWords(Answer):
    """A finding in one language."""

    id: str
    code: str
    severity: str
    subject: Ref
    issues: tuple[IssueId, ...]
    message: str
    remedy: str


@attrs.frozen(kw_only=True)
class Findings(Answer):
    """What was found on a day; not conclusive where a blocking rule gave no answer."""

    on: date
    language: Language
    conclusive: bool
    findings: tuple[FindingInWords, ...]
    unanswered: tuple[str, ...]


class RefusedError(Exception):
    """A request that is refused, with its status and why."""

    def __init__(self, status: int, title: str, *problems: FormProblem) -> None:
        super().__init__(title)
        self.response = JSONResponse(to_plain(Refusal(title=title, problems=problems)), status)


def refused_for(error: DossierError, title: str, status: int, language: Language) -> RefusedError:
    """Refuse for all that is wrong with a form, or with the dossier itself."""
    problems = [
        FormProblem(
            kind=one.kind,
            id=one.id,
            pointer=one.pointer,
            code=one.code,
            message=one.message.text(language),
            remedy=one.remedy.text(language) if one.remedy else "",
        )
        for one in error.problems
    ]
    return RefusedError(status, title, *problems)


def in_words(result: CheckResult, language: Language) -> Findings:
    """Say what was found in one language."""
    found = [
        FindingInWords(
            id=one.id,
            code=one.code,
            severity=one.severity.value,
            subject=one.subject,
            issues=one.issues,
            message=one.message.text(language),
            remedy=one.advice.text(language),
        )
        for one in result.findings
    ]
    return Findings(
        on=result.on,
        language=language,
        conclusive=result.conclusive,
        findings=tuple(found),
        unanswered=tuple(one.text(language) for one in result.failures),
    )


def documented(name: str, *refusals: int) -> dict[int | str, dict[str, Any]]:
    """Say of an operation what it answers, and with which status it may refuse."""

    def told(schema: str) -> dict[str, Any]:
        content = {"application/json": {"schema": _refer(schema)}}
        return {"description": schema, "content": content}

    return {200: told(name), **{status: told("Refusal") for status in refusals}}


def openapi_of(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI document, with the library's schemas beside those of the service."""
    made = get_openapi(title=app.title, version=app.version, routes=app.routes)
    made["components"]["schemas"] |= schemas_of(Dossier, CheckResult, Findings, Refusal)
    return made


def _refer(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}
