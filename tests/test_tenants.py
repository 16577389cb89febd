"""Several municipalities in one process, from many threads at once: equal answers, always."""

from __future__ import annotations

import asyncio
import gc
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from tests.governance.plugins import Plugin

from opgavekern import Governance, check, load
from opgavekern.base.errors import DossierError
from opgavekern.files import read_dossier, write_dossier
from opgavekern.governance import CheckResult, hookimpl
from opgavekern.model import Dossier, Header, PluginUse, Ref
from opgavekern.report import render_report
from opgavekern.testing import a_dossier, an_issue

ROOT = Path(__file__).parents[1]
ON = date(2026, 9, 1)
THREADS = 16

pytestmark = pytest.mark.needs("standard", "testing")


@attrs.frozen(kw_only=True)
class Choices:
    """What a municipality may choose."""

    most: int = 1


class Town(Plugin):
    """A municipality's plugin, with an option of its own."""

    @hookimpl
    def opgavekern_options(self) -> type[Choices]:
        """Offer the choices."""
        return Choices


@pytest.fixture(autouse=True)
def _busy_threads() -> Iterator[None]:
    """Let threads take turns as often as they can, so that races would show."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def at_once(work: Callable[[int], Any], times: int = THREADS) -> list[Any]:
    """What so many threads, all starting together, each make of it."""
    start = threading.Barrier(times)

    def run(number: int) -> Any:
        start.wait()
        return work(number)

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))


def _tenants() -> list[tuple[Dossier, Governance]]:
    """Two municipalities with dossiers, plugins and options of their own."""
    found = []
    for name, namespace, count in (("haren", "HAR", 1), ("eelde", "EEL", 3)):
        issues = [an_issue(id=f"{name}-{n}") for n in range(count)]
        dossier = a_dossier(*issues, header=Header(name=name, as_of=ON))
        governance = Governance.activate(
            [Town(name=name, namespace=namespace)], options={name: {"most": str(count)}}
        )
        found.append((dossier, governance))
    return found


def _codes(result: CheckResult) -> list[str]:
    return [one.code for one in result.findings]


def test_two_municipalities_do_not_hear_each_other() -> None:
    """Checked in turn and by sixteen threads at once, each gets its own rules and options only."""
    tenants = _tenants()
    alone = [check(dossier, governance) for dossier, governance in tenants]
    assert [_codes(one) for one in alone] == [["HAR-001"], ["EEL-001"] * 3]
    assert [one.receipt.plugins[0].options["most"] for one in alone] == ["1", "3"]
    together = at_once(lambda number: check(*tenants[number % 2]))
    assert together == [alone[number % 2] for number in range(THREADS)]


def test_what_one_may_import_says_nothing_of_another() -> None:
    """`allow` holds for one call: what is refused to one is not refused to the next."""
    dossier = a_dossier(an_issue(), header=Header(plugins=(PluginUse(name="nl"),)))
    for _ in range(2):
        with pytest.raises(DossierError, match="not allowed"):
            Governance.of(dossier, allow=())
        assert Governance.of(dossier, allow={"nl"}).plugins[0].name == "nl"


def _all_of(dossier: Dossier, governance: Governance) -> tuple[Any, ...]:
    """Everything that people ask: indexes, digests, findings, the report."""
    result = check(dossier, governance, on=ON)
    return (
        dossier.digest,
        dossier.unresolved(),
        dossier.referring_to(Ref("organisation", "gemeente-helmond")),
        dict(dossier.issues.by("areas")),
        dossier.at(ON).digest,
        hash(dossier.issues),
        result,
        render_report(dossier, governance, result),
    )


def test_sixteen_threads_on_one_cold_dossier() -> None:
    """Nothing was asked of it before: all threads build the same indexes and get one answer."""
    warm, governance = load(ROOT / "examples" / "haarlem.yaml")
    expected = _all_of(warm, governance)
    cold, others = load(ROOT / "examples" / "haarlem.yaml")
    for answer in at_once(lambda _: _all_of(cold, others)):
        assert answer == expected


def test_sixteen_threads_read_at_once() -> None:
    """Each reads the files for itself; all get the same dossier, and the collector is on after."""
    gc.enable()
    folder = ROOT / "tests" / "data" / "format1" / "csv_nl"
    expected = read_dossier(folder)
    assert all(one == expected for one in at_once(lambda _: read_dossier(folder)))
    assert gc.isenabled()


def test_sixteen_threads_write_at_once(tmp_path: Path) -> None:
    """Each writes a folder of its own, equal to the others byte for byte."""
    gc.enable()
    dossier = read_dossier(ROOT / "examples" / "haarlem.yaml")
    at_once(lambda number: write_dossier(dossier, tmp_path / str(number)))
    written = [
        {one.name: one.read_bytes() for one in (tmp_path / str(number)).iterdir()}
        for number in range(THREADS)
    ]
    assert written[0]
    assert all(one == written[0] for one in written)
    assert gc.isenabled()


def test_from_asyncio() -> None:
    """Two municipalities checked side by side by `to_thread`."""
    tenants = _tenants()

    async def both() -> list[CheckResult]:
        work = (asyncio.to_thread(check, *tenants[number % 2]) for number in range(THREADS))
        return list(await asyncio.gather(*work))

    expected = [check(*one) for one in tenants]
    assert asyncio.run(both()) == [expected[number % 2] for number in range(THREADS)]
