"""`opgavekern schema`: the JSON Schema of dossier files, by which editors complete and check."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

from opgavekern.base.errors import DossierError, PluginError
from opgavekern.base.running import Limits
from opgavekern.base.texts import Text, message
from opgavekern.cli.bar import Bar
from opgavekern.cli.json_output import write_json
from opgavekern.cli.opening import limit_option
from opgavekern.cli.page import line, show
from opgavekern.cli.parts import Command, Refusal, option
from opgavekern.cli.streams import aside
from opgavekern.cli.voice import Voice
from opgavekern.cli.watching import end_round

if TYPE_CHECKING:
    from opgavekern.base.texts import Language
    from opgavekern.model import Dossier

_ABOUT: Final = Text(
    nl=(
        "Schrijf het JSON Schema van dossierbestanden, waarmee editors aanvullen en "
        "controleren.\n\n"
        "Zonder --out verschijnt het schema van één bestand op het scherm: met --kind dat van "
        "een soort, anders dat van een heel dossier in één bestand. Met --out komen alle "
        "schema's in de map .schema van het dossier, waar de eerste regel van een bestand naar "
        "verwijst:\n\n"
        "\b\n"
        "  # yaml-language-server: $schema=.schema/opgaven.json\n\n"
        "Met --with-ids erbij vult een editor ook ids van andere bestanden aan, en onderstreept "
        "hij een id dat er niet is. Geef de opdracht opnieuw als er ids bij zijn gekomen, of "
        "laat --watch dat doen."
    ),
    en=(
        "Write the JSON Schema of dossier files, by which editors complete and check.\n\n"
        "Without --out the schema of one file is shown: with --kind that of a kind, otherwise "
        "that of a whole dossier in one file. With --out all schemas go to the folder .schema "
        "of the dossier, which the first line of a file refers to:\n\n"
        "\b\n"
        "  # yaml-language-server: $schema=.schema/issues.json\n\n"
        "With --with-ids an editor completes ids of other files too, and underlines an id that is "
        "not there. Give the command again when ids have been added, or let --watch do that."
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
                    nl="Van één soort, zoals opgave, dossier voor het voorblad, of regels.",
                    en="Of one kind, such as issue, dossier for the cover, or rules.",
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
            option(
                voice,
                Text(
                    nl="Met de ids van het dossier in --out, die editors dan aanvullen.",
                    en="With the ids of the dossier in --out, which editors then complete.",
                ),
                "--with-ids",
                is_flag=True,
            ),
            option(
                voice,
                Text(
                    nl="Met --with-ids: schrijf opnieuw zodra het dossier verandert.",
                    en="With --with-ids: write anew as soon as the dossier changes.",
                ),
                "--watch",
                is_flag=True,
            ),
            limit_option(voice),
        ],
    )


def _run(
    voice: Voice,
    *,
    kind: str | None,
    out: str | None,
    with_ids: bool,
    watch: bool,
    limits: Limits,
) -> int:
    _refuse_what_does_not_go_together(kind, out, with_ids=with_ids, watch=watch)
    if out is None:
        write_json(_one(kind, voice.language))
    elif watch:
        _write_again_and_again(voice, out, limits)
    else:
        known = _with_facts(out, limits) if with_ids else None
        _say_written(voice, write_schemas(Path(out), voice.language, ids_of=known))
    return 0


def _refuse_what_does_not_go_together(
    kind: str | None, out: str | None, *, with_ids: bool, watch: bool
) -> None:
    if out is not None and kind is not None:
        raise Refusal(
            message(
                "--kind en --out gaan niet samen; --out schrijft alle soorten",
                "--kind and --out do not go together; --out writes all kinds",
            )
        )
    if with_ids and out is None:
        raise Refusal(
            message(
                "--with-ids hoort bij --out, die zegt van welk dossier de ids zijn",
                "--with-ids goes with --out, which says of which dossier the ids are",
            )
        )
    if watch and not with_ids:
        raise Refusal(
            message(
                "--watch hoort bij --with-ids; zonder ids verandert een schema niet",
                "--watch goes with --with-ids; without ids a schema does not change",
            )
        )


def _say_written(voice: Voice, written: list[Path]) -> None:
    said = message(
        "{count} schema's geschreven in {folder}",
        "{count} schemas written in {folder}",
        count=len(written),
        folder=str(written[0].parent),
    )
    show([line(said.text(voice.language))])


def _write_again_and_again(voice: Voice, out: str, limits: Limits) -> None:
    """Write the schemas whenever the dossier changes and can be read, until Ctrl-C."""
    from opgavekern.files.watching import next_state, state_of

    seen = state_of(out)
    known = _with_facts(out, limits)
    while True:
        _say_written(voice, write_schemas(Path(out), voice.language, ids_of=known))
        end_round(voice.language)
        while True:
            seen = next_state(out, seen)
            try:
                known = _with_facts(out, limits)
            except (DossierError, PluginError):
                continue  # Half typed: `check` says what is wrong, and the next change may mend it.
            break


def _with_facts(path: str, limits: Limits) -> Dossier:
    """Read a dossier with all that may be referred to, whether its own references are right."""
    from opgavekern.files import read_dossier
    from opgavekern.governance import Governance

    with Bar() as bar:
        dossier = read_dossier(path, limits=limits, progress=bar)
    with aside():
        return dossier.over(Governance.of(dossier).facts)


def write_schemas(folder: Path, language: Language, *, ids_of: Dossier | None = None) -> list[Path]:
    """Write every schema beside the files of a dossier, and return where.

    Args:
        folder: Of the dossier.
        language: Whose names are offered.
        ids_of: The dossier whose ids are offered too; None for none.
    """
    from opgavekern.files.atomic import write_all_atomically
    from opgavekern.files.layouts import RULES
    from opgavekern.files.schemas import schema_files
    from opgavekern.governance.written.schema import rules_schema

    files = schema_files(language)
    if ids_of is not None:
        from opgavekern.files.schemas_with_ids import schema_files_with_ids

        files = schema_files_with_ids(ids_of, language)
    name, rules = f".schema/{RULES[language]}.json", rules_schema(language)
    files = [*files, (name, json.dumps(rules, ensure_ascii=False, indent=1) + "\n")]
    texts = {folder / name: text.encode() for name, text in files}
    for parent in {path.parent for path in texts}:
        parent.mkdir(parents=True, exist_ok=True)
    write_all_atomically(texts)
    return list(texts)


def _one(kind: str | None, language: Language) -> dict[str, object]:
    """Return the schema of one file: of a kind, of the cover, of rules, or of all in one."""
    from opgavekern.files.layouts import RULES
    from opgavekern.files.schemas import json_schema
    from opgavekern.governance.written.schema import rules_schema

    if kind is not None and kind.casefold() in RULES.values():
        return rules_schema(language)
    return json_schema(_identifier(kind), language=language)


def _identifier(kind: str | None) -> str | None:
    from opgavekern.cli.kinds import kind_typed
    from opgavekern.files.vocabulary import HEADER

    return kind if kind is None or kind == HEADER else kind_typed(kind).name
