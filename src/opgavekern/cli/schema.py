"""`opgavekern schema`: the JSON Schema of dossier files, by which editors complete and check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from opgavekern.base.texts import Text, message
from opgavekern.cli.json_output import write_json
from opgavekern.cli.page import line, show
from opgavekern.cli.parts import Command, Refusal, option
from opgavekern.cli.voice import Voice

if TYPE_CHECKING:
    from opgavekern.base.texts import Language

_ABOUT: Final = Text(
    nl=(
        "Schrijf het JSON Schema van dossierbestanden, waarmee editors aanvullen en "
        "controleren.\n\n"
        "Zonder --out verschijnt het schema van één bestand op het scherm: met --kind dat van "
        "een soort, anders dat van een heel dossier in één bestand. Met --out komen alle "
        "schema's in de map .schema van het dossier, waar de eerste regel van een bestand naar "
        "verwijst:\n\n"
        "\b\n"
        "  # yaml-language-server: $schema=.schema/opgaven.json"
    ),
    en=(
        "Write the JSON Schema of dossier files, by which editors complete and check.\n\n"
        "Without --out the schema of one file is shown: with --kind that of a kind, otherwise "
        "that of a whole dossier in one file. With --out all schemas go to the folder .schema "
        "of the dossier, which the first line of a file refers to:\n\n"
        "\b\n"
        "  # yaml-language-server: $schema=.schema/issues.json"
    ),
)


def command(voice: Voice) -> Command:
    """Return the command, speaking the language of its voice."""
    return Command(
        "schema",
        voice,
        _run,
        about=_ABOUT,
        params=[
            option(
                voice,
                Text(
                    nl="Van één soort, zoals opgave, of dossier voor het voorblad.",
                    en="Of one kind, such as issue, or dossier for the cover.",
                ),
                "--kind",
                metavar=Text(nl="SOORT", en="KIND").text(voice.language),
            ),
            option(
                voice,
                Text(
                    nl="De map van het dossier waarvoor alle schema's geschreven worden.",
                    en="The folder of the dossier for which all schemas are written.",
                ),
                "--out",
                metavar=Text(nl="MAP", en="FOLDER").text(voice.language),
            ),
        ],
    )


def _run(voice: Voice, *, kind: str | None, out: str | None) -> int:
    if out is None:
        from opgavekern.files.schemas import json_schema

        write_json(json_schema(_identifier(kind), language=voice.language))
    elif kind is not None:
        raise Refusal(
            message(
                "--kind en --out gaan niet samen; --out schrijft alle soorten",
                "--kind and --out do not go together; --out writes all kinds",
            )
        )
    else:
        written = write_schemas(Path(out), voice.language)
        said = message(
            "{count} schema's geschreven in {folder}",
            "{count} schemas written in {folder}",
            count=len(written),
            folder=str(written[0].parent),
        )
        show([line(said.text(voice.language))])
    return 0


def write_schemas(folder: Path, language: Language) -> list[Path]:
    """Write every schema beside the files of a dossier, and return where."""
    from opgavekern.files.atomic import write_all_atomically
    from opgavekern.files.schemas import schema_files

    texts = {folder / name: text.encode() for name, text in schema_files(language)}
    for parent in {path.parent for path in texts}:
        parent.mkdir(parents=True, exist_ok=True)
    write_all_atomically(texts)
    return list(texts)


def _identifier(kind: str | None) -> str | None:
    from opgavekern.cli.kinds import kind_typed
    from opgavekern.files.vocabulary import HEADER

    return kind if kind is None or kind == HEADER else kind_typed(kind).name
