"""Waivers: rules that need not be kept here, for a reason, until a day."""

from __future__ import annotations

from datetime import date

import attrs

from opgavekern.base.labels import dutch
from opgavekern.base.texts import Prose
from opgavekern.model.record import Record
from opgavekern.model.references import AnyRef, RoleId, WaiverId, as_id


@dutch(
    "ontheffing",
    id="id",
    rule="regel",
    subject="onderwerp",
    reason="reden",
    granted_by="verleend door",
    reference="kenmerk",
    granted_on="verleend op",
    expires_on="vervalt op",
)
@attrs.frozen(kw_only=True)
class Waiver(Record):
    """A rule that one record need not meet for a while.

    Attributes:
        id: Name within the dossier.
        rule: Code of the rule.
        subject: The record that need not meet it.
        reason: Why.
        granted_by: The role that granted it.
        reference: Number or address of the decision.
        granted_on: The day of granting.
        expires_on: The last day on which it holds; every waiver ends.
    """

    rule: str
    subject: AnyRef
    reason: Prose
    granted_by: RoleId | None = None
    reference: str = ""
    granted_on: date | None = None
    expires_on: date
    id: WaiverId = attrs.field()

    @id.default
    def _from_its_ends(self) -> WaiverId:
        return WaiverId(as_id(self.rule, self.subject.kind or "record", self.subject.id))
