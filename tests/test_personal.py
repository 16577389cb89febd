"""Personal data is marked once, in the classes; everything that shows or says something obeys."""

from __future__ import annotations

import json
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

import attrs
import pytest

from opgavekern.base.errors import DossierError
from opgavekern.base.frozen import FrozenMap
from opgavekern.base.labels import field_labels
from opgavekern.base.personal import Personal, is_remark, personal_in
from opgavekern.base.texts import LANGUAGES, Prose
from opgavekern.files import parse_dossier, read_dossier
from opgavekern.model import KINDS, Dossier, Header, Person, PersonId, Record, kind_of
from opgavekern.model.facts import PluginUse
from opgavekern.model.kinds import fields_in_order
from opgavekern.model.records import id_of
from opgavekern.model.shape import shape_of
from opgavekern.testing import a, a_dossier, completed

SECRET = "424242"  # noqa: S105 - a sample
RECORDS = [kind.record for kind in KINDS]
PERSONAL_FIELDS = [
    (cls, field)
    for cls in RECORDS
    for field in fields_in_order(cls)
    if personal_in(field) is not None
]
every_field = pytest.mark.parametrize(
    ("cls", "field"),
    PERSONAL_FIELDS,
    ids=[f"{cls.__name__}.{field.name}" for cls, field in PERSONAL_FIELDS],
)


def _parts(cls: type) -> set[type]:
    """The classes of values inside a class, theirs included."""
    found: set[type] = set()
    for field in attrs.fields(cls):
        nested = shape_of(cls, field.name).nested
        if nested is not None and nested not in found:
            found |= {nested} | _parts(nested)
    return found


def secret(cls: type, field: attrs.Attribute[Any]) -> tuple[object, str]:
    """A value that fits a field, and what of it must be seen nowhere."""
    item = shape_of(cls, field.name).item
    if item is FrozenMap:
        return {"staff": SECRET}, SECRET
    if item is Decimal:
        return "142.75", "142.75"
    if isinstance(item, type) and issubclass(item, Enum):
        last = list(item)[-1].value
        return last, last
    return SECRET, SECRET


def unfit(cls: type, field: attrs.Attribute[Any]) -> object:
    """A value that a field refuses, and that must not be quoted when it does."""
    item = shape_of(cls, field.name).item
    if item in (str, Prose):
        return f"{SECRET}\x07"
    return f"x{SECRET}"


def test_what_is_marked() -> None:
    """Names, levels and their grounds, absences, reasons, and whatever else is told of someone."""
    marked: dict[str, set[tuple[str, str]]] = {}
    for cls, field in PERSONAL_FIELDS:
        what = personal_in(field)
        assert what is not None
        marked.setdefault(cls.__name__, set()).add((field.name, what.value))
    shared = {("note", "notes"), ("external_ids", "names"), ("custom", "notes")}
    assert marked == {
        "Person": {("name", "names")} | shared,
        "Proficiency": {("level", "levels"), ("basis", "levels")} | shared,
        "Absence": {("hours_per_week", "absences")} | shared,
        "Pairing": {("reason", "pairings")} | shared,
    }


def test_whoever_is_about_one_person_tells_nothing_unmarked() -> None:
    """In a record about people, what is not marked is a reference, a day, or a fact of the work."""
    of_work = {"function", "domains", "contract_hours", "fixed_hours", "most_teams", "kind"}
    plain = {"id", "valid", "source", "tags", "on", "employment"}
    for cls in (one for one in RECORDS if one.__module__.endswith(".people")):
        for field in fields_in_order(cls):
            if personal_in(field) is None and not shape_of(cls, field.name).kinds:
                assert field.name in of_work | plain, (cls, field.name)


def test_marks_stand_at_records_themselves() -> None:
    """No part inside a record or the header is personal: `show --json` need not look deeper."""
    parts = {Header, PluginUse}.union(*(_parts(cls) for cls in RECORDS))
    assert len(parts) > 20
    for cls in parts:
        assert [one.name for one in attrs.fields(cls) if personal_in(one) is not None] == []


def test_every_record_has_a_remark() -> None:
    """What is free to write about people can be told apart: any note, and a few fields more."""
    assert all(is_remark(attrs.fields_dict(cls)["note"]) for cls in [*RECORDS, Header])
    others = {
        (cls.__name__, field.name)
        for cls in RECORDS
        for field in attrs.fields(cls)
        if is_remark(field) and field.name != "note"
    }
    assert others == {("Assessment", "remark"), ("Reflection", "text")}


def test_sorts_speak_both_languages_and_some_are_whole_records() -> None:
    """A sort that is of records marks at least one field without which the record says nothing."""
    assert [one.value for one in Personal] == ["names", "levels", "absences", "pairings", "notes"]
    whole = {one for one in Personal if one.is_of_records}
    assert whole == {Personal.LEVELS, Personal.ABSENCES, Personal.PAIRINGS}
    assert whole <= {personal_in(field) for _, field in PERSONAL_FIELDS}


