"""Reading a file of rules: for plugins, and for the dossier that holds one of its own."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any, Final

import attrs

from opgavekern.base.running import Limits
from opgavekern.base.texts import Text, message
from opgavekern.files.door import Door, decoded, shown
from opgavekern.files.gathering import Draft
from opgavekern.files.layouts import is_rules, language_of_rules, split_ending
from opgavekern.files.refusals import Refusal, refusal
from opgavekern.files.sources import Format, TextFile
from opgavekern.files.tree_files import plain_of
from opgavekern.files.troubles import Names
from opgavekern.governance.declarations.changes import RuleChange
from opgavekern.governance.declarations.rules import Rule
from opgavekern.governance.written.errors import RulesError
from opgavekern.governance.written.reading_rules import Contents, RulesReader

_ENDINGS: Final = (".yaml", ".json")


@attrs.frozen(kw_only=True)
class WrittenRules:
    """Rules that are written in a file, for a plugin to declare.

    Attributes:
        rules: Requirements, in order of code: what `opgavekern_rules` returns.
        changes: Of rules of higher layers: what `opgavekern_rule_changes` returns.
        namespace: With which the codes begin; empty where the file says nothing.
        title: What the file brings, as it says; empty texts where it does not.
        file: Where it stands, as it was asked for.
        digest: SHA-256 of its text.
    """

    rules: tuple[Rule[Any], ...] = ()
    changes: tuple[RuleChange, ...] = ()
    namespace: str = ""
    title: Text = Text(nl="", en="")
    file: str = ""
    digest: str = ""


def read_rules(path: str | os.PathLike[str], *, limits: Limits = Limits()) -> WrittenRules:
    """Read the rules of a file, so that a plugin can declare them.

    Nothing of the file is ever run. What a change sets gets the type of the rule's parameter once
    the plugins are put together, since only then it is known which rules there are.

    Args:
        path: A file in YAML or JSON, or a folder with one that is called `rules` or `regels`.
        limits: How much is accepted.

    Raises:
        RulesError: With every problem of the file, each with its place and what to do.
    """
    try:
        text = _text_of(Path(path), limits)
    except Refusal as refused:
        raise RulesError(refused.problems) from None
    made = contents_of(text)
    return WrittenRules(
        rules=made.rules,
        changes=made.changes,
        namespace=made.namespace,
        title=made.title,
        file=text.file,
        digest=digest_of(text),
    )


def _text_of(path: Path, limits: Limits) -> TextFile:
    door = Door(path, limits)
    parts: tuple[str, ...] = ()
    name = path.name
    if door.is_folder():
        found = [one for one, is_folder in door.entries() if not is_folder and is_rules(one)]
        if len(found) != 1:
            raise refusal(
                "no-rules",
                message(
                    "in deze map staat niet één bestand met regels",
                    "there is not one file of rules in this folder",
                ),
                message(
                    "Noem het bestand regels.yaml of rules.yaml, en zet er één in.",
                    "Call the file rules.yaml or regels.yaml, and put one in it.",
                ),
                shown(path),
            )
        parts, name = (found[0],), found[0]
    _, ending = split_ending(name)
    if ending not in _ENDINGS:
        said = message("dit is geen YAML of JSON", "this is no YAML or JSON")
        remedy = message(
            "Noem een bestand op .yaml of .json.", "Name a file ending in .yaml or .json."
        )
        raise refusal("unknown-file", said, remedy, shown(path))
    file = shown(door.root.joinpath(*parts))
    form: Format = "json" if ending == ".json" else "yaml"
    return TextFile.of(file, form, decoded(door.read(*parts), file), limits)


def contents_of(text: TextFile, *, namespace: str = "") -> Contents:
    """Return what a text with rules holds.

    Args:
        text: The text.
        namespace: With which codes begin where the text itself does not say it.

    Raises:
        RulesError: With every problem of the text.
    """
    draft = Draft(text.limits)
    try:
        plain_of(text.text(), text.file, text.format, draft, None)
        placed = text.placed()
    except Refusal as refused:
        raise RulesError([*draft.problems, *refused.problems]) from None
    is_exact = text.format == "json"
    names = Names("en" if is_exact else language_of_rules(text.file))
    reader = RulesReader(text.file, placed, names, is_exact=is_exact, namespace=namespace)
    made = reader.contents(placed.root)
    problems = [*draft.problems, *reader.problems]
    if problems:
        raise RulesError(problems, language=reader.language)
    return made


def digest_of(text: TextFile) -> str:
    """Return the SHA-256 of a text, whatever the ends of its lines."""
    return hashlib.sha256("\n".join(text.text().splitlines()).encode()).hexdigest()
