from __future__ import annotations

import io
import math
import random
from collections.abc import Callable
from typing import Any

import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.report.crowd import LONG, crowd
from tests.report.town import Judged, an_example, judged

from opgavekern.report.blocks import all_of
from opgavekern.report.filters import Choice, folded, kept, kept_lines
from opgavekern.report.pages.choosing import FilterForm
from opgavekern.report.pages.findings import findings
from opgavekern.report.pages.network import Network, network

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
LEVELS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
    "resultTypes": ["violations"],
}
PAGES = (
    "overview", "map", "issues", "issue-oost", "stakeholders", "people", "calendar", "findings",
    "colophon",
)  # fmt: skip
#: Width in pixels, size of letters in per cent, colours: each of them, not all with all others.
SCREENS = [
    (1280, 100, "light"),
    (320, 100, "dark"),
    (1280, 200, "dark"),
    (390, 200, "light"),
]


def go(page: Any, anchor: str) -> None:
    """Go to a place in the report, as a link would."""
    page.evaluate("anchor => { location.hash = anchor }", anchor)
    page.wait_for_timeout(60)


def shown_pages(page: Any) -> list[str]:
    """Return the ids of the pages that can be seen."""
    ids: list[str] = page.evaluate(
        "[...document.querySelectorAll('.page')].filter(one => one.offsetHeight).map(one => one.id)"
    )
    return ids


def violations(page: Any) -> list[tuple[str, str]]:
    """Return what axe finds at level A and AA: the rule, and the first place."""
    found = Axe().run(page, options=LEVELS).response["violations"]
    return [(one["id"], one["nodes"][0]["html"][:200]) for one in found]


@pytest.mark.parametrize(("width", "letters", "scheme"), SCREENS)
def test_every_page_is_accessible_and_fits(
    opened: Open, helmond_html: str, width: int, letters: int, scheme: str
) -> None:
    """At level A and AA axe finds nothing, and nothing has to be scrolled sideways to be read."""
    page = opened(helmond_html, width=width, color_scheme=scheme)
    enlarge(page, letters)
    for anchor in PAGES:
        go(page, anchor)
        assert shown_pages(page) == [anchor]
        assert too_wide(page) <= 0, anchor
    # All pages at once, filtered and with all that can be opened: one look instead of twenty.
    page.evaluate("pages.forEach(one => one.classList.add('is-current'))")
    page.locator("#parties-kind").select_option("partner")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert too_wide(page) <= 0
    assert violations(page) == []


def enlarge(page: Any, letters: int) -> None:
    """Set letters at so many per cent of their size, as a reader's browser may."""
    page.evaluate("size => { document.documentElement.style.fontSize = `${size}%` }", letters)


def too_wide(page: Any) -> int:
    """Return how many pixels of the page lie beyond the right edge."""
    beyond: int = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return beyond


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_a_sheet_is_accessible(opened: Open, helmond: Judged, scheme: str, width: int) -> None:
    """On the page of one issue axe finds nothing either."""
    page = opened(helmond.report(issue="oost"), width=width, color_scheme=scheme)
    assert violations(page) == []
    assert too_wide(page) <= 0


def test_on_a_narrow_screen_each_cell_says_what_it_is(opened: Open, helmond_html: str) -> None:
    """Also when a wide window is made narrow: heads are then read out in the cells."""
    page = opened(helmond_html, anchor="issue-oost")
    cell = page.locator("#issue-oost\\:team td").first
    assert cell.get_attribute("data-head") is None
    page.set_viewport_size({"width": 320, "height": 900})
    page.wait_for_timeout(60)
    assert cell.get_attribute("data-head") == "Rol in het team"


def test_without_javascript_a_narrow_screen_is_no_wider(opened: Open, helmond_html: str) -> None:
    """Tables are then tables that can be scrolled by themselves, under their own heads."""
    page = opened(helmond_html, width=320, java_script_enabled=False)
    assert page.locator("#issue-oost\\:team thead").bounding_box()["width"] > 100
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 320


def test_without_javascript_all_is_there(opened: Open, helmond_html: str) -> None:
    """Every page stands in the document under a list of contents; no control that does nothing."""
    page = opened(helmond_html, java_script_enabled=False)
    for anchor in PAGES:
        assert page.locator(f"section#{anchor}").is_visible()
        assert page.locator(f"nav a[href='#{anchor}']").count() or anchor.startswith("issue-")
    assert page.locator("button:visible, input:visible, select:visible").count() == 0
    assert page.locator("svg.network .node").first.is_visible()


