"""What the engine asks of a finding, and adds to it: no rule can speak in another's name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from hashlib import sha256
from math import isfinite
from typing import Any, Final

import attrs

from opgavekern.base.errors import Location
from opgavekern.base.labels import Term
from opgavekern.base.running import Limits
from opgavekern.base.texts import LANGUAGES, Message, Text, is_sendable, message, quoted, say
from opgavekern.governance.active import ActivePlugin
from opgavekern.governance.declarations.findings import Finding, Named
from opgavekern.governance.declarations.rules import Rule
from opgavekern.model import Dossier, IssueId, Ref, WithheldError, kind_named

TELL: Final = message("Meld dit bij de maker van de plugin.", "Tell the maker of the plugin.")
RAISE: Final = message(
    "Geef een ruimere grens mee, of meld dit bij de maker van de plugin.",
    "Pass a wider limit, or tell the maker of the plugin.",
)
#: The place in a text that only the engine fills.
_SUBJECT: Final = "subject"
#: From here on a number is one that went astray.
_TOO_LARGE: Final = 10**40
#: What a finding's values may be, besides tuples of these.
_SAYABLE: Final = (str, int, float, Decimal, date, Ref, Text, Message, Term, Named)


class RuleFault(Exception):  # noqa: N818 - not an error of ours: what a rule did wrong
    """Something in a rule's answer that makes all of it unusable."""

    def __init__(self, said: Message, remedy: Message | None = None) -> None:
        super().__init__(said)
        self.said = said
        self.remedy = remedy or TELL


class Stamper:
    """Verifies findings of one check and adds what no rule may say of itself.

    Attributes:
        dossier: What is checked, nothing kept from it that the caller gave.
        limits: How long a message may be.
    """

    def __init__(self, dossier: Dossier, limits: Limits) -> None:
        self.dossier = dossier
        self.limits = limits
        self._issues: dict[Ref, tuple[IssueId, ...]] = {}

    def stamp(
        self, given: object, rule: Rule[Any], plugin: ActivePlugin, seen: set[str]
    ) -> Finding:
        """Return a finding with id, code, plugin, severity, place and issues.

        Args:
            given: What the rule gave.
            rule: The rule.
            plugin: Whose rule it is.
            seen: Ids that the rule gave before; this one is added.

        Raises:
            RuleFault: It is no finding, or one that cannot be reported.
        """
        if not isinstance(given, Finding):
            raise RuleFault(
                message(
                    "de regel geeft {found} in plaats van een Finding",
                    "the rule gives {found} instead of a Finding",
                    found=type(given).__name__,
                )
            )
        _verify_types(given)
        _verify_subject(given, rule)
        self._verify_records(given)
        id = _finding_id(rule.code, given)
        if id in seen:
            raise RuleFault(
                message(
                    "de regel geeft twee bevindingen over {ref} zonder verschil in key",
                    "the rule gives two findings about {ref} with the same key",
                    ref=str(given.subject),
                )
            )
        seen.add(id)
        values = {name: self._named(value) for name, value in given.values.items()}
        made = attrs.evolve(
            given,
            id=id,
            values={_SUBJECT: self._named(given.subject), **values},
            code=rule.code,
            plugin=plugin.name,
            version=plugin.version,
            severity=rule.severity,
            location=self._place(given),
            issues=self._issues_of(given),
        )
        self._verify_length(made)
        return made

    def again(self, given: Finding, before: Finding, *, touched: bool) -> Finding | None:
        """Return a finding as it was stamped before; None where a name, place or issue changed.

        Args:
            given: What the rule gave.
            before: What was made of it, for the same rule and under the same limits.
            touched: Whether a name or issue can have changed at all.
        """
        if not touched:
            return before if self._place(given) == before.location else None
        if any(map(self._is_unknown, (given.subject, *given.related))):
            return None
        names = {_SUBJECT: given.subject, **given.values}
        is_same = (
            all(self._named(value) == before.values[name] for name, value in names.items())
            and self._place(given) == before.location
            and self._issues_of(given) == before.issues
        )
        return before if is_same else None

    def _verify_length(self, made: Finding) -> None:
        longest = self.limits.message_characters
        try:
            said = [one.text(tongue) for one in (made.message, made.advice) for tongue in LANGUAGES]
        except KeyError:
            _refuse_open_places(made)
            raise
        if max(map(len, said)) > longest:
            raise RuleFault(
                message(
                    "een tekst van de regel is langer dan {most} tekens "
                    "(grens: message_characters)",
                    "a text of the rule is longer than {most} characters "
                    "(limit: message_characters)",
                    most=longest,
                ),
                RAISE,
            )

    def _verify_records(self, given: Finding) -> None:
        for ref in (given.subject, *given.related):
            if self._is_unknown(ref):
                raise RuleFault(
                    message(
                        "de regel wijst naar {ref}, en dat is er niet",
                        "the rule points at {ref}, which does not exist",
                        ref=quoted(ref, most=80),
                    )
                )

    def _is_unknown(self, ref: Ref) -> bool:
        """Tell whether there is no such record; one of a withheld kind is not known not to be."""
        kind = kind_named(ref.kind)
        if kind is None:
            return True
        records = self.dossier.of_kind(kind.plural)
        return not records.is_withheld and ref.id not in records

    def _named(self, value: Any) -> Any:
        """Put a record's name in the place of a reference to it, and a term's words in its."""
        if isinstance(value, Ref):
            return Named.within(self.dossier, value)
        if isinstance(value, Term):
            return value.label
        if isinstance(value, tuple):
            return tuple(self._named(one) for one in value)
        return value

    def _place(self, given: Finding) -> Location | None:
        """Return where the finding's field stands, or else its record."""
        find = self.dossier.locations.find
        subject = given.subject
        place = find(subject.kind, subject.id, given.path)
        return place or find(subject.kind, subject.id)

    def _issues_of(self, given: Finding) -> tuple[IssueId, ...]:
        own = [one for ref in (given.subject, *given.related) for one in self._concerned(ref)]
        return tuple(sorted(dict.fromkeys(own)))

    def _concerned(self, ref: Ref) -> tuple[IssueId, ...]:
        found = self._issues.get(ref)
        if found is None:
            try:
                found = self.dossier.issues_concerned(ref)
            except WithheldError:
                found = ()  # What a record belongs to is unknown, not wrong, when it is withheld.
            self._issues[ref] = found
        return found


