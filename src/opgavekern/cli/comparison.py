"""How commands compare a dossier with an earlier one: both by the rules of the newer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from opgavekern.base.running import Limits
from opgavekern.cli.opening import check_dossier

if TYPE_CHECKING:
    from opgavekern.comparing import Comparison
    from opgavekern.governance import CheckResult, Governance
    from opgavekern.model import Dossier


def compare_with(
    old: Dossier,
    new: Dossier,
    governance: Governance,
    result: CheckResult,
    *,
    names: bool,
    personal: bool = False,
    limits: Limits,
    old_on: date | None = None,
) -> Comparison:
    """Compare a dossier that was checked with an earlier one, which is checked by the same rules.

    Args:
        old: The earlier dossier.
        new: The dossier of now.
        governance: What governs it.
        result: What checking it found.
        names: Call people by name.
        personal: Tell what personal fields held and hold.
        limits: How much is accepted.
        old_on: The day for the earlier one; its own where it is not given.
    """
    from opgavekern.comparing import compare_dossiers

    before = check_dossier(old, governance, on=old_on, limits=limits)
    return compare_dossiers(old, new, results=(before, result), names=names, personal=personal)
