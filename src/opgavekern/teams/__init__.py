"""Teams: what is asked of people, and what they have."""

from __future__ import annotations

from opgavekern.teams.claims import ClaimedHours, WeekClaim, hours_claimed

__all__ = ["ClaimedHours", "WeekClaim", "hours_claimed"]
