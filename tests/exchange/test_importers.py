"""Importers of plugins: declared, verified, and run by name under guard."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from tests.exchange.tables import DOSSIER, REPORTS, reports

from opgavekern.base.errors import PluginError
from opgavekern.base.texts import Text
from opgavekern.exchange import UnknownImporterError, import_with
from opgavekern.governance import Governance, Importer, PluginInfo, hookimpl

TITLE = Text(nl="Meldingen", en="Reports")
MAPPING = json.dumps(
    {"kind": "signal", "id": {"columns": ["nr"], "prefix": "x"}, "columns": {"wat": "title"}}
)


class Plugin:
    """A plugin with importers."""

    def __init__(self, *given: Any, name: str = "tst", namespace: str = "TST") -> None:
        self.given, self.name, self.namespace = given, name, namespace

    @hookimpl
    def opgavekern_plugin_info(self) -> PluginInfo:
        return PluginInfo(name=self.name, namespace=self.namespace, title=TITLE)

    @hookimpl
    def opgavekern_importers(self) -> Iterable[Any]:
        yield from self.given


def an_importer(**fields: Any) -> Importer:
    """An importer in order; a test names only what matters."""
    return Importer(**{"name": "meldingen", "title": TITLE, "mapping": REPORTS, **fields})


def test_an_importer_brings_its_mapping(tmp_path: Path) -> None:
    """A plugin's mapping is read as a file of the clerk's is, for a CSV file or workbook."""
    governance = Governance.activate([Plugin(an_importer())])
    done = import_with(reports(tmp_path), "meldingen", DOSSIER, governance)
    assert len(done.required().signals) == 4


def test_an_importer_may_read_a_file_of_its_own(tmp_path: Path) -> None:
    """Bytes of any file become rows by the plugin, and records by its mapping."""

    def rows(data: bytes) -> Iterable[list[str]]:
        yield ["nr", "wat"]
        for line in data.decode().splitlines():
            yield line.split("|")

    (tmp_path / "uit.dat").write_text("1|Lamp stuk\n2|Gat in de weg\n")
    governance = Governance.activate([Plugin(an_importer(mapping=MAPPING, rows=rows))])
    done = import_with(tmp_path / "uit.dat", "meldingen", DOSSIER, governance)
    assert done.added == ("x.1", "x.2")
    assert str(done.rows[1].place).endswith("!A3")
    assert import_with(tmp_path / "no.dat", "meldingen", DOSSIER, governance).problems


@pytest.mark.parametrize(
    "given",
    [
        "no importer",
        an_importer(name="Met Spatie"),
        an_importer(name=3),
        an_importer(title=Text(nl="Meldingen", en=" ")),
        an_importer(mapping=""),
        an_importer(mapping=None),
        an_importer(rows=3),
    ],
    ids=["none", "name", "number", "title", "empty", "no text", "rows"],
)
def test_what_the_contract_refuses(given: Any) -> None:
    """An importer that is none, or lacks something, names plugin and hook at activation."""
    with pytest.raises(PluginError) as caught:
        Governance.activate([Plugin(given)])
    assert (caught.value.plugin, caught.value.hook) == ("tst", "opgavekern_importers")


def test_a_name_belongs_to_one_importer() -> None:
    """Twice in one plugin, or in two plugins, is an error: it would not be known which is meant."""
    with pytest.raises(PluginError):
        Governance.activate([Plugin(an_importer(), an_importer())])
    other = Plugin(an_importer(), name="two", namespace="TWO")
    with pytest.raises(PluginError) as caught:
        Governance.activate([Plugin(an_importer()), other])
    assert "tst" in str(caught.value) + caught.value.plugin


def test_a_name_that_no_plugin_has(tmp_path: Path) -> None:
    """The near miss is offered; without any importer that is said."""
    governance = Governance.activate([Plugin(an_importer())])
    with pytest.raises(UnknownImporterError, match='Did you mean "meldingen"'):
        import_with(tmp_path / "t.csv", "melding", DOSSIER, governance)
    with pytest.raises(UnknownImporterError, match="bring none"):
        import_with(tmp_path / "t.csv", "meldingen", DOSSIER, Governance())


def _raises(data: bytes) -> Iterable[list[str]]:
    raise ZeroDivisionError(data)


def _leaves(data: bytes) -> Iterable[list[str]]:
    raise SystemExit(0)


def _breaks_off(data: bytes) -> Iterable[list[str]]:
    yield ["nr", "wat"]
    raise RecursionError


@pytest.mark.parametrize(
    "rows",
    [_raises, _leaves, _breaks_off, lambda data: None, lambda data: ["ab"],
     lambda data: [[object()]], lambda data: [{"nr": 1}]],
    ids=["raises", "exits", "breaks off", "nothing", "text", "objects", "dicts"],
)  # fmt: skip
def test_a_reader_that_fails_is_named(rows: Callable[[bytes], Any], tmp_path: Path) -> None:
    """Whatever a plugin's reader does, plugin and hook are named and nothing is imported."""
    (tmp_path / "uit.dat").write_bytes(b"Jan Jansen")
    governance = Governance.activate([Plugin(an_importer(mapping=MAPPING, rows=rows))])
    with pytest.raises(PluginError) as caught:
        import_with(tmp_path / "uit.dat", "meldingen", DOSSIER, governance)
    assert (caught.value.plugin, caught.value.hook) == ("tst", "opgavekern_importers")
    assert "Jansen" not in str(caught.value)


def test_a_mapping_of_a_plugin_that_is_wrong_is_the_plugins_fault(tmp_path: Path) -> None:
    """The place in its mapping is told, to pass on to the maker."""
    governance = Governance.activate([Plugin(an_importer(mapping="soort: sinaal\n"))])
    with pytest.raises(PluginError, match="tst:meldingen:1:1"):
        import_with(reports(tmp_path), "meldingen", DOSSIER, governance)
