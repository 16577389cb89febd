"""Waivers: which findings they take away on a day, and which waivers do nothing, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

import attrs

from opgavekern.base.near import one_of
from opgavekern.base.texts import LANGUAGES, Message, Text, message
from opgavekern.governance.declarations.findings import Finding, Named
from opgavekern.governance.declarations.retired import RetiredCode
from opgavekern.governance.declarations.rules import Rule
from opgavekern.governance.outcomes import WaiverOutcome, WaiverStatus
from opgavekern.model import Dossier, Ref, Waiver


@attrs.frozen(kw_only=True)
class Waiving:
    """Findings of one check, parted by the dossier's waivers.

    Attributes:
        standing: Those that stay.
        waived: Those that a waiver takes away.
        outcomes: What became of each waiver, in order of id.
    """

    standing: tuple[Finding, ...]
    waived: tuple[Finding, ...]
    outcomes: tuple[WaiverOutcome, ...]

    @classmethod
    def of(
        cls,
        dossier: Dossier,
        day: date,
        rules: Iterable[Rule[Any]],
        findings: Iterable[Finding],
        *,
        retired: Mapping[str, RetiredCode] = MappingProxyType({}),
        silent: frozenset[str],
        off: frozenset[str] = frozenset(),
        is_partial: bool = False,
    ) -> Waiving:
        """Part findings by the waivers of a dossier that hold on a day.

        Args:
            dossier: With its waivers; where those are withheld, none is known.
            day: The day of the check.
            rules: All that the plugins declared.
            findings: All that was found.
            retired: Codes that plugins use no more.
            silent: Codes of rules that gave no answer.
            off: Codes of rules that were departed from for every body.
            is_partial: A plugin was left out, so that a rule which nobody declared may be its.
        """
        every = tuple(findings)
        waivers = sorted(dossier.known("waivers"), key=lambda one: one.id)
        if not waivers:
            return cls(standing=every, waived=(), outcomes=())
        about: dict[tuple[str, Ref], list[str]] = {}
        for one in every:
            about.setdefault((one.code, one.subject), []).append(one.id)
        declared = {one.code: one for one in rules}
        if is_partial:
            silent |= {one.rule for one in waivers} - declared.keys() - retired.keys()
        judge = _Judge(dossier, day, declared, retired, silent, off)
        judged = [(one, judge.refusal(one), about.get(_aim(one), [])) for one in waivers]
        taken = {
            id for one, refusal, ids in judged if refusal is None and judge.holds(one) for id in ids
        }
        return cls(
            standing=tuple(one for one in every if one.id not in taken),
            waived=tuple(one for one in every if one.id in taken),
            outcomes=tuple(judge.outcome(one, refusal, ids, taken) for one, refusal, ids in judged),
        )


def _aim(one: Waiver) -> tuple[str, Ref]:
    return one.rule, one.subject


@attrs.frozen
class _Judge:
    """What it takes to judge a waiver."""

    dossier: Dossier
    day: date
    rules: Mapping[str, Rule[Any]]
    retired: Mapping[str, RetiredCode]
    silent: frozenset[str]
    off: frozenset[str]

    def holds(self, one: Waiver) -> bool:
        """Tell whether the day is one of those for which it was granted."""
        return _first(one) <= self.day <= _last(one)

    def refusal(self, one: Waiver) -> Message | None:
        """Say why a waiver counts on no day at all; None for one that does."""
        rule = self.rules.get(one.rule)
        if one.rule in self.retired:
            return self.retired[one.rule].story
        if rule is None and one.rule in self.silent:
            return None
        if rule is None:
            return message(
                "er is geen regel {rule}. {known}",
                "there is no rule {rule}. {known}",
                rule=one.rule[:40],
                known=one_of(self.rules, word=one.rule),
            )
        if not rule.waivable_by:
            return message(
                "van deze regel kan niemand ontheffing verlenen.",
                "nobody can grant a waiver of this rule.",
            )
        if one.granted_by not in rule.waivable_by:
            may = tuple(self._called(Ref("role", role)) for role in sorted(rule.waivable_by))
            return message(
                "niet vermeld is wie haar verleende. Dat mag: {may}."
                if one.granted_by is None
                else "{role} mag van deze regel geen ontheffing verlenen. Dat mag: {may}.",
                "it does not say who granted it. Who may: {may}."
                if one.granted_by is None
                else "{role} may not grant a waiver of this rule. Who may: {may}.",
                role=self._called(Ref("role", one.granted_by or "")),
                may=may,
            )
        if _first(one) > _last(one):
            return message(
                "zij begint op {first}, na haar laatste dag, {last}.",
                "it begins on {first}, after its last day, {last}.",
                first=_first(one),
                last=_last(one),
            )
        return None

    def outcome(
        self, one: Waiver, refusal: Message | None, ids: list[str], taken: set[str]
    ) -> WaiverOutcome:
        """Tell what became of a waiver, of which `ids` are the findings that it is about."""
        left = [id for id in ids if id not in taken]
        said: tuple[Message, Message | None]
        if refusal is not None:
            status, found, said = WaiverStatus.REFUSED, left, self._refused(one, refusal)
        elif self.day > _last(one):
            status, found, said = WaiverStatus.EXPIRED, left, self._expired(one, back=bool(left))
        elif ids and self.holds(one):
            status, found, said = WaiverStatus.ACTIVE, ids, (self._active(one), None)
        elif one.rule in self.silent and self.holds(one):
            status, found, said = WaiverStatus.ACTIVE, [], self._unknown(one)
        else:
            status, found, said = WaiverStatus.UNUSED, [], self._unused(one)
        return WaiverOutcome(
            waiver=one.id,
            rule=one.rule,
            subject=one.subject,
            status=status,
            findings=tuple(found),
            granted_by=one.granted_by,
            reference=one.reference,
            expires_on=one.expires_on,
            location=self.dossier.locations.find("waiver", one.id),
            message=said[0],
            remedy=said[1],
        )

    def _refused(self, one: Waiver, why: Message) -> tuple[Message, Message]:
        said = message(
            "De ontheffing van {rule} voor {subject} telt niet: {why}",
            "The waiver of {rule} for {subject} does not count: {why}",
            **self._aimed(one),
            why=why,
        )
        return said, message("Verbeter haar of haal haar weg.", "Correct it or take it out.")

    def _expired(self, one: Waiver, *, back: bool) -> tuple[Message, Message]:
        values = {**self._aimed(one), "last": _last(one)}
        if back:
            return message(
                "De ontheffing van {rule} voor {subject} liep tot en met {last}; de bevinding is "
                "terug.",
                "The waiver of {rule} for {subject} ran until {last}; the finding is back.",
                **values,
            ), message(
                "Los de bevinding op, of laat opnieuw ontheffing verlenen.",
                "Settle the finding, or have a waiver granted anew.",
            )
        said = message(
            "De ontheffing van {rule} voor {subject} liep tot en met {last}, en neemt niets meer "
            "weg.",
            "The waiver of {rule} for {subject} ran until {last}, and takes nothing away any more.",
            **values,
        )
        return said, _TAKE_OUT

    def _active(self, one: Waiver) -> Message:
        return message(
            "{rule} hoeft voor {subject} niet te worden gevolgd tot en met {last}.",
            "{rule} need not be met for {subject} until {last}.",
            **self._aimed(one),
            last=_last(one),
        )

    def _unknown(self, one: Waiver) -> tuple[Message, None]:
        said = message(
            "{said} Of dat nodig is, is niet bekend: de regel gaf geen antwoord.",
            "{said} Whether that is needed is unknown: the rule gave no answer.",
            said=self._active(one),
        )
        return said, None

    def _unused(self, one: Waiver) -> tuple[Message, Message | None]:
        aimed = self._aimed(one)
        if self.day < _first(one):
            said = message(
                "De ontheffing van {rule} voor {subject} begint pas op {first}.",
                "The waiver of {rule} for {subject} begins only on {first}.",
                **aimed,
                first=_first(one),
            )
            return said, None
        if one.rule in self.off or self.day not in self.rules[one.rule].valid:
            said = message(
                "De ontheffing van {rule} voor {subject} is niet nodig: de regel geldt die dag "
                "niet.",
                "The waiver of {rule} for {subject} is not needed: the rule is not in force that "
                "day.",
                **aimed,
            )
            return said, None
        said = message(
            "De ontheffing van {rule} voor {subject} is niet nodig: er is niets gevonden.",
            "The waiver of {rule} for {subject} is not needed: nothing was found.",
            **aimed,
        )
        return said, _TAKE_OUT

    def _aimed(self, one: Waiver) -> dict[str, Any]:
        return {"rule": one.rule[:40], "subject": self._called(one.subject)}

    def _called(self, ref: Ref) -> Text:
        named = Named.within(self.dossier, ref)
        return Text(**{tongue: named.text(tongue) for tongue in LANGUAGES})


_TAKE_OUT = message("Haal haar weg.", "Take it out.")


def _first(one: Waiver) -> date:
    days = [day for day in (one.granted_on, one.valid.first) if day is not None]
    return max(days, default=date.min)


def _last(one: Waiver) -> date:
    return min(one.expires_on, one.valid.last or date.max)
