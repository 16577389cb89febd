"""What comes of reading a dossier of which not all can be read."""

from __future__ import annotations

import attrs

from opgavekern.base.errors import DossierError, Notice, Problem
from opgavekern.base.texts import Language
from opgavekern.model.dossier import Dossier
from opgavekern.model.kinds import Kind
from opgavekern.model.references import Ref


@attrs.define(eq=False)
class Unread:
    """Which records may be in the files though they could not be read.

    Attributes:
        ids: Those whose id could be read.
        kinds: Singular names of kinds of which there may be others.
        any_kind: There may be others of every kind.
    """

    ids: set[Ref] = attrs.field(factory=set)
    kinds: set[str] = attrs.field(factory=set)
    any_kind: bool = False

    def add(self, kind: Kind | None, id: str | None = None) -> None:
        """Remember a record; without an id any of its kind, without a kind any at all."""
        if kind is None:
            self.any_kind = True
        elif id is None:
            self.kinds.add(kind.name)
        else:
            self.ids.add(Ref(kind.name, id))

    def __contains__(self, record: object) -> bool:
        return self.any_kind or (
            isinstance(record, Ref) and (record.kind in self.kinds or record in self.ids)
        )


@attrs.frozen(kw_only=True, eq=False)
class Reading:
    """A dossier as far as it could be read.

    Attributes:
        dossier: Of what could be read; None where not even the header could. Of a record with
            fields that could not be read it has the others, if they make a record.
        problems: What could not be read; nothing where the dossier is whole.
        unread: What may be there besides.
        language: The language of the dossier, as far as that is known.
        notices: What people should know of files that were read, or passed by.
    """

    dossier: Dossier | None
    problems: tuple[Problem, ...]
    unread: Unread
    language: Language | None
    notices: tuple[Notice, ...] = ()

    def whole(self) -> Dossier:
        """Return the dossier.

        Raises:
            DossierError: It is not whole; has every problem of every file.
        """
        if self.problems or self.dossier is None:
            raise DossierError(self.problems, language=self.language, notices=self.notices)
        return self.dossier
