"""Writing the handbook: chapters from what is in force, and from those HTML or Markdown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Final

import attrs

from opgavekern.base.labels import Term
from opgavekern.base.running import Limits
from opgavekern.base.texts import Language, Text
from opgavekern.delivery import MethodProgress, progress
from opgavekern.files import write_atomically
from opgavekern.governance import CheckResult, Governance, SectionPlace, check, rules_in_force
from opgavekern.governance.days import asked_day
from opgavekern.handbook.book import Book
from opgavekern.handbook.chapters import (
    colophon,
    front,
    issues,
    method,
    people,
    roles,
    rules,
    standing,
    year,
)
from opgavekern.handbook.markdown import document
from opgavekern.handbook.outcomes import Handbook
from opgavekern.handbook.passages import passages
from opgavekern.model import KINDS, Dossier, WithheldError
from opgavekern.report.additions import added
from opgavekern.report.blocks import Page
from opgavekern.report.rendering import render
from opgavekern.report.view import View
from opgavekern.report.withheld import page_or_withheld, withheld_in


class HandbookFormat(Term):
    """What a handbook is written as."""

    HTML = "html", "html"
    MARKDOWN = "markdown", "markdown"


@attrs.frozen
class _Chapter:
    """A chapter that the handbook has where there is something to tell.

    Attributes:
        anchor: Its name in the document.
        title: Its heading.
        about: What it tells, for the table of contents.
        make: Makes it; None where there is nothing to tell.
        place: Where plugins add sections to it; None where they do not.
    """

    anchor: str
    title: Text
    about: Text
    make: Callable[[Book], Page | None]
    place: SectionPlace | None = None


_CHAPTERS: Final = (
    _Chapter(
        issues.ANCHOR, issues.TITLE, issues.ABOUT, issues.issues, SectionPlace.HANDBOOK_ISSUES
    ),
    _Chapter(
        method.ANCHOR, method.TITLE, method.ABOUT, method.method, SectionPlace.HANDBOOK_METHOD
    ),
    _Chapter(standing.ANCHOR, standing.TITLE, standing.ABOUT, standing.standing),
    _Chapter(roles.ANCHOR, roles.TITLE, roles.ABOUT, roles.roles, SectionPlace.HANDBOOK_ROLES),
    _Chapter(year.ANCHOR, year.TITLE, year.ABOUT, year.year, SectionPlace.HANDBOOK_YEAR),
    _Chapter(
        people.ANCHOR, people.TITLE, people.ABOUT, people.people, SectionPlace.HANDBOOK_PEOPLE
    ),
    _Chapter(rules.ANCHOR, rules.TITLE, rules.ABOUT, rules.rules, SectionPlace.HANDBOOK_RULES),
)


def make_handbook(
    dossier: Dossier,
    governance: Governance,
    *,
    on: date | None = None,
    language: Language | None = None,
    names: bool = False,
    result: CheckResult | None = None,
    limits: Limits = Limits(),
) -> Handbook:
    """Write down how a public body works, from what is in force on a day.

    Every rule, criterion, role, step, body and date in force has one passage, with where it
    stands; elsewhere a link leads there. A passage knows which values it cites, so that a value
    which changes changes the passages that cite it, and no other.

    Args:
        dossier: What is known; the plugins' facts are laid under it where they are not yet.
        governance: How the body works.
        on: The day; that of the result, or else the dossier's own, where it is not given.
        language: The dossier's own where it is not given.
        names: Whether people are called by name; else by function.
        result: What checking found that day, where that is known: it is not checked again.
        limits: How many findings one rule may give where it is checked.

    Returns:
        Equal input gives an equal handbook. What the dossier withholds is told to be unknown.
        Takes the time of a check and of `progress`, and time linear in what is told.

    Raises:
        OpgavekernError: No day is given and the dossier has none.
        BadValueError: What is given is no day, or not the day of the result.
    """
    day = asked_day(dossier, on, result)
    whole = governance.laid_under(dossier)
    found = result or check(whole, governance, on=day, limits=limits)
    view = View(
        dossier=whole,
        governance=governance,
        result=found,
        on=day,
        language=language or dossier.header.language,
        names=names,
    )
    book = Book(
        view=view,
        rules=rules_in_force(governance, on=day),
        progress=_progress(view, limits),
    )
    chapters = _pages(book)
    return Handbook(
        on=day,
        language=view.language,
        title=view.say(book.title),
        withheld=tuple(kind.plural for kind in whole.withheld),
        passages=tuple(passages(chapters, view.language)),
        chapters=chapters,
    )


def _progress(view: View, limits: Limits) -> MethodProgress | None:
    try:
        return progress(
            view.dossier, view.governance, on=view.on, result=view.result, limits=limits
        )
    except WithheldError:
        return None


def _pages(book: Book) -> tuple[Page, ...]:
    made = [(page, one.about) for one in _CHAPTERS if (page := _made(book, one)) is not None]
    last = colophon.colophon(book, version=version("opgavekern"))
    made.append((last, colophon.ABOUT))
    return (front.front(book, made), *(page for page, _ in made))


def _made(book: Book, chapter: _Chapter) -> Page | None:
    """Make a chapter with what plugins add to it; None where neither tells anything."""
    extra = () if chapter.place is None else added(book.view, chapter.place, is_linked=True)

    def make() -> Page:
        empty = Page(anchor=chapter.anchor, title=chapter.title, blocks=())
        return (chapter.make(book) or empty).plus(*extra)

    page = page_or_withheld(chapter.anchor, chapter.title, make)
    return page if page.blocks else None


def render_handbook(made: Handbook, format: HandbookFormat = HandbookFormat.HTML) -> str:
    """Return a handbook as one HTML document that asks for nothing else, or as Markdown."""
    if format is HandbookFormat.MARKDOWN:
        return document(made.title, made.as_of, made.chapters, made.language)
    return render(
        "report.html",
        made.language,
        generator="opgavekern handbook",
        title=made.title,
        as_of=made.as_of,
        pages=made.chapters,
        withheld=withheld_in(kind for kind in KINDS if kind.plural in made.withheld),
    )


def write_handbook(
    made: Handbook, *, path: Path, format: HandbookFormat = HandbookFormat.HTML
) -> Path:
    """Write a handbook to `path`, whole or not at all, and return the path."""
    write_atomically(path, render_handbook(made, format).encode())
    return path
