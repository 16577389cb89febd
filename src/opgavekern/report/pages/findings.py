"""All findings, with the rule behind each."""

from __future__ import annotations

from typing import Any

import attrs

from opgavekern.base.texts import Message, Text
from opgavekern.governance import Finding, Rule
from opgavekern.model import Ref
from opgavekern.report.blocks import Badge, Cell, Link, Row, Sayable, Table, columns
from opgavekern.report.filters import Item, folded, for_scripts
from opgavekern.report.pages.overview import SEVERITY_TONES, gravest_first
from opgavekern.report.view import View
from opgavekern.report.wording import period


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
        subject: The record that it is about.
        issues: Issues concerned.
        place: Where in the files the record stands; empty when it came from no file.
        code: Code of the rule behind it.
        title: What that rule is about.
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


@attrs.frozen(kw_only=True)
class FindingsPage:
    """Findings, gravest first, and what can be filtered on.

    Attributes:
        entries: All findings.
        severities: Severities that occur.
        issues: Issues that occur, by id and title.
        rules: Rules that occur, by code.
        waivers: Waivers that the dossier holds; None without any.
    """

    id: str = "findings"
    title: Text = Text(nl="Bevindingen", en="Findings")
    template: str = "pages/findings.html"
    entries: tuple[FindingEntry, ...]
    severities: tuple[tuple[str, Sayable], ...]
    issues: tuple[tuple[str, Sayable], ...]
    rules: tuple[RuleEntry, ...]
    waivers: Table | None
    is_conclusive: bool

    @property
    def for_scripts(self) -> dict[str, object]:
        """The findings as filters see them."""
        return for_scripts(entry.item for entry in self.entries)

    @property
    def rule_options(self) -> tuple[tuple[str, Sayable], ...]:
        """Rules to filter on, by code and title."""
        return tuple((rule.code, rule.title) for rule in self.rules)

    @property
    def count(self) -> int:
        """How many findings, for the navigation."""
        return len(self.entries)


def findings(view: View) -> FindingsPage:
    """Make the page with findings."""
    rules = {one.code: rule_entry(view, one.code) for one in view.result.findings}
    ordered = gravest_first(view.result.findings)
    about = sorted({issue for one in ordered for issue in one.issues})
    return FindingsPage(
        entries=tuple(_entry(view, one, rules[one.code]) for one in ordered),
        severities=tuple(
            (severity.value, severity)
            for severity in dict.fromkeys(one.severity for one in ordered)
        ),
        issues=tuple((issue, view.dossier.issues[issue].title) for issue in about),
        rules=tuple(rules[code] for code in sorted(rules)),
        waivers=_waivers(view),
        is_conclusive=view.result.conclusive,
    )


def rule_entry(view: View, code: str) -> RuleEntry:
    """Tell what a reader needs of a rule."""
    rule = view.governance.rule(code)
    return RuleEntry(
        code=code,
        title=rule.title,
        rationale=rule.rationale,
        kind=rule.kind,
        basis=tuple(_basis(rule)),
    )


def _waivers(view: View) -> Table | None:
    if not view.dossier.waivers:
        return None
    heads = columns(
        Text(nl="Regel", en="Rule"),
        Text(nl="Onderwerp", en="Subject"),
        Text(nl="Reden", en="Reason"),
        Text(nl="Verleend door", en="Granted by"),
        Text(nl="Vervalt op", en="Expires on"),
    )
    rows = tuple(
        Row(
            cells=(
                one.rule,
                view.link(one.subject.kind, one.subject.id),
                one.reason,
                view.called(Ref("role", one.granted_by)) if one.granted_by else "–",
                one.expires_on,
            )
        )
        for one in view.dossier.waivers
    )
    caption = Text(nl="Ontheffingen", en="Waivers")
    return Table(caption=caption, columns=heads, rows=rows, is_titled=False)


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
    if basis.verified is False:
        pairs.append(
            (
                Text(nl="Nagegaan", en="Verified"),
                Text(nl="nog niet in de bron nagelezen", en="not yet read in the source"),
            )
        )
    if said := period(rule.valid):
        pairs.append((Text(nl="Geldt", en="In force"), said))
    return pairs


def _entry(view: View, finding: Finding, rule: RuleEntry) -> FindingEntry:
    subject = finding.subject
    name = view.called(subject)
    said = " ".join((view.say(finding.message), name, rule.code, view.say(rule.title)))
    return FindingEntry(
        item=Item(
            key=f"finding-{finding.id}",
            fields={
                "severity": frozenset({finding.severity.value}),
                "issue": frozenset(finding.issues),
                "rule": frozenset({finding.code}),
            },
            words=folded(said),
        ),
        severity=Badge(finding.severity, SEVERITY_TONES[finding.severity]),
        message=finding.message,
        remedy=finding.advice,
        subject=view.link(subject.kind, subject.id),
        issues=view.links("issue", finding.issues),
        place=view.whereabouts(finding.location),
        code=rule.code,
        title=rule.title,
    )
