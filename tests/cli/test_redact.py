"""`opgavekern redact`: a copy that can be shared, and a refusal of whatever could go wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Typed

from opgavekern.files import read_dossier
from opgavekern.model import KindName

SECRETS = ("Jansen", "p-07", "00417", "voor de eigenaar")


@pytest.fixture
def known(here: Path) -> Path:
    """A dossier that knows someone by name, in data, in a text and in a comment."""
    folder = here / "dorp"
    folder.mkdir()
    (folder / "dossier.yaml").write_text(
        "# voor de eigenaar: Jansen\nformat: 1\nnaam: Dorp\npeildatum: 2026-09-01\nplugins: nl\n"
    )
    (folder / "personen.yaml").write_text(
        "- id: p-07  # A. Jansen\n  naam: A. Jansen\n  functie: opgavemanager\n"
        "  externe_ids: {personeelsnummer: '00417'}\n"
    )
    (folder / "opgaven.yaml").write_text(
        "- id: warm\n  titel: Warm wonen\n  omschrijving: Mevrouw Jansen trekt dit.\n"
        "  opgavemanager: p-07\n"
    )
    (folder / "competenties.yaml").write_text("- {id: ontwerpen, naam: Ontwerpen}\n")
    (folder / "competentieniveaus.yaml").write_text(
        "- {persoon: p-07, competentie: ontwerpen, niveau: 4}\n"
    )
    return folder


def _all_in(path: Path) -> str:
    files = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]
    return "".join(one.read_text("utf-8", "replace") for one in files)


@pytest.mark.parametrize("target", ["kopie", "kopie.yaml", "kopie.json", "kopie.xlsx"])
def test_a_copy_names_nobody(known: Path, typed: Typed, target: str) -> None:
    """In no form of file is anyone named, also not in a comment; what it is about stays."""
    answer = typed("redact", "dorp", target)
    assert answer.code == 0, answer.err
    assert target in answer.out
    assert "Lees de" in answer.out
    assert not any(secret in answer.all + _all_in(Path(target)) for secret in SECRETS)
    copy = read_dossier(target)
    assert copy.issues.ids() == ("warm",)
    assert copy.header.withheld == {
        KindName(one) for one in ("proficiencies", "absences", "pairings")
    }
    assert (known / "dossier.yaml").read_text().startswith("# voor de eigenaar")


def test_a_copy_checks_shows_and_reports(known: Path, typed: Typed) -> None:
    """Rules that read what is withheld are reported as not run, and the end is not green."""
    typed("redact", "dorp", "kopie")
    checked = typed("check", "kopie")
    assert "NL-030" in checked.out
    assert "achtergehouden" in checked.out
    shown = typed("show", "kopie", "opgave", "warm")
    assert shown.code == 0
    assert "Achtergehouden" in shown.out
    assert typed("show", "kopie", "competentieniveaus").code == 2
    typed("report", "kopie", "--out", "kopie.html")
    assert "Achtergehouden, dus onbekend" in Path("kopie.html").read_text("utf-8")


def test_a_blocking_rule_that_could_not_run_is_no_green(known: Path, typed: Typed) -> None:
    """Without people a blocking rule does not run: nothing is found, and the end says so."""
    assert typed("check", "dorp", "--fail-on", "never").code == 0
    typed("redact", "dorp", "kopie", "--without", "personen,opgaven")
    answer = typed("check", "kopie", "--fail-on", "never")
    assert answer.code == 4
    assert "niet compleet" in answer.out


@pytest.mark.parametrize("word", ["niveaus", "levels", "Niveaus, notities"])
def test_what_may_stay(known: Path, typed: Typed, word: str) -> None:
    """In either language, several at once, as people type them."""
    assert typed("redact", "dorp", "kopie", "--keep", word).code == 0
    assert [one.level for one in read_dossier("kopie").proficiencies] == [4]


def test_kinds_that_go_too(known: Path, typed: Typed) -> None:
    """By the names that people use; a slip is answered with the near miss."""
    assert typed("redact", "dorp", "kopie", "--without", "opgaven,organisations").code == 0
    copy = read_dossier("kopie")
    assert copy.issues.is_withheld
    assert copy.organisations.is_withheld
    answer = typed("redact", "dorp", "nog-een", "--without", "opgavne", "--lang", "nl")
    assert answer.code == 2
    assert "opgave" in answer.err
    assert not Path("nog-een").exists()


def test_a_key_gives_the_same_pseudonyms(known: Path, typed: Typed) -> None:
    """Equal bytes with one key, others without; a key too short is refused and not quoted."""
    Path("sleutel").write_text("een geheim van genoeg tekens\n")
    Path("kort").write_text("te kort\n")
    for target in ("a.json", "b.json"):
        assert typed("redact", "dorp", target, "--key", "sleutel").code == 0
    assert typed("redact", "dorp", "c.json").code == 0
    assert Path("a.json").read_bytes() == Path("b.json").read_bytes()
    assert Path("a.json").read_bytes() != Path("c.json").read_bytes()
    for key in ("kort", "nergens"):
        answer = typed("redact", "dorp", "d.json", "--key", key)
        assert answer.code == 2
        assert "te kort\n" not in answer.err
    assert not Path("d.json").exists()


def test_nothing_is_overwritten(known: Path, typed: Typed) -> None:
    """Not the source, nothing inside it, and nothing that is there already."""
    Path("iets.yaml").write_text("van iemand anders\n")
    before = _all_in(known)
    assert typed("redact", "dorp", "kopie.pdf").code == 2
    assert not Path("kopie.pdf").exists()
    for target in ("dorp", "dorp/kopie", "dorp/dossier.yaml", "iets.yaml"):
        answer = typed("redact", "dorp", target, "--lang", "nl")
        assert answer.code == 2, target
        assert "Kies een " in answer.err
    assert _all_in(known) == before
    assert Path("iets.yaml").read_text() == "van iemand anders\n"


def test_a_sort_that_is_none_is_refused(known: Path, typed: Typed) -> None:
    """The refusal lists what can stay."""
    answer = typed("redact", "dorp", "kopie", "--keep", "alles", "--lang", "nl")
    assert answer.code == 2
    assert "niveaus" in answer.err
