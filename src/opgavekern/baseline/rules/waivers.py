"""Who may grant a waiver of a rule: nobody of a law, nor of a fact that should be corrected.

Of what practice calls for, whoever answers for the consequences: the official sponsor for how an
issue is worked at, the line manager for the hours of their people, and only the secretary for who
answers for an issue at all. Of when a body meets, the clerk too.
"""

from __future__ import annotations

from typing import Final

from opgavekern.model import RoleId

#: Head of the organisation: of a municipality, a province, a water authority.
SECRETARY: Final = frozenset(
    {
        RoleId("gemeentesecretaris"),
        RoleId("provinciesecretaris"),
        RoleId("secretaris-directeur"),
    }
)
OFFICIAL: Final = SECRETARY | {RoleId("ambtelijk-opdrachtgever")}
LINE: Final = SECRETARY | {RoleId("lijnmanager")}
CLERK: Final = SECRETARY | {RoleId("griffier")}
