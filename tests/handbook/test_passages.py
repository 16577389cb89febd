"""Everything in force has one passage, and a value that changes changes those that cite it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.handbook.conftest import Town, town

from opgavekern.baseline import plugin as baseline
from opgavekern.governance import (
    Governance,
    RuleState,
    rules_in_force,
)
from opgavekern.handbook import (
    Citation,
    Handbook,
    HandbookFormat,
    make_handbook,
    render_handbook,
)
from opgavekern.model import Dossier, Record, Ref, Source, kind_of
from opgavekern.model.records import id_of
from opgavekern.report.dates import dated
from opgavekern.testing import days, dossiers

ON = date(2026, 9, 1)


def in_force(dossier: Dossier, governance: Governance, on: date) -> Iterator[tuple[str, str]]:
    """Yield the anchor of all that should have a passage, with words of where it stands."""
    for one in rules_in_force(governance, on=on).rules:
        if one.state is not RuleState.NOT_VALID:
            yield f"rule-{one.code}", governance.rule(one.code).basis.reference
    for plugin in governance.plugins:
        for criterion in plugin.criteria:
            if on in criterion.valid:
                yield f"criterion-{criterion.code}", criterion.basis.reference
    facts = governance.laid_under(dossier)
    today = facts.at(on)
    for kind in ("roles", "bodies", "participation_levels", "lifecycles", "methods",
                 "competencies", "competency_frameworks", "enabling_conditions"):  # fmt: skip
        for record in today.known(kind):
            yield anchored(record)
    for record in dated(facts, on):
        yield anchored(record)
    for method in today.known("methods"):
        for place in range(len(method.steps)):
            yield f"step-{method.id}-{place + 1}", ""


def anchored(record: Record) -> tuple[str, str]:
    """Return the anchor of a record, and what should be read as its source."""
    source = record.source.reference if record.source else ""
    return f"{kind_of(record).name}-{id_of(record)}", " ".join(source.split())


def told_once(book: Handbook, expected: set[tuple[str, str]]) -> None:
    """Assert that each of the expected has one passage, which says where it stands."""
    found = Counter(one.anchor for one in book.passages)
    assert [anchor for anchor, count in found.items() if count > 1] == []
    texts = {one.anchor: one.text.replace("\\", "") for one in book.passages}
    assert {anchor for anchor, _ in expected} - texts.keys() == set()
    silent = {
        anchor for anchor, source in expected if source.replace("\\", "") not in texts[anchor]
    }
    assert silent == set()


def test_everything_in_force_has_one_passage_with_its_basis(each_town: Town) -> None:
    """Every rule, criterion, role, step, body and date in force is told once, with its basis."""
    governance = each_town.governance
    told_once(each_town.book, set(in_force(each_town.dossier, governance, each_town.book.on)))


@pytest.mark.parametrize("format", HandbookFormat)
def test_every_passage_is_once_in_what_is_written(each_town: Town, format: HandbookFormat) -> None:
    """In HTML and in Markdown each passage has its place once, and no link leads nowhere."""
    written = render_handbook(each_town.book, format)
    is_html = format is HandbookFormat.HTML
    ids = Counter(
        re.findall(r'<[a-z0-9]+ [^>]*?\bid="([^"]+)"' if is_html else r'<a id="([^"]+)">', written)
    )
    assert [one for one, count in ids.items() if count > 1] == []
    assert {one.anchor for one in each_town.book.passages} - ids.keys() == set()
    links = re.findall(r'href="#([^"]+)"' if is_html else r"\(<#([^>]+)>\)", written)
    assert set(links) - ids.keys() == set()


@settings(max_examples=10)
@given(dossier=dossiers(), day=days())
def test_that_holds_for_any_dossier_too(dossier: Dossier, day: date) -> None:
    """On whatever day, of whatever people wrote."""
    governance = Governance.activate([baseline()])
    expected = {
        (anchor, source if anchor.startswith(("rule-", "criterion-")) else "")
        for anchor, source in in_force(dossier, governance, day)
    }
    told_once(make_handbook(dossier, governance, on=day), expected)


# --- a value that changes ------------------------------------------------------------------


def with_fact(town: Town, kind: str, id: str, change: Callable[[Any], Any]) -> Governance:
    """Return a governance of which one plugin says one fact otherwise."""
    plugins = list(town.governance.plugins)
    for place, plugin in enumerate(plugins):
        record = plugin.facts.of_kind(kind).get(id)
        if record is not None:
            facts = plugin.facts.replace(change(record))
            plugins[place] = attrs.evolve(plugin, facts=facts)
            return Governance(plugins=tuple(plugins))
    raise KeyError(id)


def with_parameter(town: Town, code: str, name: str, value: object) -> Governance:
    """Return a governance of which one rule has another number."""
    plugins = list(town.governance.plugins)
    for place, plugin in enumerate(plugins):
        rules = {one.code: one for one in plugin.rules}
        if code in rules:
            rule = rules[code]
            own = attrs.fields_dict(rule.parameters)
            fields = {
                one: attrs.field(
                    default=value if one == name else field.default, metadata=field.metadata
                )
                for one, field in own.items()
            }
            changed = attrs.make_class("Changed", fields, frozen=True)
            rules[code] = attrs.evolve(rule, parameters=changed)
            plugins[place] = attrs.evolve(plugin, rules=tuple(rules.values()))
            return Governance(plugins=tuple(plugins))
    raise KeyError(code)


def changed(before: Handbook, after: Handbook) -> set[str]:
    """Return the anchors of passages that say something else, came or went."""
    here = {one.anchor: (one.title, one.text) for one in before.passages}
    there = {one.anchor: (one.title, one.text) for one in after.passages}
    return {one for one in here.keys() | there.keys() if here.get(one) != there.get(one)}


def cites(before: Handbook, after: Handbook, cited: Citation) -> set[str]:
    """Return the anchors of passages that cite a value, before or after."""
    return {one.anchor for book in (before, after) for one in book.passages if cited in one.cites}


def named(record: Any) -> Any:
    return attrs.evolve(record, name=f"{record.name} nieuw")


def on_wednesday(record: Any) -> Any:
    from opgavekern.model import Weekday

    return attrs.evolve(record, rhythm=attrs.evolve(record.rhythm, weekday=Weekday.WEDNESDAY))


CHANGES: Mapping[str, tuple[str, Callable[[Town], Governance], Citation]] = {
    "a parameter": (
        "helmond",
        lambda town: with_parameter(town, "NL-022", "most_issues", 7),
        Citation(Ref("rule", "NL-022"), "parameters.most_issues"),
    ),
    "a parameter that a lower layer fills": (
        "helmond",
        lambda town: with_parameter(town, "HLM-003", "districts_each", 3),
        Citation(Ref("rule", "HLM-003"), "parameters.districts_each"),
    ),
    "a meeting day": (
        "helmond",
        lambda town: with_fact(town, "meeting_series", "helmond-raad", on_wednesday),
        Citation(Ref("meeting_series", "helmond-raad"), "rhythm"),
    ),
    "what a role is called": (
        "helmond",
        lambda town: with_fact(town, "roles", "helmond-wijkadviseur", named),
        Citation(Ref("role", "helmond-wijkadviseur"), "name"),
    ),
    "what a role does": (
        "helmond",
        lambda town: with_fact(
            town,
            "roles",
            "helmond-wijkadviseur",
            lambda one: attrs.evolve(one, description="Iets anders."),
        ),
        Citation(Ref("role", "helmond-wijkadviseur"), "description"),
    ),
    "what a body is called": (
        "haarlem",
        lambda town: with_fact(town, "bodies", "haarlem-raad", named),
        Citation(Ref("body", "haarlem-raad"), "name"),
    ),
    "what a level is called": (
        "haarlem",
        lambda town: with_fact(town, "participation_levels", "raadplegen", named),
        Citation(Ref("participation_level", "raadplegen"), "name"),
    ),
    "that a source was read": (
        "haarlem",
        lambda town: with_fact(
            town,
            "bodies",
            "haarlem-raad",
            lambda one: attrs.evolve(one, source=Source(reference="Verordening", verified=True)),
        ),
        Citation(Ref("body", "haarlem-raad"), "source"),
    ),
    "what a step is called": (
        "helmond",
        lambda town: with_fact(
            town,
            "methods",
            "helmond-wijkprogramma",
            lambda one: attrs.evolve(
                one, steps=(*one.steps[:4], attrs.evolve(one.steps[4], title="Loslaten"))
            ),
        ),
        Citation(Ref("method", "helmond-wijkprogramma"), "steps.4.title"),
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_value_changes_the_passages_that_cite_it(towns: Mapping[str, Town], what: str) -> None:
    """One value of a plugin, said otherwise, changes exactly the passages that cite it."""
    name, change, cited = CHANGES[what]
    before = towns[name].book
    after = towns[name].told(change(towns[name]))
    assert cites(before, after, cited)
    assert changed(before, after) == cites(before, after, cited)


#: What every record of these kinds says in one line, and the handbook quotes.
NAMED_KINDS = ("roles", "bodies", "participation_levels", "methods", "competencies", "lifecycles")


@settings(max_examples=6)
@given(data=st.data())
def test_any_name_changes_the_passages_that_cite_it(data: st.DataObject) -> None:
    """Whichever record of whichever plugin it is, and whatever it is called then."""
    governance = town("haarlem").governance
    records = [
        (kind, record)
        for plugin in governance.plugins
        for kind in NAMED_KINDS
        for record in plugin.facts.of_kind(kind)
    ]
    kind, record = data.draw(st.sampled_from(records))
    name = data.draw(st.from_regex(r"[A-Z][a-z]{3,12}", fullmatch=True))
    before = town("haarlem").book
    after = town("haarlem").told(
        with_fact(town("haarlem"), kind, id_of(record), lambda one: attrs.evolve(one, name=name))
    )
    cited = Citation(Ref(kind_of(record).name, id_of(record)), "name")
    assert changed(before, after) == (cites(before, after, cited) if name != record.name else set())
