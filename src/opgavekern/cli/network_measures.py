"""Which measures of networks there are to ask for, and what each needs beside the network."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any, Final

import attrs

from opgavekern.base.labels import folded
from opgavekern.base.near import one_of
from opgavekern.base.texts import message, quoted
from opgavekern.cli.parts import Refusal

#: Parameters that take the group of each actor, and those that take a number of each.
_GROUPS: Final = frozenset({"group", "by"})
_NUMBERS: Final = frozenset({"number"})
#: What makes a relation of an attribute of actors: `same:sector`.
COVARIATES: Final = ("same", "absdiff", "sender", "receiver")


class Beside(Enum):
    """What a measure lays beside the network."""

    NOTHING = "nothing"
    #: One other relation, or what actors have in common or apart.
    RELATION = "relation"
    #: Several of those, each by its name.
    RELATIONS = "relations"
    #: One other network.
    NETWORK = "network"
    #: Later networks, one or more.
    WAVES = "waves"


#: How the parameter that takes it is annotated → what it takes.
_BESIDE: Final = {
    "Relation": Beside.RELATION,
    "Mapping[str, Relation]": Beside.RELATIONS,
    "Graph": Beside.NETWORK,
}


@attrs.frozen(kw_only=True)
class GraphMeasure:
    """A measure that takes a graph, and perhaps attributes of actors and other graphs.

    Attributes:
        name: As `opgavekern.network` calls it.
        function: The measure.
        group: The parameter that takes groups; empty where it takes none.
        needs_group: Whether it cannot do without.
        number: The parameter that takes a number of each actor; empty where it takes none.
        needs_number: Whether it cannot do without.
        beside: What it needs beside the graph.
        is_of_stakes: Whether it is of a dossier itself, and of a graph where there is none.
        columns: Which measures of each actor were asked for by name; empty for the usual ones.
        about: What it tells, in a line.
    """

    name: str
    function: Callable[..., Any]
    group: str = ""
    needs_group: bool = False
    number: str = ""
    needs_number: bool = False
    beside: Beside = Beside.NOTHING
    is_of_stakes: bool = False
    columns: tuple[str, ...] = ()
    about: str = ""

    def of(
        self,
        graph: Any,
        *,
        group: str = "",
        number: str = "",
        others: Mapping[str, Any] | None = None,
        dossier: Any = None,
        part: Mapping[str, Any] = MappingProxyType({}),
    ) -> Any:
        """Return what it tells of a graph, with others by the names that they are told by.

        Measures of stakes tell it of the dossier and its part, where there is one.
        """
        if self.is_of_stakes:
            return self.function(graph) if dossier is None else self.function(dossier, **part)
        told: dict[str, Any] = {self.group: group, self.number: number, "measures": self.columns}
        said = {parameter: one for parameter, one in told.items() if parameter and one}
        others = others or {}
        match self.beside:
            case Beside.NOTHING:
                return self.function(graph, **said)
            case Beside.RELATIONS:
                return self.function(graph, others, **said)
        return self.function(graph, *others.values(), **said)


def graph_measures() -> Mapping[str, GraphMeasure]:
    """Return every measure of `opgavekern.network` that graphs are enough for, by name.

    They are found by how they are declared: the first parameter is the graph, what else they need
    is groups, a number or other graphs, and the answer is a `NetworkResult`; or the first is the
    `source` of stakes, a dossier or a graph. A new measure is among them as soon as the package
    offers it.
    """
    import opgavekern.network as offered

    found = {}
    for name in offered.__all__:
        function = getattr(offered, name)
        if not inspect.isfunction(function):
            continue
        signature = inspect.signature(function)
        answer = getattr(offered, str(signature.return_annotation), None)
        if inspect.isclass(answer) and issubclass(answer, offered.SourcedResult):
            measure = _measure(name, function, list(signature.parameters.values()))
            if measure is not None:
                found[name] = measure
    return found


def _measure(
    name: str, function: Callable[..., Any], parameters: list[inspect.Parameter]
) -> GraphMeasure | None:
    """Return a function as a measure; None where it needs more than graphs and attributes."""
    first, *others = parameters
    beside = Beside.NOTHING
    if first.kind is inspect.Parameter.VAR_POSITIONAL and first.annotation == "Graph":
        beside = Beside.WAVES
    elif first.name not in {"graph", "source"}:
        return None
    needed = {one.name: one for one in others if one.default is inspect.Parameter.empty}
    for one in list(needed.values()):
        if one.annotation in _BESIDE and beside is Beside.NOTHING:
            beside = _BESIDE[one.annotation]
            del needed[one.name]
    if not needed.keys() <= _GROUPS | _NUMBERS:
        return None
    return GraphMeasure(
        name=name,
        function=function,
        group=next((one.name for one in others if one.name in _GROUPS), ""),
        needs_group=bool(needed.keys() & _GROUPS),
        number=next((one.name for one in others if one.name in _NUMBERS), ""),
        needs_number=bool(needed.keys() & _NUMBERS),
        beside=beside,
        is_of_stakes=first.name == "source",
        about=(inspect.getdoc(function) or name).split("\n")[0],
    )


def measure_called(name: str) -> GraphMeasure | None:
    """Return a measure by its name, whatever its hyphens and case; None where there is none."""
    return {folded(one): measure for one, measure in graph_measures().items()}.get(folded(name))


def _columns_of(names: Iterable[str]) -> dict[str, str]:
    """Return which words mean a measure of each actor, in either language, and its name."""
    from opgavekern.network import ActorMeasure

    known = {
        folded(word): one.value
        for one in ActorMeasure
        for word in (one.value, one.text("en"), one.text("nl"))
    }
    return {one: known[folded(one)] for one in names if folded(one) in known}


def _known() -> list[str]:
    """Return every name that may be asked for."""
    from opgavekern.network import ActorMeasure

    return [*graph_measures(), *(one.value for one in ActorMeasure)]


def is_attribute(name: str) -> bool:
    """Tell whether a word means what actors have in common or apart, as `same:sector` does."""
    kind, _, attribute = name.partition(":")
    return kind in COVARIATES and bool(attribute)


def measures_asked(
    names: Iterable[str], *, group: str, number: str, beside: tuple[str, ...]
) -> list[GraphMeasure]:
    """Return the measures that were asked for, before anything is read.

    Args:
        names: As typed: measures, or what `actors` tells of each actor, such as `betweenness`,
            which then tells only that.
        group: The attribute that holds groups; empty for none.
        number: The attribute that holds a number; empty for none.
        beside: What is laid beside the network, as typed.

    Raises:
        Refusal: There is none of this name, it needs what was not given, or nothing asked for
            needs what was.
    """
    found = []
    names = tuple(names)
    columns = _columns_of(names)
    # Measures of each actor come as one panel, where the first of them stands.
    for name in dict.fromkeys("actors" if one in columns else one for one in names):
        measure = measure_called(name)
        if measure is None:
            raise Refusal(
                message("er is geen maat {name}", "there is no measure {name}", name=quoted(name)),
                remedy=one_of(_known(), word=name, most=100),
            )
        if measure.needs_group and not group:
            raise Refusal(
                message(
                    "de maat {name} gaat over groepen",
                    "the measure {name} is about groups",
                    name=measure.name,
                ),
                remedy=message(
                    "Zeg met --group welk kenmerk de groep is.",
                    "Say with --group which attribute is the group.",
                ),
            )
        if measure.needs_number and not number:
            raise Refusal(
                message(
                    "de maat {name} gaat over een getal van elke actor",
                    "the measure {name} is about a number of each actor",
                    name=measure.name,
                ),
                remedy=message(
                    "Zeg met --number welk kenmerk dat is.",
                    "Say with --number which attribute that is.",
                ),
            )
        _refuse_alone(measure, beside)
        if measure.name == "actors":
            measure = attrs.evolve(measure, columns=tuple(dict.fromkeys(columns.values())))
        found.append(measure)
    if beside and all(one.beside is Beside.NOTHING for one in found):
        raise Refusal(
            message(
                "geen van de gevraagde maten vergelijkt het netwerk met iets anders",
                "none of the measures asked for compares the network with something else",
            ),
            remedy=message(
                "Laat --with weg, of vraag een maat die vergelijkt: {known}.",
                "Leave --with out, or ask for a measure that compares: {known}.",
                known=", ".join(
                    one.name
                    for one in graph_measures().values()
                    if one.beside is not Beside.NOTHING
                ),
            ),
        )
    return found


def _refuse_alone(measure: GraphMeasure, beside: tuple[str, ...]) -> None:
    """Refuse a measure that compares without anything to compare with, or with too much."""
    if measure.beside is Beside.NOTHING:
        return
    if not beside:
        raise Refusal(
            message(
                "de maat {name} vergelijkt dit netwerk met iets anders",
                "the measure {name} compares this network with something else",
                name=measure.name,
            ),
            remedy=message(
                "Zeg met --with waarmee: een andere relatie, een bestand, of same:KENMERK.",
                "Say with --with what: another relation, a file, or same:ATTRIBUTE.",
            ),
        )
    if len(beside) > 1 and measure.beside in {Beside.RELATION, Beside.NETWORK}:
        raise Refusal(
            message(
                "de maat {name} vergelijkt met één ander netwerk; gegeven zijn er {count}",
                "the measure {name} compares with one other network; {count} are given",
                name=measure.name,
                count=len(beside),
            ),
            remedy=message("Geef --with één keer.", "Give --with once."),
        )
    attributes = [one for one in beside if is_attribute(one)]
    if attributes and measure.beside in {Beside.NETWORK, Beside.WAVES}:
        raise Refusal(
            message(
                "de maat {name} vergelijkt netwerken; {found} is geen netwerk",
                "the measure {name} compares networks; {found} is no network",
                name=measure.name,
                found=quoted(attributes[0]),
            ),
            remedy=message(
                "Geef met --with een andere relatie of een bestand.",
                "Give another relation or a file with --with.",
            ),
        )
