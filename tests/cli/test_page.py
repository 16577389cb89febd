from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opgavekern.base.errors import Location
from opgavekern.cli.bar import Bar
from opgavekern.cli.check_github import annotation
from opgavekern.cli.page import line, show
from opgavekern.cli.streams import visible


class Screen(io.StringIO):
    """A terminal of a given width."""

    def isatty(self) -> bool:
        """Say that someone is looking."""
        return True


def test_a_file_gets_one_line_each_without_colour() -> None:
    """Where nobody looks, a paragraph is one line, whatever its length."""
    out = io.StringIO()
    show([line(("kop", "red"), " ", "woord " * 60, indent=2)], out)
    assert out.getvalue().count("\n") == 1
    assert "\x1b" not in out.getvalue()


def test_a_screen_wraps_under_the_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal a paragraph fits the width, and goes on at its own indent."""
    monkeypatch.setenv("COLUMNS", "50")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    out = Screen()
    show([line("→ ", "woord " * 20, indent=4, hang=6)], out)
    first, *rest = out.getvalue().splitlines()
    assert first.startswith("    → woord")
    assert rest
    assert all(one.startswith("      woord") and len(one.rstrip()) <= 50 for one in rest)
    assert out.getvalue().count("woord") == 20


def test_no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    """With NO_COLOR a terminal gets no colours; without it, it does."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    coloured, plain = Screen(), Screen()
    show([line(("kop", "red"))], coloured)
    monkeypatch.setenv("NO_COLOR", "1")
    show([line(("kop", "red"))], plain)
    assert "\x1b[31m" in coloured.getvalue()
    assert "\x1b[31m" not in plain.getvalue()


@given(st.text())
def test_no_text_steers_a_terminal(text: str) -> None:
    """Whatever the data holds, no control character is written but the end of a line."""
    assert not set(visible(text)) & {chr(code) for code in (*range(10), *range(11, 32), 127, 155)}
    assert "\u202e" not in visible(text)


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"])))
def test_readable_text_stays_as_it_is(text: str) -> None:
    """Letters, digits, marks and spaces come out as they went in."""
    assert visible(text) == text


@given(message=st.text(), title=st.text(), file=st.text(min_size=1), line=st.integers(1))
def test_an_annotation_is_one_line_with_four_fields(
    message: str, title: str, file: str, line: int
) -> None:
    """No text gets out of its place in a workflow command."""
    said = annotation("error", message, title=title, place=Location(file=file, line=line))
    assert "\n" not in said
    assert "\r" not in said
    command, properties, _ = (
        said[2:].partition("::")[0].partition(" ")[0],
        *said.split("::")[1:2],
        "",
    )
    assert command == "error"
    assert properties.count(",") == (2 if title else 1)


def test_no_bar_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    """Progress is not drawn on what is no terminal."""
    with Bar() as bar:
        for done in range(5):
            bar(done, 5, "bestand")
    assert capsys.readouterr() == ("", "")
