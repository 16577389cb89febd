from __future__ import annotations

import json
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from opgavekern.base.errors import BadValueError
from opgavekern.base.frozen import FrozenMap
from opgavekern.base.personal import Personal
from opgavekern.base.texts import Prose
from opgavekern.model import (
    KINDS,
    Dossier,
    Header,
    Kind,
    PersonId,
    PluginUse,
    Ref,
    Waiver,
    redacted,
)
from opgavekern.model.mentions import Mentions, names_of
from opgavekern.model.shape import shape_of
from opgavekern.testing import (
    a,
    a_dossier,
    a_person,
    a_proficiency,
    a_stakeholder,
    a_team,
    a_tie_survey,
    an_absence,
    an_assignment,
    an_issue,
    completed,
    dossiers,
)

KEY = b"a secret of sixteen bytes or more"
OTHER = b"another secret, just as long, for b"
SPOKEN = "Vraag Fatima de Vries (p-77) of f.devries@example.nl, 06-12 34 56 78"


def fatima(**fields: Any) -> Any:
    """Someone of whom everything is known."""
    return a_person(
        **{
            "id": "p-77",
            "name": "Fatima de Vries",
            "function": "wijkmanager",
            "note": "belt liever",
            "external_ids": {"personeelsnummer": "004217"},
            "custom": {"haarlem": {"schaal": "11"}},
            **fields,
        }
    )


@given(dossiers(), st.binary(min_size=16, max_size=40))
def test_keeping_everything_changes_nothing(dossier: Dossier, key: bytes) -> None:
    """With all that is known of people kept, a dossier stays the dossier that it was."""
    assert redacted(dossier, keep=Personal, key=key).dossier == dossier


@given(dossiers())
def test_it_stays_a_dossier_in_which_everything_resolves(dossier: Dossier) -> None:
    """No record is lost but those of withheld kinds, and every reference still has its end."""
    made = redacted(dossier, key=KEY).dossier
    assert made.unresolved() == ()
    assert {kind.plural for kind in made.withheld} == {"proficiencies", "absences", "pairings"}
    for kind in KINDS:
        if kind not in made.withheld:
            assert len(made.of_kind(kind.plural)) == len(dossier.of_kind(kind.plural))
    plain = json.loads(made.to_json())
    assert Dossier.from_records(plain["records"], header=plain["header"]) == made


@given(dossiers())
def test_redacting_again_finds_nobody_by_name(dossier: Dossier) -> None:
    """What was redacted holds nothing personal any more."""
    again = redacted(redacted(dossier, key=KEY).dossier, key=OTHER)
    assert again.emptied == 0
    assert all(not one.name and not one.external_ids for one in again.dossier.people)


def _texts(cls: type) -> list[str]:
    """Fields of a class that hold free text of any sort."""
    free = (str, Prose)
    return [
        field.name
        for field in attrs.fields(cls)
        if shape_of(cls, field.name).item in free and (cls, field.name) != (Waiver, "rule")
    ]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_nobody_is_spoken_of_in_any_text_of_any_kind(kind: Kind) -> None:
    """Whole name, surname, id, mail and number go from every text, tag and field of a plugin."""
    cls: type = kind.record
    filled = {name: (SPOKEN,) if shape_of(cls, name).is_many else SPOKEN for name in _texts(cls)}
    plain = {**filled, "tags": ["Fatima"], "source": {"reference": SPOKEN, "address": SPOKEN}}
    record = a(cls, **plain, custom={"x": {"y": [SPOKEN]}}, external_ids={"mail": SPOKEN})
    dossier = a_dossier(fatima(), record, header=Header(name=SPOKEN, note=SPOKEN))
    said = redacted(completed(dossier), key=KEY).dossier.to_json()
    for secret in ("Fatima", "Vries", "p-77", "devries", "34 56 78", "004217", "belt liever"):
        assert secret not in said


