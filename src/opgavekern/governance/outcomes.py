"""What checking gives: findings, what did not run, and a receipt to do it again."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any, ClassVar

import attrs

from opgavekern.base.answers import STAYS, Answer
from opgavekern.base.frames import Columns, columns
from opgavekern.base.frozen import FrozenMap
from opgavekern.base.labels import Term
from opgavekern.base.results import Result
from opgavekern.base.texts import Language, Message, message
from opgavekern.governance.declarations.findings import Finding, Severity
from opgavekern.governance.remembering import Memory
from opgavekern.model import IssueId


class RuleStatus(Term):
    """What became of a rule in one check."""

    RAN = "ran", "uitgevoerd"
    NOT_APPLICABLE = "not_applicable", "niet van toepassing"
    NOT_RUN = "not_run", "niet uitgevoerd"
    FAILED = "failed", "mislukt"


@attrs.frozen(kw_only=True)
class Failure(Answer):
    """A rule that gave no answer: its findings are unknown, which is not the same as none.

    Attributes:
        code: Code of the rule.
        plugin: Name of the plugin.
        distribution: Name and version of what installed it; empty for a plain object.
        severity: Of the rule.
        status: Failed, or not run.
        message: Why.
        remedy: What to do.
    """

    code: str
    plugin: str
    distribution: str
    severity: Severity
    status: RuleStatus
    message: Message
    remedy: Message

    def text(self, language: Language = "en") -> str:
        """Return who, why and what to do."""
        who = " ".join(part for part in (self.code, self.plugin, self.distribution) if part)
        return f"{who}: {self.explanation.text(language)}"

    @property
    def explanation(self) -> Message:
        """Why, and what to do."""
        return message(
            "{said}. {remedy}", "{said}. {remedy}", said=self.message, remedy=self.remedy
        )


@attrs.frozen(kw_only=True)
class PluginVersion(Answer):
    """A plugin that took part.

    Attributes:
        name: As dossiers name it.
        distribution: What installed it.
        version: The distribution's version.
        options: What was chosen for it, as text.
    """

    name: str
    distribution: str = ""
    version: str = ""
    options: FrozenMap = FrozenMap()

    def __str__(self) -> str:
        return " ".join(part for part in (self.name, self.version) if part)


@attrs.frozen(kw_only=True)
class RuleOutcome(Answer):
    """What became of one rule.

    Attributes:
        code: Code of the rule.
        status: Ran, did not apply that day, did not run, or failed.
        findings: How many it gave.
        parameters: Its numbers, as text.
    """

    code: str
    status: RuleStatus
    findings: int = 0
    parameters: FrozenMap = FrozenMap()


@attrs.frozen(kw_only=True)
class Receipt(Answer):
    """By what was checked: the same dossier and receipt give the same findings.

    Attributes:
        dossier: SHA-256 of the dossier, the plugins' facts laid under it.
        on: The day on which was checked.
        plugins: Who took part, in order of name.
        rules: What became of each rule, in order of code.
    """

    dossier: str
    on: date
    plugins: tuple[PluginVersion, ...]
    rules: tuple[RuleOutcome, ...]


@attrs.frozen(kw_only=True)
class CheckResult(Result):
    """What checking found.

    Attributes:
        on: The day on which was checked.
        findings: In order of code, subject and key.
        failures: Rules that gave no answer.
        receipt: By what was checked.
        memory: What `recheck` may take over; no part of the answer, and gone when pickled.
    """

    on: date
    findings: tuple[Finding, ...]
    failures: tuple[Failure, ...]
    receipt: Receipt
    memory: Memory = attrs.field(factory=Memory, eq=False, repr=False, metadata=STAYS)

    @property
    def conclusive(self) -> bool:
        """Every blocking rule gave an answer."""
        return all(one.severity is not Severity.BLOCKING for one in self.failures)

    def by_issue(self) -> dict[IssueId | None, tuple[Finding, ...]]:
        """Return the findings by the issue they concern; under None those that concern none.

        A finding about several issues stands under each.
        """
        found: dict[IssueId | None, list[Finding]] = {}
        for one in self.findings:
            for issue in one.issues or (None,):
                found.setdefault(issue, []).append(one)
        order = sorted(found, key=lambda issue: (issue is None, issue or ""))
        return {issue: tuple(found[issue]) for issue in order}

    COLUMNS: ClassVar[Columns] = columns(
        id=str,
        code=str,
        severity=str,
        kind=str,
        subject=str,
        issues=str,
        message_nl=str,
        message_en=str,
        remedy_nl=str,
        remedy_en=str,
        plugin=str,
        version=str,
        location=str,
    )

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each finding, texts in both languages."""
        return [
            {
                "id": one.id,
                "code": one.code,
                "severity": one.severity.value,
                "kind": one.subject.kind,
                "subject": one.subject.id,
                "issues": " ".join(one.issues),
                "message_nl": one.message.text("nl"),
                "message_en": one.message.text("en"),
                "remedy_nl": one.advice.text("nl"),
                "remedy_en": one.advice.text("en"),
                "plugin": one.plugin,
                "version": one.version,
                "location": str(one.location) if one.location else None,
            }
            for one in self.findings
        ]

    def describe(self, language: Language = "en") -> str:
        """Say how many findings there are by severity, and what did not run."""
        counts = Counter(one.severity for one in self.findings)
        by_severity = tuple(
            message("{severity}: {count}", "{severity}: {count}", severity=one, count=counts[one])
            for one in Severity
            if counts[one]
        )
        none = (message("geen bevindingen", "no findings"),)
        said = message(
            "Op {on}: {found}.", "On {on}: {found}.", on=self.on, found=by_severity or none
        ).text(language)
        if not self.failures:
            return said
        unanswered = message(
            "Zonder antwoord bleven {codes}.",
            "No answer came from {codes}.",
            codes=tuple(one.code for one in self.failures),
        )
        return f"{said} {unanswered.text(language)}"
