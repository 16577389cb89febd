"""Checking a dossier by the rules in force on a day, each rule apart from the others."""

from __future__ import annotations

import itertools
import traceback
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import PurePath
from typing import Any

import attrs

from opgavekern.base.converting import unstructure
from opgavekern.base.errors import OpgavekernError
from opgavekern.base.frozen import FrozenMap
from opgavekern.base.running import Limits, Progress
from opgavekern.base.texts import Message, message
from opgavekern.governance.activation import ActivePlugin, Governance
from opgavekern.governance.declarations.findings import Finding, Named
from opgavekern.governance.declarations.rules import Rule, RuleContext
from opgavekern.governance.outcomes import (
    CheckResult,
    Failure,
    PluginVersion,
    Receipt,
    RuleOutcome,
    RuleStatus,
)
from opgavekern.model import Dossier, IssueId, Ref, WithheldError, kind_named


def check(
    dossier: Dossier,
    governance: Governance,
    *,
    on: date | None = None,
    limits: Limits = Limits(),
    progress: Progress | None = None,
) -> CheckResult:
    """Check a dossier by every rule that holds on a day.

    A rule sees only the kinds that it declared to read. A rule that fails is reported with who
    made it, and the others run. Time is that of the rules' own checks.

    Args:
        dossier: What is known, the plugins' facts laid under it.
        governance: The rules.
        on: The day; the dossier's own day where it is not given.
        limits: How many findings one rule may give, and how long a message may be.
        progress: Called after each rule.

    Raises:
        OpgavekernError: No day is given and the dossier has none.
    """
    day = on or dossier.header.as_of
    if day is None:
        raise OpgavekernError(
            message(
                "op welke dag? Geef een dag op, of vul de peildatum van het dossier in",
                "on which day? Give a day, or fill in the dossier's as_of",
            )
        )
    run = _Run(dossier, day, limits)
    todo = sorted(
        ((rule, plugin) for plugin in governance.plugins for rule in plugin.rules),
        key=lambda pair: pair[0].code,
    )
    for done, (rule, plugin) in enumerate(todo, start=1):
        run.take(rule, plugin)
        if progress is not None:
            progress(done, len(todo), rule.code)
    receipt = Receipt(
        dossier=dossier.digest,
        on=day,
        plugins=tuple(
            PluginVersion(name=one.name, distribution=one.distribution, version=one.version)
            for one in governance.plugins
        ),
        rules=tuple(run.outcomes),
    )
    return CheckResult(
        on=day, findings=tuple(run.findings), failures=tuple(run.failures), receipt=receipt
    )


class _RuleFault(Exception):  # noqa: N818 - not an error of ours: what a rule did wrong
    """Something in a rule's answer that makes all of it unusable."""

    def __init__(self, said: Message) -> None:
        super().__init__(said)
        self.said = said


