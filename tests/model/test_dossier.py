from __future__ import annotations

import json
import pickle
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from opgavekern.base.errors import BadValueError, DossierError, Location, Path
from opgavekern.model import (
    KINDS,
    AreaId,
    Dossier,
    DuplicateIdError,
    Header,
    IssueId,
    KindName,
    OrganisationId,
    Record,
    Records,
    Ref,
    Standing,
    WithheldError,
    kind_of,
)
from opgavekern.model.records import id_of
from opgavekern.model.shape import references
from opgavekern.testing import (
    a_dossier,
    a_person,
    a_team,
    an_area,
    an_issue,
    an_organisation,
    days,
    dossiers,
    prose,
)

JANUARY = date(2026, 1, 1)


def everything(dossier: Dossier) -> list[Record]:
    """All records of a dossier, kind by kind."""
    return [record for kind in KINDS for record in dossier.of_kind(kind.plural)]


def refs(records: Iterable[Record]) -> set[Ref]:
    """What others call these records."""
    return {Ref(kind_of(record).name, id_of(record)) for record in records}


@given(dossiers(), days())
def test_the_facts_of_a_day_stay_the_facts_of_that_day(dossier: Dossier, day: date) -> None:
    """`at` is idempotent: a dossier cut to one day is not cut further by that day."""
    cut = dossier.at(day)
    assert cut.at(day) == cut
    assert refs(everything(cut)) <= refs(everything(dossier))
    assert all(day in record.valid for record in everything(cut))


@given(dossiers(), days())
def test_what_stands_is_what_the_day_holds(dossier: Dossier, day: date) -> None:
    """A record stands on a day if the facts of that day hold it; else it is known, not in force."""
    cut = refs(everything(dossier.at(day)))
    for ref in refs(everything(dossier)):
        expected = Standing.IN_FORCE if ref in cut else Standing.NOT_IN_FORCE
        assert dossier.standing(ref, day) is expected
    assert dossier.standing(Ref("issue", "nowhere"), day) is Standing.UNKNOWN
    assert dossier.standing(Ref("nothing", "nowhere"), day) is Standing.UNKNOWN
    withheld = dossier.view(without=["issues"])
    assert withheld.standing(Ref("issue", "nowhere"), day) is Standing.WITHHELD


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        (date(2025, 12, 31), Standing.NOT_IN_FORCE),
        (date(2026, 1, 1), Standing.IN_FORCE),
        (date(2026, 12, 31), Standing.IN_FORCE),
        (date(2027, 1, 1), Standing.NOT_IN_FORCE),
    ],
    ids=str,
)
def test_both_ends_of_a_year_count(day: date, standing: Standing) -> None:
    """The first and the last day are in; the day before and the day after are out."""
    dossier = a_dossier(a_team(valid="2026"))
    assert dossier.standing(Ref("team", "team-1"), day) is standing


def test_a_record_of_a_day_has_the_parts_of_that_day() -> None:
    """Of two sponsors, one after the other, a day has one; references to others stay."""
    issue = an_issue(
        leads=[{"person": "p-1", "valid": "../2025"}, {"person": "p-2", "valid": "2026/.."}],
        parent="gone",
    )
    cut = a_dossier(issue, an_issue(id="gone", valid="2020")).at(JANUARY)
    assert [lead.person for lead in cut.issues[issue.id].leads] == ["p-2"]
    assert cut.issues[issue.id].parent == "gone"
    assert cut.issues.ids() == ("issue-1",)


@given(dossiers(), dossiers())
def test_a_dossiers_own_records_hide_those_under_them(own: Dossier, under: Dossier) -> None:
    """Laid over others, each id is the dossier's own if it has it, and theirs if not."""
    both = own.over(under)
    for kind in KINDS:
        mine, theirs = own.of_kind(kind.plural), under.of_kind(kind.plural)
        expected = {id_of(one): one for one in theirs} | {id_of(one): one for one in mine}
        assert {id_of(one): one for one in both.of_kind(kind.plural)} == expected
    assert both.header == own.header
    assert both.laid_under == refs(everything(under)) - refs(everything(own))


