"""How much a measure takes, and the refusal of what takes too much."""

from __future__ import annotations

from opgavekern.base.texts import Message, message
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.snapshots import Snapshot
from opgavekern.network.foundation.two_paths import two_paths_through
from opgavekern.network.panels.actor_measures import OF_ALL_PAIRS, ActorMeasure


def steps_taken(measure: ActorMeasure, snapshot: Snapshot) -> float:
    """Return an estimate of the steps that a measure takes; 0 of those that go by ties."""
    actors, arcs = len(snapshot), len(snapshot.heads)
    if measure is ActorMeasure.INFORMATION:
        return float(actors**3)
    if measure is ActorMeasure.FLOW_BETWEENNESS:
        # Between two actors goes about as much as one has ties, each by a walk over all ties; and
        # as many are left out in turn.
        return arcs * arcs * max(actors, 1)
    if measure is ActorMeasure.TWO_STEP_CONSTRAINT:
        return sum(two_paths_through(snapshot))
    return actors * arcs if measure in OF_ALL_PAIRS else 0


def verify_effort(
    measure: ActorMeasure, snapshot: Snapshot, effort: int | None, *, is_sampled: bool
) -> None:
    """Refuse what takes more steps than it may.

    Raises:
        NetworkError: It does; says how many, and what to do.
    """
    steps = steps_taken(measure, snapshot)
    if effort is None or is_sampled or steps <= effort:
        return
    raise NetworkError(_refusal(measure, steps, effort))


def _refusal(measure: ActorMeasure, steps: float, effort: int) -> Message:
    if measure is ActorMeasure.BETWEENNESS:
        return message(
            "dit loopt {steps} keer langs een relatie, meer dan effort={effort}; "
            "geef error=0.01 (voor tussenposities) of effort=None",
            "this walks along a tie {steps} times, more than effort={effort}; "
            "give error=0.01 (for betweenness) or effort=None",
            steps=f"{steps:.0e}",
            effort=f"{effort:.0e}",
        )
    return message(
        "dit kost ongeveer {steps} stappen, meer dan effort={effort}; laat {measure} weg, of geef "
        "effort=None",
        "this takes about {steps} steps, more than effort={effort}; leave {measure} out, or give "
        "effort=None",
        steps=f"{steps:.0e}",
        effort=f"{effort:.0e}",
        measure=str(measure.value),
    )
