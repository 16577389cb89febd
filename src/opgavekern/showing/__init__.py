"""One record as people read it: what is known of it, what is around it, what refers to it."""

from __future__ import annotations

from opgavekern.showing.card import Card, Fact, Group, show
from opgavekern.showing.words import say_period

__all__ = ["Card", "Fact", "Group", "say_period", "show"]
