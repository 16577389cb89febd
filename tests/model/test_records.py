from __future__ import annotations

import pickle
import random
from collections.abc import Callable, Hashable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from opgavekern.model import (
    KINDS,
    Dossier,
    DuplicateIdError,
    Issue,
    IssueId,
    Records,
    Ref,
    UnknownIdError,
    WithheldError,
)
from opgavekern.model.record import Holder
from opgavekern.model.records import id_of, on_day
from opgavekern.model.shape import dated_parts, references
from opgavekern.model.structuring import looks
from opgavekern.testing import a_team, an_issue, days, dossiers, records

several = st.lists(records(Issue), max_size=5, unique_by=lambda issue: looks(issue.id))


def shuffled(items: Iterable[Any], chance: random.Random) -> list[Any]:
    """The same, in another order."""
    found = list(items)
    chance.shuffle(found)
    return found


@given(several, st.randoms())
def test_the_order_of_giving_does_not_matter(issues: list[Issue], chance: random.Random) -> None:
    """Records are equal, hash alike and iterate in order of id, however they were given."""
    one = Records[IssueId, Issue](issues)
    other = Records[IssueId, Issue](shuffled(issues, chance))
    assert one == other
    assert hash(one) == hash(other)
    assert list(one) == list(other) == sorted(issues, key=id_of)
    assert one.ids() == tuple(sorted(issue.id for issue in issues))
    assert len(one) == len(issues)
    assert bool(one) is bool(issues)


@given(several)
def test_every_record_is_found_by_its_id(issues: list[Issue]) -> None:
    """`[]`, `get` and `in` find what is there, and say so of what is not."""
    held = Records[IssueId, Issue](issues)
    missing = IssueId("".join(held.ids()) + "x")
    for issue in issues:
        assert held[issue.id] is held.get(issue.id) is issue
        assert issue.id in held
    assert missing not in held
    assert held.get(missing) is held.get(None) is None
    with pytest.raises(UnknownIdError):
        held[missing]


def test_an_unknown_id_is_met_with_a_near_one() -> None:
    """A misspelt id is answered with the one that was probably meant."""
    held = Records[IssueId, Issue]([an_issue(id="helmond-noord")])
    with pytest.raises(UnknownIdError) as caught:
        held[IssueId("helmond-nord")]
    assert caught.value.text("nl") == ('er is geen "helmond-nord". Bedoelt u "helmond-noord"?')
    assert isinstance(caught.value, KeyError)


def test_an_id_occurs_once() -> None:
    """Two records with one id are refused, and the id is named."""
    with pytest.raises(DuplicateIdError, match='the id "i-1" occurs twice'):
        Records([an_issue(id="i-1"), an_issue(id="i-1", title="another")])


def by_hand(held: Iterable[Any], field: str) -> dict[Hashable, tuple[Any, ...]]:
    """The index of a field, found by looking at every record for every value."""

    def values(record: Any) -> tuple[Hashable, ...]:
        value = getattr(record, field)
        many = value if isinstance(value, tuple | frozenset) else (value,)
        return tuple(
            one.person if isinstance(one, Holder) else one for one in many if one is not None
        )

    every = {value for record in held for value in values(record)}
    return {value: tuple(record for record in held if value in values(record)) for value in every}


@given(dossiers())
def test_an_index_is_what_brute_force_finds(dossier: Dossier) -> None:
    """By any field of any kind, and by whatever is referred to, an index finds the same."""
    for kind in KINDS:
        held: Records[Any, Any] = dossier.of_kind(kind.plural)
        for field in attrs.fields(kind.record) if held else ():
            assert dict(held.by(field.name)) == by_hand(held, field.name)
        targets = {ref for record in held for _, ref in references(record)}
        for ref in targets | {Ref("issue", "nowhere")}:
            assert held.mentioning(ref) == tuple(
                record for record in held if ref in {target for _, target in references(record)}
            )


def test_an_index_cannot_be_changed() -> None:
    """What one caller does with an index does not reach another."""
    held = Records[IssueId, Issue]([an_issue(areas=["a-1"])])
    with pytest.raises((TypeError, AttributeError)):
        held.by("areas")["a-2"] = ()  # type: ignore[index] # that it cannot be done is the point
    assert set(held.by("areas")) == {"a-1"}


