"""Writes what these pages repeat from the code; after a change: `python docs/make_pages.py`."""

from __future__ import annotations

import inspect
import itertools
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

import attrs

import opgavekern.governance
import opgavekern.model
from opgavekern.base.labels import Term, label_of
from opgavekern.base.personal import Personal, is_remark, personal_in
from opgavekern.base.texts import Language, Text
from opgavekern.files.descriptions import title, written
from opgavekern.files.vocabulary import vocabulary
from opgavekern.model import KINDS, Header, Kind, KindName, Record
from opgavekern.model.kinds import fields_in_order
from opgavekern.model.shape import shape_of

DOCS: Final = Path(__file__).parent
GLOSSARY: Final = DOCS / "glossary.md"
FIELDS: Final = DOCS / "handleiding" / "gegevens.md"
PRIVACY: Final[Mapping[Path, Language]] = {
    DOCS / "handleiding" / "privacy.md": "nl",
    DOCS / "explanation" / "trust-and-privacy.md": "en",
}
SENTENCES: Final = DOCS / "handleiding" / "soorten.toml"

SUBJECTS: Final = {
    "areas": "Gebieden",
    "organisations": "Organisaties",
    "people": "Mensen",
    "offices": "Ambten en functies",
    "competencies": "Competenties",
    "signals": "Signalen en behoeften",
    "issues": "Opgaven",
    "policies": "Beleid en begroting",
    "programmes": "Programma's, afspraken en werkwijzen",
    "goals": "Doelen, inspanningen en indicatoren",
    "stakeholders": "Belanghebbenden en participatie",
    "ties": "Relaties",
    "teams": "Teams",
    "calendar": "Kalender",
    "decisions": "Vergaderingen, besluiten en toezeggingen",
    "direction": "Sturing",
    "learning": "Leren",
    "waivers": "Ontheffingen",
}

_OPENING: Final = """\
# Alle gegevens en hun velden

Een dossier bestaat uit gegevens van {kinds} soorten. U gebruikt er zoveel als u nodig hebt: de
meeste dossiers beginnen met gebieden, organisaties, personen en opgaven.

**Vet** is verplicht. Al het andere mag u weglaten; wat ontbreekt en wel nodig is, meldt de
controle. Schrijf een veld met spaties of met een liggend streepje: `bestuurlijk opdrachtgever`
en `bestuurlijk_opdrachtgever` zijn hetzelfde. Waar *een of meer* staat, mag ook één waarde
staan, zonder lijst eromheen. Deze pagina wordt gemaakt uit de programmacode, en loopt dus niet
achter.
"""
_SHARED: Final = "Deze velden kan elk gegeven hebben.\n"
_COVER: Final = "Staat in `dossier.yaml`, of op het blad `dossier`. Bovenaan staat `format: 1`.\n"
_NO_ID: Final = " Een `id` is niet nodig: het wordt gemaakt uit {fields}, met punten ertussen."
_PARTS: Final = "Deze staan binnen andere gegevens, met hun eigen velden.\n"
_SHORT: Final = "Mag kort: alleen de waarde van `{field}`.\n\n"
_LANGUAGE: Final = "`nl` of `en`."
_WITHHELD: Final = "Een of meer soorten. Ze zijn niet meegegeven; dat is iets anders dan leeg."


def terms() -> tuple[type[Term], ...]:
    """Every enum with names in two languages, in order of name."""
    named = set(_public(Term)) - {KindName}  # The kinds have a table of their own.
    return tuple(sorted(named, key=lambda one: one.__name__))


def parts() -> tuple[type, ...]:
    """Every labelled class that is no kind of record of its own, in order of name."""
    records = {kind.record for kind in KINDS}
    named = (one for one in _public(object) if hasattr(one, "__label__"))
    return tuple(sorted(set(named) - records, key=lambda one: one.__name__))


def _public(base: type) -> list[type]:
    packages = (opgavekern.model, opgavekern.governance)
    found = (getattr(package, name) for package in packages for name in package.__all__)
    return [one for one in found if isinstance(one, type) and issubclass(one, base)]


