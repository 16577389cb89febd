from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opgavekern.files import read_dossier, write_dossier
from opgavekern.model import Dossier
from opgavekern.testing import dossiers

TARGETS = ("folder", "one.yaml", "one.json", "one.xlsx")
pytestmark = pytest.mark.needs("standard")
slowly = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("target", TARGETS)
@slowly
@given(data=st.data())
def test_what_is_written_reads_back_equal(target: str, language: str, data: st.DataObject) -> None:
    """Every dossier survives every format, in both languages."""
    dossier = data.draw(dossiers())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, target)
        write_dossier(dossier, path, language=language)
        assert read_dossier(path) == dossier


@pytest.mark.parametrize("target", TARGETS)
@slowly
@given(dossier=dossiers())
def test_writing_again_writes_nothing(target: str, dossier: Dossier) -> None:
    """Writing what stands there touches no file; writing it elsewhere gives the same bytes."""
    with tempfile.TemporaryDirectory() as folder:
        path, other = Path(folder, target), Path(folder, f"other-{target}")
        written = write_dossier(dossier, path)
        assert write_dossier(read_dossier(path), path) == ()
        write_dossier(read_dossier(path), other)
        for one in written:
            twin = other / one.relative_to(path) if path.is_dir() else other
            assert one.read_bytes() == twin.read_bytes()
