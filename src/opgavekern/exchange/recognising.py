"""Of which kind the rows of a table are, and which fields its columns may be, by their words."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final

import attrs

from opgavekern.base.near import near
from opgavekern.exchange.headers import Header
from opgavekern.exchange.sheets import Sheet
from opgavekern.exchange.synonyms import FIELD_WORDS, KIND_WORDS, means
from opgavekern.exchange.targets import target_of
from opgavekern.files.vocabulary import field_meanings, fold, kind_meanings
from opgavekern.model.kinds import KINDS, Kind, fields_in_order

#: How many columns are looked at; a wider table is a matrix, not a list.
WIDEST: Final = 200
#: A header that numbers things, such as `Motie nr.` and `Zaaknr.`
_OF_NUMBERS: Final = re.compile(r"(?:(?:nr|\bno|\bid)\.?|nummer|number|kenmerk)\Z", re.IGNORECASE)
#: A near miss begins with as many letters that are right.
_ALIKE: Final = 4
_LABEL, _SYNONYM, _NEAR, _HINT, _GAP = 6, 4, 2, 5, 3
#: Kinds that tables of others are mostly about come first where two fit as well.
_COMMON: Final = tuple(KIND_WORDS)


def is_known(label: str) -> bool:
    """Tell whether people put such a name above a column."""
    return bool(means(label.rpartition(" / ")[2], FIELD_WORDS))


#: The field that a column may be, and how sure that is.
Fields = dict[int, tuple[str, int]]


@attrs.frozen
class Recognised:
    """What a table seems to hold.

    Attributes:
        kind: The kind of its rows.
        fields: The fields of its columns.
        score: How sure all of that is.
    """

    kind: Kind
    fields: Fields
    score: int


def recognise(sheet: Sheet, header: Header, file: str) -> Recognised:
    """Return the kind whose fields the headers fit best, and the field of each column."""
    spoken = _spoken_of(sheet, header, file)
    ranked = []
    for place, kind in enumerate(KINDS):
        fields = _fields(kind, header)
        hints = _HINT * len(_names_of(kind) & spoken)
        gaps = _GAP * len(missing_fields(kind, {name for name, _ in fields.values()}))
        common = _COMMON.index(kind.name) if kind.name in _COMMON else len(_COMMON)
        ranked.append((_score(fields) + hints - gaps, -common, -place, kind, hints))
    best = max(ranked, key=lambda one: one[:3])
    fields = _fields(best[3], header, nearly=True)
    return Recognised(best[3], fields, _score(fields) + best[4])


def _score(fields: Fields) -> int:
    return sum(score for _, score in fields.values())


def _names_of(kind: Kind) -> set[str]:
    own = {fold(one) for one in (kind.label.nl, kind.label.en, kind.plural_label.nl,
                                 kind.plural_label.en)}  # fmt: skip
    return own | {fold(word) for word in KIND_WORDS.get(kind.name, ())}


def _spoken_of(sheet: Sheet, header: Header, file: str) -> set[str]:
    """Return the words in the name of file and sheet, in the titles and in the header."""
    above = [str(cell) for row in sheet.rows[: header.rows[0]] for cell in row if cell != ""]
    texts = [PurePath(file).stem, sheet.name, *above, *header.shown]
    return {
        folded
        for text in texts
        for folded in (fold(text), *map(fold, re.findall(r"[^\W\d_]+(?:'s)?", text)))
    }


def missing_fields(kind: Kind, filled: set[str]) -> list[str]:
    """Return the required fields that no column fills."""
    cls: type = kind.record
    return [
        one.name
        for one in fields_in_order(cls)
        if one.default is attrs.NOTHING and one.name not in filled and one.name != "id"
    ]


def _fields(kind: Kind, header: Header, *, nearly: bool = False) -> Fields:
    """Return the field that each column may fill, each field once, the surest first.

    Args:
        kind: The kind.
        header: The header.
        nearly: Whether a near miss counts; that takes too long to try for every kind.
    """
    options = []
    for index, name in enumerate(header.names[:WIDEST]):
        for label, less in {name: 0, name.rpartition(" / ")[2]: 1}.items():
            options += [
                (score - less, -index, field)
                for field, score in _meant(kind, label, nearly=nearly).items()
            ]
    done: Fields = {}
    taken: set[str] = set()
    for score, place, field in sorted(options, key=lambda one: (-one[0], -one[1])):
        if -place not in done and field not in taken:
            done[-place] = (field, score)
            taken.add(field)
    return _with_title(kind, done)


def _with_title(kind: Kind, fields: Fields) -> Fields:
    """Let the one column that tells what a row is be its title, where a title is required."""
    filled = {field: index for index, (field, _) in fields.items()}
    if "title" in missing_fields(kind, set(filled)) and "description" in filled:
        index = filled["description"]
        return {**fields, index: ("title", fields[index][1])}
    return fields


def _meant(kind: Kind, label: str, *, nearly: bool) -> dict[str, int]:
    """Return the fields that a header may mean, with how sure that is."""
    if not label:
        return {}
    cls: type = kind.record
    label = re.sub(r" \([0-9]+\)\Z", "", label)
    names = {one.name for one in fields_in_order(cls)}
    found: dict[str, int] = {}
    meanings = field_meanings(cls)
    for one in meanings.get(fold(label), ()):
        found[one.identifier] = _LABEL
    for field in means(label, FIELD_WORDS):
        if field in names:
            found.setdefault(field, _SYNONYM)
    if any(one.name == kind.name for one in _kinds_called(label)):
        found.setdefault("title" if "title" in names else "name", _SYNONYM)
    if _OF_NUMBERS.search(label):
        found.setdefault("id", _NEAR)
    if nearly and not found:
        for close in near(fold(label), list(meanings), most=1):
            if fold(label)[:_ALIKE] == close[:_ALIKE] and len(close) > _ALIKE:
                found[meanings[close][0].identifier] = _NEAR
    return {field: score for field, score in found.items() if field in names and _fits(kind, field)}


def _kinds_called(label: str) -> list[Kind]:
    meant = {one.identifier for one in kind_meanings().get(fold(label), ())}
    return [kind for kind in KINDS if kind.plural in meant]


def _fits(kind: Kind, field: str) -> bool:
    try:
        target_of(kind, field)
    except Exception:  # noqa: BLE001 - whatever it is, no cell can fill it
        return False
    return True