@given(dossiers())
def test_laying_over_nothing_or_itself_changes_nothing(dossier: Dossier) -> None:
    """An empty dossier is the identity, from either side but for the header."""
    assert dossier.over(Dossier()) == dossier
    assert dossier.over(dossier) == dossier
    assert Dossier(header=dossier.header).over(dossier) == dossier


@given(dossiers(), dossiers(), dossiers())
def test_laying_over_is_associative(one: Dossier, two: Dossier, three: Dossier) -> None:
    """Three layers give the same facts whichever two are laid first."""
    left, right = one.over(two).over(three), one.over(two.over(three))
    assert left == right
    assert left.laid_under == right.laid_under == refs(everything(left)) - refs(everything(one))


@given(dossiers(), dossiers())
def test_replacing_adds_and_takes_the_place(dossier: Dossier, other: Dossier) -> None:
    """Records that are put in are there; others stay; those left out are gone."""
    new = everything(other)
    changed = dossier.replace(*new, header=other.header)
    assert changed == attrs.evolve(other.over(dossier))
    gone = changed.replace(without=refs(new), header=dossier.header)
    assert refs(everything(gone)) == refs(everything(dossier)) - refs(new)
    assert dossier.replace() == dossier
    assert dossier.replace(*everything(dossier)) == dossier


def test_replacing_keeps_what_stayed_the_same() -> None:
    """Kinds that are not touched are shared, indexes and all."""
    dossier = a_dossier(an_issue(), a_team())
    changed = dossier.replace(an_issue(title="Anders"))
    assert changed.teams is dossier.teams
    assert dossier.issues[IssueId("issue-1")].title != changed.issues[IssueId("issue-1")].title
    with pytest.raises(KeyError):
        dossier.replace(without=[Ref("nothing", "x")])


@given(dossiers(), st.sets(st.sampled_from([kind.plural for kind in KINDS])))
def test_a_view_withholds_kinds(dossier: Dossier, without: set[str]) -> None:
    """What is withheld refuses to answer, what is not stays; `only` is the other way round."""
    view = dossier.view(without=without)
    for kind in KINDS:
        held = view.of_kind(kind.plural)
        assert held.is_withheld is (kind.plural in without)
        assert held.is_withheld or held == dossier.of_kind(kind.plural)
    assert view == dossier.view(only={kind.plural for kind in KINDS} - without)
    assert view.view(without=without) == view
    assert view.at(JANUARY) == dossier.at(JANUARY).view(without=without)


def test_a_view_speaks_of_kinds_by_either_name() -> None:
    """Singular and plural are taken; another name is refused."""
    dossier = a_dossier(an_issue())
    assert dossier.view(without=["issue"]) == dossier.view(without=["issues"])
    for wrong in ({"without": ["opgaven"]}, {"only": ["nothing"]}):
        with pytest.raises(KeyError):
            dossier.view(**wrong)


def test_what_is_withheld_cannot_be_asked() -> None:
    """Questions about withheld kinds raise; writing them would lose them, so it raises too."""
    view = a_dossier(an_issue()).view(without=["teams"])
    with pytest.raises(WithheldError):
        view.teams_of(IssueId("issue-1"))
    with pytest.raises(WithheldError):
        view.records()
    assert view.over(a_dossier(a_team())).teams.is_withheld
    assert "withheld" not in repr(view)


@given(dossiers(consistent=True))
def test_references_that_resolve_are_no_problem(dossier: Dossier) -> None:
    """A dossier in which everything that is referred to is there has nothing unresolved."""
    assert dossier.unresolved() == ()


@given(dossiers(consistent=False))
def test_each_dangling_reference_is_a_problem(dossier: Dossier) -> None:
    """As many problems as references that lead nowhere, each with kind, id and path."""
    held = refs(everything(dossier))
    owners = [("dossier", "", dossier.header)] + [
        (kind_of(record).name, id_of(record), record) for record in everything(dossier)
    ]
    expected = sorted(
        (kind, id, path, target.id)
        for kind, id, owner in owners
        for path, target in references(owner)
        if target not in held
    )
    found = dossier.unresolved()
    assert sorted((p.kind, p.id, p.path, p.message.values["id"]) for p in found) == expected
    for problem in found:
        assert problem.code == "unknown-id"
        assert problem.text("nl") != problem.text("en")
        assert problem.remedy is not None


