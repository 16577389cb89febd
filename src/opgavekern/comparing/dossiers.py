"""Comparing two dossiers: what moved, by issue, and what concerns none."""

from __future__ import annotations

from datetime import date

import attrs

from opgavekern.base.calendar import given_day
from opgavekern.base.errors import OpgavekernError
from opgavekern.base.texts import message
from opgavekern.comparing.findings import MovedFinding, moved_findings, silent_rules
from opgavekern.comparing.issues import Pair
from opgavekern.comparing.moves import FindingMove, HeaderMove, RecordMove
from opgavekern.comparing.outcomes import Comparison, IssueMoves, Moves
from opgavekern.comparing.records import header_move, marked, record_move
from opgavekern.comparing.sides import Side
from opgavekern.governance import CheckResult
from opgavekern.model import Change, ChangeType, Dossier, Header, IssueId, Ref


def compare_dossiers(
    old: Dossier,
    new: Dossier,
    *,
    results: tuple[CheckResult, CheckResult] | None = None,
    old_on: date | None = None,
    on: date | None = None,
    names: bool = False,
    personal: bool = False,
) -> Comparison:
    """Tell what changed between two dossiers, by issue.

    Each dossier is looked at on a day of its own, so that someone whose term ended in between
    has left, also where no file changed. The same dossier may be given twice, with two days.

    Args:
        old: The dossier from before.
        new: The dossier of now.
        results: What checking found in the old and in the new one, by the same rules; without
            them findings are not compared.
        old_on: The day for the old dossier; that of its result, `on`, or its own where not given.
        on: The day for the new dossier; that of its result, or its own where not given.
        names: Call people by name; by function otherwise.
        personal: Tell what personal fields held and hold, such as levels.

    Returns:
        Moves by issue and apart from issues, empty where nothing differs. Hours are those of the
        week of the day; a team of several issues counts for each. Kinds that one of the two
        withholds are named, and nothing is said of them; nor of records that plugins brought, on
        both sides. Takes time linear in both dossiers.

    Raises:
        OpgavekernError: No day is given and a dossier has none, or a day is not that of a result,
            or no day at all.
    """
    for name, given in (("old_on", old_on), ("on", on)):
        if given is not None:
            given_day(given, name)
    days = (None, None) if results is None else (results[0].on, results[1].on)
    pair = Pair(
        Side(old, _day(days[0], old_on or on, old.header.as_of)),
        Side(new, _day(days[1], on, new.header.as_of)),
        names=names,
        personal=personal,
    )
    changes = old.diff(new)
    gathered = _Gathered(pair)
    header: HeaderMove | None = None
    for change in changes:
        if isinstance(change.after, Header):
            header = header_move(change, pair)
        elif not _is_brought(change, old, new):
            gathered.take_change(change)
    for moved in moved_findings(*results) if results is not None else ():
        gathered.take_finding(moved)
    return Comparison(
        old_on=pair.old.on,
        on=pair.new.on,
        old_digest=old.digest,
        digest=new.digest,
        header=header,
        issues=gathered.issues(),
        others=Moves(records=tuple(gathered.records), findings=tuple(gathered.findings)),
        not_compared=changes.not_compared,
        rules_not_compared=None if results is None else tuple(sorted(silent_rules(*results))),
    )


def _is_brought(change: Change, old: Dossier, new: Dossier) -> bool:
    """Tell whether a record came from a plugin wherever there is one: nobody here changed it."""
    return (change.before is None or change.ref in old.laid_under) and (
        change.after is None or change.ref in new.laid_under
    )


def _day(checked: date | None, asked: date | None, own: date | None) -> date:
    if checked is not None and asked not in (None, checked):
        raise OpgavekernError(
            message(
                "de uitkomst gaat over {checked} en niet over {asked}; controleer opnieuw, of "
                "geef geen dag op",
                "the result is about {checked}, not {asked}; check again, or give no day",
                checked=checked,
                asked=asked,
            )
        )
    day = checked or asked or own
    if day is None:
        raise OpgavekernError(
            message(
                "op welke dag? Geef een dag op, of vul de peildatum van het dossier in",
                "on which day? Give a day, or fill in the dossier's as_of",
            )
        )
    return day


class _Gathered:
    """Changes and findings, by the issues that they concern."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        self.records: list[RecordMove] = []
        self.findings: list[FindingMove] = []
        self._changes: dict[IssueId, list[tuple[Change, RecordMove]]] = {}
        self._found: dict[IssueId, list[FindingMove]] = {}

    def take_change(self, change: Change) -> None:
        """Put a changed record under the issues that it concerned, or concerns now."""
        move = record_move(change, self.pair)
        sides = (self.pair.old, self.pair.new)
        concerned = {issue for side in sides for issue in side.concerned(change.ref)}
        for issue in concerned:
            self._changes.setdefault(issue, []).append((change, move))
        if not concerned:
            self.records.append(move)

    def take_finding(self, moved: MovedFinding) -> None:
        """Put a finding under its issues."""
        for issue in moved.issues:
            self._found.setdefault(issue, []).append(moved.move)
        if not moved.issues:
            self.findings.append(moved.move)

    def issues(self) -> tuple[IssueMoves, ...]:
        """Return the issues in and round which something moved."""
        ids: set[str] = {*self._changes, *self._found}
        if self.pair.know("issues"):
            ids |= {*self.pair.old.dossier.issues.ids(), *self.pair.new.dossier.issues.ids()}
        return tuple(moves for id in sorted(ids) if (moves := self._of_issue(IssueId(id))))

    def _of_issue(self, id: IssueId) -> IssueMoves:
        pair, ref = self.pair, Ref("issue", id)
        type = ChangeType.CHANGED
        if pair.know("issues") and pair.old.has(ref) is not pair.new.has(ref):
            type = ChangeType.ADDED if pair.new.has(ref) else ChangeType.REMOVED
        moves = IssueMoves(
            issue=id,
            title=pair.call(ref).name,
            type=type,
            phase=pair.phase(id),
            people=tuple(pair.people(id)),
            money=tuple(pair.money(id)),
            hours=pair.hours(id),
            findings=tuple(self._found.get(id, ())),
        )
        changes = self._changes.get(id, ())
        return attrs.evolve(
            moves, records=tuple(marked(move, change, moves) for change, move in changes)
        )
