from __future__ import annotations

from opgavekern.baseline.facts import FACTS
from opgavekern.baseline.rules import RULES
from opgavekern.governance import RuleKind


def test_nobody_may_waive_a_law() -> None:
    """Whatever a municipality thinks of it."""
    assert [one.code for one in RULES if one.kind is RuleKind.LAW and one.waivable_by] == []


def test_who_may_waive_is_a_role_that_every_dossier_has() -> None:
    """The baseline lays the roles under the dossier that its rules name."""
    named = {role for one in RULES for role in one.waivable_by}
    assert named
    assert named <= {*FACTS.roles.ids()}
