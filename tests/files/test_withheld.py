"""A dossier whose files say that kinds are withheld reads as such, and never as an empty one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opgavekern.base.errors import DossierError
from opgavekern.files import parse_dossier, read_dossier, write_dossier
from opgavekern.files.unwritable import UnwritableError
from opgavekern.model import KINDS, Dossier, Ref
from opgavekern.testing import (
    a_dossier,
    a_person,
    a_role,
    a_stakeholder,
    a_team,
    an_effort,
    an_issue,
)
from opgavekern.testing.drawing import dossiers

PLURALS = [kind.plural for kind in KINDS]
ENDINGS = ("", ".yaml", ".json", ".xlsx")

pytestmark = pytest.mark.needs("standard", "testing")


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(
    dossier=dossiers(max_records=3),
    without=st.sets(st.sampled_from(PLURALS), max_size=4),
    ending=st.sampled_from(ENDINGS),
)
def test_what_is_withheld_reads_back_as_withheld(
    dossier: Dossier, without: set[str], ending: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Writing a view and reading it gives the view, in every form; writing it again, nothing."""
    view = dossier.view(without=without)
    path = tmp_path_factory.mktemp("view") / f"d{ending}"
    write_dossier(view, path)
    again = read_dossier(path)
    assert again == view
    assert {kind.plural for kind in again.withheld} == without
    assert again.digest == view.digest
    assert write_dossier(again, path) == ()


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_view_is_never_written_over_what_it_withholds(ending: str, tmp_path: Path) -> None:
    """Where the records of a withheld kind stand, nothing is written and the refusal says so."""
    whole = a_dossier(an_issue(), a_person(name="Jansen"))
    path = tmp_path / f"d{ending}"
    write_dossier(whole, path)
    for replace in (False, True):
        with pytest.raises(UnwritableError) as refused:
            write_dossier(whole.view(without=["people"]), path, replace=replace)
        assert "people" in refused.value.text("en")
        assert "personen" in refused.value.text("nl")
        assert "Jansen" not in refused.value.text()
    assert read_dossier(path) == whole


def test_what_stood_there_withheld_can_be_changed(tmp_path: Path) -> None:
    """A shared dossier is edited like any other; what is withheld stays so."""
    view = a_dossier(an_issue(), a_person()).view(without=["people"])
    write_dossier(view, tmp_path)
    changed = view.replace(a_team())
    write_dossier(changed, tmp_path)
    assert read_dossier(tmp_path) == changed
    more = changed.view(without=["proficiencies"])
    write_dossier(more, tmp_path)
    assert read_dossier(tmp_path) == more


def test_facts_of_plugins_that_are_withheld_are_written_too(tmp_path: Path) -> None:
    """What a plugin laid under a kind that is withheld does not stand in the way."""
    whole = a_dossier(an_issue()).over(a_dossier(a_role(id="clerk")))
    assert Ref("role", "clerk") in whole.laid_under
    write_dossier(whole.view(without=["roles"]), tmp_path)
    read = read_dossier(tmp_path)
    assert [kind.plural for kind in read.withheld] == ["roles"]
    assert read.over(a_dossier(a_role(id="clerk"))).roles.is_withheld


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("achtergehouden: [personen, opgaven]", {"people", "issues"}),
        ("withheld: [people, budget shares]", {"people", "budget_shares"}),
        ("withheld: people", {"people"}),
        ("withheld: [budget_shares]", {"budget_shares"}),
        ("withheld: []", set()),
    ],
)
def test_kinds_are_called_as_people_call_them(typed: str, meant: set[str]) -> None:
    """Dutch, English or identifier; one alone or a list."""
    read = parse_dossier(f"format: 1\n{typed}\n", name="d.yaml", format="yaml")
    assert {kind.plural for kind in read.withheld} == meant


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_withheld_and_yet_there_is_a_problem(form: str) -> None:
    """A file cannot say that a kind is withheld and hold records of it; the place is named."""
    text = '{"format": 1,\n "withheld": ["people"],\n "people": [{"id": "p"}]}'
    with pytest.raises(DossierError) as refused:
        parse_dossier(text, name=f"d.{form}", format=form)  # type: ignore[arg-type] # one of two
    (problem,) = refused.value.problems
    assert (problem.code, problem.kind, problem.path) == (
        "withheld-yet-there",
        "dossier",
        ("withheld",),
    )
    assert problem.location is not None
    assert problem.location.line == 2


def test_a_kind_that_does_not_exist_is_a_problem() -> None:
    """A slip of the pen is answered with the near miss."""
    with pytest.raises(DossierError) as refused:
        parse_dossier("format: 1\nachtergehouden: persoenen\n", name="d.yaml", format="yaml")
    assert '"personen"' in refused.value.text("nl")


@pytest.mark.needs("dev")
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_schema_knows_the_kinds(language: str) -> None:
    """An editor offers the names of kinds, and marks another."""
    from jsonschema import Draft7Validator

    from opgavekern.files import json_schema

    words = {"nl": ("achtergehouden", "personen"), "en": ("withheld", "people")}[language]
    schema = Draft7Validator(json_schema("dossier", language=language))  # type: ignore[arg-type] # one of two
    assert schema.is_valid({"format": 1, words[0]: [words[1]]})
    assert schema.is_valid({"format": 1, words[0]: words[1]})
    assert not schema.is_valid({"format": 1, words[0]: ["dit is geen soort"]})


@pytest.mark.needs("dev")
@pytest.mark.parametrize(
    ("withheld", "kind", "typed"),
    [
        ("people", "issues", {"id": "i", "title": "I", "leads": "p-9"}),
        ("people", "efforts", {"id": "e", "title": "E", "owner": "p-9"}),
        ("stakeholders", "efforts", {"id": "e", "title": "E", "owner": "stakeholder:s-9"}),
    ],
)
def test_no_id_of_what_is_withheld_is_called_wrong(
    withheld: str, kind: str, typed: dict[str, str]
) -> None:
    """A schema with ids underlines an id that is not there, unless it may have been withheld."""
    from jsonschema import Draft7Validator

    from opgavekern.files.schemas_with_ids import schema_files_with_ids

    dossier = a_dossier(an_issue(), a_person(id="p-1"), a_stakeholder(id="s-1"), an_effort())

    def is_valid(seen: Dossier) -> bool:
        made = dict(schema_files_with_ids(seen, "en"))
        return Draft7Validator(json.loads(made[f".schema/{kind}.json"])).is_valid([typed])

    assert not is_valid(dossier)
    assert is_valid(dossier.view(without=[withheld]))
