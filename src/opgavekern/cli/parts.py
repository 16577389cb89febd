"""What commands are made of: options, arguments and help that speak both languages."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

import click

from opgavekern.base.errors import BadValueError
from opgavekern.base.labels import folded
from opgavekern.base.near import did_you_mean_either
from opgavekern.base.texts import LANGUAGES, Language, Message, Text, message, quoted
from opgavekern.cli.tracebacks import note_traceback
from opgavekern.cli.voice import Voice


class Refusal(click.UsageError):
    """What was asked cannot be done; says why and what to do, in both languages.

    Attributes:
        said: What is the matter.
        remedy: What to do.
        language: The language of the dossier that it is about; None before one is read.
    """

    def __init__(
        self, said: Message, *, remedy: Message | None = None, language: Language | None = None
    ) -> None:
        super().__init__(said.text(), click.get_current_context(silent=True))
        self.said = said
        self.remedy = remedy
        self.language = language


class Spoken(click.Command):
    """A command whose help is in the language of its voice, headings included."""

    voice: Voice

    def said(self, text: Text) -> str:
        """Return a text in the language of the voice."""
        return text.text(self.voice.language)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how the command is typed."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        prefix = self.said(Text(nl="Gebruik: ", en="Usage: "))
        formatter.write_usage(ctx.command_path, pieces, prefix=prefix)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Say `[OPTIES]` in Dutch."""
        pieces = super().collect_usage_pieces(ctx)
        options = self.said(Text(nl="[OPTIES]", en="[OPTIONS]"))
        return [options if piece == "[OPTIONS]" else piece for piece in pieces]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Explain `--help` in the language of the rest."""
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = self.said(Text(nl="Toon deze uitleg en stop.", en="Show this and stop."))
        return found

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the options under a heading in the language of the rest."""
        records = [
            record
            for one in self.get_params(ctx)
            if isinstance(one, click.Option) and (record := one.get_help_record(ctx))
        ]
        with formatter.section(self.said(Text(nl="Opties", en="Options"))):
            formatter.write_dl(records)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List nothing: only `opgavekern` itself has commands."""


class Command(Spoken):
    """One command; its callback gets the voice first, and returns the code to end with."""

    def __init__(
        self,
        name: str,
        voice: Voice,
        run: Callable[..., int],
        *,
        about: Text,
        params: Sequence[click.Parameter],
    ) -> None:
        self.voice = voice
        super().__init__(
            name,
            callback=lambda **given: run(voice, **given),
            help=about.text(voice.language),
            params=[*params, *common_options(voice)],
            context_settings={"allow_extra_args": True},
        )

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse what is left over, in the language of the voice."""
        left = super().parse_args(ctx, args)
        if left and not ctx.resilient_parsing:
            raise Refusal(
                message("{found} is te veel", "{found} is too much", found=quoted(" ".join(left)))
            )
        return left


def option(voice: Voice, about: Text, *names: str, **settings: Any) -> click.Option:
    """Make an option with its explanation in the language of the voice."""
    return click.Option(names, help=about.text(voice.language), **settings)


def argument(name: str, *, metavar: Text, voice: Voice, **settings: Any) -> click.Argument:
    """Make an argument with its name in the language of the voice."""
    return click.Argument([name], metavar=metavar.text(voice.language), **settings)


def names_option(voice: Voice) -> click.Option:
    """Make the option without which no output tells who people are."""
    return option(
        voice,
        Text(
            nl="Toon ook namen van mensen en andere persoonsgegevens.",
            en="Show names of people and other personal data too.",
        ),
        "--names",
        is_flag=True,
    )


def day_option(voice: Voice) -> click.Option:
    """Make the option that says about which day something is told (`today.day_asked`)."""
    return option(
        voice,
        Text(
            nl="De dag; anders de peildatum van het dossier, of vandaag.",
            en="The day; otherwise that of the dossier, or today.",
        ),
        "--on",
        type=Day(voice),
    )


def json_option(voice: Voice) -> click.Option:
    """Make the option that asks for output for programs."""
    return option(
        voice,
        Text(nl="Schrijf JSON, voor programma's.", en="Write JSON, for programs."),
        "--json",
        "as_json",
        is_flag=True,
    )


