"""What changed as people read it: by issue, each thing on a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from opgavekern.base.texts import Language, Speaks, Text
from opgavekern.cli.page import Line, Part, Style, line

if TYPE_CHECKING:
    from opgavekern.comparing import Comparison, IssueMoves

_ISSUE: Final = Text(nl="Opgave", en="Issue")
_NO_ISSUE: Final = Text(nl="Buiten de opgaven om", en="Apart from the issues")
_STYLES: Final[dict[str, Style]] = {"added": "green", "removed": "red", "changed": ""}
_SEVERITIES: Final[dict[str, Style]] = {"blocking": "red", "warning": "yellow", "advice": "cyan"}


def comparison_lines(found: Comparison, name: str, language: Language) -> Iterator[Line]:
    """Yield all that a person should know of what changed."""
    yield line((name or "dossier", "bold"))
    yield line(found.describe(language))
    for issue in found.issues:
        yield line()
        yield line(*_heading(issue, language))
        yield from (_said(one, language) for one in issue.parts())
    if found.header or found.others:
        yield line()
        yield line((_NO_ISSUE.text(language), "bold"))
    if found.header:
        yield _said(found.header, language)
    yield from (_said(one, language) for one in found.others.parts())


def _heading(issue: IssueMoves, language: Language) -> Iterator[Part]:
    yield f"{_ISSUE.text(language)} {issue.issue}", "bold"
    yield f"  {issue.title}" if issue.title != issue.issue else ""
    if issue.type.value != "changed":
        yield f"  {issue.type.text(language)}", _STYLES[issue.type.value]


def _said(one: Speaks, language: Language) -> Line:
    """Say one thing; a finding that is new or gone in the colour of its weight or in green."""
    from opgavekern.comparing import FindingMove

    style: Style = ""
    if isinstance(one, FindingMove):
        style = _SEVERITIES[one.severity.value] if one.is_new else "green"
    return line((one.text(language), style), indent=2, hang=4)
