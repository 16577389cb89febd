"""From a path to a dossier and its governance, in one step."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from opgavekern.base.errors import DossierError, OpgavekernError
from opgavekern.base.running import Limits, Progress
from opgavekern.files import read_dossier
from opgavekern.governance.activation import Governance
from opgavekern.model import Dossier


def load(
    path: str | Path,
    *,
    allow: Iterable[str] | None = None,
    limits: Limits = Limits(),
    progress: Progress | None = None,
) -> tuple[Dossier, Governance]:
    """Read a dossier, activate its plugins, lay their facts under it, and judge its references.

    Args:
        path: A folder, one YAML or JSON file, or one workbook.
        allow: Names of plugins that may be imported; None allows all that are installed.
        limits: How much input is accepted.
        progress: Called as reading goes on.

    Raises:
        DossierError: With every problem of all files, each with its place and a remedy.
        PluginError: A plugin that the dossier names breaks the contract.
    """
    return governed(read_dossier(path, limits=limits, progress=progress), allow=allow)


def governed(dossier: Dossier, *, allow: Iterable[str] | None = None) -> tuple[Dossier, Governance]:
    """Activate a dossier's plugins, lay their facts under it, and judge its references.

    What `load` does after reading, for dossiers that came from elsewhere, such as `from_records`.

    Args:
        dossier: Its header names the plugins.
        allow: Names of plugins that may be imported; None allows all that are installed.

    Raises:
        DossierError: A plugin is not there, or a reference leads nowhere: every such problem, with
            kind, id and JSON pointer.
        PluginError: A plugin that the dossier names breaks the contract.
    """
    try:
        governance = Governance.of(dossier, allow=allow)
        whole = dossier.over(governance.facts)
        problems = whole.unresolved()
        if problems:
            raise DossierError(problems)
    except OpgavekernError as error:
        error.language = dossier.header.language
        raise
    return whole, governance