def test_references_to_what_is_withheld_are_not_judged() -> None:
    """Unknown is not missing."""
    dossier = a_dossier(an_issue(areas=["a-1"]))
    assert len(dossier.unresolved()) == 1
    assert dossier.view(without=["areas"]).unresolved() == ()
    assert dossier.over(a_dossier(an_area(id="a-1"))).unresolved() == ()


def test_a_dangling_reference_is_met_with_a_near_one() -> None:
    """A misspelt id in the header or a record is answered with the one that was meant."""
    dossier = a_dossier(
        an_area(id="helmond-noord"),
        an_issue(areas=["helmond-nord"]),
        header=Header(area=AreaId("helmondnoord"), organisation=OrganisationId("helmond")),
    )
    found = {(p.kind, p.path): p.text("nl") for p in dossier.unresolved()}
    assert 'Bedoelt u "helmond-noord"?' in found["issue", ("areas", 0)]
    assert 'er is geen gebied "helmond-nord"' in found["issue", ("areas", 0)]
    assert 'Bedoelt u "helmond-noord"?' in found["dossier", ("area",)]
    assert "Voeg" in found["dossier", ("organisation",)]


class Places:
    """Locations of a dossier that was read from one file."""

    def find(self, kind: str, id: str, path: Path = ()) -> Location | None:
        """Every value is on line 7."""
        return Location(file=f"{kind}.yaml", line=7)


def test_a_problem_has_the_place_of_the_reference() -> None:
    """Where the dossier knows where values stood, its problems say it; equality ignores it."""
    dossier = a_dossier(an_issue(areas=["a-1"]))
    placed = attrs.evolve(dossier, locations=Places())
    assert placed == dossier
    assert [str(problem.location) for problem in placed.unresolved()] == ["issue.yaml:7"]
    assert dossier.locations.find("issue", "issue-1") is None


def test_all_problems_of_plain_records_are_told_at_once() -> None:
    """Unknown kinds, wrong values, equal and look-alike ids: each with kind, id and pointer."""
    with pytest.raises(DossierError) as caught:
        Dossier.from_records(
            {
                "isues": [],
                "issues": [
                    {"id": "i-1", "title": 5},
                    {"title": "without id"},
                    {"id": "i-2", "title": "x", "history": [{"on": "2026-01-01", "phase": "done"}]},
                    {"id": "i-3", "title": "x"},
                    {"id": "I-3", "title": "x"},
                    {"id": "i-3", "title": "x"},
                ],
                "team": [],
            },
            header={"name": "x", "language": "fr"},
        )
    found = {(p.code, p.kind, p.id, p.pointer) for p in caught.value.problems}
    assert found == {
        ("unknown-kind", None, None, "/isues"),
        ("unknown-kind", None, None, "/team"),
        ("unknown-value", "dossier", None, "/language"),
        ("not-a-text", "issue", "i-1", "/title"),
        ("missing-field", "issue", None, "/1"),
        ("unknown-value", "issue", "i-2", "/history/0/phase"),
        ("look-alike-id", "issue", "I-3", "/id"),
        ("duplicate-id", "issue", "i-3", "/id"),
    }
    assert len(caught.value.problems) == 8
    assert 'Bedoelt u "issues"?' in caught.value.text("nl")


@pytest.mark.parametrize("plain", [5, None, "abc", {"id": "i-1", "title": "x"}])
def test_what_is_no_list_of_records_is_said_to_be_none(plain: Any) -> None:
    """A kind that holds something other than a list is a problem, not an error of Python."""
    with pytest.raises(DossierError) as caught:
        Dossier.from_records({"issues": plain})
    assert [(one.code, one.kind) for one in caught.value.problems] == [("not-a-list", "issue")]


