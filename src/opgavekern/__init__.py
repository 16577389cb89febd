"""Issue-driven public work: facts in, rules in, answers out.

The names below come from the packages that hold them and are imported when first used, so that
`import opgavekern` costs next to nothing.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from opgavekern.base.lazy import lazily as _lazily

if TYPE_CHECKING:
    from opgavekern.base.errors import DossierError, Location, OpgavekernError, Problem
    from opgavekern.files import read_dossier, write_dossier
    from opgavekern.governance import Governance, check, governed, load
    from opgavekern.model import Dossier, Issue, Ref, from_plain, to_plain

_HOMES: Final = MappingProxyType(
    {
        "Dossier": "opgavekern.model",
        "DossierError": "opgavekern.base.errors",
        "Governance": "opgavekern.governance",
        "Issue": "opgavekern.model",
        "Location": "opgavekern.base.errors",
        "OpgavekernError": "opgavekern.base.errors",
        "Problem": "opgavekern.base.errors",
        "Ref": "opgavekern.model",
        "check": "opgavekern.governance",
        "from_plain": "opgavekern.model",
        "governed": "opgavekern.governance",
        "load": "opgavekern.governance",
        "read_dossier": "opgavekern.files",
        "to_plain": "opgavekern.model",
        "write_dossier": "opgavekern.files",
    }
)

__all__ = [
    "Dossier",
    "DossierError",
    "Governance",
    "Issue",
    "Location",
    "OpgavekernError",
    "Problem",
    "Ref",
    "check",
    "from_plain",
    "governed",
    "load",
    "read_dossier",
    "to_plain",
    "write_dossier",
]


__getattr__ = _lazily(__name__, _HOMES)


def __dir__() -> list[str]:
    return sorted(__all__)
