"""A Pajek project: networks, and what partitions and vectors say of their vertices."""

from __future__ import annotations

from typing import Final

import attrs

from opgavekern.base.errors import Location, Problem
from opgavekern.base.near import one_of
from opgavekern.base.texts import message, quoted
from opgavekern.exchange.networks.drafts import Draft, listed
from opgavekern.exchange.networks.pajek_sections import PajekSection, pajek_sections
from opgavekern.exchange.sheets import plain_name
from opgavekern.files.refusals import Refusal

#: Objects of a project that say nothing of actors.
_OTHER_OBJECTS: Final = frozenset({"permutation", "cluster", "hierarchy"})


@attrs.define
class PajekNetwork:
    """A network of a file.

    Attributes:
        name: Behind `*Network`; a number where there is none.
        number: Of the line on which it begins, from 1.
        sections: Its vertices and lines.
    """

    name: str
    number: int
    sections: list[PajekSection] = attrs.field(factory=list)


@attrs.define
class PajekProject:
    """What a file holds.

    Attributes:
        networks: Those that have vertices, in order, each with a name of its own.
        values: Partitions and vectors, by name: what stands behind that line.
        passed_by: Names of what is not read.
    """

    networks: list[PajekNetwork] = attrs.field(factory=list)
    values: list[tuple[str, PajekSection]] = attrs.field(factory=list)
    passed_by: list[str] = attrs.field(factory=list)


def pajek_project(draft: Draft, text: str) -> PajekProject:
    """Return the objects of a file; one without `*Network` holds one network."""
    found = PajekProject()
    attribute, is_between = "", False
    for section in pajek_sections(draft, text):
        if section.name == "network":
            found.networks.append(PajekNetwork(section.line, section.number))
            attribute, is_between = "", False
        elif section.name in {"partition", "vector"}:
            attribute = section.line or section.name
        elif section.name in _OTHER_OBJECTS:
            found.passed_by.append(section.name)
            attribute, is_between = "", True
        elif attribute:
            found.values.append((attribute, section))
            attribute, is_between = "", True
        elif not is_between:
            if not found.networks:
                found.networks.append(PajekNetwork("", section.number))
            found.networks[-1].sections.append(section)
    found.networks = [one for one in found.networks
                      if any(section.name == "vertices" for section in one.sections)]  # fmt: skip
    _name(found.networks)
    return found


def _name(networks: list[PajekNetwork]) -> None:
    """Number networks without a name, and those of which names are the same."""
    names = [plain_name(one.name) for one in networks]
    for at, one in enumerate(networks):
        if not one.name or names.count(names[at]) > 1:
            one.name = f"{one.name} {at + 1}".strip()


def named(project: PajekProject, name: str | None, file: str) -> list[PajekNetwork]:
    """Return the network of a name, or all where none is asked for.

    Raises:
        Refusal: There is none of that name; with those that there are.
    """
    if name is None:
        return project.networks
    found = [one for one in project.networks if plain_name(one.name) == plain_name(name)]
    if not found:
        raise Refusal(
            Problem(
                code="unknown-network",
                message=message(
                    "{file} heeft geen netwerk {name}",
                    "{file} has no network {name}",
                    file=file,
                    name=quoted(name),
                ),
                remedy=one_of([one.name for one in project.networks], word=name),
                location=Location(file=file),
            )
        )
    return found


def refuse_others(draft: Draft, networks: list[PajekNetwork], other: PajekNetwork) -> None:
    """Take note of a network that has other vertices than the first, or has them otherwise."""
    draft.problem(
        "other-vertices",
        message(
            "netwerk {name} heeft andere knopen dan {first}, of in een andere volgorde; alleen "
            "netwerken van dezelfde knopen worden samen gelezen, elk als een soort relatie",
            "network {name} has other vertices than {first}, or in another order; only networks "
            "of the same vertices are read together, each as a kind of tie",
            name=quoted(other.name),
            first=quoted(networks[0].name),
        ),
        message(
            "Kies er een: --sheet, of in Python sheet=…. Dit bestand heeft {known}.",
            "Choose one: --sheet, or sheet=… in Python. This file has {known}.",
            known=listed((one.name for one in networks), most=20),
        ),
        Location(file=draft.file, line=other.number),
    )
