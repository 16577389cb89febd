"""All findings, with the rule behind each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from types import MappingProxyType
from typing import Any, Final

import attrs

from opgavekern.base.texts import Message, Text, counted, message
from opgavekern.governance import (
    Finding,
    Rule,
    RuleKind,
    Severity,
    WaiverOutcome,
    WaiverStatus,
)
from opgavekern.model import Ref
from opgavekern.report.blocks import (
    Badge,
    Block,
    Cell,
    Link,
    Page,
    Paragraph,
    Row,
    Sayable,
    Section,
    Table,
    Tone,
    columns,
)
from opgavekern.report.filters import Item, folded
from opgavekern.report.pages.choosing import FilterForm, Options
from opgavekern.report.pages.found import SEVERITY_TONES, gravest_first, incomplete
from opgavekern.report.view import View
from opgavekern.report.wording import period

#: More findings of one rule than this are shown as lines under it.
_MOST_CARDS: Final = 8
_WAIVER_TONES: Final = MappingProxyType(
    {
        WaiverStatus.ACTIVE: Tone.GOOD,
        WaiverStatus.EXPIRED: Tone.WARN,
        WaiverStatus.UNUSED: Tone.NOTE,
        WaiverStatus.REFUSED: Tone.STOP,
    }
)


@attrs.frozen(kw_only=True)
class RuleEntry:
    """A rule as a reader of its findings needs it.

    Attributes:
        code: Its code.
        title: What it is about.
        rationale: Why it exists.
        kind: Law, policy or convention.
        basis: Pairs of what its basis is and where that stands.
    """

    code: str
    title: Sayable
    rationale: Sayable
    kind: Sayable
    basis: tuple[tuple[Sayable, Cell], ...]


@attrs.frozen(kw_only=True)
class FindingEntry:
    """One finding.

    Attributes:
        item: How filters see it.
        severity: How grave.
        message: What was found.
        remedy: What to do.
        subject: The record that it is about; empty where that is its issue.
        issues: Issues concerned.
        place: Where in the files the record stands; empty when it came from no file.
        code: Code of the rule behind it.
        title: What that rule is about.
        waiver: What became of a waiver of it; empty where there is none.
    """

    item: Item
    severity: Badge
    message: Message
    remedy: Message
    subject: Cell
    issues: Cell
    place: str
    code: str
    title: Sayable
    waiver: Message | str = ""


@attrs.frozen(kw_only=True)
class FindingGroup:
    """Findings of one rule that weigh the same.

    Attributes:
        entries: The findings, in order.
        remedy: What to do about each of them; empty where that differs.
    """

    entries: tuple[FindingEntry, ...]
    remedy: Message | str

    @property
    def first(self) -> FindingEntry:
        """Any of them: what rule and severity they share."""
        return self.entries[0]

    @property
    def is_folded(self) -> bool:
        """Too many to read each as a card: they are lines under their rule."""
        return len(self.entries) > _MOST_CARDS

    @property
    def said(self) -> Message:
        """How many there are."""
        return counted(len(self.entries), ("bevinding", "finding"), ("bevindingen", "findings"))


@attrs.frozen(kw_only=True)
class Findings(Block):
    """Findings in full, gravest first, by rule."""

    groups: tuple[FindingGroup, ...]

    @property
    def entries(self) -> tuple[FindingEntry, ...]:
        """All of them, in order."""
        return tuple(one for group in self.groups for one in group.entries)


@attrs.frozen(kw_only=True)
class Rules(Block):
    """The rules behind findings, by code."""

    rules: tuple[RuleEntry, ...]


def findings(view: View) -> Page:
    """Make the page with findings."""
    blocks: list[Block] = [*incomplete(view)]
    if view.result.findings:
        blocks += _all(view)
    elif view.result.conclusive:
        said = Text(nl="De controle vond niets.", en="The check found nothing.")
        blocks.append(Paragraph(said, Tone.NOTE))
    if view.result.waivers:
        blocks.append(_waivers(view))
    title = Text(nl="Bevindingen", en="Findings")
    return Page(
        anchor="findings", title=title, blocks=tuple(blocks), count=len(view.result.findings)
    )


def _all(view: View) -> Iterator[Block]:
    rules = {one.code: rule_entry(view, one.code) for one in view.result.findings}
    entries = tuple(
        _entry(view, one, rules[one.code]) for one in gravest_first(view.result.findings)
    )
    yield _filter(view, entries, rules)
    yield Findings(groups=tuple(_groups(view, entries)))
    yield Section(
        anchor="rules",
        title=Text(nl="De regels achter deze bevindingen", en="The rules behind these findings"),
        blocks=(Rules(rules=tuple(rules[code] for code in sorted(rules))),),
    )


def _groups(view: View, entries: Iterable[FindingEntry]) -> Iterator[FindingGroup]:
    """Take together what stands together: entries are in order of severity and rule."""
    for _, found in groupby(entries, key=lambda one: (one.severity, one.code)):
        those = tuple(found)
        advice = {view.say(one.remedy) for one in those}
        yield FindingGroup(entries=those, remedy=those[0].remedy if len(advice) == 1 else "")


def _filter(
    view: View, entries: tuple[FindingEntry, ...], rules: dict[str, RuleEntry]
) -> FilterForm:
    found = view.result.findings
    about = sorted({issue for one in found for issue in one.issues})
    graves = [one for one in Severity if any(finding.severity is one for finding in found)]
    return FilterForm(
        name="findings",
        label=Text(nl="Bevindingen kiezen", en="Choose findings"),
        choices=(
            Options(
                field="severity",
                label=Text(nl="Ernst", en="Severity"),
                every=Text(nl="alle", en="all"),
                values=tuple((one.value, one) for one in graves),
            ),
            Options(
                field="issue",
                label=Text(nl="Opgave", en="Issue"),
                every=Text(nl="alle opgaven", en="all issues"),
                values=tuple((one, view.dossier.issues[one].title) for one in about),
            ),
            Options(
                field="rule",
                label=Text(nl="Regel", en="Rule"),
                every=Text(nl="alle regels", en="all rules"),
                values=tuple((code, rules[code].title) for code in sorted(rules)),
            ),
        ),
        items=tuple(one.item for one in entries),
        one_of=Text(nl="{n} van de {of} bevindingen", en="{n} of {of} findings"),
        all_of=counted(len(entries), ("bevinding", "finding"), ("bevindingen", "findings")),
    )


def rule_entry(view: View, code: str) -> RuleEntry:
    """Tell what a reader needs of a rule."""
    rule = view.governance.rule(code)
    return RuleEntry(
        code=code,
        title=rule.title,
        rationale=rule.rationale,
        kind=_kind(rule),
        basis=tuple(_basis(rule)),
    )


def _waivers(view: View) -> Section:
    """What became of each waiver, and what was found all the same where it holds."""
    heads = columns(
        Text(nl="Regel", en="Rule"),
        Text(nl="Onderwerp", en="Subject"),
        Text(nl="Uitkomst", en="Outcome"),
        Text(nl="Wat er is gevonden", en="What was found"),
        Text(nl="Reden", en="Reason"),
        Text(nl="Verleend door", en="Granted by"),
        Text(nl="Vervalt op", en="Expires on"),
    )
    waived = {one.id: one.message for one in view.result.waived}
    rows = tuple(_waiver(view, one, waived) for one in view.result.waivers)
    caption = Text(nl="Ontheffingen", en="Waivers")
    said = Text(
        nl="Een regel waaraan één gegeven een tijd niet hoeft te voldoen. Zolang een ontheffing "
        "geldt, telt wat de regel daarover vindt niet mee; het staat hieronder.",
        en="A rule that one record need not meet for a while. While a waiver holds, what the rule "
        "finds about it does not count; it stands below.",
    )
    table = Table(caption=caption, columns=heads, rows=rows, is_titled=False)
    return Section(anchor="waivers", title=caption, blocks=(Paragraph(said), table))


def _waiver(view: View, one: WaiverOutcome, waived: Mapping[str, Message]) -> Row:
    about = [waived[id] for id in one.findings if id in waived]
    remedy = [one.remedy] if one.remedy is not None else []
    by = view.called(Ref("role", one.granted_by)) if one.granted_by else "–"
    return Row(
        cells=(
            one.rule,
            view.link(one.subject.kind, one.subject.id),
            Badge(one.status, _WAIVER_TONES[one.status]),
            " ".join(map(view.say, about or [one.message, *remedy])),
            view.dossier.waivers[one.waiver].reason,
            f"{by}, {one.reference}" if one.reference else by,
            one.expires_on,
        )
    )


def _kind(rule: Rule[Any]) -> Sayable:
    """Say what sort of rule it is, and whether someone read the source that it rests on.

    A convention rests on practice, of which there is no text to read.
    """
    if rule.kind is RuleKind.CONVENTION or rule.basis.verified is not False:
        return rule.kind
    return message(
        "{kind}, nog niet in de bron nagelezen",
        "{kind}, not yet read in the source",
        kind=rule.kind,
    )


def _basis(rule: Rule[Any]) -> list[tuple[Sayable, Cell]]:
    basis = rule.basis
    article = f"art. {basis.article}" if basis.article[:1].isdigit() else basis.article
    words = ", ".join(part for part in (basis.reference, article) if part)
    pairs: list[tuple[Sayable, Cell]] = []
    if words:
        shown: Cell = Link(words, basis.address) if basis.address else words
        pairs.append((Text(nl="Grondslag", en="Basis"), shown))
    if basis.explanation:
        pairs.append((Text(nl="Toelichting", en="Explanation"), basis.explanation))
    if said := period(rule.valid):
        pairs.append((Text(nl="Geldt", en="In force"), said))
    return pairs


def _entry(view: View, finding: Finding, rule: RuleEntry) -> FindingEntry:
    subject = finding.subject
    name = view.called(subject)
    waiver = view.result.waiver_of(finding)
    about = {Ref("issue", one) for one in finding.issues}
    said = f"{view.say(finding.message)} {rule.code} · {view.say(rule.title)}"
    return FindingEntry(
        item=Item(
            key=f"finding-{finding.id}",
            fields={
                "severity": frozenset({finding.severity.value}),
                "issue": frozenset(finding.issues),
                "rule": frozenset({finding.code}),
            },
            words=folded(said if subject in about else f"{said} {name}"),
        ),
        severity=Badge(finding.severity, SEVERITY_TONES[finding.severity]),
        message=finding.message,
        remedy=finding.advice,
        subject=view.link(subject.kind, subject.id) if subject not in about else "",
        issues=view.links("issue", finding.issues),
        place=view.whereabouts(finding.location),
        code=rule.code,
        title=rule.title,
        waiver=waiver.message if waiver is not None else "",
    )
