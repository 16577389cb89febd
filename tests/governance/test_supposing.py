from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.governance.plugins import BOTH, Plugin, a_rule

from opgavekern import from_plain, to_plain
from opgavekern.base.errors import BadValueError
from opgavekern.base.texts import Text
from opgavekern.governance import (
    Basis,
    Depart,
    Finding,
    Governance,
    Layer,
    RuleContext,
    Severity,
    WhatIf,
    check,
    parameter,
    what_if,
)
from opgavekern.model import Dossier, Ref, RoleId
from opgavekern.testing import a_dossier, a_role, a_waiver, an_issue

DAY = date(2026, 9, 1)
SECRETARY = RoleId("gemeentesecretaris")


@attrs.frozen
class Longest:
    """How long a title may be."""

    longest: int = parameter(5, unit="characters")


def too_long(dossier: Dossier, context: RuleContext[Any]) -> Iterable[Finding]:
    """Find titles that are too long."""
    for issue in dossier.issues:
        if len(issue.title) > context.parameters.longest:
            yield Finding(subject=Ref("issue", issue.id), text=BOTH, remedy=BOTH)


def failing(*_: object) -> Iterable[Finding]:
    raise ValueError


RULE = a_rule("TST-001", too_long, parameters=Longest, waivable_by=frozenset({SECRETARY}))
GOVERNANCE = Governance.activate([Plugin(RULE, a_rule("TST-002"))])


def titled(*lengths: int) -> Dossier:
    """A dossier of issues with titles so long."""
    return a_dossier(*(an_issue(id=f"i-{n}", title="a" * one) for n, one in enumerate(lengths)))


def about(found: WhatIf) -> tuple[list[str], list[str]]:
    """Which issues would get and lose a finding of the first rule."""
    added, removed = (
        [one.subject.id for one in ones if one.code == "TST-001"]
        for ones in (found.added, found.removed)
    )
    return added, removed


@given(st.lists(st.integers(1, 9), max_size=4), st.integers(0, 9))
def test_another_number_adds_and_removes_what_checking_by_it_would(
    lengths: list[int], longest: int
) -> None:
    """The same as a rule with that number of its own; nothing else moves."""
    dossier = titled(*lengths)
    found = what_if(dossier, GOVERNANCE, parameters={"TST-001": {"longest": longest}}, on=DAY)
    assert about(found) == (
        [f"i-{n}" for n, one in enumerate(lengths) if longest < one <= 5],
        [f"i-{n}" for n, one in enumerate(lengths) if 5 < one <= longest],
    )
    assert len(found.same) + len(found.removed) == len(check(dossier, GOVERNANCE, on=DAY).findings)
    assert from_plain(WhatIf, to_plain(found)) == found
    assert bool(found) is (longest != 5 and bool(found.to_records()))


def test_a_rule_less_takes_its_findings_away() -> None:
    """And no other's."""
    found = what_if(titled(9, 1), GOVERNANCE, without=["TST-001"], on=DAY)
    assert about(found) == ([], ["i-0"])
    assert found.describe("nl") == "Op 1 september 2026: erbij 0, eraf 1, gelijk 2."


def test_other_facts_and_other_plugins_go_together() -> None:
    """A proposal may come with its own dossier."""
    by = Governance.activate([Plugin(RULE)])
    found = what_if(titled(9, 1), GOVERNANCE, facts=titled(1, 9), by=by, on=DAY)
    assert about(found) == (["i-1"], ["i-0"])
    assert [one.code for one in found.removed].count("TST-002") == 2


def test_what_would_weigh_otherwise_is_told() -> None:
    """An upgrade that makes a warning blocking moves no finding, and stops what it did not."""
    by = Governance.activate([Plugin(attrs.evolve(RULE, severity=Severity.BLOCKING))])
    now = Governance.activate([Plugin(RULE)])
    found = what_if(titled(9, 1), now, by=by, on=DAY)
    assert (bool(found), found.added, found.removed) == (True, (), ())
    assert [(one.subject.id, one.severity) for one in found.reweighed] == [
        ("i-0", Severity.BLOCKING)
    ]
    assert found.describe().endswith("same 1, of which weighed otherwise 1.")


