"""Who is missing from an issue or a network, as a result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, ClassVar, Final

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.frames import Columns, columns
from opgavekern.base.labels import Term
from opgavekern.base.texts import Language, Message, Speaks, message
from opgavekern.model import StakeholderKind
from opgavekern.network.foundation.figures import in_short
from opgavekern.network.foundation.outcomes import SourcedResult
from opgavekern.network.foundation.readings import Name, Reading
from opgavekern.network.plots.axes import with_part
from opgavekern.network.plots.tables import Shading, draw_table, shade_of
from opgavekern.network.stakeholders.stakes import Stake

#: So many names stand in a sentence; the rows have all.
_MOST_NAMED = 10


class VoiceFinding(Term):
    """What there is to say of a voice."""

    HEARD = "heard", "vertegenwoordigd", "represented"
    NEARBY = "nearby", "alleen van dichtbij", "only from nearby"
    MISSING = "missing", "niemand", "nobody"
    NO_TIE = "no_tie", "geen relatie", "no tie"
    NO_SEAT = "no_seat", "niet aan tafel", "no seat"
    ISOLATED = "isolated", "buiten deze relatie", "outside this relation"
    ABSENT = "absent", "niet aanwezig", "absent"


@attrs.frozen(kw_only=True)
class Voice(Answer):
    """An area, group or kind that an issue touches, and who speaks for it.

    Attributes:
        issue: Which issue; empty for a network.
        sort: What it is: `area`, `population_group`, `target_group` or `kind`, or the attribute.
        thing: Which one.
        label: As people say it.
        heard_by: Who stands for it.
        nearby: Who stands for an area around it or a part of it, and not for all of it as such.
    """

    issue: str = ""
    sort: str
    thing: Name
    label: str
    heard_by: tuple[Name, ...] = ()
    nearby: tuple[Name, ...] = ()

    def text(self, language: Language = "en") -> str:
        """Return what it is called."""
        known = {one.value: one for one in StakeholderKind}
        kind = known.get(str(self.thing)) if self.sort == "kind" else None
        return self.label if kind is None else kind.text(language)

    @property
    def finding(self) -> VoiceFinding:
        """Whether somebody stands for it, somebody nearby does, or nobody does."""
        if self.heard_by:
            return VoiceFinding.HEARD
        return VoiceFinding.NEARBY if self.nearby else VoiceFinding.MISSING


@attrs.frozen(kw_only=True)
class UnheardActor(Answer):
    """Someone with a high interest who has no tie or no seat.

    Attributes:
        stake: What is at stake for them.
        has_tie: Whether they have a tie; None where that is not known.
        has_seat: Whether they have a seat; None where that is not known.
    """

    stake: Stake
    has_tie: bool | None
    has_seat: bool | None


@attrs.frozen(kw_only=True)
class RelationIsolates(Answer):
    """Who stands outside a relation.

    Attributes:
        issue: Which issue; empty for a network.
        relation: Which kind of tie; empty where ties have no kind.
        actors: Who has no tie of this kind.
        unknown: Of how many more that is not known, because they did not answer.
    """

    issue: str = ""
    relation: str
    actors: tuple[Name, ...]
    unknown: int = 0


@attrs.frozen(kw_only=True)
class EventGap(Answer):
    """An event, such as a meeting, where nobody of some kinds was present.

    Attributes:
        issue: About which issue; empty for a network.
        event: Which.
        label: As people say it.
        sort: `kind`, or the attribute.
        absent: What nobody of those present stands for.
    """

    issue: str = ""
    event: Name
    label: str
    sort: str
    absent: tuple[Name, ...]


_NOTHING_EXPECTED: Final = message(
    "Welke gebieden, groepen en soorten gehoord moeten worden, is hier niet bekend; zeg dat met "
    "expected.",
    "Which areas, groups and kinds should be heard is not known here; say so with expected.",
)


@attrs.frozen(kw_only=True)
class MissingVoices(SourcedResult):
    """Who is missing from issues, or from a network; no publication defines it.

    Attributes:
        on: The day; None for all that is known.
        threshold: From which interest up it is high.
        voices: What is touched, in order of issue and sort, and who stands for it.
        unheard: Who has a high interest, and no tie or no seat.
        interest_unknown: Of how many stakes the interest is not known.
        isolates: Who stands outside each relation.
        events: Events with somebody missing; those of which nobody is known to have been there
            are left out.
        reading: How a graph was read; None of a dossier.
    """

    COLUMNS: ClassVar[Columns] = columns(
        issue=str, finding=str, sort=str, thing=object, label=str, count=int, who=str
    )

    on: date | None = None
    threshold: float
    voices: tuple[Voice, ...] = ()
    unheard: tuple[UnheardActor, ...] = ()
    interest_unknown: int = 0
    isolates: tuple[RelationIsolates, ...] = ()
    events: tuple[EventGap, ...] = ()
    reading: Reading | None = None

    @property
    def missing(self) -> tuple[Voice, ...]:
        """What nobody stands for, nor anybody nearby."""
        return tuple(one for one in self.voices if one.finding is VoiceFinding.MISSING)

    @property
    def coverage(self) -> float | None:
        """Share of what is touched that somebody stands for, 0 to 1; None without anything."""
        heard = sum(one.finding is VoiceFinding.HEARD for one in self.voices)
        return heard / len(self.voices) if self.voices else None

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each finding."""
        return [*self._of_voices(), *self._of_actors()]

    def _of_voices(self) -> Iterator[dict[str, Any]]:
        for one in self.voices:
            yield _row(
                one, one.finding, (one.sort, one.thing, one.label), one.heard_by or one.nearby
            )

    def _of_actors(self) -> Iterator[dict[str, Any]]:
        for actor in self.unheard:
            stake = actor.stake
            for finding in _lacks(actor):
                yield _row(stake, finding, ("stakeholder", stake.stakeholder, stake.label))
        for alone in self.isolates:
            yield _row(alone, VoiceFinding.ISOLATED, ("relation", alone.relation, ""), alone.actors)
        for event in self.events:
            yield _row(
                event, VoiceFinding.ABSENT, ("event", event.event, event.label), event.absent
            )

    def describe(self, language: Language = "en") -> str:
        """Return who is missing, in a few sentences."""
        said = [one.text(language) for one in self._sentences()]
        read = [] if self.reading is None else [self.reading.describe(language)]
        return " ".join([*said, *read])

    def _sentences(self) -> Iterator[Message]:
        nearby = [one for one in self.voices if one.finding is VoiceFinding.NEARBY]
        partly = message(
            "; voor {nearby} alleen iemand van een deel ervan of van een groter gebied",
            "; for {nearby} only somebody of a part or of a wider area does",
            nearby=len(nearby),
        )
        if not self.voices:
            yield _NOTHING_EXPECTED
        else:
            yield message(
                "Voor {missing} van {all} gebieden, groepen en soorten spreekt niemand"
                "{which}{partly}.",
                "Nobody speaks for {missing} of {all} areas, groups and kinds{which}{partly}.",
                missing=len(self.missing),
                all=len(self.voices),
                which=_listed(self.missing),
                partly=partly if nearby else message("", ""),
            )
        for finding, said in (
            (VoiceFinding.NO_TIE, message("zonder relatie", "without a tie")),
            (VoiceFinding.NO_SEAT, message("niet aan tafel", "without a seat")),
        ):
            lacking = [one.stake.label for one in self.unheard if finding in _lacks(one)]
            names = [message("{name}", "{name}", name=one) for one in dict.fromkeys(lacking)]
            yield message(
                "Veel belang (vanaf {threshold}) en {said}: {count}{which}.",
                "A high interest (from {threshold}) and {said}: {count}{which}.",
                threshold=in_short(self.threshold, 2),
                said=said,
                count=len(lacking),
                which=_listed(names),
            )
        if self.interest_unknown:
            yield message(
                "Van {count} is het belang onbekend.",
                "Of {count} the interest is not known.",
                count=self.interest_unknown,
            )
        if unknown := sum(one.unknown for one in self.isolates):
            yield message(
                "Of er een relatie is, is van {count} niet bekend: geen antwoord, en niet genoemd.",
                "Of {count} it is not known whether there is a tie: no answer, and not named.",
                count=unknown,
            )
        if self.events:
            yield message(
                "Bijeenkomsten waar een soort ontbrak: {count}{which}.",
                "Meetings where some kind was missing: {count}{which}.",
                count=len(self.events),
                which=_listed(message("{name}", "{name}", name=one.label) for one in self.events),
            )

    def plot(self, ax: Any = None, *, most: int = 30, language: Language = "en") -> Any:
        """Draw how many speak for each area, group and kind, by issue: first where nobody does.

        Between brackets are those who only stand nearby; a bold 0 is nobody; a blank is not
        touched by that issue.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            most: How many areas, groups and kinds, at most.
            language: Of the words.

        Returns:
            The axes.

        Raises:
            MissingExtraError: matplotlib is not installed.
        """
        issues = list(dict.fromkeys(one.issue for one in self.voices))
        by_thing: dict[tuple[str, Name], dict[str, Voice]] = {}
        for one in self.voices:
            by_thing.setdefault((one.sort, one.thing), {})[one.issue] = one
        rows = sorted(by_thing.values(), key=_gaps, reverse=True)[:most]
        largest = max((len(one.heard_by) for one in self.voices), default=0)
        everyone = message("stemmen", "voices").text(language)
        return draw_table(
            ax,
            [[_cell(row.get(issue), largest) for issue in issues] for row in rows],
            rows=[next(iter(row.values())).text(language) for row in rows],
            columns=[issue or everyone for issue in issues],
            title=with_part(
                message("Wie wordt niet gehoord?", "Who is not heard?"), len(rows), len(by_thing)
            ).text(language),
        )


