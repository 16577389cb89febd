from __future__ import annotations

from typing import Any

import pytest
from tests.governance.plugins import Plugin

from opgavekern.governance import Governance
from opgavekern.governance.idling import idle_plugins, why_idle
from opgavekern.model import Dossier, Header, OrganisationId
from opgavekern.testing import a_dossier, an_issue, an_organisation

pytestmark = pytest.mark.needs("testing")

TOWN = OrganisationId("town")


def idle(*records: Any, whose: str | None = "elsewhere", **withheld: Any) -> list[str]:
    """Which plugins have nothing of a dossier, of one that governs a town and one for all."""
    facts = Dossier.of(an_organisation(id=TOWN))
    plugins = [
        Plugin(governs=frozenset({TOWN}), facts=facts),
        Plugin(name="all", namespace="ALL"),
    ]
    governance = Governance.activate(plugins)
    header = Header(organisation=OrganisationId(whose) if whose else None)
    dossier = a_dossier(*records, header=header).view(**withheld)
    return [one.name for one in idle_plugins(governance.laid_under(dossier), governance)]


def test_a_plugin_for_another_organisation_is_idle() -> None:
    """What the plugin itself lays under a dossier does not make the dossier its own."""
    assert idle(an_issue(owners="elsewhere"), an_organisation(id="elsewhere")) == ["tst"]


@pytest.mark.parametrize(
    ("records", "whose"),
    [
        ((), "town"),
        ((), None),
        ((an_issue(owners=["elsewhere", "town"]),), "elsewhere"),
        ((an_organisation(id="town"),), "elsewhere"),
    ],
    ids=["its header", "unsaid", "an issue", "an organisation"],
)
def test_a_plugin_whose_organisation_is_there_is_not(
    records: tuple[Any, ...], whose: str | None
) -> None:
    """One record of it is enough; a dossier that does not say whose it is may be anyone's."""
    assert idle(*records, whose=whose) == []


def test_what_is_withheld_may_be_theirs() -> None:
    """Unknown is not none."""
    assert idle(an_organisation(id="elsewhere"), without=["organisations"]) == []


@pytest.mark.parametrize(("count", "said"), [(3, "a, b en c"), (4, "4 organisaties")])
def test_it_is_said_about_whom_the_rules_are(count: int, said: str) -> None:
    """A few by id, many by number."""
    governs = frozenset(map(OrganisationId, "abcd"[:count]))
    (plugin,) = Governance.activate([Plugin(governs=governs)]).plugins
    told = why_idle(Dossier(header=Header(organisation=TOWN)), plugin).text("nl")
    assert told.startswith(f"de regels van tst gaan over {said}, en dit dossier is van town.")
