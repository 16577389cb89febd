"""The number of each actor: an attribute of the graph, or a map."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from opgavekern.base.near import one_of
from opgavekern.base.texts import Message, message, quoted
from opgavekern.network.foundation.arguments import told_of_actors
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.numbers import is_number

#: What a measure takes as numbers: the name of a node attribute, or the number of each actor.
Numbers = str | Mapping[Hashable, float]


def numbers_of(graph: Graph, attribute: Numbers) -> tuple[float, ...]:
    """Return the number of each actor, in the order of the graph.

    Args:
        graph: Any networkx graph.
        attribute: Name of a node attribute, or a map from actor to number.

    Raises:
        NetworkError: Some actor has none; says how many, and one of them. Text is no number,
            also where digits are all there is in it, nor is what is too large to be multiplied.
    """
    given = told_of_actors(graph, attribute)
    found = [given.get(actor) for actor in graph]
    absent = [actor for actor, one in zip(graph, found, strict=True) if not is_number(one)]
    if not absent:
        return tuple(map(float, found))  # type: ignore[arg-type]  # numbers, all of them
    if isinstance(attribute, str) and len(absent) == len(graph):
        raise NetworkError(_no_number(graph, attribute))
    raise NetworkError(
        message(
            "zonder getal: {count} van {all} actoren, onder wie {one} ({found}); vul het aan, of "
            "laat deze actoren weg",
            "without a number: {count} of {all} actors, among them {one} ({found}); fill it in, "
            "or leave these actors out",
            count=len(absent),
            all=len(graph),
            one=quoted(absent[0]),
            found=quoted(given.get(absent[0])),
        )
    )


def _no_number(graph: Graph, attribute: str) -> Message:
    """Say that no actor has a number by this name: what it holds, and which hold numbers."""
    data = [one for _, one in graph.nodes(data=True)]
    held = next((one[attribute] for one in data if one.get(attribute) is not None), None)
    known = {str(key) for one in data for key, value in one.items() if is_number(value)}
    otherwise = (
        one_of(known, word=attribute)
        if known
        else message("Geen eigenschap heeft getallen.", "No attribute holds numbers.")
    )
    if held is None:
        return message(
            'geen actor heeft een getal als "{attribute}". {otherwise}',
            'no actor has a number as "{attribute}". {otherwise}',
            attribute=attribute,
            otherwise=otherwise,
        )
    return message(
        'geen actor heeft een getal als "{attribute}"; er staat {what} in, zoals {found}. '
        "{otherwise}",
        'no actor has a number as "{attribute}"; it holds {what}, such as {found}. {otherwise}',
        attribute=attribute,
        what=message("tekst", "text")
        if isinstance(held, str)
        else message("iets anders", "other things"),
        found=quoted(held),
        otherwise=otherwise,
    )
