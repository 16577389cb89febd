"""Which records of a dossier are in the scope of a rule on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from opgavekern.governance.areas import area_ids
from opgavekern.governance.bodies import PUBLIC, Belonging
from opgavekern.governance.declarations.rules import Rule
from opgavekern.governance.declarations.scope import Scope
from opgavekern.model import AreaId, Dossier, Ref, WithheldError, kind_named
from opgavekern.model.records import id_of


class Scoping:
    """Tells of one dossier on one day what rules apply to."""

    def __init__(self, dossier: Dossier, on: date) -> None:
        """Take note of a dossier."""
        self._dossier = dossier
        self._on = on
        organisations = dossier.known("organisations")
        self._public = {
            one.id: kind for one in organisations if (kind := one.kind_on(on)) in PUBLIC
        }
        self._belonging = Belonging(dossier, on, frozenset(self._public))
        self._known: dict[tuple[Scope, Ref], bool] = {}
        self._ids: dict[tuple[Scope, str], frozenset[str]] = {}

    def holds(self, scope: Scope, ref: Ref) -> bool:
        """Tell whether a record is in scope; what is withheld may be."""
        if scope.is_everything:
            return True
        found = self._known.get((scope, ref))
        if found is None:
            found = self._known[scope, ref] = (
                self._is_of_kind(scope, ref)
                and self._is_of_tier(scope, ref)
                and self._is_at(scope, ref)
                and self._is_in_area(scope, ref)
            )
        return found

    def falls_away(self, rule: Rule[Any]) -> bool:
        """Tell whether no record that a rule could find something about is in its scope."""
        scope = rule.scope
        if scope.is_everything:
            return False
        kinds = {rule.each} if rule.each else scope.kinds or rule.reads
        return not any(self.ids(scope, plural) for plural in kinds)

    def ids(self, scope: Scope, plural: str) -> frozenset[str]:
        """Return the ids of the records of a kind that are in scope."""
        found = self._ids.get((scope, plural))
        if found is None:
            kind = kind_named(plural)
            refs = (
                [Ref(kind.name, id_of(one)) for one in self._dossier.known(plural)] if kind else []
            )
            found = frozenset(ref.id for ref in refs if self.holds(scope, ref))
            self._ids[scope, plural] = found
        return found

    def _is_of_kind(self, scope: Scope, ref: Ref) -> bool:
        kind = kind_named(ref.kind)
        return not scope.kinds or (kind is not None and kind.plural in scope.kinds)

    def _is_of_tier(self, scope: Scope, ref: Ref) -> bool:
        if not scope.tiers:
            return True
        return any(self._public.get(one) in scope.tiers for one in self._belonging.of(ref))

    def _is_at(self, scope: Scope, ref: Ref) -> bool:
        """Tell whether one of the issues of a record is where the scope says."""
        if not scope.phases | scope.statuses:
            return True
        try:
            issues = self._dossier.issues_concerned(ref)
        except WithheldError:
            return True
        known = self._dossier.issues
        changes = ((one, known[one].change_on(self._on)) for one in issues if one in known)
        return any(
            change is not None
            and (
                change.status in scope.statuses
                or self._dossier.phase_into(known[one], change) in scope.phases
            )
            for one, change in changes
        )

    def _is_in_area(self, scope: Scope, ref: Ref) -> bool:
        if not scope.area_levels:
            return True
        found = area_ids(self._dossier, ref)
        areas = (self._dossier.areas.get(AreaId(id)) for id in found.ids)
        is_there = any(one is not None and one.level in scope.area_levels for one in areas)
        return is_there or (not found.ids and found.is_hidden)
