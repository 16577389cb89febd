"""`opgavekern redact`: a copy of a dossier without what it says of people, to be shared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from opgavekern.base.near import one_of
from opgavekern.base.personal import Personal
from opgavekern.base.running import Limits
from opgavekern.base.texts import LANGUAGES, Language, Text, message, quoted
from opgavekern.cli.bar import Bar
from opgavekern.cli.opening import limit_option, say_notices
from opgavekern.cli.page import line, show
from opgavekern.cli.parts import Command, Refusal, argument, option
from opgavekern.cli.targets import refuse_among_facts, refuse_taken
from opgavekern.cli.voice import Voice

if TYPE_CHECKING:
    from opgavekern.model import Redaction

_ABOUT: Final = Text(
    nl=(
        "Maak een kopie van een dossier zonder wat het van mensen zegt, om te delen.\n\n"
        "Namen en personeelsnummers gaan eruit, en iedereen krijgt een schuilnaam, ook waar een "
        "tekst iemand noemt. Niveaus, afwezigheid en koppelingen worden achtergehouden: wie de "
        "kopie leest ziet dat ze onbekend zijn, niet dat ze er niet zijn. Notities worden "
        "geleegd. Met --keep blijft een deel staan.\n\n"
        "Schuilnamen zijn elke keer andere, tenzij u met --key een geheim bestand meegeeft.\n\n"
        "\b\n"
        "  opgavekern redact mijn-dossier om-te-delen\n"
        "  opgavekern redact mijn-dossier om-te-delen.xlsx --keep niveaus,afwezigheid"
    ),
    en=(
        "Make a copy of a dossier without what it says of people, to be shared.\n\n"
        "Names and staff numbers go, and everyone gets a pseudonym, also where a text speaks of "
        "them. Levels, absences and pairings are withheld: whoever reads the copy sees that they "
        "are not known, not that there are none. Notes are emptied. With --keep a part of it "
        "stays.\n\n"
        "Pseudonyms are others each time, unless you give a secret file with --key.\n\n"
        "\b\n"
        "  opgavekern redact my-dossier to-share\n"
        "  opgavekern redact my-dossier to-share.xlsx --keep levels,absences"
    ),
)


def command(voice: Voice) -> Command:
    """Return the command, speaking the language of its voice."""
    sorts = ",".join(one.text(voice.language) for one in Personal)
    return Command(
        "redact",
        voice,
        _run,
        about=_ABOUT,
        params=[
            argument("source", metavar=Text(nl="DOSSIER", en="DOSSIER"), voice=voice),
            argument("target", metavar=Text(nl="NAAR", en="TO"), voice=voice),
            option(
                voice,
                Text(
                    nl=f"Wat van mensen mag blijven, met komma's ertussen: {sorts}.",
                    en=f"What of people may stay, with commas between: {sorts}.",
                ),
                "--keep",
                multiple=True,
                metavar=Text(nl="WAT", en="WHAT").text(voice.language),
            ),
            option(
                voice,
                Text(
                    nl="Houd ook deze soorten gegevens achter, met komma's ertussen.",
                    en="Withhold these kinds of records too, with commas between.",
                ),
                "--without",
                multiple=True,
                metavar=Text(nl="SOORTEN", en="KINDS").text(voice.language),
            ),
            option(
                voice,
                Text(
                    nl="Een geheim bestand dat steeds dezelfde schuilnamen geeft.",
                    en="A secret file that gives the same pseudonyms each time.",
                ),
                "--key",
                metavar=Text(nl="BESTAND", en="FILE").text(voice.language),
            ),
            limit_option(voice),
        ],
    )


def _run(
    voice: Voice,
    *,
    source: str,
    target: str,
    keep: tuple[str, ...],
    without: tuple[str, ...],
    key: str | None,
    limits: Limits,
) -> int:
    from opgavekern.cli.kinds import kind_typed
    from opgavekern.files import read_dossier, write_dossier
    from opgavekern.model import redacted

    goal = Path(target)
    refuse_among_facts(goal, Path(source))
    refuse_taken(goal)
    kept = [_sort_typed(word) for word in _words(keep)]
    kinds = [kind_typed(word).plural for word in _words(without)]
    secret = _secret(Path(key)) if key is not None else None
    with Bar() as bar:
        dossier = read_dossier(source, limits=limits, progress=bar)
    say_notices(dossier, voice)
    made = redacted(dossier, keep=kept, without=kinds, key=secret)
    language = voice.about(dossier.header.language)
    written = write_dossier(made.dossier, goal, language=language)
    show(line(path.as_posix()) for path in written)
    show([line(), *(line(said) for said in _sentences(made, language))])
    if dossier.locations.rules is not None:
        show([line(_NO_RULES.text(language))])
    return 0


#: They are no facts that can be told name by name from what must be kept back.
_NO_RULES: Final = Text(
    nl="De eigen regels van het dossier gaan niet mee: er kunnen namen in staan.",
    en="The dossier's own rules do not come along: names may stand in them.",
)


def _sentences(made: Redaction, language: Language) -> Iterator[str]:
    for said in made.said:
        yield said.text(language)


def _words(given: Iterable[str]) -> list[str]:
    return [word.strip() for one in given for word in one.split(",") if word.strip()]


def _sort_typed(word: str) -> Personal:
    """Return what of people a word means, in either language."""
    from opgavekern.files import Vocabulary

    for language in LANGUAGES:
        if found := Vocabulary(language).term(Personal, word):
            return next(one for one in Personal if one.value == found)
    raise Refusal(
        message(
            "{word} is niet iets wat van mensen kan blijven",
            "{word} is nothing of people that can stay",
            word=quoted(word),
        ),
        remedy=one_of([one.label.nl for one in Personal], word=word),
    )


def _secret(path: Path) -> bytes:
    """Return the key in a file; its last line break does not count."""
    from opgavekern.model import SHORTEST_KEY

    with path.open("rb") as stream:
        key = stream.read(_LONGEST_KEY).strip(b"\r\n")
    if len(key) < SHORTEST_KEY:
        raise Refusal(
            message(
                "{path} is te kort voor een sleutel",
                "{path} is too short for a key",
                path=quoted(path.as_posix(), most=200),
            ),
            remedy=message(
                "Zet er ten minste {most} willekeurige tekens in, en bewaar het apart.",
                "Put at least {most} random characters in it, and keep it apart.",
                most=SHORTEST_KEY,
            ),
        )
    return key


_LONGEST_KEY: Final = 4096
