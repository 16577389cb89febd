"""How a dossier is spread over files: which file, folder, sheet or key holds what."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

import attrs

from opgavekern.base.errors import Location, Notice, Problem
from opgavekern.base.near import did_you_mean_either, near, one_of_either
from opgavekern.base.texts import LANGUAGES, Language, Message, message, quoted
from opgavekern.files.door import ENDINGS, Door, shown
from opgavekern.files.refusals import Refusal
from opgavekern.files.table_shapes import may_have_table
from opgavekern.files.vocabulary import (
    HEADER,
    field_meanings,
    fold,
    kind_meanings,
    vocabulary,
)
from opgavekern.model.kinds import KINDS, Kind, kind_named
from opgavekern.model.shape import shape_of

Ending = Literal[".yaml", ".json", ".csv", ".xlsx", ".geojson"]
#: What lies beside a dossier without being part of it.
_PASSED_BY: Final = (".md", ".markdown")
#: Endings of documents, which nobody takes for data.
_DOCUMENTS: Final = frozenset(
    "doc docx odt rtf pdf ppt pptx odp txt eml msg png jpg jpeg gif svg webp htm html".split()
)
#: Endings of what spreadsheet programs write, and this does not read.
_OTHER_SHEETS: Final = frozenset("xls xlsm xlsb xlt xltx ods fods numbers".split())
#: In which a text of another form than a table can be written.
_TREES: Final = (".yaml", ".json")
_LITTER: Final = frozenset({"thumbs.db", "desktop.ini"})
#: What a dossier's own rules are called, by the language that it gives away. They are no facts:
#: who governs the dossier reads them.
RULES: Final[Mapping[Language, str]] = MappingProxyType({"nl": "regels", "en": "rules"})


@attrs.frozen(kw_only=True)
class Meant:
    """What a name of a file, sheet or key stands for.

    Attributes:
        kind: The kind of the records; None for the header of the dossier.
        field: The list field whose items stand there; empty for the records themselves.
        deeper: The list field within that one; empty where there is none.
        language: The language that the name gives away.
    """

    kind: Kind | None
    field: str = ""
    deeper: str = ""
    language: Language | None = None


@attrs.frozen(kw_only=True)
class Task:
    """One file to read.

    Attributes:
        parts: Its path inside the folder; empty for a dossier of one file.
        file: Its path as the user gave it.
        ending: What it is written in.
        meant: What it holds; None where it may hold all of a dossier.
        is_alone: It stands in the folder of its kind, and may be one record.
        is_rules: It holds no records, but rules of the dossier's own.
    """

    parts: tuple[str, ...]
    file: str
    ending: Ending
    meant: Meant | None
    is_alone: bool = False
    is_rules: bool = False


def is_rules(name: str) -> bool:
    """Tell whether a file is called as the file of a dossier's own rules is."""
    stem, ending = split_ending(name)
    return fold(stem) in RULES.values() and ending is not None


def language_of_rules(file: str) -> Language:
    """Return the language that the name of a file of rules gives away; Dutch for any other."""
    stem, _ = split_ending(file.rpartition("/")[2])
    return next((language for language, name in RULES.items() if name == fold(stem)), "nl")


def meant_by(name: str) -> Meant | None:
    """Return what a name without ending stands for; None for an unknown name."""
    first, *fields = name.strip().split(".")
    if fold(first) == HEADER and not fields:
        return Meant(kind=None)
    found = kind_meanings().get(fold(first), ())
    if len(found) != 1 or len(fields) > 2:
        return None
    kind = kind_named(found[0].identifier)
    if kind is None:
        return None
    cls: type | None = kind.record
    identified = ["", ""]
    language = found[0].language
    for index, typed in enumerate(fields):
        means = field_meanings(cls).get(fold(typed), ()) if cls is not None else ()
        if cls is None or len(means) != 1:
            return None
        identified[index] = means[0].identifier
        language = language or means[0].language
        cls = shape_of(cls, means[0].identifier).nested
    return Meant(kind=kind, field=identified[0], deeper=identified[1], language=language)


