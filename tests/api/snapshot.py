"""What is promised, written out, so that no change of it goes by unseen.

`python -m tests.api.snapshot` writes it anew, once CHANGELOG.md has a line that tells users.
"""

from __future__ import annotations

import hashlib
import importlib
import inspect
import json
import pkgutil
import re
import sys
import tempfile
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any, Final, get_type_hints

import attrs
from click.testing import CliRunner

import opgavekern
from opgavekern.base import LANGUAGES, Answer, schemas_of, unstructure
from opgavekern.cli.app import App
from opgavekern.cli.voice import Voice
from opgavekern.files.schemas import schema_files
from opgavekern.governance import hookspecs
from opgavekern.model import Record

ROOT: Final = Path(__file__).parents[2]
SNAPSHOT: Final = ROOT / "tests/data/api/snapshot.txt"
_TOLD: Final = "told in CHANGELOG.md: "
_DOSSIER: Final = ROOT / "examples/helmond"
#: Commands of which programs read the output, on the example of Helmond.
_JSON_COMMANDS: Final = (
    ("check", str(_DOSSIER)),
    ("check", str(ROOT / "tests")),
    ("show", str(_DOSSIER), "issue"),
    ("show", str(_DOSSIER), "issue", "oost"),
    ("plugins",),
    ("hooks", "nl"),
    ("doctor", str(_DOSSIER)),
    ("admission", str(_DOSSIER)),
    ("gates", str(_DOSSIER)),
    ("progress", str(_DOSSIER)),
    ("diff", str(_DOSSIER), str(ROOT / "examples/haarlem.yaml")),
)
_MAPPING: Final = """\
soort: signaal
id: {kolommen: [Nr], voorvoegsel: melding}
kolommen: {Melding: titel, Van: afzender}
"""
#: Keys of a schema that hold words for people.
_WORDS: Final = frozenset(
    {"description", "markdownDescription", "title", "enumDescriptions", "errorMessage"}
)


def newest_line() -> str:
    """Return the newest line of the changelog."""
    lines = (ROOT / "CHANGELOG.md").read_text("utf-8").splitlines()
    return next(line for line in lines if line.startswith("- "))


def promised() -> list[str]:
    """Return all that is promised, a line each."""
    return [*_names(), *_hooks(), *_schemas(), *_json_output()]


def recorded() -> tuple[str, list[str]]:
    """Return the line of the changelog that told of the last change, and what was promised then."""
    first, *lines = SNAPSHOT.read_text("utf-8").splitlines()
    return first.removeprefix(_TOLD), lines


def _packages() -> list[str]:
    inside = pkgutil.iter_modules(opgavekern.__path__, "opgavekern.")
    return ["opgavekern", *sorted(one.name for one in inside if one.ispkg)]


def _names() -> Iterator[str]:
    for package in _packages():
        module = importlib.import_module(package)
        for name in sorted(getattr(module, "__all__", ())):
            yield from _told(f"{package}.{name}", getattr(module, name))


def _told(name: str, thing: Any) -> Iterator[str]:
    if name.count(".") == 1:
        yield f"{name} is {thing.__module__}.{thing.__qualname__}"
    elif isinstance(thing, type):
        yield from _class(name, thing)
    elif callable(thing) and hasattr(thing, "__code__"):
        yield f"{name}{_signature(thing)}"
    else:
        yield f"{name}: {type(thing).__name__}"


def _class(name: str, cls: type) -> Iterator[str]:
    bases = ", ".join(one.__name__ for one in cls.__bases__ if one is not object)
    yield f"class {name}({bases})"
    if issubclass(cls, Enum):
        yield from (f"{name}.{one.name} = {one.value!r}" for one in cls)
        return
    fields = attrs.fields(cls) if attrs.has(cls) else ()
    types = get_type_hints(cls, include_extras=False) if fields else {}
    for field in fields:
        needed = "" if field.default is attrs.NOTHING else " = …"
        if not field.name.startswith("_"):
            yield f"{name}.{field.name}: {_type(types[field.name])}{needed}"
    known = {field.name for field in fields}
    for member, value in sorted(_members(cls).items()):
        if member.startswith("_") or member in known:
            continue
        plain = getattr(value, "__func__", value)
        if callable(plain):
            yield f"{name}.{member}{_signature(plain)}"
        elif isinstance(value, property) or type(value).__name__ == "cached_property":
            yield f"{name}.{member} (property)"


