"""What an earlier check and one of now differ in, and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar, Final

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.frames import Columns, columns
from opgavekern.base.labels import Term
from opgavekern.base.results import Result
from opgavekern.base.texts import Language, Message, Text, message
from opgavekern.governance.declarations.findings import Severity
from opgavekern.governance.outcomes import not_compared
from opgavekern.model import Ref


class CauseKind(Term):
    """What made a finding come or go."""

    DAY = "day", "dag"
    FACT = "fact", "gegeven"
    WAIVER = "waiver", "ontheffing"
    PARAMETER = "parameter", "getal van de regel"
    RULE = "rule", "regel"
    PLUGIN = "plugin", "plugin"


@attrs.frozen(kw_only=True)
class Cause(Answer):
    """One thing that made a finding come or go.

    Attributes:
        kind: What sort of thing.
        said: What it was and what it became.
        records: Records that make the difference, each by itself; none where that is not known.
        kinds: Kinds of record that changed and that the rule reads, by plural name.
    """

    kind: CauseKind
    said: Message
    records: tuple[Ref, ...] = ()
    kinds: tuple[str, ...] = ()

    def text(self, language: Language = "en") -> str:
        """Say what it was and what it became."""
        return self.said.text(language)


@attrs.frozen(kw_only=True)
class Difference(Answer):
    """A finding that is new or gone, and why.

    Attributes:
        id: The finding's id.
        code: Code of the rule.
        severity: How much it weighs, or weighed.
        subject: The record that it is about.
        is_new: It does not stand in the earlier check; gone otherwise.
        said: What is the matter; of what is gone, which rule found it and of what.
        causes: What made the difference.
        together: Setting back one of the causes alone does not undo it.
        is_certain: Running again told the causes; otherwise any of them may be it.
        perhaps: What is another too and cannot be set back, such as a plugin's earlier version: it
            may have been needed as well.
    """

    id: str
    code: str
    severity: Severity
    subject: Ref
    is_new: bool
    said: Text
    causes: tuple[Cause, ...]
    together: bool = False
    is_certain: bool = True
    perhaps: tuple[Cause, ...] = ()

    @property
    def why(self) -> Message:
        """What made the difference, in words; several causes are said to be several."""
        told = self._told
        if not self.perhaps:
            return told
        return message(
            "{told} Misschien ook nodig, en niet na te gaan: {perhaps}.",
            "{told} Perhaps needed too, which cannot be told: {perhaps}.",
            told=told,
            perhaps=_listed(self.perhaps),
        )

    @property
    def _told(self) -> Message:
        listed = _listed(self.causes)
        if len(self.causes) < 2:
            return message("Oorzaak: {cause}.", "Cause: {cause}.", cause=listed)
        return Message(
            _TOGETHER if self.together else _EACH if self.is_certain else _ANY,
            {"count": len(self.causes), "causes": listed},
        )

    def text(self, language: Language = "en") -> str:
        """Say whether it is new or gone, what is the matter, and why."""
        new = Text(nl="Nieuw, {severity}, {code}: {said}", en="New, {severity}, {code}: {said}")
        gone = Text(nl="Weg, {severity}, {code}: {said}", en="Gone, {severity}, {code}: {said}")
        values = {"severity": self.severity, "code": self.code, "said": self.said}
        said = Message(new if self.is_new else gone, values).text(language)
        return f"{said} {self.why.text(language)}"


def _listed(causes: tuple[Cause, ...]) -> Message:
    listed = message("{cause}", "{cause}", cause=causes[0] if causes else _UNKNOWN)
    for one in causes[1:]:
        listed = message("{listed}; {cause}", "{listed}; {cause}", listed=listed, cause=one)
    return listed


_UNKNOWN: Final = Text(nl="onbekend", en="unknown")
_EACH: Final = Text(
    nl="{count} oorzaken, elk ervan nodig: {causes}.",
    en="{count} causes, each of them needed: {causes}.",
)
_TOGETHER: Final = Text(
    nl="{count} oorzaken; een ervan terugzetten is niet genoeg: {causes}.",
    en="{count} causes; setting back one of them is not enough: {causes}.",
)
_ANY: Final = Text(
    nl="Een of meer van {count} oorzaken, welke is niet na te gaan: {causes}.",
    en="One or more of {count} causes, which cannot be told: {causes}.",
)


@attrs.frozen(kw_only=True)
class Against(Result):
    """What a check gives that an earlier one did not, and the other way about.

    Attributes:
        on: The day of the check of now.
        then: The day of the earlier one.
        new: Findings that stand now, and did not then; the heaviest first.
        gone: Findings that stood then, and do not now.
        same: Ids of findings that stand in both.
        reweighed: Those of them that weigh more or less than they did.
        not_compared: Codes of rules that gave no answer in one of the two, so that nothing is
            known of what came or went.
    """

    on: date
    then: date
    new: tuple[Difference, ...] = ()
    gone: tuple[Difference, ...] = ()
    same: tuple[str, ...] = ()
    reweighed: tuple[str, ...] = ()
    not_compared: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.gone or self.reweighed)

    def __iter__(self) -> Iterator[Difference]:
        yield from self.new
        yield from self.gone

    COLUMNS: ClassVar[Columns] = columns(
        id=str,
        code=str,
        severity=str,
        kind=str,
        subject=str,
        is_new=bool,
        causes=str,
        said_nl=str,
        said_en=str,
        why_nl=str,
        why_en=str,
    )

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each difference, in both languages."""
        return [
            {
                "id": one.id,
                "code": one.code,
                "severity": one.severity.value,
                "kind": one.subject.kind,
                "subject": one.subject.id,
                "is_new": one.is_new,
                "causes": " ".join(cause.kind.value for cause in one.causes),
                "said_nl": one.said.nl,
                "said_en": one.said.en,
                "why_nl": one.why.text("nl"),
                "why_en": one.why.text("en"),
            }
            for one in self
        ]

    def describe(self, language: Language = "en") -> str:
        """Say how many findings are new, gone and the same."""
        weighed = message(
            ", waarvan anders gewogen {count}",
            ", of which weighed otherwise {count}",
            count=len(self.reweighed),
        )
        said = message(
            "Op {on}, tegenover {then}: nieuw {new}, weg {gone}, gelijk {same}{reweighed}.",
            "On {on}, against {then}: new {new}, gone {gone}, same {same}{reweighed}.",
            reweighed=weighed if self.reweighed else "",
            on=self.on,
            then=self.then,
            new=len(self.new),
            gone=len(self.gone),
            same=len(self.same),
        ).text(language)
        return f"{said} {not_compared(self.not_compared, language)}".rstrip()
