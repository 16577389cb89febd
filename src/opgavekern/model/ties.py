"""Ties between stakeholders or people, and the surveys by which they became known."""

from __future__ import annotations

from datetime import date

import attrs

from opgavekern.base.labels import Term, dutch, formerly
from opgavekern.model.record import Record
from opgavekern.model.references import TieEndRef, TieId, TieKindId, TieSurveyId


class WeightMeaning(Term):
    """What the weight of a tie says."""

    STRENGTH = "strength", "sterkte"
    LENGTH = "length", "afstand"
    RANK = "rank", "rang"


@dutch("relatiesoort", id="id", name="naam", is_directed="gericht", weight_means="gewicht betekent")
@attrs.frozen(kw_only=True)
class TieKind(Record):
    """A sort of tie: works with, asks advice of, pays, opposes.

    Attributes:
        id: Name within the dossier.
        name: As people say it.
        is_directed: A tie goes one way; otherwise it is the same from both sides.
        weight_means: What a weight says: strength, length or rank.
    """

    id: TieKindId
    name: str
    is_directed: bool = False
    weight_means: WeightMeaning = WeightMeaning.STRENGTH


class Sign(Term):
    """Whether a tie helps or hinders."""

    POSITIVE = "positive", "positief"
    NEGATIVE = "negative", "negatief"


@dutch(
    "relatie",
    id="id",
    kind="soort",
    start="van",
    end="naar",
    sign="aard",
    weight="gewicht",
    evidence="blijkt uit",
    survey="onderzoek",
)
@formerly(sign="teken")
@attrs.frozen(kw_only=True)
class Tie(Record):
    """One tie between two parties; `valid` says when.

    Attributes:
        id: Name within the dossier.
        kind: Which sort of tie.
        start: Where it starts; for an undirected kind, one of the two.
        end: Where it ends.
        sign: Helps or hinders; None where nobody said.
        weight: As the kind says what weight means.
        evidence: What shows it.
        survey: The survey that it was named in.
    """

    kind: TieKindId
    start: TieEndRef
    end: TieEndRef
    sign: Sign | None = None
    weight: float | None = None
    evidence: str = ""
    survey: TieSurveyId | None = None
    id: TieId = attrs.field()

    @id.default
    def _from_its_ends(self) -> TieId:
        return TieId(f"{self.kind}.{self.start.id}.{self.end.id}")


@dutch("relatieonderzoek", id="id", title="titel", on="op", kinds="soorten", asked="gevraagd",
       answered="geantwoord")  # fmt: skip
@attrs.frozen(kw_only=True)
class TieSurvey(Record):
    """A survey of ties, so that "no tie", "no answer" and "not asked" stay apart.

    Attributes:
        id: Name within the dossier.
        title: In one line.
        on: The day, or the last day of it.
        kinds: Sorts of ties that were asked about.
        asked: Who was asked.
        answered: Who answered.
    """

    id: TieSurveyId
    title: str
    on: date | None = None
    kinds: tuple[TieKindId, ...] = ()
    asked: tuple[TieEndRef, ...] = ()
    answered: tuple[TieEndRef, ...] = ()
