"""What would be found if a rule, a number, the plugins or the facts were otherwise."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar, Final

import attrs

from opgavekern.base.errors import BadValueError
from opgavekern.base.frames import Columns, columns
from opgavekern.base.near import one_of
from opgavekern.base.results import Result
from opgavekern.base.running import Limits
from opgavekern.base.several import several
from opgavekern.base.texts import Language, message, quoted
from opgavekern.governance.activation import Governance
from opgavekern.governance.checking import check, run_rules
from opgavekern.governance.declarations.findings import Finding
from opgavekern.governance.in_force import ParameterOrigin, Resolution, Setting, Version
from opgavekern.governance.outcomes import CheckResult, RuleStatus, not_compared
from opgavekern.governance.resolving import resolve
from opgavekern.governance.running import plain_fields
from opgavekern.governance.versions import with_versions
from opgavekern.model import Dossier
from opgavekern.model.structuring import structure_one

_SILENT: Final = frozenset({RuleStatus.NOT_RUN, RuleStatus.FAILED})
_ONE_OF_THEM: Final = message("geef by of versions, niet allebei", "give by or versions, not both")
_NOTHING: Final[Mapping[str, Mapping[str, Any]]] = MappingProxyType({})


@attrs.frozen(kw_only=True)
class WhatIf(Result):
    """The findings that something supposed would add or take away.

    Attributes:
        on: The day.
        added: Found in what is supposed, and not as it is; in order of code and subject.
        removed: Found as it is, and not in what is supposed.
        same: Ids of what is found in both.
        reweighed: Of those, what would weigh otherwise, as it would be; in the same order.
        not_compared: Codes of rules that gave no answer in one of the two, so that nothing is
            known of what they would add or take away.
        versions: Plugins of which another version is supposed, each with both versions.
    """

    on: date
    added: tuple[Finding, ...] = ()
    removed: tuple[Finding, ...] = ()
    same: tuple[str, ...] = ()
    reweighed: tuple[Finding, ...] = ()
    not_compared: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.reweighed)

    COLUMNS: ClassVar[Columns] = columns(
        id=str,
        code=str,
        severity=str,
        kind=str,
        subject=str,
        is_added=bool,
        message_nl=str,
        message_en=str,
    )

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each finding that would come or go."""
        return [
            {
                "id": one.id,
                "code": one.code,
                "severity": one.severity.value,
                "kind": one.subject.kind,
                "subject": one.subject.id,
                "is_added": is_added,
                "message_nl": one.message.text("nl"),
                "message_en": one.message.text("en"),
            }
            for is_added, found in ((True, self.added), (False, self.removed))
            for one in found
        ]

    def describe(self, language: Language = "en") -> str:
        """Say how many findings would come, go and stay, and weigh otherwise."""
        weighed = message(
            ", waarvan anders gewogen {count}", ", of which weighed otherwise {count}",
            count=len(self.reweighed),
        )  # fmt: skip
        said = message(
            "Op {on}: erbij {added}, eraf {removed}, gelijk {same}{reweighed}.",
            "On {on}: added {added}, removed {removed}, same {same}{reweighed}.",
            on=self.on,
            added=len(self.added),
            removed=len(self.removed),
            same=len(self.same),
            reweighed=weighed if self.reweighed else "",
        ).text(language)
        return f"{said} {not_compared(self.not_compared, language)}".rstrip()


def what_if(
    dossier: Dossier,
    governance: Governance,
    *,
    parameters: Mapping[str, Mapping[str, Any]] = _NOTHING,
    without: Iterable[str] = (),
    by: Governance | None = None,
    facts: Dossier | None = None,
    versions: Iterable[str | Path] = (),
    on: date | None = None,
    limits: Limits = Limits(),
) -> WhatIf:
    """Tell which findings would come and go if something were otherwise.

    Waivers hold in both. What is supposed need not be allowed: a number may be one that no layer
    may set, and a law may be left out.

    Args:
        dossier: As it is.
        governance: As it is.
        parameters: Other numbers, by code of rule and name; for every public body.
        without: Codes of rules that would not be there.
        by: Other plugins, or the same otherwise: a proposed ordinance, a newer version.
        facts: Another dossier.
        versions: Where other versions stand of plugins that the dossier names: wheels, folders
            into which one was installed, or folders with source. They are loaded in a process of
            their own, so that a script must guard its main code by `if __name__ == "__main__":`;
            what is installed stays.
        on: The day; the dossier's own day where it is not given.
        limits: As for `check`.

    Raises:
        BadValueError: There is no such rule or parameter, or a value is none for it; or no plugin
            of the dossier stands where another version should.
        OpgavekernError: No day is given and the dossier has none.
        DossierError: The dossier does not fit the other versions.
        PluginError: Another version breaks the contract.
    """
    elsewhere = several(versions, "versions")
    if by is not None and elsewhere:
        raise BadValueError(_ONE_OF_THEM, code="versions-and-by", field="versions")
    now = check(dossier, governance, on=on, limits=limits)
    left_out = frozenset(several(without, "without"))
    ask = functools.partial(
        _then, parameters=dict(parameters), without=left_out, on=now.on, limits=limits
    )
    other = dossier if facts is None else facts
    if elsewhere:
        return _compared(now, with_versions(other, elsewhere, ask))
    return _compared(now, ask(other, by or governance))


