"""Motifs of actors and issues, closed and open, beside what chance gives."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any, ClassVar, Final

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.frames import Columns, columns
from opgavekern.base.texts import Language, Message, message
from opgavekern.network.fit.motif_chance import MotifNull
from opgavekern.network.fit.motif_counts import Motif
from opgavekern.network.foundation.choices import chosen
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.figures import Series, in_short, p_in_short
from opgavekern.network.foundation.literature import (
    BODIN_ET_AL_2016,
    BODIN_TENGO_2012,
    Publication,
)
from opgavekern.network.foundation.null_distributions import NullDistribution
from opgavekern.network.foundation.outcomes import NetworkResult
from opgavekern.network.foundation.readings import Name, Reading
from opgavekern.network.plots.estimates import Estimate, draw_estimates

#: Of so many pairs open motifs are said in words.
_MOST_SAID: Final = 5


@attrs.frozen(kw_only=True)
class MotifCount(Answer):
    """How often a motif is closed by a tie, and how often it is open.

    Attributes:
        motif: Which.
        closed: How many are.
        open: How many are not.
        unknown: How many are around two actors neither of whom answered; they are in neither.
        chance: The share that is closed in networks that chance made; None where none were drawn,
            or there is no such motif.
        low: Below it lie 2.5% of those shares; None where there are none.
        high: Above it lie 2.5% of them.
    """

    motif: Motif
    closed: int
    open: int
    unknown: int = 0
    chance: NullDistribution | None = None
    low: float | None = None
    high: float | None = None

    @property
    def share(self) -> float | None:
        """Closed / (closed + open), 0 to 1; None without any."""
        many = self.closed + self.open
        return self.closed / many if many else None

    @property
    def z(self) -> float | None:
        """The share less its mean by chance, in standard deviations; None where these are zero."""
        if self.share is None or self.chance is None or self.chance.mean is None:
            return None
        return (self.share - self.chance.mean) / self.chance.sd if self.chance.sd else None

    def text(self, language: Language = "en") -> str:
        """Return the counts in words, with what chance gives."""
        return message(
            "{motif}: {closed} van {all} gesloten ({share}{chance})",
            "{motif}: {closed} of {all} closed ({share}{chance})",
            motif=self.motif,
            closed=self.closed,
            all=self.closed + self.open,
            share=in_short(self.share),
            chance=self._chance(),
        ).text(language)

    def _chance(self) -> Message:
        if self.chance is None:
            return message("", "")
        return message(
            "; door toeval {mean}, van {low} tot {high}, z {z}; {at_least} voor ten minste en "
            "{at_most} voor ten hoogste zo hoog",
            "; by chance {mean}, from {low} to {high}, z {z}; {at_least} for at least and "
            "{at_most} for at most as high",
            mean=in_short(self.chance.mean),
            low=in_short(self.low),
            high=in_short(self.high),
            z=in_short(self.z, 2),
            at_least=p_in_short(self.chance.p_at_least),
            at_most=p_in_short(self.chance.p_at_most),
        )


@attrs.frozen(kw_only=True)
class OpenMotif(Answer):
    """A motif that two actors would close by a tie.

    Attributes:
        motif: Which.
        first: One of them.
        second: The other.
        issues: The issue on which both work; or the two that depend on each other, first that of
            the first.
        labels: What people call those issues.
    """

    motif: Motif
    first: Name
    second: Name
    issues: tuple[Name, ...]
    labels: tuple[str, ...]

    def text(self, language: Language = "en") -> str:
        """Return the two, and what they have to talk about."""
        return self._said(str(self.first), str(self.second)).text(language)

    def words(self, reading: Reading, more: int = 0) -> Message:
        """Say the same, actors called as in the graph that was read.

        Args:
            reading: How it was.
            more: How many more motifs are open between the two.
        """
        first, second = reading.called((self.first, self.second))
        return self._said(first, second, more)

    def _said(self, first: str, second: str, more: int = 0) -> Message:
        return message(
            "{first} en {second} ({issues}{more})",
            "{first} and {second} ({issues}{more})",
            first=first,
            second=second,
            issues=" – ".join(f"“{one}”" for one in self.labels),
            more=message("; en nog {count}", "; and {count} more", count=more)
            if more
            else message("", ""),
        )


@attrs.frozen(kw_only=True)
class SocialEcologicalMotifs(NetworkResult):
    """Motifs of actors and issues, beside what chance gives.

    Attributes:
        reading: How the network of actors was read.
        null: What chance decides.
        actors: Number of actors who work on something.
        issues: Number of issues that somebody works on.
        without_issue: Actors of the network who work on nothing here; they are left out.
        not_in_network: Actors who work on something and whom the network lacks; they count as
            without ties.
        motifs: Each of them; without dependencies only that of one issue.
        open_pairs: Pairs of actors around whom some motif is open.
        gaps: Open motifs that two actors would close, of pairs with most first: those of as many
            pairs as were asked for.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (BODIN_TENGO_2012, BODIN_ET_AL_2016)
    COLUMNS: ClassVar[Columns] = columns(
        motif=str,
        closed=int,
        open=int,
        unknown=int,
        share=float,
        mean=float,
        sd=float,
        z=float,
        low=float,
        high=float,
        p_at_least=float,
        p_at_most=float,
    )

    reading: Reading
    null: MotifNull
    actors: int
    issues: int
    without_issue: int = 0
    not_in_network: int = 0
    motifs: tuple[MotifCount, ...]
    open_pairs: int = 0
    gaps: tuple[OpenMotif, ...] = ()

    def of(self, motif: Motif | str) -> MotifCount:
        """Return the counts of a motif.

        Raises:
            NetworkError: There is no such motif, or it was not counted for want of dependencies.
        """
        wanted = chosen(Motif, motif, "motif")
        for one in self.motifs:
            if one.motif is wanted:
                return one
        raise NetworkError(
            message(
                "“{motif}” is niet geteld; geef ook welke opgaven samenhangen: dependencies=…",
                "“{motif}” was not counted; tell which issues depend on each other too: "
                "dependencies=…",
                motif=wanted,
            )
        )

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each motif."""
        return [
            {
                "motif": one.motif.value,
                "closed": one.closed,
                "open": one.open,
                "unknown": one.unknown,
                "share": one.share,
                "mean": one.chance and one.chance.mean,
                "sd": one.chance and one.chance.sd,
                "z": one.z,
                "low": one.low,
                "high": one.high,
                "p_at_least": one.chance and one.chance.p_at_least,
                "p_at_most": one.chance and one.chance.p_at_most,
            }
            for one in self.motifs
        ]

    def describe(self, language: Language = "en") -> str:
        """Return each motif beside chance, the first gaps, and how the graph was read."""
        words = [one.text(language) for one in self._sentences()]
        return " ".join([*words, self.reading.describe(language)])

    def _sentences(self) -> Iterator[Message]:
        yield message(
            "Motieven van {actors} actoren en {issues} opgaven: {motifs}.",
            "Motifs of {actors} actors and {issues} issues: {motifs}.",
            actors=self.actors,
            issues=self.issues,
            motifs=Series(self.motifs),
        )
        drawn = max((one.chance.replicates for one in self.motifs if one.chance), default=0)
        if drawn:
            yield message(
                "Het toeval bepaalt in {drawn} trekkingen {null}; “van … tot” omvat 95% ervan, en "
                "p = (k + 1)/(N + 1). Wie aan welke opgave werkt blijft gelijk; alleen hoeveel "
                "motieven gesloten zijn kan verschillen.",
                "Chance decides in {drawn} draws {null}; “from … to” holds 95% of them, and "
                "p = (k + 1)/(N + 1). Who works on which issue stays; only how many motifs are "
                "closed can differ.",
                drawn=drawn,
                null=self.null,
            )
        if self.gaps:
            yield message(
                "Open motieven zijn er tussen {pairs} paren, eerst: {gaps}.",
                "Open motifs are there between {pairs} pairs, first: {gaps}.",
                pairs=self.open_pairs,
                gaps=Series(tuple(itertools.islice(self._first_gaps(), _MOST_SAID))),
            )
        yield from self._left_out()

    def _first_gaps(self) -> Iterator[Message]:
        """Say what is open, pair by pair: the first of it."""
        for _, each in itertools.groupby(self.gaps, lambda one: (one.first, one.second)):
            one, *others = each
            yield one.words(self.reading, len(others))

    def _left_out(self) -> Iterator[Message]:
        unknown = sum(one.unknown for one in self.motifs)
        if unknown:
            yield message(
                "Van {count} motieven is niet bekend of zij gesloten zijn, omdat geen van beide "
                "actoren antwoordde; die tellen niet mee.",
                "Of {count} motifs it is not known whether they are closed, since neither actor "
                "answered; these do not count.",
                count=unknown,
            )
        if self.without_issue:
            yield message(
                "Actoren zonder bekende opgave: {count}; zij tellen niet mee.",
                "Actors without a known issue: {count}; they do not count.",
                count=self.without_issue,
            )
        if self.not_in_network:
            yield message(
                "Actoren met een opgave die niet in het netwerk staan: {count}; zij gelden als "
                "zonder relaties.",
                "Actors with an issue that are not in the network: {count}; they count as without "
                "ties.",
                count=self.not_in_network,
            )

    def plot(self, ax: Any = None, *, language: Language = "en") -> Any:
        """Draw the share of each motif that is closed, with what 95% of the draws gave as a line.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            MissingExtraError: matplotlib is not installed.
        """
        rows = [
            Estimate(
                name=one.motif.text(language),
                value=one.share,
                low=one.low,
                high=one.high,
                words=message(
                    "{closed} van {all}",
                    "{closed} of {all}",
                    closed=one.closed,
                    all=one.closed + one.open,
                ).text(language),
            )
            for one in self.motifs
        ]
        return draw_estimates(
            ax,
            rows,
            label=message(
                "gesloten deel; lijn: 95% van het toeval", "closed share; line: 95% of chance"
            ),
            title=message(
                "Volgen relaties het werk aan opgaven?", "Do ties follow the work on issues?"
            ),
            language=language,
        )
