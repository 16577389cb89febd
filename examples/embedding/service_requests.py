"""What the service is asked: JSON under a limit, a language, a change."""

from __future__ import annotations

import json
import re
from typing import Annotated, Any, Final

from fastapi import Depends, Header, Request

from opgavekern.base import Language
from service_answers import RefusedError

_ASKED: Final = re.compile(
    r"\s*(?P<language>nl|en)(-\w+)*\s*(;\s*q=(?P<weight>[01](\.[0-9]{0,3})?))?\s*", re.IGNORECASE
)
LARGEST_BODY: Final = 64 * 1024
#: What the OpenAPI document says of the body of a change.
MERGE_PATCH: Final = {
    "requestBody": {"content": {"application/merge-patch+json": {"schema": {"type": "object"}}}}
}


async def json_body(request: Request) -> Any:
    """Read a body of JSON, and no more of it than is allowed."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_BODY:
            raise RefusedError(413, f"A body has at most {LARGEST_BODY} bytes.")
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise RefusedError(400, "The body is not JSON.") from None


def chosen_language(
    language: Language | None = None, accept_language: Annotated[str, Header()] = ""
) -> Language:
    """Take the language of the query, or of those that we speak what the browser likes best."""
    asked = [found for part in accept_language.split(",") if (found := _ASKED.fullmatch(part))]
    first = max(asked, key=lambda found: float(found["weight"] or 1), default=None)
    spoken: Language = "nl" if first and first["language"].lower() == "nl" else "en"
    return language or spoken


JsonBody = Annotated[Any, Depends(json_body)]
Chosen = Annotated[Language, Depends(chosen_language)]


def merged(target: Any, patch: Any) -> Any:
    """Apply a JSON Merge Patch (RFC 7396): null takes a field out."""
    if not isinstance(patch, dict):
        return patch
    kept = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            kept.pop(name, None)
        else:
            kept[name] = merged(kept.get(name), value)
    return kept