def test_deep_links_open_their_page(opened: Open, helmond_html: str) -> None:
    """A link to a part, a person or an area shows the page that it is on, in view."""
    page = opened(helmond_html, anchor="issue-oost:money")
    assert shown_pages(page) == ["issue-oost"]
    page.wait_for_timeout(100)
    top = page.locator("[id='issue-oost:money']").bounding_box()["y"]
    assert 0 <= top < 900
    go(page, "area-dierdonk")
    assert shown_pages(page) == ["map"]
    go(page, "nothing-of-the-kind")
    assert shown_pages(page) == ["overview"]


def test_the_theme_can_be_chosen(opened: Open, helmond_html: str) -> None:
    """The button turns light to dark and back, and says which it is."""
    page = opened(helmond_html, color_scheme="light")
    button = page.locator("[data-theme-toggle]")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    button.click()
    assert page.evaluate(ground) != light
    assert button.get_attribute("aria-pressed") == "true"
    button.click()
    assert page.evaluate(ground) == light


def test_the_menu_opens_on_a_phone(opened: Open, helmond_html: str) -> None:
    """Closed at first, opened by the button, closed again by choosing."""
    page = opened(helmond_html, width=390)
    link = page.locator("[data-page=calendar]")
    assert not link.is_visible()
    page.locator(".menu").click()
    link.click()
    page.wait_for_timeout(60)
    assert shown_pages(page) == ["calendar"]
    assert not link.is_visible()


def tab_stops(page: Any, most: int = 400) -> list[str]:
    """Walk by Tab from the top until the walk leaves the page; name what had the focus."""
    what = (
        "() => { const one = document.activeElement; return one === document.body ? '' : "
        "[one.tagName.toLowerCase(), one.dataset.node || one.getAttribute('href') || one.id || "
        "one.textContent.trim().slice(0, 30)].join(' ') }"
    )
    found: list[str] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(what)
        if not stop or (found and stop == found[0]):
            break
        found.append(stop)
    return found


def test_the_keyboard_gets_everywhere(opened: Open, helmond_html: str) -> None:
    """Skip link first, then the pages, the filter, and one stop in the picture."""
    page = opened(helmond_html)
    stops = tab_stops(page, most=3)
    assert stops[:2] == ["a #main", "button Donker"]
    go(page, "stakeholders")
    page.locator(".skip").focus()
    stops = tab_stops(page)
    assert [one for one in stops if one.startswith("a #overview")]
    assert [one for one in stops if "parties-search" in one]
    assert len([one for one in stops if one.startswith("g ")]) == 1


def test_the_skip_link_skips(opened: Open, helmond_html: str) -> None:
    """It can be seen once it has the focus, and goes to the content."""
    page = opened(helmond_html)
    page.keyboard.press("Tab")
    assert page.locator(".skip").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    page.wait_for_timeout(60)
    assert page.evaluate("document.activeElement.id") == "main"
    assert shown_pages(page) == ["overview"]


def test_arrows_walk_through_a_picture(opened: Open, helmond: Judged, helmond_html: str) -> None:
    """Right goes through all nodes in Python's order; down goes along a tie."""
    model = network(helmond.view())
    page = opened(helmond_html, anchor="stakeholders")
    page.locator("svg.network [tabindex='0']").focus()
    assert walk(page, len(model.picture.spots)) == [spot.node.key for spot in model.picture.spots]
    centre = model.picture.strokes[0].edge.start
    page.locator(f"svg.network [data-node='{centre}']").focus()
    page.keyboard.press("ArrowDown")
    near = set(kept(items(model), lines(model), Choice(near=centre))) - {centre}
    assert page.evaluate("document.activeElement.dataset.node") in near