def test_what_is_not_spoken_of_people_stays() -> None:
    """Codes, days, amounts, other names and words that only look like a name are as they were."""
    dossier = a_dossier(
        a_person(id="p-1", name="Joost Groen"),
        an_issue(title="Meer groen in 2026-Q3, p-10 en top-1", description="Joostens plan"),
        header=Header(name="Voorbeeld", plugins=(PluginUse(name="p-1"),), as_of=date(2026, 9, 1)),
    )
    made = redacted(dossier, key=KEY)
    assert made.dossier.issues == dossier.issues
    assert made.dossier.header == attrs.evolve(
        dossier.header, withheld=made.dossier.header.withheld
    )
    assert made.replaced == 0


@given(
    dossiers(),
    st.lists(st.sampled_from(("wonen", "veiligheid", "Sport", "jeugd")), unique=True, min_size=1),
)
def test_ordinary_words_stay_whoever_has_them_as_id(dossier: Dossier, words: list[str]) -> None:
    """No text, tag, field of expertise or id of others changes since a word of it is an id."""
    spoken = a(
        type(an_issue()),
        id="prettig-wonen",
        title="Prettig wonen en jeugd",
        description="Sport. Wonen, (veiligheid), sport-jeugd: Sport en `Jeugd`.",
        tags=["wonen", "Sport"],
    )
    people = [a_person(id=word, function=f"adviseur {word}", domains=words) for word in words]
    made = redacted(completed(a_dossier(*people, spoken)), key=KEY).dossier
    issue = made.issues["prettig-wonen"]  # type: ignore[index] # ids are text
    assert (issue.title, issue.description) == (spoken.title, spoken.description)
    assert issue.tags == spoken.tags
    assert {one.domains for one in made.people} == {frozenset(words)}
    assert not set(words) & set(made.people.ids())


@pytest.mark.parametrize(
    "function",
    [
        "wethouder wonen en wijken",
        "Wethouder Wonen",
        "wethouder-wonen",
        "adviseur (wonen)",
        "opgavemanager-1",
        "De Wethouder Wonen, 2e",
    ],
)
def test_a_function_stays_whatever_ids_are_made_of_it(function: str) -> None:
    """What someone is was never a secret; not even where the id says the same."""
    ids = ("wethouder-wonen", "wonen", "adviseur", "opgavemanager-1")
    dossier = a_dossier(*(a_person(id=id, function=function) for id in ids))
    made = redacted(dossier, key=KEY)
    assert {one.function for one in made.dossier.people} == {function}
    assert made.replaced == 0


def test_a_name_in_a_function_goes() -> None:
    """A function that says who it is says it no longer."""
    dossier = a_dossier(
        fatima(function="wijkmanager"),
        a_person(id="p-78", function="assistent van Fatima de Vries (p-77)"),
    )
    made = redacted(dossier, key=KEY).dossier
    someone = next(one.id for one in made.people if one.function == "wijkmanager")
    assert f"assistent van {someone} ({someone})" in {one.function for one in made.people}


def test_a_party_named_after_a_function_takes_no_words_along() -> None:
    """A stakeholder that is somebody in a role hides its name, and leaves its words to others."""
    dossier = a_dossier(
        a_person(id="p-1", function="wethouder wonen"),
        a_stakeholder(id="wethouder", name="Wethouder Wonen", party="person:p-1"),
        an_issue(id="i", title="Wonen in het centrum"),
    )
    made = redacted(completed(dossier), key=KEY).dossier
    assert made.issues == completed(dossier).issues
    assert "Wethouder" not in {one.name for one in made.stakeholders}


