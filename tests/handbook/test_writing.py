"""The handbook as a document: safe, the same every time, about people only where asked."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from tests.governance.plugins import Plugin, a_rule
from tests.handbook.conftest import Town
from tests.report.test_rendering import Document

from opgavekern.base.converting import structure, unstructure
from opgavekern.base.texts import LANGUAGES, Language, Text
from opgavekern.baseline import plugin as baseline
from opgavekern.governance import (
    Basis,
    Depart,
    FigureBlock,
    FigureName,
    Fill,
    Governance,
    Layer,
    PluginSection,
    SectionPlace,
    TextBlock,
    check,
    hookimpl,
    parameter,
)
from opgavekern.handbook import (
    Handbook,
    HandbookFormat,
    make_handbook,
    render_handbook,
    write_handbook,
)
from opgavekern.model import Dossier, Method, MethodId, MethodStep, Role, RoleId
from opgavekern.report import render_report
from opgavekern.testing import a_dossier, a_person, a_role, an_appointment, an_area

ON = date(2026, 9, 1)


@attrs.frozen
class Open:
    """A number that municipalities fill."""

    most: int = parameter(
        3,
        unit="issues",
        open_to=[Layer.MUNICIPALITY],
        label=Text(nl="ten hoogste", en="at most"),
    )


NASTY = '<script>alert(1)</script> | `x` [y](javascript:z) "q" & *b* \\ #h'
NL = Governance.activate([baseline()])


def of(dossier: Dossier, governance: Governance = NL, **wanted: Any) -> Handbook:
    """Make a handbook on the usual day."""
    return make_handbook(dossier, governance, on=ON, **{"language": "nl", **wanted})


@pytest.mark.parametrize("language", LANGUAGES)
def test_equal_input_gives_equal_bytes(towns: Mapping[str, Town], language: Language) -> None:
    """Made twice, in either language and format, it is the same."""
    town = towns["haarlem"]
    one, other = (
        make_handbook(town.dossier, town.governance, language=language, result=town.result)
        for _ in range(2)
    )
    assert one == other
    for format in HandbookFormat:
        assert render_handbook(one, format) == render_handbook(other, format)


def test_the_strict_policy_can_be_kept(each_town: Town) -> None:
    """No style attributes, no handlers, nothing from outside, and headings without a gap."""
    document = Document(render_handbook(each_town.book))
    names = {name for _, held in document.tags for name in held}
    assert "style" not in names
    assert not [name for name in names if name.startswith("on")]
    assert not {"img", "link", "iframe", "object", "base"} & {tag for tag, _ in document.tags}
    levels = [int(tag[1]) for tag, _ in document.tags if re.fullmatch("h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_what_people_wrote_is_only_ever_text() -> None:
    """In HTML and in Markdown no word of a dossier becomes markup."""
    step = MethodStep(name="a", title=NASTY, gate=NASTY)
    method = Method(id=MethodId("m"), name=NASTY, steps=(step,))
    book = of(Dossier.of(method, Role(id=RoleId("r"), name=NASTY)))
    assert "<script>alert" not in render_handbook(book)
    # What is escaped is only text; nothing of it may be left when that is taken out.
    written = re.sub(r"\\.", "", render_handbook(book, HandbookFormat.MARKDOWN))
    assert "<script" not in written
    assert "](javascript" not in written


def test_people_are_named_only_where_asked() -> None:
    """Else who holds a role is called by function."""
    dossier = a_dossier(
        a_role(id="leider"),
        a_person(id="p-1", name="Jansen", function="manager"),
        an_appointment(person="p-1", role="leider"),
    )
    without, with_names = of(dossier), of(dossier, names=True)
    for format in HandbookFormat:
        assert "Jansen" not in render_handbook(without, format)
        assert "Jansen" in render_handbook(with_names, format)
    assert "manager" in render_handbook(without)


@pytest.mark.parametrize("kind", ["roles", "methods", "bodies", "programmes", "people", "areas"])
def test_what_is_withheld_is_told_to_be_unknown(kind: str, towns: Mapping[str, Town]) -> None:
    """A dossier that keeps records back still gives a handbook, which says what it lacks."""
    town = towns["example"]
    dossier = town.governance.laid_under(town.dossier).view(without={kind})
    book = make_handbook(dossier, town.governance, language="nl")
    assert book.withheld == (kind,)
    assert "Achtergehouden" in render_handbook(book)


def test_without_anything_there_is_still_a_page() -> None:
    """No plugin and no facts: what an issue is, and from what it was made; nothing empty."""
    book = of(Dossier(), Governance())
    assert [page.anchor for page in book.chapters] == ["contents", "issues", "colophon"]
    for format in HandbookFormat:
        assert render_handbook(book, format)


def test_no_chapter_or_section_is_empty(each_town: Town) -> None:
    """Wherever there is a heading, something stands under it."""
    written = render_handbook(each_town.book, HandbookFormat.MARKDOWN)
    places = re.findall(r'(#+) [^\n]+\n\n(?:<a id="[^"]+"></a>\n\n(#+))?', written)
    assert [one for one in places if one[1] and len(one[1]) <= len(one[0])] == []


def test_it_says_where_each_district_stands_and_what_the_next_takes(
    towns: Mapping[str, Town],
) -> None:
    """One programme runs by the way of working; the other districts are named as not begun."""
    passages = {one.anchor: one for one in towns["helmond"].book.passages}
    told = passages["standing-helmond-wijkprogramma"].text
    assert told.count("nog niet begonnen") == 11
    starting = passages["starting-helmond-wijkprogramma"].text
    assert "Wijkadviseur" in starting
    assert "Vul bij de stappen" in starting
    assert "Ophalen wat er leeft" in passages["programme-wijk-oost"].text


def test_what_is_missing_is_told_once_with_what_to_do() -> None:
    """Without a programme that names its way of working nobody knows where districts stand."""
    written = render_handbook(of(Dossier()), HandbookFormat.MARKDOWN)
    assert written.count("Nog geen programma zegt volgens welke werkwijze") == 1
    assert "## Waar staan we" not in written


def test_it_is_read_again_from_json(towns: Mapping[str, Town]) -> None:
    """Passages with what they cite travel as plain data."""
    book = towns["haarlem"].book
    assert structure(unstructure(book), Handbook) == book
    assert len(book.to_records()) == len(book.passages)
    assert "Gemeente Haarlem" in book.describe("nl")


def test_it_is_written_whole(tmp_path: Path, towns: Mapping[str, Town]) -> None:
    """What stands on disk is what was rendered."""
    for format in HandbookFormat:
        path = tmp_path / format.value
        assert write_handbook(towns["haarlem"].book, path=path, format=format) == path
        assert path.read_text("utf-8") == render_handbook(towns["haarlem"].book, format)


class Telling(Plugin):
    """A plugin with a section for the handbook, one for the report, and nonsense."""

    @hookimpl
    def opgavekern_sections(self) -> Iterable[Any]:
        """Return what tests look for."""
        title, words = Text(nl="Waarom", en="Why"), TextBlock(Text(nl="Daarom.", en="So."))
        picture = FigureBlock(name=FigureName.METHOD, of="programma-in-vijf-stappen")
        gone = FigureBlock(name=FigureName.METHOD, of="weg")
        for name, place in (("a", SectionPlace.HANDBOOK_ROLES), ("b", SectionPlace.REPORT)):
            blocks = (words, picture, gone)
            yield PluginSection(name=name, place=place, title=title, blocks=blocks)
        yield "<b>"


def test_plugins_add_sections_where_they_say() -> None:
    """A section stands in its chapter, with its picture; one that is refused is told."""
    book = of(Dossier(), Governance.activate([baseline(), Telling()]))
    passages = {one.anchor: one for one in book.passages}
    assert passages["section-tst-a"].chapter == "roles"
    assert "Daarom." in passages["section-tst-a"].text
    assert "Ophalen wat er leeft" in passages["section-tst-a"].text
    assert "weg" in passages["section-tst-a"].text
    assert "section-tst-b" not in passages
    assert "str is geen PluginSection" in passages["silent"].text


def test_the_report_has_what_plugins_add_to_it() -> None:
    """On a page of its own before the colophon, escaped as all else; no page without sections."""
    governance = Governance.activate([baseline(), Telling()])
    dossier = governance.laid_under(a_dossier())
    html = render_report(dossier, governance, check(dossier, governance, on=ON), language="nl")
    assert 'id="section-tst-b"' in html
    assert 'id="section-tst-a"' not in html
    bare = render_report(dossier, NL, check(dossier, NL, on=ON), language="nl")
    assert 'id="additions"' not in bare


def test_who_departs_from_a_rule_and_why_is_told() -> None:
    """A rule that is off stays listed, and so does a number that a lower layer set."""
    national = Plugin(
        a_rule("NAT-001", departable=True),
        a_rule("NAT-002", parameters=Open),
        name="nat",
        namespace="NAT",
        layer=Layer.NATIONAL,
    )
    own = Plugin(
        changes=(
            Depart(rule="NAT-001", basis=Basis(reference="Besluit 12", verified=False)),
            Fill(rule="NAT-002", parameter="most", value=7, basis=Basis(reference="Besluit 13")),
        )
    )
    book = of(Dossier(), Governance.activate([national, own]))
    told = {one.anchor: one.text for one in book.passages}
    assert "niet van kracht: ervan afgeweken" in told["rule-NAT-001"]
    assert "Besluit 12, *nog niet nagegaan*" in told["rule-NAT-001"]
    assert "**ten hoogste:** 7" in told["rule-NAT-002"]
    assert "ten hoogste: 7, ingevuld, Besluit 13" in told["rule-NAT-002"]


def test_many_rules_and_steps_stay_quick_and_small() -> None:
    """Five hundred rules, eleven districts and twelve steps make two megabytes at most."""
    rules = [a_rule(f"TST-{n:03}") for n in range(1, 501)]
    steps = tuple(
        MethodStep(name=f"s{n}", title=f"Stap {n}", next_steps=(f"s{n + 1}",)) for n in range(12)
    )
    facts = Dossier.of(Method(id=MethodId("m"), name="Werkwijze", steps=steps))
    governance = Governance.activate([baseline(), Plugin(*rules, facts=facts)])
    dossier = a_dossier(*(an_area(id=f"wijk-{n}", level="district") for n in range(11)))
    result = check(dossier, governance, on=ON)
    book = make_handbook(dossier, governance, result=result, language="nl")
    assert len(book.passages) > 500
    assert len(render_handbook(book).encode()) < 2_000_000
