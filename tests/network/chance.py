"""How far a p-value of R may be from ours: both rest on draws of their own."""

from __future__ import annotations

import math

from opgavekern.network import NullDistribution


def agrees(ours: NullDistribution, count: int, theirs: float, draws: int) -> bool:
    """Tell whether a share that R counted is within three standard deviations of ours.

    Where replicates equal the value that was seen, R counts them or not by how it rounded:
    then anything between the share with and the share without them will do.
    """
    equal = max(ours.at_least + ours.at_most - ours.replicates, 0)
    without, all_of_them = (count - equal) / ours.replicates, count / ours.replicates
    return (
        without - _slack(without, ours, draws)
        <= theirs
        <= all_of_them + _slack(all_of_them, ours, draws)
    )


def _slack(share: float, ours: NullDistribution, draws: int) -> float:
    # A share of 0 or 1 in few draws does not mean that chance never goes there.
    share = min(max(share, 1 / ours.replicates), 1 - 1 / ours.replicates)
    return 3 * math.sqrt(share * (1 - share) * (1 / draws + 1 / ours.replicates))
