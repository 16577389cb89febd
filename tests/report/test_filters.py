from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from opgavekern.report.filters import Choice, Item, Line, folded, for_scripts, kept, kept_lines

FIELDS = ("issue", "kind")
values = st.sampled_from("abc")
sets = st.frozensets(values, max_size=3)
words = st.text(alphabet="aeé  BÇß", max_size=6)


@st.composite
def networks(draw: st.DrawFn) -> tuple[list[Item], list[Line]]:
    """Draw a few items with ties between them."""
    items = [
        Item(
            key=f"k{place}",
            fields={name: draw(sets) for name in FIELDS},
            words=folded(draw(words)),
        )
        for place in range(draw(st.integers(1, 6)))
    ]
    ends = st.sampled_from([item.key for item in items])
    lines = [
        Line(
            key=f"l{place}",
            ends=(draw(ends), draw(ends)),
            fields={"sign": frozenset({draw(values)})},
        )
        for place in range(draw(st.integers(0, 6)))
    ]
    return items, lines


choices = st.builds(
    Choice,
    values=st.dictionaries(st.sampled_from((*FIELDS, "sign")), values, max_size=2),
    search=words,
    near=st.sampled_from(("", "k0", "k1")),
)


@given(networks())
def test_no_choice_keeps_all(network: tuple[list[Item], list[Line]]) -> None:
    """Without a choice everything stays, in its order."""
    items, lines = network
    everything = kept(items, lines, Choice())
    assert everything == tuple(item.key for item in items)
    assert kept_lines(lines, everything, Choice()) == tuple(line.key for line in lines)


@given(networks(), choices)
def test_a_choice_only_takes_away(network: tuple[list[Item], list[Line]], choice: Choice) -> None:
    """What stays is a part of what there was, in the same order."""
    items, lines = network
    staying = kept(items, lines, choice)
    assert [item.key for item in items if item.key in staying] == list(staying)


@given(networks(), choices)
def test_what_stays_can_be_filtered_again(
    network: tuple[list[Item], list[Line]], choice: Choice
) -> None:
    """Filtering what stays by the same choice changes nothing."""
    items, lines = network
    staying = kept(items, lines, choice)
    again = kept([item for item in items if item.key in staying], lines, choice)
    assert again == staying


@given(networks(), choices)
def test_a_tie_stays_only_between_what_stays(
    network: tuple[list[Item], list[Line]], choice: Choice
) -> None:
    """No tie is left without both its ends, nor one of another sign than was chosen."""
    items, lines = network
    staying = kept(items, lines, choice)
    by_key = {line.key: line for line in lines}
    for key in kept_lines(lines, staying, choice):
        assert set(by_key[key].ends) <= set(staying)
        assert choice.values.get("sign", "") in by_key[key].fields["sign"] | {""}


def test_the_neighbours_of_one_are_those_it_has_a_tie_with() -> None:
    """Asking for what is near b keeps b and its neighbours, along ties of the chosen sign."""
    items = [Item(key=key) for key in "abcd"]
    lines = [
        Line(key="ab", ends=("a", "b"), fields={"sign": frozenset({"positive"})}),
        Line(key="bc", ends=("b", "c"), fields={"sign": frozenset({"negative"})}),
    ]
    assert kept(items, lines, Choice(near="b")) == ("a", "b", "c")
    assert kept(items[:3], lines, Choice(near="b", values={})) == ("a", "b", "c")


@given(st.text())
def test_folding_is_done_once(text: str) -> None:
    """Folded text is its own folding, so that attributes need none in the browser."""
    assert folded(folded(text)) == folded(text)


def test_accents_and_capitals_do_not_matter() -> None:
    """CAFE finds café."""
    assert folded("Café ÉÉN") == folded("CAFE een")


def test_data_for_scripts_are_plain_and_in_order() -> None:
    """Sets are lists in order, ends are places of items, and a tie to nobody is left out."""
    items = [Item(key="k", fields={"b": frozenset("zyx"), "a": frozenset()}), Item(key="m")]
    ties = [Line(key="l", ends=("m", "k")), Line(key="away", ends=("m", "gone"))]
    assert for_scripts(items, ties) == {
        "items": [0, 1],
        "lines": [[1, 0, 1]],
        "fields": [{"a": [], "b": ["x", "y", "z"]}, {}],
    }
