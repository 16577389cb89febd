"""The rules in force, each with its basis and its numbers, and the waivers of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from opgavekern.base.texts import Text
from opgavekern.governance import (
    Rule,
    RuleInForce,
)
from opgavekern.handbook.blocks import Entries
from opgavekern.handbook.book import Book
from opgavekern.handbook.chapters.ways import in_ways
from opgavekern.model import Waiver
from opgavekern.report.blocks import (
    Badge,
    Cell,
    Page,
    Paragraph,
    Row,
    Sayable,
    Section,
    Table,
    Terms,
    columns,
)
from opgavekern.report.citing import of, quote
from opgavekern.report.pages.found import SEVERITY_TONES
from opgavekern.report.view import anchor
from opgavekern.report.wording import period

ANCHOR: Final = "rules"
TITLE: Final = Text(nl="Regels", en="Rules")
ABOUT: Final = Text(
    nl="wat moet kloppen, waar dat staat, en wie welk getal bepaalde",
    en="what must hold, where that stands, and who set which number",
)
_INTRO: Final = Text(
    nl="De naam van een regel zegt wat er aan de hand is als er niet aan is voldaan.",
    en="The name of a rule says what is the matter when it is not met.",
)


def rules(book: Book) -> Page | None:
    """Make the chapter; None without rules or waivers."""
    told: dict[str, list[RuleInForce]] = {}
    for one in book.rules.rules:
        if one.code in book.codes:
            told.setdefault(one.code, []).append(one)
    sections = tuple(_by_layer(book, told))
    waivers = tuple(_waivers(book))
    if not sections and not waivers:
        return None
    intro = (Paragraph(_INTRO),) if sections else ()
    return Page(anchor=ANCHOR, title=TITLE, blocks=(*intro, *sections, *waivers))


def _by_layer(book: Book, told: dict[str, list[RuleInForce]]) -> Iterator[Section]:
    plugins = {one.name: one for one in book.view.governance.plugins}
    lowest_first = sorted(
        {ways[0].plugin for ways in told.values()},
        key=lambda name: (-plugins[name].info.layer.depth, name),
    )
    for name in lowest_first:
        info = plugins[name].info
        sections = tuple(
            _rule(book, ways) for code, ways in sorted(told.items()) if ways[0].plugin == name
        )
        yield Section(
            anchor=f"rules-of-{name}",
            title=quote(info.title, "plugin", name, "title"),
            blocks=(Entries(sections=sections),),
        )


def _rule(book: Book, ways: list[RuleInForce]) -> Section:
    code = ways[0].code
    rule = book.view.governance.rule(code)
    pairs: list[tuple[Sayable, Cell]] = [
        (Text(nl="Weegt", en="Weighs"), _weight(rule)),
        (Text(nl="Grondslag", en="Basis"), book.basis(rule.basis, "rule", code)),
    ]
    if rule.basis.explanation is not None:
        explained = quote(rule.basis.explanation, "rule", code, "basis")
        pairs.append((Text(nl="Toelichting", en="Explanation"), explained))
    if said := period(rule.valid):
        pairs.append((Text(nl="Geldt", en="In force"), quote(said, "rule", code, "valid")))
    if said := rule.scope.text(book.view.language):
        pairs.append((Text(nl="Gaat over", en="Is about"), quote(said, "rule", code, "scope")))
    pairs += in_ways(book, rule, "rule", ways)
    if rule.waivable_by:
        roles = tuple(book.link("role", one) for one in sorted(rule.waivable_by))
        pairs.append((Text(nl="Ontheffing door", en="Waiver by"), roles))
    return Section(
        anchor=anchor("rule", code),
        title=quote(rule.title, "rule", code, "title"),
        aside=quote(code, "rule", code, "code"),
        blocks=(Paragraph(quote(rule.rationale, "rule", code, "rationale")), Terms(tuple(pairs))),
    )


def _weight(rule: Rule[Any]) -> Cell:
    severity = quote(rule.severity, "rule", rule.code, "severity")
    return (
        Badge(severity, SEVERITY_TONES[rule.severity]),
        quote(rule.kind, "rule", rule.code, "kind"),
    )


def _waivers(book: Book) -> Iterator[Section]:
    outcomes = {one.waiver: one for one in book.view.result.waivers}
    found = [one for one in book.facts.known("waivers") if one.expires_on >= book.view.on]
    if not found:
        return
    title = Text(nl="Ontheffingen", en="Waivers")
    note = Text(
        nl="Een regel waaraan één gegeven een tijd niet hoeft te voldoen.",
        en="A rule that one record need not meet for a while.",
    )
    heads = columns(
        Text(nl="Regel", en="Rule"),
        Text(nl="Voor", en="For"),
        Text(nl="Reden", en="Reason"),
        Text(nl="Verleend door", en="Granted by"),
        Text(nl="Tot en met", en="Until"),
        Text(nl="Stand", en="State"),
        Text(nl="Bron", en="Source"),
    )
    rows = tuple(
        _waiver(book, one, outcomes[one.id].status if one.id in outcomes else "–") for one in found
    )
    table = Table(caption=title, columns=heads, rows=rows, is_titled=False)
    yield Section(anchor="waivers", title=title, blocks=(Paragraph(note), table))


def _waiver(book: Book, one: Waiver, status: Sayable) -> Row:
    by = book.link("role", one.granted_by) if one.granted_by else "–"
    reference = (of(one, "reference"),) if one.reference else ()
    source = book.source(one) if one.source or not reference else reference[0]
    return Row(
        anchor=anchor("waiver", one.id),
        cells=(
            book.rule(one.rule),
            book.name(one.subject),
            of(one, "reason"),
            by,
            of(one, "expires_on"),
            quote(status, "waiver", one.id),
            source,
        ),
    )
