"""Organisations that work on issues, and the units they consist of."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs

from opgavekern.base.labels import Term, dutch
from opgavekern.model.dates import ALWAYS, Period
from opgavekern.model.record import Holder, Record
from opgavekern.model.references import AreaId, OrganisationId, UnitId
from opgavekern.model.values import not_negative


class OrganisationKind(Term):
    """What sort of organisation it is."""

    MUNICIPALITY = "municipality", "gemeente"
    PROVINCE = "province", "provincie"
    WATER_AUTHORITY = "water_authority", "waterschap"
    JOINT_ARRANGEMENT = "joint_arrangement", "gemeenschappelijke regeling"
    NATIONAL_GOVERNMENT = "national_government", "rijk"
    HOUSING_ASSOCIATION = "housing_association", "woningcorporatie"
    WELFARE = "welfare", "welzijn"
    CARE = "care", "zorg"
    HEALTH_SERVICE = "health_service", "ggd", "public health service"
    POLICE = "police", "politie"
    SCHOOL = "school", "school"
    BUSINESS = "business", "onderneming"
    BUSINESS_ASSOCIATION = "business_association", "ondernemersvereniging"
    RESIDENTS_GROUP = "residents_group", "bewonersgroep"
    RESIDENT_COUNCIL = "resident_council", "wijkraad"
    RESIDENT_PLATFORM = "resident_platform", "wijkplatform"
    TENANTS_ORGANISATION = "tenants_organisation", "huurdersorganisatie"
    CULTURE_AND_SPORT = "culture_and_sport", "cultuur en sport"
    CHARITY = "charity", "maatschappelijke organisatie"
    OTHER = "other", "overig"


@dutch("vroegere soort", kind="soort", last="laatste dag")
@attrs.frozen(kw_only=True)
class FormerKind:
    """What an organisation was before it became what it is.

    Attributes:
        kind: What it was.
        last: The last day on which it was that.
    """

    kind: OrganisationKind
    last: date


@dutch("werkgebied", area="gebied", valid="geldig")
@attrs.frozen(kw_only=True)
class Coverage:
    """An area in which an organisation works, for a time.

    Attributes:
        area: Where.
        valid: From when to when.
    """

    __short__ = "area"

    area: AreaId
    valid: Period = ALWAYS


@dutch(
    "organisatie",
    id="id",
    name="naam",
    kind="soort",
    former_kinds="vroegere soorten",
    part_of="onderdeel van",
    covers="werkgebieden",
    succeeded_by="opgevolgd door",
)
@attrs.frozen(kw_only=True)
class Organisation(Record):
    """A public body, partner, business or group; organisations come, go and merge.

    Attributes:
        id: Name within the dossier.
        name: As people say it.
        kind: What sort it is now.
        former_kinds: What it was before, oldest first.
        part_of: The organisation that it belongs to, such as a partnership.
        covers: Areas in which it works.
        succeeded_by: The organisation that took its place when it ended or merged.
    """

    id: OrganisationId
    name: str
    kind: OrganisationKind = OrganisationKind.OTHER
    former_kinds: tuple[FormerKind, ...] = ()
    part_of: OrganisationId | None = None
    covers: tuple[Coverage, ...] = ()
    succeeded_by: OrganisationId | None = None

    def kind_on(self, day: date) -> OrganisationKind:
        """Return what sort of organisation it was at the end of `day`."""
        for former in sorted(self.former_kinds, key=lambda one: one.last):
            if day <= former.last:
                return former.kind
        return self.kind


@dutch("vrijgave", hours_per_week="uren per week", valid="geldig")
@attrs.frozen(kw_only=True)
class HoursReleased:
    """Hours a week that a unit can spare for issues, for a time.

    Attributes:
        hours_per_week: For all its people together.
        valid: From when to when.
    """

    __short__ = "hours_per_week"

    hours_per_week: Decimal = attrs.field(validator=not_negative)
    valid: Period = ALWAYS


@dutch(
    "afdeling",
    id="id",
    name="naam",
    organisation="organisatie",
    parent="onderdeel van",
    managers="lijnmanagers",
    releases="vrijgegeven uren",
)
@attrs.frozen(kw_only=True)
class Unit(Record):
    """A part of an organisation with people and a line manager.

    Attributes:
        id: Name within the dossier.
        name: As people say it.
        organisation: Whose unit it is.
        parent: The unit that it belongs to.
        managers: Line managers, who own the staff and the hours.
        releases: Hours a week that it spares for issues.
    """

    id: UnitId
    name: str
    organisation: OrganisationId
    parent: UnitId | None = None
    managers: tuple[Holder, ...] = ()
    releases: tuple[HoursReleased, ...] = ()
