"""People and teams: hours claimed against what there is, week by week."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

import attrs

from opgavekern.base.calendar import days_from
from opgavekern.base.texts import Message, Text, counted, message
from opgavekern.model import Person, Ref, Team
from opgavekern.report.blocks import (
    Block,
    Cell,
    Figure,
    Lead,
    Names,
    Page,
    Paragraph,
    Row,
    Sayable,
    Section,
    Table,
    Terms,
    Tone,
    columns,
)
from opgavekern.report.figures.load import LoadPicture, Week, load_picture
from opgavekern.report.pages.conditions import conditions
from opgavekern.report.pages.issue_team import team_members, team_summary, team_table
from opgavekern.report.view import View, anchor
from opgavekern.report.wording import hours
from opgavekern.teams import WeekClaim, hours_claimed

#: Weeks shown, from the Monday of the day's own week: half a year.
WEEKS: Final = 26
_DASH: Final = "–"
_NO_UNIT: Final = ""


@attrs.frozen(kw_only=True)
class PersonLoad:
    """Someone's claimed hours.

    Attributes:
        anchor: Its place in the document.
        name: By function, or by name where that was asked for.
        picture: Hours by week.
        words: The same, in a sentence.
        is_over: In some week more is claimed than there is.
        teams: Teams that the person is in.
    """

    anchor: str
    name: str
    picture: LoadPicture
    words: Message
    is_over: bool
    teams: tuple[Cell, ...]


@attrs.frozen(kw_only=True)
class UnitLoads:
    """People of one unit.

    Attributes:
        name: The unit, with its organisation.
        people: Those who are claimed the most first.
        words: How many of them are claimed too much.
    """

    name: Sayable
    people: tuple[PersonLoad, ...]
    words: Message


@attrs.frozen(kw_only=True)
class Loads:
    """People's hours by unit, the fullest unit first."""

    units: tuple[UnitLoads, ...]


@attrs.frozen(kw_only=True)
class _Claims:
    """Someone's weeks, and in how many of them too much is claimed."""

    person: Person
    weeks: tuple[Week, ...]

    @property
    def most(self) -> float:
        return max((one.claimed for one in self.weeks), default=0.0)

    @property
    def available(self) -> tuple[float, ...]:
        return tuple(one.available for one in self.weeks if one.available is not None)

    @property
    def over(self) -> tuple[int, ...]:
        return tuple(place for place, one in enumerate(self.weeks) if one.is_over)


def people(view: View) -> Page:
    """Make the page with people and teams."""
    first = days_from(view.on, -view.on.weekday())
    last = days_from(first, 7 * WEEKS - 1)
    claims = _claims(view, first, last)
    over = sum(1 for one in claims if one.over)
    blocks: list[Block] = [Lead(_lead(len(claims), over))]
    if any(one.most for one in claims):
        blocks.append(_figure(view, claims, first, last))
    blocks += _unclaimed(view, claims)
    blocks.append(_teams(view))
    if table := conditions(view):
        blocks.append(Section(anchor="conditions", title=table.caption, blocks=(table,)))
    title = Text(nl="Mensen en teams", en="People and teams")
    return Page(anchor="people", title=title, blocks=tuple(blocks))


def _figure(view: View, claims: list[_Claims], first: date, last: date) -> Figure:
    top = max(max((one.most, *one.available)) for one in claims)
    by_unit: dict[str, list[_Claims]] = {}
    for one in claims:
        if one.most:
            by_unit.setdefault(_unit(view, one.person), []).append(one)
    units = sorted(by_unit, key=lambda name: _fullest(name, by_unit[name]))
    return Figure(
        name="load",
        anchor="load-figure",
        title=Text(
            nl="Gevraagde uren naast beschikbare uren, per week",
            en="Hours asked beside hours available, by week",
        ),
        description=message(
            "{first} t/m {last}; de hoogte van elk plaatje is {most} uur.",
            "{first} to {last}; the height of each picture is {most} hours.",
            first=first,
            last=last,
            most=hours(top),
        ),
        drawing=Loads(
            units=tuple(_unit_loads(view, name, by_unit[name], first, top) for name in units)
        ),
        table=_table(view, claims, first),
    )


def _unclaimed(view: View, claims: list[_Claims]) -> Iterator[Block]:
    """People of whom nothing is asked in these weeks, by name only."""
    asked = {one.person.id for one in claims if one.most}
    free = sorted((view.person(one.id), one.id) for one in view.today.people if one.id not in asked)
    if free:
        names = Names(names=tuple((anchor("person", id), name) for name, id in free))
        title = Text(
            nl="Van wie in deze weken niets gevraagd wordt",
            en="Of whom nothing is asked in these weeks",
        )
        yield Section(anchor="unclaimed", title=title, blocks=(names,))


def _teams(view: View) -> Section:
    blocks: tuple[Block, ...] = tuple(_team(view, team) for team in view.today.teams)
    if not blocks:
        said = Text(nl="Er zijn nog geen teams.", en="There are no teams yet.")
        blocks = (Paragraph(said, Tone.NOTE),)
    return Section(anchor="teams", title=Text(nl="Teams", en="Teams"), blocks=blocks)


def _claims(view: View, first: date, last: date) -> list[_Claims]:
    """Return the weeks of everyone of whom hours are claimed or contract hours are known."""
    claimed = hours_claimed(view.dossier, first=first, last=last)
    return [
        _Claims(person=view.dossier.people[id], weeks=tuple(_week(one) for one in weeks))
        for id, weeks in claimed.by_person.items()
    ]


