"""What the chapters are written from: what is in force on a day, and where things stand."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Final

import attrs

from opgavekern.base.texts import Text, message
from opgavekern.delivery import MethodProgress
from opgavekern.governance import Basis, RulesInForce, RuleState
from opgavekern.model import Dossier, Method, Record, Ref, Source, kind_of
from opgavekern.model.records import id_of
from opgavekern.report.additions import NOT_VERIFIED, stands
from opgavekern.report.blocks import Cell, Link, Sayable
from opgavekern.report.citing import Citation, Quoted, also, of, quote
from opgavekern.report.dates import dated
from opgavekern.report.view import View, anchor

#: Kinds of records of which each, if it holds that day, has a passage; `dates` adds to them.
_PLACED: Final = (
    "roles", "bodies", "lifecycles", "methods", "participation_levels", "competency_frameworks",
    "competencies", "enabling_conditions",
)  # fmt: skip
_NAMING: Final = ("name", "title")


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Book:
    """All that the chapters say something of.

    Attributes:
        view: The dossier on the day, the rules, and what checking found.
        rules: The rules as they are that day.
        progress: Where programmes stand in their way of working; None where that is withheld.
    """

    view: View
    rules: RulesInForce
    progress: MethodProgress | None

    @property
    def facts(self) -> Dossier:
        """The facts of the day, with those of the plugins under them."""
        return self.view.today

    @functools.cached_property
    def codes(self) -> frozenset[str]:
        """Codes of the rules that have a passage: those that hold, and those departed from."""
        return frozenset(
            one.code for one in self.rules.rules if one.state is not RuleState.NOT_VALID
        )

    def name(self, ref: Ref) -> Quoted:
        """Quote what a record is called."""
        record = self.view.dossier.find(ref) if not self.view.dossier.withholds(ref) else None
        field = next((one for one in _NAMING if hasattr(record, one)), "")
        return quote(self.view.called(ref), ref.kind, ref.id, field)

    def link(self, kind: str, id: str) -> Cell:
        """Call a record, with a link to its passage where it has one."""
        ref = Ref(kind, id)
        return Link(self.name(ref), f"#{anchor(kind, id)}") if self.places(ref) else self.name(ref)

    def links(self, kind: str, ids: Iterable[str]) -> Cell:
        """Call several records of one kind."""
        return tuple(self.link(kind, one) for one in ids)

    def places(self, ref: Ref) -> bool:
        """Tell whether a record has a passage."""
        if ref.kind == "programme":
            return ref.id in self.programmes
        return ref in self._placed

    @functools.cached_property
    def _placed(self) -> frozenset[Ref]:
        plain = (one for kind in _PLACED for one in self.facts.known(kind))
        told = (*plain, *dated(self.view.dossier, self.view.on))
        return frozenset(Ref(kind_of(one).name, id_of(one)) for one in told)

    @functools.cached_property
    def programmes(self) -> frozenset[str]:
        """Ids of the programmes of which the handbook says where they stand."""
        found = self.progress.programmes if self.progress else ()
        return frozenset(one.programme.ref.id for one in found)

    def rule(self, code: str) -> Cell:
        """Name a rule, with a link to its passage where it has one."""
        if code not in self.codes:
            return quote(code, "rule", code, "code")
        title = self.view.governance.rule(code).title
        words = Quoted(Text(nl=f"{code} {title.nl}", en=f"{code} {title.en}"),
                       (Citation(Ref("rule", code), "title"),))  # fmt: skip
        return Link(words, f"#{anchor('rule', code)}")

    @functools.cached_property
    def place(self) -> str:
        """Whose handbook it is: the organisation of the dossier, or the dossier's own name."""
        header = self.view.dossier.header
        if header.organisation is None:
            return header.name
        return self.view.called(Ref("organisation", header.organisation))

    @property
    def title(self) -> Sayable:
        """What the handbook is called."""
        if not self.place:
            return Text(nl="Handboek opgavegericht werken", en="Handbook of issue-driven work")
        return message(
            "Handboek opgavegericht werken: {place}",
            "Handbook of issue-driven work: {place}",
            place=self.place,
        )

    def source(self, record: Record) -> Cell:
        """Say where a record stands, and whether that was verified; else who brought it."""
        found = record.source
        if found is None:
            return of(record, "source", self._brought_by(record))
        return self._stated(found, Ref(kind_of(record).name, id_of(record)))

    def _stated(self, found: Source, ref: Ref) -> Cell:
        words = quote(found.reference, ref.kind, ref.id, "source")
        shown: Cell = Link(words, found.address) if found.address else words
        return (shown, NOT_VERIFIED) if found.verified is False else shown

    def _brought_by(self, record: Record) -> Sayable:
        """Say which plugins brought a record; the dossier itself where none did."""
        kind, id = kind_of(record), id_of(record)
        whole = self.view.governance.facts.of_kind(kind.plural)
        if whole.is_withheld or whole.get(id) != record:
            return Text(nl="dit dossier", en="this dossier")
        names = [
            plugin.info.title
            for plugin in self.view.governance.plugins
            if id in plugin.facts.of_kind(kind.plural)
        ]
        return names[-1] if names else Text(nl="dit dossier", en="this dossier")

    def basis(self, basis: Basis, kind: str, code: str, field: str = "basis") -> Cell:
        """Say where a rule or a change stands, and whether that was verified."""
        return also(stands(basis), Citation(Ref(kind, code), field))

    @functools.cached_property
    def methods(self) -> tuple[Method, ...]:
        """Ways of working: those that programmes use first, then those of the lowest layer."""
        used = {one.method.ref.id for one in self.progress.programmes if one.method} if (
            self.progress) else set()  # fmt: skip
        depth = {
            id: plugin.info.layer.depth
            for plugin in sorted(self.view.governance.plugins, key=lambda one: one.info.layer.depth)
            for id in plugin.facts.methods.ids()
        }
        return tuple(
            sorted(
                self.facts.methods,
                key=lambda one: (one.id not in used, -depth.get(one.id, 99), one.id),
            )
        )
