"""The commands about the way of working: `progress`, `gates` and `admission`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Typed
from tests.governance.plugins import install

EXAMPLE = str(Path(__file__).parents[2] / "examples" / "helmond")


def test_progress_tells_each_step_and_what_it_still_needs(typed: Typed) -> None:
    """In words, with the days, what holds up, and where the method has not begun."""
    answer = typed("progress", EXAMPLE)
    assert answer.code == 0
    assert "gedaan       Ophalen wat er leeft  2024-09-02 – 2024-09-12\n" in answer.out
    assert "nog nodig: resultaten en participatie\n" in answer.out
    assert "houdt tegen: Licht op twaalf achterpaden\n" in answer.out
    assert "Nog niet begonnen met Van signaal naar wijkprogramma: Brandevoort" in answer.out
    assert "Alle stappen samen vragen 184 weken, 160 uur programmatisch" in answer.out


def test_progress_of_one_programme_on_a_day(typed: Typed) -> None:
    """Two years ago the programme was at its second step."""
    answer = typed("progress", EXAMPLE, "wijkprogramma-oost", "--on", "2025-01-01", "--json")
    plain = json.loads(answer.out)
    (one,) = plain["programmes"]
    assert (plain["format"], plain["on"]) == (1, "2025-01-01")
    states = [step["state"] for step in one["steps"]]
    assert states == ["done", "current", "ahead", "ahead"]
    assert (
        "Binnenstad"
        not in typed("progress", EXAMPLE, "wijkprogramma-oost").out.split("Nog niet")[0]
    )


def test_a_programme_that_is_not_there_is_refused(typed: Typed) -> None:
    """With the name that comes near."""
    answer = typed("progress", EXAMPLE, "wijkprogramma-oos")
    assert answer.code == 2
    assert "wijkprogramma-oost" in answer.err


def test_gates_tell_who_may_go_on_and_what_keeps_the_others(typed: Typed) -> None:
    """What the rules would find is said with what to do about it."""
    answer = typed("gates", EXAMPLE)
    assert answer.code == 0
    assert answer.out.startswith("Open beslismomenten op 1 september 2026: 1 van 5.\n")
    assert "Samen leven in Binnenstad-Oost  kan door naar realiseren\n" in answer.out
    assert "Warm wonen in Helmond-West  nog niet naar realiseren, want dan geldt:\n" in answer.out
    assert "    → Koppel een team aan de opgave" in answer.out


def test_gates_of_one_issue_on_a_day(typed: Typed) -> None:
    """One issue only; before its first status it stands before the first gate."""
    answer = typed("gates", EXAMPLE, "--issue", "west", "--on", "2025-01-01", "--json")
    plain = json.loads(answer.out)
    assert (plain["format"], plain["on"]) == (1, "2025-01-01")
    (gate,) = plain["gates"]
    assert (gate["issue"]["ref"], gate["target"]) == ("issue:west", "opdracht_vastgesteld")
    assert "issue-9" in typed("gates", EXAMPLE, "--issue", "issue-9").err


def test_without_records_a_gate_is_inconclusive(typed: Typed, dossier: Path) -> None:
    """A rule that could not run leaves the gate shut, and the code says so."""
    header = dossier / "dossier.yaml"
    header.write_text(header.read_text("utf-8") + "\nachtergehouden: [teams]\n", "utf-8")
    issues = dossier / "opgaven.yaml"
    text = issues.read_text("utf-8").replace("  verloop:", "  levensloop: nl\n  verloop:")
    issues.write_text(text.replace("fase: verkennen", "fase: programmeren"), "utf-8")
    answer = typed("gates", "dossier")
    assert answer.code == 4
    assert "gaf geen antwoord\n    → opgavekern check zegt waarom." in answer.out


_RETIRING = """
from datetime import date
from opgavekern.base.texts import Text
from opgavekern.governance import RetiredCode
from tests.governance.plugins import Plugin as Sound

GONE = RetiredCode(
    code="DRP-009", reason=Text(nl="Ingetrokken.", en="Withdrawn."), since=date(2026, 1, 1)
)


def Plugin():
    return Sound(name="dorp", namespace="DRP", retired=(GONE,))
"""


def _with_a_gate(dossier: Path, code: str) -> None:
    """Give issues a lifecycle of which the second status has a gate of one rule."""
    (dossier / "levenslopen.yaml").write_text(
        "- id: eigen\n  naam: Eigen\n  statussen:\n  - {naam: zoeken, fase: verkennen}\n"
        f"  - {{naam: doen, fase: realiseren, getoetst_aan: [{code}]}}\n",
        "utf-8",
    )
    issues = dossier / "opgaven.yaml"
    text = issues.read_text("utf-8").replace("  verloop:", "  levensloop: eigen\n  verloop:")
    issues.write_text(text.replace("fase: verkennen", "status: zoeken"), "utf-8")


def test_a_gate_of_a_rule_that_nobody_has_says_so(typed: Typed, dossier: Path) -> None:
    """The code is told with the one that comes near: a slip in a lifecycle keeps the gate shut."""
    _with_a_gate(dossier, "NL-0101")
    answer = typed("gates", "dossier")
    assert answer.code == 4
    assert "NL-0101 is een regel van geen plugin die meedoet\n" in answer.out
    assert 'Bedoelt u "NL-010"' in answer.out


def test_a_gate_of_a_rule_that_was_retired_says_when_and_why(
    typed: Typed, dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is no slip, so that no code that comes near is told."""
    install(dossier.parent, "dorp", _RETIRING)
    monkeypatch.syspath_prepend(dossier.parent)
    monkeypatch.delitem(sys.modules, "dorp_plugin", raising=False)
    header = dossier / "dossier.yaml"
    header.write_text(header.read_text("utf-8").replace("  - nl ", "  - dorp\n  - nl "), "utf-8")
    _with_a_gate(dossier, "DRP-009")
    answer = typed("gates", "dossier")
    assert answer.code == 4
    assert "DRP-009 is vervallen op 1 januari 2026: Ingetrokken." in " ".join(answer.out.split())
    assert "haal de code daar weg" in answer.out


@pytest.mark.parametrize("option", [[], ["--json"]])
def test_admission_tells_what_lacks(typed: Typed, option: list[str]) -> None:
    """Signals and issues, with the criterion that is not met."""
    answer = typed("admission", EXAMPLE, *option)
    assert answer.code == 0
    assert "Kinderen steken gevaarlijk over bij de rotonde" in answer.out
    assert "NL-C02" in answer.out


def test_without_records_admission_is_inconclusive(typed: Typed, dossier: Path) -> None:
    """A criterion that gave no answer is told, and the code says so."""
    header = dossier / "dossier.yaml"
    header.write_text(header.read_text("utf-8") + "\nachtergehouden: [behoeften]\n", "utf-8")
    answer = typed("admission", "dossier")
    assert answer.code == 4
    assert "NL-C01" in answer.err