def _refuse_open_places(made: Finding) -> None:
    """Name the places in the texts of a finding for which there is no value."""
    open_places = sorted((made.text.places | made.remedy.places) - made.values.keys())
    if open_places:
        raise RuleFault(
            message(
                "een tekst van de regel vraagt om {places}, en values geeft dat niet",
                "a text of the rule asks for {places}, which values does not give",
                places=tuple(f"{{{one}}}" for one in open_places),
            )
        )


def _verify_types(given: Finding) -> None:
    """Refuse a finding whose parts are not what the class says; attrs does not look."""
    _verify_each(
        ("subject", Ref, given.subject),
        ("text", Text, given.text),
        ("remedy", Text, given.remedy),
        ("key", str, given.key),
        ("path", tuple, given.path),
        ("related", tuple, given.related),
        ("values", Mapping, given.values),
    )
    _verify_each(
        *(("related", Ref, one) for one in given.related),
        *(("path", (str, int), one) for one in given.path),
        *(("values", str, one) for one in given.values),
    )
    _verify_each(*((f"values.{name}", _SAYABLE, one) for name, one in _values_of(given)))
    if _SUBJECT in given.values:
        raise RuleFault(
            message(
                'values geeft "subject", en dat vult opgavekern in; kies een andere naam',
                'values gives "subject", which opgavekern fills in; choose another name',
            )
        )
    for name, one in _values_of(given):
        if isinstance(one, int | float | Decimal) and not _is_countable(one):
            raise RuleFault(
                message(
                    "het veld {field} van een bevinding is geen getal dat te zeggen is",
                    "the field {field} of a finding is no number that can be said",
                    field=quoted(f"values.{name}")[1:-1],
                )
            )
    for text in (given.text, given.remedy):
        _verify_each(("text", str, text.nl), ("text", str, text.en))
        if not (text.nl.strip() and text.en.strip()):
            raise RuleFault(
                message(
                    "een tekst van een bevinding ontbreekt in een van de twee talen",
                    "a text of a finding is missing in one of the languages",
                )
            )
    for name, words in _words_of(given):
        if not is_sendable(words):
            raise RuleFault(
                message(
                    "het veld {field} van een bevinding heeft een half teken (surrogaat), dat "
                    "niet te schrijven is",
                    "the field {field} of a finding has half a character (a surrogate), which "
                    "cannot be written",
                    field=quoted(name)[1:-1],
                )
            )


def _verify_each(*parts: tuple[str, Any, object]) -> None:
    for name, wanted, value in parts:
        if not isinstance(value, wanted):
            raise RuleFault(
                message(
                    "het veld {field} van een bevinding is of heeft {found}",
                    "the field {field} of a finding is or has {found}",
                    field=quoted(name)[1:-1],
                    found=type(value).__name__,
                )
            )


def _is_countable(number: Any) -> bool:
    """Tell whether a number is finite, and no longer than a line."""
    return (isinstance(number, int) or isfinite(number)) and abs(number) < _TOO_LARGE


def _words_of(given: Finding) -> Iterator[tuple[str, str]]:
    """Yield all text that a rule gave in a finding, with the field in which."""
    yield from (("text", given.text.nl), ("text", given.text.en))
    yield from (("remedy", given.remedy.nl), ("remedy", given.remedy.en))
    yield "key", given.key
    yield from (("path", one) for one in given.path if isinstance(one, str))
    for name, one in _values_of(given):
        yield "values", name
        if isinstance(one, Ref):
            yield f"values.{name}", str(one)
        elif not isinstance(one, int | float | Decimal | date):
            yield from ((f"values.{name}", say(one, tongue)) for tongue in LANGUAGES)


def _verify_subject(given: Finding, rule: Rule[Any]) -> None:
    """Hold a rule that judges each record of a kind by itself to findings about those."""
    kind = kind_named(given.subject.kind)
    if rule.each and (kind is None or kind.plural != rule.each):
        raise RuleFault(
            message(
                "de regel beoordeelt elk van {each}, maar geeft een bevinding over {ref}",
                "the rule judges each of {each}, but gives a finding about {ref}",
                each=rule.each,
                ref=str(given.subject)[:80],
            )
        )


def _values_of(given: Finding) -> Iterator[tuple[str, Any]]:
    for name, value in given.values.items():
        for one in value if isinstance(value, tuple) else (value,):
            yield name, one


def _finding_id(code: str, given: Finding) -> str:
    parts = (code, given.subject.kind, given.subject.id, given.key)
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
