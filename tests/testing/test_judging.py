from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest
from tests.governance.plugins import BOTH, a_rule

from opgavekern.governance import Finding
from opgavekern.model import Dossier, Ref
from opgavekern.testing import a_dossier, an_issue, assert_judges_each

DAY = date(2026, 9, 1)
TWO = a_dossier(an_issue(id="i"), an_issue(id="j"))


def when_there_are_two(dossier: Dossier, _: object) -> Iterable[Finding]:
    """Look at issues together."""
    for issue in dossier.issues if len(dossier.issues) == 2 else ():
        yield Finding(subject=Ref("issue", issue.id), text=BOTH, remedy=BOTH)


def test_a_rule_that_keeps_its_promise_passes() -> None:
    """It finds of each record alone what it finds of all together."""
    assert_judges_each(a_rule(each="issues"), TWO, on=DAY)


def test_a_rule_that_does_not_is_told_where() -> None:
    """The records of which it finds something else are named; without a promise nothing is."""
    with pytest.raises(AssertionError, match=r"TST-001 .* \['issue:i', 'issue:j'\]"):
        assert_judges_each(a_rule(check=when_there_are_two, each="issues"), TWO, on=DAY)
    assert_judges_each(a_rule(check=when_there_are_two), TWO, on=DAY)
