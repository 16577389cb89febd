"""One YAML or JSON file of a dossier with other records in it, all the rest as it was."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from opgavekern.base.errors import Path
from opgavekern.base.texts import Language
from opgavekern.files.editing_changes import Add, Change, Comparing, Insert, Put, Remove
from opgavekern.files.editing_json import edit_json
from opgavekern.files.editing_yaml import UneditableError, comments_of, edit_yaml
from opgavekern.files.gathering import Draft
from opgavekern.files.headers import CURRENT
from opgavekern.files.json_trees import Careless, json_plain
from opgavekern.files.layouts import Meant
from opgavekern.files.refusals import Refusal
from opgavekern.files.sources import TextFile, TreePart
from opgavekern.files.spelling import (
    JSON,
    Spelling,
    spelled,
    spelled_field,
    spelled_item,
    spelled_key,
)
from opgavekern.files.translating import Translator
from opgavekern.files.tree_files import take_text
from opgavekern.files.troubles import Names
from opgavekern.files.unwritable import lost_comment
from opgavekern.files.vocabulary import FORMAT, vocabulary
from opgavekern.files.writing_json import json_text
from opgavekern.files.writing_yaml import Bare, yaml_text
from opgavekern.files.yaml_trees import Careful, yaml_plain
from opgavekern.model.facts import Header
from opgavekern.model.kinds import Kind
from opgavekern.model.record import Record
from opgavekern.model.records import id_of
from opgavekern.model.structuring import structure_kind, structure_one


@attrs.frozen(kw_only=True)
class Stretch:
    """Records of one kind in a file: as they stand, and as they must be.

    Attributes:
        kind: What they are.
        prefix: Keys as typed that lead to them.
        olds: In the order of the file.
        news: By id; one that is absent must go.
        added: What must come.
    """

    kind: Kind
    prefix: Path
    olds: Sequence[Record]
    news: Mapping[str, Record]
    added: Sequence[Record] = ()

    @property
    def is_changed(self) -> bool:
        """Some record changes, comes or goes."""
        return bool(self.added) or any(self.news.get(id_of(old)) != old for old in self.olds)

    def without(self, elsewhere: Collection[tuple[str, str]]) -> Stretch:
        """Return the same records without those fields, by id, that stand in another file."""
        if not elsewhere:
            return self

        def bare(record: Record) -> Record:
            changes = {
                field.name: field.default
                for field in attrs.fields(type(record))
                if (id_of(record), field.name) in elsewhere
            }
            return attrs.evolve(record, **changes) if changes else record

        return attrs.evolve(
            self,
            olds=[bare(one) for one in self.olds],
            news={id: bare(one) for id, one in self.news.items()},
        )

    @property
    def wanted(self) -> dict[str, Record]:
        """What must stand there in the end."""
        kept = {id: one for old in self.olds if (one := self.news.get(id := id_of(old)))}
        return kept | {id_of(one): one for one in self.added}


@attrs.frozen(kw_only=True)
class TreeEdit:
    """A file, and what must become of it.

    Attributes:
        text: The file as it is.
        meant: What its name says that it holds; None where it may hold a whole dossier.
        stretches: Its records.
        header: The header as it is and as it must be, if it stands here.
        language: Of new words, where the file itself does not say.
        may_lose_comments: Whether comments may go where no other way is left.
    """

    text: TextFile
    meant: Meant | None
    stretches: Sequence[Stretch]
    header: tuple[Header, Header] | None = None
    language: Language
    may_lose_comments: bool = False

    def edited(self) -> str:
        """Return the text with the changes, read back and found right.

        First only what changed is written; then whole records; in the end all of the file.

        Raises:
            LossError: Only the last ways work, and they would lose a comment.
            UneditableError: No way works.
        """
        words = Words(self._spelling(), self.text)
        made = self._tried(self._small(words))
        if made is not None and self.is_right(made):
            return made
        made = self._tried(self._whole_records(words))
        if made is None or not self.is_right(made):
            made = self._anew(words.spelling)
        if not self.is_right(made):
            raise UneditableError(self.text.file)
        self._refuse_lost_comments(made)
        return made

    def _spelling(self) -> Spelling:
        """Return how the file spells things; JSON in identifiers, YAML in its own language."""
        if self.text.format == "json":
            return JSON
        draft = Draft(self.text.limits)
        take_text(draft, self.text.text(), self.text.file, "yaml", self.meant)
        known = [part.names for part in draft.parts]
        for names in [draft.header.names, *known] if draft.header is not None else known:
            found = next(iter(names.seen), None) or names.leaning
            if found is not None:
                return found
        return self.language

    def _tried(self, changes: Iterator[Change]) -> str | None:
        before = self.text.text()
        text = before.replace("\r\n", "\n")
        try:
            if self.text.format == "json":
                made = edit_json(text, changes)
            else:
                made = edit_yaml(text, changes)
        except (UneditableError, LookupError, TypeError):
            return None
        return made.replace("\n", "\r\n") if "\r\n" in before else made

    def _small(self, words: Words) -> Iterator[Change]:
        """Yield what changes in each record, then what comes, then what goes, last first."""
        comparing = Comparing(words)
        typed = typed_of(self.text)
        if self.header is not None:
            old, new = self.header
            yield from comparing.records(old, new, typed or {}, ())
        for changed, path in self._changed(typed):
            yield from comparing.records(*changed, _at(typed, path), path)
        yield from self._comings_and_goings(typed, words.spelling)

    def _whole_records(self, words: Words) -> Iterator[Change]:
        """Yield the same, each record that changes written anew."""
        if self.header is not None and self.header[0] != self.header[1]:
            raise UneditableError(self.text.file)
        typed = typed_of(self.text)
        for (_, new), path in self._changed(typed):
            yield Put(path, spelled(new, words.spelling))
        yield from self._comings_and_goings(typed, words.spelling)

    def _changed(self, typed: Any) -> Iterator[tuple[tuple[Record, Record], Path]]:
        for stretch in self.stretches:
            listed = _at(typed, stretch.prefix)
            for ordinal, old in enumerate(stretch.olds):
                new = stretch.news.get(id_of(old))
                if new is not None and new != old:
                    yield (old, new), _place(stretch, listed, ordinal)

    def _comings_and_goings(self, typed: Any, spelling: Spelling) -> Iterator[Change]:
        gone: list[Change] = []
        for stretch in self.stretches:
            listed = _at(typed, stretch.prefix)
            gone += [
                Remove(_place(stretch, listed, ordinal))
                for ordinal, old in enumerate(stretch.olds)
                if id_of(old) not in stretch.news
            ]
            yield from self._additions(stretch, listed, spelling)
        yield from reversed(gone)

    def _additions(self, stretch: Stretch, listed: Any, spelling: Spelling) -> Iterator[Change]:
        new = [spelled(one, spelling) for one in stretch.added]
        if not new:
            return
        if isinstance(listed, list) or not (stretch.prefix or self.meant is None):
            there = len(listed) if isinstance(listed, list) else 0
            for number, one in enumerate(new):
                yield Insert(stretch.prefix, there + number, one)
        elif stretch.prefix:
            yield Put(stretch.prefix, [*([listed] if listed else []), *new])
        else:
            yield Add((), kind_key(stretch.kind, spelling), new)

    def _anew(self, spelling: Spelling) -> str:
        """Return the file as it would be if nothing stood there."""
        kinds: dict[Kind, list[Any]] = {}
        for stretch in self.stretches:
            found = [spelled(one, spelling) for one in stretch.wanted.values()]
            kinds.setdefault(stretch.kind, []).extend(found)
        tree: dict[str, Any] = {}
        if self.header is not None:
            number = CURRENT if spelling == JSON else Bare(CURRENT)
            tree = {Bare(FORMAT): number, **spelled(self.header[1], spelling)}
        above = _HEAD.match(self.text.text()) if spelling != JSON else None
        head = above[0] if above is not None else ""
        if self.meant is not None and self.meant.kind is not None:
            return head + _written(next(iter(kinds.values()), []), spelling)
        for kind, found in kinds.items():
            if found:
                tree[kind_key(kind, spelling)] = found
        return head + _written(tree, spelling)

    def _refuse_lost_comments(self, made: str) -> None:
        """Refuse to lose a comment, but for those within a record that goes."""
        if self.text.format == "json" or self.may_lose_comments:
            return
        gone = (one for one in self._comings_and_goings(typed_of(self.text), JSON))
        left = self._tried(one for one in gone if isinstance(one, Remove)) or self.text.text()
        lost = Counter(comments_of(left)) - Counter(comments_of(made))
        if lost:
            raise lost_comment(self.text.file, next(iter(lost)))

    def is_right(self, text: str) -> bool:
        """Tell whether a text reads back as what must stand there, and as nothing else."""
        draft = Draft(self.text.limits)
        try:
            take_text(draft, text, self.text.file, self.text.format, self.meant)
        except Refusal:
            return False
        wanted: dict[str, dict[str, Record]] = {}
        for stretch in self.stretches:
            wanted.setdefault(stretch.kind.name, {}).update(stretch.wanted)
        if not reads_back(draft, wanted):
            return False
        return self.header is None or (
            draft.header is not None
            and structure_one(draft.header.fields, Header)[0] == self.header[1]
        )


def reads_back(draft: Draft, wanted: Mapping[str, Mapping[str, Record]]) -> bool:
    """Tell whether the records that were read are those that are wanted, by kind and id."""
    if draft.troubles or draft.problems or draft.mixtures():
        return False
    found: dict[str, dict[str, Record]] = {}
    for part in draft.parts:
        records, _, flaws = structure_kind(part.kind, part.records)
        if flaws:
            return False
        found.setdefault(part.kind.name, {}).update((id_of(one), one) for one in records)
    return {name: one for name, one in found.items() if one} == {
        name: one for name, one in wanted.items() if one
    }


_HEAD: Final = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*")


def kind_key(kind: Kind, spelling: Spelling) -> str:
    """Return the key of the records of a kind in a dossier of one file."""
    if spelling == JSON:
        return kind.plural
    return Bare(vocabulary("nl" if spelling == "nl" else "en").kind_name(kind))


def _written(tree: Any, spelling: Spelling) -> str:
    return json_text(tree) + "\n" if spelling == JSON else yaml_text(tree)


def typed_of(text: TextFile) -> Any:
    """Return what stands in a file, keys as typed."""
    try:
        read = yaml_plain if text.format == "yaml" else json_plain
        return read(text.text(), text.limits)
    except (Careful, Careless):
        root = text.placed().root
        return root.plain() if root is not None else None


def _place(stretch: Stretch, listed: Any, ordinal: int) -> Path:
    return (*stretch.prefix, ordinal) if isinstance(listed, list) else stretch.prefix


def _at(typed: Any, path: Path) -> Any:
    for part in path:
        typed = typed[part] if typed is not None else None
    return typed


@attrs.frozen
class Words:
    """Spells in the file's own language, and reads what was typed in it."""

    spelling: Spelling
    text: TextFile

    def key(self, cls: type, field: str) -> str:
        """Return the key of a field."""
        return spelled_key(cls, field, self.spelling)

    def field(self, cls: type, field: str, value: Any) -> Any:
        """Return what is written as the value of a field."""
        return spelled_field(cls, field, value, self.spelling)

    def item(self, cls: type, field: str, value: Any) -> Any:
        """Return what is written for one of the values of a field."""
        return spelled_item(cls, field, value, self.spelling)

    def read(self, cls: type, field: str, typed: list[Any]) -> list[Any]:
        """Return plain items, with identifiers, from items as they were typed."""
        translate = Translator(TreePart(self.text, cls), Names()).handler(cls, field)
        found: list[Any] = typed if translate is None else translate(typed, (field,))
        return found
