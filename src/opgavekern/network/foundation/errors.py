"""What networks are refused for, in words that say what to do."""

from __future__ import annotations

from opgavekern.base.errors import OpgavekernError


class NetworkError(OpgavekernError, ValueError):
    """A graph, attribute or choice for which a measure has no meaning; says what to do."""
