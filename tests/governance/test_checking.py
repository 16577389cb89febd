from __future__ import annotations

import itertools
import json
import math
import pickle
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from tests.governance.plugins import BOTH, Plugin, a_rule

from opgavekern.base.converting import structure, unstructure
from opgavekern.base.errors import BadValueError, MissingExtraError, OpgavekernError
from opgavekern.base.running import Limits
from opgavekern.base.texts import Text
from opgavekern.governance import (
    CheckResult,
    Failure,
    Finding,
    Governance,
    RuleStatus,
    Severity,
    check,
    recheck,
)
from opgavekern.model import Dossier, Header, IssueId, Period, Ref
from opgavekern.testing import a_dossier, a_person, a_role, an_issue, dossiers

DAY = date(2026, 9, 1)
DOSSIER = a_dossier(an_issue(), an_issue())


def run(*rules: Any, dossier: Dossier = DOSSIER, **more: Any) -> CheckResult:
    """Check by rules of one plugin."""
    return check(dossier, Governance.activate([Plugin(*rules)]), on=DAY, **more)


def raising(*_: object) -> Iterable[Finding]:
    raise ValueError("Jan de Vries is ziek")


def leaving(*_: object) -> Iterable[Finding]:
    raise SystemExit(0)


class Own(BaseException):
    """What guards against `Exception` do not hold."""


def unguarded(*_: object) -> Iterable[Finding]:
    raise Own


def closing(*_: object) -> Iterable[Finding]:
    raise GeneratorExit


def recursing(*_: object) -> Iterable[Finding]:
    return recursing(*_)


def late(*_: object) -> Iterable[Finding]:
    yield Finding(subject=Ref("issue", "issue-1"), text=BOTH, remedy=BOTH)
    raise KeyError("later")


def wordy(*_: object) -> Iterable[Any]:
    yield "a finding"


def unknown(*_: object) -> Iterable[Finding]:
    yield Finding(subject=Ref("issue", "nowhere"), text=BOTH, remedy=BOTH)


def endless(*_: object) -> Iterable[Finding]:
    for number in itertools.count():
        yield Finding(subject=Ref("issue", "issue-1"), text=BOTH, remedy=BOTH, key=str(number))


def twice(*_: object) -> Iterable[Finding]:
    return [Finding(subject=Ref("issue", "issue-1"), text=BOTH, remedy=BOTH)] * 2


def chatty(*_: object) -> Iterable[Finding]:
    long = Text(nl="x" * 3000, en="x")
    yield Finding(subject=Ref("issue", "issue-1"), text=long, remedy=BOTH)


def snooping(dossier: Dossier, _: object) -> Iterable[Finding]:
    return [one for one in dossier.people if one]  # type: ignore[misc]


def meddling(dossier: Dossier, _: object) -> Iterable[Finding]:
    dossier.issues[IssueId("issue-1")].title = "mine"  # type: ignore[misc]
    return ()


HUGE = 10**5000


def nothing(*_: object) -> Any:
    return None


def untyped(*_: object) -> Iterable[Finding]:
    yield Finding(subject=Ref("issue", "issue-1"), text="plain", remedy=BOTH)  # type: ignore[arg-type]


def opaque(*_: object) -> Iterable[Finding]:
    subject = Ref("issue", "issue-1")
    yield Finding(subject=subject, text=BOTH, remedy=BOTH, values={"x": object()})


def forgetful(*_: object) -> Iterable[Finding]:
    text = Text(nl="{what} ontbreekt.", en="{what} is missing.")
    yield Finding(subject=Ref("issue", "issue-1"), text=text, remedy=BOTH)


def giving(**fields: Any) -> Any:
    """Return a check that gives one finding with these fields."""

    def check(*_: object) -> Iterable[Finding]:
        yield Finding(
            **{"subject": Ref("issue", "issue-1"), "text": BOTH, "remedy": BOTH, **fields}
        )

    return check


