"""The report as one HTML file."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final

import attrs

from opgavekern.base.texts import Language, Text, message
from opgavekern.comparing import Comparison
from opgavekern.files import write_atomically
from opgavekern.governance import CheckResult, Governance
from opgavekern.model import Dossier, Issue, IssueId
from opgavekern.report.additions import additions
from opgavekern.report.blocks import Page
from opgavekern.report.pages.area_map import area_map
from opgavekern.report.pages.calendar import calendar
from opgavekern.report.pages.changed import changed
from opgavekern.report.pages.colophon import colophon
from opgavekern.report.pages.findings import findings
from opgavekern.report.pages.issues import issue as issue_page
from opgavekern.report.pages.issues import issues as issues_page
from opgavekern.report.pages.overview import overview
from opgavekern.report.pages.people import people
from opgavekern.report.pages.sheet import sheet
from opgavekern.report.pages.stakeholders import stakeholders
from opgavekern.report.rendering import render
from opgavekern.report.view import View, anchor
from opgavekern.report.withheld import page_or_withheld, withheld_in


def render_report(
    dossier: Dossier,
    governance: Governance,
    result: CheckResult,
    *,
    language: Language | None = None,
    issue: IssueId | None = None,
    names: bool = False,
    since: Comparison | None = None,
    stamp: datetime | None = None,
) -> str:
    """Return the report: one HTML document that asks for nothing else.

    Equal input gives equal text, on every machine.

    Args:
        dossier: The facts.
        governance: The rules by which they were checked.
        result: What checking found; its day is the day of the report.
        language: The dossier's own where it is not given.
        issue: The one issue to show, on one A4; None for the whole report.
        names: Whether people are called by name; else by function.
        since: What changed since an earlier dossier, shown on a page of its own; it calls people
            as it was asked to. Not for the report of one issue.
        stamp: When the report is made, for its colophon; not said where it is not given.

    Raises:
        UnknownIdError: There is no such issue.
        WithheldError: The one issue cannot be shown, since the dossier withholds what that takes.
        MissingExtraError: What the report needs is not installed; says how to get it.
    """
    view = View(
        dossier=dossier,
        governance=governance,
        result=result,
        on=result.on,
        language=language or dossier.header.language,
        names=names,
        alone=issue,
    )
    if issue is not None:
        page = sheet(view, dossier.issues[issue], stamp=stamp)
        withheld = withheld_in(dossier.withheld)
        return render("sheet.html", view.language, view=view, page=page, withheld=withheld)
    return render_pages(view, pages(view, since=since, stamp=stamp))


def pages(
    view: View, *, since: Comparison | None = None, stamp: datetime | None = None
) -> tuple[Page, ...]:
    """Return all pages of the report, in the order of reading.

    A page that takes what is withheld says so instead.
    """
    if view.dossier.withheld:
        view = attrs.evolve(view, unplaced=_unplaced(view))
    named = [_page(view, one) for one in _NAMED]
    issues = [_issue(view, one) for one in view.today.known("issues")]
    last = colophon(view, stamp=stamp, version=version("opgavekern"))
    changes = () if since is None else (changed(view, since),)
    rest = (*named[1:_BEFORE_ISSUES], *issues, *named[_BEFORE_ISSUES:], *additions(view))
    return (named[0], *changes, *rest, last)


@attrs.frozen
class _Named:
    """A page that a reader finds by name.

    Attributes:
        anchor: Its name in the document.
        title: Its heading.
        make: Makes it.
        places: What has its place on it: kinds of records, or findings.
    """

    anchor: str
    title: Text
    make: Callable[[View], Page]
    places: tuple[str, ...] = ()


_NAMED: Final = (
    _Named("overview", Text(nl="Overzicht", en="Overview"), overview),
    _Named("map", Text(nl="Kaart", en="Map"), area_map, ("area",)),
    _Named("issues", Text(nl="Opgaven", en="Issues"), issues_page),
    _Named(
        "stakeholders",
        Text(nl="Belanghebbenden", en="Stakeholders"),
        stakeholders,
        ("stakeholder",),
    ),
    _Named("people", Text(nl="Mensen en teams", en="People and teams"), people, ("person", "team")),
    _Named("calendar", Text(nl="Kalender", en="Calendar"), calendar),
    _Named("findings", Text(nl="Bevindingen", en="Findings"), findings, ("finding",)),
)
#: After so many pages come those of the issues.
_BEFORE_ISSUES: Final = 3


def _page(view: View, named: _Named) -> Page:
    return page_or_withheld(named.anchor, named.title, functools.partial(named.make, view))


def _issue(view: View, issue: Issue) -> Page:
    place = anchor("issue", issue.id)
    return page_or_withheld(place, issue.title, functools.partial(issue_page, view, issue))


def _unplaced(view: View) -> frozenset[str]:
    """Return what the report has no page for, since that takes what is withheld."""
    return frozenset(kind for one in _NAMED if _page(view, one).is_withheld for kind in one.places)


def render_pages(view: View, pages: tuple[Page, ...]) -> str:
    """Return pages as one HTML document, whatever blocks they hold."""
    return render(
        "report.html",
        view.language,
        generator="opgavekern",
        title=view.dossier.header.name or Text(nl="Dossier", en="Dossier"),
        as_of=message("Stand van {day}", "As of {day}", day=view.on),
        pages=pages,
        withheld=withheld_in(view.dossier.withheld),
    )


def write_report(
    dossier: Dossier,
    governance: Governance,
    result: CheckResult,
    *,
    path: Path,
    language: Language | None = None,
    issue: IssueId | None = None,
    names: bool = False,
    since: Comparison | None = None,
    stamp: datetime | None = None,
) -> Path:
    """Write the report to `path`, whole or not at all, and return the path."""
    text = render_report(
        dossier,
        governance,
        result,
        language=language,
        issue=issue,
        names=names,
        since=since,
        stamp=stamp,
    )
    write_atomically(path, text.encode())
    return path
