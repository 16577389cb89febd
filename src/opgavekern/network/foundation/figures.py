"""How results say a figure."""

from __future__ import annotations


def in_short(figure: float | None) -> str:
    """Return a figure with three decimals; a dash where it is not known or not defined."""
    return "–" if figure is None else f"{figure:.3f}"