def monolingual(*_: object) -> Iterable[Finding]:
    yield Finding(subject=Ref("issue", "issue-1"), text=Text(nl="", en="x"), remedy=BOTH)


@pytest.mark.parametrize(
    ("hostile", "said"),
    [
        (raising, "ValueError"),
        (leaving, "SystemExit"),
        (unguarded, "Own"),
        (closing, "GeneratorExit"),
        (recursing, "RecursionError"),
        (late, "KeyError"),
        (wordy, "instead of a Finding"),
        (unknown, "does not exist"),
        (endless, "more than 10,000"),
        (twice, "same key"),
        (chatty, "longer than"),
        (snooping, "does not declare in reads"),
        (meddling, "FrozenInstanceError"),
        (nothing, "the rule gives NoneType, expected findings"),
        (untyped, "the field text of a finding is or has str"),
        (opaque, "values.x"),
        (forgetful, "asks for {what}, which values does not give"),
        *(
            (giving(**fields), said)
            for fields, said in [
                ({"values": {"subject": "fake"}}, 'values gives "subject"'),
                ({"values": 5}, "the field values of a finding is or has int"),
                ({"values": {5: "x"}}, "the field values of a finding is or has int"),
                ({"values": {"x": "\ud800"}}, "values.x of a finding has half a character"),
                ({"values": {"\ud800": "x"}}, "values of a finding has half a character"),
                ({"values": {"\ud800": object()}}, "values.\\ud800 of a finding is or has object"),
                ({"values": {"x": Ref("issue", "\ud800")}}, "values.x of a finding has half"),
                ({"values": {"x": Text(nl="\ud800", en="x")}}, "values.x of a finding has half"),
                ({"remedy": Text(nl="x", en="\ud800")}, "remedy of a finding has half"),
                ({"key": "\ud800"}, "key of a finding has half a character"),
                ({"path": ("\ud800",)}, "path of a finding has half a character"),
                ({"path": (object(),)}, "path of a finding is or has object"),
                ({"path": ("a", [1])}, "path of a finding is or has list"),
                ({"values": {"x": HUGE}}, "values.x of a finding is no number that can be said"),
                ({"values": {"x": (1, Decimal("Infinity"))}}, "values.x of a finding is no number"),
                ({"values": {"x": math.nan}}, "values.x of a finding is no number"),
                ({"text": Text(nl=5, en="x")}, "text of a finding is or has int"),  # type: ignore[arg-type]
                ({"path": "title"}, "path of a finding is or has str"),
                ({"related": None}, "related of a finding is or has NoneType"),
                ({"related": ("issue-1",)}, "related of a finding is or has str"),
                ({"subject": Ref("issue", "\ud800")}, "which does not exist"),
            ]
        ),
        (monolingual, "one of the languages"),
    ],
)
def test_a_rule_that_fails_fails_alone(hostile: Any, said: str) -> None:
    """It is named with its cause, without the data; the other rules give their findings."""
    result = run(a_rule("TST-001"), a_rule("TST-002", hostile))
    (failure,) = result.failures
    assert (failure.code, failure.plugin, failure.status) == ("TST-002", "tst", RuleStatus.FAILED)
    assert said in str(failure.message)
    assert "Jan de Vries" not in failure.text("nl") + failure.text("en")
    assert (failure.text("nl") + failure.text("en")).encode()
    assert [one.code for one in result.findings] == ["TST-001", "TST-001"]


def test_what_a_rule_raised_is_for_whoever_asks() -> None:
    """`raised` gets the failure and the exception; without it nothing holds those words."""
    heard: list[tuple[str, str]] = []
    rules = (a_rule("TST-001", raising), a_rule("TST-002", wordy), a_rule("TST-003"))
    result = run(*rules, raised=lambda failure, error: heard.append((failure.code, str(error))))
    assert heard == [("TST-001", "Jan de Vries is ziek")]
    assert result == run(*rules)
    assert b"Jan de Vries" not in pickle.dumps(result)


