"""`opgavekern rules`: the rules in force on a day, or how two dossiers or days differ in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from opgavekern.base.errors import BadValueError
from opgavekern.base.running import Limits
from opgavekern.base.texts import Language, Text, message, say
from opgavekern.cli.json_output import tell
from opgavekern.cli.opening import limit_option, open_dossier, opened
from opgavekern.cli.page import Line, Part, line
from opgavekern.cli.parts import (
    Command,
    Day,
    Refusal,
    day_option,
    dossier_argument,
    json_option,
    option,
    paths,
)
from opgavekern.cli.streams import aside
from opgavekern.cli.today import day_asked
from opgavekern.cli.voice import Voice

if TYPE_CHECKING:
    from opgavekern.governance import (
        GovernanceComparison,
        ParameterInForce,
        RuleDifference,
        RuleInForce,
        RulesInForce,
    )

_ABOUT: Final = Text(
    nl=(
        "Toon de regels van een dossier zoals zij op een dag gelden, met wie welk getal "
        "bepaalde. Met --against, --against-on of --against-plugin alleen wat verschilt: met een "
        "ander dossier, op een andere dag, of met een andere versie van een plugin.\n\n"
        "\b\n"
        "  opgavekern rules mijn-dossier --on 2027-01-01\n"
        "  opgavekern rules mijn-dossier --against-on 2027-01-01\n"
        "  opgavekern rules mijn-dossier --against-plugin onze-plugin-2.0.whl"
    ),
    en=(
        "Show the rules of a dossier as they are on a day, with who set which number. With "
        "--against, --against-on or --against-plugin only what differs: from another dossier, on "
        "another day, or by another version of a plugin.\n\n"
        "\b\n"
        "  opgavekern rules my-dossier --on 2027-01-01\n"
        "  opgavekern rules my-dossier --against-on 2027-01-01\n"
        "  opgavekern rules my-dossier --against-plugin our-plugin-2.0.whl"
    ),
)

_CRITERIA: Final = Text(
    nl="Criteria van toelating (wat eraan voldoet, zegt opgavekern admission):",
    en="Criteria of admission (what meets them, opgavekern admission tells):",
)


def command(voice: Voice) -> Command:
    """Return the command, speaking the language of its voice."""
    return Command(
        "rules",
        voice,
        _run,
        about=_ABOUT,
        params=[
            dossier_argument(voice),
            day_option(voice),
            option(
                voice,
                Text(
                    nl="Een ander dossier, om mee te vergelijken.",
                    en="Another dossier, to compare with.",
                ),
                "--against",
                metavar="DOSSIER",
            ),
            option(
                voice,
                Text(
                    nl="Een andere dag, om mee te vergelijken.",
                    en="Another day, to compare with.",
                ),
                "--against-on",
                type=Day(voice),
            ),
            option(
                voice,
                Text(
                    nl="Een andere versie van een plugin, om mee te vergelijken: een wheel, of een "
                    "map met de plugin of haar broncode; mag vaker.",
                    en="Another version of a plugin, to compare with: a wheel, or a folder with "
                    "the plugin or its source; may be repeated.",
                ),
                "--against-plugin",
                "versions",
                multiple=True,
                metavar=Text(nl="PAD", en="PATH").text(voice.language),
                shell_complete=paths,
            ),
            json_option(voice),
            limit_option(voice),
        ],
    )


def _run(
    voice: Voice,
    *,
    dossier: str,
    on: date | None,
    against: str | None,
    against_on: date | None,
    versions: tuple[str, ...],
    as_json: bool,
    limits: Limits,
) -> int:
    from opgavekern.governance import compare_governances, compare_versions, rules_in_force

    read, governance, language = opened(dossier, limits, voice)
    day = day_asked(on, read)
    if against is None and against_on is None and not versions:
        with aside():
            found = rules_in_force(governance, on=day)
        tell(found, _lines(found, language), as_json=as_json)
        return 0
    other, theirs = (read, governance) if against is None else open_dossier(against, limits)
    try:
        with aside():
            compared = (
                compare_versions(other, governance, versions, on=day, other_on=against_on)
                if versions
                else compare_governances(governance, theirs, on=day, other_on=against_on)
            )
    except BadValueError as error:
        raise Refusal(error.message, remedy=error.remedy, language=language) from None
    tell(compared, _differences(compared, language), as_json=as_json)
    return 0


def _lines(found: RulesInForce, language: Language) -> Iterator[Line]:
    yield line((found.describe(language), "bold"))
    for one in found.rules:
        yield from rule_lines(one, language)
        if not one.scope.is_everything:
            yield line((one.scope.text(language), "dim"), indent=8, hang=10)
    if found.criteria:
        yield line((_CRITERIA.text(language), "bold"))
    for criterion in found.criteria:
        yield from rule_lines(criterion, language)
    for gone in found.retired:
        yield line((gone.text(language), "dim"), hang=8)


def rule_lines(one: RuleInForce, language: Language) -> Iterator[Line]:
    """Yield a rule in a line, and each of its numbers and changes in one below."""
    from opgavekern.governance import RuleState

    about = [one.severity.text(language), one.kind.text(language), one.plugin]
    about += [] if one.state is RuleState.IN_FORCE else [one.state.text(language)]
    about += [say(one.whose, language)] if not one.is_for_all else []
    yield line(
        (one.code, "cyan"),
        f"  {one.title.text(language)}",
        (f"  ({'; '.join(about)})", "dim"),
        hang=8,
    )
    for number in one.parameters:
        yield line(*_number(number, language), indent=8, hang=10)


def _number(one: ParameterInForce, language: Language) -> Iterator[Part]:
    from opgavekern.governance import ParameterOrigin

    yield f"{one.name} = {one.value}", ""
    yield f" ({one.label.text(language)})", "dim"
    if one.origin is not ParameterOrigin.DECLARED:
        by = message(
            ", {origin} door {plugins}: {basis}",
            ", {origin} by {plugins}: {basis}",
            origin=one.origin,
            plugins=one.plugins,
            basis=tuple(each.reference for each in one.basis),
        )
        yield by.text(language), "yellow"


def _differences(found: GovernanceComparison, language: Language) -> Iterator[Line]:
    yield line((found.describe(language), "bold"))
    for one in found.differences:
        yield from _difference(one, language)


def _difference(one: RuleDifference, language: Language) -> Iterator[Line]:
    kind = one.kind.text(language)
    yield line((one.code, "cyan"), f"  {one.title.text(language)}", (f"  ({kind})", "dim"), hang=8)
    if one.field or one.first or one.second:
        field = f"{one.field}: " if one.field else ""
        by = [f" ({', '.join(names)})" if names else "" for names in (one.first_by, one.second_by)]
        yield line(f"{field}{one.first}{by[0]} → {one.second}{by[1]}", indent=8, hang=10)
