"""Who does what: roles, what their holders may decide, and where they come in."""

from __future__ import annotations

from typing import Final

from opgavekern.base.texts import Text, counted, message
from opgavekern.handbook.blocks import Entries
from opgavekern.handbook.book import Book
from opgavekern.model import Appointment, Ref, Role, RoleId
from opgavekern.report.blocks import Block, Cell, Link, Page, Paragraph, Sayable, Section, Terms
from opgavekern.report.chain import link_to
from opgavekern.report.citing import Citation, Quoted, also, cite, of, quote
from opgavekern.report.view import anchor

ANCHOR: Final = "roles"
TITLE: Final = Text(nl="Rollen", en="Roles")
ABOUT: Final = Text(nl="wie wat doet, en wat die mag beslissen", en="who does what, and may decide")
_INTRO: Final = Text(
    nl="Wie een rol heeft, wat daarbij hoort, bij welke stappen van de werkwijze hij of zij aan "
    "zet is, en van welke regels hij of zij ontheffing mag geven.",
    en="Who has a role, what goes with it, in which steps of the way of working they come in, and "
    "of which rules they may grant a waiver.",
)


#: More rules than these are counted, not named.
_MOST_NAMED: Final = 3


def roles(book: Book) -> Page | None:
    """Make the chapter; None without roles."""
    found = tuple(book.facts.roles)
    if not found:
        return None
    steps = {one.id: len(_steps(book, one.id)) for one in found}
    # Who comes in at most steps is read about first.
    sections = tuple(
        _role(book, one) for one in sorted(found, key=lambda one: (-steps[one.id], one.id))
    )
    return Page(anchor=ANCHOR, title=TITLE, blocks=(Paragraph(_INTRO), Entries(sections=sections)))


def _role(book: Book, one: Role) -> Section:
    blocks: list[Block] = []
    if one.description:
        blocks.append(Paragraph(of(one, "description")))
    pairs: list[tuple[Sayable, Cell]] = [(Text(nl="Soort rol", en="Kind of role"), of(one, "kind"))]
    holders = tuple(_holders(book, one))
    if holders:
        pairs.append((Text(nl="Nu bekleed door", en="Held now by"), holders))
    steps = tuple(_steps(book, one.id))
    if steps:
        pairs.append((Text(nl="Aan zet bij", en="Comes in at"), steps))
    waives = _waives(book, one.id)
    if waives is not None:
        pairs.append((Text(nl="Mag ontheffen van", en="May waive"), waives))
    pairs.append((Text(nl="Bron", en="Source"), book.source(one)))
    return Section(
        anchor=anchor("role", one.id),
        title=of(one, "name"),
        blocks=(*blocks, Terms(tuple(pairs))),
    )


def _holders(book: Book, role: Role) -> list[Cell]:
    found = book.facts.known("appointments").by("role").get(role.id, ())
    return [_holder(book, one) for one in sorted(found, key=lambda one: one.id)]


def _holder(book: Book, one: Appointment) -> Cell:
    person = quote(book.view.person(one.person), "appointment", one.id)
    if not one.areas:
        return person
    areas = tuple(book.view.called(Ref("area", area)) for area in one.areas)
    return message(
        "{person} (voor {areas})",
        "{person} (for {areas})",
        person=person,
        areas=quote(areas, "appointment", one.id),
    )


def _steps(book: Book, role: RoleId) -> list[Cell]:
    return [
        also(link_to(method, place), cite(method, f"steps.{place}.roles"))
        for method in book.methods
        for place, step in enumerate(method.steps)
        if role in step.roles
    ]


def _waives(book: Book, role: RoleId) -> Cell | None:
    """Say of how many rules a role may grant a waiver: each rule says by whom."""
    codes = [
        one.code
        for one in book.view.governance.rules
        if role in one.waivable_by and one.code in book.codes
    ]
    if not codes:
        return None
    cites = tuple(Citation(Ref("rule", code), "waivable_by") for code in codes)
    if len(codes) <= _MOST_NAMED:
        return tuple(also(book.rule(code), one) for code, one in zip(codes, cites, strict=True))
    words = counted(len(codes), ("regel", "rule"), ("regels", "rules"))
    return Link(Quoted(words, cites), "#rules")
