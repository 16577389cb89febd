"""The rules in force, each with its basis and its numbers, and the waivers of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from opgavekern.base.texts import Text, message
from opgavekern.governance import (
    ChangeTold,
    ParameterInForce,
    ParameterOrigin,
    Rule,
    RuleInForce,
    RuleState,
)
from opgavekern.governance.declarations.rules import parameters_of
from opgavekern.handbook.blocks import Entries
from opgavekern.handbook.book import Book
from opgavekern.model import Ref, Waiver
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
    Tone,
    columns,
)
from opgavekern.report.citing import Citation, Quoted, of, quote
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


#: More bodies than these are counted, not named.
_MOST_NAMED: Final = 3


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
    own = book.view.dossier.header.organisation
    for way in sorted(ways, key=lambda one: own not in one.bodies):
        pairs += _way(book, rule, way, is_one=len(ways) == 1)
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


def _way(
    book: Book, rule: Rule[Any], way: RuleInForce, *, is_one: bool
) -> Iterator[tuple[Sayable, Cell]]:
    """Yield how a rule is for some bodies: its numbers with who set them, and departures."""
    whose = _whose(book, way)
    is_departed = way.state is RuleState.DEPARTED
    if is_departed:
        off = Text(nl="niet van kracht: ervan afgeweken", en="not in force: departed from")
        shown = Badge(quote(off, "rule", rule.code, "departed"), Tone.NOTE)
        yield Text(nl="Hier", en="Here"), (shown, whose) if whose else shown
    elif whose and (is_one or not way.parameters):
        yield Text(nl="Voor", en="For"), whose
    if not is_departed:
        for one in way.parameters:
            yield _parameter(book, rule, one, "" if is_one else whose)
    for change in way.changes:
        if change.has_effect:
            yield _change(book, rule, change)


def _whose(book: Book, way: RuleInForce) -> Quoted | str:
    """Say for whose records a rule is; nothing where that is for the organisation itself."""
    own = book.view.dossier.header.organisation
    if not way.bodies or way.bodies == (own,):
        return ""
    named: tuple[Sayable, ...] = tuple(
        book.view.called(Ref("organisation", one)) for one in way.bodies
    )
    if len(named) > _MOST_NAMED:
        count = message("{n} organisaties", "{n} organisations", n=len(named))
        among = message("{count}, waaronder {own}", "{count}, {own} among them", count=count,
                        own=book.place)  # fmt: skip
        named = (among if own in way.bodies else count,)
    others = (Text(nl="alle andere", en="all others"),) if way.elsewhere else ()
    return quote((*named, *others), "rule", way.code, "bodies")


def _parameter(
    book: Book, rule: Rule[Any], one: ParameterInForce, whose: Quoted | str
) -> tuple[Sayable, Cell]:
    declared = parameters_of(rule.parameters)[one.name]
    value = quote(one.value or "–", "rule", rule.code, f"parameters.{one.name}")
    if one.origin is ParameterOrigin.DECLARED:
        own = one.basis[0] if one.basis else rule.basis
        since = (
            (book.basis(own, "rule", rule.code, f"parameters.{one.name}"),)
            if own.reference != rule.basis.reference
            else ()
        )
        cell: tuple[Cell, ...] = (value, *since)
    else:
        cell = (value,)
    if whose:
        cell = (*cell, message("voor {whose}", "for {whose}", whose=whose))
    return declared.called(one.name), cell if len(cell) > 1 else cell[0]


def _change(book: Book, rule: Rule[Any], change: ChangeTold) -> tuple[Sayable, Cell]:
    plugins = {one.name: one.info.title for one in book.view.governance.plugins}
    field = f"parameters.{change.parameter}" if change.parameter else "departed"
    declared = parameters_of(rule.parameters)
    what = (
        message("{name}: {value}", "{name}: {value}",
                name=declared[change.parameter].called(change.parameter), value=change.value)
        if change.parameter
        else message("de regel staat uit", "the rule is off")
    )  # fmt: skip
    words = message("{what}, {origin}", "{what}, {origin}", what=what, origin=change.origin)
    said = Quoted(words, (Citation(Ref("rule", rule.code), field),))
    who = plugins[change.plugin]
    label = message("Door {who}", "By {who}", who=quote(who, "plugin", change.plugin, "title"))
    return label, (said, book.basis(change.basis, "rule", rule.code, field))


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