def test_someone_has_one_pseudonym_everywhere() -> None:
    """As record, in references, in ids made of ends, in ids written by hand, and in texts."""
    dossier = completed(
        a_dossier(
            fatima(),
            a_team(id="team-vries"),
            an_assignment(person="p-77", team="team-vries"),
            an_assignment(person="p-77", team="team-vries", id="inzet-1"),
            an_issue(id="i", leads="p-77", description="De Vries trekt dit."),
            a_stakeholder(id="mevrouw-de-vries", name="Mevrouw De Vries", party="person:p-77"),
            a(Waiver, subject="person:p-77", reason="Fatima is nieuw"),
        )
    )
    made = redacted(dossier, key=KEY).dossier
    (someone,) = (one for one in made.people if one.function == "wijkmanager")
    issue = made.issues["i"]  # type: ignore[index] # ids are text
    assert issue.leads[0].person == someone.id
    assert issue.description == f"De {someone.id} trekt dit."
    (team,) = made.teams
    assert team.id == f"team-{someone.id}"
    assert {one.person for one in made.assignments} == {someone.id}
    assert f"{someone.id}.{team.id}" in made.assignments.ids()
    (stakeholder,) = made.stakeholders
    assert stakeholder.name == someone.id
    assert stakeholder.party == Ref("person", someone.id)
    (waiver,) = made.waivers
    assert waiver.subject == Ref("person", someone.id)
    assert someone.id in waiver.id
    assert waiver.reason == f"{someone.id} is nieuw"
    assert made.unresolved() == ()


def test_a_pseudonym_takes_its_key() -> None:
    """Equal with the same key, all others with another, and nobody can foretell them without."""
    dossier = a_dossier(*(a_person(id=f"p-{number}") for number in range(40)))

    def called(key: bytes | None) -> set[str]:
        return set(redacted(dossier, key=key).dossier.people.ids())

    assert called(KEY) == called(KEY)
    assert not called(KEY) & called(OTHER)
    assert not called(None) & called(None)
    assert len(called(None)) == 40
    assert all(one.startswith("p-") and len(one) == 12 for one in called(KEY))


@pytest.mark.parametrize("key", [b"", b"fifteen bytes!!"])
def test_a_key_that_could_be_guessed_is_refused(key: bytes) -> None:
    """A key that is too short is told in both languages, with the least that it needs."""
    with pytest.raises(BadValueError, match="at least 16 bytes") as caught:
        redacted(a_dossier(), key=key)
    assert "ten minste 16 bytes" in caught.value.text("nl")


def test_no_order_tells_who_was_first() -> None:
    """Neither pseudonyms, nor ids written by number, nor who was asked stand as they stood."""
    numbers = range(12)
    dossier = a_dossier(
        *(a_person(id=f"p-{n:02}", function=f"f{n:02}") for n in numbers),
        *(an_assignment(id=f"inzet-{n:02}", person=f"p-{n:02}", note="") for n in numbers),
        a_tie_survey(asked=[f"person:p-{n:02}" for n in numbers]),
    )
    made = redacted(completed(dossier), key=KEY).dossier
    was = {f"f{n:02}": n for n in numbers}
    people = [was[one.function] for one in made.people if one.function in was]
    place = {one.id: was.get(one.function) for one in made.people}
    by_id = [place[one.person] for one in made.assignments]
    (survey,) = made.tie_surveys
    asked = [place[PersonId(one.id)] for one in survey.asked]
    for order in (people, by_id, asked):
        assert sorted(one for one in order if one is not None) == list(numbers)
        assert order != list(numbers)
    assert not any("inzet" in id for id in made.assignments.ids())


@pytest.mark.parametrize("sort", list(Personal), ids=lambda one: one.value)
def test_each_sort_can_stay_by_itself(sort: Personal) -> None:
    """What is kept is there, and nothing else of people is."""
    dossier = completed(
        a_dossier(fatima(), a_proficiency(person="p-77", level=3), an_absence(person="p-77"))
    )
    made = redacted(dossier, keep=[sort], key=KEY).dossier
    someone = next(one for one in made.people if one.function == "wijkmanager")
    assert (someone.name == "Fatima de Vries") is (sort is Personal.NAMES)
    assert (someone.id == "p-77") is (sort is Personal.NAMES)
    assert bool(someone.external_ids) is (sort is Personal.NAMES)
    assert bool(someone.note) is bool(someone.custom) is (sort is Personal.NOTES)
    for plural, kept_by in (
        ("proficiencies", Personal.LEVELS),
        ("absences", Personal.ABSENCES),
        ("pairings", Personal.PAIRINGS),
    ):
        assert made.of_kind(plural).is_withheld is (sort is not kept_by)