class _Run:
    """One check, rule after rule."""

    def __init__(self, dossier: Dossier, day: date, limits: Limits) -> None:
        self.dossier = dossier
        self.day = day
        self.limits = limits
        self.findings: list[Finding] = []
        self.failures: list[Failure] = []
        self.outcomes: list[RuleOutcome] = []
        self._views: dict[frozenset[str], Dossier] = {}
        self._issues: dict[Ref, tuple[IssueId, ...]] = {}

    def take(self, rule: Rule[Any], plugin: ActivePlugin) -> None:
        """Run one rule and note what came of it."""
        parameters = rule.parameters()
        found: list[Finding] = []
        withheld = sorted(one for one in rule.reads if self.dossier.of_kind(one).is_withheld)
        if self.day not in rule.valid:
            status = RuleStatus.NOT_APPLICABLE
        elif withheld:
            status = RuleStatus.NOT_RUN
            self._fail(rule, plugin, status, _not_given(withheld), _GIVE)
        else:
            try:
                status = RuleStatus.RAN
                found = self._run(rule, plugin, parameters)
            except _RuleFault as fault:
                status = RuleStatus.FAILED
                self._fail(rule, plugin, status, fault.said, _TELL)
            except (Exception, SystemExit) as error:  # noqa: BLE001 - reported with who raised it
                status = RuleStatus.FAILED
                self._fail(rule, plugin, status, _raised(error), _TELL)
        self.findings += found
        self.outcomes.append(
            RuleOutcome(
                code=rule.code,
                status=status,
                findings=len(found),
                parameters=FrozenMap(unstructure_all(parameters)),
            )
        )

    def _run(self, rule: Rule[Any], plugin: ActivePlugin, parameters: Any) -> list[Finding]:
        context = RuleContext(on=self.day, parameters=parameters)
        most = self.limits.findings_per_rule
        answer = rule.check(self._view(rule.reads), context)
        given = list(itertools.islice(answer, most + 1))
        if len(given) > most:
            raise _RuleFault(
                message(
                    "de regel geeft meer dan {most} bevindingen (grens: findings_per_rule)",
                    "the rule gives more than {most} findings (limit: findings_per_rule)",
                    most=most,
                )
            )
        seen: set[str] = set()
        stamped = [self._stamped(one, rule, plugin, seen) for one in given]
        return sorted(stamped, key=lambda one: (one.subject, one.key))

    def _view(self, reads: frozenset[str]) -> Dossier:
        view = self._views.get(reads)
        if view is None:
            view = self._views[reads] = self.dossier.view(only=reads)
        return view

    def _stamped(
        self, given: object, rule: Rule[Any], plugin: ActivePlugin, seen: set[str]
    ) -> Finding:
        """Verify a finding, and add what no rule may say of itself."""
        if not isinstance(given, Finding):
            raise _RuleFault(
                message(
                    "de regel geeft {found} in plaats van een Finding",
                    "the rule gives {found} instead of a Finding",
                    found=type(given).__name__,
                )
            )
        for ref in (given.subject, *given.related):
            if self.dossier.find(ref) is None:
                raise _RuleFault(
                    message(
                        "de regel wijst naar {ref}, en dat is er niet",
                        "the rule points at {ref}, which does not exist",
                        ref=str(ref)[:80],
                    )
                )
        id = _finding_id(rule.code, given)
        if id in seen:
            raise _RuleFault(
                message(
                    "de regel geeft twee bevindingen over {ref} zonder verschil in key",
                    "the rule gives two findings about {ref} with the same key",
                    ref=str(given.subject),
                )
            )
        seen.add(id)
        subject = given.subject
        values = {name: self._named(value) for name, value in given.values.items()}
        made = attrs.evolve(
            given,
            id=id,
            values={"subject": self._named(subject), **values},
            code=rule.code,
            plugin=plugin.name,
            version=plugin.version,
            severity=rule.severity,
            location=self._place(given),
            issues=self._issues_of(given),
        )
        longest = self.limits.message_characters
        if any(len(one.text(lang)) > longest for one in (made.message, made.advice)
               for lang in ("nl", "en")):  # fmt: skip
            raise _RuleFault(
                message(
                    "een tekst van de regel is langer dan {most} tekens (message_characters)",
                    "a text of the rule is longer than {most} characters (message_characters)",
                    most=longest,
                )
            )
        return made

    def _named(self, value: Any) -> Any:
        """Put a record's name in the place of a reference to it."""
        if isinstance(value, Ref):
            return Named(value, self.dossier.name_of(value))
        if isinstance(value, tuple):
            return tuple(self._named(one) for one in value)
        return value

    def _place(self, given: Finding) -> Any:
        """Return where the finding's field stands, or else its record."""
        find = self.dossier.locations.find
        subject = given.subject
        return (given.path and find(subject.kind, subject.id, given.path)) or find(
            subject.kind, subject.id
        )

    def _issues_of(self, given: Finding) -> tuple[IssueId, ...]:
        own = [one for ref in (given.subject, *given.related) for one in self._concerned(ref)]
        return tuple(sorted(dict.fromkeys(own)))

    def _concerned(self, ref: Ref) -> tuple[IssueId, ...]:
        found = self._issues.get(ref)
        if found is None:
            try:
                found = self.dossier.issues_concerned(ref)
            except WithheldError:
                found = ()  # What a record belongs to is unknown, not wrong, when it is withheld.
            self._issues[ref] = found
        return found

    def _fail(
        self,
        rule: Rule[Any],
        plugin: ActivePlugin,
        status: RuleStatus,
        said: Message,
        remedy: Message,
    ) -> None:
        self.failures.append(
            Failure(
                code=rule.code,
                plugin=plugin.name,
                distribution=plugin.installed_as,
                severity=rule.severity,
                status=status,
                message=said,
                remedy=remedy,
            )
        )


_TELL = message("Meld dit bij de maker van de plugin.", "Tell the maker of the plugin.")
_GIVE = message("Geef die gegevens mee.", "Hand over those records too.")


def unstructure_all(parameters: Any) -> dict[str, Any]:
    """Return every parameter as plain data, also those at their default."""
    return {
        field.name: unstructure(getattr(parameters, field.name))
        for field in attrs.fields(type(parameters))
    }


def _finding_id(code: str, given: Finding) -> str:
    parts = (code, given.subject.kind, given.subject.id, given.key)
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _not_given(withheld: list[str]) -> Message:
    kinds = [kind_named(one) for one in withheld]
    return message(
        "de regel leest {kinds}, en die zijn achtergehouden",
        "the rule reads {kinds}, which were withheld",
        kinds=tuple(kind.plural_label for kind in kinds if kind is not None),
    )


def _raised(error: BaseException) -> Message:
    """Tell what a rule raised and where, never in its own words: those may quote the data."""
    if isinstance(error, WithheldError):
        return message(
            "de regel leest gegevens die zij niet opgeeft in reads ({where})",
            "the rule reads records that it does not declare in reads ({where})",
            where=_where(error),
        )
    return message(
        "de regel mislukt: {error} ({where})",
        "the rule fails: {error} ({where})",
        error=type(error).__name__,
        where=_where(error),
    )


def _where(error: BaseException) -> str:
    frames: Iterator[traceback.FrameSummary] = iter(traceback.extract_tb(error.__traceback__))
    in_rules = [one for one in frames if PurePath(one.filename).name != PurePath(__file__).name]
    if not in_rules:
        return "?"
    first = in_rules[0]
    return f"{PurePath(first.filename).name}:{first.lineno}, {first.name}"
