"""The form of each kind of party, so that no picture tells them apart by colour alone.

Who joined a network stands on its base, who left it on its point.
"""

from __future__ import annotations


def form(kind: str, radius: float) -> str:
    """Return the SVG path of a node around (0, 0): each kind has a form of its own."""
    r = radius
    corners = {
        "government": [(-0.86 * r, -0.86 * r), (0.86 * r, -0.86 * r), (0.86 * r, 0.86 * r),
                       (-0.86 * r, 0.86 * r)],
        "partner": [(0.0, -1.15 * r), (1.15 * r, 0.0), (0.0, 1.15 * r), (-1.15 * r, 0.0)],
        "entrepreneurs": [(0.0, -1.2 * r), (1.1 * r, 0.8 * r), (-1.1 * r, 0.8 * r)],
        "joined": [(0.0, -1.2 * r), (1.1 * r, 0.8 * r), (-1.1 * r, 0.8 * r)],
        "left": [(0.0, 1.2 * r), (-1.1 * r, -0.8 * r), (1.1 * r, -0.8 * r)],
        "other": [(1.0 * r, 0.0), (0.5 * r, 0.87 * r), (-0.5 * r, 0.87 * r), (-1.0 * r, 0.0),
                  (-0.5 * r, -0.87 * r), (0.5 * r, -0.87 * r)],
    }.get(kind)  # fmt: skip
    if corners is None:
        return f"M{r:g} 0A{r:g} {r:g} 0 1 1 {-r:g} 0A{r:g} {r:g} 0 1 1 {r:g} 0Z"
    return "M" + "L".join(f"{round(x, 1):g} {round(y, 1):g}" for x, y in corners) + "Z"