def test_waivers_hold_in_what_is_supposed() -> None:
    """A stricter number finds nothing where the rule is waived."""
    waiver = a_waiver(rule="TST-001", subject="issue:i-0", granted_by=SECRETARY, expires_on=DAY)
    dossier = titled(3, 3).replace(waiver)
    found = what_if(dossier, GOVERNANCE, parameters={"TST-001": {"longest": 1}}, on=DAY)
    assert about(found) == (["i-1"], [])


def test_a_rule_that_is_off_comes_back_with_a_number() -> None:
    """Supposing a number supposes that the rule holds."""
    nation = Plugin(attrs.evolve(RULE, departable=True), layer=Layer.NATIONAL)
    off = Depart(rule="TST-001", basis=Basis(reference="an ordinance"))
    town = Plugin(changes=[off], name="town", namespace="TWN")
    governance = Governance.activate([nation, town])
    assert not check(titled(9), governance, on=DAY).findings
    found = what_if(titled(9), governance, parameters={"TST-001": {"longest": 5}}, on=DAY)
    assert about(found) == (["i-0"], [])


def test_a_rule_without_an_answer_is_not_compared() -> None:
    """What it found is neither added nor removed."""
    broken = Governance.activate([Plugin(attrs.evolve(RULE, check=failing))])
    found = what_if(titled(9), GOVERNANCE, by=broken, without=[], on=DAY)
    assert found.not_compared == ("TST-001",)
    assert about(found) == ([], [])
    assert "niet vergeleken: TST-001" in found.describe("nl")


@pytest.mark.parametrize(
    ("supposed", "said"),
    [
        ({"parameters": {"TST-003": {}}}, 'there is no rule "TST-003"'),
        ({"without": ["TST-01"]}, 'there is no rule "TST-01"'),
        ({"parameters": {"TST-001": {"longst": 1}}}, 'there is no parameter "TST-001.longst"'),
        ({"parameters": {"TST-001": {"longest": "x"}}}, "expected a whole number"),
        ({"without": "TST-001"}, "without"),
    ],
)
def test_what_cannot_be_supposed_is_refused(supposed: dict[str, Any], said: str) -> None:
    """With what there is instead."""
    with pytest.raises(BadValueError, match=said):
        what_if(titled(9), GOVERNANCE, on=DAY, **supposed)


def test_a_governance_checks_with_its_own_facts() -> None:
    """Also a dossier under which another, or an older version, had laid other facts."""

    def called(dossier: Dossier, context: object) -> Iterable[Finding]:
        for one in dossier.roles:
            text = Text(nl=one.name, en=one.name)
            yield Finding(subject=Ref("role", one.id), text=text, remedy=BOTH)

    def by(*names: str) -> Governance:
        rule = a_rule("TST-001", called, reads=frozenset({"roles"}))
        roles = (a_role(id=name[0], name=name) for name in names)
        return Governance.activate([Plugin(rule, facts=Dossier.of(*roles))])

    plain = a_dossier(an_issue(), a_role(id="O", name="Own"))
    old, new = by("Aside", "Own", "Rest"), by("Aside", "Rust", "Over")
    loaded = old.laid_under(plain)
    expected = check(plain, new, on=DAY)
    assert [str(one.message) for one in expected.findings] == ["Aside", "Own", "Rust"]
    assert check(loaded, new, on=DAY) == expected
    assert new.laid_under(loaded) == new.laid_under(plain)
    assert new.laid_under(loaded).laid_under == new.laid_under(plain).laid_under
    assert check(loaded, old, on=DAY) == check(plain, old, on=DAY)
    assert new.laid_under(loaded.at(DAY)) == new.laid_under(plain.at(DAY))


def test_facts_of_the_plugins_that_are_not_supposed_are_gone() -> None:
    """A dossier that was loaded has the facts of its own plugins under it already."""

    def renamed(dossier: Dossier, context: object) -> Iterable[Finding]:
        for one in dossier.roles:
            if one.name == "New":
                yield Finding(subject=Ref("role", one.id), text=BOTH, remedy=BOTH)

    def by(name: str) -> Governance:
        rule = a_rule("TST-001", renamed, reads=frozenset({"roles"}))
        return Governance.activate([Plugin(rule, facts=Dossier.of(a_role(id="r", name=name)))])

    plain, old, new = a_dossier(an_issue()), by("Old"), by("New")
    for dossier in (plain, old.laid_under(plain)):
        assert len(what_if(dossier, old, by=new, on=DAY).added) == 1
