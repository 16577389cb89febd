"""What the network of stakeholders tells, each measure in a sentence that anybody understands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from opgavekern.base.texts import Message, Text, counted, message
from opgavekern.report.blocks import (
    Block,
    Bullets,
    Cell,
    Fold,
    Paragraph,
    Row,
    Sayable,
    Section,
    Table,
    Terms,
    columns,
)
from opgavekern.report.pages.network_counted import how_counted
from opgavekern.report.pages.network_measured import MOST_TOLD, Told, measured
from opgavekern.report.view import View

if TYPE_CHECKING:
    from opgavekern.network import Introduction, Loss

_MOST_ROWS: Final = 20
_PARTY: Final = ("partij", "party")
_PARTIES: Final = ("partijen", "parties")
_PAIR: Final = ("tweetal", "pair")
_PAIRS: Final = ("tweetallen", "pairs")


def network_told(view: View) -> Section | None:
    """Make the section; None where no tie is known, since then nothing can be told."""
    told = measured(view)
    if told is None:
        return None
    blocks: list[Block] = [Terms(tuple(_answers(told)))]
    if told.introductions is None or told.introductions.introductions:
        blocks.append(_introduced(told))
    blocks += [_brokers(told), how_counted(told)]
    title = Text(nl="Wat dit netwerk vertelt", en="What this network tells")
    return Section(anchor="network-told", title=title, blocks=tuple(blocks))


def _answers(told: Told) -> Iterator[tuple[Sayable, Cell]]:
    yield Text(nl="Kent iedereen elkaar?", en="Does everyone know each other?"), _density(told)
    yield Text(nl="Wie hoort erbij?", en="Who is part of it?"), _parts(told)
    if linking := list(_linking(told)):
        yield Text(nl="Wie verbindt anderen?", en="Who links others?"), _joined(linking)
    yield Text(nl="Van wie hangt het af?", en="On whom does it depend?"), _joined(_losses(told))
    yield (
        Text(nl="Zoekt men de eigen kring?", en="Do people keep to their own kind?"),
        _crossing(told),
    )


def _joined(sentences: Iterable[Message]) -> Message:
    """Put sentences after each other."""
    whole = message("", "")
    for place, one in enumerate(sentences):
        gap = " " if place else ""
        whole = message("{whole}{gap}{one}", "{whole}{gap}{one}", whole=whole, gap=gap, one=one)
    return whole


def _density(told: Told) -> Message:
    share = told.cohesion.density
    # The picture counts each tie; what is measured is who has contact, of whatever kind.
    ties = message(
        "{contacts}; relaties tussen dezelfde twee tellen als één",
        "{contacts}; ties between the same two count as one",
        contacts=counted(
            told.cohesion.reading.ties, ("contact", "contact"), ("contacten", "contacts")
        ),
    )
    if share is None:
        return message(
            "Het netwerk telt {ties}. Hoeveel er ontbreken, is niet te zeggen: niemand antwoordde.",
            "The network has {ties}. How many are missing cannot be told: nobody answered.",
            ties=ties,
        )
    rounded = round(100 * share)
    return message(
        "Het netwerk telt {ties}. Van elke 100 tweetallen waarvan we het weten, {share}.",
        "The network has {ties}. Of every 100 pairs of which we know, {share}.",
        ties=ties,
        share=message("heeft {n} contact met elkaar", "{n} has contact", n=rounded)
        if rounded == 1
        else message("hebben {n} contact met elkaar", "{n} have contact", n=rounded)
        if rounded
        else message("heeft minder dan 1 contact met elkaar", "less than 1 has contact"),
    )


def _parts(told: Told) -> Message:
    largest = max(told.cohesion.weak_sizes, default=0)
    found = [
        message(
            "Alle {parties} staan, rechtstreeks of via anderen, met elkaar in verbinding.",
            "All {parties} are connected, directly or through others.",
            parties=counted(told.parties, _PARTY, _PARTIES),
        )
        if largest == told.parties
        else message(
            "{largest} van de {parties} staan, rechtstreeks of via anderen, met elkaar in "
            "verbinding.",
            "{largest} of the {parties} are connected, directly or through others.",
            largest=largest,
            parties=counted(told.parties, _PARTY, _PARTIES),
        )
    ]
    distances = told.cohesion.distances
    if distances is not None and distances.mean is not None:
        found.append(
            message(
                "Wie verbonden is, bereikt een ander gemiddeld in {steps} stappen.",
                "Whoever is connected reaches another in {steps} steps on average.",
                steps=round(distances.mean, 1),
            )
        )
    return _joined([*found, *_isolated(told)])


def _isolated(told: Told) -> Iterator[Message]:
    """Tell who has no tie, those who said so apart from those of whom nobody knows."""
    isolates = tuple(map(str, told.cohesion.isolates))
    sure = [one for one in isolates if one in (told.answered or ())]
    unsure = [one for one in isolates if one not in sure]
    why = message(
        ", maar zij zijn niet gevraagd of antwoordden niet",
        ", but they were not asked or did not answer",
    )
    if sure:
        yield message(
            "Met niemand contact, naar eigen zeggen: {names}.",
            "In contact with nobody, as they said: {names}.",
            names=told.names(sure),
        )
    if unsure:
        yield message(
            "Geen contact bekend van {unsure}{why}: {names}.",
            "No contact known of {unsure}{why}: {names}.",
            unsure=counted(len(unsure), _PARTY, _PARTIES),
            why="" if told.answered is None else why,
            names=told.names(unsure),
        )


def _linking(told: Told) -> Iterator[Message]:
    for one in told.links[:MOST_TOLD]:
        pairs = (
            message("1 tweetal dat onderling geen contact heeft", "1 pair that has no contact")
            if one.pairs == 1
            else message(
                "{n} tweetallen die onderling geen contact hebben",
                "{n} pairs that have no contact with each other",
                n=one.pairs,
            )
        )
        across = message(
            ", waarvan {n} van verschillende soort", ", {n} of them of different kinds",
            n=one.across,
        )  # fmt: skip
        yield message(
            "{name} verbindt {pairs}{across}.",
            "{name} links {pairs}{across}.",
            name=told.called(one.actor),
            pairs=pairs,
            across=across if one.across else "",
        )


def _losses(told: Told) -> list[Message]:
    worst = [one for one in told.robustness.worst(MOST_TOLD) if one.cut_off]
    if not worst:
        return [
            message(
                "Van niemand in het bijzonder: valt één partij weg, dan blijven alle anderen "
                "verbonden.",
                "On nobody in particular: if one party leaves, all others stay connected.",
            )
        ]
    return [_lost(told, one) for one in worst]


def _lost(told: Told, one: Loss) -> Message:
    parties = counted(one.cut_off, _PARTY, _PARTIES)
    return message(
        "Valt {name} weg, dan {parties} los van de rest: {names}.",
        "If {name} leaves, {parties} cut off from the rest: {names}.",
        name=told.called(one.lost[0]),
        parties=message("raakt {n}", "{n} is", n=parties)
        if one.cut_off == 1
        else message("raken {n}", "{n} are", n=parties),
        names=told.names(one.named, of=one.cut_off),
    )


def _crossing(told: Told) -> Message:
    ties, expected = told.crossing.whole, told.crossing.expected
    both = ties.external + ties.internal
    said = message(
        "Relaties tussen verschillende soorten partijen, zoals bewoners en overheid: {external} "
        "van de {both}; binnen één soort: {internal}.",
        "Ties between different kinds of party, such as residents and government: {external} of "
        "{both}; within one kind: {internal}.",
        external=ties.external,
        both=both,
        internal=ties.internal,
    )
    if expected is None:
        return said
    by_size = round(both * (1 + expected) / 2)
    return message(
        "{said} Lette niemand op soort, dan was dat tussen soorten ongeveer {by_size}.",
        "{said} If nobody looked at kind, between kinds it would be about {by_size}.",
        said=said,
        by_size=by_size,
    )


def _introduced(told: Told) -> Section:
    title = Text(nl="Wie elkaar zouden moeten leren kennen", en="Who had better meet")
    if told.introductions is None:
        said = message(
            "Voor {parties} duurt het te lang om dit voor een rapport uit te rekenen. De opdracht "
            "opgavekern network doet het wel, bijvoorbeeld voor één opgave.",
            "For {parties} this takes too long for a report. The command opgavekern network does "
            "it, for one issue for example.",
            parties=counted(told.parties, _PARTY, _PARTIES),
        )
        return Section(anchor="network-meet", title=title, blocks=(Paragraph(said),))
    items = tuple(_introduction(told, one) for one in told.introductions.introductions)
    return Section(anchor="network-meet", title=title, blocks=(Bullets(items),))


def _introduction(told: Told, one: Introduction) -> Message:
    first, second = told.called(one.first), told.called(one.second)
    pairs = counted(one.nearer, _PAIR, _PAIRS)
    now = (
        message("nu is er geen weg tussen hen bekend", "now no path between them is known")
        if one.distance is None
        else message(
            "nu staan zij {steps} stappen uit elkaar", "now they are {steps} steps apart",
            steps=one.distance,
        )
    )  # fmt: skip
    through = message(
        " Beiden kennen {names}.", " Both know {names}.", names=told.names(one.through)
    )
    return message(
        "{first} en {second}: {now}. Leren zij elkaar kennen, dan {nearer} dichter bij elkaar."
        "{through}",
        "{first} and {second}: {now}. If they meet, {nearer} nearer each other.{through}",
        first=first,
        second=second,
        now=now,
        nearer=message("komt {n}", "{n} comes", n=pairs)
        if one.nearer == 1
        else message("komen {n}", "{n} come", n=pairs),
        through=through if one.through else "",
    )


def _brokers(told: Told) -> Fold:
    links = told.links
    losses = {str(one.lost[0]): one for one in told.robustness.losses}
    rows = tuple(
        Row(
            cells=(
                told.link(one.actor),
                one.pairs,
                one.across,
                losses[one.actor].cut_off,
            )
        )
        for one in links[:_MOST_ROWS]
    )
    caption = message(
        "Wie anderen verbindt: {shown} van {all}",
        "Who links others: {shown} of {all}",
        shown=len(rows),
        all=len(links),
    )
    heads = columns(
        Text(nl="Partij", en="Party"),
        Text(nl="Verbonden tweetallen", en="Pairs linked"),
        Text(nl="Waarvan van verschillende soort", en="Of them of different kinds"),
        Text(nl="Los van de rest als deze wegvalt", en="Cut off if it leaves"),
        numbers=(1, 2, 3),
    )
    return Fold(
        title=Text(nl="Wie anderen verbindt, als tabel", en="Who links others, as a table"),
        blocks=(Table(caption=caption, columns=heads, rows=rows, is_titled=False),),
    )