def _week(claim: WeekClaim) -> Week:
    return Week(
        committed=float(claim.committed),
        requested=float(claim.requested),
        available=float(claim.available) if claim.available is not None else None,
    )


def _fullest(name: str, claims: list[_Claims]) -> tuple[bool, int, int, str]:
    """Order units: most people too full first, then the largest; who has no unit last."""
    return (name == _NO_UNIT, -sum(1 for one in claims if one.over), -len(claims), name)


def _unit(view: View, person: Person) -> str:
    employment = person.employment_on(view.on)
    if employment is None:
        return _NO_UNIT
    organisation = view.called(Ref("organisation", employment.organisation))
    if employment.unit is None:
        return organisation
    return f"{view.called(Ref('unit', employment.unit))}, {organisation}"


def _lead(people: int, over: int) -> Message:
    said = counted(people, ("persoon", "person"), ("mensen", "people"))
    if not people:
        return message(
            "Er is van niemand bekend hoeveel uren er zijn of gevraagd worden.",
            "Of no one is it known what hours there are or are asked for.",
        )
    if not over:
        return message(
            "Van {people} wordt in geen enkele week meer gevraagd dan er is.",
            "Of {people} no more is asked in any week than there is.",
            people=said,
        )
    return message(
        "Van {over} van de {people} wordt in één of meer weken meer gevraagd dan er is.",
        "Of {over} of {people} more is asked in one or more weeks than there is.",
        over=over,
        people=said,
    )


def _unit_loads(view: View, name: str, claims: list[_Claims], first: date, top: float) -> UnitLoads:
    ordered = sorted(claims, key=lambda one: (-len(one.over), -one.most, one.person.id))
    over = sum(1 for one in claims if one.over)
    people = counted(len(claims), ("persoon", "person"), ("mensen", "people"))
    words = (
        message("{people}, {over} te vol", "{people}, {over} too full", people=people, over=over)
        if over
        else people
    )
    return UnitLoads(
        name=name or Text(nl="Zonder afdeling", en="Without a unit"),
        people=tuple(_person(view, one, first, top) for one in ordered),
        words=words,
    )


def _person(view: View, claims: _Claims, first: date, top: float) -> PersonLoad:
    person = claims.person
    teams = dict.fromkeys(one.team for one in view.today.assignments_of(person.id))
    return PersonLoad(
        anchor=anchor("person", person.id),
        name=view.person(person.id),
        picture=load_picture(claims.weeks, most=top),
        words=_in_words(claims, first),
        is_over=bool(claims.over),
        teams=tuple(view.link("team", team) for team in teams),
    )


def _in_words(claims: _Claims, first: date) -> Message:
    most = hours(claims.most)
    if not claims.available:
        return message(
            "{most} uur gevraagd; contracturen onbekend",
            "{most} hours asked; contract hours unknown",
            most=most,
        )
    if not claims.over:
        return message(
            "ten hoogste {most} van {there} uur",
            "at most {most} of {there} hours",
            most=most,
            there=hours(max(claims.available)),
        )
    worst = max(
        claims.over,
        key=lambda place: claims.weeks[place].claimed - (claims.weeks[place].available or 0.0),
    )
    week = claims.weeks[worst]
    return message(
        "{claimed} uur gevraagd waar {there} is, week van {day}",
        "{claimed} hours asked where there are {there}, week of {day}",
        claimed=hours(week.claimed),
        there=hours(week.available or 0.0),
        day=days_from(first, 7 * worst),
    )


def _table(view: View, claims: Iterable[_Claims], first: date) -> Table:
    heads = columns(
        Text(nl="Functie", en="Function"),
        Text(nl="Afdeling", en="Unit"),
        Text(nl="Contracturen", en="Contract hours"),
        Text(nl="Beschikbaar, minst", en="Available, least"),
        Text(nl="Meeste gevraagd", en="Most asked"),
        Text(nl="Weken te vol", en="Weeks too full"),
        numbers=(2, 3, 4, 5),
    )
    rows = tuple(
        Row(
            cells=(
                view.person(one.person.id),
                _unit(view, one.person) or _DASH,
                one.person.contract_hours if one.person.contract_hours is not None else _DASH,
                hours(min(one.available)) if one.available else _DASH,
                hours(one.most),
                len(one.over),
            )
        )
        for one in claims
    )
    caption = message(
        "Uren per week, {weeks} weken vanaf {first}",
        "Hours a week, {weeks} weeks from {first}",
        weeks=WEEKS,
        first=first,
    )
    return Table(caption=caption, columns=heads, rows=rows)


def _team(view: View, team: Team) -> Section:
    members = team_members(view, team)
    place = anchor("team", team.id)
    about: tuple[tuple[Sayable, Cell], ...] = (
        (Text(nl="Opgaven", en="Issues"), view.links("issue", team.issues)),
        (Text(nl="Gebieden", en="Areas"), view.links("area", team.areas)),
    )
    blocks: list[Block] = [Paragraph(team_summary(members))]
    if pairs := tuple(one for one in about if one[1]):
        blocks.append(Terms(pairs))
    if members:
        blocks.append(team_table(view, team, members))
    return Section(anchor=place, title=team.name, blocks=tuple(blocks), aside=team.kind)
