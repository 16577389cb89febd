"""`opgavekern explain`: the whole story of one rule."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from opgavekern.base.running import Limits
from opgavekern.base.texts import Language, Text, message, say
from opgavekern.cli.exits import Exit
from opgavekern.cli.json_output import tell
from opgavekern.cli.opening import limit_option, opened
from opgavekern.cli.page import Line, line
from opgavekern.cli.parts import (
    Command,
    argument,
    day_option,
    dossier_argument,
    json_option,
)
from opgavekern.cli.rules import rule_lines
from opgavekern.cli.streams import aside
from opgavekern.cli.today import day_asked
from opgavekern.cli.voice import Voice

if TYPE_CHECKING:
    from opgavekern.governance import Explanation, RuleInForce, RuleOutcome

_ABOUT: Final = Text(
    nl=(
        "Vertel alles over één regel: wie hem geeft en waarom, waar hij staat, wie er per laag "
        "iets aan wijzigde, wat op een dag geldt en wat hij in dit dossier vindt.\n\n"
        "\b\n"
        "  opgavekern explain NL-014 mijn-dossier"
    ),
    en=(
        "Tell all about one rule: who gives it and why, where it stands, who changed what of it "
        "by layer, what holds on a day, and what it finds in this dossier.\n\n"
        "\b\n"
        "  opgavekern explain NL-014 my-dossier"
    ),
)


def command(voice: Voice) -> Command:
    """Return the command, speaking the language of its voice."""
    return Command(
        "explain",
        voice,
        _run,
        about=_ABOUT,
        params=[
            argument("code", metavar=Text(nl="CODE", en="CODE"), voice=voice),
            dossier_argument(voice),
            day_option(voice),
            json_option(voice),
            limit_option(voice),
        ],
    )


def _run(
    voice: Voice, *, code: str, dossier: str, on: date | None, as_json: bool, limits: Limits
) -> int:
    from opgavekern.governance import check, explain

    read, governance, language = opened(dossier, limits, voice)
    day = day_asked(on, read)
    with aside():
        explain(governance, code, on=day)  # A code that is not there is told before checking.
        result = check(read, governance, on=day, limits=limits)
        found = explain(governance, code, on=day, result=result)
    tell(found, _lines(found, language), as_json=as_json)
    return Exit.INCONCLUSIVE if any(one.code == code for one in result.failures) else Exit.CLEAN


def _lines(found: Explanation, language: Language) -> Iterator[Line]:
    from opgavekern.report.wording import period

    yield line((found.code, "cyan"), "  ", (found.title.text(language), "bold"), hang=8)
    yield line(found.rationale.text(language), indent=2)
    yield line()
    for name, said in _parts(found, language):
        yield line((f"{name}: ", "bold"), said, indent=2, hang=4)
    yield line()
    yield line((_said("Zo geldt hij", "As it is in force", language), "bold"))
    for way in found.ways:
        yield from rule_lines(way, language)
    if found.changes:
        yield line()
        yield line((_said("Gewijzigd door", "Changed by", language), "bold"))
    for change in found.changes:
        without = "" if change.has_effect else _said(", zonder effect", ", no effect", language)
        days = say(period(change.valid), language)
        yield line(
            f"{change.text(language)} [{days}]" if days else change.text(language),
            (without, "dim"),
            indent=2,
            hang=4,
        )


def _parts(found: Explanation, language: Language) -> Iterator[tuple[str, str]]:
    from opgavekern.model import kind_called
    from opgavekern.report.wording import period

    basis = found.basis
    place = " ".join(part for part in (basis.reference, basis.article, basis.address) if part)
    explained = basis.explanation.text(language) if basis.explanation else ""
    yield _said("grondslag", "basis", language), ". ".join(p for p in (place, explained) if p)
    yield _said("van", "of", language), f"{found.plugin} ({found.layer.text(language)})"
    if found.location is not None:
        yield _said("staat in", "stands in", language), str(found.location)
    kind = f"{found.kind.text(language)}, {found.severity.text(language)}"
    yield _said("soort", "kind", language), kind
    if days := say(period(found.valid), language):
        yield _said("geldig", "valid", language), days
    read = tuple(kind_called(one).plural_label for one in found.reads)
    yield _said("leest", "reads", language), say(read, language)
    if not found.scope.is_everything:
        yield _said("geldt voor", "applies to", language), found.scope.text(language)
    yes, no = _said("ja", "yes", language), _said("nee", "no", language)
    yield _said("afwijken mag", "may be departed from", language), yes if found.departable else no
    waived = ", ".join(found.waivable_by) or _said("niemand", "nobody", language)
    yield _said("ontheffing door", "waived by", language), waived
    on_day = _said("op die dag", "on that day", language)
    others = message("alle andere", "all others")
    whose = {_way(one): others if one.is_for_all else one.whose for one in found.ways}
    for one in found.outcomes:
        told = message(
            "{status}, bevindingen: {count}",
            "{status}, findings: {count}",
            status=one.status,
            count=one.findings,
        )
        outside = message(
            "; {count} over wat erbuiten valt, en dus opzij gelegd",
            "; {count} about what is out of scope, and so set aside",
            count=one.out_of_scope,
        )
        parts = (told, outside) if one.out_of_scope else (told,)
        is_one_of_several = len(found.outcomes) > 1 and _way(one) in whose
        of = f" ({say(whose[_way(one)], language)})" if is_one_of_several else ""
        yield f"{on_day}{of}", "".join(say(part, language) for part in parts)


def _way(one: RuleInForce | RuleOutcome) -> tuple[object, ...]:
    """Return for whose records a rule is as it is, to tell its outcomes apart."""
    return one.bodies, one.elsewhere, one.areas, one.outside


def _said(nl: str, en: str, language: Language) -> str:
    return Text(nl=nl, en=en).text(language)
