"""The map: areas by the issues in them."""

from __future__ import annotations

import functools

import attrs

from opgavekern.base.texts import Message, Text, counted, message
from opgavekern.model import Area, AreaId, AreaLevel, Issue
from opgavekern.report.blocks import (
    Block,
    Bullets,
    Cell,
    Columns,
    Figure,
    Heading,
    Names,
    Page,
    Paragraph,
    Sayable,
    Section,
    Tone,
)
from opgavekern.report.figures.choropleth import MapPicture, Polygon, map_picture, outline_of
from opgavekern.report.pages.standing import standing
from opgavekern.report.view import View, anchor
from opgavekern.report.withheld import sections_or_withheld


@attrs.frozen(kw_only=True)
class AreaEntry:
    """An area with its issues.

    Attributes:
        anchor: Its place in the document.
        name: Its name.
        level: How large it is.
        issues: Links to the issues in it.
        programmes: What is done in it under a programme.
        teams: Area teams that work in it.
        groups: Who lives or works there, counted.
    """

    anchor: str
    name: str
    level: Sayable
    issues: tuple[Cell, ...]
    programmes: tuple[Cell, ...]
    teams: tuple[Cell, ...]
    groups: tuple[Message, ...]

    @property
    def is_quiet(self) -> bool:
        """Nothing happens in it, as far as is known."""
        return not (self.issues or self.programmes or self.teams or self.groups)


@attrs.frozen(kw_only=True)
class Areas(Block):
    """Areas where something happens, those on the map first."""

    entries: tuple[AreaEntry, ...]


def area_map(view: View) -> Page:
    """Make the page with the map."""
    today = view.today
    outlines = _outlines(view)
    level = _drawn_level(view, {id for id, outline in outlines.items() if outline})
    drawn = [(area, len(today.issues_in(area.id))) for area in today.areas if area.level is level]
    picture = map_picture(drawn, outlines)
    on_map = {shape.key: place for place, shape in enumerate(picture.shapes)}
    listed = sorted(
        today.areas,
        key=lambda area: (
            area.id not in on_map,
            on_map.get(area.id, 0),
            not today.issues.by("areas").get(area.id),
            area.level,
            area.name,
        ),
    )
    entries = [_entry(view, area, _issues(view, area, level)) for area in listed]
    areas = _areas(view, entries)
    title = Text(nl="Kaart", en="Map")
    if picture.shapes:
        figure = Figure(
            name="map",
            anchor="map-figure",
            title=Text(nl="Opgaven per gebied", en="Issues by area"),
            description=_description(picture),
            drawing=picture,
            table=None,
            source=_credit(drawn),
        )
        blocks: tuple[Block, ...] = (Columns(main=(figure,), side=areas, is_even=True),)
    else:
        said = Text(
            nl="Van geen enkel gebied is een omtrek bekend; daarom staan de gebieden hier als "
            "lijst.",
            en="The outline of no area is known; the areas are therefore listed.",
        )
        blocks = (Paragraph(said, Tone.NOTE), *areas)
    stands = sections_or_withheld((functools.partial(standing, view),), "map")
    return Page(anchor="map", title=title, blocks=(*blocks, *(one for one in stands if one.blocks)))


def _areas(view: View, entries: list[AreaEntry]) -> tuple[Block, ...]:
    quiet = tuple((one.anchor, one.name) for one in entries if one.is_quiet)
    everywhere = tuple(view.link("issue", one.id) for one in view.today.issues if not one.areas)
    blocks: list[Block] = [Areas(entries=tuple(one for one in entries if not one.is_quiet))]
    if quiet:
        words = Text(
            nl="Zonder opgave, programma of team", en="Without an issue, programme or team"
        )
        blocks += [Heading(words), Names(names=quiet)]
    if everywhere:
        words = Text(nl="Opgaven zonder gebied", en="Issues without an area")
        blocks += [Heading(words), Bullets(everywhere)]
    title = Text(nl="Gebieden", en="Areas")
    return (Section(anchor="areas", title=title, blocks=tuple(blocks)),)


def _outlines(view: View) -> dict[AreaId, tuple[Polygon, ...]]:
    by_code: dict[str, Area] = {}
    for area in view.today.areas:
        if area.code is not None:
            by_code[str(area.code)] = area
            by_code.setdefault(area.code.code, area)
    return {area.id: outline_of(area, by_code) for area in view.today.areas}


def _issues(view: View, area: Area, level: AreaLevel | None) -> tuple[Issue, ...]:
    """Return the issues in an area; of one larger than those drawn only its own."""
    if (level or AreaLevel.AREA) < area.level:
        return view.today.issues.by("areas").get(area.id, ())
    return view.today.issues_in(area.id)


def _drawn_level(view: View, outlined: set[str]) -> AreaLevel | None:
    """Choose the level that is drawn: the one with outlines that most issues name."""
    ranks = []
    for level in AreaLevel:
        areas = [one for one in view.today.areas if one.level is level and one.id in outlined]
        if areas:
            named = sum(len(view.today.issues.by("areas").get(one.id, ())) for one in areas)
            ranks.append((level is not AreaLevel.MUNICIPALITY, named, len(areas), level))
    return max(ranks, key=lambda rank: rank[:3])[3] if ranks else None


def _description(picture: MapPicture) -> Message:
    most = max((shape.count for shape in picture.shapes), default=0)
    empty = sum(1 for shape in picture.shapes if not shape.count)
    return message(
        "{areas} op de kaart; {empty} zonder opgave, ten hoogste {most} in één gebied. "
        "Het getal in een gebied is het aantal opgaven; opgaven voor een groter gebied tellen "
        "daarin niet mee.",
        "{areas} on the map; {empty} without an issue, at most {most} in one area. "
        "The number in an area is its number of issues; those of a larger area are not counted "
        "in it.",
        areas=counted(len(picture.shapes), ("gebied", "area"), ("gebieden", "areas")),
        empty=empty,
        most=most,
    )


def _credit(drawn: list[tuple[Area, int]]) -> str:
    sources = {area.source.reference for area, _ in drawn if area.source}
    return "; ".join(sorted(sources))


def _entry(view: View, area: Area, issues: tuple[Issue, ...]) -> AreaEntry:
    return AreaEntry(
        anchor=anchor("area", area.id),
        name=area.name,
        level=area.level,
        issues=tuple(view.link("issue", issue.id) for issue in issues),
        programmes=tuple(one.title for one in view.today.programmes.by("areas").get(area.id, ())),
        teams=tuple(
            view.link("team", one.id) for one in view.today.teams.by("areas").get(area.id, ())
        ),
        groups=tuple(
            message("{name}: {count}", "{name}: {count}", name=one.name, count=one.count)
            for one in view.today.population_groups.by("area").get(area.id, ())
            if one.count is not None
        ),
    )
