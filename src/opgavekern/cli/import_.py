"""`opgavekern import`: a table with headers of its own, taken into a dossier by a mapping."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from opgavekern.base.errors import DossierError
from opgavekern.base.running import Limits
from opgavekern.base.texts import Text, message
from opgavekern.cli.exits import Exit
from opgavekern.cli.json_output import write_json
from opgavekern.cli.opening import limit_option, open_dossier, say_each, say_notices
from opgavekern.cli.page import line, show
from opgavekern.cli.parts import Command, Refusal, argument, json_option, option
from opgavekern.cli.streams import aside
from opgavekern.cli.targets import refuse_among_facts, refuse_taken
from opgavekern.cli.voice import Voice

if TYPE_CHECKING:
    from opgavekern.exchange import TableImport
    from opgavekern.governance import Governance
    from opgavekern.model import Dossier

_ABOUT: Final = Text(
    nl=(
        "Neem een werkmap of CSV-bestand over in een dossier. Wat de kolommen zijn, zegt een "
        "klein koppelbestand; het eerste maakt --guess voor u.\n\n"
        "Een nieuwere tabel werkt bij wat er al is: dezelfde rij is hetzelfde gegeven, wat de "
        "tabel niet zegt blijft staan, en wat niet meer in de tabel staat wordt genoemd en "
        "blijft. Is er een probleem, dan wordt er niets geschreven.\n\n"
        "\b\n"
        "  opgavekern import --guess acties.xlsx mijn-dossier --out acties.yaml\n"
        "  opgavekern import acties.xlsx --map acties.yaml mijn-dossier --dry-run\n"
        "  opgavekern import acties.xlsx --map acties.yaml mijn-dossier"
    ),
    en=(
        "Take a workbook or CSV file into a dossier. What its columns are is said by a small "
        "mapping; --guess makes the first one for you.\n\n"
        "A newer table brings up to date what is there: the same row is the same record, what "
        "the table does not say stays, and what the table no longer has is listed and stays. "
        "If there is a problem nothing is written.\n\n"
        "\b\n"
        "  opgavekern import --guess actions.xlsx my-dossier --out actions.yaml\n"
        "  opgavekern import actions.xlsx --map actions.yaml my-dossier --dry-run\n"
        "  opgavekern import actions.xlsx --map actions.yaml my-dossier"
    ),
)


def command(voice: Voice) -> Command:
    """Return the command, speaking the language of its voice."""
    file = Text(nl="BESTAND", en="FILE").text(voice.language)
    name = Text(nl="NAAM", en="NAME").text(voice.language)
    return Command(
        "import",
        voice,
        _run,
        about=_ABOUT,
        params=[
            argument("table", metavar=Text(nl="TABEL", en="TABLE"), voice=voice),
            argument(
                "dossier",
                metavar=Text(nl="[DOSSIER]", en="[DOSSIER]"),
                voice=voice,
                required=False,
            ),
            option(
                voice,
                Text(
                    nl="Het koppelbestand: wat de kolommen van de tabel zijn.",
                    en="The mapping: what the columns of the table are.",
                ),
                "--map",
                "mapping",
                metavar=file,
            ),
            option(
                voice,
                Text(
                    nl="Een koppelbestand dat een plugin van het dossier meebrengt.",
                    en="A mapping that a plugin of the dossier brings.",
                ),
                "--with",
                "importer",
                metavar=name,
            ),
            option(
                voice,
                Text(
                    nl="Schrijf een eerste koppelbestand om bij te werken.",
                    en="Write a first mapping to edit.",
                ),
                "--guess",
                is_flag=True,
            ),
            option(
                voice,
                Text(
                    nl="Bij --guess: het blad; anders het best passende.",
                    en="With --guess: the sheet; otherwise the one that fits best.",
                ),
                "--sheet",
                default="",
                metavar=name,
            ),
            option(
                voice,
                Text(
                    nl="Bij --guess: waar het koppelbestand heen gaat; anders naar het scherm.",
                    en="With --guess: where the mapping goes; otherwise to the screen.",
                ),
                "--out",
                metavar=file,
            ),
            option(
                voice,
                Text(
                    nl="Toon wat er zou gebeuren, en schrijf niets.",
                    en="Show what would happen, and write nothing.",
                ),
                "--dry-run",
                is_flag=True,
            ),
            option(
                voice,
                Text(
                    nl="Laat onbekende namen en waarden weg, in plaats van ze te weigeren.",
                    en="Leave out names and values that nobody knows, instead of refusing them.",
                ),
                "--partial",
                is_flag=True,
            ),
            json_option(voice),
            limit_option(voice),
        ],
    )


def _run(
    voice: Voice,
    *,
    table: str,
    dossier: str | None,
    mapping: str | None,
    importer: str | None,
    guess: bool,
    sheet: str,
    out: str | None,
    dry_run: bool,
    partial: bool,
    as_json: bool,
    limits: Limits,
) -> int:
    if sum((mapping is not None, importer is not None, guess)) != 1:
        raise Refusal(
            message(
                "wat de kolommen zijn, zegt --map of --with; of laat het raden met --guess",
                "what the columns are is said by --map or --with; or have it guessed by --guess",
            )
        )
    if guess:
        return _guess(voice, table, dossier, sheet=sheet, out=out, limits=limits)
    if out is not None or sheet:
        raise Refusal(
            message(
                "--out en --sheet horen bij --guess; een koppelbestand noemt zelf zijn blad",
                "--out and --sheet go with --guess; a mapping names its sheet itself",
            )
        )
    done, written = _run_import(
        voice,
        table,
        dossier or ".",
        mapping=mapping,
        importer=importer,
        dry_run=dry_run,
        partial=partial,
        tells_problems=as_json,
        limits=limits,
    )
    if as_json:
        from opgavekern.cli.import_json import plain_import

        write_json(plain_import(done, written, is_dry=dry_run))
    else:
        from opgavekern.cli.import_text import import_lines

        language = voice.about(done.dossier.header.language)
        say_each(done.notices, language)
        show(import_lines(done, written, language, is_dry=dry_run))
    return Exit.UNREADABLE if done.problems else Exit.CLEAN


def _run_import(
    voice: Voice,
    table: str,
    path: str,
    *,
    mapping: str | None,
    importer: str | None,
    dry_run: bool,
    partial: bool,
    tells_problems: bool,
    limits: Limits,
) -> tuple[TableImport, tuple[Path, ...]]:
    """Import and write; problems are told in the result where it is for a program, or raised."""
    from opgavekern.exchange import TableImport
    from opgavekern.files import write_dossier
    from opgavekern.model import Dossier

    try:
        whole, governance = open_dossier(path, limits)
        say_notices(whole, voice)
        done = _imported(
            table,
            whole,
            governance,
            mapping=mapping,
            importer=importer,
            partial=partial,
            limits=limits,
        )
        if not done.problems and not dry_run:
            return done, write_dossier(done.dossier, path)
        if not tells_problems:
            done.required()
    except DossierError as error:
        if not tells_problems:
            raise
        done = TableImport(dossier=Dossier(), kind="", problems=error.problems)
    return done, ()


def _imported(
    table: str,
    dossier: Dossier,
    governance: Governance,
    *,
    mapping: str | None,
    importer: str | None,
    partial: bool,
    limits: Limits,
) -> TableImport:
    from opgavekern.exchange import import_table, read_mapping

    if mapping is not None:
        read = read_mapping(mapping, limits=limits)
        return import_table(table, read, dossier, partial=partial, limits=limits)
    from opgavekern.exchange import import_with

    with aside():
        return import_with(
            table, importer or "", dossier, governance, partial=partial, limits=limits
        )


def _guess(
    voice: Voice, table: str, dossier: str | None, *, sheet: str, out: str | None, limits: Limits
) -> int:
    from opgavekern.exchange import guess_mapping
    from opgavekern.files import write_atomically

    target = Path(out) if out is not None else None
    if target is not None:
        refuse_taken(target)
        read = Path(dossier) if dossier is not None else None
        refuse_among_facts(target, read if read is not None and read.exists() else None)
    whole = open_dossier(dossier, limits)[0] if dossier is not None else None
    language = voice.about(whole.header.language) if whole is not None else voice.language
    guess = guess_mapping(table, whole, language=language, sheet=sheet, limits=limits)
    if target is None:
        show(line(one) for one in guess.yaml.splitlines())
        return Exit.CLEAN
    write_atomically(target, guess.yaml.encode())
    show([line(target.as_posix())])
    return Exit.CLEAN