def _definition(cls: type) -> str:
    """The first sentence of a docstring, as Markdown."""
    return (inspect.getdoc(cls) or "").split("\n\n")[0].replace("\n", " ")


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    cells = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(c.replace("|", "\\|") for c in row) + " |" for row in cells)


def kinds_table() -> str:
    """One row for each kind of record."""
    rows = (
        (kind.label.nl, kind.dutch_plural, f"`{kind.name}`", _definition(kind.record))
        for kind in KINDS
    )
    return _table(("Dutch", "plural", "identifier", "what it is"), rows)


def parts_table() -> str:
    """One row for each class of values inside records."""
    rows = ((label_of(one).nl, f"`{one.__name__}`", _definition(one)) for one in parts())
    return _table(("Dutch", "class", "what it is"), rows)


def terms_table() -> str:
    """One row for each enum, with its members."""
    rows = (
        (f"`{one.__name__}`", _definition(one), ", ".join(_term(member) for member in one))
        for one in terms()
    )
    return _table(("class", "what it says", "Dutch and identifier"), rows)


def _term(member: Term) -> str:
    return f"{member.label.nl} `{member.value}`"


def glossary() -> str:
    """The glossary, its tables made anew."""
    made = {"kinds": kinds_table(), "parts": parts_table(), "terms": terms_table()}
    return _made_anew(GLOSSARY, made)


def _made_anew(page: Path, tables: Mapping[str, str]) -> str:
    """A page with each table put where its name marks the place."""
    text = page.read_text("utf-8")
    for name, table in tables.items():
        before, start, rest = text.partition(f"<!-- made: {name} -->\n")
        _, end, after = rest.partition("<!-- end -->")
        if not end:
            raise ValueError(f"{page.name} has no place for {name}")
        text = f"{before}{start}\n{table}\n\n{end}{after}"
    return text


def privacy_page(page: Path, language: Language) -> str:
    """A page on privacy, with the tables of what the classes say is personal made anew."""
    heads = tuple(head.text(language) for head in _HEADS)
    referring = tuple(head.text(language) for head in _REFERRING)
    return _made_anew(
        page,
        {
            "personal": _table(heads, personal_rows(language)),
            "referring": _table(referring, referring_rows(language)),
        },
    )


def fields_page() -> str:
    """The Dutch page with every kind of record and its fields."""
    sentences = tomllib.loads(SENTENCES.read_text("utf-8"))
    lines = [_OPENING.format(kinds=len(KINDS))]
    lines += [
        "## Voor alle soorten\n",
        "Deze velden kan elk gegeven hebben.\n",
        _fields(Record),
        "",
    ]
    lines += ["## Het voorblad\n", _COVER, _fields(Header), ""]
    for subject, kinds in itertools.groupby(KINDS, key=_subject):
        lines.append(f"## {SUBJECTS[subject]}\n")
        for kind in kinds:
            lines.append(f"### {_capital(kind.dutch_plural)}\n")
            lines += [sentences[kind.name] + _without_id(kind.record) + "\n"]
            lines += [_fields(kind.record), ""]
    lines += ["## Onderdelen\n", _PARTS]
    for part in parts():
        if part not in (Header, Record):
            lines += [f"### {_capital(label_of(part).nl)}\n", _short(part) + _fields(part), ""]
    return "\n".join(lines).rstrip() + "\n"


def _subject(kind: Kind) -> str:
    return kind.record.__module__.rpartition(".")[2]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _without_id(cls: type[Record]) -> str:
    """Say from which fields an id is made; nothing where it has to be written."""
    make = getattr(attrs.fields_dict(cls)["id"].default, "factory", None)
    if make is None:
        return ""
    used = re.findall(r"self\.(\w+)", inspect.getsource(make))
    names = [title(cls, one, "nl") for one in dict.fromkeys(used)]
    return _NO_ID.format(fields=" en ".join([", ".join(names[:-1]), names[-1]]))


def _short(cls: type) -> str:
    field: str | None = getattr(cls, "__short__", None)
    return "" if field is None else _SHORT.format(field=vocabulary("nl").field_name(cls, field))


