"""The report: one HTML file for people who would rather look than read."""

from __future__ import annotations

from opgavekern.report.writing import render_report, write_report

__all__ = ["render_report", "write_report"]
