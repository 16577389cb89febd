"""What was compared with a reference, by statistic: how many numbers, and how far they are off."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import attrs

CLOSE: Final = 1e-9
#: Of p-values, in binomial standard deviations.
MOST_DEVIATIONS: Final = 3.0
#: What R writes for what is no number.
NO_NUMBER: Final = frozenset({"NA", "NaN", "Inf", "-Inf"})


@attrs.frozen
class Skipped:
    """What is not compared, and why."""

    reason: str


@attrs.frozen
class Doubted:
    """What the reference may have wrong, with what proves it.

    Attributes:
        ours: The value.
        proof: Takes the value of the reference; says what is wrong with it, or "".
    """

    ours: Any
    proof: Callable[[Any], str]


@attrs.frozen
class Partition:
    """Parts to be compared with numbers of parts, which are anybody's choice."""

    parts: frozenset[frozenset[Any]]


@attrs.frozen
class Sets:
    """Sets of names to be compared with lists of lists."""

    sets: frozenset[frozenset[Any]]


def flat(values: Any) -> Iterator[Any]:
    """Yield the values of lists in lists; R writes a list of one as its only value."""
    if isinstance(values, list | tuple):
        for one in values:
            yield from flat(one)
    else:
        yield values


def gap(ours: Any, theirs: Any) -> float:
    """Return how far two numbers, or no numbers, are apart."""
    is_none = ours is None or (isinstance(ours, float) and not math.isfinite(ours))
    if theirs is None or theirs in NO_NUMBER:
        return 0.0 if is_none else math.inf
    return math.inf if is_none else abs(float(ours) - float(theirs))


class Table:
    """What was compared, by statistic."""

    def __init__(self) -> None:
        self.actors: frozenset[Any] = frozenset()  # Of the relation at hand: one line for all.
        self.compared: dict[str, int] = {}
        self.furthest: dict[str, float] = {}
        self.skipped: dict[str, set[str]] = {}
        self.missing: dict[str, str] = {}
        self.without: dict[str, int] = {}  # Numbers that the reference has not.
        self.drawn: set[str] = set()  # Deviations in binomial standard deviations.

    def compare(self, name: str, ours: Any, theirs: Any) -> None:
        """Compare values with those of the reference, part by part."""
        if isinstance(ours, Skipped):
            self.skip(name, ours.reason)
        elif isinstance(theirs, Mapping) and set(theirs) == {"error"}:
            self.skip(name, f"R itself ends in an error: {theirs['error']}")
        elif isinstance(ours, Doubted):
            self._doubt(name, ours, theirs)
        elif isinstance(ours, Partition):
            parts: dict[Any, set[Any]] = {}
            for actor, number in theirs.items():
                parts.setdefault(number, set()).add(actor)
            self.note(name, 0.0 if ours.parts == set(map(frozenset, parts.values())) else math.inf)
        elif isinstance(ours, Sets):
            listed = theirs.values() if isinstance(theirs, dict) else theirs
            wanted = {frozenset([one] if isinstance(one, str) else one) for one in listed}
            self.note(name, 0.0 if ours.sets == wanted else math.inf)
        elif isinstance(theirs, dict):
            for key, value in theirs.items():
                self._part(name, ours, key, value)
        elif isinstance(theirs, list) and any(isinstance(one, Mapping) for one in theirs):
            if len(ours) != len(theirs):
                self.note(name, math.inf)
            for mine, other in zip(ours, theirs, strict=False):
                self.compare(name, mine, other)
        else:
            self._numbers(name, ours, theirs)

    def _doubt(self, name: str, doubted: Doubted, theirs: Any) -> None:
        trial = Table()
        trial.actors = self.actors
        trial.compare(name, doubted.ours, theirs)
        is_far = any(far > CLOSE for far in trial.furthest.values())
        reason = doubted.proof(theirs) if is_far or trial.missing else ""
        if reason:
            self.skip(name, reason)
        else:
            self.compare(name, doubted.ours, theirs)

    def _numbers(self, name: str, ours: Any, theirs: Any) -> None:
        # A list of R with names has none where it is empty.
        values = list(ours.values()) if isinstance(ours, Mapping) else ours
        mine, wanted = list(flat(values)), list(flat(theirs))
        if len(mine) != len(wanted):
            self.note(name, math.inf)
        for one, other in zip(mine, wanted, strict=False):
            if isinstance(other, str) and other not in NO_NUMBER:
                self.note(name, 0.0 if one == other else math.inf)
            else:
                self.note(name, gap(one, other))
                self.without[name] = self.without.get(name, 0) + (
                    other is None or other in NO_NUMBER
                )

    def _part(self, name: str, ours: Any, key: str, value: Any) -> None:
        inner = f"{name}.{key}" if isinstance(value, dict | list) or name in NESTED else name
        if not isinstance(ours, Mapping) or key not in ours:
            self.missing[f"{name}.{key}"] = ""
        else:
            where = name if key in self.actors else inner
            self.compare(where, ours[key], value)

    def note(self, name: str, far: float, *, is_drawn: bool = False) -> None:
        """Take note of one number, and how far it is off."""
        if is_drawn:
            self.drawn.add(name)
        self.compared[name] = self.compared.get(name, 0) + 1
        self.furthest[name] = max(self.furthest.get(name, 0.0), far)

    def skip(self, name: str, reason: str) -> None:
        """Take note of what is not compared, and why."""
        self.skipped.setdefault(name, set()).add(reason)

    def show(self) -> bool:
        """Print a line for each statistic; return whether all is well."""
        for name in sorted({*self.compared, *self.skipped, *self.missing}):
            if name in self.compared:
                far = self.furthest[name]
                mark = "  sd" if name in self.drawn else ""
                if none := self.without.get(name):
                    mark += f"  no number in the reference: {none}"
                mark += "" if far <= self._most(name) else "  TOO FAR"
                print(f"{name:60} {self.compared[name]:8} {far:10.1e}{mark}")
            for reason in sorted(self.skipped.get(name, ())):
                print(f"{name:60}  skipped: {reason}")
            if name in self.missing:
                print(f"{name:60}  NOT COMPUTED {self.missing[name]}")
        return not self.missing and all(
            far <= self._most(name) for name, far in self.furthest.items()
        )

    def _most(self, name: str) -> float:
        return MOST_DEVIATIONS if name in self.drawn else CLOSE


#: Statistics whose numbers are shown by name.
NESTED: Final = frozenset(
    {
        "change",
        "reciprocity",
        "transitivity",
        "krackhardt",
        "geodesics",
        "igraph_clustering",
        "signed",
    }
)
