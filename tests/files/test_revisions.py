from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from opgavekern.base.errors import DossierError
from opgavekern.base.running import Limits
from opgavekern.files import read_dossier, read_revision, write_dossier
from opgavekern.files.revisions import as_revision
from opgavekern.model import IssueId
from opgavekern.testing import a_dossier, an_issue

pytestmark = pytest.mark.needs("standard")

Git = Callable[..., str]
OLD = a_dossier(an_issue(id="i", title="Old"), header={"name": "Town"})
NEW = OLD.replace(an_issue(id="i", title="New"))


@pytest.fixture
def git(git_program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Run git in a repository of its own, which is the current folder."""
    top = tmp_path / "top"
    top.mkdir()
    monkeypatch.chdir(top)
    me = ["-c", "user.name=me", "-c", "user.email=me@example.org", "-c", "commit.gpgsign=false"]

    def run(*words: str) -> str:
        ran = subprocess.run(
            [git_program, *me, *words], cwd=top, capture_output=True, check=True, text=True
        )
        return ran.stdout.strip()

    run("init", "--quiet", "--initial-branch=main")
    return run


@pytest.fixture
def twice(git: Git) -> Git:
    """A repository with a dossier in `town/dossier`, committed twice."""
    folder = Path("town", "dossier")
    for dossier in (OLD, NEW):
        write_dossier(dossier, folder, language="en", replace=folder.exists())
        git("add", "--all")
        git("commit", "--quiet", "--message", "x")
    return git


def codes(*words: str, **more: object) -> list[str]:
    with pytest.raises(DossierError) as caught:
        read_revision(*words, **more)  # type: ignore[arg-type]
    for language in ("nl", "en"):
        assert caught.value.text(language)
    return [one.code for one in caught.value.problems]


def test_a_dossier_as_it_stood(twice: Git) -> None:
    """Any name of a revision will do; the files of now play no part."""
    twice("tag", "spring", "HEAD~1")
    for revision in ("HEAD~1", "spring", "main~1", twice("rev-parse", "HEAD~1")):
        assert read_revision(revision, "town/dossier") == OLD
    assert read_revision("HEAD", "town/dossier/") == NEW
    Path("town", "dossier", "issues.yaml").unlink()
    assert read_revision("HEAD", "town/dossier") == NEW


def test_from_a_folder_below(twice: Git) -> None:
    """A path starts at the top of the repository, or where one is if it begins with a dot."""
    assert read_revision("HEAD~1", "town/dossier", folder="town") == OLD
    assert read_revision("HEAD~1", "./dossier", folder="town") == OLD
    assert read_revision("HEAD~1", "./", folder="town/dossier") == OLD
    assert read_revision("HEAD~1", "../town/dossier", folder="town") == OLD
    assert codes("HEAD", "dossier", folder="town") == ["not-in-revision"]


@pytest.mark.parametrize("name", ["one.yaml", "one.json", "one.xlsx"])
def test_one_file(git: Git, name: str) -> None:
    """A dossier of one file, or a workbook, reads from a revision too."""
    write_dossier(OLD, Path(name), language="en")
    git("add", "--all")
    git("commit", "--quiet", "--message", "x")
    Path(name).unlink()
    assert read_revision("HEAD", name) == OLD


def test_the_top_of_a_repository(git: Git) -> None:
    """The repository itself may be the dossier."""
    write_dossier(OLD, Path("here"), language="en")
    for file in Path("here").iterdir():
        file.rename(file.name)
    git("add", "--all")
    git("commit", "--quiet", "--message", "x")
    assert read_revision("HEAD") == OLD


def test_places_name_the_revision(twice: Git) -> None:
    """Values and problems are placed in the file as it stood, in that revision."""
    found = read_revision("HEAD~1", "town/dossier")
    place = found.locations.find("issue", "i", ("title",))
    now = read_dossier("town/dossier").locations.find("issue", "i", ("title",))
    assert place is not None
    assert now is not None
    assert place.file == "HEAD~1:town/dossier/issues.yaml"
    assert (place.line, place.column) == (now.line, now.column)
    Path("town", "dossier", "issues.yaml").write_text("- id: i\n  titel: x\n  odd: y\n", "utf-8")
    twice("commit", "--quiet", "--all", "--message", "x")
    with pytest.raises(DossierError) as caught:
        read_revision("HEAD", "town/dossier")
    assert str(caught.value).startswith("HEAD:town/dossier/issues.yaml:3:3: ")


@pytest.mark.parametrize(
    ("revision", "path", "code"),
    [
        ("nowhere", "town/dossier", "unknown-revision"),
        ("--help", "town/dossier", "unknown-revision"),
        ("--output=made", "x", "unknown-revision"),
        ("$(touch made)", "town/dossier", "unknown-revision"),
        ("HEAD; touch made", "town/dossier", "unknown-revision"),
        ("HEAD\0", "town/dossier", "unknown-revision"),
        ("HEAD", "elsewhere", "not-in-revision"),
        ("HEAD", "../..", "not-in-revision"),
        ("HEAD", "--help", "not-in-revision"),
        ("HEAD", "town/dossier/dossier.yaml/x", "not-in-revision"),
    ],
)
def test_what_git_does_not_know(twice: Git, revision: str, path: str, code: str) -> None:
    """It is refused by its own name; words are never options, nor are they run."""
    assert codes(revision, path) == [code]
    assert not Path("made").exists()


def test_a_path_from_here_is_offered(twice: Git) -> None:
    """Who forgets where paths start is told how to write it."""
    with pytest.raises(DossierError, match=r"Did you mean HEAD:\./dossier\?"):
        read_revision("HEAD", "dossier", folder="town")


def test_outside_a_repository(git_program: str, tmp_path: Path) -> None:
    """There is no history to read, nor in a folder that is not there."""
    assert codes("HEAD", "x", folder=tmp_path) == ["no-repository"]
    assert codes("HEAD", "x", folder=tmp_path / "gone") == ["no-repository"]


def test_without_git(twice: Git, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Git is needed for this only, and it is said."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert codes("HEAD", "town/dossier") == ["no-git"]
    assert read_dossier("town/dossier") == NEW


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_are_not_followed(twice: Git) -> None:
    """Not even those that stay inside: a link in a revision points at files of now."""
    Path("town", "dossier", "people.yaml").symlink_to("issues.yaml")
    twice("add", "--all")
    twice("commit", "--quiet", "--message", "x")
    assert codes("HEAD", "town/dossier") == ["not-a-file"]


def test_limits_hold(twice: Git) -> None:
    """A file that is too large is not even fetched; the limit has its name."""
    found = codes("HEAD", "town/dossier", limits=Limits(file_bytes=10))
    assert set(found) == {"limit-file-bytes"}


def test_nothing_is_left_behind(twice: Git, tmp_path: Path) -> None:
    """Reading writes nothing: no file in the repository, none for the time being elsewhere."""
    before = sorted(path for path in tmp_path.rglob("*"))
    assert read_revision("HEAD~1", "town/dossier").issues[IssueId("i")].title == "Old"
    assert sorted(path for path in tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("HEAD~1:examples/helmond", ("HEAD~1", "examples/helmond")),
        ("v1:./dossier", ("v1", "./dossier")),
        ("HEAD:", ("HEAD", "")),
        ("b:dossier" if os.name != "nt" else "bb:dossier", ...),
        ("C:\\dossiers\\town", None),
        ("c:/dossiers/town", None),
        ("examples/helmond", None),
        (":staged", None),
        ("-", None),
        ("", None),
    ],
)
def test_what_is_a_revision(text: str, found: object) -> None:
    """A colon after a name makes one; the letter of a drive does not."""
    expected = tuple(text.split(":")) if found is ... else found
    assert as_revision(text) == expected


@pytest.mark.skipif(os.name == "nt", reason="no colons in names there")
def test_what_exists_is_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a colon in its name is that folder."""
    monkeypatch.chdir(tmp_path)
    Path("june:final").mkdir()
    assert as_revision("june:final") is None
