"""Who could be allies and who opponents, as a result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar, Final

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.frames import Columns, columns
from opgavekern.base.labels import Term
from opgavekern.base.texts import Language, Message, message
from opgavekern.network.foundation.literature import (
    BRYSON_2004,
    WEIBLE_SABATIER_2005,
    Publication,
)
from opgavekern.network.foundation.outcomes import NetworkResult
from opgavekern.network.foundation.readings import Name, Reading, counted_pairs
from opgavekern.network.plots.axes import DARK, FAINT, LIGHT
from opgavekern.network.plots.drawing import TieLook
from opgavekern.network.plots.pairs import Pair, draw_pairs
from opgavekern.network.stakeholders.placing import Placed, only
from opgavekern.network.stakeholders.signed_ties import PairTie
from opgavekern.network.stakeholders.stakes_in_networks import say_elsewhere


class PairKind(Term):
    """What two actors are to each other, by their positions and what there is between them."""

    COALITION = "coalition", "coalitie"
    LATENT_COALITION = "latent_coalition", "mogelijke coalitie", "latent coalition"
    STRAINED = "strained", "eens op slechte voet", "agreeing on bad terms"
    BRIDGE = "bridge", "brug"
    LATENT_CONFLICT = "latent_conflict", "mogelijk conflict", "latent conflict"
    OPEN_CONFLICT = "open_conflict", "openlijk conflict", "open conflict"
    UNDECIDED = "undecided", "eens noch oneens", "neither agreeing nor opposed"


#: How each kind is drawn: its tone, width and dashes; who agree nor are opposed have no line.
_LINES: Final = {
    PairKind.COALITION: (DARK, 2.2, "-"),
    PairKind.LATENT_COALITION: (DARK, 1.4, "--"),
    PairKind.STRAINED: (DARK, 1.4, ":"),
    PairKind.BRIDGE: (FAINT, 2.2, "-"),
    PairKind.LATENT_CONFLICT: (LIGHT, 1.4, "--"),
    PairKind.OPEN_CONFLICT: (LIGHT, 2.2, "-"),
}


@attrs.frozen(kw_only=True)
class PairPotential(Placed):
    """What two actors could be to each other.

    Attributes:
        first: One of them, the first in the order of the graph.
        second: The other.
        issues: In how many issues the positions of both are known.
        agreement: How far they lean the same way, on average over these issues: 0 to 1 where
            positions go from -1 to 1.
        conflict: How far they lean opposite ways, likewise.
        ties: What there may be between them; one where it is known.
        possible: Kinds that agree with what is known.
        within_margin: Kinds that are possible as well if the threshold may move by the margin.
        margin: How far the threshold must move before they count otherwise.
    """

    first: Name
    second: Name
    issues: int
    agreement: float
    conflict: float
    ties: tuple[PairTie, ...]
    possible: tuple[PairKind, ...]
    within_margin: tuple[PairKind, ...]
    margin: float | None

    @property
    def net(self) -> float:
        """Agreement less conflict: above zero they lean the same way more than apart."""
        return self.agreement - self.conflict

    @property
    def kind(self) -> PairKind | None:
        """The kind; None where it is not known whether they have a tie."""
        return only(self.possible)


@attrs.frozen(kw_only=True)
class Coalition(Answer):
    """Actors whom agreement and ties join, each with at least one other.

    Attributes:
        members: Who, in the order of the graph.
        pairs: Pairs of members that agree and have a tie.
        opposed: Pairs of members that are opposed all the same.
        allies: Who agrees with a member without a tie, and is no member: who could join.
    """

    members: tuple[Name, ...]
    pairs: int
    opposed: int
    allies: tuple[Name, ...]


@attrs.frozen(kw_only=True)
class GroupPotential(Answer):
    """What the actors of two groups, or of one, could be to each other.

    Attributes:
        first: One group.
        second: The other, or the same.
        pairs: Pairs of actors with positions in the same issue.
        agreement: Their agreement on average.
        conflict: Their conflict on average.
        kinds: How many pairs are of each kind, in the order of `PairKind`; what is not known is in
            none.
    """

    first: Name
    second: Name
    pairs: int
    agreement: float
    conflict: float
    kinds: tuple[int, ...]


@attrs.frozen(kw_only=True)
class CoalitionPotential(NetworkResult):
    """Who could be allies and who opponents.

    Attributes:
        reading: How the graph was read.
        agree: From which net agreement up a pair agrees, and as far below zero is opposed.
        margin: How far that threshold is moved to see which pairs depend on it.
        on: The day; None for the last that is known.
        elsewhere: Stakeholders who are no actor of the network.
        pairs: Of two actors with a position in the same issue, in the order of the graph.
        coalitions: The largest first.
        groups: In order of group; empty where none were asked.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (WEIBLE_SABATIER_2005, BRYSON_2004)
    COLUMNS: ClassVar[Columns] = columns(
        first=object,
        second=object,
        issues=int,
        agreement=float,
        conflict=float,
        tie=str,
        kind=str,
        possible=tuple,
        within_margin=tuple,
        margin=float,
        is_stable=bool,
    )

    reading: Reading
    agree: float
    margin: float
    on: date | None = None
    elsewhere: tuple[Name, ...] = ()
    pairs: tuple[PairPotential, ...]
    coalitions: tuple[Coalition, ...]
    groups: tuple[GroupPotential, ...] = ()

    def of(self, kind: PairKind) -> tuple[PairPotential, ...]:
        """Return the pairs of a kind, those that lean most one way first."""
        found = [one for one in self.pairs if one.kind is kind]
        return tuple(sorted(found, key=lambda one: -abs(one.net)))

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each pair."""
        return [
            {
                "first": one.first,
                "second": one.second,
                "issues": one.issues,
                "agreement": one.agreement,
                "conflict": one.conflict,
                "tie": None if (tie := only(one.ties)) is None else tie.value,
                "kind": None if one.kind is None else one.kind.value,
                **one.told,
            }
            for one in self.pairs
        ]

    def plot(self, ax: Any = None, *, language: Language = "en") -> Any:
        """Draw who agree and who are opposed as a network, by what there is between them.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            MissingExtraError: matplotlib is not installed.
        """
        actors = dict.fromkeys(who for one in self.pairs for who in (one.first, one.second))
        return draw_pairs(
            ax,
            list(actors),
            [
                Pair(first=one.first, second=one.second, sort=one.kind)
                for one in self.pairs
                if one.kind in _LINES
            ],
            words=self.reading.called(actors),
            looks={
                kind: TieLook(colour=colour, width=width, style=style, words=kind.text(language))
                for kind, (colour, width, style) in _LINES.items()
            },
            title=message(
                "Wie staan er samen, en wie tegenover elkaar?",
                "Who stand together, and who opposed?",
            ),
            language=language,
        )

    def describe(self, language: Language = "en") -> str:
        """Return how many pairs are of each kind, by which threshold, and the coalitions."""
        said = " ".join(one.text(language) for one in self._sentences())
        return f"{said} {self.reading.describe(language)}"

    def _sentences(self) -> Iterator[Message]:
        counts = Counter(one.kind for one in self.pairs)
        yield message(
            "Van {all} met een standpunt in dezelfde opgave zijn er {agreeing} het eens: "
            "{coalition} met een relatie (coalitie), {latent} zonder (mogelijke coalitie) en "
            "{strained} op slechte voet. Tegenover elkaar staan er {opposed}: {bridge} met een "
            "relatie (brug), {conflict} zonder (mogelijk conflict) en {open} op slechte voet "
            "(openlijk conflict). Eens noch oneens zijn er {undecided}; van {unknown} is niet "
            "bekend of zij een relatie hebben.",
            "Of {all} with a position in the same issue {agreeing} agree: {coalition} with "
            "a tie (coalition), {latent} without (latent coalition) and {strained} on bad terms. "
            "Opposed are {opposed}: {bridge} with a tie (bridge), {conflict} without (latent "
            "conflict) and {open} on bad terms (open conflict). Neither are {undecided}; of "
            "{unknown} it is not known whether they have a tie.",
            all=counted_pairs(len(self.pairs)),
            agreeing=sum(
                counts[one]
                for one in (PairKind.COALITION, PairKind.LATENT_COALITION, PairKind.STRAINED)
            ),
            coalition=counts[PairKind.COALITION],
            latent=counts[PairKind.LATENT_COALITION],
            strained=counts[PairKind.STRAINED],
            opposed=sum(
                counts[one]
                for one in (PairKind.BRIDGE, PairKind.LATENT_CONFLICT, PairKind.OPEN_CONFLICT)
            ),
            bridge=counts[PairKind.BRIDGE],
            conflict=counts[PairKind.LATENT_CONFLICT],
            open=counts[PairKind.OPEN_CONFLICT],
            undecided=counts[PairKind.UNDECIDED],
            unknown=counts[None],
        )
        yield message(
            "Eens of oneens is een verschil van ten minste {agree} tussen wat zij delen en wat hen "
            "scheidt (een eigen maat); een grens die {margin} hoger of lager ligt, laat {stable} "
            "hetzelfde.",
            "To agree or be opposed is a difference of at least {agree} between what they share "
            "and what divides them (a measure of our own); a threshold {margin} higher or lower "
            "leaves {stable} the same.",
            agree=self.agree,
            margin=self.margin,
            stable=counted_pairs(sum(one.is_stable for one in self.pairs)),
        )
        yield message(
            "Coalities: {count}, met {sizes} actoren.",
            "Coalitions: {count}, of {sizes} actors.",
            count=len(self.coalitions),
            sizes=tuple(len(one.members) for one in self.coalitions) or 0,
        )
        if self.elsewhere:
            yield say_elsewhere(self.elsewhere)
