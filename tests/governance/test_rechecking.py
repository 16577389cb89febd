from __future__ import annotations

import copy
import pickle
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.governance.plugins import BOTH, Plugin, a_rule

from opgavekern.base.errors import PluginError
from opgavekern.base.running import Limits
from opgavekern.base.texts import Text
from opgavekern.files import read_dossier, write_dossier
from opgavekern.governance import (
    CheckResult,
    Finding,
    Governance,
    Named,
    RuleStatus,
    check,
    recheck,
)
from opgavekern.model import Dossier, IssueId, Ref
from opgavekern.model.kinds import KINDS
from opgavekern.model.records import id_of
from opgavekern.testing import (
    a_contribution,
    a_dossier,
    a_goal,
    a_person,
    a_role,
    a_team,
    an_assignment,
    an_effort,
    an_issue,
    dossiers,
    headers,
    records,
)

DAY = date(2026, 9, 1)
KINDS_READ = "assignments contributions goals indicators issues observations people teams".split()
LED = Text(nl="{subject} wordt geleid door {lead}.", en="{subject} is led by {lead}.")


def led(dossier: Dossier, _: object) -> Iterable[Finding]:
    """Judge each issue by itself; name people, whom it does not read."""
    for issue in dossier.issues:
        for lead in issue.leads[:1]:
            values = {"lead": Ref("person", lead.person)}
            yield Finding(subject=Ref("issue", issue.id), text=LED, remedy=BOTH, values=values)


def called(dossier: Dossier, _: object) -> Iterable[Finding]:
    """Call people by a name of its own."""
    for issue in dossier.issues:
        values = {"lead": Named(Ref("issue", issue.id), "mine")}
        yield Finding(subject=Ref("issue", issue.id), text=LED, remedy=BOTH, values=values)


def about_others(dossier: Dossier, _: object) -> Iterable[Finding]:
    """Find something about people in teams, of a kind that it does not read."""
    for person in {one.person for one in dossier.assignments}:
        related = tuple(Ref("team", one.team) for one in dossier.assignments_of(person))
        yield Finding(subject=Ref("person", person), text=BOTH, remedy=BOTH, related=related)


def counted(dossier: Dossier, _: object) -> Iterable[Finding]:
    """Look at all issues together."""
    for issue in dossier.issues if len(dossier.issues) % 2 else ():
        yield Finding(subject=Ref("issue", issue.id), text=BOTH, remedy=BOTH)


def headed(dossier: Dossier, _: object) -> Iterable[Finding]:
    """Look at the header, and at goals."""
    for goal in dossier.goals if len(dossier.header.name) % 2 else ():
        yield Finding(subject=Ref("goal", goal.id), text=BOTH, remedy=BOTH)


def each_of(dossier: Dossier, _: object, *, plural: str) -> Iterable[Finding]:
    """Find something about every record of a kind, in the order opposite to that of its ids."""
    for record in reversed(list(dossier.of_kind(plural))):
        kind = next(one.name for one in KINDS if one.plural == plural)
        yield Finding(subject=Ref(kind, id_of(record)), text=BOTH, remedy=BOTH)


def reading(code: str, what: Any, *kinds: str, each: str = "") -> Any:
    return a_rule(code, what, reads=frozenset(kinds), each=each)


RULES = (
    reading("TST-001", led, "issues", each="issues"),
    reading("TST-002", called, "issues"),
    reading("TST-003", about_others, "assignments"),
    reading("TST-004", counted, "issues"),
    reading("TST-005", headed, "goals"),
    *(
        reading(f"TST-{number:03}", partial(each_of, plural=plural), plural, each=plural)
        for number, plural in enumerate(KINDS_READ, start=10)
    ),
)
MINE = Governance.activate([Plugin(*RULES)])
BASELINE = Governance.activate(["nl"])
#: Headers that withhold nothing, since the records are there.
WHOLE_HEADERS = headers().map(partial(attrs.evolve, withheld=frozenset()))


@st.composite
def changed(draw: st.DrawFn, **more: Any) -> tuple[Dossier, Dossier]:
    """Draw a dossier, and one in which some records are new, gone or changed."""
    old, more_records = draw(dossiers(**more)), draw(dossiers(**{**more, "max_records": 2}))
    every = [record for kind in KINDS for record in old.of_kind(kind.plural)]
    picked = draw(st.lists(st.sampled_from(every), max_size=3, unique=True)) if every else []
    gone, other = picked[:1], picked[1:]
    changed = [attrs.evolve(draw(records(type(one))), id=id_of(one)) for one in other]
    added = [record for kind in KINDS for record in more_records.of_kind(kind.plural)]
    new = old.replace(
        *{Ref(_kind(one), id_of(one)): one for one in changed + added}.values(),
        without=[Ref(_kind(one), id_of(one)) for one in gone if draw(st.booleans())],
        header=draw(WHOLE_HEADERS) if draw(st.integers(0, 3)) == 0 else None,
    )
    return old, new


def _kind(record: Any) -> str:
    return next(kind.name for kind in KINDS if kind.record is type(record))


