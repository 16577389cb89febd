"""What comparing two dossiers gives: what moved, by issue, in words and as rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from types import MappingProxyType
from typing import Any, ClassVar, Final

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.frames import Columns, columns
from opgavekern.base.results import Result
from opgavekern.base.texts import Language, Message, Speaks, Text, message
from opgavekern.comparing.moves import (
    FieldMove,
    FindingMove,
    HeaderMove,
    HoursMove,
    MoneyMove,
    PersonMove,
    PhaseMove,
    RecordMove,
)
from opgavekern.model import ChangeType, IssueId, Ref, kind_named


@attrs.frozen(kw_only=True)
class Moves(Answer):
    """Records and findings that moved.

    Attributes:
        records: New, gone or changed, in order of kind and id.
        findings: New ones first, the heaviest first.
    """

    records: tuple[RecordMove, ...] = ()
    findings: tuple[FindingMove, ...] = ()

    def parts(self) -> Iterator[Speaks]:
        """Yield what there is to say, in the order in which to say it."""
        yield from (one for one in self.records if not one.is_told)
        yield from self.findings

    def __bool__(self) -> bool:
        return bool(self.records or self.findings)


@attrs.frozen(kw_only=True)
class IssueMoves(Moves):
    """What moved in and round one issue.

    Attributes:
        issue: Which issue.
        title: Its title, in the new dossier where it is there.
        type: The issue itself is new, gone, or there in both.
        phase: Its phase, where that is another.
        people: Who came and who left.
        money: What budget programmes pay of it, where that is another amount.
        hours: Hours that its teams claim, where those are others.
    """

    issue: IssueId
    title: str
    type: ChangeType = ChangeType.CHANGED
    phase: PhaseMove | None = None
    people: tuple[PersonMove, ...] = ()
    money: tuple[MoneyMove, ...] = ()
    hours: HoursMove | None = None

    def parts(self) -> Iterator[Speaks]:
        """Yield what there is to say, in the order in which to say it.

        Of an issue that is gone only what went with it is said: nobody left it.
        """
        if self.type is not ChangeType.REMOVED:
            yield from self.of_issue()
        for one in self.records:
            if one.ref == Ref("issue", self.issue):
                yield from (_sentence(field) for field in one.fields if not field.is_told)
            elif not one.is_told:
                yield one
        yield from self.findings

    def of_issue(self) -> Iterator[Speaks]:
        """Yield phase, people, money and hours, as far as they moved."""
        yield from () if self.phase is None else (self.phase,)
        yield from self.people
        yield from self.money
        yield from () if self.hours is None else (self.hours,)

    def __bool__(self) -> bool:
        moved = self.phase or self.people or self.money or self.hours
        return bool(moved) or self.type is not ChangeType.CHANGED or Moves.__bool__(self)


@attrs.frozen(kw_only=True)
class Comparison(Result):
    """What changed between two dossiers, by issue.

    Attributes:
        old_on: The day on which the old dossier is looked at.
        on: The day on which the new one is.
        old_digest: SHA-256 of the old dossier, as in a receipt.
        digest: SHA-256 of the new one.
        header: What changed in what is said of the dossier as a whole.
        issues: Issues in and round which something moved, in order of id.
        others: What concerns no issue.
        not_compared: Plural names of kinds that one of the two withholds.
        rules_not_compared: Codes of rules that gave no answer on one of the two, so that nothing
            is known of their findings; None where findings were not compared at all.
    """

    old_on: date
    on: date
    old_digest: str
    digest: str
    header: HeaderMove | None = None
    issues: tuple[IssueMoves, ...] = ()
    others: Moves = Moves()
    not_compared: tuple[str, ...] = ()
    rules_not_compared: tuple[str, ...] | None = None

    def __bool__(self) -> bool:
        return bool(self.header or self.issues or self.others)

    COLUMNS: ClassVar[Columns] = columns(issue=str, what=str, nl=str, en=str)

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each thing that moved, said in both languages.

        `issue` is None for what concerns none; `what` is `header`, `issue`, `phase`, `person`,
        `money`, `hours`, `record` or `finding`.
        """
        rows: list[dict[str, Any]] = []
        if self.header is not None:
            rows.append(_row(None, "header", self.header))
        for issue in self.issues:
            if issue.type is not ChangeType.CHANGED:
                rows.append(_row(issue.issue, "issue", issue.type))
            rows += _rows(issue.issue, issue)
        return [*rows, *_rows(None, self.others)]

    def describe(self, language: Language = "en") -> str:
        """Say how many issues and findings are new, gone and changed."""
        said = [self._counts(), *self._unknown()]
        return " ".join(one.text(language) for one in said)

    def _counts(self) -> Message:
        types = Counter(one.type for one in self.issues)
        seen: dict[str, bool] = {}
        for moves in (*self.issues, self.others):
            seen.update((one.id, one.is_new) for one in moves.findings)
        new = sum(seen.values())
        counts = [
            *((_ISSUES[type], types[type]) for type in ChangeType),
            (_NEW_FINDINGS, new),
            (_GONE_FINDINGS, len(seen) - new),
            (_OTHERS, len(self.others.records)),
        ]
        counted = [
            Message(several if number > 1 else one, {"number": number})
            for (one, several), number in counts
            if number
        ]
        found = tuple(counted) or (message("geen verschillen", "no differences"),)
        if self.old_on == self.on:
            return message("Op {on}: {found}.", "On {on}: {found}.", on=self.on, found=found)
        return message(
            "Tussen {old_on} en {on}: {found}.",
            "Between {old_on} and {on}: {found}.",
            old_on=self.old_on,
            on=self.on,
            found=found,
        )

    def _unknown(self) -> Iterator[Message]:
        kinds = [kind_named(one) for one in self.not_compared]
        if kinds:
            yield message(
                "Niet vergeleken, want achtergehouden: {kinds}.",
                "Not compared, since withheld: {kinds}.",
                kinds=tuple(one.plural_label for one in kinds if one is not None),
            )
        if self.rules_not_compared:
            yield message(
                "Zonder antwoord, en dus niet vergeleken: {codes}.",
                "Without an answer, and so not compared: {codes}.",
                codes=self.rules_not_compared,
            )


