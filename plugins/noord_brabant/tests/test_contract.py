"""The laws that every plugin keeps."""

from __future__ import annotations

from types import MappingProxyType

from opgavekern.testing import PluginContract


class TestNoordBrabant(PluginContract):
    """Those of this one."""

    plugin = "noord-brabant"


class TestNoordBrabantWithADayOfItsOwn(PluginContract):
    """So too where it makes a national rule stricter."""

    plugin = "noord-brabant"
    options = MappingProxyType({"budget_before_day": 1, "budget_day_reference": "Brief"})
