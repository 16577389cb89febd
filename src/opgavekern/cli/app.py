"""The command `opgavekern` itself: which commands there are, and how every run of one ends."""

from __future__ import annotations

import importlib
import keyword
import os
import sys
from collections.abc import Callable, Sequence
from types import MappingProxyType
from typing import Any, Final, NoReturn

import click
from click.shell_completion import shell_complete

from opgavekern.base.errors import OpgavekernError
from opgavekern.base.near import did_you_mean
from opgavekern.base.texts import Text, message, quoted
from opgavekern.cli.endings import ending_of
from opgavekern.cli.exits import Exit
from opgavekern.cli.parts import Command, Refusal, Spoken, common_options, option
from opgavekern.cli.streams import calm, hang_up
from opgavekern.cli.voice import Voice

NAME: Final = "opgavekern"
_COMPLETE: Final = "_OPGAVEKERN_COMPLETE"

#: Each command is made by the function `command` of the module of its name, when it is asked for.
COMMANDS: Final = MappingProxyType(
    {
        "check": Text(
            nl="Controleer een dossier en toon de bevindingen.",
            en="Check a dossier and show the findings.",
        ),
        "show": Text(
            nl="Toon een opgave, persoon, gebied of iets anders, en wat ernaar verwijst.",
            en="Show an issue, person, area or anything else, and what refers to it.",
        ),
        "admission": Text(
            nl="Zeg welke signalen een opgave kunnen worden, en welke opgaven dat nu niet zouden.",
            en="Tell which signals may become issues, and which issues would not pass now.",
        ),
        "gates": Text(
            nl="Zeg welke opgaven door kunnen naar hun volgende status, en wat hen tegenhoudt.",
            en="Tell which issues may go on to their next status, and what keeps them.",
        ),
        "progress": Text(
            nl="Zeg waar programma's staan in hun werkwijze.",
            en="Tell where programmes stand in their way of working.",
        ),
        "report": Text(
            nl="Schrijf het rapport: één HTML-bestand om te bekijken en te delen.",
            en="Write the report: one HTML file to look at and to share.",
        ),
        "handbook": Text(
            nl="Schrijf het handboek: hoe hier gewerkt wordt, uit wat van kracht is.",
            en="Write the handbook: how work is done here, from what is in force.",
        ),
        "diff": Text(
            nl="Zeg wat er veranderd is tussen twee dossiers, per opgave.",
            en="Tell what changed between two dossiers, by issue.",
        ),
        "convert": Text(
            nl="Zet een dossier om naar een map, YAML, JSON of een werkmap.",
            en="Turn a dossier into a folder, YAML, JSON or a workbook.",
        ),
        "import": Text(
            nl="Neem een werkmap of CSV-bestand met eigen koppen over in een dossier.",
            en="Take a workbook or CSV file with headers of its own into a dossier.",
        ),
        "network": Text(
            nl="Meet het netwerk van een dossier, of van een bestand met een netwerk.",
            en="Measure the network of a dossier, or of a file that holds a network.",
        ),
        "redact": Text(
            nl="Maak een kopie zonder wat het dossier van mensen zegt, om te delen.",
            en="Make a copy without what the dossier says of people, to be shared.",
        ),
        "rules": Text(
            nl="Toon de regels die op een dag gelden, en wie welk getal bepaalde.",
            en="Show the rules in force on a day, and who set which number.",
        ),
        "explain": Text(
            nl="Vertel alles over één regel: van wie, waarom, en wie er iets aan wijzigde.",
            en="Tell all about one rule: whose, why, and who changed what of it.",
        ),
        "schema": Text(
            nl="Schrijf het JSON Schema waarmee editors aanvullen en controleren.",
            en="Write the JSON Schema by which editors complete and check.",
        ),
        "migrate": Text(
            nl="Herschrijf een dossier van een ouder format naar het huidige.",
            en="Rewrite a dossier of an older format to the current one.",
        ),
        "init": Text(
            nl="Begin een nieuw dossier, met uitleg in de bestanden.",
            en="Start a new dossier, with explanations in its files.",
        ),
        "new-plugin": Text(
            nl="Begin een plugin met eigen regels, waarvan de tests al slagen.",
            en="Start a plugin with rules of your own, whose tests pass already.",
        ),
        "plugins": Text(
            nl="Noem de plugins die geïnstalleerd zijn.",
            en="Name the plugins that are installed.",
        ),
        "hooks": Text(
            nl="Toon waarmee een plugin iets kan zeggen, en welke dat doen.",
            en="Show by what a plugin can say something, and which do.",
        ),
        "what-if": Text(
            nl="Zeg welke bevindingen erbij komen of eraf gaan als iets anders was.",
            en="Say which findings come or go if something were otherwise.",
        ),
        "doctor": Text(
            nl="Zeg wat er mis is met plugins: van een dossier, of alle.",
            en="Tell what is wrong with plugins: those of a dossier, or all.",
        ),
        "demo": Text(
            nl="Maak een voorbeelddossier, controleer het en schrijf het rapport.",
            en="Make an example dossier, check it and write the report.",
        ),
    }
)

