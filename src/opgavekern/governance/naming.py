"""What is wrong with the plugins that a dossier names, told with the place in its files."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import attrs

from opgavekern.base.errors import DossierError, Problem
from opgavekern.base.near import one_of
from opgavekern.base.texts import message
from opgavekern.model import Dossier


def problems_of_names(names: list[str], known: Collection[str]) -> list[Problem]:
    """Return what is wrong with the names of plugins: unknown here, or there twice.

    Args:
        names: As the dossier has them.
        known: Those that are installed and allowed.
    """
    return [
        _unknown(name, index, known) if name not in known else _twice(name, index)
        for index, name in enumerate(names)
        if name not in known or name in names[:index]
    ]


def in_header(dossier: Dossier, error: DossierError) -> DossierError:
    """Return what is wrong with options of plugins as problems of the header that gives them."""
    positions = {use.name: index for index, use in enumerate(dossier.header.plugins)}
    moved = [
        attrs.evolve(one, path=("plugins", positions[str(one.path[0])], *one.path[1:]))
        for one in error.problems
    ]
    return DossierError(placed(dossier, moved))


def _unknown(name: str, index: int, known: Collection[str]) -> Problem:
    return Problem(
        code="unknown-plugin",
        message=message(
            'de plugin "{name}" is niet geïnstalleerd of hier niet toegestaan',
            'the plugin "{name}" is not installed, or not allowed here',
            name=name,
        ),
        remedy=message(
            "{known}Of installeer de plugin, of haal haar weg bij plugins.",
            "{known}Or install the plugin, or take it out of plugins.",
            known=message("{known} ", "{known} ", known=one_of(known, word=name)) if known else "",
        ),
        kind="dossier",
        path=("plugins", index),
    )


def _twice(name: str, index: int) -> Problem:
    return Problem(
        code="duplicate-plugin",
        message=message(
            'de plugin "{name}" staat er twee keer', 'the plugin "{name}" is there twice', name=name
        ),
        remedy=message("Haal er een weg.", "Take one out."),
        kind="dossier",
        path=("plugins", index),
    )


def placed(dossier: Dossier, problems: Iterable[Problem]) -> list[Problem]:
    """Give problems about the header their place in the files."""
    return [
        attrs.evolve(one, location=_nearest_place(dossier, one.path)) if not one.location else one
        for one in problems
    ]


def _nearest_place(dossier: Dossier, path: tuple[str | int, ...]) -> Any:
    for end in range(len(path), -1, -1):
        place = dossier.locations.find("dossier", "", path[:end])
        if place is not None:
            return place
    return None
