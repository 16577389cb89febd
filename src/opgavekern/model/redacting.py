"""A dossier without what it says of people, so that it can be shared.

Which fields those are is said where they are declared (`base.personal`). Everyone gets a
pseudonym, the same wherever the dossier speaks of them, that only the holder of the key can make
again: it is keyed with a secret, so that neither its letters nor its order tell who it was.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from typing import Any, ClassVar, Final

import attrs

from opgavekern.base.errors import BadValueError
from opgavekern.base.frames import Columns, columns
from opgavekern.base.frozen import FrozenMap
from opgavekern.base.personal import Personal, is_remark, personal_in
from opgavekern.base.results import Result
from opgavekern.base.texts import Language, Message, message
from opgavekern.model.dossier import Dossier
from opgavekern.model.facts import PluginUse
from opgavekern.model.kinds import KINDS, Kind, fields_in_order
from opgavekern.model.mentions import Mentions, names_of, says
from opgavekern.model.people import Person
from opgavekern.model.record import Record
from opgavekern.model.records import Records, id_of
from opgavekern.model.references import Ref
from opgavekern.model.shape import FieldShape, references, shape_of
from opgavekern.model.stakeholders import Stakeholder
from opgavekern.model.waivers import Waiver

Key = tuple[str, str]
#: Old id to new, by kind and old id.
Ids = dict[Key, str]

#: Fewer bytes could be guessed.
SHORTEST_KEY: Final = 16
_LETTERS: Final = 10


@attrs.frozen(kw_only=True)
class Redaction(Result):
    """A dossier that can be shared, and what was done to it.

    Attributes:
        dossier: The dossier; what was withheld is withheld in it.
        kept: What of people was kept all the same.
        people: How many people got a pseudonym.
        replaced: In how many texts someone's name or id was found and replaced.
        emptied: How many fields with something personal, or with remarks, were emptied.
        texts: How many free texts were kept, and should be read before sharing.
    """

    dossier: Dossier = attrs.field(repr=False)
    kept: frozenset[Personal] = frozenset()
    people: int = 0
    replaced: int = 0
    emptied: int = 0
    texts: int = 0

    COLUMNS: ClassVar[Columns] = columns(
        people=int, replaced=int, emptied=int, texts=int, withheld=str
    )

    def to_records(self) -> list[dict[str, Any]]:
        """Return one row: the counts."""
        counts = ("people", "replaced", "emptied", "texts")
        withheld = " ".join(kind.plural for kind in self.dossier.withheld)
        return [{**{name: getattr(self, name) for name in counts}, "withheld": withheld}]

    def describe(self, language: Language = "en") -> str:
        """Say what was done, and what cannot be promised."""
        return " ".join(one.text(language) for one in self.said)

    @property
    def said(self) -> tuple[Message, ...]:
        """What was done, and what cannot be promised, a message for each."""
        done = message(
            "Mensen onder een schuilnaam: {people}. Teksten waarin een naam of id is vervangen: "
            "{replaced}. Leeggemaakte velden: {emptied}.",
            "People under a pseudonym: {people}. Texts in which a name or id was replaced: "
            "{replaced}. Fields emptied: {emptied}.",
            people=self.people,
            replaced=self.replaced,
            emptied=self.emptied,
        )
        kinds = tuple(kind.plural_label for kind in self.dossier.withheld)
        withheld = message("Achtergehouden: {kinds}.", "Withheld: {kinds}.", kinds=kinds)
        return (done, *([withheld] if kinds else ()), self.caveat)

    @property
    def caveat(self) -> Message:
        """What redacting cannot know; to be read before sharing."""
        return message(
            "Niet te garanderen: bijnamen, verschreven namen en namen van wie niet in het dossier "
            "staat blijven in vrije tekst staan, een id dat een gewoon woord is (zoals wonen) "
            "ook, en wie het team kent herkent mensen aan functie en uren. Lees de {texts} "
            "teksten na voor u deelt.",
            "What cannot be promised: nicknames, misspelt names and names of those who are not in "
            "the dossier stay in free text, so does an id that is an ordinary word (such as "
            "housing), and whoever knows the team knows people by function and hours. Read the "
            "{texts} texts before you share.",
            texts=self.texts,
        )


def redacted(
    dossier: Dossier,
    *,
    keep: Iterable[Personal] = (),
    without: Iterable[str] = (),
    key: bytes | None = None,
) -> Redaction:
    """Return a dossier without what it says of people.

    Names go, and everyone gets a pseudonym; a person's name or id in any text, id or field of a
    plugin becomes that pseudonym. Functions stay, and so do words of a text that are someone's id
    only by chance (`model.mentions` says when an id is meant). Levels, absences and pairings are
    withheld: unknown, not none. Notes and remarks are emptied.

    Args:
        dossier: What is known; what plugins laid under it stays as it is.
        keep: What of people may stay. With names, ids and texts stay as well.
        without: Plural names of kinds to withhold besides.
        key: A secret of at least 16 bytes that gives the same pseudonyms again; None takes a
            fresh one, which nobody can know afterwards.

    Raises:
        BadValueError: The key is no bytes, or too short to be secret.
        KeyError: There is no such kind.
    """
    given: object = key  # A caller without types may give text.
    if given is not None and not isinstance(given, bytes):
        raise BadValueError(
            message("de sleutel is geen bytes", "the key is no bytes"), code="not-bytes"
        )
    if key is not None and len(key) < SHORTEST_KEY:
        raise BadValueError(
            message(
                "de sleutel is te kort; hij heeft ten minste {bytes} bytes",
                "the key is too short; it has at least {bytes} bytes",
                bytes=SHORTEST_KEY,
            ),
            code="short-key",
        )
    if key is None:
        import secrets

        key = secrets.token_bytes(2 * SHORTEST_KEY)
    kept = frozenset(keep)
    gone = [kind.plural for kind in KINDS if _told_by(kind) - kept]
    known = dossier.view(without=[*gone, *without])
    work = _Redacting(dossier, known, kept, key)
    made = work.made()
    return Redaction(
        dossier=made,
        kept=kept,
        people=len(work.people) if Personal.NAMES not in kept else 0,
        replaced=work.replaced,
        emptied=work.emptied,
        texts=work.texts,
    )


@functools.cache
def _told_by(kind: Kind) -> frozenset[Personal]:
    """Return what records of a kind tell of people that cannot be taken out of them."""
    cls: type = kind.record
    found = (personal_in(field) for field in fields_in_order(cls))
    return frozenset(one for one in found if one is not None and one.is_of_records)


class _Redacting:
    """One dossier being redacted, its counts with it."""

    def __init__(
        self, whole: Dossier, known: Dossier, kept: frozenset[Personal], key: bytes
    ) -> None:
        self.known = known
        self.kept = kept
        self.key = key
        self.people = sorted(_people_in(whole))
        self.ids: Ids = {}
        self.mentions: Mentions | None = None
        if Personal.NAMES not in kept:
            self._name_everyone(whole)
        self._count()

    def _count(self) -> None:
        self.replaced = self.emptied = self.texts = 0

    def _name_everyone(self, whole: Dossier) -> None:
        """Give everyone a pseudonym, and learn by what others may speak of them."""
        names: list[tuple[str, str]] = []
        for id in self.people:
            self.ids["person", id] = self.pseudonym("person", id)
        functions: dict[str, str] = {}
        for someone in whole.known("people"):
            if pseudonym := self.ids.get(("person", someone.id)):
                functions[someone.id] = someone.function
                names += ((name, pseudonym) for name in names_of(someone.name))
        for one in whole.known("stakeholders"):
            if pseudonym := self._is_someone(one):
                function = functions.get(one.party.id, "") if one.party else ""
                called = (name for name in names_of(one.name) if not says(function, name))
                names += ((name, pseudonym) for name in called)
                functions.setdefault(one.id, function)
                self.ids["stakeholder", one.id] = self.pseudonym("stakeholder", one.id)
        ids = {id: new for (_, id), new in self.ids.items()}
        self.mentions = Mentions(ids, names, functions)

    def _is_someone(self, stakeholder: Stakeholder) -> str:
        """Return the pseudonym of a stakeholder that is a person; empty for any other."""
        party = stakeholder.party
        return self.ids.get((party.kind, party.id), "") if party else ""

    def pseudonym(self, kind: str, id: str) -> str:
        """Return what a record is called from now on."""
        import base64
        import hmac

        made = hmac.digest(self.key, f"{kind}:{id}".encode(), "sha256")
        return f"{kind[0]}-{base64.b32encode(made).decode().lower()[:_LETTERS]}"

    def made(self) -> Dossier:
        """Return the dossier, rewritten until every id that others refer to is known."""
        while True:
            self._count()
            renamed: Ids = {}
            kinds: dict[str, Any] = {
                kind.plural: self._records(kind, renamed)
                for kind in KINDS
                if kind not in self.known.withheld
            }
            if renamed.items() <= self.ids.items():
                break
            self.ids.update(renamed)
        header = self._emptied(self.known.header)
        laid = self.known.laid_under
        return attrs.evolve(Dossier(header=self._rewritten(header), **kinds), laid_under=laid)

    def _records(self, kind: Kind, renamed: Ids) -> Records[Any, Any]:
        made: dict[str, Record] = {}
        for old in self.known.of_kind(kind.plural):
            new = old if self._is_laid(kind, old) else self._record(kind, old)
            if id_of(new) in made:  # Two ids that differ in nothing but how they speak of one.
                anew: Any = self.pseudonym(kind.name, id_of(old))
                new = attrs.evolve(new, id=anew)
            made[id_of(new)] = new
            if id_of(new) != id_of(old):
                renamed[kind.name, id_of(old)] = id_of(new)
        return Records(made.values())

    def _is_laid(self, kind: Kind, record: Record) -> bool:
        return Ref(kind.name, id_of(record)) in self.known.laid_under

    def _record(self, kind: Kind, old: Record) -> Record:
        new: Any = self._rewritten(self._emptied(old))
        if isinstance(old, Stakeholder) and (pseudonym := self._is_someone(old)):
            new = attrs.evolve(new, name=pseudonym)
        renamed: Record = attrs.evolve(new, id=self._id(kind, old, new))
        return renamed

    def _id(self, kind: Kind, old: Record, new: Record) -> str:
        """Return the new id: a pseudonym, made from the new ends, or with others' ids replaced."""
        id = id_of(old)
        if self.mentions is None:
            return id
        make: Any = attrs.fields_dict(type(old))["id"].default
        if isinstance(make, attrs.Factory) and make.factory(old) == id:  # type: ignore[arg-type] # a class at run time
            return str(make.factory(new))
        if found := self.ids.get((kind.name, id)):
            return found
        cls: type = type(old)
        if _is_about_someone(cls):
            return self.pseudonym(kind.name, id)  # A number would tell in which order people stood.
        return self.mentions.replaced_in_id(id)

    def _emptied(self, one: Any) -> Any:
        """Return a record or header without what is personal and may not stay."""
        changes = {
            field.name: field.default
            for field in attrs.fields(type(one))
            if self._goes(field) and getattr(one, field.name) != field.default
        }
        self.emptied += len(changes)
        return attrs.evolve(one, **changes) if changes else one

    def _goes(self, field: attrs.Attribute[Any]) -> bool:
        what = personal_in(field) or (Personal.NOTES if is_remark(field) else None)
        return what is not None and what not in self.kept and not what.is_of_records

    def _rewritten(self, one: Any) -> Any:
        """Return a record, or a part of one, with everyone in it under a pseudonym."""
        cls: type = type(one)
        changes: dict[str, Any] = {}
        for name, shape, put in _plan(cls):
            old = getattr(one, name)
            if old is None or old == ():
                continue
            new = put(self, shape, old)
            if new != old:
                changes[name] = new
        return attrs.evolve(one, **changes) if changes else one

    def text(self, words: str) -> str:
        """Return a text with everyone who is spoken of in it under a pseudonym."""
        new = self.mentions.replaced(words) if self.mentions else words
        self.replaced += new != words
        return new

    def function(self, words: str) -> str:
        """Return what someone is, which is no person; names in it go all the same."""
        new = self.mentions.replaced_in_function(words) if self.mentions else words
        self.replaced += new != words
        return new

    def value(self, value: str) -> str:
        """Return a value of a plugin's field, which may be an id and nothing else."""
        new = self.mentions.replaced_in_value(value) if self.mentions else value
        self.replaced += new != value
        return new

    def id(self, kinds: tuple[str, ...], old: Any) -> Any:
        """Return what a reference refers to from now on."""
        if isinstance(old, Ref):
            new = self.ids.get((old.kind or kinds[0], old.id))
            return old if new is None else Ref(old.kind, new)
        return self.ids.get((kinds[0], old), old)

    def plain(self, value: Any) -> Any:
        """Return a free-form value with all its texts rewritten."""
        if isinstance(value, FrozenMap):
            return FrozenMap({self.text(key): self.plain(one) for key, one in value.items()})
        if isinstance(value, tuple):
            return tuple(self.plain(one) for one in value)
        return self.value(value)


