"""Where programmes stand in their way of working: the answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.frames import Columns, columns
from opgavekern.base.labels import Term
from opgavekern.base.results import Result
from opgavekern.base.texts import Language, Message, message
from opgavekern.delivery.evidence import Shown
from opgavekern.governance import Finding, Named
from opgavekern.model import Evidence, HoursByCompetency, MethodStep, RoleId


class StepState(Term):
    """How a programme stands to one step of its way of working."""

    DONE = "done", "gedaan"
    SKIPPED = "skipped", "overgeslagen"
    UNKNOWN = "unknown", "niet te zien"
    CURRENT = "current", "bezig"
    AHEAD = "ahead", "komt nog"


@attrs.frozen(kw_only=True)
class StepProgress(Answer):
    """How a programme stands to one step.

    Attributes:
        step: The step, as its way of working describes it.
        state: Done, skipped, being done, or still to come; unknown where nothing would show it.
        shown: What it asks for, and what there is of that.
        since: The day on which it began; None where no day is known.
        done_on: The day of the last of its evidence; None where it is not done or no day is known.
    """

    step: MethodStep
    state: StepState
    shown: tuple[Shown, ...] = ()
    since: date | None = None
    done_on: date | None = None

    @property
    def missing(self) -> tuple[Evidence, ...]:
        """What it asks for and nothing shows."""
        return tuple(one.evidence for one in self.shown if one.is_known and not one.is_there)

    @property
    def title(self) -> str:
        """What people call it."""
        return self.step.title or self.step.name


class DueKind(Term):
    """Why something is due on a day."""

    LEAD_TIME = "lead_time", "doorlooptijd"
    PLANNING_MOMENT = "planning_moment", "p&c-moment"
    ITEM = "item", "actie"


@attrs.frozen(kw_only=True)
class Due(Answer):
    """Something that should be there by a day.

    Attributes:
        kind: The usual time of a step, a moment of the planning cycle, or an action.
        name: What people call the step, the moment or the action.
        on: The last day for it.
        is_late: That day is past.
        record: The document or action; None for the time that a step takes.
    """

    kind: DueKind
    name: str
    on: date
    is_late: bool
    record: Named | None = None


@attrs.frozen(kw_only=True)
class ProgrammeProgress(Answer):
    """Where one programme stands.

    Attributes:
        programme: Which.
        areas: Where it is carried out.
        method: Its way of working; None where it names none.
        steps: Each step of that, in the usual order.
        due: What should be there by a day, the earliest first.
        findings: What the rules between this step and the next would find if it went on today.
        unanswered: Codes of rules between this step and the next that gave no answer.
        stuck: Actions that are blocked.
    """

    programme: Named
    areas: tuple[Named, ...] = ()
    method: Named | None = None
    steps: tuple[StepProgress, ...] = ()
    due: tuple[Due, ...] = ()
    findings: tuple[Finding, ...] = ()
    unanswered: tuple[str, ...] = ()
    stuck: tuple[Named, ...] = ()

    @property
    def current(self) -> StepProgress | None:
        """The step that is being done; None where all are, or no way of working is named."""
        return next((one for one in self.steps if one.state is StepState.CURRENT), None)

    @property
    def is_blocked(self) -> bool:
        """Something keeps it from the next step, besides what this step itself still asks for."""
        return bool(self.findings or self.unanswered or self.stuck)

    @property
    def late(self) -> tuple[Due, ...]:
        """What should have been there already."""
        return tuple(one for one in self.due if one.is_late)

    @property
    def where(self) -> Message:
        """The step being done, with its place among the others."""
        if self.method is None:
            return message("noemt geen werkwijze", "names no way of working")
        current = self.current
        if current is None:
            return message("alle stappen zijn gedaan", "all steps are done")
        return message(
            "{title} (stap {number} van {count})",
            "{title} (step {number} of {count})",
            title=current.title,
            number=self.steps.index(current) + 1,
            count=len(self.steps),
        )

    def text(self, language: Language = "en") -> str:
        """Say in a line where it stands, what is late, and what blocks."""
        said = message("{programme}: {where}{rest}", "{programme}: {where}{rest}",
                       programme=self.programme, where=self.where,
                       rest=_joined(self._rest()))  # fmt: skip
        return said.text(language)

    def _rest(self) -> Iterator[Message]:
        skipped = tuple(one.title for one in self.steps if one.state is StepState.SKIPPED)
        missing = self.current.missing if self.current else ()
        if skipped:
            yield message("overgeslagen: {titles}", "skipped: {titles}", titles=skipped)
        if missing:
            labels = tuple(one.label for one in missing)
            yield message("nog nodig: {labels}", "still needed: {labels}", labels=labels)
        if self.late:
            names = tuple(one.name for one in self.late)
            yield message("te laat: {names}", "late: {names}", names=names)
        if self.is_blocked:
            codes = tuple(dict.fromkeys(one.code for one in self.findings))
            stuck = tuple(one.name for one in self.stuck)
            yield message(
                "houdt tegen: {blocks}",
                "held up by: {blocks}",
                blocks=(*codes, *self.unanswered, *stuck),
            )


def _joined(parts: Iterator[Message]) -> Message:
    """Join parts of a line, each after a semicolon."""
    joined = message("", "")
    for one in parts:
        joined = message("{before}; {one}", "{before}; {one}", before=joined, one=one)
    return joined


@attrs.frozen(kw_only=True)
class Starting(Answer):
    """What beginning a way of working somewhere takes, by what its steps say.

    Attributes:
        method: The way of working.
        areas: Where it has not begun: areas of the level of its programmes.
        weeks: All its steps together; None where none says how long it takes.
        hours: All its steps together, by competency.
        roles: Everyone whom a step names.
    """

    method: Named
    areas: tuple[Named, ...] = ()
    weeks: Decimal | None = None
    hours: tuple[HoursByCompetency, ...] = ()
    roles: tuple[RoleId, ...] = ()

    def text(self, language: Language = "en") -> str:
        """Say where it has not begun, and what it takes; empty where it has begun everywhere."""
        if not self.areas:
            return ""
        weeks = () if self.weeks is None else (message("{n} weken", "{n} weeks", n=self.weeks),)
        hours = (
            message("{n} uur {what}", "{n} hours of {what}", n=one.hours, what=one.competency)
            for one in self.hours
        )
        said = message(
            "Nog niet begonnen met {method}: {areas}.",
            "Not begun with {method}: {areas}.",
            method=self.method.name,
            areas=tuple(area.name for area in self.areas),
        )
        if takes := (*weeks, *hours):
            said = message(
                "{said} Alle stappen samen vragen {takes}.",
                "{said} All steps together take {takes}.",
                said=said,
                takes=takes,
            )
        return said.text(language)


@attrs.frozen(kw_only=True)
class MethodProgress(Result):
    """Where programmes stand in their ways of working.

    Attributes:
        on: The day.
        programmes: In order of id.
        starting: For each way of working that a programme of an area uses: where it has not
            begun, and what beginning takes.
    """

    on: date
    programmes: tuple[ProgrammeProgress, ...] = ()
    starting: tuple[Starting, ...] = ()

    COLUMNS: ClassVar[Columns] = columns(
        programme=str,
        areas=str,
        method=str,
        step=str,
        title=str,
        state=str,
        since=date,
        done_on=date,
        shown=str,
        missing=str,
        due=date,
        is_late=bool,
        blocked_by=str,
    )

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each step of each programme."""
        return [_row(programme, step) for programme in self.programmes for step in programme.steps]

    def describe(self, language: Language = "en") -> str:
        """Say where each programme stands, and how many areas have not begun."""
        if not self.programmes:
            none = message(
                "Op {on}: geen programma met een werkwijze.",
                "On {on}: no programme with a way of working.",
                on=self.on,
            )
            return none.text(language)
        lines = "\n".join(f"- {one.text(language)}" for one in self.programmes)
        head = message(
            "Op {on}, {count}:",
            "On {on}, {count}:",
            on=self.on,
            count=message(
                "één programma" if len(self.programmes) == 1 else "{n} programma's",
                "one programme" if len(self.programmes) == 1 else "{n} programmes",
                n=len(self.programmes),
            ),
        )
        return f"{head.text(language)}\n{lines}"


def _row(programme: ProgrammeProgress, one: StepProgress) -> dict[str, Any]:
    is_current = one.state is StepState.CURRENT
    steps_own = (due for due in programme.due if due.kind is not DueKind.ITEM)
    due = next(steps_own, None) if is_current else None
    blocks = (
        *dict.fromkeys(found.code for found in programme.findings),
        *programme.unanswered,
        *(stuck.ref.id for stuck in programme.stuck),
    )
    return {
        "programme": programme.programme.ref.id,
        "areas": " ".join(area.ref.id for area in programme.areas),
        "method": programme.method.ref.id if programme.method else None,
        "step": one.step.name,
        "title": one.title,
        "state": one.state.value,
        "since": one.since,
        "done_on": one.done_on,
        "shown": " ".join(shown.evidence.value for shown in one.shown if shown.is_there),
        "missing": " ".join(evidence.value for evidence in one.missing),
        "due": due.on if due else None,
        "is_late": due.is_late if due else None,
        "blocked_by": " ".join(blocks) if is_current else "",
    }
