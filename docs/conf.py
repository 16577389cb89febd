"""How Sphinx builds these pages: offline, nothing loaded from elsewhere, warnings are errors."""

from __future__ import annotations

import importlib
import importlib.metadata
import pkgutil
import sys
from pathlib import Path

import attrs
from docutils.nodes import Element, Text, TextElement
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_refnode

project = "opgavekern"
author = "opgavekern contributors"
project_copyright = "2026, opgavekern contributors"
version = release = importlib.metadata.version("opgavekern")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
nitpicky = True
# Only our own names are looked up: without a network nobody else's index is there.
nitpick_ignore_regex = [(r"py:.*", r"(?!opgavekern\.).*")]

myst_enable_extensions = ["colon_fence", "deflist", "fieldlist"]
myst_heading_anchors = 3

autodoc_default_options = {"members": True, "show-inheritance": True}
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
napoleon_numpy_docstring = False
napoleon_use_ivar = True
napoleon_attr_annotations = True

html_theme = "furo"
html_title = "opgavekern"
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_use_opensearch = ""


#: Modules that people import from by themselves: their package does not offer what is in them.
_PUBLIC_MODULES = ("opgavekern.network.datasets",)


def _public_packages() -> list[str]:
    """Every package below the front door, and modules that stand on their own."""
    front = importlib.import_module("opgavekern")
    packages = [
        f"opgavekern.{part.name}"
        for part in pkgutil.iter_modules(front.__path__)
        if part.ispkg and not part.name.startswith("_")
    ]
    return sorted([*packages, *_PUBLIC_MODULES])


def _front_page() -> str:
    """The names that `opgavekern` itself offers, each with a link to the package it comes from."""
    front = importlib.import_module("opgavekern")
    lines = [f"# opgavekern\n\n{front.__doc__}\n"]
    for name in front.__all__:
        home = getattr(getattr(front, name), "__module__", "")
        lines.append(f"- {{py:obj}}`{name} <{home}.{name}>`" if home else f"- `{name}`")
    return "\n".join(lines) + "\n"


def _package_page(name: str) -> str:
    """What a package offers; where it offers nothing as a whole, what each of its modules does."""
    package = importlib.import_module(name)
    modules = [name]
    if not getattr(package, "__all__", []):
        parts = pkgutil.iter_modules(getattr(package, "__path__", ()), f"{name}.")
        modules += [part.name for part in parts if not part.name.startswith(f"{name}._")]
    directives = "\n".join(f".. automodule:: {module}" for module in modules)
    return f"# {name}\n\n```{{eval-rst}}\n{directives}\n```\n"


def _hooks_page() -> str:
    """The hooks of the plugin contract, from their specifications."""
    from opgavekern.governance import hooks_of

    found = hooks_of()
    lines = [
        "# The hooks of a plugin\n",
        f"Plugins are found by the entry-point group `{found.group}`. One has "
        "`opgavekern_plugin_info`, and of the others what it needs, each with `@hookimpl` above "
        "it and without defaults for its arguments. `opgavekern hooks` shows the same, with the "
        "plugins that implement them; classes are those of {doc}`opgavekern.governance`.\n",
    ]
    for hook in found.hooks:
        names = ", ".join(one.name for one in hook.arguments)
        lines += [f"## `{hook.name}({names})`\n", f"{hook.summary}\n"]
        lines += [f"- `{one.name}`: {one.meaning}" for one in hook.arguments]
        lines += [f"- returns `{hook.returns}`\n"]
    return "\n".join(lines)


def write_reference(app: Sphinx) -> None:
    """Write one page per package from its docstrings, so that none can be forgotten.

    A page is written only when it changes, so that builds after the first one stay quick.
    """
    folder = Path(app.srcdir, "reference", "api")
    folder.mkdir(parents=True, exist_ok=True)
    pages = {name: _package_page(name) for name in _public_packages()}
    pages["opgavekern"] = _front_page()
    pages["hooks"] = _hooks_page()
    for name, text in pages.items():
        page = folder / f"{name}.md"
        if not page.exists() or page.read_text("utf-8") != text:
            page.write_text(text, "utf-8", newline="\n")


def find_public_name(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, shown: TextElement
) -> Element | None:
    """Lead `opgavekern.model.issues.Issue`, where a class is made, to where it is offered.

    A name that exists but has no docstring, such as the type of an id, is shown without a link;
    one that does not exist stays a warning.
    """
    target = node.get("reftarget", "")
    if node.get("refdomain") != "py" or not target.startswith("opgavekern."):
        return None
    domain = env.domains.python_domain
    *path, name = target.split(".")
    if shown.astext() == target:
        shown.children = [Text(name)]
    for end in range(len(path) - 1, 0, -1):
        offered = ".".join([*path[:end], name])
        if entry := domain.objects.get(offered):
            page = node.get("refdoc", env.docname)
            return make_refnode(app.builder, page, entry.docname, entry.node_id, shown, offered)
    module = sys.modules.get(".".join(path))
    return shown if hasattr(module, name) else None


def leave_out_signature(
    _app: Sphinx, what: str, _name: str, documented: object, *_rest: object
) -> tuple[str, str | None] | None:
    """Leave out the long signature of a class of facts: its attributes say the same, and more."""
    return ("", None) if what == "class" and attrs.has(documented) else None


def setup(app: Sphinx) -> None:
    """Write the reference before anything is read, and help its links to their targets."""
    app.connect("autodoc-process-signature", leave_out_signature)
    app.connect("builder-inited", write_reference)
    app.connect("missing-reference", find_public_name)
