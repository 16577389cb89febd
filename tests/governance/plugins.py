"""Plugins for the tests: one in order, and parts to put others together from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import attrs

from opgavekern.base.texts import Text
from opgavekern.governance import (
    Basis,
    Finding,
    PluginInfo,
    Rule,
    RuleContext,
    RuleKind,
    Severity,
    hookimpl,
    parameter,
)
from opgavekern.governance.hookspecs import GROUP
from opgavekern.model import Dossier, Ref

BOTH = Text(nl="{subject} is niet in orde.", en="{subject} is not in order.")


@attrs.frozen
class Numbers:
    """Parameters of the rules here."""

    most: int = parameter(3, unit="issues")


def about_each(dossier: Dossier, context: RuleContext[Any]) -> Iterable[Finding]:
    """Find something about every issue."""
    for issue in dossier.issues:
        yield Finding(subject=Ref("issue", issue.id), text=BOTH, remedy=BOTH)


def a_rule(
    code: str = "TST-001",
    check: Callable[[Dossier, RuleContext[Any]], Iterable[Any]] = about_each,
    **fields: Any,
) -> Rule[Any]:
    """Make a rule; a test names only what matters."""
    return Rule(
        **{
            "code": code,
            "name": "a_rule",
            "title": Text(nl="Titel", en="Title"),
            "rationale": Text(nl="Waarom", en="Why"),
            "severity": Severity.WARNING,
            "kind": RuleKind.CONVENTION,
            "basis": Basis(reference="test"),
            "reads": frozenset({"issues"}),
            "check": check,
            "parameters": Numbers,
            **fields,
        }
    )


class Plugin:
    """A plugin in order."""

    def __init__(
        self,
        *rules: Any,
        name: str = "tst",
        namespace: str = "TST",
        facts: Dossier | None = None,
        changes: Iterable[Any] = (),
        fact_changes: Iterable[Any] = (),
        **info: Any,
    ) -> None:
        self.given = rules or (() if changes else (a_rule(f"{namespace}-001"),))
        self.changes = changes
        self.fact_changes = fact_changes
        self.name = name
        self.namespace = namespace
        self.laid = facts or Dossier()
        self.said = info

    @hookimpl
    def opgavekern_plugin_info(self) -> PluginInfo:
        """Say who it is."""
        title = Text(nl="Een proef", en="A trial")
        return PluginInfo(name=self.name, namespace=self.namespace, title=title, **self.said)

    @hookimpl
    def opgavekern_facts(self) -> Dossier:
        """Return what it was given."""
        return self.laid

    @hookimpl
    def opgavekern_rules(self) -> Iterable[Rule[Any]]:
        """Return what it was given."""
        return self.given

    @hookimpl
    def opgavekern_fact_changes(self) -> Iterable[Any]:
        """Return what it was given."""
        return self.fact_changes

    @hookimpl
    def opgavekern_rule_changes(self) -> Iterable[Any]:
        """Return what it was given."""
        return self.changes


def install(folder: Path, name: str, code: str) -> None:
    """Install a plugin of one module, whose factory is `Plugin`; put the folder on the path."""
    (folder / f"{name}_plugin.py").write_text(code, "utf-8")
    described = folder / f"{name}-1.2.dist-info"
    described.mkdir()
    (described / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n")
    (described / "entry_points.txt").write_text(f"[{GROUP}]\n{name} = {name}_plugin:Plugin\n")
