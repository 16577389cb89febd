"""`opgavekern report`: one HTML file to look at and to share."""

from __future__ import annotations

import re
import sys
import webbrowser
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from opgavekern.base.running import Limits
from opgavekern.base.texts import Text, message
from opgavekern.cli.comparison import compare_with
from opgavekern.cli.exits import Exit
from opgavekern.cli.opening import (
    check_dossier,
    limit_option,
    note_refused,
    open_dossier,
    say_idle,
    say_notices,
)
from opgavekern.cli.outcome import Outcome
from opgavekern.cli.page import line, show
from opgavekern.cli.parts import Command, Day, Refusal, dossier_argument, option
from opgavekern.cli.targets import (
    beside,
    refuse_among_facts,
    refuse_no_folder,
    refuse_no_page,
    refuse_to_lose,
)
from opgavekern.cli.today import midnight, now
from opgavekern.cli.voice import Voice

if TYPE_CHECKING:
    from opgavekern.comparing import Comparison
    from opgavekern.governance import CheckResult, Governance
    from opgavekern.model import Dossier

#: By this the command knows its own work again, so that it overwrites nothing else.
_OURS: Final = re.compile(rb'<meta name="generator" content="opgavekern(?! handbook)[ "]')

_ABOUT: Final = Text(
    nl=(
        "Schrijf het rapport: één HTML-bestand dat u met elke browser opent, zonder internet.\n\n"
        "Namen van mensen staan er alleen in met --names. Een vorig rapport wordt overschreven, "
        "een ander bestand niet."
    ),
    en=(
        "Write the report: one HTML file that opens in any browser, without internet.\n\n"
        "Names of people are in it only with --names. An earlier report is overwritten, another "
        "file is not."
    ),
)


def command(voice: Voice) -> Command:
    """Return the command, speaking the language of its voice."""
    file = Text(nl="BESTAND", en="FILE").text(voice.language)
    return Command(
        "report",
        voice,
        _run,
        about=_ABOUT,
        params=[
            dossier_argument(voice),
            option(
                voice,
                Text(
                    nl="Waar het komt; anders naam-van-het-dossier.html, in de map waarin u staat.",
                    en="Where it goes; otherwise name-of-the-dossier.html, in the current folder.",
                ),
                "--out",
                metavar=file,
            ),
            option(
                voice,
                Text(nl="Alleen deze opgave, op één A4.", en="Only this issue, on one A4."),
                "--issue",
                metavar="ID",
            ),
            option(
                voice,
                Text(
                    nl="De dag waarover het gaat; anders de peildatum van het dossier.",
                    en="The day that it is about; otherwise the dossier's own.",
                ),
                "--on",
                type=Day(voice),
            ),
            option(
                voice,
                Text(
                    nl="Laat ook zien wat er veranderd is sinds dit eerdere dossier: een map, "
                    "bestand, werkmap, of REVISIE:PAD van git.",
                    en="Show too what changed since this earlier dossier: a folder, file, "
                    "workbook, or REVISION:PATH of git.",
                ),
                "--since",
                metavar=Text(nl="OUD", en="OLD").text(voice.language),
            ),
            option(
                voice,
                Text(nl="Toon namen van mensen.", en="Show names of people."),
                "--names",
                is_flag=True,
            ),
            option(
                voice,
                Text(
                    nl="De dag waarop het gemaakt is, voor in het colofon; anders nu.",
                    en="The day on which it is made, for its colophon; otherwise now.",
                ),
                "--stamp",
                type=Day(voice),
            ),
            option(
                voice,
                Text(nl="Open het daarna in de browser.", en="Open it in the browser afterwards."),
                "--open/--no-open",
                "open_it",
                default=False,
            ),
            option(
                voice,
                Text(
                    nl="Overschrijf ook een bestand dat geen rapport is.",
                    en="Overwrite even a file that is no report.",
                ),
                "--force",
                is_flag=True,
            ),
            limit_option(voice),
        ],
    )


