"""`opgavekern what-if`: the findings that another number, rule or dossier would bring."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from opgavekern.base.errors import BadValueError
from opgavekern.base.running import Limits
from opgavekern.base.texts import LANGUAGES, Language, Text, message, quoted
from opgavekern.cli.exits import Exit
from opgavekern.cli.json_output import plain_location, write_json
from opgavekern.cli.opening import limit_option, open_dossier
from opgavekern.cli.page import Line, Style, line, show
from opgavekern.cli.parts import Command, Day, Refusal, dossier_argument, json_option, option, paths
from opgavekern.cli.streams import aside
from opgavekern.cli.today import today
from opgavekern.cli.voice import Voice

if TYPE_CHECKING:
    from opgavekern.governance import Finding, WhatIf

_ABOUT: Final = Text(
    nl=(
        "Zeg welke bevindingen erbij zouden komen en welke eraf zouden gaan als een getal van een "
        "regel anders was, een regel er niet was, een ander dossier met zijn plugins gold, of een "
        "andere versie van een plugin. Er verandert niets."
    ),
    en=(
        "Say which findings would come and which would go if a number of a rule were another, a "
        "rule were not there, another dossier with its plugins held, or another version of a "
        "plugin. Nothing is changed."
    ),
)


def command(voice: Voice) -> Command:
    """Return the command, speaking the language of its voice."""
    return Command(
        "what-if",
        voice,
        _run,
        about=_ABOUT,
        params=[
            dossier_argument(voice),
            option(
                voice,
                Text(
                    nl="Een ander getal, zoals NL-022.most_issues=1; mag vaker.",
                    en="Another number, such as NL-022.most_issues=1; may be repeated.",
                ),
                "--set",
                "settings",
                multiple=True,
                metavar=Text(nl="REGEL.GETAL=WAARDE", en="RULE.NUMBER=VALUE").text(voice.language),
            ),
            option(
                voice,
                Text(
                    nl="Een regel die er niet zou zijn; mag vaker.",
                    en="A rule that would not be there; may be repeated.",
                ),
                "--without",
                multiple=True,
                metavar=Text(nl="REGEL", en="RULE").text(voice.language),
            ),
            option(
                voice,
                Text(
                    nl="Een ander dossier, met de plugins en opties die het noemt.",
                    en="Another dossier, with the plugins and options that it names.",
                ),
                "--instead",
                metavar="DOSSIER",
                shell_complete=paths,
            ),
            option(
                voice,
                Text(
                    nl="Een andere versie van een plugin van het dossier: een wheel, of een map "
                    "met de plugin of haar broncode; mag vaker.",
                    en="Another version of a plugin of the dossier: a wheel, or a folder with the "
                    "plugin or its source; may be repeated.",
                ),
                "--plugin",
                "versions",
                multiple=True,
                metavar=Text(nl="PAD", en="PATH").text(voice.language),
                shell_complete=paths,
            ),
            option(
                voice,
                Text(
                    nl="De dag waarop gecontroleerd wordt; anders de peildatum van het dossier.",
                    en="The day to check on; otherwise the dossier's own.",
                ),
                "--on",
                type=Day(voice),
            ),
            json_option(voice),
            limit_option(voice),
        ],
    )


def _run(
    voice: Voice,
    *,
    dossier: str,
    settings: tuple[str, ...],
    without: tuple[str, ...],
    instead: str | None,
    versions: tuple[str, ...],
    on: date | None,
    as_json: bool,
    limits: Limits,
) -> int:
    from opgavekern.governance import what_if

    if not (settings or without or instead or versions):
        raise Refusal(_NOTHING)
    parameters = _parameters(settings)
    facts, governance = open_dossier(dossier, limits)
    language = voice.about(facts.header.language)
    other = open_dossier(instead, limits) if instead is not None else (None, None)
    by = None if versions else other[1]  # Other versions are loaded elsewhere.
    try:
        with aside():
            found = what_if(
                facts,
                governance,
                parameters=parameters,
                without=without,
                facts=other[0],
                by=by,
                versions=versions,
                on=on or facts.header.as_of or today(),
                limits=limits,
            )
    except BadValueError as error:
        raise Refusal(error.message, remedy=error.remedy, language=language) from None
    if as_json:
        write_json(_plain(found))
    else:
        show(_lines(found, language))
    return Exit.INCONCLUSIVE if found.not_compared else Exit.CLEAN


def _parameters(settings: tuple[str, ...]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for one in settings:
        where, equals, value = one.partition("=")
        code, dot, name = where.partition(".")
        if not (equals and dot and code and name):
            raise Refusal(
                message(
                    "{found} zegt niet welk getal; schrijf NL-022.most_issues=1",
                    "{found} does not say which number; write NL-022.most_issues=1",
                    found=quoted(one),
                )
            )
        found.setdefault(code, {})[name] = value
    return found


def _lines(found: WhatIf, language: Language) -> Iterator[Line]:
    kinds: tuple[tuple[Text, Style, tuple[Finding, ...]], ...] = (
        (_ADDED, "red", found.added),
        (_REMOVED, "green", found.removed),
        (_BECOMES, "yellow", found.reweighed),
    )
    for what, style, findings in kinds:
        for one in findings:
            said = message(
                " {severity} {code}: {said}",
                " {severity} {code}: {said}",
                severity=one.severity,
                code=one.code,
                said=one.message,
            )
            yield line((what.text(language), style), said.text(language), indent=2, hang=4)
    yield from (line(each) for each in found.versions)
    yield line((found.describe(language), "bold"))


def _plain(found: WhatIf) -> dict[str, Any]:
    return {
        "format": 1,
        "on": found.on.isoformat(),
        "added": [_finding(one) for one in found.added],
        "removed": [_finding(one) for one in found.removed],
        "same": list(found.same),
        "reweighed": [_finding(one) for one in found.reweighed],
        "not_compared": list(found.not_compared),
        "versions": list(found.versions),
    }


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "id": one.id,
        "code": one.code,
        "plugin": one.plugin,
        "severity": one.severity.value,
        "message": {language: one.message.text(language) for language in LANGUAGES},
        "remedy": {language: one.advice.text(language) for language in LANGUAGES},
        "subject": {"kind": one.subject.kind, "id": one.subject.id},
        "issues": list(one.issues),
        "location": plain_location(one.location),
    }


_ADDED: Final = Text(nl="erbij", en="added")
_REMOVED: Final = Text(nl="eraf", en="removed")
_BECOMES: Final = Text(nl="wordt", en="becomes")
_NOTHING: Final = message(
    "wat zou er anders zijn? Geef --set, --without, --instead of --plugin",
    "what would be otherwise? Give --set, --without, --instead or --plugin",
)