def meant_by_start(name: str) -> Meant | None:
    """Return what a name stands for that was cut off; None if several or none begin so."""
    found = {
        (kind.plural, field.name)
        for language in LANGUAGES
        for kind in KINDS
        for field in attrs.fields(kind.record)
        if may_have_table(kind.record, field.name)
        and fold(_full_name(kind, field.name, language)).startswith(fold(name))
    }
    if len(found) != 1:
        return None
    plural, field_name = next(iter(found))
    return Meant(kind=kind_named(plural), field=field_name)


def _full_name(kind: Kind, field: str, language: Language) -> str:
    words = vocabulary(language)
    return f"{words.kind_name(kind)}.{words.field_name(kind.record, field)}"


def split_ending(name: str) -> tuple[str, Ending | None]:
    """Split a file name into its stem and what it is written in; None if that is unknown."""
    for ending in ENDINGS:
        if name.lower().endswith(ending):
            known: Ending = ".yaml" if ending == ".yml" else ending  # type: ignore[assignment]
            return name[: -len(ending)], known
    return name, None


def tasks_of_folder(door: Door) -> tuple[list[Task], list[Problem], list[Notice]]:
    """Return the files of a dossier folder, and a problem for each that has no place in it.

    Documents may lie beside the data, such as a proposal in PDF: they are passed by, and that is
    noticed. One that bears the name of a kind was probably meant as data, and is a problem.

    Raises:
        Refusal: The folder cannot be listed.
    """
    tasks: list[Task] = []
    problems: list[Problem] = []
    notices: list[Notice] = []
    rules: str | None = None
    for name, is_folder in door.entries():
        if is_passed_by(name):
            continue
        if not is_folder and _is_document(name):
            notices.append(_passed_by(name, shown(door.root / name)))
            continue
        try:
            if is_folder:
                tasks += _tasks_of_kind(door, name, problems)
            else:
                task = _task(door, name, (name,))
                if task.is_rules and rules is not None:
                    raise Refusal(_second_rules(task.file, rules))
                rules = task.file if task.is_rules else rules
                tasks.append(task)
        except Refusal as refused:
            problems += refused.problems
    return tasks, problems, notices


def _is_document(name: str) -> bool:
    stem, dot, ending = name.rpartition(".")
    return bool(dot) and ending.lower() in _DOCUMENTS and meant_by(stem) is None


def _passed_by(name: str, file: str) -> Notice:
    return Notice(
        code="document-passed-by",
        message=message(
            "{name} is een document en hoort niet bij de gegevens; het is niet gelezen",
            "{name} is a document and no part of the data; it was not read",
            name=quoted(name),
        ),
        remedy=message(
            "Staan er gegevens in, zet ze dan in een van deze vormen: {endings}.",
            "If it holds data, put them in one of these forms: {endings}.",
            endings=", ".join(ENDINGS),
        ),
        location=Location(file=file),
    )


def is_passed_by(name: str) -> bool:
    """Tell whether a file or folder lies beside a dossier without being part of it."""
    low = name.lower()
    return name.startswith((".", "~$")) or low.endswith(_PASSED_BY) or low in _LITTER


def _task(door: Door, stem: str, parts: tuple[str, ...], *, of: Meant | None = None) -> Task:
    file = shown(door.root.joinpath(*parts))
    name, ending = split_ending(stem)
    if ending is None:
        raise Refusal(unknown_ending(stem, file))
    if of is None and is_rules(stem):
        if ending not in _TREES:
            raise Refusal(unknown_ending(stem, file, _TREES))
        return Task(parts=parts, file=file, ending=ending, meant=None, is_rules=True)
    meant = of or meant_by(name)
    if meant is None:
        raise Refusal(_unknown_name(name, file))
    return Task(parts=parts, file=file, ending=ending, meant=meant, is_alone=of is not None)


def _tasks_of_kind(door: Door, folder: str, problems: list[Problem]) -> list[Task]:
    """Return the files in the folder of one kind."""
    meant = meant_by(folder)
    if meant is None or meant.kind is None:
        holds_data = any(split_ending(name)[1] for name, _ in door.entries(folder))
        raise Refusal(_unknown_folder(folder, shown(door.root / folder), holds_data=holds_data))
    tasks = []
    for name, is_folder in door.entries(folder):
        if is_passed_by(name):
            continue
        file = shown(door.root / folder / name)
        if is_folder:
            problems.append(_folder_in_folder(file))
            continue
        try:
            tasks.append(_task(door, name, (folder, name), of=meant))
        except Refusal as refused:
            problems += refused.problems
    return tasks