def test_no_persons_name_is_in_a_message() -> None:
    """Whatever is wrong with a person, the name is not in what is said of it."""
    with pytest.raises(DossierError) as caught:
        Dossier.from_records(
            {
                "people": [
                    {"id": "p 1", "name": "Jansen"},
                    {"id": "p-2", "name": ["Jansen"], "contract_hours": "x"},
                    {"id": "p-3", "name": {"first": "Jansen"}, "functie": "x"},
                    {"id": "p-4", "name": "Jan\nJansen"},
                ]
            }
        )
    assert len(caught.value.problems) == 6
    for said in (caught.value.text("nl"), caught.value.text("en"), repr(caught.value)):
        assert "Jansen" not in said
    dossier = a_dossier(a_person(name="Jansen", function="wijkadviseur"))
    assert "Jansen" not in repr(dossier) + repr(dossier.people) + repr(list(dossier.people))
    assert dossier.name_of(Ref("person", "person-1")) == "wijkadviseur"


def test_an_id_occurs_once_in_a_kind() -> None:
    """Two issues may not share an id; an issue and a team may."""
    with pytest.raises(DuplicateIdError):
        Dossier.of(an_issue(), an_issue())
    dossier = Dossier.of(an_issue(id="x"), a_team(id="x"))
    assert dossier.find(Ref("issue", "x")) != dossier.find(Ref("team", "x"))
    assert dossier.find(Ref("issue", "y")) is dossier.find(Ref("nothing", "x")) is None
    with pytest.raises(KeyError):
        dossier.of_kind("nothing")
    with pytest.raises(KeyError):
        dossier.digest_of(Ref("issue", "y"))


