from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.governance.hanging import CALM, HOSTILE, UNSENDABLE, not_when_mixed
from tests.governance.plugins import Plugin, a_rule

from opgavekern import load
from opgavekern.base.errors import BadValueError
from opgavekern.governance import (
    CauseKind,
    Finding,
    Governance,
    RuleStatus,
    check,
    check_against,
    recheck,
)
from opgavekern.testing import a_dossier, an_issue

ROOT = Path(__file__).parents[2]
DAY = date(2026, 9, 1)
DOSSIER = a_dossier(an_issue(), an_issue())
#: Seconds: enough for rules that answer, also where the machine has other things to do.
SOON = 3


@pytest.mark.needs("standard")
def test_apart_gives_the_same_answer() -> None:
    """In every part: findings with their places, waivers, failures and receipt."""
    dossier, governance = load(ROOT / "examples" / "helmond")
    result = check(dossier, governance, on=DAY, isolate="process")
    assert result == check(dossier, governance, on=DAY)
    assert repr(result) == repr(check(dossier, governance, on=DAY))
    assert recheck(dossier, governance, since=result, on=DAY) == result


def test_a_rule_that_hangs_ends_or_crashes_harms_only_itself() -> None:
    """Each is told with plugin and cause; the others run, also of the same plugin."""
    governance = Governance.activate([HOSTILE, CALM])
    result = check(DOSSIER, governance, on=DAY, isolate="process", time_limit=SOON)
    assert {one.code for one in result.findings} == {"TST-001", "TST-007", "CLM-001"}
    told = {one.code: one.message.text("en") for one in result.failures}
    late = "the rule gave no answer within 3 seconds, and was ended"
    assert told["TST-002"] == told["TST-006"] == late
    assert told["TST-003"] == "the process in which the rule ran has ended: exit 0"
    assert told["TST-004"].startswith("the process in which the rule ran has ended: exit ")
    assert "ValueError" in told["TST-005"]
    assert not result.conclusive
    statuses = {one.code: one.status for one in result.receipt.rules}
    assert [code for code in statuses if statuses[code] is RuleStatus.FAILED] == sorted(told)


def test_running_again_to_find_causes_is_apart_too() -> None:
    """With one issue as it was the rule ends its process, and that harms nothing else."""
    governance = Governance.activate([Plugin(a_rule("TST-001", not_when_mixed))])
    old, new = (
        a_dossier(an_issue(id="a", title=said), an_issue(id="b", title=said))
        for said in ("Old", "New")
    )
    then, now = (check(one, governance, on=DAY) for one in (old, new))
    found = check_against(
        new, governance, then.receipt, result=now, before=old, isolate="process", time_limit=SOON
    )
    causes = [cause for one in found.new for cause in one.causes]
    assert [(one.kind, one.records) for one in causes] == [(CauseKind.FACT, ())] * 2
    with pytest.raises(BadValueError, match="time_limit"):
        check_against(new, governance, then.receipt, isolate="process", time_limit=0)


def test_a_rule_that_cannot_travel_did_not_run() -> None:
    """What is defined inside a function exists in one process only; the message says so."""

    def inside(*_: object) -> Iterable[Finding]:
        return ()

    governance = Governance.activate([Plugin(a_rule("TST-001", inside)), CALM])
    result = check(DOSSIER, governance, on=DAY, isolate="process")
    (failure,) = result.failures
    assert failure.status is RuleStatus.NOT_RUN
    assert "cannot go to another process" in failure.text("en")
    assert {one.code for one in result.findings} == {"CLM-001"}


@pytest.mark.parametrize(
    "wrong",
    [{"isolate": "thread"}, *({"isolate": "process", "time_limit": one} for one in (0, -1, True))],
    ids=str,
)
def test_what_is_no_isolation_is_refused(wrong: dict[str, Any]) -> None:
    """Before anything runs."""
    with pytest.raises(BadValueError):
        check(DOSSIER, Governance.activate([CALM]), on=DAY, **wrong)


_SCRIPT = """
from datetime import date
from tests.governance.hanging import CALM, HOSTILE
from opgavekern.governance import Governance, check
from opgavekern.testing import a_dossier, an_issue

def progress(done, total, what):
    print(what, flush=True)

if __name__ == "__main__":
    plugins = [CALM, HOSTILE]
    check(a_dossier(an_issue()), Governance.activate(plugins), on=date(2026, 9, 1),
          isolate="process", progress=progress, time_limit=600)
"""


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C of a group of processes is POSIX")
def test_ctrl_c_stays_ctrl_c(tmp_path: Path) -> None:
    """It ends the check and the process that hangs, which says nothing of its own.

    What a plugin prints does not come out among the answers.
    """
    script = tmp_path / "script.py"
    script.write_text(_SCRIPT, "utf-8")
    with subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "src")))},
        start_new_session=True,
    ) as one:
        assert one.stdout is not None
        assert one.stderr is not None
        shown = [one.stdout.readline().strip() for _ in range(3)]
        assert shown == ["CLM-001", "CLM-002", "TST-001"]
        printed = [one.stderr.readline().strip() for _ in range(2)]
        assert printed == ["SAID", "HANGS"]
        os.killpg(one.pid, signal.SIGINT)
        out, err = one.communicate(timeout=60)
    assert one.returncode == -signal.SIGINT
    assert out == ""
    assert err.count("Traceback") == 1
    assert err.rstrip().endswith("KeyboardInterrupt")


def test_an_answer_that_cannot_travel_harms_only_its_rule(
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Neither what cannot be sent nor what cannot be made again; and no words of it are said."""
    governance = Governance.activate([UNSENDABLE, CALM])
    result = check(DOSSIER, governance, on=DAY, isolate="process", time_limit=1e9)
    assert {one.code for one in result.findings} == {"TST-003", "CLM-001"}
    assert [one.code for one in result.failures] == ["TST-001", "TST-002"]
    assert {one.status for one in result.failures} == {RuleStatus.FAILED}
    assert "Jan" not in capfd.readouterr().err
