"""Ties that are asked beside ties that are: which are both, and which are either."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Final

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.frames import Columns, columns
from opgavekern.base.texts import Language, Message, message
from opgavekern.network.fit.requirements import Requirement
from opgavekern.network.foundation.figures import Series, in_short
from opgavekern.network.foundation.literature import KRACKHARDT_HANSON_1993, Publication
from opgavekern.network.foundation.outcomes import NetworkResult
from opgavekern.network.foundation.readings import Name, Reading, counted_ties
from opgavekern.network.plots.pairs import Pair, draw_pairs, looks_of_asked

#: So many absent ties are said in words; all of them are in the rows.
_MOST_SAID: Final = 5


@attrs.frozen(kw_only=True)
class FormalTie(Answer):
    """A tie that is asked.

    Attributes:
        first: From whom, or one of both where ties have no direction.
        second: To whom.
        is_actual: Whether it is there; None where that is not known.
        reasons: Why it is asked, as far as the formal network says so.
    """

    first: Name
    second: Name
    is_actual: bool | None
    reasons: tuple[Requirement, ...] = ()

    def words(self, reading: Reading) -> Message:
        """Say the two, called as in the graph that was read, with the first reason."""
        first, second = reading.called((self.first, self.second))
        more = len(self.reasons) - 1
        return message(
            "{first} en {second}{why}{more}",
            "{first} and {second}{why}{more}",
            first=first,
            second=second,
            why=message(" ({why}", " ({why}", why=self.reasons[0]) if self.reasons else "",
            more=""
            if not self.reasons
            else message(", en nog {count})", ", and {count} more)", count=more)
            if more
            else ")",
        )


@attrs.frozen(kw_only=True)
class ActorFormality(Answer):
    """How far the ties of one actor are those that are asked; both directions together.

    Attributes:
        actor: Who.
        kept: Its ties that are asked and there.
        absent: Those asked that are not there.
        informal: Those there that nobody asked.
        unknown: Those asked of which it is not known whether they are there.
    """

    actor: Name
    kept: int
    absent: int
    informal: int
    unknown: int = 0

    @property
    def coverage(self) -> float | None:
        """Kept / asked, 0 to 1; None where nothing is asked of which it is known."""
        asked = self.kept + self.absent
        return self.kept / asked if asked else None


@attrs.frozen(kw_only=True)
class FormalAndActual(NetworkResult):
    """The network that is asked, beside the one that is.

    Attributes:
        reading: How the actual network was read.
        is_directed: Whether a tie from one to another is something else than one back.
        required: Ties that are asked.
        informal: Ties that are there and nobody asked.
        actors: All who are in either network, those of the actual one first.
        not_in_actual: How many actors of the formal network the actual one lacks; as far as it is
            no survey they count as without ties.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (KRACKHARDT_HANSON_1993,)
    COLUMNS: ClassVar[Columns] = columns(
        first=object, second=object, is_required=bool, is_actual=bool, because=tuple
    )

    reading: Reading
    is_directed: bool = False
    required: tuple[FormalTie, ...] = ()
    informal: tuple[tuple[Name, Name], ...] = ()
    actors: tuple[ActorFormality, ...] = ()
    not_in_actual: int = 0

    @property
    def kept(self) -> tuple[FormalTie, ...]:
        """Ties that are asked and there."""
        return tuple(one for one in self.required if one.is_actual)

    @property
    def absent(self) -> tuple[FormalTie, ...]:
        """Ties that are asked and not there."""
        return tuple(one for one in self.required if one.is_actual is False)

    @property
    def unknown(self) -> int:
        """How many ties are asked of which it is not known whether they are there."""
        return sum(one.is_actual is None for one in self.required)

    @property
    def coverage(self) -> float | None:
        """Ties asked and there / ties asked of which that is known, 0 to 1; None without any."""
        kept, absent = len(self.kept), len(self.absent)
        return kept / (kept + absent) if kept + absent else None

    @property
    def informal_share(self) -> float | None:
        """Ties there that nobody asked / ties there, 0 to 1; None without any."""
        kept, informal = len(self.kept), len(self.informal)
        return informal / (kept + informal) if kept + informal else None

    @property
    def jaccard(self) -> float | None:
        """Ties in both networks / ties in either, as far as known, 0 to 1; None without any."""
        either = len(self.kept) + len(self.absent) + len(self.informal)
        return len(self.kept) / either if either else None

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each tie in either network."""
        asked = [
            {
                "first": one.first,
                "second": one.second,
                "is_required": True,
                "is_actual": one.is_actual,
                "because": tuple(dict.fromkeys(why.through for why in one.reasons)),
            }
            for one in self.required
        ]
        unasked = {"is_required": False, "is_actual": True, "because": ()}
        return asked + [{"first": one, "second": other, **unasked} for one, other in self.informal]

    def plot(self, ax: Any = None, *, language: Language = "en") -> Any:
        """Draw both networks over each other: ties that are asked, and those that are there.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            MissingExtraError: matplotlib is not installed.
        """
        asked = [
            Pair(first=one.first, second=one.second, sort=one.is_actual) for one in self.required
        ]
        unasked = [Pair(first=one, second=two, sort="unasked") for one, two in self.informal]
        actors = [one.actor for one in self.actors]
        return draw_pairs(
            ax,
            actors,
            [*asked, *unasked],
            words=self.reading.called(actors),
            looks=looks_of_asked(
                met=message("gevraagd en aanwezig", "asked and there"),
                lacking=message("gevraagd en er niet", "asked and not there"),
                unasked=message("niet gevraagd, wel aanwezig", "there without being asked"),
                unknown=message("gevraagd, niet bekend", "asked, not known"),
                language=language,
            ),
            title=message("Loopt het zoals het gevraagd is?", "Does it go as it is asked?"),
            language=language,
            is_directed=self.is_directed,
        )

    def describe(self, language: Language = "en") -> str:
        """Return shares of both networks, ties that are lacking, and how the graph was read."""
        words = [one.text(language) for one in self._sentences()]
        return " ".join([*words, self.reading.describe(language)])

    def _sentences(self) -> Iterator[Message]:
        kept, absent = len(self.kept), self.absent
        yield message(
            "Gevraagde relaties: {asked}; daarvan aanwezig: {kept} (deel {coverage}).",
            "Ties that are asked: {asked}; of these there are {kept} (share {coverage}).",
            asked=kept + len(absent),
            kept=kept,
            coverage=in_short(self.coverage),
        )
        yield message(
            "Relaties die er zijn zonder dat iemand ze vraagt: {informal} (deel {share}). Beide "
            "netwerken samen: Jaccard {jaccard}.",
            "Ties that are there without being asked: {informal} (share {share}). Both networks "
            "together: Jaccard {jaccard}.",
            informal=len(self.informal),
            share=in_short(self.informal_share),
            jaccard=in_short(self.jaccard),
        )
        if absent:
            yield message(
                "Gevraagd en er niet: {some}{more}.",
                "Asked and not there: {some}{more}.",
                some=Series(tuple(one.words(self.reading) for one in absent[:_MOST_SAID])),
                more=message(
                    "; en nog {count}", "; and {count} more", count=len(absent) - _MOST_SAID
                )
                if len(absent) > _MOST_SAID
                else "",
            )
        if self.unknown:
            yield message(
                "Gevraagd, en niet bekend of het er is: {ties}; dat telt niet mee.",
                "Asked, and not known whether it is there: {ties}; that does not count.",
                ties=counted_ties(self.unknown),
            )
        if self.not_in_actual:
            yield message(
                "Actoren van wie iets gevraagd wordt en die niet in het netwerk staan: {count}.",
                "Actors of whom something is asked that are not in the network: {count}.",
                count=self.not_in_actual,
            )
