from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tests.cli.conftest import Typed

HELMOND = str(Path(__file__).parents[2] / "examples" / "helmond")
PLUGIN = Path(__file__).parents[2] / "plugins" / "helmond"


def test_what_would_come_and_go(typed: Typed) -> None:
    """In words for people, the code 0 also where a finding would come."""
    answer = typed("what-if", HELMOND, "--set", "NL-014.most_running=2", "--without", "NL-090")
    assert answer.code == 0
    assert "erbij advies NL-014: " in answer.out
    assert "eraf waarschuwing NL-090: " in answer.out
    assert answer.out.splitlines()[-1].startswith("Op 1 september 2026: erbij ")


def test_for_programs(typed: Typed) -> None:
    """The same keys, however it goes."""
    told = json.loads(typed("what-if", HELMOND, "--without", "NL-090", "--json").out)
    assert list(told) == "format on added removed same reweighed not_compared versions".split()
    (gone,) = told["removed"]
    assert (gone["code"], told["added"]) == ("NL-090", [])


def test_another_dossier_with_its_plugins(typed: Typed, dossier: Path) -> None:
    """All that Helmond found goes, and what the other has comes."""
    told = json.loads(typed("what-if", HELMOND, "--instead", "dossier", "--json").out)
    assert told["same"] == []
    assert len(told["removed"]) == 8


def test_what_would_weigh_otherwise(typed: Typed, dossier: Path) -> None:
    """A finding that stays and becomes blocking is told as such."""
    rule = (
        "regels: [{code: DOSSIER-001, titel: T, waarom: W, grondslag: G, elke: opgave, ernst: "
        "advies, moet: {titel: Anders}, melding: '{onderwerp}', oplossing: O}]"
    )
    (dossier / "regels.yaml").write_text(rule, "utf-8")
    other = shutil.copytree(dossier, dossier.with_name("other"))
    (other / "regels.yaml").write_text(rule.replace("advies", "blokkerend"), "utf-8")
    answer = typed("what-if", "dossier", "--instead", "other")
    assert answer.out.startswith("  wordt blokkerend DOSSIER-001: ")
    assert ", waarvan anders gewogen " in answer.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "wat zou er anders zijn?"),
        (["--set", "NL-080"], "zegt niet welk getal"),
        (["--set", "NL-080.interest=1"], 'er is geen getal "NL-080.interest"'),
        (["--set", "NL-080.from_interest=veel"], "is niet wat hier hoort"),
        (["--without", "NL-999"], 'er is geen regel "NL-999"'),
        (["--plugin", HELMOND], "hier staat geen plugin; geef een wheel"),
        (["--plugin", "nergens.whl"], "hier staat geen plugin; geef een wheel"),
        (["--plugin", str(PLUGIN)], '"helmond": het dossier noemt deze plugin niet'),
    ],
)
def test_what_cannot_be_supposed(typed: Typed, words: list[str], said: str) -> None:
    """Code 2, and what there is instead."""
    answer = typed("what-if", HELMOND, *words, "--lang", "nl")
    assert answer.code == 2
    assert said in answer.all
