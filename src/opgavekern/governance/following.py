"""Following a record to what it belongs to: its own fields, its issues, or what it hangs on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import MappingProxyType
from typing import Any, Final

import attrs

from opgavekern.model import Dossier, Record, Ref, WithheldError, kind_named, kind_of
from opgavekern.model.shape import references

#: By which of its fields a record with nothing of its own belongs to something that has them:
#: the first field that leads somewhere counts.
_HANGS_ON: Final = MappingProxyType(
    {
        "proficiency": ("person",),
        "absence": ("person",),
        "area_succession": ("successor", "predecessor"),
        "pairing": ("one", "other"),
        "appointment": ("body", "person", "term"),
        "portfolio": ("term", "holders"),
        "need": ("signals",),
        "policy": ("portfolio",),
        "measure": ("policy",),
        "budget_programme": ("portfolio", "term"),
        "budget_share": ("programme",),
        "ambition": ("portfolios", "term"),
        "assignment": ("team", "person"),
        "programme_item": ("programme", "action_owner"),
        "agreement": ("programmes",),
        "effort": ("owner",),
        "contribution": ("goal", "contributor"),
        "precedence": ("before", "after"),
        "indicator": ("goals",),
        "observation": ("indicator",),
        "stakeholder": ("party",),
        "participation_moment": ("programmes",),
        "meeting_series": ("body",),
        "submission_deadline": ("body",),
        "closed_period": ("bodies",),
        "meeting": ("body", "series"),
        "agenda_item": ("decision", "meeting", "portfolios"),
        "decision": ("body", "meeting", "portfolios", "programmes"),
        "motion": ("meeting", "portfolio"),
        "question": ("asked_of",),
        "pledge": ("body", "portfolio", "made_by"),
        "planning_document": ("programmes", "decision"),
        "content_frame": ("unit",),
        "reflection": ("team",),
        "lesson": ("learned_from",),
        "waiver": ("subject",),
    }
)
Own = Callable[[Any], Iterable[str]]


@attrs.frozen(kw_only=True)
class Followed:
    """To what a record belongs.

    Attributes:
        ids: Of records of the kind that was asked for; empty where nothing is known.
        is_hidden: Something that may have told more is withheld.
    """

    ids: frozenset[str]
    is_hidden: bool


def followed(dossier: Dossier, ref: Ref, *, itself: str, own: Own) -> Followed:
    """Return the records of one kind to which a record belongs.

    What it names itself counts; or else what its issues name; or else what that names on which it
    hangs.

    Args:
        dossier: What is known.
        ref: The record.
        itself: The kind: such a record belongs to itself.
        own: What a record names of that kind in its own fields.
    """
    search = _Search(dossier, itself, own)
    return Followed(ids=search.found(ref), is_hidden=search.is_hidden)


class _Search:
    """What one record belongs to: each record on the way is looked up once, also in a circle."""

    def __init__(self, dossier: Dossier, itself: str, own: Own) -> None:
        self.is_hidden = False
        self._dossier = dossier
        self._itself = itself
        self._own = own
        self._known: dict[Ref, frozenset[str]] = {}

    def found(self, ref: Ref) -> frozenset[str]:
        if ref not in self._known:
            self._known[ref] = frozenset()  # While it is looked up: a circle leads nowhere.
            self._known[ref] = frozenset(self._looked_up(ref))
        return self._known[ref]

    def _looked_up(self, ref: Ref) -> Iterable[str]:
        kind = kind_named(ref.kind)
        if kind is None:
            return ()
        if self._dossier.of_kind(kind.plural).is_withheld:
            self.is_hidden = True
            return ()
        if ref.kind == self._itself:
            return (ref.id,)
        record = self._dossier.find(ref)
        if record is None:
            return ()
        return set(self._own(record)) or self._by_issues(ref) or self._through(record)

    def _by_issues(self, ref: Ref) -> set[str]:
        try:
            concerned = self._dossier.issues_concerned(ref)
            issues = [one for id in concerned if (one := self._dossier.issues.get(id)) is not None]
        except WithheldError:
            self.is_hidden = True
            return set()
        return {id for issue in issues for id in self._own(issue)}

    def _through(self, record: Record) -> set[str]:
        """Follow the fields by which a record hangs on others, the first that leads somewhere."""
        targets = list(references(record))
        for field in _HANGS_ON.get(kind_of(record).name, ()):
            found = {
                id for path, target in targets if path[0] == field for id in self.found(target)
            }
            if found:
                return found
        return set()
