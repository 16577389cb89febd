"""Findings as people read them: by issue, the heaviest first, each with its place and remedy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Final

from opgavekern.base.errors import DossierError, Problem
from opgavekern.base.texts import Language, Message, Text, message, say
from opgavekern.cli.outcome import SEVERITIES, Outcome, heaviest_first
from opgavekern.cli.page import Line, Part, Style, line

if TYPE_CHECKING:
    from opgavekern.governance import Against, CheckResult, Failure, Finding
    from opgavekern.model import Dossier, IssueId

_STYLES: Final[dict[str, Style]] = {"blocking": "red", "warning": "yellow", "advice": "cyan"}
_COUNTED: Final = {
    "blocking": (Text(nl="blokkerend", en="blocking"),) * 2,
    "warning": (Text(nl="waarschuwing", en="warning"), Text(nl="waarschuwingen", en="warnings")),
    "advice": (Text(nl="advies", en="advice"), Text(nl="adviezen", en="advice")),
}
_FINDINGS: Final = (Text(nl="bevinding", en="finding"), Text(nl="bevindingen", en="findings"))
_RULES: Final = (Text(nl="regel", en="rule"), Text(nl="regels", en="rules"))
_ISSUE: Final = Text(nl="Opgave", en="Issue")
_ISSUES: Final = Text(nl="Opgaven", en="Issues")
_NO_PLUGINS: Final = Text(
    nl="Het dossier noemt geen plugins, dus geen enkele regel is gecontroleerd.",
    en="The dossier names no plugins, so not one rule was checked.",
)
_WAIVERS: Final = Text(nl="Ontheffingen", en="Waivers")
_WAIVER_STYLES: Final[dict[str, Style]] = {
    "active": "green",
    "expired": "yellow",
    "unused": "cyan",
    "refused": "red",
}
_WAIVED: Final = Text(nl="Ontheven: {count}.", en="Waived: {count}.")
_NEW: Final = Text(nl="nieuw", en="new")
_GONE: Final = Text(nl="weg", en="gone")
_NOT_CHECKED: Final = Text(nl="Niet gecontroleerd", en="Not checked")
_SEVERAL: Final = Text(nl="Bij meer opgaven", en="Several issues")
_NO_ISSUE: Final = Text(nl="Buiten de opgaven om", en="Apart from the issues")
_NONE: Final = Text(nl="Geen bevindingen.", en="No findings.")
_NONE_BUT: Final = Text(
    nl="Geen bevindingen bij wat wel is gecontroleerd.", en="No findings in what was checked."
)
_MOST_PROBLEMS: Final = 100


def outcome_lines(outcome: Outcome, language: Language) -> Iterator[Line]:
    """Yield all that a person should know of a check that ran."""
    dossier, result, governance = outcome.dossier, outcome.result, outcome.governance
    if dossier is None or result is None or governance is None:
        return
    yield line((dossier.header.name or "dossier", "bold"), _checked(result, language))
    for heading, found in _grouped(dossier, outcome.findings, language):
        yield line()
        yield line(*heading)
        for code, same in groupby(heaviest_first(found), key=lambda one: one.code):
            yield from _of_one_rule(list(same), governance.rule(code).title, result, language)
    if result.waivers:
        yield from _waivers(dossier, result, language)
    if result.failures:
        yield from _failures(result.failures, language)
    yield line()
    yield line(*_sum(result, language))
    if outcome.against is not None:
        yield from _against(outcome.against, language)
    if not (result.receipt.plugins or result.receipt.refused):
        yield line((_NO_PLUGINS.text(language), "yellow"))
    if not result.conclusive:
        said = message(
            "Niet alles kon worden gecontroleerd; deze uitkomst is niet compleet.",
            "Not all could be checked; this outcome is not complete.",
        )
        yield line((said.text(language), "red"))


def problem_lines(problems: tuple[Problem, ...], language: Language) -> Iterator[Line]:
    """Yield the problems of a dossier that cannot be read, then their number."""
    for problem in problems[:_MOST_PROBLEMS]:
        first, *rest = problem.text(language).split("\n")
        yield line((first, "red"), hang=2)
        yield from (line((one, "dim") if "| " in one[:9] else one) for one in rest)
    if len(problems) > _MOST_PROBLEMS:
        more = message(
            "… en nog {more}.", "… and {more} more.", more=len(problems) - _MOST_PROBLEMS
        )
        yield line(more.text(language))
    yield line()
    # The error's own words, as commands say that raise it.
    yield line((DossierError(problems).message.text(language), "bold"))


def _checked(result: CheckResult, language: Language) -> str:
    if not result.receipt.plugins:
        said = message("op {on}, zonder regels", "on {on}, without rules", on=result.on)
        return f"  {said.text(language)}"
    ran = len({one.code for one in result.receipt.rules if one.status.value == "ran"})
    said = message(
        "op {on}, {rules} van {plugins}",
        "on {on}, {rules} of {plugins}",
        on=result.on,
        rules=_number(ran, _RULES, language),
        plugins=tuple(str(one) for one in result.receipt.plugins),
    )
    return f"  {said.text(language)}"


def _grouped(
    dossier: Dossier, findings: Iterable[Finding], language: Language
) -> Iterator[tuple[tuple[Part, ...], tuple[Finding, ...]]]:
    """Yield a heading with its findings: by issue, of several issues, of none."""
    groups: dict[IssueId, list[Finding]] = {}
    several: list[Finding] = []
    alone: list[Finding] = []
    for one in findings:
        if not one.issues:
            alone.append(one)
        elif len(one.issues) > 1:
            several.append(one)
        else:
            groups.setdefault(one.issues[0], []).append(one)
    for issue in sorted(groups):
        title = dossier.issues[issue].title if issue in dossier.issues else ""
        yield ((f"{_ISSUE.text(language)} {issue}", "bold"), f"  {title}"), tuple(groups[issue])
    if several:
        yield ((_SEVERAL.text(language), "bold"),), tuple(several)
    if alone:
        yield ((_NO_ISSUE.text(language), "bold"),), tuple(alone)


def _of_one_rule(
    found: list[Finding], title: Text, result: CheckResult, language: Language
) -> Iterator[Line]:
    """Yield the findings of one rule under one heading; advice that is the same only once."""
    severity: Part = (found[0].severity.text(language), _STYLES[found[0].severity.value])
    rule: tuple[Part, ...] = ((found[0].code, "dim"), " ", (title.text(language), "bold"))
    yield line(severity, " ", *rule, indent=2, hang=4)
    advice = [one.advice.text(language) for one in found]
    for one, said, following in zip(found, advice, [*advice[1:], ""], strict=True):
        yield line(one.message.text(language), indent=4)
        waiver = result.waiver_of(one)
        if waiver is not None:
            yield line((waiver.message.text(language), "yellow"), indent=4)
        if len(one.issues) > 1:
            yield line((f"{_ISSUES.text(language)}: {say(one.issues, language)}", "dim"), indent=4)
        if one.location is not None:
            yield line((str(one.location), "dim"), indent=4)
        if said != following:
            yield line(("→ ", "green"), said, indent=4, hang=6)


def _waivers(dossier: Dossier, result: CheckResult, language: Language) -> Iterator[Line]:
    """Yield what became of each waiver: what it takes away, until when, why and by whom."""
    yield line()
    yield line((_WAIVERS.text(language), "bold"))
    waived = {one.id: one for one in result.waived}
    for one in result.waivers:
        status: Part = (one.status.text(language), _WAIVER_STYLES[one.status.value])
        yield line(status, ": ", one.message.text(language), indent=2, hang=4)
        for id in one.findings:
            if id in waived:
                yield line((waived[id].message.text(language), "dim"), indent=4)
        reason = message(
            "Reden: {reason}",
            "Reason: {reason}",
            reason=dossier.waivers[one.waiver].reason,
        )
        yield line(reason.text(language), indent=4)
        role = dossier.known("roles").get(one.granted_by)
        by = role.name if role is not None else one.granted_by
        said = ", ".join(part for part in (by, one.reference) if part)
        if said:
            yield line((said, "dim"), indent=4)
        if one.location is not None:
            yield line((str(one.location), "dim"), indent=4)
        if one.remedy is not None:
            yield line(("→ ", "green"), one.remedy.text(language), indent=4, hang=6)


def _against(against: Against, language: Language) -> Iterator[Line]:
    """Yield what is new and what is gone since an earlier check, each with why."""
    yield line()
    for one in against:
        style: Style = "red" if one.is_new else "green"
        what = (_NEW if one.is_new else _GONE).text(language)
        said = message(
            " {severity} {code}: {said}",
            " {severity} {code}: {said}",
            severity=one.severity,
            code=one.code,
            said=one.said,
        )
        yield line((what, style), said.text(language), indent=2, hang=4)
        yield line((one.why.text(language), "dim"), indent=4)
    yield line((against.describe(language), "bold"))


def _failures(failures: Iterable[Failure], language: Language) -> Iterator[Line]:
    yield line()
    yield line((_NOT_CHECKED.text(language), "bold"))
    for one in failures:
        maker = one.distribution or (one.plugin if one.code else "")
        said = f"{maker and ' '}{maker}: {one.explanation.text(language)}"
        yield line((one.source, "red"), said, indent=2, hang=4)


def _sum(result: CheckResult, language: Language) -> list[tuple[str, Style]]:
    counts = Counter(one.severity.value for one in result.findings)
    waived = Message(_WAIVED, {"count": len(result.waived)}).text(language)
    more = f" {waived}" if result.waived else ""
    if not counts:
        if result.failures:
            return [(f"{_NONE_BUT.text(language)}{more}", "")]
        return [(f"{_NONE.text(language)}{more}", "green")]
    parts = [
        _number(counts[severity], _COUNTED[severity], language)
        for severity in reversed(SEVERITIES)
        if counts[severity]
    ]
    total = _number(len(result.findings), _FINDINGS, language)
    return [(f"{total}: {', '.join(parts)}.{more}", "bold")]


def _number(count: int, names: tuple[Text, Text], language: Language) -> str:
    return f"{say(count, language)} {names[count != 1].text(language)}"
