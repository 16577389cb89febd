"""What moved in one issue: its phase, its people, its money, the hours of its teams."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from opgavekern.comparing.moves import HoursMove, MoneyMove, PersonMove, PhaseMove, Position
from opgavekern.comparing.sides import Side
from opgavekern.governance import Named
from opgavekern.model import IssueId, Ref

_HOURS = ("teams", "assignments", "people")


@attrs.frozen(eq=False, repr=False)
class Pair:
    """The two dossiers side by side.

    Attributes:
        old: The one from before.
        new: The one of now.
        names: Call people by name.
        personal: Tell what personal fields held and hold.
    """

    old: Side
    new: Side
    names: bool = False
    personal: bool = False

    def know(self, *plurals: str) -> bool:
        """Tell whether both know all of these kinds."""
        return self.old.knows(*plurals) and self.new.knows(*plurals)

    def share(self, *plurals: str) -> bool:
        """Tell whether these kinds are one and the same in both, looked at on one day."""
        return self.old.on == self.new.on and all(
            self.old.dossier.of_kind(one) is self.new.dossier.of_kind(one) for one in plurals
        )

    def call(self, ref: Ref) -> Named:
        """Call a record as the new dossier does, or the old one where it is gone."""
        side = self.new if self.new.has(ref) else self.old
        return side.call(ref, names=self.names)

    def phase(self, issue: IssueId) -> PhaseMove | None:
        """Return from which phase an issue went to which; None where it stayed."""
        if not self.know("issues", "lifecycles"):
            return None
        before, after = self.old.phase(issue), self.new.phase(issue)
        return PhaseMove(before=before, after=after) if before is not after else None

    def people(self, issue: IssueId) -> Iterator[PersonMove]:
        """Yield who left and who came, by position."""
        for position in Position:
            kinds = ("teams", "assignments") if position is Position.MEMBER else ("issues",)
            if not self.know(*kinds) or self.share(*kinds):
                continue
            before, after = (one.people(issue, position) for one in (self.old, self.new))
            for person in sorted(before ^ after, key=lambda one: (one in after, one)):
                yield PersonMove(
                    position=position,
                    person=person,
                    called=self.call(Ref("person", person)),
                    has_come=person in after,
                )

    def money(self, issue: IssueId) -> Iterator[MoneyMove]:
        """Yield what is another amount, by year and programme."""
        if not self.know("budget_shares") or self.share("budget_shares"):
            return
        before, after = self.old.money(issue), self.new.money(issue)
        for year, programme in sorted(before.keys() | after.keys()):
            key = year, programme
            if before.get(key) != after.get(key):
                yield MoneyMove(
                    programme=programme,
                    called=self.call(Ref("budget_programme", programme)),
                    year=year,
                    before=before.get(key),
                    after=after.get(key),
                )

    def hours(self, issue: IssueId) -> HoursMove | None:
        """Return the hours of the issue's teams; None where they stayed the same."""
        if not self.know(*_HOURS) or self.share(*_HOURS):
            return None
        before, after = self.old.hours(issue), self.new.hours(issue)
        if before == after:
            return None
        return HoursMove(
            committed_before=before[0],
            committed_after=after[0],
            requested_before=before[1],
            requested_after=after[1],
        )