def test_whoever_asks_for_what_was_raised_may_raise_it_again() -> None:
    """So a test of a plugin fails with the rule's own traceback."""

    def again(_: Failure, error: BaseException) -> None:
        raise error

    with pytest.raises(ValueError, match="is ziek"):
        run(a_rule(check=raising), raised=again)


def test_ctrl_c_stays_ctrl_c() -> None:
    """No guard holds the user back."""

    def interrupted(*_: object) -> Iterable[Finding]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(a_rule(check=interrupted))


@pytest.mark.parametrize("severity", Severity)
def test_a_blocking_rule_without_an_answer_is_inconclusive(severity: Severity) -> None:
    """The worst is green while something did not run."""
    result = run(a_rule(check=raising, severity=severity))
    assert result.conclusive is (severity is not Severity.BLOCKING)


def test_a_rule_that_reads_what_is_withheld_does_not_run() -> None:
    """Withheld is unknown: no finding and no green, but the remedy."""
    result = run(a_rule(severity=Severity.BLOCKING), dossier=DOSSIER.view(without=["issues"]))
    (failure,) = result.failures
    assert failure.status is RuleStatus.NOT_RUN
    assert not result.conclusive
    assert failure.text().endswith(
        ": the rule reads issues, which were withheld. Hand over those records too."
    )


@pytest.mark.parametrize(
    ("period", "status"),
    [
        ("2026-09-01/..", RuleStatus.RAN),
        ("2026-09-02/..", RuleStatus.NOT_APPLICABLE),
        ("../2026-09-01", RuleStatus.RAN),
        ("../2026-08-31", RuleStatus.NOT_APPLICABLE),
    ],
)
def test_a_rule_holds_on_its_days(period: str, status: RuleStatus) -> None:
    """First and last day are inclusive; outside them the receipt says so."""
    result = run(a_rule(valid=Period.from_text(period)))
    assert result.receipt.rules[0].status is status
    assert bool(result.findings) is (status is RuleStatus.RAN)


def test_the_engine_speaks_for_the_rule() -> None:
    """Code, plugin and severity are stamped, whatever the rule says of itself."""

    def boasting(*_: object) -> Iterable[Finding]:
        subject = Ref("issue", "issue-1")
        yield Finding(
            subject=subject, text=BOTH, remedy=BOTH, code="NL-001", severity=Severity.BLOCKING
        )

    (finding,) = run(a_rule(check=boasting)).findings
    assert (finding.code, finding.plugin, finding.severity) == (
        "TST-001",
        "tst",
        Severity.WARNING,
    )
    assert finding.issues == ("issue-1",)


def test_a_finding_keeps_its_id() -> None:
    """The id depends on rule, subject and key: not on the day, the texts or other records."""
    more = DOSSIER.replace(an_issue(id="another"))
    ids = {one.subject.id: one.id for one in run(a_rule()).findings}
    later = check(more, Governance.activate([Plugin(a_rule())]), on=date(2027, 1, 1))
    assert ids.items() <= {one.subject.id: one.id for one in later.findings}.items()
    assert len(set(ids.values())) == 2


def test_people_are_called_by_function() -> None:
    """No name of a person reaches a finding."""

    def about_people(dossier: Dossier, _: object) -> Iterable[Finding]:
        for person in dossier.people:
            yield Finding(subject=Ref("person", person.id), text=BOTH, remedy=BOTH)

    person = a_person(id="p-1", name="Jan de Vries", function="wijkadviseur")
    result = run(a_rule(check=about_people, reads=frozenset({"people"})), dossier=a_dossier(person))
    assert str(result.findings[0].message) == "Wijkadviseur (p-1) is not in order."
    assert "Jan" not in repr(result) + json.dumps(unstructure(result))


def test_without_a_day_there_is_no_answer() -> None:
    """The day is never guessed: given, or the dossier's own."""
    governance = Governance.activate([Plugin()])
    with pytest.raises(OpgavekernError, match="which day"):
        check(Dossier(), governance)
    assert check(Dossier(header=Header(as_of=DAY)), governance).on == DAY