def unknown_ending(name: str, file: str, endings: tuple[str, ...] = ENDINGS) -> Problem:
    """Say that a file of this sort has no place in a dossier, and what to do with this one."""
    return Problem(
        code="unknown-file",
        message=message(
            "{name} hoort niet in een dossier",
            "{name} does not belong in a dossier",
            name=quoted(name),
        ),
        remedy=_another_form(name, endings),
        location=Location(file=file),
    )


def _another_form(name: str, endings: tuple[str, ...]) -> Message:
    """Say how a file gets a form that is read; a new name does so only where that was the slip."""
    _, dot, ending = name.lower().rpartition(".")
    if ending in _OTHER_SHEETS:
        return message(
            "Open het in een rekenprogramma, en sla het op als .xlsx; een andere naam alleen helpt "
            "niet.",
            "Open it in a spreadsheet program, and save it as .xlsx; another name alone is not "
            "enough.",
        )
    if ending in _DOCUMENTS:
        return message(
            "Zet de gegevens die erin staan over in een van deze vormen: {endings}. Leg het "
            "document zelf naast het dossier; een andere naam alleen helpt niet.",
            "Put the data it holds in one of these forms: {endings}. Keep the document itself "
            "beside the dossier; another name alone is not enough.",
            endings=", ".join(endings),
        )
    if dot and (meant := near(f".{ending}", endings, most=1)):
        return message(
            "Is {ending} bedoeld, noem het dan zo; haal het anders weg.",
            "If {ending} is meant, call it that; take it out otherwise.",
            ending=meant[0],
        )
    return message(
        "Haal het weg, of sla het op in een van deze vormen: {endings}.",
        "Take it out, or save it in one of these forms: {endings}.",
        endings=", ".join(endings),
    )


def _unknown_name(name: str, file: str) -> Problem:
    return Problem(
        code="unknown-file",
        message=message(
            "{name} is geen soort gegevens van een dossier",
            "{name} is not a kind of record of a dossier",
            name=quoted(name),
        ),
        remedy=kinds_like(name),
        location=Location(file=file),
    )


def _unknown_folder(name: str, file: str, *, holds_data: bool) -> Problem:
    aside = message(
        "Leg bijlagen in een map naast het dossier, of begin de naam van deze map met een punt.",
        "Keep attachments in a folder beside the dossier, or begin this folder's name with a dot.",
    )
    problem = _unknown_name(name, file)
    if not holds_data:
        return attrs.evolve(problem, remedy=aside)
    both = message("{kinds} {aside}", "{kinds} {aside}", kinds=problem.remedy, aside=aside)
    return attrs.evolve(problem, remedy=both)


def kinds_like(name: str) -> Message:
    """Say which kind was probably meant, or which there are, in the reader's language only."""
    known = {
        language: {HEADER, *(vocabulary(language).file_name(kind) for kind in KINDS)}
        for language in LANGUAGES
    }
    first = name.split(".", maxsplit=1)[0].replace(" ", "_")
    return did_you_mean_either(first, known, one_of_either(known))


def _folder_in_folder(file: str) -> Problem:
    return Problem(
        code="unknown-folder",
        message=message(
            "een map in de map van een soort wordt niet gelezen",
            "a folder inside the folder of a kind is not read",
        ),
        remedy=message("Zet de bestanden een map hoger.", "Put the files one folder higher."),
        location=Location(file=file),
    )


def _second_rules(file: str, first: str) -> Problem:
    return Problem(
        code="duplicate-file",
        message=message(
            "de eigen regels van een dossier staan in één bestand",
            "the dossier's own rules stand in one file",
        ),
        remedy=message("Zet ze bij elkaar.", "Put them together."),
        location=Location(file=file),
        related=(Location(file=first),),
    )


def only_areas(file: str) -> Problem:
    """Say that GeoJSON holds areas and nothing else."""
    return Problem(
        code="unknown-file",
        message=message("GeoJSON is alleen voor gebieden", "GeoJSON is for areas only"),
        remedy=message(
            "Noem het bestand gebieden.geojson, of schrijf de gegevens in JSON.",
            "Call the file areas.geojson, or write the records in JSON.",
        ),
        location=Location(file=file),
    )
