"""What checking gives: findings, what did not run, and a receipt to do it again."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, Final

import attrs

from opgavekern.base.answers import STAYS, Answer
from opgavekern.base.errors import Location
from opgavekern.base.frames import Columns, columns
from opgavekern.base.frozen import FrozenMap
from opgavekern.base.labels import Term
from opgavekern.base.results import Result
from opgavekern.base.texts import Language, Message, message
from opgavekern.governance.declarations.findings import Finding, Severity
from opgavekern.governance.remembering import Memory
from opgavekern.model import AreaId, IssueId, OrganisationId, Ref, RoleId, WaiverId


class WaiverStatus(Term):
    """What became of a waiver in one check."""

    ACTIVE = "active", "geldt"
    EXPIRED = "expired", "verlopen"
    UNUSED = "unused", "niet gebruikt"
    REFUSED = "refused", "geweigerd"


#: Of several waivers about one finding the first of these is told.
_PRECEDENCE: Final = (
    WaiverStatus.ACTIVE,
    WaiverStatus.EXPIRED,
    WaiverStatus.REFUSED,
    WaiverStatus.UNUSED,
)


class RuleStatus(Term):
    """What became of a rule in one check."""

    RAN = "ran", "uitgevoerd"
    NOT_APPLICABLE = "not_applicable", "niet van toepassing"
    NOT_RUN = "not_run", "niet uitgevoerd"
    FAILED = "failed", "mislukt"
    DEPARTED = "departed", "van afgeweken", "departed from"


@attrs.frozen(kw_only=True)
class Failure(Answer):
    """A rule that gave no answer: its findings are unknown, which is not the same as none.

    Or a whole plugin that cannot be activated, of which no rule was there to be asked.

    Attributes:
        code: Code of the rule; empty for a whole plugin.
        plugin: Name of the plugin.
        distribution: Name and version of what installed it; empty for a plain object.
        severity: Of the rule; blocking for a whole plugin.
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
    def source(self) -> str:
        """What gave no answer: the code of the rule, or the name of the plugin."""
        return self.code or self.plugin

    @property
    def explanation(self) -> Message:
        """Why, and what to do."""
        is_sentence = self.message.text("en").endswith(".")
        form = "{said} {remedy}" if is_sentence else "{said}. {remedy}"
        return message(form, form, said=self.message, remedy=self.remedy)


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
    """What became of one rule, for the records of all bodies or of some.

    A rule that public bodies changed in ways that differ has an outcome for each.

    Attributes:
        code: Code of the rule.
        status: Ran, did not apply (that day, or to any record), did not run, failed, or was
            departed from.
        findings: How many it gave, also those that are waived.
        out_of_scope: How many it gave besides, about records to which it does not apply.
        parameters: Its numbers, as text.
        set_by: Layer and plugin that set a number, by its name; none where the rule's own holds.
        bodies: Organisations for whose records it is, of those that plugins govern by name.
        elsewhere: Also, or only, for the records of all others.
        areas: Areas for whose records it is, of those that plugins govern by name.
        outside: Also, or only, for records outside of all of those.
    """

    code: str
    status: RuleStatus
    findings: int = 0
    out_of_scope: int = 0
    parameters: FrozenMap = FrozenMap()
    set_by: FrozenMap = FrozenMap()
    bodies: tuple[OrganisationId, ...] = ()
    elsewhere: bool = True
    areas: tuple[AreaId, ...] = ()
    outside: bool = True


@attrs.frozen(kw_only=True)
class WaiverOutcome(Answer):
    """What became of one waiver of the dossier.

    Its reason is not here: that is what people wrote, and stands in the dossier.

    Attributes:
        waiver: Which one.
        rule: Code of the rule.
        subject: The record that need not meet it.
        status: Whether it takes findings away on the day of the check.
        findings: Ids of findings about the subject: what it takes away, or does not.
        granted_by: The role that granted it.
        reference: Number or address of the decision.
        expires_on: The last day on which it holds.
        location: Where it stands in the dossier's files.
        message: What became of it, and why.
        remedy: What to do; None where nothing needs to be done.
    """

    waiver: WaiverId
    rule: str
    subject: Ref
    status: WaiverStatus
    findings: tuple[str, ...] = ()
    granted_by: RoleId | None = None
    reference: str = ""
    expires_on: date
    location: Location | None = None
    message: Message
    remedy: Message | None = None

    def text(self, language: Language = "en") -> str:
        """Return what became of it, and what to do."""
        parts = (self.message, self.remedy) if self.remedy is not None else (self.message,)
        return " ".join(one.text(language) for one in parts)


