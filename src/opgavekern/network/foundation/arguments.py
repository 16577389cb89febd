"""What callers give: refused where it is of another sort than is asked, and said what is."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping
from typing import Any

from opgavekern.base.texts import Message, message, quoted
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.graphs import Graph, verify_graph
from opgavekern.network.foundation.numbers import is_number


def verify_attribute(argument: str, found: object) -> None:
    """Refuse what is no name of an attribute.

    Raises:
        NetworkError: It is no text.
    """
    if not isinstance(found, str):
        raise _another(
            argument,
            found,
            message("geef de naam van een eigenschap", "give the name of an attribute"),
        )


def verify_function(argument: str, found: object) -> None:
    """Refuse what cannot be called.

    Raises:
        NetworkError: It is no function.
    """
    if not callable(found):
        raise _another(
            argument,
            found,
            message("geef een functie van een netwerk", "give a function of a graph"),
        )


def verify_by_name(argument: str, found: object) -> None:
    """Refuse what does not hold things by name.

    Raises:
        NetworkError: It is no dict, nor another map.
    """
    if not isinstance(found, Mapping):
        raise _another(
            argument, found, message("geef een dict met namen", "give a dict with names")
        )


def several(argument: str, found: Any) -> tuple[Any, ...]:
    """Return what a caller gave as a list; a text is one thing, and not its letters.

    Raises:
        NetworkError: It is no list, nor anything else with several things.
    """
    if isinstance(found, str):
        return (found,)
    if not isinstance(found, Iterable):
        raise _another(argument, found, message("geef een lijst", "give a list"))
    return tuple(found)


def verify_number(argument: str, found: object, *, least: float = -math.inf) -> float:
    """Return a number that a caller gave.

    Raises:
        NetworkError: It is no number, or too small.
    """
    if is_number(found) and (number := float(found)) >= least:  # type: ignore[arg-type]
        return number
    if least == -math.inf:
        said = message(
            "{argument}={found}; dat moet een getal zijn",
            "{argument}={found}; it must be a number",
            argument=argument,
            found=quoted(found),
        )
    else:
        said = message(
            "{argument}={found}; dat moet een getal zijn, ten minste {least}",
            "{argument}={found}; it must be a number, at least {least}",
            argument=argument,
            found=quoted(found),
            least=least,
        )
    raise NetworkError(said)


def told_of_actors(graph: Graph, source: str | Mapping[Hashable, Any]) -> Mapping[Hashable, Any]:
    """Return what is said of actors: an attribute of the graph, or a map as it was given.

    Raises:
        NetworkError: It is neither, or there is no graph.
    """
    verify_graph(graph)
    if isinstance(source, str):
        return dict(graph.nodes(data=source))
    if not hasattr(source, "get"):  # A `pandas.Series` is no `Mapping`, and has it too.
        raise NetworkError(
            message(
                "{found} zegt niets van actoren; geef de naam van een eigenschap, of een dict van "
                "actor naar waarde",
                "{found} says nothing of actors; give the name of an attribute, or a dict from "
                "actor to value",
                found=quoted(source),
            )
        )
    return source


def _another(argument: str, found: object, wanted: Message) -> NetworkError:
    return NetworkError(
        message(
            "{argument}={found} kan niet; {wanted}",
            "{argument}={found} cannot be; {wanted}",
            argument=argument,
            found=quoted(found),
            wanted=wanted,
        )
    )
