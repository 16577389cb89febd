"""What the page about stakeholders tells of their network."""

from __future__ import annotations

import itertools
from typing import Any

import attrs
import networkx as nx
from tests.report.town import Judged, judged, town

from opgavekern.base.texts import say
from opgavekern.model import Dossier, Ref, Stakeholder, StakeholderKind, Tie, TieKind, TieSurvey
from opgavekern.network import brokerage, contacts_of
from opgavekern.report.blocks import Bullets, Section, Table, Terms, all_of
from opgavekern.report.pages.network import network
from opgavekern.report.pages.network_told import network_told


def _told(dossier: Dossier, language: Any = "nl") -> Section:
    section = network_told(judged(dossier).view(language=language))
    assert section is not None
    return section


def _answers(section: Section, language: Any = "nl") -> list[str]:
    terms = next(all_of(Terms, section.blocks))
    return [say(value, language) for _, value in terms.pairs]


def _tied(*pairs: str, people: str = "abcdef", asked: str = "", answered: str = "") -> Dossier:
    """Stakeholders of two kinds in turn, who work together in pairs."""
    kinds = (StakeholderKind.RESIDENTS, StakeholderKind.GOVERNMENT)
    refs = {one: Ref("stakeholder", one) for one in people}
    survey = TieSurvey(
        id="q",
        title="Vraag",
        asked=tuple(refs[one] for one in asked),
        answered=tuple(refs[x] for x in answered),
    )
    return Dossier.of(
        *(
            Stakeholder(id=one, name=one.upper(), kind=kinds[place % 2])
            for place, one in enumerate(people)
        ),
        TieKind(id="works", name="werkt samen met", is_directed=False),
        *(Tie(kind="works", start=refs[start], end=refs[end]) for start, end in pairs),
        *[attrs.evolve(survey, kinds=("works",))] * bool(asked),
    )


def test_a_chain_in_words() -> None:
    """Each measure of a small network is a sentence with its figure."""
    found = _answers(_told(_tied("ab", "bc", "cd", people="abcd")))
    assert found == [
        "Het netwerk telt 3 contacten; relaties tussen dezelfde twee tellen als één. Van elke 100 "
        "tweetallen waarvan we het weten, hebben 50 contact met elkaar.",
        "Alle 4 partijen staan, rechtstreeks of via anderen, met elkaar in verbinding. Wie "
        "verbonden is, bereikt een ander gemiddeld in 1,7 stappen.",
        "B verbindt 1 tweetal dat onderling geen contact heeft. C verbindt 1 tweetal dat "
        "onderling geen contact heeft.",
        "Valt B weg, dan raakt 1 partij los van de rest: A. Valt C weg, dan raakt 1 partij los "
        "van de rest: D.",
        "Relaties tussen verschillende soorten partijen, zoals bewoners en overheid: 3 van de 3; "
        "binnen één soort: 0. Lette niemand op soort, dan was dat tussen soorten ongeveer 2.",
    ]


def test_in_english() -> None:
    """The same in English."""
    found = _answers(_told(_tied("ab", "bc", "cd", people="abcd"), "en"), "en")
    assert found[2:4] == [
        "B links 1 pair that has no contact. C links 1 pair that has no contact.",
        "If B leaves, 1 party is cut off from the rest: A. If C leaves, 1 party is cut off from "
        "the rest: D.",
    ]


def test_nobody_is_needed() -> None:
    """In a ring nobody is needed, and that is said."""
    found = _answers(_told(_tied("ab", "bc", "cd", "da", people="abcd")))
    assert found[3].startswith("Van niemand in het bijzonder")


def test_silence_is_no_isolation() -> None:
    """Who answered to have no contact stands apart from those of whom nobody knows."""
    found = _answers(_told(_tied("ab", "bc", asked="abcd", answered="abd")))
    assert "Met niemand contact, naar eigen zeggen: D." in found[1]
    assert (
        "Geen contact bekend van 2 partijen, maar zij zijn niet gevraagd of antwoordden niet: "
        "E en F."
    ) in found[1]
    unasked = _answers(_told(_tied("ab", "bc", people="abcd")))
    assert unasked[1].endswith("Geen contact bekend van 1 partij: D.")


def test_introductions_give_their_gain() -> None:
    """An introduction says how far apart the two are, what it brings and who knows both."""
    section = _told(_tied("ab", "bc", "cd", "de", people="abcde"))
    first = say(next(all_of(Bullets, section.blocks)).items[0], "nl")
    assert first == (
        "A en E: nu staan zij 4 stappen uit elkaar. Leren zij elkaar kennen, dan komen 3 "
        "tweetallen dichter bij elkaar."
    )


def test_figures_are_those_of_the_library(helmond: Judged) -> None:
    """The table has the counts of `brokerage`, each pair once."""
    view = helmond.view()
    section = network_told(view)
    assert section is not None
    rows = next(all_of(Table, section.blocks)).rows
    graph = contacts_of(view.dossier, on=view.on)
    counts = brokerage(graph, dict.fromkeys(graph, "all"))
    by_name = {
        view.called(Ref("stakeholder", str(actor).partition(":")[2])): total
        for actor, total in zip(counts.actors, counts.counts[-1], strict=True)
    }
    assert len(rows) > 5
    for row in rows:
        assert by_name[row.cells[0].words] == 2 * row.cells[1]  # type: ignore[union-attr, operator]


def test_who_is_told_of_is_who_is_drawn(helmond: Judged) -> None:
    """Sentences and picture are about the same parties and contacts."""
    view = helmond.view()
    graph = contacts_of(view.dossier, on=view.on)
    found = network(view)
    assert len(found.parties) == len(graph)
    drawn = nx.Graph([row.line.ends for row in found.ties])
    assert drawn.number_of_edges() == graph.number_of_edges()


def test_too_large_to_introduce() -> None:
    """Of a network that is too large, the report says where introductions are computed."""
    people = [f"s{place}" for place in range(90)]
    ties = [Tie(kind="works", start=Ref("stakeholder", one), end=Ref("stakeholder", other))
            for one, other in itertools.pairwise(people)]  # fmt: skip
    section = _told(
        Dossier.of(
            *(Stakeholder(id=one, name=one) for one in people),
            TieKind(id="works", name="werkt samen met", is_directed=False),
            *ties,
        )
    )
    assert not list(all_of(Bullets, section.blocks))


def test_nothing_to_tell() -> None:
    """Without ties the page tells nothing of a network."""
    bare = town()
    without = [Ref("tie", one.id) for one in bare.ties]
    assert network_told(judged(bare.replace(without=without)).view()) is None