def _then(
    dossier: Dossier,
    governance: Governance,
    *,
    parameters: Mapping[str, Mapping[str, Any]],
    without: frozenset[str],
    on: date,
    limits: Limits,
) -> CheckResult:
    """Check what is supposed."""
    supposed = _supposed(resolve(governance.plugins, on=on), parameters, without)
    return run_rules(governance.laid_under(dossier), governance, supposed, limits=limits)


def _compared(now: CheckResult, then: CheckResult) -> WhatIf:
    outcomes = (*now.receipt.rules, *then.receipt.rules)
    silent = {one.code for one in outcomes if one.status in _SILENT}
    before = {one.id: one for one in now.findings if one.code not in silent}
    after = {one.id: one for one in then.findings if one.code not in silent}
    return WhatIf(
        on=now.on,
        added=tuple(one for id, one in after.items() if id not in before),
        removed=tuple(one for id, one in before.items() if id not in after),
        same=tuple(sorted(before.keys() & after.keys())),
        reweighed=tuple(
            one
            for id, one in after.items()
            if id in before and one.severity is not before[id].severity
        ),
        not_compared=tuple(sorted(silent)),
        versions=tuple(_other_versions(now, then)),
    )


def _other_versions(now: CheckResult, then: CheckResult) -> Iterator[str]:
    supposed = {one.name: one.version for one in then.receipt.plugins}
    for one in now.receipt.plugins:
        other = supposed.get(one.name, one.version)
        if other != one.version:
            yield f"{one.name} {one.version} → {other}"


def _supposed(
    in_force: Resolution, parameters: Mapping[str, Mapping[str, Any]], without: frozenset[str]
) -> Resolution:
    codes = {one.rule.code for one in in_force.versions}
    for code in (*parameters, *without):
        if code not in codes:
            raise _bad(code, "rule", codes)
    versions = (
        _with(one, parameters.get(one.rule.code, {}))
        for one in in_force.versions
        if one.rule.code not in without
    )
    return attrs.evolve(in_force, versions=tuple(versions))


def _with(version: Version, values: Mapping[str, Any]) -> Version:
    """Return a rule with other numbers, in force also where somebody departed from it."""
    if not values:
        return version
    cls: type[Any] = version.rule.parameters
    names = {field.name for field in attrs.fields(cls)}
    for name in values:
        if name not in names:
            raise _bad(f"{version.rule.code}.{name}", "parameter", names, word=name)
    made, flaws = structure_one({**plain_fields(version.parameters), **values}, cls)
    if made is None:
        problem = flaws[0].problem
        raise BadValueError(problem.message, code=problem.code, field=_field_of(version, problem))
    by = ((version.layer, version.plugin),)
    settings = {
        name: Setting(value=getattr(made, name), how=ParameterOrigin.DEPARTED, by=by, basis=())
        for name in names
    }
    return attrs.evolve(version, settings=settings, is_off=False)


def _field_of(version: Version, problem: Any) -> str:
    name = problem.path[0] if problem.path else ""
    return f"{version.rule.code}.{name}"


def _bad(found: str, what: str, known: Iterable[str], *, word: str = "") -> BadValueError:
    names = sorted(known)
    sorts = {"rule": ("regel", "rule"), "parameter": ("getal", "parameter")}
    nl, en = sorts[what]
    return BadValueError(
        message(f"er is geen {nl} {{found}}", f"there is no {en} {{found}}", found=quoted(found)),
        code=f"unknown-{what}",
        remedy=one_of(names, word=word or found),
        field=found[:40],
    )
