from __future__ import annotations

import itertools
import os
import re
import subprocess
import sys
from collections import Counter
from datetime import datetime
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import attrs
import pytest
from tests.report.town import EXAMPLES, NAMES, Judged

from opgavekern.base.texts import LANGUAGES, Language
from opgavekern.model import IssueId, UnknownIdError
from opgavekern.report import write_report
from opgavekern.report.rendering import safe_address

TEMPLATES = files("opgavekern.report").joinpath("templates")
STAMP = datetime(2026, 9, 1, 9, 30)  # noqa: DTZ001 - a day and time as a clerk would write it


class Document(HTMLParser):
    """Tags, ids and links of an HTML text, outside scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))

    def values(self, attribute: str) -> list[str]:
        return [held[attribute] or "" for _, held in self.tags if attribute in held]


def test_every_link_within_leads_somewhere_and_ids_are_single(helmond_html: str) -> None:
    """No dead anchors, no id twice."""
    document = Document(helmond_html)
    ids = Counter(document.values("id"))
    assert [name for name, count in ids.items() if count > 1] == []
    inside = {to[1:] for to in document.values("href") if to.startswith("#")}
    assert inside - ids.keys() == set()
    named = {name for one in document.values("aria-labelledby") for name in one.split()}
    assert named - ids.keys() == set()


def test_the_strict_policy_can_be_kept(helmond_html: str) -> None:
    """No style attributes, no handlers, one script, one style, and nothing from outside."""
    document = Document(helmond_html)
    names = {name for _, held in document.tags for name in held}
    assert "style" not in names
    assert not [name for name in names if name.startswith("on")]
    assert not {"img", "link", "iframe", "object", "base"} & {tag for tag, _ in document.tags}
    (policy,) = (one for one in document.values("content") if "default-src" in one)
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    running = [tag for tag, held in document.tags if tag == "script" and "type" not in held]
    assert len(running) == policy.count("'sha256-") - 1


def test_headings_are_in_order(helmond_html: str) -> None:
    """No level of heading is skipped on the way down."""
    levels = [int(tag[1]) for tag, _ in Document(helmond_html).tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("language", LANGUAGES)
def test_equal_input_gives_equal_bytes(molenveld: Judged, language: Language) -> None:
    """Rendering twice gives the same text."""
    one, other = (molenveld.report(language=language, stamp=STAMP) for _ in range(2))
    assert one == other


def test_the_bytes_do_not_depend_on_the_machine(helmond_html: str) -> None:
    """Another hash seed, locale and time zone give the same bytes."""
    code = (
        "import hashlib, sys\n"
        "from datetime import date\n"
        "from opgavekern.governance import check, load\n"
        "from opgavekern.report import render_report\n"
        "dossier, governance = load(sys.argv[1])\n"
        "result = check(dossier, governance, on=date(2026, 9, 1))\n"
        "sys.stdout.buffer.write(render_report(dossier, governance, result, language='nl')"
        ".encode())\n"
    )
    elsewhere = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-c", code, str(EXAMPLES / "helmond")],
        env=elsewhere,
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode() == helmond_html


def test_no_one_is_named_unless_asked(molenveld: Judged) -> None:
    """Names of people are in the report only with `names`."""
    plain, named = molenveld.report(), molenveld.report(names=True)
    for name in NAMES:
        assert name not in plain
        assert name in named
    assert "noemt niemand bij naam" in plain
    assert "noemt mensen bij naam" in named


@pytest.mark.parametrize("issue", [None, IssueId("i-1")], ids=["report", "sheet"])
def test_the_report_speaks_one_language(molenveld: Judged, issue: IssueId | None) -> None:
    """In English none of our Dutch words are left, and the other way round."""
    dutch = molenveld.report(language="nl", issue=issue)
    english = molenveld.report(language="en", issue=issue)
    assert '<html lang="en"' in english
    for words in ("Nu aan de orde", "Stand van", "Bestuurlijk opdrachtgever", "toegezegd"):
        assert words not in english
    for words in ("Coming up", "As of", "Political sponsor", "What the check found"):
        assert words not in dutch


def _templates() -> list[Path]:
    root = Path(str(TEMPLATES))
    return sorted(root.rglob("*.html"))


@pytest.mark.parametrize("path", _templates(), ids=lambda path: path.stem)
def test_templates_hold_no_words_of_one_language(path: Path) -> None:
    """Every word that is shown goes through `t`, with Dutch and English, or comes from a model."""
    source = path.read_text("utf-8")
    text = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", " ", source, flags=re.DOTALL)
    shown = re.sub(r'<[^>]*>|[\w-]+="[^"]*"', " ", text)
    assert re.findall(r"[A-Za-z]{2,}", shown) == []
    assert "|safe" not in source


def test_a_sheet_is_of_one_issue(molenveld: Judged) -> None:
    """Nothing of other issues, and no links to places that are not there."""
    html = molenveld.report(issue=IssueId("i-1"))
    assert "Veilig wonen in Oost" in html
    assert "Groen in West" not in html
    assert Document(html).values("href") == []


def test_a_sheet_of_no_issue_is_refused(molenveld: Judged) -> None:
    """An unknown id is named, with what was perhaps meant."""
    with pytest.raises(UnknownIdError, match="i-1"):
        molenveld.report(issue=IssueId("i-11"))


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", " javascript:x", "data:text/html,x", "vbscript:x", "http://a b",
     "JaVaScRiPt:x", "file:///etc/passwd", 'https://x"onclick="y', ""],
)  # fmt: skip
def test_addresses_that_could_run_are_not_followed(address: str) -> None:
    """Only http, https, mailto and places in the report are links."""
    assert safe_address(address) == ""


@pytest.mark.parametrize(
    "address", ["https://example.org/a?b=c", "http://example.org", "mailto:a@b.nl", "#issue-x"]
)
def test_addresses_that_are_safe_are_followed(address: str) -> None:
    """They are links as they stand."""
    assert safe_address(address) == address


def test_a_report_is_written_whole(molenveld: Judged, tmp_path: Path) -> None:
    """The path comes back, and the file holds the report and nothing stands beside it."""
    path = tmp_path / "report.html"
    written = write_report(
        molenveld.dossier, molenveld.governance, molenveld.result, path=path, stamp=STAMP
    )
    assert written == path
    assert path.read_text("utf-8") == molenveld.report(stamp=STAMP)
    assert list(tmp_path.iterdir()) == [path]


def test_the_language_is_the_dossiers_own(molenveld: Judged) -> None:
    """Unless another is asked for."""
    header = attrs.evolve(molenveld.dossier.header, language="en")
    english = attrs.evolve(molenveld, dossier=molenveld.dossier.replace(header=header))
    assert '<html lang="en"' in english.report()
    assert '<html lang="nl"' in english.report(language="nl")


def test_the_report_of_the_example_is_small(helmond_html: str) -> None:
    """A year of one municipality is under a megabyte, so that it can be mailed."""
    assert len(helmond_html.encode()) < 1_000_000