@every_field
def test_it_is_in_no_repr(cls: type[Record], field: attrs.Attribute[Any]) -> None:
    """No log or traceback shows personal data, of a record or of what holds it."""
    given, seen = secret(cls, field)
    value = a(cls, **{field.name: given})
    assert getattr(value, field.name) != field.default
    held = Dossier.of(value)
    for one in (value, [value], held, held.of_kind(kind_of(value).plural)):
        assert seen not in repr(one) + str(one)


@every_field
def test_it_is_in_no_problem_of_records(cls: type[Record], field: attrs.Attribute[Any]) -> None:
    """A value that does not fit is refused without being quoted."""
    plain = {**_plain(a(cls)), field.name: unfit(cls, field)}
    with pytest.raises(DossierError) as refused:
        Dossier.from_records({kind_of(cls).plural: [plain]})
    assert refused.value.problems
    for language in LANGUAGES:
        assert SECRET not in refused.value.text(language)


@every_field
@pytest.mark.needs("yaml")
def test_it_is_in_no_problem_of_files(
    cls: type[Record], field: attrs.Attribute[Any], tmp_path: Path
) -> None:
    """Neither the value nor the line on which it stands is quoted, in no form of file."""
    plain = {**_plain(a(cls)), field.name: unfit(cls, field)}
    kind = kind_of(cls)
    whole = json.dumps({"format": 1, kind.plural: [plain]}, indent=1)
    (tmp_path / "dossier.yaml").write_text("format: 1\n")
    cells = {name: str(one) for name, one in plain.items()}
    table = f"{','.join(cells)}\n{','.join(cells.values())}\n"
    (tmp_path / f"{kind.plural}.csv").write_text(table)
    reads = (
        lambda: parse_dossier(whole, name="d.json", format="json"),
        lambda: parse_dossier(whole, name="d.yaml", format="yaml"),
        lambda: read_dossier(tmp_path),
    )
    for read in reads:
        with pytest.raises(DossierError) as refused:
            read()
        assert refused.value.problems
        for language in LANGUAGES:
            assert SECRET not in refused.value.text(language)


@every_field
@pytest.mark.needs("standard")
def test_it_is_shown_only_when_asked(
    cls: type[Record], field: attrs.Attribute[Any], tmp_path: Path
) -> None:
    """`show` and `show --json` leave it out, and give it with `--names`."""
    from click.testing import CliRunner

    from opgavekern.cli.app import App
    from opgavekern.cli.voice import Voice
    from opgavekern.files import write_dossier

    given, seen = secret(cls, field)
    value = a(cls, **{field.name: given})
    write_dossier(completed(a_dossier(value)), tmp_path)
    words = ["show", str(tmp_path), kind_of(cls).name, id_of(value)]
    label = field_labels(cls)[field.name].en

    def shown(*more: str) -> str:
        ended = CliRunner().invoke(App(Voice("en", is_chosen=True)), [*words, *more])
        assert ended.exit_code == 0, ended.output
        return str(ended.stdout)

    assert seen not in shown() + shown("--json")
    assert seen in shown("--names").replace(",", "")
    assert seen in shown("--names", "--json")
    assert label in shown() or (cls is Person and field.name == "name")


def _plain(value: Record) -> dict[str, Any]:
    from opgavekern.base.converting import unstructure

    made: dict[str, Any] = unstructure(value)
    return made


def test_a_person_can_be_logged() -> None:
    """Not even a staff number, a reason in a note, or a plugin's own field is seen."""
    someone = Person(
        id=PersonId("p-1"),
        name="A. Jansen",
        note=Prose("ziek"),
        external_ids=FrozenMap({"personeelsnummer": "00123"}),
        custom=FrozenMap({"haarlem": {"schaal": "11"}}),
    )
    assert not any(one in repr(someone) for one in ("Jansen", "ziek", "00123", "11"))


@pytest.mark.needs("standard")
@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("people.yaml", "- A. Jansen\n"),
        ("people.yaml", "- A. Jansen: wethouder\n"),
        ("people.yaml", "A. Jansen: wethouder\n"),
        ("people.yaml", "- {id: p-1, employment: A. Jansen}\n"),
        ("people.json", '["A. Jansen"]'),
        ("people.json", '[{"A. Jansen": 1}]'),
        ("people.csv", "A. Jansen,id\nx,p-1\n"),
    ],
)
def test_a_name_in_a_wrong_place_of_a_file_is_not_told(
    tmp_path: Path, file: str, text: str
) -> None:
    """A name that stands as a record, a key or a column is shown by its place alone."""
    (tmp_path / "dossier.yaml").write_text("format: 1\nlanguage: en\n")
    (tmp_path / file).write_text(text)
    with pytest.raises(DossierError) as caught:
        read_dossier(tmp_path)
    (problem, *_) = caught.value.problems
    assert problem.location is not None
    assert problem.location.line == text.count("\n", 0, text.index("A. Jansen")) + 1
    assert "Jansen" not in f"{caught.value} {caught.value.text('nl')} {caught.value.problems}"
