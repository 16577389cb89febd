"""The laws that every plugin keeps."""

from __future__ import annotations

from types import MappingProxyType

from opgavekern.testing import PluginContract


class TestHelmond(PluginContract):
    """Those of this one."""

    plugin = "helmond"


class TestHelmondUnderTheProvince(PluginContract):
    """So too with what it fills in, beside the province."""

    plugin = "helmond"
    options = MappingProxyType(
        {"budget_warning_days": 28, "issue_team_districts": ["helmond-oost"]}
    )
    beside = ("nl", "noord-brabant")
