"""Parts that rules and changes in a file have in common: texts, basis, period, roles."""

from __future__ import annotations

import re
from typing import Any, Final

import attrs

from opgavekern.base.labels import Term, folded
from opgavekern.base.near import one_of
from opgavekern.base.texts import Text, message, quoted
from opgavekern.files.trees import Key, Node
from opgavekern.governance.declarations.rules import Basis
from opgavekern.governance.written.messages import PLACE, SUBJECT, SUBJECT_WORDS, fields_to_say
from opgavekern.governance.written.reading_conditions import ConditionReader
from opgavekern.governance.written.words import BasisForm, TextForm
from opgavekern.model import Period, RoleId
from opgavekern.model.kinds import Kind

#: What stands under the keys of a group.
Parts = dict[str, tuple[Key, Node]]
_SUBJECTS: Final = {language: word for word, language in SUBJECT_WORDS.items()}
_NOTHING: Final = Text(nl="", en="")


@attrs.define(eq=False)
class PartsReader(ConditionReader):
    """A file of rules while the parts of its rules and changes are read."""

    def needs(self, parts: Parts, form: type, field: str, node: Node) -> None:
        """Take note of it where a part that must be there is not, or is empty."""
        there = parts.get(field)
        if there is None or is_empty(there[1]):
            name = self.field_words(form, [field])[0]
            said = message(
                'het veld "{field}" ontbreekt', 'the field "{field}" is missing', field=name
            )
            self.note("missing-field", said, _FILL_IN, there[0] if there else node)

    def chosen(self, part: tuple[Key, Node] | None, terms: type[Term], otherwise: Term) -> Any:
        """Return the term that was typed; another where nothing was."""
        if part is None or not (typed := self.text(part[1])):
            return otherwise
        found = self.word(terms, typed, part[1])
        if found is None:
            said = message("onbekende waarde {found}", "unknown value {found}", found=quoted(typed))
            self.note("unknown-value", said, one_of(self.spoken(terms), word=typed), part[1])
        return found or otherwise

    def basis_of(self, part: tuple[Key, Node] | None) -> Basis | None:
        """Return where something stands: one text is the reference; None where nothing is said."""
        if part is None:
            return None
        if part[1].keys is None:
            reference = self.text(part[1])
            return Basis(reference=reference) if reference else None
        parts = self.keyed(part[1], BasisForm)
        self.needs(parts, BasisForm, "reference", part[1])
        told = node_of(parts, "verified")
        return Basis(
            reference=self.text(node_of(parts, "reference")) or "?",
            article=self.text(node_of(parts, "article")),
            address=self.text(node_of(parts, "address")),
            explanation=self.both(parts["explanation"]) if "explanation" in parts else None,
            verified=self.typed(told, bool) if told is not None else None,
        )

    def period(self, part: tuple[Key, Node] | None) -> Period:
        """Return the first and last day; always where nothing is said."""
        if part is None:
            return Period()
        node = part[1]
        if node.keys is None:
            return self.typed(node, Period) or Period()
        parts = self.keyed(node, Period)
        ends: dict[str, Any] = {name: one.plain() for name, (_, one) in parts.items()}
        return self.typed(node, Period, ends) or Period()

    def roles(self, part: tuple[Key, Node] | None) -> frozenset[RoleId]:
        """Return the roles that were typed."""
        typed = self.texts(part[1]) if part else []
        return frozenset(one for _, node in typed if (one := self.typed(node, RoleId)) is not None)

    def both(self, part: tuple[Key, Node] | None) -> Text:
        """Return a text in both languages; one that was typed once is the same in both."""
        if part is None:
            return _NOTHING
        if part[1].keys is None:
            said = self.text(part[1])
            return Text(nl=said, en=said)
        parts = self.keyed(part[1], TextForm)
        for one in ("nl", "en"):
            self.needs(parts, TextForm, one, part[1])
        return Text(nl=self.text(node_of(parts, "nl")), en=self.text(node_of(parts, "en")))

    def said_text(self, part: tuple[Key, Node] | None, kind: Kind, said: dict[str, None]) -> Text:
        """Return a text of findings, its places by identifier; note which fields it mentions."""
        both = self.both(part)
        if part is None:
            return both
        known = fields_to_say(kind.record)

        def place(found: re.Match[str]) -> str:
            typed = found[1].strip()
            if folded(typed) in SUBJECT_WORDS:
                return f"{{{SUBJECT}}}"
            field = self.field_of(kind.record, typed, part[1])
            if field not in known:
                subject = SUBJECT if self.is_exact else _SUBJECTS[self.language]
                words = [*self.field_words(kind.record, known), subject]
                about = message(
                    "{found} is geen veld dat een melding kan noemen",
                    "{found} is no field that a message can mention",
                    found=quoted(found[0]),
                )
                self.note("unknown-place", about, one_of(words, word=typed, most=40), part[1])
                return ""
            said[field or ""] = None
            return f"{{{field}}}"

        nl = PLACE.sub(place, both.nl)
        return Text(nl=nl, en=nl if both.en == both.nl else PLACE.sub(place, both.en))


def is_empty(node: Node) -> bool:
    """Tell whether nothing was filled in."""
    return node.keys is None and node.items is None and node.value is None


def node_of(parts: Parts, field: str) -> Node | None:
    """Return what stands under a key; None where nothing does."""
    return parts[field][1] if field in parts and not is_empty(parts[field][1]) else None


_FILL_IN: Final = message("Vul het in.", "Fill it in.")
