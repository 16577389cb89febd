"""Why rules, papers and the way of working ask that two have contact."""

from __future__ import annotations

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.labels import Term
from opgavekern.base.texts import Language, message


class RequirementKind(Term):
    """What asks that two have contact."""

    AGREEMENT = "agreement", "afspraak", "agreement"
    COMMISSION = "commission", "opdracht", "commission"
    MANDATE = "mandate", "mandaat", "mandate"
    PROGRAMME = "programme", "programma", "programme"
    PORTFOLIO = "portfolio", "portefeuille", "portfolio"
    TEAM = "team", "team", "team"
    METHOD = "method", "stap van de werkwijze", "step of the way of working"


@attrs.frozen(kw_only=True)
class Requirement(Answer):
    """One reason why two should have contact.

    Attributes:
        kind: What asks it.
        through: By what: a record, as its kind and id, and of a way of working the step.
        label: What people call it.
    """

    kind: RequirementKind
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
