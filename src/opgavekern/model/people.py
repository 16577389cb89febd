"""People under a pseudonym: where they work, what they can, when they are away."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs

from opgavekern.base.frozen import FrozenMap
from opgavekern.base.labels import Term, dutch
from opgavekern.base.personal import REMARK, Personal, personal
from opgavekern.base.texts import Prose
from opgavekern.model.dates import ALWAYS, Period
from opgavekern.model.record import Record
from opgavekern.model.references import (
    AbsenceId,
    CompetencyId,
    OrganisationId,
    PairingId,
    PersonId,
    ProficiencyId,
    UnitId,
)
from opgavekern.model.values import not_negative, weekly_hours


@attrs.frozen(kw_only=True)
class _AboutSomeone(Record):
    """A record about someone, of which also what any record can carry says something personal.

    A staff number is an external id, and the reason of an absence ends up in its note.
    """

    note: Prose = attrs.field(
        default=Prose(""), repr=False, metadata={**REMARK, **personal(Personal.NOTES)}
    )
    external_ids: FrozenMap = attrs.field(
        default=FrozenMap(), repr=False, metadata=personal(Personal.NAMES)
    )
    custom: FrozenMap = attrs.field(
        default=FrozenMap(), repr=False, metadata=personal(Personal.NOTES)
    )


@dutch("dienstverband", organisation="organisatie", unit="afdeling", valid="geldig")
@attrs.frozen(kw_only=True)
class Employment:
    """Where someone works, for a time.

    Attributes:
        organisation: The employer.
        unit: The part of it that owns the person's hours.
        valid: From when to when.
    """

    __short__ = "organisation"

    organisation: OrganisationId
    unit: UnitId | None = None
    valid: Period = ALWAYS


@dutch(
    "persoon",
    id="id",
    name="naam",
    function="functie",
    employment="dienstverband",
    domains="vakgebieden",
    contract_hours="contracturen",
    fixed_hours="vaste uren",
    most_teams="maximaal aantal teams",
)
@attrs.frozen(kw_only=True)
class Person(_AboutSomeone):
    """Someone who works on issues, under a pseudonymous id.

    Attributes:
        id: A pseudonym; never a staff number.
        name: The person's name, shown nowhere unless asked for.
        function: What the person is, such as "district adviser"; names no one.
        employment: Employers and units, by period.
        domains: Fields of expertise.
        contract_hours: Hours a week by contract.
        fixed_hours: Hours a week taken by line work.
        most_teams: The most teams at once that the person can be useful in.
    """

    id: PersonId
    name: str = attrs.field(default="", repr=False, metadata=personal(Personal.NAMES))
    function: str = ""
    employment: tuple[Employment, ...] = ()
    domains: frozenset[str] = frozenset()
    contract_hours: Decimal | None = attrs.field(default=None, validator=weekly_hours)
    fixed_hours: Decimal | None = attrs.field(default=None, validator=weekly_hours)
    most_teams: int | None = attrs.field(default=None, validator=not_negative)

    def employment_on(self, day: date) -> Employment | None:
        """Return where the person worked on `day`; the first one given, if there are more."""
        return next((one for one in self.employment if day in one.valid), None)


class ProficiencyBasis(Term):
    """On whose word someone has a level."""

    SELF = "self", "zelf"
    PEER = "peer", "collega"
    MANAGER = "manager", "leidinggevende"
    CERTIFICATE = "certificate", "certificaat"


@dutch(
    "competentieniveau",
    id="id",
    person="persoon",
    competency="competentie",
    level="niveau",
    basis="volgens",
    on="op",
)
@attrs.frozen(kw_only=True)
class Proficiency(_AboutSomeone):
    """The level that someone has of a competency: personnel data, shown only in sums.

    Attributes:
        id: Name within the dossier.
        person: Who.
        competency: Of what.
        level: On the scale of the competency's framework.
        basis: On whose word.
        on: The day on which that was said.
    """

    person: PersonId
    competency: CompetencyId
    level: int = attrs.field(repr=False, metadata=personal(Personal.LEVELS))
    basis: ProficiencyBasis | None = attrs.field(
        default=None, repr=False, metadata=personal(Personal.LEVELS)
    )
    on: date | None = None
    id: ProficiencyId = attrs.field()

    @id.default
    def _from_its_ends(self) -> ProficiencyId:
        return ProficiencyId(f"{self.person}.{self.competency}")


@dutch("afwezigheid", id="id", person="persoon", hours_per_week="uren per week")
@attrs.frozen(kw_only=True)
class Absence(_AboutSomeone):
    """Time in which someone is not there; the reason is nobody's business here.

    Attributes:
        id: Name within the dossier.
        person: Who; `valid` says when.
        hours_per_week: Hours a week that fall away; None for all of them.
    """

    id: AbsenceId
    person: PersonId
    hours_per_week: Decimal | None = attrs.field(
        default=None,
        validator=weekly_hours,
        repr=False,
        metadata=personal(Personal.ABSENCES),
    )


class PairingKind(Term):
    """Whether two people work in one team."""

    MUST = "must", "moet"
    NEVER = "never", "nooit"
    PREFER = "prefer", "liefst"


@dutch("koppeling", id="id", one="persoon", other="met", kind="soort", reason="reden")
@attrs.frozen(kw_only=True)
class Pairing(_AboutSomeone):
    """Two people who must, must never, or prefer to be in one team.

    Attributes:
        id: Name within the dossier.
        one: The first of the two.
        other: The second of the two.
        kind: Must, never or prefer.
        reason: Why; never shown unless asked for.
    """

    one: PersonId
    other: PersonId
    kind: PairingKind
    reason: Prose = attrs.field(default=Prose(""), repr=False, metadata=personal(Personal.PAIRINGS))
    id: PairingId = attrs.field()

    @id.default
    def _from_its_ends(self) -> PairingId:
        return PairingId(f"{self.one}.{self.other}")
