from __future__ import annotations

import difflib

import pytest
from tests.api.snapshot import ROOT, promised, recorded, why_not


def test_nothing_promised_changes_by_accident() -> None:
    """Names, signatures, fields, hooks, schemas and `--json` output are as they were recorded."""
    _, before = recorded()
    changes = list(difflib.unified_diff(before, promised(), "recorded", "now", n=0, lineterm=""))
    assert not changes, "\n".join(
        [
            "What is promised has changed. If that is meant, tell users in CHANGELOG.md, and then:",
            "python -m tests.api.snapshot",
            *changes,
        ]
    )


def test_users_were_told_of_the_last_change() -> None:
    """The line of the changelog that told of the last change still stands there."""
    told, _ = recorded()
    assert told in (ROOT / "CHANGELOG.md").read_text("utf-8").splitlines()


@pytest.mark.parametrize(
    ("now", "newest", "refused"),
    [
        (["a"], "- New.", "Nothing that is promised"),
        (["a", "b"], "- Old.", "Tell users"),
        (["a", "b"], "- New.", ""),
    ],
    ids=["nothing changed", "users were not told", "users were told"],
)
def test_it_is_not_written_anew_without_a_reason(now: list[str], newest: str, refused: str) -> None:
    """Only a change of which users were told may be recorded."""
    reason = why_not(["a"], now, "- Old.", newest)
    assert reason.startswith(refused)
    assert bool(reason) is bool(refused)
