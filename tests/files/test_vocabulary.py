from __future__ import annotations

import shlex
from enum import Enum
from typing import Any

import attrs
import pytest

from opgavekern.base.texts import LANGUAGES, Language
from opgavekern.files.vocabulary import (
    field_meanings,
    kind_meanings,
    term_meanings,
    vocabulary,
)
from opgavekern.model.dates import Weekday
from opgavekern.model.facts import Header
from opgavekern.model.issues import Issue, Phase
from opgavekern.model.kinds import KINDS
from opgavekern.model.shape import shape_of
from opgavekern.model.ties import Tie


def _classes() -> set[type]:
    found: set[type] = set()

    def visit(cls: Any) -> None:
        if cls in found:
            return
        found.add(cls)
        for field in attrs.fields(cls):
            item = shape_of(cls, field.name).item
            if isinstance(item, type) and (attrs.has(item) or issubclass(item, Enum)):
                if attrs.has(item):
                    visit(item)
                else:
                    found.add(item)

    for cls in (Header, *(kind.record for kind in KINDS)):
        visit(cls)
    return found


def test_no_name_means_two_things() -> None:
    """Whatever people type for a kind, field or term, in any language, has one meaning."""
    assert all(len(found) == 1 for found in kind_meanings().values())
    for cls in _classes():
        meanings = term_meanings(cls) if issubclass(cls, Enum) else field_meanings(cls)
        assert all(len(found) == 1 for found in meanings.values()), cls


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_written_is_understood(language: Language) -> None:
    """Every name that a vocabulary gives, it takes back."""
    words = vocabulary(language)
    for kind in KINDS:
        assert words.kind(words.kind_name(kind)) == kind.plural
        assert words.ref_kind(words.ref_name(kind)) == kind.name
    for cls in _classes():
        if issubclass(cls, Enum):
            assert all(words.term(cls, words.term_name(one)) == one.value for one in cls)
            continue
        for field in attrs.fields(cls):
            assert words.field(cls, words.field_name(cls, field.name)) == field.name


@pytest.mark.parametrize(
    "typed", ["Bestuurlijk opdrachtgever", "bestuurlijk_opdrachtgever", "political-sponsors"]
)
def test_names_are_folded(typed: str) -> None:
    """Case, spaces, - and _ make no difference; identifiers fit in any language."""
    assert vocabulary("nl").field(Issue, typed) == "political_sponsors"


def test_a_vocabulary_does_not_speak_the_other_language() -> None:
    """English has no Dutch names."""
    assert vocabulary("en").term(Weekday, "maandag") is None
    assert vocabulary("nl").term(Phase, "verkennen") == "exploring"
    assert vocabulary("nl").kind("niets") is None


def test_a_former_name_is_read_and_never_written() -> None:
    """A field that was called otherwise in earlier files is still understood, in its language."""
    assert vocabulary("nl").field(Tie, "Teken") == "sign"
    assert vocabulary("nl").field_name(Tie, "sign") == "aard"
    assert vocabulary("en").field(Tie, "teken") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_files_are_safe_in_a_shell(language: Language) -> None:
    """A file is named without what a shell takes for its own, and its kind is known from that."""
    words = vocabulary(language)
    for kind in KINDS:
        name = words.file_name(kind)
        assert shlex.quote(name) == name
        assert words.kind(name) == kind.plural


@pytest.mark.parametrize("typed", ["programma's", "programma\u2019s", "Programmas"])
def test_an_apostrophe_makes_no_difference(typed: str) -> None:
    """A kind may be typed with an apostrophe, straight or curly, and without."""
    assert vocabulary("nl").kind(typed) == "programmes"
