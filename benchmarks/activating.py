"""What activating costs: fifty plugins with ten rules each, against bare pluggy and their imports.

Both sides import the same fifty modules afresh, compiled before. Ours then activates them, with
all that the contract refuses; the peer registers them with one manager and lets pluggy check their
hooks. *As objects* they are passed, *by name* each is found among what is installed. Run:
python benchmarks/activating.py [RUNS]
"""

from __future__ import annotations

import importlib
import sys
import tempfile
from importlib.metadata import entry_points
from pathlib import Path

import pluggy
from asked_measured import Table, seconds

from opgavekern.governance import Governance, hookspecs
from opgavekern.governance.hookspecs import GROUP

PLUGINS, RULES = 50, 10
MODULE = '''
from __future__ import annotations

from collections.abc import Iterator

from opgavekern.base.texts import Text
from opgavekern.governance import (
    Basis, Finding, NoParameters, PluginInfo, Rule, RuleContext, RuleKind, Severity, hookimpl,
)
from opgavekern.model import Dossier, Ref

{rules}

RULES = ({names})


class Plugin:
    """Ten rules."""

    @hookimpl
    def opgavekern_plugin_info(self) -> PluginInfo:
        """Say who it is."""
        return PluginInfo(
            name="{name}", namespace="{namespace}", title=Text(nl="Meting", en="Benchmark")
        )

    @hookimpl
    def opgavekern_rules(self) -> tuple[Rule[NoParameters], ...]:
        """Return the rules."""
        return RULES
'''
RULE = """
def _check_{number}(dossier: Dossier, context: RuleContext[NoParameters]) -> Iterator[Finding]:
    for issue in dossier.issues:
        if not issue.leads:
            yield Finding(
                subject=Ref("issue", issue.id),
                text=Text(nl="Niemand leidt dit.", en="Nobody leads this."),
                remedy=Text(nl="Wijs iemand aan.", en="Name someone."),
            )


RULE_{number} = Rule(
    code="{namespace}-{number:03}",
    name="rule_{number}",
    title=Text(nl="Titel", en="Title"),
    rationale=Text(nl="Waarom", en="Why"),
    severity=Severity.ADVICE,
    kind=RuleKind.CONVENTION,
    basis=Basis(reference="benchmark"),
    reads=frozenset({{"issues"}}),
    check=_check_{number},
)
"""


def installed(folder: Path) -> list[str]:
    """Write fifty distributions of one module, and return the names of plugins and modules."""
    names = []
    for number in range(PLUGINS):
        namespace = f"B{chr(65 + number // 26)}{chr(65 + number % 26)}"
        name = f"benchmark_{namespace.lower()}"
        rules = "\n".join(RULE.format(number=one, namespace=namespace) for one in range(RULES))
        listed = ", ".join(f"RULE_{one}" for one in range(RULES))
        text = MODULE.format(rules=rules, names=listed, name=name, namespace=namespace)
        Path(folder, f"{name}.py").write_text(text, "utf-8")
        described = folder / f"{name}-1.0.dist-info"
        described.mkdir()
        Path(described, "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\nRequires-Dist: opgavekern\n"
        )
        Path(described, "entry_points.txt").write_text(f"[{GROUP}]\n{name} = {name}:Plugin\n")
        names.append(name)
    return names


def forget(names: list[str]) -> None:
    """Let the modules be imported as if for the first time."""
    for name in names:
        sys.modules.pop(name, None)


def as_objects(names: list[str]) -> list[object]:
    """Import the modules and make each plugin."""
    forget(names)
    return [importlib.import_module(name).Plugin() for name in names]


def by_name(names: list[str]) -> list[object]:
    """Find the plugins among what is installed, and make each."""
    forget(names)
    return [one.load()() for one in entry_points(group=GROUP) if one.name in names]


def activated(names: list[str]) -> None:
    """Activate by name."""
    forget(names)
    all_are_there(Governance.activate(names))


def all_are_there(governance: Governance) -> None:
    """See that no rule is left out."""
    assert len(governance.rules) == PLUGINS * RULES


def bare(plugins: list[object]) -> None:
    """Register with pluggy, and nothing else."""
    manager = pluggy.PluginManager("opgavekern")
    manager.add_hookspecs(hookspecs)
    for plugin in plugins:
        manager.register(plugin)
    manager.check_pending()


def main() -> None:
    """Print the ratios."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    table = Table()
    sys.dont_write_bytecode = False  # What pip installs is compiled.
    with tempfile.TemporaryDirectory() as folder:
        sys.path.insert(0, folder)
        names = installed(Path(folder))
        pairs = (
            (
                "as objects",
                lambda: all_are_there(Governance.activate(as_objects(names))),
                lambda: bare(as_objects(names)),
            ),
            ("by name", lambda: activated(names), lambda: bare(by_name(names))),
        )
        for how, ours, peer in pairs:
            ours(), peer()  # Compiled files are written once.
            times = [(seconds(ours), seconds(peer)) for _ in range(runs)]
            table.times(f"{PLUGINS} plugins, {RULES} rules each, {how}", times, most=3)
    table.end()


if __name__ == "__main__":
    main()