Put = Callable[[_Redacting, FieldShape, Any], Any]


#: What looks like text and is the name of something in a plugin.
_CODES: Final = frozenset({(PluginUse, "name"), (Waiver, "rule")})
#: What says what someone is, in the words that ids are often made of.
_FUNCTIONS: Final = frozenset({(Person, "function")})


@functools.cache
def _plan(cls: type) -> tuple[tuple[str, FieldShape, Put], ...]:
    """Return which fields can speak of someone, and what to do with each."""
    found = []
    for field in attrs.fields(cls):
        shape = shape_of(cls, field.name)
        at = (cls, field.name)
        put = None if field.name == "id" or at in _CODES else _put(shape)
        if at in _FUNCTIONS:
            put = _put_function
        if put is not None:
            found.append((field.name, shape, put))
    return tuple(found)


def _put(shape: FieldShape) -> Put | None:
    if shape.kinds:
        return _put_ids if shape.is_many else lambda work, at, old: work.id(at.kinds, old)
    if shape.item is FrozenMap:
        return lambda work, _, old: work.plain(old)
    if shape.nested is not None:
        if hasattr(shape.nested, "from_text"):
            return None  # Days and codes.
        return _put_parts if shape.is_many else lambda work, _, old: work._rewritten(old)
    if shape.item is str or getattr(shape.item, "__supertype__", None) is str:
        return _put_texts if shape.is_many else _put_text
    return None