def test_choosing_an_area_goes_to_its_issues(opened: Open, helmond_html: str) -> None:
    """By keyboard: one stop on the map, arrows between areas, Enter to its entry in the list."""
    page = opened(helmond_html, anchor="map")
    page.locator("svg.map [tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    chosen = page.evaluate("document.activeElement.dataset.node")
    page.keyboard.press("Enter")
    page.wait_for_timeout(60)
    assert page.evaluate("location.hash") == f"#{chosen}"
    assert page.evaluate("document.activeElement.id") == chosen


def items(model: Network) -> list[Any]:
    """Return the parties as filters see them."""
    return [party.item for party in model.parties]


def lines(model: Network) -> list[Any]:
    """Return the ties as filters see them."""
    return [row.line for row in model.ties]


def walk(page: Any, steps: int) -> list[str]:
    """Return the nodes that have the focus while going right so many times."""
    seen = []
    for _ in range(steps):
        seen.append(page.evaluate("document.activeElement.dataset.node"))
        page.keyboard.press("ArrowRight")
    return seen


def visible(page: Any, selector: str, key: str) -> tuple[str, ...]:
    """Return the id or a data attribute of the elements that a filter left."""
    found = page.evaluate(
        "([selector, key]) => [...document.querySelectorAll(selector)]"
        ".filter(one => !one.classList.contains('is-out'))"
        ".map(one => key === 'id' ? one.id : one.dataset[key])",
        [selector, key],
    )
    return tuple(found)


def choose(page: Any, form: str, choice: Choice, names: tuple[str, ...]) -> None:
    """Fill in a filter as someone would."""
    for name in names:
        control = page.locator(f"form[data-filter={form}] select[name={name}]")
        if control.count():
            control.select_option(choice.values.get(name, ""))
    page.locator(f"form[data-filter={form}] [type=search]").fill(choice.search)


def test_filters_of_the_network_equal_pythons(
    opened: Open, helmond: Judged, helmond_html: str
) -> None:
    """Picture, table, count and order of the keyboard are what Python computes, for any choice."""
    model = network(helmond.view())
    page = opened(helmond_html, anchor="stakeholders")
    chance = random.Random(794)
    options = {
        "issue": [value for value, _ in model.issues],
        "kind": [value for value, _ in model.kinds],
        "sign": [value for value, _ in model.signs],
    }
    for _ in range(60):
        values = {
            name: chance.choice(found) for name, found in options.items() if chance.random() < 0.4
        }
        search = chance.choice(["", "", "wijk", "BEWONERS", "é", "  in  oost ", "zzz"])
        choice = Choice(values=values, search=search)
        page.evaluate("filters.get('parties').near = ''")
        choose(page, "parties", choice, tuple(options))
        staying = kept(items(model), lines(model), choice)
        if staying and chance.random() < 0.4:
            near = chance.choice(staying)
            choice = Choice(values=values, search=search, near=near)
            staying = kept(items(model), lines(model), choice)
            page.locator(f"svg.network [data-node='{near}']").focus()
            page.keyboard.press("Enter")
        assert visible(page, "tr[data-item=parties]", "id") == staying
        assert visible(page, "svg.network [data-node]", "node") == staying
        between = kept_lines(lines(model), staying, choice)
        places = {str(place): line.key for place, line in enumerate(lines(model))}
        left = visible(page, "svg.network [data-line]", "line")
        assert {places[place] for place in left} == set(between)
        count = page.locator("[data-count=parties]").inner_text()
        assert count.startswith(f"{len(staying)} ")
        if staying:
            page.locator("svg.network [tabindex='0']").focus()
            page.keyboard.press("Home")
            assert tuple(walk(page, len(staying))) == staying


def test_filters_of_findings_equal_pythons(
    opened: Open, helmond: Judged, helmond_html: str
) -> None:
    """The list and the count are what Python computes, for any choice."""
    model = next(all_of(FilterForm, findings(helmond.view()).blocks))
    page = opened(helmond_html, anchor="findings")
    chance = random.Random(794)
    options = {one.field: [value for value, _ in one.values] for one in model.choices}
    for _ in range(30):
        values = {
            name: chance.choice(found) for name, found in options.items() if chance.random() < 0.4
        }
        choice = Choice(values=values, search=chance.choice(["", "", "oost", "GEEN", "qq"]))
        choose(page, "findings", choice, tuple(options))
        staying = kept(model.items, [], choice)
        assert visible(page, "[data-item=findings]", "id") == staying
        said = page.locator("[data-count=findings]").inner_text()
        assert said == f"{len(staying)} van de {len(model.items)} bevindingen"


def test_grouped_findings_are_filtered_as_python_says(opened: Open) -> None:
    """What is chosen is seen, also of a group that was closed, and its heading counts the same."""
    found = judged(crowd())
    model = next(all_of(FilterForm, findings(found.view()).blocks))
    page = opened(found.report(), anchor="findings")
    assert seen(page) == tuple(one.key for one in model.items if "TWN-002" in one.fields["rule"])
    for choice in (
        Choice(search="woorden 1"),
        Choice(search="titel van twn-001"),
        Choice(values={"rule": "TWN-002"}),
        Choice(values={"severity": "blocking"}, search="augustus"),
        Choice(search="zzz"),
    ):
        choose(page, "findings", choice, ("severity", "issue", "rule"))
        staying = kept(model.items, [], choice)
        assert seen(page) == staying
        said = page.locator("[data-count=findings]").inner_text()
        assert said == f"{len(staying)} van de {len(model.items)} bevindingen"
        late = [key for key in staying if page.locator(f"#{key}.finding-row").count()]
        group = page.locator("[data-group=findings]")
        assert group.is_visible() == bool(late)
        if late:
            assert group.locator("[data-group-count]").inner_text().startswith(f"{len(late)} ")
    page.locator("form[data-filter=findings] [type=reset]").click()
    page.wait_for_timeout(60)
    assert seen(page) == tuple(one.key for one in model.items)


def seen(page: Any) -> tuple[str, ...]:
    """Return the ids of the findings that take up room, in order."""
    ids = page.evaluate(
        "[...document.querySelectorAll('[data-item=findings]')]"
        ".filter(one => one.checkVisibility()).map(one => one.id)"
    )
    return tuple(ids)


def test_a_grouped_finding_is_found_by_its_link_and_on_paper(opened: Open) -> None:
    """A link opens the group that it leads into; paper has all of it, with its advice once."""
    found = judged(crowd("kort "))
    last = [one.id for one in found.result.findings if one.code == "TWN-001"][-1]
    page = opened(found.report(), anchor=f"finding-{last}")
    assert page.locator(f"#finding-{last}").is_visible()
    assert page.locator("#findings").inner_text().count("Kom haar na.") == 1
    page = opened(found.report())
    pages = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    printed = next(text for one in pages if "20 bevindingen" in (text := one.extract_text()))
    assert all(f"had er {day} augustus 2026 moeten zijn" in printed for day in range(12, 32))
    assert page.locator("[data-group][open]").count() == 0


def test_the_circle_of_today_is_whole_in_the_legend(opened: Open, helmond_html: str) -> None:
    """Its ring, drawn around it, lies within the legend and clear of the words beside it."""
    page = opened(helmond_html, anchor="calendar")
    left, right = page.evaluate(
        """() => {
          const ring = 4, day = document.querySelector(".days-legend .is-today");
          const range = document.createRange();
          range.selectNode(day.nextSibling);
          const [own, words] = [day.getBoundingClientRect(), range.getBoundingClientRect()];
          const start = day.closest("ul").getBoundingClientRect().left;
          return [own.left - ring - start, words.left - own.right - ring];
        }"""
    )
    assert left >= 0
    assert right > 0


def test_search_looks_in_what_python_says(opened: Open, helmond: Judged, helmond_html: str) -> None:
    """Scripts read the words from the rows; they are the words that Python filters by."""
    page = opened(helmond_html)
    found = next(all_of(FilterForm, findings(helmond.view()).blocks))
    for name, expected in (("parties", items(network(helmond.view()))), ("findings", found.items)):
        words = page.evaluate("name => filters.get(name).rows.map(said)", name)
        assert words == [one.words for one in expected]
        keys = page.evaluate("name => filters.get(name).rows.map(row => row.key)", name)
        assert keys == [one.key for one in expected]


def test_a_choice_made_after_a_neighbourhood_narrows_it(
    opened: Open, helmond: Judged, helmond_html: str
) -> None:
    """The neighbourhood stays when something is chosen, and everything of both must hold."""
    model = network(helmond.view())
    centre = model.picture.strokes[0].edge.start
    kind = next(party.kind.value for party in model.parties if party.item.key != centre)
    page = opened(helmond_html, anchor="stakeholders")
    page.locator(f"svg.network [data-node='{centre}']").focus()
    page.keyboard.press("Enter")
    for choice in (
        Choice(near=centre),
        Choice(near=centre, values={"kind": kind}),
        Choice(near=centre, values={"kind": kind}, search="wijk"),
        Choice(near=centre, search="e"),
    ):
        choose(page, "parties", choice, ("issue", "kind", "sign"))
        staying = kept(items(model), lines(model), choice)
        assert visible(page, "tr[data-item=parties]", "id") == staying
        assert visible(page, "svg.network [data-node]", "node") == staying
        count = page.locator("[data-count=parties]").inner_text()
        assert count.startswith(f"{len(staying)} van de {len(model.parties)} ")
        assert "rond" in count
    page.locator("form[data-filter=parties] [type=reset]").click()
    page.wait_for_timeout(60)
    assert len(visible(page, "tr[data-item=parties]", "id")) == len(model.parties)


def test_reset_shows_all_again(opened: Open, helmond: Judged, helmond_html: str) -> None:
    """One button undoes every choice, also the neighbourhood."""
    model = network(helmond.view())
    page = opened(helmond_html, anchor="stakeholders")
    page.locator("svg.network [tabindex='0']").focus()
    page.keyboard.press("Enter")
    page.locator("form[data-filter=parties] [type=reset]").click()
    page.wait_for_timeout(60)
    assert len(visible(page, "tr[data-item=parties]", "id")) == len(model.parties)


def test_folding_in_the_browser_is_pythons(opened: Open, helmond_html: str) -> None:
    """The one thing that scripts compute themselves gives what Python gives."""
    page = opened(helmond_html)
    for words in ("Café ÉÉN", "İstanbul", "ΣΊΣΥΦΟΣ", "ﬁets", "Ålesund ñ", "Straße"):
        assert page.evaluate("words => folded(words)", words) == folded(words)


def test_a_picture_can_be_zoomed_and_dragged(opened: Open, helmond_html: str) -> None:
    """The wheel with Ctrl zooms; dragging a node takes its ties along."""
    page = opened(helmond_html, anchor="stakeholders")
    page.locator("svg.network").scroll_into_view_if_needed()
    node = page.locator("svg.network .node").first
    box = node.locator(".node-form").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    before = node.get_attribute("transform")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y + 30, steps=4)
    page.mouse.up()
    assert node.get_attribute("transform") != before
    page.keyboard.down("Control")
    page.mouse.wheel(0, -400)
    page.keyboard.up("Control")
    page.wait_for_timeout(60)
    assert "scale" in (page.locator("svg.network [data-stage]").get_attribute("transform") or "")


