"""Replicates of a test, split over workers: what comes out rests on the seed alone."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from typing import Any, Final

from opgavekern.base.extras import require
from opgavekern.base.running import Progress
from opgavekern.base.texts import message, quoted
from opgavekern.network.foundation.errors import NetworkError

#: Makes a number of replicates, one a row, from a `numpy.random.Generator` of its own.
Work = Callable[[Any, int], Any]
#: Replicates in a batch. Each batch has a stream of its own: this number is part of what a seed
#: means, and changing it changes every p-value a little.
BATCH: Final = 100


def draw_replicates(
    work: Work,
    replicates: int,
    *,
    seed: int,
    argument: str = "replicates",
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Any:
    """Make replicates, in batches that any worker may take.

    Args:
        work: What makes them. Of processes it must pickle, with all that it holds.
        replicates: How many.
        seed: What makes them repeatable: the same whoever works, and however many do.
        argument: What the caller calls their number, for who gave a wrong one.
        executor: Any `concurrent.futures.Executor`, such as a pool of processes or
            `dask.distributed.Client().get_executor()`; None works here.
        progress: Called after each batch.

    Returns:
        A `numpy` array with a row for each replicate.

    Raises:
        NetworkError: The number or the seed is no whole number, or too small.
        MissingExtraError: NumPy is not installed.
    """
    numpy = require("numpy")
    verify_whole("seed", seed, least=0)
    verify_whole(argument, replicates, least=1)
    counts = [min(BATCH, replicates - start) for start in range(0, replicates, BATCH)]
    jobs = [functools.partial(_batch, work, seed, *job) for job in enumerate(counts)]
    found, done = [], 0
    for batch, count in zip(_results(jobs, executor), counts, strict=True):
        found.append(batch)
        done += count
        if progress is not None:
            progress(done, replicates, "replicates")
    return numpy.concatenate(found)


def _results(jobs: Sequence[Callable[[], Any]], executor: Executor | None) -> Iterator[Any]:
    if executor is None:
        yield from (job() for job in jobs)
        return
    futures = [executor.submit(job) for job in jobs]
    try:
        yield from (future.result() for future in futures)
    finally:
        for future in futures:  # Of those that are done this does nothing.
            future.cancel()


def _batch(work: Work, seed: int, number: int, count: int) -> Any:
    """Make one batch: the seed and its number decide, not who makes it."""
    numpy = require("numpy")
    chance = chance_of(seed, number)
    return numpy.asarray(work(chance, count), dtype="float64")


def chance_of(*numbers: int) -> Any:
    """Return a `numpy.random.Generator` that rests on these numbers alone."""
    return require("numpy").random.default_rng(numbers)


def verify_whole(argument: str, found: object, *, least: int) -> None:
    """Refuse what is no whole number, or too small.

    Raises:
        NetworkError: Says which argument, and from where up it goes.
    """
    if isinstance(found, bool) or not isinstance(found, int) or found < least:
        raise NetworkError(
            message(
                "{argument}={found}; dat is een geheel getal vanaf {least}",
                "{argument}={found}; it is a whole number from {least} up",
                argument=argument,
                found=quoted(found),
                least=least,
            )
        )


def permuted_within(chance: Any, strata: Any) -> Any:
    """Return a random order of places in which each stays within its stratum.

    Args:
        chance: A `numpy.random.Generator`.
        strata: The places of each stratum, as arrays.
    """
    if len(strata) == 1:
        return chance.permutation(strata[0])
    numpy = require("numpy")
    order = numpy.empty(sum(map(len, strata)), dtype="int64")
    for places in strata:
        order[places] = chance.permutation(places)
    return order
