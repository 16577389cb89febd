"""Who is not heard yet about an issue: what nobody speaks for, and who has no seat or contact."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from opgavekern.base.texts import Message, Text, message
from opgavekern.model import IssueId, Ref, WithheldError
from opgavekern.report.blocks import Cell, Fold, Sayable, Terms
from opgavekern.report.view import View
from opgavekern.report.wording import few_named

if TYPE_CHECKING:
    from opgavekern.network import MissingVoices

_NO_SPEAKER: Final = Text(
    nl="Van geen belanghebbende is vastgelegd dat die spreekt voor",
    en="No stakeholder is recorded as speaking for",
)
#: By the sorts of voice: what they are called, and what it means that they are missing.
_SORTS: Final = MappingProxyType(
    {
        "area": (
            Text(nl="Gebieden", en="Areas"),
            Text(
                nl="Van geen belanghebbende is een belang vastgelegd in",
                en="No stakeholder is recorded with a stake in",
            ),
        ),
        "population_group": (
            Text(nl="Bewoners", en="Residents"),
            _NO_SPEAKER,
        ),
        "target_group": (
            Text(nl="Doelgroepen", en="Target groups"),
            _NO_SPEAKER,
        ),
        "kind": (
            Text(nl="Soorten partijen", en="Kinds of party"),
            Text(nl="Nog niemand van", en="Nobody yet of"),
        ),
    }
)


def voices_told(view: View, issue: IssueId) -> Fold | None:
    """Make the fold; None where everybody is heard, or what that takes is withheld."""
    # Loads networkx, which takes as long as all the rest: only where stakeholders are known.
    from opgavekern.network import missing_voices

    try:
        found = missing_voices(view.dossier, issue=issue, on=view.on)
    except WithheldError:  # As the report says at its top.
        return None
    pairs = tuple(_told(view, found))
    if not pairs:
        return None
    title = Text(nl="Wie nog niet wordt gehoord", en="Who is not heard yet")
    return Fold(title=title, blocks=(Terms(pairs),))


def _told(view: View, found: MissingVoices) -> Iterator[tuple[Sayable, Cell]]:
    for sort, (title, said) in _SORTS.items():
        names = [one.text(view.language) for one in found.missing if one.sort == sort]
        if names:
            yield title, _named(said, names)
    for title, said, stakes in (
        (
            Text(nl="Niet aan tafel", en="No seat"),
            Text(
                nl="Veel belang, en bij geen bijeenkomst of team van deze opgave genoemd",
                en="Much at stake, and named at no meeting or team of this issue",
            ),
            [one.stake for one in found.unheard if one.has_seat is False],
        ),
        (
            Text(nl="Zonder contact", en="Without contact"),
            Text(
                nl="Veel belang, en geen contact bekend met een ander van deze opgave",
                en="Much at stake, and no contact known with another of this issue",
            ),
            [one.stake for one in found.unheard if one.has_tie is False],
        ),
    ):
        names = [view.called(Ref("stakeholder", str(one.stakeholder))) for one in stakes]
        if names:
            yield title, _named(said, names)


def _named(said: Text, names: list[str]) -> Message:
    return message("{said}: {names}.", "{said}: {names}.", said=said, names=few_named(names))
