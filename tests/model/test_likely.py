from __future__ import annotations

from collections.abc import Iterable

import pytest

from opgavekern.model import Area, AreaLevel, Dossier, Organisation, Person, ProgrammeItem, Ref
from opgavekern.model.likely import Guesses

NAMES = {
    "person": [("p-1", "wijkadviseur"), ("p-2", "wijkverpleegkundige"), ("p-3", "boa"),
               ("p-4", "boa")],
    "organisation": [("woonpartners", "Woonpartners Helmond"), ("lev", "LEVgroep")],
}  # fmt: skip


def _named(kind: str) -> Iterable[tuple[str, str]]:
    return NAMES.get(kind, [])


@pytest.mark.parametrize(
    ("word", "kind", "near"),
    [
        ("Woonpartners", "", "organisation:woonpartners"),
        ("LEVgroep", "", "organisation:lev"),
        ("levgroup", "organisation", "organisation:lev"),
        ("Wijkadviseur", "", "p-1"),
        ("P-1", "person", "p-1"),
        ("boa", "", None),
        ("iets heel anders", "", None),
        ("p-1", "unit", None),
    ],
)
def test_a_guess(word: str, kind: str, near: str | None) -> None:
    """An id or a name of one record leads to it, written as the field would have it."""
    allowed = ("person", "organisation", "unit")
    found = Guesses(_named).meant(word, allowed, kind=kind)
    assert (found and found.text("en")) == (near and f'Did you mean "{near}"?')


def test_among_very_many_a_guess_starts_alike() -> None:
    """Among thousands only what starts as it was written is compared."""
    many = [(f"gebied-{number}", "") for number in range(2000)]
    guesses = Guesses(lambda _: [*many, ("helmond-oost", "")])
    found = guesses.meant("helmond-oots", ("area",))
    assert found is not None
    assert found.values["near"] == "helmond-oost"
    assert guesses.meant("xelmond-oost", ("area",)) is None


def test_a_dossier_guesses_by_name() -> None:
    """A reference by name asks for the id, with its kind where the field takes several."""
    item = ProgrammeItem(id="a", title="x", programme="p", action_owner=Ref("person", "Noord"))
    dossier = Dossier.of(
        item,
        Person(id="p-1", name="Noord"),
        Organisation(id="noord", name="Bewoners van Noord"),
        Area(id="n", name="Noord", level=AreaLevel.DISTRICT),
    )
    remedies = [problem.remedy for problem in dossier.unresolved()]
    assert 'Bedoelt u "organisatie:noord"?' in [one.text("nl") for one in remedies if one]
