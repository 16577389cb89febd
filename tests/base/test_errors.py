from __future__ import annotations

import pickle

import pytest

from opgavekern.base.errors import (
    BadValueError,
    DossierError,
    Location,
    MissingExtraError,
    OpgavekernError,
    PluginError,
    Problem,
)
from opgavekern.base.extras import require
from opgavekern.base.texts import message
from opgavekern.model import DuplicateIdError, UnknownIdError, WithheldError

SAID = message("er is iets mis", "something is wrong")
REMEDY = message("Maak het goed.", "Put it right.")


def a_problem(**overrides: object) -> Problem:
    """A problem at a place, in a record."""
    place = Location(file="issues.yaml", line=14, column=11, length=4, excerpt="  status: uitg")
    parts: dict[str, object] = {
        "code": "unknown-value", "message": SAID, "remedy": REMEDY, "location": place,
        "kind": "issue", "id": "i-1", "path": ("history", 0, "phase"),
    }  # fmt: skip
    made: Problem = Problem(**{**parts, **overrides})  # type: ignore[arg-type] # by name
    return made


def test_a_problem_says_where_what_and_what_to_do() -> None:
    """Place, message, the line with the value underlined, and the remedy, in that order."""
    assert a_problem().text("nl").splitlines() == [
        "issues.yaml:14:11: er is iets mis",
        "    14 |   status: uitg",
        "       |           ^^^^",
        "  Maak het goed.",
    ]


def test_a_problem_names_other_places() -> None:
    """Of two equal ids both places are named."""
    other = Location(file="b.yaml", line=2, column=3)
    assert "  Zie ook: b.yaml:2:3" in a_problem(related=(other,)).text("nl").splitlines()
    assert "  See also: b.yaml:2:3" in str(a_problem(related=(other,))).splitlines()


def test_a_problem_without_a_file_names_the_record() -> None:
    """Records from a database have kind, id and JSON pointer."""
    assert a_problem(location=None).text("en").splitlines()[0] == (
        "issue i-1 /history/0/phase: something is wrong"
    )


def test_a_pointer_is_escaped() -> None:
    """As RFC 6901 asks: `~` is `~0`, `/` is `~1`."""
    assert a_problem(path=("a/b", "c~d", 0)).pointer == "/a~1b/c~0d/0"
    assert a_problem(path=()).pointer == ""


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (Location(file="a.yaml"), "a.yaml"),
        (Location(file="a.yaml", line=3), "a.yaml:3"),
        (Location(file="a.yaml", line=3, column=7), "a.yaml:3:7"),
        (Location(file="a.xlsx", sheet="opgaven"), "a.xlsx[opgaven]"),
        (Location(file="a.xlsx", sheet="opgaven", cell="B7"), "a.xlsx[opgaven]!B7"),
    ],
    ids=str,
)
def test_a_place_is_shown_as_editors_read_it(place: Location, shown: str) -> None:
    """File, line and column; or sheet and cell."""
    assert str(place) == shown


def test_problems_are_told_in_order_of_reading() -> None:
    """By file, line and column, however they were found; all of them, and how many."""
    places = [("b.yaml", 1), ("a.yaml", 20), ("a.yaml", 3)]
    error = DossierError(
        a_problem(location=Location(file=file, line=line), remedy=None) for file, line in places
    )
    assert [str(problem.location) for problem in error.problems] == [
        "a.yaml:3", "a.yaml:20", "b.yaml:1"
    ]  # fmt: skip
    assert error.text("nl").endswith("Het dossier is niet te lezen; aantal problemen: 3.")


def test_very_many_problems_are_counted_not_shown() -> None:
    """A hundred problems are shown, the others counted."""
    error = DossierError(a_problem(location=None, remedy=None, path=(n,)) for n in range(103))
    assert "… en nog 3." in error.text("nl").splitlines()
    assert len(error.problems) == 103


ERRORS = [
    OpgavekernError(SAID),
    BadValueError(SAID, code="x", remedy=REMEDY, field="y"),
    DossierError([a_problem()], language="nl"),
    MissingExtraError("yaml", "standard"),
    PluginError(SAID, plugin="nl", distribution="opgavekern 0.1", hook="opgavekern_rules"),
    UnknownIdError(SAID),
    DuplicateIdError(SAID),
    WithheldError(SAID),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_errors_travel_between_processes(error: OpgavekernError) -> None:
    """An error that is pickled says the same in either language, with all its parts."""
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert type(again) is type(error)
    assert (again.text("nl"), again.text("en"), str(again)) == (
        error.text("nl"),
        error.text("en"),
        error.text("en"),
    )
    assert {**vars(again)} == {**vars(error)}


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_one_root_catches_all(error: OpgavekernError) -> None:
    """Every error that is raised on purpose can be caught as one."""
    assert isinstance(error, OpgavekernError)


def test_a_missing_extra_says_the_command() -> None:
    """What is not installed is named with the pip line that installs it."""
    with pytest.raises(MissingExtraError, match=r'pip install "opgavekern\[all\]"') as caught:
        require("no_such_package.part")
    assert caught.value.package == "no_such_package"
    assert "Installeer" in caught.value.text("nl")


def test_an_extra_that_is_there_is_imported() -> None:
    """What is installed is handed over, parts of packages too."""
    assert require("json.decoder").__name__ == "json.decoder"
