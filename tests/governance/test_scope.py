from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.governance.plugins import BOTH, Plugin, a_rule

from opgavekern.base.errors import PluginError
from opgavekern.governance import (
    CauseKind,
    CheckResult,
    Finding,
    Governance,
    RuleStatus,
    Scope,
    areas_of,
    check,
    check_against,
    explain,
    recheck,
    rules_in_force,
)
from opgavekern.governance.bodies import PUBLIC
from opgavekern.model import (
    AreaLevel,
    Dossier,
    OrganisationKind,
    Phase,
    Ref,
    StatusName,
    from_plain,
    to_plain,
)
from opgavekern.model.records import id_of
from opgavekern.testing import (
    a_dossier,
    a_goal,
    a_lifecycle,
    a_person,
    an_area,
    an_issue,
    an_organisation,
    dossiers,
)

pytestmark = pytest.mark.needs("testing")

DAY = date(2026, 9, 1)
READS = frozenset({"issues", "goals", "people"})
LIFE = a_lifecycle(id="life", statuses=[{"name": "underway", "phase": "delivering"}])


def about_all(dossier: Dossier, context: Any) -> Iterator[Finding]:
    """Find something about every record that is read."""
    for kind in ("issue", "goal", "person"):
        for one in dossier.of_kind(kind):
            yield Finding(subject=Ref(kind, id_of(one)), text=BOTH, remedy=BOTH)


def ruled(scope: Scope, **fields: Any) -> Governance:
    """Activate a rule of that scope, beside a lifecycle."""
    rule = a_rule(**{"check": about_all, "reads": READS, "scope": scope, **fields})
    return Governance.activate([Plugin(rule, facts=a_dossier(LIFE))])


def subjects(result: CheckResult) -> set[str]:
    """The ids of what something was found about."""
    return {one.subject.id for one in result.findings}


def a_place() -> Dossier:
    """Issues of a town and of a province, at several points, in several areas."""
    return a_dossier(
        an_organisation(id="town", kind="municipality"),
        an_organisation(id="province", kind="province"),
        an_organisation(id="housing", kind="housing_association"),
        an_area(id="quarter", level="neighbourhood"),
        an_area(id="district", level="district"),
        an_issue(
            id="busy",
            owners=["town"],
            areas=["district"],
            history=[{"phase": "delivering", "on": "2026-01-01"}],
        ),
        an_issue(
            id="own-words",
            owners=["province"],
            lifecycle="life",
            areas=["quarter"],
            history=[{"status": "underway", "on": "2026-01-01"}],
        ),
        an_issue(id="over", owners=["housing"], history=[{"phase": "closed", "on": "2026-01-01"}]),
        an_issue(id="new"),
        a_goal(id="goal", issues=["busy"]),
        a_person(id="someone", employment=[{"organisation": "town"}]),
    )


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope(), {"busy", "own-words", "over", "new", "goal", "someone"}),
        (Scope(kinds=frozenset({"goals"})), {"goal"}),
        (Scope(phases=frozenset({Phase.DELIVERING})), {"busy", "own-words", "goal"}),
        (Scope(statuses=frozenset({StatusName("underway")})), {"own-words"}),
        (
            Scope(phases=frozenset({Phase.CLOSED}), statuses=frozenset({StatusName("underway")})),
            {"over", "own-words"},
        ),
        (
            Scope(tiers=frozenset({OrganisationKind.MUNICIPALITY})),
            {"busy", "goal", "new", "someone"},
        ),
        (Scope(tiers=frozenset({OrganisationKind.PROVINCE})), {"own-words", "new"}),
        (Scope(area_levels=frozenset({AreaLevel.DISTRICT})), {"busy", "goal"}),
        (
            Scope(
                kinds=frozenset({"issues"}),
                phases=frozenset({Phase.DELIVERING}),
                area_levels=frozenset(AreaLevel),
                tiers=frozenset({OrganisationKind.PROVINCE}),
            ),
            {"own-words"},
        ),
    ],
    ids=["all", "kinds", "phases", "statuses", "either", "town", "province", "levels", "together"],
)
def test_a_rule_finds_only_what_is_in_its_scope(scope: Scope, expected: set[str]) -> None:
    """What a rule finds out of its scope is set aside, and the receipt counts it."""
    result = check(a_place(), ruled(scope), on=DAY)
    assert subjects(result) == expected
    (outcome,) = result.receipt.rules
    assert (outcome.findings, outcome.out_of_scope) == (len(expected), 6 - len(expected))


