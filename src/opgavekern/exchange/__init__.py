"""To and from other tools: tables taken into a dossier by a small mapping, files of networks."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from opgavekern.base.lazy import lazily as _lazily

if TYPE_CHECKING:
    from opgavekern.exchange.bodies import SkippedRow, SkipReason
    from opgavekern.exchange.errors import NetworkFileError, TableError
    from opgavekern.exchange.guessing import MappingGuess, guess_mapping
    from opgavekern.exchange.importers import UnknownImporterError, import_with
    from opgavekern.exchange.importing import import_table
    from opgavekern.exchange.mappings import ColumnMapping, KeyMapping, TableMapping
    from opgavekern.exchange.networks.formats import NetworkFormat, PartlyAnswered
    from opgavekern.exchange.networks.reading import read_network
    from opgavekern.exchange.networks.replication import replicate
    from opgavekern.exchange.networks.writing import write_network
    from opgavekern.exchange.outcomes import ImportedRow, RowChange, TableImport, UnmatchedValue
    from opgavekern.exchange.reading_mappings import parse_mapping, read_mapping
    from opgavekern.exchange.sheets import Sheet

__all__ = [
    "ColumnMapping",
    "ImportedRow",
    "KeyMapping",
    "MappingGuess",
    "NetworkFileError",
    "NetworkFormat",
    "PartlyAnswered",
    "RowChange",
    "Sheet",
    "SkipReason",
    "SkippedRow",
    "TableError",
    "TableImport",
    "TableMapping",
    "UnknownImporterError",
    "UnmatchedValue",
    "guess_mapping",
    "import_table",
    "import_with",
    "parse_mapping",
    "read_mapping",
    "read_network",
    "replicate",
    "write_network",
]

_HOMES: Final = MappingProxyType(
    {
        "ColumnMapping": f"{__name__}.mappings",
        "ImportedRow": f"{__name__}.outcomes",
        "KeyMapping": f"{__name__}.mappings",
        "MappingGuess": f"{__name__}.guessing",
        "NetworkFileError": f"{__name__}.errors",
        "NetworkFormat": f"{__name__}.networks.formats",
        "PartlyAnswered": f"{__name__}.networks.formats",
        "RowChange": f"{__name__}.outcomes",
        "Sheet": f"{__name__}.sheets",
        "SkipReason": f"{__name__}.bodies",
        "SkippedRow": f"{__name__}.bodies",
        "TableError": f"{__name__}.errors",
        "TableImport": f"{__name__}.outcomes",
        "TableMapping": f"{__name__}.mappings",
        "UnknownImporterError": f"{__name__}.importers",
        "UnmatchedValue": f"{__name__}.outcomes",
        "guess_mapping": f"{__name__}.guessing",
        "import_table": f"{__name__}.importing",
        "import_with": f"{__name__}.importers",
        "parse_mapping": f"{__name__}.reading_mappings",
        "read_mapping": f"{__name__}.reading_mappings",
        "read_network": f"{__name__}.networks.reading",
        "replicate": f"{__name__}.networks.replication",
        "write_network": f"{__name__}.networks.writing",
    }
)

__getattr__ = _lazily(__name__, _HOMES)