@pytest.mark.parametrize("on", [datetime(2026, 9, 1, tzinfo=UTC), "2026-09-01", 20260901, 0, ""])
def test_what_is_no_day_is_refused_before_any_rule_runs(on: Any) -> None:
    """A datetime, text or number is refused once, and never taken for the dossier's own day."""
    governance = Governance.activate([Plugin()])
    dossier = a_dossier(header=Header(as_of=DAY))
    result = check(dossier, governance)
    for way in (
        lambda: check(dossier, governance, on=on),
        lambda: recheck(dossier, governance, since=result, on=on),
    ):
        with pytest.raises(BadValueError, match=r"give a datetime\.date") as caught:
            way()
        assert caught.value.field == "on"


def test_a_result_is_whole() -> None:
    """It pickles, goes to JSON and back, and equal input gives an equal result."""
    result = run(a_rule(), a_rule("TST-002", raising))
    assert pickle.loads(pickle.dumps(result)) == result  # noqa: S301 - our own
    assert structure(json.loads(json.dumps(unstructure(result))), CheckResult) == result
    assert run(a_rule(), a_rule("TST-002", raising)) == result


def test_the_receipt_holds_what_is_needed_to_do_it_again() -> None:
    """Digest, day, plugins and versions, each rule with its numbers."""
    receipt = run(a_rule()).receipt
    assert receipt.dossier == DOSSIER.digest
    assert [str(one) for one in receipt.plugins] == ["tst"]
    assert receipt.rules[0].parameters["most"] == "3"


def test_findings_are_grouped_by_issue() -> None:
    """Under each issue its own; what concerns none comes last."""
    result = run(a_rule())
    assert list(result.by_issue()) == ["issue-1", "issue-2"]
    assert "warning: 2" in result.describe()
    assert "waarschuwing: 2" in result.describe("nl")
    assert result.to_records()[0]["code"] == "TST-001"
    assert "<table>" in result._repr_html_()


def test_a_rule_that_lacks_an_extra_did_not_run() -> None:
    """That is nobody's fault: the line that installs it is the remedy."""

    def needy(*_: object) -> Iterable[Finding]:
        raise MissingExtraError("holidays", "standard")

    (failure,) = run(a_rule(check=needy)).failures
    assert failure.status is RuleStatus.NOT_RUN
    assert 'pip install "opgavekern[standard]"' in failure.text()


def test_facts_are_laid_under_where_they_are_not_yet() -> None:
    """Whoever checks a dossier built in code gets what one who loads it gets."""
    governance = Governance.activate([Plugin(facts=a_dossier(a_role(id="r")))])
    whole = DOSSIER.over(governance.facts)
    assert check(DOSSIER, governance, on=DAY) == check(whole, governance, on=DAY)
    assert governance.laid_under(whole) is whole


def test_limits_are_named() -> None:
    """Who hits a limit hears which."""
    result = run(a_rule(), limits=Limits(findings_per_rule=1))
    assert "findings_per_rule" in str(result.failures[0].message)


def test_sixteen_threads_get_equal_answers() -> None:
    """Two governances side by side, many threads: nothing is shared that changes."""
    governances = [
        Governance.activate(["nl"]),
        Governance.activate(["nl", Plugin(a_rule())]),
    ]
    dossier = a_dossier(*(an_issue() for _ in range(50)))
    expected = [check(dossier, one, on=DAY) for one in governances]
    fresh = a_dossier(*(an_issue() for _ in range(50)))
    with ThreadPoolExecutor(16) as pool:
        got = list(pool.map(lambda n: check(fresh, governances[n % 2], on=DAY), range(64)))
    assert all(result == expected[n % 2] for n, result in enumerate(got))


@given(dossiers())
def test_the_baseline_ends_on_any_dossier(dossier: Dossier) -> None:
    """Whatever a dossier holds, every rule of the baseline gives an answer."""
    governance = Governance.activate(["nl"])
    result = check(dossier.over(governance.facts), governance, on=DAY)
    assert result.failures == ()
    assert result.conclusive
