"""Nothing global is mutable: two users of one process can never hear each other."""

from __future__ import annotations

import ast
import functools
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


@functools.cache
def parsed(path: Path) -> ast.Module:
    """What a file says; several tests ask."""
    return ast.parse(path.read_text("utf-8"))


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
    tree = parsed(path)
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


#: What tells where, when, in which language or by what chance a program runs.
AROUND = frozenset(
    {"os.environ", "os.environb", "os.getenv", "os.getcwd", "os.urandom", "os.getlogin"}
    | {"os.getpid", "Path.cwd", "Path.home", "date.today", "datetime.now", "datetime.today"}
    | {"datetime.utcnow", "sys.argv", "sys.stdin", "sys.stdout", "sys.stderr"}
)
MODULES_AROUND = frozenset(
    {"getpass", "locale", "platform", "random", "secrets", "socket", "subprocess", "tempfile"}
    | {"time", "uuid"}
)
#: Where the library does look round, and what for.
ALLOWED = frozenset(
    {
        ("files/atomic.py", "secrets"),  # a name for a temporary file that nobody else chose
        ("files/atomic.py", "os.getpid"),
        ("files/revisions.py", "subprocess"),  # git, when a revision is asked for
        ("files/watching.py", "time"),  # to wait between two looks
        ("governance/versions.py", "tempfile"),  # where a wheel that is tried is unpacked meanwhile
        ("network/brokers/broker_chance.py", "random"),  # groups dealt out anew, repeatable by seed
        (
            "network/grouping/community_search.py",
            "random",
        ),  # a seed for each run
        ("network/making/missing_answers.py", "random"),  # answers drawn, repeatable by seed
        ("network/paths/drawn_paths.py", "random"),  # paths drawn, repeatable by seed
        ("network/paths/sampled_betweenness.py", "random"),
        ("network/weak_spots/attacks.py", "random"),  # orders drawn, repeatable by seed
        ("network/weak_spots/playing.py", "random"),  # starts drawn, repeatable by seed
        ("model/redacting.py", "secrets"),  # pseudonyms that nobody can foretell
        (
            "network/foundation/replicates.py",
            "random",
        ),  # from the seed that a caller gives
    }
)


def _around(tree: ast.Module) -> Iterator[str]:
    """What a module takes from around it, imports inside functions included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or "", *(f"{node.module}.{one.name}" for one in node.names)]
        elif isinstance(node, ast.Attribute):
            names = [f"{_last_name(node.value)}.{node.attr}"]
        else:
            continue
        yield from (one for one in names if one in AROUND)
        yield from (one for one in names if one.partition(".")[0] in MODULES_AROUND and one)


def _last_name(node: ast.expr) -> str:
    """What stands before the last dot of `datetime.date.today`."""
    return getattr(node, "id", getattr(node, "attr", ""))


def test_the_library_looks_at_nothing_around_it() -> None:
    """No environment, locale, clock, folder, chance or stream, but what is listed with a reason."""
    found = {
        (place.as_posix(), name.partition(".")[0] if name not in AROUND else name)
        for path in FILES
        if (place := path.relative_to(SOURCE)).parts[0] != "cli" and place.name != "__main__.py"
        for name in _around(parsed(path))
    }
    imports = {(place, name) for place, name in found if name in AROUND | MODULES_AROUND}
    assert imports == ALLOWED


def test_looking_round_would_be_seen() -> None:
    """The test above finds the ways in which a module can look round, also inside a function."""
    tree = ast.parse(
        "import os\nimport datetime\nfrom pathlib import Path\nfrom os import environ\n"
        "def one():\n    import random\n    return os.environ['LANG']\n"
        "def two():\n    return datetime.datetime.now(), datetime.date.today(), Path.cwd()\n"
        "def three(view):\n    return view.today, os.path\n"
    )
    assert sorted(set(_around(tree))) == [
        "Path.cwd", "date.today", "datetime.now", "os.environ", "random",
    ]  # fmt: skip


#: Arguments of which there are only so many: classes, their fields, languages, yes or no.
FEW = frozenset(
    {"Engine", "Kind", "Language", "Spelling", "bool", "type", "type[Any]", "type[Enum]"}
    | {"field: str", "path: tuple[str, ...]"}
    # Sets of -1, 0 and 1, and of what there can be between two actors.
    | {"leaning: frozenset[int]", "between: tuple[PairTie, ...]"}
)


def _cached(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Name and annotation of each argument of each function that keeps all its answers."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef):
            continue
        decorators = [ast.unparse(one) for one in node.decorator_list]
        if not any(one.split("(")[0].endswith(("cache", "lru_cache")) for one in decorators):
            continue
        for one in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs):
            yield one.arg, ast.unparse(one.annotation) if one.annotation else ""


def test_what_is_kept_for_ever_is_bounded() -> None:
    """A cache of the process is by class, language or switch: it never grows with the data."""
    kept = [
        (path.relative_to(SOURCE).as_posix(), name, annotation)
        for path in FILES
        for name, annotation in _cached(parsed(path))
    ]
    assert len(kept) > 10
    assert [one for one in kept if not {one[2], f"{one[1]}: {one[2]}"} & FEW] == []


def test_a_cache_that_grows_would_be_seen() -> None:
    """The test above tells a cache by record from one by class."""
    tree = ast.parse(
        "@functools.cache\ndef one(cls: type, record: Record): ...\n"
        "@cache\ndef two(id: str): ...\n"
        "@functools.cached_property\ndef three(self: Dossier): ...\n"
    )
    assert list(_cached(tree)) == [("cls", "type"), ("record", "Record"), ("id", "str")]
