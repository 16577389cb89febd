"""Findings and problems as annotations that GitHub Actions shows beside the lines of a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from opgavekern.base.errors import Location
from opgavekern.base.texts import Language, Message, message
from opgavekern.cli.outcome import Outcome, heaviest_first

if TYPE_CHECKING:
    from opgavekern.governance import Difference

_LEVELS: Final = {"blocking": "error", "warning": "warning", "advice": "notice"}

#: A waiver that was counted on and does not hold is no mere notice.
_WAIVER_LEVELS: Final = {"expired": "warning", "refused": "warning"}


def github_lines(outcome: Outcome, language: Language) -> Iterator[str]:
    """Yield one workflow command for each problem, failure, notice, finding and waiver.

    A finding that is waived has no line of its own; its waiver does, so that it is seen.
    """
    for problem in outcome.problems:
        said = _both(problem.message, problem.remedy, language)
        yield annotation("error", said, title=problem.code, place=problem.location)
    if outcome.refusal is not None:
        yield annotation("error", outcome.refusal.text(language), title=outcome.refusal.plugin)
    for failure in outcome.result.failures if outcome.result is not None else ():
        said = _both(failure.message, failure.remedy, language)
        yield annotation("error", said, title=failure.source)
    for notice in outcome.notices:
        said = _both(notice.message, notice.remedy, language)
        yield annotation("notice", said, title=notice.code, place=notice.location)
    new = {} if outcome.against is None else {one.id: _new(one) for one in outcome.against.new}
    for one in heaviest_first(outcome.findings):
        said = _both(one.message, one.advice, language)
        waiver = outcome.result.waiver_of(one) if outcome.result is not None else None
        if waiver is not None:
            said = f"{said}\n{waiver.message.text(language)}"
        if one.id in new:
            said = f"{said}\n{new[one.id].text(language)}"
        yield annotation(_LEVELS[one.severity.value], said, title=one.code, place=one.location)
    for each in outcome.result.waivers if outcome.result is not None else ():
        said = _both(each.message, each.remedy, language)
        level = _WAIVER_LEVELS.get(each.status.value, "notice")
        yield annotation(level, said, title=each.rule, place=each.location)


def _new(one: Difference) -> Message:
    return message(
        "Nieuw sinds de vorige controle. {why}", "New since the earlier check. {why}", why=one.why
    )


def _both(said: Message, remedy: Message | None, language: Language) -> str:
    parts = (said, remedy) if remedy is not None else (said,)
    return "\n".join(part.text(language) for part in parts)


def annotation(level: str, text: str, *, title: str = "", place: Location | None = None) -> str:
    r"""Write one workflow command.

    >>> annotation("error", "a\nb", title="NL-001", place=Location(file="x,y.yaml", line=2))
    '::error file=x%2Cy.yaml,line=2,title=NL-001::a%0Ab'
    """
    known = {"file": place.file, "line": place.line, "col": place.column} if place else {}
    properties = {**known, "title": title}
    written = ",".join(f"{key}={_property(str(it))}" for key, it in properties.items() if it)
    return f"::{level} {written}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
