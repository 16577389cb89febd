"""`opgavekern new-plugin`: a plugin of one's own to start from, whose tests pass as it is."""

from __future__ import annotations

import keyword
import re
import shlex
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from opgavekern.base.near import one_of
from opgavekern.base.texts import Text, message, quoted
from opgavekern.cli.init import refuse_what_is_there
from opgavekern.cli.page import line, show
from opgavekern.cli.parts import Command, Refusal, argument, option
from opgavekern.cli.voice import Voice

if TYPE_CHECKING:
    from opgavekern.base.texts import Language

_ABOUT: Final = Text(
    nl=(
        "Begin een plugin in een lege map: een pakket met één regel, een optie, feiten als "
        "bestanden, tests, een scenario, een pagina uitleg en CI. De tests slagen zoals het er "
        "staat. Met --lang kiest u de taal van uitleg, feiten en scenario."
    ),
    en=(
        "Start a plugin in an empty folder: a distribution with one rule, an option, facts as "
        "files, tests, a scenario, a page of docs and CI. Its tests pass as written. With --lang "
        "you choose the language of docs, facts and scenario."
    ),
)
_NAME: Final = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*\Z")
_NAMESPACE: Final = re.compile(r"[A-Z]{2,8}\Z")
_LONGEST_NAME: Final = 30


def command(voice: Voice) -> Command:
    """Return the command, speaking the language of its voice."""
    name = Text(
        nl="Zoals dossiers de plugin noemen: kleine letters, cijfers, - en _.",
        en="As dossiers name the plugin: small letters, digits, - and _.",
    )
    namespace = Text(
        nl="Waarmee de codes van haar regels beginnen: twee tot acht hoofdletters.",
        en="With which the codes of its rules begin: two to eight capitals.",
    )
    params = [
        argument("folder", metavar=Text(nl="MAP", en="FOLDER"), voice=voice),
        option(voice, name, "--name", metavar=Text(nl="NAAM", en="NAME").text(voice.language)),
        option(
            voice,
            namespace,
            "--namespace",
            metavar=Text(nl="LETTERS", en="LETTERS").text(voice.language),
        ),
    ]
    return Command("new-plugin", voice, _run, about=_ABOUT, params=params)


def _run(voice: Voice, *, folder: str, name: str | None, namespace: str | None) -> int:
    written = write_plugin(Path(folder), name or "", namespace or "", voice.language)
    next_steps = message(
        "De plugin staat klaar. Installeer haar, en draai haar tests:",
        "The plugin is ready. Install it, and run its tests:",
    )
    where, with_tests = shlex.quote(folder), shlex.quote(f"{folder}[test]")
    show(
        [
            *(line(path.as_posix()) for path in written),
            line(),
            line(next_steps.text(voice.language)),
            line((f"python -m pip install -e {with_tests}", "bold"), indent=2),
            line((f"cd {where} && python -m pytest", "bold"), indent=2),
        ]
    )
    return 0


def write_plugin(folder: Path, name: str, namespace: str, language: Language) -> list[Path]:
    """Write the files of a plugin into a folder that is empty or not there yet, and return them.

    Raises:
        Refusal: The name or namespace will not do, or there is something in the folder.
    """
    from opgavekern.cli.starts import plugin_files
    from opgavekern.files.atomic import write_all_atomically

    _refuse_name(name)
    _refuse_namespace(namespace)
    refuse_what_is_there(folder)
    dashed = name.replace("_", "-")
    title = " ".join(word.capitalize() for word in dashed.split("-"))
    values = {
        "NAME": name,
        "NAMESPACE": namespace,
        "TITLE": title,
        "TOWN": dashed,
        "ID": f"{_MUNICIPALITY[language]}{dashed}",
        "CLASS": title.replace(" ", ""),
        "PACKAGE": f"opgavekern_{dashed.replace('-', '_')}",
        "DISTRIBUTION": f"opgavekern-{dashed}",
        "FLOOR": _floor(),
    }
    files = {folder / path: data for path, data in plugin_files(language, values).items()}
    for path in files:
        path.parent.mkdir(parents=True, exist_ok=True)
    write_all_atomically(files)
    return list(files)


#: What the id of a municipality begins with; plugins of provinces know their members by it.
_MUNICIPALITY: Final[dict[Language, str]] = {"nl": "gemeente-", "en": ""}
#: Beside this namespace every plugin stands.
_OF_BASELINE: Final = "NL"
#: What the template calls otherwise.
_OF_TEMPLATE: Final = frozenset({"any", "dossier", "layer", "options", "rule", "text"})


def _refuse_name(name: str) -> None:
    from opgavekern.governance import available

    is_word = keyword.iskeyword(name) or keyword.iskeyword(name.title()) or name in _OF_TEMPLATE
    if not _NAME.match(name) or is_word or len(name) > _LONGEST_NAME:
        raise Refusal(
            message(
                "--name {found} kan geen naam van een plugin zijn",
                "--name {found} cannot be the name of a plugin",
                found=quoted(name),
            ),
            remedy=message(
                "Kies kleine letters, cijfers, - en _, zoals --name zuid-dorp.",
                "Choose small letters, digits, - and _, such as --name south-town.",
            ),
        )
    taken = [one.name for one in available()]
    if name in taken:
        raise Refusal(
            message(
                "er is al een plugin {found} geïnstalleerd",
                "a plugin {found} is installed already",
                found=quoted(name),
            ),
            remedy=message(
                "Kies een andere naam. {taken}",
                "Choose another name. {taken}",
                taken=one_of(taken, word=name),
            ),
        )


def _refuse_namespace(namespace: str) -> None:
    if not _NAMESPACE.match(namespace) or namespace == _OF_BASELINE:
        raise Refusal(
            message(
                "--namespace {found} is geen twee tot acht hoofdletters, of al in gebruik",
                "--namespace {found} is not two to eight capitals, or is in use",
                found=quoted(namespace),
            ),
            remedy=message(
                "Kies er een zoals --namespace ZDP; codes van regels beginnen ermee: ZDP-001.",
                "Choose one such as --namespace STN; codes of rules begin with it: STN-001.",
            ),
        )


def _floor() -> str:
    """Return the first version that a plugin made today can count on: this one, as `0.1`."""
    try:
        return ".".join(version("opgavekern").split(".")[:2])
    except PackageNotFoundError:  # a copy of the source that nobody installed
        return "0.1"
