"""What a check comes to: findings, failures or problems, and the code that they end with."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import attrs

from opgavekern.base.errors import Notice, PluginError, Problem
from opgavekern.base.texts import Language, Text
from opgavekern.cli.exits import Exit

if TYPE_CHECKING:
    from opgavekern.governance import Against, CheckResult, Finding, Governance
    from opgavekern.model import Dossier

#: From light to heavy, as `Severity` has them, and what weighs more than any of them.
SEVERITIES: Final = ("advice", "warning", "blocking")
NEVER: Final = "never"
FAIL_ON: Final = MappingProxyType(
    {
        "blocking": Text(nl="blokkerend", en="blocking"),
        "warning": Text(nl="waarschuwing", en="warning"),
        "advice": Text(nl="advies", en="advice"),
        NEVER: Text(nl="nooit", en="never"),
    }
)


@attrs.frozen(kw_only=True)
class Outcome:
    """How a check went, as far as it got.

    Attributes:
        dossier: What was checked; None where it could not be read.
        governance: By what; None where it could not be activated.
        result: What the check found; None where there was none.
        problems: Why the dossier cannot be read.
        told: What people should know of how far it was read, where it cannot be.
        refusal: Why a plugin cannot be activated.
        spoken: The language of a dossier that could not be read, as far as that is known.
        against: What is new and gone since an earlier check; None where that was not asked.
        fail_on: The least severity that makes the code 1.
    """

    dossier: Dossier | None = None
    governance: Governance | None = None
    result: CheckResult | None = None
    problems: tuple[Problem, ...] = ()
    told: tuple[Notice, ...] = ()
    refusal: PluginError | None = None
    spoken: Language | None = None
    against: Against | None = None
    fail_on: str = "blocking"

    @property
    def language(self) -> Language | None:
        """The language of the dossier; None where even that could not be read."""
        return self.dossier.header.language if self.dossier is not None else self.spoken

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What people should know of how the dossier was read."""
        return self.dossier.locations.notices if self.dossier is not None else self.told

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found; nothing where nothing was checked."""
        return self.result.findings if self.result is not None else ()

    @property
    def waived(self) -> tuple[Finding, ...]:
        """What was found and is waived, so that it weighs nothing."""
        return self.result.waived if self.result is not None else ()

    @property
    def exit(self) -> Exit:
        """The code to end with: 0 only if all that was asked ran."""
        if self.problems:
            return Exit.UNREADABLE
        if self.result is None or self.result.failures or not self.result.conclusive:
            return Exit.INCONCLUSIVE
        if any(_weight(one.severity.value) >= _weight(self.fail_on) for one in self.findings):
            return Exit.FINDINGS
        return Exit.CLEAN


def _weight(severity: str) -> int:
    return SEVERITIES.index(severity) if severity in SEVERITIES else len(SEVERITIES)


def heaviest_first(findings: tuple[Finding, ...]) -> list[Finding]:
    """Return findings by severity, then by code and subject."""
    return sorted(findings, key=lambda one: (-_weight(one.severity.value), one.code, one.subject))
