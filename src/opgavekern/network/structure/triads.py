"""Triples of actors: the sixteen types of triads, and transitivity."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

import attrs

from opgavekern.base.answers import Answer
from opgavekern.network.foundation.readings import Engine
from opgavekern.network.foundation.snapshots import Snapshot
from opgavekern.network.foundation.sparse_products import masked_product, slabs_of

#: An example of each type: numbers of mutual, asymmetric and null dyads, and a letter for Down,
#: Up, Transitive or Cyclic.
EXAMPLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "003": "",
        "012": "ab",
        "102": "ab ba",
        "021D": "ba bc",
        "021U": "ab cb",
        "021C": "ab bc",
        "111D": "ab ba cb",
        "111U": "ab ba bc",
        "030T": "ab bc ac",
        "030C": "ab bc ca",
        "201": "ab ba bc cb",
        "120D": "ba bc ac ca",
        "120U": "ab cb ac ca",
        "120C": "ab bc ac ca",
        "210": "ab ba bc cb ac",
        "300": "ab ba bc cb ac ca",
    }
)


def _two_paths(arcs: set[str]) -> tuple[int, int, int]:
    """Two-paths of an example, those that are closed, and triples that keep the rule strongly."""
    paths = closed = kept = 0
    for start, middle, end in itertools.permutations("abc"):
        is_path = start + middle in arcs and middle + end in arcs
        paths += is_path
        closed += is_path and start + end in arcs
        kept += is_path == (start + end in arcs)
    return paths, closed, kept


#: For each type: two-paths, those closed, triples whose third tie is there if and only if they are.
_PATHS: Final[Mapping[str, tuple[int, int, int]]] = MappingProxyType(
    {name: _two_paths(set(said.split())) for name, said in EXAMPLES.items()}
)


@attrs.frozen(kw_only=True)
class TriadCensus(Answer):
    """How many triples of actors are of each of sixteen types (Davis and Leinhardt 1972).

    Attributes:
        counts: By type, in the usual order; of an undirected network all but 003, 102, 201 and
            300 are zero.
    """

    counts: tuple[int, ...]

    @property
    def by_type(self) -> dict[str, int]:
        """The counts by the name of the type."""
        return dict(zip(EXAMPLES, self.counts, strict=False))

    def _sum(self, which: int) -> int:
        return sum(_PATHS[name][which] * count for name, count in self.by_type.items())

    @property
    def triples(self) -> int:
        """All triples of actors."""
        return sum(self.counts)

    @property
    def two_paths(self) -> int:
        """Ordered two-paths i → j → k with i ≠ k."""
        return self._sum(0)

    @property
    def weak_census(self) -> int:
        """Two-paths with i → k."""
        return self._sum(1)

    @property
    def strong_census(self) -> int:
        """Ordered triples with i → k if and only if i → j → k."""
        return self._sum(2)

    @property
    def weak(self) -> float | None:
        """Share of two-paths that are closed; None without any, where R's `sna` says 1."""
        return self.weak_census / self.two_paths if self.two_paths else None

    @property
    def strong(self) -> float | None:
        """Share of ordered triples that keep the rule both ways; None without triples."""
        return self.strong_census / (6 * self.triples) if self.triples else None


def triad_census(snapshot: Snapshot, engine: Engine) -> TriadCensus:
    """Count triads of each type.

    Only triads without a null dyad are looked at; all others follow from the degrees. Takes time
    with the two-paths, not with all triples.
    """
    closed = _closed_fast(snapshot) if engine is Engine.FAST else _closed(snapshot)
    degrees = _DyadDegrees.of(snapshot)
    return TriadCensus(counts=tuple(_all_types(closed, degrees, len(snapshot))))


@attrs.frozen
class _DyadDegrees:
    """For each actor: its mutual dyads, and its asymmetric ones out and in."""

    mutual: Sequence[int]
    out: Sequence[int]
    into: Sequence[int]

    @classmethod
    def of(cls, snapshot: Snapshot) -> _DyadDegrees:
        sets = snapshot.successor_sets
        mutual = [sum(one in sets[other] for other in sets[one]) for one in range(len(snapshot))]
        both = zip(snapshot.successors, snapshot.predecessors, mutual, strict=True)
        out, into = [], []
        for to, of, count in both:
            out.append(len(to) - count)
            into.append(len(of) - count)
        return cls(mutual, out, into)