def test_a_rule_that_judges_each_is_asked_about_what_is_in_scope_only() -> None:
    """The engine leaves out what is out of scope before it asks, so that nothing is set aside."""
    seen = []

    def noting(dossier: Dossier, context: Any) -> Iterator[Finding]:
        seen.extend(one.id for one in dossier.issues)
        yield from only_issues(dossier, context)

    scope = Scope(phases=frozenset({Phase.DELIVERING}))
    governance = ruled(scope, check=noting, each="issues", reads=frozenset({"issues"}))
    result = check(a_place(), governance, on=DAY)
    assert sorted(seen) == sorted(subjects(result)) == ["busy", "own-words"]
    assert [one.out_of_scope for one in result.receipt.rules] == [0]


def only_issues(dossier: Dossier, context: Any) -> Iterator[Finding]:
    """Find something about every issue."""
    for one in dossier.issues:
        yield Finding(subject=Ref("issue", one.id), text=BOTH, remedy=BOTH)


@pytest.mark.parametrize(
    "scope",
    [
        Scope(tiers=frozenset({OrganisationKind.WATER_AUTHORITY})),
        Scope(phases=frozenset({Phase.STOPPED})),
        Scope(area_levels=frozenset({AreaLevel.PROVINCE})),
        Scope(kinds=frozenset({"meetings"})),
    ],
    ids=["tier", "phase", "level", "kind"],
)
def test_a_rule_without_anything_in_scope_does_not_apply(scope: Scope) -> None:
    """Where no record is in scope the rule is not asked, and the receipt says so."""

    def never(dossier: Dossier, context: Any) -> Iterable[Finding]:
        raise AssertionError("asked")

    result = check(a_place(), ruled(scope, check=never), on=DAY)
    assert [one.status for one in result.receipt.rules] == [RuleStatus.NOT_APPLICABLE]
    assert not result.failures


def test_what_is_withheld_is_not_out_of_scope() -> None:
    """Without the kinds that tell, a rule does not run; with less hidden, what may be in it is."""
    place = a_place()
    for scope, kind in (
        (Scope(tiers=frozenset(PUBLIC)), "organisations"),
        (Scope(phases=frozenset(Phase)), "lifecycles"),
        (Scope(area_levels=frozenset(AreaLevel)), "areas"),
        (Scope(kinds=frozenset({"meetings"})), "meetings"),
    ):
        result = check(place.view(without=[kind]), ruled(scope), on=DAY)
        assert [one.status for one in result.receipt.rules] == [RuleStatus.NOT_RUN], kind
    rule = {"reads": frozenset({"goals"}), "check": only_goals}
    hidden = place.view(without=["issues"])
    scope = Scope(area_levels=frozenset({AreaLevel.PROVINCE}))
    assert subjects(check(hidden, ruled(scope, **rule), on=DAY)) == {"goal"}
    assert subjects(check(place, ruled(scope, **rule), on=DAY)) == set()


def only_goals(dossier: Dossier, context: Any) -> Iterator[Finding]:
    """Find something about every goal."""
    for one in dossier.goals:
        yield Finding(subject=Ref("goal", one.id), text=BOTH, remedy=BOTH)


SCOPES = st.builds(
    Scope,
    tiers=st.frozensets(st.sampled_from(sorted(PUBLIC, key=str)), max_size=2),
    phases=st.frozensets(st.sampled_from(Phase), max_size=4),
    area_levels=st.frozensets(st.sampled_from(AreaLevel), max_size=3),
)


@settings(max_examples=20, deadline=None)
@given(before=dossiers(), after=dossiers(), scope=SCOPES)
def test_scope_is_the_same_before_and_after(before: Dossier, after: Dossier, scope: Scope) -> None:
    """Given only what is in scope, or all with the rest set aside, a rule finds the same.

    Checking again after whatever change finds what checking finds.
    """
    reads = {"reads": frozenset({"issues"}), "check": only_issues}
    given_each, all_at_once = ruled(scope, **reads, each="issues"), ruled(scope, **reads)
    first = check(before, given_each, on=DAY)
    assert first.findings == check(before, all_at_once, on=DAY).findings
    for governance, kinds in itertools.product((given_each, all_at_once), ((), ("organisations",))):
        changed = after.view(without=kinds)
        since = check(before, governance, on=DAY)
        assert recheck(changed, governance, since=since, on=DAY) == check(
            changed, governance, on=DAY
        )


