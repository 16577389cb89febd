"""What stands behind a candidate for admission, the same for a signal and for an issue."""

from __future__ import annotations

from opgavekern.model import Dossier, Issue, IssueId, Ref, Signal, SignalId


def signals_behind(dossier: Dossier, candidate: Ref) -> tuple[Signal, ...]:
    """Return the signal itself, or the signals that an issue takes up.

    Raises:
        WithheldError: Signals are withheld, also from a criterion that does not read them.
    """
    if candidate.kind == "signal":
        return (dossier.signals[SignalId(candidate.id)],)
    return dossier.signals_of(IssueId(candidate.id))


def issue_behind(dossier: Dossier, candidate: Ref) -> Issue | None:
    """Return the issue that is judged; None for a signal."""
    return dossier.issues[IssueId(candidate.id)] if candidate.kind == "issue" else None


def parties_behind(dossier: Dossier, candidate: Ref) -> frozenset[Ref]:
    """Return who raised it, who is involved in it, and whose it is; a party counts once.

    A stakeholder that is an organisation counts as that organisation.

    Raises:
        WithheldError: Signals, issues, involvements or stakeholders are withheld, also from a
            criterion that does not read them.
    """
    found = {one for signal in signals_behind(dossier, candidate) for one in signal.raised_by}
    issue = issue_behind(dossier, candidate)
    owners: tuple[str, ...] = ()
    if issue is not None:
        found |= {one.stakeholder for one in dossier.involvements_of(issue.id)}
        owners = issue.owners
    known = ((one, dossier.stakeholders.get(one)) for one in found)
    parties = {
        one.party if one is not None and one.party is not None else Ref("stakeholder", id)
        for id, one in known
    }
    return frozenset(parties | {Ref("organisation", one) for one in owners})
