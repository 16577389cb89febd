"""Who has much or little at stake and to say, in the words of the picture of interest and power."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from opgavekern.base.texts import Message, Text, message
from opgavekern.model import Involvement, IssueId, Ref
from opgavekern.report.view import View
from opgavekern.report.wording import few_named

if TYPE_CHECKING:
    from opgavekern.network import GridPlace

#: Where the picture has its lines: half of the scale.
_HALF: Final = 0.5
#: What each part of the picture is called there, and who stands in it.
_PARTS: Final = MappingProxyType(
    {
        "player": (
            Text(nl="Samen optrekken", en="Work together"),
            Text(nl="Veel belang en veel invloed", en="Much at stake and much influence"),
        ),
        "subject": (
            Text(nl="Goed informeren", en="Keep informed"),
            Text(
                nl="Veel belang, weinig invloed; zij worden niet vanzelf gehoord",
                en="Much at stake, little influence; they are not heard by themselves",
            ),
        ),
        "context_setter": (
            Text(nl="Tevreden houden", en="Keep satisfied"),
            Text(
                nl="Weinig belang, veel invloed; zij kunnen het maken of breken",
                en="Little at stake, much influence; they can make or break it",
            ),
        ),
        "crowd": (
            Text(nl="Volgen", en="Watch"),
            Text(nl="Weinig belang en weinig invloed", en="Little at stake and little influence"),
        ),
    }
)


def power_told(
    view: View, issue: IssueId, found: Iterable[Involvement]
) -> tuple[tuple[Text, Message], ...]:
    """Say who stands in which part of the picture of an issue, in the order of those found."""
    # Loads networkx, which takes as long as all the rest: only where stakeholders are known.
    from opgavekern.network import power_interest

    grid = power_interest(view.dossier, issue=issue, on=view.on, power=_HALF, interest=_HALF)
    order = {str(one.stakeholder): place for place, one in enumerate(found)}
    placed: dict[str, list[GridPlace]] = {}
    for one in sorted(grid.stakeholders, key=lambda one: order[str(one.stake.stakeholder)]):
        if one.quadrant is not None:
            placed.setdefault(one.quadrant.value, []).append(one)
    return tuple(_parts(view, placed))


def _parts(view: View, placed: Mapping[str, list[GridPlace]]) -> Iterator[tuple[Text, Message]]:
    for part, (title, said) in _PARTS.items():
        if part not in placed:
            continue
        names = [
            view.called(Ref("stakeholder", str(one.stake.stakeholder))) for one in placed[part]
        ]
        yield (
            title,
            message("{said}: {names}.", "{said}: {names}.", said=said, names=few_named(names)),
        )