def test_more_kinds_can_be_withheld() -> None:
    """Kinds by name, besides; even people, who then still have one pseudonym."""
    dossier = completed(a_dossier(fatima(), an_issue(leads="p-77", description="Fatima trekt.")))
    made = redacted(dossier, without=["people", "teams"], key=KEY).dossier
    assert {"people", "teams"} <= {kind.plural for kind in made.withheld}
    (issue,) = made.issues
    assert issue.description == f"{issue.leads[0].person} trekt."
    with pytest.raises(KeyError):
        redacted(dossier, without=["nobody"])


def test_what_a_plugin_brought_stays_as_it_is() -> None:
    """Its records and their ids are no secret, and must fit what the plugin lays under again."""
    facts = a_dossier(an_issue(id="i-nl", title="Fatima", leads="p-nl"), a_person(id="p-nl"))
    whole = a_dossier(fatima()).over(facts)
    made = redacted(whole, key=KEY).dossier
    assert made.laid_under == whole.laid_under
    assert made.issues == whole.issues
    assert "p-nl" in made.people


def test_addresses_go_also_where_nobody_is_known() -> None:
    """Mail addresses and telephone numbers are someone's, whoever that may be; unless kept."""
    dossier = a_dossier(an_issue(description="Mail jan@example.nl of bel 0612345678."))
    (issue,) = redacted(dossier, key=KEY).dossier.issues
    assert issue.description == "Mail […@…] of bel […]."
    assert redacted(dossier, keep=[Personal.NAMES]).dossier.issues == dossier.issues


def test_a_short_key_is_refused() -> None:
    """Fifteen bytes are too few; sixteen will do."""
    with pytest.raises(ValueError, match="16"):
        redacted(Dossier(), key=b"x" * 15)
    assert redacted(Dossier(), key=b"x" * 16).people == 0


def test_it_says_what_it_did_and_what_it_cannot_know() -> None:
    """Counts, what was withheld, and how many texts are left to read; never a name."""
    made = redacted(completed(a_dossier(fatima(), an_issue(description="Fatima trekt."))), key=KEY)
    assert (made.people, made.replaced, made.emptied) == (1, 1, 4)
    for language, word in (("nl", "achtergehouden"), ("en", "withheld")):
        said = made.describe(language)  # type: ignore[arg-type] # one of two
        assert word in said.casefold()
        assert str(made.texts) in said
        assert "Fatima" not in said + repr(made)
    assert made.to_records()[0]["withheld"] == "proficiencies absences pairings"


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Fatima de Vries", ["Fatima de Vries", "Vries", "Fatima"]),
        ("Jan  Smit", ["Jan Smit", "Smit"]),
        ("Cher", ["Cher"]),
        ("", []),
    ],
)
def test_forms_of_a_name(name: str, forms: list[str]) -> None:
    """Whole, by surname, and by a given name that is not too short to be one."""
    assert list(names_of(name)) == forms


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("p-7 en p-77", "X en p-77"),
        ("P-7 en p_7; zie p. 7, of p 7", "X en X; zie p. 7, of p 7"),
        ("top-7", "top-7"),
        ("Smit; SMIT; smit", "X; X; smit"),
        ("jan-smit@example.nl", "[…@…]"),
        ("zie /mensen/jan-smit.html", "zie /mensen/X.html"),
        ("José; Jose; JOSÉ", "Y; Y; Y"),
        ("Josephine", "Josephine"),
        ("Jose\u0301 en JOSE\u0301", "Y en Y"),
        ("bel 06 12345678 of +31 (0)6 1234 5678", "bel […] of […]"),
        ("zaak 0612345678901", "zaak 0612345678901"),
        ("", ""),
    ],
)
def test_who_is_meant(text: str, said: str) -> None:
    """Whole words only, whatever accents and what stands between; small letters are no name."""
    found = Mentions({"p-7": "X"}, [("Jan Smit", "X"), ("Smit", "X"), ("José", "Y")])
    assert found.replaced(text) == said


