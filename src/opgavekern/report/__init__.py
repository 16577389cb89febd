"""The report: one HTML file for people who would rather look than read."""

from __future__ import annotations

from opgavekern.report.network_page import render_network, write_network_page
from opgavekern.report.writing import render_report, write_report

__all__ = ["render_network", "render_report", "write_network_page", "write_report"]
