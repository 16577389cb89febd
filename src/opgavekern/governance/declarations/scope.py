"""To which records a rule applies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.texts import Language, Message, message
from opgavekern.model import AreaLevel, OrganisationKind, Phase, StatusName, kind_named


@attrs.frozen(kw_only=True)
class Scope(Answer):
    """The records to which a rule applies; a part that is empty sets no limit.

    A record is in scope where every part that is not empty holds of it. The rule itself need not
    look. One that judges `each` record of a kind is given those in scope only; any other is given
    all that it reads, and what it finds about a record out of scope is set aside and counted in
    the receipt. Where no record of the dossier is in scope, the rule does not apply and is not
    asked.

    Attributes:
        kinds: Kinds of the records that findings are about, by plural name.
        tiers: Sorts of public body to which the record belongs, on the day; what is of nobody
            known may be of any public body of the dossier.
        phases: Where the issue is to which the record belongs, on the day. An issue in no known
            phase, and what belongs to no issue, is in none of them.
        statuses: The same by names from the lifecycles that plugins bring; where phases are given
            too, one of either is enough.
        area_levels: Levels of the areas in which the record is; what names no area is in none.

    What would tell and is withheld is not known to be out of scope. Without the kinds that every
    such question needs (those in `kinds`, organisations for tiers, issues and lifecycles for
    phases, areas for levels) the rule does not run.
    """

    kinds: frozenset[str] = frozenset()
    tiers: frozenset[OrganisationKind] = frozenset()
    phases: frozenset[Phase] = frozenset()
    statuses: frozenset[StatusName] = frozenset()
    area_levels: frozenset[AreaLevel] = frozenset()

    @property
    def is_everything(self) -> bool:
        """It leaves nothing out."""
        return self == Scope()

    @property
    def reads(self) -> frozenset[str]:
        """Kinds without which nobody knows what is in scope, by plural name."""
        told = {
            "organisations": self.tiers,
            "issues": self.phases | self.statuses,
            "lifecycles": self.phases,
            "areas": self.area_levels,
        }
        return self.kinds | {kind for kind, part in told.items() if part}

    def text(self, language: Language = "en") -> str:
        """Return it in words; empty where it leaves nothing out."""
        return "; ".join(one.text(language) for one in self._said())

    def _said(self) -> Iterator[Message]:
        kinds = [kind_named(one) for one in sorted(self.kinds)]
        parts: tuple[tuple[str, str, tuple[Any, ...]], ...] = (
            ("soort", "kind", tuple(one.plural_label for one in kinds if one is not None)),
            ("van een", "of a", tuple(one for one in OrganisationKind if one in self.tiers)),
            (
                "fase",
                "phase",
                (
                    *(one for one in Phase if one in self.phases),
                    *map(str, sorted(self.statuses)),
                ),
            ),
            ("gebied", "area", tuple(one for one in AreaLevel if one in self.area_levels)),
        )
        for nl, en, values in parts:
            if values:
                yield message(f"{nl}: {{values}}", f"{en}: {{values}}", values=values)
