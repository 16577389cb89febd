"""Why two tasks depend on each other, in words that a team knows."""

from __future__ import annotations

from typing import Any, Final, TypeVar

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.labels import Term
from opgavekern.base.texts import Language, message

#: The attribute of a tie between tasks that holds why they depend on each other.
BECAUSE: Final = "because"
_Reason = TypeVar("_Reason")


class DependencyKind(Term):
    """In what way two issues depend on each other."""

    AREA = "area", "gebied", "area"
    GOAL = "goal", "gedeeld doel", "shared goal"
    EFFORT = "effort", "gedeelde inspanning", "shared effort"
    CONTRIBUTION = "contribution", "bijdrage aan doel", "contribution to goal"
    PRECEDENCE = "precedence", "eerst nodig", "needed first"
    PART = "part", "onderdeel van", "part of"


@attrs.frozen(kw_only=True)
class Dependency(Answer):
    """One reason why two tasks depend on each other.

    Attributes:
        kind: In what way.
        through: By what: an area, goal, effort or issue, by its id.
        label: What people call it.
    """

    kind: DependencyKind
    through: str
    label: str = ""

    def text(self, language: Language = "en") -> str:
        """Return the reason in words."""
        return message(
            "{kind} {through}",
            "{kind} {through}",
            kind=self.kind,
            through=self.label or self.through,
        ).text(language)


def reasons_in(why: Any, sort: type[_Reason]) -> tuple[_Reason, ...]:
    """Return the reasons of a sort in what a tie has as `because`; anything else says none."""
    told = why if isinstance(why, tuple | list) else ()
    return tuple(one for one in told if isinstance(one, sort))
