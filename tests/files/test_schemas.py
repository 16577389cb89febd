from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import attrs
import jsonschema
import msgspec
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from opgavekern.base.texts import Language
from opgavekern.files import json_schema
from opgavekern.files.schemas import schema_files, schema_name
from opgavekern.files.schemas_with_ids import schema_files_with_ids
from opgavekern.files.spelling import JSON, spelled
from opgavekern.model import Dossier
from opgavekern.model.kinds import KINDS, kind_named
from opgavekern.model.shape import types_of
from opgavekern.testing import a_person, an_issue, dossiers

LANGUAGES: tuple[Language, ...] = ("nl", "en")
NAMES = [None, "dossier", *(kind.plural for kind in KINDS)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_schema_is_a_schema(tmp_path: Path, language: Language) -> None:
    """check-jsonschema accepts each of them against the metaschema of draft-07."""
    paths = []
    for name, text in schema_files(language):
        paths.append(tmp_path / Path(name).name)
        paths[-1].write_text(text, "utf-8")
    assert len(paths) == len(NAMES)
    command = [sys.executable, "-m", "check_jsonschema", "--check-metaschema", *map(str, paths)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_what_is_written_fits_the_schema(language: Language, data: st.DataObject) -> None:
    """Records as JSON spells them, and as the language spells them, are never marked as wrong."""
    dossier = data.draw(dossiers())
    for kind in KINDS:
        if records := list(dossier.of_kind(kind.plural)):
            checker = jsonschema.Draft7Validator(json_schema(kind.plural, language=language))
            for spelling in (JSON, language):
                checker.validate([spelled(one, spelling) for one in records])


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.plural)
def test_fields_and_required_ones_are_those_of_the_classes(kind: Any) -> None:
    """Property names and what is required equal what msgspec finds in the same classes."""
    _, components = msgspec.json.schema_components([_plain(kind.record)], schema_hook=_unknown)
    ours = json_schema(kind.plural)["definitions"]
    for name, theirs in components.items():
        mine = ours.get(name)
        if mine is None or "properties" not in theirs:
            continue
        fields = next((one for one in mine.get("anyOf", [mine]) if "properties" in one), mine)
        keys = {_identifier(pattern) for pattern in fields["patternProperties"]}
        assert keys == set(theirs["properties"])
        must = {_last(one) for one in fields.get("allOf", [])}
        assert must == set(theirs.get("required", []))


@pytest.mark.parametrize("language", LANGUAGES)
def test_enums_take_every_term(language: Language) -> None:
    """The terms of the language and the identifiers that msgspec finds are both accepted."""
    schema = json_schema("issues", language=language)
    key = {"nl": "fase", "en": "phase"}[language]
    phase = schema["definitions"]["StatusChange"]["properties"][key]
    checker = jsonschema.Draft7Validator(phase)
    from opgavekern.model import Phase

    theirs = msgspec.json.schema_components([Phase])[1]["Phase"]["enum"]
    assert all(checker.is_valid(one) for one in theirs)
    assert all(checker.is_valid(one.label.text(language)) for one in Phase)
    assert not checker.is_valid("uitgevoerd")


def test_dutch_words_are_offered_and_explained() -> None:
    """Keys are Dutch, with a Dutch explanation; identifiers are accepted, not offered."""
    issue = json_schema("issue", language="nl")["definitions"]["Issue"]
    sponsor = issue["properties"]["bestuurlijk_opdrachtgever"]
    assert "political_sponsors" not in issue["properties"]
    assert sponsor["description"] == "Een of meer. Alleen persoon, of de velden persoon, geldig."
    assert "`political_sponsors`" in sponsor["markdownDescription"]
    assert issue["properties"]["titel"]["description"] == "Tekst op één regel. Verplicht."


def test_english_explanations_come_from_the_docstrings() -> None:
    """What a docstring says of an attribute is what an editor shows."""
    issue = json_schema("issue", language="en")["definitions"]["Issue"]
    assert issue["properties"]["areas"]["description"].startswith("Where it is; areas of several")


def test_an_editor_takes_a_former_name_and_does_not_offer_it() -> None:
    """What the reader still understands is not marked; only the present name is completed."""
    schema = json_schema("tie", language="nl")
    tie = {"soort": "helpt", "van": "a", "naar": "b", "Teken": "positief"}
    jsonschema.Draft7Validator(schema).validate([tie])
    assert "teken" not in schema["definitions"]["Tie"]["properties"]


def test_an_unknown_kind_is_refused() -> None:
    """Only kinds of the model have a schema."""
    with pytest.raises(KeyError):
        json_schema("tickets")


def test_equal_calls_give_equal_text() -> None:
    """The schema files do not depend on the hash seed."""
    code = (
        "import hashlib; from opgavekern.files.schemas import schema_files;"
        "print(hashlib.sha256(repr(list(schema_files('nl'))).encode()).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path("src").absolute())},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1


def _unknown(_: type) -> dict[str, Any]:
    return {"type": "object"}


def _plain(cls: type) -> type:
    """The fields of a class without their defaults, of which msgspec cannot write some."""
    hints = types_of(cls)
    fields: list[Any] = [
        (one.name, hints[one.name])
        if one.default is attrs.NOTHING
        else (one.name, hints[one.name] | None, None)
        for one in attrs.fields(cls)
    ]
    return msgspec.defstruct(cls.__name__, fields, kw_only=True)


def _identifier(pattern: str) -> str:
    return pattern.rsplit("|", 1)[1].rstrip(")$").replace("\\", "")


def _last(one: dict[str, Any]) -> str:
    choices = one.get("anyOf", [one])
    return str(choices[-1]["required"][0])


def test_every_kind_can_be_asked_for_in_singular_and_plural() -> None:
    """`issue` and `issues` name one schema."""
    for kind in KINDS:
        assert kind_named(kind.name) is kind
    assert json.dumps(json_schema("issue")) == json.dumps(json_schema("issues"))


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_dossier_fits_the_schema_with_its_own_ids(
    language: Language, data: st.DataObject
) -> None:
    """References that lead somewhere are never marked as wrong, whatever the ids look like."""
    dossier = data.draw(dossiers())
    assume(not dossier.unresolved())
    files = dict(schema_files_with_ids(dossier, language))
    for kind in KINDS:
        if records := list(dossier.of_kind(kind.plural)):
            schema = json.loads(files[schema_name(kind.plural, language)])
            checker = jsonschema.Draft7Validator(schema)
            for spelling in (JSON, language):
                checker.validate([spelled(one, spelling) for one in records])


def test_a_schema_with_ids_knows_which_there_are() -> None:
    """An id that is not there does not fit; names of people are not in it; many are left out."""
    people = [a_person(id=f"p-{n}", name="Sanne de Wit", function="adviseur") for n in range(3)]
    dossier = Dossier.of(*people, an_issue(id="warm", leads="p-1"))
    files = dict(schema_files_with_ids(dossier, "nl"))
    assert not any("Sanne" in text for text in files.values())
    schema = json.loads(files[schema_name("issues", "nl")])
    known = schema["definitions"]["ids.person"]
    assert (known["enum"], known["enumDescriptions"][0]) == (["p-0", "p-1", "p-2"], "adviseur")
    checker = jsonschema.Draft7Validator(schema)
    assert checker.is_valid([{"id": "a", "titel": "A", "opgavemanager": "p-2"}])
    assert not checker.is_valid([{"id": "a", "titel": "A", "opgavemanager": "p-3"}])
    assert checker.is_valid([{"id": "a", "titel": "A", "eigenaren": "wie-dan-ook"}])
    many = Dossier.of(*(a_person(id=f"p-{n}") for n in range(2_001)))
    text = dict(schema_files_with_ids(many, "nl"))[schema_name("issues", "nl")]
    assert "p-2000" not in text