@given(dossiers())
def test_a_dossier_is_a_value(dossier: Dossier) -> None:
    """It cannot change, it hashes, and it travels between processes with its digest."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        dossier.header = Header()  # type: ignore[misc] # that it cannot be done is the point
    again = pickle.loads(pickle.dumps(dossier))  # noqa: S301 - our own bytes
    assert again == dossier
    assert hash(again) == hash(dossier)
    assert again.digest == dossier.digest
    assert again.locations.find("issue", "x") is None


def test_a_repr_counts_and_names_the_dossier() -> None:
    """What one sees in a notebook: its name, and how many of which."""
    dossier = a_dossier(an_issue(), an_issue(), an_organisation(), header={"name": "Helmond"})
    assert repr(dossier) == "<Dossier 'Helmond': 1 organisation, 2 issues>"
    assert repr(Dossier()) == "<Dossier '': empty>"


def test_threads_get_equal_answers() -> None:
    """Sixteen threads ask one dossier everything at once, and hear what one thread hears."""
    day = date(2026, 1, 1)
    issues = [
        an_issue(id=f"i-{n}", parent=f"i-{n // 2}" if n else None, areas=[f"a-{n % 5}"],
                 valid={"first": day + timedelta(n)}) for n in range(120)
    ]  # fmt: skip
    areas = [an_area(id=f"a-{n}") for n in range(5)]

    def ask(dossier: Dossier) -> tuple[Any, ...]:
        return (
            dossier.digest,
            dossier.at(day + timedelta(60)),
            dossier.issues_in(AreaId("a-1")),
            dossier.referring_to(Ref("issue", "i-1")),
            dossier.parts_of(IssueId("i-3")),
        )

    shared = a_dossier(*issues, *areas)
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(ask, [shared] * 64))
    assert all(answer == ask(a_dossier(*issues, *areas)) for answer in answers[::8])


@given(prose())
def test_a_note_stays_what_was_typed(note: str) -> None:
    """Lines, tabs, quotes and spaces at the ends of free text are kept."""
    plain = a_dossier(an_issue(note=note)).records()
    assert Dossier.from_records(plain).issues[IssueId("issue-1")].note == note


def test_header_and_records_agree_on_what_is_withheld() -> None:
    """Whichever of the two says so, the other follows, also after a new header."""
    people = KindName("people")
    by_header = Dossier(header=Header(withheld=frozenset({people})))
    by_records = Dossier().view(without=["people"])
    assert by_header == by_records
    assert by_header.header == by_records.header
    assert [kind.plural for kind in by_header.withheld] == ["people"]
    renamed = by_header.replace(header=Header(name="Other"))
    assert renamed.header == Header(name="Other", withheld=frozenset({people}))
    assert renamed.people.is_withheld
    assert by_header.digest == by_records.digest != Dossier().digest


def test_a_header_cannot_call_withheld_what_is_there() -> None:
    """The contradiction is a problem of the dossier, in code and in plain records."""
    said = Header(withheld=frozenset({KindName("issues")}))
    makers: list[Callable[[], Dossier]] = [
        lambda: Dossier.of(an_issue(), header=said),
        lambda: Dossier.from_records(
            {"issues": [{"id": "i", "title": "I"}]}, header={"withheld": ["issues"]}
        ),
    ]
    for make in makers:
        with pytest.raises(DossierError) as refused:
            make()
        assert [one.code for one in refused.value.problems] == ["withheld-yet-there"]


@given(dossiers(), st.sets(st.sampled_from([kind.plural for kind in KINDS])))
def test_canonical_json_says_what_is_withheld(dossier: Dossier, without: set[str]) -> None:
    """Header and known records together make an equal view again."""
    view = dossier.view(without=without)
    plain = json.loads(view.to_json())
    assert Dossier.from_records(plain["records"], header=plain["header"]) == view
    assert view.known("issues") == (Records() if "issues" in without else dossier.issues)


def test_a_refusal_names_the_kind() -> None:
    """Whoever asks what is withheld hears which kind it is, in either language."""
    view = a_dossier(an_issue()).view(without=["teams"])
    with pytest.raises(WithheldError) as refused:
        view.records()
    assert refused.value.kind == "teams"
    assert str(pickle.loads(pickle.dumps(refused.value))) == str(refused.value)  # noqa: S301 - our own
    with pytest.raises(WithheldError, match="teams: withheld"):
        view.teams_of(IssueId("issue-1"))


@given(dossiers(), st.sets(st.sampled_from([kind.plural for kind in KINDS]), max_size=3))
def test_withholding_is_no_change(dossier: Dossier, without: set[str]) -> None:
    """A view differs in nothing that is known, and says what could not be compared."""
    changes = dossier.diff(dossier.view(without=without))
    assert not changes
    assert set(changes.not_compared) == without
    assert dossier.apply(changes) == dossier


@pytest.mark.parametrize("day", [None, "2026", 2026, datetime(2026, 9, 1, tzinfo=UTC)])
def test_what_is_no_day_is_refused(day: Any) -> None:
    """Nothing is in force on a text, a number or a moment, whether or not it is bounded."""
    dossier = a_dossier(an_issue(id="i"))
    for way in (lambda: dossier.at(day), lambda: dossier.standing(Ref("issue", "i"), day)):
        with pytest.raises(BadValueError, match=r"give a datetime\.date"):
            way()


def test_one_kind_is_no_list_of_kinds() -> None:
    """`view` does not take a text letter by letter."""
    for names in ({"without": "people"}, {"only": "people"}):
        with pytest.raises(BadValueError, match="must be a list"):
            Dossier().view(**names)


@pytest.mark.parametrize(
    "way",
    [
        Dossier.of,
        lambda given: Dossier().replace(given),
        lambda given: Dossier().replace(without=[given]),
        lambda given: Dossier().replace(without=given),
    ],
    ids=["of", "replace", "without", "no list"],
)
@pytest.mark.parametrize("given", ["issue:i", 5, None], ids=repr)
def test_what_is_no_record_is_refused(way: Callable[[Any], Dossier], given: Any) -> None:
    """A caller without types is told what belongs there."""
    with pytest.raises(BadValueError, match=r"expected a|must be a list"):
        way(given)


def test_a_lacking_id_can_be_said_in_any_encoding() -> None:
    """Half a surrogate, which no encoding has, is shown as its escape."""
    with pytest.raises(LookupError) as caught:
        a_dossier(an_issue(id="i")).issues[IssueId("a\ud800b")]
    assert str(caught.value).encode() == rb'there is no "a\ud800b"'
