"""Levels, pairings and notes of people are personnel data: no report tells them, nor sums."""

from __future__ import annotations

import re

import attrs
from tests.report.town import Judged

from opgavekern.base.texts import Prose
from opgavekern.governance import Governance, check
from opgavekern.model import (
    Dossier,
    ProficiencyBasis,
    Record,
)
from opgavekern.model.records import id_of
from opgavekern.report import render_report
from opgavekern.showing import show

_DIGEST = re.compile(r"[0-9a-f]{16,64}")


def _otherwise(dossier: Dossier) -> Dossier:
    """The dossier with other levels and grounds, other reasons, and a note on everyone."""
    others: list[Record] = [
        attrs.evolve(one, level=7 - one.level, basis=ProficiencyBasis.CERTIFICATE)
        for one in dossier.proficiencies
    ]
    others += [attrs.evolve(one, note=Prose("belt liever")) for one in dossier.people]
    others += [attrs.evolve(one, reason=Prose("ruzie")) for one in dossier.pairings]
    assert len(others) > 20
    return dossier.replace(*others)


def _report(dossier: Dossier, helmond: Judged) -> str:
    """The report, without rules that read levels; digests are of all that is known."""
    governance = Governance.activate([])
    laid = governance.laid_under(dossier)
    result = check(laid, governance, on=helmond.result.on)
    return _DIGEST.sub("…", render_report(laid, governance, result, language="nl", names=True))


def test_the_report_is_the_same_whatever_people_can(helmond: Judged) -> None:
    """Not a byte of it depends on a level, a pairing's reason or a note, even with names."""
    assert _report(helmond.dossier, helmond) == _report(_otherwise(helmond.dossier), helmond)


def test_a_card_is_the_same_whatever_people_can(helmond: Judged) -> None:
    """Of no team, issue, person or level does `show` tell it without names; with names it does."""
    told = _otherwise(helmond.dossier)
    kinds = ("issue", "team", "person", "proficiency", "pairing", "competency", "organisation")
    for kind in kinds:
        for record in helmond.dossier.of_kind(kind):
            before, after = (str(show(one, kind, id_of(record))) for one in (helmond.dossier, told))
            hidden = "niet getoond tenzij om namen is gevraagd"
            same = [line for line in after.splitlines() if hidden not in line]
            assert same == [line for line in before.splitlines() if hidden not in line]
            assert "ruzie" not in after
            assert "belt liever" not in after
    level = next(iter(told.proficiencies))
    with_names = show(told, "proficiency", level.id, names=True)
    assert {fact.field: fact.said for fact in with_names.facts}["level"] == str(level.level)


def test_levels_of_a_finding_are_told_of_teams_not_of_people(helmond: Judged) -> None:
    """A rule of the baseline that reads levels points at the issue and names none of its people.

    Only NL-105 is about what is recorded of someone, and says no level.
    """
    told = helmond.governance
    reading = [rule for rule in told.rules if "proficiencies" in rule.reads]
    assert {rule.code for rule in reading} == {"NL-030", "NL-031", "NL-105"}
    people = set(helmond.dossier.people.ids())
    found = [one for one in helmond.result.findings if one.code in {"NL-030", "NL-031"}]
    assert found
    for finding in found:
        assert finding.subject.kind == "issue"
        assert not {ref.id for ref in finding.related} & people
        said = finding.message.text("nl") + finding.advice.text("nl")
        assert not any(re.search(rf"(?<!\w){re.escape(id)}(?!\w)", said) for id in people)
