"""What an editor does with our schemas: the YAML language server, as a real client sees it."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.files.town import FILES, settle_in

from opgavekern.files import read_dossier
from opgavekern.files.schemas import schema_files
from opgavekern.files.schemas_with_ids import schema_files_with_ids

ISSUES = """\
# yaml-language-server: $schema=.schema/opgaven.json
- id: o-1
  titel: 010
  bestuurlijk_opdrachtgever: p-1
  gebieden: noord
  verloop:
    - fase: realiseren
      op: 2026-01-01
  geldig: 2026
  kosten:
    - jaar: 2026
      verwacht: 12.5
- id: o-2
  title: als identifier
  Bestuurlijk opdrachtgever: [p-1, {persoon: p-2, geldig: 2026-01-01/..}]
  history: {phase: Delivering, op: 2026-03-01}
  omschrijving:
"""


class Editor:
    """A client of the language server, as small as can be."""

    def __init__(self, command: str, folder: Path) -> None:
        self.folder = folder
        self.server = subprocess.Popen(
            [command, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.answers: queue.Queue[dict[str, Any]] = queue.Queue()
        self.published: queue.Queue[dict[str, Any]] = queue.Queue()
        self.number = 0
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()
        self.ask("initialize", processId=None, rootUri=folder.as_uri(), capabilities={})
        self.tell("initialized")
        settings = {"yaml": {"validate": True, "hover": True, "completion": True}}
        self.tell("workspace/didChangeConfiguration", settings=settings)

    def _listen(self) -> None:
        stream = self.server.stdout
        assert stream is not None
        while header := stream.readline():
            length = int(header.split(b":")[1])
            while stream.readline().strip():
                pass
            said = json.loads(stream.read(length))
            if said.get("method") == "textDocument/publishDiagnostics":
                self.published.put(said["params"])
            elif "method" in said and "id" in said:
                self._send({"id": said["id"], "result": None})
            elif "id" in said:
                self.answers.put(said)

    def _send(self, said: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **said}).encode()
        assert self.server.stdin is not None
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.server.stdin.flush()

    def close(self) -> None:
        """End the server."""
        self.server.kill()
        self.listener.join()
        with self.server:
            pass

    def tell(self, method: str, **params: Any) -> None:
        """Send what needs no answer."""
        self._send({"method": method, "params": params})

    def ask(self, method: str, **params: Any) -> Any:
        """Send a question and wait for its answer."""
        self.number += 1
        self._send({"id": self.number, "method": method, "params": params})
        while True:
            answer = self.answers.get(timeout=60)
            if answer["id"] == self.number:
                return answer.get("result")

    def open(self, name: str, text: str) -> str:
        """Open a file with this text; return its address."""
        path = self.folder / name
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=document)
        return path.as_uri()

    def underlined(self, name: str, text: str) -> list[dict[str, Any]]:
        """Return what the editor underlines."""
        uri = self.open(name, text)
        while True:
            told = self.published.get(timeout=60)
            if told["uri"] == uri:
                found: list[dict[str, Any]] = told["diagnostics"]
                return found

    def faults(self, name: str, text: str) -> list[str]:
        """Return what the editor underlines, as line and message."""
        return [
            f"{one['range']['start']['line'] + 1}: {one['message']}"
            for one in self.underlined(name, text)
        ]

    def at(self, method: str, name: str, text: str, line: int, column: int) -> Any:
        """Ask something of a place, counted from 0."""
        uri = self.open(name, text)
        position = {"line": line, "character": column}
        return self.ask(f"textDocument/{method}", textDocument={"uri": uri}, position=position)


@pytest.fixture(scope="module")
def editor(yaml_language_server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """An editor in a folder that has the Dutch schemas."""
    folder = tmp_path_factory.mktemp("dossier")
    for name, text in schema_files("nl"):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    made = Editor(yaml_language_server, folder)
    yield made
    made.close()


def test_what_the_reader_takes_is_not_underlined(editor: Editor) -> None:
    """Dutch keys, identifiers, other case, numbers as text and short forms are all right."""
    assert editor.faults("right.yaml", ISSUES) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("  titl: Groen\n", "14: Property titl is not allowed"),
        ("  verloop: [{fase: uitgevoerd, op: 2026-01-01}]\n", "14: Value is not accepted"),
        ("  tags: {a: b}\n", "14: "),
        ("  costs: {year: veel}\n", "14: "),
        ("  history: {phase: delivering, on: januari}\n", "14: "),
    ],
    ids=["key", "term", "type", "number", "day"],
)
def test_what_the_reader_refuses_is_underlined(
    editor: Editor, wrong: str, said: str, request: pytest.FixtureRequest
) -> None:
    """A wrong key, term, type, number or day is underlined on its line."""
    lines = ISSUES.splitlines(keepends=True)[:14]
    lines[13] = "  titel: Groen\n"
    faults = editor.faults(
        f"{request.node.callspec.id}.yaml", "".join([*lines[:13], wrong, lines[13]])
    )
    assert [fault for fault in faults if fault.startswith(said)], faults


def test_a_record_without_its_title_is_underlined(editor: Editor) -> None:
    """A required field that is missing is named in Dutch."""
    text = "".join(ISSUES.splitlines(keepends=True)[:2])
    assert any("titel" in fault for fault in editor.faults("missing.yaml", text))


def test_dutch_keys_are_offered(editor: Editor) -> None:
    """Completion offers the Dutch keys that are not there yet, and no identifiers."""
    found = editor.at(
        "completion", "keys.yaml", ISSUES.split("  gebieden", maxsplit=1)[0] + "  \n", 4, 2
    )
    offered = {one["label"] for one in found["items"]}
    assert {"ambtelijk_opdrachtgever", "gebieden", "verloop"} <= offered
    assert not {"titel", "areas", "history", "political_sponsors"} & offered


def test_dutch_terms_are_offered(editor: Editor) -> None:
    """Completion offers the Dutch terms of a field."""
    start = ISSUES.split("realiseren", maxsplit=1)[0]
    found = editor.at("completion", "terms.yaml", start + "\n", 6, 12)
    assert {"realiseren", "evalueren"} <= {one["label"] for one in found["items"]}


def test_a_key_is_explained(editor: Editor) -> None:
    """Hovering over a key says what it is called and what to write."""
    found = editor.at("hover", "hover.yaml", ISSUES, 4, 5)
    said = json.dumps(found, ensure_ascii=False)
    assert "gebieden" in said
    assert "Het id van een gebied" in said


def test_the_header_has_its_own_schema(editor: Editor) -> None:
    """`dossier.yaml` needs its format, and knows its own keys."""
    modeline = "# yaml-language-server: $schema=.schema/dossier.json\n"
    good = modeline + "format: 1\nnaam: Test\npeildatum: 2026-09-01\nplugins: [nl, {naam: x}]\n"
    assert editor.faults("dossier.yaml", good) == []
    wrong = editor.faults("dossier2.yaml", modeline + "naam: Test\nform: 1\n")
    assert any("format" in fault for fault in wrong)


def test_a_dossier_in_one_file_has_its_own_schema(editor: Editor) -> None:
    """One file with everything is checked like the files of a folder."""
    modeline = "# yaml-language-server: $schema=.schema/heel-dossier.json\n"
    good = modeline + "format: 1\nnaam: Test\nopgaven:\n  - id: o-1\n    titel: Groen\nties:\n"
    assert editor.faults("one.yaml", good) == []
    assert editor.faults("two.yaml", good.replace("titel", "titl"))


@pytest.fixture(scope="module")
def knowing(
    yaml_language_server: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Editor]:
    """An editor in the folder of a dossier whose schemas know its ids."""
    folder = settle_in(tmp_path_factory.mktemp("dorp"))
    for name, text in schema_files_with_ids(read_dossier(folder), "nl"):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    made = Editor(yaml_language_server, folder)
    yield made
    made.close()


MODELINE = "# yaml-language-server: $schema=.schema/{}.json\n"


@pytest.mark.parametrize("start", ["  eigenaren: ", "  eigenaren:\n    - ", "  eigenaren: [dorp, "])
def test_ids_of_other_files_are_offered(knowing: Editor, start: str) -> None:
    """Where a reference belongs, the ids that there are are offered, each with its title."""
    text = MODELINE.format("opgaven") + "- id: nieuw\n  titel: Nieuw\n" + start
    line, column = text.count("\n"), len(text.rsplit("\n", maxsplit=1)[-1])
    name = f"offered{len(start)}.yaml"
    found = knowing.at("completion", name, text + ("]" * ("[" in start)) + "\n", line, column)
    offered = {one["label"]: one for one in found["items"]}
    assert {"dorp", "woonpartners"} <= offered.keys()
    assert offered["woonpartners"]["documentation"] == "Woonpartners"
    assert not {"noord", "groen", "p-1"} & offered.keys()


def test_ids_of_several_kinds_are_offered(knowing: Editor) -> None:
    """Where several kinds fit, the others are offered with their kind before them."""
    text = MODELINE.format("inspanningen") + "- id: x\n  titel: X\n  trekker: \n"
    found = knowing.at("completion", "several.yaml", text, 3, 11)
    assert {"p-1", "p-2", "organisatie:dorp"} <= {one["label"] for one in found["items"]}


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".yaml")])
def test_a_right_id_is_not_underlined(knowing: Editor, name: str) -> None:
    """The files of the dossier itself are right."""
    kind = name.partition("/")[0].removesuffix(".yaml")
    assert (
        knowing.faults(f"copy-{kind}-{len(name)}.yaml", MODELINE.format(kind) + FILES[name]) == []
    )


def test_the_kind_before_an_id_may_be_in_any_language(knowing: Editor) -> None:
    """What the reader takes is not underlined, though it is not what is offered."""
    text = MODELINE.format("inspanningen") + "- id: x\n  titel: X\n  trekker: organisation:dorp\n"
    assert knowing.faults("any-language.yaml", text) == []


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("opgaven", "  eigenaren: dorpp\n"),
        ("opgaven", "  eigenaren: [dorp, dorpp]\n"),
        ("opgaven", "  opgavemanager: p-9\n"),
        ("opgaven", "  opgavemanager: {persoon: p-9}\n"),
        ("inspanningen", "  trekker: organisatie:dorpp\n"),
    ],
)
def test_a_wrong_id_is_underlined(knowing: Editor, kind: str, wrong: str) -> None:
    """An id that is not there is underlined on its line, and what is said tells of new ids too."""
    text = MODELINE.format(kind) + "- id: x\n  titel: X\n" + wrong
    (found,) = knowing.faults(f"wrong-{kind}-{len(wrong)}.yaml", text)
    assert found.startswith("4: Dit id was er nog niet toen het schema werd geschreven.")
    assert "--with-ids" in found
