"""What became of a field, in words: short values as they were and are, of lists what moved."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import attrs

from opgavekern.base.labels import field_labels, spoken
from opgavekern.base.texts import LANGUAGES, Language, Message, Speaks, Text, message, say
from opgavekern.model import Dossier, FieldChange
from opgavekern.model.shape import shape_of
from opgavekern.showing.words import Words

#: Longer text is not repeated: who wants to read it opens the dossier.
_LONGEST: Final = 80
#: Of more that came or went only the number is said.
_MOST_NAMED: Final = 5
_NOTHING: Final = Text(nl="niets", en="nothing")


def in_both(said: Speaks) -> Text:
    """Say something in both languages, apart from what it was made of."""
    nl, en = (said.text(language) for language in LANGUAGES)
    return Text(nl=nl, en=en)


@attrs.frozen(eq=False)
class FieldWords:
    """Says what became of a field; what is personal only where that is asked for.

    Attributes:
        old: The dossier from before, which names what its values refer to.
        new: The dossier of now.
        names: Call people by name.
        personal: Tell what personal fields held and hold.
    """

    old: Dossier
    new: Dossier
    names: bool = False
    personal: bool = False

    def say(self, field: FieldChange, cls: type) -> Text:
        """Say what became of a field of a record of a class, in both languages."""
        label = _label(cls, field.path)
        if field.is_personal and not self.personal:
            return label
        nl, en = (self._moved(field, language) for language in LANGUAGES)
        if not (nl and en):
            return label
        return Text(nl=f"{label.nl}: {nl}", en=f"{label.en}: {en}")

    def _moved(self, field: FieldChange, language: Language) -> str:
        """Say what a field held and holds; empty where that is too long to say."""
        old, new = (Words(dossier=one, language=language, names=self.names)
                    for one in (self.old, self.new))  # fmt: skip
        if field.shape.is_many:
            return _came_and_went(field, old, new)
        before, after = _said(field.before, field, old), _said(field.after, field, new)
        return f"{before} → {after}" if before and after else ""


def _label(cls: type, path: tuple[str, ...]) -> Text:
    """Return what a field is called, after the part that it is a field of."""
    owner: type | None = cls
    labels: list[Text] = []
    for name in path:
        known = field_labels(owner) if owner is not None else {}
        labels.append(known.get(name) or Text(nl=spoken(name), en=spoken(name)))
        owner = shape_of(owner, name).nested if owner is not None else None
    nl, en = (", ".join(one.text(language) for one in labels) for language in LANGUAGES)
    return Text(nl=nl, en=en)


def _came_and_went(field: FieldChange, old: Words, new: Words) -> str:
    """Say what came and what went; empty where only the order changed."""
    before, after = field.before or (), field.after or ()
    was, now = frozenset(before), frozenset(after)
    came = [one for one in after if one not in was]
    went = [one for one in before if one not in now]
    parts: list[Message] = []
    if came:
        parts.append(message("erbij {them}", "added {them}", them=_them(came, field, new)))
    if went:
        parts.append(message("eraf {them}", "removed {them}", them=_them(went, field, old)))
    return "; ".join(one.text(new.language) for one in parts)


def _them(ones: Iterable[Any], field: FieldChange, words: Words) -> str | int:
    """Name a few things, in order of their words where they have no other; count more of them."""
    said = [_said(one, field, words) for one in ones]
    named = all(said) and len(said) <= _MOST_NAMED
    is_set = isinstance(field.after if field.before is None else field.before, frozenset)
    return say(tuple(sorted(said) if is_set else said), words.language) if named else len(said)


def _said(value: Any, field: FieldChange, words: Words) -> str:
    """Say a value; empty for what is too long."""
    if value in (None, ""):
        return _NOTHING.text(words.language)
    said = words.value(value, owner=field.owner, field=field.path[-1])
    if len(said) > _LONGEST or "\n" in said:
        return ""
    return f"“{said}”" if isinstance(value, str) and not field.shape.kinds else said
