"""A check as JSON, in a shape that is promised: what programs may build on."""

from __future__ import annotations

from collections import Counter
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, Final

from opgavekern.base.converting import unstructure
from opgavekern.base.errors import Notice, Problem
from opgavekern.base.texts import LANGUAGES, Speaks
from opgavekern.cli.json_output import plain_location
from opgavekern.cli.outcome import SEVERITIES, Outcome, heaviest_first

if TYPE_CHECKING:
    from opgavekern.governance import Failure, Finding, WaiverOutcome

#: Goes up when a program that reads the shape could break; what is added breaks none.
FORMAT: Final = 1


def plain_outcome(outcome: Outcome) -> dict[str, Any]:
    """Return a check as plain data, the same keys however it went.

    Keys: `format`; `opgavekern` (version); `dossier` (name, language, digest) or null; `on`;
    `exit` (the code the command ends with); `conclusive`; `counts` by severity; `findings`;
    `waived` (findings that a waiver takes away); `waivers` (what became of each); `failures`
    (what did not run); `problems` (why the dossier cannot be read); `notices` (what people should
    know of how it was read); `against` (what is new and gone since an earlier check, and why) or
    null; `receipt` (what `--against` reads).
    Texts hold both languages, under `nl` and `en`.
    """
    result, dossier = outcome.result, outcome.dossier
    counts = Counter(one.severity.value for one in outcome.findings)
    return {
        "format": FORMAT,
        "opgavekern": _version(),
        "dossier": None
        if dossier is None
        else {
            "name": dossier.header.name,
            "language": dossier.header.language,
            "digest": dossier.digest,
        },
        "on": result.on.isoformat() if result is not None else None,
        "exit": int(outcome.exit),
        "conclusive": result is not None and result.conclusive,
        "counts": {severity: counts[severity] for severity in reversed(SEVERITIES)},
        "findings": [_finding(one, outcome) for one in heaviest_first(outcome.findings)],
        "waived": [_finding(one, outcome) for one in heaviest_first(outcome.waived)],
        "waivers": [_waiver(one, outcome) for one in (result.waivers if result else ())],
        "failures": _failures(outcome),
        "problems": [plain_problem(one) for one in outcome.problems],
        "notices": [plain_notice(one) for one in outcome.notices],
        "against": _against(outcome),
        "receipt": _receipt(outcome),
    }


def _finding(one: Finding, outcome: Outcome) -> dict[str, Any]:
    title = outcome.governance.rule(one.code).title if outcome.governance is not None else None
    return {
        "id": one.id,
        "code": one.code,
        "plugin": one.plugin,
        "severity": one.severity.value,
        "title": _texts(title),
        "message": _texts(one.message),
        "remedy": _texts(one.advice),
        "subject": {"kind": one.subject.kind, "id": one.subject.id},
        "issues": list(one.issues),
        "related": [{"kind": ref.kind, "id": ref.id} for ref in one.related],
        "location": plain_location(one.location),
        "waiver": _waiver_of(one, outcome),
    }


def _waiver_of(one: Finding, outcome: Outcome) -> dict[str, str] | None:
    """Return which waiver is about a finding, and whether it takes it away."""
    found = outcome.result.waiver_of(one) if outcome.result is not None else None
    return {"id": found.waiver, "status": found.status.value} if found is not None else None


def _waiver(one: WaiverOutcome, outcome: Outcome) -> dict[str, Any]:
    record = outcome.dossier.waivers.get(one.waiver) if outcome.dossier is not None else None
    return {
        "id": one.waiver,
        "code": one.rule,
        "subject": {"kind": one.subject.kind, "id": one.subject.id},
        "status": one.status.value,
        "findings": list(one.findings),
        "reason": record.reason if record is not None else "",
        "granted_by": one.granted_by,
        "reference": one.reference,
        "expires_on": one.expires_on.isoformat(),
        "message": _texts(one.message),
        "remedy": _texts(one.remedy),
        "location": plain_location(one.location),
    }


def _failures(outcome: Outcome) -> list[dict[str, Any]]:
    """Return what gave no answer: a plugin that cannot be activated, or rules."""
    if outcome.refusal is not None:
        refusal = outcome.refusal
        who = {"code": "", "plugin": refusal.plugin, "distribution": refusal.distribution}
        said = {"message": _texts(refusal.message), "remedy": None}
        return [{**who, "severity": "blocking", "status": "failed", **said}]
    return [_failure(one) for one in (outcome.result.failures if outcome.result else ())]


def _failure(one: Failure) -> dict[str, Any]:
    return {
        "code": one.code,
        "plugin": one.plugin,
        "distribution": one.distribution,
        "severity": one.severity.value,
        "status": one.status.value,
        "message": _texts(one.message),
        "remedy": _texts(one.remedy),
    }


def _receipt(outcome: Outcome) -> dict[str, Any] | None:
    """Return the whole receipt, as `--against` reads it."""
    found: dict[str, Any] | None = (
        unstructure(outcome.result.receipt) if outcome.result is not None else None
    )
    return found


def _against(outcome: Outcome) -> dict[str, Any] | None:
    if outcome.against is None:
        return None
    plain: dict[str, Any] = unstructure(outcome.against)
    for moves, told in ((outcome.against.new, plain["new"]), (outcome.against.gone, plain["gone"])):
        for move, one in zip(moves, told, strict=True):
            one["why"] = _texts(move.why)
            for part in ("causes", "perhaps"):
                for cause, said in zip(getattr(move, part), one[part], strict=True):
                    said["said"] = _texts(cause)
    return plain


def plain_problem(one: Problem) -> dict[str, Any]:
    """Return a problem as plain data."""
    return {
        "code": one.code,
        "message": _texts(one.message),
        "remedy": _texts(one.remedy),
        "location": plain_location(one.location),
        "related": [plain_location(place) for place in one.related],
        "kind": one.kind,
        "id": one.id,
        "pointer": one.pointer,
    }


def plain_notice(one: Notice) -> dict[str, Any]:
    """Return a notice as plain data."""
    return {
        "code": one.code,
        "message": _texts(one.message),
        "remedy": _texts(one.remedy),
        "location": plain_location(one.location),
    }


def _texts(said: Speaks | None) -> dict[str, str] | None:
    return {language: said.text(language) for language in LANGUAGES} if said is not None else None


def _version() -> str:
    try:
        return version("opgavekern")
    except PackageNotFoundError:
        return ""