@attrs.frozen(kw_only=True)
class Wish:
    """What the report should be.

    Attributes:
        out: Where it goes; None for a name made from the dossier's.
        issue: Only this issue; None for all.
        on: The day that it is about; None for the dossier's own.
        names: Show names of people.
        since: Show what changed since this earlier dossier; None for no such page.
        stamp: The day on which it is made; None for now.
        force: Overwrite a file that is no report.
    """

    out: str | None = None
    issue: str | None = None
    on: date | None = None
    names: bool = False
    since: str | None = None
    stamp: date | None = None
    force: bool = False


def _run(voice: Voice, *, dossier: str, open_it: bool, limits: Limits, **wish: object) -> int:
    wanted = Wish(**wish)  # type: ignore[arg-type] # click gives the fields their types
    if wanted.since is not None and wanted.issue is not None:
        raise Refusal(
            message(
                "--since hoort bij het hele rapport, en niet bij één opgave",
                "--since belongs to the whole report, not to one issue",
            ),
            remedy=message("Laat een van de twee weg.", "Leave out one of the two."),
        )
    found, governance = open_dossier(dossier, limits, refused=note_refused)
    say_notices(found, voice)
    say_idle(found, governance, voice)
    result = check_dossier(found, governance, on=wanted.on, limits=limits)
    since = None
    if wanted.since is not None:
        old, _ = open_dossier(wanted.since, limits, refused=note_refused)
        since = compare_with(old, found, governance, result, names=wanted.names, limits=limits)
    path = write(found, governance, result, voice, wanted, source=dossier, since=since)
    show([line(path.as_posix())])
    if open_it:
        webbrowser.open(path.resolve().as_uri())
    return _ending(Outcome(dossier=found, governance=governance, result=result), voice)


def write(
    dossier: Dossier,
    governance: Governance,
    result: CheckResult,
    voice: Voice,
    wanted: Wish,
    *,
    source: str,
    since: Comparison | None = None,
) -> Path:
    """Write the report and return where it is.

    Raises:
        Refusal: A file stands there that is not ours to overwrite.
    """
    from opgavekern.cli.kinds import kind_typed, record_of
    from opgavekern.model import IssueId
    from opgavekern.model.records import id_of
    from opgavekern.report import write_report

    language = voice.about(dossier.header.language)
    issue = None
    if wanted.issue is not None:
        issue = IssueId(id_of(record_of(dossier, kind_typed("issue"), wanted.issue, language)))
    refuse_no_folder(wanted.out or "")
    path = Path(wanted.out) if wanted.out else beside(Path(source)) / _name(source, wanted.issue)
    if path.is_dir():
        path /= _name(source, wanted.issue)
    refuse_no_page(path)
    refuse_among_facts(path, Path(source), remedy=_OUTSIDE)
    if not wanted.force:
        refuse_to_lose(path, _OURS, message("rapport", "report"))
    return write_report(
        dossier,
        governance,
        result,
        path=path,
        language=language,
        issue=issue,
        names=wanted.names,
        since=since,
        stamp=now() if wanted.stamp is None else midnight(wanted.stamp),
    )


_OUTSIDE: Final = message(
    "Kies met --out een plek buiten die map.", "Choose a place outside that folder with --out."
)


def _name(source: str, issue: str | None) -> str:
    stem = Path(source).resolve().stem or "opgavekern"
    return f"{stem}-{issue}.html" if issue else f"{stem}.html"


def _ending(outcome: Outcome, voice: Voice) -> Exit:
    """Findings do not make a report fail; rules that did not run do, since then it lacks them."""
    if outcome.exit is not Exit.INCONCLUSIVE:
        return Exit.CLEAN
    said = Text(
        nl="Let op: niet alle regels konden worden gecontroleerd; het rapport zegt welke.",
        en="Mind: not all rules could be checked; the report says which.",
    )
    show([line(said.text(voice.about(outcome.language or voice.language)))], sys.stderr)
    return Exit.INCONCLUSIVE