@attrs.frozen(kw_only=True)
class Mark(Answer):
    """That something was found, without what was said of it: no word of the dossier is kept.

    Attributes:
        id: The finding's id.
        code: Code of the rule.
        plugin: Name of the plugin whose rule it is.
        severity: How much it weighs.
        subject: The record that it is about.
        is_waived: A waiver takes it away.
    """

    id: str
    code: str
    plugin: str
    severity: Severity
    subject: Ref
    is_waived: bool = False


@attrs.frozen(kw_only=True)
class Receipt(Answer):
    """By what was checked, and what was found: the same dossier and receipt give the same.

    Attributes:
        dossier: SHA-256 of the dossier, the plugins' facts laid under it.
        header: SHA-256 of its header.
        kinds: SHA-256 of the records of each kind, by plural name; of those that are withheld
            there is none.
        on: The day on which was checked.
        plugins: Who took part, in order of name.
        refused: Names of plugins that were to take part and could not be activated.
        rules: What became of each rule, in order of code.
        findings: All that was found, waived or not, in order of id.
    """

    dossier: str
    header: str = ""
    kinds: FrozenMap = FrozenMap()
    on: date
    plugins: tuple[PluginVersion, ...]
    refused: tuple[str, ...] = ()
    rules: tuple[RuleOutcome, ...]
    findings: tuple[Mark, ...] = ()


@attrs.frozen(kw_only=True)
class CheckResult(Result):
    """What checking found.

    Attributes:
        on: The day on which was checked.
        findings: In order of code, subject and key; without those that are waived.
        waived: Findings that a waiver takes away, in the same order.
        waivers: What became of each waiver of the dossier, in order of id.
        failures: Plugins that could not be activated, then rules that gave no answer.
        receipt: By what was checked.
        memory: What `recheck` may take over; no part of the answer, and gone when pickled.
    """

    on: date
    findings: tuple[Finding, ...]
    waived: tuple[Finding, ...] = ()
    waivers: tuple[WaiverOutcome, ...] = ()
    failures: tuple[Failure, ...]
    receipt: Receipt
    memory: Memory = attrs.field(factory=Memory, eq=False, repr=False, metadata=STAYS)

    @property
    def conclusive(self) -> bool:
        """Every plugin takes part, and every blocking rule gave an answer."""
        return all(one.severity is not Severity.BLOCKING for one in self.failures)

    def waiver_of(self, finding: Finding) -> WaiverOutcome | None:
        """Return the waiver that takes a finding away, or else one that no longer or never did."""
        return self._waivers_by_finding.get(finding.id)

    @functools.cached_property
    def _waivers_by_finding(self) -> Mapping[str, WaiverOutcome]:
        found: dict[str, WaiverOutcome] = {}
        for one in sorted(self.waivers, key=lambda one: _PRECEDENCE.index(one.status)):
            for id in one.findings:
                found.setdefault(id, one)
        return found

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
        parts = [said]
        if self.waived:
            waived = message("Ontheven: {count}.", "Waived: {count}.", count=len(self.waived))
            parts.append(waived.text(language))
        if self.failures:
            unanswered = message(
                "Zonder antwoord bleven {codes}.",
                "No answer came from {codes}.",
                codes=tuple(one.source for one in self.failures),
            )
            parts.append(unanswered.text(language))
        return " ".join(parts)


def not_compared(codes: tuple[str, ...], language: Language) -> str:
    """Say which rules gave no answer, so that two checks cannot be compared by them."""
    if not codes:
        return ""
    return message(
        "Zonder antwoord, en dus niet vergeleken: {codes}.",
        "Without an answer, and so not compared: {codes}.",
        codes=codes,
    ).text(language)
