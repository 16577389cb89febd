"""What an editor says of a field: its meaning, and what may be written there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Final, Literal, get_args, get_origin

import attrs

from opgavekern.base.docstrings import docstring_attributes, docstring_summary
from opgavekern.base.frozen import FrozenMap
from opgavekern.base.labels import field_labels
from opgavekern.base.texts import Language, Message, Prose, Text, message
from opgavekern.files.vocabulary import vocabulary
from opgavekern.model.cbs import CbsCode
from opgavekern.model.dates import CoarseDate, Period
from opgavekern.model.kinds import Kind, kind_named
from opgavekern.model.shape import FieldShape, shape_of

#: What may be written where a field takes a value of this type.
_WRITTEN: Final[Mapping[Any, Text]] = {
    Prose: Text(nl="Tekst, zo nodig over meer regels.", en="Text, of several lines if need be."),
    str: Text(nl="Tekst op één regel.", en="Text on one line."),
    bool: Text(nl="Schrijf ja of nee.", en="Write true or false."),
    int: Text(nl="Een geheel getal.", en="A whole number."),
    float: Text(nl="Een getal, zoals 0.5.", en="A number such as 0.5."),
    Decimal: Text(nl="Een getal, zoals 12.5.", en="A number such as 12.5."),
    date: Text(nl="Een dag, zoals 2026-09-01.", en="A day such as 2026-09-01."),
    CoarseDate: Text(
        nl="Een jaar, kwartaal, maand of dag: 2026, 2026-Q3, 2026-09 of 2026-09-01.",
        en="A year, quarter, month or day: 2026, 2026-Q3, 2026-09 or 2026-09-01.",
    ),
    Period: Text(
        nl="Van een eerste tot en met een laatste dag: 2026-01-01/2026-12-31, "
        "met .. voor een open begin of einde.",
        en="From a first day up to and including a last: 2026-01-01/2026-12-31, "
        "with .. for an open end.",
    ),
    CbsCode: Text(nl="Een CBS-code, zoals 2023WK079410.", en="A CBS code such as 2023WK079410."),
    FrozenMap: Text(nl="Namen met hun waarde.", en="Names with their values."),
}
_PLACES: Final = Text(
    nl="Punten als [lengtegraad, breedtegraad]; liever in een GeoJSON-bestand.",
    en="Points as [longitude, latitude]; better kept in a GeoJSON file.",
)
_OWN_ID: Final = Text(
    nl="De naam binnen het dossier: letters en cijfers, met - _ of . ertussen.",
    en="Its name within the dossier: letters and digits, with - _ or . between them.",
)


def summary(cls: type, language: Language) -> str:
    """Say what a class of records or parts is."""
    if language == "en":
        return docstring_summary(cls)
    words = vocabulary("nl")
    required = [
        words.field_name(cls, one.name) for one in attrs.fields(cls) if one.default is attrs.NOTHING
    ]
    if not required:
        return "Geen enkel veld is verplicht."
    verb = "Verplicht is" if len(required) == 1 else "Verplicht zijn"
    return f"{verb} {message('{all}', '{all}', all=required).text('nl')}."


def title(cls: type, field: str, language: Language) -> str:
    """Return the label of a field."""
    label = field_labels(cls).get(field)
    return label.text(language) if label is not None else field


def description(cls: type, field: str, language: Language) -> str:
    """Say what a field means, as far as the language has words for it, and what to write."""
    meaning = docstring_attributes(cls).get(field, "") if language == "en" else ""
    required = attrs.fields_dict(cls)[field].default is attrs.NOTHING
    must = {"nl": "Verplicht.", "en": "Required."}[language] if required else ""
    parts = (meaning, written(cls, field, language), must)
    return " ".join(part for part in parts if part)


def written(cls: type, field: str, language: Language) -> str:
    """Say what may be written in a field."""
    shape = shape_of(cls, field)
    if field == "id" and shape.kinds:
        return _OWN_ID.text(language)
    said = _one(shape, language)
    if shape.is_many:
        return {"nl": "Een of meer. ", "en": "One or more. "}[language] + said
    return said


def _one(shape: FieldShape, language: Language) -> str:
    if shape.item in _WRITTEN:
        return _WRITTEN[shape.item].text(language)
    if shape.kinds:
        return _reference(shape.kinds).text(language)
    if isinstance(shape.item, type) and issubclass(shape.item, Enum):
        named = ", ".join(vocabulary(language).term_name(member) for member in shape.item)
        return message("Kies uit: {all}.", "One of: {all}.", all=named).text(language)
    if get_origin(shape.item) is Literal:
        named = ", ".join(get_args(shape.item))
        return message("Kies uit: {all}.", "One of: {all}.", all=named).text(language)
    if shape.nested is not None:
        return _group(shape.nested, language)
    if isinstance(getattr(shape.item, "__supertype__", None), type):
        return _WRITTEN[str].text(language)
    return _PLACES.text(language) if hasattr(shape.item, "__args__") else ""


def _reference(kinds: tuple[str, ...]) -> Message:
    named: list[Kind] = [kind for name in kinds if (kind := kind_named(name)) is not None]
    if not named:
        return message("Een naam.", "A name.")
    first, others = named[0], named[1:]
    if not others:
        return message("Het id van een {kind}.", "The id of a record: {kind}.", kind=first.label)
    choice = " | ".join
    return message(
        "Het id van een {kind}, of soort:id met als soort {others}.",
        "The id of a record ({kind}), or kind:id with as kind {others}.",
        kind=first.label,
        others=Text(
            nl=choice(vocabulary("nl").ref_name(one) for one in others),
            en=choice(vocabulary("en").ref_name(one) for one in others),
        ),
    )


def _group(cls: type, language: Language) -> str:
    words = vocabulary(language)
    names = [words.field_name(cls, one.name) for one in attrs.fields(cls)]
    short: str | None = getattr(cls, "__short__", None)
    if short is None:
        return message("Velden: {all}.", "Fields: {all}.", all=", ".join(names)).text(language)
    return message(
        "Alleen {short}, of de velden {all}.",
        "Just the {short}, or the fields {all}.",
        short=words.field_name(cls, short),
        all=", ".join(names),
    ).text(language)
