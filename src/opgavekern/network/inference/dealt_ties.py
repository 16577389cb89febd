"""Undirected ties that chance deals out: so many, with these degrees, or between near ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import networkx as nx

from opgavekern.base.extras import require

#: Ties between places; of each the two are in no order.
Ties = list[tuple[int, int]]
#: Exchanges that are tried for each tie. Where ties are many most tries fail, but then few pairs
#: have none, and it is those that must come to lie elsewhere.
_TRIES: Final = 20
#: Exchanges tried for each tie to bring it nearer: these fail more often.
_TRIES_OF_RING: Final = 100


def ties_of_number(chance: Any, actors: int, ties: int) -> Ties:
    """Deal out so many ties: each graph that has as many is as likely (Erdős and Rényi)."""
    numpy = require("numpy")
    pairs = chance.choice(actors * (actors - 1) // 2, ties, replace=False)
    # Pairs are numbered (1, 0), (2, 0), (2, 1), (3, 0) …; a root that is rounded may be one off.
    one = ((1 + numpy.sqrt(1 + 8 * pairs.astype("float64"))) / 2).astype("int64")
    one -= one * (one - 1) // 2 > pairs
    one += (one + 1) * one // 2 <= pairs
    return list(zip(one.tolist(), (pairs - one * (one - 1) // 2).tolist(), strict=True))


def ties_of_degrees(chance: Any, degrees: Sequence[int]) -> Ties:
    """Deal out ties so that each place has its number of them.

    From the graph of Havel and Hakimi two ties a – b and c – d are exchanged for a – d and c – b,
    over and over, unless that makes a loop or a tie that is there. In the long run each graph
    with these degrees is as likely. It rests on the degrees alone, not on who has ties with whom.

    Source: S. Maslov and K. Sneppen, "Specificity and stability in topology of protein networks",
    Science 296, 2002, 910-913.
    """
    return _exchanged(chance, list(nx.havel_hakimi_graph(list(degrees)).edges), _TRIES)


def ties_of_ring(chance: Any, degrees: Sequence[int]) -> Ties:
    """Deal out ties with these degrees between places that are near each other on a ring.

    In random order round the ring, places get ties with the nearest that still lack some. What is
    lacking in the end takes the place of other ties, and ties are exchanged as long as that makes
    them no longer, together. It may stop short of the shortest ones.

    Source: O. Sporns and J. D. Zwi, "The small world of the cerebral cortex", Neuroinformatics
    2(2), 2004, 145-162.
    """
    around = len(degrees)
    placed = chance.permutation(degrees).tolist()
    lacking = list(placed)
    ties = _nearest(lacking)
    if not _completed(chance, ties, lacking):
        ties = ties_of_degrees(chance, placed)
    spans = [min(apart, around - apart) for apart in range(around)]
    return _exchanged(chance, ties, _TRIES_OF_RING, spans)


def _nearest(lacking: list[int]) -> Ties:
    """Deal out ties between places on a ring, the nearest first; what each lacks becomes less."""
    ties: Ties = []
    around = len(lacking)
    open_ = [place for place, count in enumerate(lacking) if count]
    for span in range(1, around // 2 + 1):
        for one in open_:
            other = (one + span) % around
            is_met_before = 2 * span == around and other < one
            if lacking[one] and lacking[other] and not is_met_before:
                ties.append((one, other))
                lacking[one] -= 1
                lacking[other] -= 1
        open_ = [one for one in open_ if lacking[one]]
    return ties


def _completed(chance: Any, ties: Ties, lacking: Sequence[int]) -> bool:
    """Give two places that lack a tie each one end of a tie of others; False where none will do."""
    there = set(map(_in_order, ties))
    ends = [place for place, count in enumerate(lacking) for _ in range(count)]
    for one, other in zip(ends[::2], ends[1::2], strict=True):
        for number in chance.permutation(len(ties)).tolist():
            head, tail = ties[number]
            made = _in_order((one, head)), _in_order((other, tail))
            if one != head and other != tail and not there.intersection(made):
                there.remove(_in_order(ties[number]))
                there.update(made)
                ties[number] = made[0]
                ties.append(made[1])
                break
        else:
            return False
    return True


def _in_order(tie: tuple[int, int]) -> tuple[int, int]:
    one, other = tie
    return (one, other) if one < other else (other, one)


def _exchanged(chance: Any, ties: Ties, tries: int, spans: Sequence[int] | None = None) -> Ties:
    """Exchange ties, so many tries for each; with spans, for none that are longer."""
    if not ties:
        return ties
    there = set(map(_in_order, ties))
    picks = chance.integers(len(ties), size=(2, tries * len(ties))).tolist()
    turns = (chance.random(tries * len(ties)) < 0.5).tolist()
    for first, second, is_turned in zip(*picks, turns, strict=True):
        a, b = ties[first]
        c, d = ties[second]
        if is_turned:
            c, d = d, c
        if a == d or c == b:
            continue
        if (
            spans is not None
            and spans[abs(a - d)] + spans[abs(c - b)] > spans[abs(a - b)] + spans[abs(c - d)]
        ):
            continue
        one, other = (a, d) if a < d else (d, a), (c, b) if c < b else (b, c)
        if one in there or other in there:
            continue
        there -= {(a, b) if a < b else (b, a), (c, d) if c < d else (d, c)}
        there |= {one, other}
        ties[first], ties[second] = (a, d), (c, b)
    return ties
