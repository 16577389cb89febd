"""Files of rules for the tests: one requirement, of which a test says only what matters."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from tests.governance.plugins import Plugin

from opgavekern.base.errors import DossierError, Problem
from opgavekern.base.running import Limits
from opgavekern.files.sources import TextFile
from opgavekern.governance import Governance, check
from opgavekern.governance.declarations.rules import Rule
from opgavekern.governance.written.reading import contents_of
from opgavekern.model import Dossier

ON = date(2026, 9, 1)


def a_requirement(**fields: Any) -> dict[str, Any]:
    """Return a requirement as JSON has it, in order but for what the test gives."""
    return {
        "code": "DOSSIER-001",
        "title": "Not in order",
        "rationale": "Because",
        "basis": "A decision",
        "each": "issue",
        "must": {"title": {"is": "filled"}},
        "message": "{subject} is not in order.",
        "remedy": "Mend it.",
        **fields,
    }


def text_of(*rules: dict[str, Any], **parts: Any) -> TextFile:
    """Return the text of a file of rules in JSON, as a dossier's folder holds it."""
    plain = {"rules": list(rules), **parts}
    return TextFile.of("rules.json", "json", json.dumps(plain), Limits())


def read(*rules: dict[str, Any], **parts: Any) -> tuple[Rule[Any], ...]:
    """Read a file of rules."""
    return contents_of(text_of(*rules, **parts), namespace="DOSSIER").rules


def problems_of(*rules: dict[str, Any], **parts: Any) -> tuple[Problem, ...]:
    """Return what is wrong with a file of rules."""
    try:
        read(*rules, **parts)
    except DossierError as error:
        return error.problems
    return ()


def codes_of(*rules: dict[str, Any], **parts: Any) -> list[str]:
    """Return the codes of what is wrong with a file of rules."""
    return [one.code for one in problems_of(*rules, **parts)]


def subjects(dossier: Dossier, *rules: Rule[Any], on: date = ON) -> list[str]:
    """Return the ids of the records about which rules find something, in order."""
    result = check(dossier, Governance.activate([Plugin(*rules, namespace="DOSSIER")]), on=on)
    assert not result.failures, result.failures[0].text()
    return [one.subject.id for one in result.findings]


def unmet_by(dossier: Dossier, must: dict[str, Any], **fields: Any) -> list[str]:
    """Return the ids of the records that do not meet a condition."""
    return subjects(dossier, *read(a_requirement(must=must, **fields)))
