"""Where the baseline's rules stand: laws by article, and what practice calls for.

No article below was read in its text in force when the rule was written: `verified` is False, and
reports say so.
"""

from __future__ import annotations

from typing import Final

from opgavekern.base.texts import Text
from opgavekern.governance import Basis, Layer, Scope
from opgavekern.model import Phase

#: Who may choose a number for which the nation gives only a start.
BELOW: Final = frozenset(Layer) - {Layer.NATIONAL}

#: Issues with an adopted mandate that is being worked on.
RUNNING_ISSUES: Final = Scope(
    kinds=frozenset({"issues"}), phases=frozenset(one for one in Phase if one.is_running)
)

#: What a rule rests on that no law asks for.
PRACTICE: Final = Basis(
    reference="Opgavegericht werken, praktijk van gemeenten (VPNG)",
    explanation=Text(
        nl="Geen wet: wat bij opgavegericht werken nodig blijkt.",
        en="No law: what issue-driven work turns out to need.",
    ),
    verified=False,
)


def _act(name: str, bwb: str, article: str, explanation: Text) -> Basis:
    return Basis(
        reference=name,
        article=article,
        address=f"https://wetten.overheid.nl/{bwb}",
        explanation=explanation,
        verified=False,
    )


def municipal_act(article: str, *, nl: str, en: str) -> Basis:
    """Name an article of the Municipalities Act (Gemeentewet, BWBR0005416)."""
    return _act("Gemeentewet", "BWBR0005416", article, Text(nl=nl, en=en))


def provincial_act(article: str, *, nl: str, en: str) -> Basis:
    """Name an article of the Provinces Act (Provinciewet, BWBR0005645)."""
    return _act("Provinciewet", "BWBR0005645", article, Text(nl=nl, en=en))


def water_authorities_act(article: str, *, nl: str, en: str) -> Basis:
    """Name an article of the Water Authorities Act (Waterschapswet, BWBR0005108)."""
    return _act("Waterschapswet", "BWBR0005108", article, Text(nl=nl, en=en))


def joint_arrangements_act(article: str, *, nl: str, en: str) -> Basis:
    """Name an article of the Joint Arrangements Act (Wgr, BWBR0003740)."""
    return _act("Wet gemeenschappelijke regelingen", "BWBR0003740", article, Text(nl=nl, en=en))
