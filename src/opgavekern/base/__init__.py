"""What every floor stands on: texts, errors, conversion, results; nothing here knows the domain.

What plugins and embedding programs need of it is offered here, and imported when first used.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from opgavekern.base.lazy import lazily as _lazily

if TYPE_CHECKING:
    from opgavekern.base.answers import Answer
    from opgavekern.base.canonical import canonical_json, digest
    from opgavekern.base.converting import structure, unstructure
    from opgavekern.base.errors import (
        BadValueError,
        DossierError,
        Location,
        MissingExtraError,
        Notice,
        OpgavekernError,
        PluginError,
        Problem,
    )
    from opgavekern.base.frozen import FrozenMap
    from opgavekern.base.personal import Personal
    from opgavekern.base.results import Result
    from opgavekern.base.running import Limits, Progress
    from opgavekern.base.schemas import schema_of, schemas_of
    from opgavekern.base.texts import LANGUAGES, Language, Message, Prose, Speaks, Text, message

_HOMES: Final = MappingProxyType(
    {
        name: f"{__name__}.{module}"
        for module, names in {
            "answers": "Answer",
            "canonical": "canonical_json digest",
            "converting": "structure unstructure",
            "errors": "BadValueError DossierError Location MissingExtraError Notice "
            "OpgavekernError PluginError Problem",
            "frozen": "FrozenMap",
            "personal": "Personal",
            "results": "Result",
            "running": "Limits Progress",
            "schemas": "schema_of schemas_of",
            "texts": "LANGUAGES Language Message Prose Speaks Text message",
        }.items()
        for name in names.split()
    }
)

__all__ = [
    "LANGUAGES",
    "Answer",
    "BadValueError",
    "DossierError",
    "FrozenMap",
    "Language",
    "Limits",
    "Location",
    "Message",
    "MissingExtraError",
    "Notice",
    "OpgavekernError",
    "Personal",
    "PluginError",
    "Problem",
    "Progress",
    "Prose",
    "Result",
    "Speaks",
    "Text",
    "canonical_json",
    "digest",
    "message",
    "schema_of",
    "schemas_of",
    "structure",
    "unstructure",
]

__getattr__ = _lazily(__name__, _HOMES)


def __dir__() -> list[str]:
    return sorted(__all__)
