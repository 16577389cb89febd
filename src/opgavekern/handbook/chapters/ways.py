"""How a rule or criterion is in force: its numbers, who set them, and who departed from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from opgavekern.base.texts import Message, Text, message
from opgavekern.governance import (
    ChangeTold,
    ParameterInForce,
    ParameterOrigin,
    RuleInForce,
    RuleState,
)
from opgavekern.governance.declarations.rules import parameters_of
from opgavekern.governance.in_force import Declared
from opgavekern.handbook.book import Book
from opgavekern.model import Ref
from opgavekern.report.blocks import Badge, Cell, Sayable, Tone
from opgavekern.report.citing import Citation, Quoted, quote

#: More bodies or areas than these are counted, not named.
_MOST_NAMED: Final = 3


def in_ways(
    book: Book, rule: Declared, kind: str, ways: Iterable[RuleInForce]
) -> Iterator[tuple[Sayable, Cell]]:
    """Yield all ways in which something is in force, that of the organisation itself first.

    Args:
        book: What is in force.
        rule: The rule or criterion.
        kind: Which of the two, as citations name it.
        ways: How it is for some bodies and areas, or for all.
    """
    own = book.view.dossier.header.organisation
    told = sorted(ways, key=lambda one: own not in one.bodies)
    for one in told:
        yield from _way(book, rule, kind, one, is_one=len(told) == 1)


def _way(
    book: Book, rule: Declared, kind: str, way: RuleInForce, *, is_one: bool
) -> Iterator[tuple[Sayable, Cell]]:
    """Yield how a rule is for some bodies: its numbers with who set them, and departures."""
    whose = _whose(book, kind, way)
    is_departed = way.state is RuleState.DEPARTED
    if is_departed:
        off = Text(nl="niet van kracht: ervan afgeweken", en="not in force: departed from")
        shown = Badge(quote(off, kind, rule.code, "departed"), Tone.NOTE)
        yield Text(nl="Hier", en="Here"), (shown, whose) if whose else shown
    elif whose and (is_one or not way.parameters):
        yield Text(nl="Voor", en="For"), whose
    if not is_departed:
        for one in way.parameters:
            yield _parameter(book, rule, kind, one, "" if is_one else whose)
    for change in way.changes:
        if change.has_effect:
            yield _change(book, rule, kind, change)


def _whose(book: Book, kind: str, way: RuleInForce) -> Quoted | str:
    """Say for whose records a rule is; nothing where that is for the organisation itself."""
    own = book.view.dossier.header.organisation
    whose = () if way.bodies in ((), (own,)) else _named(book, "organisation", way.bodies)
    where = _named(book, "area", way.areas)
    others = (Text(nl="alle andere", en="all others"),) if way.elsewhere and whose else ()
    beyond = (Text(nl="overal elders", en="anywhere else"),) if way.outside and where else ()
    said = (*whose, *others, *where, *beyond)
    return quote(said, kind, way.code, "bodies") if said else ""


def _named(book: Book, kind: str, ids: tuple[str, ...]) -> tuple[Sayable, ...]:
    """Call a few bodies or areas by name; more are counted, with one's own among them."""
    if len(ids) <= _MOST_NAMED:
        return tuple(book.view.called(Ref(kind, one)) for one in ids)
    count: Message = (
        message("{n} organisaties", "{n} organisations", n=len(ids))
        if kind == "organisation"
        else message("{n} gebieden", "{n} areas", n=len(ids))
    )
    if book.view.dossier.header.organisation not in ids:
        return (count,)
    return (
        message(
            "{count}, waaronder {own}", "{count}, {own} among them", count=count, own=book.place
        ),
    )


def _parameter(
    book: Book, rule: Declared, kind: str, one: ParameterInForce, whose: Quoted | str
) -> tuple[Sayable, Cell]:
    declared = parameters_of(rule.parameters)[one.name]
    value = quote(one.value or "–", kind, rule.code, f"parameters.{one.name}")
    if one.origin is ParameterOrigin.DECLARED:
        own = one.basis[0] if one.basis else rule.basis
        since = (
            (book.basis(own, kind, rule.code, f"parameters.{one.name}"),)
            if own.reference != rule.basis.reference
            else ()
        )
        cell: tuple[Cell, ...] = (value, *since)
    else:
        cell = (value,)
    if whose:
        cell = (*cell, message("voor {whose}", "for {whose}", whose=whose))
    return declared.called(one.name), cell if len(cell) > 1 else cell[0]


def _change(book: Book, rule: Declared, kind: str, change: ChangeTold) -> tuple[Sayable, Cell]:
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
    said = Quoted(words, (Citation(Ref(kind, rule.code), field),))
    who = plugins[change.plugin]
    label = message("Door {who}", "By {who}", who=quote(who, "plugin", change.plugin, "title"))
    return label, (said, book.basis(change.basis, kind, rule.code, field))
