"""Nothing global is mutable: two users of one process can never hear each other."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import opgavekern

SOURCE = Path(opgavekern.__file__).parent
FILES = sorted(SOURCE.rglob("*.py"))
MODULES = sorted(
    found.name
    for found in pkgutil.walk_packages([str(SOURCE)], "opgavekern.")
    if not found.name.endswith("__main__")
)
CHANGING = frozenset(
    {"add", "append", "clear", "discard", "extend", "insert", "pop", "popitem", "remove"}
    | {"reverse", "setdefault", "sort", "update"}
)


def test_there_are_modules() -> None:
    """The tests below run on the whole library."""
    assert {"opgavekern.base.texts", "opgavekern.model.dossier"} <= set(MODULES)


@pytest.mark.parametrize("name", MODULES)
def test_what_a_module_offers_cannot_change(name: str) -> None:
    """No public name of a module is a list, a dict or a set, but `__all__`."""
    try:
        module: ModuleType = importlib.import_module(name)
    except ImportError as error:
        if str(error.name).startswith("opgavekern"):
            raise
        pytest.skip(f"{name} needs {error.name}, which is not installed")
    mutable = [
        public
        for public, value in vars(module).items()
        if not public.startswith("_") and isinstance(value, list | dict | set | bytearray)
    ]
    assert mutable == []


def _globals_of(tree: ast.Module) -> set[str]:
    """Names that a module binds at its top level."""
    found = set()
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        found |= {target.id for target in targets if isinstance(target, ast.Name)}
    return found


def _changes(tree: ast.Module, names: set[str]) -> Iterator[str]:
    """Places inside functions where one of these names is changed or bound anew."""
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        own = _bound_in(function)
        for node in ast.walk(function):
            if isinstance(node, ast.Global | ast.Nonlocal) and names & set(node.names):
                yield f"line {node.lineno}: {', '.join(node.names)} is bound anew"
            changed = _changed_by(node)
            if changed in names - own:
                yield f"line {getattr(node, 'lineno', 0)}: {changed} is changed"


def _bound_in(function: ast.AST) -> set[str]:
    """Names that are a function's own: its arguments, and what it assigns."""
    return {node.arg for node in ast.walk(function) if isinstance(node, ast.arg)} | {
        node.id
        for node in ast.walk(function)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }


def _changed_by(node: ast.AST) -> str | None:
    """The name whose value a node changes in place: `x.append(…)`, `x[…] = …`, `del x[…]`."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        owner = node.func.value if node.func.attr in CHANGING else None
    elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del):
        owner = node.value
    else:
        owner = None
    return owner.id if isinstance(owner, ast.Name) else None


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_no_function_changes_what_is_global(path: Path) -> None:
    """What a module binds at its top stays as it was when it was imported."""
    tree = ast.parse(path.read_text("utf-8"))
    assert list(_changes(tree, _globals_of(tree))) == []


def test_a_change_would_be_seen() -> None:
    """The test above finds the ways in which a global can be changed."""
    tree = ast.parse(
        "seen = []\ntable = {}\ncount = 0\n"
        "def note(x):\n    seen.append(x)\n"
        "def put(x):\n    table[x] = 1\n"
        "def more():\n    global count\n    count += 1\n"
        "def own():\n    seen = []\n    seen.append(1)\n"
    )
    assert len(list(_changes(tree, _globals_of(tree)))) == 3