def _fields(cls: type) -> str:
    is_kind = issubclass(cls, Record) and cls is not Record
    shared = {one.name for one in attrs.fields(Record)} if is_kind else set()
    own = [one for one in fields_in_order(cls) if one.name not in shared]
    return _table(("veld", "wat u schrijft"), [(_name(cls, one), _what(cls, one)) for one in own])


def _name(cls: type, field: attrs.Attribute[object]) -> str:
    label = title(cls, field.name, "nl")
    return f"**{label}**" if field.default is attrs.NOTHING else label


def _what(cls: type, field: attrs.Attribute[object]) -> str:
    if (cls, field.name) == (Header, "language"):
        return _LANGUAGE
    if (cls, field.name) == (Header, "withheld"):
        return _WITHHELD
    return written(cls, field.name, "nl")


_HEADS: Final = (
    Text(nl="gegeven", en="record"),
    Text(nl="veld", en="field"),
    Text(nl="soort", en="sort"),
    Text(nl="getoond", en="shown"),
    Text(nl="na redact", en="after redact"),
)
_ON_REQUEST: Final = Text(nl="alleen met --names", en="only with --names")
_AS_WRITTEN: Final = Text(nl="zoals u het schreef", en="as it was written")
_ANY: Final = Text(nl="elk ander", en="any other")
_EMPTY: Final = Text(nl="leeg", en="empty")
_GONE: Final = Text(nl="hele soort achtergehouden", en="whole kind withheld")

_REFERRING: Final = (
    Text(nl="gegeven", en="record"),
    Text(nl="verwijst naar mensen in", en="refers to people in"),
)


def personal_rows(language: Language) -> Iterator[tuple[str, ...]]:
    """Yield a row for each field with something personal, or in which people may be spoken of."""
    for kind in KINDS:
        for field in fields_in_order(kind.record):
            what = personal_in(field)
            if what is not None:
                after = _GONE if _is_withheld(kind) else _EMPTY
                said = (what.label, _ON_REQUEST, after)
                yield _row(kind.label, title(kind.record, field.name, language), said, language)
    shown = (Personal.NOTES.label, _AS_WRITTEN, _EMPTY)
    for kind in KINDS:
        for field in fields_in_order(kind.record):
            if is_remark(field) and personal_in(field) is None and field.name != "note":
                yield _row(kind.label, title(kind.record, field.name, language), shown, language)
    yield _row(_ANY, title(Record, "note", language), shown, language)


def _is_withheld(kind: Kind) -> bool:
    marked = (personal_in(field) for field in fields_in_order(kind.record))
    return any(one is not None and one.is_of_records for one in marked)


def _row(of: Text, field: str, said: Iterable[Text], language: Language) -> tuple[str, ...]:
    return (of.text(language), field, *(one.text(language) for one in said))


def referring_rows(language: Language) -> Iterator[tuple[str, ...]]:
    """Yield a row for each kind of record that refers to people, who then have a pseudonym."""
    for kind in KINDS:
        fields = [
            one.name for one in fields_in_order(kind.record) if _refers(kind.record, one.name)
        ]
        if fields:
            names = ", ".join(title(kind.record, one, language) for one in fields)
            yield (label_of(kind.record).nl if language == "nl" else kind.label.en, names)


def _refers(cls: type, field: str) -> bool:
    """Tell whether a field may name someone, itself or in one of its parts."""
    shape = shape_of(cls, field)
    if field == "id":
        return False
    if "person" in shape.kinds:
        return True
    return (
        shape.nested is not None
        and attrs.has(shape.nested)
        and not hasattr(shape.nested, "from_text")
        and any(_refers(shape.nested, one.name) for one in attrs.fields(shape.nested))
    )


if __name__ == "__main__":
    GLOSSARY.write_text(glossary(), "utf-8", newline="\n")
    FIELDS.write_text(fields_page(), "utf-8", newline="\n")
    for page, language in PRIVACY.items():
        page.write_text(privacy_page(page, language), "utf-8", newline="\n")
