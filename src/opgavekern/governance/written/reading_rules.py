"""From a file of rules to rules, and to changes of rules of higher layers."""

from __future__ import annotations

import functools
import re
from typing import Any, Final

import attrs

from opgavekern.base.errors import Location
from opgavekern.base.near import one_of
from opgavekern.base.texts import Message, Text, message, quoted
from opgavekern.files.trees import Key, Node
from opgavekern.governance.declarations.changes import Depart, Fill, RuleChange, Tighten
from opgavekern.governance.declarations.findings import Severity
from opgavekern.governance.declarations.rules import Rule, RuleKind
from opgavekern.governance.written.as_typed import AsTyped
from opgavekern.governance.written.reading_parts import Parts, PartsReader, is_empty, node_of
from opgavekern.governance.written.requirements import Requirement, unmet
from opgavekern.governance.written.words import (
    OWN_NAMESPACE,
    ChangeForm,
    RuleForm,
    RulesForm,
)
from opgavekern.model.kinds import Kind

#: Most rules, and most changes, in one file.
MOST_RULES: Final = 1_000
_NAMESPACE: Final = re.compile(r"[A-Z]{2,8}\Z")
_NUMBER: Final = re.compile(r"[0-9]{3,}\Z")
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,79}\Z")


@attrs.frozen(kw_only=True)
class Contents:
    """What a file of rules holds.

    Attributes:
        namespace: With which the codes of its rules begin; empty where it says nothing.
        title: What it brings.
        rules: In order of code.
        changes: In the order of the file.
        place: Where its namespace stands, or else the file.
    """

    namespace: str
    title: Text
    rules: tuple[Rule[Any], ...]
    changes: tuple[RuleChange, ...]
    place: Location


@attrs.define(eq=False)
class RulesReader(PartsReader):
    """A file of rules while it is read.

    Attributes:
        namespace: With which codes must begin; empty for any.
    """

    namespace: str = attrs.field(default="", kw_only=True)
    _codes: dict[str, Location] = attrs.field(factory=dict, kw_only=True)

    def contents(self, root: Node | None) -> Contents:
        """Return what stands in the file; nothing of it counts where there is a problem."""
        if root is None or root.keys is None:
            self.note("not-a-group", _NO_RULES, _BEGIN_WITH, root)
            root = Node(line=1, column=1, keys={})
        parts = self.keyed(root, RulesForm)
        named = parts.get("namespace")
        said = self.text(named[1]) if named else ""
        if named is not None and not _NAMESPACE.match(said):
            self.note("bad-namespace", _bad_namespace(said), _CAPITALS, named[1])
        elif said and self.namespace not in ("", OWN_NAMESPACE, said):
            self.note(
                "bad-namespace",
                _other_namespace(said, self.namespace),
                _SAME,
                named[1] if named else None,
            )
        self.namespace = said or self.namespace
        title = self.both(parts.get("title"))
        rules = [self._rule(one) for one in self._listed(parts.get("rules"))]
        changes = [self._change(one) for one in self._listed(parts.get("changes"))]
        mixed = self.names.mixture()
        if mixed is not None:
            self.trouble(mixed)
        return Contents(
            namespace=said,
            title=title,
            rules=tuple(sorted((one for one in rules if one), key=lambda one: one.code)),
            changes=tuple(one for one in changes if one),
            place=self.at(named[1] if named else None),
        )

    def _listed(self, part: tuple[Key, Node] | None) -> list[Node]:
        if part is None or is_empty(part[1]):
            return []
        node = part[1]
        if node.items is None:
            said = message("hier hoort een lijst", "a list belongs here")
            self.note("not-a-list", said, _DASHES, node)
            return []
        if len(node.items) > MOST_RULES:
            said = message(
                "dit zijn er meer dan {most}", "these are more than {most}", most=MOST_RULES
            )
            self.note("limit-rules", said, _FEWER, node)
            return []
        groups = [one for one in node.items if one.keys is not None]
        for one in node.items:
            if one.keys is None:
                self.note("not-a-group", _NO_FIELDS, _DASHES, one)
        return groups

    def _rule(self, node: Node) -> Rule[Any] | None:
        before = len(self.problems)
        self.asked = 0
        parts = self.keyed(node, RuleForm)
        for field in ("code", "title", "rationale", "basis", "each", "must", "message", "remedy"):
            self.needs(parts, RuleForm, field, node)
        code = self._code(parts.get("code"))
        kind = self.kind(parts["each"], node) if "each" in parts else None
        severity = self.chosen(parts.get("severity"), Severity, Severity.WARNING)
        rule_kind = self.chosen(parts.get("kind"), RuleKind, RuleKind.CONVENTION)
        basis = self.basis_of(parts.get("basis"))
        if rule_kind is RuleKind.LAW and basis is not None and not basis.article:
            self.note("missing-field", _NO_ARTICLE, _ARTICLE, parts["basis"][1])
        title, rationale = self.both(parts.get("title")), self.both(parts.get("rationale"))
        requirement = self._requirement(parts, kind)
        name = self._name(parts.get("name"), code)
        valid = self.period(parts.get("valid"))
        roles = self.roles(parts.get("waivable_by"))
        if len(self.problems) > before or requirement is None or basis is None:
            return None
        return Rule(
            code=code,
            name=name,
            title=title,
            rationale=rationale,
            severity=severity,
            kind=rule_kind,
            basis=basis,
            reads=requirement.reads,
            check=functools.partial(unmet, requirement=requirement),
            valid=valid,
            each=requirement.each if requirement.judges_each else "",
            waivable_by=roles,
            location=self.at(parts["code"][1]),
        )

    def _requirement(self, parts: Parts, kind: Kind | None) -> Requirement | None:
        if kind is None:
            return None
        where, must = (
            self.condition(node_of(parts, one), kind.record) for one in ("where", "must")
        )
        said: dict[str, None] = {}
        text, remedy = (self.said_text(parts.get(one), kind, said) for one in ("message", "remedy"))
        return Requirement(
            each=kind.plural, where=where, must=must, text=text, remedy=remedy, says=tuple(said)
        )

    def _change(self, node: Node) -> RuleChange | None:
        before = len(self.problems)
        parts = self.keyed(node, ChangeForm)
        ways = [one for one in _WAYS if one in parts]
        self.needs(parts, ChangeForm, "basis", node)
        if len(ways) != 1:
            self.note("missing-field", _ONE_WAY, self._ways(), node)
            return None
        way, (key, value) = ways[0], parts[ways[0]]
        code, parameter = self.text(value), self.text(node_of(parts, "parameter"))
        if not code and is_empty(value):
            self.note("missing-field", _NO_CODE, _WHICH_RULE, key)
        departs_whole = way == "departs_from" and not parameter
        for field in () if departs_whole and "value" not in parts else ("parameter", "value"):
            self.needs(parts, ChangeForm, field, node)
        basis, valid = self.basis_of(parts.get("basis")), self.period(parts.get("valid"))
        if len(self.problems) > before or basis is None:
            return None
        about: dict[str, Any] = {"rule": code, "basis": basis, "valid": valid}
        about["location"] = self.at(value)
        if departs_whole:
            return Depart(**about)
        typed = AsTyped.of(parts["value"][1].plain(), self.at(parts["value"][1]))
        made: RuleChange = _WAYS[way](parameter=parameter, value=typed, **about)
        return made

    def _ways(self) -> Message:
        return one_of(self.field_words(ChangeForm, _WAYS))

    def _code(self, part: tuple[Key, Node] | None) -> str:
        code = self.text(part[1]) if part else ""
        if not code or part is None:
            return ""
        own, _, number = code.partition("-")
        namespace = self.namespace or (own if _NAMESPACE.match(own) else "")
        if own != namespace or not _NUMBER.match(number):
            said = message(
                "de code {code} hoort niet bij de naamruimte",
                "the code {code} is outside the namespace",
                code=quoted(code),
            )
            remedy = message(
                "Schrijf een code als {example}.",
                "Write a code such as {example}.",
                example=f"{namespace or OWN_NAMESPACE}-001",
            )
            self.note("bad-code", said, remedy, part[1])
        elif code in self._codes:
            self.note("duplicate-code", _twice(code, self._codes[code]), _OTHER_CODE, part[1])
        self._codes.setdefault(code, self.at(part[1]))
        return code

    def _name(self, part: tuple[Key, Node] | None, code: str) -> str:
        name = self.text(part[1]) if part else ""
        if name and part is not None and not _NAME.match(name):
            said = message(
                "{found} is geen naam voor programma's",
                "{found} is no name for programs",
                found=quoted(name),
            )
            self.note("bad-name", said, _SNAKE, part[1])
        return name or code.casefold().replace("-", "_")


