"""What management and line managers say about issues: frames, priority, scores."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs

from opgavekern.base.labels import dutch
from opgavekern.base.texts import Prose
from opgavekern.model.record import Record
from opgavekern.model.references import (
    ContentFrameId,
    DirectionId,
    IssueId,
    PersonId,
    ScoreId,
    UnitId,
    as_id,
)


@dutch(
    "koersbepaling",
    id="id",
    issue="opgave",
    frame="kader",
    boundaries="grenzen",
    priority="prioriteit",
    stops="stopt",
    on="op",
    by="door",
)
@attrs.frozen(kw_only=True)
class Direction(Record):
    """What management says about an issue.

    Attributes:
        id: Name within the dossier.
        issue: Which issue.
        frame: Within what it is to be solved.
        boundaries: What is out of bounds.
        priority: 1 is first; None where management has not said.
        stops: What stops to make room.
        on: The day.
        by: Who said so.
    """

    id: DirectionId
    issue: IssueId
    frame: Prose = Prose("")
    boundaries: Prose = Prose("")
    priority: int | None = None
    stops: Prose = Prose("")
    on: date | None = None
    by: PersonId | None = None


@dutch("inhoudelijk kader", id="id", title="titel", unit="afdeling", issues="opgaven",
       text="tekst", on="op")  # fmt: skip
@attrs.frozen(kw_only=True)
class ContentFrame(Record):
    """What a line manager's field asks of the work on issues.

    Attributes:
        id: Name within the dossier.
        title: In one line.
        unit: Whose field.
        issues: Issues that it holds for; none given means all.
        text: The frame itself.
        on: The day.
    """

    id: ContentFrameId
    title: str
    unit: UnitId | None = None
    issues: tuple[IssueId, ...] = ()
    text: Prose = Prose("")
    on: date | None = None


@dutch("score", id="id", issue="opgave", criterion="criterium", value="waarde", on="op",
       by="door")  # fmt: skip
@attrs.frozen(kw_only=True)
class Score(Record):
    """How an issue does on a criterion, in someone's eyes.

    Attributes:
        id: Name within the dossier.
        issue: Which issue.
        criterion: Name of the criterion.
        value: On the criterion's scale.
        on: The day.
        by: In whose eyes.
    """

    issue: IssueId
    criterion: str
    value: Decimal
    on: date | None = None
    by: PersonId | None = None
    id: ScoreId = attrs.field()

    @id.default
    def _from_its_ends(self) -> ScoreId:
        return ScoreId(as_id(self.issue, self.criterion, self.by or ""))