def dossier_argument(voice: Voice) -> click.Argument:
    """Make the argument that says which dossier; the current folder if none is given."""
    metavar = Text(nl="[DOSSIER]", en="[DOSSIER]")
    return argument(
        "dossier", metavar=metavar, voice=voice, default=".", required=False, shell_complete=paths
    )


def paths(*_: Any) -> list[click.shell_completion.CompletionItem]:
    """Leave it to the shell to complete files and folders."""
    return [click.shell_completion.CompletionItem("", type="file")]


def common_options(voice: Voice) -> list[click.Parameter]:
    """Make the options of every command, which are acted on before parsing (`voice`, `app`)."""
    return [
        option(
            voice,
            Text(
                nl="Taal van de uitvoer; anders die van het dossier.",
                en="Language of the output; otherwise the dossier's own.",
            ),
            "--lang",
            type=OneOf({one: Text(nl=one, en=one) for one in LANGUAGES}, voice),
            expose_value=False,
        ),
        option(
            voice,
            Text(
                nl="Toon bij een interne fout of die van een plugin waar in de code die optrad.",
                en="Show where in the code an internal error, or that of a plugin, arose.",
            ),
            "--traceback",
            is_flag=True,
            expose_value=False,
            callback=note_traceback,
        ),
    ]


class OneOf(click.ParamType):  # type: ignore[type-arg] # generic since click 8.5
    """One of a few words, typed in either language or as identifier."""

    name: str = "word"

    def __init__(self, words: Mapping[str, Text], voice: Voice) -> None:
        self.words: Final = tuple(one.text(voice.language) for one in words.values())
        self.spoken: Final[Mapping[Language, tuple[str, ...]]] = {
            language: tuple(one.text(language) for one in words.values()) for language in LANGUAGES
        }
        self.meant: Final = {
            folded(typed): word
            for word, said in words.items()
            for typed in (said.nl, said.en, word)
        }

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Show the words themselves."""
        return f"[{'|'.join(self.words)}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the identifier of the word, or say which there are."""
        meant = self.meant.get(folded(str(value)))
        if meant is not None:
            return meant
        raise Refusal(
            message(
                "{option} kan niet {found} zijn; kies uit: {words}",
                "{option} cannot be {found}; choose from: {words}",
                option=_name_of(param),
                found=quoted(value),
                words=Text(nl=", ".join(self.spoken["nl"]), en=", ".join(self.spoken["en"])),
            ),
            remedy=did_you_mean_either(
                str(value),
                self.spoken,
                message("Schrijf een van die woorden.", "Write one of those words."),
            ),
        )

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[click.shell_completion.CompletionItem]:
        """Offer the words."""
        return [
            click.shell_completion.CompletionItem(word)
            for word in self.words
            if word.startswith(incomplete)
        ]


class Day(click.ParamType):  # type: ignore[type-arg]
    """A day such as 2026-09-01."""

    name: str = "day"

    def __init__(self, voice: Voice) -> None:
        self.metavar: Final = Text(nl="JJJJ-MM-DD", en="YYYY-MM-DD").text(voice.language)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Show how a day is written."""
        return self.metavar

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day, or say how one is written."""
        from opgavekern.base.scalars import to_day

        try:
            return to_day(value)
        except BadValueError as error:
            raise Refusal(error.message, remedy=error.remedy) from None


class Seconds(click.ParamType):  # type: ignore[type-arg]
    """A number of seconds, above zero."""

    name: str = "seconds"

    def __init__(self, voice: Voice) -> None:
        self.metavar: Final = Text(nl="SECONDEN", en="SECONDS").text(voice.language)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Say what is counted."""
        return self.metavar

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the number, or say what it should be."""
        try:
            seconds = float(value)
        except ValueError:
            seconds = 0.0
        if not 0 < seconds < math.inf:
            raise Refusal(
                message(
                    "{found} is geen aantal seconden boven nul",
                    "{found} is no number of seconds above zero",
                    found=quoted(str(value)),
                )
            )
        return seconds


def _name_of(param: click.Parameter | None) -> str:
    return param.opts[-1] if param is not None else ""
