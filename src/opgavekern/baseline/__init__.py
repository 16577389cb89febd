"""The national baseline: plugin `nl`, registered like any other.

It lays these facts under a dossier, by id:

- participation levels `informeren`, `raadplegen`, `adviseren`, `coproduceren`, `meebeslissen`,
  `zelfbeheer`;
- competency framework `opgavegericht`, with `programmatisch`, `effectgericht`, `integraal`,
  `samenwerken`, `reflectie`, on a scale of four;
- tie kinds `samenwerking`, `advies`, `financiering`, `conflict`;
- lifecycle `nl`, whose statuses are the canonical phases in Dutch, with rules before an adopted
  mandate and before carrying out;
- method `programma-in-vijf-stappen`;
- roles `wethouder`, `ambtelijk-opdrachtgever`, `opgavemanager`, `gebiedsmanager`,
  `gebiedsverbinder`, `lijnmanager`, `programmamanager`, `teamlid`, `griffier`,
  `gemeentesecretaris`.
"""

from __future__ import annotations

from opgavekern.baseline.plugin import Baseline

__all__ = ["Baseline", "plugin"]


def plugin() -> Baseline:
    """Make the plugin; what the entry point `nl` calls."""
    return Baseline()