def _members(cls: type) -> dict[str, Any]:
    """Return what a class and those of ours that it is made of define."""
    ours = [one for one in reversed(cls.__mro__) if one.__module__.startswith("opgavekern")]
    return {member: value for one in ours for member, value in vars(one).items()}


def _signature(function: Any) -> str:
    """Return a signature as it is written, without what defaults are made of."""
    said = str(inspect.signature(function))
    return re.sub(r"= ?<[^>]*>", "= …", said).replace("'", "")


def _type(annotation: Any) -> str:
    said = getattr(annotation, "__name__", "") if not hasattr(annotation, "__args__") else ""
    return said or re.sub(r"\b(?:[a-z_]+\.)+(?=[A-Za-z])", "", str(annotation))


def _hooks() -> Iterator[str]:
    for name, hook in sorted(vars(hookspecs).items()):
        if name.startswith(hookspecs.PREFIX):
            yield f"hook {name}{_signature(hook)}"
    yield f"hooks are found in {hookspecs.GROUP}"


def _schemas() -> Iterator[str]:
    for language in LANGUAGES:
        for name, text in schema_files(language):
            yield f"schema of files {language} {name}: {_mark(json.loads(text))}"
    for name, schema in sorted(schemas_of(*_public_classes()).items()):
        yield f"schema of {name}: {_mark(schema)}"


def _public_classes() -> list[type]:
    offered = {
        getattr(module, name)
        for module in map(importlib.import_module, _packages())
        for name in getattr(module, "__all__", ())
    }
    classes = [one for one in offered if isinstance(one, type) and _has_schema(one)]
    return sorted(classes, key=lambda one: (one.__name__, one.__module__))


def _has_schema(cls: type) -> bool:
    return attrs.has(cls) and issubclass(cls, Record | Answer)


def _mark(schema: Any) -> str:
    """Return a short digest of what a schema asks; its words may change at any time."""
    text = json.dumps(_without_words(schema), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _without_words(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_without_words(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: one for key, one in schema.items() if key not in _WORDS or not _is_said(one)}
    return {key: _without_words(one) for key, one in kept.items()}


def _is_said(value: Any) -> bool:
    return isinstance(value, str) or (
        isinstance(value, list) and all(isinstance(one, str) for one in value)
    )


def _json_output() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        table, mapping = Path(folder, "table.csv"), Path(folder, "map.yaml")
        table.write_text("Nr;Melding;Van\n1;Losse tegel;Nergens\n", "utf-8")
        mapping.write_text(_MAPPING, "utf-8")
        importing = ("import", str(table), "--map", str(mapping), str(_DOSSIER), "--dry-run")
        for words in (*_JSON_COMMANDS, importing):
            said = CliRunner().invoke(App(Voice("nl")), [*words, "--json"]).stdout
            name = " ".join(word for word in words if "/" not in word)
            yield from sorted({f"{name} --json {path}" for path in _shape(json.loads(said), "")})


def _shape(value: Any, path: str) -> Iterator[str]:
    """Yield every path in plain data with the type of what stands there."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _shape(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list):
        yield f"{path}: list"
        for inner in value:
            yield from _shape(inner, f"{path}[]")
    else:
        yield f"{path}: {type(unstructure(value)).__name__}"


def why_not(before: list[str], now: list[str], told: str, newest: str) -> str:
    """Return why the snapshot may not be written anew; empty where it may."""
    if now == before:
        return "Nothing that is promised has changed."
    if newest == told:
        return "Tell users what changes first: a line at the top of CHANGELOG.md."
    return ""


def main() -> None:
    """Write the snapshot anew, unless users were not told."""
    told, before = recorded() if SNAPSHOT.exists() else ("", [])
    now = promised()
    if reason := why_not(before, now, told, newest_line()):
        sys.exit(reason)
    SNAPSHOT.parent.mkdir(parents=True, exist_ok=True)
    SNAPSHOT.write_text("\n".join([_TOLD + newest_line(), *now]) + "\n", "utf-8", newline="\n")


if __name__ == "__main__":
    main()
