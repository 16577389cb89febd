"""How much a measure takes, and the refusal of what takes too much."""

from __future__ import annotations

from opgavekern.base.texts import message
from opgavekern.network.foundation.efforts import verify_effort
from opgavekern.network.foundation.snapshots import Snapshot
from opgavekern.network.foundation.two_paths import two_paths_through
from opgavekern.network.panels.actor_measures import OF_ALL_PAIRS, ActorMeasure


def steps_taken(measure: ActorMeasure, snapshot: Snapshot) -> int:
    """Return an estimate of the steps that a measure takes; 0 of those that go by ties."""
    actors, arcs = len(snapshot), len(snapshot.heads)
    if measure is ActorMeasure.INFORMATION:
        return actors**3
    if measure is ActorMeasure.FLOW_BETWEENNESS:
        # Between two actors goes about as much as one has ties, each by a walk over all ties; and
        # as many are left out in turn.
        return arcs * arcs * max(actors, 1)
    if measure is ActorMeasure.TWO_STEP_CONSTRAINT:
        return sum(two_paths_through(snapshot))
    return actors * arcs if measure in OF_ALL_PAIRS else 0


def verify_steps(
    measure: ActorMeasure, snapshot: Snapshot, effort: int | None, *, is_sampled: bool
) -> None:
    """Refuse what takes more steps than it may.

    Raises:
        NetworkError: It does; says how many, and what to do.
    """
    if is_sampled:
        return
    steps = steps_taken(measure, snapshot)
    instead = (
        message("geef error=0.01 (voor tussenposities)", "give error=0.01 (for betweenness)")
        if measure is ActorMeasure.BETWEENNESS
        else message("laat {measure} weg", "leave {measure} out", measure=str(measure.value))
    )
    verify_effort(
        steps,
        effort,
        does=message(
            "dit kost ongeveer {steps} stappen", "this takes about {steps} steps", steps=steps
        ),
        instead=instead,
    )
