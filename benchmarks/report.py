"""How large the report is, and how soon a browser can use it, against a blank page of its size.

The dossier is made here: 11 issues, 500 stakeholders with 1,500 ties, 120 people in 11 teams and a
year of meetings. Interactive is when the page has loaded, its script has run and the first frame
after that is drawn. Each figure is the median of fresh pages, taken in turn. Needs Chromium.

Run: python benchmarks/report.py [RUNS]
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
import time
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from asked_measured import Table

from opgavekern import model
from opgavekern.governance import Governance, check
from opgavekern.report import render_report

DAY = date(2026, 9, 1)
ISSUES, STAKEHOLDERS, TIES, PEOPLE = 11, 500, 1500, 120


def a_municipality() -> model.Dossier:
    """A dossier of the size that the figures are stated for."""
    chance = random.Random(794)
    records = [*_places(), *_people(), *_work(chance), *_parties(chance), *_meetings(chance)]
    header = model.Header(name="Meetgemeente", as_of=DAY, plugins=(model.PluginUse(name="nl"),))
    return model.Dossier.of(*records, header=header)


def _places() -> list[Any]:
    def outline(n: int) -> Any:
        x, y = 5 + n % 4 * 0.01, 51 + n // 4 * 0.01
        return ((((x, y), (x + 0.01, y), (x + 0.01, y + 0.01), (x, y + 0.01), (x, y)),),)

    return [
        model.Organisation(id="gm", name="Gemeente"),
        model.Body(id="raad", name="Gemeenteraad"),
        *(model.Unit(id=f"u{n}", name=f"Afdeling {n}", organisation="gm") for n in range(12)),
        *(
            model.Area(
                id=f"a{n}", name=f"Wijk {n}", level=model.AreaLevel.DISTRICT, outline=outline(n)
            )
            for n in range(ISSUES)
        ),
    ]


def _people() -> list[Any]:
    return [
        *(
            model.Person(
                id=f"p{n}",
                function=f"adviseur {n}",
                contract_hours=Decimal(36),
                fixed_hours=Decimal(12),
                employment=(model.Employment(organisation="gm", unit=f"u{n % 12}"),),
            )
            for n in range(PEOPLE)
        ),
        *(model.Team(id=f"t{n}", name=f"Team {n}", issues=(f"i{n}",)) for n in range(ISSUES)),
        *(
            model.Assignment(
                person=f"p{n}",
                team=f"t{n % ISSUES}",
                hours_per_week=Decimal(8 + n % 20),
                status=model.Commitment.COMMITTED,
                valid=model.Period.year(2026),
            )
            for n in range(PEOPLE)
        ),
    ]


def _work(chance: random.Random) -> list[Any]:
    found: list[Any] = [model.BudgetProgramme(id=f"b{n}", name=f"Programma {n}") for n in range(4)]
    for n in range(ISSUES):
        issue = f"i{n}"
        found += [
            model.Issue(
                id=issue,
                title=f"Opgave {n} van de gemeente",
                description="Wat er moet veranderen, en voor wie. " * 4,
                areas=(f"a{n}",),
                leads=(model.Holder(person=f"p{n}"),),
                history=(model.StatusChange(phase=model.Phase.DELIVERING, on=date(2026, 1, 1)),),
            ),
            model.Programme(id=f"pr{n}", title=f"Programma van wijk {n}", issues=(issue,)),
            *(model.ProgrammeItem(id=f"pi{n}-{k}", title=f"Onderdeel {k}", programme=f"pr{n}")
              for k in range(10)),
            *(model.Signal(id=f"s{n}-{k}", title=f"Signaal {k}", issues=(issue,))
              for k in range(4)),
            *(model.Goal(id=f"g{n}-{k}", title=f"Doel {k} van opgave {n}", issues=(issue,))
              for k in range(5)),
            *(model.Effort(id=f"e{n}-{k}", title=f"Inspanning {k} van opgave {n}", issues=(issue,))
              for k in range(8)),
            *(model.Contribution(contributor=model.Ref("effort", f"e{n}-{k}"), goal=f"g{n}-{k % 5}")
              for k in range(8)),
            *(model.BudgetShare(issue=issue, programme=f"b{k}", year=2026,
                          amount=model.Money(euros=Decimal(chance.randrange(1, 9) * 10_000)))
              for k in range(4)),
            model.Pledge(id=f"pl{n}", title=f"Toezegging {n}", issues=(issue,),
                         due=date(2026, 8, n + 1)),
        ]  # fmt: skip
    return found


def _parties(chance: random.Random) -> list[Any]:
    kinds = list(model.StakeholderKind)
    party = partial(model.Ref, "stakeholder")
    pairs = {tuple(chance.sample(range(STAKEHOLDERS), 2)) for _ in range(TIES)}
    return [
        model.TieKind(id="w", name="werkt samen met", is_directed=True),
        *(model.Stakeholder(id=f"k{n}", name=f"Belanghebbende {n}", kind=kinds[n % len(kinds)])
          for n in range(STAKEHOLDERS)),
        *(model.Involvement(stakeholder=f"k{n}", issue=f"i{n % ISSUES}", interest=chance.random(),
                      influence=chance.random(), position=chance.uniform(-1, 1))
          for n in range(STAKEHOLDERS)),
        *(model.Tie(kind="w", start=party(f"k{a}"), end=party(f"k{b}"),
              sign=model.Sign.NEGATIVE if chance.random() < 0.1 else model.Sign.POSITIVE)
          for a, b in sorted(pairs)),
    ]  # fmt: skip


def _meetings(chance: random.Random) -> list[Any]:
    days = [date(2026, 1, 6) + timedelta(days=7 * n) for n in range(52)]
    return [
        *(model.Meeting(id=f"m{n}", body="raad", on=day) for n, day in enumerate(days)),
        *(model.AgendaItem(id=f"ag{n}", title=f"Agendapunt {n}", meeting=f"m{n}",
                     issues=(f"i{chance.randrange(ISSUES)}",)) for n in range(len(days))),
    ]  # fmt: skip


def blank(size: int) -> str:
    """A page of one line of text and a comment, of the same number of bytes."""
    start = '<!doctype html><html lang="nl"><title>-</title><p>-</p><!--'
    return f"{start}{'-x' * ((size - len(start) - 10) // 2)}--></html>"


_INTERACTIVE = """
() => new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))
"""


def interactive(browser: Any, path: Path) -> float:
    """Return the milliseconds from asking for a page until it can be used."""
    page = browser.new_page()
    page.goto(path.as_uri(), wait_until="load")
    took: float = page.evaluate(_INTERACTIVE)
    page.close()
    return took


def main() -> None:
    """Print size, seconds to render, and the ratio."""
    from playwright.sync_api import sync_playwright

    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    table = Table()
    dossier = a_municipality()
    governance = Governance.of(dossier)
    result = check(dossier, governance, on=DAY)
    began = time.perf_counter()
    html = render_report(dossier, governance, result)
    seconds = time.perf_counter() - began
    size = len(html.encode())
    what = f"report, {ISSUES} issues, {STAKEHOLDERS} stakeholders"
    table.line(f"{what}: MB", size / 1e6, most=2, ours=f"{seconds:.1f} s")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        ours, peer = Path(folder, "report.html"), Path(folder, "blank.html")
        ours.write_text(html, "utf-8")
        peer.write_text(blank(size), "utf-8")
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        interactive(browser, ours), interactive(browser, peer)
        times = [(interactive(browser, ours), interactive(browser, peer)) for _ in range(runs)]
        browser.close()
    pairs = [(mine / 1e3, blank / 1e3) for mine, blank in times]
    table.times("interactive / blank page of its size", pairs, most=3)
    table.end()


if __name__ == "__main__":
    main()
