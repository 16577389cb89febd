"""What can move between two dossiers: phases, people, money, hours, records, findings."""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import Final

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.labels import Term
from opgavekern.base.texts import Language, Message, Text, message
from opgavekern.governance import Named, Severity
from opgavekern.model import BudgetProgrammeId, ChangeType, PersonId, Phase, Ref, kind_named


class Position(Term):
    """What someone is to an issue."""

    POLITICAL_SPONSOR = "political_sponsor", "bestuurlijk opdrachtgever"
    CO_SPONSOR = "co_sponsor", "medeopdrachtgever", "co-sponsor"
    OFFICIAL_SPONSOR = "official_sponsor", "ambtelijk opdrachtgever"
    LEAD = "lead", "opgavemanager", "issue lead"
    MEMBER = "member", "teamlid", "team member"


@attrs.frozen(kw_only=True)
class PhaseMove(Answer):
    """An issue that is in another phase.

    Attributes:
        before: Its phase in the old dossier; None where it had none, or none that is known.
        after: Its phase in the new one.
    """

    before: Phase | None = None
    after: Phase | None = None

    def text(self, language: Language = "en") -> str:
        """Say from which phase to which."""
        if self.before is None:
            return message("Fase: {after}.", "Phase: {after}.", after=self.after).text(language)
        return message(
            "Fase: {before} → {after}.",
            "Phase: {before} → {after}.",
            before=self.before,
            after=self.after or _NONE,
        ).text(language)


@attrs.frozen(kw_only=True)
class PersonMove(Answer):
    """Someone who came to an issue, or left it.

    Attributes:
        position: What that person is to the issue.
        person: Who.
        called: What to call that person: by function and pseudonym, unless names were asked for.
        has_come: Came; left otherwise.
    """

    position: Position
    person: PersonId
    called: Named
    has_come: bool

    def text(self, language: Language = "en") -> str:
        """Say who came as what, or left."""
        came = Text(nl="Erbij als {position}: {who}.", en="New as {position}: {who}.")
        left = Text(nl="Niet meer {position}: {who}.", en="No longer {position}: {who}.")
        values = {"position": self.position, "who": self.called}
        return Message(came if self.has_come else left, values).text(language)


@attrs.frozen(kw_only=True)
class MoneyMove(Answer):
    """What a budget programme pays of an issue in a year, when that is another amount.

    Attributes:
        programme: Which programme.
        called: What people call it.
        year: Budget year.
        before: Euros in the old dossier; None where there is no share, or no amount known.
        after: Euros in the new one.
    """

    programme: BudgetProgrammeId
    called: Named
    year: int
    before: Decimal | None = None
    after: Decimal | None = None

    def text(self, language: Language = "en") -> str:
        """Say whose money of which year, from how much to how much."""
        return message(
            "Geld uit {programme}, {year}: {before} → {after}.",
            "Money from {programme}, {year}: {before} → {after}.",
            programme=self.called,
            year=str(self.year),
            before=euros(self.before),
            after=euros(self.after),
        ).text(language)


@attrs.frozen(kw_only=True)
class HoursMove(Answer):
    """Hours claimed for an issue's teams in the week of the day, when those are other hours.

    Attributes:
        committed_before: Hours promised, in the old dossier.
        committed_after: Hours promised, in the new one.
        requested_before: Hours asked for and not yet promised, in the old dossier.
        requested_after: Hours asked for and not yet promised, in the new one.
    """

    committed_before: Decimal
    committed_after: Decimal
    requested_before: Decimal
    requested_after: Decimal

    def text(self, language: Language = "en") -> str:
        """Say how many hours a week were and are promised, and asked for."""
        committed = message(
            "{before} → {after} toegezegd",
            "{before} → {after} committed",
            before=self.committed_before,
            after=self.committed_after,
        )
        requested = message(
            "{before} → {after} gevraagd",
            "{before} → {after} requested",
            before=self.requested_before,
            after=self.requested_after,
        )
        moved = (
            (committed, self.committed_before != self.committed_after),
            (requested, self.requested_before != self.requested_after),
        )
        parts = tuple(said for said, has_moved in moved if has_moved)
        return message("Uren per week: {parts}.", "Hours a week: {parts}.", parts=parts).text(
            language
        )