def _all_types(closed: Mapping[str, int], degrees: _DyadDegrees, size: int) -> list[int]:
    """Two dyads at one actor are an open triad, unless the third dyad is there too."""
    found = Counter(closed)
    rows = list(zip(degrees.mutual, degrees.out, degrees.into, strict=True))
    found["201"] = sum(math.comb(m, 2) for m, _, _ in rows) - 3 * closed["300"] - closed["210"]
    found["111D"] = sum(m * into for m, _, into in rows) - (
        closed["210"] + 2 * closed["120D"] + closed["120C"]
    )
    found["111U"] = sum(m * out for m, out, _ in rows) - (
        closed["210"] + 2 * closed["120U"] + closed["120C"]
    )
    found["021D"] = sum(math.comb(o, 2) for _, o, _ in rows) - closed["120D"] - closed["030T"]
    found["021U"] = sum(math.comb(i, 2) for _, _, i in rows) - closed["120U"] - closed["030T"]
    found["021C"] = sum(out * into for _, out, into in rows) - (
        closed["120C"] + closed["030T"] + 3 * closed["030C"]
    )
    for alone, letter, dyads in (
        ("102", 0, sum(degrees.mutual) // 2),
        ("012", 1, sum(degrees.out)),
    ):
        found[alone] = dyads * (size - 2) - sum(
            int(name[letter]) * count for name, count in found.items()
        )
    found["003"] = math.comb(size, 3) - found.total()
    return [found[name] for name in EXAMPLES]


def _closed(snapshot: Snapshot) -> Counter[str]:
    """Triads without a null dyad, one by one."""
    types = _types_by_arcs()
    sets = snapshot.successor_sets
    around = [
        named | frozenset(naming) for named, naming in zip(sets, snapshot.predecessors, strict=True)
    ]
    found = Counter(dict.fromkeys(EXAMPLES, 0))
    for one, others in enumerate(around):
        for other in others:
            if other < one:
                continue
            for third in others & around[other]:
                if third > other:
                    found[types[_arcs(sets, (one, other, third))]] += 1
    return found


def _arcs(sets: Sequence[frozenset[int]], three: tuple[int, int, int]) -> int:
    """Which of the six arcs among three are there, a bit each."""
    code = 0
    for tail, head in itertools.permutations(three, 2):
        code = 2 * code + (head in sets[tail])
    return code


def _types_by_arcs() -> dict[int, str]:
    """The type of every way in which three can be tied."""
    found = {}
    for name, said in EXAMPLES.items():
        arcs = set(said.split())
        for order in itertools.permutations("abc"):
            code = 0
            for pair in itertools.permutations(order, 2):
                code = 2 * code + ("".join(pair) in arcs)
            found[code] = name
    return found


def _closed_fast(snapshot: Snapshot) -> Counter[str]:
    """The same by sparse products of mutual and of asymmetric arcs."""
    arcs = snapshot.matrix.astype(bool).astype("float64")
    mutual = arcs.multiply(arcs.T).tocsr()
    one_way = (arcs - mutual).tocsr()
    one_way.eliminate_zeros()
    back = one_way.T.tocsr()

    def count(left: Any, right: Any, mask: Any) -> int:
        return int(masked_product(left, right, mask).sum())

    chains = masked_product(one_way, one_way, (arcs + arcs.T).tocsr().astype(bool))
    return Counter(
        {
            "300": count(mutual, mutual, mutual) // 6,
            "210": count(mutual, mutual, one_way),
            "120D": count(back, one_way, mutual) // 2,
            "120U": count(one_way, back, mutual) // 2,
            "120C": int(chains.multiply(mutual).sum()),
            "030T": int(chains.multiply(one_way).sum()),
            "030C": int(chains.multiply(back).sum()) // 3,
        }
    )


def two_path_correlation(snapshot: Snapshot, engine: Engine) -> float | None:
    """Return Pearson's correlation of a tie and the number of two-paths beside it.

    Over all ordered pairs of actors; None where one of the two is everywhere the same.
    """
    size = len(snapshot)
    cells, arcs = size * (size - 1), len(snapshot.tails)
    if engine is Engine.FAST:
        binary = snapshot.matrix.astype(bool).astype("float64")
        paths = squares = both = 0
        for first, last in slabs_of(binary, binary):
            counts = (binary[first:last] @ binary).tocsr()
            counts.setdiag(0, k=first)
            paths, squares = paths + int(counts.sum()), squares + int((counts.data**2).sum())
            both += int(counts.multiply(binary[first:last]).sum())
    else:
        paths, squares, both = _two_path_sums(snapshot)
    spread = arcs * (cells - arcs) * (cells * squares - paths**2)
    return (cells * both - arcs * paths) / math.sqrt(spread) if spread > 0 else None


def _two_path_sums(snapshot: Snapshot) -> tuple[int, int, int]:
    paths = squares = both = 0
    for start, middles in enumerate(snapshot.successors):
        ends = Counter(end for middle in middles for end in snapshot.successors[middle])
        del ends[start]
        paths += ends.total()
        squares += sum(count * count for count in ends.values())
        both += sum(ends[end] for end in middles)
    return paths, squares, both
