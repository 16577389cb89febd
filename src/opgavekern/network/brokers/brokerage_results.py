"""What is said of brokerage: by role, of each actor and of the whole network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, Final

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.frames import Columns, columns
from opgavekern.base.texts import Language, Message, message
from opgavekern.network.brokers.broker_model import BrokerageSd
from opgavekern.network.brokers.broker_roles import BrokerRole
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.figures import Figure, Series, in_short, with_figure
from opgavekern.network.foundation.literature import GOULD_FERNANDEZ_1989, Publication
from opgavekern.network.foundation.naming import no_such_actor
from opgavekern.network.foundation.outcomes import NetworkResult
from opgavekern.network.foundation.readings import Name, Reading
from opgavekern.network.plots.axes import with_part
from opgavekern.network.plots.tables import Shading, draw_table, shade_of

_ROLES: Final = tuple(role.value for role in BrokerRole)
#: How many standard deviations chance seldom exceeds: once in twenty of a normal distribution.
_STANDS_OUT: Final = 1.96
_BOLD: Final = message(
    "vet: meer dan 1,96 standaardafwijkingen van wat toeval geeft",
    "bold: more than 1.96 standard deviations from what chance gives",
)
_MODEL: Final = tuple(f"{said}_{role}" for said in ("expected", "sd", "z") for role in _ROLES)
_CHANCE: Final = tuple(f"{said}_{role}" for said in ("p_above", "p_below") for role in _ROLES)


@attrs.frozen(kw_only=True)
class RoleCount(Answer):
    """How often a role is taken, beside what chance makes one expect.

    Attributes:
        role: Which, or all together.
        count: Open two-paths; None where the actor did not answer.
        expected: Under independent arcs between groups of these sizes; None where that model
            does not hold.
        sd: Standard deviation under the same model.
        p_above: Share of permutations with so high a count or higher, the observed one among
            them; None without permutations.
        p_below: The same for so low or lower.
    """

    role: BrokerRole
    count: float | None
    expected: float | None = None
    sd: float | None = None
    p_above: float | None = None
    p_below: float | None = None

    @property
    def z(self) -> float | None:
        """How many standard deviations the count lies above what is expected."""
        return _z(self.count, self.expected, self.sd)


@attrs.frozen(kw_only=True)
class GroupChance(Answer):
    """What to expect of any one actor of a group.

    Attributes:
        group: Which.
        actors: Number of its actors.
        expected: For each `BrokerRole`, in its order; empty where the model does not hold.
        sd: The standard deviations, likewise.
    """

    group: Name
    actors: int
    expected: tuple[float, ...]
    sd: tuple[float, ...]


@attrs.frozen(kw_only=True)
class Brokerage(NetworkResult):
    """Brokerage by role, of each actor and of the whole network.

    Attributes:
        reading: How the graph was read.
        is_weighted: Each open pair counts for one in all, shared by its brokers.
        sd: Which standard deviation the whole network is given.
        permutations: How often the groups were dealt out anew; 0 for not.
        whole: The sums over actors, for each `BrokerRole` in its order.
        groups: What to expect of actors of each group, in order of group.
        actors: In the order of the graph.
        group_of: The group of each actor.
        counts: For each `BrokerRole` in its order, the count of each actor.
        p_above: For each role and actor, the share of permutations with so high a count or
            higher, the observed one among them; empty without permutations.
        p_below: The same for so low or lower.
    """

    SOURCES: ClassVar[tuple[Publication, ...]] = (GOULD_FERNANDEZ_1989,)
    COLUMNS: ClassVar[Columns] = columns(
        actor=object, group=object, **dict.fromkeys((*_ROLES, *_MODEL, *_CHANCE), float)
    )

    reading: Reading
    is_weighted: bool
    sd: BrokerageSd
    permutations: int
    whole: tuple[RoleCount, ...]
    groups: tuple[GroupChance, ...]
    actors: tuple[Name, ...]
    group_of: tuple[Name, ...]
    counts: tuple[tuple[float | None, ...], ...]
    p_above: tuple[tuple[float | None, ...], ...] = ()
    p_below: tuple[tuple[float | None, ...], ...] = ()

    @property
    def columns(self) -> Columns:
        """Expectations where the model holds, and p-values where there were permutations."""
        left_out = {
            *(_MODEL if not self._has_model else ()),
            *(_CHANCE if not self.permutations else ()),
        }
        return columns(**{key: of for key, of in self.COLUMNS.items() if key not in left_out})

    @property
    def _has_model(self) -> bool:
        return any(one.expected for one in self.groups)

    def of(self, actor: Name) -> tuple[RoleCount, ...]:
        """Return what is said of one actor, for each `BrokerRole` in its order.

        Raises:
            NetworkError: There is no such actor.
        """
        if actor not in self.actors:
            raise NetworkError(no_such_actor(actor, self.actors))
        place = self.actors.index(actor)
        chances = {one.group: one for one in self.groups}
        return tuple(self._roles(place, chances.get(self.group_of[place])))

    def _roles(self, place: int, chance: GroupChance | None) -> Iterator[RoleCount]:
        for number, role in enumerate(BrokerRole):
            yield RoleCount(
                role=role,
                count=_cell(self.counts, number, place),
                expected=at(chance.expected, number) if chance else None,
                sd=at(chance.sd, number) if chance else None,
                p_above=_cell(self.p_above, number, place),
                p_below=_cell(self.p_below, number, place),
            )

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each actor."""
        chances = {one.group: one for one in self.groups}
        wanted = self.columns
        rows = []
        for place, (actor, group) in enumerate(zip(self.actors, self.group_of, strict=False)):
            row: dict[str, Any] = {"actor": actor, "group": group}
            for one in self._roles(place, chances.get(group)):
                role = one.role.value
                row[role] = one.count
                for said in ("expected", "sd", "z", "p_above", "p_below"):
                    row[f"{said}_{role}"] = getattr(one, said)
            rows.append({key: row[key] for key in wanted})
        return rows

    def plot(
        self,
        ax: Any = None,
        *,
        most: int = 20,
        language: Language = "en",
    ) -> Any:
        """Draw the profile of those who broker most: how often each takes which role.

        Args:
            ax: `matplotlib.axes.Axes` to draw on; None takes a new figure of pyplot.
            most: How many actors at most, those with the highest total first.
            language: Of the words.

        Returns:
            The axes. A cell holds the count and is darker the higher it is in its column; it is
            bold where it lies more than 1.96 standard deviations from what is expected.

        Raises:
            MissingExtraError: matplotlib is not installed.
        """
        totals = self.counts[-1] if self.counts else ()
        places = [place for place in range(len(self.actors)) if at(totals, place) is not None]
        places.sort(key=lambda place: -(totals[place] or 0.0))
        cells = self._shaded(places[:most], language)
        has_bold = any(cell.is_bold for row in cells for cell in row)
        return draw_table(
            ax,
            cells,
            rows=self.reading.called(self.actors[place] for place in places[:most]),
            columns=[role.text(language).replace(" ", "\n") for role in BrokerRole],
            note=_BOLD.text(language) if has_bold else "",
            title=with_part(
                message("Wie bemiddelt, in welke rol?", "Who brokers, in which role?"),
                len(cells),
                len(places),
            ).text(language),
        )

    def _shaded(self, places: Sequence[int], language: Language) -> list[list[Shading]]:
        highest = [
            max((one for one in counts if one is not None), default=0.0) for counts in self.counts
        ]
        return [
            [
                Shading(
                    words=_short(one.count).text(language),
                    shade=shade_of(one.count, top),
                    is_bold=one.z is not None and abs(one.z) > _STANDS_OUT,
                )
                for one, top in zip(self.of(self.actors[place]), highest, strict=False)
            ]
            for place in places
        ]

    def describe(self, language: Language = "en") -> str:
        """Return the counts of the whole network, what they rest on and how it was read."""
        head = message(
            "Bemiddeling naar rol: {roles}.",
            "Brokerage by role: {roles}.",
            roles=Series(tuple(map(_said, self.whole))),
        )
        sentences = [head, *self._basis()]
        said = " ".join(one.text(language) for one in sentences)
        return f"{said} {self.reading.describe(language)}"

    def _basis(self) -> Iterator[Message]:
        if self.is_weighted:
            yield message(
                "Elk open paar telt voor één, verdeeld over wie het verbindt.",
                "Each open pair counts for one, shared by those who link it.",
            )
        elif self._has_model:
            yield message(
                "Verwachting en z: onafhankelijke relaties tussen groepen van deze groottes "
                "(Gould & Fernandez 1989; standaardafwijking van het geheel: {sd}).",
                "Expectation and z: independent ties between groups of these sizes (Gould & "
                "Fernandez 1989; standard deviation of the whole: {sd}).",
                sd=self.sd,
            )
        else:
            yield message(
                "Geen verwachting: dat model vraagt gerichte relaties en een antwoord van elke "
                "actor.",
                "No expectation: that model asks for directed ties and an answer of every actor.",
            )
        if not self.reading.is_directed:
            yield message(
                "Relaties zijn ongericht: elk paar telt in beide richtingen.",
                "Ties are undirected: each pair counts in both directions.",
            )
        if self.permutations:
            yield message(
                "p: de groepen {count} maal opnieuw verdeeld, het waargenomene meegeteld.",
                "p: the groups dealt out {count} times, what was observed counted among them.",
                count=self.permutations,
            )


def _z(count: float | None, expected: float | None, sd: float | None) -> float | None:
    return None if count is None or expected is None or not sd else (count - expected) / sd


def at(values: Sequence[float | None], place: int) -> float | None:
    """Return the value at a place; None where there is none."""
    return values[place] if place < len(values) else None


def _cell(table: Sequence[Sequence[float | None]], row: int, place: int) -> float | None:
    return at(table[row], place) if row < len(table) else None


def _short(count: float | None) -> Figure:
    return in_short(count, 0 if count is None or count.is_integer() else 2)


def _said(one: RoleCount) -> Message:
    count = _short(one.count)
    if one.expected is None or one.z is None:
        return with_figure(one.role, count)
    return message(
        "{role} {count} (verwacht {expected}, z {z})",
        "{role} {count} (expected {expected}, z {z})",
        role=one.role,
        count=count,
        expected=in_short(one.expected, 1 if one.expected >= 1 else 3),
        z=in_short(one.z, 2),
    )
