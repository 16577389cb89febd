from __future__ import annotations

import itertools
from datetime import date
from typing import Any

import pytest
from tests.governance.plugins import Plugin, a_rule

from opgavekern.base.errors import BadValueError, PluginError
from opgavekern.base.texts import Text
from opgavekern.governance import (
    Basis,
    Fill,
    Governance,
    Layer,
    RetiredCode,
    WaiverStatus,
    check,
    explain,
    rules_in_force,
)
from opgavekern.testing import a_dossier, a_waiver, an_issue

pytestmark = pytest.mark.needs("testing")

DAY = date(2026, 9, 1)
WHY = Text(nl="Het besluit is ingetrokken.", en="The decision was repealed.")
SAID = "TST-009 was retired on 1 January 2026: The decision was repealed. TST-001 took its place."


def gone(**fields: Any) -> RetiredCode:
    """Make a retired code; a test names only what matters."""
    said = {"code": "TST-009", "reason": WHY, "since": date(2026, 1, 1), "replaced_by": "TST-001"}
    return RetiredCode(**{**said, **fields})


def having(*codes: Any, **fields: Any) -> Plugin:
    """A plugin that retired them, with one rule."""
    return Plugin(a_rule(), layer=Layer.NATIONAL, retired=codes, **fields)


def test_who_asks_about_a_retired_code_hears_what_became_of_it() -> None:
    """The list of rules names it, and who asks about it hears when, why and what instead."""
    governance = Governance.activate([having(gone())])
    assert [one.text() for one in rules_in_force(governance, on=DAY).retired] == [SAID]
    with pytest.raises(BadValueError, match="TST-009 was retired") as refused:
        explain(governance, "TST-009", on=DAY)
    assert (str(refused.value), refused.value.code) == (SAID, "retired-code")
    assert gone(replaced_by="").text("nl") == (
        "TST-009 is vervallen op 1 januari 2026: Het besluit is ingetrokken."
    )


def test_a_waiver_of_a_retired_rule_is_refused_by_its_story() -> None:
    """A waiver that names the code is refused, and says what became of the rule."""
    waiver = a_waiver(rule="TST-009", subject="issue:one", expires_on="2030-01-01")
    dossier = a_dossier(an_issue(id="one"), waiver)
    (outcome,) = check(dossier, Governance.activate([having(gone())]), on=DAY).waivers
    assert outcome.status is WaiverStatus.REFUSED
    assert SAID in outcome.message.text()


def test_a_change_of_a_retired_rule_is_refused_by_its_story() -> None:
    """A lower layer that still changes the rule hears what became of it."""
    change = Fill(rule="TST-009", parameter="most", value=2, basis=Basis(reference="decision"))
    town = Plugin(name="town", namespace="TWN", changes=(change,))
    with pytest.raises(PluginError) as refused:
        Governance.activate([having(gone()), town])
    assert str(refused.value) == f"town opgavekern_rule_changes: {SAID} Leave the change out."


@pytest.mark.parametrize(
    ("retired", "said"),
    [
        ((gone(code="TST-001", replaced_by=""),), "A code is never used again"),
        ((gone(code="NL-001"),), 'the code "NL-001" is outside the namespace'),
        ((gone(), gone()), 'the code "TST-009" is used twice'),
        ((gone(reason=Text(nl="", en="Why")),), "without a reason in both languages"),
        ((gone(reason="why"),), "reason is str, expected Text"),
        ((gone(since="2026"),), "since is str, expected date"),
        ((gone(replaced_by="TST-009"),), "cannot take its place"),
        ((gone(replaced_by="elsewhere"),), "cannot take its place"),
        ((gone(replaced_by="TST-002"),), 'But there is no TST-002. Did you mean "TST-001"?'),
        ((None,), "retired has NoneType, expected RetiredCode"),
    ],
)
def test_what_cannot_be_retired_is_refused(retired: tuple[Any, ...], said: str) -> None:
    """A code that is in use, not one's own, given twice or without its reason is refused."""
    with pytest.raises(PluginError) as refused:
        Governance.activate([having(*retired)])
    assert said in str(refused.value)
    assert str(refused.value).startswith("tst opgavekern_plugin_info: ")


def test_retired_codes_without_end_are_refused() -> None:
    """What is no tuple is refused before it is run through."""
    plugin = Plugin(a_rule(), retired=(gone() for _ in itertools.count()))
    with pytest.raises(PluginError, match="retired is generator, expected tuple"):
        Governance.activate([plugin])
