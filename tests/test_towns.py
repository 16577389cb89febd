"""Two municipalities that each brought a plugin, in one process and in one dossier."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

from opgavekern import Governance, check, load
from opgavekern.governance import CheckResult
from opgavekern.model import Dossier
from opgavekern.testing import a_dossier, a_meeting, a_planning_document, a_programme, an_area

ROOT = Path(__file__).parents[1]
EXAMPLES = {
    "helmond": ROOT / "plugins" / "helmond" / "examples" / "wijken.yaml",
    "haarlem": ROOT / "plugins" / "haarlem" / "examples" / "gebieden.yaml",
}
#: Whose rules find something in each: Helmond stands under a province that brought some too.
NAMESPACES = {"helmond": {"HLM", "NBR"}, "haarlem": {"HAA"}}


def _codes(result: CheckResult) -> set[str]:
    return {one.code.partition("-")[0] for one in result.findings}


def test_two_municipalities_in_one_process_hear_their_own_rules_only() -> None:
    """Each dossier is judged by what it names, in turn and side by side."""
    governed = {town: load(path) for town, path in EXAMPLES.items()}
    alone = {town: check(dossier, governance) for town, (dossier, governance) in governed.items()}
    assert {town: _codes(result) - {"NL"} for town, result in alone.items()} == NAMESPACES
    turns = [town for _ in range(8) for town in governed]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda town: check(*governed[town]), turns))
    assert together == [alone[town] for town in turns]


def _meeting(town: str, day: str) -> Dossier:
    return a_dossier(a_meeting(id="meeting", body=f"{town}-raad", on=day))


def test_one_day_is_recess_in_one_town_and_not_in_the_other() -> None:
    """In October 2026 region North has recess a week before region South."""
    found = {}
    for town in EXAMPLES:
        governance = Governance.activate(["nl", town])
        for day in ("2026-10-13", "2026-10-20"):
            dossier = _meeting(town, day).over(governance.facts)
            result = check(dossier, governance, on=date(2026, 9, 1))
            codes = {one.code for one in result.findings}
            found[town, day] = "NL-093" in codes
    assert found == {
        ("helmond", "2026-10-13"): False,
        ("helmond", "2026-10-20"): True,
        ("haarlem", "2026-10-13"): True,
        ("haarlem", "2026-10-20"): False,
    }


def test_all_fit_in_one_dossier() -> None:
    """What the plugins bring does not clash, and none refers to what is not there."""
    governance = Governance.activate(["nl", "noord-brabant", *EXAMPLES])
    whole = a_dossier(an_area()).over(governance.facts)
    assert whole.unresolved() == ()
    assert {one.organisation for one in whole.bodies} == {
        "gemeente-helmond",
        "gemeente-haarlem",
        "provincie-noord-brabant",
    }
    result = check(whole, governance, on=date(2026, 9, 1))
    assert result.conclusive
    assert _codes(result) <= {"NL"}


def test_in_one_dossier_each_is_judged_by_its_own() -> None:
    """The same programmes and budget of either: what one town asks is not asked of the other."""
    governance = Governance.activate(["nl", "noord-brabant", *EXAMPLES])
    records = [
        record
        for town in EXAMPLES
        for record in (
            a_programme(id=f"district-{town}", kind="district", organisation=f"gemeente-{town}"),
            a_programme(id=f"area-{town}", kind="area", organisation=f"gemeente-{town}"),
            a_planning_document(
                id=f"budget-{town}",
                kind="programme_budget",
                year=2027,
                organisation=f"gemeente-{town}",
            ),
        )
    ]
    whole = a_dossier(*records).over(governance.facts)
    result = check(whole, governance, on=date(2026, 11, 10))
    found = {(one.code, one.subject.id) for one in result.findings}
    assert {one for one in found if one[0] in {"HLM-010", "HAA-001", "NBR-002"}} == {
        ("HLM-010", "district-helmond"),
        ("HAA-001", "area-haarlem"),
        ("NBR-002", "budget-helmond"),
    }
