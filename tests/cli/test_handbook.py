"""`opgavekern handbook` as people meet it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Typed

EXAMPLE = Path(__file__).parents[2] / "examples" / "helmond"


@pytest.mark.parametrize(
    ("name", "begins"), [("b.html", "<!doctype html>"), ("b.md", "<!-- opgavekern handbook -->")]
)
def test_the_name_says_what_it_becomes(
    typed: Typed, tmp_path: Path, name: str, begins: str
) -> None:
    """A page or Markdown, by the ending; a second run goes over the first."""
    goal = tmp_path / name
    for _ in range(2):
        answer = typed("handbook", str(EXAMPLE), "--out", str(goal), "--lang", "en")
        assert (answer.code, answer.out.strip()) == (0, goal.as_posix())
    text = goal.read_text("utf-8")
    assert text.lstrip().startswith(begins)
    assert "Handbook of issue-driven work: Gemeente Helmond" in text


def test_another_file_is_not_lost(typed: Typed, tmp_path: Path) -> None:
    """What is no handbook stays, a report included, unless it is forced."""
    goal = tmp_path / "b.html"
    goal.write_text('<meta name="generator" content="opgavekern">', "utf-8")
    refused = typed("handbook", str(EXAMPLE), "--out", str(goal), "--lang", "en")
    assert refused.code == 2
    assert "is no handbook of opgavekern" in refused.err
    assert typed("handbook", str(EXAMPLE), "--out", str(goal), "--force").code == 0
    report = typed("report", str(EXAMPLE), "--out", str(goal), "--lang", "en")
    assert "is no report of opgavekern" in report.err


@pytest.mark.parametrize(
    ("out", "told"),
    [("b.pdf", "let the name end in .html or .md"), ("nergens/", "does not exist")],
)
def test_a_name_that_says_nothing_is_refused(
    typed: Typed, tmp_path: Path, out: str, told: str
) -> None:
    """Before anything is read, with what to do."""
    answer = typed("handbook", str(EXAMPLE), "--out", f"{tmp_path}/{out}", "--lang", "en")
    assert answer.code == 2
    assert told in answer.err.casefold()


def test_not_among_the_facts(typed: Typed) -> None:
    """A handbook in the folder of a dossier would make it unreadable."""
    answer = typed("handbook", str(EXAMPLE), "--out", str(EXAMPLE / "h.html"), "--lang", "en")
    assert answer.code == 2
    assert "for facts only" in answer.err


def test_for_programs(typed: Typed) -> None:
    """With --json the passages come on the screen, and no file is written."""
    answer = typed("handbook", str(EXAMPLE), "--json", "--on", "2026-10-01")
    told = json.loads(answer.out)
    assert (answer.code, told["format"], told["on"]) == (0, 1, "2026-10-01")
    (rule,) = [one for one in told["passages"] if one["anchor"] == "rule-NL-022"]
    assert {"ref": "rule:NL-022", "field": "parameters.most_issues"} in rule["cites"]
