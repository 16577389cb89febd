"""What every record can carry besides its own facts."""

from __future__ import annotations

import attrs

from opgavekern.base.frozen import FrozenMap
from opgavekern.base.labels import dutch
from opgavekern.base.personal import REMARK
from opgavekern.base.texts import Prose
from opgavekern.model.dates import ALWAYS, Period
from opgavekern.model.references import PersonId
from opgavekern.model.values import Source


@dutch(
    "vastlegging",
    valid="geldig",
    source="bron",
    note="notitie",
    tags="trefwoorden",
    external_ids="externe ids",
    custom="eigen velden",
)
@attrs.frozen(kw_only=True)
class Record:
    """The part that all records share; only subclasses are kept in a dossier.

    Attributes:
        valid: First and last day on which the record holds, both inclusive, either open.
        source: Where it comes from.
        note: Free text.
        tags: Words to find it by.
        external_ids: Ids elsewhere, by scheme: `tooi`, `oin`, `kvk`, `esco`.
        custom: Fields of a plugin, under the plugin's name; the plugin gives them types.
    """

    valid: Period = ALWAYS
    source: Source | None = None
    note: Prose = attrs.field(default=Prose(""), metadata=REMARK)
    tags: frozenset[str] = frozenset()
    external_ids: FrozenMap = FrozenMap()
    custom: FrozenMap = FrozenMap()


@dutch("bekleder", person="persoon", valid="geldig")
@attrs.frozen(kw_only=True)
class Holder:
    """Someone who holds a position for a time.

    Attributes:
        person: Who.
        valid: From when to when.
    """

    __short__ = "person"

    person: PersonId
    valid: Period = ALWAYS