def test_a_scope_moves_with_what_else_changes() -> None:
    """An issue that comes into scope by another record is judged when checking again."""
    scope = Scope(area_levels=frozenset({AreaLevel.REGION}))
    governance = ruled(scope, check=only_issues, reads=frozenset({"issues"}), each="issues")
    place = a_place()
    since = check(place, governance, on=DAY)
    larger = place.replace(an_area(id="quarter", level="region"))
    again = recheck(larger, governance, since=since, on=DAY)
    assert again == check(larger, governance, on=DAY)
    assert (subjects(since), subjects(again)) == (set(), {"own-words"})


def test_what_moved_a_scope_is_told_as_the_cause() -> None:
    """A finding that came because another record moved the scope names that record."""
    scope = Scope(area_levels=frozenset({AreaLevel.REGION}))
    governance = ruled(scope, check=only_issues, reads=frozenset({"issues"}), each="issues")
    before = governance.laid_under(a_place())
    receipt = check(before, governance, on=DAY).receipt
    larger = before.replace(an_area(id="quarter", level="region"))
    (found,) = check_against(larger, governance, receipt, before=before, on=DAY).new
    assert (found.subject.id, [one.kind for one in found.causes]) == (
        "own-words",
        [CauseKind.FACT],
    )
    assert found.causes[0].records == (Ref("area", "quarter"),)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"scope": "issues"}, "scope is str, expected Scope"),
        ({"scope": Scope(kinds=itertools.count())}, "kinds is count, expected frozenset"),
        ({"scope": Scope(kinds=frozenset({"isues"}))}, 'Did you mean "issues"?'),
        ({"scope": Scope(kinds=frozenset({3}))}, "kinds has int, expected str"),
        ({"scope": Scope(kinds=frozenset({"\ud800"}))}, "which is no kind"),
        ({"scope": Scope(phases=frozenset({"delivring"}))}, 'Did you mean "delivering"?'),
        ({"scope": Scope(area_levels=frozenset({"distrikt"}))}, 'Did you mean "district"?'),
        ({"scope": Scope(area_levels=frozenset({None}))}, "has NoneType, expected AreaLevel"),
        (
            {"scope": Scope(tiers=frozenset({OrganisationKind.SCHOOL}))},
            '"school", which is no public body. Use one of: joint_arrangement',
        ),
        ({"scope": Scope(statuses=frozenset({"underwy"}))}, 'Did you mean "underway"?'),
        (
            {"scope": Scope(kinds=frozenset({"goals"})), "each": "issues"},
            "the rule would never find anything",
        ),
    ],
)
def test_a_scope_that_is_none_is_refused(fields: dict[str, Any], said: str) -> None:
    """Whatever a scope cannot be is refused when plugins are activated, with what comes near."""
    with pytest.raises(PluginError) as refused:
        ruled(**fields)
    assert said in str(refused.value)
    assert str(refused.value).startswith("tst opgavekern_rules: TST-001")


def test_a_status_needs_a_lifecycle_that_somebody_brings() -> None:
    """Without any lifecycle a status cannot be meant; phases can."""
    rule = a_rule(scope=Scope(statuses=frozenset({StatusName("underway")})))
    with pytest.raises(PluginError, match="Bring the lifecycle, or name phases"):
        Governance.activate([Plugin(rule)])


def test_a_scope_is_told() -> None:
    """Who asks about a rule hears to what it applies, in words and as data."""
    scope = Scope(
        kinds=frozenset({"issues"}),
        phases=frozenset({Phase.DELIVERING}),
        statuses=frozenset({StatusName("underway")}),
        tiers=frozenset({OrganisationKind.PROVINCE}),
        area_levels=frozenset({AreaLevel.DISTRICT}),
    )
    governance = ruled(scope)
    told = explain(governance, "TST-001", on=DAY)
    assert told.scope == scope
    assert scope.text("nl") == (
        "soort: opgaven; van een: provincie; fase: realiseren en underway; gebied: wijk"
    )
    assert (
        scope.text()
        == "kind: issues; of a: province; phase: delivering and underway; area: district"
    )
    (row,) = rules_in_force(governance, on=DAY).to_records()
    assert (row["scope_nl"], row["scope_en"]) == (scope.text("nl"), scope.text("en"))
    assert from_plain(type(told), to_plain(told)) == told
    assert Scope().text() == ""


def test_areas_of_follows_what_a_record_hangs_on() -> None:
    """A goal is where its issue is, an area is itself, and a person is nowhere in particular."""
    place = a_place()
    assert areas_of(place, Ref("goal", "goal")) == {"district"}
    assert areas_of(place, Ref("area", "quarter")) == {"quarter"}
    assert areas_of(place, Ref("person", "someone")) == set()
    assert areas_of(place.view(without=["issues"]), Ref("goal", "goal")) == set()