_HELP: Final = Text(
    nl=(
        "Leest wat er bekend is over opgaven als één dossier, legt de geldende regels ernaast "
        "en laat zien wat ontbreekt, wat botst en wat een besluit vraagt.\n\n"
        "Nieuw hier? Begin met: opgavekern demo"
    ),
    en=(
        "Reads what is known about issues (opgaven) as one dossier, lays the rules in force "
        "beside it, and shows what is missing, what clashes and what needs a decision.\n\n"
        "New here? Start with: opgavekern demo"
    ),
)


class App(Spoken, click.Group):
    """`opgavekern`, speaking one language; a command's code is read only when it is needed."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice
        version = option(
            voice,
            Text(nl="Toon de versie en stop.", en="Show the version and stop."),
            "--version",
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_show_version,
        )
        super().__init__(
            NAME,
            params=[version, *common_options(voice)],
            help=_HELP.text(voice.language),
            subcommand_metavar=self.said(
                Text(nl="OPDRACHT [ARGUMENTEN]", en="COMMAND [ARGUMENTS]")
            ),
            no_args_is_help=False,
            invoke_without_command=True,
            callback=self._without_command,
        )

    def _without_command(self) -> None:
        context = click.get_current_context()
        if context.invoked_subcommand is None:
            click.echo(context.get_help())
            context.exit(Exit.USAGE)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names, in the order in which people meet them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> Command | None:
        """Return the command of a name; None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        # A module cannot be called `import`, so its name ends as Python's own advice has it.
        module = f"{cmd_name}_" if keyword.iskeyword(cmd_name) else cmd_name.replace("-", "_")
        made: Callable[[Voice], Command] = importlib.import_module(
            f"opgavekern.cli.{module}"
        ).command
        return made(self.voice)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was typed, or say which one may have been meant."""
        found = self.get_command(ctx, args[0])
        if found is None:
            raise Refusal(
                message(
                    "er is geen opdracht {name}", "there is no command {name}", name=quoted(args[0])
                ),
                remedy=did_you_mean(args[0], COMMANDS),
            )
        return found.name, found, args[1:]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without reading their code."""
        with formatter.section(self.said(Text(nl="Opdrachten", en="Commands"))):
            formatter.write_dl(
                [(name, said.text(self.voice.language)) for name, said in COMMANDS.items()]
            )

    def main(self, args: Sequence[str] | None = None, *_: Any, **__: Any) -> NoReturn:
        """Run a command and end the process; however it goes, no traceback is an answer."""
        arguments = list(sys.argv[1:] if args is None else args)
        calm(sys.stdout, sys.stderr)
        if instruction := os.environ.get(_COMPLETE):
            sys.exit(shell_complete(self, {}, NAME, _COMPLETE, instruction))
        try:
            code = self._run(arguments)
            sys.stdout.flush()
        except BaseException as error:  # noqa: BLE001 - every ending has its words and its code
            voice = _voice_after(error, self.voice, arguments)
            code = ending_of(error, voice, with_traceback="--traceback" in arguments)
        if code is Exit.UNHEARD:
            hang_up(sys.stdout)
        sys.exit(code)

    def _run(self, arguments: list[str]) -> int:
        try:
            with self.make_context(NAME, arguments) as context:
                return int(self.invoke(context) or Exit.CLEAN)
        except click.exceptions.Exit as ended:
            return ended.exit_code


def _voice_after(error: BaseException, voice: Voice, arguments: Sequence[str]) -> Voice:
    """Return the voice to say what went wrong: that of the dossier that the command line names.

    An error that knows its language keeps it; a fault of our own is about no dossier.
    """
    if voice.is_chosen or not isinstance(error, click.UsageError | OpgavekernError | OSError):
        return voice
    from opgavekern.cli.spoken import language_named

    context = error.ctx if isinstance(error, click.UsageError) else None
    return Voice(language_named(arguments, context) or voice.language)


def _show_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        click.echo(f"{NAME} {version(NAME)}")
        context.exit()
