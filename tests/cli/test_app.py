from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cli.conftest import Typed, environment

from opgavekern.cli.app import COMMANDS

DUTCH = {"LANG": "nl_NL.UTF-8"}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_in_both_languages(typed: Typed, name: str) -> None:
    """`--help` works for every command, in the language that was asked for."""
    english, dutch = typed(name, "--help"), typed(name, "--help", "--lang", "nl")
    assert (english.code, dutch.code) == (0, 0)
    assert english.out.startswith(f"Usage: opgavekern {name}")
    assert dutch.out.startswith(f"Gebruik: opgavekern {name}")
    assert "Options:" in english.out
    assert "Opties:" in dutch.out


def test_the_commands_are_listed(typed: Typed) -> None:
    """The help of the whole names each command, with what it does."""
    shown = typed("--help").out
    assert all(f"  {name} " in shown for name in COMMANDS)


def test_help_fits_a_terminal(typed: Typed) -> None:
    """No line of any help is wider than 80 columns."""
    helps = [typed(name, "--help", "--lang", language).out for name in COMMANDS
             for language in ("nl", "en")]  # fmt: skip
    assert max(len(line) for text in helps for line in text.splitlines()) <= 80


def test_help_is_in_the_language_of_the_machine(typed: Typed) -> None:
    """Without `--lang` the language is that of LANG; Dutch where it starts with nl."""
    assert typed("--help", env=DUTCH).out.startswith("Gebruik:")
    assert typed("--help", env={"LANG": "C"}).out.startswith("Usage:")
    assert typed("--help", "--lang", "en", env=DUTCH).out.startswith("Usage:")


def test_nothing_typed_shows_help(typed: Typed) -> None:
    """Without a command the help is shown, and the code says that nothing was done."""
    answer = typed()
    assert answer.code == 2
    assert answer.out.startswith("Usage:")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["chek"], 'er is geen opdracht "chek"'),
        (["check", "--nmaes"], 'er is geen optie "--nmaes"'),
        (["check", "--on"], "--on"),
        (["check", "--on", "31-12-2026"], "een dag als 2026-09-01"),
        (["check", "--fail-on", "fatal"], "kies uit: blokkerend, waarschuwing, advies, nooit"),
        (["check", "a", "b"], '"b" is te veel'),
        (["convert", "a"], "NAAR ontbreekt"),
        (["check", "--limit", "dept=3"], 'er is geen grens "dept"'),
        (["check", "--limit", "depth=veel"], "is geen geheel getal"),
    ],
)
def test_what_is_not_understood_is_explained(typed: Typed, words: list[str], expected: str) -> None:
    """A mistake in typing ends with code 2 and a Dutch sentence, without a traceback."""
    answer = typed(*words, env=DUTCH)
    assert answer.code == 2
    assert answer.err.startswith("Fout: ")
    assert expected in answer.err
    assert answer.out == ""


def test_a_near_miss_is_offered(typed: Typed) -> None:
    """A command with a typo is answered with the one that comes near."""
    assert 'Did you mean "check"?' in typed("chek").err


def test_the_version(typed: Typed) -> None:
    """`--version` says name and version."""
    answer = typed("--version")
    assert answer.code == 0
    assert answer.out.startswith("opgavekern 0")


def test_python_m_is_the_same_command(process: Typed) -> None:
    """`python -m opgavekern` answers as `opgavekern` does."""
    assert process("--help").out.startswith("Usage: opgavekern")


def test_without_click_the_pip_line_is_shown(tmp_path: Path) -> None:
    """A bare install says in one line what to install, and ends with code 2."""
    hide = "import sys; sys.modules['click'] = None; from opgavekern.cli import main; main()"
    ended = subprocess.run(
        [sys.executable, "-c", hide],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        env=environment(LANG="nl_NL.UTF-8"),
        text=True,
    )
    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1
    assert 'pip install "opgavekern[standard]"' in ended.stderr
    assert ended.stderr.startswith("Hiervoor is click nodig")


def test_help_loads_nothing_heavy() -> None:
    """Asking for help reads no model, no rules and no terminal library."""
    code = (
        "import sys\n"
        "from opgavekern.cli.app import App\n"
        "from opgavekern.cli.voice import Voice\n"
        "try:\n    App(Voice('en')).main(['--help'])\n"
        "except SystemExit:\n    print(*sys.modules, sep='\\n')\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, env=environment(), text=True
    )
    loaded = set(ended.stdout.splitlines())
    assert loaded.isdisjoint({"opgavekern.model", "cattrs", "networkx", "rich", "yaml", "pluggy"})


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
def test_ctrl_c_ends_within_a_second_with_one_line() -> None:
    """Interrupting a command that waits ends it at once: code 130, one line, no traceback."""
    code = (
        "import sys\n"
        "from opgavekern.cli import opening\n"
        "from opgavekern.cli.app import App\n"
        "from opgavekern.cli.voice import Voice\n"
        "sys.stderr.write('ready\\n')\n"
        "App(Voice('nl')).main(['check', '-'])\n"
    )
    started = subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        text=True,
    )
    assert started.stderr is not None
    assert started.stderr.readline() == "ready\n"
    time.sleep(1)
    asked = time.monotonic()
    started.send_signal(signal.SIGINT)
    code_of = started.wait(timeout=10)
    assert time.monotonic() - asked < 1
    assert code_of == 130
    assert started.stderr.read() == "Afgebroken.\n"
    for stream in (started.stdin, started.stdout, started.stderr):
        if stream is not None:
            stream.close()


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break otherwise there")
def test_a_reader_that_walks_away_is_no_news() -> None:
    """When nobody reads the output any more, the command ends without a word."""
    started = subprocess.Popen(
        [sys.executable, "-m", "opgavekern", "schema"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    assert started.stdout is not None
    assert started.stderr is not None
    started.stdout.close()
    assert started.stderr.read() == b""
    assert started.wait(timeout=20) == 141
    started.stderr.close()


def test_an_old_console_shows_what_it_can(process: Typed, dossier: Path) -> None:
    """A console without some characters shows a question mark instead of falling over."""
    for encoding in ("cp1252", "ascii"):
        answer = process("show", str(dossier), "opgaven", env={"PYTHONIOENCODING": encoding})
        assert answer.code == 0
        assert "prettig-wonen" in answer.out


def test_completion_scripts(process: Typed) -> None:
    """Each shell gets its script for completion."""
    for shell in ("bash", "zsh", "fish"):
        answer = process(env={"_OPGAVEKERN_COMPLETE": f"{shell}_source"})
        assert answer.code == 0
        assert "_OPGAVEKERN_COMPLETE" in answer.out


_WORDS = st.one_of(
    st.sampled_from(
        [*COMMANDS, "issue", "opgave", "area", "-", ".", "--on", "2026-09-01", "--json", "--lang",
         "nl", "--names", "--fail-on", "never", "--format", "github", "--kind", "--out", "--limit",
         "depth=1", "file_bytes=1", "--stdin-name", "x.json", "--replace", "--", ""]
    ),
    st.text(
        st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8
    ).filter(lambda word: not word.startswith("--o")),
)  # fmt: skip


@settings(
    max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(words=st.lists(_WORDS, max_size=6), stdin=st.binary(max_size=60))
def test_no_words_give_a_traceback(
    typed: Typed, here: Path, words: list[str], stdin: bytes
) -> None:
    """Whatever is typed, the answer is words and one of the promised codes, never 5."""
    answer = typed(*words, stdin=stdin)
    assert answer.code in {0, 1, 2, 3, 4}
    assert "Traceback" not in answer.all
