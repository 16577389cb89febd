"""What the contract asks of a plugin's changes of rules that higher layers declared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final

import attrs

from opgavekern.base.errors import OpgavekernError, Problem
from opgavekern.base.near import one_of
from opgavekern.base.texts import Message, message, quoted
from opgavekern.governance.active import ActivePlugin
from opgavekern.governance.contradicting import HOOK, said_of
from opgavekern.governance.declarations.changes import (
    Depart,
    Fill,
    RuleChange,
    Tighten,
    parameter_of,
    value_of,
)
from opgavekern.governance.declarations.retired import RetiredCode
from opgavekern.governance.declarations.rules import Basis, parameters_of
from opgavekern.governance.declared import each_once, wrong_basis, wrong_type
from opgavekern.governance.guarding import guarded
from opgavekern.governance.in_force import (
    CriterionVersion,
    Declared,
    Version,
    setting_of,
    with_values,
)
from opgavekern.governance.installed import Found
from opgavekern.governance.parameters import fits
from opgavekern.governance.refusing import refused, unfit
from opgavekern.governance.resolving import resolve, resolve_criteria
from opgavekern.governance.retiring import retired_codes
from opgavekern.governance.written.as_typed import settled
from opgavekern.governance.written.errors import RulesError
from opgavekern.model import Period

_SORTS: Final = (Fill, Tighten, Depart)
_TYPES: Final[tuple[tuple[str, Any], ...]] = (
    ("rule", str),
    ("basis", Basis),
    ("valid", Period),
    ("parameter", str),
)
_ONE_DAY: Final = timedelta(days=1)


def verify_rule_changes(found: Found, changes: Iterable[Any]) -> tuple[RuleChange, ...]:
    """Return a plugin's changes, each once, in the order in which it gave them.

    Raises:
        PluginError: One is none, or has something else in a field than it should.
    """
    return each_once(found, HOOK, changes, _wrong)


def _wrong(change: Any) -> Message | None:
    if type(change) not in _SORTS:
        return message(
            "{found} is geen Fill, Tighten of Depart; geef zulke wijzigingen",
            "{found} is no Fill, Tighten or Depart; return such changes",
            found=type(change).__name__,
        )
    code = quoted(str(change.rule)[:40])[1:-1]
    wrong = wrong_type(change, _TYPES, code) or wrong_basis(code, change.basis)
    if wrong is not None:
        return wrong
    try:
        hash(change)
    except TypeError:
        return message(
            "de waarde voor {code} kan nog veranderen; geef een tuple of frozenset",
            "the value for {code} can still change; give a tuple or frozenset",
            code=code,
        )
    return None


def with_types(active: list[ActivePlugin]) -> list[ActivePlugin]:
    """Return plugins of which every change has a value of the type of its parameter.

    What stands in a file of rules is text until it is known of which rule it is a number.

    Raises:
        RulesError: A value in a dossier's own file of rules is none for its parameter.
        PluginError: One in the file of a plugin is none.
    """
    rules = {one.code: one for owner in active for one in owner.declared}
    return [_with_types(one, rules) for one in active]


def _with_types(plugin: ActivePlugin, rules: Mapping[str, Declared]) -> ActivePlugin:
    with guarded(plugin.name, plugin.installed_as, HOOK):
        each = [settled(one, rules.get(one.rule)) for one in plugin.rule_changes]
    problems = [problem for _, found in each for problem in found]
    if problems and plugin.place is not None:
        raise RulesError(problems)
    for one in problems:
        said = message("{said}. {remedy}", "{said}. {remedy}", said=one.message, remedy=one.remedy)
        raise refused(plugin, said, hook=HOOK, location=one.location)
    return attrs.evolve(plugin, rule_changes=tuple(change for change, _ in each))


def refuse_unfit_changes(active: list[ActivePlugin]) -> None:
    """Refuse changes that a rule does not allow, and what contradicts, on whatever day.

    Raises:
        PluginError: Names plugin, rule and values, and what to do.
        RulesError: It is a dossier's own file of rules that may not; every such change of it.
    """
    rules: dict[str, tuple[Declared, ActivePlugin]] = {
        one.code: (one, owner) for owner in active for one in owner.declared
    }
    retired = retired_codes(active)
    of_own: list[Problem] = []
    for plugin in active:
        for change in plugin.rule_changes:
            with guarded(plugin.name, plugin.installed_as, HOOK):
                wrong = next(_unfit(change, plugin, rules, retired), None)
            if wrong is not None and plugin.place is not None:
                of_own.append(unfit(wrong, change.location or plugin.place))
            elif wrong is not None:
                raise _error(plugin, wrong, change)
    if of_own:
        raise RulesError(of_own)
    if any(one.rule_changes for one in active):
        _refuse_what_has_no_effect(active)


def _unfit(
    change: RuleChange,
    plugin: ActivePlugin,
    rules: Mapping[str, tuple[Declared, ActivePlugin]],
    retired: Mapping[str, RetiredCode],
) -> Iterator[Message]:
    """Yield why a rule cannot be changed so, the first reason first."""
    if change.rule in retired:
        yield message(
            "{story} Laat de wijziging weg.",
            "{story} Leave the change out.",
            story=retired[change.rule].story,
        )
        return
    if change.rule not in rules:
        yield message(
            'er is geen regel "{code}" om te wijzigen. {known} Of noem ook de plugin die hem '
            "geeft.",
            'there is no rule "{code}" to change. {known} Or name the plugin that gives it too.',
            code=change.rule[:40],
            known=one_of(rules, word=change.rule),
        )
        return
    rule, owner = rules[change.rule]
    name, value = parameter_of(change), value_of(change)
    if owner.info.layer not in plugin.info.layer.above:
        yield message(
            "{code} is van {owner} ({theirs}), en die laag gaat niet boven deze ({own}). Wijzig "
            "alleen regels van een laag erboven.",
            "{code} is of {owner} ({theirs}), a layer that does not stand over this one ({own}). "
            "Change only rules of a layer above.",
            code=rule.code,
            owner=owner.name,
            theirs=owner.info.layer,
            own=plugin.info.layer,
        )
    if name or not isinstance(change, Depart):
        yield from _wrong_value(rule, name, value)
    yield from _not_allowed(rule, change, plugin)


def _wrong_value(rule: Declared, name: str, value: Any) -> Iterator[Message]:
    known = parameters_of(rule.parameters)
    if name not in known:
        yield message(
            '{code} heeft geen parameter "{name}". {known}',
            '{code} has no parameter "{name}". {known}',
            code=rule.code,
            name=name[:40],
            known=one_of(known, word=name) if known else "",
        )
        return
    if not fits(rule.parameters, name, value):
        yield message(
            "{code}: {name} kan geen {value} zijn ({found}); geef een waarde van het type dat de "
            "regel noemt",
            "{code}: {name} cannot be {value} ({found}); give a value of the type that the rule "
            "names",
            code=rule.code,
            name=name,
            value=quoted(str(value)[:40]),
            found=type(value).__name__,
        )
    with_values(rule.parameters, {name: value})  # What the plugin's own validators refuse.


def _not_allowed(rule: Declared, change: RuleChange, plugin: ActivePlugin) -> Iterator[Message]:
    if isinstance(change, Depart):
        if not rule.departable:
            yield message(
                "van {code} mag niemand afwijken. Laat de wijziging weg.",
                "nobody may depart from {code}. Leave the change out.",
                code=rule.code,
            )
        return
    declared = parameters_of(rule.parameters)[parameter_of(change)]
    if isinstance(change, Fill) and plugin.info.layer not in declared.open_to:
        open_to = tuple(sorted(declared.open_to, key=lambda one: (one.depth, one.value)))
        nobody = message("niemand", "nobody")
        yield message(
            "{code} laat {name} niet invullen door {own}, wel door {layers}. Laat de wijziging "
            "weg, of scherp aan waar dat mag.",
            "{code} does not open {name} to {own}; it is open to {layers}. Leave the change out, "
            "or tighten where that is allowed.",
            code=rule.code,
            name=parameter_of(change),
            own=plugin.info.layer,
            layers=open_to or nobody,
        )
    if isinstance(change, Tighten) and (declared.tighten is None or change.value is None):
        yield message(
            "{code} zegt niet welke kant op {name} strenger is, of er staat geen waarde. Laat de "
            "wijziging weg.",
            "{code} does not say which way {name} is stricter, or there is no value. Leave the "
            "change out.",
            code=rule.code,
            name=parameter_of(change),
        )


def _refuse_what_has_no_effect(active: list[ActivePlugin]) -> None:
    """Resolve every day on which something changes: what contradicts is told there.

    A change that stands over by others on all of its days asks less than is allowed.
    """
    overtaken: dict[tuple[str, RuleChange], Message] = {}
    holding: set[tuple[str, RuleChange]] = set()
    for day in _days(active):
        versions: list[Version | CriterionVersion] = [*resolve(active, on=day).versions]
        versions += resolve_criteria(active, on=day).versions
        for version in versions:
            for step in version.steps:
                key = (step.plugin, step.change)
                if step.is_overtaken:
                    overtaken.setdefault(key, _stands_above(version, step.change, day))
                else:
                    holding.add(key)
    plugins = {one.name: one for one in active}
    for key, said in overtaken.items():
        if key not in holding:
            raise _error(plugins[key[0]], said, key[1])


def _stands_above(version: Version | CriterionVersion, change: RuleChange, day: date) -> Message:
    """Say what makes that a change has no effect."""
    name = parameter_of(change)
    stands = message("de regel staat uit", "the rule is off")
    earlier = [one for one in version.steps if one.change != change]
    by = tuple(one.plugin for one in earlier if not parameter_of(one.change))
    if not version.is_off:
        setting = setting_of(version, name)
        is_floor = isinstance(change, Fill)
        value = setting.floor if is_floor else setting.value
        stands = message("{name} = {value}", "{name} = {value}", name=name, value=str(value)[:40])
        by = tuple(plugin for _, plugin in setting.by)
        if is_floor:
            by = tuple(
                one.plugin
                for one in earlier
                if isinstance(one.change, Tighten) and one.change.parameter == name
            )
    when = () if day == date.min else (message("op {day}", "on {day}", day=day),)
    return message(
        "{code}: {said} vraagt minder dan mag; {stands} geldt {when} ({by}). Vraag evenveel of "
        "meer, of wijk af waar de regel dat toelaat.",
        "{code}: {said} asks less than is allowed; {stands} holds {when} ({by}). Ask as much or "
        "more, or depart where the rule allows it.",
        code=change.rule,
        said=said_of(change),
        when=when or message("nu al", "already"),
        stands=stands,
        by=by,
    )


def _days(active: list[ActivePlugin]) -> list[date]:
    """Return the days from which something can differ from the day before."""
    days = {date.min}
    for plugin in active:
        for change in plugin.rule_changes:
            days.add(change.valid.first or date.min)
            if change.valid.last is not None and change.valid.last < date.max:
                days.add(change.valid.last + _ONE_DAY)
        for rule in plugin.declared:
            for declared in parameters_of(rule.parameters).values():
                days |= {one.first for one in declared.dated}
    return sorted(days)


def _error(plugin: ActivePlugin, said: Message, change: RuleChange) -> OpgavekernError:
    return refused(plugin, said, hook=HOOK, location=change.location)