def _row(
    one: Voice | RelationIsolates | EventGap | Stake,
    finding: VoiceFinding,
    named: tuple[str, Name, str],
    who: tuple[Name, ...] = (),
) -> dict[str, Any]:
    sort, thing, label = named
    return {
        "issue": one.issue,
        "finding": finding.value,
        "sort": sort,
        "thing": thing,
        "label": label,
        "count": len(who),
        "who": ", ".join(map(str, who)),
    }


def _lacks(actor: UnheardActor) -> tuple[VoiceFinding, ...]:
    lacks = ((actor.has_tie, VoiceFinding.NO_TIE), (actor.has_seat, VoiceFinding.NO_SEAT))
    return tuple(finding for has, finding in lacks if has is False)


@attrs.frozen
class _Names:
    """Names between brackets, so many that a sentence stays readable."""

    parts: tuple[Speaks, ...]

    def text(self, language: Language = "en") -> str:
        names = list(dict.fromkeys(one.text(language) for one in self.parts))
        more = ["…"] if len(names) > _MOST_NAMED else []
        return f" ({', '.join([*names[:_MOST_NAMED], *more])})" if names else ""


def _listed(parts: Iterable[Speaks]) -> _Names:
    return _Names(tuple(parts))


def _gaps(row: dict[str, Voice]) -> tuple[int, int]:
    found = [one.finding for one in row.values()]
    return found.count(VoiceFinding.MISSING), found.count(VoiceFinding.NEARBY)


def _cell(voice: Voice | None, largest: int) -> Shading:
    if voice is None:
        return Shading(words="", shade=0)
    count = len(voice.heard_by)
    words = f"{count} ({len(voice.nearby)})" if voice.nearby else str(count)
    is_missing = voice.finding is VoiceFinding.MISSING
    return Shading(words=words, shade=shade_of(count, largest), is_bold=is_missing)
