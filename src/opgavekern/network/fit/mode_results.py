"""Figures by which people tell how a network is governed, with no verdict."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Final

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.frames import Columns, columns
from opgavekern.base.texts import Language, Message, counted, message
from opgavekern.network.foundation.figures import in_short
from opgavekern.network.foundation.literature import PROVAN_KENIS_2008, Publication
from opgavekern.network.foundation.outcomes import NetworkResult
from opgavekern.network.foundation.readings import Name, Reading
from opgavekern.network.plots.bars import Bar, draw_bars


@attrs.frozen(kw_only=True)
class CentralActor(Answer):
    """Somebody with the most ties, and what hangs on them.

    Attributes:
        actor: Who.
        ties: With how many others.
        share_of_ties: Of all ties, how many are theirs, 0 to 1.
        reach: With what share of the others they have a tie, 0 to 1.
        severed: Of all pairs of others, what share has no path any more without them, 0 to 1; None
            with fewer than two others.
        density_without: Density among the others, 0 to 1; None with fewer than two.
        takes_part: Whether they do the work of the network themselves; None where not told.
    """

    actor: Name
    ties: int
    share_of_ties: float | None
    reach: float | None
    severed: float | None
    density_without: float | None
    takes_part: bool | None = None


@attrs.frozen(kw_only=True)
class GovernanceIndicators(NetworkResult):
    """What tells shared governance, a lead organisation and an administrative one apart.

    Attributes:
        reading: How the graph was read.
        participants: How many do the work of the network: all actors, unless it is told who.
        isolates: How many actors have no ties.
        density: Pairs with a tie, either way, over pairs of which that is known, 0 to 1; None
            without pairs.
        degree_centralisation: How far ties turn on one actor (Freeman 1979), 0 to 1; None with
            fewer than three actors.
        betweenness_centralisation: How far paths do; None too where it would take too long.
        central: Those with the most ties, at most five; empty without ties.
        central_count: How many have as many ties.
        trust_density: Sum of trust over ties / pairs; None where trust is not told.
        mean_trust: Mean trust over ties; None where it is not told, or there are no ties.
        mean_consensus: Mean of how far actors agree with the goals; None where it is not told.
        consensus_spread: Its standard deviation over actors; None with none.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (PROVAN_KENIS_2008,)
    COLUMNS: ClassVar[Columns] = columns(indicator=str, value=float)

    reading: Reading
    participants: int
    isolates: int
    density: float | None = None
    degree_centralisation: float | None = None
    betweenness_centralisation: float | None = None
    central: tuple[CentralActor, ...] = ()
    central_count: int = 0
    trust_density: float | None = None
    mean_trust: float | None = None
    mean_consensus: float | None = None
    consensus_spread: float | None = None

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each figure; those of a central actor are of the first."""
        first = self.central[0] if self.central else None
        found: dict[str, float | None] = {
            "participants": self.participants,
            "isolates": self.isolates,
            **{name: getattr(self, name) for name in _FIGURES},
            "central_count": self.central_count,
            **{name: getattr(first, name, None) for name in _OF_CENTRAL},
        }
        return [
            {"indicator": name, "value": None if one is None else float(one)}
            for name, one in found.items()
        ]

    def plot(self, ax: Any = None, *, language: Language = "en") -> Any:
        """Draw the figures that go from 0 to 1, those of who has most ties with them.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            MissingExtraError: matplotlib is not installed.
        """
        rows: list[tuple[str, float | None, str]] = [
            (said.text(language), one, in_short(one).text(language))
            for said, one in (
                (message("dichtheid", "density"), self.density),
                (
                    message("centralisatie van relaties", "centralisation of ties"),
                    self.degree_centralisation,
                ),
                (
                    message("centralisatie van paden", "centralisation of paths"),
                    self.betweenness_centralisation,
                ),
            )
        ]
        for one in self.central[:1]:
            # A heading above what is theirs: beside each figure a long name would leave no room.
            rows.append((self.reading.called((one.actor,))[0], None, ""))
            rows += [
                (said.text(language), share, in_short(share).text(language))
                for said, share in (
                    (message("– deel van alle relaties", "– share of all ties"), one.share_of_ties),
                    (
                        message(
                            "– deel van de anderen als contact", "– share of others as contacts"
                        ),
                        one.reach,
                    ),
                    (
                        message("– paren die zonder losraken", "– pairs that lose touch without"),
                        one.severed,
                    ),
                    (message("– dichtheid zonder", "– density without"), one.density_without),
                )
            ]
        return draw_bars(
            ax,
            [Bar(name=name, length=length, words=words) for name, length, words in rows],
            label=message("aandeel, 0 tot 1", "share, 0 to 1"),
            title=message("Hoe wordt het netwerk bestuurd?", "How is the network governed?"),
            language=language,
            most=1,
        )

    def describe(self, language: Language = "en") -> str:
        """Return the figures in words, which mode each goes with, and how the graph was read."""
        words = [one.text(language) for one in self._sentences()]
        return " ".join([*words, self.reading.describe(language)])

    def _sentences(self) -> Iterator[Message]:
        yield message(
            "Deelnemers: {participants}; zonder relaties: {isolates}. Dichtheid {density}; "
            "centralisatie van relaties {degree}, van paden {betweenness}.",
            "Participants: {participants}; without ties: {isolates}. Density {density}; "
            "centralisation of ties {degree}, of paths {betweenness}.",
            participants=self.participants,
            isolates=self.isolates,
            density=in_short(self.density),
            degree=in_short(self.degree_centralisation),
            betweenness=in_short(self.betweenness_centralisation),
        )
        if self.central:
            yield from self._central(self.central[0])
        if self.mean_trust is not None:
            yield message(
                "Vertrouwen: gemiddeld {mean} per relatie, {density} per paar.",
                "Trust: {mean} a tie on average, {density} a pair.",
                mean=in_short(self.mean_trust),
                density=in_short(self.trust_density),
            )
        if self.mean_consensus is not None:
            yield message(
                "Eensgezindheid over doelen: gemiddeld {mean}, standaardafwijking {spread}.",
                "Consensus on goals: {mean} on average, standard deviation {spread}.",
                mean=in_short(self.mean_consensus),
                spread=in_short(self.consensus_spread),
            )
        yield _READ_SO

    def _central(self, one: CentralActor) -> Iterator[Message]:
        yield message(
            "De meeste relaties heeft {actor}{more}: {ties}, van alle relaties een deel van "
            "{share}; zonder {actor} is de dichtheid {without} en raken paren los van elkaar: een "
            "deel van {severed}.",
            "Most ties has {actor}{more}: {ties}, a share of {share} of all; without {actor} "
            "density is {without}, and a share of {severed} of pairs lose touch.",
            actor=self.reading.called((one.actor,))[0],
            more=message(
                " (met {others})",
                " (with {others})",
                others=counted(self.central_count - 1, ("ander", "other"), ("anderen", "others")),
            )
            if self.central_count > 1
            else "",
            ties=one.ties,
            share=in_short(one.share_of_ties),
            without=in_short(one.density_without),
            severed=in_short(one.severed),
        )
        if one.takes_part is not None:
            yield (_TAKES_PART if one.takes_part else _STANDS_APART)


_FIGURES: Final = (
    "density",
    "degree_centralisation",
    "betweenness_centralisation",
    "trust_density",
    "mean_trust",
    "mean_consensus",
    "consensus_spread",
)
_OF_CENTRAL: Final = ("ties", "share_of_ties", "reach", "severed", "density_without", "takes_part")
_TAKES_PART: Final = message(
    "Die doet zelf mee aan het werk.", "They do the work of the network themselves."
)
_STANDS_APART: Final = message(
    "Die doet zelf niet mee aan het werk.", "They do not do the work of the network themselves."
)
_READ_SO: Final = message(
    "Gedeeld bestuur gaat samen met weinig deelnemers, veel relaties en vertrouwen over en weer, "
    "en weinig centralisatie; een leidende organisatie met centralisatie op wie zelf meedoet; een "
    "aparte netwerkorganisatie met centralisatie op wie niet zelf meedoet. Een oordeel is dit "
    "niet.",
    "Shared governance goes with few participants, many ties and trust both ways, and little "
    "centralisation; a lead organisation with centralisation on who takes part; a network "
    "administrative organisation with centralisation on who does not. This is no verdict.",
)
