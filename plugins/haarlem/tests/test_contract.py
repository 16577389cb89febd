"""The laws that every plugin keeps."""

from __future__ import annotations

from opgavekern.testing import PluginContract


class TestHaarlem(PluginContract):
    """Those of this one."""

    plugin = "haarlem"
