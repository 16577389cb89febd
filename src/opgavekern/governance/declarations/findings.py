"""Findings: what a rule has to say about a record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final

import attrs

from opgavekern.base.answers import Answer, Sayable
from opgavekern.base.errors import Location, Path
from opgavekern.base.labels import Term
from opgavekern.base.texts import Language, Message, Text
from opgavekern.model import Dossier, IssueId, Ref, kind_named


class Severity(Term):
    """How much a finding weighs."""

    BLOCKING = "blocking", "blokkerend"
    WARNING = "warning", "waarschuwing"
    ADVICE = "advice", "advies"

    @property
    def weight(self) -> int:
        """Higher weighs more."""
        return _WEIGHTS[self.value]


_WEIGHTS: Final = {"blocking": 3, "warning": 2, "advice": 1}


@attrs.frozen
class Named(Answer):
    """A record by the name that people use for it, said with its kind where it has no name.

    Attributes:
        ref: The record.
        name: The name; the record's id where it has none.
    """

    ref: Ref
    name: str

    @classmethod
    def within(cls, dossier: Dossier, ref: Ref) -> Named:
        """Name a record as a dossier does; by its id where its kind is withheld."""
        kind = kind_named(ref.kind)
        if kind is None or dossier.of_kind(kind.plural).is_withheld:
            return cls(ref, ref.id)
        return cls(ref, dossier.name_of(ref))

    def text(self, language: Language = "en") -> str:
        """Return the words for it; a person is called by function and pseudonym."""
        kind = kind_named(self.ref.kind)
        if self.name == self.ref.id:
            return f"{kind.label.text(language)} {self.ref.id}" if kind else self.ref.id
        return f"{self.name} ({self.ref.id})" if self.ref.kind == "person" else self.name


@attrs.frozen(kw_only=True)
class Finding(Answer):
    """What is missing, late, too much or contradictory about one record, and what to do.

    A rule gives subject, texts and values. The engine adds the rest, so that no rule can speak
    in another's name.

    Attributes:
        subject: The record that it is about; `{subject}` in the texts names it.
        text: What is the matter, with `{name}` for each value.
        remedy: What to do, in the same form.
        values: What goes in the texts. The engine puts the record's name in the place of a `Ref`,
            and the words in the place of a term.
        path: The field that it is about, for the place in the files.
        related: Other records that have a part in it.
        key: Tells findings of one rule about one subject apart; part of the id.
        id: The same as long as rule, subject and key are.
        code: Code of the rule.
        plugin: Name of the plugin whose rule it is.
        version: Version of what installed the plugin.
        severity: How much it weighs.
        location: Where the subject stands in the dossier's files.
        issues: Issues that it concerns.
    """

    subject: Ref
    text: Text
    remedy: Text
    values: Annotated[Mapping[str, Any], Sayable((Ref, Named))] = attrs.field(
        factory=dict, hash=False
    )
    path: Path = ()
    related: tuple[Ref, ...] = ()
    key: str = ""
    id: str = ""
    code: str = ""
    plugin: str = ""
    version: str = ""
    severity: Severity = Severity.WARNING
    location: Location | None = None
    issues: tuple[IssueId, ...] = ()

    @property
    def message(self) -> Message:
        """What is the matter, with its values."""
        return Message(self.text, self.values)

    @property
    def advice(self) -> Message:
        """What to do, with its values."""
        return Message(self.remedy, self.values)