_WAYS: Final[dict[str, Any]] = {"fills": Fill, "tightens": Tighten, "departs_from": Depart}


def _bad_namespace(said: str) -> Message:
    return message(
        "de naamruimte {found} is geen twee tot acht hoofdletters",
        "the namespace {found} is not two to eight capitals",
        found=quoted(said),
    )


def _other_namespace(said: str, wanted: str) -> Message:
    return message(
        "de naamruimte {found} is niet die van de plugin: {wanted}",
        "the namespace {found} is not that of the plugin: {wanted}",
        found=quoted(said),
        wanted=wanted,
    )


def _twice(code: str, first: Location) -> Message:
    return message(
        "de code {code} is al gebruikt op regel {line}",
        "the code {code} is used already on line {line}",
        code=quoted(code),
        line=str(first.line),
    )


_CAPITALS: Final = message("Schrijf bijvoorbeeld TUIN.", "Write for example PARK.")
_SAME: Final = message("Schrijf die, of haal de regel weg.", "Write that one, or take this out.")
_NO_RULES: Final = message("hier staan geen regels", "there are no rules here")
_BEGIN_WITH: Final = message("Begin met regels: of wijzigingen:.", "Begin with rules: or changes:.")
_DASHES: Final = message(
    "Begin elke regel of wijziging met een streepje, en zet haar velden eronder.",
    "Begin each rule or change with a dash, and put its fields below.",
)
_FEWER: Final = message(
    "Zet ze in een plugin, in meer bestanden.", "Put them in a plugin, in several files."
)
_NO_FIELDS: Final = message("dit is geen groep velden", "this is no group of fields")
_NO_ARTICLE: Final = message("een wet zonder artikel", "law without an article")
_ARTICLE: Final = message(
    "Schrijf onder de grondslag ook artikel:.", "Write article: below the basis too."
)
_ONE_WAY: Final = message(
    "een wijziging zegt op één manier wat zij doet", "a change says in one way what it does"
)
_NO_CODE: Final = message("de code van de regel ontbreekt", "the code of the rule is missing")
_WHICH_RULE: Final = message(
    "Schrijf welke regel, zoals NL-014; opgavekern rules noemt ze.",
    "Write which rule, such as NL-014; opgavekern rules lists them.",
)
_OTHER_CODE: Final = message("Geef een van de twee een nieuwe.", "Give one of the two a new one.")
_SNAKE: Final = message(
    "Schrijf kleine letters, cijfers en _.", "Write small letters, digits and _."
)
