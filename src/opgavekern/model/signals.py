"""What residents, entrepreneurs and others raise: the outside from which work starts."""

from __future__ import annotations

from datetime import date

import attrs

from opgavekern.base.labels import dutch
from opgavekern.base.texts import Prose
from opgavekern.model.record import Record
from opgavekern.model.references import (
    AreaId,
    IssueId,
    NeedId,
    SignalId,
    StakeholderId,
    TargetGroupId,
)


@dutch(
    "signaal",
    id="id",
    title="titel",
    description="omschrijving",
    raised_on="ingebracht op",
    raised_by="ingebracht door",
    areas="gebieden",
    theme="thema",
    issues="opgaven",
    answered_on="beantwoord op",
    answer="antwoord",
)
@attrs.frozen(kw_only=True)
class Signal(Record):
    """Something noticed that is nobody's assignment yet; an issue may grow from it.

    Attributes:
        id: Name within the dossier.
        title: In one line.
        description: In more.
        raised_on: The day on which it was raised.
        raised_by: Stakeholders who raised it; never a resident's name.
        areas: Where it is felt.
        theme: What it is about, in a word.
        issues: Issues that take it up.
        answered_on: The day on which those who raised it had an answer.
        answer: What they were told.
    """

    id: SignalId
    title: str
    description: Prose = Prose("")
    raised_on: date | None = None
    raised_by: tuple[StakeholderId, ...] = ()
    areas: tuple[AreaId, ...] = ()
    theme: str = ""
    issues: tuple[IssueId, ...] = ()
    answered_on: date | None = None
    answer: Prose = Prose("")


@dutch(
    "behoefte",
    id="id",
    title="titel",
    description="omschrijving",
    target_groups="doelgroepen",
    areas="gebieden",
    signals="signalen",
    issues="opgaven",
)
@attrs.frozen(kw_only=True)
class Need(Record):
    """What people need, read from signals, in their words rather than the organisation's.

    Attributes:
        id: Name within the dossier.
        title: In one line.
        description: In more.
        target_groups: Who has the need.
        areas: Where.
        signals: What it was read from.
        issues: Issues that answer it.
    """

    id: NeedId
    title: str
    description: Prose = Prose("")
    target_groups: tuple[TargetGroupId, ...] = ()
    areas: tuple[AreaId, ...] = ()
    signals: tuple[SignalId, ...] = ()
    issues: tuple[IssueId, ...] = ()
