"""Running rules over a dossier, each apart from the others, and noting what came of it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from typing import Any

import attrs

from opgavekern.base.converting import unstructure
from opgavekern.base.errors import MissingExtraError
from opgavekern.base.frozen import FrozenMap
from opgavekern.base.running import Limits
from opgavekern.base.texts import Message, message
from opgavekern.governance.active import ActivePlugin
from opgavekern.governance.bodies import Belonging
from opgavekern.governance.declarations.findings import Finding
from opgavekern.governance.declarations.rules import Rule, RuleContext
from opgavekern.governance.guarding import what_and_where
from opgavekern.governance.in_force import Resolution, Setting, Version
from opgavekern.governance.outcomes import Failure, PluginVersion, RuleOutcome, RuleStatus
from opgavekern.governance.remembering import Answer, Asked, Memory, Recollection, Seen
from opgavekern.governance.scoping import Scoping
from opgavekern.governance.stamping import RAISE, TELL, RuleFault, Stamper
from opgavekern.model import Dossier, Records, Ref, WithheldError, kind_named
from opgavekern.model.facts import NOWHERE

#: What is called for a rule that raised something.
Raised = Callable[[Failure, BaseException], None]


@attrs.frozen
class _Turn:
    """One rule, with the numbers by which it runs.

    Attributes:
        rule: The rule.
        plugin: Whose it is.
        context: What it may know.
        parameters: Its numbers as text.
    """

    rule: Rule[Any]
    plugin: ActivePlugin
    context: RuleContext[Any]
    parameters: FrozenMap

    @property
    def asked(self) -> Asked:
        """What tells the answers of one check apart."""
        return self.rule.code, self.parameters


class Run:
    """One check, rule after rule.

    Attributes:
        dossier: What is checked.
        in_force: The rules.
        limits: How much a rule may give.
        plugins: By name.
        versions: Of the plugins, by name.
        findings: What was found by the rules taken so far, waived or not.
        failures: Rules that gave no answer.
        outcomes: What became of each.
        seen: What is looked at, by digest.
        answers: What each rule gave.
    """

    def __init__(
        self,
        dossier: Dossier,
        in_force: Resolution,
        limits: Limits,
        memory: Memory,
        *,
        plugins: Iterable[ActivePlugin],
        versions: Iterable[PluginVersion],
        raised: Raised | None,
    ) -> None:
        self.raised = raised
        self.dossier = dossier
        self.in_force = in_force
        self.day = in_force.on
        self.limits = limits
        self.stamper = Stamper(dossier, limits)
        self.seen = Seen.of(dossier, self.day, limits)
        self.belonging = Belonging(dossier, self.day, in_force.named, in_force.areas.ids)
        self.scoping = Scoping(dossier, self.day)
        self.answers: dict[Asked, Answer] = {}
        self.findings: list[Finding] = []
        self.failures: list[Failure] = []
        self.outcomes: list[RuleOutcome] = []
        self._recalled = Recollection(before=memory, now=self.seen)
        # Where a value stands and who brought it is no fact: equal dossiers get equal answers.
        self._facts = attrs.evolve(dossier, locations=NOWHERE, laid_under=frozenset())
        self.plugins = {one.name: one for one in plugins}
        self.versions = {one.name: one for one in versions}
        self._views: dict[frozenset[str], Dossier] = {}
        self._parts: dict[tuple[frozenset[str], str, frozenset[str]], Dossier] = {}

    def take(self, ways: tuple[Version, ...]) -> None:
        """Run one rule, in each way in which it is in force, and note what came of it."""
        found: dict[str, Finding] = {}
        for way in ways:
            status, parameters, every = self._taken(way)
            theirs = [one for one in every if self._is_for(way, one)]
            scope = way.rule.scope
            own = [one for one in theirs if self.scoping.holds(scope, one.subject)]
            for one in own:
                found.setdefault(one.id, one)
            outside = len(theirs) - len(own)
            self.outcomes.append(_outcome(way, status, len(own), parameters, outside))
        in_order = found.values() if len(ways) == 1 else sorted(found.values(), key=_by_subject)
        self.findings += in_order

    def lose(
        self, ways: tuple[Version, ...], status: RuleStatus, said: Message, remedy: Message
    ) -> None:
        """Note that a rule gave no answer, whatever the way in which it is in force."""
        for way in ways:
            self._fail(way.rule, self.plugins[way.plugin], status, said, remedy)
            self.outcomes.append(_outcome(way, status, 0, FrozenMap(), 0))

    def _is_for(self, way: Version, finding: Finding) -> bool:
        return self.belonging.is_among(finding.subject, way.whose, way.where)

    def _taken(self, way: Version) -> tuple[RuleStatus, FrozenMap, list[Finding]]:
        """Run a rule as it is for some bodies; what it finds may be about any record."""
        rule, plugin = way.rule, self.plugins[way.plugin]
        parameters = FrozenMap()
        found: list[Finding] = []
        withheld = sorted(one for one in rule.needs if self.dossier.of_kind(one).is_withheld)
        if self.day not in rule.valid:
            status = RuleStatus.NOT_APPLICABLE
        elif way.is_off:
            status = RuleStatus.DEPARTED
        elif withheld:
            status = RuleStatus.NOT_RUN
            self._fail(rule, plugin, status, _not_given(withheld), _GIVE)
        elif self.scoping.falls_away(rule):
            status = RuleStatus.NOT_APPLICABLE
        else:
            status = RuleStatus.RAN
            try:
                context = RuleContext(on=self.day, parameters=way.parameters)
                parameters = FrozenMap(plain_fields(context.parameters))
                found = self._run(_Turn(rule, plugin, context, parameters))
            except RuleFault as fault:
                status = RuleStatus.FAILED
                self._fail(rule, plugin, status, fault.said, fault.remedy)
            except MissingExtraError as error:
                status = RuleStatus.NOT_RUN
                self._fail(rule, plugin, status, error.message, _INSTALL)
            except KeyboardInterrupt:
                raise
            except BaseException as error:  # noqa: BLE001 - reported with who raised it
                status = RuleStatus.FAILED
                failure = self._fail(rule, plugin, status, _said_of(error), TELL)
                if self.raised is not None:
                    self.raised(failure, error)
        return status, parameters, found

    def _run(self, turn: _Turn) -> list[Finding]:
        """Return the findings of a rule, from memory as far as that still holds."""
        if turn.asked in self.answers:  # The same numbers, set by another body.
            return sorted(self.answers[turn.asked].stamped, key=_by_subject)
        try:
            recalled = self._recall(turn)
            if recalled is not None:
                return self._stamped(*recalled, turn)
        except KeyboardInterrupt:
            raise
        except BaseException:  # noqa: BLE001, S110 - told as the whole run below tells it
            pass
        answer = turn.rule.check(self._view_of(turn.rule, self._asked(turn.rule)), turn.context)
        return self._stamped({}, answer, turn)

    def _asked(self, rule: Rule[Any]) -> frozenset[str] | None:
        """Return which records a rule is asked about; None where it gets to see them all."""
        if not rule.each or rule.scope.is_everything:
            return None
        return self.scoping.ids(rule.scope, rule.each)

    def _recall(self, turn: _Turn) -> tuple[dict[int, Finding], Iterable[Any]] | None:
        """Return what a rule gave before, as far as that holds; None where it must run.

        Returns:
            What is taken over, as it was stamped, by the identity of what the rule gave; and all
            that the rule says now.
        """
        rule = turn.rule
        version = self.versions[turn.plugin.name]
        known = self._recalled.answer(rule, version, turn.asked, turn.context.parameters)
        if known is None:
            return None
        moved = self._recalled.moved_kinds(rule)
        if not moved <= {rule.each}:
            return None
        stamped = {id(one): made for one, made in zip(known.given, known.stamped, strict=True)}
        asked = self._asked(rule)
        if not moved and asked == known.asked:
            return stamped, known.given
        ids = self._recalled.moved(rule.each) if moved else frozenset()
        if asked is not None and known.asked is not None:  # What else changed can move a scope.
            ids |= asked ^ known.asked
        kept = (one for one in known.given if one.subject.id not in ids)
        fresh = rule.check(self._view_of(rule, ids if asked is None else ids & asked), turn.context)
        return stamped, itertools.chain(kept, fresh)

    def _view_of(self, rule: Rule[Any], ids: frozenset[str] | None) -> Dossier:
        """Return what a rule sees, of the records that it judges by itself only some."""
        if ids is None:
            return self._view(rule.reads)
        view = self._parts.get((rule.reads, rule.each, ids))
        if view is None:
            records = self.dossier.of_kind(rule.each)
            part = [one for id in ids if (one := records.get(id)) is not None]
            changes: dict[str, Any] = {rule.each: Records(part)}
            view = attrs.evolve(self._view(rule.reads), **changes)
            self._parts[rule.reads, rule.each, ids] = view
        return view

    def _stamped(
        self, before: dict[int, Finding], answer: Iterable[Any], turn: _Turn
    ) -> list[Finding]:
        """Run an answer to its end, verify it and add what no rule says of itself."""
        given = _within(answer, self.limits.findings_per_rule)
        seen: set[str] = set()
        stamped = []
        for one in given:
            made = before.get(id(one))
            if made is not None:
                made = self.stamper.again(one, made, touched=self._recalled.touches(one))
            stamped.append(made or self.stamper.stamp(one, turn.rule, turn.plugin, seen))
        self.answers[turn.asked] = Answer(
            rule=turn.rule,
            plugin=self.versions[turn.plugin.name],
            numbers=turn.context.parameters,
            asked=self._asked(turn.rule),
            given=tuple(given),
            stamped=tuple(stamped),
        )
        return sorted(stamped, key=_by_subject)

    def _view(self, reads: frozenset[str]) -> Dossier:
        view = self._views.get(reads)
        if view is None:
            view = self._views[reads] = self._facts.view(only=reads)
        return view

    def _fail(
        self,
        rule: Rule[Any],
        plugin: ActivePlugin,
        status: RuleStatus,
        said: Message,
        remedy: Message,
    ) -> Failure:
        failure = Failure(
            code=rule.code,
            plugin=plugin.name,
            distribution=plugin.installed_as,
            severity=rule.severity,
            status=status,
            message=said,
            remedy=remedy,
        )
        if failure not in self.failures:  # Once, in however many ways the rule is in force.
            self.failures.append(failure)
        return failure


def _outcome(
    way: Version, status: RuleStatus, findings: int, parameters: FrozenMap, out_of_scope: int
) -> RuleOutcome:
    return RuleOutcome(
        code=way.rule.code,
        status=status,
        findings=findings,
        out_of_scope=out_of_scope,
        parameters=parameters,
        set_by=FrozenMap({name: _set_by(one) for name, one in way.settings.items()}),
        bodies=way.bodies,
        elsewhere=way.is_elsewhere,
        areas=way.areas,
        outside=way.is_outside,
    )


def _by_subject(finding: Finding) -> tuple[Ref, str]:
    return finding.subject, finding.key


def _set_by(setting: Setting) -> dict[str, Any]:
    return {
        "how": setting.how.value,
        "layer": [layer.value for layer, _ in setting.by],
        "plugin": [name for _, name in setting.by],
    }


_GIVE = message("Geef die gegevens mee.", "Hand over those records too.")
_INSTALL = message("Installeer het, en controleer opnieuw.", "Install it, and check again.")


def _within(answer: Iterable[Any], most: int) -> list[Any]:
    """Run a rule's answer to its end, or until it has given one finding too many."""
    if not isinstance(answer, Iterable):
        raise RuleFault(
            message(
                "de regel geeft {found}, verwacht: bevindingen",
                "the rule gives {found}, expected findings",
                found=type(answer).__name__,
            )
        )
    given = list(itertools.islice(answer, most + 1))
    if len(given) > most:
        raise RuleFault(
            message(
                "de regel geeft meer dan {most} bevindingen (grens: findings_per_rule)",
                "the rule gives more than {most} findings (limit: findings_per_rule)",
                most=most,
            ),
            RAISE,
        )
    return given


def plain_fields(chosen: Any) -> dict[str, Any]:
    """Return every field as plain data, also those at their default; nothing for None."""
    fields = attrs.fields(type(chosen)) if chosen is not None else ()
    return {field.name: unstructure(getattr(chosen, field.name)) for field in fields}


def _not_given(withheld: list[str]) -> Message:
    kinds = [kind_named(one) for one in withheld]
    return message(
        "de regel leest {kinds}, en die zijn achtergehouden",
        "the rule reads {kinds}, which were withheld",
        kinds=tuple(kind.plural_label for kind in kinds if kind is not None),
    )


def _said_of(error: BaseException) -> Message:
    """Tell what a rule raised and where, never in its own words: those may quote the data."""
    if isinstance(error, WithheldError):
        return message(
            "de regel leest gegevens die zij niet opgeeft in reads: {error}",
            "the rule reads records that it does not declare in reads: {error}",
            error=what_and_where(error),
        )
    return message(
        "de regel mislukt: {error}", "the rule fails: {error}", error=what_and_where(error)
    )