def pages_of(pdf: bytes) -> int:
    """Count the pages of a PDF."""
    return len(pypdf.PdfReader(io.BytesIO(pdf)).pages)


def test_the_report_prints_well(opened: Open, helmond: Judged, helmond_html: str) -> None:
    """Every page is printed, each from the top of a sheet; no navigation, no addresses."""
    page = opened(helmond_html)
    pdf = page.pdf(prefer_css_page_size=True, tagged=True)
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    text = [one.extract_text() for one in reader.pages]
    assert "/StructTreeRoot" in reader.trailer["/Root"], "not tagged"
    assert len(text) <= 40
    assert all(len(one.split()) > 10 for one in text), "a blank sheet"
    headings = ["Kaart", "Opgaven", *(one.title for one in helmond.dossier.issues)]
    headings += ["Belanghebbenden", "Mensen", "Kalender", "Bevindingen", "Verantwoording"]
    for heading in headings:
        assert any(one.lstrip().startswith(heading) for one in text), heading
    assert "Donker" not in "".join(text)
    assert "https://" not in "".join(text)
    width, height = (float(one) for one in reader.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (595, 842)


def smallest(pdf: bytes) -> float:
    """Return the size in points of the smallest letters of a PDF, as they are printed."""
    sizes: list[float] = []

    def look(text: str, within: list[float], own: list[float], _: object, size: float) -> None:
        if text.strip():
            across = own[2] * within[0] + own[3] * within[2]
            down = own[2] * within[1] + own[3] * within[3]
            sizes.append(size * math.hypot(across, down))

    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        page.extract_text(visitor_text=look)
    return min(sizes)


@pytest.mark.parametrize("example", ["helmond", "haarlem.xlsx"])
def test_a_sheet_is_one_a4_that_can_be_read(opened: Open, example: str) -> None:
    """Of any issue of either example it is one page, with no letter smaller than 6.5 points."""
    judged_example = an_example(example)
    for record in judged_example.dossier.issues:
        pdf = opened(judged_example.report(issue=record.id)).pdf(prefer_css_page_size=True)
        assert pages_of(pdf) == 1, record.id
        assert smallest(pdf) >= 6.5, record.id


@pytest.mark.parametrize("words", [LONG, "kort ", "x" * 300], ids=["long", "short", "unbroken"])
def test_a_sheet_of_a_crowd_is_one_a4_too(opened: Open, words: str) -> None:
    """Forty of everything do not fit; the sheet stays one page and says how many more there are."""
    page = opened(judged(crowd(words)).report(issue="i"))
    pdf = page.pdf(prefer_css_page_size=True)
    assert pages_of(pdf) == 1
    assert smallest(pdf) >= 6.5
    assert page.get_by_text("en nog 37").count() > 0