@attrs.frozen(kw_only=True)
class FieldMove(Answer):
    """A field of a record that holds something else.

    Attributes:
        path: The field; deeper where it is a field of a part.
        said: What became of it, in words.
        before: What it held, as canonical JSON; None where that is personal and not asked for.
        after: What it holds, likewise.
        is_told: Another move says the same in the terms of an issue: a phase, someone, money.
    """

    path: tuple[str, ...]
    said: Text
    before: str | None = None
    after: str | None = None
    is_told: bool = False

    def text(self, language: Language = "en") -> str:
        """Say what became of the field."""
        return self.said.text(language)


@attrs.frozen(kw_only=True)
class RecordMove(Answer):
    """A record that is new, gone or changed.

    Attributes:
        called: Which record, and what people call it.
        type: What became of it.
        fields: What changed in it.
        is_told: Another move says the same in the terms of an issue.
    """

    called: Named
    type: ChangeType
    fields: tuple[FieldMove, ...] = ()
    is_told: bool = False

    @property
    def ref(self) -> Ref:
        """Which record."""
        return self.called.ref

    def text(self, language: Language = "en") -> str:
        """Say which record it is, what became of it, and what changed in it."""
        kind = kind_named(self.ref.kind)
        label = kind.label.text(language) if kind is not None else self.ref.kind
        is_named = self.called.name != self.ref.id
        name = f"“{self.called.text(language)}”" if is_named else self.ref.id
        said = f"{label[:1].upper()}{label[1:]} {name}: {self.type.text(language)}"
        fields = [one.text(language) for one in self.fields if not one.is_told]
        return f"{said}; {'; '.join(fields)}." if fields else f"{said}."


@attrs.frozen(kw_only=True)
class HeaderMove(Answer):
    """What changed in what is said of the dossier as a whole.

    Attributes:
        fields: What changed.
    """

    fields: tuple[FieldMove, ...]

    def text(self, language: Language = "en") -> str:
        """Say what changed."""
        return message(
            "Het dossier zelf: {fields}.",
            "The dossier itself: {fields}.",
            fields="; ".join(one.text(language) for one in self.fields),
        ).text(language)


@attrs.frozen(kw_only=True)
class FindingMove(Answer):
    """A finding that is new, or gone.

    Attributes:
        id: The finding's id, which stays the same as long as rule, subject and key do.
        code: Code of the rule.
        severity: How much it weighs.
        subject: The record that it is about.
        said: What is, or was, the matter.
        remedy: What to do.
        is_new: It was not there before; gone otherwise.
        by_waiver: It was found both times: a waiver took it away, or no longer does.
    """

    id: str
    code: str
    severity: Severity
    subject: Ref
    said: Text
    remedy: Text
    is_new: bool
    by_waiver: bool = False

    def text(self, language: Language = "en") -> str:
        """Say whether it is new or gone, how much it weighs, and what is the matter."""
        values = {"severity": self.severity, "code": self.code, "said": self.said}
        return Message(_FINDING_MOVED[self.is_new, self.by_waiver], values).text(language)


#: By whether a finding is new, and whether only a waiver makes the difference.
_FINDING_MOVED: Final = MappingProxyType(
    {
        (True, False): Text(
            nl="Nieuw, {severity}, {code}: {said}", en="New, {severity}, {code}: {said}"
        ),
        (False, False): Text(
            nl="Weg, {severity}, {code}: {said}", en="Gone, {severity}, {code}: {said}"
        ),
        (True, True): Text(
            nl="Terug na een ontheffing, {severity}, {code}: {said}",
            en="Back after a waiver, {severity}, {code}: {said}",
        ),
        (False, True): Text(
            nl="Ontheven, {severity}, {code}: {said}", en="Waived, {severity}, {code}: {said}"
        ),
    }
)


def euros(amount: Decimal | None) -> Text:
    """Say an amount of money, cents where there are any; also where there is none."""
    if amount is None:
        return _NONE
    english = (
        f"{abs(amount):,.2f}" if amount != amount.to_integral_value() else f"{abs(amount):,.0f}"
    )
    dutch = english.translate(str.maketrans(",.", ".,"))
    minus = "−" if amount < 0 else ""
    return Text(nl=f"{minus}€\u00a0{dutch}", en=f"{minus}€{english}")


_NONE = Text(nl="geen", en="none")
