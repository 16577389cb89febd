"""`opgavekern migrate`: a dossier of an older format, rewritten to the current one."""

from __future__ import annotations

from typing import Final

from opgavekern.base.running import Limits
from opgavekern.base.texts import Text, message, quoted
from opgavekern.cli.opening import limit_option
from opgavekern.cli.page import line, show
from opgavekern.cli.parts import Command, dossier_argument
from opgavekern.cli.voice import Voice

_ABOUT: Final = Text(
    nl=(
        "Herschrijf een dossier van een ouder format naar het huidige.\n\n"
        "Nodig is dat niet: oudere formats blijven leesbaar. Een format dat nieuwer is dan deze "
        "opgavekern, wordt geweigerd."
    ),
    en=(
        "Rewrite a dossier of an older format to the current one.\n\n"
        "There is no need to: older formats stay readable. A format that is newer than this "
        "opgavekern is refused."
    ),
)


def command(voice: Voice) -> Command:
    """Return the command, speaking the language of its voice."""
    params = [dossier_argument(voice), limit_option(voice)]
    return Command("migrate", voice, _run, about=_ABOUT, params=params)


def _run(voice: Voice, *, dossier: str, limits: Limits) -> int:
    from opgavekern.files.migrating import migrate_dossier

    done = migrate_dossier(dossier, limits=limits)
    if not done.written:
        said = message(
            "{path} heeft al format {target}; er is niets te doen.",
            "{path} has format {target} already; there is nothing to do.",
            path=quoted(dossier, most=200),
            target=done.target,
        )
    else:
        show(line(path.as_posix()) for path in done.written)
        said = message(
            "{path} had format {source} en heeft nu format {target}.",
            "{path} had format {source} and now has format {target}.",
            path=quoted(dossier, most=200),
            source=done.source,
            target=done.target,
        )
    show([line(said.text(voice.language))])
    return 0
