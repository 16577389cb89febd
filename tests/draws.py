"""How often a law is tried: in proportion to what Hypothesis's profile asks."""

from __future__ import annotations

from hypothesis import settings


def draws(usual: int) -> int:
    """Return how many cases to try, at least one.

    Args:
        usual: How many where the profile keeps Hypothesis's own hundred; fewer where it asks fewer.
    """
    return max(1, usual * min(settings().max_examples, 100) // 100)