def _put_ids(work: _Redacting, shape: FieldShape, old: Any) -> Any:
    new = type(old)(work.id(shape.kinds, one) for one in old)
    # The order in which people were listed would tell who is who.
    return tuple(sorted(new, key=str)) if new != old and isinstance(new, tuple) else new


def _put_parts(work: _Redacting, _: FieldShape, old: Any) -> Any:
    return type(old)(work._rewritten(one) for one in old)


def _put_texts(work: _Redacting, _: FieldShape, old: Any) -> Any:
    return type(old)(work.text(one) for one in old)


def _put_text(work: _Redacting, _: FieldShape, old: str) -> str:
    work.texts += bool(old)
    return work.text(old)


def _put_function(work: _Redacting, _: FieldShape, old: str) -> str:
    work.texts += bool(old)
    return work.function(old)


@functools.cache
def _is_about_someone(cls: type) -> bool:
    """Tell whether every record of a class is of one person, as an assignment is."""
    return any(
        shape_of(cls, field.name).kinds == ("person",)
        and field.default is attrs.NOTHING
        and field.name != "id"
        for field in attrs.fields(cls)
    )


def _people_in(dossier: Dossier) -> Iterator[str]:
    """Yield everyone whom a dossier speaks of, but whom a plugin brought."""
    found = {
        ref.id
        for kind in KINDS
        for record in dossier.known(kind.plural)
        if Ref(kind.name, id_of(record)) not in dossier.laid_under
        for _, ref in references(record)
        if ref.kind == "person"
    }
    found |= {str(one.id) for one in dossier.known("people")}
    yield from (one for one in found if Ref("person", one) not in dossier.laid_under)
