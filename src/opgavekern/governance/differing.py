"""How two governances differ: two municipalities, two days, or two versions of a plugin."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.calendar import given_day
from opgavekern.base.frames import Columns, columns
from opgavekern.base.labels import Term
from opgavekern.base.results import Result
from opgavekern.base.several import several
from opgavekern.base.texts import Language, Text, message
from opgavekern.governance.activation import Governance
from opgavekern.governance.declarations.scope import Scope
from opgavekern.governance.explained import RuleInForce, RulesInForce, RuleState
from opgavekern.governance.explaining import rules_in_force
from opgavekern.governance.versions import with_versions
from opgavekern.model import Dossier, OrganisationId


class RuleDifferenceKind(Term):
    """In what a rule differs between two governances."""

    ONLY_FIRST = "only_first", "alleen in de eerste", "only in the first"
    ONLY_SECOND = "only_second", "alleen in de tweede", "only in the second"
    STATE = "state", "of zij geldt", "whether it holds"
    PARAMETER = "parameter", "getal", "number"
    DECLARATION = "declaration", "hoe zij luidt", "how it reads"


@attrs.frozen(kw_only=True)
class RuleDifference(Answer):
    """One thing in which a rule differs.

    Attributes:
        code: Code of the rule.
        title: Of the rule, in the first where it is in both.
        kind: In what it differs.
        field: Name of the parameter, or of the part of the declaration; empty for the whole rule.
        first: The value in the first, as text; empty where the rule is not there.
        second: The value in the second.
        first_by: Plugins that set the value in the first.
        second_by: Plugins that set the value in the second.
    """

    code: str
    title: Text
    kind: RuleDifferenceKind
    field: str = ""
    first: str = ""
    second: str = ""
    first_by: tuple[str, ...] = ()
    second_by: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class GovernanceComparison(Result):
    """How two governances differ.

    Attributes:
        on: The day of the first.
        other_on: The day of the second.
        plugins: Who takes part in the first, each with its version.
        other_plugins: Who takes part in the second.
        body: For the records of which organisation the first was asked; empty for any that no
            plugin names.
        other_body: The same of the second.
        same: How many rules are the same in both.
        differences: In order of code, kind and field.
    """

    on: date
    other_on: date
    plugins: tuple[str, ...]
    other_plugins: tuple[str, ...]
    body: OrganisationId
    other_body: OrganisationId
    same: int
    differences: tuple[RuleDifference, ...]

    COLUMNS: ClassVar[Columns] = columns(
        code=str,
        title_nl=str,
        title_en=str,
        kind=str,
        field=str,
        first=str,
        second=str,
        first_by=str,
        second_by=str,
    )

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each difference."""
        return [
            {
                "code": one.code,
                "title_nl": one.title.nl,
                "title_en": one.title.en,
                "kind": one.kind.value,
                "field": one.field,
                "first": one.first,
                "second": one.second,
                "first_by": " ".join(one.first_by),
                "second_by": " ".join(one.second_by),
            }
            for one in self.differences
        ]

    def describe(self, language: Language = "en") -> str:
        """Say how many rules are the same, and in what the others differ."""
        counts = Counter(one.kind for one in self.differences)
        told = tuple(
            message("{kind}: {count}", "{kind}: {count}", kind=one, count=counts[one])
            for one in RuleDifferenceKind
            if counts[one]
        )
        return message(
            "{same} regels zijn gelijk; verschillen: {told}.",
            "{same} rules are the same; differences: {told}.",
            same=self.same,
            told=told or (message("geen", "none"),),
        ).text(language)


def compare_governances(
    one: Governance,
    other: Governance,
    *,
    on: date,
    other_on: date | None = None,
    body: OrganisationId | None = None,
    other_body: OrganisationId | None = None,
) -> GovernanceComparison:
    """Compare the rules of two governances: how two municipalities steer, or what changed in time.

    Args:
        one: The first.
        other: The second; the same where two days are compared.
        on: The day of the first.
        other_on: The day of the second; the same day where it is not given.
        body: For whose records the first is asked. Where it is not given that is the organisation
            that its plugins govern by name, if there is just one; or else any that none names.
        other_body: The same for the second.

    Raises:
        BadValueError: What is given is no day.
    """
    later = on if other_on is None else given_day(other_on, "other_on")
    return _compared(_side(one, on, body), _side(other, later, other_body))