@given(changed(kinds=KINDS_READ, max_records=8))
def test_rechecking_equals_checking(pair: tuple[Dossier, Dossier]) -> None:
    """Whatever changed, the answer is that of a whole check, in every part; there and back."""
    old, new = pair
    before, after = check(old, MINE, on=DAY), check(new, MINE, on=DAY)
    again = recheck(new, MINE, since=before, on=DAY)
    assert again == after
    assert repr(again) == repr(after)
    assert recheck(old, MINE, since=again, on=DAY) == before


@given(changed())
def test_rechecking_by_the_baseline_equals_checking(pair: tuple[Dossier, Dossier]) -> None:
    """The same for the national rules and any records."""
    old, new = (one.over(BASELINE.facts) for one in pair)
    before = check(old, BASELINE, on=DAY)
    assert recheck(new, BASELINE, since=before, on=DAY) == check(new, BASELINE, on=DAY)


@given(changed(kinds=KINDS_READ), st.sampled_from(KINDS_READ), st.booleans())
def test_what_is_withheld_is_withheld(
    pair: tuple[Dossier, Dossier], plural: str, first: bool
) -> None:
    """A kind that is withheld now was not known to be the same, and the other way round."""
    old, new = pair
    old, new = (old.view(without=[plural]), new) if first else (old, new.view(without=[plural]))
    since = check(old, MINE, on=DAY)
    assert recheck(new, MINE, since=since, on=DAY) == check(new, MINE, on=DAY)


class Counted:
    """A plugin that notes which of its rules ran, and on how many records."""

    def __init__(self, *kinds: str, each: bool = False) -> None:
        self.ran: list[tuple[str, int]] = []
        rules = [
            reading(f"TST-{number:03}", partial(self.note, plural), plural,
                    each=plural if each else "")
            for number, plural in enumerate(kinds, start=1)
        ]  # fmt: skip
        self.governance = Governance.activate([Plugin(*rules)])

    def note(self, plural: str, dossier: Dossier, context: object) -> Iterable[Finding]:
        self.ran.append((plural, len(dossier.of_kind(plural))))
        return each_of(dossier, context, plural=plural)


OLD = a_dossier(
    *(an_issue(id=f"i-{n}") for n in range(9)), a_person(id="p"), a_team(id="t", issues=["i-1"])
)


def test_only_rules_that_read_what_changed_run() -> None:
    """Rules on other kinds are not asked again, also where the dossier was read anew."""
    plugin = Counted("issues", "people", "teams")
    result = check(OLD, plugin.governance, on=DAY)
    plugin.ran.clear()
    new = pickle.loads(pickle.dumps(OLD.replace(an_issue(id="i-3", title="x"))))  # noqa: S301
    assert recheck(new, plugin.governance, since=result, on=DAY).findings
    assert plugin.ran == [("issues", 9)]


def test_a_rule_that_judges_each_judges_what_changed() -> None:
    """It sees the changed and new records only; what it said of those that are gone is dropped."""
    plugin = Counted("issues", "people", each=True)
    result = check(OLD, plugin.governance, on=DAY)
    plugin.ran.clear()
    new = OLD.replace(
        an_issue(id="i-3", title="x"), an_issue(id="i-99"), without=[Ref("issue", "i-0")]
    )
    again = recheck(new, plugin.governance, since=result, on=DAY)
    assert plugin.ran == [("issues", 2)]
    assert again == check(new, plugin.governance, on=DAY)


def test_a_name_that_changed_is_told_anew() -> None:
    """A finding names, links and places records of kinds that its rule does not read."""
    base = [
        an_issue(id="i"), an_issue(id="j"), a_goal(id="g", issues=["i"]), an_effort(id="e"),
        a_contribution(goal="g", source="e"),
    ]  # fmt: skip
    rule = reading("TST-001", partial(each_of, plural="contributions"), "contributions")
    governance = Governance.activate([Plugin(rule)])
    old = a_dossier(*base)
    result = check(old, governance, on=DAY)
    new = old.replace(a_goal(id="g", issues=["j"]))
    again = recheck(new, governance, since=result, on=DAY)
    assert [one.issues for one in result.findings] == [("i",)]
    assert [one.issues for one in again.findings] == [("j",)]


def test_a_person_who_is_gone_makes_a_rule_fail() -> None:
    """A finding about what is no longer there is a fault of the rule, as in a whole check."""
    old = a_dossier(a_person(id="p"), a_team(id="t"), an_assignment(person="p", team="t"))
    new = old.replace(without=[Ref("person", "p")])
    again = recheck(new, MINE, since=check(old, MINE, on=DAY), on=DAY)
    assert [one.code for one in again.failures] == ["TST-003"]
    assert again == check(new, MINE, on=DAY)


