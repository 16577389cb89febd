"""Holding a check against the receipt of an earlier one: what came, what went, and why.

A cause is found by running again with one ingredient set back at a time: the day, the numbers of
the rule, and the facts where the earlier dossier is there too. What cannot be set back, such as an
earlier version of a plugin, is a cause where setting back all the others changes nothing.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import date
from typing import Final, Generic, Literal, TypeVar

import attrs

from opgavekern.base.errors import OpgavekernError
from opgavekern.base.running import Limits
from opgavekern.base.texts import LANGUAGES, Text, message
from opgavekern.governance.activation import Governance
from opgavekern.governance.apart import Take, taking
from opgavekern.governance.causes import (
    added_or_dropped,
    answering_otherwise,
    day_moved,
    facts_moved,
    numbers_moved,
    plugin_moved,
)
from opgavekern.governance.checking import check, run_rules
from opgavekern.governance.declarations.findings import Named
from opgavekern.governance.differences import Against, Cause, CauseKind, Difference
from opgavekern.governance.in_force import (
    Resolution,
    Version,
)
from opgavekern.governance.outcomes import CheckResult, Mark, Receipt, RuleOutcome, RuleStatus
from opgavekern.governance.resolving import resolve
from opgavekern.governance.running import Run
from opgavekern.governance.setting_back import (
    as_then,
    moved_records,
    numbers_in,
    numbers_of,
    set_back,
)
from opgavekern.model import Dossier, Ref
from opgavekern.model.questions import BETWEEN_ISSUES

T = TypeVar("T")

_SILENT: Final = frozenset({RuleStatus.NOT_RUN, RuleStatus.FAILED})
#: More changed records than this are not set back one by one.
_MOST_RECORDS: Final = 50


def check_against(
    dossier: Dossier,
    governance: Governance,
    receipt: Receipt,
    *,
    result: CheckResult | None = None,
    before: Dossier | None = None,
    on: date | None = None,
    limits: Limits = Limits(),
    isolate: Literal["process"] | None = None,
    time_limit: float = 60.0,
) -> Against:
    """Tell which findings are new or gone since an earlier check, and why.

    Args:
        dossier: As it is now.
        governance: The rules of now.
        receipt: Of the earlier check.
        result: What checking the dossier gives, where that is known already.
        before: The dossier of the earlier check. With it, facts are set back too, record by
            record; without it, which facts made a difference is told by kind.
        on: The day; the dossier's own day where it is not given.
        limits: As for `check`.
        isolate: As for `check`; it holds for every run of the rules.
        time_limit: As for `check`.

    Returns:
        Differences with their causes. Takes the time of a few checks by the rules that differ.

    Raises:
        OpgavekernError: No day is known, or `before` is not the dossier of the receipt.
        BadValueError: There is no such isolation, or a time limit that is none.
    """
    take = taking(isolate, time_limit)
    now = result or check(
        dossier, governance, on=on, limits=limits, isolate=isolate, time_limit=time_limit
    )
    old = governance.laid_under(before) if before is not None else None
    if old is not None and old.digest != receipt.dossier:
        raise OpgavekernError(
            message(
                "het eerdere dossier is een ander dan waarvan deze controle was; geef het dossier "
                "zoals het toen was, of laat het weg",
                "the earlier dossier is another than this check was of; give the dossier as it "
                "was then, or leave it out",
            )
        )
    whole = governance.laid_under(dossier)
    trial = _Trial(
        whole=whole,
        old=old,
        governance=governance,
        receipt=receipt,
        result=now,
        limits=limits,
        take=take,
    )
    moved = trial.moved()
    order = sorted(moved, key=lambda one: (-one.severity.weight, one.code, one.subject, one.id))
    differences = [trial.difference(one) for one in order]
    return Against(
        on=now.on,
        then=receipt.on,
        new=tuple(one for one in differences if one.is_new),
        gone=tuple(one for one in differences if not one.is_new),
        same=tuple(sorted(trial.then & trial.now)),
        reweighed=tuple(sorted(filter(trial.weighs_otherwise, trial.then & trial.now))),
        not_compared=tuple(sorted(trial.silent)),
    )


def _unanswered(one: Receipt, other: Receipt) -> frozenset[str]:
    """Return codes of rules that gave no answer in one check, or whose plugin was left out of it.

    What the rules of a plugin that was left out find is known from the other check only.
    """
    silent = {each.code for each in one.rules if each.status in _SILENT}
    return frozenset(silent | {each.code for each in other.findings if each.plugin in one.refused})


def _ways(receipt: Receipt) -> Mapping[str, tuple[RuleOutcome, ...]]:
    in_order = sorted(receipt.rules, key=lambda one: one.code)  # A file may have been edited.
    groups = itertools.groupby(in_order, key=lambda one: one.code)
    return {code: tuple(ways) for code, ways in groups}


@attrs.frozen(kw_only=True)
class _Told(Generic[T]):
    """What made a difference, or what may have: see `Difference`."""

    causes: tuple[T, ...] = attrs.field(converter=tuple)
    together: bool = False
    is_certain: bool = True
    perhaps: tuple[T, ...] = attrs.field(default=(), converter=tuple)


class _Trial:
    """An earlier check and one of now, and what is found with parts of then set back.

    Attributes:
        then: Ids of findings that stood then, of rules that answered both times.
        now: Ids of those that stand now.
        silent: Codes of rules that gave no answer in one of the two.
    """

    def __init__(
        self,
        *,
        whole: Dossier,
        old: Dossier | None,
        governance: Governance,
        receipt: Receipt,
        result: CheckResult,
        limits: Limits,
        take: Callable[[Run], AbstractContextManager[Take]],
    ) -> None:
        self.whole, self.old, self.governance = whole, old, governance
        self.earlier, self.later, self.limits = receipt, result.receipt, limits
        self._take = take
        self.silent = _unanswered(receipt, result.receipt) | _unanswered(result.receipt, receipt)
        self.rules = {one.code: one for one in governance.rules}
        self.said = {one.id: one for one in result.findings}
        self.marks_then = {one.id: one for one in receipt.findings}
        self.marks_now = {one.id: one for one in result.receipt.findings}
        self.then, self.now = map(self._standing, (receipt.findings, result.receipt.findings))
        self.ways_then, self.ways_now = _ways(receipt), _ways(result.receipt)
        self._runs: dict[frozenset[CauseKind], frozenset[str]] = {}
        self._by_record: dict[tuple[str, bool], dict[Ref, frozenset[str]]] = {}

    def _standing(self, marks: Iterable[Mark]) -> frozenset[str]:
        return frozenset(
            one.id for one in marks if not one.is_waived and one.code not in self.silent
        )

    def moved(self) -> list[Mark]:
        """Return what stands in one of the two only."""
        marks = {**self.marks_then, **self.marks_now}
        return [marks[id] for id in self.then ^ self.now]

    def weighs_otherwise(self, id: str) -> bool:
        """Tell whether a finding that stands in both weighs more or less than it did."""
        return self.marks_then[id].severity is not self.marks_now[id].severity

    def difference(self, mark: Mark) -> Difference:
        """Tell of a finding that came or went what it is and why."""
        is_new = mark.id in self.now
        told = self._causes(mark, is_new=is_new)
        return Difference(
            id=mark.id,
            code=mark.code,
            severity=mark.severity,
            subject=mark.subject,
            is_new=is_new,
            said=self._said(mark),
            causes=told.causes,
            together=told.together,
            is_certain=told.is_certain,
            perhaps=told.perhaps,
        )

    def _said(self, mark: Mark) -> Text:
        found = self.said.get(mark.id)
        if found is not None:
            return Text(**{tongue: found.message.text(tongue) for tongue in LANGUAGES})
        rule = self.rules.get(mark.code)
        home = self.whole if self.old is None else self.old
        about = message(
            "{title}: {subject}.",
            "{title}: {subject}.",
            title=rule.title if rule is not None else mark.code,
            subject=Named.within(home, mark.subject),
        )
        return Text(**{tongue: about.text(tongue) for tongue in LANGUAGES})

    def _causes(self, mark: Mark, *, is_new: bool) -> _Told[Cause]:
        """Return the causes of one difference."""
        if mark.code not in self.ways_now:
            return _Told(causes=(added_or_dropped(mark, self.later, is_new=False),))
        both = mark.id in self.marks_then and mark.id in self.marks_now
        kinds = self._kinds(mark, both=both)
        settable = [one for one in _SETTABLE if one in kinds and self._can_set(one, mark.code)]
        fixed = [one for one in kinds if one not in settable]
        if mark.code not in self.ways_then:
            flips = [one for one in settable if mark.id not in self._found({one})]
            made = [added_or_dropped(mark, self.earlier, is_new=True)]
            return _Told(causes=(*made, *(self._cause(one, mark, both) for one in flips)))
        told = self._weigh(mark.id, settable, fixed, is_new=is_new)
        causes = tuple(self._cause(one, mark, both) for one in told.causes)
        return _Told(
            causes=causes or (answering_otherwise(),),
            together=told.together,
            is_certain=told.is_certain,
            perhaps=tuple(self._cause(one, mark, both) for one in told.perhaps),
        )

    def _weigh(
        self, id: str, settable: list[CauseKind], fixed: list[CauseKind], *, is_new: bool
    ) -> _Told[CauseKind]:
        """Find the fewest ingredients that, set back, undo a difference."""
        if len(settable) + len(fixed) == 1:
            return _Told(causes=(*settable, *fixed))
        for size in range(1, len(settable) + 1):
            undoing = [
                some
                for some in itertools.combinations(settable, size)
                if (id in self._found(some)) is not is_new
            ]
            if undoing:
                taking_part = [one for one in settable if any(one in some for some in undoing)]
                # With the rest of then the difference may be none either: nobody can try that.
                return _Told(causes=taking_part, together=size > 1, perhaps=fixed)
        return _Told(causes=fixed, is_certain=len(fixed) < 2)

    def _kinds(self, mark: Mark, *, both: bool) -> list[CauseKind]:
        """Return what is another than it was and may matter to a finding."""
        found = [CauseKind.DAY] if self.earlier.on != self.later.on else []
        if both:
            found += [CauseKind.WAIVER] if self._moved_kinds({"waivers"}) else []
        else:
            found += [CauseKind.PARAMETER] if mark.code in self._numbers_moved else []
            kinds = self._moved_kinds(self._looked_at(mark.code))
            is_header = self.earlier.header != self.later.header
            found += [CauseKind.FACT] if kinds or is_header else []
        if mark.code in self.ways_then and plugin_moved(mark.plugin, self.earlier, self.later):
            found.append(CauseKind.PLUGIN)
        return found

    def _looked_at(self, code: str) -> frozenset[str]:
        """Return the kinds that what a rule finds may hang on, its scope counted."""
        rule = self.rules[code]
        return rule.needs if rule.scope.is_everything else rule.needs | BETWEEN_ISSUES

    def _moved_kinds(self, reads: Iterable[str]) -> tuple[str, ...]:
        old, new = self.earlier.kinds, self.later.kinds
        return tuple(sorted(one for one in reads if old.get(one) != new.get(one)))

    def _can_set(self, kind: CauseKind, code: str) -> bool:
        if kind in (CauseKind.FACT, CauseKind.WAIVER):
            return self.old is not None
        return kind is CauseKind.DAY or self._numbers_moved.get(code) is not None

    def _cause(self, kind: CauseKind, mark: Mark, both: bool) -> Cause:
        code = mark.code
        if kind is CauseKind.DAY:
            return day_moved(self.earlier.on, self.later.on)
        if kind is CauseKind.PARAMETER:
            return numbers_moved(self.ways_then[code], self.ways_now[code])
        if kind is CauseKind.PLUGIN:
            found = plugin_moved(mark.plugin, self.earlier, self.later)
            return found or answering_otherwise()
        kinds = self._moved_kinds({"waivers"} if both else self._looked_at(code))
        records = [
            ref
            for ref, standing in self._without_each(code, kinds).items()
            if (mark.id in standing) is not (mark.id in self.now)
        ]
        return facts_moved(kind, kinds, tuple(sorted(records)), self.whole)

    def _found(self, back: Iterable[CauseKind]) -> frozenset[str]:
        """Return what stands with some ingredients set back, of the rules that differ."""
        some = frozenset(back)
        if some not in self._runs:
            on = self.earlier.on if CauseKind.DAY in some else self.later.on
            in_force = resolve(self.governance.plugins, on=on)
            codes = frozenset(one.code for one in self.moved())
            if CauseKind.PARAMETER in some:
                in_force = self._with_numbers_of_then(in_force)
            facts = self.old if some & {CauseKind.FACT, CauseKind.WAIVER} else None
            self._runs[some] = self._run(facts or self.whole, in_force, codes)
        return self._runs[some]

    def _run(self, facts: Dossier, in_force: Resolution, codes: frozenset[str]) -> frozenset[str]:
        versions = tuple(one for one in in_force.versions if one.rule.code in codes)
        in_force = attrs.evolve(in_force, versions=versions)
        result = run_rules(facts, self.governance, in_force, limits=self.limits, take=self._take)
        # A rule that gives no answer here says nothing about what was set back.
        failed = {one.code for one in result.receipt.rules if one.status in _SILENT}
        unknown = {id for id in self.now if self.marks_now[id].code in failed}
        return self._standing(result.receipt.findings) | unknown

    def _without_each(self, code: str, kinds: tuple[str, ...]) -> dict[Ref, frozenset[str]]:
        """Return what stands with one changed record set back; nothing where then is unknown."""
        if self.old is None:
            return {}
        key = (code, kinds == ("waivers",))
        if key not in self._by_record:
            moved = [one for plural in kinds for one in moved_records(self.old, self.whole, plural)]
            in_force = resolve(self.governance.plugins, on=self.later.on)
            self._by_record[key] = {
                ref: self._run(set_back(self.whole, ref, record), in_force, frozenset({code}))
                for ref, record in (moved if len(moved) <= _MOST_RECORDS else ())
            }
        return self._by_record[key]

    @functools.cached_property
    def _numbers_moved(self) -> dict[str, tuple[Version, ...] | None]:
        """Rules with other numbers then, on the same day, each as it was; None where unknown."""
        in_force = resolve(self.governance.plugins, on=self.earlier.on).by_code()
        found: dict[str, tuple[Version, ...] | None] = {}
        for code, ways in self.ways_then.items():
            versions = in_force.get(code, ())
            if not versions or any(one.status is RuleStatus.NOT_APPLICABLE for one in ways):
                continue
            then = {
                (one.bodies, one.elsewhere, one.areas, one.outside): numbers_of(one) for one in ways
            }
            now = {
                (one.bodies, one.is_elsewhere, one.areas, one.is_outside): numbers_in(one)
                for one in versions
            }
            if then != now:
                found[code] = as_then(versions[0], ways)
        return found

    def _with_numbers_of_then(self, in_force: Resolution) -> Resolution:
        versions: list[Version] = []
        named, areas = set(in_force.named), set(in_force.areas.ids)
        for code, ways in in_force.by_code().items():
            old = self._numbers_moved.get(code) or ways
            versions += old
            named.update(body for one in old for body in one.bodies)
            areas.update(area for one in old for area in one.areas)
        return attrs.evolve(
            in_force,
            versions=tuple(versions),
            named=frozenset(named),
            areas=attrs.evolve(in_force.areas, ids=frozenset(areas)),
        )


_SETTABLE: Final[tuple[CauseKind, ...]] = (
    CauseKind.DAY,
    CauseKind.PARAMETER,
    CauseKind.FACT,
    CauseKind.WAIVER,
)