def compare_versions(
    dossier: Dossier,
    governance: Governance,
    versions: Iterable[str | Path],
    *,
    on: date,
    other_on: date | None = None,
    body: OrganisationId | None = None,
    other_body: OrganisationId | None = None,
) -> GovernanceComparison:
    """Compare the rules of a dossier with those by other versions of its plugins.

    Args:
        dossier: Its header names the plugins.
        governance: By what is installed.
        versions: Where the others stand: wheels, folders into which one was installed, or folders
            with source. They are loaded in a process of their own, so that a script must guard
            its main code by `if __name__ == "__main__":`; what is installed stays.
        on: The day of what is installed.
        other_on: The day of the other versions; the same day where it is not given.
        body: As for `compare_governances`.
        other_body: As for `compare_governances`.

    Raises:
        BadValueError: What is given is no day, or no plugin of the dossier stands where another
            version should.
        DossierError: The dossier does not fit the other versions.
        PluginError: Another version breaks the contract.
    """
    later = on if other_on is None else given_day(other_on, "other_on")
    ask = functools.partial(_their_side, on=later, body=other_body)
    theirs = with_versions(dossier, several(versions, "versions"), ask)
    return _compared(_side(governance, on, body), theirs)


@attrs.frozen(kw_only=True)
class _Side:
    """What is compared of one governance, which can go from process to process.

    Attributes:
        rules: As they are on the day.
        body: For whose records.
        is_named: Its plugins govern that body by name.
    """

    rules: RulesInForce
    body: OrganisationId
    is_named: bool

    def by_code(self) -> dict[str, RuleInForce]:
        """Return each rule as it is for the body, outside of areas by themselves."""
        return {
            one.code: one
            for one in self.rules.rules
            if one.outside
            and (self.body in one.bodies if self.is_named and one.bodies else one.elsewhere)
        }


def _side(governance: Governance, on: date, body: OrganisationId | None) -> _Side:
    named = frozenset(one for plugin in governance.plugins for one in plugin.info.governs)
    if body is None:
        body = next(iter(named)) if len(named) == 1 else OrganisationId("")
    return _Side(rules=rules_in_force(governance, on=on), body=body, is_named=body in named)


def _their_side(
    _: Dossier, governance: Governance, *, on: date, body: OrganisationId | None
) -> _Side:
    return _side(governance, on, body)


def _compared(one: _Side, other: _Side) -> GovernanceComparison:
    before, after = one.by_code(), other.by_code()
    codes = sorted(before.keys() | after.keys())
    found = {code: tuple(_between(before.get(code), after.get(code))) for code in codes}
    return GovernanceComparison(
        on=one.rules.on,
        other_on=other.rules.on,
        plugins=one.rules.plugins,
        other_plugins=other.rules.plugins,
        body=one.body,
        other_body=other.body,
        same=sum(not differences for differences in found.values()),
        differences=tuple(each for code in codes for each in found[code]),
    )


def _between(one: RuleInForce | None, other: RuleInForce | None) -> Iterator[RuleDifference]:
    """Yield in what a rule differs; that it is in one of the two only is all there is to say."""
    if one is None or other is None:
        there = one or other
        if there is not None:
            kind = RuleDifferenceKind.ONLY_FIRST if one else RuleDifferenceKind.ONLY_SECOND
            by = (there.plugin,)
            yield RuleDifference(
                code=there.code,
                title=there.title,
                kind=kind,
                first_by=by if one else (),
                second_by=by if other else (),
            )
        return
    code, title = one.code, one.title
    if one.state is not other.state:
        yield RuleDifference(
            code=code,
            title=title,
            kind=RuleDifferenceKind.STATE,
            first=one.state.value,
            second=other.state.value,
            first_by=_off_by(one),
            second_by=_off_by(other),
        )
    numbers = {number.name: number for number in other.parameters}
    for number in one.parameters:
        theirs = numbers.pop(number.name, None)
        if theirs is None or theirs.value != number.value:
            yield RuleDifference(
                code=code,
                title=title,
                kind=RuleDifferenceKind.PARAMETER,
                field=number.name,
                first=number.value,
                second=theirs.value if theirs else "",
                first_by=number.plugins,
                second_by=theirs.plugins if theirs else (),
            )
    for theirs in numbers.values():
        yield RuleDifference(
            code=code,
            title=title,
            kind=RuleDifferenceKind.PARAMETER,
            field=theirs.name,
            second=theirs.value,
            second_by=theirs.plugins,
        )
    yield from _declared(one, other)


def _off_by(one: RuleInForce) -> tuple[str, ...]:
    if one.state is not RuleState.DEPARTED:
        return (one.plugin,)
    return tuple(change.plugin for change in one.changes if not change.parameter)


def _declared(one: RuleInForce, other: RuleInForce) -> Iterator[RuleDifference]:
    for field in ("title", "severity", "kind", "scope"):
        first, second = getattr(one, field), getattr(other, field)
        if first != second:
            said = [_in_words(each) for each in (first, second)]
            yield RuleDifference(
                code=one.code,
                title=one.title,
                kind=RuleDifferenceKind.DECLARATION,
                field=field,
                first=said[0],
                second=said[1],
                first_by=(one.plugin,),
                second_by=(other.plugin,),
            )


def _in_words(part: Text | Scope | Term) -> str:
    if isinstance(part, Scope):
        return part.text("nl")
    return part.nl if isinstance(part, Text) else part.value
