"""How a public body works: rules and facts that plugins declare, and checking by them."""

from __future__ import annotations

from opgavekern.governance.activation import Governance
from opgavekern.governance.active import ActivePlugin
from opgavekern.governance.against import check_against
from opgavekern.governance.areas import areas_of
from opgavekern.governance.bodies import bodies_of
from opgavekern.governance.candidates import issue_behind, parties_behind, signals_behind
from opgavekern.governance.checking import check, recheck
from opgavekern.governance.declarations.changes import Depart, Fill, RuleChange, Tighten
from opgavekern.governance.declarations.criteria import (
    Criterion,
    CriterionContext,
    Judgement,
    Verdict,
)
from opgavekern.governance.declarations.fact_changes import (
    FactChange,
    MergeFact,
    RenameFact,
    RetireFact,
)
from opgavekern.governance.declarations.findings import Finding, Named, Severity
from opgavekern.governance.declarations.importers import Importer
from opgavekern.governance.declarations.layers import Layer
from opgavekern.governance.declarations.plugins import PluginInfo
from opgavekern.governance.declarations.retired import RetiredCode
from opgavekern.governance.declarations.rules import (
    Basis,
    Dated,
    NoParameters,
    Parameter,
    Rule,
    RuleContext,
    RuleKind,
    Stricter,
    parameter,
)
from opgavekern.governance.declarations.scope import Scope
from opgavekern.governance.declarations.sections import (
    FigureBlock,
    FigureName,
    HeadingBlock,
    PluginSection,
    RefusedSection,
    SectionPlace,
    TableBlock,
    TextBlock,
)
from opgavekern.governance.diagnosing import Diagnosis, PluginHealth, PluginState, diagnose
from opgavekern.governance.differences import Against, Cause, CauseKind, Difference
from opgavekern.governance.differing import (
    GovernanceComparison,
    RuleDifference,
    RuleDifferenceKind,
    compare_governances,
    compare_versions,
)
from opgavekern.governance.explained import (
    ChangeTold,
    Explanation,
    ParameterInForce,
    RuleInForce,
    RulesInForce,
    RuleState,
)
from opgavekern.governance.explaining import explain, rules_in_force
from opgavekern.governance.hookspecs import hookimpl
from opgavekern.governance.in_force import ParameterOrigin
from opgavekern.governance.installed import Available, available
from opgavekern.governance.left_out import RefusedPlugin
from opgavekern.governance.loading import governed, load
from opgavekern.governance.outcomes import (
    CheckResult,
    Failure,
    Mark,
    PluginVersion,
    Receipt,
    RuleOutcome,
    RuleStatus,
    WaiverOutcome,
    WaiverStatus,
)
from opgavekern.governance.receipts import read_receipt
from opgavekern.governance.specifying import Hook, HookArgument, Hooks, hooks_of
from opgavekern.governance.supposing import WhatIf, what_if
from opgavekern.governance.written.errors import RulesError
from opgavekern.governance.written.reading import WrittenRules, read_rules

__all__ = [
    "ActivePlugin",
    "Against",
    "Available",
    "Basis",
    "Cause",
    "CauseKind",
    "ChangeTold",
    "CheckResult",
    "Criterion",
    "CriterionContext",
    "Dated",
    "Depart",
    "Diagnosis",
    "Difference",
    "Explanation",
    "FactChange",
    "Failure",
    "FigureBlock",
    "FigureName",
    "Fill",
    "Finding",
    "Governance",
    "GovernanceComparison",
    "HeadingBlock",
    "Hook",
    "HookArgument",
    "Hooks",
    "Importer",
    "Judgement",
    "Layer",
    "Mark",
    "MergeFact",
    "Named",
    "NoParameters",
    "Parameter",
    "ParameterInForce",
    "ParameterOrigin",
    "PluginHealth",
    "PluginInfo",
    "PluginSection",
    "PluginState",
    "PluginVersion",
    "Receipt",
    "RefusedPlugin",
    "RefusedSection",
    "RenameFact",
    "RetireFact",
    "RetiredCode",
    "Rule",
    "RuleChange",
    "RuleContext",
    "RuleDifference",
    "RuleDifferenceKind",
    "RuleInForce",
    "RuleKind",
    "RuleOutcome",
    "RuleState",
    "RuleStatus",
    "RulesError",
    "RulesInForce",
    "Scope",
    "SectionPlace",
    "Severity",
    "Stricter",
    "TableBlock",
    "TextBlock",
    "Tighten",
    "Verdict",
    "WaiverOutcome",
    "WaiverStatus",
    "WhatIf",
    "WrittenRules",
    "areas_of",
    "available",
    "bodies_of",
    "check",
    "check_against",
    "compare_governances",
    "compare_versions",
    "diagnose",
    "explain",
    "governed",
    "hookimpl",
    "hooks_of",
    "issue_behind",
    "load",
    "parameter",
    "parties_behind",
    "read_receipt",
    "read_rules",
    "recheck",
    "rules_in_force",
    "signals_behind",
    "what_if",
]
