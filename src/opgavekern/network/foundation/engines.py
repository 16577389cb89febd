"""Plain or fast: the one place where that is chosen."""

from __future__ import annotations

import importlib.util
from typing import Final

from opgavekern.base.extras import require
from opgavekern.network.foundation.choices import chosen
from opgavekern.network.foundation.readings import Engine

#: Below so many actors converting and importing cost more than they save (measured).
WORTHWHILE: Final = 300


def engine_for(size: int, wanted: Engine | str | None, *needs: str) -> Engine:
    """Choose what computes a measure.

    Args:
        size: Number of actors.
        wanted: What the caller asked for; None leaves it to size and to what is installed.
        *needs: Modules that the fast path imports, such as `scipy.sparse`.

    Raises:
        NetworkError: There is no such engine.
        MissingExtraError: The fast one is asked for, and not installed.
    """
    if wanted is None:
        is_worth_it = size >= WORTHWHILE and all(map(_is_installed, needs))
        return Engine.FAST if is_worth_it else Engine.PLAIN
    engine = chosen(Engine, wanted, "engine")
    if engine is Engine.FAST:
        for module in needs:
            require(module)
    return engine


def _is_installed(module: str) -> bool:
    return importlib.util.find_spec(module.partition(".")[0]) is not None
