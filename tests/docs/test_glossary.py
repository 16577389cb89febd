from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest

import opgavekern.governance
import opgavekern.model
from opgavekern.base.labels import Term, field_labels, label_of
from opgavekern.base.personal import personal_in
from opgavekern.model import KINDS, KindName, kind_named
from opgavekern.model.kinds import fields_in_order

DOCS = Path(__file__).parents[2] / "docs"
PACKAGES = (opgavekern.model, opgavekern.governance)


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_pages", DOCS / "make_pages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PAGES = _script()
REMEDY = "run: python docs/make_pages.py"


class Entry(NamedTuple):
    """One row of the words: Dutch, identifier if it is in the code, and what it means."""

    dutch: str
    identifier: str
    meaning: str


def _entries() -> list[Entry]:
    words = PAGES.GLOSSARY.read_text("utf-8").partition("## The words")[2].partition("\n## ")[0]
    rows = [line.strip("| ").split("|") for line in words.splitlines() if line.startswith("| ")]
    return [Entry(a.strip(), re.sub("[` ]", "", b), c.strip()) for a, b, c in rows[2:]]


def _dutch_in_code(identifier: str) -> str | None:
    """The Dutch name of a kind, `Class.field` or `Enum.MEMBER`; None where there is none."""
    owner, dot, name = identifier.partition(".")
    if not dot:
        kind = kind_named(owner)
        return kind.label.nl if kind is not None and kind.name == owner else None
    cls = next((found for one in PACKAGES if (found := getattr(one, owner, None))), None)
    if isinstance(cls, type) and issubclass(cls, Term):
        return cls[name].label.nl if name in cls.__members__ else None
    labels = field_labels(cls) if isinstance(cls, type) else {}
    return labels[name].nl if name in labels else None


@pytest.mark.parametrize("entry", _entries(), ids=lambda entry: entry.dutch)
def test_a_word_is_what_the_code_calls_it(entry: Entry) -> None:
    """An entry with an identifier exists in the code under that Dutch name; others say so."""
    if entry.identifier:
        assert _dutch_in_code(entry.identifier) == entry.dutch
    else:
        assert entry.meaning.startswith("Not in the code:")


def test_no_word_stands_twice() -> None:
    """Each Dutch word and each identifier has one entry."""
    entries = _entries()
    words = [entry.dutch for entry in entries]
    identifiers = [entry.identifier for entry in entries if entry.identifier]
    assert len(words) == len(set(words)) > 60
    assert len(identifiers) == len(set(identifiers))


def test_the_tables_of_the_glossary_are_those_of_the_code() -> None:
    """Kinds, parts and terms in the glossary are made from the code, and made again after it."""
    assert PAGES.GLOSSARY.read_text("utf-8") == PAGES.glossary(), REMEDY


def test_the_dutch_page_of_fields_is_that_of_the_code() -> None:
    """Every field of every kind stands on the Dutch page, as the code has it now."""
    assert PAGES.FIELDS.read_text("utf-8") == PAGES.fields_page(), REMEDY


@pytest.mark.parametrize("page", PAGES.PRIVACY, ids=lambda page: page.stem)
def test_the_tables_of_personal_data_are_those_of_the_code(page: Path) -> None:
    """Every marked field stands in the tables of both pages, as the code has it now."""
    language = PAGES.PRIVACY[page]
    text = page.read_text("utf-8")
    assert text == PAGES.privacy_page(page, language), REMEDY
    marked = [
        (kind, field.name)
        for kind in KINDS
        for field in fields_in_order(kind.record)
        if personal_in(field) is not None
    ]
    assert len(marked) > 10
    for kind, name in marked:
        label = field_labels(kind.record)[name].text(language)
        assert f"| {kind.label.text(language)} | {label} |" in text


def test_everything_with_a_dutch_name_stands_in_the_glossary() -> None:
    """Every kind, labelled class and term of the code is in the glossary with its Dutch name."""
    text = PAGES.GLOSSARY.read_text("utf-8")
    for kind in KINDS:
        assert f"| {kind.label.nl} | {kind.dutch_plural} | `{kind.name}` |" in text
    for package in PACKAGES:
        for name in package.__all__:
            cls = getattr(package, name)
            if cls is KindName:
                continue  # The kinds have a table of their own.
            if isinstance(cls, type) and issubclass(cls, Term):
                assert all(f"{one.label.nl} `{one.value}`" in text for one in cls), name
            elif hasattr(cls, "__label__") and cls not in {kind.record for kind in KINDS}:
                assert f"| {label_of(cls).nl} | `{name}` |" in text


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_field_stands_on_the_dutch_page(kind: opgavekern.model.Kind) -> None:
    """Below the heading of a kind stand all its own fields, by their Dutch names."""
    page = PAGES.FIELDS.read_text("utf-8")
    heading = kind.dutch_plural[0].upper() + kind.dutch_plural[1:]
    part = re.split(r"\n##+ ", page.partition(f"\n### {heading}\n")[2])[0]
    shared = {one.name for one in fields_in_order(opgavekern.model.Record)}
    for field in fields_in_order(kind.record):
        label = field_labels(kind.record)[field.name].nl
        shown = f"| {label} |" in part or f"| **{label}** |" in part
        assert shown is (field.name not in shared)


def test_every_kind_has_its_sentence_in_dutch() -> None:
    """The sentences above the fields are there for each kind, and for nothing else."""
    sentences = tomllib.loads(PAGES.SENTENCES.read_text("utf-8"))
    assert set(sentences) == {kind.name for kind in KINDS}
