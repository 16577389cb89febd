"""Where the baseline's rules stand: laws by article, and what practice calls for."""

from __future__ import annotations

from typing import Final

from opgavekern.base.texts import Text
from opgavekern.governance import Basis

#: What a rule rests on that no law asks for.
PRACTICE: Final = Basis(
    reference="Opgavegericht werken, praktijk van gemeenten (VPNG)",
    explanation=Text(
        nl="Geen wet: wat bij opgavegericht werken nodig blijkt.",
        en="No law: what issue-driven work turns out to need.",
    ),
    verified=False,
)


def municipal_act(article: str, *, nl: str, en: str) -> Basis:
    """Name an article of the Municipalities Act (Gemeentewet, BWBR0005416)."""
    return Basis(
        reference="Gemeentewet",
        article=article,
        address="https://wetten.overheid.nl/BWBR0005416",
        explanation=Text(nl=nl, en=en),
        verified=False,
    )
