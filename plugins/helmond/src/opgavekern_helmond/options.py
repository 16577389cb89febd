"""What a dossier may choose."""

from __future__ import annotations

import attrs

from opgavekern.model import AreaId, BodyId


@attrs.frozen(kw_only=True)
class HelmondOptions:
    """What differs by year or is in no public source.

    Attributes:
        issue_team_districts: The districts that were given an issue team. Which two these are was
            not found: none given means that it is not known, and nothing is said about it.
        advice_committees: Bodies that advise the council before it decides.
        work_areas: CBS districts where people work and hardly anyone lives.
        budget_warning_days: How long before the day of the budget the province's rule NBR-002
            should warn; needs the plugin `noord-brabant`. None leaves that to the province.
    """

    issue_team_districts: tuple[AreaId, ...] = ()
    advice_committees: tuple[BodyId, ...] = (BodyId("helmond-adviescommissie"),)
    work_areas: tuple[AreaId, ...] = (AreaId("helmond-industriegebied-zuid"),)
    budget_warning_days: int | None = None
