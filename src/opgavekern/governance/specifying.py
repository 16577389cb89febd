"""The hooks of the contract as data: what each is for, and who implements it."""

from __future__ import annotations

import inspect
from typing import Any, ClassVar

import attrs

from opgavekern.base.answers import Answer
from opgavekern.base.docstrings import docstring_arguments, docstring_summary
from opgavekern.base.frames import Columns, columns
from opgavekern.base.results import Result
from opgavekern.base.texts import Language, message
from opgavekern.governance import hookspecs
from opgavekern.governance.activation import Governance
from opgavekern.governance.contract import hook_names


@attrs.frozen(kw_only=True)
class HookArgument(Answer):
    """What a hook may ask for, by taking an argument of this name.

    Attributes:
        name: As it is written in the plugin.
        meaning: What it holds.
    """

    name: str
    meaning: str


@attrs.frozen(kw_only=True)
class Hook(Answer):
    """A hook of the contract.

    Attributes:
        name: As it is written in the plugin.
        summary: What a plugin says by it.
        returns: What it returns, as it is annotated.
        arguments: What it may ask for; a plugin leaves out what it does not need.
        plugins: The plugins that implement it, in order of name, each with its version.
    """

    name: str
    summary: str
    returns: str
    arguments: tuple[HookArgument, ...] = ()
    plugins: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Hooks(Result):
    """The hooks of the contract.

    Attributes:
        group: The entry-point group by which plugins are found; its number is the contract's.
        plugins: The plugins that were asked, in order of name, each with its version.
        hooks: In order of name.
    """

    group: str
    plugins: tuple[str, ...]
    hooks: tuple[Hook, ...]

    COLUMNS: ClassVar[Columns] = columns(hook=str, summary=str, returns=str, plugins=str)

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict for each hook."""
        return [
            {
                "hook": one.name,
                "summary": one.summary,
                "returns": one.returns,
                "plugins": ", ".join(one.plugins),
            }
            for one in self.hooks
        ]

    def describe(self, language: Language = "en") -> str:
        """Say how many hooks there are, and of how many plugins it is known what they use."""
        return message(
            "{group} heeft {hooks} hooks; gevraagd is aan: {plugins}.",
            "{group} has {hooks} hooks; asked were: {plugins}.",
            group=self.group,
            hooks=len(self.hooks),
            plugins=self.plugins or (message("geen plugins", "no plugins"),),
        ).text(language)


def hooks_of(governance: Governance = Governance()) -> Hooks:
    """Return the hooks of the contract, each with the plugins of a governance that implement it.

    Nothing is imported for it: a plugin that is installed and not active is not told.
    """
    return Hooks(
        group=hookspecs.GROUP,
        plugins=tuple(str(one) for one in governance.plugins),
        hooks=tuple(_hook(name, governance) for name in hook_names()),
    )


def _hook(name: str, governance: Governance) -> Hook:
    specification = getattr(hookspecs, name)
    signature = inspect.signature(specification)
    told = docstring_arguments(specification)
    return Hook(
        name=name,
        summary=docstring_summary(specification),
        returns=str(signature.return_annotation),
        arguments=tuple(
            HookArgument(name=one, meaning=told.get(one, "")) for one in signature.parameters
        ),
        plugins=tuple(str(one) for one in governance.plugins if name in one.hooks),
    )
