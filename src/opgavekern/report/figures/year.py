"""The year in a picture: months across, and under them what is on which day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

import attrs

from opgavekern.base.calendar import days_from
from opgavekern.base.lettering import cut
from opgavekern.base.texts import Language, Text
from opgavekern.model import Dossier, MeetingStatus, Ref
from opgavekern.report.blocks import Sayable
from opgavekern.report.citing import Citation
from opgavekern.report.dates import closed_periods, elections, planning_documents
from opgavekern.report.moments import document_title
from opgavekern.report.wording import Month, ShortDay

WIDTH: Final = 960.0
_LEFT: Final = 190.0
_HEAD: Final = 30.0
_LANE: Final = 34.0
_LETTERS: Final = 13.0
#: More bodies than these make the picture hard to read; the rest stand in the tables.
_MOST_BODIES: Final = 8


@attrs.frozen(kw_only=True)
class Mark:
    """A day, or a period, in a lane.

    Attributes:
        x: Left edge, or middle of a day.
        width: Of a period; 0 for a day.
        words: What it is and when, for whoever points at it or cannot see it.
    """

    x: float
    width: float
    words: str


@attrs.frozen(kw_only=True)
class YearLane:
    """One sort of thing through the year.

    Attributes:
        name: What it is, cut to what fits.
        form: `closed`, `meeting` or `day`.
        y: Its middle.
        marks: What is on it.
    """

    name: str
    form: str
    y: float
    marks: tuple[Mark, ...]


@attrs.frozen(kw_only=True)
class YearPicture:
    """A year from the month of a day on.

    Attributes:
        first: The month that it begins with.
        last: The month that it ends with.
        months: Left edge and short name of each month.
        now: Where the day is.
        lanes: From top to bottom; those without marks are left out.
        height: Height of the picture.
        cites: What its geometry was made from.
    """

    first: Month
    last: Month
    months: tuple[tuple[float, Sayable], ...]
    now: float
    lanes: tuple[YearLane, ...]
    height: float
    cites: tuple[Citation, ...]
    width: float = WIDTH
    left: float = _LEFT


@attrs.frozen
class _Found:
    """Something of the year before it has its place."""

    ref: Ref
    name: str
    first: date
    last: date


@attrs.frozen
class _Group:
    """What stands in one lane, before it has its place."""

    name: str
    form: str
    found: tuple[_Found, ...]
    title_cites: tuple[Citation, ...] = ()

    @property
    def cites(self) -> tuple[Citation, ...]:
        """What the lane was made from."""
        return (*self.title_cites, *(Citation(one.ref) for one in self.found))


@attrs.frozen
class _Ruler:
    """Twelve months along the picture."""

    first: date

    @property
    def last(self) -> date:
        """The last day."""
        return days_from(_month_after(self.first, 12), -1)

    @property
    def day(self) -> float:
        """The width of a day."""
        return (WIDTH - _LEFT) / ((self.last - self.first).days + 1)

    def at(self, day: date) -> float:
        """Return where a day begins."""
        return round(_LEFT + (day - self.first).days * self.day, 1)

    def holds(self, one: _Found) -> bool:
        """Tell whether something is in these months."""
        return one.last >= self.first and one.first <= self.last

    def mark(self, one: _Found, language: Language) -> Mark:
        """Give something its place."""
        days = ShortDay(one.first).text(language)
        if one.first == one.last:
            x, width = round(self.at(one.first) + self.day / 2, 1), 0.0
        else:
            start, stop = max(one.first, self.first), min(one.last, self.last)
            x, width = self.at(start), round(((stop - start).days + 1) * self.day, 1)
            days = f"{days} – {ShortDay(one.last).text(language)}"
        return Mark(x=x, width=width, words=f"{one.name}: {days}" if one.name else days)


def year_picture(dossier: Dossier, on: date, language: Language) -> YearPicture:
    """Lay out the twelve months from that of `on`."""
    ruler = _Ruler(on.replace(day=1))
    groups = [
        attrs.evolve(one, found=tuple(filter(ruler.holds, one.found)))
        for one in _groups(dossier, on, language)
    ]
    filled = [one for one in groups if one.found]
    lanes = tuple(
        YearLane(
            name=cut(one.name, _LETTERS, _LEFT - 20),
            form=one.form,
            y=_HEAD + _LANE * place + _LANE / 2,
            marks=tuple(ruler.mark(each, language) for each in one.found),
        )
        for place, one in enumerate(filled)
    )
    months = [_month_after(ruler.first, number) for number in range(12)]
    return YearPicture(
        first=Month(ruler.first.year, ruler.first.month),
        last=Month(ruler.last.year, ruler.last.month),
        months=tuple((ruler.at(day), _short(day)) for day in months),
        now=ruler.at(on),
        lanes=lanes,
        height=_HEAD + _LANE * len(lanes) + 6,
        cites=tuple(cited for one in filled for cited in one.cites),
    )


def _month_after(first: date, number: int) -> date:
    index = first.year * 12 + first.month - 1 + number
    return date(index // 12, index % 12 + 1, 1)


def _short(day: date) -> Text:
    def name(language: Language) -> str:
        return ShortDay(day).text(language).partition(" ")[2]

    return Text(nl=name("nl"), en=name("en"))


def _groups(dossier: Dossier, on: date, language: Language) -> Iterator[_Group]:
    closed = (
        _Found(
            Ref("closed_period", one.id),
            one.name or one.kind.text(language),
            one.period.first or date.min,
            one.period.last or date.max,
        )
        for one in closed_periods(dossier, on)
    )
    without = Text(nl="Zonder vergaderingen", en="Without meetings")
    yield _Group(without.text(language), "closed", tuple(closed))
    yield from _meetings(dossier)
    papers = (
        _Found(Ref("planning_document", one.id), document_title(one), day, day)
        for one in planning_documents(dossier, on)
        if (day := one.adopted_on) is not None
    )
    planning = Text(nl="Planning en controle", en="Planning and control")
    yield _Group(planning.text(language), "day", tuple(papers))
    votes = (
        _Found(Ref("election", one.id), one.name, one.on, one.on) for one in elections(dossier, on)
    )
    yield _Group(Text(nl="Verkiezingen", en="Elections").text(language), "day", tuple(votes))


def _meetings(dossier: Dossier) -> Iterator[_Group]:
    found: dict[str, list[_Found]] = {}
    for one in dossier.known("meetings"):
        if one.status is not MeetingStatus.CANCELLED:
            meeting = _Found(Ref("meeting", one.id), "", one.on, one.on)
            found.setdefault(one.body, []).append(meeting)
    for body in sorted(found, key=lambda body: (-len(found[body]), body))[:_MOST_BODIES]:
        ref = Ref("body", body)
        those = tuple(sorted(found[body], key=lambda one: (one.first, one.ref)))
        yield _Group(dossier.name_of(ref), "meeting", those, (Citation(ref, "name"),))
