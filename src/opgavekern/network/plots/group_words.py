"""What groups are called in a picture: those that a dossier knows in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from opgavekern.base.texts import Language, Text
from opgavekern.model import OrganisationKind, StakeholderKind, kind_named
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.groups import Groups
from opgavekern.network.foundation.readings import Name

#: What `graph_of` says of each node: the kind of record, and the sort of party that it is.
_RECORD: Final = "record"
_SORT: Final = "kind"


def group_words(
    graph: Graph, group: Groups, groups: Iterable[Name], language: Language
) -> dict[Name, str]:
    """Return what to call each group; those of a graph that is not of a dossier as they are.

    Args:
        graph: Any networkx graph.
        group: The attribute that the groups come from, or a map.
        groups: The groups.
        language: Of the words.
    """
    is_of_dossier = any(said is not None for _, said in graph.nodes(data=_RECORD))
    found: dict[Name, str] = {}
    for one in groups:
        label = _label(group, str(one)) if is_of_dossier and isinstance(group, str) else None
        found[one] = str(one) if label is None else label.text(language)
    return found


def _label(attribute: str, value: str) -> Text | None:
    if attribute == _RECORD:
        kind = kind_named(value)
        return None if kind is None else kind.plural_label
    if attribute != _SORT:
        return None
    sorts = {one.value: one for one in (*OrganisationKind, *StakeholderKind)}
    return sorts[value].label if value in sorts else None