#: What is counted: one of them, and several.
_ISSUES: Final = MappingProxyType(
    {
        ChangeType.ADDED: (
            Text(nl="{number} nieuwe opgave", en="{number} new issue"),
            Text(nl="{number} nieuwe opgaven", en="{number} new issues"),
        ),
        ChangeType.REMOVED: (
            Text(nl="{number} opgave vervallen", en="{number} issue removed"),
            Text(nl="{number} opgaven vervallen", en="{number} issues removed"),
        ),
        ChangeType.CHANGED: (
            Text(nl="{number} opgave gewijzigd", en="{number} issue changed"),
            Text(nl="{number} opgaven gewijzigd", en="{number} issues changed"),
        ),
    }
)
_NEW_FINDINGS: Final = (
    Text(nl="{number} nieuwe bevinding", en="{number} new finding"),
    Text(nl="{number} nieuwe bevindingen", en="{number} new findings"),
)
_GONE_FINDINGS: Final = (
    Text(nl="{number} bevinding weg", en="{number} finding gone"),
    Text(nl="{number} bevindingen weg", en="{number} findings gone"),
)
_OTHERS: Final = (
    Text(nl="{number} wijziging buiten opgaven om", en="{number} change apart from issues"),
    Text(nl="{number} wijzigingen buiten opgaven om", en="{number} changes apart from issues"),
)


def _sentence(field: FieldMove) -> Message:
    """Say of a field what became of it as a sentence, with a capital and a full stop."""
    return message("{subject}.", "{subject}.", subject=field)


def _rows(issue: IssueId | None, moves: Moves) -> Iterator[dict[str, Any]]:
    of_issue: tuple[tuple[str, tuple[Speaks, ...]], ...] = ()
    if isinstance(moves, IssueMoves):
        of_issue = (
            ("phase", () if moves.phase is None else (moves.phase,)),
            ("person", moves.people),
            ("money", moves.money),
            ("hours", () if moves.hours is None else (moves.hours,)),
        )
    for what, ones in (*of_issue, ("record", moves.records), ("finding", moves.findings)):
        yield from (_row(issue, what, one) for one in ones)


def _row(issue: IssueId | None, what: str, one: Speaks) -> dict[str, Any]:
    return {"issue": issue, "what": what, "nl": one.text("nl"), "en": one.text("en")}
