"""The report as one HTML file."""

from __future__ import annotations

from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from opgavekern.base.texts import Language
from opgavekern.comparing import Comparison
from opgavekern.files import write_atomically
from opgavekern.governance import CheckResult, Governance
from opgavekern.model import Dossier, IssueId
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
from opgavekern.report.view import View


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
        return render("sheet.html", view.language, view=view, page=page)
    return render_pages(view, pages(view, since=since, stamp=stamp))


def pages(
    view: View, *, since: Comparison | None = None, stamp: datetime | None = None
) -> tuple[Page, ...]:
    """Return all pages of the report, in the order of reading."""
    return (
        overview(view),
        *(() if since is None else (changed(view, since),)),
        area_map(view),
        issues_page(view),
        *(issue_page(view, one) for one in view.today.issues),
        stakeholders(view),
        people(view),
        calendar(view),
        findings(view),
        colophon(view, stamp=stamp, version=version("opgavekern")),
    )


def render_pages(view: View, pages: tuple[Page, ...]) -> str:
    """Return pages as one HTML document, whatever blocks they hold."""
    return render("report.html", view.language, view=view, pages=pages)


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