def test_a_name_with_loose_accents_is_the_same_name() -> None:
    """Some programs write an accent apart from its letter, in the dossier or in a text."""
    found = Mentions({}, [("Jose\u0301 Garci\u0301a", "Y")])
    assert found.replaced("José García; Jose\u0301 Garci\u0301a; Jose Garcia") == "Y; Y; Y"


def test_ids_that_differ_in_how_they_call_someone_stay_apart() -> None:
    """Two ids would become one where they speak of the same person; neither record is lost."""
    titles = {"brief-fatima": "a", "brief-vries": "b", "p-77": "c"}
    issues = [an_issue(id=id, title=title) for id, title in titles.items()]
    team = a_team(issues=[*titles])
    made = redacted(a_dossier(fatima(), team, *issues), key=KEY).dossier
    assert {one.title for one in made.issues} == set(titles.values())
    assert {*next(iter(made.teams)).issues} == {*made.issues.ids()}
    assert not any("fatima" in id or "vries" in id or id == "p-77" for id in made.issues.ids())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("wonen en Wonen; (wonen)", "wonen en Wonen; (wonen)"),
        ("person:wonen, persoon:wonen of `wonen`", "person:W, persoon:W of `W`"),
        ("persoon:wonen-zorg en `Wonen`", "persoon:wonen-zorg en `Wonen`"),
        ("de adviseur wijken (wonen) en (wonen)", "de adviseur wijken (W) en (wonen)"),
        ("wethouder wonen, Wethouder Wonen", "wethouder wonen, Wethouder Wonen"),
        ("de wethouder-wonen", "de Y"),
        ("jan smit; Jan Smit; jan-smit; Jan. Smit", "jan smit; J; J; Jan. Smit"),
        ("Bel jan.smit, of JAN-SMIT", "Bel J, of J"),
        ("mk, JSmit, op 1 mei, OP-1", "M, S, op 1 mei, O"),
    ],
)
def test_when_an_id_is_meant(text: str, said: str) -> None:
    """A word only where it is marked; what no word looks like always; a name by its capitals."""
    found = Mentions(
        {"wonen": "W", "wethouder-wonen": "Y", "jan-smit": "J", "mk": "M", "JSmit": "S"}
        | {"op-1": "O"},
        functions={"wonen": "adviseur wijken", "wethouder-wonen": "wethouder wonen"},
    )
    assert found.replaced(text) == said


def test_a_field_of_a_plugin_can_be_an_id() -> None:
    """A value that is an id and nothing else means whoever has it; among words it does not."""
    dossier = a_dossier(
        a_person(id="wonen"),
        an_issue(id="i", custom={"x": {"trekker": "wonen", "over": "prettig wonen"}}),
    )
    made = redacted(completed(dossier), key=KEY).dossier
    (someone,) = (id for id in made.people.ids())
    custom = made.issues["i"].custom["x"]  # type: ignore[index] # ids are text
    assert custom == FrozenMap({"trekker": someone, "over": "prettig wonen"})


def test_an_id_speaks_of_people_in_small_letters_too() -> None:
    """In ids a surname counts without its capital; a number of few digits means nobody."""
    found = Mentions({"12": "N"}, [("Smit", "X")])
    assert found.replaced_in_id("team-smit.2") == "team-X.2"
    assert found.replaced("12 mensen") == "12 mensen"


def test_time_is_linear_in_the_words() -> None:
    """Ten thousand names make no difference to how a text is gone through."""
    many = Mentions({f"p-{n}": f"X{n}" for n in range(10_000)})
    text = " ".join(f"p-{n} en" for n in range(10_000))
    assert many.replaced(text).count("X") == 10_000


def test_a_key_is_bytes() -> None:
    """Text is refused, however long."""
    text: Any = "x" * 40
    with pytest.raises(BadValueError, match="no bytes"):
        redacted(Dossier(), key=text)
