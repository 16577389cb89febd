from __future__ import annotations

import pytest
from tests.governance.plugins import Plugin

from opgavekern.base.errors import PluginError
from opgavekern.governance import Governance, Layer

pytestmark = pytest.mark.needs("standard")


def test_layers_stand_over_each_other_without_a_circle() -> None:
    """The nation stands over all; province and water authority beside each other; no circle."""
    assert Layer.NATIONAL.above == frozenset()
    for one in Layer:
        assert one not in one.above
        assert one is Layer.NATIONAL or Layer.NATIONAL in one.above
        assert all(other.above < one.above for other in one.above)
    assert Layer.WATER_AUTHORITY not in Layer.PROVINCE.above
    assert Layer.PROVINCE not in Layer.WATER_AUTHORITY.above
    assert {Layer.PROVINCE, Layer.WATER_AUTHORITY} < Layer.MUNICIPALITY.above
    for below in (Layer.JOINT_ARRANGEMENT, Layer.PROJECT):
        assert below.above == {Layer.MUNICIPALITY, *Layer.MUNICIPALITY.above}


def test_a_plugin_says_its_layer_and_whom_it_governs() -> None:
    """What it says is kept; unless it says otherwise it is a municipality's, for all records."""
    said = Plugin(layer=Layer.PROVINCE, governs=frozenset({"province"}))
    info = Governance.activate([said]).plugins[0].info
    assert (info.layer, info.governs) == (Layer.PROVINCE, {"province"})
    plain = Governance.activate([Plugin()]).plugins[0].info
    assert (plain.layer, plain.governs) == (Layer.MUNICIPALITY, frozenset())
    assert Governance.activate(["nl"]).plugins[0].info.layer is Layer.NATIONAL


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"layer": "province"}, "layer"),
        ({"governs": "province"}, "governs"),
        ({"governs": ["province"]}, "governs"),
        ({"governs": frozenset({1})}, "governs"),
        ({"governs": frozenset({""})}, "governs"),
    ],
)
def test_a_layer_that_is_none_is_refused(said: dict[str, object], told: str) -> None:
    """A plugin whose layer or organisations are something else is told which field is wrong."""
    with pytest.raises(PluginError, match=told):
        Governance.activate([Plugin(**said)])