@pytest.mark.needs("standard")
def test_places_are_those_of_the_files_now(tmp_path: Path) -> None:
    """A record that only moved in its file is judged as before, and found where it stands now."""
    folder = tmp_path / "d"
    write_dossier(a_dossier(an_issue(id="i", title="A")), folder, language="en")
    result = check(read_dossier(folder), MINE, on=DAY)
    file = folder / "issues.yaml"
    file.write_text("# one line more\n" + file.read_text("utf-8"), "utf-8")
    new = read_dossier(folder)
    again = recheck(new, MINE, since=result, on=DAY)
    assert again == check(new, MINE, on=DAY)
    lines = [one.location.line for one in (result.findings[0], again.findings[0]) if one.location]
    assert lines[1] == lines[0] + 1


def test_a_rule_sees_facts_only() -> None:
    """Not where they stand, nor who brought them: equal dossiers get equal answers."""

    def prying(dossier: Dossier, _: object) -> Iterable[Finding]:
        for issue in dossier.issues:
            if dossier.laid_under or dossier.locations.find("issue", issue.id):
                yield Finding(subject=Ref("issue", issue.id), text=BOTH, remedy=BOTH)

    governance = Governance.activate([Plugin(a_rule(check=prying))])
    assert check(OLD.over(a_dossier(a_role(id="r"))), governance, on=DAY).findings == ()


def _fewer(result: CheckResult) -> CheckResult:
    return pickle.loads(pickle.dumps(result))  # type: ignore[no-any-return]  # noqa: S301


@pytest.mark.parametrize(
    "otherwise",
    [
        pytest.param(lambda one: {"on": date(2026, 9, 2)}, id="another day"),
        pytest.param(lambda one: {"since": _fewer(one)}, id="a result that was pickled"),
        pytest.param(lambda one: {"limits": Limits(findings_per_rule=3)}, id="tighter limits"),
        pytest.param(lambda one: {"limits": Limits(message_characters=5)}, id="shorter texts"),
        pytest.param(lambda one: {"governance": BASELINE}, id="other plugins"),
    ],
)
def test_what_else_may_differ(otherwise: Any) -> None:
    """Another day, other limits or plugins, a memory that was lost: always the whole answer."""
    since = check(OLD, MINE, on=DAY)
    given = {"governance": MINE, "since": since, "on": DAY, **otherwise(since)}
    whole = {name: value for name, value in given.items() if name != "since"}
    assert recheck(OLD, **given) == check(OLD, **whole)


def test_another_rule_with_the_same_code_runs() -> None:
    """A plugin that was changed is asked again: rules are told apart by more than their code."""
    since = check(OLD, Governance.activate([Plugin(reading("TST-001", led, "issues"))]), on=DAY)
    other = Governance.activate([Plugin(reading("TST-001", called, "issues"))])
    assert len(recheck(OLD, other, since=since, on=DAY).findings) == 9


def test_a_rule_that_failed_is_asked_again() -> None:
    """There is no answer to take over; the failure is told as before."""
    calls: list[int] = []

    def moody(dossier: Dossier, _: object) -> Iterable[Finding]:
        calls.append(len(dossier.issues))
        raise ValueError("no")

    governance = Governance.activate([Plugin(a_rule(check=moody))])
    since = check(OLD, governance, on=DAY)
    assert recheck(OLD, governance, since=since, on=DAY) == since
    assert calls == [9, 9]


def test_findings_left_out_of_a_result_come_back() -> None:
    """What was done with a result afterwards changes nothing of what is remembered."""
    since = check(OLD, MINE, on=DAY)
    emptied = attrs.evolve(since, findings=())
    assert recheck(OLD, MINE, since=emptied, on=DAY) == since
    assert recheck(OLD, MINE, since=copy.deepcopy(since), on=DAY) == since


def test_each_is_held_to_its_kind() -> None:
    """A rule may not judge each of a kind that it does not read, nor find something elsewhere."""
    with pytest.raises(PluginError, match="judges each of"):
        Governance.activate([Plugin(a_rule(each="people"))])
    stray = reading("TST-001", led, "issues", "people", each="people")
    dossier = a_dossier(a_person(id="p"), an_issue(id="i", leads=["p"]))
    (failure,) = check(dossier, Governance.activate([Plugin(stray)]), on=DAY).failures
    assert "gives a finding about issue:i" in str(failure.message)
    assert failure.status is RuleStatus.FAILED


def test_a_result_does_not_hold_the_dossier() -> None:
    """What is remembered are digests and findings; the records can go."""
    import gc
    import weakref

    issue = an_issue(id="i", title="x")
    dossier = a_dossier(issue)
    watched = weakref.ref(dossier.issues[IssueId("i")])
    result = check(dossier, MINE, on=DAY)
    del issue, dossier
    gc.collect()
    assert watched() is None
    assert result.findings


def test_sixteen_threads_recheck_alike() -> None:
    """One result serves many threads at once."""
    since = check(OLD, MINE, on=DAY)
    news = [OLD.replace(an_issue(id=f"i-{n}", title=str(n))) for n in range(8)]
    expected = [check(one, MINE, on=DAY) for one in news]
    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(lambda n: recheck(news[n % 8], MINE, since=since, on=DAY), range(64)))
    assert all(one == expected[n % 8] for n, one in enumerate(found))
