"""Tables that a plugin knows the shape of: its mapping, and its reader of foreign files."""

from __future__ import annotations

import itertools
import os
from collections.abc import Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from opgavekern.base.errors import OpgavekernError, PluginError
from opgavekern.base.near import one_of
from opgavekern.base.running import Limits
from opgavekern.base.texts import message, quoted
from opgavekern.exchange.errors import TableError
from opgavekern.exchange.importing import import_table
from opgavekern.exchange.mappings import TableMapping
from opgavekern.exchange.outcomes import TableImport
from opgavekern.exchange.reading_mappings import parse_mapping
from opgavekern.exchange.sheets import Sheet
from opgavekern.files.door import Door, shown
from opgavekern.files.refusals import Refusal
from opgavekern.governance import ActivePlugin, Governance, Importer
from opgavekern.governance.contract import run_of
from opgavekern.model import Dossier

_HOOK: Final = "opgavekern_importers"
_CELLS: Final = (str, int, float, Decimal, date, time, timedelta, type(None))


class UnknownImporterError(OpgavekernError, KeyError):
    """No plugin of the dossier has an importer of this name."""


def import_with(
    table: str | os.PathLike[str],
    name: str,
    dossier: Dossier,
    governance: Governance,
    *,
    partial: bool = False,
    limits: Limits = Limits(),
) -> TableImport:
    """Take a table into a dossier by the mapping that a plugin brings.

    Args:
        table: Path of the file.
        name: The importer's.
        dossier: With the facts of its plugins under it.
        governance: The plugins.
        partial: As for `import_table`.
        limits: How much is accepted.

    Raises:
        UnknownImporterError: No plugin has it; says which there are.
        PluginError: Its mapping cannot be read, or its reader of files fails.
    """
    plugin, importer = _importer(governance, name)
    mapping = _mapping(plugin, importer, limits)
    if importer.rows is None:
        return import_table(table, mapping, dossier, partial=partial, limits=limits)
    try:
        data = Door(Path(table), limits).read()
    except Refusal as refused:
        problems = refused.problems
        return TableImport(dossier=dossier, kind=mapping.kind, problems=problems)
    sheet = Sheet.of(_rows(plugin, importer, data, limits), name=shown(table))
    return import_table(sheet, mapping, dossier, partial=partial, limits=limits)


def _importer(governance: Governance, name: str) -> tuple[ActivePlugin, Importer]:
    known = {one.name: (plugin, one) for plugin in governance.plugins for one in plugin.importers}
    if name in known:
        return known[name]
    said = message("er is geen importer {name}", "there is no importer {name}", name=quoted(name))
    if known:
        advice = one_of(known, word=name)
    else:
        advice = message(
            "De plugins van dit dossier brengen er geen mee; gebruik --map.",
            "The plugins of this dossier bring none; use --map.",
        )
    raise UnknownImporterError(
        message("{said}. {advice}", "{said}. {advice}", said=said, advice=advice)
    )


def _mapping(plugin: ActivePlugin, importer: Importer, limits: Limits) -> TableMapping:
    text = importer.mapping
    is_json = text.lstrip()[:1] == "{"
    file = f"{plugin.name}:{importer.name}"
    try:
        return parse_mapping(text, name=file, format="json" if is_json else "yaml", limits=limits)
    except TableError as error:
        first = error.problems[0]
        said = message(
            "het koppelbestand deugt niet: {place}: {why}. Meld dit bij de maker van de plugin.",
            "the mapping is not right: {place}: {why}. Tell the maker of the plugin.",
            place=str(first.location),
            why=first.message,
        )
        raise _error(plugin, said) from None


def _rows(
    plugin: ActivePlugin, importer: Importer, data: bytes, limits: Limits
) -> list[Sequence[Any]]:
    """Return the rows that a plugin makes of a file, each of them of plain cells."""
    read = importer.rows
    if read is None:
        return []
    rows: list[Any] = run_of(
        plugin, _HOOK, lambda: list(itertools.islice(read(data), limits.records + 2))
    )
    if len(rows) > limits.records + 1:
        said = message(
            "{name} geeft meer dan {limit} rijen (de grens records); verruim haar met "
            "Limits(records=…)",
            "{name} gives more than {limit} rows (the limit records); widen it with "
            "Limits(records=…)",
            name=importer.name,
            limit=limits.records,
        )
        raise _error(plugin, said)
    for row in rows:
        odd = next((one for one in row if not isinstance(one, _CELLS)), None) if isinstance(
            row, list | tuple
        ) else row  # fmt: skip
        if odd is not None:
            said = message(
                "{name} geeft {found} waar een rij van tekst, getallen en dagen hoort. "
                "Verbeter de plugin.",
                "{name} gives {found} where a row of text, numbers and days belongs. Correct the "
                "plugin.",
                name=importer.name,
                found=type(odd).__name__,
            )
            raise _error(plugin, said)
    return rows


def _error(plugin: ActivePlugin, said: Any) -> PluginError:
    return PluginError(said, plugin=plugin.name, distribution=plugin.installed_as, hook=_HOOK)
