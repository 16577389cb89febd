"""What stakeholders have at stake in issues, read from a dossier, a graph or plain records."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

import attrs
import networkx as nx

from opgavekern.base.answers import Answer
from opgavekern.base.calendar import given_day
from opgavekern.base.near import one_of
from opgavekern.base.texts import Message, counted, message, quoted
from opgavekern.model import Dossier, IssueId, Ref
from opgavekern.network.foundation.errors import NetworkError
from opgavekern.network.foundation.graphs import Graph
from opgavekern.network.foundation.numbers import is_number
from opgavekern.network.foundation.readings import Name, name_of

#: Where stakes come from: the involvements of a dossier, the attributes of nodes, or records with
#: `stakeholder`, perhaps `issue`, and what is known of the stake by the names of `Stake`.
StakeSource = Dossier | Graph | Iterable[Mapping[str, Any]]
#: What may be known of a stake, by the names that records and nodes use.
_GRADES: Final = ("interest", "influence", "legitimacy", "urgency", "position")
#: What the literature on salience says for influence; records may too.
_POWER: Final = "power"


@attrs.frozen(kw_only=True)
class Stake(Answer):
    """What one stakeholder has at stake in one issue; what is not known is None.

    In a dossier values go from 0 to 1, and a position from -1 to 1. Graphs and plain records may
    use another scale, as long as thresholds do too.

    Attributes:
        stakeholder: Who.
        label: As people say it.
        issue: In which issue; empty where there is only one.
        interest: How much is at stake for them.
        influence: How much they can bring about or stop; in the literature on salience: power.
        legitimacy: How far their claim is seen as proper.
        urgency: How pressing it is.
        position: Below zero against, above zero in favour.
    """

    stakeholder: Name
    label: str = ""
    issue: str = ""
    interest: float | None = None
    influence: float | None = None
    legitimacy: float | None = None
    urgency: float | None = None
    position: float | None = None


def stakes_of(
    source: StakeSource, *needed: str, issue: str | None, on: date | None
) -> tuple[Stake, ...]:
    """Return what stakeholders have at stake, in order of issue and stakeholder.

    Of a dossier without a day, what was said last of a stakeholder and an issue counts.

    Args:
        source: A dossier, a graph or records. True and False count as 1 and 0, NaN as unknown.
        *needed: What a measure goes by. Nodes or records of which none has it are refused: it is
            more likely misspelt than unknown of all.
        issue: Only stakes in this issue.
        on: Only what holds on this day of a dossier.

    Raises:
        NetworkError: Of no stake the dossier or the records know the issue; something is no
            number; a record has no stakeholder, or the same one twice; a day is asked of what has
            none.
        BadValueError: `on` is no day.
        WithheldError: The involvements of a dossier are kept from whoever asks.
    """
    if isinstance(source, Dossier):
        return tuple(_of_dossier(source, issue, on))
    if on is not None:
        raise NetworkError(
            message(
                "on= vraagt een dossier; deze gegevens zeggen niet wanneer zij gelden",
                "on= asks for a dossier; these data do not say when they hold",
            )
        )
    rows = _rows(source)
    _verify_there(rows, needed)
    found: dict[tuple[str, Name], Stake] = {}
    for row in rows:
        stake = _of_row(row)
        if (key := (stake.issue, stake.stakeholder)) in found:
            raise NetworkError(
                message(
                    "{stakeholder} staat er twee keer voor dezelfde opgave; voeg die samen",
                    "{stakeholder} is there twice for the same issue; merge these",
                    stakeholder=quoted(stake.stakeholder),
                )
            )
        found[key] = stake
    if issue is not None:
        _verify_issue(issue, sorted({one.issue for one in found.values()}))
    return _sorted(one for one in found.values() if issue in (None, one.issue))


def _of_dossier(dossier: Dossier, issue: str | None, on: date | None) -> Iterator[Stake]:
    then = dossier if on is None else dossier.at(given_day(on, "on"))
    if issue is not None:
        _verify_issue(issue, [one.id for one in dossier.issues])
        involved = then.involvements_of(IssueId(issue))
    else:
        involved = tuple(then.involvements)
    last = {
        (one.issue, one.stakeholder): one
        for one in sorted(involved, key=lambda one: one.valid.first or date.min)
    }
    for _, one in sorted(last.items()):
        yield Stake(
            stakeholder=one.stakeholder,
            label=then.name_of(Ref("stakeholder", one.stakeholder)),
            issue=one.issue,
            **{grade: getattr(one, grade) for grade in _GRADES},
        )


def _verify_issue(issue: str, known: list[Any]) -> None:
    if issue not in known:
        raise NetworkError(
            message(
                "opgave {issue} is er niet. {known}",
                "there is no issue {issue}. {known}",
                issue=quoted(issue),
                known=one_of([str(one) for one in known], word=issue),
            )
        )


def _rows(source: Graph | Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    if isinstance(source, nx.Graph):
        return [{**data, "stakeholder": node} for node, data in source.nodes(data=True)]
    given: Any = source
    is_list = isinstance(given, Iterable) and not isinstance(given, str | Mapping)
    rows: list[Any] = list(given) if is_list else []
    if not is_list or not all(isinstance(one, Mapping) for one in rows):
        raise NetworkError(
            message(
                'geef een dossier, een netwerk, of een lijst van dicts met "stakeholder"; van een '
                'DataFrame is dat frame.to_dict("records")',
                'give a dossier, a graph, or a list of dicts with "stakeholder"; of a DataFrame '
                'that is frame.to_dict("records")',
            )
        )
    return rows


def _verify_there(rows: list[Mapping[str, Any]], needed: tuple[str, ...]) -> None:
    there = {str(key) for row in rows for key in row}
    if _POWER in there:
        there.add("influence")
    absent = [one for one in needed if one not in there]
    if rows and absent:
        raise NetworkError(
            message(
                'geen enkele belanghebbende heeft "{absent}"; geef ieder een getal met die naam, '
                "in een netwerk als eigenschap van zijn punt. Er is wel: {known}",
                'no stakeholder has "{absent}"; give each a number of that name, in a graph as an '
                "attribute of its node. There is: {known}",
                absent=absent[0],
                known=", ".join(sorted(there - {"stakeholder"})) or "–",
            )
        )


def _of_row(row: Mapping[str, Any]) -> Stake:
    who = row.get("stakeholder")
    if who is None or who == "":
        raise NetworkError(
            message(
                'een van de gegevens heeft geen "stakeholder"; zeg daarin om wie het gaat',
                'one of the records has no "stakeholder"; say in it who it is about',
            )
        )
    said = {**row, "influence": row.get("influence", row.get(_POWER))}
    return Stake(
        stakeholder=name_of(who),
        label=str(row.get("label") or who),
        issue=str(row.get("issue") or ""),
        **{grade: _number(said.get(grade), grade, who) for grade in _GRADES},
    )


def _number(found: Any, grade: str, who: object) -> float | None:
    if found is None or (isinstance(found, float) and math.isnan(found)):
        return None
    if isinstance(found, bool) or is_number(found):
        return float(found)
    raise NetworkError(
        message(
            'van {who} is "{grade}" {found}; dat moet een getal zijn, of leeg waar het onbekend is',
            '"{grade}" of {who} is {found}; it must be a number, or empty where it is not known',
            who=quoted(who),
            grade=grade,
            found=quoted(found),
        )
    )


def _sorted(stakes: Iterable[Stake]) -> tuple[Stake, ...]:
    return tuple(sorted(stakes, key=lambda one: (one.issue, str(one.stakeholder))))


def say_more_issues(number: int) -> Message:
    """Say that there are so many issues beside those that were told."""
    return message(
        "En nog {issues}.",
        "And {issues}.",
        issues=counted(number, ("opgave", "more issue"), ("opgaven", "more issues")),
    )