@given(several, several, st.randoms())
def test_putting_is_a_dict_update(
    issues: list[Issue], others: list[Issue], chance: random.Random
) -> None:
    """What is put takes the place of what has its id; what is left out is gone; order is kept."""
    held = Records[IssueId, Issue](issues)
    gone = shuffled(held.ids(), chance)[:2]
    expected = {issue.id: issue for issue in issues if issue.id not in gone}
    expected |= {issue.id: issue for issue in others}
    assert held.put(others, without=gone) == Records(expected.values())
    assert held.put(held) == held
    assert held.put(()) == held
    assert list(held.put(others)) == sorted(held.put(others), key=id_of)
    assert held == Records(issues)


@given(several, days())
def test_records_of_a_day_are_those_in_force(issues: list[Issue], day: date) -> None:
    """`at` keeps what holds on the day, with those of its dated parts that do."""
    held = Records[IssueId, Issue](issues)
    cut = held.at(day)
    assert cut == Records(on_day(issue, day) for issue in issues if day in issue.valid)
    assert cut.at(day) == cut
    assert held.at(day) is cut or cut == held
    for issue in cut:
        for part in dated_parts(Issue):
            whole = getattr(held[issue.id], part)
            assert getattr(issue, part) == tuple(one for one in whole if day in one.valid)


@given(several)
def test_keeping_some_keeps_them_in_order(issues: list[Issue]) -> None:
    """`where` gives the records that something holds for."""
    held = Records[IssueId, Issue](issues)
    kept = held.where(lambda issue: bool(issue.areas))
    assert kept == Records(issue for issue in issues if issue.areas)
    assert held.where(lambda _: True) == held


def test_withheld_is_unknown_not_empty() -> None:
    """Withheld records refuse every question, are not equal to none, and say why."""
    withheld = Records[IssueId, Issue].withheld()
    questions: list[Callable[[], object]] = [
        withheld.__iter__,
        withheld.__len__,
        withheld.__bool__,
        withheld.ids,
        lambda: "x" in withheld,
        lambda: withheld[IssueId("x")],
        lambda: withheld.get(IssueId("x")),
        lambda: withheld.by("areas"),
        lambda: withheld.mentioning(Ref("issue", "x")),
        lambda: withheld.where(bool),
        lambda: withheld.put(()),
    ]
    for ask in questions:
        with pytest.raises(WithheldError):
            ask()
    assert withheld.is_withheld
    assert withheld != Records[IssueId, Issue]()
    assert withheld.at(date(2026, 1, 1)).is_withheld
    assert repr(withheld) == "Records.withheld()"
    assert pickle.loads(pickle.dumps(withheld)).is_withheld  # noqa: S301 - our own bytes


@given(several)
def test_records_travel_between_processes(issues: list[Issue]) -> None:
    """Pickling keeps the records; indexes are built again."""
    held = Records[IssueId, Issue](issues)
    held.by("areas")
    again = pickle.loads(pickle.dumps(held))  # noqa: S301 - our own bytes
    assert again == held
    assert again.by("areas") == held.by("areas")


def test_threads_get_equal_answers() -> None:
    """Sixteen threads that ask at once, while indexes are being built, hear the same."""
    issues = [an_issue(id=f"i-{n}", areas=[f"a-{n % 7}"], valid="2026") for n in range(300)]
    held = Records[IssueId, Issue](issues)

    def ask(number: int) -> tuple[object, ...]:
        area = f"a-{number % 7}"
        return (
            held.by("areas")[area],
            held.mentioning(Ref("area", area)),
            held.at(date(2026, 1, 1)),
            hash(held),
        )

    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(ask, range(700)))
    assert all(answer == ask(number) for number, answer in enumerate(answers))


def test_a_repr_shows_ids_and_no_more() -> None:
    """The first ids, and how many there are."""
    teams: Records[Any, Any] = Records([a_team(id=f"t-{n}", name="geheim") for n in range(7)])
    assert repr(teams) == "<Records 7: t-0, t-1, t-2, t-3, t-4, …>"
    assert repr(Records()) == "Records()"


def test_putting_is_of_one_record_for_each_id() -> None:
    """Of two records with one id none is dropped in silence."""
    with pytest.raises(DuplicateIdError):
        Dossier().replace(an_issue(id="i", title="A"), an_issue(id="i", title="B"))


def test_leaving_out_what_is_not_there_is_told() -> None:
    """A record to leave out that is not there, as by a typing error, is met with a near one."""
    dossier = Dossier.of(an_issue(id="warm-homes"))
    with pytest.raises(UnknownIdError, match="warm-homes"):
        dossier.replace(without=[Ref("issue", "warm-home")])
    assert not dossier.replace(without=[Ref("issue", "warm-homes")] * 2).issues
