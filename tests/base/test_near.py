from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opgavekern.base.near import did_you_mean, did_you_mean_either, near, one_of, one_of_either
from opgavekern.base.texts import Language
from opgavekern.testing import ids

KNOWN = ("helmond-noord", "helmond-oost", "brouwhuis", "mierlo-hout")


def test_a_misspelt_word_is_near() -> None:
    """One wrong letter, a missing one, or other case, still finds what was meant."""
    assert near("helmond-nord", KNOWN)[0] == "helmond-noord"
    assert near("Brouwhuis", KNOWN) == ("brouwhuis",)
    assert near("xyz", KNOWN) == ()


@given(st.lists(ids(), unique=True), ids())
def test_what_is_near_is_known(known: list[str], word: str) -> None:
    """Near misses are among the known words, at most as many as asked, whatever their order."""
    found = near(word, known, most=2)
    assert set(found) <= set(known)
    assert len(found) <= 2
    assert near(word, known[::-1], most=2) == found


def test_many_words_are_sifted_first() -> None:
    """Among thousands of ids the near one is found among those that start alike."""
    many = [f"issue-{number:05}" for number in range(5000)]
    assert near("helmond-nord", [*many, *KNOWN])[0] == "helmond-noord"


def test_a_near_miss_is_asked_for_in_both_languages() -> None:
    """The question names the near word; without one there is no question."""
    asked = did_you_mean("helmond-nord", KNOWN)
    assert asked is not None
    assert asked.text("nl") == 'Bedoelt u "helmond-noord"?'
    assert asked.text("en") == 'Did you mean "helmond-noord"?'
    assert did_you_mean("xyz", KNOWN) is None


def test_what_may_stand_there_is_listed_in_order() -> None:
    """All words are listed, as far as they are not too many, the near miss first."""
    assert one_of(("b", "a")).text("nl") == "Mogelijk zijn: a, b."
    assert one_of(()).text("en") == "There are none."
    assert one_of(("slow", "fast"), word="fast").text("en") == "Use one of: fast, slow."
    assert one_of(("slow", "fast"), word="fasd").text("en") == (
        'Did you mean "fast"? Use one of: fast, slow.'
    )
    assert one_of([str(number) for number in range(100)], most=3).text("nl") == (
        "Mogelijk zijn: 0, 1, 10 …."
    )


def test_of_two_words_as_near_the_one_that_begins_alike_is_meant() -> None:
    """*Opgaaf* is an odd *opgave*, though it has as many letters in common with *orgaan*."""
    assert near("opgaaf", ("orgaan", "opgave"), most=1) == ("opgave",)


def test_the_same_word_is_no_near_miss() -> None:
    """Nobody is asked whether they meant what they wrote; the next best may be asked about."""
    assert did_you_mean("x 1", ("x 1",)) is None
    asked = did_you_mean("a-1", ("a-1", "a-2"))
    assert asked is not None
    assert "a-2" in asked.text("nl")


KINDS: dict[Language, tuple[str, ...]] = {"nl": ("opgaven", "eenheden"), "en": ("issues", "units")}


@pytest.mark.parametrize(
    ("word", "dutch", "english"),
    [
        ("opgavn", 'Bedoelt u "opgaven"?', 'Did you mean "opgaven"?'),
        ("isues", 'Bedoelt u "issues"?', 'Did you mean "issues"?'),
        ("juni", "Mogelijk zijn: eenheden, opgaven.", 'Did you mean "units"?'),
        ("xyz", "Mogelijk zijn: eenheden, opgaven.", "Use one of: issues, units."),
    ],
)
def test_readers_are_offered_words_of_their_own_language(
    word: str, dutch: str, english: str
) -> None:
    """Names are of one language, unless a slip shows that the other one was written."""
    asked = did_you_mean_either(word, KINDS, one_of_either(KINDS))
    assert (asked.text("nl"), asked.text("en")) == (dutch, english)
