"""From page models to one HTML file: templates, styles and scripts of our own, and nothing else."""

from __future__ import annotations

import base64
import functools
import hashlib
import json
import re
from datetime import date
from decimal import Decimal
from importlib.resources import files
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

from opgavekern.base.extras import require
from opgavekern.base.outlines import form
from opgavekern.base.texts import Language, Speaks, Text, say
from opgavekern.report.blocks import Badge, Link
from opgavekern.report.vendored import vendored
from opgavekern.report.wording import Euros, ShortDay

if TYPE_CHECKING:
    import jinja2

_STYLES: Final = (
    "base.css", "parts.css", "pages.css", "figures.css", "print.css", "sheet.css", "handbook.css",
)  # fmt: skip
_SCRIPTS: Final = ("filters.js", "figures.js", "pages.js")
_SAFE_ADDRESS: Final = re.compile(r"(?:https?://|mailto:)[^\s<>\"'\\]+\Z", re.IGNORECASE)


def render(template: str, language: Language, **values: Any) -> str:
    """Render one of our templates in a language, with styles and scripts and their hashes."""
    page = _environment(language).get_template(template)
    rendered: str = page.render(
        style=_markup(_style()),
        script=_markup(_script()),
        style_hash=_hash(_style()),
        start=_markup(_asset("start.js")),
        script_hash=f"{_hash(_asset('start.js'))} {_hash(_script())}",
        **values,
    )
    return rendered


@functools.cache
def _environment(language: Language) -> jinja2.Environment:
    jinja: ModuleType = require("jinja2")
    environment: jinja2.Environment = jinja.Environment(
        autoescape=True,
        loader=jinja.FunctionLoader(_template),
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=jinja.StrictUndefined,
    )
    environment.filters.update(
        say=functools.partial(_say, language),
        form=_form_of,
        euros=lambda amount: Euros(amount).text(language),
        shortday=lambda day: ShortDay(day).text(language),
        island=_island,
        paragraphs=_paragraphs,
        json=lambda data: json.dumps(data, ensure_ascii=False, separators=(",", ":")),
    )
    environment.globals.update(
        language=language,
        t=lambda nl, en: Text(nl=nl, en=en).text(language),
        address=safe_address,
        node_form=form,
    )
    return environment


def _template(name: str) -> str:
    """Read a template without its indentation, which is for its writers only."""
    source = files("opgavekern.report").joinpath("templates", name).read_text("utf-8")
    return re.sub(r"^[ \t]+", "", source, flags=re.MULTILINE)


@functools.cache
def _style() -> str:
    return "\n".join(_asset(name) for name in _STYLES)


@functools.cache
def _script() -> str:
    own = "\n".join(_asset(name) for name in _SCRIPTS)
    return f"{vendored().code}\n{own}"


def _asset(name: str) -> str:
    return files("opgavekern.report").joinpath("assets", name).read_text("utf-8")


def _hash(content: str) -> str:
    """Return a source expression that allows exactly this script or style."""
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _markup(own: str) -> str:
    """Let a file of this package through unescaped; data never comes here."""
    made: str = require("jinja2.utils").markupsafe.Markup(own)
    return made


def _island(data: object) -> str:
    """Write data for a script to read: JSON in which no tag can open or close."""
    words = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return _markup(words.replace("<", "\\u003c").replace("\u2028", "\\u2028"))


def safe_address(to: str) -> str:
    """Return an address that may be followed: in the report, http, https, mailto; else none."""
    if to.startswith("#") or _SAFE_ADDRESS.match(to):
        return to
    return ""


def _paragraphs(words: str) -> list[str]:
    """Part text where a line is empty; other line breaks are those of whoever typed it."""
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", words) if part.strip()]


def _say(language: Language, value: Any) -> str:
    if not isinstance(value, str | int | float | Decimal | date | Speaks):
        raise TypeError(f"not something to say: {type(value).__name__}")
    return say(value, language)


def _form_of(cell: object) -> str:
    """Name what stands in one place, so that its look can be chosen."""
    if isinstance(cell, tuple):
        return "several"
    return _FORMS.get(type(cell), "said")


_FORMS: Final[dict[type, str]] = {Link: "link", Badge: "badge", date: "day"}
