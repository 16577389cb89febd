"""One ingredient of a check as it was in an earlier one: the numbers of a rule, or a record."""

from __future__ import annotations

from typing import Any

import attrs

from opgavekern.base.frozen import FrozenMap
from opgavekern.governance.in_force import (
    ANYONE_ELSE,
    ParameterOrigin,
    Setting,
    Version,
)
from opgavekern.governance.outcomes import RuleOutcome, RuleStatus
from opgavekern.governance.places import ANYWHERE_ELSE
from opgavekern.governance.running import plain_fields
from opgavekern.model import AreaId, Dossier, OrganisationId, Record, Ref, kind_named
from opgavekern.model.structuring import structure_one


def numbers_of(one: RuleOutcome) -> tuple[FrozenMap, bool]:
    """Return the numbers by which a rule ran, and whether it was departed from."""
    is_off = one.status is RuleStatus.DEPARTED
    return FrozenMap() if is_off else one.parameters, is_off


def numbers_in(one: Version) -> tuple[FrozenMap, bool]:
    """Return the same of a rule as it is in force."""
    return FrozenMap() if one.is_off else FrozenMap(plain_fields(one.parameters)), one.is_off


def as_then(version: Version, ways: tuple[RuleOutcome, ...]) -> tuple[Version, ...] | None:
    """Return a rule as it was in force then; None where it no longer takes those numbers."""
    found = []
    for way in ways:
        settings = _settings(version, way)
        if settings is None:
            return None
        whose: set[OrganisationId] = {*way.bodies, *({ANYONE_ELSE} if way.elsewhere else ())}
        where: set[AreaId] = {*way.areas, *({ANYWHERE_ELSE} if way.outside else ())}
        of_all = {(one.bodies, one.elsewhere) for one in ways} == {((), True)}
        of_everywhere = {(one.areas, one.outside) for one in ways} == {((), True)}
        found.append(
            attrs.evolve(
                version,
                whose=None if of_all else frozenset(whose),
                where=None if of_everywhere else frozenset(where),
                settings=settings,
                is_off=way.status is RuleStatus.DEPARTED,
                steps=(),
            )
        )
    return tuple(found)


def _settings(version: Version, way: RuleOutcome) -> dict[str, Setting] | None:
    cls: type[Any] = version.rule.parameters
    try:
        numbers, flaws = structure_one(way.parameters.plain(), cls)
    except Exception:  # noqa: BLE001 - whatever a plugin's class makes of it, it is no answer
        return None
    if flaws or numbers is None:
        return None
    by = ((version.layer, version.plugin),)
    return {
        name: Setting(value=getattr(numbers, name), how=ParameterOrigin.DECLARED, by=by, basis=())
        for name in (field.name for field in attrs.fields(cls))
        if way.status is not RuleStatus.DEPARTED
    }


def moved_records(old: Dossier, new: Dossier, plural: str) -> list[tuple[Ref, Record | None]]:
    """Return the records of a kind that are new, gone or changed, each as it was."""
    kind = kind_named(plural)
    before, after = old.known(plural), new.known(plural)
    if kind is None or old.of_kind(plural).is_withheld or new.of_kind(plural).is_withheld:
        return []
    then, now = before.digests(), after.digests()
    ids = sorted(id for id in then.keys() | now.keys() if then.get(id) != now.get(id))
    return [(Ref(kind.name, id), before.get(id)) for id in ids]


def set_back(dossier: Dossier, ref: Ref, record: Record | None) -> Dossier:
    """Return a dossier with one record as it was; None where it was not there."""
    return dossier.replace(without=[ref]) if record is None else dossier.replace(record)
