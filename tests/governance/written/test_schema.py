from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Literal

import jsonschema
import pytest
import yaml

from opgavekern.files.vocabulary import field_meanings, term_meanings
from opgavekern.governance.written.schema import rules_schema
from opgavekern.governance.written.words import Asked, Derived, Joint
from opgavekern.model import KINDS
from opgavekern.model.issues import Issue

ROOT = Path(__file__).parents[3]
_BLOCK = re.compile(r"```yaml\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="module", params=["nl", "en"])
def schema(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Return the schema of a file of rules in a language."""
    language: Literal["nl", "en"] = request.param
    return rules_schema(language)


def test_it_is_a_schema(schema: dict[str, Any]) -> None:
    """Every part of it is one, everything that is pointed to is there, and it is no giant."""
    jsonschema.Draft7Validator.check_schema(schema)
    text = json.dumps(schema)
    pointed = set(re.findall(r'"#/definitions/(\w+)"', text))
    assert pointed <= schema["definitions"].keys()
    assert len(text) < 1_000_000


def test_it_offers_kinds_fields_and_terms(schema: dict[str, Any]) -> None:
    """An editor completes what rules are about, and what can be asked of that."""
    rule = schema["definitions"]["RuleForm"]["properties"]
    (about,) = (rule[name] for name in ("elke", "each") if name in rule)
    assert len(about["anyOf"][0]["enum"]) == len(KINDS)
    asked = schema["definitions"]["Issue"]["properties"]
    assert {"titel", "er_zijn", "fase"} <= asked.keys() or {"title", "there_are"} <= asked.keys()


@pytest.mark.parametrize(
    ("page", "language"),
    [("handleiding/eigen-regels.md", "nl"), ("how-to/rules-without-python.md", "en")],
)
def test_it_marks_nothing_that_is_right(page: str, language: Literal["nl", "en"]) -> None:
    """The examples of the documentation pass, in the language in which they are written."""
    validator = jsonschema.Draft7Validator(rules_schema(language))
    for block in _BLOCK.findall((ROOT / "docs" / page).read_text("utf-8")):
        assert not list(validator.iter_errors(yaml.safe_load(block)))


def test_words_of_the_form_are_no_fields() -> None:
    """No field of any kind is called as a word by which conditions are put together."""
    for kind in KINDS:
        taken: set[str] = set(field_meanings(kind.record))  # type: ignore[arg-type] # it hashes
        assert taken.isdisjoint(term_meanings(Joint)), kind.name
        assert taken.isdisjoint(term_meanings(Asked)), kind.name
    assert set(field_meanings(Issue)).isdisjoint(term_meanings(Derived))  # type: ignore[arg-type]
