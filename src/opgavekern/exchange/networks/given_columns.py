"""Which column is what, as the caller says it: each role and each column must be there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from opgavekern.base.errors import Location, Problem
from opgavekern.base.near import one_of
from opgavekern.base.texts import message, quoted
from opgavekern.exchange.networks.actor_tables import ROLES as ACTOR_ROLES
from opgavekern.exchange.networks.attendance import ROLES as ATTENDANCE_ROLES
from opgavekern.exchange.networks.columns import WORDS, header_of
from opgavekern.exchange.networks.edge_lists import ROLES as EDGE_ROLES
from opgavekern.exchange.networks.ego_networks import ROLES as EGO_ROLES
from opgavekern.exchange.networks.formats import NetworkFormat
from opgavekern.exchange.sheets import Sheet, plain_name
from opgavekern.files.refusals import Refusal

_ROLES: Final[Mapping[NetworkFormat, tuple[str, ...]]] = MappingProxyType({
    NetworkFormat.EDGES: EDGE_ROLES,
    NetworkFormat.ATTENDANCE: ATTENDANCE_ROLES,
    NetworkFormat.EGO: EGO_ROLES,
})  # fmt: skip


def verify_roles(columns: Mapping[str, str], file: str) -> None:
    """Refuse roles that no column can have.

    Raises:
        Refusal: There are such; each with what may have been meant.
    """
    problems = []
    for role in columns:
        if role in WORDS:
            continue
        called = [one for one, words in WORDS.items() if plain_name(role) in words]
        problems.append(
            Problem(
                code="unknown-role",
                message=message(
                    "columns: {role} is niets wat een kolom kan zijn",
                    "columns: {role} is nothing that a column can be",
                    role=quoted(role),
                ),
                remedy=one_of(called or list(WORDS), word=role, most=len(WORDS)),
                location=Location(file=file),
            )
        )
    if problems:
        raise Refusal(*problems)


def verify_fit(columns: Mapping[str, str], format: NetworkFormat, file: str) -> None:
    """Refuse roles that columns of a format do not have; those of tables of actors are others.

    Raises:
        Refusal: There are such.
    """
    roles = _ROLES.get(format, ())
    odd = [role for role in columns if role not in (*roles, *ACTOR_ROLES)]
    if odd:
        raise Refusal(
            *(
                Problem(
                    code="unknown-role",
                    message=message(
                        "columns: een kolom {role} heeft dit niet: {format}",
                        "columns: this has no column that is {role}: {format}",
                        role=quoted(role),
                        format=format,
                    ),
                    remedy=one_of(roles, word=role)
                    if roles
                    else message(
                        "Haal het weg, of zeg met format=… wat het bestand is.",
                        "Take it out, or say with format=… what the file is.",
                    ),
                    location=Location(file=file),
                )
                for role in odd
            )
        )


def verify_columns(columns: Mapping[str, str], sheet: Sheet) -> None:
    """Refuse columns that do not stand above the table of ties.

    Raises:
        Refusal: There are such; each with what may have been meant.
    """
    said = {role: name for role, name in columns.items() if role not in ACTOR_ROLES}
    _verify(said, [sheet], sheet.file)


def verify_actor_columns(columns: Mapping[str, str], sheets: Sequence[Sheet], file: str) -> None:
    """Refuse columns of actors that stand above none of the tables of actors.

    Raises:
        Refusal: There are such; each with what may have been meant.
    """
    said = {role: name for role, name in columns.items() if role in ACTOR_ROLES}
    _verify(said, sheets, file)


def _verify(columns: Mapping[str, str], sheets: Sequence[Sheet], file: str) -> None:
    headers = [header_of(one, ()) for one in sheets]
    names = [name for one in headers for name in one.names if name]
    known = {plain_name(name) for name in names}
    places = [one.sheet.place(one.row) for one in headers]
    problems = [
        Problem(
            code="no-such-column",
            message=message(
                "columns: geen kolom heet {name} ({role})",
                "columns: no column is called {name} ({role})",
                name=quoted(name),
                role=role,
            ),
            remedy=one_of(names, word=name)
            if sheets
            else message(
                "Geef de tabel met actoren: nodes=….", "Give the table of actors: nodes=…."
            ),
            location=places[0] if places else Location(file=file),
        )
        for role, name in columns.items()
        if plain_name(name) not in known
    ]
    if problems:
        raise Refusal(*problems)
